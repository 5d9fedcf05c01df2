"""What to be careful about when reading the results of a study, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from planner.reporting.content.findings import Findings
from planner.reporting.quantities import quantity_text
from planner.reporting.report import Quantity, Remark
from planner.study import Study
from planner.texts import _

_CROWDED = 0.95  # occupancy from which a team cannot catch up
_MANY_OPEN = 0.02  # share of tickets open at the end from which percentiles and means suffer
_FEW = 10  # replications below which intervals are wide and rough


def cautions(findings: Findings, study: Study) -> tuple[Remark, ...]:
    """All cautions about one study."""
    return tuple(remark for caution in CAUTIONS for remark in caution(findings, study))


def _stopped(_findings: Findings, study: Study) -> Iterator[Remark]:
    if study.stopped:
        yield Remark(
            _("The run was stopped: the results rest on {count} replications.").format(count=study.replications),
            _("Run it again for surer results."),
        )


def _few_replications(_findings: Findings, study: Study) -> Iterator[Remark]:
    if study.replications == 1:
        yield Remark(
            _("A single replication says nothing about chance: there are no intervals and no verdict is certain."),
            _("Use --replications 20."),
        )
    elif study.replications < _FEW:
        yield Remark(
            _("{count} replications are few: the intervals are rough.").format(count=study.replications),
            _("Use --replications 20 or more."),
        )


def _precision_missed(_findings: Findings, study: Study) -> Iterator[Remark]:
    if study.precision_reached is False:
        yield Remark(
            _("The wanted precision was not reached with {count} replications.").format(count=study.replications),
            _("Ask for a wider one."),
        )


def _crowded_teams(findings: Findings, _study: Study) -> Iterator[Remark]:
    for team in findings.scenario.teams:
        occupancy = findings.get("occupancy", {"team": team})
        if occupancy.value is not None and occupancy.value > _CROWDED:
            yield Remark(
                _(
                    "{team} is busy {occupancy} of its time and cannot catch up: waits depend on how long is simulated."
                ).format(team=team, occupancy=quantity_text(occupancy)),
                _("Add people or hours there, or send it less work."),
            )


def _open_tickets(findings: Findings, study: Study) -> Iterator[Remark]:
    open_tickets, offered = findings.get("tickets_open").value, findings.get("tickets_offered").value
    if open_tickets and offered and open_tickets / offered > _MANY_OPEN:
        yield Remark(
            _("{share} of the tickets are still open when the simulated time ends: mean times leave them out.").format(
                share=quantity_text(Quantity(open_tickets / offered, unit="share"))
            ),
            _("Look at the percentiles, or lengthen run.cool_down (now {cool_down}).").format(
                cool_down=study.scenario.run.cool_down
            ),
        )


Caution = Callable[[Findings, Study], Iterable[Remark]]

CAUTIONS: tuple[Caution, ...] = (_stopped, _few_replications, _precision_missed, _crowded_teams, _open_tickets)
