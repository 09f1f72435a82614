"""The small language of conditions: `country is nl and (age < 18 or not known(letter))`.

Python's own parser reads it; only names, choice ids, whole numbers, `and or not ( )`, `is`, `is not`, `in`, `not in`,
`< <= > >=`, `known(answer)`, and `before(answer, 2015)` and `after(answer, 2015)` for dates are let through.
Nothing is ever evaluated as Python: the tree becomes closures.
An answer that is not known (or that the person preferred not to give) makes every comparison false.
"""

import ast
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from bot.core.answer import Answers, AnswerSpec, AnswerType, AnswerValue
from bot.core.world import COUNTRIES, TONGUES

WORDS = frozenset({"known", "before", "after"})
"""What conditions call; no answer has such a name."""

Test = Callable[[Answers], bool]

LONGEST = 300
"""Characters a condition may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A checked condition: its words, the answers it looks at, and the test itself."""

    source: str
    names: frozenset[str]
    test: Test

    def holds(self, answers: Answers) -> bool:
        """Return whether the condition is true for `answers`."""
        return self.test(answers)


class BadConditionError(Exception):
    """A condition an editor has to correct: `column` counts from 0 within the condition."""

    def __init__(self, message: str, *, column: int = 0, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.suggestion = suggestion


def parse_condition(source: str, declared: Mapping[str, AnswerSpec]) -> Condition:
    """Return the condition in `source`; raise BadConditionError naming what is wrong and where."""
    if len(source) > LONGEST:
        raise BadConditionError(
            f"A condition may have at most {LONGEST} characters. Use a route with several steps."
        )
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = max((getattr(error, "offset", 1) or 1) - 1, 0)
        raise BadConditionError(
            "This condition cannot be read. Write it like: country is nl and age < 18",
            column=column,
        ) from None
    names: set[str] = set()
    return Condition(
        source=source, test=_Reader(declared, names).test(tree), names=frozenset(names)
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    declared: Mapping[str, AnswerSpec]
    names: set[str]

    def test(self, node: ast.expr) -> Test:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                tests = [self.test(value) for value in values]
                return lambda answers: all(test(answers) for test in tests)
            case ast.BoolOp(values=values):
                tests = [self.test(value) for value in values]
                return lambda answers: any(test(answers) for test in tests)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.test(operand)
                return lambda answers: not inner(answers)
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                return self.comparison(left, operator, right)
            case ast.Call(func=ast.Name(id="known"), args=[ast.Name() as name], keywords=[]):
                spec = self.spec(name)
                return lambda answers: answers.get(spec.name) is not None
            case ast.Call(
                func=ast.Name(id="before" | "after" as word), args=[left, right], keywords=[]
            ):
                dated = self.spec(left, AnswerType.DATE)
                return _in_year(dated.name, _ORDER[_SIDES[word]], self.number(right))
            case _:
                raise BadConditionError(
                    "Only comparisons like 'country is nl', 'age < 18', 'diploma in papers' and known(answer) "
                    "can be used here.",
                    column=node.col_offset,
                )

    def comparison(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Test:
        match operator:
            case ast.Is() | ast.IsNot():
                spec = self.spec(left, *_SINGLE)
                wanted = self.value(right, spec)
                return _same(spec.name, (wanted,), negated=isinstance(operator, ast.IsNot))
            case ast.In() | ast.NotIn():
                return self.membership(left, right, negated=isinstance(operator, ast.NotIn))
            case ast.Lt() | ast.LtE() | ast.Gt() | ast.GtE():
                spec = self.spec(left, *_COUNTED)
                return _ordered(spec.name, type(operator), self.number(right))
            case _:
                raise BadConditionError(
                    "Write 'is' or 'is not' instead of == or !=.", column=left.col_offset
                )

    def membership(self, left: ast.expr, right: ast.expr, *, negated: bool) -> Test:
        if isinstance(right, ast.Tuple):
            spec = self.spec(left, *_SINGLE)
            wanted = tuple(self.value(element, spec) for element in right.elts)
            return _same(spec.name, wanted, negated=negated)
        spec = self.spec(right, AnswerType.SOME_OF)
        return _picked(spec.name, self.value(left, spec), negated=negated)

    def spec(self, node: ast.expr, *types: AnswerType) -> AnswerSpec:
        if not isinstance(node, ast.Name):
            raise BadConditionError("The name of an answer belongs here.", column=node.col_offset)
        found = self.declared.get(node.id)
        if found is None:
            raise BadConditionError(
                f"There is no answer called '{node.id}'.",
                column=node.col_offset,
                suggestion=_close(node.id, self.declared),
            )
        if types and found.type not in types:
            raise BadConditionError(
                _WRONG_USE[found.type].format(name=node.id), column=node.col_offset
            )
        self.names.add(found.name)
        return found

    def value(self, node: ast.expr, spec: AnswerSpec) -> str | int:
        if spec.type in _COUNTED:
            return self.number(node)
        word = _word(node)
        if word is None:
            raise BadConditionError("A choice id belongs here.", column=node.col_offset)
        known, hint = _VALUES.get(spec.type, (spec.values, f"It can be: {', '.join(spec.values)}."))
        if known and word not in known:
            raise BadConditionError(
                f"'{spec.name}' is never '{word}'. {hint}",
                column=node.col_offset,
                suggestion=_close(word, known),
            )
        return word

    def number(self, node: ast.expr) -> int:
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return node.value
        raise BadConditionError("A whole number belongs here.", column=node.col_offset)


_COUNTED = (AnswerType.NUMBER, AnswerType.RECORDS)
_SINGLE = (
    *(AnswerType.ONE_OF, AnswerType.YES_NO, AnswerType.COUNTRY, AnswerType.SPOKEN),
    *_COUNTED,
)

_VALUES: Mapping[AnswerType, tuple[Collection[str], str]] = {
    AnswerType.COUNTRY: (COUNTRIES, "Write a country's code of two letters, like sy for Syria."),
    AnswerType.SPOKEN: (TONGUES, "Write a language's code, like ar for Arabic."),
}
"""What answers can be that list no values of their own, and how to write it."""

_WRONG_USE = {
    AnswerType.TEXT: "'{name}' is free text; only known({name}) can be used.",
    AnswerType.NUMBER: "'{name}' is a number; compare it with <, <=, >, >= or is.",
    AnswerType.ONE_OF: "'{name}' is one choice; write '{name} is …' or '{name} in (…, …)'.",
    AnswerType.SOME_OF: "'{name}' can be several choices; write '… in {name}'.",
    AnswerType.YES_NO: "'{name}' is yes or no; write '{name} is yes'.",
    AnswerType.DATE: "'{name}' is a date; write before({name}, 2015), after({name}, 2015) or known({name}).",
    AnswerType.COUNTRY: "'{name}' is a country; write '{name} is sy' or '{name} in (sy, af)'.",
    AnswerType.SPOKEN: "'{name}' is a language; write '{name} is ar' or '{name} in (ar, ti)'.",
    AnswerType.CONTACT: "'{name}' is a way to reach somebody; only known({name}) can be used.",
    AnswerType.PLACE: "'{name}' is a place in words; only known({name}) can be used.",
    AnswerType.OCCUPATION: "'{name}' is a job; only known({name}) can be used.",
    AnswerType.SKILL: "'{name}' is a skill; only known({name}) can be used.",
    AnswerType.FILE: "'{name}' is a file; only known({name}) can be used.",
    AnswerType.RECORDS: "'{name}' counts as a number; compare it with <, <=, >, >= or is.",
}


def _word(node: ast.expr) -> str | None:
    match node:
        case ast.Name(id=word):
            return word
        case ast.Constant(value=str(word)):
            return word
        case ast.Constant(value=True | False | None as value):
            return str(value)
        case _:
            return None


def _close(word: str, known: object) -> str:
    candidates = [str(item) for item in known] if hasattr(known, "__iter__") else []
    return next(iter(get_close_matches(word, candidates, n=1)), "")


def _same(name: str, wanted: tuple[str | int, ...], *, negated: bool) -> Test:
    def test(answers: Answers) -> bool:
        answer: AnswerValue = answers.get(name)
        if isinstance(answer, str):
            answer = answer.partition("/")[0]  # of a language with its level, the language
        return answer is not None and (answer in wanted) is not negated

    return test


def _picked(name: str, wanted: str | int, *, negated: bool) -> Test:
    def test(answers: Answers) -> bool:
        answer = answers.get(name)
        return isinstance(answer, tuple) and (wanted in answer) is not negated

    return test


_ORDER: Mapping[type[ast.cmpop], Callable[[int, int], bool]] = {
    ast.Lt: int.__lt__,
    ast.LtE: int.__le__,
    ast.Gt: int.__gt__,
    ast.GtE: int.__ge__,
}


def _ordered(name: str, operator: type[ast.cmpop], bound: int) -> Test:
    compare = _ORDER[operator]

    def test(answers: Answers) -> bool:
        answer = answers.get(name)
        return isinstance(answer, int) and compare(answer, bound)

    return test


_SIDES: Mapping[str, type[ast.cmpop]] = {"before": ast.Lt, "after": ast.Gt}


def _in_year(name: str, compare: Callable[[int, int], bool], year: int) -> Test:
    """Return the test of a date by its year, which is how each begins."""

    def test(answers: Answers) -> bool:
        answer = answers.get(name)
        return isinstance(answer, str) and answer[:4].isdigit() and compare(int(answer[:4]), year)

    return test
