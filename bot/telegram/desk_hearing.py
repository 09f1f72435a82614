"""What advisors write into the topic of a ticket: an answer to the person, a note, or a command."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.core.media import Media, MediaKind
from bot.core.text import Text
from bot.core.ticket import NO_DETAILS, AdvisorId, Details, Move, Reason, Refusal, State, Why
from bot.core.ticket_message import Side
from bot.service.desk import card_words
from bot.service.desk.desk import Outcome
from bot.service.desk.finding import Kind
from bot.service.desk.forum_buttons import DeskPress, Press
from bot.service.desk.sending_files import NOT_TAKEN
from bot.service.desk.writing import FROM, Put, message_at
from bot.telegram import desk_words as words
from bot.telegram.desk_inbound import AdvisorEdited, AdvisorWrote, TopicClosed, TopicReopened
from bot.telegram.desk_look import Markup
from bot.telegram.desk_posts import version_of
from bot.telegram.desk_pressing import reasons
from bot.telegram.desk_replies import Shown, offer
from bot.telegram.desk_room import Scene
from bot.telegram.desk_sending import Letter, keep, send

LONGEST = 3500
"""Letters it may have: with our own words it is one message at Telegram, so that all of it can be taken back."""

_COMMAND = re.compile(r"/([a-z]+)(?:@\w+)?(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)
_FROM_PERSON = frozenset({Side.PERSON, Side.EVENT})


async def wrote(scene: Scene, did: AdvisorWrote, shown: Shown) -> None:
    """Do what an advisor wrote: nothing reaches the person but an answer to their words, and what stands behind /r."""
    name, rest = _command(did.text)
    match name:
        case "r":
            await _answer(scene, did, rest)
        case "note":
            await _note(scene, did, rest)
        case "undo":
            await _undo(scene, did)
        case "reply":
            offer(scene, did.message, rest, shown, Kind.REPLY)
        case "card":
            offer(scene, did.message, rest, shown, Kind.CARD)
        case "desk":
            scene.say(words.IN_PRIVATE, reply_to=did.message)
        case _ if _is_answer(scene, did):
            await _answer(scene, did, did.text)
        case _:
            await _note(scene, did, did.text)


def _command(text: str) -> tuple[str, str]:
    """Return the command and what stands behind it; no command for words alone."""
    found = _COMMAND.fullmatch(text)
    return ("", "") if found is None else (found[1].lower(), (found[2] or "").strip())


def _is_answer(scene: Scene, did: AdvisorWrote) -> bool:
    """Whether it answers the card, or words of the person."""
    if did.reply_to is None:
        return False
    if did.reply_to == scene.place.card:
        return True
    kept = message_at(scene.opened.said, nth_of(scene, did.reply_to))
    return kept is not None and kept.message.side in _FROM_PERSON


def nth_of(scene: Scene, message: int) -> int:
    """Return which message of the ticket stands here as `message`, 0 for none."""
    found = scene.place.nth_of(message)
    if found is not None:
        return found
    source = _source(scene, message)
    return next(
        (each.nth for each in scene.opened.said if each.message.about.get(FROM) == source), 0
    )


def _source(scene: Scene, message: int) -> str:
    return f"{scene.room.group}/{message}"


async def _answer(scene: Scene, did: AdvisorWrote, text: str) -> None:
    why = _unfit(scene, did, text)
    letter = _letter(scene, did, text)
    put = why if why is not None else await send(scene, letter)
    if isinstance(put, Text):
        scene.say(put, reply_to=did.message)
        return
    if isinstance(put, Put):
        return
    kept = await keep(scene, letter)
    if isinstance(kept, Refusal):
        scene.say(words.REFUSALS[kept.why], reply_to=did.message)
        return
    said, buttons = await _not_sent(scene, kept)
    scene.say(said, words.KEPT_ANYWAY, buttons=buttons, reply_to=did.message)


def _unfit(scene: Scene, did: AdvisorWrote, text: str) -> Text | None:
    """Return why this cannot go to the person, whoever has the ticket."""
    if not scene.open_here:
        return words.ONLY_AT_DESK
    if did.media and not scene.room.writing.files.megabytes:
        return NOT_TAKEN
    if did.media and not (did.file and did.media in set(MediaKind)):
        return words.NO_FILES
    if not text.strip() and not did.media:
        return words.EMPTY
    return words.TOO_LONG if len(text) > LONGEST else None


def _letter(scene: Scene, did: AdvisorWrote, text: str) -> Letter:
    media = None
    if did.media in set(MediaKind):
        media = Media(kind=MediaKind(did.media), ref=did.file, name=did.name)
    return Letter(
        body=text.strip(),
        source=_source(scene, did.message),
        media=media,
        message=did.message,
    )


async def _not_sent(scene: Scene, kept: Put) -> tuple[Text, Markup]:
    """Return why words did not go to the person, and the buttons that help."""
    ticket = kept.ticket
    button, code = scene.room.looks.button, ticket.code
    send = button(words.SEND, DeskPress(code=code, press=Press.SEND, detail=str(kept.nth)))
    if ticket.assignee:
        name = await scene.room.colleagues.name(AdvisorId(ticket.assignee))
        who = words.ANOTHER_HAS_IT.with_values(advisor=name or card_words.SOMEBODY)
        over = button(card_words.MOVES[Move.TAKE_OVER], DeskPress(code=code, press=Press.TAKE_OVER))
        return who, [[over], [send]]
    if ticket.state is State.CLOSED:
        again = button(card_words.MOVES[Move.REOPEN], DeskPress(code=code, press=Press.REOPEN))
        return words.CLOSED, [[again], [send]]
    take = button(card_words.MOVES[Move.CLAIM], DeskPress(code=code, press=Press.CLAIM))
    return words.NOBODY_HAS_IT, [[take], [send]]


async def _note(scene: Scene, did: AdvisorWrote, text: str) -> None:
    if not text.strip() and not did.media:
        scene.say(words.NO_WORDS, reply_to=did.message)
        return
    put = await keep(scene, _letter(scene, did, text))
    if isinstance(put, Refusal):
        scene.say(words.REFUSALS[put.why], reply_to=did.message)
        return
    if put.again:
        return
    hints = await scene.room.colleagues.to_hint(scene.advisor.id)
    press = DeskPress(code=scene.code, press=Press.SEND, detail=str(put.nth))
    can_go = _unfit(scene, did, text) is None and scene.ticket.open
    buttons = [[scene.room.looks.button(words.SEND, press)]] if can_go else None
    line = words.WAS_A_NOTE if hints else words.KEPT_NOTE
    scene.say(line, buttons=buttons, reply_to=did.message)


async def _undo(scene: Scene, did: AdvisorWrote) -> None:
    room = scene.room
    nth = 0 if did.reply_to is None else nth_of(scene, did.reply_to)
    kept = message_at(scene.opened.said, nth)
    if kept is None or kept.message.side is not Side.ADVISOR:
        scene.say(words.UNDO_WHAT, reply_to=did.message)
        return
    outcome = await room.recalling.undo(scene.code, nth, scene.signed, room.now())
    if isinstance(outcome, Refusal):
        scene.say(_RECALLED.get(outcome.why, words.REFUSALS[outcome.why]), reply_to=did.message)
        return
    await room.note(scene.advisor, "undo", scene.code)


_RECALLED: Mapping[Why, Text] = {
    Why.TOO_LATE: words.TOO_OLD,
    Why.TOO_EARLY: words.NOT_THERE_YET,
}


async def edited(scene: Scene, did: AdvisorEdited) -> None:
    """Change what an advisor wrote where it went; of a note only here."""
    nth = nth_of(scene, did.message)
    kept = message_at(scene.opened.said, nth)
    name, rest = _command(did.text)
    text = (rest if name in {"r", "note"} else did.text).strip()
    if kept is None or text == kept.message.text:
        return
    change = _CHANGES.get(kept.message.side)
    if change is not None:
        await change(scene, did, nth, text)


async def _change_answer(scene: Scene, did: AdvisorEdited, nth: int, text: str) -> None:
    room = scene.room
    outcome = (
        Refusal(why=Why.NOT_NOW)
        if len(text) > LONGEST
        else await _done_here(
            scene,
            did,
            nth,
            lambda: room.recalling.change(scene.code, nth, scene.signed, text, room.now()),
        )
    )
    if isinstance(outcome, Refusal):
        why = _RECALLED.get(outcome.why, words.EDIT_NOT_SENT)
        scene.say(why, reply_to=did.message)
        return
    await room.note(scene.advisor, "change", scene.code)
    scene.say(words.CHANGED, reply_to=did.message)


async def _change_note(scene: Scene, did: AdvisorEdited, nth: int, text: str) -> None:
    room = scene.room
    outcome = await _done_here(
        scene,
        did,
        nth,
        lambda: room.writing.change_note(scene.code, nth, scene.signed, text, room.now()),
    )
    if not isinstance(outcome, Refusal):
        await room.note(scene.advisor, "note", scene.code)


async def _done_here(
    scene: Scene, did: AdvisorEdited, nth: int, deed: Callable[[], Awaitable[Outcome]]
) -> Outcome:
    """Do it, and keep that the topic shows it already."""
    room = scene.room
    async with room.topics.lock(scene.code):
        outcome = await deed()
        opened = await room.desk.open(scene.code)
        kept = None if opened is None else message_at(opened.said, nth)
        if kept is not None and not isinstance(outcome, Refusal):
            version = version_of(kept.message)
            await room.topics.change(scene.code, lambda place: place.saying(did.message, version))
    return outcome


_CHANGES: Mapping[Side, Callable[[Scene, AdvisorEdited, int, str], Awaitable[None]]] = {
    Side.ADVISOR: _change_answer,
    Side.NOTE: _change_note,
}


async def closed(scene: Scene, _did: TopicClosed) -> None:
    """Ask for the reason: until somebody says one the ticket is open, and so is its topic."""
    await _stands(scene, shut=True)
    if not scene.ticket.open:
        return
    why = scene.refused(Move.CLOSE, Details(reason=Reason.ANSWERED))
    if why is not None:
        scene.say(why)
        return
    question = words.WHY_CLOSE.with_values(code=scene.code)
    scene.say(question, words.STAYS_OPEN, buttons=reasons(scene))


async def reopened(scene: Scene, _did: TopicReopened) -> None:
    """Open the ticket again, if that can be done; if not, the topic is closed again."""
    await _stands(scene, shut=False)
    if scene.ticket.open:
        return
    why = await scene.move(Move.REOPEN, NO_DETAILS)
    if why is not None:
        scene.say(why)


async def _stands(scene: Scene, *, shut: bool) -> None:
    """Keep how the topic is now, so that it is made as it should be."""
    room = scene.room
    async with room.topics.lock(scene.code):
        await room.topics.change(scene.code, lambda place: replace(place, shut=shut, done=False))
    room.voice.changed(scene.ticket)
