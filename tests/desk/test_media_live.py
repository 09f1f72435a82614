"""Files at the desk in a browser: photos are shown, and a file that was chosen is not lost when the page changes."""

import pytest
from playwright.async_api import FilePayload, expect

from bot.core.media import Media, MediaKind
from tests.desk.conftest import Hands, House, Screens
from tests.desk.test_accessibility import SMALL, faults
from tests.desk.test_media import JPEG, sends, takes_files
from tests.desk.test_tickets import CODE, outbox, taken
from tests.scrub.papers import jpeg, pdf

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]


async def test_a_photo_is_drawn(house: House, hands: Hands, screens: Screens):
    _, noor = await taken(house, hands)
    await sends(house, JPEG, jpeg())
    screen = await screens(f"/ticket/{CODE}", noor)
    photo = screen.get_by_role("img", name="Photo")
    await photo.scroll_into_view_if_needed()
    await expect(photo).to_have_js_property("complete", value=True)
    assert await photo.evaluate("each => each.naturalWidth") > 0


async def test_a_chosen_file_stays_when_the_person_writes_and_is_sent(
    house: House, hands: Hands, screens: Screens
):
    takes_files(house)
    _, noor = await taken(house, hands)
    screen = await screens(f"/ticket/{CODE}", noor)
    field = screen.get_by_label("File for the person")
    form: FilePayload = {"name": "form.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    await field.set_input_files(files=[form])
    await house.writes(CODE, "One more thing")
    await expect(screen.get_by_text("One more thing")).to_be_visible()
    await expect(field).to_have_js_property("files.length", value=1)
    await screen.get_by_role("button", name="Send to the person").click()
    await expect(screen.get_by_text("form.pdf")).to_be_visible()
    assert any("Noor" in each for each in await outbox(house))


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_wrong_with_files(
    house: House, hands: Hands, screens: Screens, language: str
):
    takes_files(house)
    _, noor = await taken(house, hands)
    await sends(house, JPEG, jpeg(), words="my diploma")
    await sends(house, Media(kind=MediaKind.VOICE, ref="V", size=5000))
    await sends(house, Media(kind=MediaKind.CONTACT, value="+31612345678"))
    named = Media(kind=MediaKind.DOCUMENT, ref="D", name="a very long name of a document" * 3)
    await sends(house, named)
    screen = await screens(
        f"/ticket/{CODE}", noor, language=language, viewport=SMALL, color_scheme="dark"
    )
    assert await faults(screen) == []
