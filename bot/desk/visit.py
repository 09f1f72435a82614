"""One request for a page of the desk: who asks, what they sent, in which language, and how they are answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_urlsafe
from typing import Any

import aiohttp_jinja2
import jinja2
from aiohttp import hdrs, web
from yarl import URL

from bot.core.ticket import AdvisorId
from bot.desk.attached import Attached
from bot.desk.identity import browser_of
from bot.desk.site import ROOT, DeskSite
from bot.desk.speech import Speech, is_right_to_left
from bot.desk.waiting_room import waiting_for
from bot.service.desk.advisor import Advisor
from bot.service.desk.audit import Entry
from bot.service.desk.availability import absence
from bot.service.desk.entering import Browser
from bot.service.desk.permissions import Permission, may
from bot.service.desk.sessions import Known

TEMPLATES: web.AppKey[jinja2.Environment] = web.AppKey("desk_templates", jinja2.Environment)

_DEPTHS = {"ticket": 2, "interpret": 2, "teams": 2}
"""How many parts of an address name a page, where it is not one."""
KEYS = "keys"
"""The setting that switches keyboard shortcuts off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request, after everything that had to be checked was checked.

    `form` is what was sent, name by name, `attached` the file that came with it.
    """

    request: web.Request
    site: DeskSite
    speech: Speech
    known: Known | None = None
    form: Mapping[str, Sequence[str]]
    attached: Attached | None = None

    @property
    def who(self) -> Known:
        """Who asks; pages that ask for it are only for those who are known."""
        if self.known is None:
            raise web.HTTPUnauthorized
        return self.known

    @property
    def advisor(self) -> Advisor:
        """Who asks."""
        return self.who.advisor

    @property
    def browser(self) -> Browser:
        """The browser, as far as it can be told."""
        return browser_of(self.request)

    @property
    def fragment(self) -> str:
        """The part of the page that is asked for, or nothing for all of it."""
        return self.request.query.get("fragment", "")

    @property
    def today(self) -> date:
        """The day on the clock of the page."""
        return self.site.now().astimezone(self.speech.zone).date()

    def field(self, name: str) -> str:
        """Return what was sent under this name, or nothing."""
        return next(iter(self.form.get(name, ())), "")

    def fields(self, name: str) -> Sequence[str]:
        """Return all that was sent under this name."""
        return self.form.get(name, ())

    async def page(self, template: str, *, status: int = 200, **context: Any) -> web.Response:
        """Return a page, or a fragment of one."""
        framed = {**self._frame(), **await self._waiting(), **context}
        return aiohttp_jinja2.render_template(
            template, self.request, framed, app_key=TEMPLATES, status=status
        )

    def to(self, path: str) -> web.Response:
        """Send the browser to another page of the desk."""
        headers = {hdrs.LOCATION: f"{ROOT}{path}"}
        return web.Response(status=web.HTTPSeeOther.status_code, headers=headers)

    def again(self, language: str) -> str:
        """Return where this page is in another language; what a form led to, is the page the form stands on."""
        url = self.request.rel_url
        if self.request.method not in {hdrs.METH_GET, hdrs.METH_HEAD}:
            _, root, *path = url.path.split("/")
            kept = path[: _DEPTHS.get(path[0], 1) if path else 0]
            link = {"link": self.field("link")} if self.field("link") else {}
            url = URL("/".join(("", root, *kept))).with_query(link)
        return str(url.update_query(lang=language))

    async def note(self, deed: str, code: str = "", about: str = "") -> None:
        """Write into the audit trail what this advisor did: ids, never words."""
        entry = Entry(
            at=self.site.now(), who=self.advisor.id, deed=deed, code=code, about=about[:200]
        )
        await self.site.audit.note(entry)

    async def names(self) -> Mapping[AdvisorId, str]:
        """Return the names of all advisors, former ones too."""
        return {each.id: each.name for each in await self.site.staff.all()}

    async def _waiting(self) -> dict[str, int]:
        """Return how many wait, where the page says so around its content."""
        known = self.known
        inside = known is not None and known.session.second and not self.fragment
        if known is None or not inside or not may(known.advisor, Permission.SEE_QUEUE):
            return {}
        return {"waiting": await waiting_for(self.site, known.advisor)}

    def _frame(self) -> dict[str, Any]:
        """Return what every page shows around its own content."""
        known, speech = self.known, self.speech
        inside = known is not None and known.session.second
        me = known.advisor if known is not None and inside else None
        return {
            "root": ROOT,
            "say": speech.word,
            "speech": speech,
            "language": speech.language.code,
            "direction": "rtl" if is_right_to_left(speech.language) else "ltr",
            "me": me,
            "away": None if me is None else absence(me, self.today),
            "may": frozenset(each.value for each in Permission if me is not None and may(me, each)),
            "waiting": None,
            "token": "" if known is None else self.site.sessions.form_token(known.session),
            "once": token_urlsafe(12),
            "news": self.site.news.place,
            "keys": me is not None and me.settings.get(KEYS, True),
            "here": self.request.path,
            "again": self.again,
            "origin": self.site.place.origin,
        }
