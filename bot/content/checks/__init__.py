"""The checks of flows: one small function each, in these tables; they see values and places, not files."""

from collections.abc import Callable, Iterator

from bot.content.checks.conditions import Seen, conditions, no_buttons
from bot.content.checks.links import COMMAND, commands_in_texts, placeholders
from bot.content.checks.order import asked_twice, perhaps_unasked, perhaps_unknown, too_early
from bot.content.checks.personal import (
    open_message,
    records,
    resuming,
    unnamed_on_cards,
    without_consent,
)
from bot.content.checks.plain import plain_language
from bot.content.checks.problem import FlowCheck, Problem, SetCheck
from bot.content.checks.profile import known_sections, profile_fields
from bot.content.checks.shape import ids_too_long, texts_too_long, too_many_steps
from bot.content.checks.sources import (
    claims_without_source,
    doubtful_links,
    open_links,
    unused_sources,
    without_source,
)
from bot.content.checks.twins import answers_on_buttons, own_labels, same_labels, same_questions
from bot.content.checks.ways import (
    choices_to_nowhere,
    in_circles,
    never_reached,
    no_end,
    runs_off_its_end,
    uncountable,
)
from bot.content.checks.whole import never_asked, never_offered, nothing_starts, started_twice

__all__ = [
    "ADVICE_CHECKS",
    "COMMAND",
    "FLOW_CHECKS",
    "LINK_CHECKS",
    "PATH_CHECKS",
    "SEEN_ADVICE",
    "SEEN_CHECKS",
    "SET_CHECKS",
    "FlowCheck",
    "Problem",
    "Seen",
    "SeenCheck",
]

SeenCheck = Callable[[Seen], Iterator[Problem]]

FLOW_CHECKS: tuple[FlowCheck, ...] = (texts_too_long, ids_too_long, too_many_steps)
"""Checks of one flow that hold even when other things in its file are wrong."""

PATH_CHECKS: tuple[FlowCheck, ...] = (
    runs_off_its_end,
    never_reached,
    no_end,
    choices_to_nowhere,
    uncountable,
    same_labels,
    own_labels,
    answers_on_buttons,
    without_source,
    unused_sources,
    doubtful_links,
)
"""Checks of one flow whose file is otherwise in order."""

LINK_CHECKS: tuple[FlowCheck, ...] = (
    placeholders,
    commands_in_texts,
    open_message,
    unnamed_on_cards,
)
"""Checks of one flow against the others, when all files are otherwise in order."""

SET_CHECKS: tuple[SetCheck, ...] = (
    in_circles,
    started_twice,
    nothing_starts,
    without_consent,
    never_asked,
    never_offered,
    records,
    profile_fields,
    known_sections,
)
"""Checks of all flows together, when all files are otherwise in order."""

SEEN_CHECKS: tuple[SeenCheck, ...] = (
    too_early,
    perhaps_unknown,
    asked_twice,
    conditions,
    no_buttons,
    same_questions,
)
"""Checks of one flow with what it knows at each step, when all ways are otherwise in order."""

ADVICE_CHECKS: tuple[FlowCheck, ...] = (plain_language, claims_without_source, open_links, resuming)
"""Hints about one flow."""

SEEN_ADVICE: tuple[SeenCheck, ...] = (perhaps_unasked,)
"""Hints about one flow with what it knows at each step."""
