"""The exit codes of the command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the calling shell learns about the end of a command."""

    DONE = 0
    ANSWER_IS_NO = 1
    WRONG_INPUT = 2
    OWN_FAULT = 3
    STOPPED = 130
