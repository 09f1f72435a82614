"""Accounts are made and closed by admins and the operator, and somebody can always manage them."""

import pytest

from bot.core.ticket import AdvisorId, TeamId
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.audit import Deed
from bot.service.desk.outcomes import DONE, Denied, Opened, Why
from bot.service.desk.staff import Invited, Wanted
from tests.authenticator import Authenticator
from tests.office import FIREFOX, SITE, Office, known

NOT_ALLOWED = Denied(why=Why.NOT_ALLOWED)
NOBODY = AdvisorId("nobody")


async def test_an_invited_advisor_is_listed_as_invited(office: Office):
    invited = await office.invited(DeskRole.LEAD, "  Noor  ")
    advisor = await office.staff.one(invited.id)
    assert advisor is not None
    assert list(await office.staff.all()) == [advisor]
    assert (advisor.name, advisor.role, advisor.languages) == ("Noor", DeskRole.LEAD, ("nl", "en"))
    assert advisor.reply_language == "nl"
    assert not advisor.enrolled
    assert await office.staff.one(NOBODY) is None
    (entry,) = await office.trail()
    assert (entry.who, entry.deed, entry.about) == (
        OPERATOR,
        Deed.INVITED,
        f"{invited.id} lead",
    )


async def test_an_account_needs_a_name(office: Office):
    wanted = Wanted(name=" \n", role=DeskRole.ADVISOR)
    assert await office.staff.invite(OPERATOR, wanted) == Denied(why=Why.NO_NAME)
    assert await office.trail() == []


@pytest.mark.parametrize("role", [DeskRole.ADVISOR, DeskRole.LEAD, DeskRole.AUDITOR])
async def test_only_an_admin_manages_advisors(office: Office, role: DeskRole):
    other = (await office.invited()).id
    who = (await office.employed(role)).advisor.id
    wanted = Wanted(name="X", role=DeskRole.ADMIN)
    for by in (who, NOBODY):
        assert await office.staff.invite(by, wanted) == NOT_ALLOWED
        assert await office.staff.invite_again(by, other) == NOT_ALLOWED
        assert await office.staff.change_role(by, by, DeskRole.ADMIN) == NOT_ALLOWED
        assert await office.staff.change_teams(by, by, frozenset()) == NOT_ALLOWED
        assert await office.staff.deactivate(by, other) == NOT_ALLOWED


async def test_an_admin_invites_and_moves_advisors_and_an_unknown_one_is_said_to_be(
    office: Office,
):
    admin = (await office.employed(DeskRole.ADMIN, "Ada")).advisor.id
    noor = (await office.invited(by=admin)).id
    teams = frozenset({TeamId("north")})
    assert await office.staff.change_teams(admin, noor, teams) == DONE
    assert await office.staff.change_role(admin, noor, DeskRole.LEAD) == DONE
    advisor = await office.staff.one(noor)
    assert advisor is not None
    assert (advisor.teams, advisor.role) == (teams, DeskRole.LEAD)
    assert (await office.trail())[-1].about == f"{noor} advisor lead"
    assert await office.staff.deactivate(admin, NOBODY) == Denied(why=Why.UNKNOWN)


async def test_the_last_admin_stays_one(office: Office):
    ada = (await office.employed(DeskRole.ADMIN, "Ada")).advisor.id
    await office.invited(DeskRole.ADMIN, "Not here yet")
    last = Denied(why=Why.LAST_ADMIN)
    assert await office.staff.deactivate(OPERATOR, ada) == last
    assert await office.staff.change_role(ada, ada, DeskRole.LEAD) == last
    assert await office.staff.invite_again(ada, ada) == last
    assert isinstance(await office.staff.invite_again(OPERATOR, ada), Invited)
    await office.staff.deactivate(OPERATOR, ada)
    ada = (await office.employed(DeskRole.ADMIN, "Ada")).advisor.id
    assert await office.staff.change_role(ada, ada, DeskRole.ADMIN) == DONE
    ben = (await office.employed(DeskRole.ADMIN, "Ben")).advisor.id
    assert await office.staff.change_role(ben, ada, DeskRole.LEAD) == DONE
    assert await office.staff.deactivate(ben, ben) == last


async def test_an_admin_who_never_came_in_can_be_closed(office: Office):
    never = await office.invited(DeskRole.ADMIN)
    assert await office.staff.deactivate(OPERATOR, never.id) == DONE


async def test_a_closed_account_keeps_its_name_and_nothing_that_opens_anything(office: Office):
    noor = await office.with_passkey(await office.employed(), Authenticator())
    await office.linked(noor, "1001")
    await office.factors.new_codes(noor)
    assert await office.staff.deactivate(OPERATOR, noor.advisor.id) == DONE
    advisor = await office.staff.one(noor.advisor.id)
    assert advisor is not None
    assert advisor.name == "Noor"
    assert not advisor.active
    assert (advisor.has_telegram, advisor.has_totp, advisor.passkeys) == (False, False, 0)
    assert await office.factors.codes_left(noor.advisor.id) == 0
    assert (await office.deeds())[-1] == Deed.DEACTIVATED


async def test_who_lost_the_phone_begins_again_and_the_old_ways_in_are_gone(office: Office):
    device = Authenticator()
    noor = await office.with_passkey(await office.employed(), device)
    again = await office.staff.invite_again(OPERATOR, noor.advisor.id)
    assert isinstance(again, Invited)
    answer = device.get(office.entering.passkey_options(SITE))
    assert not isinstance(await office.entering.with_passkey(SITE, answer, FIREFOX), Opened)
    opened = await office.entering.accept(again.token, "Noor", FIREFOX)
    assert isinstance(opened, Opened)
    assert opened.advisor.id == noor.advisor.id
    assert (await office.with_passkey(known(opened), device)).session.second


async def test_a_new_invitation_makes_the_one_before_worthless_and_opens_a_closed_account(
    office: Office,
):
    first = await office.invited()
    await office.staff.deactivate(OPERATOR, first.id)
    second = await office.staff.invite_again(OPERATOR, first.id)
    assert isinstance(second, Invited)
    assert not isinstance(await office.entering.accept(first.token, "N", FIREFOX), Opened)
    assert isinstance(await office.entering.accept(second.token, "N", FIREFOX), Opened)
