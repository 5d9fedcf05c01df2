"""How long a user waits for the first word: ``--help`` and ``check`` of the command line, as whole processes.

python benchmarks/start_up.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7
EXAMPLE = Path(__file__).resolve().parent.parent / "scenarios" / "two-tiers.toml"
CALLS = {
    "bare interpreter": ("-c", "pass"),
    "import numpy": ("-c", "import numpy"),
    "--help": ("-m", "planner", "--help"),
    "check": ("-m", "planner", "check", str(EXAMPLE)),
}


def main() -> None:
    """Print the median of several runs of each call, taken in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in CALLS}
    for _ in range(RUNS):
        for name, words in CALLS.items():
            begin = time.perf_counter()
            subprocess.run([sys.executable, *words], check=True, capture_output=True)
            seconds[name].append(time.perf_counter() - begin)
    for name, measured in seconds.items():
        print(f"{name:>16}: {statistics.median(measured):.2f} s")


if __name__ == "__main__":
    main()
