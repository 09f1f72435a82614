"""A form with everything a form can have: a flow inside it, dependent questions, records, a card, a plan, danger."""

from dataclasses import replace

from bot.core.alarm import AlarmKind, AlarmPhrase, compile_alarms
from bot.core.answer import BUILT_IN, AnswerSpec, AnswerType
from bot.core.condition import Condition, parse_condition
from bot.core.flow import (
    Action,
    Arrival,
    AskStep,
    CallStep,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    Flow,
    FlowId,
    HandoffStep,
    KeptPlanStep,
    PlanItem,
    PlanStep,
    Release,
    ReviewStep,
    RouteStep,
    SayStep,
    Step,
    StepId,
)
from bot.core.session import Consent, Frame, Session
from tests.core.samples import LANGUAGES, MENU, choice, flow, text
from tests.core.talker import Talker

S = StepId


def spec(name: str, type_: AnswerType, *values: str, **more: object) -> AnswerSpec:
    return AnswerSpec(name=name, type=type_, values=values, label=text(f"l/{name}", name), **more)  # type: ignore[arg-type]


SHARED = {
    "country": spec("country", AnswerType.ONE_OF, "nl", "be", personal=False, kept=True),
    "region": spec("region", AnswerType.ONE_OF, "north", "south", kept=True),
    "goal": spec("goal", AnswerType.ONE_OF, "study", "job", kept=True),
    "age": spec("age", AnswerType.NUMBER, least=0, most=120, kept=True),
    "jobs": spec("jobs", AnswerType.RECORDS, flow="job", most=3, kept=True),
    "reminders": BUILT_IN["reminders"],
}
LOCAL = {
    "subject": spec("subject", AnswerType.TEXT, least=1, most=100),
    "trade": spec("trade", AnswerType.TEXT, least=1, most=60),
}
JOB = {
    "job_title": spec("job_title", AnswerType.TEXT, least=2, most=60),
    "job_years": spec("job_years", AnswerType.NUMBER, least=0, most=60),
}
MESSAGE = {"note": spec("note", AnswerType.TEXT, least=1, most=300)}
KIND = {"danger_kind": spec("danger_kind", AnswerType.ONE_OF, *AlarmKind, personal=False)}
DECLARED = {**BUILT_IN, **SHARED, **LOCAL, **JOB, **MESSAGE, **KIND}


def when(source: str) -> Condition:
    return parse_condition(source, DECLARED)


def ask(name: str, save: str, next_: str | None, **more: object) -> AskStep:
    return AskStep(
        id=S(name),
        text=text(f"q/{name}", f"{name}?"),
        save=save,
        next=None if next_ is None else S(next_),
        **more,  # type: ignore[arg-type]
    )


PLACE = flow(
    "place",
    ask(
        "country",
        "country",
        "region",
        choices=(choice("nl", "Netherlands"), choice("be", "Belgium")),
    ),
    ask(
        "region",
        "region",
        "end",
        when=when("country is be"),
        choices=(choice("north", "North"), choice("south", "South")),
    ),
    EndStep(id=S("end")),
)
FORM = flow(
    "form",
    CallStep(id=S("place"), flow=FlowId("place"), next=S("goal")),
    ask("goal", "goal", "branch", choices=(choice("study", "Study"), choice("job", "A job"))),
    RouteStep(id=S("branch"), routes=((when("goal is study"), S("subject")), (None, S("trade")))),
    ask("subject", "subject", "age"),
    ask("trade", "trade", "age", help=text("q/trade/help", "For example: baker")),
    SayStep(id=S("hint"), text=text("s/hint", "Almost done."), next=S("age")),
    ask("age", "age", "jobs", why=text("q/age/why", "Some help is for young people.")),
    CollectStep(
        id=S("jobs"),
        text=text("q/jobs", "Your jobs"),
        save="jobs",
        summary=text("q/jobs/summary", "{job_title}, {job_years} years"),
        next=S("check"),
    ),
    ReviewStep(
        id=S("check"),
        text=text("q/check", "Is this right?"),
        answers=("country", "region", "goal", "subject", "trade", "age"),
        next=S("plan"),
    ),
    PlanStep(
        id=S("plan"),
        text=text("q/plan", "Your steps"),
        items=(
            PlanItem(id="office", text=text("p/office", "Ask the office.")),
            PlanItem(
                id="school", text=text("p/school", "Ask the school."), when=when("goal is study")
            ),
            PlanItem(id="age", text=text("p/age", "You are {age}."), when=when("age > 0")),
        ),
        next=S("end"),
    ),
    EndStep(id=S("end")),
    answers=LOCAL,
)
JOB_FLOW = flow(
    "job",
    ask("title", "job_title", "years"),
    ask("years", "job_years", "check"),
    ReviewStep(id=S("check"), text=text("j/check", "This job"), next=S("end")),
    EndStep(id=S("end")),
    answers=JOB,
)
LIST = flow(
    "plan",
    KeptPlanStep(
        id=S("list"),
        text=text("k/list", "Your steps so far"),
        empty=text("k/empty", "No steps yet."),
        next=S("end"),
    ),
    EndStep(id=S("end")),
)
RESUME = flow("resume", DoStep(id=S("go"), action=Action.RESUME), EndStep(id=S("end")))
REMIND = flow(
    "reminders",
    ask(
        "often",
        "reminders",
        None,
        choices=tuple(choice(each, each) for each in ("daily", "weekly", "monthly", "never")),
    ),
)
HUMAN = flow(
    "human",
    ask("note", "note", "send"),
    HandoffStep(id=S("send"), topic="other", message="note", next=S("sent")),
    SayStep(id=S("sent"), text=text("h/sent", "It is sent.")),
    answers=MESSAGE,
)
DANGER = flow(
    "danger",
    SayStep(id=S("now"), text=text("d/now", "Call 112 now."), next=S("more")),
    ChooseStep(
        id=S("more"),
        text=text("d/more", "Do you want to write to a person?"),
        choices=(
            choice("yes", "Yes", flow=FlowId("human")),
            choice("no", "No, go on"),
        ),
    ),
    answers=KIND,
)
RELEASE = Release(
    id="f1",
    flows={
        each.id: each
        for each in (
            FORM,
            PLACE,
            JOB_FLOW,
            LIST,
            RESUME,
            REMIND,
            HUMAN,
            DANGER,
            MENU,
            flow("main", EndStep(id=S("e"))),
        )
    },
    answers=DECLARED,
    languages=LANGUAGES,
    commands={
        "form": (FlowId("form"), Arrival.REPLACE),
        "menu": (FlowId("menu"), Arrival.REPLACE),
        "plan": (FlowId("plan"), Arrival.RETURN),
        "resume": (FlowId("resume"), Arrival.REPLACE),
        "reminders": (FlowId("reminders"), Arrival.RETURN),
        "human": (FlowId("human"), Arrival.RETURN),
    },
    needs={"idle": FlowId("menu"), "danger": FlowId("danger"), "human": FlowId("human")},
    alarms=compile_alarms(
        [AlarmPhrase(words="he beats me", language="en", kind=AlarmKind.VIOLENCE)]
    ),
)


def agreed(release: Release = RELEASE) -> Talker:
    """A person who said yes to keeping answers."""
    consent = Consent(given=True, text="", language="en", at="2026-11-23T12:00:00+00:00")
    return Talker(release=release, session=Session(consent=consent))


def at_card(*presses: str, release: Release = RELEASE) -> Talker:
    """A person who answered all questions and looks at the card."""
    talker = agreed(release)
    talker.says("/form")
    for each in presses or ("be", "north", "study"):
        talker.presses(each)
    talker.says("medicine")
    talker.says("30")
    talker.presses("_done")
    return talker


def changed(*flows: Flow, without: str = "", release: Release = RELEASE, **more: object) -> Release:
    kept = {id_: each for id_, each in release.flows.items() if id_ != without}
    return replace(release, flows={**kept, **{each.id: each for each in flows}}, **more)  # type: ignore[arg-type]


def steps(base: Flow, **more: Step) -> Flow:
    """Return the flow with some steps in place of those of the same name."""
    return replace(base, steps={**base.steps, **{S(name): step for name, step in more.items()}})


def at(step: str, release: Release) -> Talker:
    talker = agreed(release)
    talker.session = replace(
        talker.session, frames=(Frame(flow=FlowId("form"), step=S(step)),), asked=1
    )
    return talker
