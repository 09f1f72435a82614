"""What a person sends while advisors have their ticket goes to them: photos, documents, recordings, places, numbers."""

from dataclasses import dataclass, replace

from bot.core import phrases
from bot.core.handoff import add_words, talks, tell_stopped
from bot.core.interrupt import danger_in, warn
from bot.core.media import PRIVATE, Media, MediaKind, with_file
from bot.core.message import Shared, Unsupported, Upload
from bot.core.run import Run
from bot.core.sending import asked_for
from bot.core.text import Text
from bot.core.walk import ask_again, go

QUIET = 60
"""Seconds after something was sent in which the next is not confirmed again: an album is confirmed once."""

_KINDS = {kind.value: kind for kind in MediaKind}

Sending = Upload | Unsupported | Shared
"""What somebody can send that is no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAdvisors:
    """Something for the advisors and the `words` under it; without `media` it could not be taken: `reason` says why."""

    media: Media | None = None
    words: str = ""
    reason: Text | None = None


def media_in(content: Sending) -> Media | None:
    """Return what was sent, as advisors get it by reference; None for what they could not use."""
    if isinstance(content, Shared):
        shared = MediaKind(content.kind.value)
        return Media(kind=shared, value=content.value) if content.value else None
    kind = _KINDS.get(content.kind)
    if kind is None or not content.ref:
        return None
    return Media(kind=kind, ref=content.ref, name=content.name, size=content.size)


def is_for_advisors(run: Run, content: Sending) -> bool:
    """Whether what was sent goes to the advisors: while they have a ticket, all that no later question asks for."""
    if media_in(content) is None or run.talk.live is None or not run.consented:
        return False
    return run.asked <= run.talk.asked or not asked_for(run, content)


def is_unheard(run: Run, words: str) -> bool:
    """Whether advisors do not take what this person sends now, with these words under it."""
    return run.talk.stopped(run.now) is not None and danger_in(run, words) is None


def pass_media_on(run: Run, given: ToAdvisors) -> None:
    """Bring what was sent to the advisors and say so, once for several; words of danger under it are answered too.

    A question that waits goes on waiting.
    """
    if is_unheard(run, given.words):
        tell_stopped(run)
        return
    waits, asked = not talks(run, run.waiting(), danger=True), run.talk.asked
    _pass_on(run, given)
    if waits:
        run.talk = replace(run.talk, asked=asked)
    kind = danger_in(run, given.words)
    if kind is not None:
        said = list(run.says)
        run.says.clear()
        warn(run, kind)
        go(run)
        run.says[-1:-1] = said
    elif waits:
        ask_again(run)


def _pass_on(run: Run, given: ToAdvisors) -> None:
    if given.media is None:
        _refuse(run, given)
        return
    add_words(run, given.words, media=given.media, danger=True)
    _keep(run, given.media.file)
    _confirm(run, given.media.kind)


def _refuse(run: Run, given: ToAdvisors) -> None:
    lines = () if given.reason is None else (given.reason,)
    passed_on = bool(given.words) and add_words(run, given.words, danger=True)
    run.say(*lines, *((phrases.ONLY_WORDS_PASSED_ON,) if passed_on else ()))


def _keep(run: Run, file: str) -> None:
    ticket = run.talk.ticket
    if file and ticket is not None:
        run.talk = replace(run.talk, files=with_file(run.talk.files, ticket.number, file))


def _confirm(run: Run, kind: MediaKind) -> None:
    """Say that it arrived, unless that was said of another one just now."""
    before, now = run.talk.sent_at, int(run.now.timestamp())
    run.talk = replace(run.talk, sent_at=now)
    if now - before < QUIET or run.talk.ticket is None:
        return
    text = phrases.VALUE_PASSED_ON if kind in PRIVATE else phrases.MEDIA_PASSED_ON
    run.say(text.with_values(code=run.talk.ticket.code))
