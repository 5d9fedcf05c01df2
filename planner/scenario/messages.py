"""What is wrong with a value, in words: one message and one way to mend it for each kind of error."""

from __future__ import annotations

from planner.texts import LazyText, lazy

# type of a pydantic error, ours or its own -> what is wrong, how to mend it
MESSAGES: dict[str, tuple[LazyText, LazyText]] = {
    "number_flag": (lazy("A number belongs here, not {value}."), lazy("Write a number.")),
    "number_text": (lazy("A number belongs here, not the text “{value}”."), lazy("Write the number without quotes.")),
    "number_type": (lazy("A number belongs here."), lazy("Write a number.")),
    "number_table": (
        lazy("A plain number belongs here."),
        lazy("Ranges are not possible for this key: write one number."),
    ),
    "number_not_finite": (lazy("{value} is not a number to calculate with."), lazy("Write a number with digits.")),
    "number_whole": (lazy("A whole number belongs here, not {value}."), lazy("Leave the decimals out.")),
    "number_low": (lazy("{value} is too small: {limit} is the least."), lazy("Write {limit} or more.")),
    "number_not_above": (lazy("{value} is too small: it must be more than {limit}."), lazy("Write more than {limit}.")),
    "number_high": (lazy("{value} is too large: {limit} is the most."), lazy("Write {limit} or less.")),
    "range_keys": (
        lazy("A range has exactly the keys low, likely and high."),
        lazy("Write {{ low = ..., likely = ..., high = ... }}."),
    ),
    "range_order": (lazy("Low, likely and high are not in order."), lazy("Write them so that low <= likely <= high.")),
    "duration_bare": (
        lazy("{value} has no unit."),
        lazy('Write a duration with its unit, such as "{value} min" or "{value} s".'),
    ),
    "duration_text": (
        lazy("“{value}” is not a duration."),
        lazy('Write it like "20 s", "6 min", "1.5 h", "2 d" or "1 h 30 min".'),
    ),
    "duration_type": (lazy("A duration belongs here."), lazy('Write it like "20 s", "6 min" or "1 h 30 min".')),
    "duration_table": (
        lazy("A plain duration belongs here."),
        lazy("Ranges are not possible for this key: write one duration."),
    ),
    "duration_negative": (lazy("“{value}” is less than no time."), lazy('Write a duration of "0 s" or more.')),
    "duration_zero": (lazy("“{value}” is no time at all."), lazy('Write a duration longer than "0 s".')),
    "duration_long": (lazy("“{value}” is too long: {limit} d is the most."), lazy("Write a shorter duration.")),
    "text_type": (lazy("A text belongs here, not {value}."), lazy("Write it in quotes.")),
    "name_text": (
        lazy("“{value}” cannot be a name."),
        lazy("Use 1 to {limit} visible characters on one line, without blanks at the ends."),
    ),
    "flag_type": (lazy("true or false belongs here, not {value}."), lazy("Write true or false without quotes.")),
    "date_type": (lazy("A date belongs here, not {value}."), lazy("Write it like 2026-03-02, without quotes.")),
    "date_time": (lazy("A date without a time belongs here."), lazy("Write it like 2026-03-02.")),
    "date_year": (lazy("{value} lies outside the years 1970 to 2200."), lazy("Choose another year.")),
    "month_text": (lazy("“{value}” is not a month."), lazy('Write it like "2026-03".')),
    "time_type": (lazy("A time of day belongs here, not {value}."), lazy('Write it like "07:00".')),
    "time_text": (lazy("“{value}” is not a time of day."), lazy('Write it like "07:00", from "00:00" to "24:00".')),
    "span_type": (lazy("A span of the day belongs here, not {value}."), lazy('Write it like "09:00-17:00".')),
    "span_text": (
        lazy("“{value}” is not a span of the day."),
        lazy('Write it like "09:00-17:00"; "18:00-02:00" ends on the next day.'),
    ),
    "spans_type": (lazy("Spans of the day belong here, not {value}."), lazy('Write them like "09:00-17:00".')),
    "spans_text": (
        lazy("“{value}” are not spans of the day."),
        lazy('Write them like "09:00-17:00" or "09:00-12:00, 13:00-18:00", or "closed".'),
    ),
    "days_type": (lazy("Days of the week belong here, not {value}."), lazy('Write them like "mon-fri" or "mon, wed".')),
    "days_text": (
        lazy("“{value}” are not days of the week."),
        lazy('Write them like "mon-fri" or "mon, wed", with mon, tue, wed, thu, fri, sat, sun.'),
    ),
    "holidays_type": (
        lazy("Holidays are a country code or a list of dates, not {value}."),
        lazy('Write "RS", "US-CA" or [2026-01-01, 2026-12-25].'),
    ),
    "calendar": (lazy("{reason}"), lazy("")),
    "hours_opens": (lazy("opens is not a key of a plan."), lazy('Write days as keys: mon-fri = "09:00-17:00".')),
    "hours_twice": (
        lazy("The spans of {day} are given twice, by “{first}” and by “{second}”."),
        lazy("Name each day once, all its spans in one text."),
    ),
    "profile_both": (
        lazy("by_hour_of_week stands beside by_hour or by_weekday."),
        lazy("Keep either by_hour_of_week or the other two."),
    ),
    "profile_length": (lazy("{key} needs {wanted} numbers and has {given}."), lazy("Give {wanted} numbers.")),
    "profile_rows": (lazy("by_hour_of_week needs 7 rows of 24 numbers."), lazy("Give a row for each day from Monday.")),
    "profile_zero": (lazy("All numbers of {key} are zero."), lazy("Give at least one number above zero.")),
    "shape_key": (lazy("A {shape} distribution has no {key}."), lazy("Leave {key} out or choose another shape.")),
    "shape_mean": (lazy("A {shape} distribution needs its mean."), lazy('Add mean = "6 min".')),
    "shape_limits": (lazy("A {shape} distribution needs {keys}."), lazy("Give all of {keys}.")),
    "shape_fixed_cv": (
        lazy("A {shape} distribution always has cv = {cv}."),
        lazy("Leave cv out or choose a shape such as lognormal or gamma."),
    ),
    "shape_cv": (
        lazy("A {shape} distribution with such a cv would have negative durations."),
        lazy("Keep cv at {limit} or less, or choose lognormal or gamma."),
    ),
    "shape_small_cv": (
        lazy("A {shape} distribution with so small a cv cannot be calculated."),
        lazy("Write cv = {limit} or more, or choose constant."),
    ),
    "empirical_values": (lazy("An empirical distribution needs values."), lazy('Add values = ["2 min", "5 min"].')),
    "empirical_weights": (
        lazy("There are {values} values and {weights} weights."),
        lazy("Give as many weights as values."),
    ),
    "empirical_zero": (lazy("All weights are zero."), lazy("Give at least one weight above zero.")),
    "count_constant": (
        lazy("A constant number of reply rounds must be whole, not {value}."),
        lazy("Write a whole number or choose geometric or poisson."),
    ),
    "patterns_too_long": (
        lazy("a shift of a day or more cannot be generated"),
        lazy("Write shorter lengths, such as 8 h."),
    ),
    "patterns_without_days": (
        lazy("the patterns say nothing about days"),
        lazy('Add days, such as ["mon-fri"], or days_on, such as 5.'),
    ),
    "list_empty": (
        lazy("The list {key} is empty."),
        lazy("Name at least one, or leave {key} out for all of them."),
    ),
    "event_order": (lazy("The event ends before it begins."), lazy("Exchange from and to.")),
    "missing": (lazy("This key is missing."), lazy("Add {key}: {help}")),
    "extra_forbidden": (lazy("There is no such key here."), lazy("{suggestion}")),
    "literal_error": (lazy("“{value}” is not possible here."), lazy("{suggestion}")),
    "model_type": (lazy("A table belongs here, not {value}."), lazy("Write it as a table with keys of its own.")),
    "dict_type": (lazy("A table belongs here, not {value}."), lazy("Write it as a table: name = value.")),
    "tuple_type": (lazy("A list belongs here, not {value}."), lazy("Write it in brackets: [...].")),
}
ANYTHING_ELSE = (lazy("This value cannot be used here."), lazy("See the documentation of this key."))

# two names of pydantic's for one and the same mistake
SAME_AS = {
    "model_attributes_type": "model_type",
    "mapping_type": "dict_type",
    "list_type": "tuple_type",
    "string_type": "text_type",
    "bool_type": "flag_type",
    "enum": "literal_error",
}
