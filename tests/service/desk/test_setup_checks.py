"""What `merit desk setup` says about a group, an address, a clock and the advisors."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from bot.core.ticket import AdvisorId
from bot.service.desk.advisor import Advisor, DeskRole
from bot.service.desk.group_check import (
    RIGHTS,
    Absence,
    Absent,
    Admin,
    Alone,
    Group,
    check_group,
)
from bot.service.desk.house_check import check_address, check_clock, check_staff
from bot.service.desk.setup_finding import Finding, Mark, written

GOOD = Group(
    title="Desk",
    forum=True,
    rights=frozenset(RIGHTS),
    admins=(Admin(name="Noor", anonymous=False, known=True),),
    members=3,
    linked=2,
)


def faults(findings: Iterable[Finding]) -> list[str]:
    """What is wrong; whatever is wrong comes with steps."""
    wrong = [each for each in findings if each.mark is Mark.WRONG]
    assert all(each.steps for each in wrong)
    return [each.what for each in wrong]


def said(findings: Iterable[Finding]) -> str:
    return "\n".join(written(findings))


def group(**changes: object) -> list[Finding]:
    values = {name: getattr(GOOD, name) for name in Group.__dataclass_fields__} | changes
    return list(check_group(Group(**values), bot="merit_bot"))


def test_a_group_that_is_right_has_no_fault_and_says_so():
    found = group()
    assert faults(found) == []
    words = said(found)
    assert "ok     “Desk” is a group with topics." in words
    assert "may manage topics, delete messages and pin messages." in words
    assert "All 2 people in the group are linked" in words
    assert "Invite Links" in words
    assert "cannot read what was written before they came" in words


def test_steps_are_numbered_and_say_what_to_tap():
    words = said(group(rights=frozenset({"can_delete_messages"})))
    assert (
        "WRONG  The bot is administrator, but it may not manage topics and pin messages." in words
    )
    assert "         1. Open the group in Telegram and tap its name at the top." in words
    assert "Switch on Manage Topics, Pin Messages and save." in words


@pytest.mark.parametrize(
    ("changes", "fault", "step"),
    [
        ({"forum": False}, "has no topics", "Tap Topics"),
        ({"forum": False, "supergroup": False}, "has no topics", "gets a new number"),
        ({"public": "open_desk"}, "public (@open_desk)", "Private Group"),
        ({"rights": None}, "no administrator", "Switch on Manage Topics, Delete Messages"),
        ({"rights": frozenset(RIGHTS) - {"can_pin_messages"}}, "may not pin messages.", "Pin"),
        (
            {"admins": (Admin(name="Ali", anonymous=True, known=True),)},
            "Ali is an anonymous administrator",
            "Remain Anonymous",
        ),
        ({"vanishes": 86_400}, "after 1 day", "Auto-Delete"),
        ({"vanishes": 7 * 86_400}, "after 7 days", "Auto-Delete"),
    ],
)
def test_each_fault_of_a_group_says_what_to_do(changes: dict[str, object], fault: str, step: str):
    found = group(**changes)
    (what,) = faults(found)
    assert fault in what
    assert step in said(found)


def test_people_nobody_knows_are_counted_and_advisors_outside_are_named():
    found = group(members=4, linked=1, outside=("Sam",))
    assert faults(found) == []
    words = said(found)
    assert (
        "Of 3 people in the group, 1 are linked to an account of the desk and 2 are not." in words
    )
    assert "Sam has an account with a linked Telegram and is not in the group." in words
    assert "1 person in the group" in said(group(members=2, linked=1))


def test_an_empty_group_is_not_said_to_be_full_of_known_people():
    words = said(group(members=1, linked=0, admins=(), hides_members=True, shows_history=True))
    assert "linked" not in words
    assert "can read what was written before" in words
    assert "do not see who else" in words


def test_an_administrator_without_an_account_is_named_with_how_to_invite_them():
    words = said(group(admins=(Admin(name="Ali", anonymous=False, known=False),)))
    assert "Ali is an administrator of the group, and linked to no account" in words
    assert "merit desk invite NAME --role advisor" in words


@pytest.mark.parametrize(
    ("absent", "step"),
    [
        (Absent(why=Absence.MOVED, now=-100200), "MERIT_DESK_GROUP=-100200"),
        (Absent(why=Absence.CLOSED), "https://t.me/merit_bot"),
        (Absent(why=Absence.OUTSIDE), "search for @merit_bot"),
        (Absent(why=Absence.UNKNOWN), "begins with -100"),
    ],
)
def test_a_chat_the_bot_cannot_see_says_how_it_can(absent: Absent, step: str):
    found = list(check_group(absent, bot="merit_bot"))
    assert len(faults(found)) == 1
    assert step in said(found)


def test_a_lone_volunteer_can_be_written_to():
    assert said(check_group(Alone(known=True), bot="b")).startswith("ok     The bot can write")
    assert "linked to no account" in said(check_group(Alone(known=False), bot="b"))


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("https://merit.example.org/desk", Mark.OK),
        ("http://127.0.0.1:8080/desk", Mark.NOTE),
        ("http://[::1]:8080/desk", Mark.NOTE),
        ("http://localhost:8080/desk", Mark.NOTE),
        ("http://merit.example.org/desk", Mark.WRONG),
        ("http://192.0.2.1:8080/desk", Mark.WRONG),
        ("http:///desk", Mark.WRONG),
    ],
)
def test_an_address_others_can_read_along_is_wrong(address: str, mark: Mark):
    (found,) = check_address(address)
    assert found.mark is mark


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "was not compared"),
        (-15, "is right"),
        (15, "is right"),
        (40, "40 seconds ahead of Telegram's"),
        (-90, "90 seconds behind Telegram's"),
    ],
)
def test_a_clock_that_is_off_makes_codes_fail(seconds: int | None, words: str):
    ahead = None if seconds is None else timedelta(seconds=seconds)
    assert words in said(check_clock(ahead))


def advisor(role: DeskRole, *, totp: bool = True, active: bool = True) -> Advisor:
    return Advisor(id=AdvisorId("a1"), name="Noor", role=role, has_totp=totp, active=active)


def test_somebody_has_to_be_admin_and_able_to_come_in():
    assert "There is no admin" in said(check_staff([]))
    closed = advisor(DeskRole.ADMIN, active=False)
    assert "There is no admin" in said(check_staff([closed, advisor(DeskRole.LEAD)]))
    assert "No admin has set up" in said(check_staff([advisor(DeskRole.ADMIN, totp=False)]))
    assert said(check_staff([advisor(DeskRole.ADMIN)])).startswith("ok ")


def test_an_advisor_without_a_second_factor_is_named():
    words = said(check_staff([advisor(DeskRole.ADMIN), advisor(DeskRole.LEAD, totp=False)]))
    assert "Noor has no second factor yet" in words
    assert "merit desk reinvite a1" in words
