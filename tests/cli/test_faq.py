"""`merit faq ask`: what a question finds, as an editor asks it."""

import json

import pytest

from bot.cli import main

COST = "how much does it cost to recognise a diploma"


def test_a_known_question_shows_the_entry_and_the_answer_for_this_person(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["faq", "ask", COST, "--country", "nl", "--status", "refugee"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("recognition-cost  (score 1.00")
    assert "one evaluation is free for refugees" in said
    assert "as of" in said
    assert "Source: " in said


def test_a_program_gets_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faq", "ask", "ضيعت شهادتي", "--lang", "ar", "--country", "be", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["entry"], found["score"], found["alarm"]) == ("papers-lost", 1.0, None)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("can my brother come too?", "no entry answers it"),
        ("why do you ask", "why a question is asked"),
        ("I don't understand", "asks for help"),
        ("I was a baker", "not clearly a question"),
        ("my husband hits me", "Words of danger (violence)"),
    ],
)
def test_what_no_entry_answers_is_said_honestly(
    words: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["faq", "ask", words]) == 1
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--lang", "xx", "There is no language 'xx'"),
        ("--country", "xx", "--country xx is not possible. It can be: be"),
    ],
)
def test_what_is_not_possible_is_named(
    option: str, value: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["faq", "ask", COST, option, value]) == 2
    assert says in capsys.readouterr().err
