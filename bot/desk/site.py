"""What the pages of the desk know, and where the desk is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlsplit

from aiohttp import web

from bot.core.team import Team
from bot.desk.attached import Forms
from bot.desk.once import Once
from bot.desk.planning import Planning
from bot.desk.readings import Readings
from bot.desk.rows import Rows
from bot.service.advising import Advising
from bot.service.desk.account_ports import Site as Place
from bot.service.desk.advisor import Advisor
from bot.service.desk.asking import Asking
from bot.service.desk.audit import Audit
from bot.service.desk.desk import Desk
from bot.service.desk.entering import Entering
from bot.service.desk.factors import Factors
from bot.service.desk.interpreting import Interpreting
from bot.service.desk.news import News
from bot.service.desk.own_account import OwnAccount
from bot.service.desk.recalling import Recalling
from bot.service.desk.sending_files import SendingFiles
from bot.service.desk.sessions import Sessions
from bot.service.desk.staff import Staff
from bot.service.desk.translating import Translating
from bot.service.library import Library
from bot.service.ticket_values import KeptTicket
from bot.service.translation import NoTranslator, Translator

ROOT = "/desk"
"""Where the pages are on the server."""


async def no_teams() -> Sequence[Team]:
    """Return that there are no teams."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSite:
    """Everything the pages need.

    `address` is that of the desk as browsers know it, such as https://merit.example.org/desk. `zone` is whose clock the
    pages show to who is in no team. `overdue` says whether a promised time is over, `teams` which ones there are.
    """

    desk: Desk
    recalling: Recalling
    entering: Entering
    factors: Factors
    own: OwnAccount
    sessions: Sessions
    staff: Staff
    audit: Audit
    news: News
    library: Library
    now: Callable[[], datetime]
    address: str
    planning: Planning
    zone: tzinfo = UTC
    overdue: Callable[[KeptTicket], bool] = field(default=lambda _ticket: False)
    teams: Callable[[], Awaitable[Sequence[Team]]] = no_teams
    once: Once = field(default_factory=Once)
    seen: Once = field(default_factory=Once)
    """Which tickets were read in which sessions."""
    readings: Readings = field(default_factory=Readings)
    rows: Rows = field(default_factory=Rows)
    translator: Translator = field(default_factory=NoTranslator)
    advising: Advising | None = None
    """Reads what persons share of their skills profiles, where there are any."""
    sending: SendingFiles | None = None
    """Sends files to persons, where any are taken."""
    forms: Forms | None = None
    """Reads forms that bring one."""

    @property
    def asking(self) -> Asking:
        """Sends by id."""
        return Asking(desk=self.desk)

    @property
    def translating(self) -> Translating:
        """Machine translation, where there is a translator."""
        return Translating(desk=self.desk, translator=self.translator)

    @property
    def interpreting(self) -> Interpreting:
        """Advisors and interpreters."""
        return Interpreting(desk=self.desk)

    async def zone_of(self, advisor: Advisor) -> tzinfo:
        """Return whose clock an advisor's pages show: that of their team, of several the first one by its id."""
        own = [team for team in await self.teams() if team.id in advisor.teams]
        first = min(own, key=lambda team: team.id, default=None)
        return self.zone if first is None else first.hours.zone

    @property
    def place(self) -> Place:
        """The desk as passkeys know it."""
        parts = urlsplit(self.address)
        return Place(rp_id=parts.hostname or "", origin=f"{parts.scheme}://{parts.netloc}")


DESK: web.AppKey[DeskSite] = web.AppKey("desk", DeskSite)
