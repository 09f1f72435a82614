"""Words of the page of statistics."""

from collections.abc import Mapping

from bot.core.text import Text, pgettext

FIGURES: Mapping[str, Text] = {
    "statistics": pgettext("desk/page/statistics", "Statistics"),
    "period": pgettext("desk/page/figures/period", "Period"),
    "weeks_4": pgettext("desk/page/figures/weeks_4", "Last 4 weeks"),
    "weeks_13": pgettext("desk/page/figures/weeks_13", "Last 3 months"),
    "weeks_52": pgettext("desk/page/figures/weeks_52", "Last 12 months"),
    "from_to": pgettext(
        "desk/page/figures/from_to",
        "From {since} to {until}. Only weeks that are over are counted.",
    ),
    "few_why": pgettext(
        "desk/page/figures/few_why",
        "Numbers below 5 are not shown, so that nobody can tell who it was. Sometimes one more number is not shown, so "
        "that nobody can work out a small one. There are no figures about single advisors.",
    ),
    "download": pgettext("desk/page/figures/download", "Download as a table (CSV)"),
    "open_now": pgettext("desk/page/figures/open_now", "Open now"),
    "first_answers": pgettext("desk/page/figures/first_answers", "First answers"),
    "first_answers_why": pgettext(
        "desk/page/figures/first_answers_why",
        "Counted in the opening hours of the team. In an emergency every hour counts.",
    ),
    "half_within": pgettext("desk/page/figures/half_within", "Half within"),
    "most_within": pgettext("desk/page/figures/most_within", "80 % within"),
    "kept_promises": pgettext(
        "desk/page/figures/kept_promises", "Answered within the promised time"
    ),
    "no_promises": pgettext("desk/page/figures/no_promises", "no time was promised"),
    "longer_than": pgettext("desk/page/figures/longer_than", "more than {time}"),
    "figure_opened": pgettext("desk/page/figures/opened", "Opened"),
    "figure_answered": pgettext("desk/page/figures/answered", "Answered"),
    "figure_closed": pgettext("desk/page/figures/closed", "Closed"),
    "by_week": pgettext("desk/page/figures/by_week", "By week"),
    "by_topic": pgettext("desk/page/figures/by_topic", "By topic"),
    "by_country": pgettext("desk/page/figures/by_country", "By country"),
    "by_language": pgettext("desk/page/figures/by_language", "By language"),
    "by_reason": pgettext("desk/page/figures/by_reason", "Why tickets were closed"),
    "by_helped": pgettext("desk/page/figures/by_helped", "Did this help?"),
    "how_many": pgettext("desk/page/figures/how_many", "How many"),
    "week_of": pgettext("desk/page/figures/week_of", "Week from {day}"),
    "not_said": pgettext("desk/page/figures/not_said", "Not said"),
    "figure_line": pgettext("desk/page/figures/line", "Line"),
    "sum": pgettext("desk/page/figures/sum", "All together"),
    "fewer_than_5": pgettext("desk/page/figures/fewer_than_5", "fewer than 5"),
    "not_shown": pgettext("desk/page/figures/not_shown", "not shown"),
}
