"""The keys of stories: told by those who lived them, with their consent."""

from bot.content.keys.form import Block, File, Form, Key
from bot.content.keys.reviews import BEGUN, REVIEW

CONSENT = Block(
    name="story consent",
    means="The consent of the person whose story it is. Without it there is no story.",
    keys=(
        Key(
            name="given",
            means="The day the person signed that this text may be told, in their language, after reading it.",
            form=Form.DAY,
            needed=True,
        ),
        Key(
            name="kept",
            means="Where the signed paper lies and who can find it. People never read this.",
            needed=True,
            examples=("Folder 'stories' in the office, Ms Jansen",),
        ),
        Key(name="until", means="The last day it may be told.", form=Form.DAY),
    ),
)

STORY = Block(
    name="story",
    means="What somebody told about their own way, and agreed to have told on.",
    keys=(
        Key(
            name="story",
            means="The story's id: the same as the file name without .yaml. It never changes.",
            form=Form.SLUG,
            needed=True,
            examples=("baker-in-ghent",),
        ),
        Key(name="title", means="What it is about, in a few words.", form=Form.WORDS, needed=True),
        Key(
            name="text",
            means="The story, in the person's own sense, in plain words.",
            form=Form.WORDS,
            needed=True,
        ),
        Key(
            name="told_by",
            means="How the person wants to be named. A first name they chose is enough.",
            needed=True,
        ),
        Key(
            name="source",
            means="Where it comes from: the page it stands on, or who heard it and when.",
            needed=True,
            examples=("told to our advisor in November 2026",),
        ),
        Key(
            name="country",
            means="The country it happened in: people there read it first.",
            examples=("nl",),
        ),
        Key(
            name="consent",
            means="The person's consent.",
            form=Form.BLOCK,
            needed=True,
            holds=("story consent",),
        ),
        *REVIEW,
    ),
    snippet={
        "story": "${1:name-of-the-file}",
        "title": "${2:What it is about}",
        "text": "${3:Words.}",
        "told_by": "${4:Name}",
        "source": "${5:told to our advisor in November 2026}",
        "consent": {"given": "${6:2026-11-26}", "kept": "${7:Where the signed paper lies}"},
        **BEGUN,
    },
)

STORIES: tuple[Block, ...] = (STORY, CONSENT)

STORY_FILES: tuple[File, ...] = (
    File(
        name="story",
        title="A story with the consent of who tells it",
        globs=("stories/*.yaml",),
        block="story",
    ),
)
