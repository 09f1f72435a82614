"""A small release for the core's tests: every kind of step, hand-made, without files."""

from datetime import UTC, date, datetime

from bot.core.answer import BUILT_IN, AnswerSpec, AnswerType
from bot.core.condition import Condition, parse_condition
from bot.core.flow import (
    Action,
    Arrival,
    AskStep,
    CallStep,
    Choice,
    ChoiceId,
    ChooseStep,
    DoStep,
    EndStep,
    Flow,
    FlowId,
    HandoffStep,
    PlanItem,
    PlanStep,
    Release,
    RouteStep,
    SayStep,
    Step,
    StepId,
)
from bot.core.language import Direction, Language
from bot.core.source import Source
from bot.core.text import Text, pgettext

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

LANGUAGES = {
    "en": Language(
        code="en",
        native="English",
        english="English",
        direction=Direction.LEFT_TO_RIGHT,
        desk=True,
    ),
    "ar": Language(
        code="ar",
        native="العربية",
        english="Arabic",
        direction=Direction.RIGHT_TO_LEFT,
        desk=True,
    ),
    "uk": Language(
        code="uk", native="Українська", english="Ukrainian", direction=Direction.LEFT_TO_RIGHT
    ),
    "xx": Language(
        code="xx",
        native="Hidden",
        english="Hidden",
        direction=Direction.LEFT_TO_RIGHT,
        offered=False,
    ),
}

ANSWERS = {
    "country": AnswerSpec(
        name="country", type=AnswerType.ONE_OF, values=("nl", "be"), personal=False, kept=True
    ),
    "status": AnswerSpec(
        name="status", type=AnswerType.ONE_OF, values=("refugee", "waiting"), kept=True
    ),
    "papers": AnswerSpec(
        name="papers", type=AnswerType.SOME_OF, values=("diploma", "transcript", "copy")
    ),
    "age": AnswerSpec(name="age", type=AnswerType.NUMBER, least=0, most=120),
    "message": AnswerSpec(name="message", type=AnswerType.TEXT, least=1, most=50),
}
DECLARED = {**BUILT_IN, **ANSWERS}


def text(place: str, source: str) -> Text:
    return pgettext(place, source)


def when(source: str) -> Condition:
    return parse_condition(source, DECLARED)


def choice(id_: str, label: str, **more: object) -> Choice:
    return Choice(id=ChoiceId(id_), label=text(f"c/{id_}", label), **more)  # type: ignore[arg-type]


def flow(id_: str, *steps: Step, **more: object) -> Flow:
    return Flow(
        id=FlowId(id_),
        title=text(f"{id_}/title", id_),
        owner="tests",
        reviewed=None,
        steps={step.id: step for step in steps},
        revision=f"{id_}-1",
        **more,  # type: ignore[arg-type]
    )


def release(
    *flows: Flow, commands: dict[str, tuple[str, Arrival]] | None = None, **needs: str
) -> Release:
    return Release(
        id="r1",
        flows={each.id: each for each in flows},
        answers=DECLARED,
        languages=LANGUAGES,
        labels={("country", "nl"): text("label/nl", "the Netherlands")},
        commands={name: (FlowId(to), arrival) for name, (to, arrival) in (commands or {}).items()},
        needs={name: FlowId(to) for name, to in needs.items()},
    )


S = StepId

COUNTRY = AskStep(
    id=S("country"),
    text=text("q/country", "Which country are you in?"),
    why=text("q/country/why", "Rules differ."),
    save="country",
    choices=(choice("nl", "Netherlands"), choice("be", "Belgium", next=S("belgium"))),
    next=S("status"),
)
STATUS = AskStep(
    id=S("status"),
    text=text("q/status", "You are in {country}. What is your status?"),
    save="status",
    choices=(choice("refugee", "Refugee"), choice("waiting", "Waiting")),
    next=S("papers"),
)
PAPERS = AskStep(
    id=S("papers"),
    text=text("q/papers", "Which papers do you have?"),
    save="papers",
    choices=(
        choice("diploma", "Diploma"),
        choice("transcript", "Transcript"),
        choice("copy", "A copy"),
    ),
    next=S("age"),
)
AGE = AskStep(id=S("age"), text=text("q/age", "How old are you?"), save="age", next=S("route"))
ROUTE = RouteStep(
    id=S("route"), routes=((when("country is nl and age >= 18"), S("plan")), (None, S("young")))
)
SOURCE = Source(id="s1", title="A page", link="https://example.org/fees", read=date(2026, 11, 23))
DATED = Source(
    id="s2",
    title="Old page",
    link="https://example.org/old",
    read=date(2026, 11, 23),
    published="2025-12",
)
PLAN = PlanStep(
    id=S("plan"),
    text=text("q/plan", "These are your steps in {country}."),
    items=(
        PlanItem(id="ask", text=text("p/ask", "Ask the office."), sources=(SOURCE,)),
        PlanItem(
            id="copy",
            text=text("p/copy", "Take your copy."),
            sources=(DATED,),
            when=when("copy in papers"),
        ),
    ),
    next=S("end"),
)
MAIN = flow(
    "main",
    COUNTRY,
    STATUS,
    PAPERS,
    AGE,
    ROUTE,
    PLAN,
    EndStep(id=S("end")),
    SayStep(id=S("young"), text=text("y", "Special rules protect you."), next=S("end")),
    SayStep(id=S("belgium"), text=text("b", "Belgium has three communities."), next=S("status")),
)
CONSENT = flow(
    "consent",
    SayStep(id=S("what"), text=text("cw", "We keep your answers."), next=S("ask")),
    AskStep(
        id=S("ask"),
        text=text("ca", "Do you agree?"),
        save="consent",
        choices=(choice("yes", "Yes"), choice("no", "No")),
    ),
)
MENU = flow(
    "menu",
    ChooseStep(
        id=S("menu"),
        text=text("m", "What would you like to do?"),
        choices=(
            choice("main", "Recognition", flow=FlowId("main")),
            choice("human", "A person", flow=FlowId("human")),
        ),
        next=S("menu"),
    ),
)
HUMAN = flow(
    "human",
    AskStep(id=S("message"), text=text("h", "Write your message."), save="message", next=S("send")),
    HandoffStep(id=S("send"), topic="other", message="message", next=S("thanks")),
    SayStep(id=S("thanks"), text=text("ht", "Thank you."), next=S("end")),
    EndStep(id=S("end")),
    answers={"message": ANSWERS["message"]},
)
LANGUAGE = flow(
    "language",
    AskStep(id=S("language"), text=text("l", "Choose a language."), save="language"),
)
HELP = flow("help", SayStep(id=S("help"), text=text("hp", "I can help.")))
STOP = flow(
    "stop",
    SayStep(id=S("bye"), text=text("sb", "Goodbye."), next=S("end")),
    EndStep(id=S("end"), quiet=True),
)
DATA = flow("mydata", DoStep(id=S("give"), action=Action.EXPORT_DATA))
DELETE = flow(
    "delete",
    ChooseStep(
        id=S("sure"),
        text=text("d", "Delete everything?"),
        choices=(choice("yes", "Yes", next=S("erase")), choice("no", "No", next=S("kept"))),
    ),
    DoStep(id=S("erase"), action=Action.ERASE),
    SayStep(id=S("kept"), text=text("dk", "Nothing was deleted.")),
)
START = flow(
    "start",
    CallStep(id=S("go"), flow=FlowId("language"), next=S("menu")),
    CallStep(id=S("menu"), flow=FlowId("menu")),
)

RELEASE = release(
    MAIN, CONSENT, MENU, HUMAN, LANGUAGE, HELP, STOP, DATA, DELETE, START,
    commands={
        "start": ("start", Arrival.REPLACE),
        "menu": ("menu", Arrival.REPLACE),
        "main": ("main", Arrival.REPLACE),
        "human": ("human", Arrival.RETURN),
        "language": ("language", Arrival.RETURN),
        "help": ("help", Arrival.RETURN),
        "stop": ("stop", Arrival.REPLACE),
        "mydata": ("mydata", Arrival.RETURN),
        "delete": ("delete", Arrival.REPLACE),
    },
    consent="consent",
    idle="menu",
)  # fmt: skip
