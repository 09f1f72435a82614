"""`python -m bench.documents.memory N`: makes N papers, each of other words, and prints the memory as JSON."""

import asyncio
import json
import sys

from bench.documents.timing import named_anew
from bench.search.footprint import resident
from bot.documents.paper import Paper
from tests.documents.profiles import ALL, photo

LOOKS = (0, 1, 100, 200, 500, 1_000)
"""After so many papers the memory is looked at."""


async def grown(most: int) -> dict[int, float]:
    """Return the megabytes of this process after some numbers of papers, up to `most`."""
    paper, profiles = Paper(), [make() for name, make in ALL.items() if name != "long"]
    found = {0: resident()}
    for made in range(1, most + 1):
        await paper.pdf(named_anew(profiles[made % len(profiles)], made))
        if made in LOOKS:
            found[made] = resident()
    return found


if __name__ == "__main__":
    photo()  # Pillow's own memory is there before the first look
    print(json.dumps(asyncio.run(grown(int(sys.argv[1])))))
