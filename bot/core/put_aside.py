"""Conversations put aside: those the person left, and on top of them the one an advisor's word interrupted."""

from bot.core.flow import Flow
from bot.core.session import Frame

Frames = tuple[Frame, ...]

MOST = 10
"""Flows that may be put aside together: all of them may have to wait for one another again."""


def interrupted(paused: Frames, number: int) -> int:
    """Return where the conversation begins that an advisor's word interrupted; the end when there is none.

    `number` is that of its first flow (Talk.aside).
    """
    places = (n for n, frame in enumerate(paused) if frame.number == number > 0)
    return next(places, len(paused))


def left_by_person(paused: Frames, frames: Frames, number: int) -> Frames:
    """Return what waits when the person leaves a conversation: it takes the place of the one they left earlier."""
    return (*frames, *paused[interrupted(paused, number) :])


def begun_anew(paused: Frames, number: int, flow: Flow) -> Frames:
    """Return what goes on waiting when a flow that waits begins again: what is below it, and the other conversation."""
    place = interrupted(paused, number)
    return (*_without(paused[:place], flow), *_without(paused[place:], flow))


def as_before(paused: Frames, earlier: Frames, number: int) -> Frames:
    """Return what waits after going back: what the person had left `earlier`, if that was given up since."""
    place = interrupted(paused, number)
    below = earlier[: interrupted(earlier, number)]
    return (*(below or paused[:place]), *paused[place:])


def _without(frames: Frames, flow: Flow) -> Frames:
    place = next((n for n, each in enumerate(frames) if each.flow == flow.id), None)
    local = any(not spec.kept for spec in flow.answers.values())
    return frames[:place] if place == 0 or (place and local) else frames
