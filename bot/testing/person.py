"""A person with Telegram in their hand: what they write, press, send and see."""

from dataclasses import dataclass, field
from typing import Any

from bot.testing.methods.access import without_reply
from bot.testing.methods.autolinks import units
from bot.testing.methods.media import FOLDERS, file_json
from bot.testing.methods.text import TEXT_UNITS, person_text
from bot.testing.shown import ShownMessage, keyboard_rows, label_of, show
from bot.testing.world.bots import BotAccount, CallbackAnswer, CallbackQuery
from bot.testing.world.chats import ChangeKind, Chat, ChatKind, Member, Message
from bot.testing.world.membership import member_json
from bot.testing.world.users import Json, User
from bot.testing.world.world import REACTION_LANE, World

PATIENCE = 5.0  # seconds a person waits for the bot unless told otherwise


class NotPossible(Exception):
    """A person tried what Telegram would not let them do; the message says what and why."""


@dataclass(slots=True, kw_only=True)
class Person:
    """One person in one chat: their private chat with a bot, or a seat in a group.

    `sees` looks at what came after the last thing they did or saw, so a story reads in order.
    """

    world: World = field(repr=False)
    bot: BotAccount = field(repr=False)
    user: User
    place: Chat = field(repr=False)
    _seen: int = 0

    @property
    def chat_id(self) -> int:
        """The id of the chat they are in; in private it is their own id."""
        return self.place.id

    @property
    def chat(self) -> list[ShownMessage]:
        """All messages of the chat as they look now, oldest first, without deleted ones."""
        return [show(message) for message in self.place.messages.values() if not message.deleted]

    @property
    def actions(self) -> list[str]:
        """The newest chat actions (typing and so on) the bot showed, oldest first."""
        return list(self.place.actions)

    async def says(
        self, text: str, *, reply_to: ShownMessage | None = None, topic: int | None = None
    ) -> ShownMessage:
        """The text as it now stands in the chat; the bot hears of it."""
        content = person_text(text)
        if not 1 <= units(content["text"]) <= TEXT_UNITS:
            raise NotPossible("Telegram's apps send texts of 1 to 4096 UTF-16 units; split it.")
        return self._send(content, reply_to=reply_to, topic=topic)

    async def sends(self, *, topic: int | None = None, **content: Any) -> ShownMessage:
        """Any other content, as Bot API fields: `await amina.sends(sticker={...})`."""
        return self._send(content, topic=topic)

    async def sends_document(
        self,
        content: bytes = b"%PDF-1.4 stand-in",
        *,
        name: str = "document.pdf",
        mime_type: str = "application/pdf",
        caption: str = "",
        topic: int | None = None,
    ) -> ShownMessage:
        """A file, which the bot can fetch with getFile."""
        return self._send_file("document", content, name, mime_type, caption, topic)

    async def sends_photo(
        self, content: bytes = b"\xff\xd8 stand-in", *, caption: str = "", topic: int | None = None
    ) -> ShownMessage:
        """A picture, which the bot can fetch with getFile."""
        return self._send_file("photo", content, "photo.jpg", "image/jpeg", caption, topic)

    async def sends_voice(
        self, content: bytes = b"OggS stand-in", *, topic: int | None = None
    ) -> ShownMessage:
        """A voice message, which the bot can fetch with getFile."""
        return self._send_file("voice", content, "voice.oga", "audio/ogg", "", topic)

    async def sends_location(self, latitude: float, longitude: float) -> ShownMessage:
        """A place on the map."""
        return self._send({"location": {"latitude": latitude, "longitude": longitude}})

    async def sends_contact(self, phone_number: str, *, first_name: str = "") -> ShownMessage:
        """A telephone number; without another name it is their own."""
        contact: Json = {"phone_number": phone_number, "first_name": first_name}
        if not first_name:
            contact |= {"first_name": self.user.first_name, "user_id": self.user.id}
        return self._send({"contact": contact})

    async def presses(
        self,
        label: str,
        *,
        on: ShownMessage | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> CallbackAnswer:
        """What the bot answered to pressing the button with this label.

        The newest message that shows the button counts, or `on`, however old. A button under the
        text field sends its text (or contact, or place) and gives an empty answer.
        """
        pressed = self._press(label, on)
        if isinstance(pressed, CallbackAnswer):
            return pressed
        answer = await self.place.pulse.until(lambda: pressed.answer, timeout)
        if answer is None:
            raise AssertionError(
                f"{self._name} pressed {label!r}, but the bot did not answer the press "
                f"(answerCallbackQuery) within {timeout} s."
            )
        return answer

    async def taps(self, label: str, *, on: ShownMessage | None = None) -> str:
        """Press a button like `presses`, but wait for nothing; the id of the callback query."""
        pressed = self._press(label, on)
        return "" if isinstance(pressed, CallbackAnswer) else pressed.id

    async def sees(
        self,
        *parts: str,
        topic: int | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> ShownMessage:
        """The first message with all `parts` in it, waited for up to `timeout` seconds.

        Only what was shown, new or edited, after the last thing they did or saw counts.
        """
        found = await self.place.pulse.until(lambda: self._look(parts, topic), timeout)
        if found is None:
            raise AssertionError(self._complaint(parts, timeout))
        return found

    async def edits(self, message: ShownMessage, text: str) -> ShownMessage:
        """Their own message with a new text; the bot hears of the edit."""
        own = self._own(message)
        kept = {n: v for n, v in own.data.items() if n not in ("text", "entities")}
        own.data = {**kept, **person_text(text), "edit_date": self.world.date()}
        self._act(ChangeKind.EDITED, own)
        self.world.tell_of_message(self.place, own, "edited_message")
        return show(own)

    async def deletes(self, message: ShownMessage) -> None:
        """Remove a message for both sides; Telegram tells bots nothing about it."""
        kept = self.place.message(message.id)
        if kept is None:
            raise NotPossible(f"{self._name} cannot delete message {message.id}: it is not there.")
        self.place.delete(kept)
        self._catch_up()

    async def reacts(self, message: ShownMessage, emoji: str) -> None:
        """Put an emoji on a message (none removes it); bots hear of it if they asked to."""
        kept = self.place.messages[message.id]
        old = kept.reactions.get(self.user.id, [])
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        kept.reactions[self.user.id] = new
        content = {
            "chat": self.place.as_json(),
            "message_id": kept.id,
            "user": self.user.as_json(),
            "date": self.world.date(),
            "old_reaction": old,
            "new_reaction": new,
        }
        self._catch_up()
        for bot in self.world.bots_in(self.place):
            self.world.tell(bot, {"message_reaction": content}, lane=self.chat_id + REACTION_LANE)

    async def blocks(self) -> None:
        """Block the bot: it gets my_chat_member, and 403 when it writes."""
        self._set_blocked(blocked=True)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._set_blocked(blocked=False)

    async def deletes_account(self) -> None:
        """Leave Telegram: the bot gets 403 "user is deactivated" and no update."""
        self.user.deactivated = True

    async def sends_raw(self, update: Json) -> int:
        """Put any update into the bot's queue, however malformed; the id it got."""
        life = self.world.conditions.message_life
        expires_at = self.world.clock.now() + life
        number = self.bot.updates.push(update, expires_at=expires_at, lane=self.chat_id)
        if number is None:
            raise NotPossible(f"The bot's allowed_updates leave out {', '.join(update)}.")
        return number

    @property
    def _name(self) -> str:
        return self.user.first_name

    def _catch_up(self) -> None:
        self._seen = self.place.last_number

    def _act(self, kind: ChangeKind, message: Message) -> None:
        self.place.show(kind, message)
        self._catch_up()

    def _send(
        self, content: Json, *, reply_to: ShownMessage | None = None, topic: int | None = None
    ) -> ShownMessage:
        self._check_may_write(topic)
        place: Json = {}
        if topic is not None:
            place = {"message_thread_id": topic, "is_topic_message": True}
        answered = self.place.message(reply_to.id if reply_to else topic or 0)
        if answered is not None:
            place["reply_to_message"] = without_reply(answered.data)
        self.place.started = True
        message = self.world.post(self.place, self.user, {**content, **place})
        self._catch_up()
        self.world.tell_of_message(self.place, message)
        return show(message)

    def _send_file(
        self,
        kind: str,
        content: bytes,
        name: str,
        mime_type: str,
        caption: str,
        topic: int | None,
    ) -> ShownMessage:
        stored = self.world.files.add(
            folder=FOLDERS[kind], name=name, mime_type=mime_type, content=content
        )
        words = {"caption": caption} if caption else {}
        return self._send({**file_json(kind, stored), **words}, topic=topic)

    def _check_may_write(self, topic: int | None) -> None:
        if self.place.blocked:
            raise NotPossible(f"{self._name} blocked the bot; call unblocks() first.")
        if self.place.migrated_to is not None:
            raise NotPossible("This group became a supergroup; write there.")
        member = self.place.members.get(self.user.id)
        if self.place.kind is not ChatKind.PRIVATE and (member is None or not member.is_inside):
            raise NotPossible(f"{self._name} is not in {self.place.title!r}.")
        if topic is None:
            return
        known = self.place.topics.get(topic)
        if known is None:
            raise NotPossible(f"There is no topic {topic} in {self.place.title!r}.")
        if known.closed and not (member and member.is_admin):
            raise NotPossible(f"Topic {known.name!r} is closed.")

    def _find_button(self, wanted: str, on: ShownMessage | None) -> tuple[Message | None, Json]:
        if on is not None:
            return self._button_on(on, wanted)
        for message in reversed(self.place.messages.values()):
            if not message.deleted and (data := _inline(message.data, wanted)):
                return message, data
        for row in keyboard_rows(self.place.keyboard):
            for data in row:
                if label_of(data) == wanted:
                    return None, data
        shown = [name for message in self.chat for name in message.buttons]
        raise AssertionError(f"{self._name} sees no button {wanted!r}; there are {shown}.")

    def _button_on(self, on: ShownMessage, wanted: str) -> tuple[Message, Json]:
        data = _inline(on.data, wanted)
        if data is None:
            raise AssertionError(f"Message {on.id} had no button {wanted!r}, but {on.buttons}.")
        return self.place.messages[on.id], data

    def _press(self, wanted: str, on: ShownMessage | None) -> CallbackQuery | CallbackAnswer:
        message, data = self._find_button(wanted, on)
        self._catch_up()
        if message is None:
            self._press_keyboard(data)
            return CallbackAnswer()
        if "callback_data" not in data:
            return CallbackAnswer(url=data.get("url", ""))
        authors = [bot for bot in self.world.bots.values() if bot.id == message.sender_id]
        return self.world.press(authors[0], self.place, self.user, message, data["callback_data"])

    def _press_keyboard(self, data: Json) -> None:
        if data.get("request_contact"):
            number = {"phone_number": "+31600000000", "first_name": self._name}
            self._send({"contact": {**number, "user_id": self.user.id}})
        elif data.get("request_location"):
            self._send({"location": {"latitude": 52.09, "longitude": 5.12}})
        else:
            self._send(person_text(label_of(data)))

    def _look(self, parts: tuple[str, ...], topic: int | None) -> ShownMessage | None:
        for change in self.place.changes_after(self._seen):
            shown = show(change.message, change.data)
            if (
                change.kind is not ChangeKind.DELETED
                and change.message.sender_id != self.user.id
                and topic in (None, shown.topic)
                and all(part in shown.text for part in parts)
            ):
                self._seen = change.number
                return shown
        return None

    def _complaint(self, parts: tuple[str, ...], timeout: float) -> str:
        changes = self.place.changes_after(self._seen)
        since = [
            f"{change.kind}: {show(change.message, change.data).text!r}"
            for change in changes
            if change.message.sender_id != self.user.id
        ]
        wanted = " and ".join(map(repr, parts)) or "anything"
        came = "\n  ".join(since) or "nothing"
        return (
            f"{self._name} waited {timeout} s for {wanted}. "
            f"Since the last thing they did or saw came:\n  {came}"
        )

    def _own(self, message: ShownMessage) -> Message:
        own = self.place.message(message.id)
        if own is None or own.sender_id != self.user.id:
            raise NotPossible(f"{self._name} cannot edit message {message.id}: it is not theirs.")
        return own

    def _set_blocked(self, *, blocked: bool) -> None:
        if self.place.kind is not ChatKind.PRIVATE:
            raise NotPossible("Only in a private chat a person can block a bot.")
        if self.place.blocked is blocked:
            return
        self.place.blocked = blocked
        states = [
            member_json(Member(user=self.bot.user, status=status))
            for status in ("member", "kicked")
        ]
        old, new = states if blocked else reversed(states)
        self._catch_up()
        self.world.tell_of_member(self.bot, self.place, self.user, old, new)


def _inline(data: Json, wanted: str) -> Json | None:
    rows: list[list[Json]] = data.get("reply_markup", {}).get("inline_keyboard", [])
    return next((button for row in rows for button in row if button["text"] == wanted), None)
