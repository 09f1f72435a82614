"""Merit's own format: a whole profile as JSON, with every answer as it is kept and in both languages.

`schema/merit-profile-1.schema.json` describes it, docs/developers/profile-format.md explains it. Reading it back is
bot.documents.own_json_reader.
"""

import json
from typing import Any

from bot.core.answer import AnswerType, AnswerValue
from bot.core.profile import Fact, Paired, Profile, ProfileEntry, ProfileNote, ProfileStep
from bot.documents.leaves_out import LEAVES_OUT, OWN_JSON, left_out
from bot.documents.placing import Side, code_of

FORMAT = "merit-profile"
VERSION = 1


def write_own_json(profile: Profile) -> bytes:
    """Return the profile in Merit's own format; two equal profiles give equal bytes."""
    document = _Writer(profile).document()
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")


class _Writer:
    """Writes one profile, whose two languages name the words."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._own = code_of(profile, Side.OWN)
        self._host = code_of(profile, Side.HOST)

    def document(self) -> dict[str, Any]:
        profile = self._profile
        return {
            "format": FORMAT,
            "version": VERSION,
            "made_by": "Merit",
            "made": profile.made.isoformat(),
            "languages": {"own": self._own, "host": self._host},
            "statement": self._words(profile.words.get("statement")),
            "name": profile.name,
            "sections": [
                {
                    "id": section.id,
                    "title": self._words(section.title),
                    "entries": [self._entry(entry) for entry in section.entries],
                }
                for section in profile.sections
            ],
            "notes": [self._note(note) for note in profile.notes],
            "steps": [self._step(step) for step in profile.steps],
            "leaves_out": {
                "words": LEAVES_OUT[OWN_JSON].source,
                "answers": [self._words(label) for label in left_out(profile, OWN_JSON)],
            },
        }

    def _entry(self, entry: ProfileEntry) -> dict[str, Any]:
        facts = (fact for fact in entry.facts if fact.type is not AnswerType.FILE)
        return {
            "heading": self._words(entry.heading),
            "when": self._words(entry.when),
            "facts": [self._fact(fact) for fact in facts],
        }

    def _fact(self, fact: Fact) -> dict[str, Any]:
        return {
            "name": fact.name,
            "type": fact.type.value,
            "value": _plain(fact.value),
            "label": self._words(fact.label),
            "words": self._words(fact.words),
            "translated_by": _by(fact.words),
            "isco": fact.isco,
            "uri": fact.uri,
        }

    def _note(self, note: ProfileNote) -> dict[str, Any]:
        return {
            "kind": note.kind.value,
            "kind_words": self._words(note.kind_words),
            "words": self._words(note.words),
            "translated_by": _by(note.words),
            "by": note.by,
            "on": note.on.isoformat(),
        }

    def _step(self, step: ProfileStep) -> dict[str, Any]:
        return {
            "title": self._words(step.title),
            "words": self._words(step.words),
            "done": step.done,
            "source": step.source,
        }

    def _words(self, paired: Paired | None) -> dict[str, str] | None:
        """The words by language; of one language, the words in it."""
        return None if paired is None else {self._own: paired.own, self._host: paired.host}


def _by(words: Paired) -> str:
    return words.by.value or "merit"


def _plain(value: AnswerValue) -> str | int | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
