"""Forgetting what was told for the profile, field by field, when its time after the person's last word is over."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.answer import Answers, AnswerSpec, Record
from bot.core.by_others import NOTHING
from bot.core.flow import Release
from bot.core.session import Session
from bot.core.terms import OWN

MONTH = timedelta(days=31)
"""A month of keeping: never shorter than one of the calendar, so that nothing goes before its time."""


def shortest(release: Release) -> timedelta | None:
    """Return the shortest time a field of the profile is kept; None when there is no profile."""
    months = [months for spec in release.answers.values() if (months := _kept_for(spec))]
    return min(months) * MONTH if months else None


def _kept_for(spec: AnswerSpec) -> int:
    return 0 if spec.profile is None else spec.profile.months


def forgotten(session: Session, release: Release, now: datetime) -> Session:
    """Return the session without fields of the profile whose time is over; the same one when there are none.

    With them goes what else remembers them: the way back, what is half answered, and translations of the person's
    words. When nothing of the profile is left, what advisors added to it goes too.
    """
    silent = now.timestamp() - session.heard_at
    over = {
        name
        for name, spec in release.answers.items()
        if (months := _kept_for(spec)) and silent > (months * MONTH).total_seconds()
    }
    if not over:
        return session
    answers = _without(session.answers, over)
    records = {
        name: tuple(left for record in told if (left := _without(record, over)))
        for name, told in session.records.items()
    }
    records = {name: told for name, told in records.items() if told}
    fields = [name for name, spec in release.answers.items() if spec.profile is not None]
    anything = any(name in answers or name in records for name in fields)
    kept = replace(
        session,
        answers=answers,
        records=records,
        frames=tuple(replace(frame, picked=()) for frame in session.frames),
        paused=tuple(replace(frame, picked=()) for frame in session.paused),
        trail=(),
        fence=0,
        pending="",
        picked=(),
        by_others=session.by_others.about(_words(answers, records)) if anything else NOTHING,
    )
    return session if kept == session else kept


def _words(answers: Answers, records: Mapping[str, tuple[Record, ...]]) -> set[str]:
    """Return the words of the person that are still kept, as a translation names them."""
    told = [answers, *(record for several in records.values() for record in several)]
    values = [value for record in told for value in record.values()]
    return {value.removeprefix(OWN) for value in values if isinstance(value, str)}


def _without(answers: Answers, names: set[str]) -> Answers:
    return {name: value for name, value in answers.items() if name not in names}
