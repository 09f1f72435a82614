"""`merit desk demo`: a desk with made-up conversations, and links that open it. Never among real people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from bot import clock
from bot.app.demo_script import Made, Script, Step, Worker, read_script
from bot.app.demo_telling import DemoError, MovingClock, Post, Teller
from bot.app.desk import DeskSide, desk_side
from bot.app.parts import Dialogue, Parts, alone, content_of, dialogue, opened
from bot.core.replies import filled
from bot.core.ticket import AdvisorId, Details, Move, Reason, Ticket
from bot.factors.passkeys import WebAuthnJudge
from bot.factors.totp import AppCodes
from bot.service.desk.account_ports import Register
from bot.service.desk.advisor import OPERATOR, Advisor
from bot.service.desk.asking import Asking
from bot.service.desk.desk import Outcome, Signed
from bot.service.desk.entering import Entering
from bot.service.desk.factors import recovery_hash
from bot.service.desk.permissions import actor
from bot.service.desk.sessions import Sessions
from bot.service.desk.staff import Invited, Staff, Wanted
from bot.service.desk.tokens import RECOVERY_CODE, entry_address, new_code
from bot.settings import OperatorError, Settings
from bot.store.advisors import SqlAccounts
from bot.store.teams import SqlTeams

DEMO = "Demo: "
"""What the name of everything made up begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How to come in as a made-up advisor: the link, then the code; each is good once."""

    name: str
    role: str
    link: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A made-up conversation: the code of its ticket, the person's language, and what it shows."""

    code: str
    language: str
    what: str


def demo_settings(settings: Settings, into: Path | None) -> Settings:
    """Return the settings of the demo; raise OperatorError where it could come among real people."""
    if into is not None:
        if into.exists() and any(into.iterdir()):
            raise OperatorError(f"{into} is not empty. Name a folder that is not there yet.")
        return replace(settings, telegram_token="", database="", data=into)
    return checked(settings)


def checked(settings: Settings) -> Settings:
    """Return the settings if they are those of a desk on this computer that no real person reaches."""
    why = ""
    if settings.telegram_token:
        why = "TELEGRAM_TOKEN is set, so real people could reach it"
    elif settings.database and not settings.database.startswith("sqlite"):
        why = "MERIT_DATABASE is a database server"
    elif settings.mode == "production":
        why = "MERIT_MODE is production"
    elif not _is_here(settings.host):
        why = f"MERIT_HOST is {settings.host}, which others can reach"
    if why:
        raise OperatorError(
            f"{why}. Made-up conversations are only for a desk of your own: merit desk demo --into demo"
        )
    return settings


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def fill(settings: Settings) -> tuple[Sequence[Played], Sequence[Way]]:
    """Play every made-up conversation in an empty database; return them, and the ways in."""
    async with alone(settings), opened(settings) as parts:
        await _check_empty(parts)
        script = read_script()
        try:
            played = await _Play(parts, script).all()
        except DemoError as error:
            raise OperatorError(
                f"{error} The content in force is not the one the demo was made for."
            ) from None
        return played, await _ways(parts, script)


async def ways_again(settings: Settings) -> Sequence[Way]:
    """Return new ways in to a desk that was filled before."""
    async with opened(settings) as parts:
        return await _ways(parts, read_script())


async def _check_empty(parts: Parts) -> None:
    people = await parts.store.silent(clock.now() + timedelta(days=1), after="", most=1)
    staff = await Staff(accounts=SqlAccounts(store=parts.store), now=clock.now).all()
    if people or staff or await SqlTeams(store=parts.store).all():
        raise OperatorError(
            "This database is in use: there are people, advisors or teams in it. Made-up conversations go into one of "
            "their own: merit desk demo --into demo"
        )


class _Play:
    """Plays the script."""

    def __init__(self, parts: Parts, script: Script) -> None:
        self._parts, self._script = parts, script
        self._clock = MovingClock(clock.now())
        self._post = Post(store=parts.store)
        talk = dialogue(parts, content_of(parts.settings))
        receiver = replace(talk.receiver, now=self._clock.now, hand=self._post.hand)
        self._talk: Dialogue = replace(talk, receiver=receiver)
        self._side: DeskSide = desk_side(parts, self._talk)
        self._advisors: dict[str, Advisor] = {}

    async def all(self) -> Sequence[Played]:
        """Play everything: teams, advisors, then one person after the other, the longest ago first."""
        for team in self._script.teams:
            await self._side.teams.put(team)
        staff = Staff(accounts=SqlAccounts(store=self._parts.store), now=self._clock.now)
        for worker in self._script.advisors:
            self._advisors[worker.id] = await _employed(staff, worker)
        people = sorted(self._script.people, key=lambda each: -each.hours_ago)
        played = [await self._person(made) for made in people]
        self._clock.at = clock.now()
        await self._look()
        return played

    async def _person(self, made: Made) -> Played:
        self._clock.at = clock.now() - timedelta(hours=made.hours_ago)
        teller = Teller(
            made=made,
            talk=self._talk,
            store=self._parts.store,
            post=self._post,
            clock=self._clock,
        )
        await teller.begins()
        ticket = await teller.asks()
        await self._look()
        for step in made.then:
            self._clock.later(step.minutes)
            await self._step(teller, ticket.code, step)
            await self._look()
        return Played(code=ticket.code, language=made.language, what=made.what)

    async def _look(self) -> None:
        """Let time itself do what it does to tickets: they come to their team, and nobody waits unseen."""
        await replace(self._side.clock, now=self._clock.now).look()
        await self._post.deliver()

    async def _step(self, teller: Teller, code: str, step: Step) -> None:
        match step.do:
            case "says":
                await teller.says(step.words)
            case "press":
                await teller.presses(step.choice)
            case "leaves":
                self._post.gone.add(teller.address)
            case _:
                outcome = await self._deed(code, step)
                if not isinstance(outcome, Ticket):
                    raise DemoError(f"'{step.do}' for {teller.made.id} was refused: {outcome}.")

    async def _deed(self, code: str, step: Step) -> Outcome:
        desk, now, by = self._side.desk, self._clock.now(), self._signed(step.by)
        match step.do:
            case "note":
                return await desk.note(code, by, step.words, now, language=step.language)
            case "answer":
                return await desk.answer(code, by, step.words, now, language=step.language)
            case "reply":
                saved = self._talk.library.release.replies[step.reply]
                text = filled(saved, self._values(step.with_))
                return await desk.answer(code, by, text, now, language=step.language)
            case "card":
                return await Asking(desk=desk).ask(code, by, (step.card,), now)
            case "snooze":
                until = int((now + timedelta(days=step.days)).timestamp())
                return await desk.move(code, Move.SNOOZE, by, now, Details(until=until))
            case "close":
                why = Details(reason=Reason(step.reason))
                return await desk.move(code, Move.CLOSE, by, now, why)
            case _:
                return await desk.move(code, Move(step.do), by, now)

    def _values(self, given: Mapping[str, str | int]) -> dict[str, str]:
        """Return what fills a reply in; a number is a day, so many days from now."""
        today = self._clock.now().date()
        return {
            name: each if isinstance(each, str) else (today + timedelta(days=each)).isoformat()
            for name, each in given.items()
        }

    def _signed(self, worker: str) -> Signed:
        advisor = self._advisors[worker]
        return Signed(actor=actor(advisor), name=advisor.name)


async def _employed(staff: Staff, worker: Worker) -> Advisor:
    """Let a made-up advisor work here, as one who has been here before: with a second factor and Telegram."""
    wanted = Wanted(
        name=worker.name, role=worker.role, languages=worker.languages, teams=worker.teams
    )
    invited = await staff.invite(OPERATOR, wanted)
    assert isinstance(invited, Invited)  # noqa: S101 - the operator may, and the name has letters

    def begun(register: Register) -> Advisor:
        account = register.accounts.one(invited.id)
        assert account is not None  # noqa: S101 - made just now
        secret = AppCodes().new_secret()
        after = replace(account, totp=secret, telegram=_telegram(worker.id))
        register.accounts.put(after)
        return after.shown(passkeys=0)

    return await staff.accounts.write(begun)


def _telegram(worker: str) -> str:
    return f"demo-{worker}"


async def _ways(parts: Parts, script: Script) -> Sequence[Way]:
    """Return a login link for every made-up advisor who is there, and a recovery code as its second factor."""
    accounts, sealer = SqlAccounts(store=parts.store), parts.sealer
    entering = Entering(
        accounts=accounts,
        sessions=Sessions(accounts=accounts, sealer=sealer, now=clock.now),
        sealer=sealer,
        codes=AppCodes(),
        judge=WebAuthnJudge(),
        now=clock.now,
    )
    ways = []
    for worker in script.advisors:
        token = await entering.login_link(_telegram(worker.id))
        if token is None:
            raise OperatorError(
                "There is no demo in this database. Make one: merit desk demo --into demo"
            )
        code = await _code(parts, accounts, worker)
        link = entry_address(parts.settings.desk_address, token)
        ways.append(Way(name=worker.name, role=worker.role.value, link=link, code=code))
    return ways


async def _code(parts: Parts, accounts: SqlAccounts, worker: Worker) -> str:
    code = new_code(RECOVERY_CODE)

    def kept(register: Register) -> None:
        account = register.accounts.at_telegram(_telegram(worker.id))
        who = AdvisorId("") if account is None else account.id
        register.codes.replace(who, [recovery_hash(parts.sealer, who, code)])

    await accounts.write(kept)
    return code
