"""Between two languages, on the page of a ticket: machine translation looked at before it is sent, and interpreters."""

from collections.abc import Mapping

from aiohttp import web

from bot.core.facts_kept import Side
from bot.desk.acts import Before, all_of, carry_out, nth_of, signed, unfit
from bot.desk.ticket import Sent, shown
from bot.desk.visit import Visit
from bot.desk.words_between import FACTS
from bot.service.desk.desk import Opened
from bot.service.desk.permissions import Sight
from bot.service.desk.translating import Standing
from bot.service.translation import Draft, Translated, TranslationFailed

ONLY_IN: Mapping[Side, str] = {Side.ORIGINAL: "differs_gone", Side.TRANSLATION: "differs_new"}
"""The word of the page for a thing that stands in one of the two texts only."""


async def look(visit: Visit) -> web.StreamResponse:
    """Show the translation of what was typed, beside the words and translated back; nothing is sent."""
    opened = await _lets(visit)
    if isinstance(opened, web.Response):
        return opened
    words = visit.field("words").strip()
    sent = Sent(problem=unfit(visit, words), answer=words)
    if sent.problem:
        return await shown(visit, opened, Sight.ALL, sent, status=400)
    await visit.note("machine_look", opened.kept.ticket.code)
    made = await visit.site.translating.draft(opened, words, visit.advisor)
    if isinstance(made, TranslationFailed):
        sent = Sent(problem=visit.speech.text(made.says), answer=words)
        return await shown(visit, opened, Sight.ALL, sent, status=502)
    return await _drafted(visit, opened, made)


async def send(visit: Visit) -> web.StreamResponse:
    """Send a translation that was looked at."""
    opened, now = await _lets(visit), visit.site.now()
    if isinstance(opened, web.Response):
        return opened
    words, translation = visit.field("words").strip(), visit.field("translation").strip()
    sent = Sent(problem=unfit(visit, words) or unfit(visit, translation), answer=words)
    if sent.problem:
        return await shown(visit, opened, Sight.ALL, sent, status=400)
    code, translating = opened.kept.ticket.code, visit.site.translating
    return await carry_out(
        visit,
        Before(opened=opened, sight=Sight.ALL, sent=sent),
        "answer",
        lambda: translating.send(
            code, signed(visit), visit.advisor, now, words=words, translation=translation
        ),
    )


async def heard(visit: Visit) -> web.StreamResponse:
    """Translate what the person wrote and nobody translated yet."""
    opened = await _lets(visit)
    if isinstance(opened, web.Response):
        return opened
    code = opened.kept.ticket.code
    await visit.note("machine_heard", code)
    failed = await visit.site.translating.translate_heard(code, visit.advisor, visit.site.now())
    if failed is not None:
        sent = Sent(problem=visit.speech.text(failed.says))
        return await shown(visit, opened, Sight.ALL, sent, status=502)
    return visit.to(f"/ticket/{code}?done=translated")


async def interpreter(visit: Visit) -> web.StreamResponse:
    """Ask for an interpreter, or say that none is needed any more."""
    opened, now = await all_of(visit), visit.site.now()
    code, interpreting = opened.kept.ticket.code, visit.site.interpreting
    before, by = Before(opened=opened, sight=Sight.ALL), signed(visit)
    match visit.field("act"):
        case "ask":
            into = visit.advisor.reply_language
            work = lambda: interpreting.ask(code, by, into, now)  # noqa: E731 - one of two
        case "stop":
            work = lambda: interpreting.stop(code, by, now)  # noqa: E731 - one of two
        case _:
            raise web.HTTPBadRequest
    return await carry_out(visit, before, "interpreter", work)


async def wait(visit: Visit) -> web.StreamResponse:
    """Keep what was typed until an interpreter has translated it."""
    opened, now = await all_of(visit), visit.site.now()
    words = visit.field("words").strip()
    sent = Sent(problem=unfit(visit, words), answer=words)
    if sent.problem:
        return await shown(visit, opened, Sight.ALL, sent, status=400)
    code, interpreting = opened.kept.ticket.code, visit.site.interpreting
    language = visit.advisor.reply_language
    return await carry_out(
        visit,
        Before(opened=opened, sight=Sight.ALL, sent=sent),
        "wait",
        lambda: interpreting.wait(code, signed(visit), words, language, now),
    )


async def drop(visit: Visit) -> web.StreamResponse:
    """Do not send words that wait for an interpreter."""
    opened, now, nth = await all_of(visit), visit.site.now(), nth_of(visit)
    code, interpreting = opened.kept.ticket.code, visit.site.interpreting
    return await carry_out(
        visit,
        Before(opened=opened, sight=Sight.ALL),
        "drop",
        lambda: interpreting.drop(code, nth, signed(visit), now),
    )


async def _lets(visit: Visit) -> Opened | web.Response:
    """Return a ticket whose person lets a machine translate, or the page that says that nobody does."""
    opened = await all_of(visit)
    if visit.site.translating.standing(opened, visit.advisor) is Standing.YES:
        return opened
    sent = Sent(problem=visit.speech.word("machine_not_now"), answer=visit.field("words").strip())
    return await shown(visit, opened, Sight.ALL, sent, status=409)


async def _drafted(visit: Visit, opened: Opened, made: Draft) -> web.Response:
    speech = visit.speech
    differs = [
        speech.word(ONLY_IN[each.only_in], kind=FACTS[each.kind], words=each.words)
        for each in made.differences
    ]
    back = made.back
    return await visit.page(
        "machine.html",
        title="machine_draft",
        ticket=opened.kept.ticket,
        draft=made,
        differs=differs,
        back=back.words if isinstance(back, Translated) else "",
        not_back="" if isinstance(back, Translated) else speech.text(back.says),
    )
