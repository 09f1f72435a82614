"""A made-up ESCO download, written by hand: no row of it is ESCO's."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

OCCUPATIONS = (
    *("conceptType", "conceptUri", "iscoGroup", "preferredLabel"),
    *("altLabels", "hiddenLabels", "status", "code"),
)
SKILLS = ("conceptType", "conceptUri", "skillType", "preferredLabel", "altLabels", "status")

STAR_BAKER = "00000000-0000-4000-8000-000000000001"
MOON_DRIVER = "00000000-0000-4000-8000-000000000002"
KITE_NURSE = "00000000-0000-4000-8000-000000000003"
FOLD_DOUGH = "00000000-0000-4000-8000-000000000011"
STEER_CARTS = "00000000-0000-4000-8000-000000000012"

Row = Sequence[str]


def occupation(number: str, isco: str, label: str, *others: str, status: str = "released") -> Row:
    uri = f"http://data.europa.eu/esco/occupation/{number}"
    return ("Occupation", uri, isco, label, "\n".join(others), "", status, f"{isco}.1")


def skill(number: str, label: str, *others: str, status: str = "released") -> Row:
    uri = f"http://data.europa.eu/esco/skill/{number}"
    kind = "skill/competence"
    return ("KnowledgeSkillCompetence", uri, kind, label, "\n".join(others), status)


ENGLISH: Mapping[str, Sequence[Row]] = {
    "occupations_en.csv": [
        OCCUPATIONS,
        occupation(STAR_BAKER, "7512", "star baker", "maker of star bread", "baker-of-stars"),
        occupation(MOON_DRIVER, "8322", "moon cart driver", "driver", "moon chauffeur"),
        occupation(KITE_NURSE, "2221", "kite nurse", "nurse of kites, gliding"),
    ],
    "skills_en.csv": [
        SKILLS,
        skill(FOLD_DOUGH, "fold star dough", "dough folding"),
        skill(STEER_CARTS, "steer carts"),
    ],
}
ARABIC: Mapping[str, Sequence[Row]] = {
    "occupations_ar.csv": [
        OCCUPATIONS,
        occupation(STAR_BAKER, "7512", "خبّاز النجوم", "الفرّان"),
        occupation(MOON_DRIVER, "8322", "سائق عربة القمر"),
        occupation(KITE_NURSE, "2221", "ممرض الطائرات"),
    ],
    "skills_ar.csv": [SKILLS, skill(FOLD_DOUGH, "طي العجين"), skill(STEER_CARTS, "قيادة العربات")],
}


def text(rows: Sequence[Row]) -> bytes:
    """The rows as ESCO writes a CSV: with a mark of the byte order and quoted line breaks."""
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode("utf-8-sig")


def download(
    folder: Path,
    *languages: Mapping[str, Sequence[Row]],
    name: str = "ESCO dataset - v1.2.0 - classification - en - csv.zip",
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a zip with the files of these languages, and `more`."""
    path = folder / name
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for files in languages:
            for file, rows in files.items():
                archive.writestr(file, text(rows))
        for file, content in (more or {}).items():
            archive.writestr(file, content)
    return path
