"""My settings, advisors, the audit trail."""

import re

import pytest

from bot.service.desk.advisor import DeskRole
from bot.service.desk.audit import Entry
from tests.authenticator import Authenticator
from tests.desk.conftest import AGENT, TEAM, Hands, House, employ

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_settings_are_saved(house: House, hands: Hands):
    noor = await employ(house)
    hand = await hands(noor)
    async with hand.session.post(
        "/desk/settings",
        data=[
            ("token", hand.token),
            ("name", "  Noor B. "),
            ("languages", "uk"),
            ("languages", "en"),
            ("languages", "nonsense"),
            ("reply_language", "uk"),
            ("page_language", "nonsense"),
        ],
    ) as response:
        text = await response.text()
    assert "Saved." in text
    advisor = await house.office.staff.one(noor.advisor.id)
    assert advisor is not None
    assert (advisor.name, advisor.languages) == ("Noor B.", ("en", "uk"))
    assert advisor.reply_language == "uk"
    assert "data-keys" not in text
    page = await hand.sends("/settings", name="", keys="on")
    assert (page.status, "Please write a name." in page.text) == (400, True)
    await hand.sends("/settings", name="Noor", keys="on")
    assert 'data-keys="on"' in (await hand.opens("/queue")).text


async def test_sessions_elsewhere_can_be_ended(house: House, hands: Hands):
    noor = await employ(house)
    here, there = await hands(noor), await hands(noor)
    text = (await here.opens("/settings")).text
    assert "this browser" in text
    for session in re.findall(r'name="session" value="([0-9a-f]+)"', text):
        page = await here.sends("/settings/session", session=session)
        assert page.url == "/desk/settings?done=saved"
    assert (await there.opens("/queue")).url == "/desk/login"
    page = await here.sends("/settings/session", session="0" * 64)
    assert "That is not there any more." in page.text
    page = await here.sends("/settings/session", all="yes")
    assert page.url == "/desk/login"
    assert await house.office.sessions.of(noor.advisor.id) == []


async def test_ways_in_can_be_removed_but_not_the_last_one(house: House, hands: Hands):
    noor = await employ(house)
    hand = await hands(noor)
    page = await hand.sends("/settings/app")
    assert "This is your only second factor." in page.text
    options = await house.office.factors.passkey_options(noor, house.site.place)
    assert isinstance(options, str)
    key = Authenticator(origin=house.site.place.origin)
    await house.office.factors.add_passkey(
        noor, house.site.place, key.create(options), "key", "Firefox"
    )
    page = await hand.sends("/settings/app")
    assert page.url == "/desk/settings?done=saved"
    assert "Authenticator app: not set up" in page.text
    passkey = (re.search(r'name="passkey" value="([0-9a-f]+)"', page.text) or [""])[1]
    page = await hand.sends("/settings/passkey", passkey=passkey)
    assert "This is your only second factor." in page.text


async def test_a_telegram_account_is_linked_by_a_code(house: House, hands: Hands):
    noor = await employ(house)
    hand = await hands(noor)
    page = await hand.sends("/settings/telegram")
    code = (re.search(r"/desk ([A-Z0-9]{4}-[A-Z0-9]{4})", page.text) or [""])[1]
    await house.office.own.link_telegram("100", code)
    assert "Your Telegram account is linked." in (await hand.opens("/settings")).text
    page = await hand.sends("/settings/telegram/unlink")
    assert "Your Telegram account is not linked." in page.text


async def test_an_admin_invites_and_manages(house: House, hands: Hands):
    ada = await employ(house, DeskRole.ADMIN, "Ada")
    hand = await hands(ada)
    page = await hand.sends("/advisors", name="Sam", role="lead", languages="uk", teams=TEAM)
    link = (re.search(r"http://localhost:\d+/desk/enter\?link=([\w-]+)", page.text) or [""])[1]
    assert "has not come in yet" in page.text
    page = await hand.sends("/advisors", name=" ", role="lead")
    assert (page.status, "Please write a name." in page.text) == (400, True)
    assert (await hand.sends("/advisors", name="Sam", role="king")).status == 400
    sam = next(each for each in await house.office.staff.all() if each.name == "Sam")
    assert (sam.name, sam.role, sam.teams) == ("Sam", DeskRole.LEAD, frozenset({TEAM}))
    assert link
    for form in ({"act": "role", "role": "auditor"}, {"act": "teams"}, {"act": "deactivate"}):
        page = await hand.sends(f"/advisors/{sam.id}", **form)
        assert page.url == "/desk/advisors?done=saved"
    changed = await house.office.staff.one(sam.id)
    assert changed is not None
    assert (changed.role, changed.teams, changed.active) == (DeskRole.AUDITOR, frozenset(), False)
    assert "closed account" in page.text
    page = await hand.sends(f"/advisors/{sam.id}", act="again")
    assert "/desk/enter?link=" in page.text
    assert (await hand.sends(f"/advisors/{sam.id}", act="nonsense")).status == 400
    page = await hand.sends(f"/advisors/{ada.advisor.id}", act="deactivate")
    assert "This is the last admin." in page.text
    page = await hand.sends("/advisors/nobody", act="deactivate")
    assert "That is not there any more." in page.text


async def test_a_changed_role_ends_sessions(house: House, hands: Hands):
    noor = await employ(house)
    ada = await hands(await employ(house, DeskRole.ADMIN, "Ada"))
    hand = await hands(noor)
    await ada.sends(f"/advisors/{noor.advisor.id}", act="role", role="auditor")
    assert (await hand.opens("/queue")).url == "/desk/login"
    assert AGENT


async def test_the_trail_is_shown_page_by_page_and_checked(house: House, hands: Hands):
    auditor = await employ(house, DeskRole.AUDITOR, "Alex")
    for nth in range(120):
        entry = Entry(at=house.office.at, who=auditor.advisor.id, deed=f"deed_{nth}", code="K7-M2")
        await house.office.audit.note(entry)
    hand = await hands(auditor)
    page = await hand.opens("/audit")
    assert "deed_119" in page.text
    assert "deed_1<" not in page.text
    assert "Operator" not in page.text
    older = (re.search(r"/desk/audit\?before=(\d+)", page.text) or [""])[1]
    page = await hand.opens(f"/audit?before={older}")
    assert "deed_1<" in page.text
    assert "Operator" in page.text
    assert "Older lines" not in page.text
    page = await hand.opens("/audit?verify=yes&before=nonsense")
    assert "Nothing was changed." in page.text
    assert "There are no lines." in (await hand.opens("/audit?before=1")).text


async def test_a_trail_that_was_changed_says_where(house: House, hands: Hands):
    class Broken:
        async def lines(self, *, before: int | None = None, most: int = 100) -> list[object]:
            return []

        async def verify(self) -> object:
            return type("Verdict", (), {"broken": 7, "lines": 9})()

    hand = await hands(await employ(house, DeskRole.AUDITOR))
    object.__setattr__(house.site, "audit", Broken())
    page = await hand.opens("/audit?verify=yes")
    assert "Line 7 does not fit" in page.text
