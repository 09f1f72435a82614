"""One inbound message becomes one durable turn: load, decide, render, commit, hand over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.clock import monotonic
from bot.core import phrases
from bot.core.engine import Input
from bot.core.event import DataRequested
from bot.core.flow import Release
from bot.core.interrupt import may_ask
from bot.core.language import SOURCE_LANGUAGE
from bot.core.message import (
    ChannelName,
    Command,
    Content,
    InboundMessage,
    OutboundMessage,
    Pressed,
    Reachability,
    Shared,
    Unsupported,
    Upload,
    Words,
)
from bot.core.moving import answered
from bot.core.run import Run
from bot.core.sending import wanted, wants_profile
from bot.core.session import Session, remembering, session_from_json
from bot.core.terms import term_asked
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
    words_of,
)
from bot.service.conflicts import despite_conflicts
from bot.service.documents import Made
from bot.service.drafts import (
    COMMAND,
    Drafts,
    Invitations,
    NoInvitations,
    kept_session,
    marked,
)
from bot.service.files import taken, taking
from bot.service.lanes import Lanes
from bot.service.library import Library
from bot.service.mydata import data_file, data_says
from bot.service.papers import NO_PAPERS, Papers
from bot.service.ports import (
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

Heard = Words | Pressed | Command | Shared | Upload | Unsupported
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
        if _stays_deleted(person, inbound.content):
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
        await self._learn(turn)
        return await self._done(turn, code)

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
        turn = answered(release, session, given, now=now, spell=spell)
        return turn, await self._composed(person, turn, library, content, files), None

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
        if DataRequested() in turn.events:
            exported = await self.store.export(person.id)
            release = taking(library.release, self.files, person.channel)
            says = [data_says(turn.session, release)]
            messages += self._words(says, person, turn.session, library, None)
            messages.append(replace(messages[-1], text="", attachment=data_file(exported)))
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
            case Upload():
                run = Run.begin(release, session, self.now())
                if self.files is not None and wants_profile(run) and wanted(run, content):
                    given = await self.papers.taken_over(self.files, person.channel, content)
                    return given, ()
                return await taken(self.files, person.channel, content, run)
            case Words():
                return await self._looked_up(session, content, release), ()
            case _:
                return content, ()

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
        self.hand(waiting)

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


def _stays_deleted(person: Person, content: Content) -> bool:
    """Whether this is only the echo of a deletion: a second tap, or the person blocking the bot afterwards.

    Nobody is stored for it, so whoever deleted everything stays deleted until they write again.
    """
    unknown = person.version == 0 or person.closing
    return unknown and isinstance(content, Pressed | Reachability)
