"""Headers on every answer, cookies nobody else can use, forms of other pages refused, no details in errors."""

import aiohttp
import pytest

from bot.desk.guard import Door
from bot.desk.routes import ROUTES
from bot.service.desk.advisor import DeskRole
from bot.service.desk.permissions import MAY, Permission
from bot.service.ports import StoreError
from tests.desk.conftest import Hands, House, employ
from tests.desk.test_roles import asked

pytestmark = pytest.mark.asyncio(loop_scope="session")

EVERYWHERE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def test_every_answer_carries_the_headers(house: House, hands: Hands):
    admin = await employ(house, DeskRole.ADMIN)
    await house.ask("K7-M2", "words")
    places = [(route.method, route.path) for route in ROUTES] + [("GET", "/nowhere")]
    for method, path in places:
        page = await asked(await hands(admin), method, path)
        carried = {name: page.headers.get(name) for name in EVERYWHERE}
        assert carried == EVERYWHERE, path
        kept = page.headers["Cache-Control"]
        assert kept.startswith("public") if path.startswith("/static") else kept == "no-store", path
        assert "Strict-Transport-Security" not in page.headers


async def test_over_https_the_cookie_is_bound_to_the_host(house: House, hands: Hands):
    invited = await house.office.invited()
    hand = await hands()
    async with hand.session.post(
        "/desk/enter",
        data={"link": invited.token, "name": "Noor"},
        headers={"X-Forwarded-Proto": "https"},
        allow_redirects=False,
    ) as response:
        cookie = response.headers["Set-Cookie"]
        assert cookie.startswith("__Host-merit_desk=")
        for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
            assert part in cookie
        assert "Domain" not in cookie
        assert "Max-Age" not in cookie
        assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_a_form_without_the_token_of_the_session_changes_nothing(house: House, hands: Hands):
    noor, other = await employ(house), await employ(house, name="Sam")
    await house.ask("K7-M2", "words")
    foreign = (await hands(other)).token
    for route in ROUTES:
        if route.method != "POST" or route.needs is Door.PUBLIC:
            continue
        hand = await hands(noor)
        path = route.path.replace("{code}", "K7-M2").replace("{reply}", "received")
        path = path.replace("{advisor}", "x").replace("{nth:[0-9]{1,9}}", "1")
        path = (
            path.replace("{team}", "night")
            .replace("{entry}", "legally-binding")
            .replace("{flow}", "profile")
        )
        for token in ("", "0" * 64, foreign, "é"):
            page = await hand.sends(path, form=token, move="claim", words="x", name="x")
            may = not isinstance(route.needs, Permission) or route.needs in MAY[DeskRole.ADVISOR]
            assert page.status == (409 if may else 403), (path, token)
    assert (await house.kept("K7-M2")).ticket.assignee == ""
    assert "ticket_claim" not in await house.office.deeds()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
async def test_what_another_site_makes_a_browser_send_is_refused(
    house: House, hands: Hands, headers: dict[str, str]
):
    noor = await employ(house)
    await house.ask("K7-M2", "words")
    hand = await hands(noor)
    del hand.session.headers["Sec-Fetch-Site"]
    data = {"token": hand.token, "move": "claim"}
    async with hand.session.post("/desk/ticket/K7-M2/move", data=data, headers=headers) as response:
        assert response.status == 403
    assert (await house.kept("K7-M2")).ticket.assignee == ""


async def test_an_old_browser_says_where_a_form_comes_from_in_origin(house: House, hands: Hands):
    noor = await employ(house)
    await house.ask("K7-M2", "words")
    hand = await hands(noor)
    del hand.session.headers["Sec-Fetch-Site"]
    data = {"token": hand.token, "move": "claim"}
    async with hand.session.post(
        "/desk/ticket/K7-M2/move", data=data, headers={"Origin": house.base}
    ) as response:
        assert response.status == 200


async def test_a_session_of_another_browser_is_none(house: House, hands: Hands):
    hand = await hands(await employ(house))
    page = await hand.opens("/queue", **{"User-Agent": "Somebody else"})
    assert page.url == "/desk/login"


async def test_an_unreadable_form_is_refused_in_kind_words(house: House, hands: Hands):
    hand = await hands(await employ(house))
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=nonsense"}
    async with hand.session.post("/desk/settings", data=b"a=b", headers=headers) as response:
        assert response.status == 400
        assert "This form could not be read." in await response.text()


async def test_a_file_in_a_form_is_passed_over(house: House, hands: Hands):
    hand = await hands(await employ(house))
    form = aiohttp.FormData({"token": hand.token})
    form.add_field("name", b"x", filename="x.txt")
    async with hand.session.post("/desk/settings", data=form) as response:
        assert "Please write a name." in await response.text()


async def test_nobody_sees_what_went_wrong(house: House, hands: Hands):
    hand = await hands(await employ(house))

    async def broken() -> list[object]:
        raise ZeroDivisionError("a secret detail")

    object.__setattr__(house.site, "teams", broken)
    page = await hand.opens("/queue")
    assert page.status == 500
    assert "secret" not in page.text
    assert "Something went wrong on our side." in page.text

    async def down() -> list[object]:
        raise StoreError("a secret detail")

    object.__setattr__(house.site, "teams", down)
    page = await hand.opens("/queue")
    assert page.status == 503
    assert "secret" not in page.text


async def test_words_of_a_person_never_become_markup(house: House, hands: Hands):
    noor = await employ(house)
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    await house.ask("K7-M2", evil, asked=evil)
    page = await (await hands(noor)).opens("/ticket/K7-M2")
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    assert page.text.count("&lt;script&gt;alert(1)") == 2
    assert page.text.count('<p class="words" dir="auto" lang="ar">') == 2
