"""The text of a message as a bot may write it: parsed, trimmed, marked, not too long."""

from bot.testing.methods.autolinks import units, with_found
from bot.testing.methods.html import parse_html
from bot.testing.methods.markdown import parse_markdown
from bot.testing.methods.parameters import Parameters
from bot.testing.methods.refusals import bad_request
from bot.testing.world.users import Json

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
MOST_ENTITIES = 100
PARSERS = {"html": parse_html, "markdownv2": parse_markdown}


def message_text(parameters: Parameters) -> Json:
    """`text` and `entities` of a message, of 1 to 4096 UTF-16 units after parsing."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    text, entities = _formatted(parameters, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption(parameters: Parameters) -> Json:
    """`caption` and `caption_entities`, at most 1024 UTF-16 units; nothing when there is none."""
    text, entities = _formatted(parameters, "caption", "caption_entities")
    if units(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def person_text(text: str) -> Json:
    """A text as a person types it: trimmed, with what Telegram marks by itself."""
    text = text.strip()
    entities = with_found(text, [])
    return {"text": text, "entities": entities} if entities else {"text": text}


def _formatted(parameters: Parameters, name: str, entities_name: str) -> tuple[str, list[Json]]:
    source = parameters.text(name)
    mode = parameters.text("parse_mode").lower()
    if not mode:
        given = parameters.json(entities_name, what="entities") or []
        entities = [dict(entity) for entity in given]
        return _trimmed(source, _checked(source, entities))
    if mode == "markdown":
        raise bad_request("the stand-in does not parse the old Markdown; use HTML or MarkdownV2")
    if mode not in PARSERS:
        raise bad_request("unsupported parse_mode")
    return _trimmed(*PARSERS[mode](source))


def _checked(text: str, entities: list[Json]) -> list[Json]:
    length = units(text)
    for entity in entities:
        start, size = entity.get("offset", -1), entity.get("length", 0)
        if start < 0 or size <= 0 or start + size > length:
            raise bad_request("entity is out of the text")  # Telegram: words vary by case
    return entities


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    kept = text.strip()
    lead, end = units(text[: len(text) - len(text.lstrip())]), units(kept)
    moved = []
    for entity in entities[:MOST_ENTITIES]:
        start = max(0, entity["offset"] - lead)
        stop = min(end, entity["offset"] + entity["length"] - lead)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return kept, with_found(kept, moved)
