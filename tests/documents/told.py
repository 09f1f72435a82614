"""Building made-up profiles for machines: facts with their places."""

from collections.abc import Mapping
from datetime import date

from bot.core.answer import AnswerType, AnswerValue
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

NASTY = (
    "<b>&amp;</b> ]]> <script>x</script>",
    "\u202egro.elpmaxe\u202c \u2066x\u2069",
    "👩🏽‍🍳🇸🇾",
    "x" * 4000,
    "half \ud83d of a pair",
    "nul \x00 bell \x07 del \x7f nel \x85",
    "not a character \ufffe\uffff",
    "a\r\nb\rc\nd",
    "  ",
    '"quoted" \\ {"a": 1}',
    "بەخێربێیت ۳۵ ‌خ",
)
"""Words that break careless writers."""


def pair(own: str, host: str | None = None, by: By = By.MERIT) -> Paired:
    return Paired(own=own, host=own if host is None else host, by=by)


def fact(
    name: str,
    kind: AnswerType,
    value: AnswerValue,
    words: Paired | None = None,
    places: Mapping[Export, str] | None = None,
    *,
    isco: str = "",
    uri: str = "",
) -> Fact:
    return Fact(
        name=name,
        type=kind,
        label=pair(f"سؤال {name}", name.title()),
        words=words or pair(str(value)),
        value=value,
        goes=places or {},
        isco=isco,
        uri=uri,
    )


def to(europass: str = "", json_resume: str = "") -> dict[Export, str]:
    both = {Export.EUROPASS: europass, Export.JSON_RESUME: json_resume}
    return {export: place for export, place in both.items() if place}


def section(id_: str, title: Paired, *entries: ProfileEntry | tuple[Fact, ...]) -> ProfileSection:
    whole = (e if isinstance(e, ProfileEntry) else ProfileEntry(facts=e) for e in entries)
    return ProfileSection(id=id_, title=title, entries=tuple(whole))


def language(code: str) -> Language:
    return Language(code=code, native=code, english=code, direction=Direction.LEFT_TO_RIGHT)


def profile(
    *sections: ProfileSection, own: str = "ar", host: str = "nl", name: str = "", more: bool = False
) -> Profile:
    made = date(2026, 11, 26)
    note = ProfileNote(
        kind=AdditionKind.VERIFIED,
        kind_words=pair("وثيقة", "Document gezien"),
        words=pair("شهادة", "Diploma", By.MACHINE),
        by="Advisor A",
        on=made,
        on_words=pair("26"),
    )
    step = ProfileStep(
        words=pair("خطوة", "Stap"), done=True, title=pair("1"), source="https://example.org"
    )
    return Profile(
        language=language(own),
        host=language(host),
        made=made,
        made_words=pair("2026"),
        sections=sections,
        words={"statement": pair("تصريح", "Eigen verklaring")} if more else {},
        name=name,
        photo=b"\xff\xd8",
        notes=(note,) if more else (),
        steps=(step, ProfileStep(words=pair("خطوة"))) if more else (),
    )
