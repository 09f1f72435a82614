"""What the advisors' group reads about messages: whose they are, what was sent with them, and what became of them."""

from collections.abc import Mapping

from bot.core.media import MediaKind
from bot.core.text import Text, pgettext

EDITED = pgettext("desk/forum/edited", "(edited; the web desk shows what it was before)")
EDITED_THERE = pgettext(
    "desk/forum/edited_there", "This was changed at the web desk. The person reads now:"
)
WROTE = pgettext("desk/forum/wrote", "💬 The person wrote. Read it at the web desk.")
AT_DESK = pgettext("desk/forum/at_desk", "You can see this at the web desk.")
AGAIN = pgettext(
    "desk/forum/again",
    "The topic of this ticket was deleted, so I made it again. Here are the card and the latest messages.",
)
ONLY_CARD = pgettext(
    "desk/forum/only_card",
    "Only the card of this ticket stands here now. You find the rest at the web desk.",
)
GONE = pgettext("desk/forum/gone", "Deleted.")

SENT: Mapping[MediaKind, Text] = {
    MediaKind.PHOTO: pgettext("desk/forum/sent/photo", "📷 a photo"),
    MediaKind.DOCUMENT: pgettext("desk/forum/sent/document", "📄 a document"),
    MediaKind.VOICE: pgettext("desk/forum/sent/voice", "🎤 a voice message"),
    MediaKind.AUDIO: pgettext("desk/forum/sent/audio", "🎵 a recording"),
    MediaKind.VIDEO: pgettext("desk/forum/sent/video", "🎬 a video"),
    MediaKind.VIDEO_NOTE: pgettext("desk/forum/sent/video_note", "🎬 a video message"),
    MediaKind.ANIMATION: pgettext("desk/forum/sent/animation", "🎬 an animation"),
    MediaKind.STICKER: pgettext("desk/forum/sent/sticker", "🙂 a sticker"),
    MediaKind.LOCATION: pgettext("desk/forum/sent/location", "📍 a place"),
    MediaKind.CONTACT: pgettext("desk/forum/sent/contact", "📞 a phone number"),
}
SENT_NAMED = pgettext("desk/forum/sent_named", "{what}: {name}")
SENT_SIZED = pgettext("desk/forum/sent_sized", "{what} ({size} KB)")

WAITS = pgettext(
    "desk/forum/waits",
    "⚠️ This did not reach the person: they blocked the bot. It is kept and goes out when they come back.",
)
ARRIVED = pgettext("desk/forum/arrived", "✅ This has reached the person now.")
NOT_SENT = pgettext("desk/forum/not_sent", "⚠️ This did not reach the person: {reason}")
NOT_SENT_WHY: Mapping[str, Text] = {
    "deactivated": pgettext(
        "desk/forum/not_sent/deactivated", "their Telegram account does not exist any more."
    ),
    "not_started": pgettext("desk/forum/not_sent/not_started", "they never started the bot."),
    "chat_not_found": pgettext(
        "desk/forum/not_sent/chat_not_found", "Telegram does not know them any more."
    ),
    "text_too_long": pgettext(
        "desk/forum/not_sent/text_too_long", "it is too long. Please send it in parts."
    ),
    "file_too_big": pgettext("desk/forum/not_sent/file_too_big", "the file is too large."),
}
NOT_SENT_OTHER = pgettext(
    "desk/forum/not_sent/other", "Telegram did not take it. Please tell who runs this bot."
)
