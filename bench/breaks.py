"""A new editor's first day: each shipped flow is broken in many ways, and the check must say where and what to do.

`python -m bench.breaks` prints every message, so that a reader can judge whether it alone is enough to repair the file;
`--table` prints the table of docs/editors/breaks.md.
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.causes import causes
from bot.content.load import check
from bot.content.pack import FOLDERS
from bot.content.release import read_content
from bot.core.finding import Finding

ROOT = Path(__file__).parent.parent
MOST_FINDINGS = 3

Lines = list[str]
Broken = tuple[Lines, int | None]
"""The lines of the broken file, and the line where the break has to be found (None: anywhere)."""


def _first(lines: Lines, pattern: str, start: int = 0) -> int | None:
    found = re.compile(pattern)
    return next((n for n in range(start, len(lines)) if found.search(lines[n])), None)


def _edit(pattern: str, replacement: str) -> Callable[[Lines], Broken | None]:
    """Return a break that changes the first line in which `pattern` is found."""

    def apply(lines: Lines) -> Broken | None:
        at = _first(lines, pattern)
        if at is None:
            return None
        changed = re.sub(pattern, replacement, lines[at], count=1)
        return [*lines[:at], changed, *lines[at + 1 :]], at + 1

    return apply


def _steps(lines: Lines) -> list[int]:
    """Return the lines on which steps begin."""
    begin = _first(lines, r"^steps:")
    return [
        n
        for n in range((begin or 0) + 1, len(lines))
        if re.match(r"  [a-z]\w*:\s*(?:#.*)?$", lines[n])
    ]


def _step_twice(lines: Lines) -> Broken | None:
    steps = _steps(lines)
    if len(steps) < 2:
        return None
    first, last = steps[0], steps[-1]
    return [*lines[:last], lines[first], *lines[last + 1 :]], last + 1


def _no_last_step(lines: Lines) -> Broken | None:
    """The step with the end is gone: what leads to it, or the step before it, is the place."""
    steps = _steps(lines)
    if len(steps) < 2 or not any("end:" in line for line in lines[steps[-1] :]):
        return None
    name = lines[steps[-1]].strip().rstrip(":")
    named = _first(lines, rf"(?:next|otherwise): {name}$")
    return lines[: steps[-1]], None if named is None else named + 1


def _step_in_the_middle(lines: Lines) -> Broken | None:
    """A step that others name is gone."""
    steps = _steps(lines)
    for here, after in zip(steps[1:], [*steps[2:], len(lines)], strict=False):
        name = lines[here].strip().rstrip(":")
        rest = [*lines[:here], *lines[after:]]
        named = _first(rest, rf"(?:next|otherwise): {name}$")
        if named is not None and len(rest) < len(lines):
            return rest, named + 1
    return None


def _no_save(lines: Lines) -> Broken | None:
    at = _first(lines, r"^    save:")
    if at is None:
        return None
    step = max(n for n in _steps(lines) if n < at)
    return [*lines[:at], *lines[at + 1 :]], step + 1


def _no_choice(lines: Lines) -> Broken | None:
    """One button with everything below it is gone; only conversations (or a value never offered) can tell."""
    at = _first(lines, r"^      - \w+:")
    if at is None:
        return None
    after = at + 1
    while after < len(lines) and lines[after].startswith("       "):
        after += 1
    return [*lines[:at], *lines[after:]], None


def _no_choices(lines: Lines) -> Broken | None:
    """All buttons are gone, but not the question."""
    at = _first(lines, r"^    choices:")
    if at is None:
        return None
    after = at + 1
    while after < len(lines) and lines[after].startswith("      "):
        after += 1
    step = max(n for n in _steps(lines) if n < at)
    return [*lines[:at], *lines[after:]], step + 1


def _key_too_far_left(lines: Lines) -> Broken | None:
    """The first key of a step that has several stands a space too far left."""
    steps = _steps(lines)
    for here, after in zip(steps, [*steps[1:], len(lines)], strict=True):
        keys = [n for n in range(here + 1, after) if re.match(r"    [a-z]", lines[n])]
        if len(keys) > 1:
            at = keys[0]
            return [*lines[:at], lines[at][1:], *lines[at + 1 :]], at + 1
    return None


_TEXT = r"^(    (?:say|ask|choose|why|plan): )([A-Z][^|>{\"#]*)$"
"""A text of one line."""

BREAKS: Mapping[str, Callable[[Lines], Broken | None]] = {
    "no space after a dash": _edit(r"^      - (\w+): (?=\S)", r"      -\1: "),
    "a TAB before a step": _edit(r"^  (?=[a-z]\w*:\s*$)", "\t"),
    "a special space before a key": _edit(
        r"^    (?=(?:say|ask|choose|plan|flow|do):)", "  \u00a0 "
    ),
    "a step twice": _step_twice,
    "a misspelt `next:`": _edit(r"(next|otherwise): (\w\w+)(\w)$", r"\1: \2\3\3"),
    "a step that is named is gone": _step_in_the_middle,
    "the last step is gone": _no_last_step,
    "a button is gone": _no_choice,
    "all buttons are gone": _no_choices,
    "`save:` is gone": _no_save,
    "an answer that does not exist": _edit(r"save: (\w+)(\w)$", r"save: \1\2\2"),
    "a quotation mark too many": _edit(_TEXT, r'\1"\2'),
    "a colon in a text": _edit(_TEXT, r"\1Note: \2"),
    "a # in a text": _edit(_TEXT, r"\1\2 #4"),
    "a text that begins with *": _edit(_TEXT, r"\1*Please* \2"),
    "a placeholder that does not exist": _edit(_TEXT, r"\1\2 {nmae}"),
    "a command that does not exist": _edit(_TEXT, r"\1\2 Send /helpp"),
    "a key too far left": _key_too_far_left,
    "a misspelt key": _edit(r"^    choices:", "    chioces:"),
    "a colon is missing": _edit(r"^    (say|ask|choose|plan|flow|do): ?(?=\S)", r"    \1 "),
    "no space after a colon": _edit(r"^    (flow|do|end|save): (?=\S)", r"    \1:"),
    "an unknown ending": _edit(r"^    end: \w+", "    end: finished"),
    "a value that does not exist": _edit(r"when: (\w+) is (not )?(\w+)\b", r"when: \1 is \2\3x"),
    "= instead of is": _edit(r"when: (\w+) is (\w+)", r"when: \1 = \2"),
    "no owner": _edit(r"^owner: .*$", "# nobody"),
    "a date as people write it": _edit(r"^reviewed: .*$", "reviewed: 23.11.2026"),
    "an interval that is none": _edit(r"^review_every: .*$", "review_every: sometimes"),
    "an empty text": _edit(_TEXT, r"\1"),
    "an id in capitals": _edit(r"^  ([a-z])(\w*):\s*$", r"  Step \1\2:"),
}
"""What is done to a flow file, by the mistake it stands for."""

ANYWHERE = frozenset({"no owner", "an id in capitals"})
"""Breaks whose finding stands at the head of the file, or at whatever names the step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One flow broken in one way, and what the check said."""

    flow: str
    name: str
    line: int | None
    findings: tuple[Finding, ...]

    @property
    def path(self) -> str:
        """The broken file."""
        return f"flows/{self.flow}.yaml"

    @property
    def placed(self) -> bool:
        """Whether a finding stands where the file was broken."""
        if self.line is None or self.name in ANYWHERE:
            return bool(self.findings)
        return any(each.path == self.path and each.line == self.line for each in self.findings)

    @property
    def good(self) -> bool:
        """Whether the break was found at its place, without a heap of follow-ups."""
        return self.placed and len(self.findings) <= MOST_FINDINGS


def shipped() -> list[str]:
    """Return the names of the shipped flows."""
    return sorted(file.stem for file in (ROOT / "flows").glob("*.yaml") if file.stem != "answers")


def copied(folder: Path) -> Path:
    """Copy the shipped content to `folder`."""
    for name in FOLDERS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    return folder


def trials(
    folder: Path, flow: str, *, names: Iterable[str] = BREAKS, most: int = 99
) -> Iterator[Trial]:
    """Break `flow` in the copied content at `folder` in the ways that fit it, and put it right again."""
    file = folder / "flows" / f"{flow}.yaml"
    whole = file.read_text("utf-8")
    broken = ((name, BREAKS[name](whole.splitlines())) for name in names)
    fitting = [(name, found) for name, found in broken if found is not None]
    for name, found in fitting[:most]:
        lines, line = found
        file.write_text("\n".join(lines) + "\n", "utf-8")
        try:
            findings = looked_at(folder)
        finally:
            file.write_text(whole, "utf-8")
        yield Trial(flow=flow, name=name, line=line, findings=tuple(findings))


def looked_at(folder: Path) -> list[Finding]:
    """Return what `merit check` says; translations are only looked at when the flows can be used."""
    content = read_content(folder)
    if not content.sound:
        return causes(content.findings)
    return check(folder)[0]


def main() -> int:
    """Print every message, or the table; 1 when a break was not found as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", action="store_true", help="print the table of the documents")
    parser.add_argument("flows", nargs="*", help="only these flows")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = copied(Path(name))
        done = [trial for flow in args.flows or shipped() for trial in trials(folder, flow)]
    if args.table:
        print(table(done))
    else:
        for trial in done:
            print(f"== {trial.flow}: {trial.name} {'' if trial.good else '  <<< NOT GOOD'}")
            print(*trial.findings, sep="\n")
    good = sum(trial.good for trial in done)
    print(
        f"{good} of {len(done)} breaks found at their place with at most {MOST_FINDINGS} findings"
    )
    return int(good < len(done))


def table(done: list[Trial]) -> str:
    """Return the results by kind of break, with one message of each."""
    rows = [
        "| what was broken | flows | found at its place | findings | one of the messages |",
        "|---|---|---|---|---|",
    ]
    for name in BREAKS:
        same = [trial for trial in done if trial.name == name]
        if not same:
            continue
        counts = sorted({len(trial.findings) for trial in same})
        said = same[0].findings[0] if same[0].findings else None
        words = "" if said is None else f"`{said.code}` {said.message}".replace("|", "\\|")
        if said is not None and said.suggestion:
            words += f" Did you mean '{said.suggestion}'?"
        rows.append(
            f"| {name} | {len(same)} | {sum(trial.placed for trial in same)} | "
            f"{counts[0]}{f' to {counts[-1]}' if len(counts) > 1 else ''} | {words} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
