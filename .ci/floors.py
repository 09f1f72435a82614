"""The test gate: runs pytest once, all tests on up to four cores, then holds the branch coverage against the floors.

Arguments go to pytest. When they may choose some of the tests only, no floor is held.
Pytest's own summary line is repeated at the end, where it is looked for.
"""

import subprocess
import sys
from collections.abc import Sequence

FLOORS = {
    "bot.core and bot.service": (100.0, "bot/core/*,bot/service/*"),
    "the whole of bot": (95.0, "bot/*"),
}
"""What is measured -> the least branch coverage in percent, and the files it counts."""


ON_EVERY_CORE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")
"""Tests of one file stay together as long as possible, so that what a file needs is made once."""

SAME_TESTS = ("-v", "-q", "-s", "-n", "--durations", "--hypothesis", "--tb")
"""Options after which all tests still run; any other argument may leave some out."""


def run_tests(arguments: Sequence[str]) -> tuple[int, str]:
    """Run pytest, pass its output through, and return its exit code and its summary line."""
    command = [sys.executable, "-m", "pytest", "--cov", "--cov-report=", *arguments]
    summary = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout is not None  # noqa: S101  # narrows: stdout is a pipe
        for line in tests.stdout:
            print(line, end="", flush=True)
            summary = line.strip() or summary
    return tests.returncode, summary


def coverage_report(*options: str) -> str:
    """Return what `coverage report` prints of the run that was just measured."""
    command = [sys.executable, "-m", "coverage", "report", *options]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()


def holds(name: str, floor: float, files: str) -> bool:
    """True when branch coverage of `files` is at least `floor` percent; prints what is missing."""
    total = float(coverage_report(f"--include={files}", "--format=total", "--precision=2") or 0)
    if total < floor:
        print(coverage_report(f"--include={files}"))
    verdict = "ok" if total >= floor else "TOO LOW"
    print(f"coverage of {name}: {total:.2f} %, floor {floor:.0f} %: {verdict}")
    return total >= floor


def main(arguments: Sequence[str]) -> int:
    """Return pytest's exit code, or 1 when a floor does not hold."""
    whole = all(argument.startswith(SAME_TESTS) for argument in arguments)
    # Some tests alone are done before the other cores have begun.
    code, summary = run_tests([*ON_EVERY_CORE, *arguments] if whole else arguments)
    if not whole:
        print("Only some tests ran, so the coverage floors are not held.")
    elif code == 0:
        held = [holds(name, *floor) for name, floor in FLOORS.items()]
        code = 0 if all(held) else 1
    print(f"\n{summary}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
