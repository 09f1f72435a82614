"""While nobody has a ticket yet, Merit answers what it surely knows: nobody waits for what everybody can read."""

from dataclasses import replace

from bot.core.asides import is_question, word_for_word
from bot.core.found import NOTHING_FOUND, Verdict, decide
from bot.core.inquiring import inquire, needed
from bot.core.message import Words
from bot.core.run import Run
from bot.core.text import pgettext
from bot.core.ticket import State

FROM_MERIT = pgettext(
    "ui/meanwhile",
    "The advisors have your message too. While you wait: this answer is from me, Merit. I am a program, not an "
    "advisor.",
)


def answer_meanwhile(run: Run, given: Words) -> None:
    """Answer a question that was passed on, if the answer is sure and depends on nothing that is not known."""
    ticket = run.talk.live
    if ticket is None or ticket.state is not State.QUEUED:
        return
    exact = word_for_word(given.text, run.release, run.language)
    if exact is None and not is_question(given.text, run.release.knowledge.asking.values()):
        return
    found = exact or given.found or NOTHING_FOUND
    decision = decide(found, run.release.entries, run.answers)
    if decision.verdict is not Verdict.ANSWER:
        return
    entry = run.release.entries[decision.entries[0]]
    if needed(entry, run.release, run.answers) is not None:
        return
    inquire(run, decision, given.text, found.language)
    said = run.says[-1]
    run.says[-1] = replace(said, paragraphs=((FROM_MERIT,), *said.paragraphs))
