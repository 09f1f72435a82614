"""Every word of the desk's pages, by the name the templates know it by."""

from collections.abc import Mapping

from bot.core.text import Text, pgettext
from bot.core.ticket import BY_ADVISOR, Move, Reason, State, Why
from bot.desk.words_account import ACCOUNT
from bot.desk.words_between import BETWEEN
from bot.desk.words_blocking import BLOCKING, HAPPENED_BLOCKING
from bot.desk.words_figures import FIGURES
from bot.desk.words_media import MEDIA
from bot.desk.words_teams import TEAMS
from bot.service.desk.card_words import REASONS
from bot.service.ticket_values import DeliveryState

_FRAME: Mapping[str, Text] = {
    "desk": pgettext("desk/page/desk", "Desk"),
    "skip": pgettext("desk/page/skip", "Go to the content"),
    "pages": pgettext("desk/page/pages", "Pages"),
    "queue": pgettext("desk/page/queue", "Queue"),
    "settings": pgettext("desk/page/settings", "My settings"),
    "advisors": pgettext("desk/page/advisors", "Advisors"),
    "audit": pgettext("desk/page/audit", "Audit trail"),
    "log_out": pgettext("desk/page/log_out", "Log out"),
    "search": pgettext("desk/page/search", "Find a code"),
    "search_go": pgettext("desk/page/search_go", "Find"),
    "language": pgettext("desk/page/language", "Language"),
    "not_found_code": pgettext(
        "desk/page/not_found_code", "There is no ticket {code} that you may see."
    ),
    "no_code": pgettext("desk/page/no_code", "A code has four signs, such as K7-M2."),
    "nobody_waits": pgettext("desk/page/nobody_waits", "Nobody waits"),
    "lost": pgettext("desk/page/lost", "No connection. This page may be old. Trying again."),
    "changed": pgettext(
        "desk/page/changed",
        "This ticket has changed. What you typed is still here. Load the page again to see what you can do now.",
    ),
    "to_queue": pgettext("desk/page/to_queue", "Go to the queue"),
    "not_sent_copy": pgettext(
        "desk/page/not_sent_copy",
        "What you wrote was not sent. Copy it before you leave this page.",
    ),
    "not_sent_typed": pgettext("desk/page/not_sent_typed", "What you wrote"),
    "to_login": pgettext("desk/page/to_login", "Log in"),
    "save": pgettext("desk/page/save", "Save"),
    "saved": pgettext("desk/page/saved", "Saved."),
    "done": pgettext("desk/page/done", "Done."),
}

_QUEUE: Mapping[str, Text] = {
    "emergency": pgettext("desk/page/emergency", "May be in danger"),
    "overdue": pgettext("desk/page/overdue", "Longer than we said"),
    "wait": pgettext("desk/page/wait", "Waiting for us"),
    "others": pgettext("desk/page/others", "Waiting for the person, or put away"),
    "empty": pgettext("desk/page/empty", "There is no open ticket here."),
    "filter": pgettext("desk/page/filter", "Show only"),
    "filter_spoken": pgettext("desk/page/filter_spoken", "In languages I read"),
    "filter_mine": pgettext("desk/page/filter_mine", "Mine"),
    "topic": pgettext("desk/page/topic", "Topic"),
    "country": pgettext("desk/page/country", "Country"),
    "team": pgettext("desk/page/team", "Team"),
    "all": pgettext("desk/page/all", "All"),
    "filter_go": pgettext("desk/page/filter_go", "Show"),
    "filter_clear": pgettext("desk/page/filter_clear", "Show everything"),
    "hidden": pgettext("desk/page/hidden", "The filter hides some of them: {hidden}"),
    "waits_for": pgettext("desk/page/waits_for", "waits for {age}"),
    "changed_before": pgettext("desk/page/changed_before", "last word {age} ago"),
    "has_it": pgettext("desk/page/has_it", "{advisor} has it"),
    "you_have_it": pgettext("desk/page/you_have_it", "You have it"),
    "nobody_has_it": pgettext("desk/page/nobody_has_it", "Nobody has it"),
    "had_it": pgettext("desk/page/had_it", "{advisor} had it before"),
}

_TICKET: Mapping[str, Text] = {
    "ticket": pgettext("desk/page/ticket", "Ticket {code}"),
    "story": pgettext("desk/page/story", "What we know"),
    "person_language": pgettext("desk/page/person_language", "Language of the person"),
    "status": pgettext("desk/page/status", "Status"),
    "opened_at": pgettext("desk/page/opened_at", "Opened"),
    "asked": pgettext("desk/page/asked", "What the person asked Merit before"),
    "shown": pgettext("desk/page/shown", "What Merit answered before"),
    "in_guide": pgettext("desk/page/in_guide", "In the guide"),
    "steps_of": pgettext("desk/page/steps_of", "Steps: {plan}"),
    "profile": pgettext("desk/page/profile", "Skills profile"),
    "profile_read": pgettext("desk/page/profile_read", "Read these parts"),
    "profile_read_does": pgettext(
        "desk/page/profile_read_does",
        "The person can see that you looked, when, and at which parts.",
    ),
    "profile_nothing": pgettext(
        "desk/page/profile_nothing", "The person shows advisors nothing of their profile now."
    ),
    "sections": pgettext(
        "desk/page/sections", "Parts of the profile the person opened to advisors"
    ),
    "metadata_only": pgettext(
        "desk/page/metadata_only",
        "You see what an admin needs. You see the words of the person only if you have the ticket.",
    ),
    "conversation": pgettext("desk/page/conversation", "Conversation"),
    "person": pgettext("desk/page/person", "Person"),
    "you": pgettext("desk/page/you", "You"),
    "somebody": pgettext("desk/page/somebody", "An advisor who left"),
    "note": pgettext("desk/page/note", "Note, only for advisors"),
    "to_person": pgettext("desk/page/to_person", "to the person"),
    "reply_sent": pgettext("desk/page/reply_sent", "Saved reply"),
    "not_kept": pgettext("desk/page/not_kept", "These words were not kept."),
    "earlier": pgettext("desk/page/earlier", "Earlier versions"),
    "until_then": pgettext("desk/page/until_then", "until {moment}"),
    "taken_back": pgettext("desk/page/taken_back", "Taken back from the person"),
    "recall": pgettext("desk/page/recall", "Change it or take it back"),
    "new_words": pgettext("desk/page/new_words", "What the person reads instead"),
    "recall_change": pgettext("desk/page/recall_change", "Change it"),
    "recall_undo": pgettext("desk/page/recall_undo", "Take it back"),
    "recall_undo_does": pgettext(
        "desk/page/recall_undo_does",
        "The person does not see it any more, but may have read it. Advisors still see what it was.",
    ),
    "danger_seen": pgettext("desk/page/danger_seen", "Words that may mean danger ({kind})"),
    "delivered": pgettext("desk/page/delivered", "Delivered"),
    "on_page": pgettext("desk/page/on_page", "Lies ready in the browser chat of the person"),
    "actions": pgettext("desk/page/actions", "What you can do"),
    "nothing_to_do": pgettext("desk/page/nothing_to_do", "There is nothing you can do here now."),
    "answer": pgettext("desk/page/answer", "Answer the person"),
    "answer_as_is": pgettext(
        "desk/page/answer_as_is",
        "Your words go to the person at once, just as you write them. The person reads {language}.",
    ),
    "answer_not_read": pgettext(
        "desk/page/answer_not_read",
        "You write in {yours}. What you send with this button is not translated. "
        "A saved reply comes in their language.",
    ),
    "send": pgettext("desk/page/send", "Send to the person"),
    "take_first": pgettext(
        "desk/page/take_first", "Only who has the ticket can answer. Take it first."
    ),
    "your_note": pgettext("desk/page/your_note", "Write a note"),
    "note_explained": pgettext(
        "desk/page/note_explained", "The person does not see it. All advisors of this ticket do."
    ),
    "keep_note": pgettext("desk/page/keep_note", "Keep the note"),
    "reply": pgettext("desk/page/reply", "Saved reply: {title}"),
    "reply_yours": pgettext("desk/page/reply_yours", "In your language"),
    "reply_theirs": pgettext("desk/page/reply_theirs", "What the person will read"),
    "reply_untranslated": pgettext(
        "desk/page/reply_untranslated",
        "This reply has no checked translation into {language}. The person gets it in English.",
    ),
    "slot_date": pgettext("desk/page/slot/date", "Date"),
    "slot_time": pgettext("desk/page/slot/time", "Time"),
    "slot_amount": pgettext("desk/page/slot/amount", "Amount"),
    "slot_place": pgettext("desk/page/slot/place", "Place"),
    "slot_name": pgettext("desk/page/slot/name", "Name"),
    "look": pgettext("desk/page/look", "Look at it before sending"),
    "change_it": pgettext("desk/page/change_it", "Fill in again"),
    "bad_value": pgettext("desk/page/bad_value", "Something is missing or does not fit: {problem}"),
    "back_to_ticket": pgettext("desk/page/back_to_ticket", "Back to the ticket"),
    "for_whom": pgettext("desk/page/for_whom", "Advisor"),
    "for_team": pgettext("desk/page/for_team", "Team"),
    "reason": pgettext("desk/page/reason", "Reason"),
    "how_long": pgettext("desk/page/how_long", "For how long"),
    "a_day": pgettext("desk/page/a_day", "Until tomorrow"),
    "three_days": pgettext("desk/page/three_days", "3 days"),
    "a_week": pgettext("desk/page/a_week", "A week"),
    "empty_words": pgettext("desk/page/empty_words", "There are no words to send."),
    "too_long": pgettext("desk/page/too_long", "This is too long. Send it in two parts."),
}

MOVES: Mapping[Move, tuple[Text, Text]] = {
    Move.CLAIM: (
        pgettext("desk/page/move/claim", "Take it"),
        pgettext("desk/page/move/claim_does", "You have it then. The person is told your name."),
    ),
    Move.TAKE_OVER: (
        pgettext("desk/page/move/take_over", "Take it over"),
        pgettext(
            "desk/page/move/take_over_does",
            "You have it then, and no longer the other advisor. The person is told your name.",
        ),
    ),
    Move.WAKE: (
        pgettext("desk/page/move/wake", "Go on with it now"),
        pgettext("desk/page/move/wake_does", "It is no longer put away."),
    ),
    Move.RELEASE: (
        pgettext("desk/page/move/release", "Give it back"),
        pgettext(
            "desk/page/move/release_does", "It waits in the queue again. The person is not told."
        ),
    ),
    Move.SNOOZE: (
        pgettext("desk/page/move/snooze", "Put it away"),
        pgettext(
            "desk/page/move/snooze_does",
            "It comes back then, or as soon as the person writes. The person is not told.",
        ),
    ),
    Move.ASSIGN: (
        pgettext("desk/page/move/assign", "Hand it to an advisor"),
        pgettext(
            "desk/page/move/assign_does", "They have it then. The person is told who has it now."
        ),
    ),
    Move.TRANSFER: (
        pgettext("desk/page/move/transfer", "Hand it to a team"),
        pgettext(
            "desk/page/move/transfer_does",
            "It waits in the queue of that team. The person is not told.",
        ),
    ),
    Move.CLOSE: (
        pgettext("desk/page/move/close", "Close it"),
        pgettext(
            "desk/page/move/close_does",
            "The person is told, but not the reason. They can go on with it for 14 days, except after abuse.",
        ),
    ),
    Move.REOPEN: (
        pgettext("desk/page/move/reopen", "Open it again"),
        pgettext("desk/page/move/reopen_does", "You have it then. The person is told."),
    ),
}
"""What an advisor can do, in the order of the page: the button, and what will happen."""

HAPPENED: Mapping[str, Text] = {
    Move.SEND: pgettext("desk/page/happened/send", "The person sent it"),
    Move.WITHDRAW: pgettext("desk/page/happened/withdraw", "The person does not need it any more"),
    Move.CLAIM: pgettext("desk/page/happened/claim", "{who} took it"),
    Move.TAKE_OVER: pgettext("desk/page/happened/take_over", "{who} took it over"),
    Move.RELEASE: pgettext("desk/page/happened/release", "{who} gave it back"),
    Move.SNOOZE: pgettext("desk/page/happened/snooze", "{who} put it away"),
    Move.WAKE: pgettext("desk/page/happened/wake", "{who} went on with it"),
    Move.ASSIGN: pgettext("desk/page/happened/assign", "{who} handed it to an advisor"),
    Move.TRANSFER: pgettext("desk/page/happened/transfer", "{who} handed it to a team"),
    Move.CLOSE: pgettext("desk/page/happened/close", "{who} closed it"),
    Move.REOPEN: pgettext("desk/page/happened/reopen", "{who} opened it again"),
    Move.EXPIRE: pgettext("desk/page/happened/expire", "It was never sent"),
    Move.LAPSE: pgettext("desk/page/happened/lapse", "Closed: the person did not write any more"),
    **HAPPENED_BLOCKING,
}
"""What a line of the conversation says of a move."""

STATES: Mapping[State, Text] = {
    State.REQUESTED: pgettext("desk/page/state/requested", "Not sent yet"),
    State.QUEUED: pgettext("desk/page/state/queued", "Waits in the queue"),
    State.ACTIVE: pgettext("desk/page/state/active", "The advisor's turn"),
    State.WAITING: pgettext("desk/page/state/waiting", "The person's turn"),
    State.SNOOZED: pgettext("desk/page/state/snoozed", "Put away"),
    State.CLOSED: pgettext("desk/page/state/closed", "Closed"),
}

REFUSALS: Mapping[Why, Text] = {
    Why.NOT_NOW: pgettext(
        "desk/page/why/not_now", "That is not possible any more. Look at the state."
    ),
    Why.TAKEN: pgettext("desk/page/why/taken", "Another advisor was faster and has it."),
    Why.NOT_YOURS: pgettext(
        "desk/page/why/not_yours", "Only who has the ticket, or a lead, may do this."
    ),
    Why.YOURS: pgettext("desk/page/why/yours", "You have it already."),
    Why.TOO_LATE: pgettext("desk/page/why/too_late", "It was closed too long ago, or for good."),
    Why.TOO_EARLY: pgettext("desk/page/why/too_early", "It is too early for that."),
    Why.NOBODY: pgettext(
        "desk/page/why/nobody", "Something is missing: for whom, how long, or why."
    ),
}

DELIVERY: Mapping[DeliveryState, Text] = {
    DeliveryState.QUEUED: pgettext("desk/page/delivery/queued", "On its way"),
    DeliveryState.BLOCKED: pgettext(
        "desk/page/delivery/blocked",
        "Not delivered: the person blocked the bot. It is kept and goes out when they come back.",
    ),
    DeliveryState.DEAD: pgettext(
        "desk/page/delivery/dead", "Not delivered, and not tried again. Tell the operator."
    ),
}

PROBLEMS: Mapping[int, Text] = {
    400: pgettext("desk/page/problem/400", "This form could not be read."),
    401: pgettext(
        "desk/page/problem/401", "Your session is over. Nothing was sent. Please log in again."
    ),
    403: pgettext("desk/page/problem/403", "This is not for your role."),
    404: pgettext("desk/page/problem/404", "There is no such page, or you may not see it."),
    409: pgettext(
        "desk/page/problem/409", "This form did not come from an open page. Nothing was sent."
    ),
    413: pgettext("desk/page/problem/413", "This is too long. Nothing was sent."),
    503: pgettext(
        "desk/page/problem/503", "Merit cannot save right now. Nothing was sent. Please try again."
    ),
}
NO_TICKET = pgettext(
    "desk/page/problem/no_ticket",
    "There is no such ticket, or you may not see it. If you saw it just now: the person may have deleted everything.",
)
"""Instead of 404 where an address names a ticket."""
BROKEN = pgettext("desk/page/problem/broken", "Something went wrong on our side. Please try again.")

WORDS: Mapping[str, Text] = {
    **_FRAME,
    **_QUEUE,
    **_TICKET,
    **ACCOUNT,
    **BETWEEN,
    **BLOCKING,
    **MEDIA,
    **TEAMS,
    **FIGURES,
}

CLOSING: Mapping[Reason, Text] = {
    reason: text for reason, text in REASONS.items() if reason in BY_ADVISOR
}
"""What an advisor can close a ticket for."""
