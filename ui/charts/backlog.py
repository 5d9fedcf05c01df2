"""How many tickets lie open in the hours of the day."""

from __future__ import annotations

from planner.texts import _, lazy
from ui.charts.picture import HOUR_NAMES, Picture, Subject, series_of

KEY = "backlog"
TITLE = lazy("Open tickets through the day")
_MEAN, _HIGH = "backlog_mean", "backlog_p95"


def draw(subject: Subject) -> Picture:
    """The mean with its interval, and without a member the number at busy times."""
    series = [series_of(_("mean"), subject.day_of(_MEAN), style="solid", colour=0)]
    if not subject.by:
        series.insert(0, series_of(_("at busy times"), subject.day_of(_HIGH), style="dashed", colour=1))
    absent = subject.absent(_MEAN, hourly=True)
    return Picture(str(TITLE), _("hour"), _("tickets"), HOUR_NAMES, tuple(series), absent=absent)
