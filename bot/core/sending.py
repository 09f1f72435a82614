"""What a person sends that is no text: a place or phone number they share, a photo or document a question asks for."""

from dataclasses import dataclass

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.answering import read
from bot.core.asked import Refusal, Spell
from bot.core.asking import asked_of
from bot.core.flow import AskStep
from bot.core.hearing import words
from bot.core.interrupt import danger_in, long_away
from bot.core.message import (
    FileKind,
    Received,
    Shared,
    SharedKind,
    Unsupported,
    Upload,
    Words,
)
from bot.core.reply import refuse, save
from bot.core.run import Run
from bot.core.text import Text
from bot.core.walk import ask_again

PROFILE = "profile"
"""What a question for a file accepts when it asks for a profile of another Merit."""

_ANSWERS = {SharedKind.CONTACT: AnswerType.CONTACT, SharedKind.LOCATION: AnswerType.PLACE}
"""The kind of answer that can be shared instead of typed."""

_NEEDS_ANOTHER = {
    FileKind.PHOTO: phrases.NOT_A_DOCUMENT,
    FileKind.DOCUMENT: phrases.NOT_A_PHOTO,
}
"""What is said of a file of this kind where the other one is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRefused:
    """A file that was asked for and could not be taken; `reason` says what would do, `words` stood under it."""

    reason: Text
    words: str = ""


def shared(run: Run, given: Shared) -> None:
    """Take what was shared as the answer to the question that asks for it; otherwise nothing is kept."""
    step, spec = _asked(run)
    if step is None or spec is None or spec.type is not _ANSWERS[given.kind]:
        run.say(phrases.NOT_ASKED)
        ask_again(run)
        return
    answer = read(given.value, asked_of(run, step, spec))
    if isinstance(answer, str):
        save(run, step, answer)
    else:
        refuse(run, step, answer.reason if isinstance(answer, Refusal) else phrases.NOT_ASKED)


def wanted(run: Run, upload: Upload) -> bool:
    """Whether the question that waits asks for a file, so that this one is worth a look.

    Words of danger under it come first: then the person needs something else.
    """
    return _file_asked(run)[0] is not None and danger_in(run, upload.words) is None


def wants_profile(run: Run) -> bool:
    """Whether the question that waits asks for a profile of another Merit and for no photo or document."""
    step, spec = _file_asked(run)
    return step is not None and spec is not None and PROFILE in spec.accepts


def asked_for(run: Run, content: Upload | Unsupported | Shared) -> bool:
    """Whether the question that waits asks for what was sent."""
    match content:
        case Upload():
            return _file_asked(run)[0] is not None
        case Shared(kind=kind):
            spec = _asked(run)[1]
            return spec is not None and spec.type is _ANSWERS[kind]
        case _:
            return False


def received(run: Run, given: Received) -> None:
    """Add a file to the answer; the last one there may be completes it."""
    step, spec = _file_asked(run)
    if step is None or spec is None:
        run.say(phrases.NOT_ASKED)
        ask_again(run)
        return
    if given.words:
        run.say(phrases.WORDS_NOT_KEPT)
    if given.kind not in spec.accepts:
        refuse(run, step, _NEEDS_ANOTHER[given.kind])
    elif len(run.picked) >= spec.most > 1:
        run.say(phrases.FILES_FULL)
        ask_again(run)
    else:
        _add(run, step, spec, given.file)


def _add(run: Run, step: AskStep, spec: AnswerSpec, file: str) -> None:
    """Keep one more file, or another one instead where only one is asked for."""
    run.picked = (file,) if spec.most == 1 else (*run.picked, file)
    run.misses = 0
    if len(run.picked) >= spec.most:
        save(run, step, run.picked)
    else:
        # Kept at once: no interruption may lose what was sent.
        run.saved[spec.name] = run.picked
        ask_again(run)


def refused(run: Run, given: FileRefused) -> None:
    """Say why a file could not be taken, and ask for it again."""
    if given.words:
        run.say(phrases.WORDS_NOT_KEPT)
    _turn_down(run, given.reason)


def _turn_down(run: Run, reason: Text) -> None:
    """Say why something is no answer, and ask again; several times in a row lead to help."""
    step = run.waiting()
    if step is None or long_away(run):
        run.say(reason)
        ask_again(run)
    else:
        refuse(run, step, reason)


def unsupported(run: Run, given: Unsupported, spell: Spell) -> None:
    """Say that something is not taken; the words under it are read as if they had been written alone."""
    if given.words:
        if danger_in(run, given.words) is None:
            run.say(phrases.ONLY_WORDS)
        words(run, Words(text=given.words), spell)
        return
    takes_files = run.release.files and given.kind in tuple(FileKind)
    _turn_down(run, phrases.NOT_ASKED if takes_files else phrases.UNSUPPORTED)


def _asked(run: Run) -> tuple[AskStep | None, AnswerSpec | None]:
    """Return the question that waits for an answer, and how that is declared."""
    step = run.waiting()
    if not isinstance(step, AskStep):
        return None, None
    return step, run.spec(step.save)


def _file_asked(run: Run) -> tuple[AskStep | None, AnswerSpec | None]:
    """Return the question that waits for a file, if files are taken and the person agreed."""
    step, spec = _asked(run)
    takes = spec is not None and spec.type is AnswerType.FILE and run.consented_to(spec.name)
    return (step, spec) if takes and run.release.files else (None, None)
