"""The official ESCO download: a zip of CSV files, of which one lists the occupations and one the skills of a language.

It is read row by row. Whatever is not of that form is refused with a sentence for the operator; so is a zip that would
unpack to much more than ESCO has ever been.
"""

import csv
import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from bot.service.ports import StoreError
from bot.service.taxonomy import ConceptKind

LARGEST_CSV = 40 * 2**20
"""Bytes; the skills of ESCO 1.1 have 9.5 million in English, and up to twice as many in other scripts."""
LARGEST_RATIO = 60
"""How many times smaller a CSV may be in the zip; ESCO's are 4 to 8 times."""
MOST_FILES = 1000
MOST_ROWS = 100_000
MOST_NAMES = 400
"""Names of one concept that are read; in ESCO 1.1 none has more than 156."""
LONGEST_NAME = 300

FILES: Mapping[ConceptKind, str] = {
    ConceptKind.OCCUPATION: "occupations",
    ConceptKind.SKILL: "skills",
}
_COLUMNS: Mapping[ConceptKind, tuple[str, ...]] = {
    ConceptKind.OCCUPATION: ("conceptUri", "preferredLabel", "altLabels", "iscoGroup"),
    ConceptKind.SKILL: ("conceptUri", "preferredLabel", "altLabels"),
}
_FILE = re.compile(
    r"(occupations|skills)(?:_([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.csv", re.IGNORECASE
)
_VERSION = re.compile(r"(?<![a-z0-9])v?(\d+\.\d+(?:\.\d+)*)", re.IGNORECASE)
_URI = re.compile(r".*/(occupation|skill)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+"
)
"""What no name needs and no database or screen takes; the joiners of Persian are not among it."""


class NotAnEscoDownload(StoreError):
    """The file cannot be imported; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscoRow:
    """One concept as the file has it: its preferred name first, then all others."""

    id: str
    names: tuple[str, ...]
    isco: str = ""


@dataclass(slots=True, kw_only=True)
class Download:
    """An open download: which languages it has, and of which version it is (empty if its name does not say)."""

    zip: ZipFile
    files: Mapping[str, Mapping[ConceptKind, ZipInfo]]
    version: str = ""
    left_out: int = field(default=0)
    """Rows read so far that are no concept in use with a name in the language."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages of the files; the empty one is that of files whose names do not say."""
        return sorted(self.files)

    def check(self, language: str) -> None:
        """Raise NotAnEscoDownload unless both files of the language are there and begin as they should."""
        for kind, name in FILES.items():
            if kind not in self.files[language]:
                called = f"{name}_{language}.csv" if language else f"{name}.csv"
                raise NotAnEscoDownload(
                    f"The zip has no {called}. Download the whole classification of a language as CSV again."
                )
            with self._opened(self.files[language][kind]) as lines:
                _reader(lines, kind, self.files[language][kind])

    def rows(self, language: str, kind: ConceptKind) -> Iterator[EscoRow]:
        """Yield the concepts of a language, each once; nothing of the file is kept."""
        info, seen = self.files[language][kind], set[str]()
        with self._opened(info) as lines:
            reader = _reader(lines, kind, info)
            for number, values in enumerate(reader):
                if number >= MOST_ROWS:
                    raise NotAnEscoDownload(f"{info.filename} has more than {MOST_ROWS} rows.")
                row = _row(values, kind)
                if row is None or row.id in seen:
                    self.left_out += 1
                    continue
                seen.add(row.id)
                yield row
        if not seen:
            raise NotAnEscoDownload(
                f"{info.filename} has no {kind} with a name in this language. Download it again."
            )

    @contextmanager
    def _opened(self, info: ZipInfo) -> Iterator[io.TextIOWrapper]:
        _refuse_bomb(info)
        try:
            with (
                self.zip.open(info) as file,
                io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as lines,
            ):
                yield lines
        except UnicodeDecodeError:
            raise _unreadable(info, "it is not in UTF-8, perhaps because Excel saved it") from None
        except csv.Error:
            raise _unreadable(info, "it is no CSV as ESCO writes them") from None
        except (BadZipFile, EOFError, zlib.error, OSError):
            raise _unreadable(info, "the zip is damaged") from None
        except (RuntimeError, NotImplementedError):
            raise _unreadable(info, "it is locked with a password or packed unusually") from None


@contextmanager
def open_download(path: Path) -> Iterator[Download]:
    """Give the download at `path`; raise NotAnEscoDownload if it is none."""
    try:
        archive = ZipFile(path)
    except OSError as error:
        raise NotAnEscoDownload(f"{path} cannot be opened: {error.strerror}.") from None
    except (BadZipFile, ValueError):
        raise NotAnEscoDownload(
            f"{path} is not a zip. Give the file as it came from the ESCO download page, not unpacked."
        ) from None
    with archive:
        yield Download(zip=archive, files=_files(archive, path), version=_version(path))


def _files(archive: ZipFile, path: Path) -> dict[str, dict[ConceptKind, ZipInfo]]:
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        raise NotAnEscoDownload(f"{path} holds {len(infos)} files; an ESCO download has about 20.")
    kinds = {name: kind for kind, name in FILES.items()}
    found: dict[str, dict[ConceptKind, ZipInfo]] = {}
    for info in infos:
        place = PurePosixPath(info.filename)
        named = _FILE.fullmatch(place.name)
        if named is not None and "__MACOSX" not in place.parts:
            language = (named[2] or "").lower()
            found.setdefault(language, {}).setdefault(kinds[named[1].lower()], info)
    if not found:
        raise NotAnEscoDownload(
            f"{path} has no occupations_xx.csv and no skills_xx.csv (xx is the language). On the ESCO download page "
            "choose the content classification and the file type csv."
        )
    return found


def _version(path: Path) -> str:
    found = _VERSION.search(path.name)
    return found[1] if found else ""


def _refuse_bomb(info: ZipInfo) -> None:
    if info.file_size > LARGEST_CSV or info.file_size > LARGEST_RATIO * (info.compress_size + 1024):
        raise NotAnEscoDownload(
            f"{info.filename} would be far larger than ESCO's files are, so it was not unpacked."
        )


def _unreadable(info: ZipInfo, why: str) -> NotAnEscoDownload:
    return NotAnEscoDownload(f"{info.filename} cannot be read: {why}. Download it again.")


def _reader(
    lines: io.TextIOWrapper, kind: ConceptKind, info: ZipInfo
) -> Iterator[Mapping[str, str]]:
    reader = csv.DictReader(lines, restval="")
    missing = [name for name in _COLUMNS[kind] if name not in (reader.fieldnames or ())]
    if missing:
        raise NotAnEscoDownload(
            f"{info.filename} has no column {', '.join(missing)}. Merit reads the CSV files as ESCO writes them."
        )
    return reader


def _row(values: Mapping[str, str], kind: ConceptKind) -> EscoRow | None:
    """Return the concept of a row, or None if it is not in use or has no name in this language."""
    uri = _URI.fullmatch(values["conceptUri"].strip())
    first = _name(values["preferredLabel"])
    if uri is None or uri[1] != kind or not first:
        return None
    if values.get("status", "").strip() not in ("", "released"):
        return None
    others = f"{values['altLabels']}\n{values.get('hiddenLabels', '')}".split("\n", MOST_NAMES)
    names = filter(None, map(_name, others[:MOST_NAMES]))
    return EscoRow(
        id=uri[2],
        names=tuple(dict.fromkeys((first, *names))),
        isco=_isco(values) if kind is ConceptKind.OCCUPATION else "",
    )


def _name(words: str) -> str:
    name = _UNSEEN.sub(" ", words).strip()
    return name if len(name) <= LONGEST_NAME else ""


def _isco(values: Mapping[str, str]) -> str:
    """Return the four digits of the unit group; a spreadsheet may have taken zeros in front away."""
    code = values["iscoGroup"].strip().removeprefix("C")
    return code.zfill(4) if re.fullmatch(r"[0-9]{1,4}", code) else ""
