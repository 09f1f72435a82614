"""The language of the country a person is in: the second one of their papers."""

from collections.abc import Mapping

from bot.core.answer import Answers
from bot.core.language import SOURCE_LANGUAGE, LanguageCode

PAPER_LANGUAGE = "paper_language"
"""The answer that says it, where a country has several languages or the person wants another one."""

HOSTS: Mapping[str, LanguageCode] = {
    "be": "nl",
    "hu": "hu",
    "ie": "en",
    "it": "it",
    "nl": "nl",
    "sk": "sk",
    "si": "sl",
    "es": "es",
    "uk": "en",
}
"""By the value of the answer `country`; Belgium has three, so there it is asked for."""


def host_language(answers: Answers) -> LanguageCode:
    """Return the language papers are written in beside the person's own."""
    said = answers.get(PAPER_LANGUAGE)
    return str(said) if said else HOSTS.get(str(answers.get("country")), SOURCE_LANGUAGE)
