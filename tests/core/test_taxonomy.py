"""The jobs and skills as values: found by kind and id, group by group, and nothing where there is nothing."""

from bot.core.taxonomy import KINDS, NO_TAXONOMY, Taxonomy, Term, TermGroup
from bot.core.text import pgettext

BAKER = Term(
    id="baker",
    kind="occupation",
    group="food",
    label=pgettext("taxonomy/occupation/baker", "Baker"),
    sign="🥖",
    isco="7512",
)
COOK = Term(
    id="cook",
    kind="occupation",
    group="food",
    label=pgettext("taxonomy/occupation/cook", "Cook"),
)
FOOD = TermGroup(
    id="food",
    label=pgettext("taxonomy/occupation/group/food", "Food and kitchen"),
    sign="🍳",
    terms=(BAKER, COOK),
)
SMALL = Taxonomy(kinds={"occupation": (FOOD,)})


def test_a_term_is_found_by_its_kind_and_id():
    assert SMALL.find("occupation", "cook") is COOK
    assert SMALL.find("skill", "cook") is None
    assert SMALL.find("occupation", "food") is None


def test_terms_come_group_by_group():
    assert list(SMALL.terms("occupation")) == [BAKER, COOK]
    assert SMALL.groups("occupation") == (FOOD,)


def test_there_is_nothing_without_a_taxonomy():
    assert all(NO_TAXONOMY.groups(kind) == () for kind in KINDS)
    assert not list(NO_TAXONOMY.terms("skill"))
