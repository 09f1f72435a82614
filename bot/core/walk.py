"""Walking a flow: from step to step until a question waits for its answer, or nothing is left."""

from dataclasses import replace
from typing import assert_never

from bot.core import correcting, phrases
from bot.core.answer import AnswerType
from bot.core.asking import (
    open_choices,
    question,
    reviewed,
    takes_files,
)
from bot.core.correcting import after_answer
from bot.core.event import (
    ConversationResumed,
    DataRequested,
    ErasureRequested,
    ProfileRequested,
    StepLimitReached,
    StepReached,
)
from bot.core.flow import (
    Action,
    AskStep,
    CallStep,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    FlowId,
    HandoffStep,
    KeptPlanStep,
    PlanStep,
    Question,
    ReviewStep,
    RouteStep,
    SayStep,
    Step,
    StepId,
    StoriesStep,
    TellAdvisorsStep,
    TellProfileStep,
)
from bot.core.handoff import OTHER_TOPIC, hand_over, tell_wait, withdraw
from bot.core.inquiry import QUESTION
from bot.core.listening import saying
from bot.core.plans import fitting, kept_items, plan, ticked_items
from bot.core.put_aside import MOST, interrupted
from bot.core.run import Run
from bot.core.sections import told_sections
from bot.core.session import KeptPlan
from bot.core.stories import stories
from bot.core.telling import tell_advisors, tell_profile
from bot.core.turn import Say

STEPS = 100
"""Steps one input may cause."""
DEPTH = 12
"""Flows that may wait for one another."""
PLANS = 6
"""Plans that are kept for a person, the latest ones."""


def go(run: Run) -> None:
    """Carry out steps from where the flow on top stands until a question is asked or no flow is left."""
    for _ in range(STEPS):
        if not run.frames and not _idle(run):
            return
        frame = run.frames[-1]
        flow = run.flow_of(frame)
        if flow is None:
            run.leave_all()
            run.say(phrases.CHANGED)
        elif len(run.frames) > DEPTH:
            _give_up(run)
        elif _stop_at(run, flow.steps[frame.step]):
            return
    run.events.append(StepLimitReached(flow=run.frames[-1].flow if run.frames else FlowId("")))
    _give_up(run)


def _idle(run: Run) -> bool:
    """Offer the menu when no flow is left; False when that has already been tried in this turn."""
    menu = run.release.needs.get("idle")
    if menu is None or menu in run.ended or run.resting:
        return False
    run.enter(menu)
    return True


def _stop_at(run: Run, step: Step) -> bool:
    """Carry out one step; True when the turn ends there."""
    if run.correcting and correcting.misses_card(run):
        correcting.leave_card(run)
    if step.when is not None and not (correcting.fixes(run, step) or step.when.holds(run.answers)):
        go_on(run, step.next)
        return False
    if run.correcting:
        if step.id == run.frames[-1].target:
            correcting.reached_card(run)
        elif correcting.passes_over(run, step):
            _pass_over(run, step)
            return False
    if not isinstance(step, Question):
        run.events.append(StepReached(flow=run.frames[-1].flow, step=step.id))
    return _carry_out(run, step)


def _pass_over(run: Run, step: Step) -> None:
    """Go on as the known answer leads; what was held until here belongs to what is already known."""
    match step:
        case AskStep():
            run.held.clear()
            go_on(run, after_answer(step, run.answers.get(step.save)))
        case _:
            go_on(run, step.next)


def _give_up(run: Run) -> None:
    """Leave everything with a word of regret."""
    run.leave_all()
    run.say(phrases.LOOP)


def _carry_out(run: Run, step: Step) -> bool:  # noqa: C901 - one flat table of step kinds
    match step:
        case AskStep() | ChooseStep() | ReviewStep() | CollectStep() | KeptPlanStep():
            return _ask(run, step)
        case SayStep() | PlanStep() | StoriesStep() | TellProfileStep() | TellAdvisorsStep():
            _tell(run, step)
        case HandoffStep():
            text = run.saved.get(step.message) or run.saved.get(QUESTION)
            if isinstance(text, str) and text:
                topic = str(run.saved.get(step.topic) or OTHER_TOPIC)
                hand_over(run, topic, text, again=step.again)
                run.fenced = True
        case DoStep():
            return _do(run, step)
        case RouteStep():
            run.stand_at(
                next(to for when, to in step.routes if when is None or when.holds(run.answers))
            )
            return False
        case CallStep():
            part = correcting.TO_ITS_END if run.correcting else None
            go_on(run, step.next)
            run.enter(step.flow, target=part)
            return False
        case EndStep():
            run.resting = run.resting or step.quiet
            run.leave()
            return False
        case _:
            assert_never(step)
    go_on(run, step.next)
    return False


def _tell(
    run: Run, step: SayStep | PlanStep | StoriesStep | TellProfileStep | TellAdvisorsStep
) -> None:
    match step:
        case SayStep():
            run.tell(saying(run, step))
        case PlanStep():
            run.tell(plan(run.frames[-1].flow, step, run.release, run.answers))
            _keep_plan(run, step)
        case StoriesStep():
            for say in stories(step, run.release, run.answers, run.now.date()):
                run.tell(say)
        case TellProfileStep():
            run.tell(tell_profile(run, step))
        case TellAdvisorsStep():
            run.tell(tell_advisors(run, step))
        case _:
            assert_never(step)


def _keep_plan(run: Run, step: PlanStep) -> None:
    """Keep the steps shown, so that they can be ticked off; what was done stays done."""
    items = tuple(item.id for item in fitting(step, run.release, run.answers))
    if not items or step.passing or not run.consented:
        return
    flow = run.frames[-1].flow
    before = next((p for p in run.plans if (p.flow, p.step) == (flow, step.id)), None)
    done = () if before is None else tuple(item for item in before.done if item in items)
    others = tuple(each for each in run.plans if each is not before)
    kept = KeptPlan(flow=flow, step=step.id, items=items, done=done)
    run.plans = (*others, kept)[-PLANS:]
    if before is None and "plan" in run.release.commands:
        run.say(phrases.PLAN_KEPT)


def _do(run: Run, step: DoStep) -> bool:
    match step.action:
        case Action.ERASE:
            run.events.append(ErasureRequested())
            run.leave_all()
            run.resting = True
            return True
        case Action.EXPORT_DATA:
            run.events.append(DataRequested())
        case Action.SEND_PROFILE | Action.EXPORT_PROFILE:
            _ask_for_profile(run, as_files=step.action is Action.EXPORT_PROFILE)
        case Action.WITHDRAW:
            withdraw(run)
            go_on_below(run)
        case Action.TELL_WAIT:
            tell_wait(run)
        case Action.RESUME:
            return _resume(run, step)
        case _:
            assert_never(step.action)
    go_on(run, step.next)
    return False


def go_on_below(run: Run) -> None:
    """Let what an advisor's word interrupted go on when what is under way ends; with too many flows it waits on."""
    place = interrupted(run.paused, run.talk.aside)
    frames = run.paused[place:]
    run.talk = replace(run.talk, aside=0)
    if frames and len(frames) + len(run.frames) <= MOST:
        run.paused = run.paused[:place]
        at = len(run.frames) if run.topic is None else run.frames.index(run.topic)
        run.frames[at:at] = frames
        run.told = True


def _ask_for_profile(run: Run, *, as_files: bool) -> None:
    """Note that the profile is wanted, if there is something in it."""
    if told_sections(run.release, run.answers):
        run.events.append(ProfileRequested(as_files=as_files))
    else:
        run.say(phrases.NOTHING_FOR_PAPER)


def _resume(run: Run, step: DoStep) -> bool:
    """Put the conversation the person left in place of this one, and ask its question again."""
    if not run.paused:
        run.say(phrases.NOTHING_PAUSED)
        go_on(run, step.next)
        return False
    take_up(run)
    return False


def take_up(run: Run, place: int = 0) -> None:
    """Put what waits to be continued, from a `place` on, in place of what is under way, and say what it is about."""
    frames, run.paused = run.paused[place:], run.paused[:place]
    run.leave_all()
    run.frames = list(frames)
    topic = run.flow_of(frames[0])
    if topic is not None:
        run.events.append(ConversationResumed(flow=topic.id))
        run.say(phrases.WE_GO_ON.with_values(topic=topic.title))
    run.fenced = run.told = True
    run.resting = False


def go_on(run: Run, step: StepId | None) -> None:
    """Move the flow on top to `step`, or end it when there is none."""
    if step is None:
        run.leave()
    else:
        run.stand_at(step)


def call(run: Run, flow: FlowId, then: StepId | None) -> None:
    """Run `flow` as a part of the one on top, which goes on at `then` afterwards, and walk on."""
    go_on(run, then)
    run.enter(flow)
    go(run)


def _ask(run: Run, step: Question) -> bool:
    """Ask and wait (True), unless consent has to come first or was refused, or there is nothing to show."""
    if isinstance(step, AskStep) and _takes_no_file(run, step):
        go_on(run, step.next)
        return False
    if isinstance(step, AskStep | CollectStep) and not run.consented_to(step.save):
        consent = run.release.needs.get("consent")
        if consent is None or consent in run.ended:
            _regret(run)
            run.leave()
        else:
            run.enter(consent)
        return False
    if isinstance(step, ReviewStep) and not reviewed(run, step):
        go_on(run, step.next)
        return False
    if isinstance(step, KeptPlanStep) and not kept_items(run):
        run.events.append(StepReached(flow=run.frames[-1].flow, step=step.id))
        run.say(step.empty)
        go_on(run, step.next)
        return False
    if isinstance(step, CollectStep) and _begins(run, step):
        run.enter(FlowId(run.release.answers[step.save].flow), record=0)
        return False
    ask(run, step)
    return True


def _begins(run: Run, step: CollectStep) -> bool:
    """Whether the first record is asked for at once: none is told, and nobody just left its flow."""
    spec = run.release.answers.get(step.save)
    if not step.begins or spec is None or run.records.get(step.save) or run.correcting:
        return False
    return spec.flow in run.release.flows and spec.flow not in run.ended


def _regret(run: Run) -> None:
    """Say once that nothing is asked without consent, however many flows end because of it."""
    said = Say(paragraphs=((phrases.NO_CONSENT,),))
    if said not in run.says:
        run.says.append(said)


def _takes_no_file(run: Run, step: AskStep) -> bool:
    return not run.release.files and takes_files(run, step)


def ask(run: Run, step: Question) -> None:
    """Ask a question anew: its buttons are valid from now on, and only they."""
    run.events.append(StepReached(flow=run.frames[-1].flow, step=step.id))
    run.asked += 1
    run.picked, run.misses, run.pending = _ticked(run, step), 0, ""
    run.says += run.held
    run.held.clear()
    run.says.append(question(run, step))


def _ticked(run: Run, step: Question) -> tuple[str, ...]:
    """Return what is ticked from the start: steps that are done, files there are already, what was ticked before."""
    before, run.frames[-1] = run.frames[-1].picked, replace(run.frames[-1], picked=())
    if isinstance(step, AskStep):
        return sent_already(run, step) or _still_picked(run, step, before)
    return ticked_items(run) if isinstance(step, KeptPlanStep) else ()


def _still_picked(run: Run, step: AskStep, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was ticked before something else came in between."""
    spec = run.spec(step.save)
    if not before or spec is None or spec.type is not AnswerType.SOME_OF:
        return ()
    return tuple(str(choice.id) for choice in open_choices(run, step) if choice.id in before)


def sent_already(run: Run, step: AskStep) -> tuple[str, ...]:
    """Return the files that were sent for a question, also before it was interrupted."""
    known = run.saved.get(step.save)
    return known if takes_files(run, step) and isinstance(known, tuple) else ()


def ask_more(run: Run, step: Question) -> None:
    """Ask what is still open of a half known answer; only the new buttons are valid."""
    run.asked += 1
    run.picked, run.misses = (), 0
    run.says.append(question(run, step))


def ask_again(run: Run) -> None:
    """Repeat the question that waits, with buttons that stay valid; without one, walk on."""
    step = run.waiting()
    if step is None:
        go(run)
    else:
        run.says.append(question(run, step))


def current_keyboard(run: Run, step: Question) -> Say:
    """Return only the buttons of the question that waits, to replace those under it."""
    return replace(question(run, step), paragraphs=())
