"""Who may have which page: every route with every role."""

import pytest

from bot.core.media import Media, MediaKind, media_to_json
from bot.desk.guard import Door
from bot.desk.routes import ROUTES
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.permissions import MAY, Permission
from bot.service.desk.sessions import Known
from tests.desk.conftest import TEAM, Hand, Hands, House, Page, employ

pytestmark = pytest.mark.asyncio(loop_scope="session")

CODES = {DeskRole.ADVISOR: "K7-M2", DeskRole.LEAD: "F5-9X", DeskRole.ADMIN: "C3-44"}
PHOTO = Media(kind=MediaKind.PHOTO, file="f_0000000000000001_1", type="image/jpeg")
REFUSED = "This is not for your role."


async def asked(hand: Hand, method: str, path: str, code: str = "K7-M2") -> Page:
    for name, value in (
        ("{nth:[0-9]{1,9}}", "1"), ("{code}", code), ("{reply}", "received"),
        ("{name}", "desk.css"), ("{advisor}", "x"), ("{team}", TEAM),
        ("{entry}", "legally-binding"), ("{flow}", "profile"),
    ):  # fmt: skip
        path = path.replace(name, value)
    path = path.replace("/search", f"/search?code={code}")
    if path == "/events":
        async with hand.session.get("/desk/events", allow_redirects=False) as response:
            headers, status = dict(response.headers), response.status
            return Page(status=status, text="", headers=headers, url="")
    return await (hand.opens(path) if method == "GET" else hand.sends(path, move="release"))


@pytest.mark.parametrize("role", DeskRole)
async def test_a_role_gets_what_it_may_and_nothing_else(house: House, hands: Hands, role: DeskRole):
    await house.office.invited(DeskRole.ADMIN, "Somebody else")
    who = await employ(house, role, "Noor")
    await house.office.staff.change_teams(OPERATOR, who.advisor.id, frozenset({TEAM}))
    code = CODES.get(role, "K7-M2")
    await house.ask(code, "words", media=media_to_json(PHOTO))
    for route in ROUTES:
        hand = await hands(who)
        if role in CODES and route.path.startswith("/ticket"):
            await hand.sends(f"/ticket/{code}/move", move="claim")
        page = await asked(hand, route.method, route.path, code)
        may = isinstance(route.needs, Door) or route.needs in MAY[role]
        assert (page.status != 403) is may, (route.path, page.status)
        assert (REFUSED in page.text) is not may or page.text == ""
        assert page.status not in {401, 404, 500}, (route.path, page.status)


async def test_without_a_session_only_the_ways_in_open(house: House, hands: Hands):
    hand = await hands()
    for route in ROUTES:
        page = await asked(hand, route.method, route.path)
        if route.needs is Door.PUBLIC:
            assert page.status in {200, 400}, route.path
        elif route.method == "GET":
            landed = page.url == "/desk/login" or page.headers.get("Location") == "/desk/login"
            assert landed, route.path
        else:
            assert page.status == 401, route.path


async def test_a_link_alone_opens_nothing_but_the_second_step(house: House, hands: Hands):
    noor = await employ(house)
    await house.office.linked(noor, "100")
    for route in ROUTES:
        half = await half_hand(house, hands, noor)
        page = await asked(half, route.method, route.path)
        if isinstance(route.needs, Permission):
            sent_on = page.url == "/desk/second" or page.headers.get("Location") == "/desk/second"
            assert sent_on if route.method == "GET" else page.status == 401, route.path


async def half_hand(house: House, hands: Hands, who: Known) -> Hand:
    house.office.later(minutes=2)
    token = await house.office.entering.login_link("100")
    hand = await hands()
    page = await hand.sends("/enter", link=token or "")
    assert page.url == "/desk/second", who
    return hand


async def test_every_route_names_who_may_have_it():
    assert all(isinstance(route.needs, Door | Permission) for route in ROUTES)
    public = [route.path for route in ROUTES if route.needs is Door.PUBLIC]
    assert public == ["/static/{name}", "/login", "/login/passkey", "/enter", "/enter"]
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)
