"""The keys of question cards: what advisors ask often, answered by a button, a date, a number or in words."""

from bot.content.keys.form import Block, File, Form, Key
from bot.content.keys.reviews import BEGUN, REVIEW
from bot.core.question_card import CardAnswer

TYPED = tuple(str(each) for each in CardAnswer if each is not CardAnswer.CHOICE)
"""What can be asked for without choices of the card's own."""

CARD = Block(
    name="card",
    means="A question advisors ask often; its answer is read by both sides in their own language.",
    keys=(
        Key(
            name="card",
            means="The card's id: the same as the file name without .yaml. It never changes.",
            form=Form.SLUG,
            needed=True,
            examples=("letter-date",),
        ),
        Key(name="title", means="What advisors call it.", form=Form.WORDS, needed=True),
        Key(
            name="ask", means="The question, as the person reads it.", form=Form.WORDS, needed=True
        ),
        Key(
            name="choices",
            means="The buttons, in this order: `- id: words`. At least two.",
            form=Form.NAMED_LIST,
            plain=Form.LABEL,
            alone=True,
        ),
        Key(
            name="answer",
            means="What answers it, where the card has no buttons of its own: Merit's own yes and no, a day, "
            "a whole number, or the person's own words.",
            form=Form.ENUM,
            words=TYPED,
            alone=True,
        ),
        Key(
            name="critical",
            means="Whether it is about rights, deadlines, money or data, so that it must be exact in every language.",
            form=Form.YES_NO,
        ),
        *REVIEW,
    ),
    snippet={
        "card": "${1:name-of-the-file}",
        "title": "${2:What advisors call it}",
        "ask": "${3:Question?}",
        "choices": [{"${4:id}": "${5:Words}"}, {"${6:other}": "${7:Words}"}],
        **BEGUN,
    },
)

CARDS: tuple[Block, ...] = (CARD,)

CARD_FILES: tuple[File, ...] = (
    File(name="card", title="A question card", globs=("cards/*.yaml",), block="card"),
)
