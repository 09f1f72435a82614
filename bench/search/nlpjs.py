"""nlp.js, the search that Node bots are built with, in a process of its own."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.search.datasets import Dataset
from bench.search.rivals import Answer

PROGRAM = Path(__file__).with_name("nlpjs.js")
NONE = "None"


@dataclass(frozen=True, slots=True, kw_only=True)
class NlpJs:
    """nlp.js with its None feature off, which is better here than its default (notes); `folder` holds node_modules."""

    dataset: Dataset
    folder: Path
    name: str = "nlp.js"
    calibrated: bool = False

    def answers(self, questions: Sequence[str]) -> list[Answer]:
        """Return what it finds; it learns the phrases anew each time."""
        task = {
            "folder": str(self.folder.resolve()),
            "language": self.dataset.language,
            "train": self.dataset.train,
            "questions": list(questions),
        }
        run = subprocess.run(
            ["node", str(PROGRAM)],
            input=json.dumps(task),
            capture_output=True,
            text=True,
            check=True,
        )
        return [_answer(each) for each in json.loads(run.stdout)]


def _answer(ranked: Sequence[tuple[str, float]]) -> Answer:
    known = [(intent, score) for intent, score in ranked if intent != NONE and score > 0]
    return Answer(found=tuple(intent for intent, _ in known), score=known[0][1] if known else 0.0)


def missing(folder: Path) -> str:
    """Return why nlp.js cannot run, empty if it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (folder / "node_modules" / "node-nlp").is_dir():
        return f"run `npm install --prefix {folder} node-nlp`"
    return ""
