"""Where the window keeps what is not part of a plan: its settings, autosaved plans and backups."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

FOLDER_VARIABLE = "SUPPORT_PLANNER_DATA_FOLDER"
_PROGRAM = "support-planner"


def data_folder() -> Path:
    """The folder that SUPPORT_PLANNER_DATA_FOLDER names, else the platform's own for the user's data."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir(_PROGRAM, appauthor=False))


def settings_file() -> Path:
    """Where the settings stand: in the folder that SUPPORT_PLANNER_DATA_FOLDER names, else in the platform's own."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    folder = Path(chosen) if chosen else Path(platformdirs.user_config_dir(_PROGRAM, appauthor=False))
    return folder / "settings.ini"


def private_folder(path: Path) -> Path:
    """The folder, made if need be so that only its user may read it: copies of plans hold wages and prices."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
