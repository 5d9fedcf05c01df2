"""What a name may change: nothing when the program renames; by hand, or for a new part, nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from planner.compile import compile_inputs
from planner.scenario import Plan, resolve
from planner.scenario.files import load_plan_text
from planner.scenario.renaming import rename
from planner.scenario.saving import plan_text
from planner.study import run_study
from simulation.inputs import Inputs
from simulation.roster import Roster, draw_roster
from simulation.script import Script, write_script
from tests.planner.digits import digests, full_plan

SEED = 42
Row = tuple[Any, ...]


def with_chance_in_every_team(data: dict[str, Any]) -> None:
    for team in data["teams"].values():
        team.update(absence=0.1, off_queue=0.1)


PLAN = full_plan(1).edit(with_chance_in_every_team)


def played(plan: Plan) -> list[str]:
    return digests(run_study(plan.scenario(), replications=1, seed=SEED, workers=1))


AS_IT_WAS = played(PLAN)


QUICK = {"segments.Enterprise": 'a.b "c" d', "teams.Care": "Zoe", "backlog.Monday": "Sunday"}
SLOW = {
    "segments.Free": "Gratis",
    "topics.how_to": "questions",
    "topics.bug": "Fehler",
    "teams.L1": "First line of all",
    "teams.L2.shifts.day": "Tag",
    "teams.L1.shifts.launch": "party",
    "support_levels.Premium": "Gold",
    "hours.office": "bureau",
    "profiles.flat": "even",
    "events.launch": "start",
}


@pytest.mark.parametrize(
    ("address", "new_name"),
    [*QUICK.items(), *(pytest.param(*renaming, marks=pytest.mark.slow) for renaming in SLOW.items())],
)
def test_that_a_part_renamed_in_the_program_keeps_every_digit(address: str, new_name: str) -> None:
    renamed = rename(PLAN, address, new_name)
    assert new_name in repr(renamed.scenario())
    assert played(load_plan_text(plan_text(renamed))) == AS_IT_WAS


class Drawn:
    """All that is drawn for one replication, by name; ``called`` gives topics the names that they had."""

    def __init__(self, plan: Plan, called: dict[str, str] | None = None) -> None:
        self._called = called or {}
        self.inputs: Inputs = compile_inputs(resolve(plan.scenario(), 0, SEED))
        self.script: Script = write_script(self.inputs, SEED, 0)
        self.roster: Roster = draw_roster(self.inputs, SEED, 0)

    def needs(self, segment: str) -> list[Row]:
        """The needs of a segment, in order of time: when, what about, by which channel, what became of them."""
        needs = self.script.needs
        mine = needs.segment == self._number(segment)
        topic, channel = self._names(self.inputs.topics, needs.topic), self._names(self.inputs.channels, needs.channel)
        return _rows(mine, needs.time, topic, channel, needs.fate)

    def work(self, segment: str) -> list[Row]:
        """All work that the tickets of a segment may need, outreach and backlog included, with every drawn length."""
        work = self.script.work
        mine = self.script.segment[work.ticket] == self._number(segment)
        tier, channel = np.array(self.inputs.tiers)[work.tier], self._names(self.inputs.channels, work.channel)
        arrival = self.script.arrival[work.ticket]
        return sorted(_rows(mine, arrival, work.kind, tier, channel, work.live, work.seconds, work.wrap_up, work.delay))

    def attempts(self, segment: str) -> list[Row]:
        """All contacts that may come of a segment's tickets: how long each would wait, and what would follow."""
        made = self.script.contacts
        mine = self.script.segment[made.ticket] == self._number(segment)
        channel = self._names(self.inputs.channels, made.channel)
        arrival = self.script.arrival[made.ticket]
        return sorted(_rows(mine, arrival, made.attempt, channel, made.patience, made.balks, made.callback, made.delay))

    def duties(self, team: str, shift: str) -> list[Row]:
        """When the people of a shift are there, at a break, in a meeting or away."""
        (number,) = (
            number
            for number, entry in enumerate(self.inputs.shifts)
            if (self.inputs.teams[entry.team].name, entry.name) == (team, shift)
        )
        roster = self.roster
        mine = roster.agents.shift[roster.agent] == number
        return _rows(mine, roster.agents.position[roster.agent], roster.kind, roster.begin, roster.end)

    def everything(self) -> dict[tuple[str, ...], list[Row]]:
        """The draws of each segment and of each shift."""
        read: tuple[Callable[[str], list[Row]], ...] = (self.needs, self.work, self.attempts)
        drawn: dict[tuple[str, ...], list[Row]] = {
            (part.name, each.__name__): each(part.name) for part in self.inputs.segments for each in read
        }
        for shift in self.inputs.shifts:
            team = self.inputs.teams[shift.team].name
            drawn[team, shift.name] = self.duties(team, shift.name)
        return drawn

    def _number(self, segment: str) -> int:
        return [part.name for part in self.inputs.segments].index(segment)

    def _names(self, parts: tuple[Any, ...], numbers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return np.asarray([*(self._called.get(part.name, part.name) for part in parts), "none"])[numbers]


def _rows(chosen: np.ndarray[Any, Any], *columns: np.ndarray[Any, Any]) -> list[Row]:
    return list(zip(*(column[chosen].tolist() for column in columns), strict=True))


BEFORE = Drawn(PLAN).everything()


def changed(plan: Plan) -> set[tuple[str, ...]]:
    """Whose draws are others than before, or new."""
    now = Drawn(plan).everything()
    assert all(now.values())
    return {part for part in now if now[part] != BEFORE.get(part)}


def by_hand(*replacements: tuple[str, str]) -> Plan:
    """The plan with its text changed as in an editor."""
    text = plan_text(PLAN)
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return load_plan_text(text)


def test_that_a_segment_renamed_by_hand_draws_anew_and_nobody_else_does() -> None:
    assert changed(by_hand(("Enterprise", "Corporate"))) == {("Corporate", of) for of in ("needs", "work", "attempts")}


def test_that_a_former_name_as_stream_brings_its_draws_back() -> None:
    renamed = Drawn(by_hand(("Enterprise", "Corporate")).edit(_with_stream)).everything()
    for of in ("needs", "work", "attempts"):
        assert renamed["Corporate", of] == BEFORE["Enterprise", of]


def _with_stream(data: dict[str, Any]) -> None:
    data["segments"]["Corporate"]["stream"] = "Enterprise"


def test_that_a_team_renamed_by_hand_has_other_absences_and_nobody_else_has() -> None:
    assert changed(by_hand(("[teams.Care", "[teams.Help"), ('"Care"', '"Help"'))) == {("Help", "day")}


def test_that_a_shift_renamed_by_hand_has_other_absences_and_nobody_else_has() -> None:
    assert changed(by_hand(("[teams.L2.shifts.day]", "[teams.L2.shifts.long]"))) == {("L2", "long")}


def test_that_a_topic_renamed_by_hand_changes_no_draw() -> None:
    now = Drawn(by_hand(("bug", "defect")), called={"defect": "bug"}).everything()
    assert now == BEFORE


def first(collection: dict[str, Any], name: str, part: Any) -> None:
    """Put a part before the others."""
    others = dict(collection)
    collection.clear()
    collection.update({name: part, **others})


def add_segment(data: dict[str, Any]) -> None:
    first(data["segments"], "New", data["segments"]["Enterprise"] | {"customers": 300})


def add_team(data: dict[str, Any]) -> None:
    shift = {"days": "mon-fri", "span": "08:00-16:00", "agents": 3}
    first(data["teams"], "New", {"tier": "L1", "absence": 0.2, "off_queue": 0.2, "shifts": {"new": shift}})


def add_shift(data: dict[str, Any]) -> None:
    first(data["teams"]["L1"]["shifts"], "new", {"days": "mon-fri", "span": "08:00-16:00", "agents": 3})


def add_topic(data: dict[str, Any]) -> None:
    first(data["topics"], "new", data["topics"]["bug"] | {"share": 0})


def add_channel(data: dict[str, Any]) -> None:
    first(data["channels"], "new", data["channels"]["phone"] | {"handle_time_factor": 2.0})


def add_tier(data: dict[str, Any]) -> None:
    first(data["tiers"], "L0", {})


def add_level(data: dict[str, Any]) -> None:
    first(data["support_levels"], "New", {"offers": {"email": {"hours": "office"}}})


@pytest.mark.parametrize(
    ("add", "new"),
    [
        (add_segment, {("New", of) for of in ("needs", "work", "attempts")}),
        (add_team, {("New", "new")}),
        (add_shift, {("L1", "new")}),
        (add_topic, set()),
        (add_channel, set()),
        (add_tier, set()),
        (add_level, set()),
    ],
)
def test_that_a_new_part_leaves_the_draws_of_all_others(
    add: Callable[[dict[str, Any]], None], new: set[tuple[str, str]]
) -> None:
    assert changed(PLAN.edit(add)) == new
