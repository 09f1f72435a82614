"""New content files to begin with: they pass the check as they are, and each place says what belongs there."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.edit import quoted
from bot.content.entries import FAQ
from bot.content.fields import ID
from bot.content.flows import FLOWS
from bot.content.replies import REPLIES
from bot.content.slugs import SLUG
from bot.content.wordings import PHRASES
from bot.core.condition import WORDS

LONGEST_FLOW = 24
"""Letters of a new flow's id: flow, step and choice share what fits a button."""
_TAKEN = frozenset({"answers", "faq", "replies", "cards", "emergency", "tests", "ui"})
"""Words that stand for something else where a flow's id is written."""

FLOW = """\
# The id is the name of this file. It never changes.
flow: {id}
# The topic in a few words, as people read it.
title: {title}
# Who looks after this file: a team or a person.
owner: {owner}
# Nobody has read all of it yet. Whoever knows the subject and has: merit reviewed {id} --by "Name"
reviewed: never
review_every: 6 months
{start}
# What this flow asks for. Answers of several flows stand in flows/answers.yaml. An answer about the person has no
# `personal: no`, but a purpose: it is asked only with consent and can be skipped.
answers:
  {answer}:
    one of: [first, second]
    personal: no

# What happens, in this order. The name of a step is made of a-z, 0-9 and _, and never changes.
steps:
  hello:
    say: This guide is being written.

  ask:
    ask: What would you like to know?
    # For people who ask why you ask.
    why: Then I can show what fits you.
    save: {answer}
    # The name of a choice never changes; its words may. At most 30 letters.
    choices:
      - first: The first thing
      - second: Something else

  first:
    # Only for those who chose it. Facts about rights, deadlines or money: add `critical: yes`.
    when: {answer} is first
    say: I cannot tell you about this yet. A person can help you.

  bye:
    end: done
"""
STARTED = """\
# People start it with /{id}. Delete these lines if another flow runs it with `flow: {id}`.
start_on:
  command: {id}
"""
NOT_STARTED = """\
# Another flow runs it: there, a step says `flow: {id}`.
"""
TEST = """\
# Short plays that prove where each way leads, by names and not by words. Every step is visited by at least one.
- test: Somebody asks about the first thing
  start: {id}
  talk:
    - bot: hello
    - bot: ask
    - person: first
    - bot: first
    - end: done
  expect: {{{answer}: unknown}}

- test: Somebody asks about something else
  start: {id}
  talk:
    - bot: ask
    - person: second
    - end: done
"""
ENTRY = """\
# The id is the name of this file. It never changes.
entry: {id}
# The question, as a person would ask it.
question: {question}
# The answer, at most 900 letters. Facts about rights, deadlines or money: add `critical: yes`.
answer: I have no answer to this yet. A person can help you.
# There is no answer yet. When you write one, delete this line and name the pages it comes from: `sources: id, id`.
stub: yes
owner: {owner}
# Nobody has read all of it yet. Whoever knows the subject and has: merit reviewed {id} --by "Name"
reviewed: never
review_every: 6 months
"""
REPLY = """\
# The id is the name of this file. It never changes.
reply: {id}
# What advisors call it.
title: {title}
# What the person reads. Something an advisor fills in stands in the text as {{day}}, and above it as
# `with:` with `day: date` below it.
text: Thank you for your message.
owner: {owner}
# Nobody has read all of it yet. Whoever has: merit reviewed {id} --by "Name"
reviewed: never
review_every: 1 year
"""


class NotNewError(Exception):
    """A name that cannot be used; the message says why and proposes another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an editor asks for; an empty title, question or owner is filled in."""

    id: str
    title: str = ""
    owner: str = "content-team"
    topic: str = ""


def new_flow(folder: Path, wanted: Wanted, commands: Collection[str]) -> dict[Path, bytes]:
    """Return a new flow and its conversation test; it starts on its own command unless that is taken."""
    _good_id(wanted.id, ID, "_")
    if len(wanted.id) > LONGEST_FLOW or wanted.id in _TAKEN | {*WORDS}:
        why = "too long" if len(wanted.id) > LONGEST_FLOW else "used for something else"
        raise NotNewError(
            f"'{wanted.id}' is {why}. Choose another name of at most {LONGEST_FLOW} letters."
        )
    file = _free(folder / FLOWS / f"{wanted.id}.yaml", "_")
    start = NOT_STARTED if wanted.id in commands else STARTED
    values = _values(wanted, "_") | {
        "answer": f"{wanted.id}_topic",
        "start": "\n" + start.format(id=wanted.id),
    }
    test = folder / FLOWS / "tests" / file.name
    return {file: FLOW.format(**values).encode(), test: TEST.format(**values).encode()}


def new_entry(folder: Path, wanted: Wanted, _commands: Collection[str]) -> dict[Path, bytes]:
    """Return a new entry that says honestly that there is no answer yet, and how people ask for it in English."""
    _good_id(wanted.id, SLUG, "-")
    _good_id(wanted.topic or "other", SLUG, "-")
    for other in sorted((folder / FAQ).rglob(f"{wanted.id}.yaml")):
        _free(other, "-")
    file = folder / FAQ / (wanted.topic or "other") / f"{wanted.id}.yaml"
    values = _values(wanted, "-")
    question = wanted.title or f"What about {values['words'].lower()}?"
    text = ENTRY.format(**values | {"question": quoted(question)})
    phrases = folder / PHRASES / "en.yaml"
    before = phrases.read_bytes() if phrases.exists() else b""
    added = f"{wanted.id}:\n  - {quoted(question.lower())}\n".encode()
    ended = before + b"\n" * (bool(before) and not before.endswith(b"\n"))
    return {file: text.encode(), phrases: ended + added}


def new_reply(folder: Path, wanted: Wanted, _commands: Collection[str]) -> dict[Path, bytes]:
    """Return a new saved reply."""
    _good_id(wanted.id, SLUG, "-")
    file = _free(folder / REPLIES / f"{wanted.id}.yaml", "-")
    return {file: REPLY.format(**_values(wanted, "-")).encode()}


KINDS: Mapping[str, Callable[[Path, Wanted, Collection[str]], dict[Path, bytes]]] = {
    "flow": new_flow,
    "faq": new_entry,
    "reply": new_reply,
}
"""What can be new."""


def _values(wanted: Wanted, joint: str) -> dict[str, str]:
    words = wanted.id.replace(joint, " ").capitalize()
    return {
        "id": wanted.id,
        "words": words,
        "title": quoted(wanted.title or words),
        "owner": quoted(wanted.owner),
    }


def _good_id(name: str, form: re.Pattern[str], joint: str) -> None:
    if form.fullmatch(name):
        return
    proposal = re.sub(r"[^a-z0-9]+", joint, name.lower()).strip(joint)
    hint = f" Did you mean '{proposal}'?" if form.fullmatch(proposal) else ""
    raise NotNewError(
        f"'{name}' cannot be a name here: use a-z, 0-9 and {joint}, beginning with a letter.{hint}"
    )


def _free(file: Path, joint: str) -> Path:
    if not file.exists():
        return file
    numbers = range(2, 100)
    free = next(
        (
            f"{file.stem}{joint}{number}"
            for number in numbers
            if not file.with_stem(f"{file.stem}{joint}{number}").exists()
        ),
        "",
    )
    raise NotNewError(
        f"There is {file.parent.name}/{file.name} already. Choose another name, such as '{free}'."
    )
