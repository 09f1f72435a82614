"""The audit gate: asks pip-audit whether a pinned package has a known vulnerability.

pip-audit calls a package it cannot look up "skipped" and ends well, so an unreachable service
looks like a clean bill. This gate tells the three apart: vulnerable, clean, and could not ask.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

PATIENCE = 60.0
"""Seconds before a service that answers slowly counts as unreachable."""


def report(lock_files: Sequence[str]) -> list[dict[str, object]] | None:
    """Return what pip-audit says of each package, or None when it could not ask."""
    command = [
        sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--timeout", "5",
        "--progress-spinner", "off", "--format", "json",
    ]  # fmt: skip
    for lock_file in lock_files:
        command += ["--requirement", lock_file]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        packages: list[dict[str, object]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        return None
    return packages


def main(lock_files: Sequence[str]) -> int:
    """Print the verdict; 1 only when a vulnerability is known."""
    packages = report(lock_files)
    if packages is None:
        print("audit skipped: the advisory service cannot be reached from here")
        return 0
    unknown = sorted({str(package["name"]) for package in packages if "skip_reason" in package})
    if len(unknown) == len({package["name"] for package in packages}):
        print("audit skipped: the advisory service knows none of our packages from here")
        return 0
    found = [package for package in packages if package.get("vulns")]
    for package in found:
        ids = ", ".join(str(vuln["id"]) for vuln in package["vulns"])  # type: ignore[attr-defined]
        print(f"{package['name']} {package['version']} has known vulnerabilities: {ids}")
    if unknown:
        print(f"not audited: {', '.join(unknown)}")
    print(f"audited {len(packages) - len(unknown)} pinned packages: {len(found)} vulnerable")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
