"""What an editor did, done again on content that has changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.edition import Edition
from bot.content.load import study
from bot.core.flow import ChoiceId, FlowId, StepId
from bot.preview.deeds import Chose, Deed, Forgot, Jumped, Said, Spoke, Supposed
from bot.preview.play import Played, play
from bot.preview.tabs import Tab
from tests.content.folder import flow, write
from tests.content.mistakes_profile import HANDED_OUT
from tests.preview.trip import TRIP, write_trip

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
MESSAGE = flow(
    """
    write:
      ask: What is your question?
      save: words
    send:
      handoff: about
      message: words
    bye:
      end: quiet
    """,
    "letter",
    head="""
    answers:
      words:
        text: 1-100
        personal: no
      about:
        one of: [work, other]
        personal: no
    """,
)
ERASE = flow("gone:\n  do: erase everything\n", "erase")


def edition(folder: Path, text: str = TRIP) -> Edition:
    write_trip(folder)
    studied = study(
        write(
            folder,
            {"flows/trip.yaml": text, "flows/letter.yaml": MESSAGE, "flows/erase.yaml": ERASE},
        )
    )
    return Edition(release=studied.content.release, catalogs=studied.catalogs)


def chose(step: str, choice: str, *, old: bool = False) -> Chose:
    return Chose(flow=FlowId("trip"), step=StepId(step), choice=ChoiceId(choice), old=old)


def jumped(step: str, flow: str = "trip") -> Jumped:
    return Jumped(flow=FlowId(flow), step=StepId(step))


def played(content: Edition, *deeds: Deed) -> Played:
    return play(deeds, content, "en", NOW)


def said(outcome: Played) -> list[str]:
    """Return every line in a word or two."""
    return [
        line.words or line.note or (line.say.paragraphs[0][-1].source if line.say else "")
        for line in outcome.lines
    ]


WAY = (Said(words="/trip"), chose("language", "en"), chose("luggage", "bag"), Said(words="41"))


def test_the_deeds_lead_to_where_a_person_would_stand(tmp_path: Path):
    outcome = played(edition(tmp_path), *WAY)
    assert outcome.here == ("trip", "sure")
    assert outcome.known["luggage"] == "bag"
    assert said(outcome)[-1] == "Shall we go on, {age}?"
    assert outcome.parting is None


def test_what_is_not_possible_any_more_stops_the_play_and_is_named(tmp_path: Path):
    changed = edition(
        tmp_path,
        TRIP.replace("- bag: A bag", "- suitcase: A suitcase").replace("[bag,", "[suitcase,"),
    )
    outcome = played(changed, *WAY)
    assert outcome.parting is not None
    assert outcome.parting.done == 2
    assert "The button 'bag' of trip/luggage is not offered" in outcome.parting.why
    assert outcome.here == ("trip", "luggage")


def test_a_step_or_answer_that_is_gone_is_named_too(tmp_path: Path):
    content = edition(tmp_path)
    assert "no step trip/nothing" in played(content, jumped("nothing")).parting.why  # type: ignore[union-attr]
    assert "no step no/where" in played(content, jumped("where", "no")).parting.why  # type: ignore[union-attr]
    gone = played(content, Supposed(name="nothing", value="x")).parting
    assert gone is not None
    assert "no answer called 'nothing'" in gone.why
    away = played(content, jumped("bye"), chose("luggage", "bag")).parting
    assert away is not None


def test_an_old_button_stays_an_old_button(tmp_path: Path):
    outcome = played(edition(tmp_path), *WAY, chose("luggage", "bicycle", old=True))
    assert outcome.known["luggage"] == "bag"
    assert outcome.here == ("trip", "sure")
    assert "earlier question" in said(outcome)[-2]


def test_a_chosen_button_stands_alone_under_its_question(tmp_path: Path):
    outcome = played(edition(tmp_path), *WAY[:3])
    offers = [len(line.say.offers) for line in outcome.lines if line.say and line.say.offers]
    assert offers[0] == 1
    assert offers[1] == 1


def test_what_if_an_answer_were_another_shows_plan_and_question_anew(tmp_path: Path):
    content = edition(tmp_path)
    outcome = played(content, *WAY, Supposed(name="luggage", value="bicycle"))
    assert said(outcome)[-3] == "What if luggage is bicycle?"
    plan, question = outcome.lines[-2].say, outcome.lines[-1].say
    assert plan is not None
    assert len(plan.paragraphs) == 3
    assert question is not None
    unchanged = played(content, *WAY, Supposed(name="age", value=12))
    assert len(unchanged.lines) == len(outcome.lines) - 1


def test_what_if_works_for_consent_language_and_for_not_knowing(tmp_path: Path):
    content = edition(tmp_path)
    outcome = played(
        content, *WAY, Supposed(name="consent", value="yes"), Supposed(name="language", value="ar"),
        Supposed(name="age", value=None), Forgot(name="luggage"),
    )  # fmt: skip
    assert outcome.session.consented
    assert outcome.session.language == "ar"
    assert outcome.known["age"] is None
    assert "luggage" not in outcome.known
    assert "What if age is kept to oneself?" in said(outcome)
    assert not played(
        content, *WAY, Supposed(name="consent", value="yes"), Forgot(name="consent")
    ).session.consent


def test_with_nothing_under_way_what_if_only_changes_what_is_known(tmp_path: Path):
    outcome = played(edition(tmp_path), Supposed(name="age", value=7))
    assert outcome.known["age"] == 7
    assert said(outcome) == ["What if age is 7?"]


def test_the_language_can_be_changed_from_outside(tmp_path: Path):
    assert played(edition(tmp_path), *WAY, Spoke(language="ar")).known["language"] == "ar"


def test_what_leaves_the_conversation_is_noted(tmp_path: Path):
    content = edition(tmp_path)
    letter = played(content, jumped("write", "letter"), Said(words="May I bring my dog?"))
    assert "Here the words go to the advisors, as 'other'." in said(letter)
    erased = played(content, *WAY, jumped("gone", "erase"))
    assert "Here everything that is kept is deleted." in said(erased)
    assert erased.session.answers == {}


def test_a_profile_that_is_handed_out_is_noted(tmp_path: Path):
    write(tmp_path, {"flows/mine.yaml": HANDED_OUT})
    told = said(played(edition(tmp_path), jumped("town", "mine"), Said(words="Utrecht")))
    assert "Here Merit hands out the skills profile on paper, in two languages." in told
    assert "Here Merit hands out the skills profile as files for other programs." in told


def test_a_walk_is_recorded_from_a_command_or_a_jump_and_after_a_what_if(tmp_path: Path):
    content = edition(tmp_path)
    walk = played(content, *WAY).recorder
    assert walk is not None
    assert "- person: bag" in walk.yaml()
    jump = played(content, jumped("luggage"), chose("luggage", "bag")).recorder
    assert jump is not None
    assert "start: trip/luggage" in jump.yaml()
    tried = played(
        content, jumped("luggage"), Supposed(name="age", value=7), chose("luggage", "bag")
    )
    assert tried.recorder is not None
    assert "given: {age: 7}" in tried.recorder.yaml()
    assert played(content, Said(words="hello")).recorder is None


@pytest.mark.parametrize("again", [False, True])
def test_undo_takes_back_one_deed_or_what_is_not_possible_any_more(tmp_path: Path, again: bool):
    content = edition(tmp_path)
    tab = Tab(began=NOW, deeds=[*WAY])
    if again:
        changed = edition(
            tmp_path,
            TRIP.replace("bicycle", "bike").replace("- bag:", "- sack:").replace("[bag", "[sack"),
        )
        tab.undo(changed)
        assert tab.deeds == [*WAY[:1]]
    else:
        tab.undo(content)
        assert tab.deeds == [*WAY[:3]]
        tab.start_over(content)
        assert tab.deeds == [Said(words="/start")]
        tab.undo(content)
        tab.undo(content)
        assert tab.deeds == []


def test_a_deed_after_a_parting_forgets_what_came_after_it(tmp_path: Path):
    tab = Tab(began=NOW, deeds=[*WAY])
    changed = edition(tmp_path, TRIP.replace("- bag:", "- sack:").replace("[bag", "[sack"))
    tab.do(chose("luggage", "sack"), changed)
    assert tab.deeds == [*WAY[:2], chose("luggage", "sack")]
    assert tab.played(changed).here == ("trip", "age")
