"""What can happen at a moment, and in which order at one instant."""

from __future__ import annotations

from enum import IntEnum


class Event(IntEnum):
    """Kinds of events in the order in which they happen at one instant; equal kinds go by number."""

    DUTY_ENDS = 0
    WORK_ENDS = 1
    WRAP_UP_ENDS = 2
    DUTY_BEGINS = 3
    CONTACT_BEGINS = 4
    TOUCH_READY = 5
    CALLBACK_OFFERED = 6
    CLOSING = 7
    CALLS_AGAIN = 8
    CHASE = 9
    BACKUP = 10
    PATIENCE_ENDS = 11


# Plain numbers for the busiest places: comparing members of an enumeration costs a third of a run.
WORK_ENDS = int(Event.WORK_ENDS)
WRAP_UP_ENDS = int(Event.WRAP_UP_ENDS)
TOUCH_READY = int(Event.TOUCH_READY)
PATIENCE_ENDS = int(Event.PATIENCE_ENDS)
