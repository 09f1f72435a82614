"""Trying conditions out: every combination of answers that they can tell apart, as far as these can be counted."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from math import prod
from typing import TypeGuard

from bot.core.answer import Answers, AnswerSpec, AnswerType, AnswerValue
from bot.core.condition import Condition

MOST = 4096
"""Combinations that are tried; conditions that need more are not judged."""

Guards = tuple[tuple[Condition, bool], ...]
"""Conditions with what they came out as on the way to a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What a condition names: answers it compares (not only asks whether they are known), words and numbers."""

    compared: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[int]


@cache
def _named(source: str) -> _Named:
    tree = ast.parse(source.strip(), mode="eval")
    asked = {id(node.args[0]) for node in ast.walk(tree) if _is_known(node)}
    names = [
        node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in asked
    ]
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return _Named(
        compared=frozenset(node.id for node in names),
        words=frozenset(
            (*(node.id for node in names), *(str(value) for value in constants)),
        ),
        numbers=frozenset(value for value in constants if type(value) is int),
    )


def _is_known(node: ast.AST) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "known"
    )


def compared(condition: Condition) -> frozenset[str]:
    """Return the answers whose value the condition looks at; `known(x)` alone does not."""
    return condition.names & _named(condition.source).compared


def worlds(
    conditions: Sequence[Condition],
    specs: Mapping[str, AnswerSpec],
    *,
    known: Collection[str] = (),
    unknown: Collection[str] = (),
) -> tuple[Answers, ...] | None:
    """Return every combination of answers the conditions can tell apart; None when they are too many.

    The answers in `known` have a value in all of them, those in `unknown` in none.
    """
    names = sorted({name for condition in conditions for name in condition.names})
    values: list[tuple[AnswerValue, ...]] = []
    for name in names:
        possible = _values(specs[name], conditions)
        if possible is None:
            return None
        if name in unknown:
            possible = (None,)
        elif name in known or name == "language":
            possible = tuple(value for value in possible if value is not None)
        values.append(possible)
    if prod(map(len, values)) > MOST:
        return None
    return tuple(dict(zip(names, combination, strict=True)) for combination in product(*values))


def _values(spec: AnswerSpec, conditions: Iterable[Condition]) -> tuple[AnswerValue, ...] | None:
    """Return values of which at least one stands for each that conditions treat differently."""
    looked = [_named(condition.source) for condition in conditions if spec.name in condition.names]
    if not any(spec.name in each.compared for each in looked):
        return (None, *_any_value(spec))
    words = frozenset().union(*(each.words for each in looked))
    match spec.type:
        case AnswerType.ONE_OF | AnswerType.YES_NO:
            return (None, *_told_apart(spec.values, words))
        case AnswerType.COUNTRY | AnswerType.SPOKEN:
            return (None, *sorted(words), "_")
        case AnswerType.SOME_OF:
            picked = _told_apart(spec.values, words)
            return (
                None,
                *(
                    some
                    for size in range(1, len(picked) + 1)
                    for some in combinations(picked, size)
                ),
            )
        case AnswerType.NUMBER | AnswerType.RECORDS:
            numbers = frozenset().union(*(each.numbers for each in looked))
            near = {number + by for number in numbers for by in (-1, 0, 1)}
            bounds = {spec.least, spec.most}
            return (
                None,
                *sorted(bounds | {n for n in near if spec.least <= n <= spec.most}),
            )
        case AnswerType.DATE:
            years = frozenset().union(*(each.numbers for each in looked))
            return (None, *(f"{year + by:04}" for year in sorted(years) for by in (-1, 0, 1)))
        case _:
            return None


def _any_value(spec: AnswerSpec) -> tuple[AnswerValue, ...]:
    match spec.type:
        case AnswerType.NUMBER | AnswerType.RECORDS:
            return (spec.most,)
        case AnswerType.SOME_OF:
            return (spec.values[:1],)
        case _:
            return (next(iter(spec.values), "_"),)


def _told_apart(values: Sequence[str], words: frozenset[str]) -> tuple[str, ...]:
    """Return the values that conditions name, and one that stands for all others."""
    named = tuple(value for value in values if value in words)
    return (*named, *[value for value in values if value not in words][:1])


def agreeing(found: Iterable[Answers], guards: Guards) -> Iterator[Answers]:
    """Yield those combinations in which every guard came out as it did."""
    for answers in found:
        if all(condition.holds(answers) is held for condition, held in guards):
            yield answers


def possible(guards: Guards, specs: Mapping[str, AnswerSpec]) -> bool:
    """Whether the guards can come out so together; True where that cannot be counted."""
    found = worlds([condition for condition, _ in guards], specs)
    return found is None or next(agreeing(found, guards), None) is not None


def known_under(guards: Guards, specs: Mapping[str, AnswerSpec]) -> frozenset[str]:
    """Return the answers that are known whenever the guards came out so; all of them where that cannot be counted."""
    if not guards:
        return frozenset()
    conditions = [condition for condition, _ in guards]
    names = frozenset().union(*(condition.names for condition in conditions))
    found = worlds(conditions, specs)
    if found is None:
        return names
    left = list(agreeing(found, guards))
    return frozenset(name for name in names if all(answers[name] is not None for answers in left))
