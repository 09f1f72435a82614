"""What becomes of something an advisor, an admin or a stranger tried with an account."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.service.desk.account_ports import Session
from bot.service.desk.advisor import Advisor


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A way in that does not open: the same for whatever is wrong. The next try may be made after `wait` seconds."""

    wait: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A new session; `token` is for the cookie and nowhere else."""

    token: str = field(repr=False)
    session: Session
    advisor: Advisor


class Why(StrEnum):
    """Why something about an account cannot be done."""

    NOT_ALLOWED = "not_allowed"
    """This is for somebody with another role."""
    UNKNOWN = "unknown"
    """There is no such account, session or passkey."""
    LAST_ADMIN = "last_admin"
    """Nobody could manage the advisors any more."""
    LAST_FACTOR = "last_factor"
    """Without a second factor nobody comes in."""
    NO_NAME = "no_name"
    """People have to read some name."""
    WRONG = "wrong"
    """The code or the passkey is not right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """It cannot be done, and nothing was changed."""

    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """It is done."""


DONE = Done()
