"""The desk of a running Merit: what advisors do, and what time itself does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot import clock
from bot.almanac import public_holidays, regions
from bot.app.parts import Dialogue, Parts
from bot.core.desk_clock import Due
from bot.core.message import ChannelName
from bot.core.ticket import Ticket
from bot.scrub.scrubber import Scrubber
from bot.service.desk.clock import DeskClock
from bot.service.desk.desk import Desk
from bot.service.desk.sending_files import SendingFiles
from bot.service.desk.teams import rota
from bot.service.ports import Person, Queued
from bot.store.teams import SqlTeams


@dataclass(slots=True)
class DeskSide:
    """The one use case and its clock. What shows tickets joins `Dialogue.faces`, what reminds advisors `reminders`."""

    desk: Desk
    teams: SqlTeams
    clock: DeskClock
    sending: SendingFiles
    reminders: list[Callable[[Ticket, Due], None]] = field(default_factory=list)


def desk_side(parts: Parts, talk: Dialogue) -> DeskSide:
    """Return the desk of a dialogue."""
    reminders: list[Callable[[Ticket, Due], None]] = []
    receiver = talk.receiver

    def reminds(ticket: Ticket, what: Due) -> None:
        for each in reminders:
            each(ticket, what)

    teams, desk = SqlTeams(store=parts.store, regions=regions()), _desk(parts, talk)
    looks_after = DeskClock(
        store=parts.store,
        library=talk.library,
        sealer=parts.sealer,
        now=clock.now,
        sent=desk.sent,
        rota=lambda: rota(teams, public_holidays, clock.now()),
        changed=receiver.changed,
        reminds=reminds,
        takes=desk.takes,
        counting=receiver.counting,
    )
    talk.faces.append(lambda _ticket: looks_after.bell.set())
    cleaning = receiver.files if isinstance(receiver.files, Scrubber) else None
    sending = SendingFiles(desk=desk, cleaning=cleaning)
    return DeskSide(desk=desk, teams=teams, clock=looks_after, sending=sending, reminders=reminders)


def _desk(parts: Parts, talk: Dialogue) -> Desk:
    """Return the use case; what it sends goes out as what the dialogue says does."""
    receiver = talk.receiver

    def sent(person: Person, queued: Sequence[Queued]) -> None:
        receiver.hand(queued)
        receiver.bells.ring((person.channel, person.address))

    def takes(channel: ChannelName) -> bool:
        return receiver.files is not None and receiver.files.takes(channel)

    return Desk(
        store=parts.store,
        library=talk.library,
        sealer=parts.sealer,
        sent=sent,
        changed=receiver.changed,
        takes=takes,
        counting=receiver.counting,
    )
