"""Everything that is kept, table by table: what it is, why, how long. Export and erasure are driven by this list.

A new table must join it; the tests compare it with the schema and with the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa

from bot.core.text import Text, pgettext
from bot.store.desk_schema import (
    ADVISOR,
    ADVISOR_LINK,
    ADVISOR_SESSION,
    AUDIT,
    DESK_COUNT,
    DESK_SETTING,
    LOGIN_TRY,
    PASSKEY,
    RECOVERY_CODE,
    TEAM,
)
from bot.store.schema import (
    CONCEPT,
    CONCEPT_TERM,
    CONCEPT_WORD,
    CONTACT,
    DESK_PLACE,
    DESK_REMOVAL,
    FILE,
    INVITATION,
    OUTBOX,
    PERSON,
    PUBLICATION,
    QUARANTINE,
    QUESTION,
    RELEASE,
    SEARCH_INDEX,
    SESSION,
    TAXONOMY,
    TICKET,
    TICKET_MESSAGE,
    TRANSCRIPT,
)


class Form(StrEnum):
    """What a sealed column holds once it is opened."""

    TEXT = "text"
    JSON = "json"
    FILE = "file"
    """A file; an export holds it in base 64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One table, for the person it is about.

    `what`, `why` and `how_long` are shown to people in their language. `sealed` names the columns only the person's
    own key opens, `sealed_for_operator` those an operator's key does, `moments` those that hold microseconds,
    `secret` those left out of an export because they are keys.
    """

    table: sa.Table
    what: Text
    why: Text
    how_long: Text
    sealed: Mapping[str, Form] = field(default_factory=dict)
    sealed_for_operator: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    secret: frozenset[str] = frozenset()


REGISTRY = (
    Kept(
        table=OUTBOX,
        what=pgettext("privacy/outbox/what", "Messages from Merit that have not reached you yet."),
        why=pgettext("privacy/outbox/why", "So that no answer is lost when something fails."),
        how_long=pgettext(
            "privacy/outbox/how_long",
            "Until the message has reached you. If it cannot reach you: until you delete your data.",
        ),
        sealed={"message": Form.JSON},
        moments=frozenset({"created_at"}),
    ),
    Kept(
        table=TRANSCRIPT,
        what=pgettext(
            "privacy/transcript/what",
            "The conversation itself, if you write in the browser or in the terminal.",
        ),
        why=pgettext(
            "privacy/transcript/why",
            "So that you can read it again. In Telegram it is not kept here: Telegram keeps it.",
        ),
        how_long=pgettext("privacy/transcript/how_long", "Until you delete your data."),
        sealed={"message": Form.JSON},
        moments=frozenset({"at"}),
    ),
    Kept(
        table=DESK_PLACE,
        what=pgettext(
            "privacy/desk_place/what",
            "Where advisors see your messages, for example in a group of theirs.",
        ),
        why=pgettext("privacy/desk_place/why", "So that what you delete goes there, too."),
        how_long=pgettext("privacy/desk_place/how_long", "As long as your messages to advisors."),
    ),
    Kept(
        table=TICKET_MESSAGE,
        what=pgettext(
            "privacy/ticket_message/what",
            "What you wrote to advisors, what they wrote to you, and their notes about it.",
        ),
        why=pgettext("privacy/ticket_message/why", "So that a person can read it and help you."),
        how_long=pgettext(
            "privacy/ticket_message/how_long",
            "Until some time after the advisors closed it (30 days unless the operator says otherwise), or until you "
            "delete your data.",
        ),
        sealed={"message": Form.JSON},
        moments=frozenset({"at"}),
    ),
    Kept(
        table=TICKET,
        what=pgettext(
            "privacy/ticket/what",
            "What your messages to advisors are about, their code, who has them, and how far they are.",
        ),
        why=pgettext("privacy/ticket/why", "So that a person can read them and help you."),
        how_long=pgettext("privacy/ticket/how_long", "As long as your messages to advisors."),
        sealed={"ticket": Form.JSON},
        moments=frozenset({"look_at", "changed_at"}),
    ),
    Kept(
        table=FILE,
        what=pgettext(
            "privacy/file/what",
            "Photos and documents you sent where I asked for one, or to the advisors, and files the advisors sent you.",
        ),
        why=pgettext("privacy/file/why", "So that you do not have to send them again."),
        how_long=pgettext(
            "privacy/file/how_long",
            "Until you change or remove that answer, take back your yes, or delete your data. Files between you and "
            "advisors: as long as your messages to advisors.",
        ),
        sealed={"content": Form.FILE},
        moments=frozenset({"at"}),
    ),
    Kept(
        table=SESSION,
        what=pgettext(
            "privacy/session/what",
            "Your language, what you agreed to, your answers, your skills profile with what advisors added to it or "
            "looked at, your steps, when to remind you, and the question you are at.",
        ),
        why=pgettext(
            "privacy/session/why",
            "So that you do not have to answer again, and so that the advice fits you.",
        ),
        how_long=pgettext(
            "privacy/session/how_long",
            "Until you delete your data. Your skills profile: at most 24 months after your last message.",
        ),
        sealed={"session": Form.JSON},
        moments=frozenset({"updated_at", "remind_at"}),
    ),
    Kept(
        table=CONTACT,
        what=pgettext(
            "privacy/contact/what",
            "Where to send you answers, for example the number of your chat.",
        ),
        why=pgettext("privacy/contact/why", "Without it Merit cannot answer you."),
        how_long=pgettext("privacy/contact/how_long", "Until you delete your data."),
        sealed={"address": Form.TEXT},
    ),
    Kept(
        table=QUARANTINE,
        what=pgettext("privacy/quarantine/what", "Messages Merit failed to read or to answer."),
        why=pgettext(
            "privacy/quarantine/why",
            "So that the mistake in Merit can be found. They are locked.",
        ),
        how_long=pgettext("privacy/quarantine/how_long", "30 days."),
        sealed_for_operator=frozenset({"body"}),
        moments=frozenset({"at"}),
    ),
    Kept(
        table=PERSON,
        what=pgettext(
            "privacy/person/what",
            "A random number that stands for you, the day you first wrote, and the key to your data.",
        ),
        why=pgettext(
            "privacy/person/why",
            "Everything about you is locked with a key of your own. Deleting the key makes it unreadable.",
        ),
        how_long=pgettext("privacy/person/how_long", "Until you delete your data."),
        secret=frozenset({"wrapped_key"}),
    ),
)
"""In the order of erasure: the person's key last, in the same transaction."""

ABOUT_NOBODY = (
    DESK_REMOVAL,
    RELEASE,
    PUBLICATION,
    INVITATION,
    SEARCH_INDEX,
    QUESTION,
    TAXONOMY,
    CONCEPT,
    CONCEPT_TERM,
    CONCEPT_WORD,
    DESK_COUNT,
)
"""Tables that say nothing about who anybody is: content and its history, questions left for the editors, ESCO, counts.

No column of theirs names a person. A question is kept only if the person pressed the button for it, sealed, and until
the operator's period is over: nobody can find out whose it is, so it is in no export and no erasure reaches it.
A count says how often the same happened on a day (topic, country, language); it stays when tickets are deleted.
"""

ABOUT_ADVISORS = (
    ADVISOR,
    ADVISOR_LINK,
    ADVISOR_SESSION,
    PASSKEY,
    RECOVERY_CODE,
    LOGIN_TRY,
    AUDIT,
    TEAM,
    DESK_SETTING,
)
"""Tables about the people who work at the desk, none of them about a person who asks for help.

Name, Telegram address and TOTP secret are sealed with the operator's key, tokens and codes are kept as hashes. An
account that is closed keeps its name, because the audit trail speaks of it; everything else about it is deleted.
"""
