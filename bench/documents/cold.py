"""`python -m bench.documents.cold NAME`: the first paper of a process of its own; prints its milliseconds."""

import asyncio
import sys
import time

START = time.perf_counter()

from bot.documents.paper import Paper  # noqa: E402 - importing it is what is measured

IMPORTED = time.perf_counter()

from tests.documents.profiles import ALL  # noqa: E402 - the profile itself does not count


def main() -> None:
    """Make one paper and print how long importing and making took."""
    profile = ALL[sys.argv[1]]()
    start = time.perf_counter()
    asyncio.run(Paper().pdf(profile))
    print((IMPORTED - START) * 1000, (time.perf_counter() - start) * 1000)


if __name__ == "__main__":
    main()
