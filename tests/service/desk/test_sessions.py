"""A session is short, bound to a browser, listed, and ended from anywhere."""

from datetime import timedelta

import pytest

from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.audit import Deed
from bot.service.desk.outcomes import DONE, Denied, Opened, Why
from bot.service.desk.sessions import ABSOLUTE, HALF, IDLE
from bot.service.desk.tokens import new_token
from tests.authenticator import Authenticator
from tests.office import ELSEWHERE, FIREFOX, SITE, Office

DEVICE = Authenticator(counts=False)


async def opened(office: Office, name: str = "Noor") -> Opened:
    """Somebody with a passkey who just came in."""
    device = Authenticator()
    await office.with_passkey(await office.employed(name=name), device)
    found = await office.entering.with_passkey(
        SITE, device.get(office.entering.passkey_options(SITE)), FIREFOX
    )
    assert isinstance(found, Opened)
    return found


async def test_a_session_is_known_by_its_token_in_its_browser_only(office: Office):
    mine = await opened(office)
    found = await office.sessions.known(mine.token, FIREFOX.agent)
    assert found is not None
    assert (found.session, found.advisor) == (mine.session, mine.advisor)
    assert await office.sessions.known(mine.token, ELSEWHERE.agent) is None
    assert await office.sessions.known(new_token(), FIREFOX.agent) is None
    assert await office.sessions.known("", FIREFOX.agent) is None


async def test_a_session_nobody_uses_ends_after_half_an_hour(office: Office):
    mine = await opened(office)
    office.at += IDLE - timedelta(seconds=1)
    assert await office.sessions.known(mine.token, FIREFOX.agent) is not None
    office.at += IDLE - timedelta(seconds=1)
    assert await office.sessions.known(mine.token, FIREFOX.agent) is not None
    office.at += IDLE
    assert await office.sessions.known(mine.token, FIREFOX.agent) is None


async def test_what_a_page_asks_for_on_its_own_does_not_keep_a_session_open(office: Office):
    mine = await opened(office)
    for _ in range(3):
        office.later(minutes=9)
        assert await office.sessions.known(mine.token, FIREFOX.agent, by_hand=False) is not None
    office.later(minutes=9)
    assert await office.sessions.known(mine.token, FIREFOX.agent, by_hand=False) is None


async def test_a_session_ends_after_twelve_hours_however_much_it_is_used(office: Office):
    mine = await opened(office)
    end = office.at + ABSOLUTE
    while office.at < end:
        assert await office.sessions.known(mine.token, FIREFOX.agent) is not None
        office.later(minutes=20)
    assert await office.sessions.known(mine.token, FIREFOX.agent) is None


async def test_a_session_without_a_second_factor_lasts_a_quarter_of_an_hour(office: Office):
    invited = await office.invited()
    half = await office.entering.accept(invited.token, "Noor", FIREFOX)
    assert isinstance(half, Opened)
    found = await office.sessions.known(half.token, FIREFOX.agent)
    assert found is not None
    assert not found.session.second
    office.at += HALF
    assert await office.sessions.known(half.token, FIREFOX.agent) is None


async def test_open_sessions_are_listed_and_ended_one_by_one(office: Office):
    device = Authenticator()
    first = await office.with_passkey(await office.employed(), device)
    office.later(minutes=1)
    answer = device.get(office.entering.passkey_options(SITE))
    second = await office.entering.with_passkey(SITE, answer, ELSEWHERE)
    assert isinstance(second, Opened)
    noor = first.advisor.id
    listed = [each.id for each in await office.sessions.of(noor)]
    assert listed == [second.session.id, first.session.id]
    assert await office.sessions.end(noor, first.session.id) == DONE
    assert await office.sessions.end(noor, first.session.id) == Denied(why=Why.UNKNOWN)
    assert len(await office.sessions.of(noor)) == 1
    office.at += IDLE
    assert await office.sessions.of(noor) == []
    assert (await office.deeds())[-1] == Deed.SESSION_ENDED


async def test_nobody_ends_the_session_of_somebody_else(office: Office):
    noor, anna = await opened(office), await opened(office, "Anna")
    denied = await office.sessions.end(anna.advisor.id, noor.session.id)
    assert denied == Denied(why=Why.UNKNOWN)
    assert await office.sessions.known(noor.token, FIREFOX.agent) is not None


async def test_logging_out_ends_a_session_once(office: Office):
    mine = await opened(office)
    await office.sessions.log_out(mine.token)
    await office.sessions.log_out(mine.token)
    assert await office.sessions.known(mine.token, FIREFOX.agent) is None
    assert (await office.deeds()).count(Deed.LOGGED_OUT) == 1


@pytest.mark.parametrize("what", ["role", "deactivate", "again", "all"])
async def test_every_session_ends_when_the_account_changes(office: Office, what: str):
    mine = await opened(office)
    noor = mine.advisor.id
    match what:
        case "role":
            await office.staff.change_role(OPERATOR, noor, DeskRole.LEAD)
        case "deactivate":
            await office.staff.deactivate(OPERATOR, noor)
        case "again":
            await office.staff.invite_again(OPERATOR, noor)
        case _:
            await office.sessions.end_all(noor)
    assert await office.sessions.known(mine.token, FIREFOX.agent) is None
    assert await office.sessions.of(noor) == []


async def test_a_form_fits_its_own_session_only(office: Office):
    mine, other = await opened(office), await opened(office, "Anna")
    token = office.sessions.form_token(mine.session)
    assert office.sessions.is_form_token(mine.session, token)
    assert not office.sessions.is_form_token(other.session, token)
    assert not office.sessions.is_form_token(mine.session, "\ud800")


async def test_sessions_that_are_over_are_forgotten_when_somebody_comes_in(office: Office):
    mine = await opened(office)
    office.at += ABSOLUTE
    await opened(office, "Anna")
    rows = await office.accounts.read(lambda register: register.sessions.of(mine.advisor.id))
    assert rows == []
