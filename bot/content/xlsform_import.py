"""An XLSForm as a flow: what has a counterpart is mapped, everything else is a finding with sheet and row."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.content.edit import quoted
from bot.content.fields import ID
from bot.content.xlsform import SheetRow, Sheets
from bot.content.xpath import NotMappedError, to_bounds, to_condition
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.condition import WORDS

_LABEL = re.compile(r"(label|hint)(?:::(.+?)(?:\s*\(([A-Za-z-]+)\))?)?")
_REFERENCE = re.compile(r"\$\{([A-Za-z_][\w.-]*)\}")
_MEANT = frozenset(
    {"type", "name", "relevant", "constraint", "required", "appearance", "list_name"}
)
_LOST = frozenset({"constraint_message", "required_message", "guidance_hint", "note", "read_only"})
_REFUSED = frozenset({"calculation", "choice_filter", "default", "repeat_count", "trigger"})
_OLD_SELECTS = {
    "select one": "select_one",
    "select multiple": "select_multiple",
    "select_multi": "select_multiple",
}
_GROUPS = {"begin group": "begin_group", "end group": "end_group", "begin repeat": "begin_repeat"}
_LARGEST = 999_999_999
_TEXT = (1, 2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A text of the form in another language: the place in the flow, its language and its words."""

    place: str
    language: str
    words: str


@dataclass(slots=True, kw_only=True)
class Imported:
    """What became of a form: `errors` keep it from being a flow, `warnings` say what is lost."""

    text: str = ""
    translations: list[Translated] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Form:
    """What is known while the rows are read from top to bottom."""

    flow: str
    sheets: Sheets
    languages: Mapping[str, str]
    """Column language, such as `Arabic (ar)` -> code."""
    taken: frozenset[str]
    out: Imported
    answers: dict[str, AnswerSpec] = field(default_factory=dict)
    purposes: dict[str, str] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The language of columns that name none."""
        return self.languages.get(self.sheets.setting("default_language"), "en")

    def error(self, row: SheetRow, words: str) -> None:
        self.out.errors.append(f"{row.where}: {words}")

    def warn(self, row: SheetRow, words: str) -> None:
        self.out.warnings.append(f"{row.where}: {words}")


def as_flow(sheets: Sheets, flow: str, taken: frozenset[str], offered: frozenset[str]) -> Imported:
    """Return the form as the flow `flow`; `taken` are answers that exist, `offered` the languages there are."""
    out = Imported(errors=[*sheets.findings])
    form = _Form(flow=flow, sheets=sheets, languages=_languages(sheets), taken=taken, out=out)
    if not ID.fullmatch(flow):
        out.errors.append(
            f"'{flow}' cannot be the name of a flow. Say another: --flow name, made of a-z, 0-9 and _."
        )
    for code in sorted({*form.languages.values()} - offered - {"en"}):
        out.warnings.append(f"'{code}' is no language of locales/languages.yaml: not imported.")
    _columns(form)
    for row in sheets.rows["survey"]:
        _row(form, row)
    if not form.steps and not out.errors:
        out.errors.append("sheet survey: there is no question and no note.")
    out.translations = [each for each in out.translations if each.language in offered - {"en"}]
    out.text = _written(form)
    return out


def _languages(sheets: Sheets) -> dict[str, str]:
    found: dict[str, str] = {}
    for head in (*sheets.heads.get("survey", ()), *sheets.heads.get("choices", ())):
        label = _LABEL.fullmatch(head)
        if label is not None and label[2]:
            code = (label[3] or ("en" if label[2].lower() == "english" else label[2])).lower()
            found[head.partition("::")[2]] = code
    return found


def _columns(form: _Form) -> None:
    """Note cells in columns that nobody reads."""
    for name in ("survey", "choices"):
        for row in form.sheets.rows.get(name, []):
            for head in row.cells:
                plain = head.partition("::")[0]
                if plain in _REFUSED or plain in {"media", "image", "audio", "video"}:
                    form.error(row, f"'{head}' has no counterpart. Delete the cell.")
                elif plain in _LOST:
                    form.warn(row, f"'{head}' is not imported.")
                elif plain not in _MEANT and _LABEL.fullmatch(head) is None:
                    form.warn(row, f"the column '{head}' is not known: not imported.")


def _row(form: _Form, row: SheetRow) -> None:
    kind, _, rest = _kind(row).partition(" ")
    reader = _READERS.get(kind)
    if reader is None:
        form.error(
            row,
            f"'{row.get('type')}' has no counterpart in Merit. {_ADVICE.get(kind, 'Delete the row.')}",
        )
        return
    reader(form, row, rest)


def _kind(row: SheetRow) -> str:
    words = " ".join(row.get("type").split())
    for old, new in {**_OLD_SELECTS, **_GROUPS}.items():
        if words == old or words.startswith(f"{old} "):
            return new + words.removeprefix(old)
    return words


def _begin(form: _Form, row: SheetRow, _rest: str) -> None:
    form.groups.append(_condition(form, row) or "")
    title = _words(form, row, "label", "", needed=False)
    form.steps.append(f"  # {' '.join((title or row.get('name')).split())}\n")


def _end(form: _Form, row: SheetRow, _rest: str) -> None:
    if not form.groups:
        form.error(row, "a group ends here that did not begin.")
        return
    form.groups.pop()


def _note(form: _Form, row: SheetRow, _rest: str) -> None:
    name = _name(form, row)
    words = _words(form, row, "label", f"{form.flow}/{name}/say")
    form.steps.append(_step(form, row, name, [f"say: {_block(words)}"]))


def _text(form: _Form, row: SheetRow, _rest: str) -> None:
    _ask(form, row, AnswerSpec(name=_name(form, row), type=AnswerType.TEXT, least=1, most=_TEXT[1]))


def _integer(form: _Form, row: SheetRow, _rest: str) -> None:
    _ask(form, row, AnswerSpec(name=_name(form, row), type=AnswerType.NUMBER, most=_LARGEST))


def _date(form: _Form, row: SheetRow, _rest: str) -> None:
    precision = {"month-year": "month", "year": "year"}.get(row.get("appearance"), "day")
    _ask(form, row, AnswerSpec(name=_name(form, row), type=AnswerType.DATE, precision=precision))


def _select_one(form: _Form, row: SheetRow, rest: str) -> None:
    _select(form, row, rest, AnswerType.ONE_OF)


def _select_multiple(form: _Form, row: SheetRow, rest: str) -> None:
    _select(form, row, rest, AnswerType.SOME_OF)


def _select(form: _Form, row: SheetRow, rest: str, kind: AnswerType) -> None:
    name, list_name = _name(form, row), rest.partition(" ")[0]
    if rest != list_name:
        form.error(
            row, f"'{rest.partition(' ')[2]}' has no counterpart. Add the choice to the list."
        )
    rows = [
        each for each in form.sheets.rows.get("choices", []) if each.get("list_name") == list_name
    ]
    if not rows:
        form.error(row, f"there is no list '{list_name}' in the sheet choices.")
    values: list[str] = []
    lines: list[str] = []
    for each in rows:
        value = each.get("name")
        if not ID.fullmatch(value) or value in values:
            why = (
                "stands twice in its list"
                if value in values
                else "cannot be an id: use a-z, 0-9 and _"
            )
            form.error(each, f"'{value}' {why}, beginning with a letter.")
            continue
        values.append(value)
        label = _words(form, each, "label", f"{form.flow}/{name}/choices/{value}")
        lines.append(f"- {value}: {quoted(label)}")
    spec = AnswerSpec(name=name, type=kind, values=tuple(values))
    _ask(form, row, spec, ["choices:", *(f"  {line}" for line in lines)])


def _ask(form: _Form, row: SheetRow, spec: AnswerSpec, more: list[str] | None = None) -> None:
    place = f"{form.flow}/{spec.name}"
    lines = [f"ask: {_block(_words(form, row, 'label', f'{place}/ask'))}"]
    why = _words(form, row, "hint", f"{place}/why", needed=False)
    if why:
        lines.append(f"why: {_block(why)}")
    step = _step(form, row, spec.name, [*lines, f"save: {spec.name}", *(more or [])])
    if spec.name in form.taken:
        form.error(
            row, f"there is an answer '{spec.name}' already. Give the question another name."
        )
    if row.get("required").lower() in {"yes", "true", "true()"}:
        form.warn(
            row, "`required` is not imported: people may always skip a question about themselves."
        )
    form.steps.append(step)
    form.answers[spec.name] = _bounded(form, row, spec)
    form.purposes[spec.name] = why


def _bounded(form: _Form, row: SheetRow, spec: AnswerSpec) -> AnswerSpec:
    constraint = row.get("constraint")
    if not constraint:
        return spec
    try:
        _can_be_bounded(spec, constraint)
        least, most = to_bounds(constraint, spec.least, spec.most)
    except NotMappedError as error:
        form.error(row, f"the constraint '{constraint}' cannot be used. {error}")
        return spec
    return AnswerSpec(name=spec.name, type=spec.type, least=least, most=most)


def _can_be_bounded(spec: AnswerSpec, constraint: str) -> None:
    if spec.type not in {AnswerType.NUMBER, AnswerType.TEXT}:
        raise NotMappedError("Only numbers and texts can have bounds.")
    if (spec.type is AnswerType.TEXT) != ("string-length" in constraint):
        raise NotMappedError("A text is bounded by its string-length(.), a number by itself.")


def _name(form: _Form, row: SheetRow) -> str:
    name = row.get("name")
    if not ID.fullmatch(name) or name in WORDS:
        form.error(row, f"'{name}' cannot be a name: use a-z, 0-9 and _, beginning with a letter.")
    elif name == "bye" or any(step.startswith(f"  {name}:\n") for step in form.steps):
        form.error(row, f"the name '{name}' stands twice, or is ours. Choose another.")
    return name


def _condition(form: _Form, row: SheetRow) -> str:
    relevant = row.get("relevant", "relevance")
    if not relevant:
        return ""
    try:
        return to_condition(relevant, form.answers)
    except NotMappedError as error:
        form.error(row, f"the condition '{relevant}' cannot be used. {error}")
        return ""


def _step(form: _Form, row: SheetRow, name: str, lines: list[str]) -> str:
    conditions = [each for each in (*form.groups, _condition(form, row)) if each]
    if conditions:
        several = len(conditions) > 1
        joined = " and ".join(
            f"({each})" if several and " or " in each else each for each in conditions
        )
        lines = [*lines, f"when: {joined}"]
    body = "\n".join(f"    {line}" for text in lines for line in text.split("\n"))
    return f"  {name}:\n{body}\n"


def _words(form: _Form, row: SheetRow, what: str, place: str, *, needed: bool = True) -> str:
    """Return the English words, and keep those in other languages for `place`; note a missing translation."""
    found: dict[str, str] = {}
    for head, words in row.cells.items():
        label = _LABEL.fullmatch(head)
        if label is not None and label[1] == what:
            code = form.languages.get(head.partition("::")[2], form.plain)
            found[code] = _with_placeholders(words)
    english = found.pop("en", "")
    if not english and needed:
        form.error(
            row, f"the English {what} is missing (column '{what}' or '{what}::English (en)')."
        )
    if place and english:
        for code in sorted({*form.languages.values()} - {"en"}):
            if code in found:
                form.out.translations.append(
                    Translated(place=place, language=code, words=found[code])
                )
            elif what == "label":
                form.warn(row, f"the {what} is missing in '{code}'.")
    return english


def _with_placeholders(words: str) -> str:
    return _REFERENCE.sub(lambda found: f"{{{found[1]}}}", words)


def _block(words: str) -> str:
    """Return a text as a value: in one line where it can be, otherwise below `|`."""
    value = quoted(words)
    if "\n" not in words and not value.startswith('"'):
        return value
    return "|\n" + "\n".join(f"  {line}".rstrip() for line in words.split("\n"))


def _written(form: _Form) -> str:
    title = form.sheets.setting("form_title") or form.flow.replace("_", " ").capitalize()
    answers = "".join(_declared(spec, form.purposes[spec.name]) for spec in form.answers.values())
    steps = "\n".join(form.steps)
    return (
        f"# Imported from an XLSForm. Read all of it, then: merit check\nflow: {form.flow}\ntitle: {quoted(title)}\n"
        f"owner: content-team\nreviewed: never\nreview_every: 6 months\n\n"
        + (f"answers:\n{answers}\n" if answers else "")
        + f"steps:\n{steps}\n  bye:\n    end: done\n"
    )


def _declared(spec: AnswerSpec, why: str) -> str:
    match spec.type:
        case AnswerType.ONE_OF | AnswerType.SOME_OF:
            value = f"[{', '.join(spec.values)}]"
        case AnswerType.DATE:
            value = spec.precision
        case _:
            value = f"{spec.least}-{spec.most}"
    purpose = quoted(" ".join(why.split()) or "to show what fits you")
    return f"  {spec.name}:\n    {spec.type}: {value}\n    purpose: {purpose}\n"


Reader = Callable[[_Form, SheetRow, str], None]
_READERS: Mapping[str, Reader] = {
    "begin_group": _begin,
    "end_group": _end,
    "note": _note,
    "text": _text,
    "integer": _integer,
    "int": _integer,
    "date": _date,
    "select_one": _select_one,
    "select_multiple": _select_multiple,
}
_ADVICE = {
    "begin_repeat": "Make a flow of its own of the repeated questions, and collect them with `records:`.",
    "end_repeat": "Make a flow of its own of the repeated questions, and collect them with `records:`.",
    "calculate": "Say with conditions what follows from the answers.",
    "decimal": "Merit asks for whole numbers: use integer.",
    "geopoint": "Ask for a town in words.",
}
