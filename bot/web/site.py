"""What the web server knows and whom it answers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web

from bot.service.library import Library
from bot.service.ports import Conversations, Intake
from bot.web.uploads import Uploads


class NotReadyError(Exception):
    """A part cannot work now; the message is one word that may be shown."""


Check = Callable[[], Awaitable[str | None]]
"""Returns a word for the state of a part, or None for "ok"; raises when the part cannot work now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything the pages need.

    `host` is the address the server listens on: on a loopback one only its own names and `names` (those a proxy
    passes on) are answered. `machine_paths` are the beginnings of paths that programs post to, which prove themselves
    in their own way. `chat` says whether people may talk here, `uploads` takes their files if any are taken;
    `checks` are asked by /readyz.
    """

    intake: Intake
    conversations: Conversations
    library: Library
    host: str = "127.0.0.1"
    names: frozenset[str] = frozenset()
    machine_paths: tuple[str, ...] = ()
    chat: bool = True
    uploads: Uploads | None = None
    checks: Mapping[str, Check] = field(default_factory=dict)

    @property
    def local(self) -> bool:
        """Whether only this machine reaches the server directly."""
        return self.host in LOOPBACK


LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

SITE: web.AppKey[Site] = web.AppKey("site", Site)
