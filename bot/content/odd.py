"""What people write where a question waits: answers that fit, in many scripts, and everything else."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from bot.content.catalogs import Catalogs
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.flow import AskStep, Question, Release
from bot.core.text import Text

DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९")
"""Latin, Arabic, Persian and Devanagari digits."""

ODD = (
    " ",
    "?",
    "؟",
    "🙂",
    "👩‍🌾👍🏽",
    "Why do you ask?",
    "لماذا تسأل؟",
    "چرا می‌پرسید؟",
    "ለምን?",
    "What can you do?",
    "hello",
    "سلام",
    "yes",
    "no",
    "menu",
    "help",
    "stop",
    "0",
    "-5",
    "1000000000000",
    "1,5",
    "1 2 3",
    "12.13.2019",
    "31.02.2020",
    "+31 6 1234 5678",
    "{country}",
    "{0} %s <b>bold</b> *star* _line_ `code`",
    "https://example.org/?a=b",
    "/notacommand really",
    "a\nb\n\nc",
    "\u202eevil\u202c \u2066x\u2069",
    "a\u0301\u0301\u0301" * 40,
    "x" * 700,
    "слово " * 600,
    "\U0001f600" * 2100,
    "NULL'; DROP TABLE sessions; --",
)
"""Words that answer nothing, or too much."""

_WORDS = (
    "Baker in a small town",
    "خباز في مدينة صغيرة",
    "نانوا در یک شهر کوچک",
    "Пекар у маленькому місті",
    "ኣብ ንእሽቶ ከተማ እንጌራ ጋጋሪ",
)
_DATES = ("{y}-{m:02}-{d:02}", "{d}.{m}.{y}", "{d}/{m}/{y}", "{m:02}.{y}", "{y}")
_COUNTRIES = ("Syria", "سوريا", "Eritrea", "Україна", "afghanistan", "sy")
_TONGUES = ("Arabic fluent", "Dutch", "الإنجليزية", "Tigrinya, native")
_CONTACTS = ("+31612345678", "0031 6 12 34 56 78", "amina@example.org")
_PLACES = ("Utrecht", "حلب", "52.09, 5.12")
_JOBS = ("baker", "خباز", "bakr", "nurse", "пекар", "something nobody knows")
_SKILLS = ("cook", "drive a lorry", "رعاية", "my grandmother's way of dyeing wool")
_SAMPLES: dict[AnswerType, tuple[str, ...]] = {
    AnswerType.TEXT: _WORDS,
    AnswerType.COUNTRY: _COUNTRIES,
    AnswerType.SPOKEN: _TONGUES,
    AnswerType.CONTACT: _CONTACTS,
    AnswerType.PLACE: _PLACES,
    AnswerType.OCCUPATION: _JOBS,
    AnswerType.SKILL: _SKILLS,
}


def fitting(
    question: Question | None, release: Release, catalogs: Catalogs, random: Random
) -> str | None:
    """Return words that answer the question, or None when it takes only buttons."""
    choices = [choice.label for choice in getattr(question, "choices", ())]
    if choices:
        return _label(choices, catalogs, random)
    spec = release.answers.get(question.save) if isinstance(question, AskStep) else None
    return None if spec is None else _value(spec, random)


def _label(labels: Sequence[Text], catalogs: Catalogs, random: Random) -> str:
    """Return a label in any language, or its number in any script."""
    number = random.randrange(len(labels))
    if random.random() < 0.3:  # noqa: PLR2004 - some people write the number
        return in_script(number + 1, random)
    label = labels[number]
    catalog = random.choice(list(catalogs.values()))
    return catalog.find(label.place, label.source) or label.source


def _value(spec: AnswerSpec, random: Random) -> str | None:
    match spec.type:
        case AnswerType.NUMBER:
            return in_script(random.randint(spec.least, spec.most), random)
        case AnswerType.DATE:
            day = date(1950, 1, 1) + timedelta(days=random.randrange(27000))
            form = random.choice(_DATES)
            return form.format(y=day.year, m=day.month, d=day.day)
        case AnswerType.TEXT:
            return random.choice(_WORDS)[: spec.most]
        case _:
            samples = _SAMPLES.get(spec.type)
            return random.choice(samples) if samples else None


def in_script(number: int, random: Random) -> str:
    """Return the number in the digits of some script."""
    return str(number).translate(str.maketrans(DIGITS[0], random.choice(DIGITS)))


def known_value(spec: AnswerSpec, random: Random) -> str | int | tuple[str, ...] | None:
    """Return a value the answer can have, for what is known before a conversation; None when there is none to make."""
    match spec.type:
        case AnswerType.ONE_OF | AnswerType.YES_NO if spec.values:
            return random.choice(spec.values)
        case AnswerType.SOME_OF if spec.values:
            return tuple(value for value in spec.values if random.random() < 0.5) or None  # noqa: PLR2004
        case AnswerType.NUMBER:
            return random.randint(spec.least, spec.most)
        case AnswerType.TEXT:
            return random.choice(_WORDS)[: spec.most]
        case _:
            return None
