"""`merit taxonomy`: occupations and skills of ESCO, from its official download; see docs/operators/taxonomy.md."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from bot.app.parts import content_folder, in_loop, opened, operators_words
from bot.content.languages import read_languages
from bot.core.profile_words import PROFILE_WORDS
from bot.core.world import TONGUES
from bot.settings import OperatorError, Settings, read_settings
from bot.store.esco_files import Download, open_download
from bot.store.taxonomy_import import Imported, import_language, imported, remove_language

ATTRIBUTION = PROFILE_WORDS["esco"].source


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done with the taxonomy."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("import", "status", "remove"),
        default="status",
        help=(
            "import: read an ESCO download and put it in the place of what was there; status (default): which "
            "languages there are; remove: delete a language"
        ),
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="with import: the zip as it came"
    )
    parser.add_argument(
        "--language",
        type=str.lower,
        metavar="CODE",
        help=(
            "with import: only this language, and that of files whose names do not say theirs; with remove: "
            "which one"
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Do it; works beside a running Merit, which searches the new one at once."""
    settings = read_settings()
    match args.what:
        case "import":
            return _import(settings, args.file, args.language)
        case "remove":
            return in_loop(_remove(settings, args.language))
        case _:
            return in_loop(_status(settings))


def _import(settings: Settings, file: Path | None, only: str | None) -> int:
    if file is None:
        raise OperatorError("Say which file: merit taxonomy import FILE.zip")
    known = TONGUES.union(read_languages(content_folder(settings))[0])
    with operators_words(), open_download(file) as download:
        chosen = dict(_chosen(download, only, known))
        for named in chosen:
            download.check(named)
        return in_loop(_bring_in(settings, download, chosen))


def _chosen(
    download: Download, only: str | None, known: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield the languages to import: as the files name them, and as Merit does."""
    has = [language for language in download.languages if language]
    if only is not None:
        _check_known(only, known)
        if only not in download.files and "" not in download.files:
            raise OperatorError(f"The zip has no files in {only}. It has: {', '.join(has)}.")
        yield (only if only in download.files else ""), only
        return
    if not has:
        raise OperatorError(
            "The names of the files do not say which language they are in. Add it: --language ar"
        )
    if known.isdisjoint(has):
        _check_known(has[0], known)
    for language in has:
        if language in known:
            yield language, language
        else:
            print(f"{language}: left out, because Merit does not know this language.")


def _check_known(language: str, known: frozenset[str]) -> None:
    if language not in known:
        raise OperatorError(
            f"Merit does not know the language '{language}'. Write its code in small letters, like ar or uk."
        )


async def _bring_in(settings: Settings, download: Download, chosen: dict[str, str]) -> int:
    async with opened(settings) as parts:
        for named, language in chosen.items():
            before = download.left_out
            print(f"{language}: reading, this takes some seconds ...", flush=True)
            print(_line(await import_language(parts.store, download, named, language)))
            if left_out := download.left_out - before:
                print(
                    f"{language}: {left_out} rows left out: not in use any more, or without a name in this language"
                )
    print(ATTRIBUTION)
    return 0


async def _status(settings: Settings) -> int:
    async with opened(settings) as parts:
        languages = await imported(parts.store)
    if not languages:
        print(
            "No taxonomy was imported. Merit finds the occupations of its own list. To add those of ESCO: "
            "merit taxonomy import FILE.zip"
        )
        return 0
    print("\n".join(map(_line, languages)))
    print(ATTRIBUTION)
    return 0


def _line(found: Imported) -> str:
    version = f"ESCO {found.version}" if found.version else "ESCO, version not known"
    return (
        f"{found.language}: {version}, {found.occupations} occupations and {found.skills} skills, "
        f"imported {found.at:%Y-%m-%d}"
    )


async def _remove(settings: Settings, language: str | None) -> int:
    if language is None:
        raise OperatorError("Say which language: merit taxonomy remove --language ar")
    async with opened(settings) as parts:
        if not await remove_language(parts.store, language):
            raise OperatorError(f"There is no taxonomy in '{language}': merit taxonomy status")
    print(f"{language}: removed. What people chose from it stays in their profiles.")
    return 0
