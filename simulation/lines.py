"""Lines of idle agents: whoever has been idle longest comes first."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator


class MarkedLine(OrderedDict[int, int]):
    """A line that agents also leave from the middle, at no more cost than from its head.

    It maps agents to stamps that grow with time, so that lines can be compared and put together.
    """

    def __init__(self, stamps: Iterator[int]) -> None:
        super().__init__()
        self._stamps = stamps

    def append(self, agent: int) -> None:
        """The agent became idle now."""
        self[agent] = next(self._stamps)

    def popleft(self) -> int:
        """Take the agent who is first out of line."""
        return self.popitem(last=False)[0]

    def remove(self, agent: int) -> None:
        """Take an agent out of line."""
        del self[agent]

    def head(self) -> int:
        """The stamp of the agent who is first."""
        return next(iter(self.values()))

    def move(self, agent: int, line: MarkedLine) -> None:
        """Let an agent go over to another line, to the place that his idle time gives him."""
        line[agent] = self.pop(agent)
        for other in sorted(line, key=line.__getitem__):
            line.move_to_end(other)


# Where nobody leaves from the middle but at the end of a shift, a plain deque is faster.
Line = deque[int] | MarkedLine


class LongestIdle:
    """Two lines of equally loaded agents as one: the agent who has been idle longer comes first."""

    def __init__(self, one: MarkedLine, other: MarkedLine) -> None:
        self._one, self._other = one, other

    def __bool__(self) -> bool:
        return bool(self._one or self._other)

    def popleft(self) -> int:
        """Take the agent out of line."""
        one, other = self._one, self._other
        first = one if one and not (other and other.head() < one.head()) else other
        return first.popleft()
