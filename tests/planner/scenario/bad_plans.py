"""One bad plan or more for each rule that spans parts, as changes of the small plan."""

from __future__ import annotations

from zoneinfo import available_timezones

EMAIL_OFFER = '[support_levels.Standard.offers.email]\nhours = "office"\nreply = { within = "8 h", share = 0.9 }\n'
PHONE_OFFER = '[support_levels.Standard.offers.phone]\nhours = "office"\nanswer = { within = "60 s", share = 0.8 }\n'
EMAIL_HEADING = "[support_levels.Standard.offers.email]"
BUGS_ONLY = '[teams.Spare]\ntier = "L2"\ntopics = ["bug"]\n[teams.L2]'
MARCH = "[profiles.x]\nby_month = [1, 1, 1e3, 1, 1, 1, 1, 1, 1, 1, 1, 1]"
OUTREACH = (
    '[support_levels.Standard.prevention]\noutreach = { per_customer_month = 1e6, handle_time = "1 min", tier = "L1" }'
)
ZONES = "{ " + ", ".join(f'"{zone}" = {1 / 300}' for zone in sorted(available_timezones())[:300]) + " }"
MANY_PARTS = "".join(
    f'[tiers.T{number}]\n[channels.T{number}]\nkind = "deferred"\n[topics.T{number}]\ntier = "L1"\n'
    for number in range(300)
)

# one bad plan for each rule: changes of the small plan, the rule, severity, address, part of the message
BAD: list[tuple[str, list[tuple[str, str]], str, str, str]] = [
    (
        "unknown_names",
        [('support_level = "Standard"', 'support_level = "Standart"')],
        "error",
        "segments.Pro.support_level",
        "no support level “Standart”",
    ),
    ("unknown_names", [("phone = 0.4", "fax = 0.4")], "error", "segments.Pro.channels.fax", "no channel “fax”"),
    (
        "unknown_names",
        [("escalates = { L2 = 0.1 }", "escalates = { L3 = 0.1 }")],
        "error",
        "topics.how_to.work.L1.escalates.L3",
        "no tier “L3”",
    ),
    (
        "unknown_names",
        [('hours = "office"', 'hours = "offices"')],
        "error",
        "support_levels.Standard.offers.email.hours",
        "no opening hours “offices”",
    ),
    (
        "unknown_names",
        [('support_level = "Standard"', 'support_level = "Standard"\nprofile = "x"')],
        "error",
        "segments.Pro.profile",
        "no profile “x”",
    ),
    (
        "unknown_names",
        [(EMAIL_HEADING, f"[support_levels.Standard]\ndedicated_team = 'L9'\n{EMAIL_HEADING}")],
        "error",
        "support_levels.Standard.dedicated_team",
        "no team “L9”",
    ),
    (
        "unknown_names",
        [("offers.phone", "offers.sms")],
        "error",
        "support_levels.Standard.offers.sms",
        "no channel “sms”",
    ),
    ("mixes_that_do_not_add_up", [("email = 0.6", "email = 0.5")], "error", "segments.Pro.channels", "add up to 0.9"),
    ("mixes_that_do_not_add_up", [("share = 0.7", "share = 0.8")], "error", "topics", "add up to 1.1"),
    (
        "mixes_that_do_not_add_up",
        [("customers = 1000", "customers = 1000\ntopics = {}")],
        "error",
        "segments.Pro.topics",
        "add up to 0 ",
    ),
    (
        "mixes_that_do_not_add_up",
        [("customers = 1000", "customers = 1000\ntime_zones = { UTC = 0.5 }")],
        "error",
        "segments.Pro.time_zones",
        "add up to 0.5",
    ),
    (
        "shares_above_one",
        [("escalates = { L2 = 0.1 }", "escalates = { L2 = 0.6, L1 = 0.6 }")],
        "error",
        "topics.how_to.work.L1.escalates",
        "1.2",
    ),
    (
        "shares_above_one",
        [('patience = "3 min"', 'after_abandoning = { retry = 0.6, switch = 0.6, switch_to = "email" }')],
        "error",
        "channels.phone.after_abandoning",
        "retry and switch add up to 1.2",
    ),
    (
        "circular_escalation",
        [('handle_time = "20 min"', 'handle_time = "20 min", escalates = { L1 = 0.1 }')],
        "error",
        "topics.how_to.work.L1.escalates",
        "L1 → L2 → L1",
    ),
    (
        "tiers_without_work",
        [('share = 0.3\ntier = "L1"', 'share = 0.3\ntier = "L2"')],
        "error",
        "topics.bug.work",
        "enter at L2",
    ),
    (
        "tiers_without_work",
        [('work.L2 = { handle_time = "20 min" }\n', "")],
        "error",
        "topics.how_to.work.L1.escalates.L2",
        "escalate to L2",
    ),
    (
        "misrouted_to_entry_tier",
        [("share = 0.3", "share = 0.3\nmisrouted = { L1 = 0.1 }")],
        "error",
        "topics.bug.misrouted.L1",
        "belong",
    ),
    (
        "work_nobody_reaches",
        [("escalates = { L2 = 0.1 }", "escalates = {}")],
        "warning",
        "topics.how_to.work.L2",
        "No ticket",
    ),
    (
        "replies_without_delay",
        [('kind = "deferred"', 'kind = "deferred"\nreplies = 1.0')],
        "error",
        "channels.email.customer_replies_after",
        "reply rounds",
    ),
    (
        "switches_to_nowhere",
        [('patience = "3 min"', 'when_closed = { switch_to = "phone" }')],
        "error",
        "channels.phone.when_closed.switch_to",
        "cannot switch",
    ),
    (
        "switches_to_nowhere",
        [('patience = "3 min"', "when_closed = { share = 0.5 }")],
        "error",
        "channels.phone.when_closed",
        "not where to",
    ),
    (
        "deferred_channels_wanted",
        [('patience = "3 min"', 'escalation_channel = "phone"')],
        "error",
        "channels.phone.escalation_channel",
        "is live",
    ),
    (
        "overlapping_spans",
        [('"09:00-17:00"   #', '"09:00-13:00, 12:00-17:00"   #')],
        "error",
        "hours.office.mon-fri",
        "overlap",
    ),
    ("hours_that_never_open", [('"09:00-17:00"   #', '"closed"   #')], "warning", "hours.office", "never open"),
    ("teams_without_one_tier", [('tier = "L2"\ncost', "cost")], "error", "teams.L2", "no tier"),
    (
        "teams_without_one_tier",
        [('tier = "L2"\ncost', 'tier = "L2"\ntiers = ["L2"]\ncost')],
        "error",
        "teams.L2",
        "both tier and tiers",
    ),
    ("shifts_without_days", [('days = "mon-fri"\n', "")], "error", "teams.L1.shifts.day", "neither days nor dates"),
    (
        "breaks_outside_the_shift",
        [("agents = 3", 'agents = 3\nbreaks = [{ after = "7 h 45 min", length = "30 min" }]')],
        "error",
        "teams.L1.shifts.day.breaks[0]",
        "8 h 15 min",
    ),
    (
        "agents_outside_their_limits",
        [("agents = 3", "agents = 3\nmin_agents = 4\nmax_agents = 2")],
        "error",
        "teams.L1.shifts.day.min_agents",
        "more than max_agents",
    ),
    (
        "helpers_of_themselves",
        [("cost_per_hour = 13.0", 'helps = { L1 = "1 min" }')],
        "error",
        "teams.L1.helps.L1",
        "help itself",
    ),
    (
        "work_nobody_serves",
        [("cost_per_hour = 26.0", 'segments = ["Pro"]\nchannels = ["phone"]')],
        "error",
        "segments.Pro",
        "Pro tickets a month reach L2",
    ),
    ("too_many_contacts", [("customers = 1000", "customers = 1e10")], "error", "segments", "at most 10 million"),
    ("too_many_contacts", [("customers = 1000", "customers = 5e6")], "warning", "run.replications", "GB of memory"),
    # 7.4 million contacts in four weeks; ten times as many customers each month make them 15
    (
        "too_many_contacts",
        [("customers = 1000", "customers = 8e6\ngrowth_per_month = 9")],
        "error",
        "segments",
        "pieces can be simulated",
    ),
    (
        "too_many_contacts",
        [("customers = 1000", 'customers = 2e6\nprofile = "x"'), ("[tiers.L1]", f"{MARCH}\n[tiers.L1]")],
        "error",
        "segments",
        "pieces can be simulated",
    ),
    (
        "too_many_contacts",
        [("[support_levels", f"{OUTREACH}\n[support_levels")],
        "error",
        "segments",
        "pieces can be simulated",
    ),
    ("too_many_parts", [("agents = 3", "agents = 10000"), ("weeks = 2", "weeks = 52")], "error", "teams", "of agents"),
    (
        "too_many_parts",
        [("weeks = 2", "weeks = 260"), ("customers = 1000", f"customers = 1000\ntime_zones = {ZONES}")],
        "error",
        "segments",
        "quarter-hours",
    ),
    ("too_many_parts", [("[tiers.L2]", f"[tiers.L2]\n{MANY_PARTS}")], "error", "teams", "combine in"),
    (
        "keys_that_need_another",
        [("[tiers.L1]", '[routing]\nageing = "5 min"\n[tiers.L1]')],
        "warning",
        "routing.ageing",
        "The order of service is priority, so ageing has no effect",
    ),
    (
        "keys_that_need_another",
        [('patience = "3 min"', "after_abandoning = { retry = 0.5 }")],
        "warning",
        "channels.phone.after_abandoning",
        "wait for ever",
    ),
    (
        "helpers_that_add_nothing",
        [('[teams.L2]\ntier = "L2"', '[teams.L2]\ntiers = ["L1", "L2"]\nhelps = { L1 = "5 min" }')],
        "warning",
        "teams.L2.helps.L1",
        "at once",
    ),
    (
        "events_outside_the_horizon",
        [("customers = 1000", 'customers = 1000\nforecast = { "2027-03" = 4000 }')],
        "warning",
        "segments.Pro.forecast.2027-03",
        "not simulated",
    ),
    (
        "events_outside_the_horizon",
        [('days = "mon-fri"', "dates = [2025-03-03]")],
        "warning",
        "teams.L1.shifts.day.dates",
        "None of these dates",
    ),
    ("no_tickets", [("customers = 1000", "customers = 0")], "warning", "segments", "no tickets"),
    ("nobody_on_shift", [("agents = 1", "agents = 0")], "warning", "teams.L2.shifts", "nobody has a shift"),
    (
        "open_with_nobody_on_shift",
        [('"09:00-17:00"   #', '"09:00-18:00"   #')],
        "warning",
        "support_levels.Standard.offers.phone.hours",
        "5 h a week: mon-fri 17:00-18:00",
    ),
    (
        "shifts_outside_all_hours",
        [('days = "mon-fri"', 'days = "sun"')],
        "warning",
        "teams.L1.shifts.day.span",
        "none of its team's channels",
    ),
    (
        "channels_not_offered",
        [(PHONE_OFFER, "")],
        "warning",
        "segments.Pro.channels.phone",
        "400 contacts of Pro a month",
    ),
    (
        "offers_nobody_uses",
        [("{ email = 0.6, phone = 0.4 }", "{ email = 1 }")],
        "warning",
        "support_levels.Standard.offers.phone",
        "No customer of Standard uses phone",
    ),
    (
        "targets_of_the_other_kind",
        [('reply = { within = "8 h"', 'answer = { within = "8 h"')],
        "warning",
        "support_levels.Standard.offers.email.answer",
        "never measured",
    ),
    (
        "keys_of_the_other_kind",
        [('kind = "deferred"', 'kind = "deferred"\npatience = "3 min"')],
        "warning",
        "channels.email.patience",
        "only for the other kind",
    ),
    (
        "escalation_without_channel",
        [("{ email = 0.6, phone = 0.4 }", "{ phone = 1 }"), (EMAIL_OFFER, "")],
        "warning",
        "support_levels.Standard.offers",
        "no deferred channel",
    ),
    ("teams_that_serve_nothing", [("[teams.L2]", BUGS_ONLY)], "warning", "teams.Spare", "No ticket can reach"),
    (
        "dedicated_teams_that_cannot_serve",
        [
            (EMAIL_HEADING, f"[support_levels.Standard]\ndedicated_team = 'Spare'\n{EMAIL_HEADING}"),
            ("[teams.L2]", BUGS_ONLY),
        ],
        "warning",
        "support_levels.Standard.dedicated_team",
        "serves none of its tickets",
    ),
    (
        "cool_down_too_short",
        [('within = "8 h"', 'within = "6 d"')],
        "warning",
        "run.cool_down",
        "longer than the cool-down",
    ),
    (
        "events_outside_the_horizon",
        [("[tiers.L1]", "[events.x]\nfrom = 2025-01-01\nto = 2025-01-02\nfactor = 2\n[tiers.L1]")],
        "warning",
        "events.x",
        "outside the time",
    ),
]
