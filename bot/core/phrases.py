"""What Merit says on its own, whatever flow is running."""

from bot.core.text import Text, npgettext, pgettext

SKIP = pgettext("ui/skip", "I prefer not to say")
DONE = pgettext("ui/done", "Done")
WHY = pgettext("ui/why", "Why do you ask?")
LISTEN = pgettext("ui/listen", "🔊 Listen")
YES = pgettext("ui/yes", "Yes")
NO = pgettext("ui/no", "No")

BACK = pgettext("ui/back", "Back")
ADD = pgettext("ui/add", "➕ Add one more")
REMOVE = pgettext("ui/remove", "Remove this")
HUMAN = pgettext("ui/ask_human", "Ask a person")
LEAVE = pgettext("ui/leave", "Leave this for now")
RIGHT = pgettext("ui/right", "All of this is right")
FIX = pgettext("ui/fix", "✏️ {name}")
FIRST_QUESTION = pgettext(
    "ui/first_question", "This is the first question. You cannot go back from here."
)
NOT_ANSWERED = pgettext("ui/not_answered", "not answered")
CARD_LINE = pgettext("ui/card_line", "{name}: {answer}")
ADDED_BY = pgettext("ui/added_by", "{kind}, from {advisor} on {date}:")
ADVISOR_ADDED = pgettext(
    "ui/advisor_added",
    "{advisor} added this to your skills profile ({kind}). It stands apart from what you said:",
)
LOOKED_AT = pgettext("ui/looked_at", "{advisor} looked at this on {date}:")
NOTHING_IMPORTED = pgettext(
    "ui/nothing_imported", "There was nothing in this file that I did not know already."
)
NO_PAPER = pgettext(
    "ui/no_paper",
    "I could not make your paper. Nothing is lost. Please try again later, or write /human to ask a person.",
)
NO_PAPER_HERE = pgettext("ui/no_paper_here", "I cannot make papers here.")
NOTHING_FOR_PAPER = pgettext(
    "ui/nothing_for_paper", "There is nothing in your profile yet. Tell me something first."
)
NOTHING_KNOWN = pgettext("ui/nothing_known", "There is no answer here yet.")
REMOVE_FILES = pgettext("ui/remove_files", "Remove the files")
REMOVED = pgettext("ui/removed", "I removed it.")
FULL = pgettext("ui/full", "There is no place for more here. You can change or remove one.")
PLAN_KEPT = pgettext(
    "ui/plan_kept", "I keep these steps for you. To see them and tick them off write /plan"
)
WHY_ANY = pgettext(
    "ui/why_any",
    "Your answer helps me to show you what fits you. You do not have to answer questions about you.",
)
HELP_ANY = pgettext(
    "ui/help_any",
    "You can press one of the buttons, or write in your own words. To ask a person write /human",
)
NO_ANSWER = pgettext(
    "ui/no_answer",
    "I do not know the answer to that question. Write /human to ask a person, or /menu to see what I can do.",
)
DID_IT_HELP = pgettext("ui/did_it_help", "Did this help?")
IT_HELPED = pgettext("ui/it_helped", "Yes")
DID_NOT_HELP = pgettext("ui/did_not_help", "No")
GLAD = pgettext("ui/glad", "Good. You can ask me the next question at any time.")
SORRY = pgettext(
    "ui/sorry_no_help", "I am sorry that this did not help. A person can look at your question."
)
WHICH_ONE = pgettext("ui/which_one", "I am not sure what you mean. Is it one of these?")
NONE_OF_THESE = pgettext("ui/none_of_these", "None of these")
BEFORE_I_ANSWER = pgettext("ui/before_i_answer", "The answer depends on one thing. So I ask first:")
ONLY_FOR_THIS = pgettext("ui/only_for_this", "I use it only for this answer and do not keep it.")
QUESTION_FOR_EDITORS = pgettext(
    "ui/question_for_editors",
    "If you want, I keep your question without your name, so that people can write an answer to it. "
    "Only the people who write my answers can read it.",
)
KEEP_QUESTION = pgettext("ui/keep_question", "Yes, keep my question")
QUESTION_KEPT = pgettext("ui/question_kept", "Thank you. I kept your question without your name.")
IF_ANSWER = pgettext(
    "ui/if_answer", "Was it your answer? Then please send it again without the question mark."
)
JOINED = pgettext("ui/joined", "I added this to your answer.")
WELCOME_BACK = pgettext("ui/welcome_back", "Welcome back. We were at this topic: {topic}")
REMINDER = pgettext("ui/reminder", "You asked me to remind you.")
STOP_REMINDERS = pgettext("ui/stop_reminders", "To change or stop reminders write /reminders")
LAST_REMINDER = pgettext(
    "ui/last_reminder",
    "You did not answer my reminders, so I stop them. To start them again write /reminders",
)
WE_GO_ON = pgettext("ui/we_go_on", "We go on with this topic: {topic}")
PAUSED = pgettext("ui/paused", "I keep your answers. You can go on later from the menu.")
PASSED_ON = pgettext(
    "ui/passed_on",
    "I passed this on to the advisors. Your message there is called {code}. Until an advisor answers, the menu works "
    "as always.",
)
MEDIA_PASSED_ON = pgettext(
    "ui/media_passed_on",
    "I passed this on to the advisors ({code}). It is deleted together with your messages to them.",
)
VALUE_PASSED_ON = pgettext(
    "ui/value_passed_on",
    "I passed this on. Only the advisor who has your message {code} can see it. It is deleted together with your "
    "messages to the advisors.",
)
ONLY_WORDS_PASSED_ON = pgettext(
    "ui/only_words_passed_on", "I passed on only the words under it to the advisors."
)
NOT_SEEN_BY_ADVISORS = pgettext(
    "ui/not_seen_by_advisors",
    "The advisors cannot see this kind of file, so I did not keep it. Please send a photo or a PDF, or write what it "
    "says.",
)
NO_FILES_HERE = pgettext(
    "ui/no_files_here",
    "You cannot send photos or files in this chat. Please write to the advisors what they say.",
)
FOR_WHOM = pgettext("ui/for_whom", "Was this meant for the advisors?")
FOR_ADVISORS = pgettext("ui/for_advisors", "Yes, send it to them")
ADVISOR_HAS_IT = pgettext(
    "ui/advisor_has_it",
    "{advisor} has your message {code} now. What you write here goes to {advisor}.",
)
ADVISOR_ASKS = pgettext("ui/advisor_asks", "{advisor} asks:")
ADVISOR_SUGGESTS = pgettext(
    "ui/advisor_suggests",
    "{advisor} thinks that this part of Merit can help you. To begin press the button below.",
)
CARD_ANSWERED = pgettext("ui/card_answered", "I passed on your answer: {answer}")
CARD_TAKEN = pgettext("ui/card_taken", "I passed on your answer.")
BY_MACHINE = pgettext(
    "ui/by_machine",
    "🤖 Translated by a machine. It can make mistakes. Ask if something is not clear.",
)
BY_INTERPRETER = pgettext("ui/by_interpreter", "Translated by an interpreter.")
SHOW_ORIGINAL = pgettext("ui/show_original", "Show what was written")
ORIGINAL_IN = pgettext("ui/original_in", "This is what was written ({language}):")
ORIGINAL_GONE = pgettext("ui/original_gone", "I do not have what was written any more.")
TAKEN_BACK = pgettext("ui/taken_back", "The advisor took this message back.")
ADVISOR_WRITES = pgettext("ui/advisor_writes", "{advisor} writes:")
ADVISOR_SENDS = pgettext("ui/advisor_sends", "{advisor} sends you a file.")
TICKET_CLOSED = pgettext(
    "ui/ticket_closed",
    "Your message {code} is closed. If you write /human within 14 days, you can go on with it.",
)
TICKET_ENDED = pgettext(
    "ui/ticket_ended",
    "Your message {code} is closed. You cannot go on with it. With /human you can send a new one.",
)
TICKET_REOPENED = pgettext("ui/ticket_reopened", "{advisor} looks at your message {code} again.")
NOBODY_CAME = pgettext(
    "ui/nobody_came",
    "I am sorry: no advisor has answered your message {code} yet. It is still waiting, and it is not lost. If it "
    "cannot wait, look under Safety and help in the menu for others who can help you, or go to an office near you.",
)
NOTHING_PAUSED = pgettext("ui/nothing_paused", "There is nothing to continue.")

STALE = pgettext(
    "ui/stale", "That button belongs to an earlier question. This is where we are now."
)
CHANGED = pgettext(
    "ui/changed", "This guide has changed since you last wrote. Please choose again."
)
MOVED_BACK = pgettext("ui/moved/back", "This guide was corrected. We go back one question.")
MOVED_AGAIN = pgettext("ui/moved/again", "This guide was corrected. We begin it again.")
DRAFT = pgettext("ui/draft/mark", "DRAFT. This is a test.")
DRAFT_ON = pgettext(
    "ui/draft/on",
    "You now test the next version. Nothing of it reaches an advisor. Send /draft off to go back.",
)
DRAFT_OFF = pgettext("ui/draft/off", "The test is over and forgotten. This is where you were.")
DRAFT_UNKNOWN = pgettext(
    "ui/draft/unknown", "This code cannot be used. It may be used already, or older than 7 days."
)
CHOOSE = pgettext("ui/choose", "Please press one of the buttons, or write its number.")
CHOOSE_SOME = pgettext(
    "ui/choose_some", "Please choose at least one, then press the button that says you are done."
)
STUCK = pgettext(
    "ui/stuck",
    "It is fine if none of this fits. Write /human to leave a message for a person, or /menu to go back.",
)
NOT_UNDERSTOOD = pgettext(
    "ui/not_understood", "I did not understand that. I can help with these things."
)
UNKNOWN_COMMAND = pgettext(
    "ui/unknown_command", "I do not know this command. Write /help to see what I can do."
)
UNSUPPORTED = pgettext(
    "ui/unsupported",
    "I cannot use what you sent here, and I did not keep it. Please write it as text.",
)
NOT_ASKED = pgettext(
    "ui/not_asked",
    "I did not ask for this now, so I did not keep it. I ask when I need a photo, a file, a place or a phone number.",
)
ONLY_WORDS = pgettext(
    "ui/only_words", "I did not keep what you sent. I read only the words under it."
)
WORDS_NOT_KEPT = pgettext(
    "ui/words_not_kept",
    "I did not keep the words under the file. If they are important, please send them as a message.",
)
FILES_FULL = pgettext("ui/files_full", "I have enough files. I did not keep this one.")
NO_ROOM = pgettext(
    "ui/no_room",
    "I cannot keep more files of yours, so I did not keep this one. To make room, remove others.",
)
NOT_A_PHOTO = pgettext("ui/not_a_photo", "Here I need a photo. I did not keep this document.")
NOT_A_DOCUMENT = pgettext(
    "ui/not_a_document", "Here I need a document (PDF). I did not keep this photo."
)
FILE_TOO_LARGE = pgettext(
    "ui/file_too_large",
    "This file is too large. I did not keep it. Please send a smaller one, at most {size} MB.",
)
FILE_UNREADABLE = pgettext(
    "ui/file_unreadable",
    "I cannot open this file. I did not keep it. Please send a photo (JPEG or PNG) or a PDF.",
)
FILE_ENCRYPTED = pgettext(
    "ui/file_encrypted",
    "This PDF has a password. I did not keep it. Please send a photo of the page.",
)
FILE_NOT_FETCHED = pgettext(
    "ui/file_not_fetched", "I could not get this file just now. Please send it again."
)
NO_CONSENT = pgettext(
    "ui/no_consent",
    "I do not ask about you without your agreement. You can change this at any time: write /privacy",
)
LOOP = pgettext(
    "ui/loop", "Something is wrong with this guide. We are sorry. Please choose something else."
)
NOTHING_FITS = pgettext(
    "ui/nothing_fits", "I have no step for your situation here. Write /human to ask a person."
)
FAILED = pgettext(
    "ui/failed",
    "Something went wrong on our side. We kept a sealed note of it for the people who run this service. "
    "Please try again, or write /menu",
)
ERASED = pgettext(
    "ui/erased",
    "Everything we kept about you is deleted. "
    "What you wrote may still be visible on your phone: you can delete this chat there. "
    "If you ever want to talk to me again, write /start",
)
DATA_HEADING = pgettext("ui/data_heading", "This is what I keep about you:")
DATA_LANGUAGE = pgettext("ui/data_language", "Your language: {language}")
DATA_AGREED = pgettext(
    "ui/data_agreed", "You agreed that I keep your answers. To change this write /privacy"
)
DATA_NOT_AGREED = pgettext(
    "ui/data_not_agreed", "You did not agree that I keep your answers. I do not keep any."
)
DATA_STEPS = pgettext(
    "ui/data_steps", "Steps I keep for you: {steps}. Of these you ticked off: {done}"
)
DATA_REMINDER = pgettext("ui/data_reminder", "I remind you next on {date}.")
DATA_FILE = pgettext(
    "ui/data_file",
    "The file below holds everything, also technical notes. To delete all of it write /delete",
)
SOURCE = pgettext("ui/source", "Source: {source} (we read it on {date})")
SOURCE_DATED = pgettext(
    "ui/source_dated", "Source: {source}, dated {published} (we read it on {date})"
)
TOLD_BY = pgettext("ui/told_by", "Told by {name} with their consent. From: {source}")
ALSO_FROM = pgettext("ui/also_from", "Also from: {sources}")
ANSWER_FOR = pgettext("ui/answer_for", "For: {country}")
ANSWER_FOR_DATED = pgettext("ui/answer_for_dated", "For: {country}, as of {date}")
LAST_CHECKED = pgettext(
    "ui/last_checked", "Last checked on {date}. Please ask an advisor if it is still right."
)
WRITE_MORE = pgettext("ui/write_more", "This is too short. Please write a little more.")
WHOLE_NUMBER = pgettext("ui/whole_number", "Please write a whole number, for example 7.")


def number_range(least: int, most: int) -> Text:
    """Ask for a number between two bounds."""
    return pgettext("ui/number_range", "Please write a number from {least} to {most}.").with_values(
        least=least, most=most
    )


def too_long(most: int) -> Text:
    """Say how long an answer may be."""
    return npgettext(
        "ui/too_long",
        "This is too long. Please write at most {count} letter.",
        "This is too long. Please write at most {count} letters.",
        most,
    )


def open_steps(count: int) -> Text:
    """Say how many steps of a plan are not done."""
    return npgettext(
        "ui/open_steps",
        "{count} step of your plan is open. To see it write /plan",
        "{count} steps of your plan are open. To see them write /plan",
        count,
    )


def plan_length(count: int) -> Text:
    """Say how many steps a plan has."""
    return npgettext(
        "ui/plan_length", "Your plan has {count} step:", "Your plan has {count} steps:", count
    )


def files_so_far(count: int, most: int) -> Text:
    """Say how many files there are, and how many there may be."""
    return npgettext(
        "ui/files_so_far",
        "I have {count} file of at most {most}. Send another one, or press the button that says you are done.",
        "I have {count} files of at most {most}. Send another one, or press the button that says you are done.",
        count,
    ).with_values(most=most)


def progress(number: int, total: int, *, exact: bool) -> Text:
    """Say which question this is, of how many."""
    known = (
        pgettext("ui/progress", "Question {number} of {total}")
        if exact
        else pgettext("ui/progress_at_most", "Question {number} of at most {total}")
    )
    return known.with_values(number=number, total=total)


def sections_told(told: int, parts: int) -> Text:
    """Say in how many parts of the profile something is told."""
    return npgettext(
        "ui/sections_told",
        "You told me something in {count} of {parts} parts.",
        "You told me something in {count} of {parts} parts.",
        told,
    ).with_values(parts=parts)


def will_be_closed(days: int) -> Text:
    """Say that a ticket ends by itself, and when."""
    return npgettext(
        "ui/closes_in",
        "The advisors wait for your answer to your message {code}. If you still need help, write here. Without a word "
        "from you it is closed in {count} day.",
        "The advisors wait for your answer to your message {code}. If you still need help, write here. Without a word "
        "from you it is closed in {count} days.",
        days,
    )


def imported(count: int) -> Text:
    """Say how much was taken over from another Merit."""
    return npgettext(
        "ui/imported",
        "I took over {count} thing from the file.",
        "I took over {count} things from the file.",
        count,
    )
