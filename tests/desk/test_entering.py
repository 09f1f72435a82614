"""Coming in and going out, without scripts; passkeys with a software authenticator."""

import re
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from bot.core.ticket import AdvisorId
from bot.service.desk.account_ports import Site
from bot.service.desk.advisor import DeskRole
from tests.authenticator import Authenticator
from tests.desk.conftest import Hand, Hands, House, Page, employ

pytestmark = pytest.mark.asyncio(loop_scope="session")


def token_in(page: Page) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page.text)
    assert found is not None, page.text
    return found[1]


def options_in(page: Page) -> str:
    found = re.search(r'data-options="([^"]+)"', page.text)
    assert found is not None, page.text
    return found[1].replace("&#34;", '"')


def secret_in(uri: str) -> str:
    return parse_qs(urlsplit(uri).query)["secret"][0]


def device(house: House) -> Authenticator:
    return Authenticator(origin=house.site.place.origin)


async def by_link(house: House, hands: Hands) -> tuple[Hand, AdvisorId]:
    """Somebody who came by a login link and has an app."""
    noor = await employ(house)
    await house.office.linked(noor, "100")
    house.office.later(minutes=1)
    link = await house.office.entering.login_link("100")
    hand = await hands()
    page = await hand.opens(f"/enter?link={link}")
    assert "Open the desk" in page.text
    page = await hand.sends("/enter", link=link or "")
    assert page.url == "/desk/second"
    hand.token = token_in(page)
    return hand, noor.advisor.id


async def test_an_invitation_leads_to_an_app_and_recovery_codes(house: House, hands: Hands):
    invited = await house.office.invited(name="N")
    hand = await hands()
    page = await hand.opens(f"/enter?link={invited.token}")
    assert "People you answer read this name." in page.text
    page = await hand.sends("/enter", link=invited.token, name=" ")
    assert (page.status, "Please write a name." in page.text) == (400, True)
    page = await hand.sends("/enter", link=invited.token, name="Noor")
    assert page.url == "/desk/setup"
    assert (await hand.opens("/second")).url == "/desk/setup"
    hand.token = token_in(page)
    page = await hand.sends("/setup/app")
    assert "<svg" in page.text
    assert "style=" not in page.text
    uri = (re.search(r'name="uri" value="([^"]+)"', page.text) or [""])[1].replace("&amp;", "&")
    page = await hand.sends("/setup/app/confirm", code="000000", uri=uri)
    assert (page.status, "<svg" in page.text) == (400, True)
    assert "Please try again with a fresh code." in page.text
    assert (await hand.sends("/setup/app/confirm", code="000000", uri="x")).status == 400
    page = await hand.sends(
        "/setup/app/confirm", code=pyotp.TOTP(secret_in(uri)).at(house.office.at), uri=uri
    )
    codes = re.findall(r"<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>", page.text)
    assert len(codes) == 10
    page = await hand.opens("")
    assert page.url == "/desk/queue"
    assert "Noor" in page.text


async def test_a_code_of_the_app_opens_the_desk(house: House, hands: Hands):
    hand, noor = await by_link(house, hands)
    assert (await hand.opens("/login")).url == "/desk/second"
    page = await hand.sends("/second", kind="totp", code="000000")
    assert (page.status, "That did not work." in page.text) == (400, True)
    page = await hand.sends("/second", kind="totp", code=house.office.code(noor))
    assert page.url == "/desk/queue"
    assert (await hand.opens("/second")).url == "/desk/queue"
    assert (await hand.opens("/login")).url == "/desk/queue"


async def test_after_many_wrong_codes_the_next_one_has_to_wait(house: House, hands: Hands):
    hand, _ = await by_link(house, hands)
    for _ in range(3):
        await hand.sends("/second", kind="totp", code="000000")
    page = await hand.sends("/second", kind="totp", code="000000")
    assert "Seconds to wait: 1" in page.text


async def test_a_recovery_code_opens_the_desk(house: House, hands: Hands):
    noor = await employ(house)
    inside = await hands(noor)
    page = await inside.sends("/settings/codes")
    codes = re.findall(r"<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>", page.text)
    await house.office.linked(noor, "100")
    link = await house.office.entering.login_link("100")
    hand = await hands()
    hand.token = token_in(await hand.sends("/enter", link=link or ""))
    page = await hand.sends("/second", kind="recovery", code=codes[0].lower())
    assert page.url == "/desk/queue"
    assert "Recovery codes left: \u2068" not in page.text
    assert "Recovery codes left: 9" in (await hand.opens("/settings")).text


async def test_a_link_that_is_wrong_used_or_old_says_the_same(house: House, hands: Hands):
    hand = await hands()
    invited = await house.office.invited()
    await hand.sends("/enter", link=invited.token, name="Noor")
    other = await hands()
    pages = [
        await other.opens("/enter?link=nonsense"),
        await other.opens(f"/enter?link={invited.token}"),
        await other.sends("/enter", link=invited.token, name="Noor"),
    ]
    for page in pages:
        assert page.status == 400
        assert "The link or code may be wrong, used, or too old." in page.text


async def test_a_passkey_is_made_and_opens_the_desk(house: House, hands: Hands):
    noor, key = await employ(house), device(house)
    inside = await hands(noor)
    page = await inside.opens("/setup")
    page = await inside.sends("/setup/passkey", answer="nonsense", name="phone")
    assert page.status == 400
    page = await inside.sends(
        "/setup/passkey", answer=key.create(options_in(page)), name="My phone"
    )
    assert "Your recovery codes" in page.text
    hand = await hands()
    page = await hand.opens("/login")
    page = await hand.sends("/login/passkey", answer=key.get(options_in(page)))
    assert page.url == "/desk/queue"
    settings = await hand.opens("/settings")
    assert "My phone" in settings.text
    page = await (await hands()).sends("/login/passkey", answer="nonsense")
    assert page.status == 400


async def test_a_second_passkey_needs_no_new_recovery_codes(house: House, hands: Hands):
    noor = await employ(house)
    await house.office.factors.new_codes(noor)
    inside = await hands(noor)
    page = await inside.opens("/setup")
    page = await inside.sends("/setup/passkey", answer=device(house).create(options_in(page)))
    assert page.url == "/desk/settings?done=saved"


async def test_a_link_cannot_set_up_another_factor(house: House, hands: Hands):
    hand, _ = await by_link(house, hands)
    assert (await hand.opens("/setup")).url == "/desk/second"
    assert (await hand.sends("/setup/app")).url == "/desk/second"
    page = await hand.sends("/setup/app/confirm", code="000000", uri="otpauth://totp/x?secret=AAAA")
    assert page.status == 400


async def test_who_logs_out_is_out(house: House, hands: Hands):
    hand = await hands(await employ(house))
    async with hand.session.post(
        "/desk/logout", data={"token": hand.token}, allow_redirects=False
    ) as response:
        assert response.headers["Clear-Site-Data"] == '"cache"'
        assert response.headers["Location"] == "/desk/login"
    assert (await hand.opens("/queue")).url == "/desk/login"


async def test_a_session_that_is_over_asks_to_log_in_again(house: House, hands: Hands):
    hand = await hands(await employ(house))
    await house.ask("K7-M2", "x")
    house.office.later(minutes=31)
    assert (await hand.opens("/queue")).url == "/desk/login"
    page = await hand.sends("/ticket/K7-M2/move", move="claim")
    assert (page.status, "Please log in again." in page.text) == (401, True)
    assert (await hand.opens("/queue?fragment=list")).status == 401
    page = await hand.sends("/ticket/K7-M2/answer", words="All my <long> words")
    assert (page.status, "Copy it before you leave this page." in page.text) == (401, True)
    assert ">All my &lt;long&gt; words</textarea>" in page.text
    page = await hand.sends("/ticket/K7-M2/answer", words="x" * 70_000)
    assert (page.status, "<textarea" in page.text) == (401, False), "nobody makes us read that"


async def test_a_session_in_which_somebody_types_goes_on(house: House, hands: Hands):
    hand = await hands(await employ(house))
    for _ in range(4):
        house.office.later(minutes=25)
        assert (await hand.opens("/here")).status == 204
    assert (await (await hands()).opens("/here")).url == "/desk/login"


async def test_another_language_keeps_the_page(house: House, hands: Hands):
    page = await (await hands()).opens("/enter?link=abc")
    assert 'href="/desk/enter?link=abc&amp;lang=ar"' in page.text
    page = await (await hands()).sends("/enter", link="abc", name="Noor")
    assert 'href="/desk/enter?link=abc&amp;lang=ar"' in page.text
    hand = await hands(await employ(house))
    await house.ask("K7-M2", "x")
    assert (
        'href="/desk/queue?topic=work&amp;lang=nl"' in (await hand.opens("/queue?topic=work")).text
    )
    page = await hand.sends("/ticket/K7-M2/note", words=" ")
    assert 'href="/desk/ticket/K7-M2?lang=nl"' in page.text
    page = await hand.sends("/setup/app")
    assert 'href="/desk/setup?lang=nl"' in page.text


async def test_looking_by_itself_keeps_no_session_alive(house: House, hands: Hands):
    hand = await hands(await employ(house))
    for _ in range(3):
        house.office.later(minutes=9)
        assert (await hand.opens("/queue?fragment=list")).status == 200
    house.office.later(minutes=9)
    assert (await hand.opens("/queue?fragment=list")).status == 401


async def test_pages_speak_the_language_that_was_chosen(house: House, hands: Hands):
    hand = await hands(await employ(house), lang="ar-SY,ar;q=0.9")
    assert '<html lang="ar" dir="rtl">' in (await hand.opens("/queue")).text
    assert '<html lang="ar" dir="rtl">' in (await hand.opens("/queue?lang=ar")).text
    assert '<html lang="ar" dir="rtl">' in (await hand.opens("/settings")).text
    await hand.sends("/settings", name="Noor", page_language="nl", reply_language="nl")
    assert '<html lang="nl" dir="ltr">' in (await hand.opens("/queue")).text
    stranger = await hands(lang="xx")
    assert '<html lang="en" dir="ltr">' in (await stranger.opens("/login?lang=nonsense")).text
    assert '<html lang="sl" dir="ltr">' in (await stranger.opens("/nowhere?lang=sl")).text


async def test_a_proxy_on_this_machine_says_where_somebody_comes_from(house: House, hands: Hands):
    hand = await hands()
    for _ in range(5):
        await hand.opens("/enter?link=x", **{"X-Forwarded-For": "192.0.2.7"})
    page = await hand.opens("/enter?link=x", **{"X-Forwarded-For": "192.0.2.7"})
    assert "Seconds to wait" in page.text
    page = await hand.opens("/enter?link=x", **{"X-Forwarded-For": "192.0.2.7, 198.51.100.9"})
    assert "Seconds to wait" not in page.text


async def test_the_desk_begins_with_what_a_role_does(house: House, hands: Hands):
    hand = await hands(await employ(house, DeskRole.AUDITOR))
    assert (await hand.opens("/")).url == "/desk/audit"
    assert house.site.place == Site(
        rp_id="localhost", origin=house.base.replace("127.0.0.1", "localhost")
    )
