"""The shared list of cases with known answers, and why some of its cases are not simulated.

Every id is either played (see ``catalogue.py``) or stands in ``LEFT_OUT`` with its reason.
"""

from __future__ import annotations

_NUMBERS = {
    "BA": "01",
    "BL": "01",
    "CA": "01 02",
    "CH": "01 03 05 06 07",
    "EA": "01 02 03 04 05 06 07 09 10 11 12",
    "EB": "01 02 03 04 05",
    "EC": "01 02 03 04 05 06 07 09 10 11 14 21 22",
    "FC": "01 02 04 05 06 07",
    "GC": "01 03 04",
    "GM": "01",
    "JN": "01 02 05 06",
    "MG": "01 04 05 10 13 15",
    "MS": "01 04 06",
    "OA": "01 03",
    "OP": "01 02 03 05",
    "PK": "01 02 03 06 07 08 09",
    "PR": "01 02 03 05",
    "PS": "01 06 07",
    "RT": "01 04",
    "SL": "01",
    "SR": "01",
    "TR": "01 02",
    "TV": "01 04",
}
SHARED = tuple(f"{family}-{number}" for family, numbers in _NUMBERS.items() for number in numbers.split())

_PARALLEL = (
    "Agents work on all their chats at once, at a speed for each that falls with their number. In the planner an agent "
    "works on one message at a time; a second chat slows the first because its messages wait. There is no number of "
    "messages and no delay of the customer that makes the two laws equal."
)
_SHARING = (
    "Processor sharing: work on all contacts at once at an even share of the speed. The planner has no such agent."
)
_ROOM = (
    "A waiting room that is full. Queues of support have no such limit; who leaves does so by patience or at once. The "
    "formula is tested in tests/planner/queueing/test_waiting_room.py."
)
_SCHEDULING = "Shift scheduling: an optimum of whole numbers, no queue. It belongs to the programme that staffs shifts."
_LOOKS_AT_QUEUE = (
    "Customers who leave by the length of the queue that they see. The planner's customers do not see it: they leave "
    "at once with a fixed share, or when their patience ends."
)

LEFT_OUT: dict[str, str] = {
    "CA-01": "Handle times from mean and standard deviation: no queue. The lognormal's parameters are tested in "
    "tests/validation/test_formulas.py.",
    "CA-02": "Facts of a recorded call log. They are compared in tests/planner/history/test_real_history.py, where the "
    "log is at hand.",
    "CH-01": _PARALLEL,
    "CH-03": _PARALLEL,
    "CH-06": _SHARING
    + " One who goes round his chats, message by message, comes to a mean duration of 0.18 instead of "
    "0.2, because messages of his own chats go before new ones.",
    "EC-22": "How many agents four teams need, and one pooled team: tests/planner/queueing/test_queueing_inverse.py.",
    "FC-01": _ROOM,
    "FC-02": _ROOM,
    "FC-04": "Forty customers of whom each asks again only after he was served. The planner's customers are so many "
    "that those in the queue do not lower the demand; one contact can come back at most 20 times.",
    "FC-05": _LOOKS_AT_QUEUE,
    "FC-06": _ROOM,
    "JN-05": _SHARING,
    "JN-06": _SHARING,
    "OP-01": _SCHEDULING,
    "OP-02": _SCHEDULING,
    "OP-03": _SCHEDULING,
    "OP-05": _SCHEDULING,
    "PS-07": _LOOKS_AT_QUEUE,
    "RT-01": "Customers who redial for ever. In the planner a customer tries at most 20 times, and at load 0.6 some "
    "need more: played so, the mean number between two attempts is 2.64 ± 0.03 instead of 2.7. The same line with "
    "redials by four fifths of the customers is played as F-06.",
    "SL-01": "Calendar arithmetic: tests/validation/test_formulas.py.",
    "SR-01": "Square-root staffing, a formula: tests/planner/queueing/test_queueing_inverse.py.",
}
