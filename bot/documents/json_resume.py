"""A profile as JSON Resume 1.3.1, the format of programs that make a CV: one document for each language.

The schema is that of the npm package @jsonresume/schema. Its pattern lets dates through that do not exist (`2014-13`);
ours exist, see bot.documents.codes.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.core.profile import Export, Profile
from bot.documents.leaves_out import LEAVES_OUT, left_out
from bot.documents.placing import Side, Told, clean, code_of, in_language, spoken_words, told

SCHEMA_VERSION = "v1.3.1"

_SCALAR: Mapping[str, tuple[str, ...]] = {
    "work": ("name", "position", "location", "startDate", "endDate"),
    "volunteer": ("organization", "position", "startDate", "endDate"),
    "education": ("institution", "area", "studyType", "startDate", "endDate"),
    "certificates": ("name", "date", "issuer"),
    "skills": ("name", "level"),
    "interests": ("name",),
}
"""The sections that are lists of things, with their properties of one value, in the order of the schema."""
_TITLE = {
    "work": "position",
    "volunteer": "position",
    "education": "studyType",
    "certificates": "name",
    "skills": "name",
    "interests": "name",
}
"""The property that says what a thing is: without it, it has the entry's heading."""
_LISTED = ("highlights", "courses", "keywords")
_DATES = frozenset({"startDate", "endDate", "date"})


def write_json_resume(profile: Profile, side: Side) -> bytes:
    """Return the profile in one of its languages as JSON Resume."""
    entries = tuple(told(profile, Export.JSON_RESUME, side))
    document: dict[str, Any] = {"basics": _basics(profile, entries)}
    for section in _SCALAR:
        document[section] = [_thing(entry, section) for entry in entries if entry.has(section)]
    document["languages"] = [language for entry in entries for language in _languages(entry)]
    document["meta"] = _meta(profile, side)
    document = {section: value for section, value in document.items() if value}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _basics(profile: Profile, entries: tuple[Told, ...]) -> dict[str, Any]:
    def first(place: str, read: Callable[[Told, str], str] = Told.words) -> str:
        return next((read(e, place) for e in entries if e.at(place)), "")

    contacts = [str(fact.value) for entry in entries for fact in entry.at("basics/contact")]
    lines = [line for entry in entries for line in entry.lines("basics/summary")]
    location = {"city": first("basics/city"), "countryCode": first("basics/countryCode", Told.code)}
    location["countryCode"] = location["countryCode"].upper()
    return _filled(
        {
            "name": first("basics/name") or clean(profile.name),
            "label": first("basics/label"),
            "email": next((clean(contact) for contact in contacts if "@" in contact), ""),
            "phone": next((clean(contact) for contact in contacts if "@" not in contact), ""),
            "summary": "\n".join(lines),
            "location": _filled(location),
        }
    )


def _thing(entry: Told, section: str) -> dict[str, Any]:
    thing: dict[str, Any] = {}
    for name in _SCALAR[section]:
        place = f"{section}/{name}"
        thing[name] = entry.code(place) if name in _DATES else entry.words(place)
    title = _TITLE[section]
    thing[title] = entry.title(f"{section}/{title}")
    thing["summary"] = "\n".join(entry.lines(f"{section}/summary"))
    for name in _LISTED:
        thing[name] = entry.each(f"{section}/{name}")
    return _filled(thing)


def _languages(entry: Told) -> list[dict[str, str]]:
    facts = entry.at("languages/language")
    found = (spoken_words(fact, entry.side) for fact in facts)
    return [_filled({"language": language, "fluency": fluency}) for language, fluency in found]


def _meta(profile: Profile, side: Side) -> dict[str, Any]:
    statement = profile.words.get("statement")
    merit = {
        "made_by": "Merit",
        "language": code_of(profile, side),
        "statement": in_language(statement, side) if statement else "",
        "leaves_out": LEAVES_OUT[Export.JSON_RESUME].source,
        "answers_left_out": [
            in_language(label, side) for label in left_out(profile, Export.JSON_RESUME)
        ],
    }
    return {
        "version": SCHEMA_VERSION,
        "lastModified": f"{profile.made.isoformat()}T00:00:00",
        "merit": _filled(merit),
    }


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
