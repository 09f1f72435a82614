"""The keys of conversation tests."""

from bot.content.keys.form import Block, Form, Key
from bot.core.alarm import AlarmKind

TEST = Block(
    name="test",
    means="A short play: who does what, step by step, by ids and not by wording.",
    keys=(
        Key(name="test", means="What it shows, in one sentence.", needed=True),
        Key(
            name="given",
            means="The answers the person already has, such as {consent: yes}.",
            form=Form.KNOWN,
        ),
        Key(
            name="date",
            means="The day on which it takes place.",
            form=Form.DAY,
            examples=("2026-12-01",),
        ),
        Key(
            name="start",
            means="The flow it begins with, or one of its steps as `flow/step`.",
            needed=True,
            examples=("help", "recognition/ask_papers"),
        ),
        Key(
            name="talk",
            means="What happens, line by line.",
            form=Form.LIST,
            needed=True,
            holds=("line",),
        ),
        Key(
            name="expect",
            means="What Merit knows at the end; `unknown` for what it must not know.",
            form=Form.KNOWN,
        ),
    ),
    snippet={
        "test": "${1:What it shows}",
        "start": "${2:flow}",
        "talk": [{"bot": "${3:step}"}, {"person": "${4:choice}"}, {"end": "done"}],
    },
)

LINE = Block(
    name="line",
    means="One line of a talk.",
    keys=(
        Key(
            name="bot",
            means="A step that comes, here or further on; of another flow `flow/step`.",
            alone=True,
            examples=("ask_age", "consent/ask"),
        ),
        Key(
            name="person",
            means="The button the person presses, by its id; `skip`, `why` and `done` are Merit's own; "
            "a command is written with its slash.",
            alone=True,
            examples=("nl", "bag, bicycle", "skip", "/menu"),
        ),
        Key(
            name="types",
            means="What the person types; several messages in a row are a list.",
            form=Form.TEXTS,
            alone=True,
            examples=("9",),
        ),
        Key(
            name="asks",
            means="A question the person types in the middle.",
            form=Form.TEXTS,
            alone=True,
            examples=("How long does it take?",),
        ),
        Key(
            name="shares",
            means="A place or a phone number the person shares with a tap.",
            alone=True,
            examples=("location 52.09,5.12", "contact +31612345678"),
        ),
        Key(
            name="sends",
            means="What the person sends that is no text, such as a photo.",
            alone=True,
            examples=("photo",),
        ),
        Key(
            name="waits",
            means="How much time passes: minutes, hours, days or weeks.",
            form=Form.DURATION,
            alone=True,
            examples=("3 days",),
        ),
        Key(
            name="plan",
            means="The items of the plan that is shown: exactly these, in this order; `nothing` if none fits.",
            alone=True,
            examples=("ticket, bicycle", "nothing"),
        ),
        Key(
            name="answers",
            means="The entry that answers; `nothing` if none does.",
            alone=True,
            examples=("papers-lost", "nothing"),
        ),
        Key(
            name="alarm",
            means="What the words of danger are about.",
            form=Form.ENUM,
            alone=True,
            words=tuple(AlarmKind),
        ),
        Key(
            name="reminder",
            means="Whether a reminder has come.",
            form=Form.ENUM,
            alone=True,
            words=("comes", "none"),
        ),
        Key(
            name="handoff",
            means="The topic under which the person's words go to the advisors.",
            alone=True,
            examples=("other",),
        ),
        Key(
            name="end",
            means="`done`: the flow has ended, or only the menu is left.",
            alone=True,
            examples=("done",),
        ),
    ),
)
