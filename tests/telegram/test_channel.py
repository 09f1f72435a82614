"""What becomes of one try to deliver a message, over real HTTP."""

import pytest
from aiohttp import web

from bot.core.message import Attachment, Button, ChannelName, OutboundKind, OutboundMessage
from bot.service.limits import Limits
from bot.service.ports import Later, Refused, Sent, Unreachable
from bot.telegram.channel import TelegramChannel
from bot.testing import BotApi, BrokenBody, LostAnswer, Reset, ServerError, TooManyRequests
from bot.testing import Refused as Refusal
from tests.telegram.adapter import all_that_is_logged, api_of

LIMITS = Limits(per_second=30, contact_per_second=1, contact_burst=3, in_flight=64)
WRONG_TOKEN = Later(seconds=60.0, everyone=True, counts=False, reason="wrong_token")
HELLO = OutboundMessage(text="أهلًا", rows=((Button(label="نعم", token="start/yes"),),))


@pytest.fixture
async def stand_in():
    async with BotApi() as running:
        yield running


@pytest.fixture
async def channel(stand_in):
    async with api_of(stand_in, read=0.3) as api:
        yield TelegramChannel(api, LIMITS)


@pytest.fixture
async def samira(stand_in):
    person = stand_in.person("Samira")
    await person.says("/start")
    return person


@pytest.fixture
def address(samira):
    return str(samira.chat_id)


def keyboard(on):
    return OutboundMessage(kind=OutboundKind.KEYBOARD, on=on)


async def test_a_message_arrives_with_its_buttons_and_tells_its_number(channel, samira, address):
    outcome = await channel.deliver(address, HELLO)
    seen = await samira.sees("أهلًا")
    assert outcome == Sent(ref=str(seen.id))
    assert seen.buttons == ["نعم"]
    assert (channel.name, channel.limits) == (ChannelName.TELEGRAM, LIMITS)


async def test_a_file_arrives_with_its_name_its_kind_and_its_bytes(
    channel, samira, address, stand_in
):
    """The kind is the one given, whatever the name looks like."""
    plan = Attachment(filename="خطتي.plan", media_type="application/pdf", content=b"%PDF-1.7 plan")
    outcome = await channel.deliver(
        address, OutboundMessage(text="Your plan", attachment=plan, rows=HELLO.rows)
    )
    assert isinstance(outcome, Sent)
    document = samira.chat[-1].data["document"]
    assert (document["file_name"], document["mime_type"]) == ("خطتي.plan", "application/pdf")
    assert samira.chat[-1].buttons == ["نعم"]
    assert stand_in.world.files.by_id(document["file_id"]).content == b"%PDF-1.7 plan"


async def test_buttons_are_taken_away(channel, samira, address):
    sent = await channel.deliver(address, HELLO)
    assert await channel.deliver(address, keyboard(sent.ref)) == Sent(ref=sent.ref)
    assert samira.chat[-1].buttons == []


async def test_buttons_that_cannot_be_changed_harm_nobody(channel, address):
    sent = await channel.deliver(address, HELLO)
    await channel.deliver(address, keyboard(sent.ref))
    assert await channel.deliver(address, keyboard(sent.ref)) == Sent()  # not modified
    assert await channel.deliver(address, keyboard("999999")) == Sent()  # not there


async def test_a_person_who_blocked_the_bot_is_unreachable(channel, samira, address):
    await samira.blocks()
    assert await channel.deliver(address, HELLO) == Unreachable(reason="blocked")


async def test_a_person_who_left_telegram_is_unreachable(channel, samira, address):
    await samira.deletes_account()
    assert await channel.deliver(address, HELLO) == Unreachable(reason="deactivated")


async def test_a_person_who_never_wrote_is_unreachable(channel, stand_in):
    stranger = stand_in.person("Olena")
    outcome = await channel.deliver(str(stranger.chat_id), HELLO)
    assert isinstance(outcome, Unreachable)
    assert outcome.reason in {"not_started", "chat_not_found"}


async def test_a_chat_that_does_not_exist_is_unreachable(channel):
    assert await channel.deliver("987654321", HELLO) == Unreachable(reason="chat_not_found")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (TooManyRequests(retry_after=17), Later(seconds=17.0, counts=False, reason="too_many_requests")),
        (ServerError(status=500), Later(reason="NetworkError")),
        (ServerError(status=502), Later(reason="NetworkError")),
        (Reset(), Later(reason="NetworkError")),
        (LostAnswer(hold=5), Later(reason="timed_out")),
        (BrokenBody(), Later(reason="UnreadableAnswer")),
        (Refusal(status=401, description="Unauthorized"), WRONG_TOKEN),
        (Refusal(status=404, description="Not Found"), WRONG_TOKEN),
        (Refusal(status=409, description="Conflict"), Later(reason="Conflict")),
        (Refusal(status=429, description="Too Many Requests"), Later(reason="NetworkError")),
        (Refusal(status=403, description="Forbidden: something new"), Unreachable(reason="forbidden")),
        (Refusal(status=400, description="Bad Request: PEER_ID_INVALID"), Unreachable(reason="chat_not_found")),
        (Refusal(status=400, description="Bad Request: message is too long"), Refused(reason="text_too_long")),
        (Refusal(status=400, description="Bad Request: my private words"), Refused(reason="bad_request")),
    ],
    ids=str,
)  # fmt: skip
async def test_each_fault_has_its_outcome(channel, address, stand_in, fault, outcome):
    stand_in.fail(fault, "sendMessage")
    assert await channel.deliver(address, HELLO) == outcome


async def test_a_message_that_breaks_a_rule_is_refused_without_a_call(channel, address, stand_in):
    assert await channel.deliver(address, OutboundMessage(text="x" * 5000)) == Refused(
        reason="text_too_long"
    )
    assert stand_in.calls("sendMessage") == []


async def test_a_server_that_is_not_there_is_waited_for(stand_in):
    async with api_of(stand_in) as api:
        await stand_in.stop()
        outcome = await TelegramChannel(api, LIMITS).deliver("7001", HELLO)
    assert outcome == Later(reason="not_connected")


async def test_a_delivery_after_the_connections_were_closed_is_waited_for(stand_in, address):
    async with api_of(stand_in) as api:
        channel = TelegramChannel(api, LIMITS)
    assert await channel.deliver(address, HELLO) == Later(reason="not_connected")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"[]"),
        (200, b"null"),
        (200, b"{}"),
        (200, b'{"ok": true}'),
        (200, b'{"ok": false, "description": "?"}'),
        (200, b"<html>log in to the network of the hotel</html>"),
        (200, b"[" * 100_000),
        (400, b'{"ok": false, "description": "?", "parameters": []}'),
        (400, b'{"ok": false, "description": "?", "parameters": {"retry_after": "soon"}}'),
        (429, b'{"ok": false, "description": "?", "parameters": {"retry_after": -1e999}}'),
        (400, b'{"ok": false, "description": 5}'),
        (301, b""),
        (999, b"?"),
    ],
)
async def test_no_answer_however_strange_raises_or_reaches_a_log(status, body):
    async def strange(_):
        return web.Response(status=status, body=body)

    with all_that_is_logged() as log:
        outcome = await delivered_to(strange)
    assert isinstance(outcome, Later | Refused)
    assert "hotel" not in log.getvalue()


async def test_a_redirect_is_not_followed_because_the_address_holds_the_token():
    followed = []

    async def redirecting(request):
        if request.path == "/elsewhere":
            followed.append(request.path)
            return web.json_response({"ok": True, "result": {"message_id": 1}})
        return web.Response(status=307, headers={"Location": "/elsewhere"})

    assert isinstance(await delivered_to(redirecting), Later)
    assert followed == []


async def test_a_group_that_became_a_supergroup_is_no_persons_chat():
    async def migrated(_):
        answer = {"ok": False, "description": "?", "parameters": {"migrate_to_chat_id": -100}}
        return web.json_response(answer, status=400)

    assert await delivered_to(migrated) == Refused(reason="chat_migrated")


async def delivered_to(handler):
    """The outcome of a delivery to a server that answers as `handler` does."""
    server = BotApi()
    await server.start(web.post("/{path:.*}", handler))
    try:
        async with api_of(server) as api:
            return await TelegramChannel(api, LIMITS).deliver("7001", HELLO)
    finally:
        await server.stop()
