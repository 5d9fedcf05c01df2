"""The plan that is edited: one document with one undo stack, and how a value is set in base and scenarios."""
