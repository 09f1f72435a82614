"""What each export for machines leaves out, said to the person."""

from collections.abc import Mapping

from bot.core.answer import AnswerType
from bot.core.profile import Export, Fact, Paired, Profile, ProfileEntry
from bot.core.text import Text, pgettext
from bot.documents.placing import answered, placed

OWN_JSON = "merit_profile"
"""The name of Merit's own format, beside those of `Export`."""

LEAVES_OUT: Mapping[str, Text] = {
    OWN_JSON: pgettext(
        "document/leaves_out/merit_profile",
        "This file has all answers of your profile. Another Merit can read it. Your photo and the files you sent are "
        "not in it.",
    ),
    Export.EUROPASS: pgettext(
        "document/leaves_out/europass",
        "This file is for Europass and for job centres. Your nationality, birth date, gender and photo are not in it. "
        "The notes of an advisor and your steps are not in it. Language levels (A1 to C1) are an estimate from your "
        "own words.",
    ),
    Export.JSON_RESUME: pgettext(
        "document/leaves_out/json_resume",
        "This file is for programs that make a CV. It is in one language. Your photo, the notes of an advisor and "
        "your steps are not in it.",
    ),
}
"""By the name of the export."""


def left_out(profile: Profile, export: str) -> tuple[Paired, ...]:
    """Return the labels of the answers that are not in an export, each once."""
    missing = (
        fact.label
        for section in profile.sections
        for entry in section.entries
        for fact in _missing(entry, export)
    )
    return tuple(dict.fromkeys(missing))


def _missing(entry: ProfileEntry, export: str) -> list[Fact]:
    if export == OWN_JSON:
        return [fact for fact in entry.facts if fact.type is AnswerType.FILE and answered(fact)]
    stands = [fact for facts in placed(entry, Export(export)).values() for fact in facts]
    return [fact for fact in entry.facts if answered(fact) and fact not in stands]
