"""What a release changes, and for how many people, as the commands print it."""

from bot.app.publishing import Change
from bot.core.moving import Outcome
from bot.service.standing import Standing

_MOVED = {
    Outcome.CONTINUES: ("goes on where it is", "go on where they are"),
    Outcome.BACK: ("goes back to an earlier question", "go back to an earlier question"),
    Outcome.AGAIN: ("begins the guide again", "begin the guide again"),
    Outcome.GONE: ("comes to the menu: its guide is gone", "come to the menu: their guide is gone"),
}
"""For one conversation and for several."""


def print_change(change: Change) -> None:
    """Print the differences, section by section."""
    for section in change.sections:
        print(f"\n{section}")
    if change.sections:
        print()


def print_people(standing: Standing, *, urgent: bool, draft: bool) -> None:
    """Print what happens to conversations under way; numbers only."""
    if draft:
        print("Only testers see it.")
        return
    if not standing.people:
        print("No conversation is under way.")
        return
    print(f"{_many(standing.people)} under way.")
    if not standing.earlier:
        print("All go on with the questions as they are; changed words reach them at once.")
    elif not urgent:
        print(
            f"Conversations that end with the questions they began with: {standing.earlier}. "
            "Changed words reach everybody at once. "
            "With --urgent they are moved."
        )
    else:
        print(f"{_moved(standing)}. Who does not go on as before is told why.")


def _many(count: int) -> str:
    return f"{count} conversation{'s are' if count != 1 else ' is'}"


def _moved(standing: Standing) -> str:
    counts = standing.outcomes.copy()
    counts[Outcome.CONTINUES] += counts.pop(Outcome.STAYS, 0)
    parts = [
        f"{counts[outcome]} {one if counts[outcome] == 1 else several}"
        for outcome, (one, several) in _MOVED.items()
        if counts[outcome]
    ]
    return "With their next message: " + ", ".join(parts)
