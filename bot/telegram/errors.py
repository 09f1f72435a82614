"""What can go wrong with Telegram that an operator has to know; each message says what to do."""


class TelegramTrouble(Exception):
    """Telegram cannot be used as it is set up."""


class WrongToken(TelegramTrouble):
    """The Bot API server does not know this bot's token."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Telegram ({host}) does not accept the bot token. Copy the token from @BotFather again "
            "(/mybots, your bot, API Token) into TELEGRAM_TOKEN, and check that TELEGRAM_API is the "
            "address of a Bot API server."
        )


class ApiUnreachable(TelegramTrouble):
    """The Bot API server gives no usable answer."""

    def __init__(self, host: str, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"Telegram ({host}) cannot be reached ({kind}). Check the network, the firewall and "
            "TELEGRAM_API, then start again."
        )


class SecondInstance(TelegramTrouble):
    """Another program asks Telegram for the messages of the same bot."""

    def __init__(self) -> None:
        super().__init__(
            "Another program is using this bot's token: Telegram gives the messages to one program only "
            "(error 409). Stop the other one, or use a token of another bot for this one."
        )


class WebhookInTheWay(TelegramTrouble):
    """Telegram sends this bot's messages to a webhook, so that polling gets none."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"This bot has a webhook set ({host}), so polling gets no messages. If nothing else uses the "
            "bot, remove the webhook with `merit telegram delete-webhook` and start again."
        )


class WebhookElsewhere(TelegramTrouble):
    """Telegram sends this bot's messages to an address that is not ours."""

    def __init__(self, theirs: str, ours: str) -> None:
        super().__init__(
            f"This bot's webhook is set to another address ({theirs}) than the one to be used here "
            f"({ours}). If nothing else uses the bot, remove it with `merit telegram delete-webhook` and "
            "start again."
        )


class WebhookRefused(TelegramTrouble):
    """Telegram does not accept the address of the webhook."""

    def __init__(self, host: str, words: str) -> None:
        super().__init__(
            f"Telegram refuses the webhook at {host}: {words}. It needs https on port 443, 80, 88 or 8443 "
            "and a name that Telegram can look up."
        )
