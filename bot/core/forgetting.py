"""Forgetting what was told for the profile, field by field, when its time after the person's last word is over."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.answer import Answers, AnswerSpec, Record
from bot.core.by_others import NOTHING, words_told
from bot.core.flow import Release
from bot.core.sections import SHARED, WITH
from bot.core.session import Session

MONTH = timedelta(days=30)
"""A month of keeping: together never longer than those of the calendar, so that nothing stays after its time."""


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
    # What a flow under way asked is forgotten with it: nobody goes on with it after such a time.
    answers = _without(session.answers, over | _local(session, release))
    records = _left(session, release, over)
    fields = [name for name, spec in release.answers.items() if spec.profile is not None]
    anything = any(name in answers or name in records for name in fields)
    if not anything:
        answers = _without(answers, {SHARED, *WITH})
    kept = replace(
        session,
        answers=answers,
        records=records,
        frames=(),
        paused=(),
        trail=(),
        fence=0,
        pending="",
        picked=(),
        by_others=session.by_others.about(words_told(answers, records)) if anything else NOTHING,
    )
    return session if kept == session else kept


def _left(session: Session, release: Release, over: set[str]) -> dict[str, tuple[Record, ...]]:
    """Return the records without what is over, and without what no flow asks for any more, so that nobody sees it."""
    asked = release.answers.keys()
    found = {
        name: tuple(
            left for record in told if (left := _without(record, over | (record.keys() - asked)))
        )
        for name, told in session.records.items()
    }
    return {name: told for name, told in found.items() if told}


def _local(session: Session, release: Release) -> set[str]:
    """Return the answers only flows under way use."""
    flows = (release.flows.get(frame.flow) for frame in (*session.frames, *session.paused))
    specs = [spec for flow in flows if flow is not None for spec in flow.answers.values()]
    return {spec.name for spec in specs if not spec.kept}


def _without(answers: Answers, names: set[str]) -> Answers:
    return {name: value for name, value in answers.items() if name not in names}
