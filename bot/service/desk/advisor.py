"""An advisor's account: what others see of it, and what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bot.core.language import LanguageCode
from bot.core.ticket import AdvisorId, TeamId

OPERATOR = AdvisorId("operator")
"""Who acts when a command of the operator's does."""

REPLY_LANGUAGE = "reply_language"
"""The setting that says in which language an advisor writes."""


class DeskRole(StrEnum):
    """What somebody is at the desk (`bot.service.desk.permissions` says what each may do)."""

    ADVISOR = "advisor"
    LEAD = "lead"
    ADMIN = "admin"
    AUDITOR = "auditor"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisor:
    """An advisor as the desk shows them; `name` is how people read it, `languages` what they read, best first."""

    id: AdvisorId
    name: str
    role: DeskRole
    languages: tuple[LanguageCode, ...] = ()
    teams: frozenset[TeamId] = frozenset()
    active: bool = True
    has_telegram: bool = False
    has_totp: bool = False
    passkeys: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reply_language(self) -> LanguageCode:
        """The language this advisor writes in."""
        chosen = str(self.settings.get(REPLY_LANGUAGE, ""))
        return chosen or next(iter(self.languages), "en")

    @property
    def enrolled(self) -> bool:
        """Whether there is a second factor; without one only an invitation opens the desk."""
        return self.has_totp or self.passkeys > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account as it is kept: with what nobody sees.

    `totp_new` is a secret that was shown and not confirmed yet, `totp_step` the time step of the last code used.
    """

    id: AdvisorId
    name: str
    role: DeskRole
    created_on: date
    languages: tuple[LanguageCode, ...] = ()
    teams: frozenset[TeamId] = frozenset()
    active: bool = True
    telegram: str = ""
    totp: str = ""
    totp_new: str = ""
    totp_step: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return nothing that tells who it is, and no secret."""
        return f"Account(id={self.id!r}, role={self.role!r})"

    def shown(self, passkeys: int) -> Advisor:
        """Return what the desk shows of it."""
        return Advisor(
            id=self.id,
            name=self.name,
            role=self.role,
            languages=self.languages,
            teams=self.teams,
            active=self.active,
            has_telegram=bool(self.telegram),
            has_totp=bool(self.totp),
            passkeys=passkeys,
            settings=self.settings,
        )

    def without_ways_in(self) -> "Account":
        """Return it with neither Telegram nor a code app."""
        return replace(self, telegram="", totp="", totp_new="", totp_step=0)
