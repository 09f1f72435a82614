"""The keys of the taxonomy: the jobs and skills people can name by two taps."""

from collections.abc import Mapping

from bot.content.keys.form import Block, File, Form, Key
from bot.content.keys.reviews import BEGUN, REVIEW

_LABEL = Key(
    name="label",
    means="The words on the button.",
    form=Form.LABEL,
    needed=True,
    examples=("Food and kitchen", "Baker"),
)
_SIGN = Key(
    name="sign",
    means="One emoji before the words, for people who read little.",
    examples=("🍳",),
)
_GROUP_SIGN = Key(name="sign", means=_SIGN.means, needed=True, examples=_SIGN.examples)
_ISCO = Key(
    name="isco",
    means='The unit group of ISCO-08: four digits, in quotation marks as "7512".',
    needed=True,
    examples=('"7512"',),
)


def _blocks(kind: str, word: str, *more: Key) -> tuple[Block, Block, Block]:
    """Return the blocks of a file of `kind`: the file, a group, a term."""
    term = Block(
        name=f"{kind} term",
        means=f"One {word}: `- id:` with these lines below.",
        keys=(_LABEL, *more, _SIGN),
    )
    group = Block(
        name=f"{kind} group",
        means=f"A group of {word}s that stand on one page of buttons.",
        keys=(
            _LABEL,
            _GROUP_SIGN,
            Key(
                name="terms",
                means=f"The {word}s of the group, in the order of their buttons.",
                form=Form.NAMED_LIST,
                needed=True,
                holds=(term.name,),
            ),
        ),
    )
    whole = Block(
        name=f"{kind} groups",
        means=f"The {word}s people can choose, in groups.",
        keys=(
            *REVIEW,
            Key(
                name="groups",
                means="The groups, in the order of their buttons.",
                form=Form.NAMED_LIST,
                needed=True,
                holds=(group.name,),
            ),
        ),
        snippet=BEGUN,
    )
    return whole, group, term


OCCUPATION = _blocks("occupation", "job", _ISCO)
SKILL = _blocks("skill", "skill")
BY_KIND: Mapping[str, tuple[Block, Block, Block]] = {"occupation": OCCUPATION, "skill": SKILL}
"""The blocks of each kind's file: the file, a group, a term."""

TAXONOMY: tuple[Block, ...] = (*OCCUPATION, *SKILL)

TAXONOMY_FILES: tuple[File, ...] = (
    File(
        name="occupations",
        title="Jobs people can choose",
        globs=("taxonomy/occupations.yaml",),
        block=OCCUPATION[0].name,
    ),
    File(
        name="skills",
        title="Skills people can choose",
        globs=("taxonomy/skills.yaml",),
        block=SKILL[0].name,
    ),
    File(
        name="term_words",
        title="Other words for jobs and skills",
        globs=("taxonomy/words/*/*.yaml",),
        named=Key(
            name="",
            means="Other words people type for this job or skill, in the language of the file.",
            form=Form.PHRASES,
        ),
    ),
)
