"""The keys of a flow file outside its steps: head, what starts it, sources."""

from bot.content.keys.form import Block, Form, Key
from bot.content.keys.reviews import BEGUN, REVIEW
from bot.core.flow import Arrival

NEEDS = ("consent", "idle", "human", "danger", "elsewhere")
GRADES = ("A", "B", "C")

FLOW = Block(
    name="flow",
    means="A flow is one topic of the conversation, in one file.",
    keys=(
        Key(
            name="flow",
            means="The flow's id: the same as the file name without .yaml. It never changes.",
            form=Form.ID,
            needed=True,
            examples=("recognition_nl",),
        ),
        Key(
            name="title",
            means="The topic in a few words, as people read it.",
            form=Form.WORDS,
            needed=True,
            examples=("Your diploma in the Netherlands",),
        ),
        *REVIEW,
        Key(
            name="start_on",
            means="What starts the flow: a command of the person, or a need of Merit.",
            form=Form.BLOCK_OR_LIST,
            holds=("trigger",),
        ),
        Key(
            name="sources",
            means="The pages the facts come from.",
            form=Form.LIST,
            holds=("source",),
        ),
        Key(
            name="progress",
            means="Whether each question shows how many there are.",
            form=Form.YES_NO,
        ),
        Key(
            name="answers",
            means="The answers only this flow uses. They are forgotten when it ends.",
            form=Form.NAMED_BLOCKS,
            holds=("answer",),
        ),
        Key(
            name="steps",
            means="What happens, in this order. A step id is made of a-z, 0-9 and _, and never changes.",
            form=Form.NAMED_BLOCKS,
            needed=True,
            holds=("step",),
        ),
    ),
    snippet={
        "flow": "${1:name}",
        "title": "${2:A topic in a few words}",
        **BEGUN,
        "steps": {"${5:hello}": {"say": "${6:Hello.}"}, "bye": {"end": "done"}},
    },
)

SHARED_ANSWERS = Block(
    name="shared_answers",
    means="The answers several flows use. They are kept when a flow ends, until the person deletes them.",
    keys=(
        Key(
            name="answers",
            means="The answers several flows use, by name.",
            form=Form.NAMED_BLOCKS,
            needed=True,
            holds=("answer",),
        ),
    ),
)

TRIGGER = Block(
    name="trigger",
    means="What starts a flow.",
    keys=(
        Key(
            name="command",
            means="The flow starts when the person sends this command; it is written without the slash.",
            form=Form.ID,
            unless=("need", ""),
            examples=("help",),
        ),
        Key(
            name="need",
            means="The flow starts when Merit needs it: `consent` before the first personal question, "
            "`idle` when no flow is left (the menu), `human` when a person who cannot go on asks for somebody, "
            "`danger` when words of danger were used, `elsewhere` for who else can help while no advisor answers.",
            form=Form.ENUM,
            words=NEEDS,
        ),
        Key(
            name="arrival",
            means="What happens to a conversation under way: it is left (`replace`, unless you say otherwise), "
            "or goes on afterwards (`return`).",
            form=Form.ENUM,
            words=tuple(Arrival),
        ),
    ),
)

SOURCE = Block(
    name="source",
    means="A page that facts of this flow come from.",
    keys=(
        Key(
            name="id",
            means="A short name for the page: a-z, 0-9 and -. Items of a plan refer to it.",
            form=Form.TEXT,
            needed=True,
            examples=("idw-costs",),
        ),
        Key(
            name="title",
            means="What the page is called, as people read it below the fact.",
            needed=True,
            examples=("IDW, Costs and duration",),
        ),
        Key(
            name="link",
            means="The address of the page, with https://",
            form=Form.LINK,
            needed=True,
            examples=("https://www.idw.nl/en/costs",),
        ),
        Key(
            name="read",
            means="The day on which we read the page. People see it.",
            form=Form.DAY,
            needed=True,
            examples=("2026-11-23",),
        ),
        Key(
            name="published",
            means="The date the page bears itself.",
            form=Form.PUBLISHED,
            examples=("2025", "December 2025", "3 December 2025", "2018 to 2020"),
        ),
        Key(
            name="grade",
            means="A official body or law, B UN, NGO, academic or press, C other.",
            form=Form.ENUM,
            words=GRADES,
        ),
    ),
    snippet={
        "id": "${1:short-name}",
        "title": "${2:Body, name of the page}",
        "link": "https://${3:www.example.org}",
        "read": "${4:2026-11-23}",
    },
)
