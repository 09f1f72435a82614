"""The fixed words of a profile on paper: its title, whose statement it is, what the marks mean."""

from collections.abc import Mapping

from bot.core.text import Text, pgettext

PROFILE_WORDS: Mapping[str, Text] = {
    "title": pgettext("document/title", "Skills profile"),
    "statement": pgettext(
        "document/statement",
        "This is the person's own statement. It is not a recognition of a diploma or of work. No authority checked it.",
    ),
    "made": pgettext("document/made", "Made on {date}"),
    "page": pgettext("document/page", "Page {page} of {pages}"),
    "photo": pgettext("document/photo", "Photo of the person"),
    "span": pgettext("document/span", "{start} to {end}"),
    "since": pgettext("document/since", "Since {start}"),
    "until": pgettext("document/until", "Until {end}"),
    "in_year": pgettext("document/in_year", "From {start}"),
    "years": pgettext("document/years", "Years"),
    "by_nobody": pgettext("document/by_nobody", "Not translated, in the words of whoever wrote it"),
    "by_person": pgettext("document/by_person", "Translated by the person"),
    "by_advisor": pgettext("document/by_advisor", "Translated by an advisor"),
    "by_machine": pgettext("document/by_machine", "Translated by a machine, not checked"),
    "drafts": pgettext(
        "document/drafts",
        "The fixed words of this paper were translated without a check by a native speaker.",
    ),
    "notes": pgettext("document/notes", "Added by an advisor"),
    "notes_why": pgettext(
        "document/notes_why", "These lines are not from the person. An advisor wrote them."
    ),
    "note_by": pgettext("document/note_by", "{advisor}, {date}"),
    "recommendation": pgettext("document/recommendation", "Recommendation"),
    "next_step": pgettext("document/next_step", "Next step"),
    "verified": pgettext("document/verified", "Document seen"),
    "plan": pgettext("document/plan", "My steps"),
    "plan_why": pgettext(
        "document/plan_why",
        "Merit showed these steps to the person. They are information and not legal advice.",
    ),
    "done": pgettext("document/done", "Done"),
    "levels": pgettext("document/levels", "The language levels are the person's own estimate."),
    "esco": pgettext(
        "document/esco", "This service uses the ESCO classification of the European Commission."
    ),
    "attached": pgettext(
        "document/attached", "The same profile as Europass XML is attached to this file."
    ),
}
"""By id. `made`, `page`, `span`, `since`, `until` and `note_by` have placeholders."""
