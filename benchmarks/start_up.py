"""How long a user waits: for the first word of the command line, and until the window can be seen. Whole processes.

    python benchmarks/start_up.py [--runs 7]

The window is drawn without a display where there is none. "Empty Qt window" is the least that any such program needs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / "scenarios" / "two-tiers.toml"
# Each ends when its window has been painted and the event loop has come round once.
EMPTY_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
window.repaint()
QTimer.singleShot(0, application.quit)
application.exec()
"""
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.application import build_window, make_application
application = make_application()
window = build_window()
window.show()
window.repaint()
if len(sys.argv) > 1:
    window.files.open(Path(sys.argv[1]))
    window.repaint()
QTimer.singleShot(0, application.quit)
application.exec()
window.close()
"""
CALLS = {
    "bare interpreter": ("-c", "pass"),
    "import numpy": ("-c", "import numpy"),
    "--help": ("-m", "planner", "--help"),
    "check": ("-m", "planner", "check", str(EXAMPLE)),
    "empty Qt window": ("-c", EMPTY_WINDOW),
    "window": ("-c", WINDOW),
    "window with plan": ("-c", WINDOW, str(EXAMPLE)),
}


def main() -> None:
    """Print the median of several runs of each call, taken in turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    seconds: dict[str, list[float]] = {name: [] for name in CALLS}
    with tempfile.TemporaryDirectory() as folder:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "SUPPORT_PLANNER_DATA_FOLDER": folder}
        for _ in range(runs):
            for name, words in CALLS.items():
                begin = time.perf_counter()
                subprocess.run([sys.executable, *words], check=True, capture_output=True, env=environment)
                seconds[name].append(time.perf_counter() - begin)
    bare = statistics.median(seconds["bare interpreter"])
    for name, measured in seconds.items():
        median = statistics.median(measured)
        print(
            f"{name:>16}: {median:.2f} s ({min(measured):.2f} to {max(measured):.2f}), {median / bare:.0f} times bare"
        )


if __name__ == "__main__":
    main()
