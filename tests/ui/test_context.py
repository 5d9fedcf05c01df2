"""The parts of a window share one context."""

from __future__ import annotations

from ui.context import Context


def test_that_the_parts_share_one_document(context: Context) -> None:
    assert context.document.title == "desk.toml"
    assert context.results.answer("Base") is None
    assert not context.runner.is_running
    assert context.theme.theme.name
    assert context.settings.theme == "system"
