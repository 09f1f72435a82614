"""Buttons below what an advisor sent: they start a flow, show the original, or answer about machine translation."""

from dataclasses import replace

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.condition import parse_condition
from bot.core.event import AnswerSaved, OriginalWanted, StaleButtonPressed
from bot.core.flow import AskStep, EndStep, FlowId, SayStep, StepId
from bot.core.interpreting import Interpret, interpret_from_json, interpret_to_json
from bot.core.machine_asked import (
    MACHINE,
    MACHINE_FLOW,
    MAY,
    TRANSLATION,
    lets_machine,
    machine_question,
)
from bot.core.press import Press
from bot.core.sent_below import SENT, starting, to_original
from bot.core.text import literal
from bot.core.ticket_message import By, Side, TicketMessage
from bot.core.translated import original_says, translated_says
from tests.core.form import DECLARED, changed, spec
from tests.core.samples import choice, flow, text
from tests.core.talker import Talker
from tests.core.test_talking import answered

S = StepId
ASKS = flow(
    "translation",
    SayStep(id=S("what"), text=text("t/what", "What it is.")),
    SayStep(
        id=S("which"),
        text=text("t/which", "It is {translator}."),
        when=parse_condition("known(translator)", DECLARED),
    ),
    AskStep(
        id=S("ask"),
        text=text("t/ask", "May it?"),
        save=MACHINE,
        choices=(choice("yes", "Yes"), choice("no", "No", next=S("fine"))),
        next=S("thanks"),
    ),
    SayStep(id=S("thanks"), text=text("t/thanks", "Thank you."), next=S("done")),
    SayStep(id=S("fine"), text=text("t/fine", "Fine."), next=S("done")),
    EndStep(id=S("done"), quiet=True),
)
RELEASE = changed(
    ASKS,
    answers={
        **DECLARED,
        MACHINE: spec(MACHINE, AnswerType.ONE_OF, "yes", "no", personal=False, kept=True),
    },
)


def talking() -> Talker:
    talker = answered()
    talker.release = RELEASE
    return talker


def test_a_button_starts_a_flow_whatever_waits() -> None:
    talker = talking()
    started = starting(RELEASE.flows[FlowId("form")])
    talker.gives(started.press)
    assert talker.session.frames[-1].flow == "form" or talker.session.frames
    assert started.label == RELEASE.flows[FlowId("form")].title


def test_a_flow_that_is_gone_and_a_button_nobody_knows_start_nothing() -> None:
    talker = talking()
    press = starting(RELEASE.flows[FlowId("form")]).press
    talker.gives(replace(press, choice=press.choice.__class__("gone")))
    assert talker.happened(StaleButtonPressed)
    talker.gives(replace(press, step=S("other")))
    assert talker.happened(StaleButtonPressed)


def test_a_button_asks_for_the_original_of_its_own_message() -> None:
    talker = talking()
    talker.gives(to_original(7).press)
    assert talker.last is not None
    assert OriginalWanted(number=7) in talker.last.events
    assert to_original(7).press == Press(
        flow=SENT, step=S("original"), choice=to_original(7).press.choice, asked=7
    )


def test_a_translation_says_who_made_it_and_the_original_can_be_read() -> None:
    say = translated_says(literal("Ada writes:"), "مرحبا", By.MACHINE, 3)
    assert say.paragraphs[-1] == (phrases.BY_MACHINE,)
    assert [each.press.asked for each in say.offers] == [3]
    by_person = translated_says(literal("Ada writes:"), "مرحبا", By.INTERPRETER, 3)
    assert by_person.paragraphs[-1] == (phrases.BY_INTERPRETER,)
    message = TicketMessage(side=Side.ADVISOR, at=1, text="Hello", language="en")
    assert original_says(message, literal("English")).paragraphs[1] == (literal("Hello"),)
    for gone in (None, replace(message, text=""), replace(message, removed=2)):
        assert original_says(gone, literal("")).paragraphs == ((phrases.ORIGINAL_GONE,),)


def test_the_question_about_the_machine_says_what_the_flow_says_before_it() -> None:
    plain = machine_question(RELEASE, {})
    assert plain is not None
    assert [line.source for (line,) in plain.paragraphs] == ["What it is.", "May it?"]
    named = machine_question(RELEASE, {"translator": "DeepL"})
    assert named is not None
    assert len(named.paragraphs) == 3
    assert machine_question(changed(without="translation", release=RELEASE), {}) is None
    assert (
        machine_question(changed(replace(ASKS, steps={S("done"): ASKS.steps[S("done")]})), {})
        is None
    )


def test_the_answer_about_the_machine_is_kept_and_can_be_changed() -> None:
    talker = talking()
    asked = machine_question(RELEASE, {})
    assert asked is not None
    yes, no = asked.offers
    talker.gives(yes.press)
    assert talker.seen[:1] == ["Thank you."]
    assert lets_machine(talker.session.answers)
    assert talker.last is not None
    assert AnswerSaved(name=MACHINE) in talker.last.events
    talker.gives(no.press)
    assert talker.seen[:1] == ["Fine."]
    assert not lets_machine(talker.session.answers)


def test_a_button_about_the_machine_that_is_none_answers_nothing() -> None:
    talker = talking()
    asked = machine_question(RELEASE, {})
    assert asked is not None
    press = asked.offers[0].press
    assert (press.flow, press.step) == (MACHINE_FLOW, MAY)
    talker.gives(replace(press, choice=press.choice.__class__("perhaps")))
    assert talker.happened(StaleButtonPressed)
    talker.release = changed(without=TRANSLATION, release=RELEASE)
    talker.gives(press)
    assert talker.happened(StaleButtonPressed)


def test_a_wish_for_an_interpreter_is_for_who_knows_both_languages() -> None:
    wish = Interpret(ticket=2, person="ti", advisor="nl")
    assert wish.fits(("nl", "en", "ti"))
    assert not wish.fits(("nl",))
    assert interpret_from_json(interpret_to_json(wish)) == wish
    assert interpret_from_json(interpret_to_json(None)) is None
