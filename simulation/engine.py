"""The loop: work becomes ready, meets agents, ends; agents come and go.

The engine draws nothing. It reads a script of what may happen and a roster, decides which of it happens, and writes
times into a logbook that becomes the records. At one instant events go in the order of :class:`Event`, then by number
of contact, touch or agent; after each, work is matched with agents until nothing matches.
"""

from __future__ import annotations

from heapq import heappush

import numpy as np

from simulation.agenda import agenda
from simulation.clock import Action, Clock
from simulation.columns import floats, integers
from simulation.dispatch import INFINITY, NOT_WAITING, Dispatch
from simulation.events import TOUCH_READY, WORK_ENDS, WRAP_UP_ENDS, Event
from simulation.inputs import Inputs
from simulation.interruption import Interruption
from simulation.lines import MarkedLine
from simulation.lobby import Lobby
from simulation.logbook import NAN, Logbook
from simulation.people import IN_LINE, NOTHING, People
from simulation.records import ContactOutcome, TouchKind
from simulation.roster import Roster
from simulation.script import Script
from simulation.touches import Held


class Engine:
    """One run over a script and a roster; after :meth:`run` the logbook and the people tell what happened."""

    def __init__(self, inputs: Inputs, script: Script, roster: Roster) -> None:
        self.inputs, self.script, self.roster = inputs, script, roster
        self.log = log = Logbook(script, roster)
        self._ready, self._started, self._ended, self._agent = log.ready, log.started, log.ended, log.agent
        self._classes = classes = script.classes.classes
        self.dispatch = Dispatch(inputs, script.classes, log.ready, roster)
        self.people = People(inputs, roster, self.dispatch, log)
        self._working_on = self.people.working_on
        self.clock = Clock(inputs.horizon.begin)
        self.lobby = Lobby(inputs, script, log, self.dispatch, self.clock)
        self._interruption = Interruption(inputs, script, self.people, self.dispatch, log)
        self._interruptible = self._interruption.possible
        self._remaining = self._interruption.remaining
        self._factored = self._interruption.factors is not None
        self._chase_of_answer = self.lobby.chase_of_answer
        self._queue = self.clock.queue
        self._holder: dict[int, int] = {}
        work = script.work
        self._class = self.dispatch.class_of_touch
        self._delay = floats(work.delay) if work.delay.any() else None
        self._seconds = floats(work.seconds)
        self._following = integers(work.following)
        self._wrap_up = floats(work.wrap_up) if work.wrap_up.any() else None
        self._held = bytearray(work.held) if work.held.any() else None
        self._live = [entry.live for entry in classes]
        self._load = [entry.load for entry in classes]
        self._backups = self.dispatch.has_backups
        self._transfers = bool(np.any(work.transfer_contact >= 0))
        self._to_owner = _replies_to_owner(inputs, script)
        self._owner: dict[int, int] = {}
        self._take = self.dispatch.take
        # where nothing is held, set aside or takes longer with some team, a touch simply takes its time
        self._plain = not (
            self._held or self._factored or self._interruptible or not all(team.finishes_all for team in inputs.teams)
        )

    def run(self) -> Logbook:
        """Follow the agenda and all that comes of it to the end of the horizon; return what happened."""
        end = self.inputs.horizon.end
        self.lobby.open(self)
        self.clock.follow(agenda(self.inputs, self.script, self.roster), self._actions(), end)
        self.lobby.close(end)
        self.log.in_hand = [touch for touch in self._working_on if touch >= 0]
        return self.log

    def _actions(self) -> list[Action]:
        """What happens at each kind of event."""
        lobby = self.lobby
        actions: dict[Event, Action] = {
            Event.DUTY_ENDS: self.duty_ends,
            Event.WORK_ENDS: self.work_ends,
            Event.WRAP_UP_ENDS: self.wrap_up_ends,
            Event.DUTY_BEGINS: self.duty_begins,
            Event.NO_MORE_CHATS: self.no_more_chats,
            Event.TOUCH_RETURNS: self.touch_returns,
            Event.CONTACT_BEGINS: lobby.contact_begins,
            Event.CONTACT_RETURNS: lobby.contact_returns,
            Event.TOUCH_READY: self.touch_ready,
            Event.CALLBACK_OFFERED: lobby.callback_offered,
            Event.CLOSING: lobby.closing,
            Event.CALLS_AGAIN: lobby.calls_again,
            Event.CHASE: lobby.chase,
            Event.BACKUP: self.backup,
            Event.PATIENCE_ENDS: lobby.patience_ends,
        }
        return [actions[event] for event in Event]

    # work

    def touch_ready(self, now: float, touch: int) -> None:
        """A further touch of a ticket is ready: a message of a held conversation, a transfer, or work for the pool."""
        self._ready[touch] = now
        if self._holder and touch in self._holder:
            self._message(self._holder.pop(touch), touch, now)
        elif self._transfers and self.script.work.transfer_contact.item(touch) >= 0:
            self._transfer(touch, now)
        elif touch in self._owner:
            self._return_to_owner(self._owner.pop(touch), touch, now)
        else:
            self.offer(touch, now)

    def offer(self, touch: int, now: float) -> None:
        """Give a ready touch to a free agent, let it interrupt one, or let it wait."""
        work_class = self._class[touch]
        agent = self.dispatch.seek(work_class)
        if agent >= 0:
            self.begin(agent, touch, now)
        elif not (self._interruptible and self.interrupts(touch, now)):
            self.dispatch.queue(touch, work_class)
            if self._backups:
                self.call_backups_later(touch, now)

    def interrupts(self, touch: int, now: float) -> bool:
        """A live touch that found nobody free takes an agent from deferred work; False if none can be taken."""
        return self._interrupts_one_of(self._classes[self._class[touch]].teams, touch, now)

    def _interrupts_one_of(self, teams: tuple[int, ...], touch: int, now: float) -> bool:
        work = self._classes[self._class[touch]]
        while work.live:
            agent = self._interruption.candidate(teams, work)
            if agent < 0:
                return False
            self._interruption.set_aside(agent, now)
            first = self.dispatch.take_live_before(touch, self.people.team[agent], self.people.level[agent], now)
            if first < 0:
                self.dispatch.waits_until[touch] = NOT_WAITING
                self.begin(agent, touch, now)
                return True
            self.begin(agent, first, now)
        return False

    def call_backups_later(self, touch: int, now: float) -> None:
        """Let each group of backups see a waiting touch once it has waited its time since it became ready."""
        for step, (delay, _) in enumerate(self.dispatch.backup_steps[self._class[touch]]):
            moment = max(self._ready[touch] + delay, now)
            self.clock.at(moment, Event.BACKUP, step * len(self._ready) + touch)

    def backup(self, now: float, number: int) -> None:
        """A touch may have waited so long that further teams take it."""
        step, touch = divmod(number, len(self._ready))
        work_class = self._class[touch]
        delay, teams = self.dispatch.backup_steps[work_class][step]
        if self.dispatch.waits_until[touch] < now or now - self._ready[touch] < delay:
            return
        agent = self.dispatch.seek_backup(work_class, step)
        if agent >= 0:
            self.dispatch.waits_until[touch] = NOT_WAITING
            self.begin(agent, touch, now)
        elif not (self._interruptible and self._interrupts_one_of(teams, touch, now)):
            self.dispatch.queue_for_backup(touch, work_class, step)

    def _transfer(self, touch: int, now: float) -> None:
        """A live contact waits for another tier, with new patience; it becomes a ticket if nobody is there."""
        work = self.script.work
        contact = work.transfer_contact.item(touch)
        self.log.returned[contact - self.script.customers] = now
        teams = self._classes[self._class[touch]].teams
        if any(self.people.staying_in_team[team] for team in teams):
            self.lobby.contact_begins(now, contact)
            return
        self.log.gave_up[contact] = (now, ContactOutcome.CONVERTED)
        self._ready[touch] = NAN
        instead = work.ticket_instead.item(touch)
        self.log.contact_of[instead] = contact
        self._ready[instead] = now
        self.offer(instead, now)

    def _message(self, agent: int, touch: int, now: float) -> None:
        """A message of an agent's own conversation: taken up at once if his hands are free."""
        people = self.people
        if people.working_on[agent] < 0:
            if people.working_on[agent] == IN_LINE:
                people.line[agent].remove(agent)
            self.begin(agent, touch, now)
        elif self._interruption.can_interrupt(agent):
            self._interruption.set_aside(agent, now)
            self.begin(agent, touch, now)
        else:
            people.inbox[agent].append(touch)

    def _return_to_owner(self, agent: int, touch: int, now: float) -> None:
        """A deferred reply waits for the agent who wrote before, if he is on duty again within the horizon."""
        people = self.people
        if people.own is None or not people.comes_again(agent, now):
            self.offer(touch, now)
        elif people.working_on[agent] == IN_LINE and self.dispatch.takes_deferred(
            people.team[agent], people.level[agent]
        ):
            people.line[agent].remove(agent)
            self.begin(agent, touch, now)
        else:
            self.dispatch.waits_until[touch] = INFINITY
            heappush(people.own[agent], touch)

    def begin(self, agent: int, touch: int, now: float) -> None:
        """The agent, out of line or just freed, starts or goes on working on a touch."""
        self._working_on[agent] = touch
        self._agent[touch] = agent
        if self._plain:
            self._started[touch] = now
            end = now + self._seconds[touch]
        else:
            end = now + self._time_for(agent, touch, now)
            self.people.ends[agent] = end
        heappush(self._queue, (end, WORK_ENDS, touch))

    def _time_for(self, agent: int, touch: int, now: float) -> float:
        """How long the agent will work on a touch; a conversation that begins loads him from now on."""
        if self._remaining and touch in self._remaining:
            seconds = self._remaining.pop(touch)
            self.log.resumed[touch] = now
        else:
            seconds = self._seconds[touch]
            self._started[touch] = now
            if self._held is not None and self._held[touch] & Held.BEGINS:
                self.people.hold(agent, self._load[self._class[touch]])
        if self._factored:
            seconds = self._interruption.seconds(seconds, agent, touch)
        if self._interruptible and not self._live[self._class[touch]]:
            self._interruption.note_deferred(agent, touch)
        return seconds

    def work_ends(self, now: float, touch: int) -> None:
        """Work on a touch is done: the customer is free; wrap-up may keep the agent."""
        agent = self._agent[touch]
        if not self._plain and (self.people.ends[agent] != now or self._working_on[agent] != touch):
            return  # interrupted since
        self._ended[touch] = now
        following = self._following[touch]
        if following >= 0:
            self._continue(agent, touch, following, now)
        if self._chase_of_answer and touch in self._chase_of_answer:
            self._drop_chase(self._chase_of_answer.pop(touch))
        if self._wrap_up is not None and self._wrap_up[touch] > 0.0:
            self.people.ends[agent] = NAN
            heappush(self._queue, (now + self._wrap_up[touch], WRAP_UP_ENDS, touch))
        elif self._held is not None:
            self.wrap_up_ends(now, touch)
        else:
            self._free(agent, now)

    def wrap_up_ends(self, now: float, touch: int) -> None:
        """The agent's hands are free again; a conversation that is over no longer loads him."""
        agent = self._agent[touch]
        if self._held is not None and self._held[touch] & Held.ENDS:
            self.people.let_go(agent, self._load[self._class[touch]])
        self._free(agent, now)

    def _continue(self, agent: int, touch: int, following: int, now: float) -> None:
        """The ticket's next touch becomes ready after its delay; within a conversation it stays with the agent."""
        self.log.contact_of[following] = self.log.contact_of[touch]
        if self._held is not None and self._held[following] and not self._held[following] & Held.BEGINS:
            self._holder[following] = agent
        elif self._to_owner is not None and self._to_owner[following] and self._serves(agent, following):
            self._owner[following] = agent
        delay = 0.0 if self._delay is None else self._delay[following]
        heappush(self._queue, (now + delay, TOUCH_READY, following))

    def _serves(self, agent: int, touch: int) -> bool:
        return self.people.team[agent] in self.dispatch.takers[self._class[touch]]

    def _drop_chase(self, touch: int) -> None:
        # work that was begun is finished
        if self.dispatch.waits_until[touch] == INFINITY and touch not in self._remaining:
            self.dispatch.waits_until[touch] = NOT_WAITING
            self._ready[touch] = NAN

    # people

    def _free(self, agent: int, now: float) -> None:
        """An agent has free hands: his own messages first, then the pools, else he stands in line or goes."""
        people = self.people
        self._working_on[agent] = NOTHING
        touch = -1 if self._plain else self._claim(agent, now)
        if touch < 0:
            if people.leaving[agent]:
                if people.conversations[agent] == 0:
                    people.go(agent, now)
                return
            touch = self._take(people.menu[agent], now)
            if touch < 0 and self._backups:
                touch = self.dispatch.take_as_backup(people.team[agent], people.level[agent], now)
        if touch >= 0:
            self.begin(agent, touch, now)
        else:
            self._working_on[agent] = IN_LINE
            people.line[agent].append(agent)

    def _claim(self, agent: int, now: float) -> int:
        """What claims an agent before the pools: a message of his own; work that he set aside, after live work."""
        people = self.people
        if people.inbox[agent]:
            return people.inbox[agent].popleft()
        if not people.set_aside[agent]:
            return -1
        if people.leaving[agent]:
            return people.set_aside[agent].pop() if self._finishes_all_now(agent) else -1
        touch = self.dispatch.take_live(people.team[agent], people.level[agent], now)
        return touch if touch >= 0 else people.set_aside[agent].pop()

    def duty_begins(self, now: float, row: int) -> None:
        """An agent comes, or goes on after work that ran into his break."""
        people = self.people
        agent = self.roster.agent.item(row)
        people.come(agent, row, now)
        if people.working_on[agent] < 0:
            self._free(agent, now)

    def no_more_chats(self, _now: float, row: int) -> None:
        """The shift is so near its end that its agent takes no new conversation."""
        people = self.people
        agent = self.roster.agent.item(row)
        line = people.line[agent]
        people.take_no_chats(agent)
        other = people.line[agent]
        if people.working_on[agent] == IN_LINE:
            assert isinstance(line, MarkedLine)
            assert isinstance(other, MarkedLine)
            line.move(agent, other)

    def duty_ends(self, now: float, row: int) -> None:
        """An agent goes as soon as his hands are free; at the end of a shift deferred work is set aside."""
        people = self.people
        agent = self.roster.agent.item(row)
        people.leave(agent)
        if people.working_on[agent] == IN_LINE:
            people.line[agent].remove(agent)
            people.working_on[agent] = NOTHING
        if self.roster.goes_home.item(row) and not self.inputs.teams[people.team[agent]].finishes_all:
            if people.working_on[agent] >= 0 and self._interruption.on_deferred_work(agent):
                self._interruption.set_aside(agent, now)
            self._hand_back(agent, now)
        self._hand_over_own(agent, now)
        if people.working_on[agent] < 0:
            self._free(agent, now)

    def _finishes_all_now(self, agent: int) -> bool:
        """Whether an agent whose shift is over stays until all that he has begun is done."""
        people = self.people
        return self.inputs.teams[people.team[agent]].finishes_all and self.roster.goes_home.item(people.duty[agent])

    def _hand_back(self, agent: int, now: float) -> None:
        """Work that was set aside goes back to its old place in the queue, open to anyone."""
        returned, self.people.set_aside[agent] = self.people.set_aside[agent], []
        for touch in returned:
            self._agent[touch] = -1
            self._wait_for_all(touch, now)

    def _wait_for_all(self, touch: int, now: float) -> None:
        """Work that an agent leaves behind waits; idle agents see it when all who go at this moment have gone."""
        self.dispatch.queue(touch, self._class[touch])
        self.clock.at(now, Event.TOUCH_RETURNS, touch)

    def touch_returns(self, now: float, touch: int) -> None:
        """Work that an agent left behind is open to anyone."""
        if self.dispatch.waits_until[touch] < now:
            return  # who became free at this moment has taken it
        agent = self.dispatch.seek(self._class[touch])
        if agent >= 0:
            self.dispatch.waits_until[touch] = NOT_WAITING
            self.begin(agent, touch, now)
        elif self._backups:
            self.call_backups_later(touch, now)

    def _hand_over_own(self, agent: int, now: float) -> None:
        """Replies that wait for an agent who does not come again go to all."""
        people = self.people
        if people.own is not None and people.own[agent] and not people.comes_again(agent, now):
            left, people.own[agent][:] = sorted(people.own[agent]), []
            for touch in left:
                if self.dispatch.waits_until[touch] == INFINITY:
                    self._wait_for_all(touch, now)


def _replies_to_owner(inputs: Inputs, script: Script) -> bytearray | None:
    """Which touches are deferred replies that wait for who wrote before; None where no channel has such."""
    channels = np.array([channel.replies_to_owner and not channel.live for channel in inputs.channels], np.bool_)
    work = script.work
    if not channels.any():
        return None
    marked = channels[work.channel] & (work.channel >= 0) & (work.kind == TouchKind.REPLY) & ~work.live
    return bytearray(marked.astype(np.uint8).tobytes())
