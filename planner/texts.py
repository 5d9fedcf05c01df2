"""Texts that a user sees, translated through gettext: at once with ``_()``, or late with ``lazy()``."""

from __future__ import annotations

import gettext
from dataclasses import dataclass

_translations: gettext.NullTranslations = gettext.NullTranslations()


def _(text: str) -> str:
    """The text in the user's language."""
    return _translations.gettext(text)


@dataclass(frozen=True)
class LazyText:
    """A text of a declaration, translated when it is shown rather than when its module is imported."""

    text: str

    def __str__(self) -> str:
        return _(self.text)

    def format(self, **values: object) -> str:
        """The translated text with its placeholders filled in."""
        return str(self).format(**values)


def lazy(text: str) -> LazyText:
    """Mark a text of a declaration for translation; ``str()`` of the result translates it."""
    return LazyText(text)
