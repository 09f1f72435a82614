"""A desk to be measured: people who wait, advisors who are logged in, in a database of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyotp

from bot import clock
from bot.core.message import ChannelName
from bot.core.session import Consent, Session, session_to_json
from bot.core.talk import Talk
from bot.core.ticket import NOBODY, AdvisorId, State, Ticket
from bot.core.ticket_code import code_of
from bot.core.ticket_message import Side, TicketMessage
from bot.crypto.files import create_keys, read_keys
from bot.crypto.sealer import KeySealer
from bot.factors.passkeys import WebAuthnJudge
from bot.factors.totp import AppCodes
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.entering import Browser, Entering
from bot.service.desk.factors import Factors, NewTotp
from bot.service.desk.outcomes import Opened
from bot.service.desk.sessions import Known, Sessions
from bot.service.desk.staff import Invited, Staff, Wanted
from bot.service.ports import TurnUnit
from bot.service.ticket_values import Said, TicketChange, TicketFacts
from bot.store.advisors import SqlAccounts
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore

AGENT = "bench"
"""What the browsers of the bench say they are."""
APART = 97
"""Codes of the bench's tickets are so far from each other."""
LANGUAGES = ("ar", "fa-af", "uk", "ti", "fr", "en", "es", "so")
COUNTRIES = ("nl", "be", "ie", "it", "es")
TOPICS = ("recognition", "profile", "work", "training", "papers", "safety", "other")
WORDS = (
    "I was a nurse for six years. Where do I bring my diploma, and who pays for the translation? "
    * 3
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An advisor who is logged in: `token` is the cookie, `form` what every form carries."""

    who: Known
    token: str
    form: str


def sealer_in(folder: Path) -> KeySealer:
    """Return the sealer with the keys of a data folder, made if there are none."""
    path = folder / "keys.txt"
    if not path.exists():
        create_keys(path, clock.now().date())
    return KeySealer(read_keys(path))


async def opened(address: str, folder: Path) -> SqlStore:
    """Open the database at `address`, or the SQLite file of the folder for none."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - nothing else runs here
    return await open_store(address or f"sqlite:///{folder / 'merit.sqlite3'}", sealer_in(folder))


async def ask(
    store: SqlStore, number: int, *, telegram: str = "", assignee: AdvisorId = NOBODY
) -> Ticket:
    """Keep a person who sent a ticket and waits; the same number is the same ticket.

    `telegram` is their chat there, otherwise they are in the browser; `assignee` has taken the ticket.
    """
    now = clock.now() - timedelta(minutes=number % 500)
    at, language = int(now.timestamp()), LANGUAGES[number % len(LANGUAGES)]
    ticket = Ticket(
        number=1,
        code=code_of(number * APART),
        topic=TOPICS[number % len(TOPICS)],
        opened_at=at,
        state=State.ACTIVE if assignee else State.QUEUED,
        assignee=assignee,
        queued_at=at,
        turn_at=at,
    )
    facts = TicketFacts(
        language=language, country=COUNTRIES[number % len(COUNTRIES)], status="refugee"
    )
    message = TicketMessage(side=Side.PERSON, at=at, text=WORDS, language=language)
    channel = ChannelName.TELEGRAM if telegram else ChannelName.WEB
    person = store.fresh(channel, telegram or f"bench-{number}")
    consent = Consent(given=True, text="", language=language, at=now.isoformat())
    session = Session(language=language, consent=consent, talk=Talk(ticket=ticket))
    change = TicketChange(ticket=ticket, facts=facts, look_at=None, said=(Said(message=message),))
    unit = TurnUnit(
        person=person, session=session_to_json(session), sequence=0, at=now, ticket=change
    )
    await store.commit(unit)
    return ticket


async def seats(store: SqlStore, count: int) -> Sequence[Seat]:
    """Let so many advisors begin, each by an invitation and a code app."""
    return [await _seat(store, f"Bench {number}") for number in range(count)]


async def _seat(store: SqlStore, name: str) -> Seat:
    accounts = SqlAccounts(store=store)
    sessions = Sessions(accounts=accounts, sealer=store.sealer, now=clock.now)
    staff = Staff(accounts=accounts, now=clock.now)
    wanted = Wanted(name=name, role=DeskRole.ADVISOR, languages=("en", "ar"))
    invited = await staff.invite(OPERATOR, wanted)
    assert isinstance(invited, Invited)
    browser = Browser(agent=AGENT, address="127.0.0.1")
    entering = Entering(
        accounts=accounts,
        sessions=sessions,
        sealer=store.sealer,
        codes=AppCodes(),
        judge=WebAuthnJudge(),
        now=clock.now,
    )
    begun = await entering.accept(invited.token, name, browser)
    assert isinstance(begun, Opened)
    half = Known(session=begun.session, advisor=begun.advisor)
    factors = Factors(
        accounts=accounts,
        sessions=sessions,
        sealer=store.sealer,
        codes=AppCodes(),
        judge=WebAuthnJudge(),
        now=clock.now,
    )
    made = await factors.new_totp(half)
    assert isinstance(made, NewTotp)
    code = pyotp.TOTP(made.secret).at(clock.now())
    whole = await factors.confirm_totp(half, code, AGENT)
    assert isinstance(whole, Opened)
    known = Known(session=whole.session, advisor=whole.advisor)
    return Seat(who=known, token=whole.token, form=sessions.form_token(whole.session))
