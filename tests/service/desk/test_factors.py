"""Second factors are set up once with an invitation, later only behind one, and the last one stays."""

from bot.service.desk.audit import Deed
from bot.service.desk.factors import NewTotp
from bot.service.desk.outcomes import DONE, Denied, Opened, Why
from tests.authenticator import Authenticator
from tests.office import FIREFOX, SITE, Office, known

NOT_ALLOWED = Denied(why=Why.NOT_ALLOWED)
NOOR = "1001"


async def test_an_app_counts_only_once_it_made_a_right_code(office: Office):
    _, half = await office.accepted()
    made = await office.factors.new_totp(half)
    assert isinstance(made, NewTotp)
    assert made.secret in made.uri
    assert made.secret not in repr(made)
    wrong = await office.factors.confirm_totp(half, "000000", FIREFOX.agent)
    assert wrong == Denied(why=Why.WRONG)
    advisor = await office.staff.one(half.advisor.id)
    assert advisor is not None
    assert not advisor.has_totp
    office.secrets[half.advisor.id] = made.secret
    code = office.code(half.advisor.id)
    opened = await office.factors.confirm_totp(half, code, FIREFOX.agent)
    assert isinstance(opened, Opened)
    assert opened.session.second
    assert opened.advisor.has_totp
    assert (await office.deeds())[-2:] == [Deed.TOTP_SET, Deed.LOGGED_IN]


async def test_without_a_fresh_secret_no_code_is_right(office: Office):
    noor = await office.employed()
    code = office.code(noor.advisor.id)
    denied = await office.factors.confirm_totp(noor, code, FIREFOX.agent)
    assert denied == Denied(why=Why.WRONG)


async def test_the_session_of_an_invitation_ends_when_the_desk_is_open(office: Office):
    _, half = await office.accepted()
    noor = await office.with_passkey(half, Authenticator())
    assert noor.session.second
    assert noor.advisor.passkeys == 1
    assert await office.factors.new_totp(half) == NOT_ALLOWED


async def test_a_login_link_alone_sets_up_nothing(office: Office):
    """Whoever took over the Telegram account of an advisor has to know the second factor all the same."""
    noor = await office.employed()
    await office.linked(noor, NOOR)
    half = await office.half(NOOR)
    assert await office.factors.new_totp(half) == NOT_ALLOWED
    assert await office.factors.passkey_options(half, SITE) == NOT_ALLOWED
    assert await office.factors.remove_totp(half) == NOT_ALLOWED


async def test_the_last_second_factor_stays(office: Office):
    noor = await office.employed()
    assert await office.factors.remove_totp(noor) == Denied(why=Why.LAST_FACTOR)
    noor = await office.with_passkey(noor, Authenticator())
    (passkey,) = await office.factors.passkeys(noor.advisor.id)
    assert await office.factors.remove_totp(noor) == DONE
    denied = await office.factors.remove_passkey(noor, passkey.id)
    assert denied == Denied(why=Why.LAST_FACTOR)
    noor = await office.with_passkey(noor, Authenticator())
    assert await office.factors.remove_passkey(noor, passkey.id) == DONE
    assert await office.factors.remove_passkey(noor, passkey.id) == Denied(why=Why.UNKNOWN)
    assert (await office.deeds())[-1] == Deed.PASSKEY_REMOVED


async def test_a_passkey_can_go_while_there_is_an_app_and_other_sessions_end_with_it(
    office: Office,
):
    device = Authenticator()
    noor = await office.with_passkey(await office.employed(), device)
    office.later(minutes=1)
    answer = device.get(office.entering.passkey_options(SITE))
    other = await office.entering.with_passkey(SITE, answer, FIREFOX)
    assert isinstance(other, Opened)
    (passkey,) = await office.factors.passkeys(noor.advisor.id)
    assert await office.factors.remove_passkey(noor, passkey.id) == DONE
    assert [each.id for each in await office.sessions.of(noor.advisor.id)] == [noor.session.id]


async def test_nobody_removes_the_passkey_of_somebody_else(office: Office):
    noor = await office.with_passkey(await office.employed(), Authenticator())
    anna = await office.employed(name="Anna")
    (passkey,) = await office.factors.passkeys(noor.advisor.id)
    assert await office.factors.remove_passkey(anna, passkey.id) == Denied(why=Why.UNKNOWN)


async def test_a_passkey_is_made_for_the_session_that_asked_for_it(office: Office):
    noor, anna = await office.employed(), await office.employed(name="Anna")
    options = await office.factors.passkey_options(noor, SITE)
    assert isinstance(options, str)
    answer = Authenticator().create(options)
    stolen = await office.factors.add_passkey(anna, SITE, answer, "mine", FIREFOX.agent)
    assert stolen == Denied(why=Why.WRONG)
    office.later(minutes=6)
    late = await office.factors.add_passkey(noor, SITE, answer, "late", FIREFOX.agent)
    assert late == Denied(why=Why.WRONG)


async def test_an_answer_that_is_none_or_lies_makes_no_passkey(office: Office):
    noor = await office.employed()
    options = await office.factors.passkey_options(noor, SITE)
    assert isinstance(options, str)
    lying = Authenticator(verified=False).create(options)
    for answer in ("", lying):
        denied = await office.factors.add_passkey(noor, SITE, answer, "x", FIREFOX.agent)
        assert denied == Denied(why=Why.WRONG)
    assert await office.factors.passkeys(noor.advisor.id) == ()


async def test_one_answer_and_one_passkey_are_taken_once(office: Office):
    noor, device = await office.employed(), Authenticator()
    options = await office.factors.passkey_options(noor, SITE)
    assert isinstance(options, str)
    first = device.create(options)
    second = Authenticator().create(options)
    opened = await office.factors.add_passkey(noor, SITE, first, " ", FIREFOX.agent)
    assert isinstance(opened, Opened)
    (passkey,) = await office.factors.passkeys(noor.advisor.id)
    assert passkey.name == "2026-11-27", "a passkey without a name is called by its day"
    noor = known(opened)
    denied = await office.factors.add_passkey(noor, SITE, second, "x", FIREFOX.agent)
    assert denied == Denied(why=Why.WRONG), "its challenge belonged to the session before"
    options = await office.factors.passkey_options(noor, SITE)
    assert isinstance(options, str)
    twice = await office.factors.add_passkey(noor, SITE, device.create(options), "x", FIREFOX.agent)
    assert twice == Denied(why=Why.WRONG)


async def test_new_recovery_codes_take_the_place_of_the_old_ones(office: Office):
    noor = await office.employed()
    await office.linked(noor, NOOR)
    old = await office.factors.new_codes(noor)
    new = await office.factors.new_codes(noor)
    assert isinstance(old, tuple)
    assert isinstance(new, tuple)
    assert await office.factors.codes_left(noor.advisor.id) == 10
    half = await office.half(NOOR)
    assert not isinstance(await office.entering.with_recovery(half, old[0], FIREFOX), Opened)
    assert isinstance(await office.entering.with_recovery(half, new[0], FIREFOX), Opened)


async def test_a_session_that_ended_changes_nothing(office: Office):
    noor = await office.employed()
    await office.sessions.end_all(noor.advisor.id)
    assert await office.factors.new_codes(noor) == NOT_ALLOWED
    assert await office.factors.new_totp(noor) == NOT_ALLOWED
