"""Playing the conversation tests in pseudo languages: what would not fit or scramble in any translation."""

from pathlib import Path

from bot.content.conversations import read_conversations
from bot.content.domains import templates
from bot.content.load import study
from bot.content.playing import note_differences, play
from bot.content.po import write_po
from bot.content.pseudo import PSEUDO_LANGUAGES, pseudo_file, with_pseudo
from bot.content.release import Content
from bot.content.translations import write_changed
from bot.core.finding import Finding


def try_pseudo(folder: Path) -> tuple[list[Finding], int]:
    """Return what goes wrong in the pseudo languages, and how many conversations were played in them."""
    studied = study(folder)
    release, catalogs = with_pseudo(studied.content.release, studied.catalogs)
    conversations, _ = read_conversations(folder, release)
    note_differences(list(play(conversations, release, catalogs, tuple(PSEUDO_LANGUAGES))), release)
    reports = {each.report.path: each.report for each in conversations}
    return [finding for report in reports.values() for finding in report.findings], len(
        conversations
    )


def write_pseudo(out: Path, content: Content) -> list[str]:
    """Write the translation files of the pseudo languages into a folder; return their paths."""
    written: list[str] = []
    for code, entry in PSEUDO_LANGUAGES.items():
        for domain, template in templates(content).items():
            path = f"{code}/{domain}.po"
            write_changed(out / path, write_po(pseudo_file(template, entry)))
            written.append(path)
    return written
