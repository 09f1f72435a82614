"""What the page of a ticket shows about its two languages: who translates, and what an advisor can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.language import LanguageCode
from bot.desk.visit import Visit
from bot.service.desk.advisor import Advisor
from bot.service.desk.desk import Opened
from bot.service.desk.permissions import Permission, may
from bot.service.desk.translating import Standing, person_language, untranslated


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The language of the person and of the advisor, and how they are brought together."""

    theirs: LanguageCode = ""
    yours: LanguageCode = ""
    standing: Standing = Standing.READS
    interpreted: bool = False
    interpreters: int = 0
    untranslated: int = 0

    @property
    def two(self) -> bool:
        """Whether the advisor does not read what the person writes."""
        return self.standing is not Standing.READS


async def between(visit: Visit, opened: Opened) -> Between:
    """Return what the page says about the two languages."""
    advisor, theirs = visit.advisor, person_language(opened)
    pair = {theirs, advisor.reply_language}
    return Between(
        theirs=theirs,
        yours=advisor.reply_language,
        standing=visit.site.translating.standing(opened, advisor),
        interpreted=bool(opened.kept.facts.interpret),
        interpreters=len(_knowing(pair, await visit.site.staff.all())),
        untranslated=len(list(untranslated(opened, advisor))),
    )


def _knowing(pair: set[LanguageCode], everybody: Sequence[Advisor]) -> Sequence[Advisor]:
    """Return the interpreters who know both languages."""
    return [
        each
        for each in everybody
        if may(each, Permission.INTERPRET) and pair <= set(each.languages)
    ]
