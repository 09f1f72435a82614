"""Writing a profile down for tests: the words of a few languages, and a session as a profile in two of them."""

from dataclasses import replace
from datetime import date

from bot.core.answer import Answers
from bot.core.flow import Release
from bot.core.language import SOURCE_LANGUAGE, Language
from bot.core.profile import Fact, Profile, ProfileSection
from bot.core.profiling import Pair, languages_of, profile_of
from bot.core.render import render_text, without_bidi_controls
from bot.core.run import Run
from bot.core.session import Session
from bot.core.text import Text
from tests.core.samples import LANGUAGES, NOW
from tests.core.skills import AGREED, NURSE, RELEASE

DUTCH = {"Baker": "Bakker", "Syria": "Syrië", "Since {start}": "Sinds {start}", "Work": "Werk"}


class Spoken:
    """Words of a language: English ones as they are, Dutch ones from a short list, others with their code before."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def find(self, _place: str, source: str) -> str | None:
        if self.language.code == SOURCE_LANGUAGE:
            return source
        found = DUTCH.get(source) if self.language.code == "nl" else None
        return found or f"{self.language.code}: {source}"

    def find_plural(self, place: str, one: str, many: str, count: int) -> str | None:
        return self.find(place, one if count == 1 else many)

    def date(self, day: date) -> str:
        return f"{day.isoformat()} {self.language.code}"

    def __call__(self, text: Text) -> str:
        return without_bidi_controls(render_text(text, self).words)


NL = replace(LANGUAGES["en"], code="nl", native="Nederlands", english="Dutch", offered=False)
KNOWN = replace(RELEASE, languages={**LANGUAGES, "nl": NL})


def written(
    session: Session, host: str = "nl", release: Release = KNOWN, **more: object
) -> Profile:
    """The profile in the person's language and the host's."""
    run = Run.begin(release, session, NOW)
    language, beside = languages_of(run, host)
    pair = Pair(
        language=language,
        host=beside,
        own=Spoken(language),
        host_words=Spoken(beside),
        concepts={NURSE.split("/")[1]: "verzorgende"},
    )
    return profile_of(run, pair, **more)  # type: ignore[arg-type]


def session(records: list[Answers] | None = None, **more: object) -> Session:
    told = {"my_jobs": tuple(records)} if records else {}
    return Session(consent=AGREED, records=told, **more)  # type: ignore[arg-type]


def section(profile: Profile, id_: str) -> ProfileSection:
    return next(each for each in profile.sections if each.id == id_)


def facts(profile: Profile, id_: str, entry: int = 0) -> dict[str, Fact]:
    return {fact.name: fact for fact in section(profile, id_).entries[entry].facts}
