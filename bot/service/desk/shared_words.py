"""Sentences both faces of the desk say: whose translation this is, and until when a person is not heard."""

from collections.abc import Callable, Iterator, Mapping

from bot.core.blocking import Blocking, Cause, Stop
from bot.core.text import Text, pgettext
from bot.core.ticket import AdvisorId
from bot.core.ticket_message import By

BY_MACHINE = pgettext("desk/page/by_machine", "In {language}, translated by a machine")
BY_INTERPRETER = pgettext("desk/page/by_interpreter", "In {language}, translated by an interpreter")

PAUSED_UNTIL = pgettext(
    "desk/page/abuse/paused_until",
    "Paused until {moment}. {cause} Since then nothing reaches advisors.",
)
BLOCKED_UNTIL = pgettext(
    "desk/page/abuse/blocked_until",
    "Blocked until {moment}. {cause} Proposed by {who}, agreed by {second}.",
)
PROPOSED_UNTIL = pgettext(
    "desk/page/abuse/proposed_until",
    "{who} proposes a block until {moment}. {cause} A lead who is not {who} has to agree.",
)
PAUSED = pgettext("desk/card/paused", "The person is paused until {moment}.")
BLOCKED = pgettext("desk/card/blocked", "The person is blocked until {moment}.")
"""For where nobody may read why."""

CAUSES: Mapping[Cause, Text] = {
    Cause.THREATS: pgettext("desk/page/abuse/threats", "Threats."),
    Cause.INSULTS: pgettext("desk/page/abuse/insults", "Insults."),
    Cause.SEXUAL: pgettext("desk/page/abuse/sexual", "Sexual words or pictures."),
    Cause.FLOOD: pgettext("desk/page/abuse/flood", "Very many messages in a short time."),
    Cause.OTHER: pgettext("desk/page/abuse/other", "Something else."),
}

Moment = Callable[[int], str | Text]
Named = Callable[[AdvisorId], str | Text]


def translated_by(by: By) -> Text:
    """Return what stands over a translation."""
    return BY_MACHINE if by is By.MACHINE else BY_INTERPRETER


def stops_said(blocking: Blocking, now: int, moment: Moment, named: Named) -> Iterator[Text]:
    """Say what keeps the person from writing, and what is proposed: until when, why, and who did it."""
    stop, proposal = blocking.in_force(now), blocking.proposed(now)
    if stop is not None:
        yield stop_said(stop, moment, named)
    if proposal is not None:
        yield proposal_said(proposal, moment, named)


def stop_said(stop: Stop, moment: Moment, named: Named) -> Text:
    """Say of a pause or block until when it is and why, and of a block who did it."""
    if not stop.agreed:
        return _whole(PAUSED_UNTIL, stop, moment)
    who, second = named(stop.by), named(stop.agreed)
    return _whole(BLOCKED_UNTIL, stop, moment).with_values(who=who, second=second)


def proposal_said(stop: Stop, moment: Moment, named: Named) -> Text:
    """Say of a proposed block until when it would be, why, and who proposes it."""
    return _whole(PROPOSED_UNTIL, stop, moment).with_values(who=named(stop.by))


def stop_said_briefly(blocking: Blocking, now: int, moment: Moment) -> Iterator[Text]:
    """Say until when the person is not heard, and nothing of what they did."""
    stop = blocking.in_force(now)
    if stop is not None:
        yield (BLOCKED if stop.agreed else PAUSED).with_values(moment=moment(stop.until))


def stopped_by(blocking: Blocking) -> set[AdvisorId]:
    """Return everybody these sentences may name."""
    stops = [each for each in (blocking.pause, blocking.block) if each is not None]
    return {id_ for each in stops for id_ in (each.by, each.agreed) if id_}


def _whole(text: Text, stop: Stop, moment: Moment) -> Text:
    return text.with_values(moment=moment(stop.until), cause=CAUSES[stop.cause])
