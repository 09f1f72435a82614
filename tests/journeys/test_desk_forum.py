"""A person and two advisors at Telegram, with Merit as its own process: from the first word to the last."""

import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot import clock
from bot.app.parts import opened
from bot.core import phrases
from bot.core.render import without_bidi_controls
from bot.service.desk.advisor import DeskRole
from bot.settings import read_settings
from bot.telegram import desk_post_words, desk_words
from bot.testing import BotApi, Group, Person, ShownMessage
from tests.journeys.conftest import Label
from tests.journeys.merit import Merit
from tests.journeys.test_telegram import plain, taps
from tests.office import Office

pytestmark = pytest.mark.slow  # Merit starts as a process of its own in each

PATIENCE = 100.0
"""Seconds: the group is written to no faster than Telegram allows."""


@dataclass(slots=True, kw_only=True)
class Desk:
    """The advisors' group of a running Merit."""

    api: BotApi
    merit: Merit
    group: Group
    ada: Person
    bo: Person

    async def sees(self, *parts: str) -> ShownMessage:
        """Wait for a message of the group that reads like this now."""

        def look() -> ShownMessage | None:
            fitting = (each for each in self.group.chat if all(p in shown(each) for p in parts))
            return next(fitting, None)

        found = await self.group.place.pulse.until(look, PATIENCE)
        said = [shown(each) for each in self.group.chat]
        assert found is not None, (parts, said, self.merit.said[-20:])
        return found

    async def topic(self, code: str) -> int:
        """The topic of a ticket, once its card is there."""
        return (await self.sees(code, "Writes in")).topic or 0


def shown(message: ShownMessage) -> str:
    return without_bidi_controls(message.text)


@pytest_asyncio.fixture
async def desk(api: BotApi, tmp_path: Path) -> AsyncIterator[Desk]:
    """Merit with a group of two advisors, whose accounts were made before."""
    data, group = tmp_path / "data", api.group("Advisors")
    people = {name: api.person(name) for name in ("Ada", "Bo")}
    async with opened(read_settings({"MERIT_DATA": str(data)})) as parts:
        office = Office(store=parts.store, at=clock.now())
        for name, person in people.items():
            role = DeskRole.LEAD if name == "Bo" else DeskRole.ADVISOR
            known = await office.employed(role, name)
            await office.linked(known, str(person.user.id))
    merit = Merit.at(
        data,
        TELEGRAM_TOKEN=api.token,
        TELEGRAM_API=api.url,
        MERIT_DESK_GROUP=str(group.chat_id),
        MERIT_DESK_URL="https://merit.example.org/desk",
    )
    ada, bo = [await group.joins(person) for person in people.values()]
    await merit.starts()
    yield Desk(api=api, merit=merit, group=group, ada=ada, bo=bo)
    await merit.stops()
    assert "Traceback" not in "\n".join(merit.said)


async def hears(person: Person, *parts: str) -> ShownMessage:
    """Wait for what Merit says to a person."""
    return await person.sees(*parts, timeout=PATIENCE)


async def asks(person: Person, words: Label, message: str) -> str:
    """Somebody brings a message to the advisors; return the code of their ticket."""
    await person.says("/human")
    await hears(person, words("en", "human/topic/ask"))
    await taps(person, "💼 " + words("en", "human/topic/choices/work"))
    await hears(person, words("en", "consent/ask/ask"))
    await taps(person, words("en", "consent/ask/choices/yes"))
    await hears(person, "Please write your message now")
    await person.says(message)
    await hears(person, "This is what the advisors will see")
    await taps(person, words("en", "ui/right"))
    sent = plain((await hears(person, "Your message is with the advisors")).text)
    return sent.partition("It is called ")[2][:5]


async def race(api: BotApi, desk: Desk, code: str) -> tuple[Person, Person]:
    """Two press at once; return who has the ticket, and who was told that somebody else does."""
    pressed = {await each.taps("Take it"): each for each in (desk.ada, desk.bo)}
    await desk.sees(code, "has it")

    def answered() -> dict[str, Person] | None:
        found = {
            query.answer.text: who
            for id_, who in pressed.items()
            if (query := api.bot.queries[id_]).answer is not None
        }
        return found if len(found) == len(pressed) else None

    said = await desk.group.place.pulse.until(answered, PATIENCE)
    assert said is not None
    return said["Done."], said["Another advisor was faster and has it."]


async def closed_and_opened_again(
    amina: Person, desk: Desk, winner: Person, code: str, words: Label
) -> None:
    """The advisor closes with a reason, and the person goes on with the same ticket."""
    await winner.taps("Close")
    await desk.sees(desk_words.WHY_CLOSE.source.format(code=code))
    await winner.taps("Answered")
    await desk.sees(f"✅ {code}")
    await hears(amina, plain(phrases.TICKET_CLOSED.source).partition("{")[0])
    await amina.says("/human")
    await hears(amina, "Is it about the same?")
    await taps(amina, words("en", "human/same/choices/same"))
    await hears(amina, "Please write now what you want to add")
    await amina.says("One more thing.")
    await desk.sees(desk_words.FROM_PERSON.source, "One more thing.")
    await desk.sees(f"🆕 {code}")
    assert len(desk.group.topics) == 1


async def test_a_question_is_asked_taken_answered_changed_closed_and_asked_again(
    api: BotApi, desk: Desk, words: Label
) -> None:
    amina = api.person("Amina")
    code = await asks(amina, words, "May I work while I wait?")
    topic = await desk.topic(code)
    question = await desk.sees(desk_words.FROM_PERSON.source, "May I work while I wait?")

    winner, loser = await race(api, desk, code)
    await hears(amina, code)

    # A note stays inside, an answer goes out.
    await loser.says("She may, after six months.", topic=topic)
    await desk.sees(desk_words.WAS_A_NOTE.source)
    answer = await winner.says("Yes, after six months.", topic=topic, reply_to=question)
    read = await hears(amina, "Yes, after six months.")
    assert not [each for each in amina.chat if "She may" in each.text]

    # Both sides change what they wrote.
    reply = await amina.says("Thank you, from June?")
    await desk.sees(desk_words.FROM_PERSON.source, "Thank you, from June?")
    await amina.edits(reply, "Thank you, from July?")
    await desk.sees("from July?")
    await winner.edits(answer, "Yes, after five months.")
    changed = await hears(amina, "Yes, after five months.")
    assert changed.id == read.id

    await closed_and_opened_again(amina, desk, winner, code, words)


async def test_what_does_not_arrive_and_what_is_deleted_is_seen_in_the_group(
    api: BotApi, desk: Desk, words: Label
) -> None:
    omar = api.person("Omar")
    code = await asks(omar, words, "Where is the office?")
    topic = await desk.topic(code)
    await desk.sees("Where is the office?")
    await desk.ada.taps("Take it")
    await desk.sees(code, "Ada has it")
    await omar.blocks()
    await desk.ada.says("/r Rue Haute 7", topic=topic)
    await desk.sees(desk_post_words.WAITS.source.partition("{")[0][:20])
    await omar.unblocks()
    await hears(omar, "Rue Haute 7")

    # Somebody deletes the topic: it is made again, with card and words.
    await desk.group.deletes_topic(desk.group.topics[topic])
    await omar.says("I found it.")
    again = await desk.sees(desk_words.FROM_PERSON.source, "I found it.")
    assert again.topic != topic
    assert (await desk.sees("Where is the office?")).topic == again.topic

    # The person deletes everything: nothing is left in the group.
    await omar.says("/delete")
    await hears(omar, words("en", "delete/sure/choose").partition("\n")[0])
    await taps(omar, words("en", "delete/sure/choices/yes"))
    await hears(omar, "Everything we kept about you is deleted")
    gone = await desk.group.place.pulse.until(lambda: not desk.group.topics or None, PATIENCE)
    assert gone, desk.group.topics
    left = await desk.group.place.pulse.until(
        lambda: not [each for each in desk.group.chat if code in shown(each)] or None, PATIENCE
    )
    assert left, [shown(each) for each in desk.group.chat]


async def test_what_happens_while_merit_is_down_is_made_up_for_and_nothing_twice(
    api: BotApi, desk: Desk, words: Label
) -> None:
    samira = api.person("Samira")
    code = await asks(samira, words, "Can you call me?")
    topic = await desk.topic(code)
    await desk.sees("Can you call me?")
    await desk.ada.taps("Take it")
    await desk.sees(code, "Ada has it")
    await desk.merit.stops(signal.SIGKILL)
    await samira.says("It is about my rent.")
    await desk.ada.says("/r I call you today.", topic=topic)
    await desk.ada.says("Her number is in the letter.", topic=topic)
    desk.merit.said.clear()
    await desk.merit.starts()
    await hears(samira, "I call you today.")
    await desk.sees(desk_words.FROM_PERSON.source, "It is about my rent.")
    await desk.sees(desk_words.WAS_A_NOTE.source)
    await desk.merit.stops()
    desk.merit.said.clear()
    await desk.merit.starts()
    await desk.ada.says("/r And tomorrow.", topic=topic)
    await hears(samira, "And tomorrow.")
    assert len([each for each in samira.chat if "I call you today." in each.text]) == 1
    for part in ("It is about my rent.", "I call you today.", "Her number is in the letter."):
        assert len([each for each in desk.group.in_topic(topic) if part in each.text]) == 1


async def test_an_advisor_comes_to_the_desk_by_a_link_and_nobody_else_does(
    api: BotApi, desk: Desk
) -> None:
    private = api.chat(desk.ada.user.id)
    seat = Person(world=api.world, bot=api.bot, user=desk.ada.user, place=private)
    await seat.says("/desk")
    link = await hears(seat, "https://merit.example.org/desk/enter?link=")
    assert desk_words.LINK.source not in link.text, "Ada reads Dutch first"
    eve = api.person("Eve")
    await eve.says("/desk")
    unknown = "I do not know this command"
    await hears(eve, unknown)
    await eve.says("/nonsense")
    await hears(eve, unknown)
