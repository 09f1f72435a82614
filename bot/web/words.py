"""The page's own words, in the language of the conversation."""

from collections.abc import Mapping

from bot.core.phrases import LISTEN
from bot.core.text import Text, pgettext
from bot.service.library import Catalog

PAGE: Mapping[str, Text] = {
    "write": pgettext("web/write", "Write a message"),
    "send": pgettext("web/send", "Send"),
    "attach": pgettext("web/attach", "Choose a photo or document"),
    "not_sent": pgettext("web/not_sent", "The file could not be sent. Please try again."),
    "start": pgettext("web/start", "Start"),
    "menu": pgettext("web/menu", "Menu"),
    "begin": pgettext("web/begin", "Press Start to begin. You can change the language at any time."),
    "conversation": pgettext("web/conversation", "Conversation"),
    "choices": pgettext("web/choices", "Choices"),
    "you": pgettext("web/you", "You"),
    "language": pgettext("web/language", "Choose a language"),
    "newer": pgettext("web/newer", "New messages"),
    "writing": pgettext("web/writing", "Merit is writing"),
    "connecting": pgettext("web/connecting", "No connection. Trying again."),
    "offline": pgettext(
        "web/offline", "No connection. Your message is kept and will be sent."
    ),
    "waiting": pgettext("web/waiting", "Not sent yet"),
    "not_kept": pgettext("web/not_kept", "Message not kept"),
    "refused": pgettext("web/refused", "This message could not be sent."),
    "again": pgettext("web/again", "Try again"),
    "download": pgettext("web/download", "Download"),
    "listen": LISTEN,
    "another": pgettext("web/another", "New person"),
    "cookies": pgettext(
        "web/cookies", "Please allow cookies for this page: they tell which conversation is yours."
    ),
    "simple": pgettext("web/simple", "Open the simple page, which works everywhere"),
}  # fmt: skip
"""Words the page shows, by the name its scripts know them by."""

TO_CHAT = pgettext("web/to_chat", "Go to the chat")
BROKEN = pgettext("web/broken", "Something went wrong on our side. Please try again.")
PROBLEMS: Mapping[int, Text] = {
    400: pgettext("web/unreadable", "This request could not be read."),
    401: PAGE["cookies"],
    403: pgettext("web/foreign", "This request did not come from Merit's own page."),
    404: pgettext("web/not_found", "There is no such page."),
    405: pgettext("web/not_allowed", "This page cannot be used that way."),
    413: pgettext("web/too_long", "This message is too long. Please send it in parts."),
    421: pgettext("web/wrong_name", "Merit does not answer under this address."),
    503: pgettext(
        "web/busy", "Merit cannot save messages right now. Please try again in a moment."
    ),
}
"""What a page says instead of an answer, by HTTP status."""


def in_language(text: Text, catalog: Catalog) -> str:
    """Return `text` in the catalog's language, or in English where it has no confirmed translation."""
    return catalog.find(text.place, text.source) or text.source


def page_words(catalog: Catalog) -> dict[str, str]:
    """Return every word the page shows, by name."""
    return {name: in_language(text, catalog) for name, text in PAGE.items()}
