"""Codes of findings that the documents name exist; that each one is explained is tested with the content."""

import re
from pathlib import Path

import pytest

from bot.content.codes import CODES
from tests.docs.pages import DOCS, name, pages, text

CODE = re.compile(r"\b[FLPQ]\d{3}\b")


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_finding_a_page_names_exists(page: Path):
    assert sorted(set(CODE.findall(text(page))) - CODES.keys()) == []


def test_every_finding_is_explained_to_editors():
    explained = {
        code for page in DOCS.glob("editors/findings*.md") for code in CODE.findall(text(page))
    }
    assert sorted(CODES.keys() - explained) == []
