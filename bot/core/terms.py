"""Recognising a job or a skill: by group and button, by a name typed in any language, or kept in own words.

A term is kept by its id (`baker`), a concept of ESCO as `esco/<uuid>/<label>`, what nobody has a name for as
`own/<words>`.
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.core.answer import AnswerType
from bot.core.asked import Asked, Clarify, Given, Refusal
from bot.core.flow import AskStep, Choice, ChoiceId
from bot.core.fold import skeleton
from bot.core.names import DID_YOU_MEAN, LONGEST, asks_rather, near_names
from bot.core.profile_words import PROFILE_WORDS
from bot.core.render import without_bidi_controls
from bot.core.run import Run
from bot.core.taxonomy import ESCO, OWN, Taxonomy, TermGroup
from bot.core.text import Text, literal, pgettext

TERMS = frozenset({AnswerType.OCCUPATION, AnswerType.SKILL})
"""Kinds of answers that are terms."""

WHICH_IN_GROUP = {
    AnswerType.OCCUPATION: pgettext(
        "ui/which_job", "{group}: which job? You can also write it in your own words."
    ),
    AnswerType.SKILL: pgettext(
        "ui/which_skill", "{group}: what can you do? You can also write it in your own words."
    ),
}
NOT_BY_NAME = {
    AnswerType.OCCUPATION: pgettext(
        "ui/job_not_by_name",
        "I do not know a job of this name: {words}. I can keep your own words, or you look in the groups.",
    ),
    AnswerType.SKILL: pgettext(
        "ui/skill_not_by_name",
        "I do not know this by name: {words}. I can keep your own words, or you look in the groups.",
    ),
}
WRITE_SHORTER = pgettext(
    "ui/term_shorter", "Please write it in a few words, or press the button of a group."
)
KEEP_MY_WORDS = pgettext("ui/keep_my_words", "Keep my words")
ALL_GROUPS = pgettext("ui/all_groups", "All groups")

NEAREST = 5
"""Terms that are offered when none was typed exactly."""

_GROUP, _NEAR = "group", "near"
_KEEP, _GROUPS = ChoiceId("own"), ChoiceId("groups")
_HERE = "g_"
"""Before the id of a group on a button, so that no term has the same."""


def term_asked(run: Run) -> AnswerType | None:
    """Return the kind of term the question that waits asks for, if it does."""
    step = run.waiting()
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    return spec.type if spec is not None and spec.type in TERMS else None


def group_choices(groups: Sequence[TermGroup]) -> tuple[Choice, ...]:
    """Return a button for each group."""
    return tuple(
        Choice(id=ChoiceId(f"{_HERE}{group.id}"), label=group.label, sign=group.sign)
        for group in groups
    )


def read_term(words: str, asked: Asked) -> Given:
    """Return the term named in `words`, or offer the nearest and to keep the words as they are."""
    wanted = skeleton(words)
    if not wanted or len(words.strip()) > LONGEST or asks_rather(words):
        return Refusal(reason=WRITE_SHORTER)
    group = next((g for g in asked.groups if wanted in set(map(_key, asked.spell(g.label)))), None)
    if group is not None:
        return _in_group(group, asked)
    names = _names(asked)
    exact = names.get(wanted) or next(
        (value for value in asked.concepts if skeleton(concept_label(value)) == wanted), None
    )
    if exact is not None:
        return exact
    near = dict.fromkeys((*near_names(words, names), *asked.concepts))
    return _offered([own_words(words), *list(near)[:NEAREST]], asked)


def own_words(words: str) -> str:
    """Return words of a person's own as a term keeps them: on one line, without what turns its direction round."""
    return " ".join(without_bidi_controls(words).split())


def chosen_term(choice: str, asked: Asked) -> Given | None:
    """Return what a pressed button stands for; None if there is no such button."""
    if open_term(asked) is None:
        group = _group(choice.removeprefix(_HERE), asked)
        return None if group is None else _in_group(group, asked)
    if choice == _GROUPS:
        return Clarify(pending="", text=ALL_GROUPS, choices=group_choices(asked.groups))
    kind, _, kept = asked.pending.partition(" ")
    if kind == _GROUP:
        return choice if choice in set(_ids(asked)) else None
    words, *near = json.loads(kept)
    if choice == _KEEP:
        return f"{OWN}{words}"
    return dict(_numbered(near)).get(choice)


def open_term(asked: Asked) -> Clarify | None:
    """Return what `pending` leaves open about a term, None when the content no longer knows it."""
    kind, _, kept = asked.pending.partition(" ")
    if kind == _GROUP:
        group = _group(kept, asked)
        return None if group is None else _in_group(group, asked)
    return _offered(json.loads(kept), asked) if kind == _NEAR else None


def term_words(type_: AnswerType, value: str, taxonomy: Taxonomy) -> Text:
    """Return what a kept term is called: its title, its name in ESCO as it was chosen, or the person's words."""
    if value.startswith(OWN):
        return literal(value.removeprefix(OWN))
    if value.startswith(ESCO):
        return literal(concept_label(value))
    term = taxonomy.find(type_, value)
    return literal(value) if term is None else term.label


def concept_label(value: str) -> str:
    """Return the name in a kept concept of ESCO."""
    return value.split("/", 2)[2]


def _group(id_: str, asked: Asked) -> TermGroup | None:
    return next((group for group in asked.groups if group.id == id_), None)


def _in_group(group: TermGroup, asked: Asked) -> Clarify:
    terms = (Choice(id=ChoiceId(term.id), label=term.label, sign=term.sign) for term in group.terms)
    text = WHICH_IN_GROUP[asked.spec.type].with_values(group=group.label)
    back = Choice(id=_GROUPS, label=ALL_GROUPS, sign="↩️")
    return Clarify(pending=f"{_GROUP} {group.id}", text=text, choices=(*terms, back))


def _offered(kept: list[str], asked: Asked) -> Clarify:
    """Return the question whether one of these was meant; the first of `kept` are the words that were typed."""
    words, *near = kept
    labels = {term.id: term.label for group in asked.groups for term in group.terms}
    choices = (
        Choice(id=ChoiceId(id_), label=labels.get(value) or literal(concept_label(value)))
        for id_, value in _numbered(near)
        if value in labels or value.startswith(ESCO)
    )
    own = Choice(id=_KEEP, label=KEEP_MY_WORDS, sign="✍️")
    groups = Choice(id=_GROUPS, label=ALL_GROUPS, sign="↩️")
    text = DID_YOU_MEAN if near else NOT_BY_NAME[asked.spec.type].with_values(words=words)
    pending = f"{_NEAR} {json.dumps(kept, ensure_ascii=False)}"
    # The licence of ESCO asks that its use is acknowledged wherever its names are shown.
    credit = PROFILE_WORDS["esco"] if any(value.startswith(ESCO) for value in near) else None
    return Clarify(pending=pending, text=text, choices=(*choices, own, groups), credit=credit)


def _numbered(near: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"near_{number}", value) for number, value in enumerate(near, start=1))


def _ids(asked: Asked) -> Iterator[str]:
    return (term.id for group in asked.groups for term in group.terms)


def _names(asked: Asked) -> dict[str, str]:
    """Return the term of every name, folded: its title in the person's languages, and what else it is called."""
    names: dict[str, str] = {}
    for group in asked.groups:
        for term in group.terms:
            for name in asked.spell(term.label):
                names.setdefault(_key(name), term.id)
    known = set(_ids(asked))
    for name, id_ in asked.also.items():
        if id_ in known:
            names.setdefault(_key(name), id_)
    names.pop("", None)
    return names


_key = lru_cache(maxsize=16384)(skeleton)
"""Folds names of the lists only; what a person typed is never remembered here."""
