"""The python-telegram-bot peer: ConversationHandler, PicklePersistence, its own web server and client."""

import os
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from bench.bots.place import HOOK_PATH, here
from bench.dialog import ASK_AGE, ASK_CITY, ASK_NAME, summary

NAME, AGE, CITY = range(3)
type_of_text = filters.TEXT & ~filters.COMMAND


def _heard(update: Update, context: ContextTypes.DEFAULT_TYPE) -> tuple[Message, dict[str, Any]]:
    """Return the message and what is known about its sender; both exist for the filters used."""
    message, known = update.message, context.user_data
    if message is None or known is None:
        raise TypeError("a message from a person was expected")
    return message, known


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Ask for the name."""
    message, known = _heard(update, context)
    known.clear()
    await message.reply_text(ASK_NAME)
    return NAME


async def name(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keep the name and ask for the age."""
    message, known = _heard(update, context)
    known["name"] = message.text
    await message.reply_text(ASK_AGE)
    return AGE


async def age(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keep the age if it is a number and ask for the city."""
    message, known = _heard(update, context)
    if not (message.text or "").isdecimal():
        await message.reply_text(ASK_AGE)
        return AGE
    known["age"] = message.text
    await message.reply_text(ASK_CITY)
    return CITY


async def city(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Say all three answers and end."""
    message, known = _heard(update, context)
    await message.reply_text(summary(known["name"], known["age"], message.text or ""))
    return ConversationHandler.END


def main() -> None:
    """Serve the webhook until stopped; updates one after the other, as ConversationHandler demands."""
    place = here()
    persistence: PicklePersistence[Any, Any, Any] = PicklePersistence(
        filepath=place.data / "ptb.pickle",
        update_interval=float(os.environ.get("BENCH_PICKLE_SECONDS", "60")),
    )
    application = (
        Application.builder()
        .token(place.token)
        .base_url(f"{place.api}/bot")
        .persistence(persistence)
        .build()
    )
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                NAME: [MessageHandler(type_of_text, name)],
                AGE: [MessageHandler(type_of_text, age)],
                CITY: [MessageHandler(type_of_text, city)],
            },
            fallbacks=[],
            allow_reentry=True,
            name="dialog",
            persistent=True,
        )
    )
    application.run_webhook(
        listen="127.0.0.1",
        port=place.port,
        url_path=HOOK_PATH,
        webhook_url=f"https://bench.invalid{HOOK_PATH}",
        secret_token=place.secret,
    )


if __name__ == "__main__":
    main()
