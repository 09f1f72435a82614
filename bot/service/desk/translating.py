"""Machine translation at the desk: only with the person's yes, and never instead of the words.

Without consent no word leaves. What an advisor sends is looked at before: its numbers, dates, links and articles are
the same in both languages, or it is not sent translated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core import phrases
from bot.core.facts_kept import differences
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.machine_asked import MACHINE, lets_machine
from bot.core.session import Session
from bot.core.ticket import Move, Refusal, Why
from bot.core.ticket_message import By, Rendering, Side, TicketMessage
from bot.core.translated import translated_says
from bot.service.desk.advisor import Advisor
from bot.service.desk.asking import was_asked
from bot.service.desk.desk import Brought, Deed, Desk, Opened, Outcome, Signed
from bot.service.desk.renderings import keep_renderings
from bot.service.ticket_values import KeptMessage
from bot.service.translation import (
    Draft,
    NoTranslator,
    Translated,
    TranslationFailed,
    Translator,
    draft,
)

MOST_AT_ONCE = 20
"""Messages translated in one go, the latest ones."""


class Standing(StrEnum):
    """Whether a machine translates between this person and this advisor."""

    READS = "reads"
    """The advisor reads the person's language."""
    OFF = "off"
    """There is no translator, or it does not know these languages."""
    MAY_ASK = "may_ask"
    """The person was not asked yet."""
    ASKED = "asked"
    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translating:
    """Translates between a person and an advisor, where both sides want it."""

    desk: Desk
    translator: Translator

    @property
    def on(self) -> bool:
        """Whether there is a translator at all."""
        return not isinstance(self.translator, NoTranslator)

    def standing(self, opened: Opened, advisor: Advisor) -> Standing:
        """Return whether a machine translates between the two."""
        theirs, session = person_language(opened), opened.session
        if theirs == advisor.reply_language or theirs in advisor.languages:
            return Standing.READS
        if not self.translator.can(theirs, advisor.reply_language):
            return Standing.OFF
        if MACHINE in session.answers:
            return Standing.YES if lets_machine(session.answers) else Standing.NO
        return Standing.ASKED if was_asked(session, opened.said) else Standing.MAY_ASK

    async def translate_heard(
        self, code: str, advisor: Advisor, now: datetime
    ) -> TranslationFailed | None:
        """Translate what the person wrote and this advisor does not read; return what went wrong, if something did."""
        opened = await self.desk.open(code)
        if opened is None or self.standing(opened, advisor) is not Standing.YES:
            return None
        into, made, failed = advisor.reply_language, dict[int, tuple[str, Rendering]](), None
        for each in list(untranslated(opened, advisor))[-MOST_AT_ONCE:]:
            text, language = each.message.text, each.message.language
            opened = await self.desk.open(code)
            if opened is None or self.standing(opened, advisor) is not Standing.YES:
                break  # they took it back meanwhile
            outcome = await self.translator.translate(text, language, into)
            if isinstance(outcome, Translated):
                rendering = Rendering(text=outcome.words, language=into, by=By.MACHINE)
                made[each.nth] = (text, rendering)
            else:
                failed = outcome
        if made:
            await keep_renderings(self.desk, code, made, now)
        return failed

    async def draft(
        self, opened: Opened, words: str, advisor: Advisor
    ) -> Draft | TranslationFailed:
        """Return the advisor's words in the person's language, to be looked at; nothing is sent."""
        theirs = person_language(opened)
        return await draft(self.translator, words, advisor.reply_language, theirs)

    async def send(
        self,
        code: str,
        by: Signed,
        advisor: Advisor,
        now: datetime,
        *,
        words: str,
        translation: str,
    ) -> Outcome:
        """Send words in a translation that was looked at; refuse one whose facts are not the same."""
        if differences(words, translation):
            return Refusal(why=Why.NOT_NOW)
        opened = await self.desk.open(code)
        theirs = SOURCE_LANGUAGE if opened is None else person_language(opened)
        message = TicketMessage(
            side=Side.ADVISOR,
            at=int(now.timestamp()),
            text=words,
            language=advisor.reply_language,
            by=by.actor.id,
            renderings=(Rendering(text=translation, language=theirs, by=By.MACHINE),),
        )
        who = phrases.ADVISOR_WRITES.with_values(advisor=by.name)

        def brings(session: Session, number: int) -> Brought:
            says = (translated_says(who, translation, By.MACHINE, number),)
            return Brought(session=session, says=says)

        deed = Deed(
            message=message,
            move=Move.ANSWER,
            brings=brings,
            holds=lambda session, _: lets_machine(session.answers) and session.language == theirs,
        )
        return await self.desk.act(code, by, now, deed)


def person_language(opened: Opened) -> LanguageCode:
    """Return the language the person reads."""
    return opened.session.language or SOURCE_LANGUAGE


def untranslated(opened: Opened, advisor: Advisor) -> Iterator[KeptMessage]:
    """Yield what the person wrote in a language this advisor does not read, and nobody translated for them.

    What they wrote while they let no machine translate stays theirs, also after a later yes.
    """
    into = advisor.reply_language
    known = {into, *advisor.languages}
    unheard = max((each.nth for each in opened.said if "no" in _machine_said(each)), default=-1)
    for each in opened.said:
        message = each.message
        if (
            each.nth < unheard
            or message.side is not Side.PERSON
            or not message.text
            or message.removed
        ):
            continue
        if message.language and message.language not in known and not message.in_language(into):
            yield each


def _machine_said(kept: KeptMessage) -> tuple[object, object]:
    """Return what the person said about machines then, and before."""
    about = kept.message.about
    return about.get("machine"), about.get("was")
