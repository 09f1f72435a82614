"""OMoS-QA: questions of migrants and the advice pages that answer them, the same in five languages (CC BY 4.0)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("de", "en", "fr", "uk", "ar")
SPLITS = ("train", "dev")
LONGEST = 380
"""Letters of a piece of a page; the encoder reads 400."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """All pages of a language by their ids, and the questions of each split with the page that answers them."""

    pages: dict[int, str]
    questions: dict[str, list[tuple[str, int]]]


def advice(folder: Path, language: str) -> Advice:
    """Return the pages of both splits; questions that their page does not answer are left out."""
    pages: dict[int, str] = {}
    questions: dict[str, list[tuple[str, int]]] = {}
    for split in SPLITS:
        lines = (folder / f"{split}_{language}.jsonl").read_text().splitlines()
        rows = [json.loads(line) for line in lines]
        pages |= {row["pageId"]: row["context"] for row in rows}
        questions[split] = [(row["question"], row["pageId"]) for row in rows if row["answers"]]
    return Advice(pages=pages, questions=questions)


def pieces(page: str) -> Iterator[str]:
    """Yield a page in pieces of whole lines, each with the page's title before it."""
    lines = [part for line in page.splitlines() for part in _parts(line.strip()) if part]
    title = lines[0][:80] if lines else ""
    held = title
    for line in lines[1:]:
        if len(held) + len(line) + 1 > LONGEST and held != title:
            yield held
            held = title
        held = f"{held} {line}"
    yield held


def _parts(line: str) -> Iterator[str]:
    """Yield a line in parts that fit beside a title, cut between words."""
    words: list[str] = []
    size = 0
    for word in line.split():
        if size + len(word) + 1 > LONGEST - 81 and words:
            yield " ".join(words)
            words, size = [], 0
        words.append(word)
        size += len(word) + 1
    yield " ".join(words)
