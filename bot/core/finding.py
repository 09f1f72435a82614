"""A finding: one thing wrong, or doubtful, in a content file."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Errors stop a release; warnings do not, except under `--strict`; hints never do and are shown when asked for."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong where, in the editor's words, and what to do.

    `path` is relative to the content folder; `line` and `column` count from 1; `excerpt` is the line in the file.
    """

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    suggestion: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        """Return `file:line:column CODE message Did you mean …?` with the line and a caret below."""
        hint = f" Did you mean '{self.suggestion}'?" if self.suggestion else ""
        head = f"{self.path}:{self.line}:{self.column} {self.code} {self.message}{hint}"
        if not self.excerpt:
            return head
        return f"{head}\n    | {self.excerpt}\n    | {' ' * (self.column - 1)}^"
