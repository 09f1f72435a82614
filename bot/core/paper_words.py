"""All of Merit's own words that can stand on a paper, for languages nobody talks with Merit in."""

from bot.core.levels import LEVELS, SPOKEN
from bot.core.phrases import NO, YES
from bot.core.profile_words import PROFILE_WORDS
from bot.core.shown import ETHIOPIAN, LISTED, MONTH_YEAR, SOLAR_HIJRI, SPAN
from bot.core.text import Text

ON_PAPER: tuple[Text, ...] = (
    *PROFILE_WORDS.values(),
    *LEVELS.values(),
    *(SPOKEN, YES, NO, LISTED, MONTH_YEAR, SPAN, SOLAR_HIJRI, ETHIOPIAN),
)
