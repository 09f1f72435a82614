"""A bot's account: its token, its waiting updates, its webhook, its commands and names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.testing.world.chats import Chat
from bot.testing.world.pulse import Pulse
from bot.testing.world.updates import UpdateQueue
from bot.testing.world.users import Json, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where a bot wants its updates; no webhook is None, not an empty address."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAnswer:
    """What a person saw after pressing a button: a passing text, an alert, a link, or nothing."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True, kw_only=True)
class CallbackQuery:
    """One press on a button; it can be answered once, until `expires_at`."""

    id: str
    expires_at: float
    pulse: Pulse  # of the chat in which the person waits
    answer: CallbackAnswer | None = None


@dataclass(slots=True, kw_only=True)
class WebhookTrouble:
    """The last failed delivery, as getWebhookInfo reports it."""

    date: float = 0.0
    message: str = ""


@dataclass(slots=True, kw_only=True)
class BotAccount:
    """One bot. `can_read_all` is privacy mode switched off, as BotFather would do it."""

    user: User
    token: str
    updates: UpdateQueue
    message_ids: Iterator[int]
    can_read_all: bool = False
    chats: dict[int, Chat] = field(default_factory=dict)  # private ones, by the person's id
    queries: dict[str, CallbackQuery] = field(default_factory=dict)
    webhook: Webhook | None = None
    trouble: WebhookTrouble = field(default_factory=WebhookTrouble)
    on_webhook: list[Callable[[], None]] = field(default_factory=list)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # (which, language)
    logged_out: bool = False

    @property
    def id(self) -> int:
        """The bot's user id, which is also the number its token starts with."""
        return self.user.id

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Replace the webhook (None removes it) and tell whoever delivers to it."""
        self.webhook = webhook
        self.trouble = WebhookTrouble()
        for listener in self.on_webhook:
            listener()
