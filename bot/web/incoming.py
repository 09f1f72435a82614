"""What a page sent, as an inbound message."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from aiohttp import web

from bot.core.message import ChannelName, Content, InboundMessage, Pressed, Words
from bot.core.typed import LONGEST_TYPED, typed
from bot.web.identity import Visitor

_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_TOKEN = re.compile(r"[!-~]{1,256}")
_SEQUENCE = re.compile(r"[0-9]{1,18}")
_FIELDS = {"text", "press", "command"}


class Unreadable(Exception):
    """The request holds no message; the text says what is missing."""


def message_from(body: Any, visitor: Visitor, language: str) -> InboundMessage:
    """Return the message in a request's JSON value or form; raises Unreadable, or 413 for a too long text.

    The id is the browser's own, so that a message sent twice is handled once.
    """
    if not isinstance(body, Mapping):
        raise Unreadable("Send one JSON object.")
    client_id = body.get("id")
    if not isinstance(client_id, str) or not _ID.fullmatch(client_id):
        raise Unreadable("`id` must be a new UUID for each message.")
    if len(_FIELDS & body.keys()) != 1:
        raise Unreadable("Send exactly one of `text`, `press` and `command`.")
    return InboundMessage(
        channel=ChannelName.WEB,
        address=visitor.address,
        update_id=client_id,
        content=_content(body),
        language_hint=language,
    )


def _content(body: Mapping[str, Any]) -> Content:
    if "press" in body:
        return _pressed(body["press"], body.get("on"))
    name = "text" if "text" in body else "command"
    text = body[name]
    if not isinstance(text, str) or not text.strip():
        raise Unreadable(f"`{name}` must be words.")
    if len(text) > LONGEST_TYPED:
        raise web.HTTPRequestEntityTooLarge(max_size=LONGEST_TYPED, actual_size=len(text))
    content = typed("/" + text.strip().removeprefix("/") if name == "command" else text)
    if isinstance(content, Words) and (name == "command" or not content.text):
        raise Unreadable(f"`{name}` cannot be read.")
    return content


def _pressed(token: Any, on: Any) -> Pressed:
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise Unreadable("`press` must be the token of a button.")
    if on is None:
        return Pressed(token=token)
    if not _SEQUENCE.fullmatch(str(on)):
        raise Unreadable("`on` must be the sequence of the message the button belongs to.")
    return Pressed(token=token, on=str(on))


def form_message(form: Mapping[str, Any], visitor: Visitor, language: str) -> InboundMessage:
    """Return the message in a form of the simple page.

    A form sent twice is handled once; another button of the same form is another message.
    """
    body = {name: form[name] for name in ("id", *_FIELDS) if form.get(name)}
    token, _, on = str(body.get("press", "")).rpartition("@")
    if token:
        body |= {"press": token, "on": on}
    shown = "\x00".join(f"{name}={body[name]}" for name in sorted(body))
    marked = f"{body.get('id', '')}-{sha256(shown.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return message_from({**body, "id": marked}, visitor, language)
