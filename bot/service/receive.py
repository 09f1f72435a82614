"""One inbound message becomes one durable turn: load, decide, render, commit, hand over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import randbelow

from bot.clock import monotonic
from bot.core import phrases
from bot.core.engine import Input
from bot.core.event import DataRequested, WaitAsked
from bot.core.flow import Release
from bot.core.interrupt import may_ask
from bot.core.language import SOURCE_LANGUAGE
from bot.core.message import (
    ChannelName,
    Command,
    Edited,
    InboundMessage,
    OutboundMessage,
    PersonId,
    Pressed,
    Reachability,
    Shared,
    Unsupported,
    Upload,
    Words,
)
from bot.core.moving import answered
from bot.core.passing_media import Sending, is_for_advisors
from bot.core.run import Run
from bot.core.sending import wanted, wants_profile
from bot.core.session import Session, remembering, session_from_json
from bot.core.terms import term_asked
from bot.core.ticket import Ticket
from bot.core.ticket_code import CODES, code_of
from bot.core.turn import Say, Turn
from bot.logs import logger
from bot.metrics import FAILED_TURNS, TURN_SECONDS, events, updates
from bot.service.bells import Bells
from bot.service.buttons import press_of
from bot.service.compose import (
    Composed,
    compose_erasure,
    compose_turn,
    first_language,
    is_erasure,
    pressed_on,
    speller,
    stays_deleted,
    words_of,
)
from bot.service.conflicts import despite_conflicts
from bot.service.desk.counting import Counting
from bot.service.desk.outlooks import Outlooks
from bot.service.documents import Made
from bot.service.drafts import (
    COMMAND,
    Drafts,
    Invitations,
    NoInvitations,
    kept_session,
    marked,
    real_session,
)
from bot.service.files import taken, taking
from bot.service.lanes import Lanes
from bot.service.library import Library
from bot.service.mydata import data_file, data_says
from bot.service.originals import originals
from bot.service.papers import NO_PAPERS, Papers
from bot.service.ports import (
    EraseUnit,
    Files,
    KeptFile,
    Person,
    QuarantineUnit,
    Queued,
    Receipt,
    Sealer,
    Store,
    StoreError,
    TurnUnit,
)
from bot.service.questions import Questions, kept_questions
from bot.service.search import NoSearch, Search
from bot.service.ticket_edits import after_edit, alarms_now, what_it_was, with_edit
from bot.service.ticket_media import passed_on
from bot.service.ticket_values import TicketChange

Heard = Words | Pressed | Command | Shared | Upload | Unsupported | Edited
"""What a person can say to the dialogue."""

OTHERS = "Other programs keep changing this person's conversation; send the message again later."


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The way in (`Intake`): what `receive` returned for is durable and will be answered, whatever happens next.

    `hand` takes the messages of a turn once it is durable; `now` reads the clock. Without `files` none are taken.
    """

    store: Store
    library: Library
    sealer: Sealer
    bells: Bells
    lanes: Lanes
    hand: Callable[[Sequence[Queued]], None]
    now: Callable[[], datetime]
    files: Files | None = None
    invitations: Invitations = field(default_factory=NoInvitations)
    search: Search = field(default_factory=NoSearch)
    questions: Questions | None = None
    papers: Papers = NO_PAPERS
    outlooks: Outlooks | None = None
    counting: Counting | None = None
    in_topics: Callable[[Ticket], bool] = field(default=lambda _ticket: True)
    """Says whether advisors see in a topic what only Telegram has of a ticket: a voice message, a video."""
    changed: Callable[[Ticket | None], None] = field(default=lambda _ticket: None)
    """Is told of a ticket the person changed, after it is durable; of none when everything of somebody was deleted."""

    async def receive(self, inbound: InboundMessage) -> Receipt:
        """Handle one message in its person's lane."""
        began = monotonic()
        lane = (inbound.channel, inbound.address)
        receipt = await self.lanes.run(lane, lambda: self._patiently(inbound))
        TURN_SECONDS.observe(monotonic() - began)
        updates(inbound.channel, receipt).inc()
        return receipt

    async def quarantine(
        self, channel: ChannelName, update_id: str, body: bytes, reason: str
    ) -> None:
        """Put away an update that cannot be read; it is never tried again by itself."""
        unit = QuarantineUnit(
            channel=channel, update_id=update_id, body=body, reason=reason, at=self.now()
        )
        await self._quarantine(unit)

    async def _quarantine(self, unit: QuarantineUnit) -> None:
        await self.store.commit(unit)
        FAILED_TURNS.inc()
        logger.warning("update_quarantined", channel=unit.channel, reason=unit.reason)

    async def _patiently(self, inbound: InboundMessage) -> Receipt:
        return await despite_conflicts(lambda: self._once(inbound), OTHERS)

    async def _once(self, inbound: InboundMessage) -> Receipt:
        person = await self.store.load(inbound.channel, inbound.address)
        if person is None:
            person = self.store.fresh(inbound.channel, inbound.address)
        if stays_deleted(person, inbound.content):
            return Receipt.DONE
        session = self._session(person, inbound)
        if inbound.update_id in session.seen:
            return Receipt.DUPLICATE
        session = replace(session, seen=remembering(session.seen, inbound.update_id))
        content = inbound.content
        if isinstance(content, Reachability):
            await self._reachability(person, session, reachable=content.reachable)
            return Receipt.DONE
        try:
            turn, composed, code = await self._compose(person, session, content)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever one turn does, it is put away and must not stop others
            await self._fail(person, session, inbound, error)
            return Receipt.QUARANTINED
        await self._commit(person, composed)
        await self._count(person, turn, composed)
        await self._learn(turn)
        return await self._done(turn, code)

    async def _count(self, person: Person, turn: Turn, composed: Composed) -> None:
        """Count what became of the person's ticket, where that is counted."""
        if self.counting is not None:
            done = composed.unit.ticket if isinstance(composed.unit, TurnUnit) else None
            await self.counting.turned(person, turn, done, self.now())

    async def _learn(self, turn: Turn) -> None:
        """Keep the questions somebody left for the editors; one that is lost is not worth a failed turn."""
        if self.questions is None or turn.session.draft:
            return
        for question in kept_questions(turn.events, self.now().date()):
            try:
                await self.questions.keep(question)
            except StoreError as error:
                logger.warning("question_not_kept", error=type(error).__name__)

    async def _done(self, turn: Turn, code: bytes | None) -> Receipt:
        """Use an invitation up and count what happened; what a tester does is not counted."""
        if code is not None:
            await self.invitations.spend(code)
        if turn.session.draft:
            return Receipt.TESTED
        for event in turn.events:
            events(type(event).__name__).inc()
        return Receipt.DONE

    def _session(self, person: Person, inbound: InboundMessage) -> Session:
        if person.session is not None:
            return session_from_json(person.session)
        return Session(language=first_language(inbound.language_hint, self.library))

    async def _compose(
        self, person: Person, session: Session, content: Heard
    ) -> tuple[Turn, Composed, bytes | None]:
        """Return the turn, what is to be stored of it, and the invitation it uses up."""
        now = self.now()
        if isinstance(content, Edited):
            return await self._edited(person, session, content, now)
        if isinstance(content, Command) and content.name == COMMAND:
            drafts = Drafts(invitations=self.invitations, sealer=self.sealer, files=self.files)
            tried = await drafts.tried(person, session, content, self.library, now)
            library = self.library.edition(draft=tried.turn.session.draft)
            composed = await self._composed(person, tried.turn, library, content, ())
            return tried.turn, composed, tried.code
        # One edition for the whole turn: another one may come into force while the store is asked.
        library = self.library.edition(draft=session.draft)
        release = self._able(taking(library.release, self.files, person.channel))
        given, files = await self._given(person, session, content, release)
        spell = speller(library, session.language, *session.spoken)
        turn = answered(release, session, given, now=now, spell=spell, code=_new_code())
        return turn, await self._composed(person, turn, library, content, files), None

    async def _edited(
        self, person: Person, session: Session, content: Edited, now: datetime
    ) -> tuple[Turn, Composed, None]:
        was = await what_it_was(self.store, person, session, content)
        library, turn = self.library.edition(draft=session.draft), Turn(session=session)
        if alarms_now(library.release.alarms, content, was):
            turn = answered(library.release, session, content, now=now, code=_new_code())
        turn = after_edit(turn, was, now)
        composed = await self._composed(person, turn, library, content, ())
        return turn, with_edit(composed, turn, content, was, now), None

    async def _composed(
        self,
        person: Person,
        turn: Turn,
        library: Library,
        content: Heard,
        files: tuple[KeptFile, ...],
    ) -> Composed:
        now = self.now()
        if is_erasure(turn):
            return compose_erasure(person, turn, library, fresh=self.store.fresh, now=now)
        messages = self._words(turn.says, person, turn.session, library, pressed_on(content))
        # What was asked for comes before the question that waits, so that its buttons stay at the end.
        place = len(messages) - 1 if messages and messages[-1].rows else len(messages)
        messages[place:place] = await self._handed_out(person, turn, library)
        return compose_turn(person, turn, messages, content=content, now=now, files=files)

    async def _handed_out(
        self, person: Person, turn: Turn, library: Library
    ) -> list[OutboundMessage]:
        """Return what the person asked for: all that is kept about them, or their profile."""
        messages: list[OutboundMessage] = []
        if WaitAsked() in turn.events and self.outlooks is not None:
            says = await self.outlooks.says(turn.session, self.now())
            messages += self._words(says, person, turn.session, library, None)
        if DataRequested() in turn.events:
            exported = await self.store.export(person.id)
            release = taking(library.release, self.files, person.channel)
            data = [data_says(turn.session, release)]
            messages += self._words(data, person, turn.session, library, None)
            messages.append(replace(messages[-1], text="", attachment=data_file(exported)))
        shown = await originals(self.store, person, turn, library.release)
        messages += self._words(shown, person, turn.session, library, None)
        for made in await self.papers.asked_for(person, turn, library, self.now()):
            said = made.says if isinstance(made, Made) else (made,)
            (message,) = self._words([Say(paragraphs=(said,))], person, turn.session, library, None)
            file = made.file if isinstance(made, Made) else None
            messages.append(replace(message, attachment=file))
        return messages

    def _words(
        self,
        says: Iterable[Say],
        person: Person,
        session: Session,
        library: Library,
        on: str | None,
    ) -> list[OutboundMessage]:
        said = marked(says, session)
        return words_of(said, person, session.language, library, self.sealer, on=on)

    async def _given(
        self, person: Person, session: Session, content: Heard, release: Release
    ) -> tuple[Input, tuple[KeptFile, ...]]:
        """Return what the person did, and the file they sent if one was asked for."""
        match content:
            case Pressed(token=token):
                return press_of(token, person.id, self.sealer), ()
            case Upload() | Unsupported() | Shared():
                return await self._sent(person, session, content, release)
            case Words():
                return await self._looked_up(session, content, release), ()
            case _:
                return content, ()

    async def _sent(
        self, person: Person, session: Session, content: Sending, release: Release
    ) -> tuple[Input, tuple[KeptFile, ...]]:
        """Return what the person sent for whom it is: for their advisors, for the question that waits, for nobody."""
        run = Run.begin(release, session, self.now())
        ticket = session.talk.live
        if ticket is not None and is_for_advisors(run, content):
            topics = self.in_topics(ticket)
            return await passed_on(self.files, person.channel, content, run, topics=topics)
        if not isinstance(content, Upload):
            return content, ()
        if self.files is not None and wants_profile(run) and wanted(run, content):
            return await self.papers.taken_over(self.files, person.channel, content), ()
        return await taken(self.files, person.channel, content, run)

    def _able(self, release: Release) -> Release:
        """Return the release as it is where questions can, or cannot, be left for the editors."""
        return replace(release, learns=True) if self.questions is not None else release

    async def _looked_up(self, session: Session, content: Words, release: Release) -> Words:
        """Return the words with what the search says about them, where it could matter."""
        run = Run.begin(release, session, self.now())
        kind = term_asked(run)
        if kind is not None:
            languages = (session.language, *session.spoken, SOURCE_LANGUAGE)
            content = await self.papers.named(content, kind, languages)
        if not may_ask(run, content.text):
            return content
        found = await self.search.find(release.id, content.text, session.language)
        return replace(content, found=found)

    async def _commit(self, person: Person, composed: Composed) -> None:
        waiting = () if person.reachable else await self.store.requeue_blocked(person.id)
        await self.store.commit(composed.unit)
        match composed.unit:
            case TurnUnit(ticket=TicketChange(ticket=ticket)):
                self.changed(ticket)
            case EraseUnit():
                self.changed(None)
            case _:
                pass
        self.hand((*waiting, *composed.queued))
        self.bells.ring((person.channel, person.address), composed.farewell)

    async def _reachability(self, person: Person, session: Session, *, reachable: bool) -> None:
        unit = TurnUnit(
            person=person,
            session=kept_session(person, session),
            sequence=person.sequence,
            at=self.now(),
            reachable=reachable,
        )
        # Before the commit: if it fails, the update comes again and so does this.
        waiting = await self.store.requeue_blocked(person.id) if reachable else ()
        await self.store.commit(unit)
        if session.talk.ticket is not None:
            self.changed(session.talk.ticket)
        self.hand(waiting)

    async def delivery_changed(self, person_id: PersonId) -> None:
        """Tell the faces of the desk that messages to somebody arrived, or did not."""
        person = await self.store.person(person_id)
        session = None if person is None else real_session(person)
        if session is not None and session.talk.ticket is not None:
            self.changed(session.talk.ticket)

    async def _fail(
        self, person: Person, session: Session, inbound: InboundMessage, error: Exception
    ) -> None:
        """Keep the message sealed, tell the person, and go on with everybody else."""
        logger.error(
            "turn_failed", person=person.id, error=type(error).__name__, channel=inbound.channel
        )
        await self._quarantine(
            QuarantineUnit(
                channel=inbound.channel,
                update_id=inbound.update_id,
                body=repr(inbound).encode("utf-8", "replace"),
                reason=type(error).__name__,
                at=self.now(),
                person_id=person.id,
            )
        )
        failed = Say(paragraphs=((phrases.FAILED,),))
        messages = self._words([failed], person, session, self.library, None)
        turn = Turn(session=session)
        await self._commit(
            person, compose_turn(person, turn, messages, content=inbound.content, now=self.now())
        )


def _new_code() -> str:
    return code_of(randbelow(CODES))
