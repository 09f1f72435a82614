"""`python -m bench.documents.journeys`: what it takes to get from /start to the paper, for the two people of issue 6.

It plays the conversation tests of flows/tests/profile.yaml up to the paper and counts what the person presses, what
they write, and the words they read, buttons included. Minutes of reading are counted at 100 words a minute, for people
who read slowly (adults who read fluently manage about 200).
"""

import sys
from pathlib import Path

from bot.content.conversations import read_conversations
from bot.content.load import load
from bot.content.rehearsal import Rehearsal, rehearse
from bot.content.script import LineKind
from bot.core.message import OutboundKind
from bot.core.render import Words, render_text
from bot.core.turn import Say

ROOT = Path(__file__).parent.parent.parent
WORDS_A_MINUTE = 100
PATH = "flows/tests/profile.yaml"


def main() -> int:
    """Print the table."""
    release, catalogs, _ = load(ROOT)
    if release is None:
        print("The content has errors: run `merit check`.", file=sys.stderr)
        return 1
    conversations, _ = read_conversations(ROOT, release)
    wanted = [each for each in conversations if each.report.path == PATH and "paper" in each.name]
    print("journey, language: presses, messages written, words read, minutes of reading")
    for conversation in wanted:
        for language in ("en", "ar", "ti"):
            play = rehearse(conversation, release, catalogs, language)
            presses, written = _done(play)
            new = (say for say, _, _ in play.said if say.kind is OutboundKind.SEND)
            read = sum(_words(say, catalogs[language]) for say in new)
            print(
                f"{conversation.name}, {language}: {presses}, {written}, {read}, {read / WORDS_A_MINUTE:.1f}"
            )
    return 0


def _done(play: Rehearsal) -> tuple[int, int]:
    presses = written = 0
    for told in play.told:
        presses += len(told.labels)
        written += told.line.kind is LineKind.TYPES
    return presses, written


def _words(say: Say, catalog: Words) -> int:
    texts = [line for paragraph in say.paragraphs for line in paragraph]
    texts += [offer.label for offer in say.offers]
    return sum(len(render_text(text, catalog).words.split()) for text in texts)


if __name__ == "__main__":
    sys.exit(main())
