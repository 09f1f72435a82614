"""The messages of a ticket as they stand in the advisors' group: lines in no language yet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.flow import Release
from bot.core.language import LanguageCode
from bot.core.media import PRIVATE, Media, MediaKind, media_of
from bot.core.text import Text, literal
from bot.core.ticket import AdvisorId
from bot.core.ticket_message import Rendering, Side, TicketMessage
from bot.service.desk.cards import language_name
from bot.service.desk.interpreting import WAITED
from bot.service.desk.shared_words import translated_by
from bot.service.desk.what_was_sent import event_shown, reply_shown, what_was_sent
from bot.service.desk.writing import FROM
from bot.service.ticket_values import DeliveryState, KeptMessage
from bot.telegram import desk_post_words as words
from bot.telegram.desk_place import Place
from bot.telegram.desk_words import (
    BY_ID,
    FROM_ADVISOR,
    FROM_PERSON,
    IN_DANGER,
    NOTE_OF,
    TAKEN_BACK,
)

CAPTIONED = frozenset(
    {
        MediaKind.PHOTO,
        MediaKind.DOCUMENT,
        MediaKind.VOICE,
        MediaKind.AUDIO,
        MediaKind.VIDEO,
        MediaKind.ANIMATION,
    }
)
"""Kinds that are posted as they are, with words under them; of the others the topic says what it was."""
KILOBYTE = 1024
HAPPENED = "ℹ️ "
WAITS, ARRIVED = "waits", "arrived"
"""What a line in the topic tells of a message beside the reasons why it was not sent."""

Who = Callable[[AdvisorId], Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message as it stands in the topic: who it is from, and the paragraphs under that.

    Of one that an advisor wrote there themselves (`theirs`), it says what became of it. `rendering` is what stands
    there in the language of the group beside the words themselves.
    """

    nth: int
    head: Text
    body: tuple[Text, ...] = ()
    version: str = ""
    media: Media | None = None
    link: bool = False
    theirs: bool = False
    rendering: Rendering | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who reads the posts: how they call advisors, their language, and the content they know."""

    who: Who
    language: LanguageCode
    release: Release


def version_of(message: TicketMessage) -> str:
    """Return which version of a message this is; nothing for the first."""
    if not (message.removed or message.earlier):
        return ""
    replaced = message.earlier[-1][1] if message.earlier else 0
    return f"{len(message.earlier)}.{replaced}.{message.removed}"


def posts(said: Sequence[KeptMessage], place: Place, readers: Readers) -> Iterator[Post]:
    """Yield what stands in the topic of a ticket whose words may stand there."""
    for kept in said:
        message = kept.message
        happened = event_shown(message) if message.side is Side.EVENT else None
        body = tuple(_body(message, readers.release))
        if happened is not None:
            yield Post(nth=kept.nth, head=replace(happened, lead=HAPPENED))
        elif body or media_of(message.about) is not None:
            yield _post(kept, body, readers, theirs=_is_theirs(kept, place))


def calls(said: Sequence[KeptMessage]) -> Iterator[Post]:
    """Yield what stands in the topic of a ticket without anybody's words: that the person wrote again.

    The first message needs none: the card is new itself.
    """
    theirs = [kept for kept in said if kept.message.side is Side.PERSON]
    for kept in theirs[1:]:
        yield Post(nth=kept.nth, head=words.WROTE, link=True)


def failures(said: Sequence[KeptMessage], place: Place) -> Iterator[tuple[int, str, Text]]:
    """Yield the messages that did not reach the person: each with a word for why, and with what the topic says.

    Of one the topic has said so of, it says, too, that it arrived later.
    """
    told = {nth for _, nth, what in place.lines if what}
    for kept in said:
        if kept.delivery is DeliveryState.BLOCKED and kept.reason in {"", "blocked", "forbidden"}:
            yield kept.nth, WAITS, words.WAITS
        elif kept.delivery in {DeliveryState.BLOCKED, DeliveryState.DEAD}:
            reason = words.NOT_SENT_WHY.get(kept.reason, words.NOT_SENT_OTHER)
            known = kept.reason if kept.reason in words.NOT_SENT_WHY else "other"
            yield kept.nth, known, words.NOT_SENT.with_values(reason=reason)
        elif kept.delivery is None and kept.nth in told and not kept.message.removed:
            yield kept.nth, ARRIVED, words.ARRIVED


def without_media(post: Post, media: Media) -> tuple[Text, ...]:
    """Return the paragraphs of a post whose file does not stand in the topic: what it was, and what was said to it."""
    what = words.SENT[media.kind]
    if media.name and media.kind not in PRIVATE:
        what = words.SENT_NAMED.with_values(what=what, name=media.name)
    if media.size >= KILOBYTE:
        what = words.SENT_SIZED.with_values(what=what, size=media.size // KILOBYTE)
    return (what, *post.body)


def _is_theirs(kept: KeptMessage, place: Place) -> bool:
    """Whether it stands in the topic because an advisor wrote it there."""
    source = kept.message.about.get(FROM)
    return any(source == f"{place.chat}/{number}" for number in place.messages_of(kept.nth))


def _post(kept: KeptMessage, body: tuple[Text, ...], readers: Readers, *, theirs: bool) -> Post:
    message = kept.message
    edited = bool(message.earlier) and not message.removed
    head = _head(message.side, message.by, readers.who)
    if theirs and edited:
        head = words.EDITED_THERE
    post = Post(
        nth=kept.nth,
        head=head,
        body=body,
        version=version_of(message),
        media=media_of(message.about),
        link=_only_at_desk(message),
        theirs=theirs,
    )
    return post if theirs else _with_what_came_later(post, message, readers)


def _with_what_came_later(post: Post, message: TicketMessage, readers: Readers) -> Post:
    """Return a post of Merit's with a translation, and with what became of words that waited for one."""
    made = None if message.removed else message.in_language(readers.language)
    remark = (words.EDITED,) if message.earlier and not message.removed else ()
    return replace(
        post,
        body=(*post.body, *_rendered(made, readers.release), *remark),
        version=post.version + str(message.about.get(WAITED, "")),
        rendering=made,
    )


def _rendered(made: Rendering | None, release: Release) -> Iterator[Text]:
    if made is not None:
        language = language_name(release, made.language)
        yield translated_by(made.by).with_values(language=language)
        yield literal(made.text)


def _body(message: TicketMessage, release: Release) -> Iterator[Text]:
    """Yield the words of a message; none for a move, which the card shows."""
    place = str(message.about.get("place", ""))
    by_ids = tuple(_by_ids(message, release))
    if message.removed:
        yield TAKEN_BACK
    elif message.text:
        yield literal(message.text)
        yield from by_ids
    elif by_ids:
        yield from by_ids
    elif place:
        yield BY_ID.with_values(place=place)
    elif _only_at_desk(message):
        yield words.AT_DESK


def _by_ids(message: TicketMessage, release: Release) -> Iterator[Text]:
    """Yield what was sent or answered by ids, as whoever reads it understands it."""
    reply = reply_shown(message.about, release)
    if reply is not None:
        yield reply
    for label, texts in what_was_sent(message, release):
        yield label
        yield from texts


def _only_at_desk(message: TicketMessage) -> bool:
    """Whether a message consists of ids this face cannot show, such as an answer to a question card."""
    bare = not (message.text or message.about.get("place") or message.removed)
    said = message.side in {Side.PERSON, Side.ADVISOR}
    return bare and said and media_of(message.about) is None


def _head(side: Side, by: str, who: Who) -> Text:
    match side:
        case Side.PERSON:
            return FROM_PERSON
        case Side.EVENT:
            return IN_DANGER
        case Side.ADVISOR:
            return FROM_ADVISOR.with_values(advisor=who(AdvisorId(by)))
        case Side.NOTE:
            return NOTE_OF.with_values(advisor=who(AdvisorId(by)))
