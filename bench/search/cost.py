"""`python -m bench.search.cost`: processor time and memory of questions, of building an index, and as entries grow.

One thread everywhere; times are of the processor, since others use the machine too. With `--public FOLDER` (see
bench.search.public) also the questions of CLINC150, the index of 9,600 phrases, and the larger ones.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.search.datasets import SETS
from bench.search.growth import english, twelve
from bench.search.knowledge import OTHERS, ROOT, corpus, questions
from bench.search.rivals import index_of
from bench.search.tables import show, write
from bench.search.vectors import Vectors
from bench.search.whole import memory_of_the_bot
from bot.search.arrays import Floats
from bot.search.building import build
from bot.search.corpus import Corpus
from bot.search.encoder import E5Small, encode_all
from bot.search.index import Index
from bot.search.keeping import index_to_bytes
from bot.search.preparing import IndexCache, default_folder, prepare
from bot.search.vectors import FILE as VECTORS_FILE

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
SIZES = (100, 500, 1000, 5000)
Questions = Sequence[tuple[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; numpy reads the number of threads when it is imported, so the program starts itself anew."""
    if any(os.environ.get(name) != value for name, value in ONE_THREAD.items()):
        given = sys.argv[1:] if arguments is None else list(arguments)
        command = [sys.executable, "-m", "bench.search.cost", *given]
        return subprocess.run(command, env=os.environ | ONE_THREAD, check=False).returncode
    options = _options(arguments)
    found: dict[str, Any] = {"own": _own(options)}
    _show_questions("Our own knowledge base", found["own"])
    found["bot"] = memory_of_the_bot(_some_questions())
    show("The whole bot", ("MB resident", "is"), found["bot"].items())
    if options.public is not None:
        vectors = Vectors.of_folder(options.public)
        found["clinc150-k10"] = _clinc(options, vectors)
        _show_questions("CLINC150, 10 phrases an intent", found["clinc150-k10"])
        found["building"] = _building(options)
        show("100 entries x 12 languages x 8 phrases", ("what", "is"), found["building"].items())
        found["growth"] = {str(n): _grown(n, options, vectors) for n in _sizes(options)}
        _show_growth(found["growth"])
    write(options.json, found)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.search.cost", description=__doc__)
    parser.add_argument("--public", type=Path, metavar="FOLDER", help="checkouts of public sets")
    parser.add_argument("--quick", action="store_true", help="a tenth of the questions, two sizes")
    parser.add_argument("--json", type=Path, help="file for all figures")
    return parser.parse_args(arguments)


def _sizes(options: argparse.Namespace) -> Sequence[int]:
    return SIZES[:2] if options.quick else SIZES


def _own(options: argparse.Namespace) -> dict[str, float]:
    whole = corpus()
    packed = prepare(
        whole, IndexCache(folder=default_folder()), encode=True, shipped=ROOT / VECTORS_FILE
    )
    asked = [(each.text, each.home) for each in questions(whole.stubs) if each.language != OTHERS]
    return _footprint(packed, asked[:: 20 if options.quick else 2], encoder=True)


def _some_questions() -> list[str]:
    return [each.text for each in questions(corpus().stubs) if each.home == "en"][:30]


def _clinc(options: argparse.Namespace, vectors: Vectors) -> dict[str, float]:
    dataset = SETS["clinc150-k10"](options.public)
    packed = index_to_bytes(index_of(dataset.train, "en", vectors))
    asked = [(text, "en") for text, _ in dataset.test[:: 100 if options.quick else 10]]
    return _footprint(packed, asked, encoder=True)


def _footprint(packed: bytes, asked: Questions, *, encoder: bool) -> dict[str, float]:
    """Return what a process of its own needs for an index and some questions."""
    with tempfile.TemporaryDirectory() as folder:
        index, texts = Path(folder) / "index", Path(folder) / "questions"
        index.write_bytes(packed)
        texts.write_text(json.dumps(asked))
        command = [sys.executable, "-m", "bench.search.footprint", str(index), str(texts)]
        if encoder:
            command.append("--encoder")
        run = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(run.stdout)
    return found | {"packed_mb": len(packed) / 1e6, "questions": len(asked)}


def _building(options: argparse.Namespace) -> dict[str, float]:
    """Return how long the index of 9,600 phrases takes with every vector made anew."""
    many = twelve(corpus(), options.public, 20 if options.quick else 100)
    began, before = time.perf_counter(), _children_seconds()
    vectors = encode_all([phrase.words for phrase in many.phrases], lambda _: None)
    encoded, used = time.perf_counter() - began, _children_seconds() - before
    built, _ = _built(many, vectors)
    return {
        "phrases": len(many.phrases),
        "languages": len({phrase.language for phrase in many.phrases}),
        "encoding, seconds of all cores": encoded,
        "encoding, processor seconds": used,
        "the rest, processor seconds": built,
        "together, seconds": encoded + built,
    }


def _built(whole: Corpus, vectors: Floats | None) -> tuple[float, Index]:
    began = time.process_time()
    index = build(whole, vectors, encoder=E5Small.name)
    return time.process_time() - began, index


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _grown(entries: int, options: argparse.Namespace, vectors: Vectors) -> dict[str, float]:
    whole, rows = english(options.public, vectors, entries)
    built, index = _built(whole, rows)
    asked = [(text, "en") for text, _ in SETS["clinc150-k10"](options.public).test[::50]]
    found = _footprint(index_to_bytes(index), asked, encoder=True)
    return found | {"phrases": len(whole.phrases), "build_seconds": built}


def _show_questions(title: str, found: dict[str, float]) -> None:
    rows = [
        (name, found[f"{key}_p50"], found[f"{key}_p95"])
        for name, key in (
            ("with the encoder", "whole"),
            ("encoding", "encoding"),
            ("words only", "words"),
        )
    ]
    show(f"{title}: {found['questions']} questions", ("ms of one core", "p50", "p95"), rows)
    stages = (
        ("Python, numpy and the search", "imported"),
        ("+ encoder", "encoder"),
        ("+ index", "index"),
        ("after the questions", "asked"),
    )
    show("Memory", ("MB resident", "is"), [(name, f"{found[key]:.0f}") for name, key in stages])


def _show_growth(found: dict[str, dict[str, float]]) -> None:
    heads = (
        "entries",
        "phrases",
        "words p50",
        "p95",
        "whole p50",
        "p95",
        "MB index",
        "MB in all",
        "build s",
    )
    rows = [
        (
            entries,
            str(each["phrases"]),
            *(f"{each[key]:.1f}" for key in ("words_p50", "words_p95", "whole_p50", "whole_p95")),
            f"{each['index'] - each['encoder']:.0f}",
            f"{each['asked']:.0f}",
            f"{each['build_seconds']:.1f}",
        )
        for entries, each in found.items()
    ]
    show("As entries grow (English, 8 phrases each; repeated with noise)", heads, rows)


if __name__ == "__main__":
    sys.exit(main())
