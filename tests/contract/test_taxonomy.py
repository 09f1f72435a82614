"""Occupations and skills of ESCO on both databases: brought in as a whole, found by people's words, taken out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.service.ports import StoreError
from bot.service.taxonomy import Concept, ConceptKind
from bot.store import taxonomy_import
from bot.store.esco_files import Download, EscoRow, NotAnEscoDownload, open_download
from bot.store.schema import CONCEPT, CONCEPT_TERM, CONCEPT_WORD, TAXONOMY
from bot.store.sql_store import SqlStore
from bot.store.taxonomy import SqlConcepts
from bot.store.taxonomy_import import import_language, imported, remove_language, sweep
from tests.esco import (
    ARABIC,
    ENGLISH,
    FOLD_DOUGH,
    KITE_NURSE,
    MOON_DRIVER,
    OCCUPATIONS,
    SKILLS,
    STAR_BAKER,
    STEER_CARTS,
    Row,
    download,
    occupation,
)


async def bring_in(
    store: SqlStore, folder: Path, files: Mapping[str, Sequence[Row]], language: str
) -> None:
    with open_download(download(folder, files)) as found:
        await import_language(store, found, language, language)


@pytest.fixture
async def concepts(store: SqlStore, tmp_path: Path) -> SqlConcepts:
    """Both languages of the made-up download."""
    await bring_in(store, tmp_path, ENGLISH, "en")
    await bring_in(store, tmp_path, ARABIC, "ar")
    return SqlConcepts(store=store)


async def ids(concepts: SqlConcepts, words: str, kind: str = "occupation", *also: str) -> list[str]:
    return [each.id for each in await concepts.find(words, kind, ["en", *also])]


async def rows_kept(store: SqlStore) -> list[int]:
    """How many rows each table has."""

    def count(connection: sa.Connection) -> list[int]:
        return [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (TAXONOMY, CONCEPT, CONCEPT_TERM, CONCEPT_WORD)
        ]

    return await store.read(count)


async def test_a_concept_is_found_by_any_of_its_whole_names(concepts: SqlConcepts):
    (found,) = await concepts.find("Star  Baker", "occupation", ["en"])
    assert found == Concept(
        id=STAR_BAKER, kind="occupation", label="star baker", language="en", isco="7512"
    )
    for words in ("maker of star bread", "Baker of Stars", "bakerofstars"):
        assert (await ids(concepts, words))[0] == STAR_BAKER


async def test_a_concept_is_found_by_a_word_a_beginning_and_a_misspelt_word(concepts: SqlConcepts):
    for words in ("nurse", "nurses", "nur", "nruse", "I was a kite nurse", "gliding nurse"):
        assert await ids(concepts, words) == [KITE_NURSE], words
    assert await ids(concepts, "moon cart drivr") == [MOON_DRIVER]


async def test_a_whole_name_comes_before_a_beginning_and_a_beginning_before_a_word(
    store: SqlStore, tmp_path: Path
):
    rows = [
        OCCUPATIONS,
        occupation(STAR_BAKER, "7512", "assistant of a cook"),
        occupation(MOON_DRIVER, "8322", "cookie stacker"),
        occupation(KITE_NURSE, "2221", "cook"),
    ]
    await bring_in(store, tmp_path, {**ENGLISH, "occupations_en.csv": rows}, "en")
    concepts = SqlConcepts(store=store)
    assert await ids(concepts, "cook") == [KITE_NURSE, MOON_DRIVER, STAR_BAKER]
    assert [each.id for each in await concepts.find("cook", "occupation", ["en"], most=1)] == [
        KITE_NURSE
    ]


async def test_what_names_only_a_part_comes_only_where_nothing_names_all(concepts: SqlConcepts):
    assert await ids(concepts, "moon driver") == [MOON_DRIVER]
    assert await ids(concepts, "bakers on it") == [STAR_BAKER]
    assert await ids(concepts, "baker of airships and zeppelins") == []


@pytest.mark.parametrize("words", ["", "  ", "!?", "xqzzyw", "ab", "%", "_____", "\\", "'; --"])
async def test_words_that_name_nothing_find_nothing(concepts: SqlConcepts, words: str):
    assert await ids(concepts, words) == []


async def test_arabic_is_found_as_it_is_typed(concepts: SqlConcepts):
    for words in ("خباز النجوم", "الخباز", "فران", "خبازة"):
        assert await ids(concepts, words, "occupation", "ar") == [STAR_BAKER], words


async def test_of_several_languages_the_better_find_counts_then_the_earlier_language(
    concepts: SqlConcepts,
):
    (found,) = await concepts.find("ممرض", "occupation", ["en", "ar"])
    assert (found.label, found.language) == ("ممرض الطائرات", "ar")
    assert await concepts.find("ممرض", "occupation", ["en"]) == ()
    assert await concepts.find("nurse", "occupation", []) == ()
    assert await concepts.find("nurse", "occupation", ["uk"]) == ()


async def test_a_concept_named_alike_in_two_languages_comes_once(store: SqlStore, tmp_path: Path):
    await bring_in(store, tmp_path, ENGLISH, "en")
    with open_download(download(tmp_path, ENGLISH)) as found:
        await import_language(store, found, "en", "nl")
    concepts = SqlConcepts(store=store)
    (nurse,) = await concepts.find("nurse", "occupation", ["nl", "en"])
    assert nurse.language == "nl"


async def test_skills_and_occupations_are_apart(concepts: SqlConcepts):
    assert await ids(concepts, "dough", "skill") == [FOLD_DOUGH]
    assert await ids(concepts, "dough") == []
    assert await ids(concepts, "steering carts", "skill") == [STEER_CARTS]


async def test_labels_are_given_of_what_is_known(concepts: SqlConcepts):
    wanted = [STAR_BAKER, FOLD_DOUGH, "gone", STAR_BAKER]
    assert await concepts.labels(wanted, "ar") == {
        STAR_BAKER: "خبّاز النجوم",
        FOLD_DOUGH: "طي العجين",
    }
    assert await concepts.labels(wanted, "uk") == {}
    assert await concepts.labels([], "ar") == {}


async def test_it_is_said_what_was_imported(concepts: SqlConcepts):
    said = await imported(concepts.store)
    assert [(each.language, each.version, each.occupations, each.skills) for each in said] == [
        ("ar", "1.2.0", 3, 2),
        ("en", "1.2.0", 3, 2),
    ]


async def test_a_new_import_takes_the_place_of_the_old_one(concepts: SqlConcepts, tmp_path: Path):
    before = await rows_kept(concepts.store)
    await bring_in(concepts.store, tmp_path, ENGLISH, "en")
    assert await rows_kept(concepts.store) == before
    rows = [OCCUPATIONS, occupation(KITE_NURSE, "2221", "nurse of the wind")]
    await bring_in(concepts.store, tmp_path, {**ENGLISH, "occupations_en.csv": rows}, "en")
    said = await imported(concepts.store)
    assert {each.language: each.occupations + each.skills for each in said} == {"ar": 5, "en": 3}
    assert await ids(concepts, "baker") == []
    assert await concepts.labels([KITE_NURSE], "en") == {KITE_NURSE: "nurse of the wind"}


async def test_a_faulty_file_leaves_what_was_there(concepts: SqlConcepts, tmp_path: Path):
    before = await rows_kept(concepts.store)
    with pytest.raises(NotAnEscoDownload):
        await bring_in(concepts.store, tmp_path, {**ENGLISH, "skills_en.csv": [SKILLS]}, "en")
    assert await rows_kept(concepts.store) == before
    assert await ids(concepts, "baker") == [STAR_BAKER]


async def test_what_is_half_written_is_not_found_and_is_swept_away(
    concepts: SqlConcepts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(taxonomy_import, "BATCH", 1)
    before = await rows_kept(concepts.store)

    def half(self: Download, language: str, kind: ConceptKind):
        yield EscoRow(id=STAR_BAKER, names=("half a baker",))
        raise KeyboardInterrupt

    monkeypatch.setattr(Download, "rows", half)
    with (
        pytest.raises(KeyboardInterrupt),
        open_download(download(tmp_path, ENGLISH)) as found,
    ):
        await import_language(concepts.store, found, "en", "en")
    assert (await rows_kept(concepts.store))[0] == before[0] + 2
    assert await ids(concepts, "half") == []
    await sweep(concepts.store)
    assert await rows_kept(concepts.store) == before


async def test_a_second_import_at_the_same_time_ends_the_first(
    concepts: SqlConcepts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(taxonomy_import, "BATCH", 1)
    before = await rows_kept(concepts.store)
    write = taxonomy_import._write

    async def interrupted(store: SqlStore, number: int, rows: Sequence[EscoRow]) -> int:
        await sweep(store)
        return await write(store, number, rows)

    monkeypatch.setattr(taxonomy_import, "_write", interrupted)
    with pytest.raises(StoreError, match="Another import began"):
        await bring_in(concepts.store, tmp_path, ENGLISH, "en")
    assert await rows_kept(concepts.store) == before


async def test_small_batches_give_the_same(
    concepts: SqlConcepts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = await rows_kept(concepts.store)
    monkeypatch.setattr(taxonomy_import, "BATCH", 3)
    await bring_in(concepts.store, tmp_path, ENGLISH, "en")
    assert await rows_kept(concepts.store) == before
    assert await ids(concepts, "kite nurse") == [KITE_NURSE]


async def test_a_language_is_removed_with_everything_of_it(concepts: SqlConcepts):
    assert await remove_language(concepts.store, "en")
    assert not await remove_language(concepts.store, "en")
    assert [each.language for each in await imported(concepts.store)] == ["ar"]
    assert await remove_language(concepts.store, "ar")
    assert await rows_kept(concepts.store) == [0, 0, 0, 0]


async def test_a_name_of_marks_only_can_be_imported_and_is_not_found(
    store: SqlStore, tmp_path: Path
):
    rows = [OCCUPATIONS, occupation(STAR_BAKER, "7512", "---")]
    await bring_in(store, tmp_path, {**ENGLISH, "occupations_en.csv": rows}, "en")
    concepts = SqlConcepts(store=store)
    assert await concepts.labels([STAR_BAKER], "en") == {STAR_BAKER: "---"}
    assert await ids(concepts, "---") == []
