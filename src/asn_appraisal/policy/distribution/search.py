"""Best first: the best cuts that keep to every limit, also to those that no two cuts express.

A way to solve limits on two cuts is given. Other limits (levels that lie scattered, rows that
overlap, levels that must hold the most people) are made of parts that are limits on two cuts.
Where the best answer breaks one, the question is split in two by how many people one of its parts
holds, and the more promising half is looked at first. So the first answer that breaks nothing is
the best one there is. Where rows do not overlap it is the first answer at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush

from attrs import evolve, frozen

from .cuts import Limit, Span, counts_of, reach_of, runs, span_of

#: What cuts cost, and the cuts.
Answer = tuple[int, tuple[int, ...]]
#: What gives the best answer to the limits on two cuts, or None.
Solver = Callable[[Span, tuple[Limit, ...]], Answer | None]
#: Levels side by side, from their first cut to their last.
Part = tuple[int, int]


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

    def own(self, counts: Sequence[int]) -> int:
        """Return how many people its levels hold."""
        return sum(counts[level] for level in self.levels)

    def rival(self, counts: Sequence[int]) -> int:
        """Return how many people the fullest other level holds."""
        others = (count for level, count in enumerate(counts) if level not in self.levels)
        return max(others, default=-1)


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


@frozen
class Loose:
    """Lepas: a limit that the cuts of its own levels do not settle, and its parts."""

    #: The limit.
    limit: Limit
    #: Levels side by side that no limit tells apart; together they are the levels of the limit.
    parts: tuple[Part, ...]

    def of_parts(self, span: Span) -> Iterator[Limit]:
        """Yield what is left to each part when the others hold the most, or the fewest."""
        most = sum(span[a][b] for a, b in self.parts)
        fewest = sum(-span[b][a] for a, b in self.parts)
        for a, b in self.parts:
            low = max(-span[b][a], self.limit.low - (most - span[a][b]))
            high = min(span[a][b], self.limit.high - (fewest + span[b][a]))
            yield Limit(frozenset(range(a, b)), low, high)


@frozen
class Bound:
    """Terikat: a question with all that follows from its limits."""

    #: The question.
    question: Question
    #: The limits that overlap others or lie scattered.
    loose: tuple[Loose, ...]
    #: All limits, with those on parts spelled out so that a solver keeps to them.
    limits: tuple[Limit, ...]
    #: What follows for every two cuts.
    span: Span

    @classmethod
    def of(cls, question: Question) -> "Bound | None":
        """Follow the limits of a question; None where they contradict each other."""
        limits = question.every_limit()
        loose = tuple(_loose(limits, question.depth, question.size))
        span = span_of(limits, question.depth, question.size)
        for _ in range(2 if loose else 0):
            if span is None:
                break
            parts = [limit for each in loose for limit in each.of_parts(span)]
            limits = (*question.every_limit(), *parts)
            span = span_of(limits, question.depth, question.size)
        return None if span is None else cls(question, loose, limits, span)

    def halves(self, cuts: tuple[int, ...]) -> list[Question] | None:
        """Return questions that exclude these cuts and keep every lawful one; None if they hold."""
        counts = counts_of(cuts)
        for each in self.loose:
            if not each.limit.holds(counts):
                return self._by_part(each.parts)
        for at, lead in enumerate(self.question.leads):
            own, rival = lead.own(counts), lead.rival(counts)
            if own <= rival:
                return self._by_lead(at, (own + rival) // 2)
        return None

    def _by_part(self, parts: tuple[Part, ...]) -> list[Question]:
        """Split by how many people the least certain part holds."""
        a, b = max(
            parts, key=lambda part: self.span[part[0]][part[1]] + self.span[part[1]][part[0]]
        )
        fewest, most = -self.span[b][a], self.span[a][b]
        middle, levels = (fewest + most) // 2, frozenset(range(a, b))
        halves = [Limit(levels, fewest, middle), Limit(levels, middle + 1, most)]
        limits = self.question.limits
        return [evolve(self.question, limits=(*limits, half)) for half in halves]

    def _by_lead(self, at: int, middle: int) -> list[Question]:
        """Split by how many people the leading levels hold: up to `middle`, or more."""
        leads = self.question.leads
        halves = [evolve(leads[at], high=middle), evolve(leads[at], low=middle + 1)]
        return [
            evolve(self.question, leads=(*leads[:at], half, *leads[at + 1 :])) for half in halves
        ]


def best(question: Question | Bound, solve: Solver) -> Answer | None:
    """Return the cheapest cuts that keep to everything; of equal ones the first in rank order.

    Who asks the same of many pools follows its limits once, and hands over what is bound.

    The first in rank order: where two answers differ first, going down from the best rank, the
    one with the better level.
    """
    waiting: list[tuple[int, tuple[int, ...], int, Bound]] = []
    asked, bounds = 0, [question if isinstance(question, Bound) else Bound.of(question)]
    while True:
        for bound in bounds:
            answer = bound and solve(bound.span, bound.limits)
            if bound and answer:
                asked += 1  # equal answers wait in the order in which they were asked for
                cost, cuts = answer
                heappush(waiting, (cost, tuple(-cut for cut in cuts), asked, bound))
        if not waiting:
            return None
        cost, key, _, found = heappop(waiting)
        cuts = tuple(-cut for cut in key)
        halves = found.halves(cuts)
        if halves is None:
            return cost, cuts
        bounds = [Bound.of(half) for half in halves]


def _loose(limits: Iterable[Limit], depth: int, size: int) -> Iterator[Loose]:
    """Yield the limits that overlap others or whose levels lie scattered."""
    inner = [limit for limit in limits if _is_inner(limit, depth, size)]
    alike = [[level in limit.levels for limit in inner] for level in range(depth)]
    for limit in inner:
        parts = [part for run in runs(limit.levels) for part in _parts(run, alike)]
        if len(parts) > 1:
            yield Loose(limit, tuple(parts))


def _is_inner(limit: Limit, depth: int, size: int) -> bool:
    """Tell whether a limit says something, and of more than one single cut."""
    reach = reach_of(limit, depth, size)
    says = limit.low > 0 or limit.high < size
    return says and (reach is None or (reach.first > 0 and reach.last < depth))


def _parts(run: Part, alike: list[list[bool]]) -> Iterator[Part]:
    """Cut a run of levels where limits tell its levels apart."""
    start = run[0]
    for level in range(run[0] + 1, run[1]):
        if alike[level] != alike[start]:
            yield start, level
            start = level
    yield start, run[1]
