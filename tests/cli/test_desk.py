"""`merit desk`, as an operator uses it."""

import asyncio
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.app.parts import opened
from bot.cli import main
from bot.service.desk.advisor import DeskRole
from bot.settings import read_settings
from bot.store.desk_schema import AUDIT
from tests.authenticator import Authenticator
from tests.office import Office

LINK = re.compile(r"    (http\S+)\?link=([A-Za-z0-9_-]{43})\n")


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MERIT_DATA", str(tmp_path / "data"))


def merit(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    """What `merit desk` says."""
    assert main(["desk", *words]) == status
    said = capsys.readouterr()
    return said.err if status == 2 else said.out


def invite(capsys: pytest.CaptureFixture[str], name: str = "Noor", role: str = "admin") -> str:
    """The id of a fresh account."""
    said = merit(capsys, "invite", name, "--role", role, "--lang", "nl, EN")
    found = re.search(r"account is ([0-9a-f]{16})", said)
    assert found is not None
    return found[1]


def test_an_invitation_prints_a_link_to_the_desk_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    said = merit(capsys, "invite", "Noor", "--role", "admin")
    found = LINK.search(said)
    assert found is not None
    assert found[1] == "http://127.0.0.1:8080/desk/enter"
    assert "within 72 hours" in said
    monkeypatch.setenv("MERIT_DESK_URL", "https://merit.example.org/desk/")
    said = merit(capsys, "invite", "Anna", "--role", "advisor", "--lang", "nl,en,pt-BR")
    found = LINK.search(said)
    assert found is not None
    assert found[1] == "https://merit.example.org/desk/enter"
    assert found[2] not in merit(capsys, "advisors") + merit(capsys, "audit")


def test_the_address_of_the_desk_is_written_as_browsers_need_it():
    assert read_settings({"MERIT_HOST": "::1"}).desk_address == "http://[::1]:8080/desk"


def test_advisors_are_listed_with_what_they_are_and_how_they_come_in(
    capsys: pytest.CaptureFixture[str],
):
    assert "Nobody works at the desk." in merit(capsys, "advisors")
    first = invite(capsys)
    assert f"{first}  admin  nl,en  Noor  (no second factor yet)" in merit(capsys, "advisors")
    merit(capsys, "invite", "Anna", "--role", "lead")
    assert "  lead  -  Anna  (no second factor yet)" in merit(capsys, "advisors")


def test_ways_in_are_shown(capsys: pytest.CaptureFixture[str]):
    async def employ() -> None:
        async with opened(read_settings()) as parts:
            office = Office(store=parts.store)
            noor = await office.with_passkey(await office.employed(), Authenticator())
            await office.linked(noor, "1001")

    asyncio.run(employ())
    assert "(code app, passkeys: 1, Telegram)" in merit(capsys, "advisors")


def test_an_account_is_closed_and_opened_again_with_a_new_link(
    capsys: pytest.CaptureFixture[str],
):
    account = invite(capsys)
    assert merit(capsys, "deactivate", account).startswith("Closed.")
    assert f"{account}  closed  admin" in merit(capsys, "advisors")
    assert LINK.search(merit(capsys, "reinvite", account))
    assert f"{account}  admin" in merit(capsys, "advisors")


def test_the_last_admin_is_not_closed(capsys: pytest.CaptureFixture[str]):
    async def employ() -> str:
        async with opened(read_settings()) as parts:
            office = Office(store=parts.store)
            return (await office.employed(DeskRole.ADMIN)).advisor.id

    account = asyncio.run(employ())
    assert "the last admin" in merit(capsys, "deactivate", account, status=2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("deactivate", "nobody"), "There is no such account."),
        (("reinvite", "nobody"), "There is no such account."),
        (("invite", " ", "--role", "admin"), "A name has letters"),
        (("invite", "N", "--role", "admin", "--lang", "qx"), "does not know the language 'qx'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
):
    assert said in merit(capsys, *words, status=2)


def test_a_role_there_is_not_is_explained(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["desk", "invite", "N", "--role", "boss"])
    assert "'advisor', 'lead', 'admin', 'auditor'" in capsys.readouterr().err


def test_the_audit_trail_is_shown_newest_first_and_checked(capsys: pytest.CaptureFixture[str]):
    assert "Nothing was done yet." in merit(capsys, "audit")
    account = invite(capsys)
    merit(capsys, "deactivate", account)
    lines = merit(capsys, "audit").splitlines()
    assert re.fullmatch(rf"2  20.* UTC  operator  deactivated  {account}", lines[0])
    assert re.fullmatch(rf"1  20.* UTC  operator  invited  {account} admin", lines[1])
    assert len(merit(capsys, "audit", "--most", "1").splitlines()) == 1
    said = merit(capsys, "audit", "--verify")
    assert re.search(r"2 lines, none of them changed\. .* [0-9a-f]{64}\n", said)
    assert "Noor" not in merit(capsys, "audit")


def test_a_changed_line_is_named(capsys: pytest.CaptureFixture[str]):
    invite(capsys)
    invite(capsys)

    async def tamper() -> None:
        def change(connection: sa.Connection) -> None:
            connection.exec_driver_sql("DROP TRIGGER audit_unchanged")
            connection.execute(sa.update(AUDIT).where(AUDIT.c.number == 2).values(who="x"))

        async with opened(read_settings()) as parts:
            await parts.store.writer.run(change)

    asyncio.run(tamper())
    assert "Line 2 is not as it was written" in merit(capsys, "audit", "--verify", status=1)
