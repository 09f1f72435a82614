"""The keys of entries, how people ask for them, saved replies and words of danger."""

from bot.content.keys.form import Block, File, Form, Key
from bot.content.keys.reviews import BEGUN, REVIEW, VERIFY
from bot.core.alarm import AlarmKind
from bot.core.replies import SlotType

_SOURCES = Key(
    name="sources",
    means="Ids of faq/sources.yaml with commas between them, or `merit` when the fact is about Merit itself.",
    examples=("idw-faq, big", "merit"),
)
_CRITICAL = Key(
    name="critical",
    means="Whether it is about rights, deadlines, money or data, so that it must be exact in every language.",
    form=Form.YES_NO,
)

ENTRY = Block(
    name="entry",
    means="A question people ask, with its answer.",
    keys=(
        Key(
            name="entry",
            means="The entry's id: the same as the file name without .yaml. It never changes.",
            form=Form.SLUG,
            needed=True,
            examples=("papers-lost",),
        ),
        Key(
            name="question",
            means="The question, as a person would ask it.",
            form=Form.WORDS,
            needed=True,
        ),
        Key(
            name="answer",
            means="The answer, when it is the same for everybody.",
            form=Form.WORDS,
            unless=("answers", ""),
        ),
        Key(
            name="answers",
            means="Several answers; the first that fits is given, the last is `otherwise`.",
            form=Form.LIST,
            holds=("entry when", "entry otherwise"),
        ),
        Key(
            name="related",
            means="Entries close by, offered under the answer.",
            form=Form.SLUGS,
            examples=("[is-it-free]",),
        ),
        Key(name="flow", means="The flow that goes deeper.", form=Form.ID, names="flow"),
        _SOURCES,
        _CRITICAL,
        *VERIFY,
        Key(
            name="stub",
            means="Whether there is no answer yet: it then says so, and needs no source.",
            form=Form.YES_NO,
        ),
        *REVIEW,
    ),
    snippet={
        "entry": "${1:name-of-the-file}",
        "question": "${2:How …?}",
        "answer": "${3:Words.}",
        "sources": "${4:source-id}",
        **BEGUN,
    },
)

ENTRY_WHEN = Block(
    name="entry when",
    means="An answer for some people.",
    keys=(
        Key(
            name="when",
            means="It is given if this holds.",
            form=Form.CONDITION,
            needed=True,
            examples=("country is nl",),
        ),
        Key(name="text", means="The answer, as people read it.", form=Form.WORDS, needed=True),
        _SOURCES,
        _CRITICAL,
        *VERIFY,
    ),
)

ENTRY_OTHERWISE = Block(
    name="entry otherwise",
    means="The answer for everybody else; always the last.",
    keys=(
        Key(name="otherwise", means="The answer, as people read it.", form=Form.WORDS, needed=True),
        _SOURCES,
        _CRITICAL,
        *VERIFY,
    ),
)

SHARED_SOURCES = Block(
    name="shared_sources",
    means="The pages the answers of entries come from, each once.",
    keys=(
        Key(
            name="sources",
            means="The pages, by id.",
            form=Form.LIST,
            needed=True,
            holds=("source",),
        ),
    ),
)

ASKING = Block(
    name="asking",
    means="With these words Merit recognises a question that comes instead of an answer.",
    keys=(
        Key(name="starts", means="A question begins with these words.", form=Form.PHRASES),
        Key(
            name="anywhere",
            means="These words make a question wherever they stand.",
            form=Form.PHRASES,
        ),
        Key(name="why", means="Ways to ask why Merit asks.", form=Form.PHRASES),
        Key(name="help", means="Ways to say that a question is not understood.", form=Form.PHRASES),
    ),
)

REPLY = Block(
    name="reply",
    means="A message advisors send often, in the person's language.",
    keys=(
        Key(
            name="reply",
            means="The reply's id: the same as the file name without .yaml. It never changes.",
            form=Form.SLUG,
            needed=True,
            examples=("appointment",),
        ),
        Key(name="title", means="What advisors call it.", form=Form.WORDS, needed=True),
        Key(
            name="with",
            means="What an advisor fills in, by name, each with its type.",
            form=Form.SLOTS,
            words=tuple(SlotType),
        ),
        Key(
            name="text",
            means="The message; what is filled in stands in { }.",
            form=Form.WORDS,
            needed=True,
        ),
        _CRITICAL,
        *REVIEW,
    ),
    snippet={
        "reply": "${1:name-of-the-file}",
        "title": "${2:What advisors call it}",
        "text": "${3:Words.}",
        **BEGUN,
    },
)

DANGER = Block(
    name="danger",
    means="Words of danger: whoever writes them gets the safety text, and advisors are told.",
    keys=(
        *REVIEW,
        Key(
            name="words",
            means="Words and phrases, by what they are about.",
            form=Form.BLOCK,
            holds=("alarm",),
        ),
        Key(
            name="alone",
            means="Words that count only when nothing else is written.",
            form=Form.BLOCK,
            holds=("alarm",),
        ),
        Key(
            name="not",
            means="Harmless phrases: nothing inside these raises an alarm.",
            form=Form.PHRASES,
        ),
    ),
)

ALARM = Block(
    name="alarm",
    means="Words of danger by what they are about.",
    keys=tuple(
        Key(name=kind, means=f"Words about {kind}.", form=Form.PHRASES) for kind in AlarmKind
    ),
)

KNOWLEDGE: tuple[Block, ...] = (
    *(ENTRY, ENTRY_WHEN, ENTRY_OTHERWISE, SHARED_SOURCES, ASKING, REPLY, DANGER, ALARM),
)

KNOWLEDGE_FILES: tuple[File, ...] = (
    File(
        name="entry",
        title="A question with its answer",
        globs=(
            "faq/**/*.yaml",
            *(
                "!faq/sources.yaml",
                "!faq/phrases/*.yaml",
                "!faq/asking/*.yaml",
                "!faq/tests/*.yaml",
            ),
        ),
        block="entry",
    ),
    File(
        name="sources",
        title="Pages the answers come from",
        globs=("faq/sources.yaml",),
        block="shared_sources",
    ),
    File(
        name="phrases",
        title="How people ask",
        globs=("faq/phrases/*.yaml",),
        named=Key(
            name="",
            means="How people ask for this entry, in the language of the file.",
            form=Form.PHRASES,
        ),
    ),
    File(
        name="words",
        title="Other words for the choices of an answer",
        globs=("flows/words/*/*.yaml",),
        named=Key(
            name="",
            means="Other words people type for this choice, in the language of the file.",
            form=Form.PHRASES,
        ),
    ),
    File(
        name="asking",
        title="How asking looks",
        globs=("faq/asking/*.yaml",),
        block="asking",
    ),
    File(name="reply", title="A saved reply", globs=("replies/*.yaml",), block="reply"),
    File(
        name="danger",
        title="Words of danger",
        globs=("emergency/words/*.yaml",),
        block="danger",
    ),
)
