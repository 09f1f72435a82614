"""Any profile Hypothesis thinks of, with words nobody would write."""

from hypothesis import strategies as st

from bot.core.answer import AnswerType, AnswerValue
from bot.core.destinations import DESTINATIONS
from bot.core.profile import By, Export, Fact, Paired, Profile, ProfileEntry, ProfileSection
from tests.documents.told import NASTY, profile

_VALUES: dict[AnswerType, st.SearchStrategy[AnswerValue]] = {
    AnswerType.NUMBER: st.integers(-(2**53) + 1, 2**53 - 1),
    AnswerType.SOME_OF: st.lists(st.text(max_size=5), max_size=3).map(tuple),
    AnswerType.DATE: st.sampled_from(
        ["2019", "2019-05", "2019-05-03", "2019-13", "2019 sh1398", "x"]
    ),
    AnswerType.COUNTRY: st.sampled_from(["sy", "nl", "zz"]),
    AnswerType.SPOKEN: st.sampled_from(
        ["ar/mother", "nl/words", "nl/most", "prs/fluent", "ar", "/"]
    ),
    AnswerType.CONTACT: st.sampled_from(["+31612345678", "0612345678", "a@example.org", "x"]),
    AnswerType.YES_NO: st.sampled_from(["yes", "no"]),
    AnswerType.ONE_OF: st.sampled_from(["b", "eqf3", "isced3", "other"]),
    AnswerType.PLACE: st.sampled_from(["Utrecht", "52.09,5.12"]),
}
words = st.one_of(st.sampled_from(NASTY), st.text(max_size=30))
paired = st.builds(Paired, own=words, host=words, by=st.sampled_from(By))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(list(AnswerType)))
    value = draw(st.one_of(st.none(), _VALUES.get(kind, st.text(max_size=30))))
    goes = {export: draw(st.sampled_from(sorted(DESTINATIONS[export]))) for export in Export}
    return Fact(
        name=draw(st.text(min_size=1, max_size=8)),
        type=kind,
        label=draw(paired),
        words=draw(paired),
        value=value,
        goes=goes,
        isco=draw(st.sampled_from(["", "7512"])),
        uri=draw(st.sampled_from(["", "http://data.europa.eu/esco/skill/1"])),
    )


_entries = st.builds(
    ProfileEntry,
    facts=st.lists(facts(), max_size=5, unique_by=lambda told: told.name).map(tuple),
    heading=st.none() | paired,
    when=st.none() | paired,
)
_sections = st.builds(
    ProfileSection,
    id=st.text(min_size=1, max_size=5),
    title=paired,
    entries=st.lists(_entries, max_size=3).map(tuple),
)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Any profile at all, with words nobody would write."""
    sections = draw(st.lists(_sections, max_size=4, unique_by=lambda part: part.id))
    host = draw(st.sampled_from(["nl", "ar"]))
    return profile(*sections, host=host, name=draw(words), more=draw(st.booleans()))
