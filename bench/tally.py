"""What happened in a run: times of the answered updates, and every fault."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of a run; `seconds` holds the times of updates answered while the window was open."""

    seconds: list[float] = field(default_factory=list)
    window_is_open: bool = False
    answered: int = 0
    wrong: int = 0
    duplicates: int = 0
    refused: int = 0
    lost: int = 0
    example: str = ""

    def take(self, seconds: float) -> None:
        """Count an answered update."""
        self.answered += 1
        if self.window_is_open:
            self.seconds.append(seconds)

    def note(self, example: str) -> None:
        """Keep the first example of a fault."""
        self.example = self.example or example

    def faults(self) -> str:
        """Return what went wrong in words, empty if nothing did; only then is a run valid."""
        kinds = {
            "wrong": self.wrong,
            "duplicates": self.duplicates,
            "refused by the webhook": self.refused,
            "lost": self.lost,
        }
        counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items() if count)
        return f"{counts} (first: {self.example})" if counts else ""
