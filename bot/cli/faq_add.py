"""`merit faq add`: one more way people ask for an entry, written into the right file at the right place."""

import argparse

from bot.content.edit import write_all
from bot.content.entries import entry_ids
from bot.content.languages import read_languages
from bot.content.phrase_file import PhraseExistsError, UnreadableError, with_phrase
from bot.content.report import closest
from bot.content.wordings import PHRASES
from bot.core.entry import EntryId
from bot.core.tokens import tokens
from bot.settings import OperatorError


def run(args: argparse.Namespace) -> int:
    """Add the phrase; raise OperatorError where that is not possible."""
    if len(args.what) < 2 or not args.lang:  # noqa: PLR2004 - an entry and a phrase
        raise OperatorError(
            'Say which entry, which phrase and which language: merit faq add ENTRY "PHRASE" --lang ar'
        )
    entry, phrase = args.what[0], " ".join(args.what[1:]).strip()
    known = entry_ids(args.folder)
    if entry not in known:
        near = closest(entry, known)
        raise OperatorError(
            f"There is no entry called '{entry}'.{f' Did you mean {near}?' if near else ''}"
        )
    languages, _ = read_languages(args.folder)
    if args.lang not in languages:
        raise OperatorError(
            f"There is no language '{args.lang}'. There are: {', '.join(languages)}."
        )
    if not tokens(phrase):
        raise OperatorError("There is no word in this phrase.")
    path = f"{PHRASES}/{args.lang}.yaml"
    file = args.folder / path
    data = file.read_bytes() if file.exists() else b""
    try:
        changed, line = with_phrase(data, path, EntryId(entry), phrase)
    except PhraseExistsError as error:
        raise OperatorError(
            f"{path}:{error.line}: this already stands for the entry '{error.entry}'."
        ) from None
    except UnreadableError as error:
        raise OperatorError(f"Correct this first:\n{error}") from None
    file.parent.mkdir(parents=True, exist_ok=True)
    write_all({file: changed})
    print(f"{path}:{line}: added to {entry}. `merit publish` puts it in force.")
    return 0
