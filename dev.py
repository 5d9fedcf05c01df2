#!/usr/bin/env python3
"""Sets the project up in .venv and does one job with it; needs nothing but a Python and works from any folder.

    python3 dev.py run [PLAN ...]     the main job: the window, or without one the answer of the bundled example
    python3 dev.py test [--quick]     all tests; --quick leaves the slow ones out; further words go to pytest
    python3 dev.py app [PLAN]         the window
    python3 dev.py check              ruff, mypy and the import contracts

Everything is installed the first time, and again when pyproject.toml changes. What the system lacks is installed with
apt as root or with a password-free sudo, and else unpacked into .venv.
"""

# Annotations are quoted and there is no __future__ import: an old interpreter must get as far as the sentence that says
# what is needed instead.

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "set-up"
SYSTEM = VENV / "system"  # packages of the system, unpacked here by those who may not install them

QUIET = subprocess.DEVNULL

TESTED = ((3, 13), (3, 12), (3, 11))
EXTRAS = ("core", "gui", "test")  # each includes those before it
EXAMPLE = "two-tiers"
CHECKS = {
    "ruff": ("-m", "ruff", "check"),
    "format": ("-m", "ruff", "format", "--check"),
    "mypy": ("-m", "mypy"),
    "imports": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo"),
}
# What Qt needs on a bare Debian or Ubuntu: for drawing without a display, and then for a window on X11.
DRAWING = ("libegl1", "libgl1", "libglib2.0-0", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libx11-6")
WINDOW = (
    *("libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1"),
)


class SetUpError(Exception):
    """Something that this script cannot mend; the text tells the person at the terminal what to do."""


def main(words: "list[str]") -> int:
    """Do the job that the first word names; return the exit code."""
    jobs = {"run": run, "test": test, "app": app, "check": check}
    if not words or words[0] not in jobs:
        say(__doc__)
        return 0 if words in (["-h"], ["--help"]) else 2
    try:
        return jobs[words[0]](words[1:])
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(words: "list[str]") -> int:
    """Open the window with the example where that is possible, else answer it; or answer the plan that is named."""
    set_up("core")
    if words:
        return call(PYTHON, "-P", "-m", "planner", "run", *words)
    if window_can_open():
        return app([str(ROOT / "scenarios" / f"{EXAMPLE}.toml")])
    return call(PYTHON, "-P", "-m", "planner", "run", "--example", EXAMPLE, "--xlsx", Path.cwd() / "answer.xlsx")


def test(words: "list[str]") -> int:
    """Run the tests in two processes, without a display where there is none."""
    set_up("test")
    make_qt_load(DRAWING, "offscreen")
    options = ["-m", "not slow"] if "--quick" in words else []
    options += [word for word in words if word != "--quick"]
    # With "worksteal" no process waits for the other, although a few tests take far longer than the rest.
    return call(PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", *options, folder=ROOT)


def app(words: "list[str]") -> int:
    """Open the window, with Qt installed; where there is none to open, the command itself says so."""
    set_up("core")
    if window_can_open():
        set_up("gui")
        make_qt_load(DRAWING + WINDOW, os.environ.get("QT_QPA_PLATFORM", ""))
    return call(PYTHON, "-P", "-m", "planner", "app", *words)


def check(words: "list[str]") -> int:
    """Run the checks that are named, or all; those after a failing one too."""
    set_up("test")
    codes = [call(PYTHON, *CHECKS[name], folder=ROOT) for name in words or CHECKS]
    return max(codes)


def set_up(extra: str) -> None:
    """Make .venv hold the project with an extra; quick where the stamp says that it does."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()).hexdigest()
    there = (STAMP.read_text() if PYTHON.exists() and STAMP.exists() else "").split()
    if there[:1] == [wanted] and EXTRAS.index(there[1]) >= EXTRAS.index(extra):
        return
    if not os.access(ROOT, os.W_OK):
        raise SetUpError(f"{ROOT} cannot be written to. Copy the project to a folder of your own and call this there.")
    begin = time.monotonic()
    say(f"Setting up {VENV} (about a minute, only this time) ...")
    create_environment()
    install_packages(str(ROOT) if extra == "core" else f"{ROOT}[{extra}]")
    STAMP.write_text(f"{wanted} {extra}\n")
    say(f"Ready after {time.monotonic() - begin:.0f} s.\n")


def create_environment() -> None:
    """Make .venv a virtual environment with a fitting Python and pip, whatever the interpreter at hand lacks."""
    if succeeds(PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"):
        return
    interpreter, version = choose_interpreter()
    make = (interpreter, "-m", "venv", "--clear", VENV)
    package = f"python{version}-venv"
    if succeeds(*make) or (install_as_root([package]) and succeeds(*make)):
        return
    if succeeds(*make, "--without-pip"):
        for pip in pips_elsewhere(interpreter):
            if succeeds(*pip, "install", "--disable-pip-version-check", "pip"):
                return
    raise SetUpError(
        f"{interpreter} cannot make a virtual environment with pip. On Debian and Ubuntu this mends it; call\n"
        f"this script again afterwards:\n    sudo apt-get install {package}"
    )


def install_packages(target: str) -> None:
    """Install the project, so that edits of the clone count, and what it needs; pip is heard only where it fails."""
    words = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target]
    pip = subprocess.run(words, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if pip.returncode != 0:
        said = pip.stdout.decode(errors="replace")
        raise SetUpError(f"{said}\nThe packages could not be installed; pip says above why. Is there a network?")


def choose_interpreter() -> "tuple[str, str]":
    """Path and version of the Python to use: this one if it is among the tested, else the newest tested one."""
    for name in [sys.executable, *("python{}.{}".format(*version) for version in TESTED)]:
        path = shutil.which(name)
        version = output(path, "-c", "import sys; print(*sys.version_info[:2], sep='.')") if path else ""
        if path and version in ["{}.{}".format(*tested) for tested in TESTED]:
            return path, version
    if sys.version_info[:2] > TESTED[0]:
        return sys.executable, "{}.{}".format(*sys.version_info[:2])
    raise SetUpError(
        "Support Planner needs Python 3.11, 3.12 or 3.13; this is {}.{} and no other is on the path.\n"
        "Install one, for example from https://www.python.org/downloads/".format(*sys.version_info[:2])
    )


def pips_elsewhere(interpreter: str) -> "Iterator[list[str | Path]]":
    """Commands of a pip outside .venv that installs into it; the last one comes from the system's archive."""
    yield [interpreter, "-m", "pip", "--python", PYTHON]
    yield ["pip3", "--python", PYTHON]
    unpack_without_root(["python3-pip-whl"])
    for folder in (SYSTEM, Path("/")):
        for wheel in folder.glob("usr/share/python-wheels/pip-*.whl"):
            yield [PYTHON, wheel / "pip"]


def make_qt_load(packages: "tuple[str, ...]", platform: str) -> None:
    """Provide what Qt itself needs of the system; quick where nothing is missing."""
    attempt = (PYTHON, "-c", "from PySide6.QtWidgets import QApplication; QApplication([])")
    if succeeds(*attempt, QT_QPA_PLATFORM=platform):
        return
    for provide in (install_as_root, unpack_without_root):
        if provide(list(packages)) and succeeds(*attempt, QT_QPA_PLATFORM=platform):
            return
    raise SetUpError(
        "Qt does not load, and what it needs could not be installed. On Debian and Ubuntu this mends it:\n"
        f"    sudo apt-get install {' '.join(packages)}"
    )


def install_as_root(packages: "list[str]") -> bool:
    """Install packages of the system where this process is root or may become it without a password."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not succeeds(*prefix, "true"):
        return False
    say(f"Installing with apt: {' '.join(packages)} ...")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return succeeds(*apt, "update") and succeeds(*apt, "install", "--yes", "--no-install-recommends", *packages)


def unpack_without_root(packages: "list[str]") -> bool:
    """Unpack packages, and what they need and the system lacks, into .venv with an apt state of our own."""
    if not shutil.which("apt-get"):
        return False
    say(f"Unpacking into {SYSTEM}: {' '.join(packages)} ...")
    state = SYSTEM / "apt"
    for folder in ("lists/partial", "archives/partial"):
        (state / folder).mkdir(parents=True, exist_ok=True)
    settings = (f"Dir::State::Lists={state}/lists", f"Dir::Cache={state}", "Debug::NoLocking=true")
    apt = ["apt-get", "-qq", *(word for setting in settings for word in ("-o", setting))]
    fetch = [*apt, "install", "--download-only", "--yes", "--no-install-recommends", *packages]
    fetched = succeeds(*apt, "update") and succeeds(*fetch)
    unpacked = [succeeds("dpkg-deb", "--extract", deb, SYSTEM) for deb in state.glob("archives/*.deb")]
    shutil.rmtree(state)
    return fetched and all(unpacked)


def window_can_open() -> bool:
    """Whether this version has a window and this machine a display; asked without Qt."""
    return succeeds(PYTHON, "-P", "-c", "import sys, ui.app; sys.exit(not ui.app.can_open())")


def call(*command: object, folder: "Path | None" = None) -> int:
    """Run a command whose output the person sees; return its exit code."""
    process = subprocess.Popen([str(word) for word in command], cwd=folder, env=surroundings())
    while process.poll() is None:
        # The terminal sends Ctrl-C to the command too, which ends in its own way.
        with contextlib.suppress(KeyboardInterrupt):
            process.wait()
    return process.returncode


def succeeds(*command: object, **variables: str) -> bool:
    """Whether a command exists and ends well; its output is not shown."""
    words = [str(word) for word in command]
    try:
        process = subprocess.run(words, env=surroundings(**variables), stdout=QUIET, stderr=QUIET, check=False)
    except OSError:
        return False
    return process.returncode == 0


def output(*command: object) -> str:
    """What a command prints, without the line end."""
    words = [str(word) for word in command]
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=QUIET, check=False).stdout.decode().strip()


def surroundings(**variables: str) -> "dict[str, str]":
    """The environment variables of a command: these, and the way to what was unpacked into .venv."""
    known = {**os.environ, **variables}
    if SYSTEM.exists():
        folders = {str(library.parent) for library in SYSTEM.glob("**/*.so.*")}
        known["LD_LIBRARY_PATH"] = os.pathsep.join([*sorted(folders), *filter(None, [known.get("LD_LIBRARY_PATH")])])
        known["XKB_CONFIG_ROOT"] = str(SYSTEM / "usr/share/X11/xkb")
        if (SYSTEM / "etc/fonts").exists():
            known["FONTCONFIG_SYSROOT"] = str(SYSTEM)
    return known


def say(text: "str | None") -> None:
    """Print a line before a command's own lines, also into a pipe."""
    print(text, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
