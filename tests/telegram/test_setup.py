"""What an operator is told, and what Telegram is told, before the bot works."""

import pytest
from telegram.error import NetworkError

from bot.telegram.api import BotApi as Api
from bot.telegram.errors import ApiUnreachable, WebhookInTheWay, WrongToken
from bot.telegram.request import AiohttpRequest
from bot.telegram.setup import Profile, check_polling, check_token, publish
from bot.testing import BotApi, Refused, ServerError
from tests.telegram.adapter import all_that_is_logged, api_of

PROFILE = Profile(
    commands=[
        ("menu", {"en": "Main menu", "nl": "Hoofdmenu", "ar": "القائمة", "prs": "مینو"}),
        ("stop", {"en": "Stop", "nl": "Stoppen"}),
        ("long", {"en": "x" * 300}),
        ("nameless", {"fr": "Sans anglais"}),
    ],
    description={"en": "Merit helps you.", "nl": "Merit helpt je."},
    short_description={"en": "Help"},
)


@pytest.fixture
async def stand_in():
    async with BotApi() as running:
        yield running


@pytest.fixture
async def api(stand_in):
    async with api_of(stand_in) as ours:
        yield ours


async def test_a_good_token_tells_the_bots_name(api):
    assert await check_token(api) == "stand_in_bot"


async def test_a_wrong_token_is_explained_without_being_shown(stand_in):
    async with api_of(stand_in, token="42:secret") as api:
        with pytest.raises(WrongToken, match="TELEGRAM_TOKEN") as raised:
            await check_token(api)
        assert "secret" not in str(raised.value) + repr(api)


@pytest.mark.parametrize("fault", [ServerError(status=502), Refused(status=400, description="?")])
async def test_a_server_that_answers_nonsense_is_unreachable(stand_in, api, fault):
    stand_in.fail(fault, "getMe")
    with pytest.raises(ApiUnreachable, match="TELEGRAM_API"):
        await check_token(api)


async def test_a_server_that_is_not_there_is_named_without_the_token(stand_in, api):
    await stand_in.stop()
    with all_that_is_logged() as log, pytest.raises(ApiUnreachable) as raised:
        await check_token(api)
    assert "127.0.0.1" in str(raised.value)
    assert stand_in.token not in str(raised.value) + log.getvalue()


async def test_polling_is_fine_without_a_webhook(api):
    await check_polling(api)


async def test_a_webhook_in_the_way_of_polling_is_named_with_the_way_out(api):
    await api.bot().set_webhook("https://other.example/hidden-path")
    with pytest.raises(
        WebhookInTheWay, match=r"other\.example.*merit telegram delete-webhook"
    ) as raised:
        await check_polling(api)
    assert "hidden-path" not in str(raised.value)


async def test_commands_and_texts_are_shown_in_each_language_telegram_knows(stand_in, api):
    """Others, such as Dari (prs), see English, and so does a command without a translation."""
    assert await publish(api, PROFILE)
    place = "all_private_chats"
    shown = {
        language: [c["description"] for c in commands]
        for (scope, language), commands in stand_in.bot.commands.items()
        if scope == place
    }
    long = "x" * 256
    assert shown == {
        "": ["Main menu", "Stop", long],
        "nl": ["Hoofdmenu", "Stoppen", long],
        "ar": ["القائمة", "Stop", long],
        "fr": ["Main menu", "Stop", long, "Sans anglais"],
    }
    assert stand_in.bot.texts["description", ""] == "Merit helps you."
    assert stand_in.bot.texts["description", "nl"] == "Merit helpt je."
    assert stand_in.bot.texts["short_description", ""] == "Help"


async def test_a_profile_telegram_does_not_take_is_no_reason_not_to_start(stand_in, api):
    stand_in.fail(ServerError(status=502), "setMyCommands")
    assert not await publish(api, PROFILE)


async def test_a_request_before_its_start_and_after_its_end_is_a_network_error(stand_in):
    request = AiohttpRequest()
    api = Api(request, token=stand_in.token, base=stand_in.url)
    with pytest.raises(NetworkError):
        await api.call("getMe", {})
    await request.initialize()
    await request.initialize()
    assert (await api.call("getMe", {}))["username"] == "stand_in_bot"
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError):
        await api.call("getMe", {})


async def test_a_file_can_be_fetched_through_the_library(stand_in, api):
    """`retrieve` of python-telegram-bot's request interface works over the same connections."""
    samira = stand_in.person("Samira")
    await samira.sends_document(b"my diploma")
    file_id = samira.chat[-1].data["document"]["file_id"]
    file = await api.bot().get_file(file_id)
    assert bytes(await file.download_as_bytearray()) == b"my diploma"


def test_the_read_timeout_is_told_to_the_library():
    assert AiohttpRequest().read_timeout == 20.0


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("https://api.telegram.org", "api.telegram.org"),
        ("http://user:password@localhost:8081/", "localhost:8081"),
    ],
)
def test_a_server_is_named_without_credentials(base, host):
    assert Api(AiohttpRequest(), token="1:a", base=base).host == host
