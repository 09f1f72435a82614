"""Merging: by place, twice is the same as once, and nothing translated is ever lost."""

from pathlib import Path
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.languages import read_languages
from bot.content.merge import Former, keep, merge, waiting_at
from bot.content.po import Message, PoFile, parse_po, write_po
from bot.content.report import Report
from bot.content.translation_findings import first_difference

LANGUAGES = read_languages(Path(__file__).parents[2])[0]

NL = """\
# Maria
msgid ""
msgstr ""
"Language: nl\\n"
"X-Review: partial\\n"
"X-Generator: Poedit 3.4\\n"

# is this polite enough?
#. Message
#, fuzzy, python-brace-format
#| msgid "Hi {name}"
msgctxt "trip/hello/say"
msgid ""
"Hello {name}\\n"
"and \\"welcome\\""
msgstr "Hallo {name}"

#~ msgctxt "trip/bye/say"
#~ msgid "Bye"
#~ msgstr "Dag"
"""


def message(place: str, source: str, *forms: str, plural: str | None = None) -> Message:
    return Message(place=place, source=source, plural=plural, forms=forms or ("",))


def po(*messages: Message) -> PoFile:
    return PoFile(messages=messages)


def parsed(text: str) -> PoFile:
    report = Report(path="nl.po")
    found = parse_po(text, report)
    assert found is not None, report.findings
    return found


def merged(
    template: PoFile, old: PoFile, language: str = "nl", former: Former = MappingProxyType({})
) -> PoFile:
    return merge(template, old, LANGUAGES[language], former)


def test_a_file_is_read_with_all_that_translators_need():
    found = parsed(NL)
    assert found.headers["X-Review"] == "partial"
    assert found.remarks == ("Maria",)
    (first,) = found.messages
    assert first.source == 'Hello {name}\nand "welcome"'
    assert first.previous == ("Hi {name}", None)
    assert first.remarks == ("is this polite enough?",)
    assert first.fuzzy
    assert found.obsolete[0].forms == ("Dag",)
    assert parsed(write_po(found)) == parsed(write_po(parsed(write_po(found))))


def test_an_untouched_text_keeps_its_translation():
    template = po(message("trip/hello/say", "Hello"))
    after = merged(template, po(message("trip/hello/say", "Hello", "Hallo")))
    assert after.messages[0].forms == ("Hallo",)
    assert after.messages[0].confirmed


def test_a_changed_text_keeps_its_translation_as_fuzzy_with_the_english_it_was_confirmed_for():
    once = merged(po(message("a/b/say", "Hello there")), po(message("a/b/say", "Hello", "Hallo")))
    twice = merged(po(message("a/b/say", "Hello everybody")), once)
    for after in (once, twice):
        assert after.messages[0].forms == ("Hallo",)
        assert after.messages[0].fuzzy
        assert after.messages[0].previous == ("Hello", None)


def test_a_text_that_is_changed_back_is_confirmed_again():
    changed = merged(po(message("a/b/say", "Hi")), po(message("a/b/say", "Hello", "Hallo")))
    back = merged(po(message("a/b/say", "Hello")), changed)
    assert back.messages[0].confirmed
    assert back.messages[0].previous is None


def test_a_translation_nobody_confirmed_is_never_confirmed_by_a_change():
    draft = Message(place="a/b/say", source="Hello", forms=("Hallo",), flags=("fuzzy",))
    changed = merged(po(message("a/b/say", "Hi")), po(draft))
    assert changed.messages[0].previous is None
    assert merged(po(message("a/b/say", "Hello")), changed).messages[0].fuzzy


def test_a_text_that_moved_takes_its_translation_along():
    after = merged(
        po(message("trip/greet/say", "Hello")), po(message("trip/hello/say", "Hello", "Hallo"))
    )
    assert after.messages[0].forms == ("Hallo",)
    assert after.messages[0].confirmed
    assert after.obsolete == ()


def test_words_that_are_gone_from_two_places_or_new_at_two_do_not_move_by_guessing():
    two = po(message("trip/a/say", "Yes", "Ja"), message("trip/b/say", "Yes", "Jawel"))
    assert merged(po(message("trip/c/say", "Yes")), two).messages[0].forms == ("",)
    new = po(message("trip/c/say", "Yes"), message("trip/d/say", "Yes"))
    once = merged(new, po(message("trip/a/say", "Yes", "Ja")))
    assert [each.forms for each in once.messages] == [("",), ("",)]
    assert once.obsolete[0].forms == ("Ja",)
    filled = po(message("trip/c/say", "Yes", "Jawel"), message("trip/d/say", "Yes"))
    later = merged(new, PoFile(messages=filled.messages, obsolete=once.obsolete))
    assert later.messages[1].forms == ("",), "a text that is no longer new does not move either"


def test_a_text_takes_its_translation_along_from_where_an_editor_says_it_was():
    """Two steps say Yes and both are renamed: only `was:` tells them apart."""
    old = po(message("trip/a/say", "Yes", "Ja"), message("trip/b/say", "Yes", "Jawel"))
    new = po(message("trip/c/say", "Yes"), message("trip/d/say", "Yes, please"))
    former = {"trip/c/say": ("trip/b/say",), "trip/d/say": ("trip/a/say",)}
    after = merged(new, old, former=former)
    assert [each.forms for each in after.messages] == [("Jawel",), ("Ja",)]
    assert after.messages[0].confirmed
    assert after.messages[1].previous == ("Yes", None), "it moved and changed"
    assert after.obsolete == ()
    assert merged(new, after, former=former) == after


def test_a_text_that_stays_is_never_taken_away_by_what_another_one_was():
    both = po(message("trip/a/say", "Yes", "Ja"), message("trip/b/say", "Yes"))
    after = merged(both, both, former={"trip/b/say": ("trip/a/say",)})
    assert [each.forms for each in after.messages] == [("Ja",), ("",)]


def test_what_a_translator_noted_at_an_open_text_is_kept():
    noted = Message(place="a/b/say", source="Hello", remarks=("formal or not?",))
    for source in ("Hello", "Hello there"):
        after = merged(po(message("a/b/say", source)), po(noted))
        assert after.messages[0].remarks == ("formal or not?",)


def test_equal_english_at_another_place_is_not_taken_for_the_same_text():
    """The same word can mean two things; only a text whose own place is gone moves."""
    old = po(message("trip/a/say", "Right", "Rechts"))
    after = merged(po(message("trip/a/say", "Right"), message("trip/b/say", "Right")), old)
    assert [each.forms for each in after.messages] == [("Rechts",), ("",)]


def test_similar_english_at_another_place_is_not_taken_for_the_same_text():
    after = merged(po(message("trip/b/say", "Hello!")), po(message("trip/a/say", "Hello", "Hallo")))
    assert after.messages[0].forms == ("",)
    assert after.obsolete[0].forms == ("Hallo",)


def test_a_removed_text_becomes_obsolete_and_returns_with_its_translation():
    gone = merged(po(), po(message("trip/a/say", "Hello", "Hallo")))
    assert gone.messages == ()
    assert "#~ msgstr" in write_po(gone)
    back = merged(po(message("trip/a/say", "Hello")), parsed(write_po(gone)))
    assert back.messages[0].confirmed
    assert back.obsolete == ()


def test_a_removed_text_without_translation_leaves_nothing_behind():
    assert merged(po(), po(message("trip/a/say", "Hello"))).obsolete == ()


def test_a_text_that_gets_a_plural_is_translated_anew_and_the_old_translation_is_kept():
    template = po(message("a/b/say", "{count} day", "", "", plural="{count} days"))
    after = merged(template, po(message("a/b/say", "{count} day", "{count} dag")), "ar")
    assert after.messages[0].forms == ("",) * 6
    assert after.obsolete[0].forms == ("{count} dag",)


def test_headers_are_ours_where_tools_would_differ_and_the_translators_where_they_are_theirs():
    after = merged(po(), parsed(NL), "ar")
    assert after.headers["Plural-Forms"].startswith("nplurals=6")
    assert after.headers["Language"] == "ar"
    assert after.headers["X-Review"] == "partial"
    assert "X-Generator" not in after.headers
    assert merged(po(), PoFile()).headers["X-Review"] == "none"


def test_keeping_confirms_what_is_at_or_below_a_place_and_nothing_else():
    old = po(*(message(f"trip/{name}/say", "Hello", "Hallo") for name in ("a", "ab")))
    fuzzy = merged(po(*(message(f"trip/{name}/say", "Hello!") for name in ("a", "ab"))), old)
    kept = keep(fuzzy, waiting_at(fuzzy, ["trip/a"]))
    assert [each.confirmed for each in kept.messages] == [True, False]
    assert kept.messages[0].previous is None


def test_keeping_never_confirms_what_nobody_had_confirmed_before():
    draft = Message(place="a/b/say", source="Hello", forms=("Hallo",), flags=("fuzzy",))
    assert waiting_at(po(draft), ["a/b"]) == ()


places = st.sampled_from([f"{flow}/{step}/say" for flow in "ab" for step in "xyz"])
sources = st.sampled_from(["Hello", "Bye", "Yes", "No"])
plurals = st.sampled_from([None, None, "many"])


formers = st.dictionaries(places, st.lists(places, min_size=1, max_size=2).map(tuple), max_size=3)


@st.composite
def templates(draw: st.DrawFn) -> PoFile:
    chosen = draw(st.lists(places, unique=True, max_size=5))
    return po(*(message(place, draw(sources), plural=draw(plurals)) for place in chosen))


def translations_in(file: PoFile) -> set[str]:
    return {form for each in (*file.messages, *file.obsolete) for form in each.forms if form}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(templates(), min_size=1, max_size=6), st.data(), st.sampled_from(["nl", "ar"]), formers
)
def test_nothing_translated_is_ever_lost_and_merging_twice_is_the_same_as_once(
    rounds: list[PoFile], data: st.DataObject, language: str, former: Former
):
    """Texts come, change, move, are renamed and go; translators fill in; every word they wrote stays in the file."""
    file, written = PoFile(), set[str]()
    for number, template in enumerate(rounds):
        file = merged(template, file, language, former)
        assert [each.place for each in file.messages] == [each.place for each in template.messages]
        assert written <= translations_in(file)
        assert merged(template, file, language, former) == file
        again = parsed(write_po(file))
        assert first_difference(again, file) is None
        assert write_po(again) == write_po(file)
        file = _translated(file, number, data)
        written |= translations_in(file)


def _translated(file: PoFile, number: int, data: st.DataObject) -> PoFile:
    messages = tuple(
        Message(
            place=each.place,
            source=each.source,
            plural=each.plural,
            forms=tuple(f"{number}-{each.place}-{form}" for form in range(len(each.forms))),
            remarks=each.remarks,
        )
        if not each.translated and data.draw(st.booleans())
        else each
        for each in file.messages
    )
    return PoFile(headers=file.headers, messages=messages, obsolete=file.obsolete)
