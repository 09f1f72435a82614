"""What operators read about figures, states and events of the log is what there is."""

import ast
import re
from typing import get_args

import pytest
from prometheus_client import Counter
from prometheus_client.metrics import MetricWrapperBase

from bot import metrics
from bot.core.event import Event
from bot.core.message import ChannelName
from bot.service.ports import Delivery, Receipt
from bot.service.ticket_values import DeliveryState
from tests.docs.pages import CODE, DOCS, ROOT, first_codes, prose, rows, section

PAGE = DOCS / "operators" / "metrics.md"
OPERATORS = DOCS / "operators" / "README.md"

VALUES = {
    "channel": {channel.value for channel in ChannelName},
    "receipt": {receipt.value for receipt in Receipt},
    "result": {*(kind.__name__ for kind in get_args(Delivery)), "made", "failed"},
    "kind": {"paper", "files"},
    "event": {kind.__name__ for kind in get_args(Event)},
}
"""Label -> every value it can have."""


def counted() -> dict[str, tuple[str, set[str]]]:
    """Every metric by its name at /metrics: kind and labels."""
    found: dict[str, tuple[str, set[str]]] = {}
    for each in vars(metrics).values():
        if isinstance(each, MetricWrapperBase):
            total = "_total" if isinstance(each, Counter) else ""
            found[f"{each._name}{total}"] = (str(each._type), {*each._labelnames})
    return found


def test_every_metric_is_explained_with_its_kind_and_labels_and_no_other():
    explained = {
        CODE.findall(cells[0])[0]: (cells[1], set(CODE.findall(cells[2])))
        for cells in rows(section(PAGE, "What Merit counts"))
    }
    assert explained == counted()


def test_every_label_has_a_table_of_its_values():
    assert {label for _, labels in counted().values() for label in labels} == VALUES.keys()


@pytest.mark.parametrize("label", VALUES)
def test_every_value_of_a_label_is_explained_and_no_other(label: str):
    named = first_codes(section(PAGE, label))
    assert sorted(named) == sorted(VALUES[label])


def test_every_metric_that_is_watched_exists_with_the_labels_that_are_asked_for():
    known = counted()
    for found in re.finditer(r"\b(merit_[a-z_]+)(?:\{(\w+)=\"(\w+)\"\})?", prose(PAGE)):
        metric, label, value = found.groups()
        base = metric.removesuffix("_bucket")
        assert base in known, metric
        assert label is None or (label in known[base][1] and value in VALUES[label]), found[0]


def test_every_state_of_a_message_in_the_outbox_is_explained_and_no_other():
    named = first_codes(section(OPERATORS, "Dead letters"))
    assert sorted(named) == sorted(DeliveryState)


def logged() -> set[str]:
    """Every event Merit writes into its log; those for debugging are not shown."""
    return {
        str(call.args[0].value)
        for path in (ROOT / "bot").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "logger"
        and call.func.attr != "debug"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


INFORMATION = {"telegram_polling_started", "telegram_updates_waiting", "telegram_webhook_set"}
"""Events that say that all is well; nobody has to look them up."""


def test_every_event_of_the_log_is_explained_to_operators_and_no_other():
    ours = set(first_codes(section(OPERATORS, "Logs")))
    telegram = DOCS / "operators" / "telegram.md"
    theirs = set(first_codes(section(telegram, "When something is wrong")))
    known = logged()
    assert known - ours - theirs - INFORMATION == set()
    assert (ours | {each for each in theirs if each.startswith("telegram_")}) - known == set()
