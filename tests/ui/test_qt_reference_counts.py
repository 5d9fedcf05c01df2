"""Qt for Python keeps count of None and True; a release that did not ended the program after some hundred signals."""

from __future__ import annotations

import sys

import pytest

QtCore = pytest.importorskip("PySide6.QtCore", reason="the window's libraries are not installed")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")
@pytest.mark.parametrize("value", [None, True], ids=str)
def test_that_signals_lose_no_reference_of_none_and_true(value: object) -> None:
    sender = QtCore.QObject()
    received: list[str] = []
    sender.objectNameChanged.connect(received.append)
    before = sys.getrefcount(value)
    for number in range(50):
        sender.setObjectName(str(number))
        sender.objectNameChanged.emit(str(number))
        sender.parent()
    assert len(received) == 100
    assert abs(sys.getrefcount(value) - before) < 25
