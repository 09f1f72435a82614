"""The figures of one search on one set."""

from collections.abc import Sequence
from statistics import mean
from typing import Any

from bench.search.datasets import Dataset
from bench.search.rivals import Answer, Rival
from bench.search.typos import with_typos
from bot.core.found import DIRECT, WORTH_A_CHOICE, Verdict
from bot.search.evaluation import Result, auroc, report

CALIBRATED = (
    "auroc",
    "calibration_error",
    "direct",
    "direct_precision",
    "out_of_scope_direct",
    "out_of_scope_choices",
    "out_of_scope_declined",
    "in_scope_declined",
)
"""Figures that only a search with probabilities has."""


def typed(dataset: Dataset) -> list[tuple[str, str]]:
    """Return the questions that an intent answers, with typing errors."""
    return [
        (with_typos(text, at), intent)
        for at, (text, intent) in enumerate(dataset.test)
        if intent is not None
    ]


def score(rival: Rival, dataset: Dataset) -> dict[str, Any]:
    """Return every figure; the set is asked once as it is, and once with typing errors."""
    asked, wrong = [text for text, _ in dataset.test], typed(dataset)
    answers = rival.answers([*asked, *(text for text, _ in wrong)])
    plain, hasty = answers[: len(asked)], answers[len(asked) :]
    results = [
        _result(answer, intent, dataset.language, calibrated=rival.calibrated)
        for answer, (_, intent) in zip(plain, dataset.test, strict=True)
    ]
    figures = {**report(results), "with_typos": _first(hasty, [intent for _, intent in wrong])}
    figures["auroc_of_score"] = auroc(*_sides(plain, dataset))
    dropped = [] if rival.calibrated else list(CALIBRATED)
    return figures | dict.fromkeys([*dropped, "milliseconds_p50", "milliseconds_p95"])


def _sides(answers: Sequence[Answer], dataset: Dataset) -> tuple[list[float], list[float]]:
    """Return the scores of questions with an answer, and of those without."""
    pairs = list(zip(answers, dataset.test, strict=True))
    return (
        [answer.score for answer, (_, intent) in pairs if intent is not None],
        [answer.score for answer, (_, intent) in pairs if intent is None],
    )


def _result(answer: Answer, intent: str | None, language: str, *, calibrated: bool) -> Result:
    return Result(
        kind="",
        language=language,
        right=frozenset() if intent is None else frozenset({intent}),
        found=answer.found,
        verdict=_verdict(answer),
        chance=answer.sure if calibrated else 0.0,
        milliseconds=0.0,
    )


def _verdict(answer: Answer) -> Verdict:
    if answer.sure >= DIRECT:
        return Verdict.ANSWER
    offered = max(answer.sure, answer.among_three) >= WORTH_A_CHOICE
    return Verdict.CHOICES if offered else Verdict.NO_ANSWER


def _first(answers: Sequence[Answer], right: Sequence[str]) -> float:
    pairs = zip(answers, right, strict=True)
    return round(mean(answer.found[:1] == (intent,) for answer, intent in pairs), 4)
