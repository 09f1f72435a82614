"""Words of the pages about keeping a person from writing to the advisors for a while."""

from collections.abc import Mapping

from bot.core.blocking import No
from bot.core.text import Text, pgettext
from bot.service.desk.blocking import AGREE, LIFT, PAUSE, PROPOSE

BLOCKING: Mapping[str, Text] = {
    "abuse": pgettext("desk/page/abuse/title", "Against abuse"),
    "abuse_explained": pgettext(
        "desk/page/abuse/explained",
        "The person is told until when and why, and how to complain. The menu, answers from Merit, deleting and help "
        "in danger go on. Words of danger still reach you.",
    ),
    "abuse_cause": pgettext("desk/page/abuse/cause", "What happened"),
    "pause_person": pgettext("desk/page/abuse/pause", "Pause the person"),
    "pause_does": pgettext(
        "desk/page/abuse/pause_does",
        "For this time nothing the person writes reaches advisors. It ends by itself.",
    ),
    "hours_1": pgettext("desk/page/abuse/hours_1", "1 hour"),
    "hours_6": pgettext("desk/page/abuse/hours_6", "6 hours"),
    "hours_24": pgettext("desk/page/abuse/hours_24", "24 hours"),
    "propose_block": pgettext("desk/page/abuse/propose", "Propose to block the person"),
    "propose_does": pgettext(
        "desk/page/abuse/propose_does",
        "Nothing changes before a lead who is not you agrees. A block ends by itself.",
    ),
    "days_7": pgettext("desk/page/abuse/days_7", "7 days"),
    "days_30": pgettext("desk/page/abuse/days_30", "30 days"),
    "days_90": pgettext("desk/page/abuse/days_90", "90 days"),
    "agree": pgettext("desk/page/abuse/agree", "Agree to the block"),
    "agree_does": pgettext("desk/page/abuse/agree_does", "It begins at once. The person is told."),
    "lift": pgettext("desk/page/abuse/lift", "Let the person write again"),
    "lift_does": pgettext("desk/page/abuse/lift_does", "The person is told."),
    "take_back_proposal": pgettext("desk/page/abuse/take_back", "Take the proposal away"),
}

REFUSED: Mapping[No, Text] = {
    No.TOO_LONG: pgettext("desk/page/abuse/no/too_long", "This is not a time you can choose."),
    No.ALREADY: pgettext(
        "desk/page/abuse/no/already", "This is in force, or proposed, already. Load the page again."
    ),
    No.NOTHING: pgettext("desk/page/abuse/no/nothing", "There is nothing of this kind any more."),
    No.SECOND_PERSON: pgettext(
        "desk/page/abuse/no/second_person", "A lead has to agree who did not propose it."
    ),
    No.NOT_YOURS: pgettext(
        "desk/page/abuse/no/not_yours",
        "Only who has the ticket, who did it, or a lead may do this.",
    ),
    No.GONE: pgettext(
        "desk/page/abuse/no/gone", "There is no such ticket any more, or the person has a new one."
    ),
}

HAPPENED_BLOCKING: Mapping[str, Text] = {
    PAUSE: pgettext("desk/page/happened/person_pause", "{who} paused the person"),
    PROPOSE: pgettext("desk/page/happened/person_propose", "{who} proposed to block the person"),
    AGREE: pgettext("desk/page/happened/person_agree", "{who} agreed: the person is blocked"),
    LIFT: pgettext("desk/page/happened/person_lift", "{who} let the person write again"),
}
"""What a line of the conversation says of it."""
