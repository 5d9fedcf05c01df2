"""What can happen at a moment, and in which order at one instant."""

from __future__ import annotations

from enum import IntEnum


class Event(IntEnum):
    """Kinds of events in the order in which they happen at one instant; equal kinds go by number."""

    DUTY_ENDS = 0
    WORK_ENDS = 1
    WRAP_UP_ENDS = 2
    DUTY_BEGINS = 3
    NO_MORE_CHATS = 4
    TOUCH_RETURNS = 5
    CONTACT_BEGINS = 6
    CONTACT_RETURNS = 7
    TOUCH_READY = 8
    CALLBACK_OFFERED = 9
    CLOSING = 10
    CALLS_AGAIN = 11
    CHASE = 12
    BACKUP = 13
    PATIENCE_ENDS = 14


# Plain numbers for the busiest places: comparing members of an enumeration costs a third of a run.
WORK_ENDS = int(Event.WORK_ENDS)
WRAP_UP_ENDS = int(Event.WRAP_UP_ENDS)
TOUCH_READY = int(Event.TOUCH_READY)
