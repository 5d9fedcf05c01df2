"""How satisfied customers probably are: an estimate from what happened to them."""

from __future__ import annotations

import numpy as np

from planner.facts import Facts, Part
from planner.facts.experience import Experience
from planner.metrics.estimators import Ratio
from planner.metrics.metric import Metric
from planner.metrics.splits import TICKETS
from planner.texts import lazy


def _satisfied(facts: Facts) -> Part:
    return Part.of(facts.experience.codes, _shares(facts)[facts.experience.worst])


def _judged(facts: Facts) -> Part:
    """Those for whom the plan says how satisfied they are; nobody where it is switched off."""
    return Part.of(facts.experience.codes, ~np.isnan(_shares(facts)[facts.experience.worst]))


def _shares(facts: Facts) -> np.ndarray:
    """The share of satisfied customers for each experience; NaN where the plan does not say."""
    experience = facts.frame.scenario.experience
    shares = np.full(len(Experience), np.nan)
    if experience.enabled:
        given = experience.satisfied
        for kind, share in (
            (Experience.MET, given.met),
            (Experience.MISSED, given.missed),
            (Experience.ABANDONED, given.abandoned),
            (Experience.UNSERVED, given.unserved),
        ):
            shares[kind] = np.nan if share is None else float(share)
    return shares


METRICS = (
    Metric(
        name="satisfaction",
        label=lazy("Satisfaction"),
        unit="share",
        definition=lazy(
            "Estimated share of satisfied customers: the mean, over tickets and unserved needs, of the plan's"
            " assumption for the worst that happened: not served, gave up, a promise missed, all met."
        ),
        better="higher",
        splits=TICKETS,
        numerator=lazy("tickets and unserved needs times the share that is satisfied"),
        denominator=lazy("tickets and unserved needs for which the plan says such a share"),
        estimator=Ratio(_satisfied, _judged),
    ),
)
