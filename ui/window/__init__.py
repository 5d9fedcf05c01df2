"""The main window: its bars, menus and panels, and what its commands do."""
