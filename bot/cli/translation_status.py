"""What `merit i18n status` prints: how far each language is, and what people read in English."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from bot.content.languages import LanguageEntry, Offering
from bot.content.offering import Standing
from bot.content.translation_progress import LanguageProgress, TextState, TopicProgress

_REVIEWS = {
    "none": "draft: nobody who speaks it has read it against the English yet",
    "partial": "partly read against the English by somebody who speaks it",
    "native": "read against the English by somebody who grew up with it",
}
_LONGEST = 60
_HEAD = (
    f"  {'topic':18}{'texts':>6}{'confirmed':>11}{'outdated':>10}{'missing':>9}{'words left':>12}"
    f"{'critical open':>15}"
)


def print_status(found: LanguageProgress, standing: Standing) -> None:
    """Print one language as a table of the topics in which something is open."""
    whole, open_ = found.whole, [topic for topic in found.topics if topic.words]
    print(
        f"{_name(standing.entry)}: {whole.confirmed} of {whole.total} texts confirmed"
        f" ({standing.percent} %), {whole.outdated} outdated, {whole.missing} missing"
    )
    print(f"  {offered(standing)}\n  {_REVIEWS.get(found.review, found.review)}")
    if open_:
        print(_HEAD)
    for topic in open_:
        print(
            f"  {topic.topic:18}{topic.total:6}{topic.confirmed:11}{topic.outdated:10}"
            f"{topic.missing:9}{topic.words:12}{topic.critical:15}"
        )
    done = len(found.topics) - len(open_)
    if open_ and done:
        print(f"  nothing is open in the other {done} topics")
    print()


def print_open(found: LanguageProgress, entry: LanguageEntry) -> None:
    """Print what people read in English, what matters most first."""
    print(f"{_name(entry)}: {len(found.open)} texts are read in English, what matters most first")
    for text in found.open:
        grave = "critical" if text.critical else ""
        words = " ".join(text.message.source.split())
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        print(f"  {grave:9}{text.state:9} {text.message.place:44} {shown}")
    print()


def offered(standing: Standing) -> str:
    """Return in words whether people can choose the language, and why."""
    missing = f" ({standing.missing})" if standing.missing else ""
    match standing.entry.offering:
        case Offering.YES:
            return f"offered by decision{missing}"
        case Offering.NO:
            return f"not offered, by decision{missing}"
        case Offering.PAPERS:
            return "for papers only"
        case Offering.AUTO:
            return f"offered{missing}" if standing.offered else f"not offered yet{missing}"


def status_json(found: LanguageProgress, standing: Standing) -> str:
    """Return one language as a JSON object in one line."""
    return json.dumps(
        {
            "language": found.language,
            "offered": standing.offered,
            "offering": standing.entry.offering,
            "missing_until_offered": standing.missing,
            "review": found.review,
            "whole": _figures(found.whole),
            "topics": {topic.topic: _figures(topic) for topic in found.topics},
        },
        ensure_ascii=False,
    )


def open_json(found: LanguageProgress) -> Iterable[str]:
    """Yield each open text as a JSON object in one line."""
    for text in found.open:
        yield json.dumps({"language": found.language, **_text(text)}, ensure_ascii=False)


def _text(text: TextState) -> dict[str, object]:
    previous = text.message.previous
    return {
        "place": text.message.place,
        "topic": text.topic,
        "state": text.state,
        "critical": text.critical,
        "steps_from_start": text.distance,
        "english": text.message.source,
        "english_before": None if previous is None else previous[0],
    }


def _figures(topic: TopicProgress) -> dict[str, int]:
    every = asdict(topic)
    return {name: every[name] for name in _FIGURES}


_FIGURES = ("total", "confirmed", "outdated", "missing", "words", "critical")


def _name(entry: LanguageEntry) -> str:
    return f"{entry.language.english} ({entry.language.code})"
