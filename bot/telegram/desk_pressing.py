"""What advisors press in their group: each press is answered with words that show for a moment."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.core.media import media_of
from bot.core.text import Text
from bot.core.ticket import BY_ADVISOR, NO_DETAILS, Details, Move, Reason, Refusal
from bot.core.ticket_message import Side
from bot.service.desk import card_words
from bot.service.desk.forum_buttons import DeskPress, Press
from bot.service.desk.writing import message_at
from bot.telegram import desk_words as words
from bot.telegram.desk_look import Markup
from bot.telegram.desk_replies import Shown, show
from bot.telegram.desk_room import Scene
from bot.telegram.desk_sending import Letter, send

_REASONS = tuple(each for each in Reason if each in BY_ADVISOR)
_MOVES: Mapping[Press, Move] = {
    Press.CLAIM: Move.CLAIM,
    Press.RELEASE: Move.RELEASE,
    Press.TAKE_OVER: Move.TAKE_OVER,
    Press.REOPEN: Move.REOPEN,
}


def reasons(scene: Scene) -> Markup:
    """Return the buttons that close a ticket, one for each reason."""
    return [
        [
            scene.room.looks.button(
                card_words.REASONS[each],
                DeskPress(code=scene.code, press=Press.REASON, detail=each.value),
            )
        ]
        for each in _REASONS
    ]


async def pressed(scene: Scene, press: DeskPress, message: int, shown: Shown) -> Text:
    """Do what a button on `message` is for; return what to say."""
    if press.press in _MOVES:
        return await scene.move(_MOVES[press.press], NO_DETAILS) or words.DONE
    return await _PRESSES[press.press](scene, press, message, shown)


async def _close(scene: Scene, _press: DeskPress, message: int, _shown: Shown) -> Text:
    why = scene.refused(Move.CLOSE, Details(reason=Reason.ANSWERED))
    if why is not None:
        return why
    question = words.WHY_CLOSE.with_values(code=scene.code)
    scene.say(question, buttons=reasons(scene), reply_to=message)
    return words.SAY_WHY


async def _reason(scene: Scene, press: DeskPress, message: int, _shown: Shown) -> Text:
    known = {each.value: each for each in _REASONS}
    details = Details(reason=known.get(press.detail))
    return _settled(scene, message, await scene.move(Move.CLOSE, details), words.DONE)


def _settled(scene: Scene, message: int, why: Text | None, done: Text) -> Text:
    """Take the line with the button away once it did what it was for."""
    if why is None:
        scene.room.remove(message)
    return why or done


async def _snooze(scene: Scene, press: DeskPress, _message: int, _shown: Shown) -> Text:
    days = int(press.detail) if press.detail.isdecimal() else 0
    until = scene.room.now() + timedelta(days=days) if days in words.SNOOZE else None
    details = Details(until=0 if until is None else int(until.timestamp()))
    return await scene.move(Move.SNOOZE, details) or words.DONE


async def _send(scene: Scene, press: DeskPress, message: int, _shown: Shown) -> Text:
    """Send a note to the person, once."""
    nth = int(press.detail) if press.detail.isdecimal() else 0
    kept = message_at(scene.opened.said, nth)
    if kept is None or kept.message.side is not Side.NOTE:
        return words.OLD_BUTTON
    letter = Letter(
        body=kept.message.text, source=f"note/{nth}", media=media_of(kept.message.about)
    )
    return await _answered(scene, message, letter)


async def _say(scene: Scene, press: DeskPress, message: int, shown: Shown) -> Text:
    """Send the saved reply or the question card that was shown, once."""
    body = shown.what(press.detail)
    if body is None:
        return words.NOT_SHOWN
    if isinstance(body, Text):
        source = f"{scene.room.group}/{message}"
        return await _answered(scene, message, Letter(body=body, source=source))
    room = scene.room
    outcome = await room.asking.ask(scene.code, scene.signed, [body], room.now())
    if isinstance(outcome, Refusal):
        return words.REFUSALS[outcome.why]
    shown.forget(press.detail)
    await room.note(scene.advisor, "card", scene.code)
    return _settled(scene, message, None, words.SENT)


async def _answered(scene: Scene, message: int, letter: Letter) -> Text:
    if not scene.open_here:
        return words.ONLY_AT_DESK
    put = await send(scene, letter)
    if isinstance(put, Text):
        return put
    if isinstance(put, Refusal):
        return words.REFUSALS[put.why]
    return _settled(scene, message, None, words.SENT_BEFORE if put.again else words.SENT)


async def _reply(scene: Scene, press: DeskPress, message: int, shown: Shown) -> Text:
    return show(scene, press.detail, message, shown)


_PRESSES: Mapping[Press, Callable[[Scene, DeskPress, int, Shown], Awaitable[Text]]] = {
    Press.CLOSE: _close,
    Press.REASON: _reason,
    Press.SNOOZE: _snooze,
    Press.SEND: _send,
    Press.REPLY: _reply,
    Press.SAY: _say,
}
