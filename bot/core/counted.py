"""What is counted when a ticket changes: that it came, was answered for the first time, was closed."""

from bot.core.ticket import TALKING, State, Ticket


def opened(before: Ticket | None, after: Ticket) -> bool:
    """Whether a ticket has just become the advisors' work for the first time."""
    known = _earlier(before, after)
    return after.state in TALKING and (known is None or known.state is State.REQUESTED)


def answered(before: Ticket | None, after: Ticket) -> bool:
    """Whether it has just got its first answer."""
    known = _earlier(before, after)
    return known is not None and not known.answered_at and after.answered_at > 0


def closed(before: Ticket | None, after: Ticket) -> bool:
    """Whether it has just been closed; what nobody had sent or taken was never open."""
    known = _earlier(before, after)
    return known is not None and known.state in TALKING and not after.open


def _earlier(before: Ticket | None, after: Ticket) -> Ticket | None:
    """Return the ticket as it was; another one of the person's is none."""
    return before if before is not None and before.number == after.number else None
