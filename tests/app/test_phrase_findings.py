"""What the search finds odd about phrases, where an editor can correct it."""

from pathlib import Path

from bot.app.phrase_findings import phrase_findings
from bot.content.load import study
from tests.content.folder import write
from tests.content.test_knowledge import HEAD
from tests.search.test_linting import GOOD

VAGUE = ["takes my recognition price", "a hospital diploma", "long nurse weeks", "cost of war"]


def found(folder: Path, *, stub: bool = False, **more: list[str]) -> list[str]:
    phrases = {**GOOD, **more}
    lines = [f"{name}:\n" + "".join(f"  - {each}\n" for each in phrases[name]) for name in phrases]
    kind = "stub: yes" if stub else "sources: merit"
    entries = {
        f"faq/{name}.yaml": f"entry: {name}\nquestion: About {name}?\nanswer: It is so.\n{kind}\n{HEAD}"
        for name in phrases
    }
    write(folder, {**entries, "faq/phrases/en.yaml": "".join(lines)})
    return [f"{each.line} {each.code}" for each in phrase_findings(study(folder).content)]


def test_phrases_that_are_too_alike_are_found_in_their_line(tmp_path: Path):
    assert found(tmp_path, law=["where do I get a new copy of my diploma from the was"]) == [
        "12 Q013"
    ]


def test_an_entry_nothing_leads_to_is_found_where_it_begins(tmp_path: Path):
    assert found(tmp_path, vague=VAGUE) == ["17 Q014"]


def test_a_stub_may_overlap_with_anything(tmp_path: Path):
    assert found(tmp_path, stub=True, vague=VAGUE) == []
