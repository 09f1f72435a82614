"""What Merit keeps about a person is said in words, records, steps and reminders among it."""

from bot.core.session import Consent, KeptPlan, Session, Trace, trace_of, written
from bot.core.turn import Turn
from bot.service.files import file_id, settled
from bot.service.mydata import data_says
from bot.service.ports import KeptFile
from tests.core.form import RELEASE

CONSENT = Consent(given=True, text="", language="en", at="2026-11-23T12:00:00+00:00")


def test_everything_kept_is_named():
    session = Session(
        consent=CONSENT,
        answers={"goal": "study", "age": None, "gone": "x"},
        records={"jobs": ({"job_title": "Baker", "job_years": None},)},
        plans=(KeptPlan(flow="form", step="plan", items=("office", "school"), done=("office",)),),  # type: ignore[arg-type]
        remind_at=1_800_000_000,
    )
    lines = [line for paragraph in data_says(session, RELEASE).paragraphs for line in paragraph]
    words = [str(line.values.get("words", line.source)) for line in lines]
    assert words[words.index("1.") + 1 :][:4] == [
        "title?",
        "Baker",
        "years?",
        "I prefer not to say",
    ]
    values = {name: value for line in lines for name, value in line.values.items()}
    assert (values["steps"], values["done"]) == (2, 1)
    assert "date" in values


def test_a_file_no_answer_holds_any_more_is_taken_out_of_what_can_be_gone_back_to():
    gone, other = file_id("a" * 16, 1000), file_id("b" * 16, 1000)
    trace = Trace(
        frames=(),
        before={"photo": (gone,), "both": (gone, other), "story": "x", "none": ()},
        records={"papers": ({"scan": (gone,)},)},
    )
    plain = Trace(frames=(), before={"story": "y"})
    session = Session(answers={"both": (other,)}, trail=(written(trace), written(plain)))
    before = {"answers": {"photo": [gone], "both": [gone, other]}}
    turn, dropped = settled(before, Turn(session=session), (), {})
    assert dropped == (gone,)
    first, second = map(trace_of, turn.session.trail)
    assert first.before == {"both": (other,), "story": "x", "none": ()}
    assert first.records == {"papers": ({},)}
    assert second == plain


def test_a_file_shows_nothing_of_itself():
    assert (
        repr(KeptFile(id="f", media_type="image/jpeg", content=b"secret"))
        == "KeptFile(id='f', size=6)"
    )
