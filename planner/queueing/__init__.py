"""How many agents: closed-form answers for one queue (Erlang B, C and A, any patience) and their inverse questions."""

from __future__ import annotations

from planner.queueing.erlang_a import erlang_a
from planner.queueing.erlang_b import agents_for_blocking, blocking_probability, load_for_blocking
from planner.queueing.erlang_c import erlang_c
from planner.queueing.figures import Counting, QueueFigures
from planner.queueing.inverse import agents_for, agents_on_the_roster, load_for, patience_for_abandonment, queue
from planner.queueing.patience import Patience, patience_from_survival, patience_of
from planner.queueing.square_root import spare_for_waiting, square_root_agents, waiting_for_spare
from planner.queueing.targets import Targets
from planner.queueing.waiting_room import waiting_room

__all__ = [
    "Counting",
    "Patience",
    "QueueFigures",
    "Targets",
    "agents_for",
    "agents_for_blocking",
    "agents_on_the_roster",
    "blocking_probability",
    "erlang_a",
    "erlang_c",
    "load_for",
    "load_for_blocking",
    "patience_for_abandonment",
    "patience_from_survival",
    "patience_of",
    "queue",
    "spare_for_waiting",
    "square_root_agents",
    "waiting_for_spare",
    "waiting_room",
]
