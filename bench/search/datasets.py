"""The public sets in one shape: how people ask for each intent, and questions with their intents (None: no intent).

FOLDER holds plain checkouts, named as the repositories are: oos-eval, task-specific-datasets, ArBanking77, HINT3,
masakhane-nlu, xsid.
"""

import csv
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.core.language import LanguageCode

Example = tuple[str, str]
HELD_OUT = 0.25
"""Share of the intents that are taken out of the phrases, so that their questions have no answer."""
NO_INTENT = "NO_NODES_DETECTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One set: `train` are phrases with their intents, `test` questions with the intent they ask for, or None."""

    name: str
    language: LanguageCode
    train: tuple[Example, ...]
    test: tuple[tuple[str, str | None], ...]

    @property
    def answered(self) -> list[tuple[str, str]]:
        """The questions that an intent answers."""
        return [(question, intent) for question, intent in self.test if intent is not None]

    def thinned(self, step: int) -> "Dataset":
        """Return the set with every so manieth question only."""
        return Dataset(
            name=self.name, language=self.language, train=self.train, test=self.test[::step]
        )


def first_of_each(rows: Iterable[Example], count: int) -> list[Example]:
    """Return the first phrases of each intent in the order of the file."""
    seen: Counter[str] = Counter()
    found = []
    for text, intent in rows:
        if seen[intent] < count:
            seen[intent] += 1
            found.append((text, intent))
    return found


def _whole(
    name: str,
    language: LanguageCode,
    train: Iterable[Example],
    test: Iterable[tuple[str, str | None]],
) -> Dataset:
    return Dataset(name=name, language=language, train=tuple(train), test=tuple(test))


def _held_out(
    name: str, language: LanguageCode, train: list[Example], test: Iterable[Example]
) -> Dataset:
    """Return a set in which a quarter of the intents, drawn with seed 0, have questions but no phrases."""
    intents = sorted({intent for _, intent in train})
    held = set(random.Random(0).sample(intents, round(len(intents) * HELD_OUT)))
    return _whole(
        name,
        language,
        ((text, intent) for text, intent in train if intent not in held),
        ((text, None if intent in held else intent) for text, intent in test),
    )


def _csv(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(keepends=True)))


def _clinc(folder: Path, count: int) -> Dataset:
    kept = json.loads((folder / "oos-eval/data/data_full.json").read_text())
    test = [*map(tuple, kept["test"]), *((text, None) for text, _ in kept["oos_test"])]
    return _whole(f"clinc150-k{count}", "en", first_of_each(map(tuple, kept["train"]), count), test)


def _banking(folder: Path, count: int) -> Dataset:
    train, test = (
        [
            (row["text"], row["category"])
            for row in _csv(folder / f"task-specific-datasets/banking_data/{part}.csv")
        ]
        for part in ("train", "test")
    )
    return _held_out(f"banking77-k{count}", "en", first_of_each(train, count), test)


def _hint3(folder: Path, bot: str) -> Dataset:
    train, test = (
        [
            (row["sentence"], row["label"])
            for row in _csv(folder / f"HINT3/dataset/v1/{part}/{bot}_{part}.csv")
        ]
        for part in ("train", "test")
    )
    asked = ((text, None if intent == NO_INTENT else intent) for text, intent in test)
    return _whole(f"hint3-{bot}", "en", train, asked)


def _arabic_banking(folder: Path, dialect: str) -> Dataset:
    train, test = (
        [
            (row["text"], row["label"])
            for row in _csv(folder / f"ArBanking77/data/Banking77_Arabized_{part}.csv")
            if row.get("text") and row.get("label")
        ]
        for part in ("MSA_PAL_train", f"{dialect}_test")
    )
    return _held_out(f"arbanking77-{dialect}", "ar", first_of_each(train, 10), test)


def injongo(folder: Path, language: str, part: str) -> list[Example]:
    """Return the sentences of InjongoIntent in a language, with their intents."""
    file = folder / f"masakhane-nlu/InjongoIntent/{language}/{part}.jsonl"
    rows = [json.loads(line) for line in file.read_text().splitlines() if line.strip()]
    return [(row["text"], row["intent"]) for row in rows]


def _injongo(folder: Path, name: str, language: LanguageCode) -> Dataset:
    train = first_of_each(injongo(folder, name, "train"), 10)
    return _held_out(f"injongo-{name}", language, train, injongo(folder, name, "test"))


def xsid(folder: Path, language: str, part: str) -> Iterator[Example]:
    """Yield the sentences of xSID in a language, with their intents."""
    text = ""
    file = folder / f"xsid/data/xSID-0.7/{language}.{part}.conll"
    for line in file.read_text().splitlines():
        if line.startswith(("# text =", "# text:")):
            text = line[len("# text:") :].removeprefix("=").strip()
        elif line.startswith("# intent"):
            yield text, line[len("# intent") :].strip(" =:")


def _xsid(folder: Path, language: LanguageCode) -> Dataset:
    train = first_of_each(xsid(folder, language, "valid"), 10)
    return _whole(f"xsid-{language}", language, train, xsid(folder, language, "test"))


SETS: Mapping[str, Callable[[Path], Dataset]] = {
    "clinc150-k5": lambda folder: _clinc(folder, 5),
    "clinc150-k10": lambda folder: _clinc(folder, 10),
    "banking77-k5": lambda folder: _banking(folder, 5),
    "banking77-k10": lambda folder: _banking(folder, 10),
    "hint3-curekart": lambda folder: _hint3(folder, "curekart"),
    "hint3-powerplay11": lambda folder: _hint3(folder, "powerplay11"),
    "hint3-sofmattress": lambda folder: _hint3(folder, "sofmattress"),
    "arbanking77-MSA": lambda folder: _arabic_banking(folder, "MSA"),
    "arbanking77-PAL": lambda folder: _arabic_banking(folder, "PAL"),
    "arbanking77-Saudi": lambda folder: _arabic_banking(folder, "Saudi"),
    "arbanking77-Moroccan": lambda folder: _arabic_banking(folder, "Moroccan"),
    "arbanking77-Tunisian": lambda folder: _arabic_banking(folder, "Tunisian"),
    "injongo-amh": lambda folder: _injongo(folder, "amh", "am"),
    "injongo-swa": lambda folder: _injongo(folder, "swa", "sw"),
    "xsid-tr": lambda folder: _xsid(folder, "tr"),
    "xsid-ar": lambda folder: _xsid(folder, "ar"),
}
