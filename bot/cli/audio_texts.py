"""The texts of a folder that can be spoken, for the commands that list and add recordings."""

from pathlib import Path

from bot.cli.check import needs_flows
from bot.content.audio import Voices, read_voices
from bot.content.damage import DAMAGED
from bot.content.languages import LOCALES
from bot.content.load import study
from bot.content.report import closest
from bot.core.finding import Severity
from bot.core.language import Language, LanguageCode
from bot.settings import OperatorError


def voices_of(folder: Path, only: str = "") -> tuple[Voices, dict[LanguageCode, Language]]:
    """Return how every text stands, and the languages (only one if it is named); refuse what cannot be judged."""
    needs_flows(folder)
    studied = study(folder)
    errors = [each for each in studied.content.findings if each.severity is Severity.ERROR]
    if errors:
        raise OperatorError(f"Correct the flows first (`merit check`): {errors[0]}")
    languages = {code: each.language for code, each in studied.content.languages.items()}
    if only and only not in languages:
        near = closest(only, languages)
        hint = f"Did you mean {near}?" if near else f"There are: {', '.join(languages)}."
        raise OperatorError(f"There is no language '{only}'. {hint}")
    wanted = {code: each for code, each in languages.items() if only in {"", code}}
    for finding in studied.findings:
        if finding.code in DAMAGED and finding.path.split("/")[1] in wanted:
            raise OperatorError(
                f"Correct this file in {LOCALES}/ first, without it its texts count as missing:\n{finding}"
            )
    return read_voices(folder, studied.content, studied.catalogs), wanted
