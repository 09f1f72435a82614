"""Merit's own format: written by the schema, and read back as it was told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import bot.documents
from bot.core.answer import AnswerType
from bot.core.importing import Imported
from bot.core.profile import Profile
from bot.documents.leaves_out import OWN_JSON, left_out
from bot.documents.own_json import write_own_json
from bot.documents.own_json_reader import (
    DAMAGED,
    NO_PROFILE,
    OTHER_VERSION,
    TOO_LARGE,
    ImportRefused,
    read_profile,
)
from bot.service.documents import LARGEST_PROFILE
from tests.documents.told import NASTY, fact, pair, profile, section
from tests.documents.told_any import profiles
from tests.documents.told_whole import whole

SCHEMA = json.loads(
    (Path(bot.documents.__file__).parent / "schema" / "merit-profile-1.schema.json").read_text()
)
VALIDATOR = Draft202012Validator(SCHEMA)


def document(told: Profile) -> dict[str, Any]:
    read = json.loads(write_own_json(told))
    VALIDATOR.validate(read)
    assert isinstance(read, dict)
    return read


def values(told: Profile) -> dict[str, Any]:
    """Every kept value by section, entry and name; files are not taken along."""
    return {
        part.id: tuple(
            {each.name: each.value for each in entry.facts if each.type is not AnswerType.FILE}
            for entry in part.entries
        )
        for part in told.sections
    }


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_example_in_the_documents_is_written_as_the_schema_says():
    page = Path(__file__).parents[2] / "docs" / "developers" / "profile-format.md"
    _, _, rest = page.read_text(encoding="utf-8").partition("```json\n")
    VALIDATOR.validate(json.loads(rest.partition("```")[0]))


def test_a_whole_profile_is_written_as_the_schema_says():
    read = document(whole())
    assert read["format"] == "merit-profile"
    assert read["version"] == 1
    assert read["languages"] == {"own": "ar", "host": "nl"}


def test_a_fact_has_its_words_by_language_its_codes_and_who_translated_it():
    facts = document(whole())["sections"][1]["entries"][0]["facts"]
    assert facts[0]["words"] == {"ar": "خبّاز", "nl": "Bakker"}
    assert facts[0]["isco"] == "7512"
    assert facts[0]["translated_by"] == "merit"
    assert facts[1]["translated_by"] == "nobody"
    assert facts[6]["translated_by"] == "machine"


def test_what_an_advisor_added_stands_apart_with_the_steps():
    read = document(whole())
    assert read["notes"][0]["kind"] == "verified"
    assert read["steps"][0]["done"] is True
    assert read["steps"][1]["title"] is None


def test_it_says_that_photo_and_files_are_left_out():
    read = document(whole())
    assert "photo" in read["leaves_out"]["words"]
    assert read["leaves_out"]["answers"] == [{"ar": "سؤال proof", "nl": "Proof"}]
    assert [label.host for label in left_out(whole(), OWN_JSON)] == ["Proof"]


def test_of_one_language_words_stand_once():
    told = profile(section("work", pair("Work"), ()), own="en", host="en")
    assert document(told)["sections"][0]["title"] == {"en": "Work"}


def test_reading_gives_every_value_back():
    told = whole()
    read = read_profile(write_own_json(told))
    assert read == Imported(sections=values(told))


@settings(max_examples=50)
@given(profiles())
def test_any_profile_is_written_by_the_schema_and_read_back(told: Profile):
    document(told)
    read = read_profile(write_own_json(told))
    assert isinstance(read, Imported)
    assert read.sections == values(told)


@pytest.mark.parametrize("words", NASTY)
def test_words_that_break_careless_writers_make_a_valid_file(words: str):
    told = fact("tell", AnswerType.TEXT, words, pair(words))
    made = profile(section("s", pair(words), (told,)), name=words)
    document(made)
    assert isinstance(read_profile(write_own_json(made)), Imported)


def test_half_a_letter_becomes_a_question_mark():
    made = profile(name="half \ud83d")
    assert document(made)["name"] == "half ?"


def test_equal_profiles_give_equal_bytes():
    assert write_own_json(whole()) == write_own_json(whole())


def refusal(data: bytes) -> ImportRefused:
    refused = read_profile(data)
    assert isinstance(refused, ImportRefused)
    return refused


def test_a_large_file_is_not_even_read():
    assert refusal(b" " * (LARGEST_PROFILE + 1)).reason == TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00", b"\xff\xfe", b"{", b"[]", b"null", b"{}", b'{"format": "resume"}', b'"merit-profile"',
        b"[" * 200_000, b'{"a":' * 100_000, b"PK\x03\x04", b"NaN",
        b'{"format": "merit-profile", "version": 1' + b"0" * 5000 + b"}x",
    ],
)  # fmt: skip
def test_what_is_no_profile_is_refused(data: bytes):
    assert refusal(data).reason == NO_PROFILE


@pytest.mark.parametrize("version", [0, 2, "1", None, True, 1.0, [], {}])
def test_another_version_is_refused_and_the_right_one_named(version: object):
    refused = refusal(json.dumps({"format": "merit-profile", "version": version}).encode())
    assert refused.reason == OTHER_VERSION
    assert refused.reason.values["version"] == 1


def _fact_of(read: dict[str, Any]) -> dict[str, Any]:
    told = read["sections"][1]["entries"][0]["facts"][0]
    assert isinstance(told, dict)
    return told


DAMAGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "no languages": (lambda d: d.pop("languages"), "languages"),
    "no own language": (lambda d: d["languages"].pop("own"), "languages/own"),
    "a name that is a number": (lambda d: d.update(name=7), "name"),
    "no sections": (lambda d: d.pop("sections"), "sections"),
    "sections by name": (lambda d: d.update(sections={}), "sections"),
    "too many sections": (lambda d: d.update(sections=[{}] * 101), "sections"),
    "a section that is none": (lambda d: d["sections"].append(3), "sections"),
    "a section twice": (lambda d: d["sections"].append(d["sections"][0]), "sections/8/id"),
    "a section without a name": (lambda d: d["sections"][0].update(id=""), "sections/0/id"),
    "half a letter": (lambda d: d["sections"][0].update(id="\ud83d"), "sections/0/id"),
    "a name as long as a story": (lambda d: _fact_of(d).update(name="x" * 101), "sections/1/entries/0/facts/0/name"),
    "no entries": (lambda d: d["sections"][0].pop("entries"), "sections/0/entries"),
    "no facts": (lambda d: d["sections"][0]["entries"][0].pop("facts"), "sections/0/entries/0/facts"),
    "no value": (lambda d: _fact_of(d).pop("value"), "sections/1/entries/0/facts/0/value"),
    "a fraction": (lambda d: _fact_of(d).update(value=1.5), "sections/1/entries/0/facts/0/value"),
    "a truth": (lambda d: _fact_of(d).update(value=True), "sections/1/entries/0/facts/0/value"),
    "a huge number": (lambda d: _fact_of(d).update(value=10**30), "sections/1/entries/0/facts/0/value"),
    "a book": (lambda d: _fact_of(d).update(value="x" * 20_001), "sections/1/entries/0/facts/0/value"),
    "a list in a list": (lambda d: _fact_of(d).update(value=[["x"]]), "sections/1/entries/0/facts/0/value"),
    "too many picks": (lambda d: _fact_of(d).update(value=["x"] * 201), "sections/1/entries/0/facts/0/value"),
    "a block": (lambda d: _fact_of(d).update(value={}), "sections/1/entries/0/facts/0/value"),
    "a type nobody knows": (lambda d: _fact_of(d).update(type="wish"), "sections/1/entries/0/facts/0"),
    "a type that is a list": (lambda d: _fact_of(d).update(type=[]), "sections/1/entries/0/facts/0"),
    "a file": (lambda d: _fact_of(d).update(type="file"), "sections/1/entries/0/facts/0"),
    "a fact twice": (lambda d: _fact_of(d).update(name="employer"), "sections/1/entries/0/facts/1"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_and_says_where(damage: str):
    spoil, where = DAMAGES[damage]
    read = document(whole())
    spoil(read)
    refused = refusal(json.dumps(read).encode())
    assert refused.reason == DAMAGED
    assert refused.where == where


def test_the_file_is_not_trusted_with_more_than_answers():
    read = document(whole())
    read["notes"] = read["steps"] = "nonsense"
    assert isinstance(read_profile(json.dumps(read).encode()), Imported)
