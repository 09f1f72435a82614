"""Elements of a Europass document: the four namespaces, dates, and texts with paragraphs."""

import html
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

NAMESPACES = {
    "": "http://www.europass.eu/1.0",
    "hr": "http://www.hr-xml.org/3",
    "oa": "http://www.openapplications.org/oagis/9",
    "eures": "http://www.europass_eures.eu/1.0",
}
"""By the prefix Europass itself writes."""
for _prefix, _uri in NAMESPACES.items():
    register_namespace(_prefix, _uri)


def element(name: str) -> Element:
    """Return an empty element; `hr:DegreeName` is in the namespace of `hr`, `Candidate` in that of Europass."""
    return Element(_qualified(name))


def add(parent: Element, name: str, words: str = "", /, **attributes: str) -> Element:
    """Add an element with `words`, which may be empty."""
    child = SubElement(parent, _qualified(name), attributes)
    child.text = words or None
    return child


def add_words(parent: Element, name: str, words: str, /, **attributes: str) -> None:
    """Add an element unless there is nothing to say in it."""
    if words:
        add(parent, name, words, **attributes)


def add_rich(parent: Element, name: str, lines: Iterable[str]) -> None:
    """Add a text of paragraphs; Europass reads such texts as HTML, so a person's markup is escaped in it."""
    paragraphs = (html.escape(line, quote=False).replace("\n", "<br>") for line in lines)
    add_words(parent, name, "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def add_date(parent: Element, name: str, code: str) -> None:
    """Add a date of any precision unless there is none."""
    if code:
        add(add(parent, name), "hr:FormattedDateTime", code)


def add_if_filled(parent: Element, child: Element) -> None:
    """Add an element that has others in it."""
    if len(child):
        parent.append(child)


def written(root: Element) -> bytes:
    """Return the document as bytes in UTF-8."""
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _qualified(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
