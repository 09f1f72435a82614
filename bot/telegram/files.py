"""Getting a file a person sent to the bot from Telegram."""

import asyncio

from telegram.error import TelegramError

from bot.logs import logger
from bot.telegram.api import BotApi, kind_of

SECONDS = 10.0
"""How long fetching one file may take: the person's other messages wait for it, and with polling everybody's."""


async def fetch(api: BotApi, ref: str, most: int) -> bytes | None:
    """Return the bytes of the file Telegram knows as `ref`; none of one that has more than `most`.

    None when it cannot be had now.
    """
    try:
        async with asyncio.timeout(SECONDS):
            file = await api.bot().get_file(ref)
            if (file.file_size or 0) > most:
                return b""
            return bytes(await file.download_as_bytearray())
    except (TelegramError, TimeoutError, RuntimeError) as error:
        kind = kind_of(error) if isinstance(error, TelegramError) else type(error).__name__
        logger.warning("file_not_fetched", error=kind)
        return None
