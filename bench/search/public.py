"""`python -m bench.search.public FOLDER`: Merit's search beside others on public sets, in one run, on the same splits.

FOLDER holds plain checkouts of the repositories that bench/search/datasets.py names, and `node_modules` for nlp.js.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.search import nlpjs
from bench.search.baseline import baseline
from bench.search.datasets import SETS, Dataset
from bench.search.nlpjs import NlpJs
from bench.search.rivals import Bm25, Ours, Rival, Trigram, index_of
from bench.search.scoring import score, typed
from bench.search.tables import show, write
from bench.search.vectors import Vectors

QUICK = 10
"""With --quick, every how manieth question is asked."""
FIGURES = ("accuracy_at_1", "recall_at_3", "auroc_of_score", "with_typos")
CHANCES = (
    ("auroc", "AUROC of chance"),
    ("calibration_error", "ECE"),
    ("direct", "direct"),
    ("direct_precision", "its precision"),
    ("out_of_scope_direct", "oos direct"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    options = _options(arguments)
    vectors = Vectors.of_folder(options.folder)
    for name, why in _absent(options.folder).items():
        print(f"{name} does not take part: {why}")
    found: dict[str, dict[str, Any]] = {}
    for name in options.sets:
        dataset = SETS[name](options.folder).thinned(QUICK if options.quick else options.step)
        vectors.prepare(_texts(dataset))
        found[name] = {
            rival.name: score(rival, dataset) for rival in _rivals(dataset, options.folder, vectors)
        }
        _show_one(name, found[name])
        write(options.json, found)
    _show(found)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.search.public", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds checkouts of the public sets")
    parser.add_argument("--quick", action="store_true", help="every tenth question")
    parser.add_argument("--step", type=int, default=1, help="only every so manieth question")
    parser.add_argument(
        "--sets", nargs="+", choices=tuple(SETS), default=tuple(SETS), help="some sets only"
    )
    parser.add_argument("--json", type=Path, help="file for all figures")
    return parser.parse_args(arguments)


def _absent(folder: Path) -> dict[str, str]:
    reasons = {"bm25s": Bm25.missing(), "nlp.js": nlpjs.missing(folder)}
    return {name: why for name, why in reasons.items() if why}


def _texts(dataset: Dataset) -> list[str]:
    return [text for rows in (dataset.train, dataset.test, typed(dataset)) for text, _ in rows]


def _rivals(dataset: Dataset, folder: Path, vectors: Vectors) -> Iterator[Rival]:
    absent = _absent(folder)
    index = index_of(dataset.train, dataset.language, vectors)
    yield Ours(index=index, language=dataset.language, vectors=vectors)
    yield baseline(dataset.train, vectors)
    yield Ours(index=index, language=dataset.language, vectors=None)
    yield Trigram(train=dataset.train)
    if "bm25s" not in absent:
        yield Bm25(train=dataset.train)
    if "nlp.js" not in absent:
        yield NlpJs(dataset=dataset, folder=folder)


def _show_one(name: str, by_rival: Mapping[str, Mapping[str, Any]]) -> None:
    keys = (*FIGURES, *(key for key, _ in CHANCES))
    rows = [(rival, *(figures[key] for key in keys)) for rival, figures in by_rival.items()]
    show(name, ("search", "acc@1", "R@3", "AUROC", "typos", *(t for _, t in CHANCES)), rows)


def _show(found: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
    names = list(dict.fromkeys(rival for figures in found.values() for rival in figures))
    rows = [
        (name, *(_together(figures[rival]) if rival in figures else None for rival in names))
        for name, figures in found.items()
    ]
    show("acc@1 / R@3 / AUROC of the score / acc@1 with typing errors", ("set", *names), rows)
    for rival in names[:3]:
        chances = [
            (name, *(figures[rival][key] for key, _ in CHANCES)) for name, figures in found.items()
        ]
        show(f"Chances: {rival}", ("set", *(title for _, title in CHANCES)), chances)


def _together(figures: Mapping[str, Any]) -> str:
    shown = ("–" if figures[key] is None else f"{figures[key]:.3f}" for key in FIGURES)
    return " / ".join(each.removeprefix("0") for each in shown)


if __name__ == "__main__":
    sys.exit(main())
