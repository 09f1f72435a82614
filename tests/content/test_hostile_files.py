"""Whatever stands in a content folder, reading it gives findings, never an error of Python."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.load import check
from bot.content.po import parse_po
from bot.content.report import Report
from tests.content.folder import findings
from tests.content.mistakes import ALL, CHOOSING, LISTS, PO, TEST, TRIP, TRIP_TEST
from tests.content.test_merge import NL

SHIPPED = Path(__file__).parents[2]
TEXTS = sorted(file.read_text() for file in (SHIPPED / "flows").glob("*.yaml"))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return a real file in which some pieces were cut out or put elsewhere."""
    text = draw(st.sampled_from([*TEXTS, CHOOSING, TRIP_TEST]))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 30))
        piece = draw(
            st.sampled_from(
                ["", ": ", "\n", "  ", "- ", "[", "{a}", "'", "#", "next: x\n", "when: a is b\n"]
            )
        )
        text = text[:at] + piece + text[at + length :]
    return text


@settings(max_examples=150, deadline=None)
@given(damaged(), st.sampled_from([TRIP, TEST, LISTS, "flows/answers.yaml"]))
def test_a_damaged_file_makes_nothing_but_findings(text: str, path: str):
    with TemporaryDirectory() as folder:
        for each in findings(Path(folder), {path: text}):
            assert str(each)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=80) | st.text(alphabet='msgidtrcx "\\\n#~|,.0[]é', max_size=200) | st.just(NL)
)
def test_no_text_makes_a_translation_file_raise(text: str):
    parse_po(text, Report(path=PO))


def test_a_folder_without_anything_says_what_is_missing(tmp_path: Path):
    assert {each.code for each in check(tmp_path)[0]} == {"F001"}


def test_all_mistakes_together_are_all_found(tmp_path: Path):
    """One file never hides what is wrong in another."""
    flows = {
        f"flows/f{number}.yaml": each.text for number, each in enumerate(ALL) if each.path == TRIP
    }
    found = findings(tmp_path, flows)
    assert {each.path for each in found if each.path.startswith("flows/f")} == set(flows)
