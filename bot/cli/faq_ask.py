"""`merit faq ask` and `merit faq why`: one question, what would be said, and what led to it."""

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.cli.faq_knowledge import KnowledgeBase, answers_of, language_of, opened
from bot.core.alarm import find_alarm
from bot.core.answer import AnswerValue
from bot.core.asides import answer_says, is_question
from bot.core.entry import EntryId, Phrase
from bot.core.found import DIRECT, DIRECT_CRITICAL, WORTH_A_CHOICE, Decision, Found, Verdict
from bot.core.inquiring import NEEDED, needed
from bot.core.render import render_say, render_text
from bot.search.searcher import Looked
from bot.search.shelf import NAMES
from bot.search.terms import weigh
from bot.search.writing import letter_terms, words_of
from bot.settings import OperatorError

SHOWN = 5
"""Entries that `why` explains."""
NEAREST = 3
"""Phrases of the first entry that it shows."""


def run(args: argparse.Namespace) -> int:
    """Print what is found and what would be said; 1 when no entry answers the question."""
    if not args.what:
        raise OperatorError(
            f'Write the question in quotes: merit faq {args.action} "How much does it cost?"'
        )
    knowledge = opened(args)
    question, home = " ".join(args.what), language_of(args.lang, knowledge)
    given = {name: getattr(args, name) for name in NEEDED}
    answers = answers_of(given, knowledge.release)
    decision, looked, found = knowledge.ask(question, home, answers)
    told = {
        **_decided(decision, answers, home, knowledge),
        **_why(found),
        "alarm": find_alarm(knowledge.release.alarms, question),
        "is_question": is_question(question, knowledge.release.knowledge.asking.values()),
        "encoder": looked.meaning,
    }
    if args.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(_lines(told)))
        if args.action == "why":
            print("\n".join(_reasons(question, looked, found, decision, knowledge)))
    return 0 if decision.verdict is Verdict.ANSWER else 1


def _decided(
    decision: Decision, answers: Mapping[str, AnswerValue], home: str, knowledge: KnowledgeBase
) -> dict[str, Any]:
    """Return what is done and said, as JSON-ready values."""
    release, catalog = knowledge.release, knowledge.catalogs[home]
    entries = [release.entries[id_] for id_ in decision.entries]
    direct = decision.verdict is Verdict.ANSWER
    chosen = entries[0] if entries and decision.verdict is not Verdict.CHOICES else None
    said = None if chosen is None else answer_says(chosen, release, answers)
    asked = needed(chosen, release, answers) if chosen is not None and direct else None
    rendered = [] if said is None else render_say(said, catalog, lambda _press: "")
    return {
        "decision": decision.verdict.value,
        "entry": chosen.id if chosen is not None and direct else None,
        "stub": chosen.id if chosen is not None and chosen.stub else None,
        "choices": [] if chosen is not None else [entry.id for entry in entries],
        "titles": [render_text(entry.question, catalog).words for entry in entries],
        "asks_first": None if asked is None else asked.save,
        "says": "\n\n".join(each.text for each in rendered),
    }


def _why(found: Found) -> dict[str, Any]:
    """Return what was found, as JSON-ready values."""
    matches = [
        {"entry": match.entry, "probability": round(match.probability, 4)}
        for match in found.matches[:SHOWN]
    ]
    return {
        "probability": matches[0]["probability"] if matches else 0.0,
        "among_three": round(found.among_three, 4),
        "matches": matches,
        "language": found.language,
        "foreign": found.foreign,
        "word_for_word": found.exact,
    }


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    if told["alarm"]:
        yield f"Words of danger ({told['alarm']}): the safety text comes instead of all that follows."
    chance = f"probability {told['probability']:.2f}"
    match told["decision"]:
        case Verdict.ANSWER:
            yield f"{told['entry']}  ({'word for word' if told['word_for_word'] else chance})"
        case Verdict.CHOICES:
            yield f"Not sure enough ({chance}). It offers:"
            yield from (
                f"  {number}. {title}  ({id_})"
                for number, (id_, title) in enumerate(
                    zip(told["choices"], told["titles"], strict=True), start=1
                )
            )
            yield "  None of these"
        case _:
            stub = f": {told['stub']}" if told["stub"] else f" ({chance})"
            yield f"No answer{stub}."
    if told["asks_first"]:
        yield f"It asks for '{told['asks_first']}' first, because the answer depends on it. Without it:"
    if told["says"]:
        yield ""
        yield told["says"]
    if not told["is_question"]:
        yield ""
        yield "This does not look like a question: where a form waits for words it is read as an answer."


def _reasons(
    question: str, looked: Looked, found: Found, decision: Decision, knowledge: KnowledgeBase
) -> Iterator[str]:
    """Yield what led to the decision: language, thresholds, and what each way of comparing said."""
    tongue = looked.tongue
    language = (
        tongue.language if not tongue.strange else f"none of ours, most like {tongue.language}"
    )
    latin = ", typed in Latin letters" if tongue.latin else ""
    yield ""
    yield f"Language of the question: {language}{latin}{'' if tongue.sure else ' (not sure)'}"
    if found.foreign:
        yield "It is not in the language of the interface, so nothing is answered without asking."
    if found.exact:
        yield "A known phrase is repeated word for word."
    yield (
        f"Answered from {DIRECT} on ({DIRECT_CRITICAL} for a critical answer), offered from {WORTH_A_CHOICE} on; "
        f"the right one is among the first three with probability {looked.found.among_three:.2f}."
    )
    if not looked.meaning:
        yield "Compared by words only: the encoder is not used."
    yield ""
    yield f"{'entry':36} {'chance':>7}  what adds to its score"
    for hit in looked.hits.hits[:SHOWN]:
        parts = sorted(zip(hit.parts, NAMES, strict=True), reverse=True)
        said = ", ".join(f"{name} {value:.1f}" for value, name in parts if value >= 0.05)  # noqa: PLR2004
        stub = " (stub)" if knowledge.release.entries[hit.entry].stub else ""
        yield f"{hit.entry + stub:36} {hit.chance:7.2f}  {said}"
    for id_ in decision.entries[:1]:
        yield ""
        yield f"Nearest phrases of {id_}:"
        yield from (
            f"  {phrase.language}: {phrase.words}"
            for phrase in _nearest(question, looked.tongue.language, id_, knowledge)
        )


def _nearest(question: str, language: str, id_: EntryId, knowledge: KnowledgeBase) -> list[Phrase]:
    """Return the phrases of an entry in the language of a question that are most alike to it by their letters."""
    phrases = [
        phrase
        for phrase in knowledge.release.knowledge.phrases
        if phrase.entry == id_ and phrase.language == language
    ]
    terms = weigh([letter_terms(words_of(phrase.words)) for phrase in phrases])
    alike = terms.row(letter_terms(words_of(question)))
    order = sorted(range(len(phrases)), key=lambda at: -alike[at])
    return [phrases[at] for at in order[:NEAREST]]
