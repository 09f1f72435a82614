"""How an answer is shown to people: in a sentence, on a card, in what Merit keeps about them."""

from bot.core.answer import AnswerSpec, AnswerType, AnswerValue
from bot.core.calendars import Calendar, Dated, kept_date
from bot.core.flow import Release
from bot.core.levels import spoken
from bot.core.months import month_name
from bot.core.phrases import NO, YES
from bot.core.terms import term_words
from bot.core.text import Text, literal, npgettext, pgettext
from bot.core.world import country_name, tongue_name

MONTH_YEAR = pgettext("ui/month_year", "{month} {year}")
SPAN = pgettext("ui/span", "{first} to {last}")
SOLAR_HIJRI = pgettext("ui/solar_hijri", "{date} ({gregorian})")
ETHIOPIAN = pgettext("ui/ethiopian", "{date} E.C. ({gregorian})")
LISTED = pgettext("ui/listed", "{first}, {rest}")

Shown = str | int | Text
"""What can be inserted into a text."""


def shown_value(spec: AnswerSpec, value: AnswerValue, release: Release) -> Shown:
    """Return what stands for an answer: labels and names in the reader's language, dates in both calendars."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return files(len(value)) if spec.type is AnswerType.FILE else _listed(spec, value, release)
    if isinstance(value, int):
        return value
    label = release.labels.get((spec.name, value))
    return _one(spec.type, value, release) if label is None else label


def _one(type_: AnswerType, value: str, release: Release) -> Shown:
    match type_:
        case AnswerType.DATE:
            dated = kept_date(value)
            return value if dated is None else shown_date(dated)
        case AnswerType.COUNTRY:
            return country_name(value, release.countries.get(value, value))
        case AnswerType.SPOKEN:
            code, _, level = value.partition("/")
            return spoken(tongue_name(code, release.tongues.get(code, code)), level)
        case AnswerType.OCCUPATION | AnswerType.SKILL:
            return term_words(type_, value, release.taxonomy)
        case AnswerType.YES_NO:
            return {"yes": YES, "no": NO}.get(value, value)
        case _:
            return value


def _listed(spec: AnswerSpec, values: tuple[str, ...], release: Release) -> Shown:
    labels = [release.labels.get((spec.name, value), literal(value)) for value in values]
    shown: Shown = labels.pop() if labels else ""
    while labels:
        shown = LISTED.with_values(first=labels.pop(), rest=shown)
    return shown


def files(count: int) -> Text:
    """Say how many files there are."""
    return npgettext("ui/files", "{count} file", "{count} files", count)


def shown_date(dated: Dated) -> Shown:
    """Return a date in words; one of another calendar with the Gregorian one behind it."""
    if dated.calendar is Calendar.GREGORIAN:
        return _gregorian(dated)
    words = SOLAR_HIJRI if dated.calendar is Calendar.SOLAR_HIJRI else ETHIOPIAN
    return words.with_values(date=dated.written, gregorian=_span(dated))


def _gregorian(dated: Dated) -> Shown:
    if dated.day:
        return literal(dated.first)
    if dated.month:
        return MONTH_YEAR.with_values(month=month_name(dated.month), year=dated.year)
    return dated.written


def _span(dated: Dated) -> Shown:
    """Return the one or two Gregorian days, months or years that a date of another calendar lies in."""
    first, last = dated.first, dated.last
    if dated.day:
        return literal(first)
    if not dated.month:
        return f"{first.year}/{last.year}"
    months = [
        MONTH_YEAR.with_values(month=month_name(day.month), year=day.year) for day in (first, last)
    ]
    return SPAN.with_values(first=months[0], last=months[1])
