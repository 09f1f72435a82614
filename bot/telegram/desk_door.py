"""`/desk` in the private chat with the bot: an advisor's way to the web desk; everybody else has no such command."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram.error import TelegramError

from bot.core.render import render_text
from bot.core.text import Text
from bot.logs import logger
from bot.service.desk.advisor import Advisor
from bot.service.desk.entering import Entering
from bot.service.desk.outcomes import Refused
from bot.service.desk.own_account import OwnAccount
from bot.service.desk.tokens import entry_address
from bot.service.library import Library
from bot.telegram import desk_words as words
from bot.telegram.api import BotApi, kind_of

COMMAND = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Gives login links, and links accounts; `address` is that of the desk, `language` for those who have none."""

    api: BotApi
    entering: Entering
    own: OwnAccount
    library: Library
    address: str
    language: str = field(default="en")

    async def opens(self, telegram: str, code: str) -> bool:
        """Answer an advisor, or somebody who has the right code; False for everybody else. Raises StoreError."""
        if code:
            return await self._links(telegram, code)
        advisor = await self.own.advisor_at(telegram)
        token = None if advisor is None else await self.entering.login_link(telegram)
        if advisor is None or token is None:
            return False
        await self._say(telegram, advisor, words.LINK, entry_address(self.address, token))
        return True

    async def _links(self, telegram: str, code: str) -> bool:
        known = await self.own.advisor_at(telegram)
        linked = await self.own.link_telegram(telegram, code)
        if not isinstance(linked, Refused):
            text = words.LINKED.with_values(advisor=linked.name)
            await self._say(telegram, linked, text)
            return True
        if known is not None:
            await self._say(telegram, known, words.WRONG_CODE)
        return known is not None

    async def _say(self, telegram: str, advisor: Advisor, text: Text, link: str = "") -> None:
        """Say something to an advisor; if it does not arrive they ask again, so nothing of it is kept."""
        language = next(iter(advisor.languages), self.language)
        said = render_text(text, self.library.catalog(language)).words
        parameters: Mapping[str, Any] = {
            "chat_id": int(telegram),
            "text": f"{said}\n\n{link}" if link else said,
            "link_preview_options": {"is_disabled": True},
        }
        try:
            await self.api.call("sendMessage", parameters)
        except TelegramError as error:
            logger.warning("desk_link_not_sent", error=kind_of(error))
