"""Best first: the best cuts that keep to every limit, also to those that no two cuts express.

A way to solve the limits on two cuts is given. Where its best answer breaks another limit (levels
that lie scattered or overlap, or a plurality), the question is split in two that both exclude
that answer, and the more promising one is looked at first. So the first answer that breaks
nothing is the best one there is; where limits are on two cuts only, it is the first at once.
"""

from collections.abc import Callable, Iterator
from heapq import heappop, heappush

from attrs import evolve, frozen

from .cuts import Limit, Span, counts_of, runs, span_of

#: Cuts and what they cost.
Answer = tuple[int, tuple[int, ...]]
#: What gives the best answer to the limits on two cuts, or None.
Solver = Callable[[Span, tuple[Limit, ...]], Answer | None]


@frozen
class Lead:
    """Terbanyak: some levels hold more people than any other level."""

    #: The levels.
    levels: frozenset[int]
    #: They hold so many people or more.
    low: int
    #: Any other level holds fewer than this.
    high: int

    def limits(self, depth: int, size: int) -> Iterator[Limit]:
        """Yield what it says of head counts."""
        yield Limit(self.levels, self.low, size)
        for level in set(range(depth)) - self.levels:
            yield Limit(frozenset({level}), 0, self.high - 1)


@frozen
class Question:
    """Pertanyaan: what the cuts of a pool must keep to."""

    #: How many levels there are.
    depth: int
    #: How many people there are.
    size: int
    #: Limits on head counts.
    limits: tuple[Limit, ...]
    #: Levels that must hold the most people.
    leads: tuple[Lead, ...] = ()

    def every_limit(self) -> tuple[Limit, ...]:
        """Return all limits on head counts, those of the leads included."""
        found = list(self.limits)
        for lead in self.leads:
            found += lead.limits(self.depth, self.size)
        return tuple(found)


def best(question: Question, solve: Solver) -> Answer | None:
    """Return the cheapest cuts that keep to everything; of equal ones the first in rank order.

    The first in rank order: where two answers differ first, going down from the best rank, the
    one with the better level.
    """
    waiting: list[tuple[int, tuple[int, ...], int, Question, Span]] = []
    asked = 0
    for each in _answered([question], solve):
        heappush(waiting, (*each[0], asked, *each[1:]))
        asked += 1
    while waiting:
        cost, key, _, found, span = heappop(waiting)
        cuts = tuple(-cut for cut in key)
        parts = _split(found, span, cuts)
        if parts is None:
            return cost, cuts
        for each in _answered(parts, solve):
            heappush(waiting, (*each[0], asked, *each[1:]))
            asked += 1
    return None


def _answered(
    questions: list[Question], solve: Solver
) -> Iterator[tuple[tuple[int, tuple[int, ...]], Question, Span]]:
    """Yield the questions that have an answer, each with what ranks it."""
    for question in questions:
        limits = question.every_limit()
        span = span_of(limits, question.depth, question.size)
        answer = None if span is None else solve(span, limits)
        if span is not None and answer is not None:
            cost, cuts = answer
            yield (cost, tuple(-cut for cut in cuts)), question, span


def _split(question: Question, span: Span, cuts: tuple[int, ...]) -> list[Question] | None:
    """Return questions that exclude these cuts and keep every lawful one; None if they hold."""
    counts = counts_of(cuts)
    for limit in question.every_limit():
        if not limit.holds(counts):
            return _split_cut(question, span, limit)
    for at, lead in enumerate(question.leads):
        own = sum(counts[level] for level in lead.levels)
        rival = max((n for level, n in enumerate(counts) if level not in lead.levels), default=-1)
        if own <= rival:
            return _split_lead(question, at, (own + rival) // 2)
    return None


def _split_lead(question: Question, at: int, middle: int) -> list[Question]:
    """Split by how many people the leading levels hold: up to `middle`, or more."""
    before, lead, after = question.leads[:at], question.leads[at], question.leads[at + 1 :]
    halves = [evolve(lead, high=middle), evolve(lead, low=middle + 1)]
    return [evolve(question, leads=(*before, half, *after)) for half in halves]


def _split_cut(question: Question, span: Span, limit: Limit) -> list[Question]:
    """Split where the widest cut of a limit lies: in the upper half of its range, or the lower."""
    ends = sorted({end for run in runs(limit.levels) for end in run})
    cut = max(ends, key=lambda end: span[0][end] + span[end][0])
    first, last = -span[cut][0], span[0][cut]
    if first == last:
        return []
    middle = (first + last) // 2
    above = frozenset(range(cut))
    halves = [Limit(above, first, middle), Limit(above, middle + 1, last)]
    return [evolve(question, limits=(*question.limits, half)) for half in halves]
