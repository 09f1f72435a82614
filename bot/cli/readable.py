"""Translation files a command cannot do without: one that cannot be read would look as if nothing were translated."""

import sys
from collections.abc import Collection, Mapping

from bot.content.catalogs import LanguageFiles
from bot.core.language import LanguageCode
from bot.settings import OperatorError


def needs_readable(
    languages: Mapping[LanguageCode, LanguageFiles], only: Collection[LanguageCode] = ()
) -> None:
    """Refuse to go on while a file of these languages (of `only` some) cannot be read; say where and why."""
    wrong = [
        finding
        for code, language in languages.items()
        if not only or code in only
        for domain, report in language.reports.items()
        if domain not in language.files
        for finding in report.findings
    ]
    if not wrong:
        return
    print(*wrong, sep="\n\n", file=sys.stderr)
    raise OperatorError(
        "Nothing was done. Correct this file first: without it, its texts would count as missing."
    )
