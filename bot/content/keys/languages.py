"""The keys of locales/languages.yaml."""

from bot.content.keys.form import Block, Form, Key
from bot.core.language import Direction

STATUSES = ("source", "draft", "reviewed")
OFFERED = ("auto", "yes", "no", "papers")

THRESHOLD = Key(
    name="threshold",
    means="How many per cent of the texts must be confirmed before a language is offered.",
    form=Form.PERCENT,
)

LANGUAGE = Block(
    name="language",
    means="A language people can choose.",
    keys=(
        Key(
            name="native",
            means="What the language calls itself; it stands on its button.",
            needed=True,
        ),
        Key(name="english", means="What it is called in English.", needed=True),
        Key(
            name="direction",
            means="Whether it is written from left to right (ltr) or from right to left (rtl).",
            form=Form.ENUM,
            needed=True,
            words=tuple(Direction),
        ),
        Key(
            name="plurals",
            means="gettext's rule for its plural forms, in quotation marks.",
            needed=True,
            examples=("nplurals=2; plural=(n != 1)",),
        ),
        Key(
            name="dates",
            means="The CLDR name by which its dates are written.",
            needed=True,
            examples=("en_GB", "ar"),
        ),
        Key(
            name="month_number",
            means="Whether dates repeat the month as a number, for people who use another calendar.",
            form=Form.YES_NO,
        ),
        Key(
            name="offered",
            means="Whether people can choose it: `auto` when enough is translated, or `yes` or `no`; `papers` "
            "when only papers are written in it.",
            form=Form.ENUM,
            words=OFFERED,
        ),
        Key(
            name="desk",
            means="Whether advisors can read the desk in it; the desk's texts are then translated too.",
            form=Form.YES_NO,
        ),
        Key(
            name="status",
            means="How far it is: `source` for English, `draft`, or `reviewed` by people who speak it.",
            form=Form.ENUM,
            needed=True,
            words=STATUSES,
        ),
    ),
)
