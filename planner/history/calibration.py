"""From a history file to a plan: reads, estimates, writes, and says what it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from planner.calendar.zones import EPOCH_ORDINAL, zone_info, zone_over
from planner.history.arrivals import Arrivals, arrivals, hourly_counts
from planner.history.contacts import SHORT_WORK, ContactLog, read_contacts
from planner.history.fitting import LEAST_VALUES, DurationFit, fit_durations
from planner.history.mapping import ColumnMap, column_map
from planner.history.measured import MeasuredValue, measure_waits, waits_of_log, work_values
from planner.history.mixes import channel_kinds, members, shares, with_few_members
from planner.history.opening_hours import open_hours, opening_table, outside, spans_of_day
from planner.history.patience import POINTS, PatienceFit, fit_patience
from planner.history.plan_writer import (
    HandleEstimate,
    PlanEstimates,
    ProfileEstimate,
    SegmentEstimate,
    rounded_shares,
    write_plan,
)
from planner.history.presence import LoggedShift, Presence, dated_shifts, guessed_agents, presence, weekly_shifts
from planner.history.profiles import export_profile, given_fields, mapping_for
from planner.history.reading import HistoryTable, read_history
from planner.history.rows import Findings, ReportRow
from planner.texts import _
from planner.units import format_duration

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

DAY = 86400.0
MOST_WEEKS = 8
LEAST_FOR_PROFILE = 1000  # contacts of a segment, below which it follows the profile of all
ASSUMED_HANDLE_TIME = 600.0
_YEARS = (1969, 2200)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a history tells: a complete plan as TOML text, the report of how it came about, and the measured waits."""

    plan_text: str
    report: tuple[ReportRow, ...]
    measured: tuple[MeasuredValue, ...]


def calibrate(
    path: str | Path,
    mapping: Mapping[str, str] | None = None,
    *,
    profile: str | None = None,
    name: str | None = None,
    currency: str = "EUR",
    time_zone: str | None = None,
) -> Calibration:
    """Estimate a plan from a call or ticket log.

    ``mapping`` says which column holds which field (``planner.history.mapping``), over the ``profile`` of a known
    export if one is named. Moments without an offset are on the wall clock of ``time_zone`` (UTC unless given).
    Raises PlannerError for a file or mapping that cannot be used.
    """
    findings = Findings()
    if time_zone is None:
        time_zone = "UTC"
        findings.assumed(_("time zone"), time_zone, _("none was given"))
    zone_info(time_zone)
    known = export_profile(profile) if profile is not None else None
    table = read_history(path)
    fields = given_fields(mapping or {}) if known is None else mapping_for(known, list(table.columns), mapping or {})
    columns = column_map(fields, table.columns)
    log = read_contacts(table, columns, time_zone, findings)
    log = with_few_members(log, findings)
    return _Estimation(table, columns, log, findings, name or _plan_name(table), currency, time_zone).result()


def _plan_name(table: HistoryTable) -> str:
    return _("Calibrated from {file}").format(file=table.name)


class _Estimation:
    """One calibration under way: the estimates in the order in which they need each other."""

    def __init__(
        self, table: HistoryTable, columns: ColumnMap, log: ContactLog, findings: Findings, name: str, currency: str,
        time_zone: str,
    ) -> None:  # fmt: skip
        self.table, self.columns, self.log, self.findings = table, columns, log, findings
        self.name, self.currency, self.time_zone = name, currency, time_zone
        self.arrivals: Arrivals = arrivals(log, findings)
        self.is_open: FlagArray = open_hours(log, self.arrivals, findings)
        late = outside(log, self.is_open)
        if late.any():
            note = _("they remain demand and find the desk closed; not among the measured waits")
            findings.assumed(_("contacts outside the open hours"), int(late.sum()), note)
        self.inside = log.rows(~late) if not late.all() else log

    def result(self) -> Calibration:
        """Estimate everything and write the plan."""
        found = self._presence()
        weeks = self._weeks(found is not None)
        handle_times = self._handle_times()
        live = channel_kinds(self.log)
        cool_down = self._cool_down(found, weeks, live)
        shifts, shift_note = self._shifts(found, 7 * weeks + cool_down, handle_times)
        topics = shares(self.log.topic)
        plan = PlanEstimates(
            name=self.name, source=self.table.name, currency=self.currency, time_zone=self.time_zone,
            start=dt.date.fromordinal(self.arrivals.first), weeks=weeks,
            warm_up="0 d" if found is not None else "7 d", cool_down=f"{cool_down} d",
            holidays=tuple(dt.date.fromordinal(day) for day in self.arrivals.low),
            opening=opening_table(self.is_open), holiday_opening=self._holiday_opening(),
            profiles=self._profiles(), segments=self._segments(), channels=live, patience=self._patience(live),
            topics=rounded_shares(topics), handle_times=handle_times, assumed_handle_time=ASSUMED_HANDLE_TIME,
            shifts=tuple(shifts),away=None if found is None else found.availability, shift_note=shift_note,
            measured_note=_("Estimated from {count} contacts.").format(count=len(self.log)),
        )  # fmt: skip
        self._state_assumptions()
        measured = self._measured(found, weeks)
        return Calibration(write_plan(plan), tuple(self.findings.rows), measured)

    def _presence(self) -> Presence | None:
        if not self.log.live.any():
            if (self.log.agent != "").any():
                note = _("answers that may wait do not show when somebody was at work")
                self.findings.assumed(_("agents named, but not used for shifts"), None, note)
            return None
        zone = zone_over(self.time_zone, *_YEARS)
        rows = self.log.rows(self.log.live)
        return presence(rows, self.arrivals.first, self.is_open, len(self.arrivals.counts), zone, self.findings)

    def _weeks(self, dated: bool) -> int:
        weeks = len(self.arrivals.counts) // 7
        if dated and len(self.arrivals.counts) < 7:
            self.findings.assumed(_("weeks"), 1, _("the history is shorter: nobody is on shift on the days without it"))
        chosen = min(max(1, weeks), MOST_WEEKS)
        if weeks > MOST_WEEKS:
            note = _("the plan covers the first weeks of the history; the estimates use all of it")
            self.findings.assumed(_("weeks"), chosen, note)
        return chosen

    def _cool_down(self, found: Presence | None, weeks: int, live: Mapping[str, bool]) -> int:
        """Days that tickets are followed after the weeks."""
        if found is None or not all(live.values()):
            return 7
        return min(1, max(0, len(self.arrivals.counts) - 7 * weeks))

    def _holiday_factor(self) -> float:
        low = self.arrivals.low
        return float(np.mean(list(low.values()))) if low else 1.0

    def _holiday_opening(self) -> str | None:
        if not self.arrivals.low or self._holiday_factor() == 0.0:
            return None
        longest = max(self.is_open, key=lambda day: int(day.sum()))
        return ", ".join(span.text for span in spans_of_day(longest)) or None

    def _profiles(self) -> dict[str, ProfileEstimate]:
        holiday = self._holiday_factor()
        profiles = {"all": self._profile(self.arrivals.counts, holiday)}
        for segment, rows in members(self.log.segment):
            if self._own_profile(rows):
                counts = hourly_counts(self.log.local[rows], self.arrivals.first, len(self.arrivals.counts))
                profiles[segment] = self._profile(counts, holiday)
        return profiles

    def _own_profile(self, rows: FlagArray) -> bool:
        return int(rows.sum()) >= LEAST_FOR_PROFILE and not rows.all()

    def _profile(self, counts: FloatArray, holiday: float) -> ProfileEstimate:
        return ProfileEstimate(
            self.arrivals.by_hour_of_week(counts), self.arrivals.busy_day_cv(counts) or 0.0, holiday
        )  # fmt: skip

    def _segments(self) -> dict[str, SegmentEstimate]:
        several = len(set(self.log.segment)) > 1
        own_topics = several and len(set(self.log.topic)) > 1
        segments = {}
        for segment, rows in members(self.log.segment):
            counts = hourly_counts(self.log.local[rows], self.arrivals.first, len(self.arrivals.counts))
            segments[segment] = SegmentEstimate(
                self.arrivals.per_month(counts),
                segment if self._own_profile(rows) and segment != "all" else "all",
                shares(self.log.channel[rows]),
                shares(self.log.topic[rows]) if own_topics else None,
            )
            if several:
                item = _("share of segment {segment}").format(segment=segment)
                self.findings.fitted(item, float(np.mean(rows)), _("of the contacts"))
        return segments

    def _patience(self, live: Mapping[str, bool]) -> dict[str, PatienceFit | None]:
        result: dict[str, PatienceFit | None] = {}
        for channel in (channel for channel, is_live in live.items() if is_live):
            fit = fit_patience(self.inside.rows(self.inside.channel == channel))
            result[channel] = fit
            self._report_patience(channel, fit)
        return result

    def _report_patience(self, channel: str, fit: PatienceFit | None) -> None:
        item = _("patience on {channel}").format(channel=channel)
        if fit is None:
            self.findings.assumed(item, None, _("fewer than 10 gave up: nobody does in the plan"))
            return
        self.findings.fitted(
            item, format_duration(round(fit.exponential_mean, 1)),
            _("exponential, censored: waiting of all who waited ({waited}) over abandonments ({gone})").format(
                waited=fit.waited, gone=fit.gave_up
            ),
        )  # fmt: skip
        if fit.weibull is not None:
            self.findings.fitted(
                _("{item}, Weibull").format(item=item), format_duration(round(fit.mean, 1)),
                _("mean of the censored fit: k {k:.3f}, scale {scale:.0f} s; AIC lower by {gain:.0f}; its tail lies "
                  "beyond the waits that were seen").format(k=fit.weibull[0], scale=fit.weibull[1], gain=fit.gain),
            )  # fmt: skip
        for point, share in zip(POINTS, fit.survival, strict=True):
            self.findings.fitted(
                _("still waiting after {point:.0f} s").format(point=point),
                share,
                _("Kaplan-Meier, {channel}").format(channel=channel),
            )

    def _handle_times(self) -> dict[str, HandleEstimate]:
        known = np.isfinite(self.log.handle)
        short = int(np.sum(self.log.handle[known] < SHORT_WORK))
        if short:
            note = _("{share:.1%} of the handle times; kept, they are real; look whether agents hang up to rest")
            item = _("handle times under {limit:.0f} s").format(limit=SHORT_WORK)
            self.findings.assumed(item, short, note.format(share=short / int(known.sum())))
        everything = fit_durations(self.log.handle[known]) if known.any() else None
        if everything is None:
            note = _("the history does not tell how long the work takes")
            self.findings.assumed(_("handle time"), format_duration(ASSUMED_HANDLE_TIME), note)
        result = {}
        for topic, rows in members(self.log.topic):
            result[topic] = self._handle_time(topic, self.log.handle[rows & known], everything)
        return result

    def _handle_time(self, topic: str, durations: FloatArray, everything: DurationFit | None) -> HandleEstimate:
        if everything is None:
            return HandleEstimate(None, _("assumed: the history does not tell how long the work takes"))
        if len(durations) < LEAST_VALUES:
            self.findings.assumed(
                _("handle time of {topic}").format(topic=topic), format_duration(round(everything.mean, 1)),
                _("only {count} known: that of all topics").format(count=len(durations)),
            )  # fmt: skip
            return HandleEstimate(everything, _("of all topics: only {count} known").format(count=len(durations)))
        fit = fit_durations(durations)
        note = _("{count} contacts; KS distance {ks:.3f}").format(count=fit.count, ks=fit.ks)
        self.findings.fitted(
            _("handle time of {topic}").format(topic=topic), format_duration(round(fit.mean, 1)),
            _("cv {cv:.2f}, {shape}; {count} contacts; KS {ks:.3f}; AIC: {candidates}").format(
                cv=fit.cv, shape=fit.shape, count=fit.count, ks=fit.ks, candidates=_candidates(fit)
            ),
        )  # fmt: skip
        return HandleEstimate(fit, note)

    def _shifts(
        self, found: Presence | None, days: int, handle_times: Mapping[str, HandleEstimate]
    ) -> tuple[list[LoggedShift], str]:
        if found is not None:
            shifts = dated_shifts(found, days)
            note = _("positions per half-hour as agents were seen: who answered, not who was available")
            self.findings.fitted(_("hours at work"), float(found.agents.sum()) / 2.0, note)
            self.findings.fitted(_("shifts"), len(shifts), _("equal spans with equal agents share one, with its dates"))
            self._report_availability(found)
            return shifts, note
        mix = shares(self.log.topic)
        means = {topic: ASSUMED_HANDLE_TIME if h.fit is None else h.fit.mean for topic, h in handle_times.items()}
        handle = sum(mix[topic] * means[topic] for topic in mix)
        agents = guessed_agents(self.arrivals.by_hour_of_week(), self.is_open, handle, float(np.mean(self.log.live)))
        note = _("assumed: no usable agents in the history; load plus its square root, deferred work at 85 % occupancy")
        self.findings.assumed(_("agents"), int(agents.max()), note)
        return weekly_shifts(agents), note

    def _report_availability(self, found: Presence) -> None:
        if found.availability is None:
            self.findings.assumed("off_queue", 0.0, _("too little waiting to see how often agents take no contacts"))
            return
        note = _("idle time of agents at work while somebody waits ({hours:.0f} h); rather high: absence makes waiting")
        self.findings.fitted("off_queue", found.availability.unavailable, note.format(hours=found.availability.hours))
        note = _("mean length of a time away: its share over how often one begins (Little's law)")
        self.findings.fitted("off_queue_block", format_duration(round(found.availability.spell)), note)

    def _state_assumptions(self) -> None:
        self.findings.assumed(_("customers"), 1000, _("per segment; the history has contacts, not customers"))
        self.findings.assumed(
            _("tiers"), 1, _("one tier, no escalation, reply rounds, reopening or wrap-up apart from the handle time")
        )
        self.findings.assumed(_("targets"), None, _("80 % in 20 s for live, 90 % in 8 h for deferred channels"))
        self.findings.assumed(
            _("after abandoning"), None, _("nobody tries again: repeated attempts are contacts of their own")
        )

    def _measured(self, found: Presence | None, weeks: int) -> tuple[MeasuredValue, ...]:
        log = self.inside
        if found is not None:
            # the dates of the plan, so that both sides face the same days
            end = (self.arrivals.first - EPOCH_ORDINAL + 7 * weeks) * DAY
            log = log.rows(log.local < end)
        log = log.rows(log.live) if log.live.any() else log
        values = measure_waits(waits_of_log(log))
        return (*values, *work_values(log, found, 7 * weeks))


def _candidates(fit: DurationFit) -> str:
    if not fit.candidates:
        return _("too few to tell a shape")
    best = fit.candidates[0].aic
    return ", ".join(
        _("{shape} +{gap:.0f} (KS {ks:.3f})").format(shape=each.shape, gap=each.aic - best, ks=each.ks)
        for each in fit.candidates
    )
