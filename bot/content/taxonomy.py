"""The jobs and skills people can name: taxonomy/occupations.yaml, taxonomy/skills.yaml and the words for them."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.fields import Fields, as_block, named_items
from bot.content.keys.taxonomy import BY_KIND
from bot.content.nodes import BlockNode, Node, TextNode
from bot.content.report import START, Mark, Report
from bot.content.reviews import read_review
from bot.content.scope import Scope
from bot.content.term_words import TermWords, read_term_words
from bot.content.texts import LONGEST_LABEL, Piece
from bot.content.yaml import read_file
from bot.core.flow import FlowId
from bot.core.fold import skeleton
from bot.core.taxonomy import KINDS, NO_TAXONOMY, Taxonomy, Term, TermGroup
from bot.core.text import Text

FOLDER = "taxonomy"
FILES: Mapping[str, str] = {
    "occupation": f"{FOLDER}/occupations.yaml",
    "skill": f"{FOLDER}/skills.yaml",
}
"""The file of each kind."""

LONGEST_ID = 18
"""Letters of an id; a button carries it beside those of flow and step."""
_TAKEN = frozenset({"own", "groups"})
_TAKEN_STARTS = ("g_", "near_")
_JOINER = "\u200d"
_SIGN_PARTS = frozenset({"So", "Sk", "Mn", "Cf"})
_ARMED_FORCES = frozenset({"0110", "0210", "0310"})
_ISCO_DIGITS = 4


@dataclass(slots=True, kw_only=True)
class TaxonomyFiles:
    """What the folder holds: the terms, other words for them by kind, and the reports of the files."""

    taxonomy: Taxonomy = NO_TAXONOMY
    also: dict[str, dict[str, str]] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)


def read_taxonomy(folder: Path, languages: Collection[str]) -> TaxonomyFiles:
    """Return the jobs and skills below `folder`. Never raises for what a file holds."""
    found = TaxonomyFiles()
    kinds: dict[str, tuple[TermGroup, ...]] = {}
    known: dict[str, TermWords] = {}
    for kind in KINDS:
        path = FILES[kind]
        if not (folder / path).exists():
            continue
        reader = _Reader(kind=kind, path=path)
        groups = reader.read(folder)
        found.reports.append(reader.report)
        known[kind] = TermWords(path=path, ids=tuple(reader.terms), labels=reader.labels)
        if groups:
            kinds[kind] = groups
    if kinds:
        found.taxonomy = Taxonomy(kinds=kinds)
    also, reports = read_term_words(folder / FOLDER / "words", languages, known)
    for kind, words in also.items():
        built = {term.id for term in found.taxonomy.terms(kind)}
        found.also[kind] = {word: id_ for word, id_ in words.items() if id_ in built}
    found.reports.extend(reports)
    return found


def taxonomy_pieces(taxonomy: Taxonomy) -> Iterator[Piece]:
    """Yield the labels for translators, each group before its terms."""
    for kind in KINDS:
        for group in taxonomy.groups(kind):
            yield Piece(text=group.label, kind="Group (button)", longest=LONGEST_LABEL)
            for term in group.terms:
                yield Piece(
                    text=term.label,
                    kind=_PIECES[kind],
                    longest=LONGEST_LABEL,
                    after=group.label.source,
                    hints=(f"ISCO-08: {term.isco}",) if term.isco else (),
                )


_PIECES = {"occupation": "Job (button)", "skill": "Skill (button)"}


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the file of one kind.

    `seen` has the line of every id, `terms` the ids of terms, `labels` the terms by their folded words.
    """

    kind: str
    path: str
    report: Report = field(init=False)
    seen: dict[str, int] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def read(self, folder: Path) -> tuple[TermGroup, ...]:
        """Return the groups in which there is a term."""
        node, self.report = read_file(folder / self.path, self.path)
        if node is None and not self.report.findings:
            self.report.add("F016", START, "The file is empty. It begins with `owner:`.")
        block = None if node is None else as_block(node, self.report, "The file")
        if block is None:
            return ()
        fields = self.fields(block, "The file", START, 0)
        read_review(fields)
        groups = [
            self.group(key, value)
            for key, value in self.named(fields, "groups", "A group")
            if self.is_new(key)
        ]
        return tuple(group for group in groups if group is not None)

    def fields(self, block: BlockNode, what: str, at: Mark, level: int) -> Fields:
        """Return the block's fields; `level` is 0 for the file, 1 for a group and 2 for a term."""
        fields = Fields(node=block, report=self.report, what=what, at=at)
        fields.only(*BY_KIND[self.kind][level].names)
        return fields

    def named(self, fields: Fields, key: str, what: str) -> Iterator[tuple[TextNode, Node]]:
        """Return the items of a list that have an id and something below it."""
        return named_items(fields.items(key, needed=True), self.report, what)

    def group(self, key: TextNode, value: Node) -> TermGroup | None:
        """Return the group, or None without a label or a term."""
        block = as_block(value, self.report, f"The group '{key.text}'")
        if block is None:
            return None
        fields = self.fields(block, f"The group '{key.text}'", key.at, 1)
        label = self.label(fields, f"{FOLDER}/{self.kind}/group/{key.text}")
        sign = self.sign(fields, needed=True)
        terms = [
            self.term(name, below, key.text)
            for name, below in self.named(fields, "terms", "A term")
            if self.is_new(name)
        ]
        built = tuple(term for term in terms if term is not None)
        if label is None or not built:
            return None
        return TermGroup(id=key.text, label=label, sign=sign, terms=built)

    def term(self, key: TextNode, value: Node, group: str) -> Term | None:
        """Return the term, or None without a label."""
        self.terms.append(key.text)
        block = as_block(value, self.report, f"'{key.text}'")
        if block is None:
            return None
        fields = self.fields(block, f"'{key.text}'", key.at, 2)
        label = self.label(fields, f"{FOLDER}/{self.kind}/{key.text}")
        sign = self.sign(fields, needed=False)
        isco = self.isco(fields) if "isco" in BY_KIND[self.kind][2].names else ""
        if label is None or not self.reads_alone(label, key.text, fields):
            return None
        return Term(id=key.text, kind=self.kind, group=group, label=label, sign=sign, isco=isco)

    def is_new(self, key: TextNode) -> bool:
        """Whether no other group or term has this id, and it can stand on a button; note it otherwise."""
        if key.text in _TAKEN or key.text.startswith(_TAKEN_STARTS):
            self.report.add(
                "F022", key.at, f"Merit has buttons called '{key.text}' itself. Choose another id."
            )
            return False
        if len(key.text) > LONGEST_ID:
            message = (
                f"'{key.text}' has {len(key.text)} letters; an id here has at most {LONGEST_ID}."
            )
            self.report.add("F022", key.at, message)
            return False
        first = self.seen.setdefault(key.text, key.at.line)
        if first == key.at.line:
            return True
        self.report.add(
            "F010",
            key.at,
            f"'{key.text}' stands in this file twice; the first is in line {first}. Rename one.",
        )
        return False

    def label(self, fields: Fields, place: str) -> Text | None:
        """Return the words of a button; note what cannot stand on one."""
        if not fields.has("label"):
            fields.missing("label")
        scope = Scope(flow=FlowId(""), report=self.report, answers={})
        text = scope.words(fields, "label", place)
        if text is None:
            return None
        problem = _unfit(text.source)
        if problem:
            self.report.add(problem[0], fields.mark("label"), problem[1])
            return None
        return text

    def reads_alone(self, label: Text, id_: str, fields: Fields) -> bool:
        """Whether no other term of the file reads the same; note it otherwise."""
        other = self.labels.setdefault(skeleton(label.source), id_)
        if other == id_:
            return True
        self.report.add(
            "F080",
            fields.mark("label"),
            f"'{label.source}' is what '{other}' reads too. Say what makes the difference.",
        )
        return False

    def sign(self, fields: Fields, *, needed: bool) -> str:
        """Return the pictogram, empty without one that can be used."""
        node = fields.text_node("sign", needed=needed)
        if node is None or is_sign(node.text):
            return "" if node is None else node.text
        self.report.add(
            "F015", node.at, f"'{node.text}' is not a sign. Write one emoji, like `sign: 🥖`."
        )
        return ""

    def isco(self, fields: Fields) -> str:
        """Return the code of a job, empty without one that can be right."""
        node = fields.text_node("isco", needed=True)
        if node is None or is_unit_group(node.text):
            return "" if node is None else node.text
        self.report.add(
            "F015",
            node.at,
            f"'{node.text}' is not a unit group of ISCO-08. It has four digits, like 7512.",
        )
        return ""


def is_sign(words: str) -> bool:
    """Whether this is one emoji, also one that is joined of several or has a colour of skin."""
    kinds = [unicodedata.category(letter) for letter in words]
    return set(kinds) <= _SIGN_PARTS and kinds.count("So") == words.count(_JOINER) + 1


def is_unit_group(code: str) -> bool:
    """Whether this can be a unit group of ISCO-08: four digits, the first of which is a major group."""
    digits = len(code) == _ISCO_DIGITS and code.isascii() and code.isdigit()
    return digits and (code in _ARMED_FORCES or code[0] != "0")


def _unfit(words: str) -> tuple[str, str] | None:
    """Return the code and the message for words that cannot stand on a button."""
    if not skeleton(words):
        return "F016", "The words of the button are missing."
    if len(words) > LONGEST_LABEL:
        return "F045", f"This label has {len(words)} letters; at most {LONGEST_LABEL} fit."
    if "{" in words or "}" in words:
        return "F035", "Nothing is put into these words. Write them without { and }."
    return None
