"""Every reader finds their page, and every link leads somewhere."""

from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, anchors, leads_to, links, name, pages

PAGES = pages()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_relative_link_leads_to_a_file_and_a_heading_that_exist(page: Path):
    dead = []
    for target in links(page):
        path, anchor = leads_to(page, target)
        missing_heading = anchor and path.suffix == ".md" and anchor not in anchors(path)
        if not path.exists() or missing_heading:
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_link_leads_out_of_the_project_folder(page: Path):
    outside = [to for to in links(page) if not leads_to(page, to)[0].is_relative_to(ROOT)]
    assert outside == []


def reached_from(start: Path) -> set[Path]:
    """Every page that can be reached by clicking, `start` included."""
    reached: set[Path] = set()
    waiting = [start]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        waiting += [leads_to(page, target)[0] for target in links(page)]
    return reached


def test_every_page_can_be_reached_from_the_index_of_the_documents():
    documents = {page for page in PAGES if page.is_relative_to(DOCS)}
    lost = documents - reached_from(DOCS / "README.md")
    assert sorted(map(name, lost)) == [], "Link them from docs/README.md"


def test_the_front_page_leads_to_every_kind_of_reader_in_one_click():
    first = {leads_to(ROOT / "README.md", target)[0] for target in links(ROOT / "README.md")}
    folders = ("operators", "advisors", "editors", "translators", "developers")
    assert [folder for folder in folders if DOCS / folder / "README.md" not in first] == []
    assert DOCS / "README.md" in first


def test_the_front_page_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120
