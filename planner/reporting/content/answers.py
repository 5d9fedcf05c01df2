"""The answer in a few sentences: promises, tickets, people, money."""

from __future__ import annotations

from collections import Counter

from planner.reporting.content.findings import Findings
from planner.reporting.content.promises import promises, reached_text
from planner.reporting.quantities import quantity_text, weeks_text
from planner.reporting.report import Promise, Quantity, Verdict
from planner.texts import _

_MOST_NAMED = 4


def answers(findings: Findings) -> tuple[str, ...]:
    """Sentences that answer the plan's question, the most important first."""
    sentences = (
        *_promise_sentences(promises(findings)),
        _ticket_sentence(findings),
        _unserved_sentence(findings),
        _cost_sentence(findings),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _promise_sentences(kept: tuple[Promise, ...]) -> list[str]:
    if not kept:
        return [_("The plan promises nothing: no support level has a target.")]
    counts = Counter(promise.verdict for promise in kept)
    if counts[Verdict.MET] == len(kept):
        return [_("All {count} promises are met.").format(count=len(kept))]
    parts = [
        text.format(count=counts[verdict])
        for verdict, text in (
            (Verdict.MET, _("{count} met")),
            (Verdict.NOT_CERTAIN, _("{count} not certain")),
            (Verdict.MISSED, _("{count} missed")),
            (Verdict.NO_VALUE, _("{count} without a ticket")),
        )
        if counts[verdict]
    ]
    sentences = [_("Of {count} promises: {parts}.").format(count=len(kept), parts=", ".join(parts))]
    sentences += _named(kept, Verdict.MISSED, _("Missed: {promise}."))
    sentences += _named(kept, Verdict.NOT_CERTAIN, _("Not certain: {promise}."))
    return sentences


def _named(kept: tuple[Promise, ...], verdict: Verdict, sentence: str) -> list[str]:
    """The promises with this verdict, the farthest from its goal first; a long list is cut and says so."""
    chosen = [promise for promise in kept if promise.verdict is verdict]
    chosen.sort(key=lambda promise: (promise.reached.value or 0.0) - promise.share)
    named = [sentence.format(promise=reached_text(promise)) for promise in chosen[:_MOST_NAMED]]
    rest = len(chosen) - len(named)
    return [*named, _("... and {count} more, listed below.").format(count=rest)] if rest > 0 else named


def _ticket_sentence(findings: Findings) -> str:
    offered = findings.get("tickets_offered")
    if not offered.value:
        return _("No tickets arise.") if offered.value is not None else ""
    return _("{offered} tickets in {weeks}: {resolved} solved, {abandoned} given up, {open} still open.").format(
        offered=quantity_text(offered),
        weeks=weeks_text(findings.scenario.weeks),
        resolved=_share_of(findings.get("tickets_resolved"), offered),
        abandoned=_share_of(findings.get("tickets_abandoned"), offered),
        open=_share_of(findings.get("tickets_open"), offered),
    )


def _unserved_sentence(findings: Findings) -> str:
    unserved, potential = findings.get("contacts_unserved"), findings.get("contacts_potential")
    if not unserved.value or not potential.value:
        return ""
    return _("{share} of all needs are not served at all: the customer finds no open way to ask.").format(
        share=_share_of(unserved, potential)
    )


def _cost_sentence(findings: Findings) -> str:
    total, each = findings.get("cost_total"), findings.get("cost_per_ticket")
    currency = findings.scenario.currency
    if not total.value:
        return ""
    text = _("Support costs {total} in {weeks} ({month} a month)").format(
        total=quantity_text(total, interval=True, currency=currency),
        weeks=weeks_text(findings.scenario.weeks),
        month=quantity_text(findings.get("cost_total_per_month"), currency=currency),
    )
    if each.value is None:
        return f"{text}."
    return _("{text}, {each} per ticket.").format(text=text, each=quantity_text(each, interval=True, currency=currency))


def _share_of(part: Quantity, whole: Quantity) -> str:
    if part.value is None or not whole.value:
        return quantity_text(Quantity(None))
    share = part.value / whole.value
    # a few of many must not read as none
    return _("under 0.1 %") if 0 < share < 0.001 else quantity_text(Quantity(share, unit="share"), decimals=1)
