"""One call of a bot from its fields to its answer: faults, limits, the method, the journal."""

import asyncio
import json
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from bot.testing.faults import (
    BrokenBody,
    Fault,
    Faults,
    LostAnswer,
    Refused,
    Reset,
    ServerError,
    TooManyRequests,
)
from bot.testing.journal import Call as JournalCall
from bot.testing.journal import Journal
from bot.testing.limits import GROUP_BELOW, Limiter
from bot.testing.methods.access import Call
from bot.testing.methods.parameters import Parameters
from bot.testing.methods.refusals import (
    LOGGED_OUT,
    METHOD_NOT_FOUND,
    Refusal,
    bad_request,
    too_many_requests,
)
from bot.testing.methods.table import COUNTED_IN_GROUPS, METHODS, SENDING
from bot.testing.methods.webhooks import Described
from bot.testing.wire.polling import WEBHOOK_SET, Poller
from bot.testing.world.bots import BotAccount
from bot.testing.world.world import World

PHRASES = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back over the wire; no body breaks the connection after `hold` seconds."""

    status: int | None = None
    body: bytes | None = None
    content_type: str = "application/json"
    retry_after: int | None = None
    hold: float = 0.0
    description: str = ""
    message_id: int | None = None


Outcome: TypeAlias = tuple[Answer, bool]  # and whether the call took effect


@dataclass(slots=True, kw_only=True)
class Switchboard:
    """Answers the calls of all bots of one world."""

    world: World
    journal: Journal
    faults: Faults
    limiter: Limiter
    closing: asyncio.Event
    _pollers: dict[str, Poller] = field(default_factory=dict)
    _number: int = 0

    async def answer(self, bot: BotAccount, method: str, parameters: Parameters) -> Answer:
        """The answer to one call, which is noted in the journal."""
        clock = self.world.clock
        began = clock.monotonic()
        chat_id = parameters.integer("chat_id") or None
        delay, fault = self.faults.strike(method, chat_id)
        if delay:
            await asyncio.sleep(delay)
        answer, done = without_effect(fault), False
        if answer is None:
            answer, done = await self._done(bot, method, parameters)
            answer = disguised(fault, answer)
        self._number += 1
        attached = {name: f"file {upload.name}" for name, upload in parameters.files.items()}
        self.journal.add(
            JournalCall(
                number=self._number,
                bot=bot.user.username,
                method=method,
                chat_id=chat_id,
                parameters={**parameters.values, **attached},
                at=began,
                took=clock.monotonic() - began,
                status=answer.status,
                description=answer.description,
                message_id=answer.message_id,
                done=done,
                fault=type(fault).__name__ if fault else "",
            )
        )
        return answer

    def close(self) -> None:
        """End all long polls."""
        for poller in self._pollers.values():
            poller.close()

    async def _done(self, bot: BotAccount, method: str, parameters: Parameters) -> Outcome:
        call = Call(world=self.world, bot=bot, parameters=parameters)
        name = method.lower()
        try:
            if bot.logged_out:
                raise LOGGED_OUT
            if name == "getupdates":
                updates = await self._poller(bot).get_updates(call)
                body = ",".join(update.body for update in updates)
                return Answer(status=200, body=f'{{"ok":true,"result":[{body}]}}'.encode()), True
            return accepted(self._result(call, name)), True
        except Refusal as refusal:
            return refused(refusal), False

    def _result(self, call: Call, name: str) -> Any:
        method = METHODS.get(name)
        if method is None:
            raise METHOD_NOT_FOUND
        chat_id = call.parameters.integer("chat_id")
        if name in (SENDING if chat_id >= GROUP_BELOW else COUNTED_IN_GROUPS):
            self.limiter.spend(call.bot.id, chat_id, self.world.clock.monotonic())
        try:
            result = method(call)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            problem = f"{type(error).__name__}: {error}"
            raise bad_request(f"the stand-in cannot read the fields: {problem}") from error
        if name == "setwebhook" and call.bot.webhook is not None:
            self._poller(call.bot).end(WEBHOOK_SET)
        return result

    def _poller(self, bot: BotAccount) -> Poller:
        if bot.token not in self._pollers:
            self._pollers[bot.token] = Poller(bot=bot, conditions=self.world.conditions)
        return self._pollers[bot.token]


def without_effect(fault: Fault | None) -> Answer | None:
    """The answer to a call that this fault stops before anything is done, else None."""
    match fault:
        case TooManyRequests(retry_after=seconds):
            return refused(too_many_requests(seconds))
        case Refused(status=status, description=words):
            return refused(Refusal(status, words))
        case ServerError(status=status, done=False):
            return server_error(status)
        case Reset():
            return Answer(description="connection reset")
        case _:
            return None


def disguised(fault: Fault | None, answer: Answer) -> Answer:
    """What a bot gets instead of `answer`, though its call was done."""
    body = answer.body or b""
    match fault:
        case BrokenBody():
            return replace(answer, body=body[: len(body) // 2])
        case LostAnswer(hold=hold):
            return replace(answer, status=None, body=None, hold=hold, description="answer lost")
        case ServerError(status=status):
            return server_error(status)
        case _:
            return answer


def accepted(result: Any) -> Answer:
    """200 with a result; a described one carries its sentence."""
    shown: dict[str, Any] = {"ok": True, "result": result}
    if isinstance(result, Described):
        shown = {"ok": True, "result": result.result, "description": result.description}
    message_id = result.get("message_id") if isinstance(result, dict) else None
    body = json.dumps(shown, ensure_ascii=False).encode()
    return Answer(status=200, body=body, message_id=message_id)


def refused(refusal: Refusal) -> Answer:
    """A refusal in Telegram's form, with `parameters` when it has some."""
    shown = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        shown["parameters"] = refusal.parameters
    return Answer(
        status=refusal.status,
        body=json.dumps(shown, ensure_ascii=False).encode(),
        retry_after=refusal.retry_after,
        description=refusal.description,
    )


def server_error(status: int) -> Answer:
    """500 in Telegram's form; anything above as the page of the server in front of it."""
    phrase = PHRASES.get(status, "Server Error")
    if status == 500:
        return refused(Refusal(500, phrase))
    page = f"<html><head><title>{status} {phrase}</title></head></html>"
    return Answer(status=status, body=page.encode(), content_type="text/html", description=phrase)
