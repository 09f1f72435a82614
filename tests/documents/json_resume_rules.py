"""The rules of the JSON Resume schema 1.3.1 as a check of our own, since no package brings the schema along.

Source: schema.json of the npm package @jsonresume/schema 1.3.1 (MIT, https://github.com/jsonresume/resume-schema).
It allows further properties everywhere; here only `meta` may have one, so that a wrong name is found. Its pattern for
dates lets some through that do not exist; ours must exist.
"""

import re
from datetime import date
from typing import Any

TEXT, DATE, LIST = "text", "date", "list"
SECTIONS: dict[str, dict[str, str]] = {
    "work": {
        "name": TEXT, "location": TEXT, "description": TEXT, "position": TEXT, "url": TEXT,
        "startDate": DATE, "endDate": DATE, "summary": TEXT, "highlights": LIST,
    },
    "volunteer": {
        "organization": TEXT, "position": TEXT, "url": TEXT,
        "startDate": DATE, "endDate": DATE, "summary": TEXT, "highlights": LIST,
    },
    "education": {
        "institution": TEXT, "url": TEXT, "area": TEXT, "studyType": TEXT,
        "startDate": DATE, "endDate": DATE, "score": TEXT, "courses": LIST,
    },
    "certificates": {"name": TEXT, "date": DATE, "url": TEXT, "issuer": TEXT},
    "skills": {"name": TEXT, "level": TEXT, "keywords": LIST},
    "languages": {"language": TEXT, "fluency": TEXT},
    "interests": {"name": TEXT, "keywords": LIST},
}  # fmt: skip
BASICS = {"name", "label", "email", "phone", "summary"}
LOCATION = {"address", "postalCode", "city", "countryCode", "region"}
META = {"canonical", "version", "lastModified"}
_DATE = re.compile(r"[1-2][0-9]{3}(-[0-1][0-9](-[0-3][0-9])?)?")


def follows_the_rules(document: dict[str, Any]) -> None:
    """Fail where the document is not what the schema describes."""
    assert document.keys() <= {*SECTIONS, "basics", "meta"}
    _basics(document.get("basics", {}))
    for section, properties in SECTIONS.items():
        for thing in document.get(section, []):
            assert thing.keys() <= properties.keys()
            for name, value in thing.items():
                _value(value, properties[name])
    meta = document.get("meta", {})
    assert meta.keys() <= {*META, "merit"}
    assert all(isinstance(meta[name], str) for name in META & meta.keys())


def _basics(basics: dict[str, Any]) -> None:
    assert basics.keys() <= {*BASICS, "location"}
    location = basics.get("location", {})
    assert location.keys() <= LOCATION
    assert all(isinstance(value, str) for value in location.values())
    assert all(isinstance(basics[name], str) for name in BASICS & basics.keys())


def _value(value: object, kind: str) -> None:
    if kind == LIST:
        assert isinstance(value, list)
        assert all(isinstance(item, str) for item in value)
        return
    assert isinstance(value, str)
    if kind == DATE:
        assert _DATE.fullmatch(value)
        date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value)
