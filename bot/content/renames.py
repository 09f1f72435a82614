"""The four renamings: which edits each makes, and which places of texts it moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.content.edit import Edit, lines_below
from bot.content.knowing import GIVEN
from bot.content.nodes import BlockNode, Entry, ListNode, TextNode
from bot.content.renaming import (
    CHOSEN,
    KNOWN_BY_NAME,
    Edits,
    Known,
    NotRenamedError,
    Opened,
    Place,
    free_id,
    inner,
    inserted,
    is_list_value,
    knowing,
    lines,
    named,
    placeholders,
    pressed,
    starts,
    used,
)
from bot.content.report import Mark
from bot.core.flow import AskStep, ChooseStep, FlowId
from bot.core.hosts import PAPER_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What a renaming does: edits by file, files that move, and what people should know.

    `prefix` is how places of texts began and begin now, `placeholder` what stood in texts and stands there now.
    """

    edits: tuple[tuple[str, Edit], ...]
    moves: Mapping[str, str] = field(default_factory=dict)
    prefix: tuple[str, str] = ("", "")
    placeholder: tuple[str, str] = ("", "")
    notes: tuple[str, ...] = ()


def rename_step(known: Known, flow: str, old: str, new: str) -> Renaming:
    """Rename a step in its flow, in conversation tests, and say there what it was."""
    known.step(flow, old)
    free_id(new, known.release.flows[FlowId(flow)].steps, "a step")
    path = f"flows/{flow}.yaml"
    return Renaming(
        edits=(
            *_ids(known, path, ("steps", old), new),
            *named(known, "step", old, new, only=path),
            *_lines_at(known, (flow, old), old, new),
            *_starts_at(known, flow, old, new),
            *_step_was(known, path, old),
        )
    )


def _lines_at(known: Known, place: tuple[str, str], old: str, new: str) -> Edits:
    for file, kind, words, here in lines(known):
        if kind == "bot" and here == place:
            prefix = f"{place[0]}/" if "/" in words.text else ""
            yield _behind(file, words, prefix, old, new)


def _behind(file: Opened, words: TextNode, prefix: str, old: str, new: str) -> tuple[str, Edit]:
    at = file.source.text.index(prefix + old, file.source.offset(words.at)) + len(prefix)
    return file.path, file.source.edit(at, at + len(old), new)


def _starts_at(known: Known, flow: str, old: str, new: str) -> Edits:
    for file, words in starts(known):
        if words.text == f"{flow}/{old}":
            yield _behind(file, words, f"{flow}/", old, new)


def _ids(known: Known, path: str, where: tuple[str, ...], new: str) -> Edits:
    """Yield the edit of the id at `where` in the file at `path`."""
    for file in known.files:
        for found in file.found() if file.path == path else ():
            if found.is_id and found.path == where:
                yield inner(file, found.name, where[-1], new)


def _step_was(known: Known, path: str, old: str) -> Edits:
    for file in known.files:
        for found in file.found() if file.path == path else ():
            if found.is_id and found.path == ("steps", old) and isinstance(found.value, BlockNode):
                was = found.value.entry("was")
                if was is None:
                    yield inserted(file, found.value.entries[0].key.at, f"was: {old}")
                elif isinstance(was.value, TextNode):
                    yield inner(file, was.value, was.value.text, old)


def rename_choice(known: Known, flow: str, step: str, old: str, new: str) -> Renaming:
    """Rename a choice of a step; where it is the value of an answer, that value everywhere."""
    at = known.step(flow, step)
    if not isinstance(at, AskStep | ChooseStep) or old not in {each.id for each in at.choices}:
        raise NotRenamedError(f"The step '{step}' of '{flow}' has no choice called '{old}'.")
    if isinstance(at, AskStep):
        return rename_value(known, at.save, old, new)
    free_id(new, [each.id for each in at.choices], "a choice")
    return Renaming(
        edits=(
            *_ids(known, f"flows/{flow}.yaml", ("steps", step, "choices", old), new),
            *pressed(known, old, new, lambda place: place == (flow, step)),
        )
    )


def rename_value(known: Known, answer: str, old: str, new: str) -> Renaming:
    """Rename a value of an answer where it is declared, offered, compared with, pressed, given and expected."""
    spec = known.release.answers[answer]
    if spec.type not in CHOSEN or answer in GIVEN | {PAPER_LANGUAGE}:
        raise NotRenamedError(
            f"'{old}' is a value of '{answer}' that Merit itself knows by this name."
        )
    free_id(new, spec.values, "a value")
    return Renaming(
        edits=(
            *_declared(known, answer, old, new),
            *_offered(known, answer, old, new),
            *used(known, lambda use: new if (use.of, use.word) == (answer, old) else None),
            *pressed(known, old, new, lambda place: _saves(known, place) == answer),
            *_known_values(known, answer, old, new),
        )
    )


def _saves(known: Known, place: Place) -> str:
    step = known.release.flows[place[0]].steps[place[1]]
    return step.save if isinstance(step, AskStep) else ""


def _declared(known: Known, answer: str, old: str, new: str) -> Edits:
    for file in known.files:
        if file.kind.name not in {"flow", "answers"}:
            continue
        for found in file.found():
            if found.is_id and found.path == ("answers", answer):
                yield from _value_was(file, found.value, old, new)
            if is_list_value(found) and found.path[1] == answer:
                items = found.value.items if isinstance(found.value, ListNode) else ()
                yield from (
                    inner(file, item, old, new)
                    for item in items
                    if isinstance(item, TextNode) and item.text == old
                )


def _value_was(file: Opened, answer: object, old: str, new: str) -> Edits:
    if not isinstance(answer, BlockNode):
        return
    was = answer.entry("was")
    if was is None or not isinstance(was.value, BlockNode):
        yield file.path, lines_below(answer.entries[0], ["was:", f"  {old}: {new}"], file.source)
        return
    yield from _changed_was(file, was.value, old, new)


def _changed_was(file: Opened, was: BlockNode, old: str, new: str) -> Edits:
    """Yield the edits of what values were: older names lead to the new one, a name in use again is none of them."""
    yield inserted(file, was.entries[0].key.at, f"{old}: {new}")
    for entry in was:
        if entry.key.text == new:
            yield file.path, _without(entry)
        elif isinstance(entry.value, TextNode) and entry.value.text == old:
            yield inner(file, entry.value, old, new)


def _without(entry: Entry) -> Edit:
    line = entry.key.at.line
    return Edit(start=Mark(line=line), end=Mark(line=line + 1), text="")


def _offered(known: Known, answer: str, old: str, new: str) -> Edits:
    for flow in known.release.flows.values():
        for step in flow.steps.values():
            if isinstance(step, AskStep) and step.save == answer:
                where = ("steps", step.id, "choices", old)
                yield from _ids(known, f"flows/{flow.id}.yaml", where, new)


def _known_values(known: Known, answer: str, old: str, new: str) -> Edits:
    for file, name, value in knowing(known):
        if name.text != answer:
            continue
        nodes = value.items if isinstance(value, ListNode) else (value,)
        for node in nodes:
            if isinstance(node, TextNode) and node.text == old:
                yield inner(file, node, old, new)


def rename_answer(known: Known, old: str, new: str) -> Renaming:
    """Rename an answer where it is declared, saved, compared, inserted in a text, given and expected."""
    if old not in known.release.answers:
        raise NotRenamedError(f"There is no answer called '{old}'.")
    if old in KNOWN_BY_NAME:
        raise NotRenamedError(f"Merit itself looks for the answer '{old}' by this name.")
    free_id(new, known.release.answers, "an answer")
    kept = known.release.answers[old].kept
    note = f"What people answered to '{old}' is kept under that name. They are asked again for '{new}'."
    return Renaming(
        edits=(
            *_answer_ids(known, old, new),
            *named(known, "answer", old, new),
            *used(known, lambda use: new if not use.of and use.word == old else None),
            *placeholders(known, old, new),
            *pressed(known, f"fix {old}", f"fix {new}", lambda _place: True),
            *(inner(file, name, old, new) for file, name, _ in knowing(known) if name.text == old),
        ),
        placeholder=(f"{{{old}}}", f"{{{new}}}"),
        notes=(note,) if kept else (),
    )


def _answer_ids(known: Known, old: str, new: str) -> Iterator[tuple[str, Edit]]:
    for file in known.files:
        if file.kind.name in {"flow", "answers"}:
            yield from _ids(known, file.path, ("answers", old), new)


def rename_flow(known: Known, old: str, new: str) -> Renaming:
    """Rename a flow: its file and tests move, and whatever runs or names it follows."""
    if FlowId(old) not in known.release.flows:
        raise NotRenamedError(f"There is no flow called '{old}'.")
    free_id(new, (*known.release.flows, "answers", "faq", "replies", "cards", "ui"), "a flow")
    paths = {f"flows/{old}.yaml": f"flows/{new}.yaml"}
    test = f"flows/tests/{old}.yaml"
    if any(file.path == test for file in known.files):
        paths[test] = f"flows/tests/{new}.yaml"
    return Renaming(
        edits=(
            *_head(known, old, new),
            *named(known, "flow", old, new),
            *_test_flows(known, old, new),
        ),
        moves=paths,
        prefix=(f"{old}/", f"{new}/"),
        notes=(
            f"Conversations under way in '{old}' go on with it as it was; new ones begin in '{new}'.",
        ),
    )


def _head(known: Known, old: str, new: str) -> Edits:
    for file in known.files:
        for found in file.found() if file.path == f"flows/{old}.yaml" else ():
            if found.path == ("flow",) and isinstance(found.value, TextNode):
                yield inner(file, found.value, old, new)


def _test_flows(known: Known, old: str, new: str) -> Edits:
    for file, words in starts(known):
        if words.text.partition("/")[0] == old:
            yield inner(file, words, old, new)
    for file, kind, words, _ in lines(known):
        if kind == "bot" and words.text.startswith(f"{old}/"):
            yield inner(file, words, old, new)
