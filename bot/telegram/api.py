"""Calls of Bot API methods as plain JSON, without building python-telegram-bot's objects."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot, InputFile
from telegram.error import RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # RequestData's only content

from bot.core.message import Attachment
from bot.telegram.request import UnreadableAnswer

OFFICIAL = "https://api.telegram.org"


class BotApi:
    """One bot at one Bot API server; the token stays inside."""

    def __init__(self, request: BaseRequest, *, token: str, base: str = OFFICIAL) -> None:
        self._request = request
        self._token = token
        self._base = base.rstrip("/")
        self._prefix = f"{self._base}/bot{token}/"

    def __repr__(self) -> str:
        """Return where it is, without the token."""
        return f"BotApi({self.host})"

    @property
    def host(self) -> str:
        """The server's name, fit for messages and logs."""
        return urlsplit(self._base).netloc.rpartition("@")[2]

    def bot(self) -> Bot:
        """Return python-telegram-bot's Bot for set-up calls, over the same connections."""
        return Bot(
            self._token,
            base_url=f"{self._base}/bot",
            base_file_url=f"{self._base}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )

    async def call(
        self,
        method: str,
        parameters: Mapping[str, object],
        *,
        attachment: tuple[str, Attachment] | None = None,
        read_timeout: float | None = None,
    ) -> Any:
        """Return the `result` of the answer; raise a TelegramError, nothing else.

        `attachment` is the parameter's name and the file, `read_timeout` the seconds the answer may take.
        """
        sent = [RequestParameter(name, value, None) for name, value in parameters.items()]
        if attachment is not None:
            sent.append(_upload(*attachment))
        try:
            return await self._request.post(
                self._prefix + method, RequestData(sent), read_timeout=read_timeout
            )
        except KeyError:
            raise UnreadableAnswer(b"") from None


def _upload(name: str, attachment: Attachment) -> RequestParameter:
    file = InputFile(attachment.content, attachment.filename)
    file.mimetype = attachment.media_type
    return RequestParameter(name, None, [file])


def seconds_of(error: RetryAfter) -> float:
    """Return how many seconds Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def kind_of(error: TelegramError) -> str:
    """Return the name of an error's class, all that may be logged of it."""
    return type(error).__name__
