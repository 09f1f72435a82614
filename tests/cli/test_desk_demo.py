"""`merit desk demo`, as somebody uses it who wants to see the desk."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import clock
from bot.app import desk_demo
from bot.app.demo_script import Made, Script, Step, Worker, read_script
from bot.app.parts import content_of, opened
from bot.cli import main
from bot.content.load import ContentLibrary
from bot.core.ticket import State
from bot.core.ticket_message import Side
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.desk import Desk, Opened
from bot.service.desk.entering import Browser
from bot.service.desk.outcomes import Opened as Session
from bot.service.desk.sessions import Known
from bot.service.desk.staff import Staff, Wanted
from bot.service.ticket_values import DeliveryState
from bot.settings import Settings, read_settings
from bot.store.advisors import SqlAccounts
from tests.office import Office

WAY = re.compile(
    r"(Demo: \w+) \((\w+)\)\n    http://127\.0\.0\.1:8080/desk/enter\?link=(\S+)\n    code: (\S+)"
)
CODE = re.compile(r"^    ([0-9A-Z]{2}-[0-9A-Z]{2})  (\w+)  (.*)$", re.MULTILINE)
BROWSER = Browser(agent="Firefox", address="127.0.0.1")


@pytest.fixture(scope="module")
def library() -> ContentLibrary:
    """The shipped content, read once."""
    return content_of(read_settings({}))


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: ContentLibrary) -> None:
    monkeypatch.setattr(desk_demo, "content_of", lambda _settings: library)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MERIT_SEARCH", "off")


def demo(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    """What `merit desk demo` says."""
    code = main(["desk", "demo", *words])
    said = capsys.readouterr()
    assert code == status, said.out + said.err
    return said.err if status == 2 else said.out


async def tickets(folder: Path, codes: Sequence[str]) -> list[Opened]:
    async with opened(read_settings({"MERIT_DATA": str(folder)})) as parts:
        library = content_of(parts.settings)
        desk = Desk(store=parts.store, library=library, sealer=parts.sealer)
        found = [await desk.open(code) for code in codes]
        return [each for each in found if each is not None]


async def enters(folder: Path, token: str, code: str) -> bool:
    """Whether a link and a code open the desk."""
    async with opened(read_settings({"MERIT_DATA": str(folder)})) as parts:
        office = Office(store=parts.store, at=clock.now())
        half = await office.entering.enter(token, BROWSER)
        if not isinstance(half, Session):
            return False
        known = Known(session=half.session, advisor=half.advisor)
        whole = await office.entering.with_recovery(known, code, BROWSER)
        return isinstance(whole, Session) and whole.session.second


def test_a_fresh_folder_gets_conversations_in_every_state_and_ways_in(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    said = demo(capsys, "--into", "shown")
    assert "TELEGRAM_TOKEN= MERIT_DATABASE= MERIT_DATA=shown merit run" in said
    played = CODE.findall(said)
    assert len({language for _, language, _ in played}) >= 5
    found = asyncio.run(tickets(tmp_path / "shown", [code for code, _, _ in played]))
    assert {each.kept.ticket.state for each in found} == set(State)
    assert any(each.kept.ticket.danger for each in found)
    assert {each.kept.ticket.team for each in found if each.kept.ticket.open} == {
        "demo-day",
        "demo-work",
    }
    lines = [line for each in found for line in each.said]
    assert {line.message.side for line in lines} == set(Side)
    assert [line.delivery for line in lines if line.delivery] == [DeliveryState.BLOCKED]
    assert {"cards", "card", "place", "due"} <= {
        name for line in lines for name in line.message.about
    }
    assert any(each.session.answers.get("shared") for each in found)
    ways = WAY.findall(said)
    assert [role for _, role, _, _ in ways] == ["admin", "lead", "advisor"]
    _, _, token, code = ways[0]
    assert asyncio.run(enters(tmp_path / "shown", token, code))
    assert not asyncio.run(enters(tmp_path / "shown", token, code))
    again = WAY.findall(demo(capsys, "--links", "--into", "shown"))
    assert asyncio.run(enters(tmp_path / "shown", again[2][2], again[2][3]))
    assert "is not empty" in demo(capsys, "--into", "shown", status=2)


def test_everything_made_up_says_so():
    script = read_script()
    begins = ("Demo", "Démo", "Демо", "تجريبي", "آزمایشی")
    names = [each.name for each in script.advisors] + [each.name for each in script.teams]
    assert all(name.startswith(desk_demo.DEMO) for name in names)
    words = [each.words for each in script.people]
    words += [step.words for each in script.people for step in each.then]
    assert all(each.startswith(begins) for each in words if each)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("TELEGRAM_TOKEN", "42:x", "TELEGRAM_TOKEN is set"),
        ("MERIT_DATABASE", "postgresql://m:p@h/m", "a database server"),
        ("MERIT_MODE", "production", "MERIT_MODE is production"),
        ("MERIT_HOST", "0.0.0.0", "which others can reach"),
        ("MERIT_HOST", "merit.example.org", "which others can reach"),
    ],
)
def test_a_desk_real_people_could_reach_is_refused(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    why: str,
):
    monkeypatch.setenv(name, value)
    said = demo(capsys, status=2)
    assert why in said
    assert "merit desk demo --into demo" in said
    assert why in demo(capsys, "--links", status=2)


def test_a_name_of_this_computer_is_no_reason_to_refuse():
    settings = read_settings({"MERIT_HOST": "localhost"})
    assert desk_demo.checked(settings) == settings


def test_a_database_that_is_in_use_is_refused(capsys: pytest.CaptureFixture[str]):
    async def employ() -> None:
        async with opened(read_settings()) as parts:
            staff = Staff(accounts=SqlAccounts(store=parts.store), now=clock.now)
            await staff.invite(OPERATOR, Wanted(name="Noor", role=DeskRole.ADMIN))

    asyncio.run(employ())
    assert "This database is in use" in demo(capsys, status=2)
    assert "There is no demo in this database" in demo(capsys, "--links", status=2)


LEA = Worker(id="lea", name="Demo: Lea", role=DeskRole.LEAD, languages=("en",), teams=frozenset())


def play(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], made: Made) -> str:
    """What is said of a script that does not fit the content."""
    script = Script(teams=(), advisors=(LEA,), people=(made,))
    monkeypatch.setattr(desk_demo, "read_script", lambda: script)
    return demo(capsys, status=2)


def person(*then: Step, topic: str = "work", words: str = "Demo: x", danger: str = "") -> Made:
    return Made(
        id="p",
        what="",
        language="en",
        hours_ago=1,
        answers={"country": "nl"},
        topic=topic,
        words=words,
        danger=danger,
        then=then,
    )


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (person(Step(do="press", minutes=1, choice="gone")), "sees no button 'gone'"),
        (person(Step(do="close", minutes=1, by="lea", reason="not_sent")), "'close' for p was"),
        (person(danger="hello", topic="", words=""), "opened no ticket"),
        (person(topic="gone", words="/"), "did not reach the advisors"),
    ],
)
def test_a_script_that_does_not_fit_the_content_says_where(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], made: Made, why: str
):
    said = play(monkeypatch, capsys, made)
    assert why in said
    assert "The content in force is not the one the demo was made for." in said


def test_without_a_folder_of_its_own_the_command_to_start_is_plain(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    script = Script(teams=(), advisors=(LEA,), people=())
    monkeypatch.setattr(desk_demo, "read_script", lambda: script)
    assert "\n    merit run\n" in demo(capsys)


def test_the_settings_of_a_folder_of_its_own_reach_nobody(tmp_path: Path):
    real = read_settings({"TELEGRAM_TOKEN": "42:x", "MERIT_DATABASE": "postgresql://m:p@h/m"})
    made: Settings = desk_demo.demo_settings(real, tmp_path / "new")
    assert (made.telegram_token, made.database, made.data) == ("", "", tmp_path / "new")
