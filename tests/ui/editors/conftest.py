"""The desk that tests of editors start from."""

from __future__ import annotations

from tests.ui.tables.desk import desk as desk  # noqa: PLC0414  # a fixture
