"""Conditions of XLSForms (a small part of XPath) and ours, each written as the other."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.answer import AnswerSpec, AnswerType

_TOKEN = re.compile(
    r"\s*(?:(?P<name>\$\{[A-Za-z_][\w.-]*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>\d+)|"
    r"(?P<sign><=|>=|!=|[=<>(),.])|(?P<word>[a-z][a-z-]*))"
)
_ORDER = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_COUNTED = frozenset({AnswerType.NUMBER})
_CHOSEN = frozenset({AnswerType.ONE_OF, AnswerType.YES_NO})
_BOUND = re.compile(r"(?:string-length\(\.\)|\.)\s*(<=|>=|<|>)\s*(\d{1,9})")
LONGEST = 1000


class NotMappedError(Exception):
    """Something that has no counterpart; the message says what, and what to do."""


def to_condition(relevant: str, answers: Mapping[str, AnswerSpec]) -> str:
    """Return our condition for what a form says in `relevant`; raise NotMappedError for what has no counterpart."""
    if len(relevant) > LONGEST:
        raise NotMappedError("This is too long. Make several questions of it.")
    reader = _Reader(tokens=list(_tokens(relevant)), answers=answers)
    try:
        words = reader.either()
    except RecursionError:
        raise NotMappedError("Too many ( ) are nested in one another.") from None
    if reader.tokens:
        raise NotMappedError(f"'{reader.tokens[0]}' cannot be used here.")
    return words


def _tokens(text: str) -> Iterator[str]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotMappedError(f"'{text[at:].strip()[:20]}' cannot be used here.")
        yield found[0].strip()
        at = found.end()


@dataclass(slots=True)
class _Reader:
    tokens: list[str]
    answers: Mapping[str, AnswerSpec] = field(default_factory=dict)

    def take(self, *wanted: str) -> str:
        if not self.tokens or (wanted and self.tokens[0] not in wanted):
            here = f"'{self.tokens[0]}'" if self.tokens else "the end"
            raise NotMappedError(f"{' or '.join(wanted) or 'A value'} belongs where {here} is.")
        return self.tokens.pop(0)

    def next(self, word: str) -> bool:
        if self.tokens and self.tokens[0] == word:
            self.tokens.pop(0)
            return True
        return False

    def either(self) -> str:
        parts = [self.both()]
        while self.next("or"):
            parts.append(self.both())
        return " or ".join(parts)

    def both(self) -> str:
        parts = [self.single()]
        while self.next("and"):
            parts.append(self.single())
        return " and ".join(parts)

    def single(self) -> str:
        if self.next("("):
            inner = self.either()
            self.take(")")
            return f"({inner})"
        if self.next("not"):
            self.take("(")
            inner = self.either()
            self.take(")")
            return (
                f"not {inner}"
                if _closed(inner) or (inner.startswith("known(") and " " not in inner)
                else f"not ({inner})"
            )
        if self.next("selected"):
            return self.selected()
        return self.compared()

    def selected(self) -> str:
        self.take("(")
        spec = self.answer(self.take())
        self.take(",")
        value = self.value(self.take(), spec)
        self.take(")")
        return (
            f"{value} in {spec.name}"
            if spec.type is AnswerType.SOME_OF
            else f"{spec.name} is {value}"
        )

    def compared(self) -> str:
        left, sign, right = self.take(), self.take("=", "!=", "<", ">", "<=", ">="), self.take()
        if not left.startswith("$"):
            left, sign, right = right, _ORDER.get(sign, sign), left
        spec = self.answer(left)
        if right in {"''", '""'}:
            return f"not known({spec.name})" if sign == "=" else f"known({spec.name})"
        if sign in _ORDER:
            return f"{spec.name} {sign} {self.number(right, spec)}"
        if spec.type not in _COUNTED | _CHOSEN:
            raise NotMappedError(
                f"'{spec.name}' can be several choices: use selected(${{{spec.name}}}, …)."
            )
        value = self.number(right, spec) if spec.type in _COUNTED else self.value(right, spec)
        same = f"{spec.name} is {value}"
        return same if sign == "=" else f"not ({same})"

    def answer(self, token: str) -> AnswerSpec:
        name = token[2:-1] if token.startswith("$") else token
        spec = self.answers.get(name)
        if spec is None:
            raise NotMappedError(f"There is no question '{name}' before this one.")
        return spec

    def value(self, token: str, spec: AnswerSpec) -> str:
        value = token.strip("'\"")
        if value not in spec.values:
            raise NotMappedError(f"'{spec.name}' is never '{value}'.")
        return value

    def number(self, token: str, spec: AnswerSpec) -> str:
        digits = token.strip("'\"")
        if spec.type not in _COUNTED or not digits.isdecimal():
            raise NotMappedError(
                f"Only whole numbers can be compared; '{spec.name}' or {token} is none."
            )
        return digits


def _closed(words: str) -> bool:
    """Whether the words stand in one pair of ( )."""
    depth = 0
    for at, letter in enumerate(words):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return letter == ")" and words.startswith("(") and at == len(words) - 1
    return False


def to_bounds(constraint: str, least: int, most: int) -> tuple[int, int]:
    """Return the bounds a constraint sets; raise NotMappedError when it says anything else."""
    for part in re.split(r"\s+and\s+", constraint.strip()):
        found = _BOUND.fullmatch(
            part.strip("() ") if part.count("(") != part.count("string-length(") else part.strip()
        )
        if found is None:
            raise NotMappedError("Only bounds like `. >= 0 and . <= 120` can be used here.")
        number = int(found[2])
        match found[1]:
            case "<=":
                most = number
            case "<":
                most = number - 1
            case ">=":
                least = number
            case _:
                least = number + 1
    if least > most:
        raise NotMappedError("No answer could ever fit this.")
    return least, most


def to_relevant(condition: str, answers: Mapping[str, AnswerSpec]) -> str:
    """Return what a form says in `relevant` for our condition."""
    return _written(ast.parse(condition.strip(), mode="eval").body, answers)


def _written(node: ast.expr, answers: Mapping[str, AnswerSpec]) -> str:
    match node:
        case ast.BoolOp(op=operator, values=values):
            word = " and " if isinstance(operator, ast.And) else " or "
            return word.join(
                f"({_written(each, answers)})"
                if isinstance(each, ast.BoolOp)
                else _written(each, answers)
                for each in values
            )
        case ast.UnaryOp(operand=ast.Call(func=ast.Name(id="known"), args=[name])):
            return f"${{{_name(name, answers)}}} = ''"
        case ast.UnaryOp(operand=operand):
            return f"not({_written(operand, answers)})"
        case ast.Call(func=ast.Name(id="known"), args=[name]):
            return f"${{{_name(name, answers)}}} != ''"
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            return _comparison(left, operator, right, answers)
        case _:
            raise NotMappedError(f"'{ast.unparse(node)}' has no counterpart in a form.")


def _comparison(
    left: ast.expr, operator: ast.cmpop, right: ast.expr, answers: Mapping[str, AnswerSpec]
) -> str:
    if isinstance(operator, ast.In | ast.NotIn):
        inner = _membership(left, right, answers)
        return inner if isinstance(operator, ast.In) else f"not({inner})"
    name = _name(left, answers)
    sign = next((sign for kind, sign in _SIGNS.items() if isinstance(operator, kind)), "=")
    same = f"${{{name}}} {sign} {_literal(right, answers[name])}"
    return f"not({same})" if isinstance(operator, ast.IsNot) else same


def _membership(left: ast.expr, right: ast.expr, answers: Mapping[str, AnswerSpec]) -> str:
    if isinstance(right, ast.Tuple):
        name = _name(left, answers)
        parts = [f"${{{name}}} = {_literal(each, answers[name])}" for each in right.elts]
        return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"
    name = _name(right, answers)
    return f"selected(${{{name}}}, {_literal(left, answers[name])})"


def _name(node: ast.expr, answers: Mapping[str, AnswerSpec]) -> str:
    if isinstance(node, ast.Name) and node.id in answers:
        return node.id
    raise NotMappedError(
        f"'{ast.unparse(node)}' is asked in another flow, so the form does not know it."
    )


def _literal(node: ast.expr, spec: AnswerSpec) -> str:
    words = ast.unparse(node).strip("'\"")
    return words if spec.type in _COUNTED else f"'{words}'"


_SIGNS: Mapping[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
Mapper = Callable[[str], str]
