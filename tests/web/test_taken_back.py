"""A file an advisor sent and took back is gone from the page, and cannot be had any more."""

import pytest
from playwright.async_api import expect

from bot.core.message import Attachment
from tests.web.conftest import Served, Visits

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]

FORM = Attachment(filename="form.pdf", media_type="application/pdf", content=b"%PDF")


async def test_a_file_that_was_taken_back_leaves_words_in_its_place(visit: Visits, served: Served):
    visitor = await visit()
    await visitor.starts()
    await visitor.sees("Which country")
    number = served.conversation.hand_out(FORM)
    link = visitor.page.get_by_role("link", name="form.pdf")
    await expect(link).to_be_visible()
    address = await link.get_attribute("href")
    served.conversation.take_back(number, "The advisor took this message back.")
    await visitor.sees("The advisor took this message back.")
    await expect(link).to_have_count(0)
    gone = await visitor.page.evaluate(
        "address => fetch(address).then(({status}) => status)", address
    )
    assert gone == 404
    await visitor.reloads()
    await visitor.sees("The advisor took this message back.")
    await expect(visitor.page.get_by_role("link", name="form.pdf")).to_have_count(0)
