"""A person, an advisor who does not read what they write, and a machine that turns words over."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.core.answer import AnswerType
from bot.core.entry import Entry, EntryId, SavedReply, Variant
from bot.core.flow import AskStep, EndStep, SayStep, StepId
from bot.core.machine_asked import MACHINE
from bot.core.question_card import CardAnswer, QuestionCard
from bot.core.session import session_from_json, session_to_json
from bot.core.text import Text
from bot.core.ticket import Actor, AdvisorId, Move, Role, Ticket
from bot.service.desk.advisor import Advisor, DeskRole
from bot.service.desk.desk import Desk, Signed
from bot.service.ticket_values import KeptMessage
from bot.service.translation import Fault, Outcome, Pair, Translated, TranslationFailed
from tests.core.samples import ANSWERS, NOW, RELEASE, SOURCE, choice, flow, text
from tests.memory import PlainSealer, SampleLibrary
from tests.service.test_receive import Somebody

ADA = Signed(actor=Actor(role=Role.ADVISOR, id=AdvisorId("ada")), name="Ada")
BO = Signed(actor=Actor(role=Role.ADVISOR, id=AdvisorId("bo")), name="Bo")
INGE = Signed(actor=Actor(role=Role.ADVISOR, id=AdvisorId("inge")), name="Inge")
NOOR = Advisor(id=AdvisorId("ada"), name="Ada", role=DeskRole.ADVISOR, languages=("en", "nl"))

S = StepId
TRANSLATION = flow(
    "translation",
    SayStep(id=S("what"), text=text("t/what", "A machine translates."), next=S("ask")),
    AskStep(
        id=S("ask"),
        text=text("t/ask", "May it?"),
        save=MACHINE,
        choices=(choice("yes", "Machine yes"), choice("no", "Machine no")),
        next=S("done"),
    ),
    EndStep(id=S("done"), quiet=True),
)


def card(id_: str, answer: CardAnswer = CardAnswer.YES_NO) -> QuestionCard:
    return QuestionCard(
        id=id_,
        title=Text(place=f"cards/{id_}/title", source=f"Title {id_}"),
        ask=Text(place=f"cards/{id_}/ask", source=f"Ask {id_}?"),
        answer=answer,
        owner="team",
    )


ENTRY = Entry(
    id=EntryId("cost"),
    question=Text(place="faq/cost/question", source="What does it cost?"),
    variants=(
        Variant(
            text=Text(place="faq/cost/all", source="It costs 148.83."),
            sources=(SOURCE,),
        ),
    ),
    owner="team",
)
REPLY = SavedReply(
    id="come",
    title=Text(place="replies/come/title", source="Invitation"),
    text=Text(place="replies/come/text", source="Come on {day} to {where}."),
    owner="team",
    slots={"day": "date", "where": "place"},
)
CONTENT = replace(
    RELEASE,
    flows={**RELEASE.flows, TRANSLATION.id: TRANSLATION},
    answers={
        **RELEASE.answers,
        MACHINE: replace(
            ANSWERS["country"], name=MACHINE, type=AnswerType.ONE_OF, values=("yes", "no")
        ),
    },
    cards={each.id: each for each in (card("sure"), card("day", CardAnswer.DATE))},
    entries={ENTRY.id: ENTRY},
    replies={REPLY.id: REPLY},
)


@dataclass(slots=True)
class Turner:
    """Turns words over between languages it `knows`, and remembers what it was asked; `fails` says why it does not."""

    fails: Fault | None = None
    knows: tuple[str, ...] = ("en", "ar")
    asked: list[str] = field(default_factory=list)
    worked: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset((one, other) for one in self.knows for other in self.knows if one != other)

    def can(self, source: str, target: str) -> bool:
        return (source, target) in self.pairs

    async def learn(self) -> TranslationFailed | None:
        return None

    async def translate(self, text: str, source: str, target: str) -> Outcome:
        self.asked.append(text)
        self.worked.set()
        assert self.can(source, target)
        if self.fails is not None:
            return TranslationFailed(fault=self.fails)
        return Translated(words=text[::-1] if not text.isdecimal() else text)


async def talking(language: str = "ar") -> tuple[Somebody, Desk, str]:
    """A person who writes this language, and a ticket that Ada has."""
    somebody = Somebody(library=SampleLibrary(CONTENT))
    for words in ("/main", "1", "1", "/human", "please help"):
        await somebody.says(words)
    person = somebody.person
    session = replace(session_from_json(person.session or {}), language=language)
    somebody.store.people[person.id] = replace(person, session=session_to_json(session))
    desk = Desk(store=somebody.store, library=somebody.library, sealer=PlainSealer())
    (kept,) = await desk.queue()
    assert isinstance(await desk.move(kept.ticket.code, Move.CLAIM, ADA, NOW), Ticket)
    return somebody, desk, kept.ticket.code


async def said(desk: Desk, code: str) -> list[KeptMessage]:
    opened = await desk.open(code)
    assert opened is not None
    return list(opened.said)


def outgoing(somebody: Somebody) -> list[str]:
    """Every message to the person that is not delivered yet."""
    return [out.message.text for out, _, _ in somebody.store.outbox.values()]


def pressable(somebody: Somebody, label: str) -> str:
    """The token of a button in the latest message that has it."""
    return next(
        button.token
        for out, _, _ in reversed(list(somebody.store.outbox.values()))
        for row in out.message.rows
        for button in row
        if label in button.label
    )
