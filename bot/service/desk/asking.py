"""What an advisor sends by id: question cards, an answer of the FAQ, a flow, the question about machine translation.

The person reads each of them in their own language; what is kept of it are the ids.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core import phrases
from bot.core.answer import Answers
from bot.core.asides import answer_says
from bot.core.asked import as_written
from bot.core.asking_cards import card_says
from bot.core.cards_asked import Reader
from bot.core.entry import EntryId
from bot.core.flow import Action, DoStep, Flow, FlowId, Release
from bot.core.machine_asked import MACHINE, TRANSLATION, machine_question
from bot.core.question_card import QuestionCard
from bot.core.run import Run
from bot.core.sent_below import starting
from bot.core.session import Session
from bot.core.ticket import Move, Refusal, Why
from bot.core.ticket_message import Side, TicketMessage
from bot.core.turn import Say
from bot.service.desk.desk import Brings, Brought, Deed, Desk, Holds, Outcome, Signed
from bot.service.ticket_values import KeptMessage

UNKNOWN = Refusal(why=Why.NOBODY)
"""There is nothing with this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Sends by id; only who has the ticket can."""

    desk: Desk

    async def ask(self, code: str, by: Signed, cards: Sequence[str], now: datetime) -> Outcome:
        """Ask question cards, one after the other; those that wait already come first."""
        known = self.desk.library.release.cards
        wanted = tuple(dict.fromkeys(cards))
        if not wanted or not known.keys() >= set(wanted):
            return UNKNOWN

        def brings(session: Session, _number: int) -> Brought:
            before = session.talk.cards.among(known)
            after = before.with_more(wanted)
            session = replace(session, talk=replace(session.talk, cards=after))
            if before.ids:
                return Brought(session=session)
            asked = _asked(known[after.first], after.number, session, by, now)
            return Brought(session=session, says=(asked,))

        return await self._send(code, by, {"cards": list(wanted)}, now, brings)

    async def answer_with(self, code: str, by: Signed, entry: str, now: datetime) -> Outcome:
        """Send the answer of an entry of the FAQ that fits this person."""
        release, opened = self.desk.library.release, await self.desk.open(code)
        found = release.entries.get(EntryId(entry))
        if found is None or opened is None:
            return UNKNOWN
        answers = answers_of(release, opened.session, now)
        said = answer_says(found, release, answers)
        who = phrases.ADVISOR_WRITES.with_values(advisor=by.name)
        say = replace(said, paragraphs=((who,), *said.paragraphs))
        about = {"entry": entry, "place": found.variant(answers).text.place}
        return await self._send(
            code, by, about, now, lambda session, _: Brought(session=session, says=(say,))
        )

    async def suggest(self, code: str, by: Signed, flow: str, now: datetime) -> Outcome:
        """Send a button that starts a flow."""
        found = suggested(self.desk.library.release).get(FlowId(flow))
        if found is None:
            return UNKNOWN
        who = phrases.ADVISOR_SUGGESTS.with_values(advisor=by.name)
        say = Say(paragraphs=((who,),), offers=(starting(found),))
        return await self._send(
            code, by, {"flow": flow}, now, lambda session, _: Brought(session=session, says=(say,))
        )

    async def ask_about_machine(self, code: str, by: Signed, now: datetime) -> Outcome:
        """Ask the person, once, whether a machine may translate."""
        release, opened = self.desk.library.release, await self.desk.open(code)
        answers = {} if opened is None else answers_of(release, opened.session, now)
        say = machine_question(release, answers)
        if say is None:
            return UNKNOWN
        return await self._send(
            code,
            by,
            {"flow": TRANSLATION},
            now,
            lambda session, _: Brought(session=session, says=(say,)),
            holds=lambda session, said: not was_asked(session, said),
        )

    async def _send(
        self,
        code: str,
        by: Signed,
        about: dict[str, Any],
        now: datetime,
        brings: Brings,
        holds: Holds | None = None,
    ) -> Outcome:
        at = int(now.timestamp())
        message = TicketMessage(side=Side.ADVISOR, at=at, by=by.actor.id, about=about)
        deed = Deed(message=message, move=Move.ANSWER, brings=brings, holds=holds)
        return await self.desk.act(code, by, now, deed)


def was_asked(session: Session, said: Sequence[KeptMessage]) -> bool:
    """Whether the person was asked about machine translation for this ticket, or decided before."""
    asked = any(each.message.about.get("flow") == TRANSLATION for each in said)
    return asked or MACHINE in session.answers


def suggested(release: Release) -> dict[FlowId, Flow]:
    """Return the flows an advisor can suggest: those a person can start by a command, and that delete nothing."""
    started = {flow for flow, _ in release.commands.values()} - set(release.needs.values())
    return {
        id_: release.flows[id_]
        for id_ in sorted(started & release.flows.keys())
        if not _ends_something(release.flows[id_])
    }


_ENDS = frozenset({Action.ERASE, Action.RESUME, Action.WITHDRAW})


def _ends_something(flow: Flow) -> bool:
    return any(isinstance(step, DoStep) and step.action in _ENDS for step in flow.steps.values())


def answers_of(release: Release, session: Session, now: datetime) -> Answers:
    """Return everything that is known of a person and decides between the answers of an entry."""
    return Run.begin(release, session, now).answers


def _asked(card: QuestionCard, number: int, session: Session, by: Signed, now: datetime) -> Say:
    reader = Reader(spell=as_written, today=now.date(), language=session.language)
    return card_says(card, number, reader, "", phrases.ADVISOR_ASKS.with_values(advisor=by.name))
