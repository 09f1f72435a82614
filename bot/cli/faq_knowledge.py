"""The knowledge base as the `merit faq` commands look at it: the release of a folder with its index, and who asks."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.app.parts import index_cache
from bot.app.searching import corpus_of
from bot.content.catalogs import Catalogs
from bot.content.load import load
from bot.core.answer import AnswerType, AnswerValue
from bot.core.asides import word_for_word
from bot.core.flow import Release
from bot.core.found import Decision, Found, decide
from bot.core.language import SOURCE_LANGUAGE
from bot.search.encoder import E5Small, installed
from bot.search.index import Index
from bot.search.keeping import index_from_bytes
from bot.search.preparing import IndexCache, Told, prepare, silent
from bot.search.searcher import Looked, look
from bot.search.vectors import FILE
from bot.settings import OperatorError, read_settings

WIDTH = 40
"""Signs of the progress bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeBase:
    """A release with its index, ready to be asked."""

    release: Release
    catalogs: Catalogs
    index: Index
    encoder: E5Small | None

    def ask(
        self, question: str, home: str, answers: Mapping[str, AnswerValue]
    ) -> tuple[Decision, Looked, Found]:
        """Return what is done about a question, what was looked at, and what was found: word for word, or by search."""
        looked = look(self.index, question, home, self.encoder)
        found = word_for_word(question, self.release, home) or looked.found
        return decide(found, self.release.entries, answers), looked, found


def opened(args: argparse.Namespace) -> KnowledgeBase:
    """Return the knowledge base of the folder; its index is built if it was not before."""
    settings = read_settings()
    encoder = installed() if settings.search == "meaning" and not args.words_only else None
    return indexed(args.folder, encoder, index_cache(settings), progress)


def content_in(folder: Path) -> tuple[Release, Catalogs]:
    """Return what is in a folder, with its translations; raise OperatorError where it has errors."""
    release, catalogs, findings = load(folder)
    if release is None:
        raise OperatorError(
            f"The content has {len(findings)} findings. Run `merit check` and correct the errors first."
        )
    return release, catalogs


def indexed(
    folder: Path, encoder: E5Small | None, cache: IndexCache, told: Told = silent
) -> KnowledgeBase:
    """Return the knowledge base of a folder, with the index that a cache keeps or that is built now."""
    release, catalogs = content_in(folder)
    packed = prepare(
        corpus_of(release, catalogs),
        cache,
        encode=encoder is not None,
        shipped=folder / FILE,
        told=told,
    )
    return KnowledgeBase(
        release=release, catalogs=catalogs, index=index_from_bytes(packed), encoder=encoder
    )


def progress(done: int, total: int) -> None:
    """Show how many phrases are encoded, where somebody looks at it."""
    if not sys.stderr.isatty() and done < total:
        return
    full = WIDTH * done // total
    end = "\n" if done == total else ""
    bar = "#" * full + "." * (WIDTH - full)
    print(
        f"\rReading the phrases (once) [{bar}] {done} of {total}",
        end=end,
        file=sys.stderr,
        flush=True,
    )


def language_of(word: str | None, knowledge: KnowledgeBase) -> str:
    """Return the interface language somebody named."""
    language = word or SOURCE_LANGUAGE
    if language not in knowledge.catalogs:
        raise OperatorError(
            f"There is no language '{language}'. There are: {', '.join(knowledge.catalogs)}."
        )
    return language


def answers_of(given: Mapping[str, str | None], release: Release) -> dict[str, AnswerValue]:
    """Return what is known about the person who asks; raise OperatorError for a value there is not."""
    known: dict[str, AnswerValue] = {}
    for name, value in given.items():
        if value is None:
            continue
        spec = release.answers.get(name)
        if spec is None or (spec.type is AnswerType.ONE_OF and value not in spec.values):
            possible = "" if spec is None else f" It can be: {', '.join(spec.values)}."
            raise OperatorError(f"--{name} {value} is not possible.{possible}")
        known[name] = value
    return known
