"""Who writes in the advisors' group, by the accounts of the desk."""

from bot.core.ticket import AdvisorId, TeamId
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.availability import AWAY, NOT_KNOWN
from bot.service.desk.members import HINTS, AccountMembers
from tests.office import NOW, Office


async def test_an_advisor_is_known_by_their_telegram_and_by_name(office: Office):
    noor = await office.employed(name="Noor")
    await office.linked(noor, "77")
    members = AccountMembers(accounts=office.accounts)
    found = await members.who(77)
    assert found is not None
    assert (found.id, found.name) == (noor.advisor.id, "Noor")
    assert await members.who(78) is None
    assert await members.name(noor.advisor.id) == "Noor"
    assert await members.name(AdvisorId("nobody")) == ""


async def test_who_may_not_work_with_tickets_is_nobody_in_the_group(office: Office):
    await office.employed(DeskRole.ADMIN, "Boss")
    auditor = await office.employed(DeskRole.AUDITOR, "Al")
    await office.linked(auditor, "78")
    noor = await office.employed(name="Noor")
    await office.linked(noor, "77")
    await office.staff.deactivate(OPERATOR, noor.advisor.id)
    members = AccountMembers(accounts=office.accounts)
    assert await members.who(77) is None
    assert await members.who(78) is None
    assert await members.name(noor.advisor.id) == "Noor"


async def test_the_leads_of_a_team_come_first_then_the_other_leads_then_the_admins(office: Office):
    members, team, today = AccountMembers(accounts=office.accounts), TeamId("night"), NOW.date()
    assert list(await members.leads(team, today)) == []
    boss = await office.employed(DeskRole.ADMIN, "Boss")
    assert [each.name for each in await members.leads(team, today)] == ["Boss"]
    lea = await office.employed(DeskRole.LEAD, "Lea")
    assert [each.name for each in await members.leads(team, today)] == ["Lea"]
    lou = await office.employed(DeskRole.LEAD, "Lou")
    await office.staff.change_teams(OPERATOR, lou.advisor.id, frozenset({team}))
    await office.linked(lou, "77")
    (found,) = await members.leads(team, today)
    assert (found.name, found.user) == ("Lou", 77)
    assert "Lou" not in repr(found)
    assert await members.working() == {each.advisor.id for each in (boss, lea, lou)}


async def test_who_is_away_or_left_is_not_called(office: Office):
    members, today = AccountMembers(accounts=office.accounts), NOW.date()
    noor = await office.employed(name="Noor")
    found = await members.present(noor.advisor.id, today)
    assert found is not None
    assert (found.name, found.user) == ("Noor", 0)
    settings = {AWAY: NOT_KNOWN}
    await office.own.change(noor, name="Noor", languages=("nl",), settings=settings)
    assert await members.present(noor.advisor.id, today) is None
    assert await members.present(AdvisorId("nobody"), today) is None


async def test_an_account_of_telegrams_is_known_whatever_its_owner_may_do(office: Office):
    members = AccountMembers(accounts=office.accounts)
    auditor = await office.employed(DeskRole.AUDITOR, "Al")
    await office.linked(auditor, "78")
    found = await members.anybody(78)
    assert found is not None
    assert found.id == auditor.advisor.id
    assert await members.anybody(79) is None


async def test_what_a_note_is_is_said_three_times_to_each_advisor(office: Office):
    members = AccountMembers(accounts=office.accounts)
    noor = await office.employed(name="Noor")
    hints = [await members.to_hint(noor.advisor.id) for _ in range(4)]
    assert hints == [True, True, True, False]
    assert not await members.to_hint(AdvisorId("nobody"))


async def test_a_count_of_hints_that_is_none_begins_anew(office: Office):
    members = AccountMembers(accounts=office.accounts)
    noor = await office.employed(name="Noor")
    settings = {HINTS: "many"}
    await office.own.change(noor, name="Noor", languages=("nl",), settings=settings)
    assert await members.to_hint(noor.advisor.id)
