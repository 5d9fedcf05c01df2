"""Editors that draw a part of the plan and let the user change it by hand."""
