"""What a button of a card does: correct an answer, tell about one more thing, tick off a step."""

from dataclasses import replace
from typing import assert_never

from bot.core import phrases
from bot.core.correcting import stand_at_question, way_from_card
from bot.core.event import PlanItemTicked, RecordRemoved
from bot.core.flow import (
    ChoiceId,
    CollectStep,
    FlowId,
    KeptPlanStep,
    ReviewStep,
)
from bot.core.message import OutboundKind
from bot.core.plans import kept_items, ticked_items
from bot.core.press import ADD, DONE, REMOVE, fixed, number_of
from bot.core.run import Run
from bot.core.session import KeptPlan
from bot.core.walk import ask_again, current_keyboard, go, go_on

Card = ReviewStep | CollectStep | KeptPlanStep


def press_on_card(run: Run, card: Card, choice: ChoiceId) -> None:
    """Do what a button of a card stands for."""
    if choice == DONE:
        run.answered = True
        go_on(run, card.next)
        go(run)
        return
    match card:
        case ReviewStep():
            _correct_or_remove(run, choice)
        case CollectStep():
            _open(run, card, choice)
        case KeptPlanStep():
            _tick(run, card, number_of(choice))
        case _:
            assert_never(card)


def _correct_or_remove(run: Run, choice: ChoiceId) -> None:
    run.answered = True
    if choice == REMOVE:
        _remove(run)
        return
    flow = run.flow_of(run.frames[-1])
    way = None if flow is None else way_from_card(run, flow, fixed(choice))
    if way is None:
        ask_again(run)
        return
    stand_at_question(run, way)
    go(run)


def _remove(run: Run) -> None:
    """Forget the record on top; the card it was collected on comes again."""
    place = run.frames[-1].record
    run.frames[-1] = replace(run.frames[-1], record=None)
    run.leave()
    card = run.collecting()
    if card is not None and place is not None:
        told = run.records.get(card.save, ())
        run.records[card.save] = (*told[:place], *told[place + 1 :])
        run.events.append(RecordRemoved(name=card.save))
        run.say(phrases.REMOVED)
    go(run)


def _open(run: Run, card: CollectStep, choice: ChoiceId) -> None:
    """Begin a new record, or show the card of one that was told."""
    spec = run.spec(card.save)
    told = run.records.get(card.save, ())
    place = len(told) if choice == ADD else number_of(choice) - 1
    if spec is None or spec.flow not in run.release.flows:
        ask_again(run)
        return
    run.answered = True
    run.enter(FlowId(spec.flow), record=place)
    if place < len(told):
        run.saved.update(told[place])
        flow = run.release.flows[FlowId(spec.flow)]
        review = (step.id for step in flow.steps.values() if isinstance(step, ReviewStep))
        run.stand_at(next(review, flow.first))
    go(run)


def _tick(run: Run, card: KeptPlanStep, number: int) -> None:
    """Tick off a step of a plan, or take the tick away."""
    plan, item = kept_items(run)[number - 1]
    done = item.id not in plan.done
    changed = replace(plan, done=_with(plan, item.id, done=done))
    run.plans = tuple(changed if each is plan else each for each in run.plans)
    run.picked = ticked_items(run)
    run.events.append(PlanItemTicked(flow=plan.flow, item=item.id, done=done))
    run.says.append(replace(current_keyboard(run, card), kind=OutboundKind.KEYBOARD))


def _with(plan: KeptPlan, item: str, *, done: bool) -> tuple[str, ...]:
    others = tuple(each for each in plan.done if each != item)
    return (*others, item) if done else others
