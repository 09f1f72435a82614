"""The page about questions of the profile lists every place there is, and its example is a part that works."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.content.load import check
from bot.core.answer import AnswerType
from bot.core.destinations import DESTINATIONS, TAKES, Destination
from bot.core.profile import Export
from tests.docs.pages import CODE, DOCS, ROOT, first_codes, rows, section, text

PAGE = DOCS / "editors" / "profile.md"
EXAMPLE = re.compile(r"^```yaml\n(.+?)^```", re.MULTILINE | re.DOTALL)
PART = re.compile(r"^```yaml part\n(.+?)^```", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r" +# only in .+")
WORDS = {
    AnswerType.DATE: "a date",
    AnswerType.COUNTRY: "a country",
    AnswerType.CONTACT: "a contact",
    AnswerType.SPOKEN: "a language",
    AnswerType.YES_NO: "yes or no",
    AnswerType.FILE: "a file",
}


SEVERAL = {
    frozenset({AnswerType.PLACE, AnswerType.TEXT}): "a place, a text",
    frozenset({AnswerType.ONE_OF, AnswerType.NUMBER}): "a choice, a number",
    frozenset({AnswerType.ONE_OF, AnswerType.SOME_OF}): "choices",
}


def told(place: Destination) -> str:
    """What the page says a place takes, in its two columns."""
    kinds = TAKES[place.form]
    words = WORDS[next(iter(kinds))] if len(kinds) == 1 else SEVERAL.get(kinds, "words")
    return f"{words}, {'several' if place.many else 'one'}"


def listed() -> Iterator[tuple[str, str]]:
    """Every place on the page, with what it takes."""
    for places, takes, many in rows(section(PAGE, "Where an answer goes")):
        for place in CODE.findall(places):
            yield place, f"{takes}, {many.split(':')[0]}"


def test_every_place_is_listed_with_what_it_takes():
    known = [
        (name, told(place)) for export in Export for name, place in DESTINATIONS[export].items()
    ]
    assert sorted(listed()) == sorted(known)


def test_every_key_is_explained():
    keys = first_codes(section(PAGE, "The keys of an answer in the profile"))
    assert keys == [
        "label",
        "purpose",
        "sensitivity",
        "keep_for",
        *Export,
        "only_on_paper",
        "section",
    ]


def content(folder: Path) -> Path:
    """A copy of what is shipped, with the new part and the new question of the page."""
    for name in ("flows", "faq", "locales", "replies", "emergency", "taxonomy"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("tests"))
    (folder / "flows" / "tests").mkdir()
    records, one, several, story = EXAMPLE.findall(text(PAGE))
    flows = folder / "flows"
    (flows / "profile_sport.yaml").write_text(one)
    (flows / "profile_sports.yaml").write_text(several)
    (flows / "tests" / "profile_sport.yaml").write_text(story)
    _change(flows / "answers.yaml", "volunteering, goals]", "volunteering, goals, sport]")
    _change(flows / "answers.yaml", "answers:\n", records)
    question, choice = PART.findall(text(PAGE))
    choice = COMMENT.sub("", choice)
    _change(flows / "profile.yaml", "      - make:\n", f"{choice}      - make:\n")
    heading = re.sub(r" +(section|flow): .+\n", "", choice)
    _change(flows / "profile_share.yaml", "      - person:\n", f"{heading}      - person:\n")
    answer, step = question.removeprefix("answers:\n").split("\nsteps:\n")
    _change(flows / "profile_job.yaml", "\nsteps:\n", f"{answer}\nsteps:\n")
    _change(flows / "profile_job.yaml", "\n  more:\n", f"\n{step}\n  more:\n")
    return folder


def _change(file: Path, old: str, new: str) -> None:
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")


def test_the_example_is_in_order_and_its_test_visits_all_of_it(tmp_path: Path):
    """What else is shipped is not played here, so only that nothing visits it may be found."""
    findings, _ = check(content(tmp_path))
    about = [str(each) for each in findings if each.code != "F062" or "sport" in each.path]
    assert about == []
