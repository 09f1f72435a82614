"""The journal: every call a bot made, what was answered, and whether it took effect."""

import json
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, TextIO

from bot.testing.conditions import Conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call as it came and as it was answered."""

    number: int  # grows by one with every call
    bot: str  # username
    method: str  # as Telegram spells it in its documents, if the bot did
    chat_id: int | None
    parameters: dict[str, Any]
    at: float  # monotonic seconds when it came
    took: float  # seconds until the answer was ready
    status: int | None  # None: no answer was ever given
    description: str  # Telegram's words when it refused
    message_id: int | None  # of the message it made or changed
    done: bool  # whether it took effect, whatever the bot was told
    fault: str = ""  # the fault that was injected, if one was


@dataclass(slots=True)
class Journal:
    """Calls in the order they were answered; memory keeps the newest, counts stay exact."""

    _kept: deque[Call]
    _file: TextIO | None = None
    last_number: int = 0
    counts: Counter[tuple[str, int | None]] = field(default_factory=Counter)

    @classmethod
    def under(cls, conditions: Conditions) -> "Journal":
        """An empty journal of the size, and with the file, that `conditions` ask for.

        The file is written line by line, so another process can follow it.
        """
        path = conditions.journal_file
        file = path.open("a", buffering=1, encoding="utf-8") if path else None
        return cls(deque(maxlen=conditions.journal_size), file)

    def add(self, call: Call) -> None:
        """Note one call."""
        self.last_number = call.number
        self.counts[call.method.lower(), call.status] += 1
        self._kept.append(call)
        if self._file is not None:
            self._file.write(json.dumps(asdict(call), ensure_ascii=False) + "\n")

    def since(self, number: int) -> Iterator[Call]:
        """Kept calls with a higher number, oldest first."""
        return (call for call in self._kept if call.number > number)

    def calls(self, method: str = "", *, chat_id: int | None = None) -> list[Call]:
        """Kept calls of this method (or of all) in this chat (or in all), oldest first."""
        wanted = method.lower()
        return [
            call
            for call in self._kept
            if (not wanted or call.method.lower() == wanted)
            and (chat_id is None or call.chat_id == chat_id)
        ]

    def count(self, method: str, status: int | None = 200) -> int:
        """How many calls of this method ever ended with this status (None: without answer)."""
        return self.counts[method.lower(), status]

    def clear(self) -> None:
        """Forget all calls and counts; numbers go on."""
        self._kept.clear()
        self.counts.clear()

    def close(self) -> None:
        """Finish the file, if there is one."""
        if self._file is not None:
            self._file.close()
            self._file = None
