"""All facts of one replication, each table made when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from planner.facts.agent_time import ConversationFacts, PaidFacts, WorkFacts
from planner.facts.backlog import OpenTicketFacts
from planner.facts.demand import ContactFacts, ContactTable, NeedFacts, TicketFacts, contact_table
from planner.facts.experience import ExperienceFacts
from planner.facts.frame import Frame
from planner.facts.outreach import OutreachFacts
from planner.facts.payers import PayerFacts
from planner.facts.progress import ProgressFacts, ReplyFacts, SolutionFacts, VisitFacts
from simulation.records import Records


class Facts:
    """What the records of one replication say, within the weeks that count."""

    def __init__(self, frame: Frame, records: Records) -> None:
        self.frame = frame
        self.records = records

    @cached_property
    def needs(self) -> NeedFacts:
        """Needs that arose."""
        return NeedFacts(self.frame, self.records.needs)

    @cached_property
    def tickets(self) -> TicketFacts:
        """Tickets that arrived."""
        return TicketFacts(self.frame, self.records.tickets)

    @cached_property
    def contacts(self) -> ContactFacts:
        """Contacts that started."""
        return ContactFacts(self.frame, self.records.contacts, self.records.tickets)

    @cached_property
    def outreach(self) -> OutreachFacts:
        """Outreach that was due."""
        return OutreachFacts(self.frame, self.records.tickets)

    @cached_property
    def transfers(self) -> ContactTable:
        """Live transfers to another tier that started."""
        return contact_table(self.frame, self.records.contacts, self.records.tickets, transfer=True)

    @cached_property
    def progress(self) -> ProgressFacts:
        """Whose time passed until tickets were resolved."""
        return ProgressFacts(self.frame, self.records, self.tickets)

    @cached_property
    def visits(self) -> VisitFacts:
        """Tickets at the tiers that worked on them."""
        return VisitFacts(self.frame, self.records, self.tickets, self.progress.chain)

    @cached_property
    def replies(self) -> ReplyFacts:
        """Later rounds with the customer."""
        return ReplyFacts(self.frame, self.records, self.tickets)

    @cached_property
    def solutions(self) -> SolutionFacts:
        """What it took to resolve tickets."""
        return SolutionFacts(self.records, self.tickets, self.progress.chain)

    @cached_property
    def open_tickets(self) -> OpenTicketFacts:
        """Tickets that were open."""
        return OpenTicketFacts(self.frame, self.records)

    @cached_property
    def work(self) -> WorkFacts:
        """Work that was done."""
        return WorkFacts(self.frame, self.records)

    @cached_property
    def paid(self) -> PaidFacts:
        """Time that was paid."""
        return PaidFacts(self.frame, self.records.duties, self.records.agents)

    @cached_property
    def experience(self) -> ExperienceFacts:
        """What customers experienced."""
        return ExperienceFacts(self.needs, self.tickets, self.contacts, self.progress)

    @cached_property
    def payers(self) -> PayerFacts:
        """For whom paid time was."""
        return PayerFacts(self.frame, self.paid, self.work)

    @cached_property
    def conversations(self) -> ConversationFacts:
        """Conversations that were held."""
        return ConversationFacts(self.frame, self.records)
