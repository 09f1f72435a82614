"""The page about reliability explains what the programs print, and keeps a place for it."""

import re

import pytest

from bench.crash import HEADING
from tests.docs.pages import DOCS, text

PAGE = text(DOCS / "operators" / "reliability.md")


@pytest.mark.parametrize("marker", ["crash table", "bench table"])
def test_there_is_one_place_for_each_table(marker: str):
    assert len(re.findall(rf"<!-- {marker} -->\n.*?<!-- end -->", PAGE, re.DOTALL)) == 1


def test_every_column_of_the_crash_test_is_explained():
    columns = [column.strip() for column in HEADING.splitlines()[0].strip("| ").split("|")]
    explained = PAGE.partition("| column |")[2].partition("\n\n")[0]
    assert [column for column in columns if column not in explained] == []
