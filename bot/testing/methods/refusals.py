"""Why Telegram says no: one error with the status, the words and the parameters it answers with."""

import math


class Refusal(Exception):
    """A Bot API call was refused; `description` starts with the status in words."""

    def __init__(
        self,
        status: int,
        description: str,
        *,
        retry_after: int | None = None,
        migrate_to: int | None = None,
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to

    @property
    def parameters(self) -> dict[str, int]:
        """The Bot API's ResponseParameters; empty when there are none."""
        given = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to}
        return {name: value for name, value in given.items() if value is not None}


def bad_request(words: str) -> Refusal:
    """400: the request cannot be done as it is."""
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    """403: the bot may not do this, whatever the request says."""
    return Refusal(403, f"Forbidden: {words}")


def too_many_requests(seconds: float) -> Refusal:
    """429: wait `seconds`, rounded up to a whole second and at least one."""
    whole = max(1, math.ceil(seconds))
    return Refusal(429, f"Too Many Requests: retry after {whole}", retry_after=whole)


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
METHOD_NOT_FOUND = Refusal(404, "Not Found: method not found")
LOGGED_OUT = Refusal(400, "Logged out")
