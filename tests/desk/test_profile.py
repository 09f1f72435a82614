"""What an advisor sees of a person beside their words: the guide, the steps, the parts of the profile they opened."""

import pytest
from playwright.async_api import expect

from bot.core.flow import PlanStep
from bot.core.session import Consent, Frame, KeptPlan, session_from_json
from bot.service.desk.advisor import DeskRole
from tests.desk.conftest import Hands, House, Screens, employ
from tests.desk.test_accessibility import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODE = "K7-M2"
AGREED = Consent(given=True, text="", language="ar", at="2026-11-23T12:00:00+00:00")
OPENED = {"shared": ("person",), "my_town": "أوتريخت"}


async def looks(house: House) -> list[tuple[str, tuple[str, ...]]]:
    """Who looked at which parts, as the person can read it."""
    kept = await house.kept(CODE)
    person = await house.office.store.person(kept.person_id)
    assert person is not None
    others = session_from_json(person.session or {}).by_others
    return [(each.by, each.sections) for each in others.looks]


async def test_the_guide_and_the_steps_stand_beside_the_conversation(house: House, hands: Hands):
    flow, step = next(
        (flow, step)
        for flow in house.site.library.release.flows.values()
        for step in flow.steps.values()
        if isinstance(step, PlanStep) and any(item.text is not None for item in step.items)
    )
    item = next(each for each in step.items if each.text is not None)
    assert item.text is not None
    plan = KeptPlan(flow=flow.id, step=step.id, items=(item.id,), done=(item.id,))
    frame = Frame(flow=flow.id, step=step.id, structure=flow.structure, number=1)
    await house.ask(CODE, "x", consent=AGREED, plans=(plan,), frames=(frame,))
    page = await (await hands(await employ(house))).opens(f"/ticket/{CODE}")
    assert f"Steps: \u2068{flow.title.source}\u2069" in page.text
    assert f"✅ {item.text.source[:20]}" in page.text
    assert f"<h3>In the guide</h3><p>{flow.title.source}</p>" in page.text


async def test_parts_of_the_profile_are_read_and_the_person_can_see_it(house: House, hands: Hands):
    await house.ask(CODE, "x", consent=AGREED, answers=OPENED)
    hand = await hands(await employ(house))
    assert "Read these parts" in (await hand.opens(f"/ticket/{CODE}")).text
    assert await looks(house) == []
    page = await hand.sends(f"/ticket/{CODE}/profile")
    assert page.status == 200
    assert "أوتريخت" in page.text
    assert '<html lang="en"' in page.text
    assert await looks(house) == [("Noor", ("person",))]
    lines = await house.office.audit.lines()
    assert [each.entry.about for each in lines if each.entry.deed == "profile_seen"] == ["person"]


async def test_what_is_not_shared_any_more_is_not_read(house: House, hands: Hands):
    await house.ask(CODE, "x", consent=AGREED, answers={**OPENED, "shared": ()})
    hand = await hands(await employ(house))
    assert "Read these parts" not in (await hand.opens(f"/ticket/{CODE}")).text
    page = await hand.sends(f"/ticket/{CODE}/profile")
    assert (page.status, "shows advisors nothing of their profile" in page.text) == (409, True)
    assert await looks(house) == []


async def test_whoever_sees_only_the_card_and_after_closing_nobody_reads_it(
    house: House, hands: Hands
):
    await house.ask(CODE, "x", consent=AGREED, answers=OPENED)
    admin = await hands(await employ(house, DeskRole.ADMIN, "Ada"))
    assert (await admin.sends(f"/ticket/{CODE}/profile")).status == 403
    hand = await hands(await employ(house))
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    await hand.sends(f"/ticket/{CODE}/move", move="close", reason="answered")
    assert "Read these parts" not in (await hand.opens(f"/ticket/{CODE}")).text
    assert (await hand.sends(f"/ticket/{CODE}/profile")).status == 403
    assert await looks(house) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_wrong_on_the_page_of_the_profile(
    house: House, screens: Screens, language: str
):
    await house.ask(CODE, "x", consent=AGREED, answers=OPENED)
    page = await screens(
        f"/ticket/{CODE}",
        await employ(house),
        language=language,
        viewport={"width": 320, "height": 640},
    )
    await page.locator("form[action$=profile] button").click()
    await expect(page.locator("section h2")).to_have_count(1)
    assert await faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
