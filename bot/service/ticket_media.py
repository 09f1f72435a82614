"""What a person sends to the advisors beside words: kept cleaned and sealed where that can be, else by reference."""

from dataclasses import replace

from bot.core import phrases
from bot.core.media import MOST_FILES, Media, MediaKind, files_of
from bot.core.message import ChannelName, Shared, Upload
from bot.core.passing_media import Sending, ToAdvisors, is_unheard, media_in
from bot.core.render import without_bidi_controls
from bot.core.run import Run
from bot.core.text import Text
from bot.service.files import room_for
from bot.service.ports import Files, KeptFile

LONGEST_NAME = 60
"""Letters that are kept of what somebody calls a file."""


async def passed_on(
    files: Files | None, channel: ChannelName, content: Sending, run: Run, *, topics: bool
) -> tuple[ToAdvisors, tuple[KeptFile, ...]]:
    """Return what goes to the advisors, and the file if it is kept.

    What is not kept only Telegram has: advisors see it where they have `topics`, and the person is told if they cannot.
    """
    media = media_in(content)
    words = "" if isinstance(content, Shared) else without_bidi_controls(content.words)
    if media is None or media.value or is_unheard(run, words):
        return ToAdvisors(media=media, words=words), ()
    media = replace(media, name=without_bidi_controls(media.name)[:LONGEST_NAME])
    found = await _kept(files, channel, content, run)
    if isinstance(found, KeptFile):
        kept = _as_kept(media, found, channel)
        return ToAdvisors(media=kept, words=words), (found,)
    by_reference = channel is ChannelName.TELEGRAM and topics
    if by_reference and found.place != phrases.FILE_TOO_LARGE.place:
        return ToAdvisors(media=media, words=words), ()
    return ToAdvisors(words=words, reason=found), ()


async def _kept(
    files: Files | None, channel: ChannelName, content: Sending, run: Run
) -> KeptFile | Text:
    """Return the file as it can be kept, or why it cannot."""
    if files is None or not files.takes(channel):
        return phrases.NO_FILES_HERE
    if not isinstance(content, Upload):
        return phrases.NOT_SEEN_BY_ADVISORS
    if _many(run):
        return phrases.NO_ROOM
    return await files.take(channel, content, room=room_for(run.began))


def _many(run: Run) -> bool:
    ticket = run.talk.ticket
    return ticket is not None and len(files_of(run.talk.files, ticket.number)) >= MOST_FILES


def _as_kept(media: Media, file: KeptFile, channel: ChannelName) -> Media:
    """Return it with the file; where nobody says how it was sent, it is what it turned out to be."""
    photo = file.media_type.startswith("image/") and channel is not ChannelName.TELEGRAM
    return replace(
        media,
        kind=MediaKind.PHOTO if photo else media.kind,
        ref=media.ref if channel is ChannelName.TELEGRAM else "",
        file=file.id,
        size=len(file.content),
        type=file.media_type,
    )
