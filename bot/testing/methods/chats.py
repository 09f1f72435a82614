"""Methods about chats and their members."""

from bot.testing.methods.access import Call, readable_chat
from bot.testing.methods.refusals import bad_request
from bot.testing.world.chats import ChatKind, Member
from bot.testing.world.membership import member_json
from bot.testing.world.users import Json

NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat(call: Call) -> Json:
    """getChat: the Bot API's ChatFullInfo."""
    chat = readable_chat(call)
    return {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": NO_GIFTS,
        **chat.full,
    }


def get_member(call: Call) -> Json:
    """getChatMember: also of somebody who left, and of both sides of a private chat."""
    chat = readable_chat(call)
    user = call.world.users.get(call.parameters.integer("user_id"))
    if user is None:
        raise bad_request("invalid user_id specified")
    member = chat.members.get(user.id)
    if member is None:
        is_here = chat.kind is ChatKind.PRIVATE and user.id in (chat.id, call.bot.id)
        member = Member(user=user, status="member" if is_here else "left")
    return member_json(member)


def get_administrators(call: Call) -> list[Json]:
    """getChatAdministrators: people only, as Telegram leaves other bots out."""
    chat = readable_chat(call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("there are no administrators in the private chat")
    return [
        member_json(member)
        for member in chat.members.values()
        if member.is_admin and (not member.user.is_bot or member.user.id == call.bot.id)
    ]


def get_member_count(call: Call) -> int:
    """getChatMemberCount: two in a private chat."""
    chat = readable_chat(call)
    if chat.kind is ChatKind.PRIVATE:
        return 2
    return sum(1 for member in chat.members.values() if member.is_inside)


def leave_chat(call: Call) -> bool:
    """leaveChat."""
    chat = readable_chat(call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[call.bot.id].status = "left"
    return True
