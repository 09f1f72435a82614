"""Sending the person what an advisor wrote in the group: words, a saved text, or a file; and keeping notes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.media import Media, media_to_json
from bot.core.text import Text
from bot.core.ticket import Move, Refusal
from bot.service.desk.desk import Deed
from bot.service.desk.sending_files import Given
from bot.service.desk.writing import Put, Written
from bot.telegram.desk_place import Place
from bot.telegram.desk_room import Scene

Write = Callable[[], Awaitable[Put | Refusal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is to be kept or sent, known by its `source`; `message` is where it stands in the topic, if it does."""

    body: Text | str
    source: str
    media: Media | None = None
    message: int = 0


async def send(scene: Scene, letter: Letter) -> Put | Refusal | Text:
    """Send it to the person, once; return why it was not sent, if it was not."""
    if letter.media is None:
        put = await _kept(scene, letter, lambda: _answer(scene, letter))
        return await _noted(scene, put, Move.ANSWER.value)
    room = scene.room
    given = Given(
        ref=letter.media.ref,
        kind=letter.media.kind,
        name=letter.media.name,
        words=str(letter.body),
        language=scene.advisor.reply_language,
    )
    # Fetched first: a place is never held while Telegram is asked.
    ready = await room.writing.ready(scene.code, scene.signed, given, letter.source, room.now())
    if not isinstance(ready, Deed):
        return ready
    deed = ready
    put = await _kept(
        scene,
        letter,
        lambda: room.writing.send(scene.code, scene.signed, deed, room.now()),
    )
    return await _noted(scene, put, Move.ANSWER.value)


async def keep(scene: Scene, letter: Letter) -> Put | Refusal:
    """Keep it as a note."""
    media = {} if letter.media is None else {"media": media_to_json(letter.media)}
    room, written = scene.room, _written(scene, letter, media)
    put = await _kept(
        scene,
        letter,
        lambda: room.writing.note(scene.code, scene.signed, written, room.now()),
    )
    return await _noted(scene, put, "note")


async def _answer(scene: Scene, letter: Letter) -> Put | Refusal:
    room = scene.room
    written = _written(scene, letter, {})
    return await room.writing.answer(scene.code, scene.signed, written, room.now())


def _written(scene: Scene, letter: Letter, about: Mapping[str, Any]) -> Written:
    return Written(
        body=letter.body,
        source=letter.source,
        language=scene.advisor.reply_language,
        about=about,
    )


async def _kept(scene: Scene, letter: Letter, write: Write) -> Put | Refusal:
    """Write it, and keep that it stands in the topic already, so that it is not posted there."""
    room = scene.room
    async with room.topics.lock(scene.code):
        put = await write()
        if letter.message and isinstance(put, Put):
            change = _stands_there(letter.message, put.nth)
            await room.topics.change(scene.code, change)
    return put


def _stands_there(message: int, nth: int) -> Callable[[Place], Place]:
    return lambda place: place if place.nth_of(message) else place.with_post(message, nth)


async def _noted(scene: Scene, put: Put | Refusal, deed: str) -> Put | Refusal:
    if isinstance(put, Put) and not put.again:
        await scene.room.note(scene.advisor, deed, scene.code)
    return put
