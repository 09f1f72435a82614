"""Every text of the knowledge base, saved replies and stories that people read, with what a translator has to know."""

from collections.abc import Iterator

from bot.content.texts import Piece
from bot.core.flow import Release


def entry_pieces(release: Release) -> Iterator[Piece]:
    """Yield the texts of the entries for translators, question before answers."""
    for entry in release.entries.values():
        yield Piece(text=entry.question, kind="Question people ask")
        for variant in entry.variants:
            when = "" if variant.when is None else f" (if {variant.when.source})"
            yield Piece(text=variant.text, kind=f"Answer{when}", after=entry.question.source)


def reply_pieces(release: Release) -> Iterator[Piece]:
    """Yield the texts of the saved replies for translators."""
    for reply in release.replies.values():
        yield Piece(text=reply.title, kind="Name of a saved reply, for advisors")
        yield Piece(text=reply.text, kind=f"Message of an advisor ({reply.title.source})")


def story_pieces(release: Release) -> Iterator[Piece]:
    """Yield the texts of the stories for translators."""
    for story in release.stories.values():
        yield Piece(text=story.title, kind="Title of a story")
        yield Piece(
            text=story.text, kind=f"Story told by {story.told_by}", after=story.title.source
        )
