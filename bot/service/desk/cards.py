"""The card of a ticket: what an advisor sees of it at a glance, made of ids, so that every advisor can read it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from bot.core.flow import Release
from bot.core.language import LanguageCode
from bot.core.message import ChannelName
from bot.core.sections import section_title
from bot.core.text import Text, literal
from bot.core.ticket import WITH_ADVISOR, AdvisorId, Move, State, Ticket
from bot.service.advising import shared_sections
from bot.service.desk import card_words as words
from bot.service.desk.desk import Opened
from bot.service.desk.shared_words import stop_said_briefly, stops_said
from bot.service.desk.so_far import so_far

MOST_SHOWN = 5
"""Answers of Merit's that stand on a card, the latest ones."""

_NEXT: Mapping[State, tuple[Move, ...]] = {
    State.REQUESTED: (Move.CLAIM,),
    State.QUEUED: (Move.CLAIM,),
    State.CLOSED: (Move.REOPEN,),
    **dict.fromkeys(WITH_ADVISOR, (Move.CLOSE, Move.RELEASE, Move.SNOOZE, Move.TAKE_OVER)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """How a card is to be made `now`: `names` of advisors, the `zone` of moments.

    Without `content` there is nothing on it that the person said or is, but the language they write in.
    """

    release: Release
    now: datetime
    names: Mapping[AdvisorId, str] = field(default_factory=dict)
    zone: tzinfo = UTC
    content: bool = True


def next_moves(ticket: Ticket) -> Sequence[Move]:
    """Return the moves that can come next, the likeliest first; whose they are, the ticket decides."""
    return _NEXT[ticket.state]


def card(opened: Opened, view: CardView) -> tuple[Text, ...]:
    """Return the lines of a ticket's card."""
    return tuple(_lines(opened, view))


def topic_name(release: Release, topic: str) -> Text:
    """Return what a ticket is about, in words."""
    known = release.labels.get(("topic", topic))
    return known or (words.DANGER_TOPIC if topic == "danger" else literal(topic))


def language_name(release: Release, code: LanguageCode) -> Text:
    """Return the name of a language: in itself, and in English."""
    language = release.languages.get(code)
    if language is None or language.native == language.english:
        return literal(code if language is None else language.native)
    return literal(f"{language.native} ({language.english})")


def _lines(opened: Opened, view: CardView) -> Iterator[Text]:
    ticket, facts = opened.kept.ticket, opened.kept.facts
    yield words.STATES[ticket.state].with_values(code=ticket.code)
    if ticket.danger:
        yield _danger(ticket.danger, view)
    yield from _stops(opened, view)
    yield words.TOPIC.with_values(topic=topic_name(view.release, ticket.topic))
    yield words.LANGUAGE.with_values(language=language_name(view.release, facts.language))
    if view.content and facts.country:
        yield words.COUNTRY.with_values(country=_label(view.release, "country", facts.country))
    if view.content and facts.status:
        yield words.STATUS.with_values(status=_label(view.release, "status", facts.status))
    yield from _moments(ticket, view)
    yield from _whose(ticket, view)
    if view.content:
        yield from _known(opened, view.release)
        yield from _so_far(opened, view)
    # Only a messenger can be blocked; a browser is there again when it is opened.
    if not opened.person.reachable and opened.person.channel is ChannelName.TELEGRAM:
        yield words.UNREACHABLE


def _danger(kind: str, view: CardView) -> Text:
    if not view.content:
        return words.URGENT
    return words.DANGER.with_values(kind=words.DANGERS.get(kind, literal(kind)))


def _stops(opened: Opened, view: CardView) -> Iterator[Text]:
    """Say whether the person can write to advisors now; without content not why."""
    blocking, now = opened.session.talk.blocking, int(view.now.timestamp())

    def moment(seconds: int) -> Text:
        return _at(words.MOMENT, seconds, view.zone)

    if view.content:
        yield from stops_said(blocking, now, moment, lambda id_: _name(id_, view))
    else:
        yield from stop_said_briefly(blocking, now, moment)


def _moments(ticket: Ticket, view: CardView) -> Iterator[Text]:
    if ticket.turn_at:
        yield _at(words.SINCE, ticket.turn_at, view.zone)
    if ticket.until:
        yield _at(words.UNTIL, ticket.until, view.zone)


def _whose(ticket: Ticket, view: CardView) -> Iterator[Text]:
    if ticket.reason is not None:
        yield words.CLOSED_FOR.with_values(reason=words.REASONS[ticket.reason])
    if ticket.assignee:
        yield words.HAS_IT.with_values(advisor=_name(ticket.assignee, view))
    elif ticket.had_by:
        yield words.HAD_IT.with_values(advisor=_name(ticket.had_by, view))
    else:
        yield words.NOBODY_HAS_IT


def _known(opened: Opened, release: Release) -> Iterator[Text]:
    shown = [str(entry) for each in opened.said for entry in each.message.about.get("shown", ())]
    entries = {str(id_): entry for id_, entry in release.entries.items()}
    for entry in list(dict.fromkeys(shown))[-MOST_SHOWN:]:
        if entry in entries:
            yield words.SHOWN.with_values(entry=entries[entry].question)
    for section in shared_sections(opened.session, release):
        yield words.SHARED.with_values(section=section_title(release, section))


def _so_far(opened: Opened, view: CardView) -> Iterator[Text]:
    found = so_far(opened.session, view.release, view.now)
    if found.guide is not None:
        yield words.GUIDE.with_values(guide=found.guide)
    for plan in found.plans:
        count = {"done": plan.done, "all": len(plan.steps)}
        yield words.PLAN.with_values(plan=plan.title, **count)


def _at(text: Text, seconds: int, zone: tzinfo) -> Text:
    at = datetime.fromtimestamp(seconds, zone)
    return text.with_values(day=at.date(), time=f"{at:%H:%M}")


def _label(release: Release, answer: str, value: str) -> Text:
    return release.labels.get((answer, value)) or literal(value)


def _name(advisor: AdvisorId, view: CardView) -> str | Text:
    return view.names.get(advisor) or words.SOMEBODY
