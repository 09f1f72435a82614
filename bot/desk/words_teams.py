"""Words of the pages about teams, their hours, how long things take, and who is away."""

from collections.abc import Mapping

from bot.core.text import Text, pgettext
from bot.core.week import WEEKDAYS

_TEAMS: Mapping[str, Text] = {
    "no_teams_yet": pgettext(
        "desk/page/no_teams_yet",
        "There is no team yet. Every advisor gets every message, every hour counts, and nothing is promised.",
    ),
    "no_team_yours": pgettext("desk/page/no_team_yours", "You are in no team."),
    "new_team": pgettext("desk/page/new_team", "Add a team"),
    "lead_is": pgettext("desk/page/lead_is", "Lead:"),
    "no_lead": pgettext(
        "desk/page/no_lead", "This team has no lead. Nobody hears when a promised time is over."
    ),
    "members_are": pgettext("desk/page/members_are", "Advisors:"),
    "no_members": pgettext("desk/page/no_members", "Nobody is in this team."),
    "deserted": pgettext("desk/page/deserted", "Everybody in this team is away."),
    "members_why": pgettext(
        "desk/page/members_why", "Who is in which team, an admin says on the page of the advisors."
    ),
    "promises": pgettext("desk/page/promises", "Working hours until a first answer: {hours}"),
    "promises_nothing": pgettext("desk/page/promises_nothing", "No time is promised."),
    "team_unfit": pgettext(
        "desk/page/team_unfit", "Nothing was saved. Please look at the marked fields."
    ),
    "team_in_use": pgettext(
        "desk/page/team_in_use",
        "The team was not removed. It has open tickets: {tickets}. Close them or hand them to another team first.",
    ),
    "team_name": pgettext("desk/page/team_name", "Name of the team"),
    "takes_topics": pgettext("desk/page/takes_topics", "Topics the team takes"),
    "takes_countries": pgettext("desk/page/takes_countries", "Countries the team takes"),
    "takes_languages": pgettext("desk/page/takes_languages", "Languages the team reads"),
    "none_is_all": pgettext("desk/page/none_is_all", "Tick nothing to take all."),
    "week": pgettext("desk/page/week", "Hours in a week"),
    "week_why": pgettext(
        "desk/page/week_why",
        "Such as 09:00-12:30, 13:00-17:00. Leave a day empty when nobody is there.",
    ),
    "zone": pgettext("desk/page/zone", "Time zone of these hours"),
    "zone_why": pgettext("desk/page/zone_why", "Such as Europe/Brussels. Pages show this clock."),
    "holidays": pgettext("desk/page/holidays", "Public holidays the team keeps"),
    "holidays_why": pgettext(
        "desk/page/holidays_why",
        "On these days nobody is there. People are told when the team is back.",
    ),
    "no_holidays": pgettext("desk/page/no_holidays", "None"),
    "closed_days": pgettext("desk/page/closed_days", "Other days on which the team is closed"),
    "closed_days_why": pgettext("desk/page/closed_days_why", "One on a line, such as 2026-12-24."),
    "promise": pgettext("desk/page/promise", "Working hours until a first answer"),
    "promise_why": pgettext(
        "desk/page/promise_why",
        "Half of it over: who has the ticket is reminded. All of it over: the lead is told. 0: nothing is promised.",
    ),
    "days_off": pgettext("desk/page/days_off", "Closed in the next 12 months"),
    "no_days_off": pgettext("desk/page/no_days_off", "On no day."),
    "own_day": pgettext("desk/page/own_day", "closed by the team"),
    "remove_team": pgettext("desk/page/remove_team", "Remove this team"),
    "remove_team_why": pgettext(
        "desk/page/remove_team_why", "This works only when no open ticket is with the team."
    ),
    "back_to_teams": pgettext("desk/page/back_to_teams", "Back to all teams"),
}

_PERIODS: Mapping[str, Text] = {
    "periods": pgettext("desk/page/periods", "How long things take"),
    "periods_why": pgettext("desk/page/periods_why", "These numbers are for all teams."),
    "periods_delete": pgettext(
        "desk/page/periods_delete",
        "If you make the time until deletion shorter, older messages are deleted within minutes, for good.",
    ),
    "period_unfit": pgettext("desk/page/period_unfit", "Give a whole number from 1 to {most}."),
}

_AWAY: Mapping[str, Text] = {
    "availability": pgettext("desk/page/availability", "Are you there?"),
    "you_are_here": pgettext("desk/page/you_are_here", "You are there."),
    "you_are_away_until": pgettext("desk/page/you_are_away_until", "You are away until {day}."),
    "you_are_away": pgettext("desk/page/you_are_away", "You are away."),
    "away_until": pgettext("desk/page/away_until", "away until {day}"),
    "is_away": pgettext("desk/page/is_away", "away"),
    "away_bar": pgettext("desk/page/away_bar", "You are set as away"),
    "away_why": pgettext(
        "desk/page/away_why",
        "While you are away nobody hands you a ticket and nothing reminds you. You can still read and answer.",
    ),
    "away_tickets": pgettext(
        "desk/page/away_tickets",
        "You have open tickets: {tickets}. They stay with you. Give them back in the queue if you cannot answer them.",
    ),
    "back_on": pgettext("desk/page/back_on", "I am back on"),
    "back_on_why": pgettext("desk/page/back_on_why", "Leave it empty if you do not know yet."),
    "back_unfit": pgettext("desk/page/back_unfit", "Please give a day after today."),
    "go_away": pgettext("desk/page/go_away", "I am away"),
    "come_back": pgettext("desk/page/come_back", "I am here"),
    "assign_away": pgettext(
        "desk/page/assign_away", "This advisor is away. Please choose somebody else."
    ),
    "team_away": pgettext("desk/page/team_away", "everybody is away"),
}

_CLOCK: Mapping[str, Text] = {
    "clock_of": pgettext("desk/page/clock_of", "Times on this page:"),
}

TEAMS: Mapping[str, Text] = {**_TEAMS, **_PERIODS, **_AWAY, **_CLOCK}

DAYS: Mapping[str, Text] = dict(
    zip(
        WEEKDAYS,
        (
            pgettext("desk/page/day/mon", "Monday"),
            pgettext("desk/page/day/tue", "Tuesday"),
            pgettext("desk/page/day/wed", "Wednesday"),
            pgettext("desk/page/day/thu", "Thursday"),
            pgettext("desk/page/day/fri", "Friday"),
            pgettext("desk/page/day/sat", "Saturday"),
            pgettext("desk/page/day/sun", "Sunday"),
        ),
        strict=True,
    )
)
"""The days of a week, by their names in the form."""

PERIODS: Mapping[str, tuple[Text, Text]] = {
    "apology_hours": (
        pgettext("desk/page/period/apology", "Working hours until an apology"),
        pgettext(
            "desk/page/period/apology_why",
            "When nobody took a message for so long, the person gets an apology and other places to ask.",
        ),
    ),
    "unsent_days": (
        pgettext("desk/page/period/unsent", "Days until a message that was not sent is forgotten"),
        pgettext(
            "desk/page/period/unsent_why",
            "The person began to write to you and did not press the button to send it.",
        ),
    ),
    "notice_days": (
        pgettext("desk/page/period/notice", "Days of silence until a notice"),
        pgettext(
            "desk/page/period/notice_why",
            "When it is the person's turn, they are told that the ticket will be closed.",
        ),
    ),
    "lapse_days": (
        pgettext("desk/page/period/lapse", "Days from the notice until the ticket is closed"),
        pgettext("desk/page/period/lapse_why", "When the person does not write, it is closed."),
    ),
    "keep_days": (
        pgettext("desk/page/period/keep", "Days from closing until the messages are deleted"),
        pgettext(
            "desk/page/period/keep_why", "At the desk, in the database, and in the Telegram group."
        ),
    ),
    "undo_hours": (
        pgettext("desk/page/period/undo", "Hours in which an answer can be taken back"),
        pgettext(
            "desk/page/period/undo_why", "Telegram allows 48. After that nothing can be taken back."
        ),
    ),
}
"""The periods by their names, with what each is for."""
