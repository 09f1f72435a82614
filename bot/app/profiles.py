"""What `merit profile` does: papers of made-up people, and what advisors do with the profile of a real one."""

from bot import clock
from bot.app.parts import Parts, content_of, papers_of
from bot.app.sample import sample_session
from bot.content.load import ContentLibrary
from bot.core.message import ChannelName, PersonId
from bot.core.profile import Profile
from bot.documents.maker import DocumentMaker
from bot.service.advising import Advising
from bot.service.documents import DocumentFailedError, Documents
from bot.service.library import Library
from bot.service.papers import Papers
from bot.service.ports import Person, Store
from bot.settings import OperatorError, Settings

NOT_SHARED = (
    "There is no such open ticket, or the person shares nothing of their profile. "
    "They can do so in the chat: /profile, Who may see it."
)


def advising(parts: Parts) -> Advising:
    """Return what an advisor does, with the content in the folder."""
    library = content_of(parts.settings)
    papers = papers_of(parts)
    return Advising(store=parts.store, library=library, sealer=parts.sealer, papers=papers)


def check_languages(library: Library, *codes: str) -> None:
    """Raise OperatorError for the first of `codes` that no paper is written in."""
    known = library.release.languages
    for code in codes:
        if code not in known:
            raise OperatorError(
                f"Merit writes no papers in '{code}'. It can be one of: {', '.join(known)}."
            )


async def person_of(store: Store, code: str) -> PersonId | None:
    """Return whose open ticket this is: without one an advisor has no business with a profile."""
    found = await store.ticket(code)
    return found.person_id if found is not None and found.ticket.open else None


async def looked_at(parts: Parts, code: str, *, by: str, host: str) -> Profile:
    """Return what a person shares with an advisor, after noting for them that it was looked at."""
    found, person_id = None, await person_of(parts.store, code)
    if person_id is not None:
        desk = advising(parts)
        check_languages(desk.library, *filter(None, [host]))
        found = await desk.look(person_id, by=by, host=host, now=clock.now())
    if found is None:
        raise OperatorError(NOT_SHARED)
    return found


async def sample_paper(settings: Settings, name: str, language: str, host: str) -> bytes:
    """Return the paper of a made-up person."""
    library: ContentLibrary = content_of(settings)
    check_languages(library, language, host)
    session = sample_session(library, name, language, host, clock.now())
    nobody = Person(id=PersonId("sample"), key=b"", channel=ChannelName.TERMINAL, address="sample")
    profile = await Papers().profile(nobody, session, library, now=clock.now())
    return await paper_of(DocumentMaker(), profile)


async def paper_of(documents: Documents, profile: Profile) -> bytes:
    """Return a profile as a PDF; raise OperatorError when it cannot be made."""
    try:
        return (await documents.paper(profile)).file.content
    except DocumentFailedError as error:
        raise OperatorError(str(error)) from error
