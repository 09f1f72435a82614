"""What an answer says of itself as a field of the skills profile: its section, its keeping, where it goes."""

import re

from bot.content.fields import Fields
from bot.content.ids import id_list
from bot.content.report import closest
from bot.core.answer import ProfileField, Sensitivity
from bot.core.destinations import places
from bot.core.profile import Export

KEYS = ("section", "sensitivity", "keep_for", *Export, "only_on_paper")
"""The keys of a field; an answer with any of them is one."""

NOWHERE = "no"
"""What stands at an export a field does not go to."""

_MONTHS = re.compile(r"(\d{1,3}) (month|months|year|years)")
_IN_YEAR = 12
LONGEST = 120
"""Months a field can be kept after the person's last word."""


def read_profile_field(fields: Fields) -> ProfileField | None:
    """Return the field, or None when none of its keys is there; whether it is complete is judged with all flows."""
    if not any(fields.has(key) for key in KEYS):
        return None
    word = fields.one_of("sensitivity", tuple(Sensitivity))
    found = {export: _place(export, fields) for export in Export if fields.has(export)}
    return ProfileField(
        section=fields.id("section"),
        sensitivity=Sensitivity(word) if word else None,
        months=_months(fields),
        goes={export.value: place for export, place in found.items()},
        only_on_paper=_values(fields),
    )


def _values(fields: Fields) -> tuple[str, ...]:
    node = fields.node_of("only_on_paper")
    return () if node is None else id_list(node, fields.report)


def _months(fields: Fields) -> int:
    node = fields.text_node("keep_for")
    if node is None:
        return 0
    found = _MONTHS.fullmatch(node.text.strip())
    months = 0 if found is None else int(found[1]) * (_IN_YEAR if "year" in found[2] else 1)
    if 1 <= months <= LONGEST:
        return months
    fields.report.add(
        "F025",
        node.at,
        f"Write how long it is kept: 24 months, or 2 years; at most {LONGEST} months.",
    )
    return 0


def _place(export: Export, fields: Fields) -> str:
    """Return the place in an export, empty when the field does not go there."""
    node = fields.text_node(export)
    if node is None or node.text == NOWHERE:
        return ""
    if node.text not in places(export):
        fields.report.add(
            "F101",
            node.at,
            f"There is no place '{node.text}' in this export. Write one that docs/editors/profile.md lists, or `no`.",
            suggestion=closest(node.text, places(export)),
        )
        return ""
    return node.text
