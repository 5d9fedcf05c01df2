"""The command `support-planner`: one file for each verb; slow libraries are imported when a verb needs them."""

from planner.cli.application import app, main

__all__ = ["app", "main"]
