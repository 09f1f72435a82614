"""Files in both directions: uploads, file ids, getFile and the download."""

import pytest
from telegram import Bot, Message
from telegram.error import BadRequest

from bot.testing import BotApi, Conditions, Person
from tests.testing.raw import Raw, ptb_bot


async def test_a_document_is_uploaded_sent_again_by_its_id_and_fetched(amina: Person, ptb: Bot):
    sent = await ptb.send_document(amina.chat_id, b"the plan", filename="plan.pdf", caption="Yours")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type) == ("plan.pdf", "application/pdf")
    assert sent.document.file_size == 8
    shown = await amina.sees("Yours")
    assert shown.document is not None
    assert shown.document["file_name"] == "plan.pdf"
    again = await ptb.send_document(amina.chat_id, sent.document.file_id)
    assert again.document == sent.document
    assert await (await again.document.get_file()).download_as_bytearray() == b"the plan"


async def test_each_kind_of_file_parses(amina: Person, ptb: Bot):
    chat = amina.chat_id
    sent: list[Message] = [
        await ptb.send_photo(chat, b"x", caption="<b>c</b>", parse_mode="HTML"),
        await ptb.send_voice(chat, b"x", duration=3),
        await ptb.send_audio(chat, b"x", duration=3),
        await ptb.send_video(chat, b"x"),
        await ptb.send_animation(chat, b"x"),
    ]
    assert sent[0].photo[0].width == 800
    assert sent[0].caption_entities[0].type == "bold"
    assert sent[1].voice is not None
    assert sent[1].voice.to_dict()["duration"] == 3
    assert [bool(message.effective_attachment) for message in sent] == [True] * 5


async def test_what_a_person_sends_can_be_fetched(amina: Person, ptb: Bot):
    await amina.sends_document(b"my diploma", name="diploma", caption="Here")
    await amina.sends_photo(b"my photo")
    await amina.sends_voice(b"my voice")
    updates = await ptb.get_updates()
    messages = [update.message for update in updates if update.message]
    assert messages[0].document is not None
    assert messages[1].photo
    assert messages[2].voice is not None
    assert messages[0].caption == "Here"
    found = [
        await (await attachment.get_file()).download_as_bytearray()
        for attachment in (messages[0].document, messages[1].photo[0], messages[2].voice)
    ]
    assert found == [b"my diploma", b"my photo", b"my voice"]


async def test_unknown_and_missing_files_are_refused(amina: Person, ptb: Bot, raw: Raw):
    with pytest.raises(BadRequest, match="(?i)wrong remote file identifier"):
        await ptb.send_document(amina.chat_id, "no-such-file")
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await ptb.get_file("no-such-file")
    words = await raw.refused("sendPhoto", chat_id=amina.chat_id)
    assert words == "Bad Request: there is no photo in the request"
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await ptb.send_document(amina.chat_id, b"", filename="empty.txt")


async def test_a_file_too_large_cannot_be_fetched():
    async with BotApi(Conditions(download_size=10)) as api, ptb_bot(api) as bot:
        sent = await api.person("Amina").sends_document(b"eleven bytes")
        assert sent.document is not None
        with pytest.raises(BadRequest, match="File is too big"):
            await bot.get_file(sent.document["file_id"])


async def test_a_file_that_is_not_there_is_404(api: BotApi, raw: Raw):
    async with raw.http.get(f"{api.base_file_url}{api.token}/documents/none.pdf") as response:
        assert response.status == 404
