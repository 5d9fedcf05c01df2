"""`python -m ui [PLAN]` is the command `support-planner app [PLAN]`."""

from __future__ import annotations

import sys

from planner.__main__ import main

if __name__ == "__main__":
    sys.argv.insert(1, "app")
    raise SystemExit(main())
