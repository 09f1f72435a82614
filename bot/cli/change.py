"""What a release changes, and for how many people, as the commands print it."""

from bot.app.publishing import Change
from bot.core.moving import Outcome
from bot.service.standing import Standing

_MOVED = {
    Outcome.BACK: "go back to an earlier question and are told so",
    Outcome.AGAIN: "begin the guide again and are told so",
    Outcome.GONE: "come to the menu, because the guide is gone",
}


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
            f"{standing.earlier} of them end with the questions they began with; changed words reach them at once. "
            "With --urgent they are moved."
        )
    else:
        print(f"{_moved(standing)}.")


def _many(count: int) -> str:
    return f"{count} conversation{'s are' if count != 1 else ' is'}"


def _moved(standing: Standing) -> str:
    moved = standing.outcomes
    parts = [f"{moved[Outcome.STAYS] + moved[Outcome.CONTINUES]} go on where they are"]
    parts += [f"{moved[each]} {said}" for each, said in _MOVED.items() if moved[each]]
    return "With their next message: " + ", ".join(parts)
