"""`merit faq gaps`: what people asked in vain, grouped, with one command for each group."""

import argparse
import json
import shlex
from collections.abc import Iterator, Sequence
from typing import Any

from bot.app.parts import in_loop
from bot.app.parts import opened as opened_parts
from bot.cli.faq_knowledge import KnowledgeBase, opened
from bot.search.grouping import Group, group
from bot.service.questions import KeptQuestion
from bot.settings import Settings, read_settings
from bot.store.search import SqlQuestions

SHOWN = 3
"""Questions of a group that are shown."""


def run(args: argparse.Namespace) -> int:
    """Print the groups, the largest first."""
    kept = in_loop(_kept(read_settings()))
    if not kept:
        print("[]" if args.json else "Nobody left a question for the editors.")
        return 0
    knowledge = opened(args)
    groups = group(kept, knowledge.index, knowledge.encoder)
    if args.json:
        print(json.dumps([_told(each) for each in groups], ensure_ascii=False))
    else:
        print("\n".join(_lines(groups, len(kept), knowledge)))
    return 0


async def _kept(settings: Settings) -> Sequence[KeptQuestion]:
    async with opened_parts(settings) as parts:
        return await SqlQuestions(store=parts.store, sealer=parts.sealer).all()


def _told(found: Group) -> dict[str, Any]:
    return {
        "count": len(found.questions),
        "unhelpful": found.unhelpful,
        "languages": found.languages,
        "nearest": found.nearest,
        "probability": round(found.chance, 4),
        "questions": [{"q": each.text, "lang": each.language} for each in found.questions],
        "add": command(found),
    }


def command(found: Group) -> str:
    """Return the command that adds the most typical question of a group to the nearest entry."""
    first = found.questions[0]
    nearest = found.nearest or "ENTRY"
    return f"merit faq add {nearest} {shlex.quote(first.text)} --lang {first.language}"


def _lines(groups: Sequence[Group], count: int, knowledge: KnowledgeBase) -> Iterator[str]:
    yield (
        f"{count} questions in {len(groups)} groups. Nobody knows who asked them; "
        "they are deleted after their time."
    )
    for found in groups:
        unhelpful = found.unhelpful
        noted = f", {unhelpful} after an answer that did not help" if unhelpful else ""
        yield ""
        yield f"{len(found.questions)} x  {', '.join(found.languages)}{noted}"
        yield from (f"    {each.text}" for each in found.questions[:SHOWN])
        if found.nearest is not None:
            entry = knowledge.release.entries[found.nearest]
            stub = " (a stub: there is no answer yet)" if entry.stub else ""
            yield f"  nearest: {found.nearest} ({found.chance:.2f}){stub}: {entry.question.source}"
        yield f"  if that answers it:  {command(found)}"
        yield "  if nothing does:     merit new entry NAME"
