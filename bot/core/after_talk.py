"""What an advisor's word interrupted: put aside so that the next words are for the advisor, and taken up afterwards."""

from dataclasses import replace
from datetime import datetime

from bot.core.flow import AskStep, Release
from bot.core.helped import ask_if_helped
from bot.core.inquiry import NO_INQUIRY
from bot.core.moving import TOLD, moved
from bot.core.put_aside import MOST, interrupted
from bot.core.run import Run
from bot.core.session import Session
from bot.core.turn import Turn
from bot.core.walk import ask_again, go, go_on_below, take_up
from bot.core.ways_out import pausable


def listen_to_advisor(run: Run) -> None:
    """Let what is typed next be for the advisors; a form that waits is put aside on top of what the person left."""
    before, room = run.paused, len(run.paused) + len(run.frames) <= MOST
    if isinstance(run.waiting(), AskStep) and pausable(run) and room:
        known = interrupted(before, run.talk.aside) < len(before)
        run.put_aside(on_top=True)
        first = run.paused[len(before)].number
        run.talk = run.talk if known else replace(run.talk, aside=first)
    run.inquiry = replace(run.inquiry, offered=NO_INQUIRY.offered, entry="", name="")
    run.talk = replace(run.talk, asked=run.asked)


def go_on_after_talk(run: Run) -> None:
    """Take up what was interrupted where it stopped: at once, or after what the person is at by now."""
    place = interrupted(run.paused, run.talk.aside)
    if run.topic is None and place < len(run.paused):
        take_up(run, place)
        run.talk = replace(run.talk, aside=0)
        go(run)
        return
    waits = run.topic is not None and run.asked == run.talk.asked
    go_on_below(run)
    if waits:
        ask_again(run)


def listening(session: Session, release: Release, now: datetime) -> Session:
    """Return the conversation as it is when an advisor spoke, in today's content.

    Where a question that waits is gone from it the person hears so when they answer it, so it stays as it is.
    """
    found = moved(session, release)
    if found.outcome in TOLD:
        return replace(session, talk=replace(session.talk, asked=session.asked))
    run = Run.begin(release, found.session, now)
    listen_to_advisor(run)
    return run.turn().session


def after_closing(session: Session, release: Release, now: datetime) -> Turn:
    """Return what follows when a ticket was closed: whether it helped, then what it interrupted, where that stopped."""
    found = moved(session, release)
    run = Run.begin(release, found.session, now)
    if found.outcome in TOLD and run.topic is not None:
        run = Run.begin(release, session, now)
        ask_if_helped(run)
        kept = replace(session, talk=run.talk)
        return Turn(session=kept, says=tuple(run.says))
    ask_if_helped(run)
    go_on_after_talk(run)
    return run.turn()
