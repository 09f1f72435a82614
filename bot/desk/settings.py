"""My settings: whether I am there, name, languages, shortcuts, sessions, ways in, Telegram."""

from collections.abc import Sequence
from datetime import timedelta

from aiohttp import web

from bot.core.language import LanguageCode
from bot.desk.guard import LANGUAGE
from bot.desk.identity import forget, keep_language
from bot.desk.visit import KEYS, Visit
from bot.desk.words_account import DENIALS
from bot.service.desk.advisor import REPLY_LANGUAGE
from bot.service.desk.outcomes import Denied, Done
from bot.service.desk.permissions import Permission, may

SAVED = "/settings?done=saved"
LONGEST = 200


async def settings(visit: Visit) -> web.StreamResponse:
    """Show everything an advisor can change about themselves."""
    return await _page(visit)


async def save(visit: Visit) -> web.StreamResponse:
    """Change name, languages and shortcuts."""
    outcome = await visit.site.own.change(
        visit.who,
        name=visit.field("name")[:LONGEST],
        languages=_read(visit),
        settings={
            REPLY_LANGUAGE: _known(visit, visit.field("reply_language")),
            LANGUAGE: _known(visit, visit.field("page_language")),
            KEYS: bool(visit.field("keys")),
        },
    )
    if isinstance(outcome, Denied):
        return await _page(visit, outcome)
    response = visit.to(SAVED)
    keep_language(visit.request, response, "")
    return response


async def end_session(visit: Visit) -> web.StreamResponse:
    """Log out in one other browser, or everywhere."""
    sessions = visit.site.sessions
    if visit.field("all"):
        await sessions.end_all(visit.advisor.id)
        response = visit.to("/login")
        forget(visit.request, response)
        return response
    return await after(visit, await sessions.end(visit.advisor.id, visit.field("session")))


async def remove_passkey(visit: Visit) -> web.StreamResponse:
    """Forget a passkey."""
    factors = visit.site.factors
    return await after(visit, await factors.remove_passkey(visit.who, visit.field("passkey")))


async def remove_app(visit: Visit) -> web.StreamResponse:
    """Let the authenticator app be no second factor any more."""
    return await after(visit, await visit.site.factors.remove_totp(visit.who))


async def link_telegram(visit: Visit) -> web.StreamResponse:
    """Show a code for the bot."""
    code = await visit.site.own.telegram_code(visit.who)
    if isinstance(code, Denied):
        return await _page(visit, code)
    return await visit.page("telegram.html", title="telegram", code=code)


async def unlink_telegram(visit: Visit) -> web.StreamResponse:
    """Forget the Telegram account."""
    return await after(visit, await visit.site.own.unlink_telegram(visit.who))


async def after(visit: Visit, outcome: Done | Denied) -> web.Response:
    """Return to the page when something was done, or say on it why nothing was."""
    return await _page(visit, outcome) if isinstance(outcome, Denied) else visit.to(SAVED)


async def _page(visit: Visit, denied: Denied | None = None) -> web.Response:
    if denied is None:
        return await shown(visit)
    return await shown(visit, problem=visit.speech.text(DENIALS[denied.why]), status=400)


async def shown(
    visit: Visit, *, problem: str = "", unfit: str = "", status: int = 200
) -> web.Response:
    """Return the page; `unfit` says what is wrong with the day somebody said they are back on."""
    advisor, site = visit.advisor, visit.site
    return await visit.page(
        "settings.html",
        status=status,
        title="settings",
        problem=problem,
        unfit=unfit,
        tomorrow=visit.today + timedelta(days=1),
        own_tickets=await _own_tickets(visit),
        done=visit.request.query.get("done", "") == "saved",
        known_languages=list(site.library.release.languages.values()),
        page_language=str(advisor.settings.get(LANGUAGE, "")),
        sessions=await site.sessions.of(advisor.id),
        this_session=visit.who.session.id,
        passkeys=await site.factors.passkeys(advisor.id),
        codes_left=await site.factors.codes_left(advisor.id),
    )


async def _own_tickets(visit: Visit) -> int:
    """Return how many open tickets this advisor has."""
    if not may(visit.advisor, Permission.ACT):
        return 0
    found = await visit.site.desk.queue()
    return sum(each.ticket.assignee == visit.advisor.id for each in found)


def _read(visit: Visit) -> tuple[LanguageCode, ...]:
    """Return the languages that were ticked: those known before in their order, then the new ones."""
    ticked = [code for code in visit.fields("languages") if _known(visit, code)]
    before: Sequence[str] = [each for each in visit.advisor.languages if each in ticked]
    return tuple(dict.fromkeys((*before, *ticked)))


def _known(visit: Visit, code: str) -> str:
    return code if code in visit.site.library.release.languages else ""
