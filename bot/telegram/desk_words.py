"""What Merit says to advisors in their group, beside the cards."""

from collections.abc import Mapping

from bot.core.text import Text, pgettext
from bot.core.ticket import Why

FROM_PERSON = pgettext("desk/forum/from_person", "💬 The person:")
FROM_ADVISOR = pgettext("desk/forum/from_advisor", "➡️ {advisor} to the person:")
NOTE_OF = pgettext("desk/forum/note_of", "📝 Note of {advisor}:")
IN_DANGER = pgettext("desk/forum/in_danger", "⚠️ The person, perhaps in danger:")
BY_ID = pgettext("desk/forum/by_id", "A saved text ({place}), in the person's language.")
TAKEN_BACK = pgettext("desk/forum/taken_back", "This was taken back.")

LINE = pgettext("desk/forum/line", "{state} · {topic} · {language}")
LINE_HAS = pgettext("desk/forum/line_has", "{state} · {topic} · {language} · {advisor}")
TO_TOPIC = pgettext("desk/forum/to_topic", "Open the topic")
TO_DESK = pgettext("desk/forum/to_desk", "Open the desk")

SNOOZE: Mapping[int, Text] = {
    1: pgettext("desk/forum/snooze_1", "Put away: 1 day"),
    3: pgettext("desk/forum/snooze_3", "3 days"),
    7: pgettext("desk/forum/snooze_7", "7 days"),
}
SEND = pgettext("desk/forum/send", "Send this to the person")
WAS_A_NOTE = pgettext(
    "desk/forum/was_a_note",
    "This is a note: only advisors read it. To write to the person, answer one of their messages, or begin with /r",
)
KEPT_NOTE = pgettext("desk/forum/kept_note", "📝 A note. Only advisors read it.")
KEPT_ANYWAY = pgettext("desk/forum/kept_anyway", "I kept what you wrote as a note.")
WHY_CLOSE = pgettext("desk/forum/why_close", "Why do you close {code}?")
STAYS_OPEN = pgettext("desk/forum/stays_open", "It stays open until you say why.")
ANOTHER_HAS_IT = pgettext(
    "desk/forum/another_has_it", "Nothing was sent: {advisor} has this ticket."
)
NOBODY_HAS_IT = pgettext(
    "desk/forum/nobody_has_it", "Nothing was sent: nobody has this ticket yet. Take it first."
)
CLOSED = pgettext("desk/forum/closed", "Nothing was sent: this ticket is closed.")
NO_FILES = pgettext(
    "desk/forum/no_files",
    "Nothing was sent: files cannot go to the person from here. Please write it.",
)
ONLY_AT_DESK = pgettext(
    "desk/forum/only_at_desk",
    "Nothing was sent: tickets about this are answered at the web desk only.",
)
NO_WORDS = pgettext("desk/forum/no_words", "Nothing was kept: write the words behind /note")
TOO_LONG = pgettext(
    "desk/forum/too_long", "Nothing was sent: this is too long. Please send it in two parts."
)
ANOTHER_TEAM = pgettext(
    "desk/forum/another_team", "I did nothing: this ticket belongs to another team."
)
IN_PRIVATE = pgettext(
    "desk/forum/in_private", "Please write /desk in your private chat with me, not here."
)
UNDO_WHAT = pgettext(
    "desk/forum/undo_what", "To take a message back, answer it with /undo and nothing else."
)
CHANGED = pgettext("desk/forum/changed", "The person now reads what you changed.")
TOO_OLD = pgettext(
    "desk/forum/too_old", "Nothing was changed: this was sent more than 48 hours ago."
)
NOT_THERE_YET = pgettext(
    "desk/forum/not_there_yet",
    "Nothing was changed: the message is still on its way to the person. Please try again in a moment.",
)
DONE = pgettext("desk/forum/done", "Done.")
SENT = pgettext("desk/forum/sent", "Sent to the person.")
SENT_BEFORE = pgettext("desk/forum/sent_before", "This was sent already.")
NO_TICKET = pgettext("desk/forum/no_ticket", "This ticket is not there any more.")
OLD_BUTTON = pgettext(
    "desk/forum/old_button", "This button is too old. Please use those of the card."
)
SAY_WHY = pgettext("desk/forum/say_why", "Please choose the reason below.")

EMPTY = pgettext("desk/forum/empty", "Nothing was sent: write the words behind /r")
EDIT_NOT_SENT = pgettext(
    "desk/forum/edit_not_sent",
    "I keep what you wrote first, and the person does not see the change. Please write it again.",
)
INVITATION = pgettext(
    "desk/forum/invitation",
    "I do not know you as an advisor, so I did nothing. Please ask an admin for an invitation.",
)
NOT_SAVED = pgettext(
    "desk/forum/not_saved", "Merit cannot save right now. Nothing was sent. Please try again."
)

WHICH_REPLY = pgettext("desk/forum/which_reply", "Which saved reply? I show it before it is sent.")
NO_REPLY = pgettext(
    "desk/forum/no_reply",
    "I found no saved reply. Write one or two words of it behind /reply",
)
SHOWN = pgettext("desk/forum/shown", "Please read it below. Nothing was sent yet.")
YOU_READ = pgettext("desk/forum/you_read", "You read it like this:")
THEY_READ = pgettext("desk/forum/they_read", "The person reads it in {language}:")
NO_TRANSLATION = pgettext(
    "desk/forum/no_translation",
    "It is not translated into {language} yet. The person reads it in English:",
)
FILL_IN = pgettext("desk/forum/fill_in", "This reply has blanks. Write it like this: {example}")
NOT_SHOWN = pgettext(
    "desk/forum/not_shown", "I do not remember what was shown here. Please search for it again."
)

HALF_OVER = pgettext(
    "desk/forum/half_over", "{advisor}: half of the time promised for {code} is over."
)
HALF_OVER_NOBODY = pgettext(
    "desk/forum/half_over_nobody",
    "Nobody has {code} yet, and half of the promised time is over.",
)
ALL_OVER = pgettext("desk/forum/all_over", "{leads}: the time promised for {code} is over.")
ALL_OVER_NOBODY = pgettext("desk/forum/all_over_nobody", "The time promised for {code} is over.")
IN_QUEUE_AGAIN = pgettext(
    "desk/forum/in_queue_again",
    "{leads}: {code} waits in the queue again. Who had it does not work here any more.",
)
IN_QUEUE_AGAIN_NOBODY = pgettext(
    "desk/forum/in_queue_again_nobody",
    "{code} waits in the queue again. Who had it does not work here any more.",
)

LINK = pgettext(
    "desk/door/link",
    "Here you come to the desk. The link is good once, and for ten minutes. Please do not pass it on.",
)
LINKED = pgettext(
    "desk/door/linked",
    "Thank you, {advisor}: this chat is linked to your account. When you want to come to the desk, write /desk here.",
)
WRONG_CODE = pgettext(
    "desk/door/wrong_code",
    "This code is not right, or too old. You find a new one at the desk, in your settings.",
)

REFUSALS: Mapping[Why, Text] = {
    Why.NOT_NOW: pgettext(
        "desk/forum/why/not_now", "That is not possible any more. Look at the card."
    ),
    Why.TAKEN: pgettext("desk/forum/why/taken", "Another advisor was faster and has it."),
    Why.NOT_YOURS: pgettext(
        "desk/forum/why/not_yours", "Only who has the ticket, or a lead, may do this."
    ),
    Why.YOURS: pgettext("desk/forum/why/yours", "You have it already."),
    Why.TOO_LATE: pgettext("desk/forum/why/too_late", "It was closed too long ago, or for good."),
    Why.TOO_EARLY: pgettext("desk/forum/why/too_early", "It is too early for that."),
    Why.NOT_SENT: pgettext("desk/forum/why/not_sent", "The person has not sent it."),
    Why.NOBODY: pgettext("desk/forum/why/nobody", "There is no such ticket any more."),
}
