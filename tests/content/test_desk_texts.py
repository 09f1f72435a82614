"""The texts of the desk have a domain of their own, which only languages of the desk have."""

from dataclasses import replace
from pathlib import Path

from bot.content.catalogs import read_translations
from bot.content.domains import DOMAINS, needed_in, needs, templates
from bot.content.languages import ENGLISH, LanguageEntry, Offering, read_languages
from bot.content.offering import standings
from bot.content.release import read_content
from tests.content.folder import LANGUAGES, write

SHIPPED, _ = read_languages(Path())
DUTCH = SHIPPED["nl"]


def entry(*, desk: bool, offering: Offering = Offering.YES) -> LanguageEntry:
    return replace(DUTCH, language=replace(DUTCH.language, desk=desk), offering=offering)


def domains_in(found: LanguageEntry, folder: Path) -> set[str]:
    return set(needed_in(templates(read_content(write(folder, {}))), found))


def test_texts_of_the_desk_and_of_merit_itself_stand_in_two_domains(tmp_path: Path):
    content = read_content(write(tmp_path, {}))
    desk = {piece.text.place for piece in DOMAINS["desk"](content)}
    other = {piece.text.place for piece in DOMAINS["ui"](content)}
    assert desk
    assert all(place.startswith("desk/") for place in desk)
    assert not any(place.startswith("desk/") for place in other)


def test_a_language_people_speak_needs_the_desk_only_where_advisors_read_it(tmp_path: Path):
    assert "desk" in domains_in(entry(desk=True), tmp_path)
    assert "desk" not in domains_in(entry(desk=False), tmp_path)
    assert "ui" in domains_in(entry(desk=False), tmp_path)


def test_a_language_of_the_desk_that_nobody_speaks_needs_what_advisors_read_of_a_person():
    hungarian = entry(desk=True, offering=Offering.PAPERS)
    assert needs(hungarian, "desk", "desk/page/queue")
    assert needs(hungarian, "flows", "answers/topic/values/work")
    assert needs(hungarian, "cards", "cards/arrival/ask")
    assert needs(hungarian, "replies", "replies/hello/title")
    assert not needs(hungarian, "flows", "human/emergency/say")
    pashto = entry(desk=False, offering=Offering.PAPERS)
    assert not needs(pashto, "replies", "replies/hello/title")
    assert not needs(pashto, "desk", "desk/page/queue")


def test_texts_of_the_desk_do_not_keep_a_language_from_being_offered(tmp_path: Path):
    content = read_content(write(tmp_path, {"locales/languages.yaml": LANGUAGES}))
    found = standings(content, read_translations(tmp_path, content.languages))
    assert all(not each.entry.language.desk for each in found.values())
    assert {each.total for each in found.values()} == {
        sum(len(list(texts(content))) for name, texts in DOMAINS.items() if name != "desk")
    }


def test_the_desk_is_read_in_english_arabic_and_the_languages_of_the_nine_countries():
    assert {code for code, each in SHIPPED.items() if each.language.desk} == {
        *("ar", "en", "es", "fr", "hu", "it", "nl", "sk", "sl")
    }
    assert ENGLISH.language.desk
