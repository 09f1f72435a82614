"""A tester tries the draft beside their own conversation, and nothing of it stays or reaches anybody."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core import phrases
from bot.core.flow import FlowId, Release, SayStep, StepId
from bot.core.message import Command, OutboundKind, Reachability
from bot.core.text import pgettext
from bot.metrics import events
from bot.service.drafts import code_hash
from bot.service.ports import Receipt
from tests.core.samples import NOW, RELEASE
from tests.memory import PlainSealer, SampleLibrary
from tests.service.test_receive import Somebody

CODE = "K7QF-2M9X"


@dataclass
class Codes:
    """Invitations in memory."""

    codes: dict[bytes, datetime] = field(default_factory=dict)

    async def invite(self, code: bytes, until: datetime) -> None:
        self.codes[code] = until

    async def invited(self, code: bytes, now: datetime) -> bool:
        return code in self.codes and self.codes[code] > now

    async def spend(self, code: bytes) -> None:
        del self.codes[code]


HELP = SayStep(id=StepId("help"), text=pgettext("help/new", "I can help more."))


@dataclass
class TwoEditions(SampleLibrary):
    """What everybody sees, and a draft with another help."""

    def edition(self, *, draft: bool) -> SampleLibrary:
        help_ = replace(RELEASE.flows[FlowId("help")], steps={HELP.id: HELP})
        tried: Release = replace(RELEASE, id="draft", flows={**RELEASE.flows, help_.id: help_})
        return SampleLibrary(tried if draft else RELEASE)


def newcomer() -> Somebody:
    somebody = Somebody(library=TwoEditions())
    codes = Codes({code_hash(PlainSealer(), CODE): NOW + timedelta(days=7)})
    somebody.receiver = replace(somebody.receiver, invitations=codes)
    return somebody


async def on_trial() -> Somebody:
    """Somebody who was asked for their country, and then began to test."""
    somebody = newcomer()
    await somebody.says("/main")
    await somebody.gives(Command(name="draft", payload=CODE.lower()))
    return somebody


def texts(somebody: Somebody) -> list[str]:
    return [item.outgoing.message.text for item in somebody.handed]


async def test_a_code_starts_a_conversation_of_its_own_that_is_marked_in_every_message() -> None:
    somebody = await on_trial()
    assert somebody.session["draft"] is True
    first, second = texts(somebody)[-2:]
    assert first.startswith(phrases.DRAFT.source)
    assert phrases.DRAFT_ON.source in first
    assert second == f"{phrases.DRAFT.source}\n\nChoose a language."
    await somebody.says("/help")
    assert "I can help more." in texts(somebody)[-2]
    assert all(text.startswith(phrases.DRAFT.source) for text in texts(somebody)[1:])


async def test_a_code_is_used_once() -> None:
    somebody = await on_trial()
    await somebody.gives(Command(name="draft", payload="off"))
    await somebody.gives(Command(name="draft", payload=CODE))
    assert not somebody.session.get("draft")
    assert phrases.DRAFT_UNKNOWN.source in texts(somebody)[-2]
    assert somebody.last == "Which country are you in?"


async def test_the_end_of_the_test_brings_the_real_conversation_back_and_forgets_the_tried_one() -> (
    None
):
    somebody = await on_trial()
    await somebody.says("English")
    await somebody.gives(Command(name="draft", payload="off"))
    assert texts(somebody)[-2:] == [phrases.DRAFT_OFF.source, "Which country are you in?"]
    assert "aside" not in somebody.session
    await somebody.presses("Netherlands")
    assert somebody.session["answers"] == {"country": "nl"}
    assert (await somebody.says("/help")) is Receipt.DONE
    assert "I can help." in texts(somebody)[-2]


async def test_who_never_wrote_before_can_test_and_then_begin() -> None:
    somebody = newcomer()
    await somebody.gives(Command(name="draft", payload=CODE))
    assert somebody.session["draft"] is True
    await somebody.gives(Command(name="draft", payload="off"))
    assert not somebody.session.get("draft")
    assert phrases.DRAFT_OFF.source in texts(somebody)[-2]


async def test_without_a_code_nobody_learns_that_there_is_a_draft() -> None:
    somebody = Somebody()
    await somebody.says("/main")
    await somebody.says("/draft")
    unknown = texts(somebody)[-2]
    await somebody.says("/nothing")
    assert texts(somebody)[-2] == unknown
    await somebody.gives(Command(name="draft", payload="off"))
    assert phrases.DRAFT_UNKNOWN.source in texts(somebody)[-2]


async def test_the_real_conversation_waits_through_every_turn_of_the_test() -> None:
    somebody = await on_trial()
    waiting = somebody.session["aside"]
    assert waiting["frames"][-1][:2] == ["main", "country"]
    await somebody.says("/menu")
    await somebody.gives(Reachability(reachable=False))
    await somebody.gives(Command(name="draft", payload="wrong"))
    assert somebody.session["aside"] == waiting
    codes = somebody.receiver.invitations
    await codes.invite(code_hash(PlainSealer(), "SECOND"), NOW + timedelta(days=1))
    await somebody.gives(Command(name="draft", payload="second"))
    assert somebody.session["aside"] == waiting


async def test_what_a_tester_does_reaches_neither_advisors_nor_counters() -> None:
    somebody = await on_trial()
    before = events("TicketOpened")._value.get()
    assert await somebody.says("/human") is Receipt.TESTED
    assert await somebody.presses("Yes") is Receipt.TESTED
    assert await somebody.says("I try the form.") is Receipt.TESTED
    assert "Thank you." in texts(somebody)[-2]
    assert somebody.store.heard == []
    assert events("TicketOpened")._value.get() == before


async def test_a_tester_can_delete_everything_at_once() -> None:
    somebody = await on_trial()
    await somebody.says("/delete")
    await somebody.presses("Yes")
    assert all(person.session is None for person in somebody.store.people.values())


async def test_only_buttons_are_not_marked() -> None:
    somebody = await on_trial()
    await somebody.says("/main")
    await somebody.presses("Netherlands")
    (keys,) = [
        item.outgoing.message
        for item in somebody.handed
        if item.outgoing.message.kind is OutboundKind.KEYBOARD
    ]
    assert keys.text == ""
