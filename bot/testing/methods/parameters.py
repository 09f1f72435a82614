"""What a bot sent with a call: fields as text, numbers, truth or JSON, and uploaded files."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.testing.methods.refusals import bad_request

TRUE_WORDS = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The fields of one call, whether they came as JSON, as a form or in the address."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the field was given, even if empty."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """The field as text; a missing one is empty, a JSON value is written as JSON."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """The field as a whole number; what is none counts as not given."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def decimal(self, name: str) -> float:
        """The field as a number; what is none counts as 0."""
        try:
            return float(self.values.get(name, 0.0))
        except (TypeError, ValueError):
            return 0.0

    def truth(self, name: str) -> bool:
        """Whether the field is true, "true", "yes" or 1."""
        return self.text(name).lower() in TRUE_WORDS

    def json(self, name: str, *, what: str) -> Any:
        """The field as JSON, or None when missing; `what` names it in the refusal."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file sent in this field, directly or as `attach://` another part."""
        attached = self.text(name).removeprefix("attach://")
        return self.files.get(name) or self.files.get(attached)
