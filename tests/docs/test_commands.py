"""Every command and option is explained, and every command line in the documents can be typed as it stands."""

import argparse
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from bot.cli import COMMANDS, module
from tests.docs.pages import (
    DOCS,
    HEADING,
    ROOT,
    first_codes,
    name,
    pages,
    prose,
    section,
    snippets,
    text,
)

PAGE = DOCS / "operators" / "commands.md"
CALL = re.compile(
    r"^(?:\$ )?merit ([a-z][a-z0-9-]*)(.*)|(?:bin/| merit )merit ([a-z][a-z0-9-]*)(.*)"
)
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")


def parser(command: str) -> argparse.ArgumentParser:
    """The parser of one command, as `merit` makes it."""
    made = argparse.ArgumentParser()
    import_module(module(command)).add_arguments(made)
    return made


def actions(made: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of a command and of its subcommands, but help."""
    for action in made._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                yield from actions(sub)


def words(command: str) -> set[str]:
    """What can be typed after a command: options, fixed words, and the names of what one fills in."""
    found: set[str] = set()
    for action in actions(parser(command)):
        if action.option_strings:
            found |= {*action.option_strings}
            found |= {*([action.metavar] if isinstance(action.metavar, str) else [])}
        elif action.choices is not None:
            found |= {*action.choices}
        else:
            found.add(str(action.metavar or action.dest))
    return found


def test_every_command_has_a_section_in_the_order_of_the_help():
    titles = [title for level, title in HEADING.findall(prose(PAGE)) if level == "##"]
    assert titles == [f"merit {command}" for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_word_of_a_command_is_explained_and_no_other(command: str):
    explained = {
        word for code in first_codes(section(PAGE, f"merit {command}")) for word in code.split()
    }
    values = {
        str(choice)
        for action in actions(parser(command))
        if action.option_strings
        for choice in action.choices or ()
    }
    assert explained - values == words(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_value_an_option_can_have_is_named(command: str):
    part = section(PAGE, f"merit {command}")
    for action in actions(parser(command)):
        for choice in action.choices or ():
            assert f"`{choice}" in part


def calls(page: Path) -> Iterator[tuple[str, str]]:
    """Each command of `merit` a page shows, with what stands behind it."""
    for snippet in snippets(page):
        found = CALL.search(snippet.partition("  #")[0])
        if found:
            yield (found[1] or found[3], found[2] or found[4] or "")


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_command_line_on_a_page_names_a_command_and_options_that_exist(page: Path):
    for command, rest in calls(page):
        assert command in COMMANDS, f"merit {command}"
        known = words(command) | {"--help"}
        assert [option for option in OPTION.findall(rest) if option not in known] == [], command
        fixed = [action.choices for action in parser(command)._actions if action.choices]
        typed = re.match(r" ([a-z]+(?:-[a-z]+)*)\b", rest)
        if typed and fixed and not typed[1].isupper():
            assert typed[1] in {word for choices in fixed for word in choices}, f"{command}{rest}"


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_make_target_a_page_names_exists(page: Path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    named = {
        found[1]
        for each in snippets(page)
        if (found := re.match(r"(?:sudo )?make ([a-z-]+)", each))
    }
    assert named <= targets


def test_every_exit_status_the_command_can_have_is_explained():
    explained = {int(row) for row in re.findall(r"^\| (\d+) \|", text(PAGE), re.MULTILINE)}
    assert explained == {0, 1, 2, 130}
