"""`python -m bot` is the command `merit`."""

import sys

from bot.cli import main

sys.exit(main())
