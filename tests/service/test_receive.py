"""Taking up a message: one durable turn, once, in order."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.flow import FlowId, SayStep, StepId
from bot.core.message import (
    ChannelName,
    Command,
    Content,
    InboundMessage,
    OutboundKind,
    Pressed,
    Reachability,
    Words,
)
from bot.core.text import Text
from bot.core.ticket_code import read_code
from bot.service.bells import Bells
from bot.service.conflicts import CONFLICTS
from bot.service.conversations import KeptConversations
from bot.service.lanes import Lanes
from bot.service.ports import (
    Conflict,
    DeliveryUnit,
    EraseUnit,
    Person,
    Queued,
    Receipt,
    Speaker,
    StoreError,
    TurnUnit,
)
from bot.service.receive import Receiver
from bot.service.ticket_values import DeliveryState, TicketFacts
from tests.core.samples import NOW, RELEASE
from tests.memory import MemoryStore, PlainSealer, SampleLibrary


@dataclass
class Somebody:
    """A person at one channel, and what Merit hands over for them."""

    channel: ChannelName = ChannelName.TELEGRAM
    address: str = "100"
    hint: str | None = None
    store: MemoryStore = field(default_factory=MemoryStore)
    handed: list[Queued] = field(default_factory=list)
    bells: Bells = field(default_factory=Bells)
    library: SampleLibrary = field(default_factory=SampleLibrary)
    updates: int = 0

    def __post_init__(self) -> None:
        self.receiver = Receiver(
            store=self.store,
            library=self.library,
            sealer=PlainSealer(),
            bells=self.bells,
            lanes=Lanes(),
            hand=self._hand,
            now=lambda: NOW,
        )

    def _hand(self, queued: Sequence[Queued]) -> None:
        self.handed += queued

    async def gives(self, content: Content, update_id: str | None = None) -> Receipt:
        self.updates += 1
        return await self.receiver.receive(
            InboundMessage(
                channel=self.channel,
                address=self.address,
                update_id=update_id or str(self.updates),
                content=content,
                language_hint=self.hint,
            )
        )

    async def says(self, words: str) -> Receipt:
        if words.startswith("/"):
            return await self.gives(Command(name=words[1:]))
        return await self.gives(Words(text=words))

    async def presses(self, label: str) -> Receipt:
        return await self.gives(Pressed(token=self.token(label), on="7"))

    def token(self, label: str) -> str:
        if self.channel is ChannelName.TELEGRAM:
            messages = [item.outgoing.message for item in self.handed]
        else:
            (lines,) = self.store.lines.values()
            messages = [line.message for line in lines]
        return next(
            button.token
            for message in reversed(messages)
            for row in message.rows
            for button in row
            if label in button.label
        )

    @property
    def person(self) -> Person:
        (person,) = self.store.people.values()
        return person

    @property
    def session(self) -> dict[str, Any]:
        return dict(self.person.session or {})

    @property
    def last(self) -> str:
        return self.handed[-1].outgoing.message.text


async def agreed() -> Somebody:
    somebody = Somebody()
    await somebody.says("/main")
    await somebody.presses("Netherlands")
    await somebody.presses("Yes")
    return somebody


async def test_a_first_message_makes_a_person_and_is_answered() -> None:
    somebody = Somebody()
    assert await somebody.says("/start") is Receipt.DONE
    assert somebody.last == "Choose a language."
    assert (somebody.person.version, somebody.person.sequence) == (1, 1)
    assert [out.sequence for out, _, _ in somebody.store.outbox.values()] == [1]


async def test_an_update_seen_twice_changes_nothing() -> None:
    somebody = Somebody()
    await somebody.gives(Command(name="start"), "55")
    before = somebody.person
    assert await somebody.gives(Command(name="start"), "55") is Receipt.DUPLICATE
    assert somebody.person == before
    assert len(somebody.handed) == 1


@pytest.mark.parametrize(
    ("hint", "language"), [("ar", "ar"), ("uk-UA", "uk"), ("tlh", "en"), (None, "en"), ("xx", "en")]
)
async def test_the_first_language_is_the_one_of_the_app_if_it_is_offered(
    hint: str | None, language: str
) -> None:
    somebody = Somebody(hint=hint)
    await somebody.says("/start")
    assert somebody.session["language"] == language


async def test_labels_can_be_typed_in_the_language_of_the_person() -> None:
    somebody = Somebody(hint="uk")
    await somebody.says("/menu")
    await somebody.says("uk: Recognition")
    assert "Which country" in somebody.last


async def test_a_language_is_chosen_by_typing_its_own_name() -> None:
    somebody = Somebody()
    await somebody.says("/start")
    await somebody.says("العربية")
    assert somebody.session["language"] == "ar"


async def test_a_press_leaves_only_the_chosen_button() -> None:
    somebody = Somebody()
    await somebody.says("/main")
    await somebody.presses("Netherlands")
    marks = [
        item.outgoing.message
        for item in somebody.handed
        if item.outgoing.message.kind is OutboundKind.KEYBOARD
    ]
    assert [(mark.on, mark.rows[0][0].label) for mark in marks] == [("7", "✅ Netherlands")]


async def test_a_button_of_somebody_else_is_not_taken() -> None:
    one, other = Somebody(), Somebody(address="200", store=MemoryStore(_numbers=50))
    await one.says("/main")
    await other.says("/main")
    await other.gives(Pressed(token=one.token("Netherlands"), on="7"))
    assert other.session["answers"] == {}
    assert phrases.STALE.source in [item.outgoing.message.text for item in other.handed]


@pytest.mark.parametrize("token", ["", "~", "main/country/nl/1~AAAAAAAA", "\ud800~x", "x" * 500])
async def test_a_forged_button_asks_the_question_again(token: str) -> None:
    somebody = Somebody()
    await somebody.says("/main")
    await somebody.gives(Pressed(token=token))
    assert somebody.session["answers"] == {}
    assert somebody.last == "Which country are you in?"


async def test_a_message_for_the_advisors_is_stored_with_ids_they_can_read() -> None:
    somebody = await agreed()
    await somebody.presses("Refugee")
    await somebody.says("/human")
    await somebody.says("please help")
    (kept,) = await somebody.store.open_tickets()
    (message,) = somebody.store.heard
    assert (kept.ticket.topic, message.text, message.language) == ("other", "please help", "en")
    assert kept.facts == TicketFacts(language="en", country="nl", status="refugee")
    assert read_code(kept.ticket.code) == kept.ticket.code


async def test_my_data_comes_in_words_and_as_a_file() -> None:
    somebody = await agreed()
    await somebody.presses("Refugee")
    await somebody.presses("I prefer not to say")
    await somebody.says("/mydata")
    texts = [item.outgoing.message.text for item in somebody.handed]
    readable = next(text for text in texts if text.startswith(phrases.DATA_HEADING.source))
    assert "Your language: \u2068English\u2069" in readable
    assert phrases.DATA_AGREED.source in readable
    assert "What is your status?" in readable
    assert "refugee" in readable
    assert phrases.SKIP.source in readable
    (file,) = [
        item.outgoing.message.attachment
        for item in somebody.handed
        if item.outgoing.message.attachment
    ]
    assert json.loads(file.content)["session"]["answers"]["status"] == "refugee"


async def test_my_data_of_somebody_who_did_not_agree_says_so() -> None:
    somebody = Somebody()
    await somebody.says("/main")
    await somebody.presses("Netherlands")
    await somebody.presses("No")
    await somebody.says("/mydata")
    texts = [item.outgoing.message.text for item in somebody.handed]
    assert any(phrases.DATA_NOT_AGREED.source in text for text in texts)


async def test_my_data_before_anything_else_is_empty_but_honest() -> None:
    somebody = Somebody(
        hint="en",
        library=SampleLibrary(release=replace(RELEASE, languages={"en": RELEASE.languages["en"]})),
    )
    await somebody.says("/mydata")
    assert any(item.outgoing.message.attachment for item in somebody.handed)


async def test_my_data_names_an_answer_nobody_asks_for_and_each_of_several_choices() -> None:
    extra = AnswerSpec(name="extra", type=AnswerType.SOME_OF, values=("a", "b"), kept=True)
    answers = {**RELEASE.answers, "extra": extra}
    somebody = Somebody(library=SampleLibrary(release=replace(RELEASE, answers=answers)))
    for words in ("/main", "1", "1"):
        await somebody.says(words)
    session = {
        **somebody.session,
        "answers": {"extra": ["a", "b"], "country": "nl"},
        "language": "zz",
    }
    somebody.store.people[somebody.person.id] = replace(somebody.person, session=session)
    await somebody.says("/mydata")
    readable = next(
        item.outgoing.message.text
        for item in somebody.handed
        if phrases.DATA_HEADING.source in item.outgoing.message.text
    )
    assert "extra\na\nb" in readable
    assert "the Netherlands" in readable


@pytest.mark.parametrize(
    "echo", [Pressed(token="x"), Reachability(reachable=False), Reachability(reachable=True)]
)
@pytest.mark.parametrize("delivered", [True, False])
async def test_whoever_deleted_everything_stays_deleted(echo: Content, delivered: bool) -> None:
    """A second tap, or blocking the bot afterwards, must not make a new person."""
    somebody = await agreed()
    await somebody.says("/delete")
    await somebody.presses("Yes")
    if delivered:
        farewell = somebody.handed[-1]
        await somebody.store.commit(
            DeliveryUnit(person_id=farewell.person_id, sent=(1,), forget=True)
        )
    before = dict(somebody.store.people)
    assert await somebody.gives(echo) is Receipt.DONE
    assert somebody.store.people == before


async def test_taking_back_consent_deletes_the_kept_conversation() -> None:
    somebody = Somebody(channel=ChannelName.WEB)
    for words in ("/main", "1", "1", "refugee", "my secret"):
        await somebody.says(words)
    session = {**somebody.session, "frames": [["consent", "ask"]]}
    somebody.store.people[somebody.person.id] = replace(somebody.person, session=session)
    await somebody.says("no")
    assert "refugee" not in [line.message.text for line in somebody.store.lines[somebody.person.id]]
    assert set(somebody.session["answers"]) == {"country"}


async def test_after_a_store_error_nothing_of_the_same_person_overtakes() -> None:
    """What waits behind a message that could not be stored comes again too, as Telegram sends both again."""
    somebody = await agreed()
    await somebody.says("/human")
    somebody.store.failing.append(StoreError())
    results = await asyncio.gather(
        somebody.gives(Words(text="FIRST"), "71"),
        somebody.gives(Words(text="2"), "72"),
        return_exceptions=True,
    )
    assert all(isinstance(result, StoreError) for result in results)
    await asyncio.gather(
        somebody.gives(Words(text="FIRST"), "71"), somebody.gives(Words(text="2"), "72")
    )
    assert [message.text for message in somebody.store.heard] == ["FIRST"]


async def test_deleting_leaves_only_a_farewell_on_its_way() -> None:
    somebody = await agreed()
    before = somebody.person.id
    await somebody.says("/delete")
    await somebody.presses("Yes")
    assert somebody.person.id != before
    assert somebody.person.closing
    assert somebody.person.session is None
    assert somebody.handed[-1].closing
    assert somebody.last == phrases.ERASED.source
    assert isinstance(somebody.store.committed[-1], EraseUnit)


async def test_deleting_in_the_browser_says_farewell_once_and_keeps_nothing() -> None:
    somebody = Somebody(channel=ChannelName.WEB)
    await somebody.says("/delete")
    await somebody.presses("Yes")
    conversations = KeptConversations(store=somebody.store, bells=somebody.bells)
    (line,) = await conversations.lines(ChannelName.WEB, "100", after=99)
    assert line.message.text == phrases.ERASED.source
    assert await conversations.lines(ChannelName.WEB, "100") == ()
    assert somebody.store.people == {}


async def test_the_browser_conversation_is_kept_with_typed_words_only_after_consent() -> None:
    somebody = Somebody(channel=ChannelName.WEB)
    await somebody.says("my secret")
    await somebody.says("/main")
    await somebody.presses("Netherlands")
    await somebody.presses("Yes")
    await somebody.says("refugee")
    lines = somebody.store.lines[somebody.person.id]
    said = [line.message.text for line in lines if line.speaker is Speaker.PERSON]
    assert said == ["", "/main", "refugee"]
    assert [line.sequence for line in lines] == list(range(1, somebody.person.sequence + 1))
    assert somebody.handed == []


async def test_the_browser_is_told_when_there_is_something_new() -> None:
    somebody = Somebody(channel=ChannelName.WEB)
    conversations = KeptConversations(store=somebody.store, bells=somebody.bells)
    waiting = asyncio.create_task(conversations.changed(ChannelName.WEB, "100", seconds=5))
    await asyncio.sleep(0)
    await somebody.says("/start")
    assert await waiting
    assert not await conversations.changed(ChannelName.WEB, "100", seconds=0.001)


async def test_two_tabs_of_one_person_are_both_told() -> None:
    somebody = Somebody(channel=ChannelName.WEB)
    tabs = [asyncio.create_task(somebody.bells.wait((ChannelName.WEB, "100"), 5)) for _ in range(2)]
    await asyncio.sleep(0)
    await somebody.says("/start")
    assert await asyncio.gather(*tabs) == [True, True]


async def test_a_person_who_comes_back_gets_what_waited() -> None:
    somebody = Somebody()
    await somebody.says("/start")
    await somebody.store.commit(
        DeliveryUnit(
            person_id=somebody.person.id,
            sequence=1,
            state=DeliveryState.BLOCKED,
            reachable=False,
            attempts=0,
        )
    )
    somebody.handed.clear()
    await somebody.gives(Reachability(reachable=False))
    assert somebody.handed == []
    await somebody.gives(Reachability(reachable=True))
    assert [item.outgoing.sequence for item in somebody.handed] == [1]
    assert somebody.person.reachable


async def blocked() -> Somebody:
    """Somebody whose first message waits because they blocked the bot."""
    somebody = Somebody()
    await somebody.says("/start")
    await somebody.store.commit(
        DeliveryUnit(
            person_id=somebody.person.id,
            sequence=1,
            state=DeliveryState.BLOCKED,
            reachable=False,
            attempts=0,
        )
    )
    somebody.handed.clear()
    return somebody


async def test_what_waited_comes_before_the_answer_when_the_person_simply_writes_again() -> None:
    somebody = await blocked()
    await somebody.says("/help")
    assert [item.outgoing.sequence for item in somebody.handed][:2] == [1, 2]
    assert somebody.person.reachable


async def test_what_waited_is_not_forgotten_when_the_store_fails_at_the_return() -> None:
    somebody = await blocked()
    somebody.store.failing.append(StoreError())
    with pytest.raises(StoreError):
        await somebody.gives(Reachability(reachable=True), "81")
    await somebody.gives(Reachability(reachable=True), "81")
    pending = [state for _, state, _ in somebody.store.outbox.values()]
    assert pending == [DeliveryState.QUEUED]


async def test_a_turn_that_lost_a_race_is_made_again() -> None:
    somebody = Somebody()
    somebody.store.failing.append(Conflict())
    assert await somebody.says("/start") is Receipt.DONE
    assert somebody.person.version == 1


async def test_a_turn_that_always_loses_is_not_acknowledged() -> None:
    somebody = Somebody()
    somebody.store.failing.extend(Conflict() for _ in range(CONFLICTS))
    with pytest.raises(StoreError):
        await somebody.says("/start")
    assert somebody.handed == []


async def test_nothing_is_handed_over_when_the_store_is_down() -> None:
    somebody = Somebody()
    somebody.store.failing.append(StoreError())
    with pytest.raises(StoreError):
        await somebody.says("/start")
    assert somebody.handed == []
    assert await somebody.says("/start") is Receipt.DONE


async def test_a_store_that_fails_while_data_is_collected_is_not_a_bad_turn() -> None:
    somebody = Somebody()
    await somebody.says("/start")

    async def down(person_id: object) -> dict[str, Any]:
        raise StoreError

    somebody.store.export = down  # type: ignore[method-assign]
    with pytest.raises(StoreError):
        await somebody.says("/mydata")
    assert somebody.store.quarantined == []


async def test_a_turn_that_breaks_is_put_away_and_the_person_is_told() -> None:
    broken = SayStep(id=StepId("help"), text=Text(place="", source="x"))
    flows = {
        **RELEASE.flows,
        FlowId("help"): replace(RELEASE.flows[FlowId("help")], steps={broken.id: broken}),
    }
    somebody = Somebody(library=SampleLibrary(release=replace(RELEASE, flows=flows)))
    assert await somebody.says("/help") is Receipt.QUARANTINED
    (unit,) = somebody.store.quarantined
    assert unit.reason == "KeyError"
    assert somebody.last == phrases.FAILED.source
    assert await somebody.says("/start") is Receipt.DONE


async def test_an_unreadable_update_is_put_away() -> None:
    somebody = Somebody()
    await somebody.receiver.quarantine(ChannelName.TELEGRAM, "9", b"{", "JSONDecodeError")
    assert somebody.store.quarantined[0].body == b"{"


async def test_many_messages_of_one_person_are_handled_strictly_in_order() -> None:
    somebody = await agreed()
    await somebody.says("/human")
    receipts = await asyncio.gather(*(somebody.says(word) for word in ("one", "two", "/menu", "1")))
    assert receipts == [Receipt.DONE] * 4
    assert [message.text for message in somebody.store.heard] == ["one"]
    versions = [
        unit.person.version for unit in somebody.store.committed if isinstance(unit, TurnUnit)
    ]
    assert versions == sorted(versions)
    assert len(somebody.receiver.lanes) == 0


async def test_a_lane_is_free_again_after_a_failure() -> None:
    lanes = Lanes()

    async def fails() -> None:
        raise RuntimeError

    async def works() -> int:
        return len(lanes)

    with pytest.raises(RuntimeError):
        await lanes.run("a", fails)
    assert await lanes.run("a", works) == 1
    assert len(lanes) == 0


async def test_a_person_prints_as_an_id_only() -> None:
    person = MemoryStore().fresh(ChannelName.TELEGRAM, "4711")
    assert repr(person) == "Person(id='p1', version=0)"


async def test_the_data_come_before_the_question_that_waits() -> None:
    somebody = Somebody()
    await somebody.says("/menu")
    await somebody.says("/mydata")
    kinds = [
        (bool(item.outgoing.message.rows), item.outgoing.message.attachment is not None)
        for item in somebody.handed[1:]
    ]
    assert kinds == [(False, False), (False, True), (True, False)]
