"""Whether the desk itself is ready: its address, its clock, and who can come in."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.service.desk.advisor import Advisor, DeskRole
from bot.service.desk.setup_finding import Finding, note, ok, wrong

DRIFT = timedelta(seconds=15)
"""How far the clock may be off; a code of an app is good for half a minute."""


def check_address(address: str) -> Iterator[Finding]:
    """Yield what is to be said about the address advisors open the desk at."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        yield ok(f"The desk's address is {address}, over https.")
    elif _is_here(parts.hostname or ""):
        yield note(
            f"The desk's address is {address}: it opens on this computer only. Passkeys and login links work with the "
            "address only.",
            "Set MERIT_DESK_URL to the address advisors will use, with https:// (docs/operators/desk.md).",
        )
    else:
        yield wrong(
            f"The desk's address is {address}, without https: everybody on the way can read along.",
            "Put a proxy with a certificate before Merit (docs/operators/README.md).",
            "Set MERIT_DESK_URL to the address with https:// and start Merit again.",
        )


def check_clock(ahead: timedelta | None) -> Iterator[Finding]:
    """Yield what is to be said about the clock; `ahead` is how far it is before Telegram's, None where unknown."""
    if ahead is None:
        yield note(
            "Telegram did not say what time it is, so the clock of this computer was not compared."
        )
    elif abs(ahead) <= DRIFT:
        yield ok("The clock of this computer is right, so codes of an app work.")
    else:
        way = "ahead of" if ahead > timedelta() else "behind"
        yield wrong(
            f"The clock of this computer is {abs(round(ahead.total_seconds()))} seconds {way} Telegram's: "
            "codes of an app are refused.",
            "Let the computer set its clock: sudo timedatectl set-ntp true",
            "Look whether it worked after a minute: timedatectl",
        )


def check_staff(advisors: Sequence[Advisor]) -> Iterator[Finding]:
    """Yield what is to be said about who works at the desk."""
    active = [each for each in advisors if each.active]
    admins = [each for each in active if each.role is DeskRole.ADMIN]
    if not admins:
        yield wrong(
            "There is no admin: nobody can invite advisors or change hours in the desk.",
            "Invite one: merit desk invite NAME --role admin --lang en",
            "Give them the link in person. It is good for 72 hours.",
        )
    elif not any(each.enrolled for each in admins):
        yield wrong(
            "No admin has set up a second factor yet, so none can come in.",
            "Let them open their link. If it is too old: merit desk reinvite ID (merit desk advisors shows the id).",
        )
    else:
        yield ok("There is an admin with a second factor.")
    late = [each for each in active if not each.enrolled and each.role is not DeskRole.ADMIN]
    for each in late:
        yield note(
            f"{each.name} has no second factor yet and cannot come in.",
            f"If the link is too old: merit desk reinvite {each.id}",
        )


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
