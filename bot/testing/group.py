"""A group, usually a forum: an advisors' desk with topics, members and a bot among them."""

from dataclasses import dataclass, field

from bot.testing.methods.topics import ICON_COLORS, note, open_topic, set_closed
from bot.testing.person import NotPossible, Person
from bot.testing.shown import ShownMessage, show
from bot.testing.world.bots import BotAccount
from bot.testing.world.chats import Chat, ChatKind, Member, Topic
from bot.testing.world.membership import member_json
from bot.testing.world.users import User
from bot.testing.world.world import World


@dataclass(slots=True, kw_only=True)
class Group:
    """One group; `owner` founded it and does what only an owner can do."""

    world: World = field(repr=False)
    bot: BotAccount = field(repr=False)
    owner: User
    place: Chat = field(repr=False)

    @property
    def chat_id(self) -> int:
        """The group's id: negative, and of a supergroup starting with -100."""
        return self.place.id

    @property
    def chat(self) -> list[ShownMessage]:
        """All messages as they look now, oldest first, without deleted ones."""
        return [show(message) for message in self.place.messages.values() if not message.deleted]

    @property
    def topics(self) -> dict[int, Topic]:
        """The forum topics that exist, by id."""
        return dict(self.place.topics)

    @property
    def pinned(self) -> list[int]:
        """The ids of the messages that are pinned, in the order in which they were."""
        return [number for number in self.place.pinned if self.place.message(number) is not None]

    def topic_named(self, name: str) -> Topic:
        """The newest topic with this name; an AssertionError lists those there are."""
        for topic in reversed(self.place.topics.values()):
            if topic.name == name:
                return topic
        names = [topic.name for topic in self.place.topics.values()]
        raise AssertionError(f"There is no topic {name!r} in {self.place.title!r}, but {names}.")

    def in_topic(self, topic_id: int) -> list[ShownMessage]:
        """The messages of one topic as they look now, oldest first."""
        return [message for message in self.chat if message.topic == topic_id]

    async def joins(self, person: Person, *, status: str = "member") -> Person:
        """The person's seat in this group: the same person, writing and seeing here."""
        member = Member(user=person.user, status=status, can_manage_topics=status != "member")
        self.place.members[person.user.id] = member
        self._announce(person.user, new_chat_members=[person.user.as_json()])
        return Person(
            world=self.world,
            bot=self.bot,
            user=person.user,
            place=self.place,
            _seen=self.place.last_number,
        )

    async def leaves(self, person: Person) -> None:
        """The person is no longer a member."""
        self.place.members[person.user.id].status = "left"
        self._announce(person.user, left_chat_member=person.user.as_json())

    async def opens_topic(self, name: str, *, by: Person | None = None) -> Topic:
        """A new topic made by a person (the owner unless said otherwise)."""
        return open_topic(self.world, self.place, self._actor(by), name=name, color=ICON_COLORS[0])

    async def closes_topic(self, topic: Topic, *, by: Person | None = None) -> None:
        """Close a topic by hand."""
        set_closed(self.world, self.place, self._actor(by), topic, closed=True)

    async def reopens_topic(self, topic: Topic, *, by: Person | None = None) -> None:
        """Open a closed topic by hand."""
        set_closed(self.world, self.place, self._actor(by), topic, closed=False)

    async def renames_topic(self, topic: Topic, name: str, *, by: Person | None = None) -> None:
        """Give a topic another name by hand."""
        topic.name = name
        note(self.world, self.place, self._actor(by), topic, {"forum_topic_edited": {"name": name}})

    async def deletes_topic(self, topic: Topic) -> None:
        """Remove a topic with its messages; Telegram tells bots nothing about it."""
        del self.place.topics[topic.id]
        for message in list(self.place.messages.values()):
            if message.topic_id == topic.id and not message.deleted:
                self.place.delete(message)

    async def changes_bot(self, status: str, *, can_manage_topics: bool = False) -> None:
        """Make the bot a member, an administrator, or throw it out (`kicked`)."""
        member = self.place.members[self.bot.id]
        old = member_json(member)
        member.status, member.can_manage_topics = status, can_manage_topics
        self.world.tell_of_member(self.bot, self.place, self.owner, old, member_json(member))

    async def migrates(self) -> "Group":
        """The supergroup this basic group became; writing here now gives `migrate_to_chat_id`."""
        if self.place.kind is not ChatKind.GROUP:
            raise NotPossible(f"{self.place.title!r} is a supergroup already.")
        new = self.world.add_group(title=self.place.title, kind=ChatKind.SUPERGROUP, is_forum=False)
        new.members = self.place.members
        self._announce(self.owner, migrate_to_chat_id=new.id)
        self.place.migrated_to = new.id
        group = Group(world=self.world, bot=self.bot, owner=self.owner, place=new)
        group._announce(self.owner, migrate_from_chat_id=self.chat_id)
        return group

    def _actor(self, person: Person | None) -> User:
        return self.owner if person is None else person.user

    def _announce(self, author: User, **content: object) -> None:
        message = self.world.post(self.place, author, content)
        self.world.tell_of_message(self.place, message)
