"""Somebody on Telegram: a person or a bot, as other people see them."""

from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class User:
    """A person or a bot; `id` is also the id of their private chat."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    deactivated: bool = False

    def as_json(self) -> Json:
        """The Bot API's User; empty fields are absent, as Telegram leaves them out."""
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                shown[name] = value
        return shown
