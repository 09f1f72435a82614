"""A step as it is read: what every step has, before its own keys are looked at."""

from dataclasses import dataclass

from bot.content.fields import Fields
from bot.content.scope import Scope
from bot.core.condition import Condition
from bot.core.flow import StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What every step has: its fields, its place, and where it goes on."""

    id: StepId
    fields: Fields
    place: str
    scope: Scope
    when: Condition | None
    next: StepId | None
    critical: bool
