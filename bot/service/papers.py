"""A person's profile as it is handed out: put together from what is kept, made away from the event loop, sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.clock import monotonic
from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.event import ProfileRequested
from bot.core.hosts import host_language
from bot.core.importing import Imported
from bot.core.message import ChannelName, Upload, Words
from bot.core.profile import Export, Profile
from bot.core.profiling import Pair, languages_of, profile_of
from bot.core.render import render_text, without_bidi_controls
from bot.core.run import Run
from bot.core.sections import WITH, WITH_NOTES, WITH_PHOTO, WITH_PLAN
from bot.core.sending import FileRefused
from bot.core.session import Session
from bot.core.taxonomy import ESCO
from bot.core.text import Text
from bot.core.turn import Turn
from bot.logs import logger
from bot.metrics import PAPER_SECONDS, papers
from bot.service.documents import LARGEST_PROFILE, DocumentFailedError, Documents, Made
from bot.service.library import Catalog, Library
from bot.service.ports import Files, Person, Store, StoreError
from bot.service.taxonomy import Concepts, NoConcepts

TOO_LARGE = phrases.FILE_TOO_LARGE.with_values(size=LARGEST_PROFILE // 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Makes papers for people; without `documents` there are none."""

    store: Store | None = None
    documents: Documents | None = None
    concepts: Concepts = field(default_factory=NoConcepts)

    async def asked_for(
        self, person: Person, turn: Turn, library: Library, now: datetime
    ) -> tuple[Made | Text, ...]:
        """Return what a turn asks for: files, or a word why there are none; nothing when it asks for no paper."""
        asked = [event for event in turn.events if isinstance(event, ProfileRequested)]
        if not asked:
            return ()
        if self.documents is None:
            return (phrases.NO_PAPER_HERE,)
        began, as_files = monotonic(), any(event.as_files for event in asked)
        kind = "files" if as_files else "paper"
        try:
            profile = await self.profile(person, turn.session, library, now=now)
            profile = _as_wanted(profile, turn.session, as_files=as_files)
            files = (
                await self.documents.files(profile)
                if as_files
                else (await self.documents.paper(profile),)
            )
        except DocumentFailedError as error:
            logger.error("paper_failed", person=person.id, kind=kind, error=type(error).__name__)
            papers(kind, "failed").inc()
            return (phrases.NO_PAPER,)
        PAPER_SECONDS.observe(monotonic() - began)
        papers(kind, "made").inc()
        return files

    async def named(self, content: Words, kind: str, languages: Sequence[str]) -> Words:
        """Return words that answer a question for a job or skill with the concepts of ESCO they may name."""
        try:
            found = await self.concepts.find(content.text, kind, tuple(dict.fromkeys(languages)))
        except StoreError:
            return content
        return replace(content, concepts=tuple(f"{ESCO}{each.id}/{each.label}" for each in found))

    async def taken_over(
        self, files: Files, channel: ChannelName, upload: Upload
    ) -> Imported | FileRefused:
        """Return the profile of another Merit that somebody sent, or why it cannot be read."""
        if self.documents is None:
            return FileRefused(reason=phrases.NO_PAPER_HERE, words=upload.words)
        data = await files.raw(channel, upload, most=LARGEST_PROFILE)
        if data is None:
            too_large = upload.size > LARGEST_PROFILE
            reason = TOO_LARGE if too_large else phrases.FILE_NOT_FETCHED
            return FileRefused(reason=reason, words=upload.words)
        found = await self.documents.read(data)
        return (
            found if isinstance(found, Imported) else FileRefused(reason=found, words=upload.words)
        )

    async def profile(
        self,
        person: Person,
        session: Session,
        library: Library,
        *,
        now: datetime,
        only: frozenset[str] | None = None,
        host: str = "",
    ) -> Profile:
        """Return what a person told as it is written down; of the sections only those in `only`, if given.

        An advisor sees what is shared and what advisors wrote, never the photo and the plan.
        """
        run = Run.begin(library.release, session, now)
        pair = await self.pair(run, library, host)
        photo = run.answers.get(WITH_PHOTO) == "yes" and only is None
        return profile_of(
            run,
            pair,
            only=only,
            photo=await self._photo(person, run) if photo else b"",
            steps=only is None,
        )

    async def pair(self, run: Run, library: Library, host: str = "") -> Pair:
        """Return the two languages of a person's papers."""
        language, beside = languages_of(run, host or host_language(run.answers))
        return Pair(
            language=language,
            host=beside,
            own=speaker(library.catalog(language.code)),
            host_words=speaker(library.catalog(beside.code)),
            concepts=await self._concepts(run, beside.code),
        )

    async def _concepts(self, run: Run, language: str) -> dict[str, str]:
        """Return the names of ESCO's concepts a person chose, in the host's language, as far as they are imported."""
        told = [run.saved, *(record for several in run.records.values() for record in several)]
        values = [value for record in told for value in record.values() if isinstance(value, str)]
        ids = {value.split("/")[1] for value in values if value.startswith(ESCO)}
        if not ids:
            return {}
        try:
            return dict(await self.concepts.labels(ids, language))
        except StoreError:
            return {}

    async def _photo(self, person: Person, run: Run) -> bytes:
        for spec in run.release.answers.values():
            goes = {} if spec.profile is None else spec.profile.goes
            value = run.saved.get(spec.name)
            if spec.type is AnswerType.FILE and goes.get(Export.PDF) == "photo" and value:
                first = value[0] if isinstance(value, tuple) else ""
                file = None if self.store is None else await self.store.file(person.id, str(first))
                return b"" if file is None else file.content
        return b""


NO_PAPERS = Papers()
"""Where nothing can be made."""


def _as_wanted(profile: Profile, session: Session, *, as_files: bool) -> Profile:
    """Return a profile with what the person wants on this paper; files have what advisors wrote, and never the plan."""
    wants = {name for name in WITH if session.answers.get(name) == "yes"}
    plan = profile.steps if WITH_PLAN in wants and not as_files else ()
    notes = profile.notes if WITH_NOTES in wants or as_files else ()
    return replace(profile, steps=plan, notes=notes)


def speaker(catalog: Catalog) -> Callable[[Text], str]:
    """Return a function that gives a text in a language, without the direction marks a chat needs."""

    def speak(text: Text) -> str:
        return without_bidi_controls(render_text(text, catalog).words)

    return speak
