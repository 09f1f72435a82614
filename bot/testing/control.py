"""The control addresses: what another process can make people do, break and look at, as JSON."""

import base64
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

from aiohttp import web

from bot.testing.api import BotApi
from bot.testing.faults import FAULTS
from bot.testing.group import Group
from bot.testing.person import NotPossible, Person
from bot.testing.shown import ShownMessage, show
from bot.testing.world.users import Json

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]
Act: TypeAlias = Callable[[Person, Json], Awaitable[Any]]
MOST_CALLS = 10_000  # in one answer


class NoSuchThing(Exception):
    """The address names a person, a group or a chat that does not exist."""


@dataclass(slots=True)
class Control:
    """The people and groups that were made over HTTP, and the addresses to use them."""

    api: BotApi
    _people: dict[int, Person] = field(default_factory=dict)
    _groups: dict[int, Group] = field(default_factory=dict)
    _seats: dict[tuple[int, int], Person] = field(default_factory=dict)

    def routes(self) -> list[web.RouteDef]:
        """All addresses, for BotApi.start."""
        table: dict[tuple[str, str], Handler] = {
            ("GET", ""): self._overview,
            ("POST", "/persons"): self._new_person,
            ("POST", "/persons/{id}/{act}"): self._act,
            ("POST", "/groups"): self._new_group,
            ("POST", "/groups/{id}/joins"): self._joins,
            ("POST", "/groups/{id}/topics"): self._opens_topic,
            ("GET", "/chats/{id}"): self._chat,
            ("GET", "/journal"): self._journal,
            ("DELETE", "/journal"): self._clear_journal,
            ("GET", "/counts"): self._counts,
            ("POST", "/faults"): self._add_fault,
            ("DELETE", "/faults"): self._heal,
            ("POST", "/clock"): self._advance,
            ("GET", "/drained"): self._drained,
        }
        return [
            web.route(method, f"/control{path}", _guarded(handler))
            for (method, path), handler in table.items()
        ]

    async def _overview(self, _: web.Request) -> web.StreamResponse:
        bots = [
            {
                "username": bot.user.username,
                "token": bot.token,
                "waiting_updates": len(bot.updates),
                "webhook": bot.webhook.url if bot.webhook else "",
            }
            for bot in self.api.world.bots.values()
        ]
        last = self.api.journal.last_number
        return web.json_response({"base_url": self.api.base_url, "bots": bots, "last_call": last})

    async def _new_person(self, request: web.Request) -> web.StreamResponse:
        person = self.api.person(**await request.json())
        self._people[person.user.id] = person
        return web.json_response({"id": person.user.id})

    async def _act(self, request: web.Request) -> web.StreamResponse:
        given: Json = await request.json() if request.can_read_body else {}
        person = self._person(int(request.match_info["id"]), given.pop("in", None))
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise NoSuchThing(f"No such act; there are {', '.join(ACTS)}.")
        return web.json_response(_plain(await act(person, given)))

    async def _new_group(self, request: web.Request) -> web.StreamResponse:
        group = self.api.group(**await request.json())
        self._groups[group.chat_id] = group
        return web.json_response({"id": group.chat_id})

    async def _joins(self, request: web.Request) -> web.StreamResponse:
        given = await request.json()
        group = self._group(request)
        person = self._person(int(given["person"]), None)
        seat = await group.joins(person, status=given.get("status", "member"))
        self._seats[person.user.id, group.chat_id] = seat
        return web.json_response({"id": group.chat_id})

    async def _opens_topic(self, request: web.Request) -> web.StreamResponse:
        topic = await self._group(request).opens_topic((await request.json())["name"])
        return web.json_response({"id": topic.id})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        number = int(request.match_info["id"])
        try:
            chat = self.api.chat(number)
        except KeyError:
            raise NoSuchThing(f"There is no chat {number}.") from None
        shown = [_plain(show(message)) for message in chat.messages.values() if not message.deleted]
        return web.json_response({"messages": shown, "blocked": chat.blocked})

    async def _journal(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        method = query.get("method", "").lower()
        calls = [
            asdict(call)
            for call in self.api.journal.since(int(query.get("after", 0)))
            if not method or call.method.lower() == method
        ]
        most = min(int(query.get("limit", MOST_CALLS)), MOST_CALLS)
        last = self.api.journal.last_number
        return web.json_response({"calls": calls[:most], "last": last})

    async def _clear_journal(self, _: web.Request) -> web.StreamResponse:
        self.api.journal.clear()
        return web.json_response({})

    async def _counts(self, _: web.Request) -> web.StreamResponse:
        counts: dict[str, dict[str, int]] = {}
        for (method, status), number in self.api.journal.counts.items():
            counts.setdefault(method, {})[str(status)] = number
        return web.json_response(counts)

    async def _add_fault(self, request: web.Request) -> web.StreamResponse:
        given: Json = await request.json()
        kind = FAULTS.get(given.pop("kind", ""))
        if kind is None:
            raise NoSuchThing(f"No such kind of fault; there are {', '.join(FAULTS)}.")
        names = kind.__dataclass_fields__
        own = {name: given.pop(name) for name in list(given) if name in names}
        self.api.fail(kind(**own), **given)
        return web.json_response({})

    async def _heal(self, _: web.Request) -> web.StreamResponse:
        self.api.heal()
        return web.json_response({})

    async def _advance(self, request: web.Request) -> web.StreamResponse:
        self.api.clock.advance(float((await request.json())["advance"]))
        return web.json_response({"now": self.api.clock.now()})

    async def _drained(self, request: web.Request) -> web.StreamResponse:
        await self.api.drained(timeout=float(request.query.get("timeout", 5.0)))
        return web.json_response({})

    def _person(self, number: int, group_id: int | None) -> Person:
        if number not in self._people:
            raise NoSuchThing(f"There is no person {number}.")
        if group_id is None:
            return self._people[number]
        if (number, group_id) not in self._seats:
            raise NoSuchThing(f"Person {number} has no seat in group {group_id}.")
        return self._seats[number, group_id]

    def _group(self, request: web.Request) -> Group:
        number = int(request.match_info["id"])
        if number not in self._groups:
            raise NoSuchThing(f"There is no group {number}.")
        return self._groups[number]


def _guarded(handler: Handler) -> Handler:
    """The handler with its complaints as JSON: 404, 409 for a failed wish, 400 for bad input."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except NoSuchThing as error:
            return web.json_response({"error": str(error)}, status=404)
        except (AssertionError, NotPossible) as error:
            return web.json_response({"error": str(error)}, status=409)
        except (KeyError, TypeError, ValueError) as error:
            words = f"{type(error).__name__}: {error}"
            return web.json_response({"error": words}, status=400)

    return guarded


def _plain(result: Any) -> Any:
    """The result of an act as JSON."""
    if isinstance(result, ShownMessage):
        return {
            "id": result.id,
            "text": result.text,
            "buttons": result.buttons,
            "data": result.data,
        }
    if hasattr(result, "__dataclass_fields__"):
        return asdict(result)
    return {"result": result}


def _message(person: Person, number: int | None) -> ShownMessage | None:
    if number is None:
        return None
    kept = person.place.messages.get(number)
    if kept is None:
        raise NoSuchThing(f"There is no message {number}.")
    return show(kept)


def _named_message(person: Person, number: int) -> ShownMessage:
    message = _message(person, number)
    assert message is not None  # only no number gives no message
    return message


async def _says(person: Person, given: Json) -> ShownMessage:
    reply_to = _message(person, given.get("reply_to"))
    return await person.says(given["text"], reply_to=reply_to, topic=given.get("topic"))


async def _presses(person: Person, given: Json) -> Any:
    on = _message(person, given.get("on"))
    return await person.presses(given["label"], on=on, timeout=given.get("timeout", 5.0))


async def _taps(person: Person, given: Json) -> str:
    return await person.taps(given["label"], on=_message(person, given.get("on")))


async def _sees(person: Person, given: Json) -> ShownMessage:
    topic, timeout = given.get("topic"), given.get("timeout", 5.0)
    return await person.sees(*given["parts"], topic=topic, timeout=timeout)


async def _edits(person: Person, given: Json) -> ShownMessage:
    return await person.edits(_named_message(person, given["message"]), given["text"])


async def _sends_document(person: Person, given: Json) -> ShownMessage:
    content = base64.b64decode(given.pop("base64", "")) or b"stand-in"
    return await person.sends_document(content, **given)


async def _sends(person: Person, given: Json) -> ShownMessage:
    return await person.sends(**given)


async def _raw(person: Person, given: Json) -> int:
    return await person.sends_raw(given["update"])


async def _blocks(person: Person, _: Json) -> None:
    await person.blocks()


async def _unblocks(person: Person, _: Json) -> None:
    await person.unblocks()


ACTS: Mapping[str, Act] = {
    "says": _says,
    "presses": _presses,
    "taps": _taps,
    "sees": _sees,
    "edits": _edits,
    "sends": _sends,
    "sends_document": _sends_document,
    "raw": _raw,
    "blocks": _blocks,
    "unblocks": _unblocks,
}
