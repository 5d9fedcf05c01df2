"""What keeps a plan's file safe: autosave and recovery, backups, changes from outside, two windows on one file."""
