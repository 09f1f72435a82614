"""In the middle of a form: danger, questions, a greeting after days, misses that lead to help, leaving and going on."""

import json
from dataclasses import replace
from datetime import timedelta

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.engine import take
from bot.core.event import (
    ConversationPaused,
    ConversationResumed,
    DangerSeen,
    HelpOffered,
    QuestionAsked,
    TicketOpened,
    TicketWritten,
)
from bot.core.flow import Arrival, ChooseStep, EndStep, FlowId, HandoffStep, RouteStep, StepId
from bot.core.interrupt import handed_over
from bot.core.message import Unsupported, Words
from bot.core.run import Run
from bot.core.session import Frame, Session, session_to_json
from tests.core.form import FORM, RELEASE, agreed, ask, at_card, spec
from tests.core.samples import NOW, choice, flow, text
from tests.core.talker import Talker


def at_trade() -> Talker:
    talker = agreed()
    talker.says("/form")
    talker.presses("nl")
    talker.presses("job")
    return talker


def test_words_of_danger_are_answered_at_once_and_the_question_comes_again_afterwards():
    talker = agreed()
    talker.says("/form")
    talker.says("he beats me")
    assert talker.seen == ["Call 112 now.", "Do you want to write to a person?"]
    assert talker.happened(DangerSeen)
    assert talker.session.answers["danger_kind"] == "violence"
    assert talker.session.alarm_at
    talker.presses("no")
    assert talker.seen[-1] == "country?"
    assert "danger_kind" not in talker.session.answers


def sent(talker: Talker) -> list[str]:
    assert talker.last is not None
    return [
        event.text
        for event in talker.last.events
        if isinstance(event, TicketOpened | TicketWritten)
    ]


def test_a_message_to_a_person_that_speaks_of_danger_is_sent_at_once():
    talker = agreed()
    talker.says("/human")
    talker.says("My husband: he beats me")
    assert talker.seen == ["Call 112 now.", "It is sent.", "Do you want to write to a person?"]
    assert sent(talker) == ["My husband: he beats me"]
    talker.presses("no")
    assert sent(talker) == []


def test_a_second_message_about_danger_is_sent_once_and_the_first_not_again():
    talker = agreed()
    talker.says("/human")
    talker.says("he beats me")
    talker.presses("yes")
    talker.says("again he beats me")
    assert sent(talker) == ["again he beats me"]
    talker.presses("yes")
    talker.says("Please call")
    assert sent(talker) == ["Please call"]
    assert len(talker.session.frames) == 1


def test_no_message_is_lost_when_danger_is_named_inside_the_help_for_danger():
    danger = RELEASE.flows[FlowId("danger")]
    done = EndStep(id=StepId("done"))
    more = replace(danger.steps[StepId("more")], next=done.id)
    flows = {
        **RELEASE.flows,
        danger.id: replace(danger, steps={**danger.steps, more.id: more, done.id: done}),
    }
    talker = agreed(replace(RELEASE, flows=flows))
    talker.says("he beats me")
    talker.presses("yes")
    talker.says("he beats me, please call")
    assert sent(talker) == ["he beats me, please call"]


def test_words_of_danger_behind_a_command_are_answered_at_once():
    talker = agreed()
    talker.says("/human he beats me")
    assert talker.seen[0] == "Call 112 now."
    assert talker.happened(DangerSeen)


def test_a_form_is_not_lost_by_leaving_the_help_for_danger():
    talker = at_trade()
    talker.says("he beats me")
    talker.says("/menu")
    assert [frame.flow for frame in talker.session.paused] == ["form", "danger"]
    talker.says("he beats me")
    assert [frame.flow for frame in talker.session.paused] == ["form"]
    talker.says("/resume")
    assert talker.seen[-1] == "age?"


def from_the_menu() -> Talker:
    """A person who began the form with a button of the menu and answered two questions."""
    talker = agreed(replace(RELEASE, flows={**RELEASE.flows, FlowId("main"): MAIN_FORM}))
    talker.says("/menu")
    talker.presses("main")
    talker.presses("nl")
    talker.presses("job")
    return talker


MAIN_FORM = replace(FORM, id=FlowId("main"))


def test_a_form_begun_from_the_menu_is_put_aside_and_gone_on_with_too():
    talker = from_the_menu()
    talker.says("/menu")
    assert [frame.flow for frame in talker.session.paused] == ["main"]
    talker.says("/resume")
    assert talker.seen == [phrases.WE_GO_ON.source, "trade?"]


def test_a_form_begun_from_the_menu_is_named_after_days():
    talker = from_the_menu()
    talker.pause = timedelta(days=3)
    talker.says("hello")
    assert talker.seen == [phrases.WELCOME_BACK.source, "trade?"]


def test_a_form_can_be_left_again_after_it_was_gone_on_with_and_after_a_message():
    talker = at_trade()
    for words in ("/menu", "/resume", "/menu", "/resume", "/human", "Please help", "/menu"):
        talker.says(words)
    assert [frame.flow for frame in talker.session.paused] == ["form"]
    talker.says("/resume")
    assert talker.seen[-1] == "trade?"


def test_what_ran_on_top_of_a_form_put_aside_can_begin_again_without_losing_the_form():
    talker = at_trade()
    talker.says("/human")
    talker.says("/menu")
    assert [frame.flow for frame in talker.session.paused] == ["form", "human"]
    talker.says("/human")
    assert [frame.flow for frame in talker.session.paused] == ["form"]


def test_nothing_typed_elsewhere_is_added_to_an_answer_in_words():
    for between in ("/human", "/back", "/plan"):
        talker = at_trade()
        talker.says("baker")
        talker.pause = timedelta(seconds=1)
        talker.says(between)
        talker.says("and this")
        assert phrases.JOINED.source not in talker.seen
        assert talker.session.answers.get("trade") != "baker\nand this"


def test_a_number_that_no_choice_has_skips_nothing():
    talker = agreed()
    talker.says("/form")
    talker.presses("be")
    assert talker.labels == ["North", "South", "I prefer not to say", "Back"]
    for number in ("3", "4"):
        talker.says(number)
        assert talker.seen[-1] == "region?"
    assert "region" not in talker.session.answers


def ticking() -> Talker:
    """A person who ticked one of several answers."""
    bag = spec("bag", AnswerType.SOME_OF, "coat", "book", kept=True)
    both = (choice("coat", "Coat"), choice("book", "Book"))
    form = flow("form", ask("bag", "bag", "end", choices=both), EndStep(id=StepId("end")))
    flows = {**RELEASE.flows, form.id: form}
    talker = agreed(replace(RELEASE, flows=flows, answers={**RELEASE.answers, "bag": bag}))
    talker.says("/form")
    talker.presses("coat")
    return talker


def test_what_was_ticked_is_still_ticked_after_something_else_came_in_between():
    talker = ticking()
    talker.says("/plan")
    talker.says("he beats me")
    talker.presses("no")
    talker.says("/reminders")
    talker.presses("never")
    assert talker.session.picked == ("coat",)
    talker.presses("book")
    talker.presses("_done")
    assert talker.session.answers["bag"] == ("coat", "book")


def test_nothing_ticked_is_kept_when_consent_is_withdrawn():
    talker = ticking()
    privacy = flow("privacy", ask("consent", "consent", None, choices=(choice("no", "No"),)))
    flows = {**talker.release.flows, privacy.id: privacy}
    commands = {**talker.release.commands, "privacy": (privacy.id, Arrival.RETURN)}
    talker.release = replace(talker.release, flows=flows, commands=commands)
    talker.says("/privacy")
    assert "coat" in json.dumps(session_to_json(talker.session))
    talker.presses("no")
    assert "coat" not in json.dumps(session_to_json(talker.session))


def test_voice_messages_in_a_row_lead_to_a_person():
    talker = at_trade()
    for _ in range(3):
        talker.gives(Unsupported(kind="voice"))
    assert talker.happened(HelpOffered)
    assert "_human" in [offer.press.choice for offer in talker.offers]


def test_danger_without_a_question_that_waits():
    talker = Talker(release=replace(RELEASE, needs={"danger": RELEASE.needs["danger"]}))
    talker.says("he beats me")
    assert talker.seen[0] == "Call 112 now."
    talker.says("he beats me")
    assert talker.seen[0] == "Call 112 now."
    assert len([f for f in talker.session.frames if f.flow == "danger"]) == 1


def test_a_content_without_a_danger_flow_goes_on_as_usual():
    talker = Talker(release=replace(RELEASE, needs={}))
    talker.says("he beats me")
    assert not talker.happened(DangerSeen)


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on():
    talker = agreed()
    talker.says("/form")
    talker.says("what does this cost?")
    assert talker.happened(QuestionAsked)
    assert talker.seen == [phrases.NO_ANSWER.source, "country?"]
    assert talker.session.misses == 0
    talker.presses("nl")
    assert talker.session.answers["country"] == "nl"


def test_words_with_a_question_mark_are_told_how_to_be_an_answer():
    talker = at_trade()
    talker.says("what should I write here?")
    assert talker.seen == [phrases.NO_ANSWER.source, phrases.IF_ANSWER.source, "trade?"]
    talker.says("what should I write here")
    assert talker.session.answers.get("trade") == "what should I write here"


def test_a_message_to_a_person_may_be_a_question():
    talker = agreed()
    talker.says("/human")
    talker.says("Can I work?")
    assert talker.happened(TicketOpened)


def test_after_days_a_greeting_is_no_answer_but_is_told_where_we_were():
    talker = at_trade()
    later = take(RELEASE, talker.session, Words(text="hello"), now=NOW + timedelta(days=3))
    lines = [line.source for say in later.says for lines in say.paragraphs for line in lines]
    assert lines == [phrases.WELCOME_BACK.source, "trade?"]
    assert ConversationResumed(flow=talker.session.frames[0].flow) in later.events
    assert "trade" not in later.session.answers


def test_after_days_a_whole_answer_is_an_answer():
    talker = at_trade()
    words = Words(text="I was a baker for ten years")
    later = take(RELEASE, talker.session, words, now=NOW + timedelta(days=3))
    assert later.session.answers["trade"] == words.text


def test_after_days_what_does_not_fit_counts_as_a_greeting():
    talker = agreed()
    talker.says("/form")
    later = take(RELEASE, talker.session, Words(text="hello"), now=NOW + timedelta(days=3))
    assert later.session.misses == 0
    assert later.says[0].paragraphs[0][0].source == phrases.WELCOME_BACK.source


def test_misses_lead_to_help_then_to_other_ways():
    talker = at_trade()
    for _ in range(2):
        talker.says("x" * 61)
    assert "For example: baker" in talker.seen
    talker.says("x" * 61)
    assert talker.happened(HelpOffered)
    choices = [offer.press.choice for offer in talker.offers]
    assert {"_human", "_leave", "_skip"} <= set(choices)
    talker.presses("_human")
    assert talker.seen[-1] == "note?"


def test_who_leaves_a_form_can_go_on_later():
    talker = at_trade()
    for _ in range(3):
        talker.says("x" * 61)
    talker.presses("_leave")
    assert talker.happened(ConversationPaused)
    assert talker.seen == [phrases.PAUSED.source, "What would you like to do?"]
    talker.says("/resume")
    assert talker.seen == [phrases.WE_GO_ON.source, "trade?"]
    assert not talker.session.paused


def test_a_command_that_replaces_a_form_puts_it_aside_with_its_answers():
    talker = at_card()
    talker.says("/menu")
    assert talker.session.answers["subject"] == "medicine"
    assert [frame.flow for frame in talker.session.paused] == ["form"]
    talker.says("/form")
    assert not talker.session.paused
    assert "subject" not in talker.session.answers


def test_nothing_is_put_aside_where_nothing_was_told():
    talker = agreed()
    talker.says("/form")
    talker.says("/menu")
    assert not talker.session.paused
    talker.says("/resume")
    assert talker.seen[0] == phrases.NOTHING_PAUSED.source


def test_a_second_form_takes_the_place_of_the_one_put_aside():
    talker = at_card()
    talker.says("/menu")
    talker.says("/human")
    talker.says("/menu")
    assert [frame.flow for frame in talker.session.paused] == ["form"]


def test_short_messages_in_a_row_are_one_answer_in_words():
    talker = at_trade()
    talker.says("baker")
    talker.pause = timedelta(seconds=3)
    talker.says("and cook")
    assert talker.session.answers["trade"] == "baker\nand cook"
    assert talker.seen == [phrases.JOINED.source, "age?"]
    talker.says("in a hotel")
    assert talker.session.answers["trade"] == "baker\nand cook\nin a hotel"
    talker.says("30")
    assert talker.session.answers["age"] == 30


def asked_for_more() -> Talker:
    """A person who wrote to an advisor and is asked whether that is all; a route chose where the message went."""
    human = RELEASE.flows[FlowId("human")]
    more = ChooseStep(
        id=StepId("more"), text=text("more", "Is that all?"), choices=(choice("yes", "Yes"),)
    )
    route = RouteStep(id=StepId("sort"), routes=((None, StepId("send")),))
    changed = (
        replace(human.steps[StepId("note")], next=route.id),
        HandoffStep(id=StepId("send"), topic="about", message="note", next=StepId("sent")),
        replace(human.steps[StepId("sent")], next=more.id),
        *(more, route),
    )
    steps = {**human.steps, **{step.id: step for step in changed}}
    talker = agreed(
        replace(RELEASE, flows={**RELEASE.flows, human.id: replace(human, steps=steps)})
    )
    talker.says("/human")
    talker.pause = timedelta(seconds=5)
    talker.says("I need help")
    return talker


def test_what_is_written_behind_a_message_reaches_the_advisors_too_however_late_and_long():
    talker = asked_for_more()
    talker.says("with my diploma")
    assert sent(talker) == ["with my diploma"]
    assert TicketWritten(topic="other", text="with my diploma") in talker.last.events  # type: ignore[union-attr]
    assert talker.seen == [phrases.PASSED_ON.source]
    talker.pause = timedelta(hours=3)
    talker.says("x" * 3000)
    assert sent(talker) == ["x" * 3000]
    assert talker.seen == []
    talker.says("Yes")
    assert sent(talker) == []
    assert talker.session.frames[0].flow == "menu"


def test_what_answers_the_next_question_is_never_added_to_the_one_before():
    talker = at_trade()
    talker.pause = timedelta(seconds=1)
    talker.says("baker")
    talker.says("30")
    assert (talker.session.answers["trade"], talker.session.answers["age"]) == ("baker", 30)


def test_after_half_a_minute_nothing_is_added_any_more():
    talker = at_trade()
    talker.says("baker")
    talker.pause = timedelta(seconds=31)
    talker.says("and cook")
    assert talker.session.answers["trade"] == "baker"
    assert talker.seen[0] == phrases.WHOLE_NUMBER.source


def test_a_word_on_a_button_and_an_answer_that_is_full_are_not_added():
    talker = at_trade()
    talker.says("b" * 60)
    talker.pause = timedelta(seconds=1)
    talker.says("and cook")
    assert talker.session.answers["trade"] == "b" * 60
    talker.says("I prefer not to say")
    assert talker.session.answers["age"] is None


def test_without_consent_not_even_a_message_about_danger_is_sent():
    talker = agreed()
    talker.says("/human")
    talker.session = replace(talker.session, consent=None)
    talker.says("he beats me")
    assert talker.seen[0] == "Call 112 now."
    assert talker.happened(DangerSeen)
    assert sent(talker) == []


def test_a_question_of_a_flow_that_is_gone_goes_to_nobody():
    run = Run.begin(
        RELEASE, Session(frames=(Frame(flow=FlowId("gone"), step=StepId("note")),)), NOW
    )
    assert handed_over(run, ask("note", "note", "send")) is None
