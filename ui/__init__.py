"""The window: shows plans and answers and edits plans; the only package that imports Qt."""
