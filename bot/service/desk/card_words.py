"""The fixed words of a ticket's card, as advisors read them."""

from collections.abc import Mapping

from bot.core.text import Text, pgettext
from bot.core.ticket import Move, Reason, State

STATES: Mapping[State, Text] = {
    State.REQUESTED: pgettext("desk/card/state/requested", "⚠️ {code} · not sent, but urgent"),
    State.QUEUED: pgettext("desk/card/state/queued", "🆕 {code} · waits in the queue"),
    State.ACTIVE: pgettext("desk/card/state/active", "🟢 {code} · the advisor's turn"),
    State.WAITING: pgettext("desk/card/state/waiting", "💬 {code} · the person's turn"),
    State.SNOOZED: pgettext("desk/card/state/snoozed", "💤 {code} · put away"),
    State.CLOSED: pgettext("desk/card/state/closed", "✅ {code} · closed"),
}
REASONS: Mapping[Reason, Text] = {
    Reason.ANSWERED: pgettext("desk/card/reason/answered", "Answered"),
    Reason.PASSED_ON: pgettext("desk/card/reason/passed_on", "Another organisation helps now"),
    Reason.NO_REPLY: pgettext("desk/card/reason/no_reply", "The person does not write any more"),
    Reason.WITHDRAWN: pgettext(
        "desk/card/reason/withdrawn", "The person does not need it any more"
    ),
    Reason.NOT_SENT: pgettext("desk/card/reason/not_sent", "Never sent"),
    Reason.ABUSE: pgettext("desk/card/reason/abuse", "Abuse"),
    Reason.OTHER: pgettext("desk/card/reason/other", "Another reason"),
}
MOVES: Mapping[Move, Text] = {
    Move.CLAIM: pgettext("desk/card/move/claim", "Take it"),
    Move.RELEASE: pgettext("desk/card/move/release", "Release"),
    Move.TAKE_OVER: pgettext("desk/card/move/take_over", "Take over"),
    Move.CLOSE: pgettext("desk/card/move/close", "Close"),
    Move.REOPEN: pgettext("desk/card/move/reopen", "Reopen"),
}
"""Next moves, as they stand on buttons."""

DANGERS: Mapping[str, Text] = {
    "suicide": pgettext("desk/card/danger/suicide", "thoughts of suicide"),
    "violence": pgettext("desk/card/danger/violence", "violence"),
    "child": pgettext("desk/card/danger/child", "a child in danger"),
    "trafficking": pgettext("desk/card/danger/trafficking", "trafficking"),
    "danger": pgettext("desk/card/danger/danger", "danger of another kind"),
}
URGENT = pgettext("desk/card/urgent", "⚠️ Urgent: the person may be in danger.")
DANGER = pgettext("desk/card/danger", "⚠️ Urgent: the person may be in danger ({kind}).")
TOPIC = pgettext("desk/card/topic", "About: {topic}")
DANGER_TOPIC = pgettext("desk/card/topic/danger", "possible danger")
LANGUAGE = pgettext("desk/card/language", "Writes in: {language}")
COUNTRY = pgettext("desk/card/country", "Country: {country}")
STATUS = pgettext("desk/card/status", "Situation: {status}")
SINCE = pgettext("desk/card/since", "Waits for an advisor since {day}, {time}")
UNTIL = pgettext("desk/card/until", "Put away until {day}, {time}")
MOMENT = pgettext("desk/card/moment", "{day}, {time}")
HAS_IT = pgettext("desk/card/has_it", "{advisor} has it")
NOBODY_HAS_IT = pgettext("desk/card/nobody_has_it", "Nobody has it")
HAD_IT = pgettext("desk/card/had_it", "Nobody has it. {advisor} had it before")
SOMEBODY = pgettext("desk/card/somebody", "an advisor who is not here any more")
CLOSED_FOR = pgettext("desk/card/closed_for", "Reason: {reason}")
SHOWN = pgettext("desk/card/shown", "Merit has answered already: {entry}")
GUIDE = pgettext("desk/card/guide", "Is in the guide: {guide}")
PLAN = pgettext("desk/card/plan", "Has steps: {plan} ({done} of {all} done)")
SHARED = pgettext("desk/card/shared", "You may see this part of their profile: {section}")
UNREACHABLE = pgettext(
    "desk/card/unreachable", "The person blocked the bot. What you write waits for their return."
)
