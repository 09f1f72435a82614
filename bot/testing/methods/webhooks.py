"""How a bot gets its updates: setWebhook and its relatives, and which kinds it wants."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.testing.methods.access import Call
from bot.testing.methods.parameters import Parameters
from bot.testing.methods.refusals import Refusal, bad_request
from bot.testing.world.bots import Webhook
from bot.testing.world.updates import DEFAULT_KINDS, KINDS
from bot.testing.world.users import Json

SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_LETTERS = 256
DEFAULT_CONNECTIONS = 40
MOST_CONNECTIONS = 100
PORTS = frozenset({443, 80, 88, 8443})


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A result that Telegram explains with a sentence beside it."""

    result: bool
    description: str


def set_webhook(call: Call) -> Described:
    """setWebhook: an empty address is the same as deleteWebhook."""
    url = call.parameters.text("url")
    if not url:
        return delete_webhook(call)
    webhook = Webhook(
        url=url,
        secret_token=call.parameters.text("secret_token"),
        max_connections=_connections(call),
        ip_address=call.parameters.text("ip_address"),
    )
    _check(call, webhook)
    remember_kinds(call)
    drops = call.parameters.truth("drop_pending_updates")
    if webhook == call.bot.webhook and not drops:
        return Described(result=True, description="Webhook is already set")
    if drops:
        call.bot.updates.clear()
    call.bot.set_webhook(webhook)
    return Described(result=True, description="Webhook was set")


def delete_webhook(call: Call) -> Described:
    """deleteWebhook: waiting updates stay unless they are dropped on request."""
    if call.parameters.truth("drop_pending_updates"):
        call.bot.updates.clear()
    if call.bot.webhook is None:
        return Described(result=True, description="Webhook is already deleted")
    call.bot.set_webhook(None)
    return Described(result=True, description="Webhook was deleted")


def get_webhook_info(call: Call) -> Json:
    """getWebhookInfo: also tells how many updates wait and what went wrong last."""
    bot = call.bot
    webhook = bot.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.updates),
    }
    if webhook is not None:
        info["max_connections"] = webhook.max_connections
        info["ip_address"] = webhook.ip_address or "<unknown>"
    if bot.trouble.message:
        info["last_error_date"] = int(bot.trouble.date)
        info["last_error_message"] = bot.trouble.message
    if bot.updates.allowed != DEFAULT_KINDS:
        info["allowed_updates"] = sorted(bot.updates.allowed)
    return info


def remember_kinds(call: Call) -> None:
    """Keep `allowed_updates` for all later updates; not given, the last list stays.

    An empty list, or one with no known kind, is Telegram's default: all but chat_member and
    the reactions. What is no list of texts is ignored.
    """
    try:
        given = call.parameters.json("allowed_updates", what="allowed updates")
    except Refusal:
        return
    if not isinstance(given, list) or not all(isinstance(kind, str) for kind in given):
        return
    known = KINDS & {kind.lower() for kind in given}
    call.bot.updates.allowed = frozenset(known) or DEFAULT_KINDS


def _connections(call: Call) -> int:
    wanted = call.parameters.integer("max_connections", DEFAULT_CONNECTIONS)
    return min(max(wanted, 1), MOST_CONNECTIONS)


def _check(call: Call, webhook: Webhook) -> None:
    try:
        url = urlsplit(webhook.url if "://" in webhook.url else f"https://{webhook.url}")
        port = url.port or (443 if url.scheme == "https" else 80)
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if url.scheme not in ("http", "https") or not url.hostname:
        raise bad_request("invalid webhook URL specified")
    if len(webhook.secret_token) > SECRET_LETTERS:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(webhook.secret_token):
        raise bad_request("secret token contains unallowed characters")
    if call.world.conditions.real_webhook_addresses:
        if url.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if port not in PORTS:
            raise bad_request(
                "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
            )


def get_updates_fields(parameters: Parameters) -> tuple[int, int, int]:
    """Offset, limit (1 to 100) and timeout (0 to 50 s) of a getUpdates call."""
    limit = min(max(parameters.integer("limit", 100), 1), 100)
    timeout = min(max(parameters.integer("timeout"), 0), 50)
    return parameters.integer("offset"), limit, timeout
