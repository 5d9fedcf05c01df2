"""What the engine writes down while it runs, a list entry per touch or contact; the records are made of it."""

from __future__ import annotations

import numpy as np

from simulation.columns import same_floats, same_integers
from simulation.records import ContactOutcome
from simulation.roster import Roster
from simulation.script import Script

NAN = float("nan")


class Logbook:
    """What happened so far. NaN and -1: it did not.

    Per touch: ``ready``, ``started``, ``ended`` (seconds), ``agent`` and ``contact_of``. ``returned`` has an entry for
    each contact after the first ones of tickets: when it began. ``gave_up`` tells when and how waiting ended without
    work where something follows from it, ``left`` (contacts, moments) the rest of those who gave up, ``called_back``
    when a callback was accepted, ``gone`` which tickets were given up for good. ``parts`` are
    spells (agent, touch, begin, end) of work that was set aside, ``resumed`` when work on such a touch last began.
    ``real_begin`` and ``real_end`` have an entry for each stretch of duty; ``in_hand`` are touches at the end.
    """

    def __init__(self, script: Script, roster: Roster) -> None:
        touches = len(script.work.ticket)
        self.ready = same_floats(NAN, touches)
        self.started = same_floats(NAN, touches)
        self.ended = same_floats(NAN, touches)
        self.agent = same_integers(-1, touches)
        self.contact_of = same_integers(-1, touches)
        self.returned = same_floats(NAN, len(script.contacts.ticket) - script.customers)
        self.gave_up: dict[int, tuple[float, ContactOutcome]] = {}
        self.left = np.empty(0, np.int64), np.empty(0)
        self.called_back: dict[int, float] = {}
        self.gone: list[int] = []
        self.chased: list[int] = []
        self.parts: list[tuple[int, int, float, float]] = []
        self.resumed: dict[int, float] = {}
        self.real_begin = same_floats(NAN, len(roster.agent))
        self.real_end = same_floats(NAN, len(roster.agent))
        self.in_hand: list[int] = []
