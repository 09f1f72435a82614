"""Who is what in a group, and what a bot may see of it."""

from bot.testing.world.bots import BotAccount
from bot.testing.world.chats import Chat, ChatKind, Member, Message
from bot.testing.world.users import Json

ADMIN_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
SERVICE_FIELDS = (
    "new_chat_members",
    "left_chat_member",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)


def member_json(member: Member) -> Json:
    """The Bot API's ChatMember, of whatever status."""
    shown: Json = {"user": member.user.as_json(), "status": member.status}
    if member.status == "kicked":
        return {**shown, "until_date": 0}
    if member.status == "creator":
        return {**shown, "is_anonymous": member.is_anonymous}
    if member.status == "restricted":
        return {**shown, "is_member": True, "until_date": 0}
    if member.status != "administrator":
        return shown
    rights = {name: name not in member.lacks for name in ADMIN_RIGHTS}
    own = {"is_anonymous": member.is_anonymous, "can_manage_topics": member.can_manage_topics}
    return {**shown, **rights, **own}


def may_see(bot: BotAccount, chat: Chat, message: Message) -> bool:
    """Whether a bot gets this message.

    In groups a bot in privacy mode that is no administrator gets commands, mentions of itself,
    replies to itself and service messages only.
    """
    if chat.kind is ChatKind.PRIVATE or bot.can_read_all or chat.members[bot.id].is_admin:
        return True
    data = message.data
    text = str(data.get("text", "")).lower()
    answered = data.get("reply_to_message", {}).get("from", {}).get("id")
    return (
        text.startswith("/")
        or f"@{bot.user.username}".lower() in text
        or answered == bot.id
        or any(name in data for name in SERVICE_FIELDS)
    )
