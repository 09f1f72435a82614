"""What is spoken arrives as a voice message, and as a file where somebody takes none."""

import pytest

from bot.core.message import Attachment, Button, OutboundMessage
from bot.service.ports import Refused, Sent
from bot.telegram.channel import TelegramChannel
from bot.telegram.outbound import call_for
from bot.testing import BotApi
from bot.testing import Refused as Refusal
from tests.sounds import voice
from tests.telegram.adapter import api_of
from tests.telegram.test_channel import LIMITS

VOICE = Attachment(filename="menu-menu-choose.ogg", media_type="audio/ogg", content=voice())
FORBIDDEN = Refusal(status=400, description="Bad Request: VOICE_MESSAGES_FORBIDDEN")


@pytest.fixture
async def stand_in():
    async with BotApi() as running:
        yield running


@pytest.fixture
async def channel(stand_in):
    async with api_of(stand_in, read=0.5) as api:
        yield TelegramChannel(api, LIMITS)


@pytest.fixture
async def hodan(stand_in):
    person = stand_in.person("Hodan")
    await person.says("/start")
    return person


def test_a_recording_goes_as_a_voice_message():
    rows = ((Button(label="Yes", token="t"),),)
    call = call_for("7001", OutboundMessage(attachment=VOICE, text="A test", rows=rows))
    assert (call.method, call.file, call.attachment) == ("sendVoice", "voice", VOICE)
    assert call.parameters["caption"] == "A test"
    assert "reply_markup" in call.parameters


async def test_a_voice_message_arrives_with_its_bytes(channel, hodan, stand_in):
    outcome = await channel.deliver(str(hodan.chat_id), OutboundMessage(attachment=VOICE))
    assert isinstance(outcome, Sent)
    arrived = hodan.chat[-1].data["voice"]
    assert arrived["mime_type"] == "audio/ogg"
    assert stand_in.world.files.by_id(arrived["file_id"]).content == voice()
    assert hodan.chat[-1].text == ""


async def test_who_takes_no_voice_messages_gets_the_file(channel, hodan, stand_in):
    stand_in.fail(FORBIDDEN, "sendVoice")
    outcome = await channel.deliver(str(hodan.chat_id), OutboundMessage(attachment=VOICE))
    assert isinstance(outcome, Sent)
    document = hodan.chat[-1].data["document"]
    assert document["file_name"] == "menu-menu-choose.ogg"
    assert stand_in.world.files.by_id(document["file_id"]).content == voice()


async def test_another_refusal_of_a_voice_message_is_told_as_any(channel, hodan, stand_in):
    stand_in.fail(Refusal(status=400, description="Bad Request: file is too big"), "sendVoice")
    outcome = await channel.deliver(str(hodan.chat_id), OutboundMessage(attachment=VOICE))
    assert outcome == Refused(reason="file_too_big")


async def test_a_file_that_is_refused_as_a_voice_message_was_is_not_sent_again_and_again(
    channel, hodan, stand_in
):
    stand_in.fail(FORBIDDEN, "sendVoice")
    stand_in.fail(FORBIDDEN, "sendDocument")
    outcome = await channel.deliver(str(hodan.chat_id), OutboundMessage(attachment=VOICE))
    assert isinstance(outcome, Refused)
