"""From files to editions and back: what is published is exactly what was read and checked, byte for byte."""

from collections.abc import Collection

from bot.content.archive import KeptFlow, kept_flows
from bot.content.edition import Edition
from bot.content.entries import FAQ
from bot.content.load import load
from bot.content.pack import Files, laid_out, pack, unpack
from bot.core.finding import Finding
from bot.core.flow import FlowId, Release
from bot.service.releases import KeptRelease


def bind(files: Files) -> tuple[Edition | None, list[Finding]]:
    """Return the edition of the files, or None when they have an error, and what is wrong with them."""
    with laid_out(files) as folder:
        release, catalogs, findings = load(folder)
    edition = None if release is None else Edition(release=release, catalogs=catalogs)
    return edition, findings


def bind_packed(packed: bytes, release: str) -> tuple[Edition | None, list[Finding]]:
    """Return the edition of a kept release; raise BadPackError if it is damaged."""
    return bind(unpack(packed, release))


def flows_of_packed(
    packed: bytes, release: str, names: Collection[FlowId]
) -> dict[FlowId, KeptFlow]:
    """Return flows of a kept release; raise BadPackError if it is damaged.

    Of the entries only their names are looked at: a plan may quote them.
    """
    files = unpack(packed, release)
    needed = {path: data for path, data in files.items() if _is_of_flows(path)}
    needed |= {path: b"" for path in files if path.startswith(f"{FAQ}/")}
    with laid_out(needed) as folder:
        return kept_flows(folder, names)


def _is_of_flows(path: str) -> bool:
    """Whether flows are read from the file: they themselves, the languages, and the words of flows."""
    *folders, name = path.split("/")
    return folders == ["flows"] or name in {"languages.yaml", "flows.po"}


def kept_release(files: Files, release: Release) -> KeptRelease:
    """Return the files as they are kept, with the structure of every flow."""
    structures = {str(flow.id): flow.structure for flow in release.flows.values()}
    return KeptRelease(id=release.id, content=pack(files), structures=structures)
