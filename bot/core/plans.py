"""Plans: which items fit a person, how they are said, and which of the kept ones are done."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core import phrases
from bot.core.answer import Answers
from bot.core.flow import FlowId, PlanItem, PlanStep, Release
from bot.core.press import ticks
from bot.core.run import Run
from bot.core.session import KeptPlan
from bot.core.source import Source
from bot.core.text import Text
from bot.core.turn import Say, ShownItem
from bot.core.wording import complete, source_lines, with_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """An item of a plan as one person reads it; one that quotes an entry has its question for a `title`."""

    id: str
    text: Text
    title: Text | None = None
    sources: tuple[Source, ...] = ()


def fitting(step: PlanStep, release: Release, answers: Answers) -> list[Advice]:
    """Return the items of a plan that fit the person."""
    known = _known(step, answers)
    items = (item for item in step.items if item.when is None or item.when.holds(known))
    return [advice for item in items if (advice := _advice(item, release, known)) is not None]


def _known(step: PlanStep, answers: Answers) -> Answers:
    """Return the answers a plan goes by: the person's, except those that are given for it."""
    return {**answers, **dict(step.given)}


def _advice(item: PlanItem, release: Release, answers: Answers) -> Advice | None:
    """Return what an item says: its own text, or what its entry answers; None when the entry is gone."""
    if item.text is not None:
        return Advice(id=item.id, text=item.text, sources=item.sources)
    entry = None if item.entry is None else release.entries.get(item.entry)
    if entry is None:
        return None
    variant = entry.variant(answers)
    return Advice(id=item.id, text=variant.text, title=entry.question, sources=variant.sources)


def plan(flow: FlowId, step: PlanStep, release: Release, answers: Answers) -> Say:
    """Return the plan as one message: its heading, then each step that fits, numbered, with its sources."""
    items, answers = fitting(step, release, answers), _known(step, answers)
    if not items:
        return Say(paragraphs=((phrases.NOTHING_FITS,),))
    length = () if step.passing else (phrases.plan_length(len(items)),)
    heading = (with_answers(step.text, release, answers), *length)
    each = (_numbered(item, number, release, answers) for number, item in enumerate(items, start=1))
    shown = tuple(ShownItem(flow=flow, step=step.id, id=item.id) for item in items)
    return Say(paragraphs=(heading, *each), items=shown)


def _numbered(item: Advice, number: int, release: Release, answers: Answers) -> tuple[Text, ...]:
    """Return one step of a plan: its title with its number, its words, then where they come from."""
    text = with_answers(item.text, release, answers)
    lead = f"{number}. "
    if item.title is None:
        return (replace(text, lead=lead), *source_lines(item.sources))
    return (replace(item.title, lead=lead), text, *source_lines(item.sources))


def kept_items(run: Run) -> list[tuple[KeptPlan, Advice]]:
    """Return the items of the person's plans that the content still has, in order."""
    found: list[tuple[KeptPlan, Advice]] = []
    for kept in run.plans:
        flow = run.release.flows.get(kept.flow)
        step = None if flow is None else flow.steps.get(kept.step)
        if isinstance(step, PlanStep):
            known = _known(step, run.answers)
            items = (
                _advice(item, run.release, known) for item in step.items if item.id in kept.items
            )
            found += [(kept, advice) for advice in items if advice is not None]
    return found


def kept_lines(run: Run) -> Iterator[tuple[Text, ...]]:
    """Yield the items of the person's plans, numbered, below what each plan is about; of a done one its first line."""
    before: KeptPlan | None = None
    for number, (kept, item) in enumerate(kept_items(run), start=1):
        if kept is not before:
            before = kept
            yield (run.release.flows[kept.flow].title,)
        answers = complete(item.text, run.answers)
        first, *others = _numbered(item, number, run.release, answers)
        done = item.id in kept.done
        lead = f"{'✅ ' if done else ''}{first.lead}"
        yield (replace(first, lead=lead), *(() if done else others))


def kept_shown(run: Run) -> tuple[ShownItem, ...]:
    """Return the items of the person's plans as a message shows them."""
    return tuple(
        ShownItem(flow=kept.flow, step=kept.step, id=item.id, done=item.id in kept.done)
        for kept, item in kept_items(run)
    )


def ticked_items(run: Run) -> tuple[str, ...]:
    """Return what stands ticked in the list of the person's plans: the items that are done."""
    items = enumerate(kept_items(run), start=1)
    return tuple(ticks(number) for number, (kept, item) in items if item.id in kept.done)
