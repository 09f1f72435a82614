"""Made-up profiles for papers: roles and places, no real person."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image

from bot.core.answer import AnswerType
from bot.core.language import Direction, Language
from bot.core.profile import (
    AdditionKind,
    By,
    Export,
    Fact,
    Paired,
    Profile,
    ProfileEntry,
    ProfileNote,
    ProfileSection,
    ProfileStep,
)
from bot.core.profile_words import PROFILE_WORDS
from tests.documents.fixed_words import IN

RTL = {"ar", "fa", "ps", "ur", "ckb", "prs"}
MADE = date(2026, 11, 26)
LEFT_OUT = {"drafts"}


def language(code: str) -> Language:
    way = Direction.RIGHT_TO_LEFT if code in RTL else Direction.LEFT_TO_RIGHT
    return Language(code=code, native=code, english=code, direction=way)


def pair(own: str, host: str, by: By = By.MERIT) -> Paired:
    return Paired(own=own, host=host, by=by)


def same(words: str) -> Paired:
    return pair(words, words, By.NOBODY)


def fixed(own: str, host: str) -> dict[str, Paired]:
    return {
        id_: pair(IN[own].get(id_, text.source), IN[host].get(id_, text.source))
        for id_, text in PROFILE_WORDS.items()
        if id_ not in LEFT_OUT
    }


def fact(label: Paired, words: Paired, place: str = "line", uri: str = "") -> Fact:
    goes = {Export.PDF: place} if place else {}
    return Fact(
        name="x", type=AnswerType.TEXT, label=label, words=words, value="", goes=goes, uri=uri
    )


def contact(label: Paired, words: str) -> Fact:
    return replace(fact(label, pair(words, words)), type=AnswerType.CONTACT)


def section(id_: str, title: Paired, *entries: ProfileEntry) -> ProfileSection:
    return ProfileSection(id=id_, title=title, entries=entries)


def entry(*facts: Fact, heading: Paired | None = None, when: Paired | None = None) -> ProfileEntry:
    return ProfileEntry(facts=facts, heading=heading, when=when)


def profile(own: str, host: str, *sections: ProfileSection, **more: object) -> Profile:
    made = {
        "ar": "26 نوفمبر 2026",
        "fa": "26 نوامبر 2026 (5 آذر 1405)",
        "nl": "26 november 2026",
        "ti": "26 ሕዳር 2026 (17 ሕዳር 2019)",
        "en": "26 November 2026",
        "sl": "26. november 2026",
        "uk": "26 листопада 2026",
        "es": "26 de noviembre de 2026",
        "ps": "26 نومبر 2026",
        "it": "26 novembre 2026",
    }
    plain = Profile(
        language=language(own),
        host=language(host),
        made=MADE,
        made_words=pair(made[own], made[host]),
        sections=sections,
        words=fixed(own, host),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def photo(width: int = 400, height: int = 500) -> bytes:
    """A face as a child draws it; it is no person."""
    picture = Image.new("RGB", (width, height), "#c9d6df")
    for box, colour in (((110, 90, 290, 310), "#8d6e5a"), ((60, 330, 340, 700), "#37566b")):
        left, top, right, bottom = (v * width // 400 for v in box)
        picture.paste(colour, (left, top, right, bottom))
    kept = BytesIO()
    picture.save(kept, "JPEG")
    return kept.getvalue()


TOLD = pair("ماذا فعلت", "Wat u deed")
TOOLS = pair("الأدوات والآلات", "Gereedschap en machines")
KIND = pair("نوع العمل", "Soort werk")
COUNTRY = pair("البلد", "Land")
PROOF = pair("الإثبات", "Bewijs")
OWN_STORY = (
    "كنت أعجن وأخبز من الساعة الثالثة صباحاً، وأعلّم عاملين جديدين، وأحسب ثمن الطحين كل أسبوع. "
    "كنا نبيع حوالي 800 رغيف في اليوم (وفي رمضان 1200)."
)


def job() -> ProfileEntry:
    return entry(
        fact(
            pair("المهنة", "Beroep"),
            pair("خبّاز", "Bakker"),
            "title",
            "http://data.europa.eu/esco/1",
        ),
        fact(pair("من", "Van"), pair("2014", "2014"), "from"),
        fact(pair("إلى", "Tot"), pair("2021", "2021"), "to"),
        fact(TOLD, same(OWN_STORY)),
        fact(TOOLS, pair("فرن حجري، عجّانة 50 كغ", "Steenoven, kneedmachine van 50 kg", By.ADVISOR)),
        fact(
            KIND, pair("عمل عائلي، دون أجر في البداية", "Familiebedrijf, in het begin zonder loon")
        ),
        fact(COUNTRY, pair("سوريا", "Syrië")),
        fact(pair("مكان العمل", "Werkgever"), same("مخبز الشام (حلب)")),
        fact(pair("سرّ", "Geheim"), pair("لا يُطبع", "Niet gedrukt"), ""),
        heading=pair("خبّاز", "Bakker"),
        when=pair("من 2014 إلى 2021", "2014 tot 2021"),
    )


def baker() -> Profile:
    """A baker from Aleppo with no papers, in Arabic and Dutch."""
    helper = entry(
        fact(
            TOLD,
            pair(
                "سقت شاحنة صغيرة لتوزيع الخبز", "Brood rondgebracht met een bestelbus", By.MACHINE
            ),
        ),
        fact(COUNTRY, pair("تركيا", "Turkije")),
        heading=pair("سائق توصيل", "Bezorger"),
        when=pair("منذ 2022", "Sinds 2022"),
    )
    school = entry(
        fact(COUNTRY, pair("سوريا", "Syrië")),
        fact(pair("أنهيتها", "Afgemaakt"), pair("لا", "Nee")),
        fact(PROOF, pair("ضاعت الأوراق", "Papieren zijn kwijt")),
        heading=pair("المدرسة الإعدادية", "Onderbouw van de middelbare school"),
        when=pair("حتى 2008", "Tot 2008"),
    )
    arabic, dutch = pair("العربية", "Arabisch"), pair("الهولندية", "Nederlands")
    level = pair("المستوى", "Niveau")
    about = entry(
        contact(pair("الهاتف", "Telefoon"), "+31 6 1234 5678"),
        contact(pair("البريد الإلكتروني", "E-mail"), "bakker@example.org"),
        fact(
            pair("على تيليغرام", "Op Telegram"),
            pair(
                "راسلني @bakker_halab أو https://example.org/brood.",
                "Schrijf @bakker_halab of https://example.org/brood.",
            ),
        ),
    )
    return profile(
        "ar",
        "nl",
        section("about", pair("عنّي", "Over mij"), about),
        section("work", pair("العمل", "Werk"), job(), helper),
        section("school", pair("التعليم", "Opleiding"), school),
        section(
            "languages",
            pair("اللغات", "Talen"),
            entry(fact(level, pair("اللغة الأم", "Moedertaal")), heading=arabic),
            entry(fact(level, pair("كلمات قليلة (A1)", "Een paar woorden (A1)")), heading=dutch),
        ),
        name="خبّاز من حلب",
        notes=(
            ProfileNote(
                kind=AdditionKind.RECOMMENDATION,
                kind_words=pair("توصية", "Aanbeveling"),
                words=pair(
                    "نصف يوم تجريبي في مخبز يكفي ليُظهر ما يستطيع.",
                    "Een halve dag meelopen in een bakkerij is genoeg om te laten zien wat hij kan.",
                    By.MACHINE,
                ),
                by="Adviseur A.",
                on=MADE,
                on_words=pair("26 نوفمبر 2026", "26 november 2026"),
            ),
        ),
        steps=(
            ProfileStep(
                words=pair(
                    "اطلب تقييم شهادتك مجاناً.", "Vraag een gratis waardering van uw diploma aan."
                ),
                done=True,
                source="https://www.idw.nl",
                title=pair("تقييم الشهادة", "Diplomawaardering"),
            ),
            ProfileStep(
                words=pair("اسأل البلدية عن دورة اللغة.", "Vraag de gemeente naar een taalcursus.")
            ),
        ),
    )


def nurse() -> Profile:
    """A nurse from Asmara with a copy of her diploma, in Tigrinya and English."""
    work = entry(
        fact(
            pair("እንታይ ሰሪሕኪ", "What you did"),
            pair(
                "ንሕሙማት ምክትታል፣ መርፍእ ምውጋእ፣ ቆልዑ ምሕጋዝ።",
                "Looked after patients, gave injections, helped with births.",
                By.MACHINE,
            ),
        ),
        fact(pair("ሃገር", "Country"), pair("ኤርትራ", "Eritrea")),
        fact(pair("ቦታ ስራሕ", "Employer"), same("ሆስፒታል ኦሮታ")),
        heading=pair("ነርስ", "Nurse"),
        when=pair("ካብ 2011 ክሳብ 2019 (ብግእዝ 2003–2011)", "2011 to 2019"),
    )
    school = entry(
        fact(pair("መረጋገጺ", "Proof"), pair("ቅዳሕ ኣሎኒ", "I have a copy")),
        heading=pair("ዲፕሎማ ነርስነት", "Diploma in nursing"),
        when=pair("2010", "2010"),
    )
    return profile(
        "ti",
        "en",
        section("work", pair("ስራሕ", "Work"), work),
        section("school", pair("ትምህርቲ", "Education"), school),
        name="Nurse from Asmara",
        photo=photo(),
    )


def tailor() -> Profile:
    """A tailor from Herat, in Persian and Slovenian."""
    work = entry(
        fact(
            pair("چه کار می‌کردید", "Kaj ste delali"),
            pair(
                "دوختن لباس زنانه با چرخ JUKI DDL-8700؛ اندازه‌گیری و برش.",
                "Šivanje ženskih oblačil s strojem JUKI DDL-8700; merjenje in krojenje.",
                By.ADVISOR,
            ),
        ),
        fact(pair("توضیح", "Opis"), same("هر ماه ۳۵ تا ۴۰ لباس می‌دوختم.")),
        heading=pair("خیاط", "Šivilja"),
        when=pair("از 1390 تا 1400 (2011 تا 2021)", "od 2011 do 2021"),
    )
    return profile("fa", "sl", section("work", pair("کار", "Delo"), work), name="خیاط هراتی")


def teacher() -> Profile:
    """A teacher from Kharkiv, in Ukrainian and Spanish."""
    work = entry(
        fact(
            pair("Що ви робили", "Qué hacía"),
            pair(
                "Викладала біологію в 5–9 класах, вела гурток «Юний еколог».",
                "Daba clases de biología a niños de 10 a 15 años.",
                By.PERSON,
            ),
        ),
        heading=pair("Учителька біології", "Profesora de biología"),
        when=pair("з 2009 до 2022", "de 2009 a 2022"),
    )
    return profile(
        "uk",
        "es",
        section("work", pair("Робота", "Trabajo"), work),
        name="Учителька з Харкова",
        photo=photo(),
    )


def farmer() -> Profile:
    """A farmer from Nangarhar, in Pashto and Italian."""
    work = entry(
        fact(
            pair("څه مو کول", "Che cosa faceva"),
            same("ما غنم، جوار او سبزي کرل او د اوبو ویاله مې جوړوله."),
        ),
        heading=pair("بزګر", "Agricoltore"),
        when=pair("له 2005 څخه تر 2020 پورې", "dal 2005 al 2020"),
    )
    return profile(
        "ps", "it", section("work", pair("کار", "Lavoro"), work), name="بزګر له ننګرهاره"
    )


def long_profile() -> Profile:
    """Twelve jobs and eight diplomas."""
    jobs = [
        replace(
            job(),
            heading=pair(f"خبّاز {n}", f"Bakker {n}"),
            when=pair(f"من {2000 + n} إلى {2001 + n}", f"{2000 + n} tot {2001 + n}"),
        )
        for n in range(1, 13)
    ]
    diplomas = [
        entry(
            fact(COUNTRY, pair("سوريا", "Syrië")),
            fact(PROOF, pair("لدي نسخة", "Ik heb een kopie")),
            heading=pair(f"شهادة {n}", f"Diploma {n}"),
            when=pair(f"{1990 + n}", f"{1990 + n}"),
        )
        for n in range(1, 9)
    ]
    return replace(
        baker(),
        sections=(
            section("work", pair("العمل", "Werk"), *jobs),
            section("school", pair("التعليم", "Opleiding"), *diplomas),
        ),
    )


ALL = {
    "ar-nl": baker,
    "ti-en": nurse,
    "fa-sl": tailor,
    "uk-es": teacher,
    "ps-it": farmer,
    "long": long_profile,
}
