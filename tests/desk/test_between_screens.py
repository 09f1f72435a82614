"""The pages between two languages in a browser: small, dark, from right to left, with nothing axe complains about."""

import os
from pathlib import Path

import pytest

from bot.service.desk.advisor import DeskRole
from tests.desk.conftest import House, Screens, employ
from tests.desk.test_accessibility import SMALL, faults
from tests.service.desk.between import Turner

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AT = "/ticket/K7-M2"
PICTURES = os.environ.get("DESK_PICTURES", "")
PAGES = {
    "find": f"{AT}/find?q=work",
    "cards": f"{AT}/cards?card=letter-date&card=diploma-here",
    "entry": f"{AT}/entry/legally-binding",
    "flow": f"{AT}/flow/profile",
}


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_page_between_two_languages_is_for_everybody(
    house: House, screens: Screens, language: str, color_scheme: str
):
    object.__setattr__(house.site, "translator", Turner(knows=("ar", "uk", "nl", "en")))
    noor = await employ(house)
    inge = await employ(house, DeskRole.INTERPRETER, "Inge")
    await house.office.own.change(inge, name="Inge", languages=("nl", "uk"), settings={})
    answers = {"machine_translation": "yes"}
    await house.ask("K7-M2", "Мені потрібна допомога до 14:30", language="uk", answers=answers)
    page = await screens(
        AT,
        noor,
        language=language,
        color_scheme=color_scheme,
        viewport=SMALL,
    )

    async def looked(name: str) -> None:
        assert await faults(page) == [], (name, language, color_scheme)
        if PICTURES:
            kind = f"between-{name}-{language}-{color_scheme}.png"
            await page.screenshot(path=Path(PICTURES) / kind, full_page=True)

    await page.click("button[value=claim]")
    await page.click('button[formaction$="/machine/look"]', trial=True)
    await looked("ticket")
    for name, path in PAGES.items():
        await page.goto(f"{house.base}/desk{path}")
        await looked(name)
    await page.goto(f"{house.base}/desk{AT}")
    await page.fill("#answer", "Tot morgen om 14:35")
    await page.click('button[formaction$="/machine/look"]')
    await looked("machine")
    await page.goto(f"{house.base}/desk{AT}")
    await page.click('button[value="ask"]')
    await page.fill("#answer", "Tot morgen")
    await page.click('button[formaction$="/interpreter/wait"]')
    await looked("waits")
    page = await screens(
        "/interpret",
        inge,
        language=language,
        color_scheme=color_scheme,
        viewport=SMALL,
    )
    await looked("interpret")
    await page.goto(f"{house.base}/desk/interpret/K7-M2")
    await looked("interpret-ticket")
