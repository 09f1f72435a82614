"""Nobody comes in with one factor, with a used link, or with a code that was seen before."""

import json

import pytest

from bot.service.desk.account_ports import Purpose
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.audit import Deed
from bot.service.desk.entering import LOGIN
from bot.service.desk.outcomes import Denied, Opened, Refused, Why
from bot.service.desk.sessions import HALF
from bot.service.desk.staff import INVITED
from bot.service.desk.tokens import entry_address, new_token
from tests.authenticator import Authenticator
from tests.office import ELSEWHERE, FIREFOX, SITE, Office, known

NOOR = "1001"
"""A Telegram address."""


async def test_an_invitation_opens_a_session_that_only_sets_up_a_second_factor(office: Office):
    invited = await office.invited(name="N. N.")
    assert await office.entering.purpose(invited.token, FIREFOX) is Purpose.INVITE
    opened = await office.entering.accept(invited.token, "  Noor\u202e  de Wit ", FIREFOX)
    assert isinstance(opened, Opened)
    assert opened.advisor.name == "Noor de Wit"
    assert not opened.session.second
    assert not opened.advisor.enrolled
    assert await office.deeds() == [Deed.INVITED, Deed.JOINED]
    assert isinstance(await office.factors.new_codes(known(opened)), Denied)
    assert isinstance(await office.own.telegram_code(known(opened)), Denied)


async def test_an_invitation_needs_a_name_and_is_not_used_up_without_one(office: Office):
    invited = await office.invited()
    assert await office.entering.accept(invited.token, " \u200e\n", FIREFOX) == Denied(
        why=Why.NO_NAME
    )
    assert isinstance(await office.entering.accept(invited.token, "Noor", FIREFOX), Opened)


async def test_an_invitation_is_good_once_for_three_days_and_is_no_login_link(office: Office):
    invited = await office.invited()
    assert await office.entering.enter(invited.token, FIREFOX) == Refused()
    assert isinstance(await office.entering.accept(invited.token, "Noor", FIREFOX), Opened)
    assert await office.entering.accept(invited.token, "Noor", ELSEWHERE) == Refused()
    assert await office.entering.purpose(invited.token, ELSEWHERE) == Refused()
    late = await office.invited()
    office.at += INVITED
    assert await office.entering.accept(late.token, "Noor", ELSEWHERE) == Refused()


async def test_a_login_link_and_a_code_open_the_desk_with_a_new_token(office: Office):
    noor = await office.employed()
    await office.linked(noor, NOOR)
    office.later(minutes=1)
    half = await office.half(NOOR)
    assert not half.session.second
    opened = await office.entering.with_totp(half, office.code(half.advisor.id), FIREFOX)
    assert isinstance(opened, Opened)
    assert opened.session.second
    assert opened.session.token_hash != half.session.token_hash
    assert (await office.deeds())[-2:] == [Deed.LINK_SENT, Deed.LOGGED_IN]
    assert (await office.trail())[-1].about == "totp"
    again = await office.entering.with_totp(half, office.code(half.advisor.id), FIREFOX)
    assert again == Refused()


async def test_a_login_link_is_good_once_for_ten_minutes_and_only_for_its_purpose(office: Office):
    noor = await office.employed()
    await office.linked(noor, NOOR)
    token = await office.entering.login_link(NOOR)
    assert token is not None
    assert await office.entering.purpose(token, FIREFOX) is Purpose.LOGIN
    assert await office.entering.accept(token, "Noor", FIREFOX) == Refused()
    assert isinstance(await office.entering.enter(token, FIREFOX), Opened)
    assert await office.entering.enter(token, FIREFOX) == Refused()
    late = await office.entering.login_link(NOOR)
    assert late is not None
    office.at += LOGIN
    assert await office.entering.enter(late, FIREFOX) == Refused()


async def test_nobody_gets_a_login_link_without_a_linked_and_open_account(office: Office):
    assert await office.entering.login_link(NOOR) is None
    noor = await office.employed()
    assert await office.entering.login_link("") is None
    await office.linked(noor, NOOR)
    assert await office.entering.login_link("1002") is None
    token = await office.entering.login_link(NOOR)
    assert token is not None
    await office.staff.deactivate(OPERATOR, noor.advisor.id)
    assert await office.entering.login_link(NOOR) is None
    assert await office.entering.enter(token, FIREFOX) == Refused()


async def test_a_code_is_good_once_even_within_its_time(office: Office):
    noor = await office.employed()
    await office.linked(noor, NOOR)
    seen = office.code(noor.advisor.id)
    half = await office.half(NOOR)
    assert await office.entering.with_totp(half, seen, FIREFOX) == Refused()
    office.later(seconds=30)
    fresh = office.code(noor.advisor.id)
    assert isinstance(await office.entering.with_totp(half, fresh, FIREFOX), Opened)
    assert await office.entering.with_totp(await office.half(NOOR), fresh, FIREFOX) == Refused()
    refusals = [entry for entry in await office.trail() if entry.deed == Deed.REFUSED]
    assert [(each.who, each.about) for each in refusals] == [(noor.advisor.id, "totp")] * 2


async def test_a_half_session_that_is_over_shows_no_second_factor(office: Office):
    noor = await office.employed()
    await office.linked(noor, NOOR)
    half = await office.half(NOOR)
    office.at += HALF
    code = office.code(noor.advisor.id)
    assert await office.entering.with_totp(half, code, FIREFOX) == Refused()


async def test_an_advisor_without_an_app_has_no_right_code(office: Office):
    _, half = await office.accepted()
    assert await office.entering.with_totp(half, "000000", FIREFOX) == Refused()


async def test_a_recovery_code_is_good_once_however_it_is_written(office: Office):
    noor = await office.employed()
    await office.linked(noor, NOOR)
    codes = await office.factors.new_codes(noor)
    assert isinstance(codes, tuple)
    assert len(set(codes)) == 10
    typed = codes[3].replace("-", " ").lower()
    half = await office.half(NOOR)
    assert isinstance(await office.entering.with_recovery(half, typed, FIREFOX), Opened)
    assert await office.factors.codes_left(noor.advisor.id) == 9
    half = await office.half(NOOR)
    assert await office.entering.with_recovery(half, codes[3], FIREFOX) == Refused()
    assert isinstance(await office.entering.with_recovery(half, codes[4], FIREFOX), Opened)


async def test_a_recovery_code_of_somebody_else_is_worth_nothing(office: Office):
    noor, anna = await office.employed(), await office.employed(name="Anna")
    await office.linked(noor, NOOR)
    codes = await office.factors.new_codes(anna)
    assert isinstance(codes, tuple)
    half = await office.half(NOOR)
    assert await office.entering.with_recovery(half, codes[0], FIREFOX) == Refused()
    assert await office.factors.codes_left(anna.advisor.id) == 10


async def test_a_passkey_alone_opens_the_desk(office: Office):
    device = Authenticator()
    noor = await office.with_passkey(await office.employed(), device)
    office.later(hours=1)
    answer = device.get(office.entering.passkey_options(SITE))
    opened = await office.entering.with_passkey(SITE, answer, ELSEWHERE)
    assert isinstance(opened, Opened)
    assert opened.session.second
    assert opened.advisor.id == noor.advisor.id
    (passkey,) = await office.factors.passkeys(noor.advisor.id)
    assert (passkey.sign_count, passkey.used_at) == (1, office.at)
    assert await office.entering.with_passkey(SITE, answer, ELSEWHERE) == Refused()


async def test_an_answer_of_a_passkey_that_does_not_count_is_still_good_only_once(office: Office):
    device = Authenticator(counts=False)
    await office.with_passkey(await office.employed(), device)
    answer = device.get(office.entering.passkey_options(SITE))
    assert isinstance(await office.entering.with_passkey(SITE, answer, FIREFOX), Opened)
    assert await office.entering.with_passkey(SITE, answer, FIREFOX) == Refused()
    assert (await office.deeds())[-1] == Deed.REFUSED


async def test_a_challenge_of_ours_is_answered_within_five_minutes(office: Office):
    device = Authenticator()
    await office.with_passkey(await office.employed(), device)
    options = office.entering.passkey_options(SITE)
    office.later(minutes=6)
    assert await office.entering.with_passkey(SITE, device.get(options), FIREFOX) == Refused()


@pytest.mark.parametrize(
    "lie", [{"origin": "https://evil.example"}, {"verified": False}, {"user": b"somebody else"}]
)
async def test_a_passkey_that_lies_is_refused(office: Office, lie: dict[str, object]):
    device = Authenticator()
    await office.with_passkey(await office.employed(), device)
    for name, value in lie.items():
        setattr(device, name, value)
    answer = device.get(office.entering.passkey_options(SITE))
    assert await office.entering.with_passkey(SITE, answer, FIREFOX) == Refused()


async def test_an_unknown_passkey_a_made_up_challenge_and_nonsense_are_refused_alike(
    office: Office,
):
    device = Authenticator()
    await office.with_passkey(await office.employed(), device)
    options = office.entering.passkey_options(SITE)
    strange = Authenticator()
    assert await office.entering.with_passkey(SITE, strange.get(options), FIREFOX) == Refused()
    made_up = json.dumps({**json.loads(options), "challenge": "A" * 54})
    assert await office.entering.with_passkey(SITE, device.get(made_up), FIREFOX) == Refused()
    assert await office.entering.with_passkey(SITE, "{}", ELSEWHERE) == Refused()


async def test_the_passkey_of_a_closed_account_opens_nothing(office: Office):
    device = Authenticator()
    noor = await office.with_passkey(await office.employed(), device)
    answer = device.get(office.entering.passkey_options(SITE))
    await office.staff.deactivate(OPERATOR, noor.advisor.id)
    assert await office.entering.with_passkey(SITE, answer, FIREFOX) == Refused()


async def test_failed_tries_wait_longer_and_longer_for_one_network_and_no_other(office: Office):
    async def wrong() -> int:
        refused = await office.entering.enter(new_token(), FIREFOX)
        assert isinstance(refused, Refused)
        return refused.wait

    assert [await wrong() for _ in range(4)] == [0, 0, 0, 1]
    assert await wrong() == 1, "this one was not even counted"
    office.later(seconds=1)
    assert await wrong() == 2
    invited = await office.invited()
    assert await office.entering.enter(invited.token, ELSEWHERE) == Refused()
    assert isinstance(await office.entering.accept(invited.token, "Noor", FIREFOX), Opened)
    assert await wrong() == 2
    for _ in range(20):
        office.later(minutes=1)
        assert await wrong() <= 60


async def test_a_stranger_in_the_same_network_keeps_nobody_out(office: Office):
    device = Authenticator()
    noor = await office.with_passkey(await office.employed(), device)
    await office.linked(noor, NOOR)
    office.later(seconds=30)
    for _ in range(9):
        await office.entering.enter(new_token(), FIREFOX)
    half = await office.half(NOOR)
    code = office.code(noor.advisor.id)
    assert isinstance(await office.entering.with_totp(half, code, FIREFOX), Opened)
    answer = device.get(office.entering.passkey_options(SITE))
    assert isinstance(await office.entering.with_passkey(SITE, answer, FIREFOX), Opened)


async def test_wrong_codes_for_an_account_wait_whatever_network_they_come_from(office: Office):
    noor = await office.employed()
    await office.linked(noor, NOOR)
    half = await office.half(NOOR)
    refused: object = None
    for n in range(5):
        browser = type(FIREFOX)(agent="Firefox", address=f"203.0.113.{n}")
        refused = await office.entering.with_totp(half, "000000", browser)
    assert refused == Refused(wait=1)
    office.later(seconds=30)
    opened = await office.entering.with_totp(half, office.code(noor.advisor.id), ELSEWHERE)
    assert isinstance(opened, Opened)
    half = await office.half(NOOR)
    assert await office.entering.with_totp(half, "000000", ELSEWHERE) == Refused()


async def test_nobody_is_said_to_be_unknown(office: Office):
    """A link that never was, one that was used and one whose time is over get the same answer."""
    used, old = await office.invited(), await office.invited(role=DeskRole.LEAD)
    await office.entering.accept(used.token, "Noor", FIREFOX)
    office.later(hours=73)
    for token in (new_token(), used.token, old.token, "", "\ud800"):
        assert await office.entering.enter(token, ELSEWHERE) in (Refused(), Refused(wait=1))
        office.later(hours=2)


async def test_what_is_printed_of_a_session_a_browser_or_an_invitation_opens_nothing(
    office: Office,
):
    invited = await office.invited()
    opened = await office.entering.accept(invited.token, "Noor", FIREFOX)
    assert isinstance(opened, Opened)
    assert opened.token not in repr(opened)
    assert invited.token not in repr(invited)
    assert FIREFOX.address not in repr(FIREFOX)


def test_the_address_of_a_link_is_a_page_of_the_desk():
    assert (
        entry_address("https://d.example/desk", "a_-b") == "https://d.example/desk/enter?link=a_-b"
    )
