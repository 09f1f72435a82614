"""Where a peer bot runs: its port, the Bot API it talks to, and the folder it may write to."""

import os
from dataclasses import dataclass
from pathlib import Path

HOOK_PATH = "/hook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One bot's surroundings; `api` has no slash at its end, `side_port` is for a service beside it."""

    api: str
    port: int
    side_port: int
    token: str
    secret: str
    data: Path

    def environment(self) -> dict[str, str]:
        """Return the variables from which `here` reads the same place in the bot's process."""
        return {
            "BENCH_API": self.api,
            "BENCH_PORT": str(self.port),
            "BENCH_SIDE_PORT": str(self.side_port),
            "BENCH_TOKEN": self.token,
            "BENCH_SECRET": self.secret,
            "BENCH_DATA": str(self.data),
        }


def here() -> Place:
    """Return the place the driver wrote into this process's environment."""
    return Place(
        api=os.environ["BENCH_API"],
        port=int(os.environ["BENCH_PORT"]),
        side_port=int(os.environ["BENCH_SIDE_PORT"]),
        token=os.environ["BENCH_TOKEN"],
        secret=os.environ["BENCH_SECRET"],
        data=Path(os.environ["BENCH_DATA"]),
    )
