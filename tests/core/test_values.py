"""Small values of the core: sessions, presses, folding, findings, texts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Answers
from bot.core.finding import Finding, Severity
from bot.core.flow import ChoiceId, FlowId, StepId
from bot.core.fold import digits, fold, whole_number
from bot.core.press import Press, press_from_ids, press_to_ids
from bot.core.session import Consent, Frame, Session, session_from_json, session_to_json
from bot.core.text import Text, pgettext
from bot.core.wording import shown, with_answers
from tests.core.samples import RELEASE

NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,12}", fullmatch=True)
VALUES = st.one_of(st.none(), st.integers(0, 10**9), st.text(), st.lists(st.text()).map(tuple))


@given(
    st.builds(
        Session,
        language=st.sampled_from(["en", "ar"]),
        consent=st.none()
        | st.builds(
            Consent, given=st.booleans(), text=st.text(), language=st.just("ti"), at=st.text()
        ),
        answers=st.dictionaries(NAMES, VALUES),
        frames=st.lists(st.builds(Frame, flow=NAMES.map(FlowId), step=NAMES.map(StepId))).map(
            tuple
        ),
        asked=st.integers(0, 10**6),
        picked=st.lists(NAMES).map(tuple),
        misses=st.integers(0, 9),
        seen=st.lists(st.from_regex(r"[0-9a-f-]{1,36}", fullmatch=True)).map(tuple),
    )
)
def test_a_session_is_the_same_after_json(session: Session) -> None:
    assert session_from_json(json.loads(json.dumps(session_to_json(session)))) == session


@given(NAMES, NAMES, NAMES, st.integers(0, 10**9))
def test_a_press_is_the_same_after_its_ids(flow: str, step: str, choice: str, asked: int) -> None:
    press = Press(flow=FlowId(flow), step=StepId(step), choice=ChoiceId(choice), asked=asked)
    assert press_from_ids(press_to_ids(press)) == press


@pytest.mark.parametrize("ids", ["", "a/b/c", "a/b/c/d/e", "a/b/c/!", "a/b/c/"])
def test_what_is_no_press_is_none(ids: str) -> None:
    assert press_from_ids(ids) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yes", " yes! "),
        ("إيطاليا", "ايطاليا"),
        ("کارگر", "كارگر"),
        ("مدرسة", "مدرسه"),
        ("مَدْرَسَة", "مدرسه"),
        ("Ґанок", "ганок"),
        ("Ёлка", "елка"),
        ("café", "CAFE"),
        ("می\u200cشود", "میشود"),
        ("١٢٣", "123"),
        ("two  words", "Two words."),
    ],
)
def test_spellings_of_the_same_thing_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more_for_digits(words: str) -> None:
    assert digits(digits(words)) == digits(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("7", 7),
        ("٧", 7),
        ("۷", 7),
        ("７", 7),
        ("-3", -3),
        (" 12. ", 12),
        ("", None),
        ("1 2", None),
        ("9" * 10, None),
    ],
)
def test_whole_numbers_are_read_in_any_script(words: str, number: int | None) -> None:
    assert whole_number(words) == number


def test_a_finding_shows_its_place_and_a_suggestion() -> None:
    finding = Finding(
        code="F020",
        severity=Severity.ERROR,
        path="flows/a.yaml",
        line=3,
        column=7,
        message="There is no step called 'ask_agee'.",
        suggestion="ask_age",
        excerpt="next: ask_agee",
    )
    assert str(finding) == (
        "flows/a.yaml:3:7 F020 There is no step called 'ask_agee'. Did you mean 'ask_age'?\n"
        "    | next: ask_agee\n"
        "    |       ^"
    )
    assert (
        str(
            Finding(code="F1", severity=Severity.WARNING, path="a", line=1, column=1, message="No.")
        )
        == "a:1:1 F1 No."
    )


def test_answers_are_inserted_as_labels_numbers_or_words() -> None:
    text = pgettext("p", "{country} {age} {message} {papers} {unknown}")
    answers: Answers = {"country": "nl", "age": 3, "message": "hi", "papers": ("copy", "diploma")}
    values = with_answers(text, RELEASE, answers).values
    assert values["country"] == RELEASE.labels["country", "nl"]
    assert (values["age"], values["message"]) == (3, "hi")
    papers = values["papers"]
    assert isinstance(papers, Text)
    assert (papers.place, set(papers.values)) == ("ui/listed", {"first", "rest"})
    assert "unknown" not in values
    assert shown("status", "refugee", RELEASE) == "refugee"
    assert shown("status", None, RELEASE) == ""
