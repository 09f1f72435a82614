"""A small skills profile for tests: jobs and skills by groups, a list of works, single answers, what is shared."""

from dataclasses import replace
from functools import partial

from bot.core.answer import AnswerSpec, AnswerType, ProfileField, Sensitivity
from bot.core.flow import (
    Action,
    Arrival,
    AskStep,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    FlowId,
    Release,
    ReviewStep,
    StepId,
    TellAdvisorsStep,
    TellProfileStep,
)
from bot.core.message import Words
from bot.core.session import Consent, Session
from bot.core.taxonomy import Taxonomy, Term, TermGroup
from tests.core.form import RELEASE as FORM
from tests.core.form import ask
from tests.core.samples import CONSENT, LANGUAGE, choice, flow, text
from tests.core.talker import Talker

S = StepId
NURSE = "esco/01234567-89ab-cdef-0123-456789abcdef/nurse assistant"
BAKER = "esco/11234567-89ab-cdef-0123-456789abcdef/pastry baker"


def term(id_: str, group: str, kind: str, isco: str = "") -> Term:
    label = text(f"taxonomy/{kind}/{id_}", id_.capitalize())
    return Term(id=id_, kind=kind, group=group, label=label, sign="🔹", isco=isco)


def group(kind: str, id_: str, label: str, *terms: tuple[str, str]) -> TermGroup:
    return TermGroup(
        id=id_,
        label=text(f"taxonomy/{kind}/group/{id_}", label),
        sign="📁",
        terms=tuple(term(name, id_, kind, isco) for name, isco in terms),
    )


TAXONOMY = Taxonomy(
    kinds={
        "occupation": (
            group("occupation", "food", "Food and kitchen", ("baker", "7512"), ("cook", "5120")),
            group("occupation", "health", "Health", ("nurse", "2221"), ("midwife", "2222")),
        ),
        "skill": (group("skill", "home", "At home", ("sewing", ""), ("gardening", "")),),
    }
)


def field(section: str = "", *, months: int = 24, **goes: str) -> ProfileField:
    return ProfileField(section=section, sensitivity=Sensitivity.ORDINARY, months=months, goes=goes)


def spec(name: str, type_: AnswerType, *values: str, **more: object) -> AnswerSpec:
    label = text(f"answers/{name}", name.replace("_", " ").capitalize())
    return AnswerSpec(name=name, type=type_, values=values, label=label, **more)  # type: ignore[arg-type]


kept = partial(spec, kept=True)
A = AnswerType
JOB = {
    each.name: each
    for each in (
        spec("job_title", AnswerType.OCCUPATION, profile=field(pdf="title")),
        spec("job_country", AnswerType.COUNTRY, profile=field(pdf="line")),
        spec("job_from", AnswerType.DATE, precision="year", profile=field(pdf="from")),
        spec("job_to", AnswerType.DATE, precision="year", profile=field(pdf="to")),
        spec("job_tasks", AnswerType.TEXT, least=2, most=600, profile=field(months=12, pdf="line")),
        spec("job_note", AnswerType.TEXT, least=2, most=100),
    )
}  # fmt: skip
SINGLE = {
    each.name: each
    for each in (
        kept("my_name", A.TEXT, least=1, most=80, profile=field("person", pdf="name")),
        kept("my_town", A.PLACE, profile=field("person", pdf="line")),
        kept("my_contact", A.CONTACT, accepts=("phone", "email"), profile=field("person", pdf="contact")),
        kept("my_photo", A.FILE, accepts=("photo",), least=1, most=1, profile=field("person", pdf="photo")),
        kept("my_children", A.NUMBER, least=0, most=20, profile=field("person", months=6, pdf="line", europass="")),
        kept("my_tongue", A.SPOKEN, profile=field("person", pdf="line")),
        kept("my_licence", A.YES_NO, "yes", "no", profile=field("person", pdf="line")),
        kept("my_letters", A.SOME_OF, "latin", "arabic", profile=field("person", pdf="line")),
        kept("my_jobs", A.RECORDS, flow="job", most=3, profile=ProfileField(section="work")),
        kept("my_skill", A.SKILL, profile=field("skills", pdf="title")),
        kept("want_work", A.OCCUPATION, profile=field("goals", pdf="title")),
        kept("shared", A.SOME_OF, "person", "work", "skills", "goals"),
        kept("paper_language", A.ONE_OF, "nl", "ar", "uk", personal=False),
        kept("with_photo", A.YES_NO, "yes", "no", personal=False),
        kept("with_plan", A.YES_NO, "yes", "no", personal=False),
        kept("with_notes", A.YES_NO, "yes", "no", personal=False),
        kept("merit_file", A.FILE, accepts=("profile",), least=1, most=1),
    )
}  # fmt: skip

COUNTRIES = {"sy": "Syria", "nl": "Netherlands", "er": "Eritrea", "se": "Sweden"}
END = EndStep(id=S("end"))
WORK = flow(
    "job",
    ask("title", "job_title", "where", help=text("q/title/help", "For example: baker")),
    ask("where", "job_country", "since", choices=(choice("sy", "Syria"), choice("er", "Eritrea"))),
    ask("since", "job_from", "until"),
    ask("until", "job_to", "tasks", choices=(choice("now", "I still do it", sign="▶️"),)),
    ask("tasks", "job_tasks", "check"),
    ReviewStep(id=S("check"), text=text("q/check", "This work"), next=S("end")),
    END,
    answers=JOB,
)
JOBS = flow(
    "jobs",
    CollectStep(
        id=S("jobs"),
        text=text("q/jobs", "Your work"),
        save="my_jobs",
        summary=text("q/jobs/summary", "{job_title}, {job_country}"),
        begins=True,
        next=S("end"),
    ),
    END,
)
HUB = flow(
    "hub",
    ChooseStep(
        id=S("hub"),
        text=text("q/hub", "What do you want to tell?"),
        choices=(
            choice("work", "Work", sign="💼", section="work", flow=FlowId("jobs")),
            choice("skills", "Skills", section="skills", flow=FlowId("skills")),
            choice("person", "About me", section="person", flow=FlowId("person")),
            choice("back", "Go back", next=S("end")),
        ),
        next=S("hub"),
    ),
    END,
)
PERSON = flow("person", ask("name", "my_name", "town"), ask("town", "my_town", "end"), END)
SKILLS = flow("skills", ask("skill", "my_skill", "end"), END)
GOALS = flow("goals", ask("goal", "want_work", "end"), END)
SHARE = flow(
    "share",
    AskStep(
        id=S("which"),
        text=text("q/which", "What may an advisor see?"),
        save="shared",
        choices=tuple(choice(id_, id_, section=id_) for id_ in ("person", "work", "skills")),
        next=S("end"),
    ),
    END,
)
TOLD = flow(
    "told",
    TellProfileStep(
        id=S("told"),
        text=text("q/told", "This is what you told me."),
        empty=text("q/told/empty", "You told me nothing yet."),
        next=S("end"),
    ),
    END,
)
ADVISORS = flow(
    "advisors",
    TellAdvisorsStep(
        id=S("told"),
        text=text("q/advisors", "This is what advisors did."),
        empty=text("q/advisors/empty", "No advisor did anything."),
        next=S("end"),
    ),
    END,
)
PAPER = flow("paper", DoStep(id=S("send"), action=Action.SEND_PROFILE, next=S("end")), END)
FILES = flow("files", DoStep(id=S("send"), action=Action.EXPORT_PROFILE, next=S("end")), END)
TAKE = flow("take", ask("file", "merit_file", "name"), ask("name", "my_name", None))
PHOTO = flow("photo", ask("photo", "my_photo", None))
PRIVACY = flow(
    "privacy", ask("again", "consent", None, choices=(choice("yes", "Yes"), choice("no", "No")))
)

_RETURNING = (PRIVACY, LANGUAGE)
_OURS = (WORK, JOBS, HUB, PERSON, SKILLS, GOALS, SHARE, TOLD, ADVISORS, PAPER, FILES, TAKE, PHOTO)
RELEASE = replace(
    FORM,
    id="s1",
    flows={**FORM.flows, **{each.id: each for each in (*_OURS, *_RETURNING, CONSENT)}},
    answers={**FORM.answers, **SINGLE, **JOB},
    commands={
        **FORM.commands,
        **{str(each.id): (each.id, Arrival.REPLACE) for each in _OURS},
        **{str(each.id): (each.id, Arrival.RETURN) for each in _RETURNING},
    },
    needs={**FORM.needs, "consent": CONSENT.id},
    labels={
        **FORM.labels,
        ("job_to", "now"): text("c/now", "I still do it"),
        ("shared", "person"): text("shared/person", "About me"),
        ("shared", "work"): text("shared/work", "Work"),
        ("shared", "skills"): text("shared/skills", "Skills"),
    },
    countries=COUNTRIES,
    tongues={"ar": "Arabic", "nl": "Dutch", "ti": "Tigrinya"},
    also={"taxonomy/occupation": {"bread maker": "baker", "خباز": "baker", "gone": "smith"}},
    taxonomy=TAXONOMY,
)
AGREED = Consent(given=True, text="", language="en", at="2026-11-23T12:00:00+00:00")


def person(command: str = "", release: Release = RELEASE, **session: object) -> Talker:
    """A person who agreed, after they sent a command."""
    talker = Talker(release=release, session=Session(consent=AGREED, **session))  # type: ignore[arg-type]
    if command:
        talker.says(command)
    return talker


def says(talker: Talker, words: str, *concepts: str) -> None:
    """Write words that name these concepts of ESCO."""
    talker.gives(Words(text=words, concepts=concepts))


def choices(talker: Talker) -> list[str]:
    return [str(offer.press.choice) for offer in talker.offers]


def baker() -> Talker:
    """A person who told one work, and looks at the list of their works."""
    talker = person("/jobs")
    talker.says("baker")
    talker.presses("sy")
    talker.says("2011")
    talker.presses("now")
    talker.says("bread and cake")
    talker.presses("_done")
    return talker
