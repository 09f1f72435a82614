"""The buttons of a question."""

from collections.abc import Collection, Mapping

from bot.content.cldr import english_country, english_tongue
from bot.content.fields import Fields, as_list, as_text, named_items
from bot.content.nodes import BlockNode, ListNode, Node, TextNode
from bot.content.report import closest, listed
from bot.content.scope import Scope
from bot.content.taxonomy import is_sign
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.dates import NOW
from bot.core.flow import Choice, ChoiceId
from bot.core.world import COUNTRIES, TONGUES, country_name, tongue_name


def read_choices(
    fields: Fields, place: str, scope: Scope, *, critical: bool, spec: AnswerSpec | None = None
) -> tuple[Choice, ...]:
    """Return the choices of the step at `place`; for countries and languages a list of codes will do."""
    node = fields.node_of("choices")
    if spec is not None and spec.type in _NAMED and isinstance(node, ListNode):
        codes = [item for item in node.items if isinstance(item, TextNode)]
        if len(codes) == len(node.items):
            return tuple(_named(code, place, scope, spec) for code in codes)
    nodes = () if node is None else as_list(node, fields.report, "'choices:'")
    choices = (
        _choice(key, value, f"{place}/choices/{key.text}", scope, critical=critical)
        for key, value in named_items(nodes, scope.report, "A choice")
    )
    return tuple(choice for choice in choices if choice is not None)


def _named(code: TextNode, place: str, scope: Scope, spec: AnswerSpec) -> Choice:
    """Return a choice whose label is the name CLDR has for it."""
    scope.note(f"{place}/choices/{code.text}", code)
    label = (
        country_name(code.text, english_country(code.text))
        if spec.type is AnswerType.COUNTRY
        else tongue_name(code.text, english_tongue(code.text))
    )
    return Choice(id=ChoiceId(code.text), label=label)


def _choice(
    key: TextNode, value: Node, place: str, scope: Scope, *, critical: bool
) -> Choice | None:
    if not isinstance(value, BlockNode) or value.inline:
        words = as_text(value, scope.report, f"The choice '{key.text}'", words=True)
        if words is None:
            return None
        return Choice(id=ChoiceId(key.text), label=scope.text(words, place, critical=critical))
    fields = Fields(node=value, report=scope.report, what=f"The choice '{key.text}'", at=key.at)
    fields.only("label", "next", "flow", "when", "sign", "section")
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
        sign=_sign(fields),
        section=fields.id("section"),
    )


def _sign(fields: Fields) -> str:
    """Return the pictogram before a label: one that is no word, since it is not translated."""
    node = fields.text_node("sign")
    if node is None:
        return ""
    sign = node.text.strip()
    if not is_sign(sign):
        fields.report.add(
            "F015", node.at, "A sign is one pictogram, like 🥖. Words stand in `label:`."
        )
        return ""
    return sign


def choices_fit(
    spec: AnswerSpec, choices: tuple[Choice, ...], place: str, fields: Fields, scope: Scope
) -> None:
    """Note where the choices of a question and the answer it saves do not fit together."""
    unfit = _unfit(spec, fields)
    if unfit:
        at = fields.mark("choices") if fields.has("choices") else fields.at
        fields.report.add("F038", at, unfit)
        return
    possible = _POSSIBLE.get(spec.type, spec.values)
    seen: set[str] = set()
    for choice in choices:
        at = scope.spots[f"{place}/choices/{choice.id}"].at
        if choice.id not in possible:
            fields.report.add(
                "F038", at, _not_a_value(spec, choice.id), suggestion=closest(choice.id, possible)
            )
        if choice.id in seen:
            fields.report.add("F010", at, f"'{choice.id}' stands here twice. Delete one.")
        seen.add(choice.id)


def _unfit(spec: AnswerSpec, fields: Fields) -> str:
    """Return what is wrong about having choices, or having none."""
    offers = fields.has("choices")
    if spec.type is AnswerType.RECORDS:
        return f"'{spec.name}' holds several records. A step with `collect:` asks for it."
    if offers and spec.type in _WITHOUT_CHOICES:
        return f"'{spec.name}' is {_WITHOUT_CHOICES[spec.type]}, so its question has no choices."
    if offers and spec.name == "language":
        return "Every language is offered by itself. Delete the choices."
    needs = spec.type in {AnswerType.ONE_OF, AnswerType.SOME_OF} and spec.name != "language"
    return f"The question for '{spec.name}' needs `choices:`." if needs and not offers else ""


def _not_a_value(spec: AnswerSpec, choice: str) -> str:
    match spec.type:
        case AnswerType.COUNTRY:
            return f"'{choice}' is no country. Write its code of two letters, like sy for Syria."
        case AnswerType.SPOKEN:
            return f"'{choice}' is no language we know. Write its code, like ar for Arabic."
        case AnswerType.DATE:
            return "A date is typed. The only choice it can have is `now`, for what is not over."
        case _:
            values = listed(spec.values)
            return f"The answer '{spec.name}' has no value '{choice}'. It can be {values}."


_NAMED = frozenset({AnswerType.COUNTRY, AnswerType.SPOKEN})
"""Types whose values have names in every language already."""

_POSSIBLE: Mapping[AnswerType, Collection[str]] = {
    AnswerType.COUNTRY: COUNTRIES,
    AnswerType.SPOKEN: TONGUES,
    AnswerType.DATE: (NOW,),
}
"""What answers can be that list no values of their own; a date that is not over is `now`."""

_WITHOUT_CHOICES = {
    AnswerType.TEXT: "a text",
    AnswerType.NUMBER: "a number",
    AnswerType.YES_NO: "yes or no, with buttons of Merit's own",
    AnswerType.CONTACT: "a phone number or an e-mail address",
    AnswerType.PLACE: "a place",
    AnswerType.OCCUPATION: "a job, with buttons of Merit's own",
    AnswerType.SKILL: "a skill, with buttons of Merit's own",
    AnswerType.FILE: "a photo or a document",
}
"""Types whose question never has choices, and what to call them."""
