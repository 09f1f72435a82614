"""What somebody is told whom the advisors do not hear for a while: until when, why, what works, how to complain."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from math import ceil

from bot.core.answer import Answers
from bot.core.blocking import Cause, Stop
from bot.core.text import Text, npgettext, pgettext
from bot.core.turn import Say

HOUR = 60 * 60

UNTIL_DAY = pgettext(
    "ui/stopped/until_day",
    "The advisors do not take messages from you now. From {day} on you can write to them again.",
)
STILL_WORKS = pgettext(
    "ui/stopped/still_works",
    "Everything else works as always: the menu, your questions to me, your profile, /language and /delete.",
)
IN_DANGER = pgettext(
    "ui/stopped/in_danger",
    "Are you in danger, or do you need a doctor? Call 112, in the United Kingdom 999 or 112. If you write here that "
    "you are in danger, the advisors see it.",
)
COMPLAIN = pgettext(
    "ui/stopped/complain",
    "If you think that this is wrong, you can complain to the organisation that runs this bot. Somebody else there "
    "looks at it again.",
)
COMPLAIN_TO = pgettext(
    "ui/stopped/complain_to",
    "If you think that this is wrong, you can complain to the organisation that runs this bot. Somebody else there "
    "looks at it again. This is how you reach them: {contact}",
)
HEARD_AGAIN = pgettext("ui/stopped/heard_again", "You can write to the advisors again.")

CAUSES: Mapping[Cause, Text] = {
    Cause.THREATS: pgettext("ui/stopped/threats", "The reason: a threat in your messages."),
    Cause.INSULTS: pgettext("ui/stopped/insults", "The reason: insults in your messages."),
    Cause.SEXUAL: pgettext("ui/stopped/sexual", "The reason: sexual words or pictures."),
    Cause.FLOOD: pgettext("ui/stopped/flood", "The reason: very many messages in a short time."),
    Cause.OTHER: pgettext(
        "ui/stopped/other", "The reason: the advisors could not go on with this talk."
    ),
}


def stopped_says(stop: Stop, now: datetime, operator: Answers) -> Say:
    """Return what the person is told; `operator` are the facts about who runs this Merit."""
    contact = operator.get("operator_contact")
    complain = COMPLAIN if contact is None else COMPLAIN_TO.with_values(contact=str(contact))
    lines = (_until(stop, now), CAUSES[stop.cause], STILL_WORKS, IN_DANGER, complain)
    return Say(paragraphs=tuple((line,) for line in lines))


def _until(stop: Stop, now: datetime) -> Text:
    """Say the end: in hours while it is near, else the day on which it is surely over, wherever the person is."""
    left = stop.until - now.timestamp()
    if left > 24 * HOUR:
        after = datetime.fromtimestamp(stop.until, UTC) + timedelta(days=1)
        return UNTIL_DAY.with_values(day=after.date())
    return npgettext(
        "ui/stopped/until_hours",
        "The advisors do not take messages from you now. In {count} hour you can write to them again.",
        "The advisors do not take messages from you now. In {count} hours you can write to them again.",
        max(1, ceil(left / HOUR)),
    )
