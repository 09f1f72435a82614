"""The languages a person can choose, with their direction and what stands in for them."""

from dataclasses import dataclass
from enum import StrEnum

LanguageCode = str


class Direction(StrEnum):
    """Which way a language is written; the values are those of the HTML `dir` attribute."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of `locales/languages.yaml`.

    `code` is a lower-case IETF tag, `native` its name in itself, `offered` whether people may choose it, `desk`
    whether advisors can read the desk in it. A `draft` was translated without a check by somebody who speaks it.
    """

    code: LanguageCode
    native: str
    english: str
    direction: Direction
    offered: bool = True
    desk: bool = False
    draft: bool = False


SOURCE_LANGUAGE: LanguageCode = "en"
