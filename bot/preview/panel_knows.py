"""The panel of what Merit knows: every answer, to look at and to try out another one; and where the conversation is."""

from collections.abc import Iterator

from bot.core.answer import AnswerSpec, AnswerType, AnswerValue
from bot.core.flow import AskStep
from bot.core.render import render_text
from bot.core.session import Frame, Session
from bot.preview.html import Html, tag
from bot.preview.parts import form
from bot.preview.play import shown
from bot.preview.view import Scene

_HIDDEN = frozenset({"language", "paused", "stories", "planned", "noted", "files"})
"""What is changed elsewhere, or only by the conversation itself."""
_CHOSEN = frozenset({AnswerType.ONE_OF, AnswerType.YES_NO})
FORGET = "-"
KEPT = "~"
"""What the form sends for an answer that is not known, or that the person prefers not to give."""


def knows_panel(scene: Scene) -> Html:
    """Return the answers, those that matter here first, and the state of the session."""
    names = [name for name in scene.edition.release.answers if name not in _HIDDEN]
    near = [name for name in names if name in _near(scene)]
    rest = [name for name in names if name not in near]
    return tag(
        "div",
        tag(
            "p", "Change an answer and see how the conversation changes: “what if?”", class_="soft"
        ),
        *(_answer(name, scene) for name in near),
        tag(
            "details",
            tag("summary", f"All other answers ({len(rest)})"),
            *(_answer(name, scene) for name in rest),
            id="other-answers",
        ),
        tag("h3", "Where the conversation is"),
        tag("dl", *_state(scene.played.session)),
    )


def _near(scene: Scene) -> set[str]:
    """Return the answers that are known, or that the flows under way ask for or look at."""
    found = {"consent", *scene.played.known}
    for frame in scene.played.session.frames:
        flow = scene.edition.release.flow(frame.flow, frame.structure)
        for step in flow.steps.values() if flow else ():
            found |= {step.save} if isinstance(step, AskStep) else set()
            found |= step.when.names if step.when else set()
    return found


def _answer(name: str, scene: Scene) -> Html:
    spec = scene.edition.release.answers[name]
    known = scene.played.known
    value = known.get(name)
    id_ = f"answer-{name}"
    if spec.type is AnswerType.RECORDS:
        count = len(scene.played.session.records.get(name, ()))
        return tag("p", tag("code", name), f": {count} told", class_="answer")
    return form(
        scene.view,
        "/suppose",
        tag("input", type="hidden", name="name", value=name),
        tag("label", tag("code", name), for_=id_) if spec.type is not AnswerType.SOME_OF else None,
        _field(spec, value, id_, scene, known=name in known),
        tag("button", "Set", class_=_set_class(spec), aria_label=f"Set {name}"),
        _forget_button(name) if name in known and not _selected(spec) else None,
        class_="answer known" if name in known else "answer",
    )


def _selected(spec: AnswerSpec) -> bool:
    return spec.type in _CHOSEN


def _set_class(spec: AnswerSpec) -> str:
    """A choice is taken at once where scripts run."""
    return "small fallback" if _selected(spec) else "small"


def _forget_button(name: str) -> Html:
    return tag("button", "Forget", name="forget", value="yes", class_="small", formnovalidate=True,
               aria_label=f"Forget {name}")  # fmt: skip


def _field(spec: AnswerSpec, value: AnswerValue, id_: str, scene: Scene, *, known: bool) -> Html:
    if _selected(spec):
        return tag(
            "select",
            *_options(spec, value, scene, known=known),
            name="value",
            id=id_,
            data_auto=True,
        )
    if spec.type is AnswerType.SOME_OF:
        picked = value if isinstance(value, tuple) else ()
        boxes = (_box(spec, each, scene, checked=each in picked) for each in spec.values)
        return tag("fieldset", tag("legend", tag("code", spec.name)), *boxes)
    words = "" if value is None else shown(value)
    hint = f"{spec.least} to {spec.most}" if spec.type is AnswerType.NUMBER else spec.type.value
    return tag("input", name="value", id=id_, value=words, placeholder=hint, maxlength=2000, dir="auto",
               autocomplete="off")  # fmt: skip


def _options(spec: AnswerSpec, value: AnswerValue, scene: Scene, *, known: bool) -> Iterator[Html]:
    yield tag("option", "not known", value=FORGET, selected=not known)
    for each in spec.values or ("yes", "no"):
        words = f"{each} ({label})" if (label := _label(spec.name, each, scene)) else each
        yield tag("option", words, value=each, selected=value == each)
    if spec.personal:
        yield tag("option", "prefers not to say", value=KEPT, selected=known and value is None)


def _label(name: str, value: str, scene: Scene) -> str:
    text = scene.edition.release.labels.get((name, value))
    if text is None:
        return ""
    return render_text(text, scene.edition.catalog("en")).words


def _box(spec: AnswerSpec, value: str, scene: Scene, *, checked: bool) -> Html:
    label = _label(spec.name, value, scene)
    return tag(
        "label",
        tag("input", type="checkbox", name="value", value=value, checked=checked),
        f" {value}" + (f" ({label})" if label else ""),
    )


def _state(session: Session) -> Iterator[Html]:
    consent = session.consent
    agreed = "not asked yet" if consent is None else "given" if consent.given else "refused"
    rows = {
        "Agreement": agreed,
        "Stands at": _path(session.frames) or "nothing under way",
        "Set aside": _path(session.paused) or "nothing",
        "Can go back over": f"{len(session.trail) - session.fence} questions",
        "Ticked so far": ", ".join(session.picked) or "nothing",
        "Did not fit in a row": str(session.misses),
        "Records": ", ".join(f"{n} {len(told)}" for n, told in session.records.items()) or "none",
        "Plans kept": ", ".join(f"{p.flow}/{p.step}: {len(p.done)} of {len(p.items)} done" for p in session.plans)
        or "none",
    }  # fmt: skip
    for name, value in rows.items():
        yield tag("dt", name)
        yield tag("dd", value)


def _path(frames: tuple[Frame, ...]) -> str:
    return " › ".join(f"{frame.flow}/{frame.step}" for frame in frames)
