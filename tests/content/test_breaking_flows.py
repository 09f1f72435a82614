"""Every shipped flow, broken as a new editor would: found where it is, in at most three findings.

One way for each flow, another one for each, so that all are tried; `WAYS=10 .venv/bin/pytest` tries ten for each, and
`python -m bench.breaks` all of them.
"""

import os
from pathlib import Path

import pytest

from bench.breaks import BREAKS, MOST_FINDINGS, ROOT, copied, shipped, trials

pytestmark = pytest.mark.slow

WAYS = int(os.environ.get("WAYS", "1"))
TEN = 10
FLOWS = shipped()


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("broken"))


@pytest.mark.parametrize("flow", FLOWS)
def test_a_broken_flow_is_found_where_it_is_broken(flow: str, content: Path):
    begin = FLOWS.index(flow) * 7 % len(BREAKS)
    names = [*BREAKS, *BREAKS][begin : begin + len(BREAKS)]
    done = list(trials(content, flow, names=names, most=WAYS))
    assert len(done) == WAYS
    for trial in done:
        said = [str(each) for each in trial.findings]
        assert trial.placed, (trial.name, trial.line, said)
        assert 1 <= len(said) <= MOST_FINDINGS, (trial.name, said)


def test_every_flow_can_be_broken_in_ten_ways():
    """What `bench.breaks` and docs/editors/breaks.md say of each flow."""
    for flow in FLOWS:
        lines = (ROOT / "flows" / f"{flow}.yaml").read_text("utf-8").splitlines()
        assert sum(break_(lines) is not None for break_ in BREAKS.values()) >= TEN, flow
