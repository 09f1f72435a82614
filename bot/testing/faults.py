"""What goes wrong on purpose: which calls, how often, and what the bot gets instead."""

import random
from dataclasses import dataclass, field
from typing import TypeAlias

EVERY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyRequests:
    """429 with `retry_after` whole seconds; the call takes no effect."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerError:
    """500 as JSON, or 502 and above as a page of the server in front; `done` says if it counts."""

    status: int = 502
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Any other refusal in Telegram's form, such as 403 or 400; the call takes no effect."""

    status: int
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenBody:
    """200 with half of the JSON; the call took effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostAnswer:
    """The call took effect, but no answer comes: after `hold` seconds the connection breaks.

    With `hold` above the bot's own timeout the bot sees a timeout, else a broken connection.
    """

    hold: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """The connection breaks before anything is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """The call is done `seconds` later; other faults may follow."""

    seconds: float


Fault: TypeAlias = TooManyRequests | ServerError | Refused | BrokenBody | LostAnswer | Reset | Delay
FAULTS: dict[str, type[Fault]] = {
    kind.__name__: kind
    for kind in (TooManyRequests, ServerError, Refused, BrokenBody, LostAnswer, Reset, Delay)
}


@dataclass(slots=True, kw_only=True)
class Rule:
    """One fault and the calls it strikes."""

    fault: Fault
    method: str = EVERY
    chat_id: int | None = None
    times: int | None = 1  # None: for ever
    skip: int = 0  # so many matching calls pass unharmed first
    rate: float = 1.0  # the part of the matching calls that is struck
    used: int = 0

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Whether this call is one the rule is about, and the rule is not used up."""
        return (
            (self.times is None or self.used < self.times)
            and self.method.lower() in (EVERY, method.lower())
            and (self.chat_id is None or self.chat_id == chat_id)
        )


@dataclass(slots=True)
class Faults:
    """The rules now in force, asked in the order in which they were added."""

    seed: int
    rules: list[Rule] = field(default_factory=list)
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311  (repeatable, not secret)

    def add(self, rule: Rule) -> Rule:
        """Put a rule in force; it is returned so that its `used` can be read."""
        self.rules.append(rule)
        return rule

    def heal(self) -> None:
        """Take all rules back."""
        self.rules.clear()

    def strike(self, method: str, chat_id: int | None) -> tuple[float, Fault | None]:
        """Seconds this call is delayed, and the first other fault that strikes it."""
        delay = 0.0
        for rule in self.rules:
            if not rule.fits(method, chat_id) or not self._hits(rule):
                continue
            rule.used += 1
            if not isinstance(rule.fault, Delay):
                return delay, rule.fault
            delay += rule.fault.seconds
        return delay, None

    def _hits(self, rule: Rule) -> bool:
        if rule.skip > 0:
            rule.skip -= 1
            return False
        return rule.rate >= 1.0 or self._random.random() < rule.rate
