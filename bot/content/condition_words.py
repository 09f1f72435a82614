"""The words of a condition as they stand in the file: which are answers, and which are values of which answer."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A word of a condition, `at` so many letters behind its beginning: an answer, or a value of `of`."""

    word: str
    at: int
    of: str = ""


def uses_in(condition: str, written: str) -> list[Use] | None:
    """Return the answers and values of `condition`, which is `written` so; None when its words cannot be told apart."""
    source = condition.strip()
    tree = ast.parse(source, mode="eval").body
    begins = [found.start() for found in _WORD.finditer(source)]
    words = list(_WORD.finditer(written))
    if [found[0] for found in _WORD.finditer(source)] != [found[0] for found in words]:
        return None
    lines = [0, *(found.end() for found in re.finditer("\n", source))]
    uses: list[Use] = []
    for node, of in _uses(tree):
        at = lines[node.lineno - 1] + node.col_offset
        at += int(isinstance(node, ast.Constant) and isinstance(node.value, str))
        if at in begins:
            word = words[begins.index(at)]
            uses.append(Use(word=word[0], at=word.start(), of=of))
    return uses


def _uses(tree: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                yield from _compared(left, operator, right)
            case ast.Call(args=args):
                yield from ((name, "") for name in args if isinstance(name, ast.Name))
            case _:
                pass


def _compared(
    left: ast.expr, operator: ast.cmpop, right: ast.expr
) -> Iterator[tuple[ast.expr, str]]:
    picked = isinstance(operator, ast.In | ast.NotIn) and not isinstance(right, ast.Tuple)
    answer, value = (right, left) if picked else (left, right)
    if isinstance(answer, ast.Name):
        yield answer, ""
        for each in value.elts if isinstance(value, ast.Tuple) else (value,):
            yield each, answer.id
