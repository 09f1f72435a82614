"""A made-up person who talks with Merit through the same use cases as everybody, and the post between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.app.demo_script import Made
from bot.app.parts import Dialogue
from bot.app.sample import sample_session
from bot.core.message import ChannelName, Command, Content, InboundMessage, Pressed, Words
from bot.core.press import DONE
from bot.core.sections import SHARED
from bot.core.session import Consent, Session, session_from_json, session_to_json
from bot.core.ticket import State, Ticket
from bot.service.buttons import press_of
from bot.service.ports import DeliveryUnit, Queued, TurnUnit
from bot.service.ticket_values import DeliveryState
from bot.store.sql_store import SqlStore

CHANNEL = ChannelName.TELEGRAM
LONGEST = 15
"""Messages after which a made-up person gives up to reach the advisors."""
BLOCKED = "blocked"
"""What the Telegram channel says of somebody who stopped the bot."""
GOES_ON = ("new", "yes", "done", str(DONE))
"""Buttons that lead on, whatever they are of."""
SENT = frozenset(State) - {State.REQUESTED, State.CLOSED}


class DemoError(Exception):
    """The content is not as the made-up conversations need it; the message says where."""


@dataclass(slots=True)
class MovingClock:
    """The time of the made-up conversations."""

    at: datetime

    def now(self) -> datetime:
        """Return it."""
        return self.at

    def later(self, minutes: int) -> None:
        """Let time go by."""
        self.at += timedelta(minutes=minutes)


@dataclass(slots=True, kw_only=True)
class Post:
    """Brings messages to made-up people, at once; to those in `gone` nothing comes through."""

    store: SqlStore
    gone: set[str] = field(default_factory=set)
    last: dict[str, Queued] = field(default_factory=dict)
    """What came last to each address and had buttons."""
    _waiting: list[Queued] = field(default_factory=list)

    def hand(self, queued: Sequence[Queued]) -> None:
        """Take over messages that are durable."""
        self._waiting.extend(queued)

    async def deliver(self) -> None:
        """Let all of them arrive, or not."""
        waiting, self._waiting = self._waiting, []
        for item in waiting:
            await self.store.commit(self._delivered(item))
            if item.outgoing.message.rows and item.address not in self.gone:
                self.last[item.address] = item

    def _delivered(self, item: Queued) -> DeliveryUnit:
        number = item.outgoing.sequence
        if item.address not in self.gone:
            refs = ((number, f"demo-{number}"),) if item.outgoing.message.recalled else ()
            return DeliveryUnit(person_id=item.person_id, sent=(number,), refs=refs)
        return DeliveryUnit(
            person_id=item.person_id,
            sequence=number,
            state=DeliveryState.BLOCKED,
            reason=BLOCKED,
            reachable=False,
        )


@dataclass(slots=True, kw_only=True)
class Teller:
    """One made-up person."""

    made: Made
    talk: Dialogue
    store: SqlStore
    post: Post
    clock: MovingClock
    _updates: int = 0

    @property
    def address(self) -> str:
        """Where the channel would reach them: no chat of Telegram's has such a name."""
        return f"demo-{self.made.id}"

    async def begins(self) -> None:
        """Let Merit know what they told before, with consent."""
        library, now, language = self.talk.library, self.clock.now(), self.made.language
        session = Session(language=language)
        if self.made.profile:
            session = sample_session(library, self.made.profile, language, "nl", now)
        answers = {**session.answers, **self.made.answers}
        if self.made.shared:
            answers[SHARED] = self.made.shared
        consent = Consent(given=True, text="", language=language, at=now.isoformat())
        session = replace(session, answers=answers, consent=consent)
        person = self.store.fresh(CHANNEL, self.address)
        unit = TurnUnit(person=person, session=session_to_json(session), sequence=0, at=now)
        await self.store.commit(unit)

    async def asks(self) -> Ticket:
        """Bring the message to the advisors, or words of danger, and return the ticket."""
        if self.made.danger:
            await self.says(self.made.danger)
            return await self.ticket()
        await self._does(Command(name="human"))
        for _ in range(LONGEST):
            session = await self._session()
            if session.talk.ticket is not None and session.talk.ticket.state in SENT:
                return session.talk.ticket
            token = self._button(self.made.topic, *GOES_ON)
            await self._does(Pressed(token=token) if token else Words(text=self.made.words))
        raise DemoError(
            f"The made-up person '{self.made.id}' did not reach the advisors by /human."
        )

    async def says(self, words: str) -> None:
        """Write something."""
        await self._does(Words(text=words))

    async def presses(self, choice: str) -> None:
        """Press a button of the last message that had any."""
        token = self._button(choice)
        if not token:
            raise DemoError(f"The made-up person '{self.made.id}' sees no button '{choice}'.")
        await self._does(Pressed(token=token))

    async def ticket(self) -> Ticket:
        """Return their ticket as it is now."""
        ticket = (await self._session()).talk.ticket
        if ticket is None:
            raise DemoError(f"The words of the made-up person '{self.made.id}' opened no ticket.")
        return ticket

    async def _does(self, content: Content) -> None:
        self._updates += 1
        self.post.last.pop(self.address, None)
        await self.talk.receiver.receive(
            InboundMessage(
                channel=CHANNEL,
                address=self.address,
                update_id=f"demo-{self._updates}",
                content=content,
                language_hint=self.made.language,
            )
        )
        await self.post.deliver()

    def _button(self, *choices: str) -> str:
        """Return the token of the first of these choices that can be pressed, or nothing."""
        item = self.post.last.get(self.address)
        rows = () if item is None else item.outgoing.message.rows
        found: dict[str, str] = {}
        for button in (each for row in rows for each in row):
            assert item is not None  # noqa: S101 - it has buttons
            press = press_of(button.token, item.person_id, self.store.sealer)
            if press is not None:
                found.setdefault(press.choice, button.token)
        return next((found[choice] for choice in choices if choice in found), "")

    async def _session(self) -> Session:
        person = await self.store.load(CHANNEL, self.address)
        assert person is not None  # noqa: S101 - stored by `begins`
        assert person.session is not None  # noqa: S101 - stored by `begins`
        return session_from_json(person.session)
