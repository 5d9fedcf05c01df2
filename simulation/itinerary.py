"""The work that each ticket may need, drawn in advance: chains of touches over tiers, replies and reopenings.

*Needs do not depend on staffing, attempts do*: a ticket's handle times, escalations and reply rounds are the same on
whatever day it is served. A chain is laid for every channel that the ticket can reach; the engine follows one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from simulation.attempts import Attempts, AttemptsBuilder
from simulation.choices import counts, groups, pick_or_none
from simulation.columns import INDEX, IntArray
from simulation.demand import Customers
from simulation.distributions import on_grid
from simulation.inputs import Inputs, TopicInputs, WorkInputs
from simulation.records import TouchKind
from simulation.touches import Held, TouchesBuilder, Walkers, Work, stacked

FloatArray = NDArray[np.float64]

_MOST_REOPENINGS = 20


@dataclass(frozen=True, slots=True)
class Itineraries:
    """All that may happen to the tickets of one replication. ``first_touch`` has one entry per attempt."""

    attempts: Attempts
    first_touch: IntArray
    work: Work


def lay_itineraries(inputs: Inputs, customers: Customers) -> Itineraries:
    """Draw every contact and touch that the customers of one replication may need."""
    attempts = AttemptsBuilder(inputs, customers)
    attempts.draw()
    first = attempts.build()
    chain_of_attempt, chain_ticket, chain_channel = _chains(first, len(inputs.channels))
    walk = _Walk(inputs, customers, attempts)
    walk.start(chain_ticket, chain_channel)
    work, first_of_chain = walk.finish()
    everything = attempts.build()
    first_touch = np.full(len(everything.ticket), -1, INDEX)
    first_touch[: len(chain_of_attempt)] = first_of_chain[chain_of_attempt]
    transfers = np.flatnonzero(work.transfer_contact >= 0)
    first_touch[work.transfer_contact[transfers]] = transfers
    return Itineraries(everything, first_touch, work)


def _chains(attempts: Attempts, channels: int) -> tuple[IntArray, IntArray, IntArray]:
    """A chain for each (ticket, channel) that occurs: chain of each attempt, ticket and channel of each chain.

    The chain of a ticket's first channel has the ticket's number.
    """
    tickets = int(np.count_nonzero(attempts.attempt == 0)) if len(attempts.ticket) else 0
    first_channel = attempts.channel[:tickets]
    chain = attempts.ticket.copy()
    other = np.flatnonzero(attempts.channel != first_channel[attempts.ticket])
    wide = attempts.ticket[other].astype(np.int64)  # tickets times channels may pass 32 bits
    codes, place = np.unique(wide * channels + attempts.channel[other], return_inverse=True)
    chain[other] = tickets + place
    ticket = np.concatenate((np.arange(tickets), codes // channels)).astype(INDEX)
    return chain, ticket, np.concatenate((first_channel, codes % channels)).astype(INDEX)


class _Walk:
    """Leads chains through triage, tiers, replies and reopenings, all chains at once."""

    def __init__(self, inputs: Inputs, customers: Customers, attempts: AttemptsBuilder) -> None:
        self._inputs = inputs
        self._customers = customers
        self._attempts = attempts
        self._touches = TouchesBuilder(inputs.channels, customers.draws)
        self._chains = 0
        self._starting: list[Walkers] = []
        self._live = np.array([channel.live for channel in inputs.channels], np.bool_)
        self._held = np.array([channel.held for channel in inputs.channels], np.bool_)
        self._transfers = np.array([channel.escalation_transfers for channel in inputs.channels], np.bool_)
        self._factor = np.array([channel.handle_time_factor for channel in inputs.channels])
        self._hand_over = on_grid(np.array([channel.hand_over for channel in inputs.channels]))
        self._escalation_channel = np.array(
            [segment.escalation_channels for segment in inputs.segments], INDEX
        ).reshape(len(inputs.segments), len(inputs.channels))
        self._entry = np.array([topic.tier for topic in inputs.topics], INDEX)

    def start(self, ticket: IntArray, channel: IntArray) -> None:
        """Lay all chains: each ticket on each channel that it may come by."""
        walkers = self._walkers(ticket, channel, self._entry[self._customers.topic[ticket]], self._live[channel])
        walkers = self._triage(walkers)
        while len(walkers.chain):
            self._through_tiers(walkers)
            walkers = stacked(self._starting)
            self._starting = []

    def finish(self) -> tuple[Work, IntArray]:
        """All touches, and the first touch of each chain."""
        return self._touches.build(self._chains)

    def _walkers(self, ticket: IntArray, channel: IntArray, tier: IntArray, live: NDArray[np.bool_]) -> Walkers:
        size = len(ticket)
        chain = self._chains + np.arange(size, dtype=INDEX)
        self._chains += size
        none = np.full(size, -1, INDEX)
        kind = np.full(size, TouchKind.FIRST, INDEX)
        return Walkers(chain, ticket, channel, tier, live, kind, np.zeros(size, INDEX), none, none.copy())

    def _triage(self, walkers: Walkers) -> Walkers:
        """A share is first looked at by the wrong tier, which passes it on."""
        topics = self._customers.topic[walkers.ticket]
        for number, rows in groups(topics):
            topic = self._inputs.topics[number]
            if not topic.misrouted:
                continue
            drawn = self._customers.draws.uniform("misrouted", rows=walkers.ticket[rows])
            choice = pick_or_none(np.array([share for _, share in topic.misrouted]), drawn)
            wrong, choice = rows[choice >= 0], choice[choice >= 0]
            astray = walkers.chosen(wrong)
            astray.tier = np.array([tier for tier, _ in topic.misrouted], INDEX)[choice]
            astray.kind[:] = TouchKind.TRIAGE
            seconds = topic.misroute_handle_time.quantile(
                self._customers.draws.uniform("misrouted work", rows=astray.ticket)
            )
            self._single(astray, seconds)
            self._pass_on(astray, walkers.tier[wrong], TouchKind.FIRST)
            for field in fields(walkers):
                getattr(walkers, field.name)[wrong] = getattr(astray, field.name)
        return walkers

    def _through_tiers(self, walkers: Walkers) -> None:
        for _ in range(len(self._inputs.tiers)):
            if not len(walkers.chain):
                return
            seconds, onward = self._work_at_tier(walkers)
            solving = np.flatnonzero(onward < 0)
            self._solve(walkers.chosen(solving), seconds[solving])
            passing = np.flatnonzero(onward >= 0)
            walkers = walkers.chosen(passing)
            self._single(walkers, seconds[passing] + self._hand_over[walkers.channel])
            self._pass_on(walkers, onward[passing], TouchKind.ESCALATED)
        self._solve(walkers, self._work_at_tier(walkers)[0])

    def _work_at_tier(self, walkers: Walkers) -> tuple[FloatArray, IntArray]:
        """Handle time of each walker's ticket at its tier, and the tier that it escalates to (-1: solved here)."""
        tiers = len(self._inputs.tiers)
        seconds = np.empty(len(walkers.chain))
        onward = np.full(len(walkers.chain), -1, INDEX)
        for code, rows in groups(self._customers.topic[walkers.ticket] * tiers + walkers.tier):
            work = self._work(self._inputs.topics[code // tiers], code % tiers)
            name = self._inputs.tiers[code % tiers]
            tickets = walkers.ticket[rows]
            seconds[rows] = work.handle_time.quantile(
                self._customers.draws.uniform(f"handle time {name}", rows=tickets)
            )
            if work.escalates:
                drawn = self._customers.draws.uniform(f"escalates {name}", rows=tickets)
                choice = pick_or_none(np.array([share for _, share in work.escalates]), drawn)
                targets = np.array([tier for tier, _ in work.escalates], INDEX)
                onward[rows] = np.where(choice >= 0, targets[choice], -1)
        factors = self._factor[walkers.channel]
        return (seconds if np.all(factors == 1.0) else on_grid(seconds * factors)), onward

    @staticmethod
    def _work(topic: TopicInputs, tier: int) -> WorkInputs:
        work = topic.work[tier]
        if work is None:
            raise ValueError(f"topic {topic.name} has no work at tier number {tier}")
        return work

    def _single(self, walkers: Walkers, seconds: FloatArray) -> None:
        """One touch that ends the stay at a tier; a conversation begins and ends with it."""
        held = np.where(walkers.live & self._held[walkers.channel], Held.BEGINS | Held.ENDS, Held.NO)
        self._touches.append(walkers, walkers.kind, held, seconds, np.zeros(len(seconds)))
        walkers.step += 1

    def _pass_on(self, walkers: Walkers, tier: IntArray, kind: TouchKind) -> None:
        """To another tier: a live contact becomes a ticket, or waits on live as a transfer with a way out."""
        staying_live = walkers.live & self._transfers[walkers.channel]
        turned = np.flatnonzero(walkers.live & ~staying_live)
        walkers.transfer_contact = np.full(len(tier), -1, INDEX)
        walkers.instead_chain = np.full(len(tier), -1, INDEX)
        walkers.channel[turned] = self._later_channel(walkers.chosen(turned))
        walkers.live[turned] = False
        walkers.tier[:] = tier
        walkers.kind[:] = kind
        live = np.flatnonzero(staying_live)
        if not len(live):
            return
        moving = walkers.chosen(live)
        instead = self._walkers(moving.ticket, self._later_channel(moving), moving.tier, np.zeros(len(live), np.bool_))
        instead.kind[:] = kind
        self._starting.append(instead)
        walkers.instead_chain[live] = instead.chain
        patience = self._transfer_patience(moving)
        walkers.transfer_contact[live] = self._attempts.add_transfers(moving.ticket, moving.channel, patience)

    def _transfer_patience(self, walkers: Walkers) -> FloatArray:
        patience = np.full(len(walkers.chain), np.inf)
        tiers = len(self._inputs.tiers)
        for code, rows in groups(walkers.channel * tiers + walkers.tier):
            distribution, name = self._inputs.channels[code // tiers].patience, self._inputs.tiers[code % tiers]
            if distribution is not None:
                drawn = self._customers.draws.uniform(f"transfer patience {name}", rows=walkers.ticket[rows])
                patience[rows] = distribution.quantile(drawn)
        return patience

    def _later_channel(self, walkers: Walkers) -> IntArray:
        """The deferred channel on which a live contact goes on; its own, but deferred, where the level has none."""
        channel = self._escalation_channel[self._customers.segment[walkers.ticket], walkers.channel]
        return np.where(channel >= 0, channel, walkers.channel)

    def _solve(self, walkers: Walkers, seconds: FloatArray) -> None:
        """The tier solves: its handle time over the first touch and the reply rounds, then perhaps reopenings."""
        rounds = self._reply_rounds(walkers)
        laid = rounds + 1
        leaving = self._leaving(walkers) & (rounds > 0)
        stay = np.flatnonzero(~leaving)
        self._rounds(walkers.chosen(stay), rounds[stay], seconds[stay])
        if leaving.any():
            left = np.flatnonzero(leaving)
            laid[left] = self._leave(walkers.chosen(left), rounds[left], seconds[left])
        walkers.step += laid
        self._reopen(walkers)

    def _reply_rounds(self, walkers: Walkers) -> IntArray:
        """How often each walker's customer answers on its channel."""
        rounds = np.zeros(len(walkers.chain), INDEX)
        for number, rows in groups(walkers.channel):
            channel = self._inputs.channels[number]
            if channel.replies > 0.0:
                drawn = self._customers.draws.uniform(f"replies {channel.name}", rows=walkers.ticket[rows])
                rounds[rows] = counts(channel.replies_shape, channel.replies, drawn)
        return rounds

    def _rounds(self, walkers: Walkers, rounds: IntArray, seconds: FloatArray, first_delay: bool = False) -> None:
        """``rounds + 1`` touches of equal length; the customer's delay comes before each but the first.

        With ``first_delay`` it comes before the first as well, which then is a reply itself.
        """
        share = on_grid(seconds / (rounds + 1))
        held = walkers.live & self._held[walkers.channel]
        if not rounds.any() and not first_delay:
            both = np.where(held, Held.BEGINS | Held.ENDS, Held.NO)
            self._touches.append(walkers, walkers.kind, both, share, np.zeros(len(share)))
            return
        owner = np.repeat(np.arange(len(rounds), dtype=INDEX), rounds + 1)
        number = np.arange(len(owner), dtype=INDEX) - np.repeat(np.cumsum(rounds + 1) - (rounds + 1), rounds + 1)
        each = walkers.chosen(owner)
        each.step += number
        each.transfer_contact = np.where(number == 0, each.transfer_contact, -1)
        each.instead_chain = np.where(number == 0, each.instead_chain, -1)
        place = np.where(number == 0, Held.BEGINS, Held.WITHIN) | np.where(number == rounds[owner], Held.ENDS, Held.NO)
        replies = (number > 0) | first_delay
        kind = np.where(replies, TouchKind.REPLY, each.kind)
        delay = np.zeros(len(owner))
        later = np.flatnonzero(replies)
        for channel, rows in groups(each.channel[later]):
            members = later[rows]
            drawn = self._customers.draws.uniform("customer replies", each.step[members], each.ticket[members])
            delay[members] = self._inputs.channels[channel].customer_replies_after.quantile(drawn)
        self._touches.append(each, kind, np.where(held[owner], place, Held.NO), share[owner], delay)

    def _leaving(self, walkers: Walkers) -> NDArray[np.bool_]:
        """Who leaves a conversation after the first answer and goes on by another channel."""
        leaving = np.zeros(len(walkers.chain), np.bool_)
        for number, rows in groups(walkers.channel):
            left_for = self._inputs.channels[number].left_for
            if left_for is None or left_for.share <= 0.0:
                continue
            drawn = self._customers.draws.uniform("leaves for", rows=walkers.ticket[rows])
            offered = [segment.offers[left_for.switch_to] is not None for segment in self._inputs.segments]
            can = np.array(offered)[self._customers.segment[walkers.ticket[rows]]]
            leaving[rows] = (drawn < left_for.share) & can
        return np.asarray(leaving & walkers.live & (walkers.kind == TouchKind.FIRST))

    def _leave(self, walkers: Walkers, rounds: IntArray, seconds: FloatArray) -> IntArray:
        """The first answer in the conversation, the rest of the work in deferred rounds of the other channel.

        Returns how many touches that makes for each walker.
        """
        first = on_grid(seconds / (rounds + 1))
        self._single(walkers, first)
        after = walkers.chosen(np.arange(len(rounds)))
        after.live = np.zeros(len(rounds), np.bool_)
        after.transfer_contact = np.full(len(rounds), -1, INDEX)
        after.instead_chain = np.full(len(rounds), -1, INDEX)
        after.channel = self._left_for(walkers.channel)
        later = self._reply_rounds(after)
        self._rounds(after, later, seconds - first, first_delay=True)
        return later + 2

    def _left_for(self, channel: IntArray) -> IntArray:
        turns = [-1 if other.left_for is None else other.left_for.switch_to for other in self._inputs.channels]
        return np.array(turns, INDEX)[channel]

    def _reopen(self, walkers: Walkers) -> None:
        """Solved tickets that come back as deferred work at the tier that solved them."""
        walkers.channel = np.where(walkers.live, self._later_channel(walkers), walkers.channel)
        walkers.live = np.zeros(len(walkers.chain), np.bool_)
        walkers.kind = np.full(len(walkers.chain), TouchKind.REOPENED, INDEX)
        walkers.transfer_contact = np.full(len(walkers.chain), -1, INDEX)
        walkers.instead_chain = walkers.transfer_contact
        draws = self._customers.draws
        for number in range(_MOST_REOPENINGS):
            again: list[IntArray] = []
            for code, rows in groups(self._customers.topic[walkers.ticket]):
                reopens = self._inputs.topics[code].reopens
                if reopens is None or reopens.share <= 0.0:
                    continue
                members = rows[draws.uniform("reopens", number, walkers.ticket[rows]) < reopens.share]
                some = walkers.chosen(members)
                delay = reopens.after.quantile(draws.uniform("reopens after", number, some.ticket))
                held = np.zeros(len(members), INDEX)
                self._touches.append(some, some.kind, held, self._fresh_work(some, number, reopens.work), delay)
                again.append(members)
            if not again:
                return
            walkers = walkers.chosen(np.sort(np.concatenate(again)))
            walkers.step += 1

    def _fresh_work(self, walkers: Walkers, number: int, factor: float) -> FloatArray:
        tiers = len(self._inputs.tiers)
        seconds = np.empty(len(walkers.chain))
        for code, rows in groups(self._customers.topic[walkers.ticket] * tiers + walkers.tier):
            work = self._work(self._inputs.topics[code // tiers], code % tiers)
            drawn = self._customers.draws.uniform("reopened work", number, walkers.ticket[rows])
            seconds[rows] = work.handle_time.quantile(drawn)
        return on_grid(seconds * (factor * self._factor[walkers.channel]))
