"""The buttons of a question."""

from bot.content.fields import Fields, as_text, named_items
from bot.content.nodes import BlockNode, Node, TextNode
from bot.content.report import closest, listed
from bot.content.scope import Scope
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.flow import Choice, ChoiceId


def read_choices(fields: Fields, place: str, scope: Scope, *, critical: bool) -> tuple[Choice, ...]:
    """Return the choices of the step at `place`."""
    nodes = fields.items("choices")
    choices = (
        _choice(key, value, f"{place}/choices/{key.text}", scope, critical=critical)
        for key, value in named_items(nodes, scope.report, "A choice")
    )
    return tuple(choice for choice in choices if choice is not None)


def _choice(
    key: TextNode, value: Node, place: str, scope: Scope, *, critical: bool
) -> Choice | None:
    if not isinstance(value, BlockNode) or value.inline:
        words = as_text(value, scope.report, f"The choice '{key.text}'", words=True)
        if words is None:
            return None
        return Choice(id=ChoiceId(key.text), label=scope.text(words, place, critical=critical))
    fields = Fields(node=value, report=scope.report, what=f"The choice '{key.text}'", at=key.at)
    fields.only("label", "next", "flow", "when")
    if not fields.has("label"):
        fields.missing("label")
    label = scope.words(fields, "label", place, critical=critical)
    if label is None:
        return None
    return Choice(
        id=ChoiceId(key.text),
        label=label,
        next=scope.step(fields),
        flow=scope.flow_at(fields),
        when=scope.condition(fields),
    )


def choices_fit(
    spec: AnswerSpec, choices: tuple[Choice, ...], place: str, fields: Fields, scope: Scope
) -> None:
    """Note where the choices of a question and the answer it saves do not fit together."""
    offers = fields.has("choices")
    if spec.type in {AnswerType.TEXT, AnswerType.NUMBER}:
        if offers:
            fields.report.add(
                "F038",
                fields.mark("choices"),
                f"'{spec.name}' is a {spec.type}, so its question has no choices.",
            )
        return
    if not offers and spec.name != "language":
        fields.report.add("F038", fields.at, f"The question for '{spec.name}' needs `choices:`.")
    if offers and spec.name == "language":
        fields.report.add(
            "F038",
            fields.mark("choices"),
            "Every language is offered by itself. Delete the choices.",
        )
        return
    for choice in choices:
        if choice.id not in spec.values:
            fields.report.add(
                "F038",
                scope.spots[f"{place}/choices/{choice.id}"].at,
                f"The answer '{spec.name}' has no value '{choice.id}'. It can be {listed(spec.values)}.",
                suggestion=closest(choice.id, spec.values),
            )
