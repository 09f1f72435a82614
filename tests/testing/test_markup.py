"""HTML and MarkdownV2: the letters and entities they give, and what is refused and where."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Message
from telegram.helpers import escape_markdown

from bot.testing.methods.autolinks import units, with_found
from bot.testing.methods.html import parse_html
from bot.testing.methods.markdown import parse_markdown
from bot.testing.methods.refusals import Refusal


def marked(parsed: tuple[str, list[dict[str, object]]]) -> list[tuple[str, str]]:
    """Each entity's kind and the letters it covers, as python-telegram-bot reads them."""
    text, entities = parsed
    header = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
    message = Message.de_json({**header, "text": text, "entities": entities}, None)
    return [(entity.type, part) for entity, part in message.parse_entities().items()]


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("<b>a</b><strong>b</strong>", [("bold", "a"), ("bold", "b")]),
        ("<i>🙂</i> <em>x</em>", [("italic", "🙂"), ("italic", "x")]),
        ("<u>a</u><ins>b</ins>", [("underline", "a"), ("underline", "b")]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            [("strikethrough", "a"), ("strikethrough", "b"), ("strikethrough", "c")],
        ),
        (
            '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
            [("spoiler", "a"), ("spoiler", "b")],
        ),
        ("<b>bold <i>both</i></b>", [("italic", "both"), ("bold", "bold both")]),
        ("<code>x &lt; y</code>", [("code", "x < y")]),
        ("<pre>a\nb</pre>", [("pre", "a\nb")]),
        ("<blockquote>q</blockquote>", [("blockquote", "q")]),
        ("<blockquote expandable>q</blockquote>", [("expandable_blockquote", "q")]),
        ("<a href='https://e.org'>e</a>", [("text_link", "e")]),
        ("<B>a</>", [("bold", "a")]),
        ("<b></b>plain", []),
        ("a & b &amp; &quot;c&quot; &nbsp; &#65;&#x42;", []),
    ],
)
def test_html_gives_letters_and_entities(source, kinds):
    assert sorted(marked(parse_html(source))) == sorted(kinds)


def test_html_letters_are_without_tags_and_references():
    assert parse_html("a &amp; &#65; &copy; <b>x</b>")[0] == "a & A &copy; x"


def test_html_links_languages_and_emoji_carry_their_value():
    source = (
        '<a href="https://e.org/?a=1&amp;b=2">x</a><a>e.org</a><a href="e.org">y</a>'
        '<pre><code class="language-python">z</code></pre><tg-emoji emoji-id="5">🙂</tg-emoji>'
    )
    entities = parse_html(source)[1]
    assert [entity.get("url") for entity in entities[:3]] == [
        "https://e.org/?a=1&b=2",
        "http://e.org/",
        "http://e.org/",
    ]
    assert entities[3] == {"type": "pre", "offset": 7, "length": 1, "language": "python"}
    assert entities[4]["custom_emoji_id"] == "5"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("é<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
    ],
)
def test_html_that_is_refused(source, words):
    with pytest.raises(
        Refusal, match="^" + re.escape(f"Bad Request: can't parse entities: {words}")
    ):
        parse_html(source)


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        (
            "*a* _b_ __c__ ~d~ ||e||",
            "a b c d e",
            ["bold", "italic", "underline", "strikethrough", "spoiler"],
        ),
        ("*a _b_*", "a b", ["italic", "bold"]),
        ("`a\\`b`", "a`b", ["code"]),
        ("```python\nx = 1\n```", "x = 1\n", ["pre"]),
        ("```x```", "x", ["pre"]),
        ("[x](https://e.org/\\))", "x", ["text_link"]),
        (">one\n>two\nthree", "one\ntwo\nthree", ["blockquote"]),
        (">one", "one", ["blockquote"]),
        ("1\\. \\*no\\*", "1. *no*", []),
        ("**", "", []),
    ],
)
def test_markdown_gives_letters_and_entities(source, text, kinds):
    letters, entities = parse_markdown(source)
    assert letters == text
    assert [entity["type"] for entity in entities] == kinds


def test_markdown_links_and_languages_carry_their_value():
    _, entities = parse_markdown("[x](https://e.org/\\))```c\nz```")
    assert entities[0]["url"] == "https://e.org/)"
    assert entities[1]["language"] == "c"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Hello.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a > b", "Character '>' is reserved"),
        ("x]", "Character ']' is reserved"),
        ("[x] y", "Character ']' is reserved"),
        ("é *x", "Can't find end of Bold entity at byte offset 3"),
        ("[x", "Can't find end of TextUrl entity at byte offset 0"),
        ("*a _b* c_", "Can't find end of Italic entity at byte offset 3"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("```x", "Can't find end of Pre entity at byte offset 0"),
    ],
)
def test_markdown_that_is_refused(source, words):
    with pytest.raises(
        Refusal, match="^" + re.escape(f"Bad Request: can't parse entities: {words}")
    ):
        parse_markdown(source)


@settings(deadline=None)
@given(st.text())
def test_what_python_telegram_bot_escapes_comes_back_as_it_was(text):
    assert parse_markdown(escape_markdown(text, version=2)) == (text, [])


@settings(deadline=None)
@given(st.text(alphabet="ab<>&;/🙂 é\"='"))
def test_any_html_is_read_or_refused(text):
    try:
        letters, entities = parse_html(text)
    except Refusal:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= units(letters) for e in entities)


@settings(deadline=None)
@given(st.text(alphabet="ab*_~|`[]()>\\\n🙂"))
def test_any_markdown_is_read_or_refused(text):
    try:
        letters, entities = parse_markdown(text)
    except Refusal:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= units(letters) for e in entities)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("🙂 /start now", [("bot_command", "/start")]),
        ("/start@some_bot", [("bot_command", "/start@some_bot")]),
        ("and/or a/b", []),
        ("@merit and me@example.org", [("mention", "@merit"), ("email", "me@example.org")]),
        ("see https://e.org/@x, please", [("url", "https://e.org/@x")]),
        ("#work #2024", [("hashtag", "#work")]),
        ("nothing here", []),
    ],
)
def test_what_telegram_marks_by_itself(text, found):
    assert marked((text, with_found(text, []))) == found


def test_nothing_is_marked_inside_code():
    code = [{"type": "code", "offset": 0, "length": 6}]
    assert with_found("/start", code) == code
