"""The Levels page."""
