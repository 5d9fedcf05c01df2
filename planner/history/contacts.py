"""From columns of text to contacts: when each arrived, was answered and ended, who waited, who gave up."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from planner.calendar import Zone
from planner.calendar.zones import zone_over
from planner.errors import PlannerError
from planner.history.extraction import MappedRows, extract_rows
from planner.history.mapping import ColumnMap
from planner.history.moments import DAY, read_lengths
from planner.history.reading import HistoryTable, IntArray, TextArray
from planner.history.rows import Findings, roughly
from planner.texts import _

FloatArray = NDArray[np.float64]
FlagArray = NDArray[np.bool_]

CLOCK_SLACK = 10.0  # seconds by which clocks of one log may disagree
LONGEST_WORK = 8 * 3600.0
LONGEST_LIVE_WAIT = 900.0  # median; above, customers do not stay on the line
LONGEST_LIVE_TAIL = 4 * 3600.0  # 95 % of the waits of a live channel are shorter
SHORT_WORK = 10.0  # seconds; shorter work is real but worth a look
_YEARS = (1969, 2200)
_NAMES_LIVE = ("phone", "call", "voice", "chat", "tel", "video")


@dataclass(frozen=True, slots=True)
class ContactLog:
    """The usable contacts of a history in order of arrival; equal-length columns, times in seconds.

    ``arrived``, ``answered``, ``ended`` are moments in epoch seconds (NaN: did not happen or unknown), ``local`` the
    arrival on the wall clock of the plan's zone. ``wait`` is until the answer or until giving up, ``handle`` the work.
    ``live`` says whether the customer was present.
    """

    arrived: FloatArray
    answered: FloatArray
    ended: FloatArray
    local: FloatArray
    wait: FloatArray
    handle: FloatArray
    abandoned: FlagArray
    live: FlagArray
    channel: TextArray
    segment: TextArray
    topic: TextArray
    agent: TextArray

    def __len__(self) -> int:
        return len(self.arrived)

    def rows(self, chosen: FlagArray | IntArray) -> ContactLog:
        """The chosen contacts."""
        return ContactLog(*(getattr(self, column.name)[chosen] for column in fields(self)))

    @property
    def served(self) -> FlagArray:
        """Which contacts were answered."""
        return np.isfinite(self.answered) & ~self.abandoned


def read_contacts(table: HistoryTable, columns: ColumnMap, time_zone: str, findings: Findings) -> ContactLog:
    """Turn the rows of a history into contacts; what is left out is counted in ``findings``.

    Raises PlannerError when a mapped column holds something else than its field needs, or no contact is left.
    """
    zone = zone_over(time_zone, *_YEARS)
    return _contacts(extract_rows(table, columns, zone, findings), columns, zone, findings)


def _contacts(raw: MappedRows, columns: ColumnMap, zone: Zone, findings: Findings) -> ContactLog:
    nothing = np.full(len(raw.lines), np.nan)
    arrived = raw.moments["arrived"]
    answered = _after_midnight(arrived, raw.moments.get("answered", nothing), columns, "answered")
    begun = np.where(np.isfinite(answered), answered, arrived)
    ended = _after_midnight(begun, raw.moments.get("ended", nothing), columns, "ended")
    gave_up = raw.gave_up
    both = gave_up & np.isfinite(answered)
    if np.any(both):
        findings.assumed(_("marked both abandoned and answered"), int(np.sum(both)), _("taken as abandoned"))
    left = np.where(both, answered, raw.moments.get("left", ended))
    if _unanswered_gave_up(columns, answered - arrived):
        gave_up = np.isnan(answered) & np.isfinite(ended)
        findings.assumed(_("ended without an answer: abandoned"), int(np.sum(gave_up)), _("abandoned is not mapped"))
    wait = _waits(arrived, np.where(gave_up, left, answered), findings)
    at_once = gave_up & (wait <= 0.0)
    if columns.has("ended") or "left" in raw.moments:
        at_once |= gave_up & np.isnan(left)
    findings.dropped(
        _("gave up without waiting"), int(np.sum(at_once)), _("left before the queue: neither demand nor abandonment")
    )
    texts = {name: _named(raw.texts.get(name), len(arrived), name) for name in ("channel", "segment", "topic")}
    live = _live(texts["channel"], wait, ended - arrived, gave_up & ~at_once, findings)
    served = np.isfinite(answered) & ~gave_up
    handle = _handle_times(raw, columns, np.where(served & live, ended - answered, np.nan), served, findings)
    agent = raw.texts.get("agent", np.full(len(arrived), "", dtype=object))
    log = ContactLog(
        arrived, np.where(gave_up, np.nan, answered), np.where(gave_up, left, ended), zone.to_local(arrived), wait,
        handle, gave_up, live, texts["channel"], texts["segment"], texts["topic"], agent,
    )  # fmt: skip
    order = np.argsort(arrived, kind="stable")
    log = log.rows(order[~at_once[order]])
    if not len(log):
        raise PlannerError(_("No contact is left: everyone gave up without waiting. Check --map abandoned=..."))
    return log


def _unanswered_gave_up(columns: ColumnMap, wait: FloatArray) -> bool:
    """Whether an end without an answer can only mean that the customer left: waits are those of a live channel."""
    known = wait[np.isfinite(wait)]
    mapped = columns.has("answered") and columns.has("ended") and not columns.has("abandoned")
    return mapped and len(known) > 0 and float(np.median(known)) < LONGEST_LIVE_WAIT


def _after_midnight(before: FloatArray, moment: FloatArray, columns: ColumnMap, name: str) -> FloatArray:
    """A time of day under an earlier date that lies far before what it must follow belongs to the next day."""
    joined = any(len(source.columns) == 2 for source in columns.sources.get(name, ()))
    return np.where(moment < before - DAY / 2, moment + DAY, moment) if joined else moment


def _waits(arrived: FloatArray, until: FloatArray, findings: Findings) -> FloatArray:
    wait = until - arrived
    slight = (wait < 0.0) & (wait >= -CLOCK_SLACK)
    if np.any(slight):
        findings.assumed(
            _("answered up to {slack:.0f} s before the arrival").format(slack=CLOCK_SLACK), int(np.sum(slight)),
            _("clocks disagree; taken as no wait"),
        )  # fmt: skip
    impossible = wait < -CLOCK_SLACK
    findings.dropped(_("waits that end before they begin"), int(np.sum(impossible)), _("the wait is taken as unknown"))
    return np.where(impossible, np.nan, np.maximum(wait, 0.0))


def _named(texts: TextArray | None, count: int, field: str) -> TextArray:
    everything = {"channel": _("contact"), "segment": _("Customers"), "topic": _("request")}[field]
    if texts is None:
        return np.full(count, everything, dtype=object)
    unknown = _("unknown")
    return np.array([" ".join(text.split())[:60] or unknown for text in texts], dtype=object)


def _live(
    channels: TextArray, wait: FloatArray, spent: FloatArray, gave_up: FlagArray, findings: Findings
) -> FlagArray:
    live = np.zeros(len(channels), dtype=np.bool_)
    for channel in dict.fromkeys(channels):
        rows = channels == channel
        is_live, reason = _kind(channel, wait[rows], spent[rows], bool(np.any(gave_up[rows])))
        live[rows] = is_live
        findings.assumed(
            _("kind of channel {channel}").format(channel=channel), "live" if is_live else "deferred", reason
        )
    return live


def _kind(channel: str, wait: FloatArray, spent: FloatArray, any_gave_up: bool) -> tuple[bool, str]:
    """Whether a channel is live, and why: by who gave up, else by its waits, by its open tickets or by its name."""
    waits, lengths = wait[np.isfinite(wait)], spent[np.isfinite(spent)]
    if any_gave_up:
        return True, _("contacts were abandoned")
    if len(waits):
        median = float(np.median(waits))
        is_live = median < LONGEST_LIVE_WAIT and float(np.quantile(waits, 0.95)) < LONGEST_LIVE_TAIL
        return is_live, _("by its waits: median {median}").format(median=roughly(median))
    if len(lengths) and float(np.median(lengths)) > LONGEST_LIVE_TAIL / 4:
        median = float(np.median(lengths))
        return False, _("half of its tickets stay open longer than {median}").format(median=roughly(median))
    return any(name in channel.casefold() for name in _NAMES_LIVE), _("by its name; the waits are unknown")


def _handle_times(
    raw: MappedRows, columns: ColumnMap, measured: FloatArray, served: FlagArray, findings: Findings
) -> FloatArray:
    handle = measured
    if columns.has("handle_time"):
        given = read_lengths(raw.texts["handle_time"])
        unread = np.isnan(given) & (raw.texts["handle_time"] != "")
        if np.sum(unread) > len(given) / 2:
            example = next(text for text in raw.texts["handle_time"] if text)
            raise PlannerError(
                _("handle_time: {example} is no length. Map a column of seconds or H:MM:SS.").format(example=example)
            )
        findings.dropped(_("unreadable handle times"), int(np.sum(unread)), _("taken as missing"))
        handle = np.where(served | ~np.isfinite(measured), given, np.nan)
    known = np.isfinite(handle)
    zero, negative, long = known & (handle == 0.0), known & (handle < 0.0), known & (handle > LONGEST_WORK)
    findings.dropped(_("handle times of zero"), int(np.sum(zero)), _("the contact counts, its handle time does not"))
    findings.dropped(
        _("negative handle times"), int(np.sum(negative)), _("the contact counts, its handle time does not")
    )
    findings.dropped(
        _("handle times above {hours:.0f} h").format(hours=LONGEST_WORK / 3600.0),
        int(np.sum(long)),
        _("taken as missing"),
    )
    return np.where(zero | negative | long, np.nan, handle)
