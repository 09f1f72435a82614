"""What Merit counts: ids of things and durations, never people."""

from functools import cache

from prometheus_client import Counter, Gauge, Histogram

_UPDATES = Counter(
    "merit_updates_total",
    "Inbound messages by channel and what became of them.",
    ["channel", "receipt"],
)
TURN_SECONDS = Histogram(
    "merit_turn_seconds",
    "Seconds from taking a message up to its durable turn.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
PAPER_SECONDS = Histogram(
    "merit_paper_seconds",
    "Seconds to make the papers somebody asked for.",
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
_PAPERS = Counter("merit_papers_total", "Papers asked for, by kind and result.", ["kind", "result"])
_EVENTS = Counter("merit_events_total", "Events of the dialogue by kind.", ["event"])
_DELIVERIES = Counter(
    "merit_deliveries_total", "Attempts to deliver, by channel and result.", ["channel", "result"]
)
OUTBOX_WAITING = Gauge(
    "merit_outbox_waiting", "Messages waiting to be delivered, by channel.", ["channel"]
)
FAILED_TURNS = Counter(
    "merit_failed_turns_total", "Messages that could not be handled and were put away sealed."
)
RELEASE_SEQUENCE = Gauge("merit_release", "Number of the release in force, as in merit status.")
RELEASE_SECONDS = Histogram(
    "merit_release_seconds",
    "Seconds to read a release and put it beside the one in force.",
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
RELEASE_FAILURES = Counter(
    "merit_release_failures_total", "Releases that were published and could not be used."
)
SEARCH_SECONDS = Histogram(
    "merit_search_seconds",
    "Seconds to find what a question asks for, waiting included.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)
SEARCH_FALLBACKS = Counter(
    "merit_search_fallbacks_total",
    "Questions that were searched by words only because the encoder was too busy.",
)


@cache
def updates(channel: str, receipt: str) -> Counter:
    """Return the counter of one kind of update; looking it up by labels each time costs more than counting."""
    return _UPDATES.labels(channel, receipt)


@cache
def papers(kind: str, result: str) -> Counter:
    """Return the counter of one kind of papers (`paper`, `files`) with one result (`made`, `failed`)."""
    return _PAPERS.labels(kind, result)


@cache
def events(kind: str) -> Counter:
    """Return the counter of one kind of event."""
    return _EVENTS.labels(kind)


@cache
def deliveries(channel: str, result: str) -> Counter:
    """Return the counter of one result of deliveries."""
    return _DELIVERIES.labels(channel, result)
