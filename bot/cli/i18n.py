"""`merit i18n`: bring new texts to the translators and their work back."""

import argparse
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.cli import translation_sheets as sheets
from bot.cli.check import SHIPPED, print_findings, summary, verdict
from bot.cli.readable import needs_readable
from bot.content.release import Content
from bot.settings import OperatorError

_OPEN = "L011"
"""Critical texts that wait for their translators: there can be too many to list them each time."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the subcommands."""
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    made = {
        name: commands.add_parser(
            name,
            help=help_,
            description=_DESCRIPTIONS.get(
                name, f"{help_[0].upper()}{help_[1:]}.".replace("?.", "?")
            ),
        )
        for name, help_ in _HELP.items()
    }
    made["sync"].add_argument(
        "--language", action="append", default=[], metavar="CODE", help="only this language"
    )
    _add_status(made["status"])
    _add_accept(made["accept"])
    _add_check(made["check"])
    sheets.add_arguments(made["export-xlsx"], made["import-xlsx"])
    _add_pseudo(made["pseudo"])
    for command in made.values():
        _add_folder(command)


def _add_accept(accept: argparse.ArgumentParser) -> None:
    accept.add_argument(
        "places",
        nargs="+",
        metavar="PLACE",
        help="such as recognition/ask_papers/ask, or recognition/ask_papers",
    )
    accept.add_argument(
        "--minor",
        action="store_true",
        help="only a typo was corrected, the meaning is the same: the translations are still right",
    )


def _add_pseudo(pseudo: argparse.ArgumentParser) -> None:
    pseudo.add_argument(
        "--out", type=Path, metavar="DIRECTORY", help="write their translation files there instead"
    )


_PSEUDO = (
    "Plays the conversation tests in two made-up languages that nobody is offered: English with other"
    " letters and a third longer, once from left to right, once from right to left. It finds what will not fit."
)

_HELP = {
    "extract": "write locales/flows.pot and locales/ui.pot from the flows and the code",
    "sync": "bring the files of every language up to date; nothing translated is lost",
    "status": "how far each language is, and what people read in English",
    "accept": "an editor corrected the English: say whether its meaning is the same",
    "check": "are the files up to date, and do the translations fit their texts?",
    "export-xlsx": "write the texts of a language into a sheet for a translator",
    "import-xlsx": "take the translations of a sheet back; says what changed",
    "pseudo": "try every text a third longer and from right to left, in made-up languages",
}
"""What each action does."""
_STATUS = (
    "How far each language is, topic by topic. What matters most comes first: critical texts that people read in"
    " English, then those met soonest, in steps from /start. (How often each is met is not counted.)"
)

_DESCRIPTIONS = {"status": _STATUS, "pseudo": _PSEUDO}


def _add_status(status: argparse.ArgumentParser) -> None:
    status.add_argument(
        "--language", action="append", default=[], metavar="CODE", help="only this language"
    )
    status.add_argument(
        "--list", action="store_true", help="list each text that people read in English"
    )
    status.add_argument(
        "--format", choices=("text", "json"), default="text", help="how it is written"
    )


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("--strict", action="store_true", help="warnings count as errors")
    check.add_argument(
        "--format",
        choices=("text", "github", "json"),
        default="text",
        help="how findings are written",
    )


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows and locales (default: those that came with Merit)",
    )


def run(args: argparse.Namespace) -> int:
    """Do it; 1 when there is something to correct."""
    return _ACTIONS[args.action](args)


def _extract(args: argparse.Namespace) -> int:
    from bot.content.translations import write_templates

    content = _content(args.folder)
    return _written(write_templates(args.folder, content))


def _sync(args: argparse.Namespace) -> int:
    from bot.content.catalogs import read_translations
    from bot.content.translations import small_edits, write_merged

    content = _content(args.folder)
    _known(args.language, content)
    needs_readable(read_translations(args.folder, content.languages), args.language)
    done = _written(write_merged(args.folder, content, args.language))
    for place, (before, after) in small_edits(
        read_translations(args.folder, content.languages)
    ).items():
        print(f"\n  {before}\n  {after}")
        print(f"Only a typo? Then keep the translations: merit i18n accept {place} --minor")
    return done


def _known(codes: list[str], content: Content) -> None:
    unknown = [code for code in codes if code not in content.languages]
    if unknown:
        raise OperatorError(f"There is no language '{unknown[0]}' in locales/languages.yaml.")


def _check(args: argparse.Namespace) -> int:
    from bot.content.translation_findings import review

    findings = review(args.folder, _content(args.folder))
    shown = [
        each for each in findings if args.strict or args.format != "text" or each.code != _OPEN
    ]
    print_findings(shown, args.format)
    if args.format == "text":
        for path, count in Counter(each.path for each in findings if each not in shown).items():
            print(f"{path}: {count} critical texts are read in English (--strict lists them)")
        print(summary(findings))
    return verdict(findings, strict=args.strict)


def _status(args: argparse.Namespace) -> int:
    from bot.cli.translation_status import open_json, print_open, print_status, status_json
    from bot.content.catalogs import read_translations
    from bot.content.offering import standings
    from bot.content.translation_progress import progress

    content = _content(args.folder)
    _known(args.language, content)
    files = read_translations(args.folder, content.languages)
    needs_readable(files, args.language)
    standing = standings(content, files)
    for found in progress(args.folder, content):
        if args.language and found.language not in args.language:
            continue
        match args.format, args.list:
            case "json", True:
                print(*open_json(found), sep="\n")
            case "json", False:
                print(status_json(found, standing[found.language]))
            case _, True:
                print_open(found, standing[found.language].entry)
            case _:
                print_status(found, standing[found.language])
    return 0


def _accept(args: argparse.Namespace) -> int:
    from bot.content.catalogs import read_translations
    from bot.content.translations import keep_everywhere

    if not args.minor:
        raise OperatorError(
            "Is the meaning the same as before? Then say so with --minor, and the translations stay. "
            "If it is not, there is nothing to do here: translators see the old and the new text."
        )
    content = _content(args.folder)
    needs_readable(read_translations(args.folder, content.languages))
    kept, idle = keep_everywhere(args.folder, content, args.places)
    if idle:
        raise OperatorError(
            f"No translation at '{idle[0]}' waits because its English changed, so nothing was done. "
            "Run `merit i18n sync` first, and look up the place after msgctxt in a PO file."
        )
    for place, (before, after) in kept.edits.items():
        print(f"{place}\n  before: {before}\n  now:    {after}")
    for language, count in kept.languages.items():
        print(f"{language}: {count} confirmed again")
    return 0


def _export(args: argparse.Namespace) -> int:
    return sheets.export_sheet(args, _content(args.folder))


def _import(args: argparse.Namespace) -> int:
    return sheets.import_sheet(args, _content(args.folder))


def _pseudo(args: argparse.Namespace) -> int:
    from bot.content.pseudo_trial import try_pseudo, write_pseudo

    content = _content(args.folder)
    if args.out is not None:
        for path in write_pseudo(args.out, content):
            print(f"written: {args.out / path}")
        return 0
    findings, count = try_pseudo(args.folder)
    print_findings(findings, "text")
    print(f"{count} conversations in two made-up languages: {summary(findings)}")
    return verdict(findings, strict=False)


_ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "extract": _extract,
    "sync": _sync,
    "check": _check,
    "status": _status,
    "accept": _accept,
    "pseudo": _pseudo,
    "export-xlsx": _export,
    "import-xlsx": _import,
}


def _content(folder: Path) -> Content:
    """Return the content; texts of flows that cannot be read would look as if they were gone, so it has to be sound."""
    from bot.content.release import read_content

    content = read_content(folder)
    if not content.sound:
        raise OperatorError(
            "Some content files have errors. Run `merit check` and correct them first."
        )
    return content


def _written(paths: list[str]) -> int:
    for path in paths:
        print(f"written: {path}")
    if not paths:
        print("Everything is up to date.")
    return 0
