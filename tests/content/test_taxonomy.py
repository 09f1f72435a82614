"""Jobs and skills: the shipped ones are in order, and every mistake in a file has its place."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.flows import read_shared_answers
from bot.content.taxonomy import FILES, TaxonomyFiles, is_sign, read_taxonomy, taxonomy_pieces
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.asked import Asked, Clarify, as_written
from bot.core.taxonomy import KINDS, NO_TAXONOMY
from bot.core.terms import read_term

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "nl", "fr", "ar", "fa", "uk", "ti")
PROFESSIONS = [v for v in read_shared_answers(ROOT).specs["profession"].values if v != "other"]
MOST = 12
"""Buttons that fit on a page."""
HEAD = "owner: team\nreviewed: never\nreview_every: 24 months\n"
JOBS = f"""{HEAD}groups:
  - food:
      label: Food and kitchen
      sign: 🍳
      terms:
        - baker:
            label: Baker
            isco: "7512"
            sign: 🥖
        - cook:
            label: Cook
            isco: "5120"
"""
SKILLS = f"""{HEAD}groups:
  - home:
      label: At home
      sign: 🏠
      terms:
        - bake:
            label: Bake bread
"""
PATH = "taxonomy/occupations.yaml"
WORDS = "taxonomy/words/occupation/en.yaml"


def read(folder: Path, files: dict[str, str]) -> TaxonomyFiles:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return read_taxonomy(folder, LANGUAGES)


def said(found: TaxonomyFiles) -> list[str]:
    return [str(finding) for report in found.reports for finding in report.findings]


@pytest.fixture(scope="module")
def shipped() -> TaxonomyFiles:
    return read_taxonomy(ROOT, LANGUAGES)


def test_the_shipped_files_have_no_findings(shipped: TaxonomyFiles):
    assert said(shipped) == []
    assert len(list(shipped.taxonomy.terms("occupation"))) >= 100
    assert len(list(shipped.taxonomy.terms("skill"))) >= 60


def test_every_shipped_job_has_a_unit_group_of_isco(shipped: TaxonomyFiles):
    for term in shipped.taxonomy.terms("occupation"):
        assert len(term.isco) == 4, term.id
        assert term.isco[0] in "123456789", term.id


def test_no_shipped_group_has_more_than_a_page_of_buttons(shipped: TaxonomyFiles):
    for kind in KINDS:
        groups = shipped.taxonomy.groups(kind)
        assert len(groups) <= MOST
        assert all(len(group.terms) <= MOST for group in groups)


@pytest.mark.parametrize("value", PROFESSIONS)
def test_every_profession_of_the_shared_answers_is_found_among_the_jobs(
    shipped: TaxonomyFiles, value: str
):
    """Typed, it is a job, or a question which of several jobs is meant."""
    asked = Asked(
        spec=AnswerSpec(name="job", type=AnswerType.OCCUPATION),
        choices=(),
        spell=as_written,
        today=date(2026, 11, 26),
        groups=shipped.taxonomy.groups("occupation"),
        also=shipped.also["occupation"],
    )
    given_ = read_term(value, asked)
    offered = [choice.id for choice in given_.choices] if isinstance(given_, Clarify) else []
    assert isinstance(given_, str) or "near_1" in offered, value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_term_has_words_in_every_language(
    shipped: TaxonomyFiles, kind: str, language: str
):
    text = (ROOT / f"taxonomy/words/{kind}/{language}.yaml").read_text(encoding="utf-8")
    missing = [t.id for t in shipped.taxonomy.terms(kind) if f"\n{t.id}:\n" not in text]
    assert missing == []


@pytest.mark.parametrize(
    ("word", "term"),
    [("khabbaz", "baker"), ("نانوا", "baker"), ("ሓኪም", "doctor"), ("пекар", "baker")],
)
def test_a_job_is_found_by_words_of_many_languages(shipped: TaxonomyFiles, word: str, term: str):
    assert shipped.also["occupation"][word] == term


def test_terms_and_words_are_read_with_their_places(tmp_path: Path):
    found = read(tmp_path, {PATH: JOBS, FILES["skill"]: SKILLS, WORDS: "baker:\n  - bread maker\n"})
    assert said(found) == []
    baker = found.taxonomy.find("occupation", "baker")
    assert baker is not None
    assert (baker.group, baker.isco, baker.sign) == ("food", "7512", "🥖")
    assert found.also == {"occupation": {"bread maker": "baker"}}
    assert [(p.text.place, p.kind, p.after) for p in taxonomy_pieces(found.taxonomy)] == [
        ("taxonomy/occupation/group/food", "Group (button)", ""),
        ("taxonomy/occupation/baker", "Job (button)", "Food and kitchen"),
        ("taxonomy/occupation/cook", "Job (button)", "Food and kitchen"),
        ("taxonomy/skill/group/home", "Group (button)", ""),
        ("taxonomy/skill/bake", "Skill (button)", "At home"),
    ]
    assert all(piece.is_label for piece in taxonomy_pieces(found.taxonomy))


def test_a_folder_without_a_taxonomy_has_none_and_no_finding(tmp_path: Path):
    found = read(tmp_path, {})
    assert (found.taxonomy, found.also, found.reports) == (NO_TAXONOMY, {}, [])


def changed(old: str, new: str) -> str:
    assert old in JOBS
    return JOBS.replace(old, new, 1)


BAKER_KEY = "        - baker:\n"
MISTAKES = [
    ("", "1:1 F016", "begins with"),
    ("- food\n", "1:1 F015", ""),
    (HEAD, "1:1 F021", "'groups:'"),
    (changed("owner: team\n", ""), "1:1 F021", "'owner:'"),
    (changed("24 months", "often"), "3:15 F025", "6 months"),
    (changed("reviewed: never", "reviewed: soon"), "2:11 F025", ""),
    (changed("owner:", "ownr:"), "1:1 F020", "Did you mean 'owner'"),
    (changed("      terms:", "      trms:"), "8:7 F020", "Did you mean 'terms'"),
    (changed("            isco:", "            isko:"), "11:13 F020", "Did you mean 'isco'"),
    (changed("        - cook:", "        - baker:"), "13:11 F010", "first is in line 9"),
    (changed("        - cook:", "        - food:"), "13:11 F010", "first is in line 5"),
    (changed("        - cook:", "        - Cook It:"), "13:11 F022", "cook_it"),
    (changed("        - cook:", "        - groups:"), "13:11 F022", "Choose another"),
    (changed("        - cook:", "        - near_1:"), "13:11 F022", "Choose another"),
    (changed("        - cook:", f"        - {'c' * 19}:"), "13:11 F022", "at most 18"),
    (changed("label: Cook", "label: Baker"), "14:20 F080", "what 'baker' reads"),
    (changed("label: Cook", f"label: {'Cook ' * 7}"), "14:20 F045", "at most 30"),
    (changed("label: Cook", "label: Cook {name}"), "14:20 F035", "without {"),
    (changed("label: Cook", 'label: "?"'), "14:20 F016", "missing"),
    (changed("            label: Cook\n", ""), "13:11 F021", "'label:'"),
    (changed("      label: Food and kitchen\n", ""), "5:5 F021", "'label:'"),
    (changed("      sign: 🍳\n", ""), "5:5 F021", "'sign:'"),
    (changed("🍳", "🍳🍳"), "7:13 F015", "one emoji"),
    (changed("🥖", "bread"), "12:19 F015", "one emoji"),
    (changed('"7512"', '"751"'), "11:19 F015", "four digits"),
    (changed('"7512"', '"0512"'), "11:19 F015", "four digits"),
    (changed('"7512"', '"٧٥١٢"'), "11:19 F015", "four digits"),
    (changed('            isco: "5120"\n', ""), "13:11 F021", "'isco:'"),
    (
        changed(f"{BAKER_KEY}            label: Baker", f"{BAKER_KEY}          - label: x"),
        "10:",
        "",
    ),
    (JOBS[: JOBS.index(BAKER_KEY)], "8:7 F016", "terms"),
    (f"{HEAD}groups:\n  - food: Food\n", "5:11 F015", "'food'"),
    (f"{HEAD}groups:\n  food:\n    label: x\n", "5:3 F012", "list"),
    (JOBS[: JOBS.index(BAKER_KEY)] + "        - baker: Baker\n", "9:18 F015", "'baker'"),
]


@pytest.mark.parametrize(("text", "where", "says"), MISTAKES)
def test_a_mistake_has_its_place(tmp_path: Path, text: str, where: str, says: str):
    found = said(read(tmp_path, {PATH: text}))
    assert any(each.startswith(f"{PATH}:{where}") and says in each for each in found), found


def test_a_skill_has_no_code(tmp_path: Path):
    coded = SKILLS + '            isco: "7512"\n'
    found = said(read(tmp_path, {FILES["skill"]: coded}))
    assert any(each.startswith(f"{FILES['skill']}:11:13 F020") for each in found), found


@pytest.mark.parametrize(
    ("path", "text", "where", "says"),
    [
        (WORDS, "backer:\n  - bread\n", "1:1 F027", "Did you mean 'baker'"),
        (WORDS, "food:\n  - kitchen\n", "1:1 F027", PATH),
        (WORDS, "baker:\n  - chef\ncook:\n  - Chef\n", "4:5 F010", "stands for 'baker'"),
        (WORDS, "baker:\n  - cook!\n", "2:5 F010", "stands for 'cook'"),
        (WORDS, 'baker:\n  - "?!"\n', "2:5 Q009", ""),
        (WORDS, "baker: bread\n", "1:8 F012", ""),
        (WORDS, "baker:\n  - - bread\n", "2:5 F015", ""),
        (WORDS, "- baker\n", "1:1 F015", ""),
        ("taxonomy/words/occupation/xx.yaml", "baker:\n  - bread\n", "1:1 Q008", "xx"),
        ("taxonomy/words/occupations/en.yaml", "baker:\n  - b\n", "1:1 F018", "'occupation'"),
        ("taxonomy/words/skill/en.yaml", "bake:\n  - b\n", "1:1 F018", "occupation"),
    ],
)
def test_a_mistake_in_the_words_has_its_place(
    tmp_path: Path, path: str, text: str, where: str, says: str
):
    found = said(read(tmp_path, {PATH: JOBS, path: text}))
    assert any(each.startswith(f"{path}:{where}") and says in each for each in found), found


def test_a_word_of_one_term_in_two_languages_is_no_mistake(tmp_path: Path):
    also = {WORDS: "cook:\n  - chef\n", WORDS.replace("en", "nl"): "cook:\n  - chef\n"}
    assert said(read(tmp_path, {PATH: JOBS, **also})) == []


def test_words_of_a_term_that_could_not_be_built_are_left_out(tmp_path: Path):
    broken = changed("            label: Cook\n", "")
    found = read(tmp_path, {PATH: broken, WORDS: "cook:\n  - chef\nbaker:\n  - bread\n"})
    assert found.also == {"occupation": {"bread": "baker"}}
    assert [each.split()[1] for each in said(found)] == ["F021"]


def test_words_for_jobs_say_nothing_more_when_no_job_could_be_read(tmp_path: Path):
    found = read(tmp_path, {PATH: "owner: [\n", WORDS: "cook:\n  - chef\n"})
    assert (found.taxonomy, found.also) == (NO_TAXONOMY, {})
    assert all(each.startswith(PATH) for each in said(found))


@pytest.mark.parametrize("sign", ["🥖", "🍽️", "👩🏽‍🍳", "⚙️"])
def test_one_emoji_is_a_sign(sign: str):
    assert is_sign(sign)


@pytest.mark.parametrize("words", ["", "a", "🥖🥖", "🥖 ", "7", "🇸🇾", "-"])
def test_anything_else_is_no_sign(words: str):
    assert not is_sign(words)


PIECES = ["", ": ", "\n", "  ", "- ", "[", "{a}", "'", "#", "label: x\n", "sign: 🥖", "baker"]


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(max_size=80)
    | st.builds(
        lambda at, length, piece: JOBS[:at] + piece + JOBS[at + length :],
        st.integers(0, len(JOBS)),
        st.integers(0, 40),
        st.sampled_from(PIECES),
    ),
    words=st.text(max_size=40) | st.sampled_from(["baker:\n  - x\n", "cook: x", "[", "a:\n  b:"]),
)
def test_no_text_makes_the_reader_raise(text: str, words: str):
    with TemporaryDirectory() as folder:
        found = read(Path(folder), {PATH: text, WORDS: words})
        assert all(said(found))
