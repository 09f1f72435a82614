"""The knowledge of a content folder: entries, how people ask, saved replies, cards, stories, words of danger."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.content.entries import (
    BuiltEntry,
    Known,
    build_entry,
    read_entry_files,
    read_shared_sources,
)
from bot.content.flows import SharedAnswers
from bot.content.phrase_words import phrase_words
from bot.content.question_cards import BuiltCard, read_cards
from bot.content.replies import BuiltReply, read_replies
from bot.content.report import Report
from bot.content.stories import BuiltStory, read_stories
from bot.content.wordings import Wordings, read_wordings
from bot.core.alarm import compile_alarms
from bot.core.entry import EntryId, Phrase
from bot.core.flow import FlowId, Release
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.matching import build_knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeFiles:
    """What the folders faq, replies, cards, stories and emergency hold, as far as it could be built."""

    entries: Mapping[EntryId, BuiltEntry]
    wordings: Wordings
    replies: tuple[BuiltReply, ...]
    cards: tuple[BuiltCard, ...]
    stories: tuple[BuiltStory, ...]
    reports: tuple[Report, ...]

    def added_to(self, release: Release) -> Release:
        """Return `release` with this knowledge."""
        entries = {id_: built.entry for id_, built in self.entries.items()}
        questions = [
            Phrase(entry=id_, language=SOURCE_LANGUAGE, words=entry.question.source)
            for id_, entry in entries.items()
        ]
        phrases = [line.phrase for line in self.wordings.phrases if line.phrase.entry in entries]
        stories = [built.story for built in self.stories if built.story is not None]
        replies = [built.reply for built in self.replies if built.reply is not None]
        cards = [built.card for built in self.cards if built.card is not None]
        return replace(
            release,
            entries=entries,
            knowledge=build_knowledge([*questions, *phrases], self.wordings.asking, phrase_words),
            replies={reply.id: reply for reply in replies},
            cards={card.id: card for card in cards},
            stories={story.id: story for story in stories},
            alarms=compile_alarms(line.phrase for line in self.wordings.alarms),
        )


def read_knowledge(
    folder: Path,
    shared: SharedAnswers,
    flows: Collection[FlowId],
    languages: Mapping[LanguageCode, object],
) -> KnowledgeFiles:
    """Return the knowledge below `folder`. Never raises for what a file holds."""
    sources, source_report = read_shared_sources(folder)
    files = read_entry_files(folder)
    known = Known(shared=shared, sources=sources, flows=flows, entries={file.id for file in files})
    built = [build_entry(file, known) for file in files]
    wordings = read_wordings(folder, languages, dict.fromkeys(known.entries))
    replies = tuple(read_replies(folder))
    cards = tuple(read_cards(folder))
    stories = tuple(read_stories(folder, shared.specs.get("country")))
    reports = (
        source_report,
        *(file.report for file in files),
        *wordings.reports,
        *(reply.report for reply in replies),
        *(card.report for card in cards),
        *(story.report for story in stories),
    )
    return KnowledgeFiles(
        entries={each.entry.id: each for each in built if each is not None},
        wordings=wordings,
        replies=replies,
        cards=cards,
        stories=stories,
        reports=reports,
    )
