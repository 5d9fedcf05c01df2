"""Opening hours with the people that each takes: what the doors that are closed do, and what a further hour costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planner.errors import PlannerError
from planner.reporting.content.opening_hours import problem_text
from planner.scenario import Scenario
from planner.scenario.files import load_plan_text
from planner.staffing import Staffing, open_workshop
from planner.studies import HoursStudy, lay_out_hours, opening_hours
from planner.studies.closed_doors import closed_doors
from simulation.records import Fate, Needs
from tests.planner.choices import PLAN, Answers, tiny
from tests.planner.story import CHAT, EMAIL, HOUR, HOW_TO, PHONE, PRO, Story, study_of

NIGHT, NOON = 3 * HOUR, 12 * HOUR  # on Monday; the office is open from nine to five


@pytest.fixture(scope="module")
def answers() -> Iterator[Answers]:
    with open_workshop(workers=1) as workshop:
        yield Answers(workshop)


@pytest.fixture(scope="module")
def found(answers: Answers) -> HoursStudy:
    return opening_hours(lay_out_hours(tiny(), "Live", ["always", "day", "morning"]), answers.staff)


def test_that_options_stand_in_the_order_of_their_open_hours(found: HoursStudy) -> None:
    assert [option.name for option in found.options] == ["morning", "day", "always"]
    assert [option.open_hours for option in found.options] == [15.0, 40.0, 168.0]
    assert found.plan.today == "day"
    assert not found.stopped


def test_that_an_option_nobody_can_serve_says_why_and_leaves_the_others_alone(found: HoursStudy) -> None:
    morning, day, always = found.options
    assert morning.possible
    assert day.possible
    assert not always.possible
    assert "no shift" in problem_text(always)


def test_that_a_step_is_paired_and_a_further_hour_is_its_cost_over_the_hours(found: HoursStudy) -> None:
    day = found.options[1]
    assert day.narrower == "morning"
    assert day.more_hours == 25.0
    row = day.difference("cost_total_per_month")
    assert row is not None
    assert row.value is not None
    assert day.cost_of_an_hour is not None
    weeks = 365.25 / 12 / 7
    assert day.cost_of_an_hour[0] == pytest.approx(row.value / weeks / 25.0)
    closed = day.difference("contacts_closed", "Large")
    assert closed is not None
    assert closed.value is not None
    assert closed.value < 0.0


def test_that_only_the_channels_in_question_get_the_hours() -> None:
    plan = lay_out_hours(tiny(), "Live", ["morning"], ["phone"])
    offers = plan.scenarios[0].support_levels["Live"].offers
    assert (offers["phone"].hours, offers["email"].hours) == ("morning", "day")


@pytest.mark.parametrize(
    ("level", "names", "channels", "said"),
    [
        ("Live", ["dy"], [], "Did you mean “day”? The plan has: morning, day, always."),
        ("Lively", ["day"], [], "The plan has: Articles, Basic, Live."),
        ("Live", ["day"], ["chat"], "The plan has: email, phone."),
        ("Articles", ["day"], [], "offers no channel"),
    ],
)
def test_that_a_wrong_name_is_told_with_the_known_ones(
    level: str, names: list[str], channels: list[str], said: str
) -> None:
    with pytest.raises(PlannerError, match=said.replace("?", r"\?")):
        lay_out_hours(tiny(), level, names, channels)


def test_that_a_level_that_nobody_has_is_refused() -> None:
    text = PLAN.replace('support_level = "Live"', 'support_level = "Basic"')
    with pytest.raises(PlannerError, match="No segment has the level Live"):
        lay_out_hours(tiny(text), "Live", ["day"])


def test_that_an_empty_shift_is_a_place_for_the_search_and_no_mistake() -> None:
    night = '\n[teams.Desk.shifts.night]\ndays = "mon-sun"\nspan = "20:00-06:00"\nagents = 0\n'
    place = "teams.Desk.shifts.night.span"
    for text, warned in ((night, False), (night.replace("agents = 0", "agents = 1"), True)):
        assert any(problem.address == place for problem in load_plan_text(PLAN + text).warnings) == warned


def test_that_after_an_interruption_finished_options_are_kept(answers: Answers) -> None:
    plan = lay_out_hours(tiny(), "Live", ["morning", "day"])

    def staff(scenario: Scenario) -> Staffing:
        if scenario.name == "day":
            raise KeyboardInterrupt
        return answers.staff(scenario)

    stopped = opening_hours(plan, staff)
    assert [option.name for option in stopped.options] == ["morning"]
    assert stopped.stopped


def test_that_each_need_outside_the_hours_counts_once_by_what_became_of_it() -> None:
    story = Story()
    story.need(NIGHT, Fate.CLOSED, channel=PHONE)
    _asked(story, NIGHT, NIGHT, PHONE, EMAIL)  # turned to mail
    _asked(story, NIGHT, 9 * HOUR + 600.0, CHAT, CHAT)  # came back after the opening
    _asked(story, NIGHT, NIGHT, EMAIL, EMAIL)  # a mail that lies until nine
    _asked(story, NOON, NOON, PHONE, PHONE)
    study = study_of(story, story)
    scale = 365.25 / 12 / 7
    doors = {door.kind: door for door in closed_doors(study, "Gold", ["email", "chat", "phone"])}
    assert {kind: door.value for kind, door in doors.items()} == pytest.approx(
        {"unserved": scale, "switched": scale, "waiting": 2 * scale}
    )
    assert {kind: door.share for kind, door in doors.items()} == {"unserved": 0.2, "switched": 0.2, "waiting": 0.4}
    on_phone = {door.kind: door.value for door in closed_doors(study, "Gold", ["phone"])}
    assert on_phone == pytest.approx({"unserved": scale, "switched": scale, "waiting": 0.0})


def _asked(story: Story, needed: float, arrived: float, preferred: int, channel: int) -> None:
    ticket = story.ticket(arrived, channel=channel)
    row = {"time": needed, "segment": PRO, "topic": HOW_TO, "channel": preferred}
    story._add(Needs, **row, fate=Fate.TICKET, ticket=ticket)
