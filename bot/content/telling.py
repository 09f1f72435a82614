"""Telling a reader who is no programmer where a conversation went differently: what was expected and what came."""

from collections.abc import Iterator
from textwrap import wrap

from bot.content.conversations import Line
from bot.content.known import in_words
from bot.content.playing import Played
from bot.content.rehearsal import Rehearsal, Told
from bot.content.script import DOING, LineKind, name_of
from bot.core.event import FlowEnded, StepReached, TicketOpened, TicketWritten
from bot.core.flow import Release, Step
from bot.core.render import BIDI_CONTROLS
from bot.core.text import Text
from bot.core.turn import Turn

COLUMN = 46
"""Letters in each of the two columns."""
_LAST = 12
"""Lines of the talk that are shown before the one that went differently."""

Row = tuple[str, str, str]


def tell(played: Played) -> Iterator[str]:
    """Yield the lines of an account: the talk as far as it went, what the test says beside what happened."""
    rehearsal, conversation = played.rehearsal, played.conversation
    different = rehearsal.difference
    if different is None:
        return
    told = rehearsal.told[-_LAST:]
    if len(told) < len(rehearsal.told):
        yield from _row(("", "…", f"({len(rehearsal.told) - len(told)} lines went as written)"))
    for each in told:
        yield from _row(_went(each, rehearsal.stage.release))
    failing = next((line for line in conversation.talk if line.at == different.at), None)
    first, *more = [*_came(rehearsal, failing)] or ["nothing"]
    left = _as_written(failing) if failing else "expect:"
    yield from _row((f"{different.at.line} ✗", left, first))
    for words in more:
        yield from _row(("", "", words))


def heading() -> Iterator[str]:
    """Yield the names of the columns."""
    yield from _row(("line", "the test says", "what happened"))


def _row(row: Row) -> Iterator[str]:
    number, left, right = row
    lefts, rights = (wrap(words, COLUMN) or [""] for words in (left, right))
    for position in range(max(len(lefts), len(rights))):
        mark = number if position == 0 else ""
        one = lefts[position] if position < len(lefts) else ""
        other = rights[position] if position < len(rights) else ""
        yield f"  {mark:>6}  {one:<{COLUMN}}  {other}".rstrip()


def _as_written(line: Line) -> str:
    return f"{line.kind}: {line.words}"


def _went(told: Told, release: Release) -> Row:
    return str(told.line.at.line), _as_written(told.line), _happened(told, release)


def _happened(told: Told, release: Release) -> str:
    match told.line.kind:
        case LineKind.BOT if told.place is not None:
            flow, id_ = told.place
            return _says(release.flows[flow].steps[id_])
        case LineKind.PERSON if told.labels:
            return f"the person presses “{'”, “'.join(told.labels)}”"
        case LineKind.TYPES | LineKind.ASKS:
            return "the person writes this"
        case LineKind.WAITS:
            return "time passes"
        case LineKind.PERSON | LineKind.SHARES | LineKind.SENDS:
            return "the person sends this"
        case LineKind.PLAN:
            return "Merit shows this plan"
        case LineKind.HANDOFF:
            return "a message goes to the advisors"
        case _:
            return "as written"


def _says(step: Step) -> str:
    text = getattr(step, "text", None)
    return f"Merit: {_short(text.source)}" if isinstance(text, Text) else "Merit comes here"


def _short(words: str) -> str:
    joined = " ".join(BIDI_CONTROLS.sub("", words).split())
    return joined if len(joined) <= 2 * COLUMN else f"{joined[: 2 * COLUMN]}…"


def _came(rehearsal: Rehearsal, failing: Line | None) -> Iterator[str]:
    """Yield what is there instead: what Merit knows at the end, or says here, and what it waits for."""
    stage = rehearsal.stage
    if failing is None:
        known = (f"{name}: {in_words(value)}" for name, value in stage.known.items())
        yield f"Merit knows {', '.join(known)}"
        return
    if failing.kind not in DOING:
        yield from _own_words(stage.turn)
        yield from _unnamed(rehearsal)
    if stage.waits is not None:
        yield f"Merit waits at {'/'.join(stage.waits)}"
    if failing.kind in DOING:
        offers = stage.keys.offers
        yield f"Buttons: {', '.join(name_of(offer.press, offers) for offer in offers) or 'none'}"


def _own_words(turn: Turn | None) -> Iterator[str]:
    """Yield what Merit says that stands in no flow, such as why an answer does not fit."""
    for say in turn.says if turn is not None else ():
        for text in (text for lines in say.paragraphs for text in lines):
            if text.place.startswith("ui/"):
                yield f"Merit: {_short(text.source)}"


def _unnamed(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield what happened since the last line that went as written."""
    for event in rehearsal.heard:
        match event:
            case StepReached(flow=flow, step=step):
                words = _says(rehearsal.stage.release.flows[flow].steps[step])
                yield f"{flow}/{step}: {words}"
            case TicketOpened(topic=topic) | TicketWritten(topic=topic):
                yield f"A message is handed over as '{topic}'"
            case FlowEnded(flow=flow):
                yield f"The flow '{flow}' ends"
            case _:
                pass
