"""Every key content files may have, declared once: readers accept these, and the JSON Schema is made from them."""

from collections.abc import Mapping

from bot.content.keys.answers import ANSWERS
from bot.content.keys.cards import CARD_FILES, CARDS
from bot.content.keys.flows import FLOW, SHARED_ANSWERS, SOURCE, TRIGGER
from bot.content.keys.form import Block, File, Form, Key
from bot.content.keys.knowledge import KNOWLEDGE, KNOWLEDGE_FILES
from bot.content.keys.languages import LANGUAGE, THRESHOLD
from bot.content.keys.steps import CHOICE, ITEM, ROUTE_OTHERWISE, ROUTE_WHEN, STEPS
from bot.content.keys.stories import STORIES, STORY_FILES
from bot.content.keys.talks import LINE, TEST
from bot.content.keys.taxonomy import TAXONOMY, TAXONOMY_FILES

BLOCKS: Mapping[str, Block] = {
    block.name: block
    for block in (
        *(FLOW, SHARED_ANSWERS, TRIGGER, SOURCE),
        *ANSWERS,
        *STEPS,
        *(CHOICE, ROUTE_WHEN, ROUTE_OTHERWISE, ITEM),
        *(TEST, LINE),
        LANGUAGE,
        *KNOWLEDGE,
        *STORIES,
        *CARDS,
        *TAXONOMY,
    )
}
KINDS: Mapping[str, tuple[Block, ...]] = {"step": STEPS, "answer": ANSWERS}
"""What stands in a step or an answer is decided by the one key that names its kind."""

FILES: tuple[File, ...] = (
    File(name="flow", title="A flow", globs=("flows/*.yaml", "!flows/answers.yaml"), block="flow"),
    File(
        name="answers",
        title="Answers several flows use",
        globs=("flows/answers.yaml",),
        block="shared_answers",
    ),
    File(
        name="tests",
        title="Conversation tests",
        globs=("flows/tests/*.yaml",),
        block="test",
        listed=True,
    ),
    File(
        name="languages",
        title="The languages",
        globs=("locales/languages.yaml",),
        named=Key(
            name="",
            means=LANGUAGE.means,
            form=Form.BLOCK,
            holds=("language",),
        ),
        extra=(THRESHOLD,),
    ),
    *KNOWLEDGE_FILES,
    *STORY_FILES,
    *CARD_FILES,
    *TAXONOMY_FILES,
)

__all__ = ["BLOCKS", "FILES", "KINDS", "Block", "File", "Form", "Key"]
