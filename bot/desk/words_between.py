"""Words of the pages between two languages: what can be sent, interpreters, machine translation."""

from collections.abc import Mapping

from bot.core.facts_kept import Fact
from bot.core.text import Text, pgettext
from bot.service.desk.shared_words import BY_INTERPRETER, BY_MACHINE

_FINDING: Mapping[str, Text] = {
    "find": pgettext("desk/page/find", "Find something to send"),
    "find_why": pgettext(
        "desk/page/find_why",
        "Saved replies, question cards, answers and guides. You search in your language; the person reads theirs.",
    ),
    "find_words": pgettext("desk/page/find_words", "Words or a name"),
    "find_go": pgettext("desk/page/find_go", "Search"),
    "nothing_found": pgettext(
        "desk/page/nothing_found", "Nothing fits these words. Try fewer or other words."
    ),
    "kind_reply": pgettext("desk/page/kind/reply", "Saved replies"),
    "kind_card": pgettext("desk/page/kind/card", "Question cards"),
    "kind_entry": pgettext("desk/page/kind/entry", "Answers from the knowledge base"),
    "kind_flow": pgettext("desk/page/kind/flow", "Guides the person can start"),
    "in_their_language": pgettext("desk/page/in_their_language", "in their language"),
    "only_english": pgettext("desk/page/only_english", "only in English"),
    "cards_look": pgettext("desk/page/cards_look", "Look at the chosen cards"),
    "cards_choose": pgettext(
        "desk/page/cards_choose", "You can choose several. They are asked one after the other."
    ),
    "preview": pgettext("desk/page/preview", "Before you send it"),
    "preview_yours": pgettext("desk/page/preview_yours", "How you read it"),
    "preview_theirs": pgettext("desk/page/preview_theirs", "How the person reads it"),
    "preview_in": pgettext("desk/page/preview_in", "In {language}:"),
    "preview_untranslated": pgettext(
        "desk/page/preview_untranslated",
        "Some of this has no checked translation into {language}. The person reads that part in English.",
    ),
    "preview_buttons": pgettext("desk/page/preview_buttons", "Buttons: {buttons}"),
    "preview_typed": pgettext(
        "desk/page/preview_typed", "The person types the answer. Merit helps if it does not fit."
    ),
    "preview_depends": pgettext(
        "desk/page/preview_depends",
        "This answer is not the same for everybody. We do not know everything it depends on, so the person gets the "
        "general one.",
    ),
    "preview_flow": pgettext(
        "desk/page/preview_flow", "The person gets a button. Nothing starts until they press it."
    ),
    "wrong_date": pgettext(
        "desk/page/wrong/date", "Fill in a real date: year, month, day, such as 2026-12-01."
    ),
    "wrong_time": pgettext("desk/page/wrong/time", "Fill in a time, such as 14:30."),
    "wrong_amount": pgettext(
        "desk/page/wrong/amount", "Fill in an amount without the currency, such as 50 or 148.83."
    ),
    "wrong_line": pgettext(
        "desk/page/wrong/line", "Fill in one line of words, at most 120 letters."
    ),
}

_BETWEEN: Mapping[str, Text] = {
    "between": pgettext("desk/page/between", "Two languages"),
    "between_why": pgettext(
        "desk/page/between_why", "The person writes {theirs}. You write {yours}."
    ),
    "machine_ask": pgettext("desk/page/machine_ask", "Ask whether a machine may translate"),
    "machine_ask_does": pgettext(
        "desk/page/machine_ask_does",
        "The person is asked once, in their language, and told where their words would go. Without their yes nothing "
        "goes there.",
    ),
    "machine_asked": pgettext(
        "desk/page/machine_asked",
        "The person was asked whether a machine may translate, and has not answered yet.",
    ),
    "machine_no": pgettext(
        "desk/page/machine_no", "The person does not want a machine to translate."
    ),
    "machine_yes": pgettext(
        "desk/page/machine_yes",
        "The person lets a machine translate. Its translations are marked. It makes mistakes: ask again before you "
        "rely on a date, a number or a name.",
    ),
    "machine_not_now": pgettext(
        "desk/page/machine_not_now",
        "No machine translates here: there is no service for these languages, or the person did not agree. Nothing "
        "went anywhere.",
    ),
    "machine_heard": pgettext("desk/page/machine_heard", "Translate what is not translated"),
    "machine_look": pgettext("desk/page/machine_look", "Translate by machine and look at it"),
    "machine_draft": pgettext("desk/page/machine_draft", "Translation by a machine"),
    "machine_draft_why": pgettext(
        "desk/page/machine_draft_why",
        "Nothing is sent yet. If you do not read {language}, compare the third text with your own.",
    ),
    "yours_written": pgettext("desk/page/yours_written", "What you wrote"),
    "translated_back": pgettext("desk/page/translated_back", "The translation, translated back"),
    "not_back": pgettext("desk/page/not_back", "It could not be translated back: {reason}"),
    "differs": pgettext(
        "desk/page/differs",
        "These things are not the same in the two texts, so the translation cannot be sent. Write it in another way "
        "and translate again, or send your own words.",
    ),
    "differs_gone": pgettext(
        "desk/page/differs_gone", "{kind}: {words} is missing in the translation"
    ),
    "differs_new": pgettext("desk/page/differs_new", "{kind}: {words} is only in the translation"),
    "send_translated": pgettext("desk/page/send_translated", "Send the translation"),
    "send_as_is": pgettext("desk/page/send_as_is", "Send my own words, not translated"),
    "translate_again": pgettext("desk/page/translate_again", "Translate again"),
    "by_machine": BY_MACHINE,
    "by_interpreter": BY_INTERPRETER,
    "interpreter_ask": pgettext("desk/page/interpreter_ask", "Ask an interpreter"),
    "interpreter_ask_does": pgettext(
        "desk/page/interpreter_ask_does",
        "Interpreters for {theirs} and {yours} see what is to be translated in this ticket, and nothing else.",
    ),
    "interpreter_none": pgettext(
        "desk/page/interpreter_none",
        "No interpreter here knows both languages. You can ask all the same: one may come.",
    ),
    "interpreter_on": pgettext(
        "desk/page/interpreter_on", "An interpreter was asked for this ticket."
    ),
    "interpreter_stop": pgettext("desk/page/interpreter_stop", "No interpreter is needed"),
    "interpreter_wait": pgettext(
        "desk/page/interpreter_wait", "Send it when an interpreter has translated it"
    ),
    "do_not_send": pgettext("desk/page/do_not_send", "Do not send it"),
}

_INTERPRETERS: Mapping[str, Text] = {
    "interpret": pgettext("desk/page/interpret", "To translate"),
    "interpret_why": pgettext(
        "desk/page/interpret_why",
        "Here is what advisors want translated between languages you know. You see the messages and nothing about the "
        "person. Tell nobody what you read.",
    ),
    "interpret_nothing": pgettext(
        "desk/page/interpret_nothing", "There is nothing to translate now."
    ),
    "interpret_languages": pgettext(
        "desk/page/interpret_languages",
        "Which languages you know, you say in your settings. You need both languages of a ticket.",
    ),
    "interpret_ticket": pgettext("desk/page/interpret_ticket", "Translate for ticket {code}"),
    "interpret_pair": pgettext("desk/page/interpret_pair", "{theirs} and {yours}"),
    "interpret_from": pgettext("desk/page/interpret_from", "From {source} into {target}"),
    "interpret_out": pgettext(
        "desk/page/interpret_out",
        "An advisor wrote this. Your translation goes to the person at once.",
    ),
    "interpret_in": pgettext(
        "desk/page/interpret_in", "The person wrote this. The advisor reads your translation."
    ),
    "interpret_words": pgettext("desk/page/interpret_words", "Your translation"),
    "interpret_keep": pgettext("desk/page/interpret_keep", "Hand in the translation"),
    "interpret_gone": pgettext(
        "desk/page/interpret_gone",
        "This is not needed any more: it was changed, translated by somebody else, or taken back.",
    ),
    "interpret_changed": pgettext(
        "desk/page/interpret_changed",
        "The words changed while you translated them. Look at them again: your translation stands below.",
    ),
    "interpret_back": pgettext("desk/page/interpret_back", "Back to the list"),
}

BETWEEN: Mapping[str, Text] = {**_FINDING, **_BETWEEN, **_INTERPRETERS}

FACTS: Mapping[Fact, Text] = {
    Fact.PLACEHOLDER: pgettext("desk/page/fact/placeholder", "Placeholder"),
    Fact.EMAIL: pgettext("desk/page/fact/email", "E-mail address"),
    Fact.LINK: pgettext("desk/page/fact/link", "Link"),
    Fact.COMMAND: pgettext("desk/page/fact/command", "Command"),
    Fact.TICKET: pgettext("desk/page/fact/ticket", "Code of a ticket"),
    Fact.DATE: pgettext("desk/page/fact/date", "Date"),
    Fact.TIME: pgettext("desk/page/fact/time", "Time"),
    Fact.PHONE: pgettext("desk/page/fact/phone", "Phone number"),
    Fact.ARTICLE: pgettext("desk/page/fact/article", "Number of an article"),
    Fact.NUMBER: pgettext("desk/page/fact/number", "Number"),
}
"""What kind of thing differs between a text and its translation."""
