"""What Merit counts: ids of things and durations, never people."""

from prometheus_client import Counter, Gauge, Histogram

UPDATES = Counter(
    "merit_updates_total",
    "Inbound messages by channel and what became of them.",
    ["channel", "receipt"],
)
TURN_SECONDS = Histogram(
    "merit_turn_seconds",
    "Seconds from taking a message up to its durable turn.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
EVENTS = Counter("merit_events_total", "Events of the dialogue by kind.", ["event"])
DELIVERIES = Counter(
    "merit_deliveries_total", "Attempts to deliver, by channel and result.", ["channel", "result"]
)
OUTBOX_WAITING = Gauge(
    "merit_outbox_waiting", "Messages waiting to be delivered, by channel.", ["channel"]
)
FAILED_TURNS = Counter(
    "merit_failed_turns_total", "Messages that could not be handled and were put away sealed."
)
