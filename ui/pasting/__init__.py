"""Blocks of counts from spreadsheets: what they are, read with a word on everything that was changed or left out."""
