"""A person with a profile behind the use cases, and a maker of papers that remembers what it was given."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.core.importing import Imported
from bot.core.message import Attachment, ChannelName, FileKind, OutboundMessage, PersonId, Upload
from bot.core.profile import Profile
from bot.core.session import Session, session_from_json, session_to_json
from bot.core.text import Text, literal
from bot.service.documents import DocumentFailedError, Made
from bot.service.papers import Papers
from bot.service.ports import Person, StoreError
from bot.service.taxonomy import Concept
from tests.core.skills import AGREED, RELEASE, baker
from tests.memory import MemoryStore, SampleLibrary
from tests.service.test_files import PaperFiles
from tests.service.test_receive import Somebody

NO_PROFILE = literal("This is not a profile.")
LIBRARY = SampleLibrary(release=RELEASE)
CONSENT = session_to_json(Session(consent=AGREED))["consent"]


@dataclass
class PaperMaker:
    """Makes papers of a few bytes; `failing` makes none. What it read is `profiles`, what it reads `found`."""

    failing: bool = False
    found: Imported | Text = NO_PROFILE
    profiles: list[Profile] = field(default_factory=list)
    read_: list[bytes] = field(default_factory=list)

    async def paper(self, profile: Profile) -> Made:
        return self._made(profile, "paper.pdf")

    async def files(self, profile: Profile) -> tuple[Made, ...]:
        return tuple(self._made(profile, name) for name in ("merit.json", "europass.xml"))

    async def read(self, data: bytes) -> Imported | Text:
        self.read_.append(data)
        return self.found

    def _made(self, profile: Profile, name: str) -> Made:
        if self.failing:
            raise DocumentFailedError("no room")
        self.profiles.append(profile)
        file = Attachment(filename=name, media_type="application/octet-stream", content=b"x")
        return Made(file=file, says=(literal(f"Here is {name}."), literal("Keep it.")))


@dataclass
class RawFiles(PaperFiles):
    """Files that are handed over as they were sent; `content` is what is there, None when it cannot be had."""

    content: bytes | None = b"{}"

    async def raw(self, channel: ChannelName, upload: Upload, *, most: int) -> bytes | None:
        self.fetched.append(upload.ref)
        return self.content


@dataclass
class FewConcepts:
    """Concepts of ESCO by their name; `failing` says that the store does not answer."""

    names: Mapping[str, str] = field(default_factory=dict)
    failing: bool = False
    asked: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    async def find(
        self, words: str, kind: str, languages: Sequence[str], *, most: int = 5
    ) -> tuple[Concept, ...]:
        if self.failing:
            raise StoreError
        self.asked.append((words, kind, tuple(languages)))
        found = [(id_, label) for label, id_ in self.names.items() if words in label][:most]
        return tuple(Concept(id=id_, kind=kind, label=label, language="en") for id_, label in found)

    async def labels(self, ids: Collection[str], language: str) -> Mapping[str, str]:
        if self.failing:
            raise StoreError
        return {id_: f"{label} ({language})" for label, id_ in self.names.items() if id_ in ids}


@dataclass
class Teller(Somebody):
    """A person who agreed and tells a profile."""

    maker: PaperMaker | None = field(default_factory=PaperMaker)
    concepts: FewConcepts = field(default_factory=FewConcepts)
    files: RawFiles = field(default_factory=RawFiles)
    library: SampleLibrary = field(default_factory=lambda: LIBRARY)

    def __post_init__(self) -> None:
        super().__post_init__()
        papers = Papers(store=self.store, documents=self.maker, concepts=self.concepts)
        self.receiver = replace(self.receiver, papers=papers, files=self.files)

    @property
    def papers(self) -> Papers:
        return self.receiver.papers

    @property
    def made(self) -> list[Profile]:
        assert self.maker is not None
        return self.maker.profiles

    @property
    def sent(self) -> list[OutboundMessage]:
        return [item.outgoing.message for item in self.handed]

    @property
    def said(self) -> list[str]:
        return [message.text for message in self.sent]

    async def sends(self, ref: str = "r", words: str = "") -> None:
        await self.gives(Upload(kind=FileKind.DOCUMENT, ref=ref, words=words))

    def becomes(self, session: Session) -> None:
        """Let the conversation be this one."""
        kept = session_to_json(session)
        self.store.people[self.person.id] = replace(self.person, session=kept)

    @property
    def now_is(self) -> Session:
        return session_from_json(self.session)


async def teller(**more: Any) -> Teller:
    """A baker who told one work and looks at the menu; `more` is said of the conversation or of the teller."""
    ours = {name: more.pop(name) for name in ("maker", "concepts", "files", "channel") if name in more}  # fmt: skip
    told = Teller(**ours)
    await told.says("/menu")
    told.becomes(replace(baker().session, **more))
    await told.says("/menu")
    told.handed.clear()
    return told


def settled(store: MemoryStore, address: str, session: Session, heard: datetime) -> PersonId:
    """Keep somebody whose last word was heard at a moment."""
    person = store.fresh(ChannelName.TELEGRAM, address)
    kept = session_to_json(replace(session, heard_at=int(heard.timestamp())))
    store.people[person.id] = Person(
        id=person.id, key=person.key, channel=person.channel, address=address, version=1, session=kept
    )  # fmt: skip
    return person.id
