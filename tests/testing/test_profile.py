"""Who the bot is: getMe, commands and texts per language, logging out, and wrong tokens."""

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, EndPointNotFound, InvalidToken

from bot.testing import BotApi, Person
from tests.testing.raw import Raw, ptb_bot


async def test_get_me_parses(api: BotApi, ptb: Bot):
    me = await ptb.get_me()
    assert (me.id, me.is_bot, me.username) == (api.bot.id, True, "stand_in_bot")
    assert me.can_read_all_group_messages is False


async def test_commands_are_kept_per_scope_and_language(amina: Person, ptb: Bot):
    start, menu = BotCommand("start", "Begin"), BotCommand("menu", "Menü")
    assert await ptb.set_my_commands([start])
    assert await ptb.set_my_commands([menu], BotCommandScopeAllPrivateChats(), language_code="de")
    assert await ptb.set_my_commands([menu, start], BotCommandScopeChat(amina.chat_id))
    assert await ptb.get_my_commands() == (start,)
    assert await ptb.get_my_commands(BotCommandScopeAllPrivateChats(), "de") == (menu,)
    assert await ptb.get_my_commands(BotCommandScopeAllPrivateChats()) == ()
    assert await ptb.get_my_commands(BotCommandScopeChat(amina.chat_id)) == (menu, start)
    assert await ptb.delete_my_commands()
    assert await ptb.delete_my_commands()
    assert await ptb.get_my_commands() == ()
    assert await ptb.set_my_commands([], BotCommandScopeChat(amina.chat_id))
    assert await ptb.get_my_commands(BotCommandScopeChat(amina.chat_id)) == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "can't parse commands JSON object"),
        ({"commands": [{"command": "x", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "Größe", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x"}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        (
            {"commands": [], "scope": {"type": "moon"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [], "language_code": "deu"}, "invalid language code specified"),
    ],
)
async def test_what_is_refused_as_commands(raw: Raw, fields, words):
    assert await raw.refused("setMyCommands", **fields) == f"Bad Request: {words}"


async def test_names_and_descriptions_fall_back_to_the_default(ptb: Bot):
    assert (await ptb.get_my_name()).name == "Stand-in"
    assert await ptb.set_my_name("Merit")
    assert (await ptb.get_my_name("ar")).name == "Merit"
    assert await ptb.set_my_description("What I can do")
    assert await ptb.set_my_description("ما يمكنني فعله", "ar")
    assert (await ptb.get_my_description("ar")).description == "ما يمكنني فعله"
    assert (await ptb.get_my_description("nl")).description == "What I can do"
    assert await ptb.set_my_short_description("Short")
    assert (await ptb.get_my_short_description()).short_description == "Short"
    with pytest.raises(BadRequest, match="The short description is too long"):
        await ptb.set_my_short_description("x" * 121)


async def test_after_logging_out_nothing_works(raw: Raw):
    assert await raw.result("close") is True
    assert await raw.result("logOut") is True
    assert await raw.refused("getMe") == "Logged out"


async def test_a_method_that_does_not_exist_is_404(ptb: Bot, raw: Raw):
    with pytest.raises(EndPointNotFound):
        await ptb.do_api_request("danceOnTheTable")
    assert await raw.refused("danceOnTheTable") == "Not Found: method not found"
    assert await raw.refused("") == "Not Found: method not found"


async def test_wrong_tokens_are_refused_as_telegram_does(api: BotApi, raw: Raw):
    for token, status in (("1:wrong", 401), ("0:x", 404), ("abc", 404)):
        async with raw.http.get(f"{api.base_url}{token}/getMe") as response:
            assert response.status == status
    async with raw.http.get(f"{api.url}/anything") as response:
        assert response.status == 404
    wrong = ptb_bot(api)
    wrong._token = "1:wrong"
    wrong._base_url = f"{api.base_url}1:wrong"
    with pytest.raises(InvalidToken):
        await wrong.initialize()
    await wrong.shutdown()
