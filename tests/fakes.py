"""A small conversation behind the ports, so that channels can be tested without the engine and the store.

It greets on /start, asks one question with buttons, one with several picks, hands out a file, and echoes words.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot import clock
from bot.core.flow import FlowId, Release
from bot.core.language import Direction, Language
from bot.core.message import (
    Attachment,
    Button,
    ChannelName,
    Command,
    InboundMessage,
    OutboundKind,
    OutboundMessage,
    Pressed,
    Upload,
    Words,
)
from bot.service.ports import Line, Receipt, Speaker, StoreError

LANGUAGES = {
    "en": Language(code="en", native="English", english="English", direction=Direction.LEFT_TO_RIGHT),
    "ar": Language(code="ar", native="العربية", english="Arabic", direction=Direction.RIGHT_TO_LEFT),
    "ti": Language(code="ti", native="ትግርኛ", english="Tigrinya", direction=Direction.LEFT_TO_RIGHT),
    "xx": Language(
        code="xx", native="Hidden", english="Hidden", direction=Direction.LEFT_TO_RIGHT, offered=False
    ),
}  # fmt: skip
PAGE_WORDS = {
    "ar": {
        "Write a message": "اكتب رسالة", "Send": "إرسال", "Start": "ابدأ", "Menu": "القائمة",
        "Choose a language": "اختر اللغة", "Message not kept": "لم تُحفظ الرسالة",
        "Press Start to begin. You can change the language at any time.":
            "اضغط «ابدأ». يمكنك تغيير اللغة في أي وقت.",
        "There is no such page.": "هذه الصفحة غير موجودة.",
    },
    "ti": {"Write a message": "መልእኽቲ ጽሓፉ", "Send": "ስደድ", "Start": "ጀምር"},
}  # fmt: skip
SCRIPT = {
    "en": {
        "hello": "Welcome. I am Merit.\n\nI can tell you how your diploma is recognised. See https://example.org/facts."
        "\n\nYou can write /menu at any time.",
        "country": "Which country are you in?",
        "nl": "Netherlands", "be": "Belgium", "other": "Another country",
        "papers": "Which papers do you have?", "diploma": "Diploma", "grades": "List of grades", "done": "Done",
        "file": "Here is what you told me.", "echo": "You wrote:", "stale": "That button is from an earlier question.",
    },
    "ar": {
        "hello": "أهلاً بك. أنا ميريت.\n\nأستطيع أن أخبرك كيف يُعترف بشهادتك. انظر https://example.org/facts."
        "\n\nيمكنك أن تكتب \u2066/menu\u2069 في أي وقت.",
        "country": "في أي بلد أنت؟", "nl": "هولندا", "be": "بلجيكا", "other": "بلد آخر",
        "papers": "ما الأوراق التي لديك؟", "diploma": "شهادة", "grades": "كشف علامات", "done": "تم",
        "file": "هذا ما أخبرتني به.", "echo": "كتبت:", "stale": "هذا الزر من سؤال سابق.",
    },
    "ti": {
        "hello": "እንቋዕ ብደሓን መጻእኩም። ኣነ Merit እየ።", "country": "ኣብ ኣየናይ ሃገር ኣለኹም?",
        "nl": "ሆላንድ", "be": "ቤልጅዩም", "other": "ካልእ ሃገር",
        "papers": "እንታይ ወረቓቕቲ ኣለኩም?", "diploma": "ዲፕሎማ", "grades": "ነጥቢ", "done": "ተወዲኡ",
        "file": "እቲ ዝነገርኩምኒ እዚ እዩ።", "echo": "ጽሒፍኩም፦", "stale": "እዚ መጠወቒ ናይ ዝሓለፈ ሕቶ እዩ።",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeCatalog:
    """A few page words per language."""

    language: Language

    def find(self, _place: str, source: str) -> str | None:
        """Return the translation of a page word."""
        return PAGE_WORDS.get(self.language.code, {}).get(source)

    def find_plural(self, _place: str, _one: str, _many: str, _count: int) -> str | None:
        """Return nothing."""
        return None

    def date(self, day: date) -> str:
        """Return the day as it is."""
        return day.isoformat()

    def recording(self, _place: str) -> bytes | None:
        """Return nothing."""
        return None


@dataclass(frozen=True, slots=True)
class FakeLibrary:
    """Three languages people may choose, one they may not, and no flows."""

    @property
    def release(self) -> Release:
        """Return a release with languages and the command /menu only."""
        menu: Mapping[str, tuple[FlowId, object]] = {"menu": (FlowId("menu"), None)}
        return Release(id="test", flows={}, answers={}, languages=LANGUAGES, commands=menu)  # type: ignore[arg-type]

    def catalog(self, language: str) -> FakeCatalog:
        """Return the catalog of `language`, or English."""
        return FakeCatalog(language=LANGUAGES.get(language, LANGUAGES["en"]))

    def edition(self, *, draft: bool) -> "FakeLibrary":
        """Return this library."""
        return self


@dataclass(slots=True)
class FakePerson:
    """One person's kept lines and what the script knows of them."""

    language: str
    consented: bool
    lines: list[Line] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    picked: set[str] = field(default_factory=set)
    asked: int = 0


class FakeConversation:
    """Implements Intake and Conversations in memory.

    `failures` turns fail before anything is stored; nothing can be read while `deaf`; `gate` holds every turn back
    while it is not set.
    """

    def __init__(self, *, consented: bool = True) -> None:
        """Begin with nobody known."""
        self.people: dict[str, FakePerson] = {}
        self.failures = 0
        self.deaf = False
        self.gate = asyncio.Event()
        self.gate.set()
        self.now = clock.now()
        self.received: list[InboundMessage] = []
        self._consented = consented
        self._farewells: dict[str, Line] = {}
        self._rings: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def receive(self, inbound: InboundMessage) -> Receipt:
        """Handle one message of the script."""
        self.received.append(inbound)
        await self.gate.wait()
        if self.failures:
            self.failures -= 1
            raise StoreError("the disk is full")
        person = self._person(inbound)
        if inbound.update_id in person.seen:
            return Receipt.DUPLICATE
        person.seen.add(inbound.update_id)
        self._take(person, inbound)
        self._rings.pop(inbound.address, asyncio.Event()).set()
        return Receipt.DONE

    async def quarantine(
        self, channel: ChannelName, update_id: str, body: bytes, reason: str
    ) -> None:
        """Do nothing: these channels have nothing to put away."""

    async def lines(self, _channel: ChannelName, address: str, *, after: int = 0) -> Sequence[Line]:
        """Return the kept lines, or once the last words."""
        if self.deaf:
            raise StoreError("the disk is gone")
        if address in self._farewells:
            return (self._farewells.pop(address),)
        person = self.people.get(address)
        return [line for line in person.lines if line.sequence > after] if person else []

    async def changed(self, _channel: ChannelName, address: str, *, seconds: float) -> bool:
        """Wait for the next turn."""
        try:
            async with asyncio.timeout(seconds):
                await self._rings[address].wait()
        except TimeoutError:
            return False
        return True

    def tell(self, address: str, text: str) -> None:
        """Let Merit say something nobody asked for."""
        self._say(self.people[address], text)
        self._rings.pop(address, asyncio.Event()).set()

    def hand_out(self, attachment: Attachment) -> int:
        """Let Merit send a file to everybody; return the number of its line."""
        for address, person in self.people.items():
            self._keep(person, Speaker.MERIT, OutboundMessage(attachment=attachment))
            self._rings.pop(address, asyncio.Event()).set()
        return max(len(person.lines) for person in self.people.values())

    def take_back(self, number: int, text: str) -> None:
        """Let Merit put words in the place of a line, and whatever file it had."""
        for address, person in self.people.items():
            now = OutboundMessage(text=text)
            person.lines[:] = [
                replace(line, message=now) if line.sequence == number else line
                for line in person.lines
            ]
            edit = OutboundMessage(kind=OutboundKind.EDIT, text=text, on=str(number))
            self._keep(person, Speaker.MERIT, edit)
            self._rings.pop(address, asyncio.Event()).set()

    def _person(self, inbound: InboundMessage) -> FakePerson:
        hint = inbound.language_hint if inbound.language_hint in LANGUAGES else "en"
        return self.people.setdefault(
            inbound.address, FakePerson(language=str(hint), consented=self._consented)
        )

    def _take(self, person: FakePerson, inbound: InboundMessage) -> None:
        match inbound.content:
            case Command(name="delete"):
                self._erase(person, inbound.address)
            case Command(name=name, payload=payload):
                self._keep(person, Speaker.PERSON, OutboundMessage(text=f"/{name}"))
                self._obey(person, name, payload)
            case Words(text=text):
                kept = text if person.consented else ""
                self._keep(person, Speaker.PERSON, OutboundMessage(text=kept))
                self._words(person, text)
            case Pressed(token=token, on=on):
                self._press(person, token, on or "")
            case Upload(size=size):
                self._keep(person, Speaker.PERSON, OutboundMessage(text="📎"))
                self._say(person, f"I got {size} bytes.")
            case _:
                pass

    def _erase(self, person: FakePerson, address: str) -> None:
        message = OutboundMessage(text="Everything is deleted.", language=person.language)
        number = len(person.lines) + 1
        self._farewells[address] = Line(
            sequence=number, speaker=Speaker.MERIT, message=message, at=self._moment()
        )
        del self.people[address]

    def _obey(self, person: FakePerson, name: str, payload: str) -> None:
        if name == "language" and payload in LANGUAGES:
            person.language = payload
            self._ask(person)
        elif name == "photo":
            self._keep(
                person,
                Speaker.MERIT,
                OutboundMessage(text="Please send a photo of it.", asks_file=True),
            )
        elif name == "long":
            for number in range(12):
                self._say(person, f"Part {number}\n" + "A sentence that fills the screen. " * 6)
        else:
            self._say(person, "hello")
            self._ask(person)

    def _words(self, person: FakePerson, text: str) -> None:
        if text == "2":
            self._press(person, f"q{person.asked}/be", "")
        else:
            echo = SCRIPT[person.language]["echo"]
            self._say(person, f"{echo} \u2068{text}\u2069")

    def _press(self, person: FakePerson, token: str, on: str) -> None:
        asked, _, choice = token.partition("/")
        if asked == "papers" and choice != "done":
            person.picked ^= {choice}
            self._keyboard(person, on, self._papers(person))
        elif choice == "done":
            self._say(person, "file")
            content = b'{"name": "<script>alert(1)</script>"}'
            attachment = Attachment(
                filename="my data é.json", media_type="application/json", content=content
            )
            self._keep(person, Speaker.MERIT, OutboundMessage(attachment=attachment))
        elif asked != f"q{person.asked}":
            self._say(person, "stale")
            self._ask(person)
        else:
            label = f"✅ {SCRIPT[person.language][choice]}"
            self._keyboard(person, on, ((Button(label=label, token=token),),))
            self._say(person, "papers", self._papers(person))

    def _ask(self, person: FakePerson) -> None:
        person.asked += 1
        nl, be, other = (
            self._button(person, f"q{person.asked}", key) for key in ("nl", "be", "other")
        )
        first = (be, nl) if person.language == "ar" else (nl, be)
        self._say(person, "country", (first, (other,)))

    def _papers(self, person: FakePerson) -> tuple[tuple[Button, ...], ...]:
        return tuple(
            (self._button(person, "papers", key),) for key in ("diploma", "grades", "done")
        )

    def _button(self, person: FakePerson, question: str, choice: str) -> Button:
        tick = "✅ " if choice in person.picked else ""
        return Button(label=tick + SCRIPT[person.language][choice], token=f"{question}/{choice}")

    def _keyboard(self, person: FakePerson, on: str, rows: tuple[tuple[Button, ...], ...]) -> None:
        message = OutboundMessage(kind=OutboundKind.KEYBOARD, rows=rows, on=on)
        self._keep(person, Speaker.MERIT, message)

    def _say(self, person: FakePerson, key: str, rows: tuple[tuple[Button, ...], ...] = ()) -> None:
        text = SCRIPT[person.language].get(key, key)
        self._keep(person, Speaker.MERIT, OutboundMessage(text=text, rows=rows))

    def _keep(self, person: FakePerson, speaker: Speaker, message: OutboundMessage) -> None:
        language = LANGUAGES[person.language]
        spoken = replace(message, language=language.code, direction=language.direction)
        line = Line(
            sequence=len(person.lines) + 1, speaker=speaker, message=spoken, at=self._moment()
        )
        person.lines.append(line)

    def _moment(self) -> datetime:
        self.now += timedelta(milliseconds=20)
        return self.now
