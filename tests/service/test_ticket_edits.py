"""A person changes a message they had sent: what advisors see of it, and that words of danger in it count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.alarm import AlarmKind, AlarmPhrase, compile_alarms
from bot.core.blocking import Cause
from bot.core.flow import FlowId, SayStep, StepId
from bot.core.message import Edited, Words
from bot.core.session import session_from_json
from bot.core.ticket import Move, Ticket
from bot.service.desk.blocking import Blockings
from bot.service.desk.desk import Desk
from bot.service.ports import Receipt
from tests.core.samples import NOW, RELEASE, flow, text
from tests.memory import PlainSealer, SampleLibrary
from tests.service.desk.test_desk import ADA
from tests.service.test_receive import Somebody

SAFETY = flow("safety", SayStep(id=StepId("call"), text=text("call", "Call 112."), next=None))
ALARMS = compile_alarms(
    [
        AlarmPhrase(words="he beats me", language="en", kind=AlarmKind.VIOLENCE),
        AlarmPhrase(words="i want to die", language="en", kind=AlarmKind.SUICIDE),
    ]
)
DANGEROUS = replace(
    RELEASE,
    flows={**RELEASE.flows, SAFETY.id: SAFETY},
    needs={**RELEASE.needs, "danger": FlowId("safety")},
    alarms=ALARMS,
)


def somebody() -> Somebody:
    return Somebody(library=SampleLibrary(DANGEROUS))


async def heard() -> Somebody:
    """One whose second message to the advisors, 77, says: he is back."""
    amina = somebody()
    for words in ("/main", "1", "1", "/human", "please help"):
        await amina.says(words)
    desk = desk_of(amina)
    (kept,) = await desk.queue()
    await desk.move(kept.ticket.code, Move.CLAIM, ADA, NOW)
    await amina.gives(Words(text="he is back", ref="77"))
    return amina


def desk_of(amina: Somebody) -> Desk:
    return Desk(store=amina.store, library=amina.library, sealer=PlainSealer())


def words(amina: Somebody) -> list[str]:
    return [message.text for message in amina.store.heard]


def told(amina: Somebody) -> int:
    return sum("Call 112." in item.outgoing.message.text for item in amina.handed)


async def test_words_of_danger_in_a_changed_message_are_answered_and_flagged():
    amina = await heard()
    assert await amina.gives(Edited(ref="77", text="he is back, he beats me")) is Receipt.DONE
    assert told(amina) == 1
    ticket = session_from_json(amina.session).talk.ticket
    assert ticket is not None
    assert ticket.danger == "violence"
    first, second, event = (each for each in amina.store.heard if "move" not in each.about)
    assert first.text == "please help"
    assert second.text == "he is back, he beats me"
    assert [words for words, _ in second.earlier] == ["he is back"]
    assert event.about == {"danger": "violence"}


async def test_a_correction_beside_words_of_danger_raises_no_second_alarm():
    amina = await heard()
    await amina.gives(Edited(ref="77", text="he beats me"))
    await amina.gives(Edited(ref="77", text="he beats me every day"))
    assert told(amina) == 1
    await amina.gives(Edited(ref="77", text="i want to die"))
    assert told(amina) == 2


async def test_of_a_message_to_merit_words_of_danger_count_and_nothing_else_does():
    amina = await heard()
    before = len(amina.handed)
    await amina.gives(Edited(ref="5", text="hello again"))
    assert len(amina.handed) == before
    await amina.gives(Edited(ref="5", text="he beats me"))
    assert told(amina) == 1
    assert words(amina)[-1] == "he beats me"


async def test_they_are_no_answer_to_the_question_that_waits():
    amina = somebody()
    await amina.says("/main")
    await amina.gives(Edited(ref="5", text="he beats me"))
    assert told(amina) == 1
    session = session_from_json(amina.session)
    assert "country" not in session.answers
    assert "Which country" in amina.last


@pytest.mark.parametrize("typed", ["he beats me", "hello"])
async def test_without_consent_advisors_read_no_changed_words(typed: str):
    amina = somebody()
    await amina.says("/main")
    await amina.gives(Edited(ref="5", text=typed))
    assert words(amina) == ([""] if "beats" in typed else [])


async def test_whom_advisors_do_not_hear_they_hear_in_danger():
    amina = await heard()
    desk = desk_of(amina)
    (kept,) = await desk.queue()
    stopped = await Blockings(desk=desk).pause(
        kept.ticket.code, ADA, Cause.INSULTS, NOW + timedelta(hours=1), NOW
    )
    assert isinstance(stopped, Ticket)
    await amina.gives(Edited(ref="77", text="he is here"))
    assert "he is here" not in words(amina)
    await amina.gives(Edited(ref="77", text="he is here, he beats me"))
    assert "he is here, he beats me" in words(amina)
    assert told(amina) == 1
