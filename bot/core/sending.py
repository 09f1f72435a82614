"""What a person sends that is no text: a place or phone number they share, a photo or document a question asks for."""

from dataclasses import dataclass

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.answering import read
from bot.core.asked import Refusal
from bot.core.asking import asked_of
from bot.core.flow import AskStep
from bot.core.message import FileKind, Received, Shared, SharedKind
from bot.core.reply import refuse, save
from bot.core.run import Run
from bot.core.text import Text
from bot.core.walk import ask_again

_ANSWERS = {SharedKind.CONTACT: AnswerType.CONTACT, SharedKind.LOCATION: AnswerType.PLACE}
"""The kind of answer that can be shared instead of typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRefused:
    """A file that was asked for and could not be taken; `reason` says what would do."""

    reason: Text


def shared(run: Run, given: Shared) -> None:
    """Take what was shared as the answer to the question that asks for it; otherwise nothing is kept."""
    step = run.waiting()
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    if not isinstance(step, AskStep) or spec is None or spec.type is not _ANSWERS[given.kind]:
        run.say(phrases.UNSUPPORTED)
        ask_again(run)
        return
    answer = read(given.value, asked_of(run, step, spec))
    if isinstance(answer, str):
        save(run, step, answer)
    else:
        refuse(run, step, answer.reason if isinstance(answer, Refusal) else phrases.UNSUPPORTED)


def wanted(run: Run, kind: FileKind) -> AnswerSpec | None:
    """Return the answer a file of this kind would be a part of, if the question that waits asks for one."""
    step = run.waiting()
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    if spec is None or spec.type is not AnswerType.FILE or not run.consented_to(spec.name):
        return None
    return spec if run.release.files and kind in spec.accepts else None


def received(run: Run, given: Received) -> None:
    """Add a file to the answer; the last one there may be completes it."""
    step = run.waiting()
    spec = wanted(run, given.kind)
    if not isinstance(step, AskStep) or spec is None:
        run.say(phrases.UNSUPPORTED)
        ask_again(run)
        return
    run.picked = (*run.picked, given.file)
    run.misses = 0
    if len(run.picked) >= spec.most:
        save(run, step, run.picked)
    else:
        run.say(phrases.files_so_far(len(run.picked), spec.most))
        ask_again(run)
