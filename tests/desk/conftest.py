"""The desk on a real web server and a real SQLite store, with the shipped content and a clock set by hand."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright
from playwright.async_api import Page as Screen

from bot.almanac import named_holidays, regions
from bot.content.load import ContentLibrary, load
from bot.core.answer import Answers
from bot.core.media import media_of
from bot.core.message import ChannelName
from bot.core.session import Session, session_to_json
from bot.core.talk import Talk
from bot.core.team import Team
from bot.core.ticket import PERSON, Move, State, TeamId, Ticket, moved
from bot.core.ticket_message import Side, TicketMessage
from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.desk.app import mount
from bot.desk.planning import Planning
from bot.desk.site import DeskSite
from bot.service.advising import Advising
from bot.service.desk.account_ports import Register
from bot.service.desk.advisor import DeskRole
from bot.service.desk.desk import Desk
from bot.service.desk.news import News
from bot.service.desk.outcomes import Opened
from bot.service.desk.recalling import Recalling
from bot.service.desk.sessions import Known
from bot.service.papers import Papers
from bot.service.ports import KeptFile, Person, TurnUnit
from bot.service.ticket_values import KeptTicket, Said, TicketChange, TicketFacts
from bot.store.desk_counts import SqlDeskCounts
from bot.store.opening import open_store
from bot.store.teams import SqlTeams
from bot.web.app import build, serve
from bot.web.site import Site
from tests.fakes import FakeConversation, FakeLibrary
from tests.office import Office
from tests.web.conftest import CHROMIUM, FLAGS

ROOT = Path(__file__).parent.parent.parent
AGENT = "Firefox"
TEAM = TeamId("night")
HOUR = 60 * 60


@pytest.fixture(scope="session")
def library() -> ContentLibrary:
    """The shipped content in every language."""
    release, catalogs, _ = load(ROOT)
    assert release is not None
    return ContentLibrary(release, catalogs)


@dataclass(kw_only=True)
class House:
    """A running desk, the people who write to it and those who work there."""

    office: Office
    site: DeskSite
    base: str = ""
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def now(self) -> int:
        return int(self.office.at.timestamp())

    async def ask(self, code: str, words: str, **more: object) -> Ticket:
        """A person sends a ticket; `danger`, `language`, `country`, `topic`, `team`, `ago` (hours) say of what kind."""
        asked: dict[str, str] = {"language": "ar", "country": "nl", "topic": "work"}
        asked |= {name: str(value) for name, value in more.items() if name in asked}
        at = self.now - int(HOUR * float(str(more.get("ago", 1))))
        ticket = Ticket(
            number=1,
            code=code,
            topic=asked["topic"],
            opened_at=at,
            state=State.QUEUED,
            queued_at=at,
            turn_at=at,
            danger=str(more.get("danger", "")),
            team=TeamId(str(more.get("team", ""))),
        )
        channel = ChannelName(str(more.get("channel", "telegram")))
        person = self.office.store.fresh(channel, f"person-{code}")
        message = TicketMessage(
            side=Side.PERSON, at=at, text=words, language=asked["language"], about=_shown(more)
        )
        facts = TicketFacts(language=asked["language"], country=asked["country"], status="refugee")
        session = replace(_session(facts, ticket, _answers(more)), **_progress(more))
        await self._keep(person, session, facts, message)
        return ticket

    async def writes(self, code: str, words: str) -> None:
        """The person writes again."""
        kept = await self.office.store.ticket(code)
        assert kept is not None
        person = await self.office.store.person(kept.person_id)
        after = moved(kept.ticket, Move.WRITE, PERSON, self.now)
        assert person is not None
        assert isinstance(after, Ticket)
        session = _session(kept.facts, after, {})
        message = TicketMessage(
            side=Side.PERSON, at=self.now, text=words, language=kept.facts.language
        )
        await self._keep(person, session, kept.facts, message)
        self.site.news.publish(after)

    async def _keep(
        self, person: Person, session: Session, facts: TicketFacts, message: TicketMessage
    ) -> None:
        ticket = session.talk.ticket
        assert ticket is not None
        change = TicketChange(
            ticket=ticket, facts=facts, look_at=self.office.at, said=(Said(message=message),)
        )
        unit = TurnUnit(
            person=person,
            session=session_to_json(session),
            sequence=person.sequence,
            at=self.office.at,
            ticket=change,
            files=_files(message),
        )
        await self.office.store.commit(unit)

    async def token(self, who: Known, agent: str = AGENT) -> str:
        """Another session of somebody who works here, for a browser with this name."""

        def opened(register: Register) -> Opened:
            account = register.accounts.one(who.advisor.id)
            assert account is not None
            return self.office.sessions.opened(register, account, agent, second=True, how="totp")

        return (await self.office.accounts.write(opened)).token

    async def kept(self, code: str) -> KeptTicket:
        found = await self.office.store.ticket(code)
        assert found is not None
        return found


def _session(facts: TicketFacts, ticket: Ticket, more: Answers) -> Session:
    known = {"country": facts.country, "status": facts.status}
    answers: Answers = {**{name: value for name, value in known.items() if value}, **more}
    return Session(language=facts.language, answers=answers, talk=Talk(ticket=ticket))


def _progress(more: dict[str, object]) -> dict[str, Any]:
    """How far the person is, and whether they agreed that it is kept."""
    return {name: more[name] for name in ("consent", "plans", "frames") if name in more}


def _answers(more: dict[str, object]) -> Answers:
    """What the person told and opened to advisors."""
    given = more.get("answers", {})
    return dict(given) if isinstance(given, dict) else {}


def _shown(more: dict[str, object]) -> dict[str, object]:
    return {name: more[name] for name in ("asked", "shown", "media") if name in more}


def _files(message: TicketMessage) -> tuple[KeptFile, ...]:
    """The file a message says is kept."""
    media = media_of(message.about)
    if media is None or not media.file:
        return ()
    return (KeptFile(id=media.file, media_type=media.type, content=b"what was sent"),)


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path, library: ContentLibrary) -> AsyncIterator[House]:
    """A desk with nobody in it yet, at http://127.0.0.1."""
    store = await open_store(
        str(tmp_path / "merit.sqlite3"), KeySealer(new_keys(date(2026, 11, 27)))
    )
    office, news = Office(store=store), News()
    desk = Desk(store=store, library=library, sealer=store.sealer, changed=news.publish)
    teams = SqlTeams(store=store, regions=regions())
    await teams.put(Team(id=TEAM, name="Night team"))
    site = DeskSite(
        desk=desk,
        recalling=Recalling(desk=desk),
        entering=office.entering,
        factors=office.factors,
        own=office.own,
        sessions=office.sessions,
        staff=office.staff,
        audit=office.audit,
        news=news,
        library=library,
        now=office.now,
        address="http://localhost/desk",
        overdue=lambda kept: (
            kept.ticket.turn_at > 0 and office.at.timestamp() - kept.ticket.turn_at > 48 * HOUR
        ),
        teams=teams.all,
        advising=Advising(
            store=store, library=library, sealer=store.sealer, papers=Papers(store=store)
        ),
        planning=Planning(
            teams=teams,
            counts=SqlDeskCounts(store=store),
            regions=regions(),
            holidays=named_holidays,
            changed=lambda: None,
        ),
    )
    conversation = FakeConversation()
    app = build(
        Site(intake=conversation, conversations=conversation, library=FakeLibrary()), more=()
    )
    mount(app, site)
    runner = await serve(app, host="127.0.0.1", port=0)
    port = runner.addresses[0][1]
    object.__setattr__(site, "address", f"http://localhost:{port}/desk")
    yield House(office=office, site=site, base=f"http://127.0.0.1:{port}")
    await runner.cleanup()
    await store.close()


@dataclass(kw_only=True)
class Page:
    """An answer of the desk, as a browser without scripts has it."""

    status: int
    text: str
    headers: dict[str, str]
    url: str


@dataclass(kw_only=True)
class Hand:
    """Somebody before the desk without scripts: opens pages and sends their forms."""

    session: aiohttp.ClientSession
    token: str = ""

    async def opens(self, path: str, **headers: str) -> Page:
        async with self.session.get(f"/desk{path}", headers=headers) as response:
            return await _page(response)

    async def sends(self, path: str, *, form: str | None = None, **fields: str) -> Page:
        """Send a form; `form` is the token in it, by default the one of the page."""
        data = {"token": self.token if form is None else form, **fields}
        async with self.session.post(f"/desk{path}", data=data) as response:
            return await _page(response)


async def _page(response: aiohttp.ClientResponse) -> Page:
    return Page(
        status=response.status,
        text=await response.text(),
        headers=dict(response.headers),
        url=str(response.url.relative()),
    )


@dataclass(kw_only=True)
class Hands:
    """Gives hands, with or without a session."""

    house: House
    open: list[aiohttp.ClientSession] = field(default_factory=list)

    async def __call__(self, who: Known | None = None, *, lang: str = "en") -> Hand:
        headers = {"User-Agent": AGENT, "Sec-Fetch-Site": "same-origin", "Accept-Language": lang}
        session = aiohttp.ClientSession(
            self.house.base, headers=headers, cookie_jar=aiohttp.CookieJar(unsafe=True)
        )
        self.open.append(session)
        if who is None:
            return Hand(session=session)
        token = await self.house.token(who)
        session.cookie_jar.update_cookies({"merit_desk": token})
        found = await self.house.office.sessions.known(token, AGENT)
        assert found is not None
        return Hand(session=session, token=self.house.office.sessions.form_token(found.session))


@pytest_asyncio.fixture(loop_scope="session")
async def hands(house: House) -> AsyncIterator[Hands]:
    given = Hands(house=house)
    yield given
    for each in given.open:
        await each.close()


async def employ(house: House, role: DeskRole = DeskRole.ADVISOR, name: str = "Noor") -> Known:
    """Somebody with an authenticator app."""
    return await house.office.employed(role, name)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _chromium() -> AsyncIterator[Browser]:
    """Debian's chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: install it with `make browser`")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@dataclass(kw_only=True)
class Screens:
    """Opens the desk in browsers, with or without a session, and hears what their consoles complain about."""

    browser: Browser
    house: House
    complaints: list[str] = field(default_factory=list)

    async def __call__(
        self,
        path: str = "",
        who: Known | None = None,
        *,
        language: str = "en",
        host: str = "127.0.0.1",
        **options: Any,
    ) -> Screen:
        """Open a page in a browser of one's own."""
        context = await self.browser.new_context(user_agent=AGENT, locale=language, **options)
        base = self.house.base.replace("127.0.0.1", host)
        if who is not None:
            token = await self.house.token(who)
            await context.add_cookies([{"name": "merit_desk", "value": token, "url": base}])
        return await self.in_tab(context, f"{base}/desk{path}")

    async def in_tab(self, context: BrowserContext, address: str) -> Screen:
        """Open a page in one more tab."""
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: self._heard(said.type, said.text))
        page.on("pageerror", lambda error: self._heard("error", str(error)))
        await page.goto(address)
        return page

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.complaints.append(text)


@pytest_asyncio.fixture(loop_scope="session")
async def screens(_chromium: Browser, house: House) -> AsyncIterator[Screens]:
    """Browsers; afterwards no script error and no blocked content may be left."""
    opened = Screens(browser=_chromium, house=house)
    yield opened
    for context in _chromium.contexts:
        await context.close()
    assert opened.complaints == []
