"""Moving a conversation to today's content when what it began with is no longer kept. Pure, total, never an error.

A conversation whose structure is still kept stays with it. Otherwise each flow under way goes on at the same step, or
at what the step is called now; if that is gone, the conversation goes back to the nearest earlier question that is
still there, or begins the flow again. Answers are kept; their values get today's names, and lose what no longer exists.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest

from bot.core import phrases
from bot.core.answer import Answers, AnswerSpec, AnswerType, AnswerValue
from bot.core.asked import Spell, as_written
from bot.core.engine import Input, take
from bot.core.flow import CallStep, Choice, Flow, Question, Release, Step, StepId
from bot.core.handoff import talks
from bot.core.interrupt import danger_in
from bot.core.message import Command, Edited, Words
from bot.core.passing_media import ToAdvisors
from bot.core.run import Run
from bot.core.session import Frame, KeptPlan, Session, Trace, trace_of, written
from bot.core.text import Text
from bot.core.turn import Say, Turn
from bot.core.walk import ask_again


class Outcome(StrEnum):
    """What moving meant for a person."""

    STAYS = "stays"
    """Nothing changed: the structure it began with is in force or still kept."""
    CONTINUES = "continues"
    """The same question waits in today's structure."""
    BACK = "goes back"
    """The question is gone; an earlier one is asked again."""
    AGAIN = "begins again"
    """No earlier question is left; the flow begins again."""
    GONE = "ends"
    """The flow is gone; the menu comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A conversation as today's content can go on with it."""

    session: Session
    outcome: Outcome = Outcome.STAYS


TOLD = {
    Outcome.BACK: phrases.MOVED_BACK,
    Outcome.AGAIN: phrases.MOVED_AGAIN,
    Outcome.GONE: phrases.CHANGED,
}
"""What a person is told; who can go on as before need not know."""


def moved(session: Session, release: Release) -> Moved:
    """Return the session with every flow under way in a structure the release has."""
    if session.release == release.id or _settled(session, release):
        return Moved(session=session)
    frames, outcome = _frames(session, release)
    trail = _trail(tuple(map(trace_of, session.trail[session.fence :])), release)
    if outcome is Outcome.BACK:
        back = _back(trail, release)
        outcome = Outcome.BACK if back is not None else Outcome.AGAIN
        frames, trail = (frames, ()) if back is None else back
    session = replace(
        session,
        frames=frames,
        trail=tuple(map(written, trail)),
        fence=0,
        paused=_paused(session.paused, release),
        plans=tuple(_plan(plan, release) for plan in session.plans),
    )
    if outcome in TOLD:
        session = replace(session, picked=(), misses=0, pending="", fixing="", changed=())
    return Moved(session=_in_todays_values(session, release), outcome=outcome)


def _settled(session: Session, release: Release) -> bool:
    """Whether nothing is to be done, as nearly always: found out without building anything."""
    frames = [*session.frames, *session.paused]
    traces = [trace_of(each) for each in session.trail]
    for trace in traces:
        frames += (*trace.frames, *trace.paused)
    different = {(each.flow, each.step, each.structure): each for each in frames}
    if not all(_kept(each, release) for each in different.values()):
        return False
    specs = release.answers
    told_ = [session.answers, *(trace.before for trace in traces if trace.before)]
    told_ += [record for several in session.records.values() for record in several]
    return (
        all(_values(answers, specs) == answers for answers in told_)
        and not session.picked
        and all(_plan(plan, release) is plan for plan in session.plans)
    )


def told(release: Release, moved_: Moved, *, now: datetime) -> Turn:
    """Return the turn that says why the conversation is not where it was, and asks what is to be answered now."""
    return _asking(release, moved_.session, TOLD[moved_.outcome], now)


def resumed(release: Release, session: Session, words: Text, *, now: datetime) -> Turn:
    """Return the turn that says `words` and asks again what waits in a conversation that was left for a while."""
    return _asking(release, moved(session, release).session, words, now)


def _asking(release: Release, session: Session, words: Text, now: datetime) -> Turn:
    run = Run.begin(release, session, now)
    run.heard_at = int(now.timestamp())
    run.say(words)
    ask_again(run)
    return run.turn()


def answered(
    release: Release,
    session: Session,
    given: Input,
    *,
    now: datetime,
    spell: Spell = as_written,
    code: str = "",
) -> Turn:
    """Return the turn that `given` causes, in today's content; a ticket it opens has this `code`.

    What was meant as an answer to a question that is gone answers no other one; commands and danger come first, and who
    sends a command is told before the question that waits.
    """
    found = moved(session, release)
    if found.outcome in TOLD and not _comes_first(release, found.session, given, now):
        return told(release, found, now=now)
    turn = take(release, found.session, given, now=now, spell=spell, code=code)
    if found.outcome not in TOLD or not isinstance(given, Command) or not turn.says:
        return turn
    line = Say(paragraphs=((TOLD[found.outcome],),))
    return replace(turn, says=(*turn.says[:-1], line, *turn.says[-1:]))


def _comes_first(release: Release, session: Session, given: Input, now: datetime) -> bool:
    match given:
        case Command() | ToAdvisors() | Edited():
            return True
        case Words(text=typed):
            run = Run.begin(release, session, now)
            return danger_in(run, typed) is not None or talks(run, run.waiting())
        case _:
            return False


def _kept(frame: Frame, release: Release) -> bool:
    """Whether the release still has the very structure of this frame, and its step."""
    flow = release.flow(frame.flow, frame.structure)
    return flow is not None and frame.structure == flow.structure and frame.step in flow.steps


def _frames(session: Session, release: Release) -> tuple[tuple[Frame, ...], Outcome]:
    """Return the flows under way as far as they can be placed; BACK when the question on top has no place."""
    if all(_kept(frame, release) for frame in session.frames):
        return session.frames, Outcome.STAYS
    whole = _whole(session.frames, release)
    if whole is not None:
        return whole, Outcome.CONTINUES
    frames: list[Frame] = []
    for frame, above in _pairs(session.frames):
        placed = _somewhere(frame, above, release)
        if placed is None:
            # What ran on top of a flow that is gone has nothing to return to.
            return tuple(frames), Outcome.BACK if frames else Outcome.GONE
        frames += placed
    return tuple(frames), Outcome.BACK


def _pairs(frames: tuple[Frame, ...]) -> Iterator[tuple[Frame, Frame | None]]:
    """Yield each frame with the one above it."""
    yield from zip_longest(frames, frames[1:])


def _whole(frames: tuple[Frame, ...], release: Release) -> tuple[Frame, ...] | None:
    """Return the frames in structures the release has, or None if the question on top, or a flow, is gone."""
    whole: list[Frame] = []
    for frame, above in _pairs(frames):
        placed = _places(frame, above, release)
        if placed is None:
            return None
        whole += placed
    return tuple(whole)


def _places(frame: Frame, above: Frame | None, release: Release) -> list[Frame] | None:
    """Return where a flow stands in today's structure; the one on top only at its own step, or None."""
    if _kept(frame, release):
        return [frame]
    flow = release.flows.get(frame.flow)
    placed = _placed(frame, flow)
    if placed is not None:
        return [placed]
    return None if flow is None or above is None else _waiting(frame, flow, above=above)


def _somewhere(frame: Frame, above: Frame | None, release: Release) -> list[Frame] | None:
    """Return where a flow stands today, at its beginning if its step is gone; None if the flow itself is."""
    flow = release.flows.get(frame.flow)
    placed = _places(frame, above, release)
    if placed is not None or flow is None:
        return placed
    return [_at(frame, flow, flow.first)]


def _placed(frame: Frame, flow: Flow | None) -> Frame | None:
    """Return the frame at the same step of today's flow, or None if the step is gone."""
    if flow is None:
        return None
    step = _today(frame.step, flow)
    return None if step is None else _at(frame, flow, step)


def _today(step: StepId, flow: Flow) -> StepId | None:
    """Return what a step of an earlier release is called in `flow`, or None if it is gone."""
    names = [step]
    while names[-1] not in flow.steps:
        after = flow.was.get(names[-1])
        if after is None or after in names:
            return None
        names.append(after)
    return names[-1]


def _at(frame: Frame, flow: Flow, step: StepId) -> Frame:
    target = None if frame.target is None else _today(frame.target, flow)
    return replace(frame, step=step, structure=flow.structure, target=target)


def _waiting(frame: Frame, flow: Flow, *, above: Frame) -> list[Frame]:
    """Return where a flow goes on after the one above it, when the step it would go on at is gone.

    That is behind the step that runs the flow above today; nowhere if nothing comes after it.
    """
    for step in flow.steps.values():
        for runs, onward in _runs(step):
            if runs == above.flow:
                return [] if onward is None else [_at(frame, flow, onward)]
    return [_at(frame, flow, flow.first)]


def _runs(step: Step) -> list[tuple[str, StepId | None]]:
    """Return the flows a step runs, each with the step that comes after it."""
    if isinstance(step, CallStep):
        return [(step.flow, step.next)]
    choices: tuple[Choice, ...] = getattr(step, "choices", ())
    return [(c.flow, c.next or step.next) for c in choices if c.flow is not None]


def _trail(trail: tuple[Trace, ...], release: Release) -> tuple[Trace, ...]:
    """Return the questions that can be gone back to; one that is gone is gone over together with the one before."""
    found: list[Trace] = []
    gone: Trace | None = None
    for trace in reversed(trail):
        frames = _whole(trace.frames, release)
        joined = trace if gone is None else _joined(trace, gone)
        gone = joined if frames is None else None
        if frames is not None:
            found.append(replace(joined, frames=frames, paused=_paused(joined.paused, release)))
    return tuple(reversed(found))


def _joined(earlier: Trace, later: Trace) -> Trace:
    """Return the difference over both."""
    before = {k: v for k, v in later.before.items() if k not in earlier.unknown}
    unknown = [name for name in later.unknown if name not in earlier.before]
    return replace(
        earlier,
        before={**before, **earlier.before},
        unknown=tuple(dict.fromkeys((*unknown, *earlier.unknown))),
        records={**later.records, **earlier.records},
        paused=earlier.paused or later.paused,
    )


def _back(
    trail: tuple[Trace, ...], release: Release
) -> tuple[tuple[Frame, ...], tuple[Trace, ...]] | None:
    """Return the frames of the nearest earlier question and the trail before it, or None if there is none."""
    for nth in range(len(trail) - 1, -1, -1):
        frames = trail[nth].frames
        flow = release.flow(frames[-1].flow, frames[-1].structure) if frames else None
        if flow is not None and isinstance(flow.steps.get(frames[-1].step), Question):
            return frames, trail[:nth]
    return None


def _paused(frames: tuple[Frame, ...], release: Release) -> tuple[Frame, ...]:
    """Return the flows a command left, each where it stood or at its beginning, up to one that is gone."""
    found: list[Frame] = []
    for frame, above in _pairs(frames):
        placed = _somewhere(frame, above, release)
        if placed is None:
            break
        found += placed
    return tuple(found)


def _plan(plan: KeptPlan, release: Release) -> KeptPlan:
    flow = release.flows.get(plan.flow)
    step = None if flow is None else _today(plan.step, flow)
    return plan if step in {None, plan.step} else replace(plan, step=step)


def _in_todays_values(session: Session, release: Release) -> Session:
    """Return the session with today's values of answers, unless a flow under way still looks at earlier ones."""
    today = {(flow.id, flow.structure) for flow in release.flows.values()}
    under_way = {(frame.flow, frame.structure) for frame in (*session.frames, *session.paused)}
    if not under_way <= today:
        return session
    return replace(
        session,
        answers=_values(session.answers, release.answers),
        picked=_renamed_picks(session, release),
        records={
            name: tuple(_values(told, release.answers) for told in several)
            for name, several in session.records.items()
        },
        trail=tuple(
            written(replace(trace, before=_values(trace.before, release.answers)))
            for trace in map(trace_of, session.trail)
        ),
    )


def _values(answers: Answers, specs: Mapping[str, AnswerSpec]) -> dict[str, AnswerValue]:
    """Return the answers in today's values; one that no longer exists is left out, so that it is asked again."""
    found: dict[str, AnswerValue] = {}
    for name, value in answers.items():
        spec = specs.get(name)
        new = value if spec is None or value is None else _value(value, spec)
        if new is not None or value is None:
            found[name] = new
    return found


def _value(value: AnswerValue, spec: AnswerSpec) -> AnswerValue:
    """Return today's value, or None if there is none."""
    match spec.type, value:
        case AnswerType.ONE_OF, str():
            return _value_id(value, spec)
        case AnswerType.SOME_OF, tuple():
            return _picks(value, spec) or None
        case ((AnswerType.ONE_OF | AnswerType.SOME_OF), _):
            return None
        case AnswerType.NUMBER, int():
            return value
        case AnswerType.NUMBER, _:
            return None
        case _:
            return value


def _value_id(value: str, spec: AnswerSpec) -> str | None:
    if not spec.values or value in spec.values:
        return value
    after = spec.was.get(value)
    return after if after in spec.values else None


def _picks(values: tuple[str, ...], spec: AnswerSpec) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in (_value_id(each, spec) for each in values) if v))


def _renamed_picks(session: Session, release: Release) -> tuple[str, ...]:
    """Return what is ticked so far in a question with several answers, in today's values."""
    if not session.picked or not session.frames:
        return session.picked
    flow = release.flow(session.frames[-1].flow, session.frames[-1].structure)
    step = None if flow is None else flow.steps.get(session.frames[-1].step)
    spec = release.answers.get(getattr(step, "save", ""))
    return session.picked if spec is None else _picks(session.picked, spec)
