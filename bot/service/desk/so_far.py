"""How far a person is with Merit when an advisor looks: the guide they are in, and their steps. Only texts and ids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.core.flow import HandoffStep, Release
from bot.core.plans import Advice, kept_items
from bot.core.run import Run
from bot.core.session import KeptPlan, Session
from bot.core.text import Text
from bot.core.wording import complete, with_answers


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSoFar:
    """A plan the person was shown: what it is about, and its steps, each with whether it is done."""

    title: Text
    steps: Sequence[tuple[Text, bool]]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(done for _, done in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """The guide the person is in, if any, and their plans that the content still has."""

    guide: Text | None = None
    plans: Sequence[PlanSoFar] = ()


NOTHING_SO_FAR = SoFar()


def so_far(session: Session, release: Release, now: datetime) -> SoFar:
    """Return how far somebody is; nothing without their consent."""
    if not session.consented:
        return NOTHING_SO_FAR
    run = Run.begin(release, session, now)
    kept = groupby(kept_items(run), key=lambda pair: pair[0])
    return SoFar(guide=_guide(run), plans=tuple(_plan(run, plan, items) for plan, items in kept))


def _guide(run: Run) -> Text | None:
    """Return the title of the flow the conversation is about; writing to advisors is none."""
    topic = run.topic
    flow = None if topic is None else run.flow_of(topic)
    if flow is None or any(isinstance(step, HandoffStep) for step in flow.steps.values()):
        return None
    return flow.title


def _plan(run: Run, plan: KeptPlan, items: Iterable[tuple[KeptPlan, Advice]]) -> PlanSoFar:
    steps = tuple((_title(run, advice), advice.id in plan.done) for _, advice in items)
    return PlanSoFar(title=run.release.flows[plan.flow].title, steps=steps)


def _title(run: Run, advice: Advice) -> Text:
    text = advice.text if advice.title is None else advice.title
    return with_answers(text, run.release, complete(text, run.answers))
