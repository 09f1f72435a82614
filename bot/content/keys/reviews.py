"""The keys that say who looks after a content file and who read it last; every file people review has them."""

from bot.content.keys.form import Form, Key

REVIEW: tuple[Key, ...] = (
    Key(
        name="owner",
        means="Who looks after this file: a team or a person. `merit stale` groups by it.",
        needed=True,
        examples=("content-team",),
    ),
    Key(
        name="reviewed",
        means="The day on which a person who knows the law read all of it, or never. "
        "`merit reviewed` writes it.",
        form=Form.REVIEWED,
        needed=True,
        examples=("never", "2026-11-23"),
    ),
    Key(
        name="reviewed_by",
        means="Who read all of it on that day.",
        examples=("Lea Fontaine, lawyer",),
    ),
    Key(
        name="review_note",
        means="What the reviewer wants the next one to know.",
        examples=("Fees change in January.",),
    ),
    Key(
        name="review_every",
        means="How long a review holds: a number with weeks, months or years.",
        form=Form.INTERVAL,
        needed=True,
        examples=("6 months", "1 year"),
    ),
)
BEGUN = {"owner": "${8:content-team}", "reviewed": "never", "review_every": "${9:6 months}"}
"""What a new file says."""

VERIFY = (
    Key(
        name="verify",
        means="What a reviewer has to find out about this fact: one line in English, which people never read.",
        examples=("Is the fee waiver of 2017 still in force?",),
    ),
    Key(
        name="first",
        means="Whether this belongs to what has to be found out first.",
        form=Form.YES_NO,
    ),
)
"""The keys of a fact that is not certain."""
