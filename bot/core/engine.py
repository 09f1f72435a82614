"""The dialogue engine: one input and a session in, a turn out. Pure, total, and bounded in steps."""

from dataclasses import replace
from datetime import datetime

from bot.core import phrases
from bot.core.asked import Spell, as_written
from bot.core.asking import helper
from bot.core.flow import OWN_COMMANDS, Arrival, Release
from bot.core.hearing import words
from bot.core.importing import Imported, imported
from bot.core.interrupt import danger_in, warn
from bot.core.message import Command, Edited, Received, Shared, Unsupported, Words
from bot.core.passing_media import ToAdvisors, pass_media_on
from bot.core.press import Press
from bot.core.reminders import follow, remind
from bot.core.reply import press
from bot.core.run import Run
from bot.core.sending import FileRefused, received, refused, shared, unsupported
from bot.core.session import Session
from bot.core.turn import Turn
from bot.core.walk import ask_again, go
from bot.core.ways_out import go_back, pausable

Input = (
    Words
    | Press
    | None
    | Command
    | Shared
    | Received
    | FileRefused
    | Imported
    | Unsupported
    | ToAdvisors
    | Edited
)
"""What the person did; None is a button whose token is not ours or cannot be read."""


def take(
    release: Release,
    session: Session,
    given: Input,
    *,
    now: datetime,
    spell: Spell = as_written,
    code: str = "",
) -> Turn:
    """Return the turn that `given` causes; a ticket it opens has this `code`.

    Holds for any session, also one of an older release.
    """
    run = Run.begin(release, session, now, code)
    run.heard_at, run.reminded = int(now.timestamp()), 0
    if not isinstance(given, Words):
        run.text_at = 0
    match given:
        case Command():
            _command(run, given)
        case Words():
            words(run, given, spell)
        case Edited():
            _warned(run, given.text)  # of anything else in it the conversation went on meanwhile
        case Shared() | Received() | FileRefused() | Imported():
            _sent(run, given)
        case ToAdvisors():
            pass_media_on(run, given)
        case Unsupported():
            unsupported(run, given, spell)
        case _:
            press(run, given)
    follow(run)
    return run.turn()


def _sent(run: Run, given: Shared | Received | FileRefused | Imported) -> None:
    match given:
        case Shared():
            shared(run, given)
        case Received():
            received(run, given)
        case FileRefused():
            refused(run, given)
        case _:
            imported(run, given)


def due(release: Release, session: Session, *, now: datetime) -> Turn:
    """Return the turn of a reminder the person agreed to; it says nothing before its time."""
    run = Run.begin(release, session, now)
    remind(run)
    return run.turn()


def _warned(run: Run, typed: str) -> bool:
    """Show the safety text if the words speak of danger; they are the answer to nothing."""
    kind = danger_in(run, typed)
    if kind is None:
        return False
    warn(run, kind)
    go(run)
    return True


def _command(run: Run, command: Command) -> None:
    if _warned(run, command.payload):
        return
    wished = run.release.languages.get(command.payload)
    if command.name == "language" and wished is not None and wished.offered:
        run.speak(command.payload)
        ask_again(run)
        return
    found = run.release.commands.get(command.name)
    if found is None and command.name in OWN_COMMANDS:
        go_back(run)
        return
    if found is None:
        run.say(phrases.UNKNOWN_COMMAND)
        ask_again(run)
        return
    flow, arrival = found
    if arrival is Arrival.REPLACE:
        if pausable(run) and run.topic is not None and run.topic.flow != flow:
            run.put_aside()
        run.leave_all()
        run.fenced = True
    if flow == helper(run.release):
        run.inquiry = replace(run.inquiry, handed=False)  # what is asked now is something else
    run.leave_with_all_above(flow)
    run.ended.clear()
    run.enter(flow, aside=arrival is Arrival.RETURN)
    go(run)
