"""A text that somebody recorded can be heard, and hearing it changes nothing else."""

from dataclasses import replace

import pytest

from bot.core import phrases
from bot.core.flow import Arrival, ChooseStep, EndStep, FlowId, ReviewStep, SayStep, StepId
from bot.core.message import OutboundKind
from bot.core.press import LISTEN, Press
from bot.core.session import Session
from bot.core.turn import Say
from tests.core.form import JOB, RELEASE, agreed, ask
from tests.core.samples import LANGUAGES, choice, flow, release, text
from tests.core.talker import Talker

S = StepId
HELLO = SayStep(id=S("hello"), text=text("talk/hello/say", "Hello."), next=S("job_title"))
WHAT = ask("job_title", "job_title", "job_years")
YEARS = ask("job_years", "job_years", "card")
CARD = ReviewStep(id=S("card"), text=text("q/card", "Is this right?"), next=S("bye"))
TALK = flow("talk", HELLO, WHAT, YEARS, CARD, EndStep(id=S("bye")), answers=JOB)
MENU = flow(
    "menu",
    ChooseStep(
        id=S("menu"), text=text("menu/menu/choose", "What next?"), choices=(choice("talk", "Talk"),)
    ),
)
PLACES = ("talk/hello/say", "q/job_title", "q/card", "menu/menu/choose")
HEARD = replace(
    release(TALK, MENU, commands={"talk": ("talk", Arrival.REPLACE)}, idle="menu"),
    answers={**release().answers, **JOB},
    recordings=frozenset(("en", place) for place in PLACES),
)


def person(**changes: object) -> Talker:
    return agreed(replace(HEARD, **changes))  # type: ignore[arg-type]


def choices(talker: Talker) -> list[str]:
    return [str(offer.press.choice) for offer in talker.offers]


def test_a_recorded_question_has_a_button_to_hear_it_before_the_one_back():
    talker = person()
    talker.says("/talk")
    assert choices(talker) == ["_skip", "_listen"]
    talker = person(recordings=frozenset({("en", "q/job_years")}))
    talker.says("/talk")
    talker.says("Baker")
    assert choices(talker) == ["_skip", "_listen", "_back"]


def test_a_recording_in_another_language_is_not_offered():
    talker = person(recordings=frozenset({("ar", "q/job_title")}))
    talker.says("/talk")
    assert "_listen" not in choices(talker)


def test_to_listen_plays_the_text_and_the_question_waits_as_before():
    talker = person()
    talker.says("/talk")
    before, offers = talker.session, talker.offers
    turn = talker.presses("_listen")
    assert turn.says == (Say(recording="q/job_title"),)
    assert turn.events == ()
    assert replace(talker.session, heard_at=before.heard_at) == before
    talker.gives(next(offer.press for offer in offers if offer.press.choice == "_listen"))
    talker.says("Baker")
    assert talker.session.answers["job_title"] == "Baker"


def test_what_merit_says_has_a_button_of_its_own_that_stays_good():
    talker = person()
    turn = talker.says("/talk")
    ((heard,),) = [say.offers for say in turn.says if say.paragraphs == ((HELLO.text,),)]
    assert heard.label == phrases.LISTEN
    talker.says("Baker")
    talker.says("3")
    assert talker.gives(heard.press).says == (Say(recording="talk/hello/say"),)
    assert talker.session.frames[-1].step == "card"


def test_the_button_of_an_earlier_question_still_plays_it():
    talker = person()
    talker.says("/talk")
    earlier = talker.button("_listen")
    talker.says("Baker")
    assert talker.gives(earlier).says == (Say(recording="q/job_title"),)


def test_the_menu_can_be_heard_and_a_card_cannot():
    talker = person()
    talker.says("/nothing")
    assert choices(talker) == ["talk", "_listen"]
    talker.says("/talk")
    talker.says("Baker")
    talker.says("3")
    assert "_listen" not in choices(talker)


@pytest.mark.parametrize("words", ["Listen", "🔊 Listen"])
def test_the_button_can_be_written_out(words: str):
    talker = person()
    talker.says("/nothing")
    assert talker.says(words).says == (Say(recording="menu/menu/choose"),)


def test_a_half_answered_question_asks_something_that_is_not_recorded():
    talker = person()
    talker.says("/talk")
    talker.session = replace(talker.session, pending="perhaps")
    turn = talker.says("/language en")
    assert turn.says
    assert all(offer.press.choice != LISTEN for say in turn.says for offer in say.offers)


@pytest.mark.parametrize("flow_id", ["talk", "gone"])
@pytest.mark.parametrize("step", ["job_title", "card", "gone"])
def test_a_recording_that_is_gone_is_told_as_every_old_button(flow_id: str, step: str):
    talker = person(recordings=frozenset())
    talker.says("/talk")
    talker.says("Baker")
    press = Press(flow=FlowId(flow_id), step=S(step), choice=LISTEN, asked=1)
    talker.gives(press)
    assert talker.seen[0] == phrases.STALE.source


def test_a_question_whose_recording_just_went_says_that_the_guide_changed():
    talker = person()
    talker.says("/talk")
    talker.release = replace(HEARD, recordings=frozenset())
    talker.presses("_listen")
    assert talker.seen[0] == phrases.CHANGED.source


def test_to_listen_takes_no_tick_away_and_leaves_the_buttons():
    talker = person()
    talker.says("/talk")
    turn = talker.presses("_listen")
    assert all(say.kind is OutboundKind.SEND for say in turn.says)


def test_english_is_heard_in_english_and_arabic_in_arabic():
    talker = person(recordings=frozenset({("ar", "menu/menu/choose")}))
    assert "ar" in LANGUAGES
    talker.session = Session(language="ar")
    talker.says("/nothing")
    assert choices(talker) == ["talk", "_listen"]


def test_in_danger_what_was_sent_is_still_said_where_it_can_be_heard():
    sent = next(
        step
        for flow in RELEASE.flows.values()
        for step in flow.steps.values()
        if isinstance(step, SayStep) and step.text.source == "It is sent."
    )
    talker = agreed(replace(RELEASE, recordings=frozenset({("en", sent.text.place)})))
    talker.says("/human")
    talker.says("My husband: he beats me")
    assert talker.seen == ["Call 112 now.", "It is sent.", "Do you want to write to a person?"]
