"""The step that shows a plan: its items with words of their own, and those that say what an entry answers."""

from collections.abc import Iterator

from bot.content.draft import Draft
from bot.content.fields import Fields, as_text, named_items
from bot.content.keys.steps import ITEM
from bot.content.known import value_of
from bot.content.nodes import BlockNode, Node, TextNode
from bot.content.report import closest
from bot.content.scope import Scope
from bot.core.answer import AnswerValue
from bot.core.flow import PlanItem, PlanStep
from bot.core.source import Source


def read_plan(draft: Draft) -> PlanStep | None:
    """Return the plan, or None when it has no heading or no item that can be used."""
    text = draft.scope.words(draft.fields, "plan", f"{draft.place}/plan", critical=draft.critical)
    nodes = draft.fields.items("items", needed=True)
    items = (
        _plan_item(key, value, draft)
        for key, value in named_items(nodes, draft.scope.report, "An item of a plan")
    )
    found = tuple(item for item in items if item is not None)
    given = tuple(_given(draft))
    if text is None or not found:
        return None
    return PlanStep(
        id=draft.id,
        text=text,
        items=found,
        given=given,
        passing=not draft.fields.yes("keep", default=True),
        when=draft.when,
        next=draft.next,
    )


def _given(draft: Draft) -> Iterator[tuple[str, AnswerValue]]:
    """Yield the answers that hold for a plan, whatever the person says later."""
    scope, node = draft.scope, draft.fields.node_of("given")
    if node is not None and not isinstance(node, BlockNode):
        scope.report.add("F015", node.at, "Write answers and values: `given: {country: nl}`.")
        return
    for entry in node or ():
        spec = scope.answers.get(entry.key.text)
        if spec is None:
            meant = closest(entry.key.text, scope.answers)
            scope.report.add(
                "F031",
                entry.key.at,
                f"There is no answer called '{entry.key.text}'.",
                suggestion=meant,
            )
            continue
        words = [entry.value.text] if isinstance(entry.value, TextNode) else []
        try:
            yield spec.name, value_of(words, spec)
        except ValueError as error:
            scope.report.add("F027", entry.value.at, str(error))


def _plan_item(key: TextNode, value: Node, draft: Draft) -> PlanItem | None:
    scope, place = draft.scope, f"{draft.place}/items/{key.text}"
    if not isinstance(value, BlockNode) or value.inline:
        words = as_text(value, scope.report, f"The item '{key.text}'", words=True)
        return (
            None
            if words is None
            else PlanItem(id=key.text, text=scope.text(words, place, critical=draft.critical))
        )
    fields = Fields(node=value, report=scope.report, what=f"The item '{key.text}'", at=key.at)
    fields.only(*ITEM.names)
    if fields.has("entry"):
        return _quote(key, fields, scope, place)
    if not fields.has("text"):
        fields.missing("text")
    text = scope.words(
        fields, "text", place, critical=fields.yes("critical", default=draft.critical)
    )
    sources = _sources(fields, scope)
    scope.doubt(fields, place)
    condition = scope.condition(fields)
    return (
        None if text is None else PlanItem(id=key.text, text=text, sources=sources, when=condition)
    )


def _quote(key: TextNode, fields: Fields, scope: Scope, place: str) -> PlanItem | None:
    """Return an item that says what an entry answers; words of its own do not stand beside it."""
    scope.note(place, key)
    for other in ("text", "sources", "critical", "verify", "first"):
        if fields.has(other):
            scope.report.add(
                "F020",
                fields.mark(other),
                f"The item '{key.text}' says what its entry answers, so `{other}:` has no meaning here. Delete it.",
            )
    entry, condition = scope.entry_at(fields), scope.condition(fields)
    return None if entry is None else PlanItem(id=key.text, entry=entry, when=condition)


def _sources(fields: Fields, scope: Scope) -> tuple[Source, ...]:
    node = fields.text_node("sources")
    found: list[Source] = []
    for name in [] if node is None else [part.strip() for part in node.text.split(",")]:
        if name in scope.sources:
            found.append(scope.sources[name])
        else:
            scope.report.add(
                "F033",
                scope.report.locate(name, fields.mark("sources"), fields.mark("sources").line),
                f"There is no source called '{name}' under `sources:`.",
                suggestion=closest(name, scope.sources),
            )
    return tuple(found)
