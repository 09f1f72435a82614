"""Other words for choices: read for every language, and every mistake in them has its place."""

from pathlib import Path

import pytest

from bot.content.load import study
from bot.content.release import read_content
from tests.content.folder import findings, flow, write

ANSWERS = "answers:\n  job:\n    one of: [driver, cook]\n    personal: no\n  age:\n    number: 0-99\n    personal: no\n"
ASK = """
ask:
  ask: What is your job?
  save: job
  choices:
    - driver: Driver
    - cook: Cook
bye:
  end: done
"""
WORDS = "driver:\n  - truck\n  - taxi\ncook:\n  - chef\n"
PATH = "flows/words/job/en.yaml"


def files(path: str = PATH, words: str = WORDS) -> dict[str, str | bytes]:
    return {"flows/answers.yaml": ANSWERS, "flows/trip.yaml": flow(ASK), path: words}


def test_the_words_of_all_languages_are_found_together(tmp_path: Path):
    folder = write(tmp_path, {**files(), "flows/words/job/nl.yaml": "cook:\n  - kok\n"})
    release = study(folder).content.release
    assert release.also == {
        "job": {"truck": "driver", "taxi": "driver", "chef": "cook", "kok": "cook"}
    }


def test_they_are_taken_over_when_only_the_flows_are_read_again(tmp_path: Path):
    folder = write(tmp_path, files())
    before = read_content(folder)
    assert read_content(folder, before).release.also == before.release.also != {}


@pytest.mark.parametrize(
    ("path", "words", "where", "says"),
    [
        (PATH, "diver:\n  - truck\n", f"{PATH}:1:1 F027", "Did you mean"),
        (PATH, "driver:\n  - chef\ncook:\n  - Chef\n", f"{PATH}:4:5 F010", "stands for 'driver'"),
        (PATH, "driver:\n  - - chef\n", f"{PATH}:2:5", ""),
        (PATH, "driver: truck\n", f"{PATH}:1:9 F012", ""),
        (PATH, "- driver\n", f"{PATH}:1:1", ""),
        ("flows/words/jobb/en.yaml", WORDS, "flows/words/jobb/en.yaml:1:1 F031", "job"),
        ("flows/words/age/en.yaml", WORDS, "flows/words/age/en.yaml:1:1 F031", "one of"),
        ("flows/words/job/xx.yaml", WORDS, "flows/words/job/xx.yaml:1:1 Q008", "xx"),
        ("flows/words/en.yaml", WORDS, "flows/words/en.yaml:1:1 F018", "flows/words/"),
    ],
)
def test_a_mistake_has_its_place(tmp_path: Path, path: str, words: str, where: str, says: str):
    found = [str(each) for each in findings(tmp_path, files(path, words))]
    assert any(each.startswith(where) and says in each for each in found), found


def test_the_same_word_of_one_choice_in_two_languages_is_no_mistake(tmp_path: Path):
    more = {"flows/words/job/nl.yaml": "driver:\n  - taxi\n"}
    found = findings(tmp_path, {**files(), **more})
    assert not [each for each in found if "words" in each.path]
