"""A made-up baker from Aleppo, told to machines: something at nearly every place."""

from bot.core.answer import AnswerType
from bot.core.profile import By, Fact, Profile, ProfileEntry
from tests.documents.told import fact, pair, profile, section, to


def job() -> ProfileEntry:
    baker = pair("خبّاز", "Bakker")
    facts = (
        fact(
            "occupation",
            AnswerType.OCCUPATION,
            "baker",
            baker,
            to("EmploymentHistory/PositionTitle", "work/position"),
            isco="7512",
            uri="http://data.europa.eu/esco/occupation/b1",
        ),
        fact(
            "employer",
            AnswerType.TEXT,
            "مخبز",
            pair("مخبز", by=By.NOBODY),
            to("EmploymentHistory/OrganizationName", "work/name"),
        ),
        fact(
            "town",
            AnswerType.PLACE,
            "حلب",
            pair("حلب", "Aleppo"),
            to("EmploymentHistory/City", "work/location"),
        ),
        fact(
            "country",
            AnswerType.COUNTRY,
            "sy",
            pair("سوريا", "Syrië"),
            to("EmploymentHistory/CountryCode", "work/location"),
        ),
        fact(
            "start",
            AnswerType.DATE,
            "2011-03 sh1390",
            pair("2011"),
            to("EmploymentHistory/StartDate", "work/startDate"),
        ),
        fact(
            "end",
            AnswerType.DATE,
            "2019-05",
            pair("2019-05"),
            to("EmploymentHistory/EndDate", "work/endDate"),
        ),
        fact(
            "tasks",
            AnswerType.TEXT,
            "خبز",
            pair("خبز\nفرن", "Brood <b>bakken</b>", By.MACHINE),
            to("EmploymentHistory/Description", "work/summary"),
        ),
        fact(
            "tools",
            AnswerType.SOME_OF,
            ("oven", "mixer"),
            pair("فرن", "Oven, kneder"),
            to("EmploymentHistory/Description", "work/highlights"),
        ),
        fact(
            "pay",
            AnswerType.ONE_OF,
            None,
            pair("-"),
            to("EmploymentHistory/Description", "work/summary"),
        ),
        fact("proof", AnswerType.FILE, ("f1",), pair("صورة", "Foto")),
    )
    return ProfileEntry(facts=facts, heading=baker, when=pair("2011–2019"))


def whole() -> Profile:
    """A baker from Aleppo with something at nearly every place."""
    about = (
        fact(
            "name",
            AnswerType.TEXT,
            "خبّاز من حلب",
            pair("خبّاز من حلب"),
            to("CandidatePerson/PersonName", "basics/name"),
        ),
        fact(
            "phone",
            AnswerType.CONTACT,
            "+31612345678",
            None,
            to("CandidatePerson/Communication", "basics/contact"),
        ),
        fact(
            "mail",
            AnswerType.CONTACT,
            "bakker@example.org",
            None,
            to("CandidatePerson/Communication", "basics/contact"),
        ),
        fact("city", AnswerType.PLACE, "Utrecht", None, to("CandidatePerson/City", "basics/city")),
        fact(
            "host",
            AnswerType.COUNTRY,
            "nl",
            pair("هولندا", "Nederland"),
            to("CandidatePerson/CountryCode", "basics/countryCode"),
        ),
        fact(
            "goal",
            AnswerType.TEXT,
            "bakery",
            pair("مخبز", "Een eigen bakkerij"),
            to("ExecutiveSummary/Description", "basics/summary"),
        ),
        fact("age", AnswerType.NUMBER, 31),
    )
    school = (
        fact(
            "diploma",
            AnswerType.TEXT,
            "x",
            pair("شهادة", "Diploma"),
            to("EducationHistory/DegreeName", "education/studyType"),
        ),
        fact(
            "place",
            AnswerType.TEXT,
            "x",
            pair("جامعة"),
            to("EducationHistory/OrganizationName", "education/institution"),
        ),
        fact("town", AnswerType.PLACE, "x", pair("حلب", "Aleppo"), to("EducationHistory/City", "")),
        fact("country", AnswerType.COUNTRY, "sy", None, to("EducationHistory/CountryCode", "")),
        fact(
            "level", AnswerType.ONE_OF, "eqf4", None, to("EducationHistory/EducationLevelCode", "")
        ),
        fact(
            "field",
            AnswerType.TEXT,
            "x",
            pair("خبز", "Brood"),
            to("EducationHistory/FieldOfStudy", "education/area"),
        ),
        fact(
            "from",
            AnswerType.DATE,
            "2005",
            None,
            to("EducationHistory/StartDate", "education/startDate"),
        ),
        fact(
            "to",
            AnswerType.DATE,
            "2008-06-30",
            None,
            to("EducationHistory/EndDate", "education/endDate"),
        ),
        fact(
            "courses",
            AnswerType.TEXT,
            "x",
            pair("دورة", "Cursus"),
            to("EducationHistory/Description", "education/courses"),
        ),
    )

    def tongue(value: str, own: str, host: str) -> tuple[Fact, ...]:
        places = to("PersonQualifications/Language", "languages/language")
        return (fact("language", AnswerType.SPOKEN, value, pair(own, host), places),)

    return profile(
        section("about", pair("عنّي", "Over mij"), about),
        section("work", pair("العمل", "Werk"), job()),
        section("school", pair("التعليم", "Opleiding"), school),
        section(
            "languages",
            pair("اللغات", "Talen"),
            tongue("ar/mother", "العربية: اللغة الأم", "Arabisch: Moedertaal"),
            tongue("prs/mother", "دري: لغتي", "Dari: Moedertaal"),
            tongue("nl/simple", "الهولندية: بسيط", "Nederlands: Eenvoudige gesprekken"),
            tongue("ckb/fluent", "السورانية: بطلاقة", "Sorani: Vloeiend"),
            tongue("fr", "الفرنسية", "Frans"),
        ),
        section(
            "skills",
            pair("المهارات", "Vaardigheden"),
            (
                fact(
                    "skill",
                    AnswerType.SKILL,
                    "esco/s1/bake",
                    pair("خبز", "Brood bakken"),
                    to("Skills/Skill", "skills/name"),
                    uri="http://data.europa.eu/esco/skill/s1",
                ),
                fact(
                    "level",
                    AnswerType.ONE_OF,
                    "alone",
                    pair("وحدي", "Alleen"),
                    to("", "skills/level"),
                ),
            ),
            (
                fact(
                    "skill",
                    AnswerType.SKILL,
                    "own/kneden",
                    pair("عجن", "Kneden"),
                    to("Skills/Skill", "skills/name"),
                ),
            ),
            (
                fact(
                    "skill",
                    AnswerType.SKILL,
                    "own/Kneden",
                    pair("عجن", "Kneden"),
                    to("Skills/Skill", "skills/name"),
                ),
            ),
        ),
        section(
            "licences",
            pair("رخصة", "Rijbewijs"),
            (
                fact(
                    "licence",
                    AnswerType.SOME_OF,
                    ("b", "c1e", "tractor"),
                    None,
                    to("Licenses/LicenseTypeCode", ""),
                ),
            ),
        ),
        section(
            "volunteering",
            pair("تطوّع", "Vrijwilligerswerk"),
            (
                fact(
                    "what",
                    AnswerType.TEXT,
                    "x",
                    pair("طبخ", "Koken"),
                    to("VoluntaryWorks/Title", "volunteer/position"),
                ),
                fact(
                    "from",
                    AnswerType.DATE,
                    "2024",
                    None,
                    to("VoluntaryWorks/StartDate", "volunteer/startDate"),
                ),
                fact(
                    "where",
                    AnswerType.TEXT,
                    "x",
                    pair("Buurthuis"),
                    to("VoluntaryWorks/Location", "volunteer/organization"),
                ),
                fact(
                    "tell",
                    AnswerType.TEXT,
                    "x",
                    pair("طبخ", "Voor 50 mensen"),
                    to("VoluntaryWorks/Description", "volunteer/summary"),
                ),
            ),
        ),
        section(
            "papers",
            pair("أوراق", "Papieren"),
            (
                fact(
                    "paper",
                    AnswerType.ONE_OF,
                    "trade",
                    pair("شهادة", "Vakdiploma"),
                    to("Others/Title", "certificates/name"),
                ),
                fact(
                    "day", AnswerType.DATE, "2010", None, to("Others/EndDate", "certificates/date")
                ),
                fact(
                    "proof",
                    AnswerType.ONE_OF,
                    "lost",
                    pair("ضائع", "Kwijt"),
                    to("Others/Description", "certificates/issuer"),
                ),
            ),
            (
                fact(
                    "hobby",
                    AnswerType.TEXT,
                    "chess",
                    pair("شطرنج", "Schaken"),
                    to("Others/Description", "interests/name"),
                ),
            ),
        ),
        name="لقب",
        more=True,
    )
