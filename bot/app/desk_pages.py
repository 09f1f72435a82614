"""The web desk of a running Merit: its pages wired to the use cases."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import clock
from bot.almanac import named_holidays, public_holidays, regions
from bot.app.desk import DeskSide
from bot.app.parts import Dialogue, Parts
from bot.core.desk_clock import overdue
from bot.core.team import Team
from bot.desk.attached import Forms
from bot.desk.planning import Planning
from bot.desk.site import DeskSite
from bot.factors.passkeys import WebAuthnJudge
from bot.factors.totp import AppCodes
from bot.scrub.scrubber import MEGABYTE
from bot.service.advising import Advising
from bot.service.desk.entering import Entering
from bot.service.desk.factors import Factors
from bot.service.desk.news import News
from bot.service.desk.own_account import OwnAccount
from bot.service.desk.recalling import Recalling
from bot.service.desk.sessions import Sessions
from bot.service.desk.staff import Staff
from bot.service.desk.teams import Rota, rota
from bot.service.ticket_values import KeptTicket
from bot.service.translation import NoTranslator, Translator
from bot.store.advisors import SqlAccounts
from bot.store.audit import SqlAudit
from bot.store.desk_counts import SqlDeskCounts

FRESH = timedelta(seconds=10)
"""How long teams are not read again."""


class Promises:
    """The teams and what they promise, as they were at most `FRESH` ago."""

    def __init__(self, side: DeskSide) -> None:
        self._side = side
        self._rota = Rota()
        self._read: datetime | None = None

    async def teams(self) -> Sequence[Team]:
        """Return the teams."""
        now = clock.now()
        if self._read is None or now - self._read >= FRESH:
            self._rota = await rota(self._side.teams, public_holidays, now)
            self._read = now
        return self._rota.teams

    def changed(self) -> None:
        """Read the teams anew next time, and look at every ticket that is due now."""
        self._read = None
        self._side.clock.bell.set()

    def overdue(self, kept: KeptTicket) -> bool:
        """Whether the time its team promised is over."""
        hours, promise = self._rota.hours(kept.ticket)
        return overdue(kept.ticket, hours, promise, clock.now())


def desk_site(
    parts: Parts, talk: Dialogue, side: DeskSide, machine: Translator | None = None
) -> DeskSite:
    """Return what the pages of the desk need; open pages hear of every ticket that changes."""
    accounts, sealer, now = SqlAccounts(store=parts.store), parts.sealer, clock.now
    sessions = Sessions(accounts=accounts, sealer=sealer, now=now)
    codes, judge, news, promises = AppCodes(), WebAuthnJudge(), News(), Promises(side)
    talk.faces.append(news.publish)
    return DeskSite(
        desk=side.desk,
        recalling=Recalling(desk=side.desk, periods=side.teams.periods),
        entering=Entering(
            accounts=accounts, sessions=sessions, sealer=sealer, codes=codes, judge=judge, now=now
        ),
        factors=Factors(
            accounts=accounts, sessions=sessions, sealer=sealer, codes=codes, judge=judge, now=now
        ),
        own=OwnAccount(accounts=accounts, sealer=sealer, now=now),
        sessions=sessions,
        staff=Staff(accounts=accounts, now=now),
        audit=SqlAudit(store=parts.store),
        news=news,
        library=talk.library,
        now=now,
        address=parts.settings.desk_address,
        planning=_planning(parts, side, promises),
        teams=promises.teams,
        overdue=promises.overdue,
        translator=machine or NoTranslator(),
        advising=_advising(parts, talk),
        sending=side.sending if side.sending.megabytes else None,
        forms=Forms(side.sending.megabytes * MEGABYTE) if side.sending.megabytes else None,
    )


def _planning(parts: Parts, side: DeskSide, promises: Promises) -> Planning:
    return Planning(
        teams=side.teams,
        counts=SqlDeskCounts(store=parts.store),
        regions=regions(),
        holidays=named_holidays,
        changed=promises.changed,
    )


def _advising(parts: Parts, talk: Dialogue) -> Advising:
    papers = talk.receiver.papers
    return Advising(store=parts.store, library=talk.library, sealer=parts.sealer, papers=papers)
