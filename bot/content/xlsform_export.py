"""A flow as an XLSForm: for partners who work with forms, and for lawyers who read in a spreadsheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.content.xpath import NotMappedError, to_relevant
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.condition import Condition
from bot.core.flow import AskStep, EndStep, Flow, PlanStep, Release, SayStep, Step, StepId
from bot.core.text import Text

Row = dict[str, str]
Words = Mapping[str, Mapping[str, str]]
"""Head of a column, such as `label::Arabic (ar)` without `label::` -> place -> confirmed translation."""
ENGLISH = "English (en)"
_SELECTS = {AnswerType.ONE_OF: "select_one", AnswerType.SOME_OF: "select_multiple"}
_APPEARANCES = {"day": "", "month": "month-year", "year": "year"}


@dataclass(slots=True, kw_only=True)
class Exported:
    """The rows of the three sheets; `errors` name the steps that have no counterpart."""

    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    settings: list[Row] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def sheets(self) -> dict[str, list[Row]]:
        """The sheets by name."""
        return {"survey": self.survey, "choices": self.choices, "settings": self.settings}


def as_form(flow: Flow, release: Release, words: Words) -> Exported:
    """Return `flow` as a form, in English and in every language of `words`."""
    out = Exported(
        settings=[
            {"form_title": flow.title.source, "form_id": str(flow.id), "default_language": ENGLISH}
        ]
    )
    following = [*list(flow.steps)[1:], None]
    asked: dict[str, AnswerSpec] = {}
    for step, after in zip(flow.steps.values(), following, strict=True):
        try:
            _goes_on(step, after)
            for row in _rows(step, release, asked, words, out):
                out.survey.append(row | _relevant(step.when, asked))
        except NotMappedError as error:
            out.errors.append(f"the step '{step.id}': {error}.")
        if isinstance(step, AskStep):
            asked[step.save] = release.answers[step.save]
    return out


def _goes_on(step: Step, after: StepId | None) -> None:
    if step.next not in {after, None} and not isinstance(step, EndStep):
        raise NotMappedError(f"it leads to '{step.next}', and a form goes on with the next row")


def _relevant(condition: Condition | None, asked: Mapping[str, AnswerSpec]) -> Row:
    return {} if condition is None else {"relevant": to_relevant(condition.source, asked)}


def _rows(
    step: Step, release: Release, asked: Mapping[str, AnswerSpec], words: Words, out: Exported
) -> Iterator[Row]:
    match step:
        case SayStep():
            yield {"type": "note", "name": step.id, **_labels("label", step.text, words)}
        case AskStep():
            yield _question(step, release.answers[step.save], words, out)
        case PlanStep():
            yield from _plan(step, asked, words)
        case EndStep():
            return
        case _:
            raise NotMappedError("a form cannot do this")


def _question(step: AskStep, spec: AnswerSpec, words: Words, out: Exported) -> Row:
    if step.id != step.save:
        step_name = f"asks for '{step.save}'; in a form both have one name"
        raise NotMappedError(step_name)
    row = {"type": "", "name": str(step.id), **_labels("label", step.text, words)}
    if step.why is not None:
        row |= _labels("hint", step.why, words)
    match spec.type:
        case AnswerType.TEXT:
            bounds = f"string-length(.) >= {spec.least} and string-length(.) <= {spec.most}"
            return row | {"type": "text", "constraint": bounds}
        case AnswerType.NUMBER:
            return row | {
                "type": "integer",
                "constraint": f". >= {spec.least} and . <= {spec.most}",
            }
        case AnswerType.DATE:
            look = _APPEARANCES[spec.precision or "day"]
            return row | {"type": "date"} | ({"appearance": look} if look else {})
        case AnswerType.ONE_OF | AnswerType.SOME_OF:
            _choices(step, words, out)
            return row | {"type": f"{_SELECTS[spec.type]} {step.id}"}
        case _:
            raise NotMappedError(f"a form has no question of the kind '{spec.type}'")


def _choices(step: AskStep, words: Words, out: Exported) -> None:
    for choice in step.choices:
        if choice.next or choice.flow or choice.when:
            raise NotMappedError(f"its choice '{choice.id}' leads elsewhere or has a condition")
        labels = _labels("label", choice.label, words)
        out.choices.append({"list_name": str(step.id), "name": str(choice.id), **labels})


def _plan(step: PlanStep, asked: Mapping[str, AnswerSpec], words: Words) -> Iterator[Row]:
    yield {"type": "note", "name": step.id, **_labels("label", step.text, words)}
    for item in step.items:
        if item.text is None:
            raise NotMappedError(f"its item '{item.id}' says what an entry answers")
        row = {"type": "note", "name": f"{step.id}_{item.id}", **_labels("label", item.text, words)}
        yield row | _relevant(item.when, asked)


def _labels(what: str, text: Text, words: Words) -> Row:
    row = {f"{what}::{ENGLISH}": _with_references(text.source)}
    for language, by_place in words.items():
        if text.place in by_place:
            row[f"{what}::{language}"] = _with_references(by_place[text.place])
    return row


def _with_references(words: str) -> str:
    return words.replace("{", "${")
