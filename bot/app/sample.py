"""Made-up profiles, to look at papers without anybody's data: a baker, a nurse, and somebody with a long life of work.

They are roles and no persons. Only answers that the content asks for are on them, so they fit any content.
"""

from collections.abc import Mapping
from datetime import date, datetime

from bot.content.load import ContentLibrary
from bot.core.answer import Answers, AnswerValue, Record
from bot.core.by_others import Addition, ByOthers, Gloss
from bot.core.flow import FlowId, Release
from bot.core.importing import fits
from bot.core.profile import AdditionKind, By
from bot.core.session import Consent, Session

_WORDS: Mapping[str, tuple[str, str]] = {
    "en": ("I baked bread and sweets and led three workers.", "Stone oven, dough mixer"),
    "ar": ("كنت أخبز الخبز والحلويات، وأدير ثلاثة عمال.", "فرن حجري، عجّانة"),
    "fa": ("نان و شیرینی می‌پختم و سه کارگر را اداره می‌کردم.", "تنور سنگی، خمیرگیر"),
    "ti": ("ባኒን ሕንቁልቁሊጥን እሰርሕ ነይረ፣ ሰለስተ ሰራሕተኛታት ድማ እመርሕ ነይረ።", "ናይ እምኒ እቶን፣ መሐወሲ ብሑቕ"),
    "uk": ("Я випікав хліб і солодощі та керував трьома працівниками.", "Кам’яна піч, тістоміс"),
    "ps": (
        "ما ډوډۍ او خواږه پخول او درې کارګران مې اداره کول.",
        "ډبرین تنور، د اوړو د اخښلو ماشین",
    ),
    "nl": ("Ik bakte brood en zoete waren en leidde drie medewerkers.", "Steenoven, deegmenger"),
    "it": ("Cuocevo pane e dolci e guidavo tre lavoratori.", "Forno di pietra, impastatrice"),
    "sl": ("Pekel sem kruh in sladice ter vodil tri delavce.", "Kamnita peč, mešalnik za testo"),
    "es": ("Hacía pan y dulces y dirigía a tres trabajadores.", "Horno de piedra, amasadora"),
    "fr": (
        "Je faisais du pain et des gâteaux et je dirigeais trois ouvriers.",
        "Four en pierre, pétrin",
    ),
    "hu": (
        "Kenyeret és édességet sütöttem, és három dolgozót irányítottam.",
        "Kőkemence, dagasztógép",
    ),
    "sk": (
        "Piekol som chlieb a sladkosti a viedol som troch pracovníkov.",
        "Kamenná pec, miesič cesta",
    ),
}
"""What somebody did and with which tools, in their own words, in every language papers are written in; drafts."""

_ADVICE = "The profile is clear. Next: ask the office for recognition about the missing papers."

_BAKER: Answers = {
    "my_town": "Utrecht",
    "my_contact": "+31612345678",
    "my_scripts": ("arabic", "latin"),
    "my_driving": ("b",),
    "want_now": ("job", "language"),
    "want_work": "baker",
    "want_hours": "full",
    "want_start": "now",
}
_NURSE: Answers = {
    "my_contact": "nurse@example.org",
    "my_scripts": ("ethiopic", "latin"),
    "want_now": ("recognition", "job"),
    "want_work": "nurse",
    "want_hours": "any",
    "want_start": "months",
}


def _job(title: str, how: str, country: str, start: str, end: str, **more: AnswerValue) -> Record:
    told = {"job_title": title, "job_how": how, "job_country": country}
    return {**told, "job_from": start, "job_to": end, **more}


def _school(level: str, field: str, country: str, start: str, end: str, proof: str) -> Record:
    return {
        "school_level": level,
        "school_field": field,
        "school_done": "yes",
        "school_country": country,
        "school_from": start,
        "school_to": end,
        "school_proof": proof,
    }


def _baker(language: str) -> dict[str, list[Record]]:
    tasks, tools = _WORDS.get(language, _WORDS["en"])
    return {
        "my_jobs": [
            _job("baker", "family", "sy", "2006", "2013", job_tasks=tasks, job_tools=tools),
            _job("cook", "informal", "tr", "2014", "2019"),
        ],
        "my_skills": [
            {"skill_name": "cook_many", "skill_level": "alone", "skill_how": "job"},
            {"skill_name": "own/Kunafa", "skill_level": "alone", "skill_how": "family"},
        ],
        "my_languages": [
            {"lang_name": "ar/mother", "lang_written": "well"},
            {"lang_name": "nl/simple", "lang_written": "simple"},
        ],
        "my_schools": [_school("lower", "other", "sy", "1994", "2003", "lost")],
        "my_papers": [{"paper_kind": "school", "paper_state": "lost"}],
    }


def _nurse(_language: str) -> dict[str, list[Record]]:
    return {
        "my_jobs": [_job("nurse", "paid", "er", "2010", "2018")],
        "my_languages": [
            {"lang_name": "ti/mother", "lang_written": "well"},
            {"lang_name": "en/most", "lang_written": "well"},
        ],
        "my_schools": [_school("bachelor", "health", "er", "2005", "2009", "copy")],
        "my_papers": [
            {"paper_kind": "diploma", "paper_state": "copy"},
            {"paper_kind": "registration", "paper_state": "can_get"},
        ],
        "my_helping": [{"help_kind": "interpreting", "help_from": "2023", "help_to": "now"}],
    }


def _long(language: str) -> dict[str, list[Record]]:
    tasks, tools = _WORDS.get(language, _WORDS["en"])
    titles = ("baker", "cook", "lorry_driver", "welder", "tailor", "painter")
    return {
        **_baker(language),
        "my_jobs": [
            _job(
                titles[number % len(titles)],
                "paid",
                "sy",
                str(1990 + 2 * number),
                str(1992 + 2 * number),
                job_tasks=tasks,
                job_tools=tools,
            )
            for number in range(12)
        ],
        "my_schools": [
            _school("course", "services", "sy", str(1985 + number), str(1986 + number), "copy")
            for number in range(8)
        ],
    }


SAMPLES = {"baker": (_BAKER, _baker), "nurse": (_NURSE, _nurse), "long": (_BAKER, _long)}
"""By name: the single answers, and what makes the records in a language."""


def sample_session(
    library: ContentLibrary, name: str, language: str, host: str, now: datetime
) -> Session:
    """Return the conversation of somebody who told all of this, as far as the content asks for it."""
    release, (single, records) = library.release, SAMPLES[name]
    told = records(language)
    mine = _WORDS.get(language, _WORDS["en"])
    theirs = _WORDS.get(host, _WORDS["en"])
    glosses = (
        Gloss(words=own, language=host, text=text, by=By.ADVISOR)
        for own, text in zip(mine, theirs, strict=True)
    )
    advice = Addition(
        kind=AdditionKind.RECOMMENDATION,
        text=_ADVICE,
        language="en",
        by="Advisor (made up)",
        at=int(now.timestamp()),
    )
    return Session(
        language=language,
        consent=Consent(given=True, text="", language=language, at=now.isoformat()),
        answers={
            **_fitting(release, release.answers, single, now.date()),
            "paper_language": host,
            "with_notes": "yes",
        },
        records={
            answer: kept
            for answer, several in told.items()
            if (
                kept := tuple(
                    filter(None, (_record(release, answer, each, now.date()) for each in several))
                )
            )
        },
        by_others=ByOthers(additions=(advice,), glosses=tuple(glosses) if language != host else ()),
    )


def _record(release: Release, answer: str, record: Record, today: date) -> Record:
    spec = release.answers.get(answer)
    flow = None if spec is None else release.flows.get(FlowId(spec.flow))
    return {} if flow is None else _fitting(release, flow.answers, record, today)


def _fitting(release: Release, specs: Mapping[str, object], given: Answers, today: date) -> Record:
    """Return the answers this content can have."""
    declared = {name: release.answers[name] for name in specs if name in release.answers}
    return {
        name: value
        for name, value in given.items()
        if name in declared and fits(declared[name], value, release, today)
    }
