"""How long a review of content holds, and what people are told when it is long past."""

from datetime import date, timedelta

from bot.core.flow import Flow
from bot.core.phrases import LAST_CHECKED
from bot.core.text import Text

LONG_OVERDUE = 90
"""Days after a review ran out from which on people are told."""


def due(reviewed: date, days: int) -> date:
    """Return the day on which a review of `reviewed` that holds for `days` runs out."""
    return reviewed + timedelta(days=days)


def overdue_note(flow: Flow, today: date) -> Text | None:
    """Return the line a flow begins with when its review ran out long ago; none when it was never reviewed."""
    if flow.reviewed is None or not flow.review_days:
        return None
    if (today - due(flow.reviewed, flow.review_days)).days <= LONG_OVERDUE:
        return None
    return LAST_CHECKED.with_values(date=flow.reviewed)
