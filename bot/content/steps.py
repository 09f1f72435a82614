"""The steps of a flow: each does exactly one thing, named by its first key."""

from collections.abc import Callable, Mapping

from bot.content.choices import choices_fit, read_choices
from bot.content.draft import Draft
from bot.content.fields import Fields
from bot.content.ids import id_list
from bot.content.keys.steps import ENDINGS, ROUTE_OTHERWISE, ROUTE_WHEN
from bot.content.nodes import BlockNode, Node, TextNode
from bot.content.plan_steps import read_plan
from bot.content.report import closest, listed
from bot.content.scope import Scope
from bot.core.answer import AnswerType
from bot.core.condition import Condition
from bot.core.flow import (
    Action,
    AskStep,
    CallStep,
    ChooseStep,
    CollectStep,
    DoStep,
    EndStep,
    HandoffStep,
    KeptPlanStep,
    ReviewStep,
    RouteStep,
    SayStep,
    Step,
    StepId,
    StoriesStep,
    TellAdvisorsStep,
    TellProfileStep,
)


def read_step(
    id_: StepId, key: TextNode, node: BlockNode, scope: Scope, following: StepId | None
) -> Step | None:
    """Return the step; without a `next` it goes on at `following`."""
    fields = Fields(node=node, report=scope.report, what=f"The step '{id_}'", at=key.at)
    scope.note(f"{scope.flow}/{id_}", key)
    kinds = [kind for kind in KINDS if fields.has(kind)]
    if len(kinds) != 1:
        _not_one_kind(kinds, fields)
        return None
    reader, keys = KINDS[kinds[0]]
    fields.only(
        kinds[0], *keys, "when", "critical", "was", *(() if kinds[0] in _NO_NEXT else ("next",))
    )
    onward = scope.step(fields) if fields.has("next") else following
    draft = Draft(
        id=id_,
        fields=fields,
        place=f"{scope.flow}/{id_}",
        scope=scope,
        when=scope.condition(fields),
        next=onward,
        critical=fields.yes("critical", default=False),
    )
    return reader(draft)


def _not_one_kind(kinds: list[str], fields: Fields) -> None:
    if kinds:
        fields.report.add(
            "F028",
            fields.at,
            f"{fields.what} does several things: {', '.join(kinds)}. Make a step of each.",
        )
        return
    entries = {closest(entry.key.text, KINDS): entry.key.at for entry in fields.node}
    meant, at = next(((kind, at) for kind, at in entries.items() if kind), ("", fields.at))
    fields.report.add(
        "F028",
        at,
        f"{fields.what} does nothing. It needs one of: {listed(KINDS)}.",
        suggestion=meant,
    )


def _say(draft: Draft) -> Step | None:
    text = draft.scope.words(draft.fields, "say", f"{draft.place}/say", critical=draft.critical)
    return (
        None if text is None else SayStep(id=draft.id, text=text, when=draft.when, next=draft.next)
    )


def _ask(draft: Draft) -> Step | None:
    text = draft.scope.words(draft.fields, "ask", f"{draft.place}/ask", critical=draft.critical)
    why = draft.scope.words(draft.fields, "why", f"{draft.place}/why", critical=draft.critical)
    easier = draft.scope.words(draft.fields, "help", f"{draft.place}/help", critical=draft.critical)
    spec = draft.scope.answer_at(draft.fields, "save")
    choices = read_choices(
        draft.fields, draft.place, draft.scope, critical=draft.critical, spec=spec
    )
    if spec is not None:
        choices_fit(spec, choices, draft.place, draft.fields, draft.scope)
    if text is None or spec is None:
        return None
    return AskStep(
        id=draft.id,
        text=text,
        save=spec.name,
        why=why,
        help=easier,
        depends_on=_answer_names(draft, "depends_on"),
        choices=choices,
        when=draft.when,
        next=draft.next,
    )


def _answer_names(draft: Draft, key: str) -> tuple[str, ...]:
    """Return the names of answers listed at `key`; note those that are none."""
    node = draft.fields.node_of(key)
    names = () if node is None else id_list(node, draft.scope.report)
    for name in names:
        if name not in draft.scope.answers and name not in draft.scope.doubtful:
            draft.scope.report.add(
                "F031",
                draft.scope.report.locate(
                    name, draft.fields.mark(key), draft.fields.mark(key).line + 20
                ),
                f"There is no answer called '{name}'.",
                suggestion=closest(name, draft.scope.answers),
            )
    return names


def _review(draft: Draft) -> Step | None:
    text = draft.scope.words(
        draft.fields, "review", f"{draft.place}/review", critical=draft.critical
    )
    if text is None:
        return None
    return ReviewStep(
        id=draft.id,
        text=text,
        answers=_answer_names(draft, "answers"),
        when=draft.when,
        next=draft.next,
    )


def _collect(draft: Draft) -> Step | None:
    scope, fields = draft.scope, draft.fields
    text = scope.words(fields, "collect", f"{draft.place}/collect", critical=draft.critical)
    add = scope.words(fields, "add", f"{draft.place}/add")
    if not fields.has("summary"):
        fields.missing("summary", 'It shows one record in a line: `summary: "{job}, {years}"`.')
    summary = scope.words(fields, "summary", f"{draft.place}/summary")
    spec = scope.answer_at(fields, "save")
    if spec is not None and spec.type is not AnswerType.RECORDS:
        scope.report.add(
            "F038",
            fields.mark("save"),
            f"'{spec.name}' is no `records:` answer, so it cannot be collected.",
        )
        return None
    if text is None or summary is None or spec is None:
        return None
    return CollectStep(
        id=draft.id,
        text=text,
        save=spec.name,
        summary=summary,
        add=add,
        begins=fields.yes("begin", default=False),
        when=draft.when,
        next=draft.next,
    )


def _kept_plan(draft: Draft) -> Step | None:
    return _or_empty(
        draft, KeptPlanStep, "kept plan", "It is said when the person has no plan yet."
    )


def _stories(draft: Draft) -> Step | None:
    return _or_empty(draft, StoriesStep, "stories", "It is said while there is no story.")


def _profile(draft: Draft) -> Step | None:
    return _or_empty(
        draft, TellProfileStep, "profile", "It is said while nothing is told in the profile."
    )


def _advisors(draft: Draft) -> Step | None:
    return _or_empty(
        draft, TellAdvisorsStep, "advisors", "It is said while no advisor did anything."
    )


def _or_empty(
    draft: Draft,
    kind: type[KeptPlanStep | StoriesStep | TellProfileStep | TellAdvisorsStep],
    key: str,
    said: str,
) -> Step | None:
    """Return a step that shows what there is below the words at `key`, or says what stands at `empty:`."""
    scope, fields = draft.scope, draft.fields
    place = f"{draft.place}/{key.replace(' ', '_')}"
    text = scope.words(fields, key, place, critical=draft.critical)
    if not fields.has("empty"):
        fields.missing("empty", said)
    empty = scope.words(fields, "empty", f"{draft.place}/empty")
    if text is None or empty is None:
        return None
    return kind(id=draft.id, text=text, empty=empty, when=draft.when, next=draft.next)


def _choose(draft: Draft) -> Step | None:
    text = draft.scope.words(
        draft.fields, "choose", f"{draft.place}/choose", critical=draft.critical
    )
    if not draft.fields.has("choices"):
        draft.fields.missing("choices")
    choices = read_choices(draft.fields, draft.place, draft.scope, critical=draft.critical)
    if text is None or not choices:
        return None
    return ChooseStep(id=draft.id, text=text, choices=choices, when=draft.when, next=draft.next)


def _route(draft: Draft) -> Step | None:
    routes: list[tuple[Condition | None, StepId]] = []
    nodes = draft.fields.items("route")
    for number, node in enumerate(nodes, start=1):
        if not isinstance(node, BlockNode) or node.inline:
            draft.scope.report.add(
                "F015", node.at, "A route is written `- when: …` with `next: …` below it."
            )
            continue
        fields = Fields(node=node, report=draft.scope.report, what="A route", at=node.at)
        route = (
            _otherwise(fields, draft, last=number == len(nodes))
            if fields.has("otherwise")
            else _when(fields, draft)
        )
        if route is not None:
            routes.append(route)
    if nodes and not _ends_otherwise(nodes[-1]):
        draft.scope.report.add(
            "F040", draft.fields.at, "The last line of a route must be `- otherwise: step`."
        )
        return None
    return (
        RouteStep(id=draft.id, routes=tuple(routes), when=draft.when, next=draft.next)
        if routes
        else None
    )


def _when(fields: Fields, draft: Draft) -> tuple[Condition | None, StepId] | None:
    fields.only(*ROUTE_WHEN.names)
    for key in ("when", "next"):
        if not fields.has(key):
            fields.missing(key)
    condition, step = draft.scope.condition(fields), draft.scope.step(fields)
    return None if condition is None or step is None else (condition, step)


def _otherwise(
    fields: Fields, draft: Draft, *, last: bool
) -> tuple[Condition | None, StepId] | None:
    fields.only(*ROUTE_OTHERWISE.names)
    if not last:
        fields.report.add(
            "F040",
            fields.at,
            "`otherwise` is always the last of a route: what follows is never tried.",
        )
    step = draft.scope.step(fields, "otherwise")
    return None if step is None else (None, step)


def _ends_otherwise(node: Node) -> bool:
    return isinstance(node, BlockNode) and node.entry("otherwise") is not None


def _call(draft: Draft) -> Step | None:
    flow = draft.scope.flow_at(draft.fields)
    return (
        None if flow is None else CallStep(id=draft.id, flow=flow, when=draft.when, next=draft.next)
    )


def _do(draft: Draft) -> Step | None:
    action = draft.fields.one_of("do", tuple(Action))
    return (
        DoStep(id=draft.id, action=Action(action), when=draft.when, next=draft.next)
        if action
        else None
    )


def _handoff(draft: Draft) -> Step | None:
    topic = draft.scope.answer_at(draft.fields, "handoff")
    if topic is not None and topic.type is not AnswerType.ONE_OF:
        draft.scope.report.add(
            "F038",
            draft.fields.mark("handoff"),
            f"'{topic.name}' is not one of several words, so it cannot say what a message is about.",
        )
    spec = draft.scope.answer_at(draft.fields, "message")
    if spec is not None and spec.type is not AnswerType.TEXT:
        draft.scope.report.add(
            "F038",
            draft.fields.mark("message"),
            f"'{spec.name}' is not a text, so it cannot hold a person's message.",
        )
    if topic is None or spec is None:
        return None
    return HandoffStep(
        id=draft.id,
        topic=topic.name,
        message=spec.name,
        again=draft.fields.yes("again", default=False),
        when=draft.when,
        next=draft.next,
    )


def _end(draft: Draft) -> Step | None:
    ending = draft.fields.one_of("end", ENDINGS)
    onward = draft.next if draft.when is not None else None
    return (
        EndStep(id=draft.id, quiet=ending == "quiet", when=draft.when, next=onward)
        if ending
        else None
    )


Reader = Callable[[Draft], Step | None]

KINDS: Mapping[str, tuple[Reader, tuple[str, ...]]] = {
    "say": (_say, ()),
    "ask": (_ask, ("why", "help", "save", "choices", "depends_on")),
    "choose": (_choose, ("choices",)),
    "route": (_route, ()),
    "flow": (_call, ()),
    "plan": (read_plan, ("items", "given", "keep")),
    "review": (_review, ("answers",)),
    "collect": (_collect, ("save", "summary", "add", "begin")),
    "kept plan": (_kept_plan, ("empty",)),
    "stories": (_stories, ("empty",)),
    "profile": (_profile, ("empty",)),
    "advisors": (_advisors, ("empty",)),
    "do": (_do, ()),
    "handoff": (_handoff, ("message", "again")),
    "end": (_end, ()),
}
"""What a step can do, and the other keys it then has."""

_NO_NEXT = frozenset({"route", "end"})
"""Kinds that have no `next` of their own; passed over by a `when`, they go on at the following step."""
