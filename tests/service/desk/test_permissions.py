"""Who may do what: nothing that is not granted, and of tickets only what a role and a team open."""

from dataclasses import replace

import pytest

from bot.core.ticket import Actor, AdvisorId, Role, State, TeamId, Ticket
from bot.service.desk.advisor import Advisor, DeskRole
from bot.service.desk.permissions import (
    MAY,
    Permission,
    Sight,
    actor,
    may,
    may_act,
    may_change,
    sees,
)

NORTH, SOUTH = TeamId("north"), TeamId("south")
TICKET = Ticket(number=1, code="K7-M2", topic="work", opened_at=1, state=State.QUEUED, team=NORTH)


def advisor(role: DeskRole, *teams: TeamId, active: bool = True) -> Advisor:
    return Advisor(id=AdvisorId("a"), name="Noor", role=role, teams=frozenset(teams), active=active)


def test_every_role_has_its_permissions_and_an_auditor_none_to_see_a_ticket():
    assert set(MAY) == set(DeskRole)
    assert MAY[DeskRole.ADVISOR] < MAY[DeskRole.LEAD] < MAY[DeskRole.ADMIN]
    assert MAY[DeskRole.ADMIN] == set(Permission) - {Permission.INTERPRET}
    assert MAY[DeskRole.INTERPRETER] == {Permission.OWN_ACCOUNT, Permission.INTERPRET}
    assert MAY[DeskRole.AUDITOR] == {
        Permission.OWN_ACCOUNT,
        Permission.SEE_STATISTICS,
        Permission.SEE_AUDIT,
    }


def test_only_an_admin_manages_advisors_and_an_advisor_sees_no_audit():
    managing = [role for role in DeskRole if may(advisor(role), Permission.MANAGE_ADVISORS)]
    assert managing == [DeskRole.ADMIN]
    assert not may(advisor(DeskRole.ADVISOR), Permission.SEE_AUDIT)
    assert not may(advisor(DeskRole.LEAD), Permission.SEE_AUDIT)


@pytest.mark.parametrize("role", DeskRole)
def test_a_closed_account_may_do_nothing_and_sees_nothing(role: DeskRole):
    gone = advisor(role, NORTH, active=False)
    assert not any(may(gone, permission) for permission in Permission)
    assert sees(gone, replace(TICKET, assignee=gone.id)) is Sight.NOTHING
    assert not may_act(gone, TICKET)


@pytest.mark.parametrize(
    ("role", "teams", "sight"),
    [
        (DeskRole.ADVISOR, (), Sight.NOTHING),
        (DeskRole.ADVISOR, (SOUTH,), Sight.NOTHING),
        (DeskRole.ADVISOR, (SOUTH, NORTH), Sight.ALL),
        (DeskRole.LEAD, (SOUTH,), Sight.NOTHING),
        (DeskRole.LEAD, (NORTH,), Sight.ALL),
        (DeskRole.ADMIN, (), Sight.CARD),
        (DeskRole.ADMIN, (NORTH,), Sight.CARD),
        (DeskRole.AUDITOR, (NORTH,), Sight.NOTHING),
        (DeskRole.INTERPRETER, (NORTH,), Sight.NOTHING),
    ],
)
def test_what_is_seen_of_a_teams_ticket(role: DeskRole, teams: tuple[TeamId, ...], sight: Sight):
    who = advisor(role, *teams)
    assert sees(who, TICKET) is sight
    assert may_act(who, TICKET) is (sight is not Sight.NOTHING)


@pytest.mark.parametrize("role", [DeskRole.ADVISOR, DeskRole.LEAD, DeskRole.ADMIN])
def test_who_has_a_ticket_sees_all_of_it_whatever_its_team(role: DeskRole):
    who = advisor(role)
    mine = replace(TICKET, state=State.ACTIVE, assignee=who.id)
    assert sees(who, mine) is Sight.ALL


def test_a_ticket_of_no_team_is_seen_by_every_advisor():
    loose = replace(TICKET, team=TeamId(""))
    assert sees(advisor(DeskRole.ADVISOR), loose) is Sight.ALL
    assert sees(advisor(DeskRole.ADMIN), loose) is Sight.CARD


@pytest.mark.parametrize("role", DeskRole)
def test_what_was_not_sent_is_nobodys_to_see_unless_there_may_be_danger(role: DeskRole):
    begun = replace(TICKET, state=State.REQUESTED)
    who = advisor(role, NORTH)
    assert sees(who, begun) is Sight.NOTHING
    assert sees(who, replace(begun, danger="violence")) is sees(who, TICKET)


def test_leads_and_admins_make_moves_as_leads():
    assert actor(advisor(DeskRole.ADVISOR)) == Actor(role=Role.ADVISOR, id=AdvisorId("a"))
    assert actor(advisor(DeskRole.LEAD)).role is Role.LEAD
    assert actor(advisor(DeskRole.ADMIN)).role is Role.LEAD


def test_statistics_are_for_those_who_lead_or_check_not_for_every_advisor():
    seeing = [role for role in DeskRole if may(advisor(role), Permission.SEE_STATISTICS)]
    assert seeing == [DeskRole.LEAD, DeskRole.ADMIN, DeskRole.AUDITOR]


def test_a_lead_changes_the_own_teams_and_an_admin_every_team():
    assert may_change(advisor(DeskRole.LEAD, NORTH), NORTH)
    assert not may_change(advisor(DeskRole.LEAD, SOUTH), NORTH)
    assert may_change(advisor(DeskRole.ADMIN), NORTH)
    assert not may_change(advisor(DeskRole.ADVISOR, NORTH), NORTH)
    assert not may_change(advisor(DeskRole.AUDITOR, NORTH), NORTH)
