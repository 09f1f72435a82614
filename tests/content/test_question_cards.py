"""Question cards are read with their findings, reach the release, the translators and those who review them."""

from pathlib import Path

import pytest

from bot.content.advice import advise
from bot.content.domains import label_places, templates
from bot.content.due import reviewed_files
from bot.content.question_cards import read_cards
from bot.content.release import read_content
from bot.core.question_card import CardAnswer
from tests.content.folder import write

SHIPPED = Path(__file__).parents[2]
TAIL = "owner: team\nreviewed: never\nreview_every: 1 year\n"
PERMIT = f"""\
card: permit
title: Residence permit
ask: >-
  Do you have a residence permit?
  It is a card.
choices:
  - have: Yes, I have one
  - none: No
{TAIL}"""
DAY = f"card: day\ntitle: The day\nask: Which day?\nanswer: date\ncritical: yes\n{TAIL}"


def codes(folder: Path, text: str | bytes) -> list[str]:
    write(folder, {"cards/permit.yaml": text})
    (built,) = read_cards(folder)
    assert built.card is None
    return [finding.code for finding in built.report.findings]


def test_a_card_is_read_as_it_is_written(tmp_path: Path):
    write(tmp_path, {"cards/permit.yaml": PERMIT, "cards/day.yaml": DAY})
    release = read_content(tmp_path).release
    permit, day = release.cards["permit"], release.cards["day"]
    assert (permit.answer, day.answer) == (CardAnswer.CHOICE, CardAnswer.DATE)
    assert permit.ask.source == "Do you have a residence permit? It is a card."
    assert {id_: label.source for id_, label in permit.choices.items()} == {
        "have": "Yes, I have one",
        "none": "No",
    }
    assert (permit.owner, permit.reviewed, day.choices) == ("team", None, {})
    assert (permit.ask.critical, day.ask.critical) == (False, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "F016"),
        ("- card\n", "F015"),
        (b"\xff\xfe", "F001"),
        (PERMIT.replace("card: permit", "card: permits"), "Q001"),
        (PERMIT.replace("card: permit\n", ""), "F021"),
        (PERMIT.replace("title: Residence permit\n", ""), "F021"),
        (PERMIT.replace("title: Residence permit", f"title: {'x' * 61}"), "F044"),
        (PERMIT.replace("It is a card.", "x" * 900), "F044"),
        (PERMIT.replace("It is a card.", "It is {this}."), "Q010"),
        (PERMIT.replace("title: R", "titel: R"), "F020"),
        (PERMIT.replace("owner: team\n", ""), "F021"),
        (PERMIT.replace("choices:", "answer: yes_no\nchoices:"), "F038"),
        (DAY.replace("card: day", "card: permit").replace("answer: date\n", ""), "F038"),
        (DAY.replace("card: day", "card: permit").replace("date", "time"), "F027"),
        (PERMIT.replace("  - none: No\n", ""), "F038"),
        (PERMIT.replace("  - none", "  - have"), "F010"),
        (PERMIT.replace("No\n", "Yes, I have one\n"), "F080"),
        (PERMIT.replace("No\n", f"{'x' * 31}\n"), "F045"),
        (PERMIT.replace("none: No", "none:\n      label: No"), "F015"),
        (PERMIT.replace("No\n", "It is {no}\n"), "Q010"),
        (PERMIT.replace("none: No", "None: No"), "F022"),
        (PERMIT.replace("  - have: Yes, I have one\n  - none: No", "  have: Yes"), "F012"),
        (
            PERMIT.replace("  - none: No\n", "".join(f"  - c{n}: C{n}\n" for n in range(10))),
            "F038",
        ),
    ],
)
def test_a_mistake_is_found_and_the_card_is_left_out(tmp_path: Path, text: str | bytes, code: str):
    assert code in codes(tmp_path, text)


def test_a_finding_says_where_it_is(tmp_path: Path):
    write(tmp_path, {"cards/permit.yaml": PERMIT.replace("No\n", f"{'x' * 31}\n")})
    (built,) = read_cards(tmp_path)
    (finding,) = built.report.findings
    assert (finding.path, finding.line, finding.column) == ("cards/permit.yaml", 8, 11)


def test_translators_get_the_cards_in_a_file_of_their_own(tmp_path: Path):
    content = read_content(write(tmp_path, {"cards/permit.yaml": PERMIT, "cards/day.yaml": DAY}))
    made = templates(content)["cards"]
    assert [message.place for message in made.messages] == [
        "cards/day/title",
        "cards/day/ask",
        "cards/permit/title",
        "cards/permit/ask",
        "cards/permit/choices/have",
        "cards/permit/choices/none",
    ]
    assert "cards/permit/choices/none" in label_places(content)
    assert any("Critical" in note for note in made.messages[1].notes)


def test_hard_words_of_a_question_are_hinted_at(tmp_path: Path):
    given: dict[str, str | bytes] = {
        "cards/permit.yaml": PERMIT.replace("It is a card.", "Come now!"),
        "cards/day.yaml": DAY.replace("ask", "ak"),
    }
    content = read_content(write(tmp_path, given))
    advise(content)
    assert [(each.path, each.line) for each in content.findings if each.code == "P009"] == [
        ("cards/permit.yaml", 5)
    ]


def test_a_card_is_reviewed_as_other_files_are(tmp_path: Path):
    write(tmp_path, {"cards/permit.yaml": PERMIT})
    assert "cards/permit.yaml" in {file.path for file in reviewed_files(tmp_path)}


def test_the_shipped_cards_are_in_order():
    built = read_cards(SHIPPED)
    assert [str(finding) for each in built for finding in each.report.findings] == []
    assert len(built) >= 8
