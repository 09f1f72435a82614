"""The words of the desk's pages about files, recordings and places."""

from collections.abc import Mapping

from bot.core.text import Text, pgettext

MEDIA: Mapping[str, Text] = {
    "media_photo": pgettext("desk/page/media/photo", "Photo"),
    "media_document": pgettext("desk/page/media/document", "Document"),
    "media_voice": pgettext("desk/page/media/voice", "Voice message"),
    "media_audio": pgettext("desk/page/media/audio", "Sound file"),
    "media_video": pgettext("desk/page/media/video", "Video"),
    "media_animation": pgettext("desk/page/media/animation", "Moving picture"),
    "media_sticker": pgettext("desk/page/media/sticker", "Sticker"),
    "media_location": pgettext("desk/page/media/location", "Place"),
    "media_contact": pgettext("desk/page/media/contact", "Phone number"),
    "media_open": pgettext("desk/page/media/open", "Open {what}"),
    "media_download": pgettext("desk/page/media/download", "Download {what}"),
    "media_size": pgettext("desk/page/media/size", "{size} kB"),
    "media_topic": pgettext(
        "desk/page/media/topic",
        "It is not kept here. You can see it in Telegram, in the topic of this ticket.",
    ),
    "media_private": pgettext(
        "desk/page/media/private", "Only the advisor who has the ticket sees it."
    ),
    "attach": pgettext("desk/page/attach", "File for the person"),
    "attach_which": pgettext(
        "desk/page/attach_which",
        "PDF, JPEG or PNG, at most {size} MB. Merit takes out hidden data such as place and author.",
    ),
}
