"""How well a language is spoken, in words anybody can judge themselves by."""

from bot.core.text import Text, pgettext

LEVELS = {
    "words": pgettext("ui/level_words", "A few words"),
    "simple": pgettext("ui/level_simple", "Simple conversations"),
    "most": pgettext("ui/level_most", "Most situations"),
    "fluent": pgettext("ui/level_fluent", "Fluent"),
    "mother": pgettext("ui/level_mother", "Mother tongue"),
}
"""The levels from the lowest on, by the id that is kept behind the language: `ar/fluent`."""

HOW_WELL = pgettext("ui/how_well", "How well do you speak this language: {language}?")
SPOKEN = pgettext("ui/spoken", "{language}: {level}")


def spoken(language: Text, level: str) -> Text:
    """Return a language with its level, as far as that is known."""
    if level not in LEVELS:
        return language
    return SPOKEN.with_values(language=language, level=LEVELS[level])
