"""Who else can help is said without a conversation about it."""

from dataclasses import replace

from bot.core.elsewhere import others_who_help
from bot.core.flow import (
    EndStep,
    Flow,
    PlanItem,
    PlanStep,
    RouteStep,
    SayStep,
    StepId,
)
from bot.core.run import Run
from bot.core.session import Session
from tests.core.form import RELEASE, when
from tests.core.samples import NOW, flow, text

S = StepId
OFFICES = flow(
    "offices",
    RouteStep(id=S("where"), routes=((when("country is nl"), S("nl")), (None, S("plan")))),
    SayStep(id=S("nl"), text=text("o/nl", "Ask in Utrecht ({country})."), next=S("hidden")),
    SayStep(id=S("hidden"), text=text("o/x", "x"), when=when("country is be"), next=S("done")),
    PlanStep(
        id=S("plan"),
        text=text("o/plan", "You can ask:"),
        items=(PlanItem(id="city", text=text("o/city", "the city")),),
        passing=True,
        next=None,
    ),
    EndStep(id=S("done")),
)


def said(release_flow: Flow | None, **answers: str) -> list[str]:
    needs = dict(RELEASE.needs)
    flows = dict(RELEASE.flows)
    if release_flow is not None:
        needs["elsewhere"] = release_flow.id
        flows[release_flow.id] = release_flow
    release = replace(RELEASE, needs=needs, flows=flows)
    says = others_who_help(Run.begin(release, Session(answers=dict(answers)), NOW))
    return [line.source for say in says for paragraph in say.paragraphs for line in paragraph]


def test_what_fits_the_person_is_said_and_nothing_asked():
    assert said(OFFICES, country="nl") == ["Ask in Utrecht ({country})."]
    assert said(OFFICES)[0] == "You can ask:"


def test_without_such_a_flow_nothing_is_said():
    assert said(None) == []


def test_a_flow_that_goes_in_circles_ends():
    turning = flow(
        "offices",
        SayStep(id=S("a"), text=text("o/a", "a"), next=S("b")),
        SayStep(id=S("b"), text=text("o/b", "b"), next=S("a")),
    )
    assert said(turning) == ["a", "b"]
