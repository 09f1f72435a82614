"""What the page of a ticket says about pausing and blocking the person, and offers to this advisor."""

from dataclasses import dataclass

from bot.core.ticket_message import Side
from bot.desk.visit import Visit
from bot.service.desk.desk import Opened
from bot.service.desk.permissions import Permission, may
from bot.service.desk.shared_words import proposal_said, stop_said


@dataclass(frozen=True, slots=True, kw_only=True)
class Abuse:
    """Sentences about what is in force and what is proposed, and what this advisor may do."""

    in_force: str = ""
    proposed: str = ""
    may_pause: bool = False
    may_propose: bool = False
    may_agree: bool = False
    may_lift: bool = False


NO_ABUSE = Abuse()


async def abuse_of(visit: Visit, opened: Opened) -> Abuse:
    """Return it for a ticket this advisor sees all of."""
    if not may(visit.advisor, Permission.ACT):
        return NO_ABUSE
    now, names = int(visit.site.now().timestamp()), await visit.names()
    blocking, me = opened.session.talk.blocking, visit.advisor.id
    stop, proposal = blocking.in_force(now), blocking.proposed(now)
    lead = may(visit.advisor, Permission.AGREE_TO_BLOCK)
    wrote = any(each.message.side is Side.PERSON for each in opened.said)
    moment, named = visit.speech.moment, lambda id_: names.get(id_) or visit.speech.word("somebody")
    mine = [each for each in (stop, proposal) if each is not None and each.by == me]
    return Abuse(
        in_force="" if stop is None else visit.speech.text(stop_said(stop, moment, named)),
        proposed=""
        if proposal is None
        else visit.speech.text(proposal_said(proposal, moment, named)),
        may_pause=wrote and stop is None and (lead or opened.kept.ticket.assignee == me),
        may_propose=wrote and proposal is None and (stop is None or not stop.agreed),
        may_agree=lead and proposal is not None and proposal.by != me,
        may_lift=(lead and bool(stop or proposal)) or any(not each.agreed for each in mine),
    )
