"""The pages of interpreters: the messages to translate between languages they know, and nothing else."""

from aiohttp import web

from bot.core.ticket import Refusal
from bot.core.ticket_code import read_code
from bot.desk.acts import nth_of, signed, unfit
from bot.desk.visit import Visit
from bot.service.desk.interpreting import Job, ToTranslate


async def jobs(visit: Visit) -> web.StreamResponse:
    """Show for which tickets something is to be translated."""
    found = await visit.site.interpreting.jobs(visit.advisor.languages)
    done = visit.request.query.get("done", "") == "saved"
    return await visit.page("interpret.html", title="interpret", jobs=found, done=done)


async def job(visit: Visit) -> web.StreamResponse:
    """Show the messages of a ticket that are to be translated; that somebody read them goes into the audit trail."""
    found = await _job(visit)
    if not found.lines:
        return visit.to("/interpret")
    await visit.note("seen_to_translate", found.code)
    return await _page(visit, found)


async def translate(visit: Visit) -> web.StreamResponse:
    """Keep a translation, or send it where the advisor wanted that."""
    found, words = await _job(visit), visit.field("words").strip()
    line = next((each for each in found.lines if each.nth == nth_of(visit)), None)
    if line is None:
        return await _gone(visit, found, words)
    if line.version != visit.field("of"):
        problem = visit.speech.word("interpret_changed")
        return await _page(visit, found, line, words, problem, status=409)
    problem = unfit(visit, words)
    if problem:
        return await _page(visit, found, line, words, problem, status=400)
    now, code = visit.site.now(), found.code
    outcome = await visit.site.interpreting.translate(code, line, signed(visit), words, now)
    if isinstance(outcome, Refusal):
        return await _gone(visit, await _job(visit), words)
    await visit.note("ticket_translated", code)
    return visit.to(
        "/interpret?done=saved" if len(found.lines) == 1 else f"/interpret/{code}?done=saved"
    )


async def _gone(visit: Visit, found: Job, words: str) -> web.Response:
    """Say that nothing is to be translated there any more, and leave what was typed to be copied."""
    problem = visit.speech.word("interpret_gone")
    return await _page(visit, found, words=words, problem=problem, status=409)


async def _job(visit: Visit) -> Job:
    """Return what is to be translated of the ticket the address names; nothing of one that is not for them."""
    code = read_code(visit.request.match_info["code"]) or ""
    found = await visit.site.interpreting.job(code, visit.advisor.languages)
    return found or Job(code=code, languages=(), lines=())


async def _page(
    visit: Visit,
    found: Job,
    line: ToTranslate | None = None,
    words: str = "",
    problem: str = "",
    *,
    status: int = 200,
) -> web.Response:
    return await visit.page(
        "interpret_ticket.html",
        status=status,
        title="interpret",
        job=found,
        typed={} if line is None else {line.nth: words},
        lost=words if line is None else "",
        problem=problem,
        done=visit.request.query.get("done", "") == "saved" and not problem,
    )
