"""Texts of the profile have a domain of their own, and languages of papers only what stands on papers."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.content.domains import DOMAINS, needed_in, pieces, templates
from bot.content.load import ContentLibrary, load, study
from bot.content.po import PoFile, parse_po
from bot.content.release import Content, read_content
from bot.content.report import Report
from tests.content.folder import LANGUAGES, flow, write
from tests.content.mistakes_profile import ASK, TOWN

HUNGARIAN = """\
hu:
  native: magyar
  english: Hungarian
  direction: ltr
  plurals: "nplurals=2; plural=(n != 1)"
  dates: hu
  offered: papers
  status: draft
"""
JOBS = """\
owner: team
reviewed: never
review_every: 24 months
groups:
  - food:
      label: Food and kitchen
      sign: 🍳
      terms:
        - baker:
            label: Baker
            isco: "7512"
"""
HUB = """\
hub:
  choose: What do you want to tell?
  choices:
    - town:
        label: My town
        section: person
        next: town
"""
FILES: dict[str, str | bytes] = {
    "locales/languages.yaml": f"{LANGUAGES}{HUNGARIAN}",
    "flows/profile.yaml": flow(f"{HUB}{ASK}bye:\n  end: done\n", "profile", head=TOWN),
    "flows/trip.yaml": flow("hello:\n  say: Hello there.\nbye:\n  end: done\n"),
    "taxonomy/occupations.yaml": JOBS,
}
PAPER_DOMAINS = {"profile", "taxonomy", "ui"}


def read(folder: Path, **more: str) -> Content:
    return read_content(write(folder, {**FILES, **more}))


def sources(content: Content, domain: str) -> set[str]:
    return {piece.text.source for piece in pieces(content)[domain]}


def test_the_profile_has_a_domain_of_its_own_and_so_have_jobs(tmp_path: Path):
    content = read(tmp_path)
    assert content.sound, content.findings
    assert {"profile", "taxonomy", "flows", "ui"} <= DOMAINS.keys()
    assert {"What do you want to tell?", "My town", "Town"} <= sources(content, "profile")
    assert "Hello there." not in sources(content, "profile")
    assert "Hello there." in sources(content, "flows")
    assert "Town" not in sources(content, "flows")
    assert sources(content, "taxonomy") == {"Food and kitchen", "Baker"}


def test_every_text_stands_in_one_domain_only(tmp_path: Path):
    places = [piece.text.place for each in pieces(read(tmp_path)).values() for piece in each]
    assert len(places) == len(set(places))


def test_on_papers_stand_names_choices_jobs_and_fixed_words_and_no_questions(tmp_path: Path):
    content = read(tmp_path)
    wanted = needed_in(templates(content), content.languages["hu"])
    assert wanted.keys() == PAPER_DOMAINS
    said = {domain: {each.source for each in po.messages} for domain, po in wanted.items()}
    assert said["profile"] == {"Town", "My town"}
    assert said["taxonomy"] == {"Food and kitchen", "Baker"}
    assert {"Skills profile", "Fluent", "Yes"} <= said["ui"]
    assert "I prefer not to say" not in said["ui"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    assert main(["i18n", "extract", "--folder", str(tmp_path)]) == 0
    assert main(["i18n", "sync", "--folder", str(tmp_path)]) == 0
    return tmp_path


def po(folder: Path, path: str) -> PoFile:
    found = parse_po((folder / path).read_text(), Report(path=path))
    assert found is not None
    return found


def test_a_language_of_papers_has_files_for_papers_only(folder: Path):
    files = {each.stem for each in (folder / "locales/hu/LC_MESSAGES").glob("*.po")}
    assert files == PAPER_DOMAINS
    assert len(list((folder / "locales/nl/LC_MESSAGES").glob("*.po"))) > len(files)
    messages = po(folder, "locales/hu/LC_MESSAGES/profile.po").messages
    assert {each.source for each in messages} == {"Town", "My town"}


def test_a_language_of_papers_is_offered_to_nobody_and_known_to_the_papers(folder: Path):
    release, catalogs, findings = load(folder)
    assert release is not None, findings
    assert not release.languages["hu"].offered
    assert catalogs["hu"].language.native == "magyar"
    assert "Hungarian" not in " ".join(each.message for each in findings if each.code == "L017")


def test_jobs_are_in_the_release_with_their_other_words_and_a_draft_read_again_keeps_them(
    tmp_path: Path,
):
    words = "baker:\n  - bread maker\n"
    content = read(tmp_path, **{"taxonomy/words/occupation/en.yaml": words})
    assert content.sound, content.findings
    assert [term.id for term in content.release.taxonomy.terms("occupation")] == ["baker"]
    assert content.release.also["taxonomy/occupation"] == {"bread maker": "baker"}
    again = read_content(tmp_path, content)
    assert again.release.taxonomy == content.release.taxonomy
    assert again.release.also == content.release.also
    assert again.release.recordings == content.release.recordings


def test_a_mistake_in_the_jobs_is_a_finding_of_the_content(tmp_path: Path):
    jobs = JOBS.replace("label: Baker", "labl: Baker")
    content = read(tmp_path, **{"taxonomy/occupations.yaml": jobs})
    assert "taxonomy/occupations.yaml" in {each.path for each in content.findings}


def test_what_the_operator_leaves_out_holds_for_every_release_that_comes_into_force(
    tmp_path: Path,
):
    studied = study(write(tmp_path, FILES))
    library = ContentLibrary(
        studied.content.release, studied.catalogs, left_out=frozenset({"person"})
    )
    assert library.release.left_out == {"person"}
    assert library.edition(draft=False).release.left_out == {"person"}
