"""The tools around Merit: make targets, lock files, image, CI script, and the shape of the code."""

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.content.pack import FOLDERS
from bot.settings import described

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
SOURCES = sorted(
    path
    for folder in ("bot", "bench", ".ci")
    for path in ROOT.glob(f"{folder}/**/*.py")
    if path.parent.name != "versions"  # migrations are lists of tables, written once
)
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


def make_variable(name: str) -> list[str]:
    found = re.search(rf"^{name} := (.*)$", makefile(), re.MULTILINE)
    assert found is not None, f"Makefile has no {name}"
    return found[1].split()


def phony_targets() -> list[str]:
    found = re.search(r"^\.PHONY: (.*)$", makefile(), re.MULTILINE)
    assert found is not None
    return found[1].replace("$(GATES)", " ".join(make_variable("GATES"))).split()


def pins(lock: Path) -> dict[str, str]:
    """Name and version of each package in a lock file."""
    return dict(
        re.findall(
            r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)",
            lock.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )


def test_every_make_target_explains_itself_in_make_help():
    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile(), re.MULTILINE))
    assert explained >= set(phony_targets())


def test_every_explained_make_target_is_phony_so_that_a_file_of_its_name_does_not_stop_it():
    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile(), re.MULTILINE))
    assert explained <= set(phony_targets())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_names_no_address_so_that_any_mirror_works(lock: Path):
    addresses = r"\w+://|--index-url|--find-links|@ file|^-e "
    assert not re.findall(addresses, lock.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_pin_of_a_lock_file_has_a_hash(lock: Path):
    entries = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_the_lock_files_agree_on_every_version(lock: Path):
    run = pins(ROOT / "requirements" / "run.txt")
    assert {
        name: version for name, version in pins(lock).items() if run.get(name, version) != version
    } == {}


def declared() -> Iterator[tuple[str, str, str]]:
    """Lock file, name and version of each dependency in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {
        "run.txt": project["project"]["dependencies"],
        "dev.txt": project["dependency-groups"]["dev"],
    }
    for lock, requirements in groups.items():
        for requirement in requirements:
            name, _, version = requirement.partition(";")[0].strip().partition("==")
            yield lock, name.partition("[")[0].lower(), version


@pytest.mark.parametrize(("lock", "name", "version"), list(declared()))
def test_a_declared_dependency_is_pinned_and_locked_at_that_version(
    lock: str, name: str, version: str
):
    assert pins(ROOT / "requirements" / lock).get(name) == version, "Run: make lock"


def copied_into_the_image() -> set[str]:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE)
    return {source for line in lines for source in line.split()[:-1]}


def is_in_a_clone(path: Path) -> bool:
    """Git keeps no empty folder."""
    return path.is_file() or any(part.is_file() for part in path.rglob("*"))


def test_the_image_copies_only_what_a_clone_has_and_what_the_build_may_see():
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    copied = copied_into_the_image()
    assert [source for source in copied if not is_in_a_clone(ROOT / source)] == []
    assert copied == set(re.findall(r"^!(\S+)$", ignore, re.MULTILINE))


def test_the_image_holds_all_content_there_is():
    content = {name for name in FOLDERS if is_in_a_clone(ROOT / name)}
    assert content <= copied_into_the_image()


def test_the_image_does_not_run_as_root_and_looks_after_its_health():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER (?!0|root)\S", dockerfile, re.MULTILINE)
    assert "/healthz" in dockerfile
    assert re.search(r"^HEALTHCHECK ", dockerfile, re.MULTILINE)


def test_compose_publishes_ports_on_this_machine_only_and_its_services_restart():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"merit", "postgres"}
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert all(service["restart"] == "unless-stopped" for service in services.values())


def test_compose_keeps_every_volume_it_declares_and_mounts_only_folders_git_ignores():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    mounted = {
        volume.partition(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
    }
    folders = {source for source in mounted if source.startswith("./")}
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert mounted - folders == set(compose["volumes"])
    assert {f"{folder.removeprefix('.')}/" for folder in folders} <= set(ignored)
    assert "/merit.env" in ignored


def test_the_example_of_the_settings_file_names_every_setting_and_no_other():
    example = (ROOT / "merit.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    assert named - {"POSTGRES_PASSWORD"} == {setting["name"] for setting in described()}


def test_the_image_and_compose_set_only_what_is_a_setting():
    given = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    given += (ROOT / "compose.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:MERIT|TELEGRAM)_[A-Z_]+", given))
    assert named <= {setting["name"] for setting in described()}


@pytest.mark.parametrize("script", ["run", "venv", "lock", "browser"])
def test_a_ci_script_can_be_run(script: str):
    path = ROOT / ".ci" / script
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!")


def test_ci_runs_only_make_targets_that_exist():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    called = set(re.findall(r"^[^#\"]*\bmake ([a-z-]+)", script, re.MULTILINE))
    called |= set(re.findall(r'^step "[^"]*" make ([a-z-]+)', script, re.MULTILINE))
    assert {"check", "test", "crash-short"} <= called <= set(phony_targets())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_and_its_functions_are_short_enough_to_read_at_once(path: Path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    too_long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_no_make_target_is_defined_twice_and_every_gate_has_one():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE)
    assert sorted(targets) == sorted(set(targets))
    gates = re.search(r"^GATES := (.*)$", makefile, re.MULTILINE)
    assert gates is not None
    assert set(gates[1].split()) <= set(targets)
