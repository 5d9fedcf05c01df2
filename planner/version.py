"""The version of the program, in this one place: packaging, `--version`, plans and outputs read it here."""

from __future__ import annotations

__version__ = "0.1.0"
