"""The page for developers names everything there is, and the package stays easy to take along."""

import ast
import dataclasses
import inspect
import sys
from pathlib import Path

import pytest

from bot import testing
from bot.testing import BotApi, Conditions, Group, Person, ShownMessage
from bot.testing.__main__ import arguments
from bot.testing.control import ACTS, Control
from bot.testing.faults import FAULTS
from bot.testing.methods.table import METHODS

ROOT = Path(testing.__file__).parents[2]
PAGE = (ROOT / "docs/developers/testing.md").read_text(encoding="utf-8")


def public(kind: type) -> list[str]:
    return [name for name, _ in inspect.getmembers(kind) if not name.startswith("_")]


def fields(kind: type) -> list[str]:
    assert dataclasses.is_dataclass(kind)
    return [field.name for field in dataclasses.fields(kind)]


def test_every_method_is_named():
    named = {part.strip("`").lower() for part in PAGE.replace(",", " ").replace(".", " ").split()}
    assert set(METHODS) - named == set()


@pytest.mark.parametrize(
    "names",
    [fields(Conditions), list(FAULTS), list(ACTS), public(ShownMessage)],
    ids=["conditions", "faults", "acts", "shown"],
)
def test_every_name_of_a_kind_is_explained(names: list[str]):
    missing = [name for name in names if name not in {"id", "button", "keyboard"}]
    assert [name for name in missing if f"`{name}" not in PAGE] == []


def test_every_verb_of_people_and_groups_is_explained():
    verbs = [name for kind in (Person, Group) for name in public(kind) if name.endswith("s")]
    assert [verb for verb in verbs if verb not in PAGE] == []


def test_every_control_address_is_named():
    paths = {route.path for route in Control(BotApi()).routes()}
    assert [path for path in paths if path not in PAGE] == []


def test_every_call_field_of_the_journal_is_named():
    assert [name for name in fields(testing.Call) if f"`{name}`" not in PAGE] == []


def test_the_options_have_a_help_text(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        arguments(["--help"])
    assert "--journal" in capsys.readouterr().out


def test_it_needs_only_aiohttp_beside_the_standard_library():
    """Whoever wants it can copy the folder."""
    allowed = {*sys.stdlib_module_names, "aiohttp"}
    for path in (ROOT / "bot/testing").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                known = name.split(".")[0] in allowed or name.startswith("bot.testing")
                assert known, f"{path.name} imports {name}"
