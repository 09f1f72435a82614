"""What changed in declared answers, in words: what they are for, what they take, and where the profile shows them."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.core.answer import AnswerSpec, ProfileField
from bot.core.profile import Export

_PARTS = (
    "type",
    "least",
    "most",
    "personal",
    "kept",
    "purpose",
    "precision",
    "earliest",
    "latest",
)


def changed_answers(old: Mapping[str, AnswerSpec], new: Mapping[str, AnswerSpec]) -> Iterator[str]:
    """Yield what is new, gone or different in the answers."""
    for name in sorted({*old, *new}):
        if name not in new:
            yield f"answer '{name}' is no longer asked for"
        elif name not in old:
            yield f"answer '{name}' is new: {new[name].type}{_purpose(new[name])}"
            yield from changed_field(f"answer '{name}'", None, new[name].profile)
        else:
            yield from _values(name, old[name], new[name])
            yield from changed_parts(f"answer '{name}'", old[name], new[name], _PARTS)
            yield from changed_field(f"answer '{name}'", old[name].profile, new[name].profile)


def _purpose(spec: AnswerSpec) -> str:
    return f", kept {spec.purpose}" if spec.purpose else ""


def _values(name: str, old: AnswerSpec, new: AnswerSpec) -> Iterator[str]:
    renamed = {before: after for before, after in new.was.items() if before in old.values}
    yield from (f"value '{was}' of '{name}' is now called '{is_}'" for was, is_ in renamed.items())
    for value in old.values:
        if value not in new.values and value not in renamed:
            yield f"value '{value}' of '{name}' was removed; who gave it is asked again"
    for value in new.values:
        if value not in old.values and value not in renamed.values():
            yield f"value '{value}' of '{name}' is new"


def changed_field(what: str, old: ProfileField | None, new: ProfileField | None) -> Iterator[str]:
    """Yield what changed in how an answer belongs to the skills profile: section, harm, keeping, and exports."""
    if new is None:
        if old is not None:
            yield f"{what} no longer belongs to the profile"
        return
    after = _field(new)
    if old is None:
        said = ", ".join(f"{key} {value}" for key, value in after.items() if value != "nothing")
        yield f"{what} belongs to the profile now: {said}"
        return
    for key, value in _field(old).items():
        if value != after[key]:
            yield f"{what}: {key} was {value}, and is {after[key]}"


def _field(field: ProfileField) -> dict[str, str]:
    """Return what an editor wrote, by key."""
    kept = f"{field.months} months" if field.months else ""
    goes = {export.value: field.goes.get(export) for export in Export}
    return {
        "section": field.section or "nothing",
        "sensitivity": field.sensitivity or "nothing",
        "keep_for": kept or "nothing",
        **{key: "nothing" if place is None else place or "no" for key, place in goes.items()},
    }


def changed_parts(what: str, old: Any, new: Any, names: tuple[str, ...]) -> Iterator[str]:
    """Yield which of the parts called `names` differ."""
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{what}: {name} was {_shown(before)}, and is {_shown(after)}"


def _shown(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value or "nothing")
