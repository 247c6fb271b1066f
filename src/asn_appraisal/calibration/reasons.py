"""Why somebody moves: the row of the pattern that required it, rank, or equality."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import field, frozen

from asn_appraisal.policy.distribution import Demand

from .findings import Finding, Pool, furthest
from .proposal import Proposal
from .result import Move
from .standing import Standing
from .words import WAYS, name_of


def head_counts(levels: Sequence[int], depth: int) -> list[int]:
    """Return how many people are at each level."""
    found = [0] * depth
    for level in levels:
        found[level] += 1
    return found


@frozen
class Moved:
    """Yang pindah bersama: equals of one level who all move to another."""

    #: The level before.
    before: int
    #: The level after.
    after: int
    #: How many they are.
    people: int


@frozen
class Reasons:
    """Alasan: names, for each move, what required it."""

    #: The pool.
    pool: Pool
    #: What the pattern asks for.
    demands: tuple[Demand, ...]
    #: Head counts as the levels were set.
    before: tuple[int, ...]
    #: Head counts after the moves.
    after: tuple[int, ...]
    #: What happens to equals at an edge.
    ties: str
    _known: dict[tuple[tuple[int, ...], int, bool], dict[int, Finding]] = field(
        factory=dict, init=False, eq=False, repr=False
    )

    def moves(self, standing: Standing, proposal: Proposal) -> Iterator[Move]:
        """Yield a move for everybody whose level changes."""
        edges = {start for start, *_ in proposal.edges}
        levels = self.pool.levels
        for start, end in standing.groups():
            given = standing.given[start:end]
            if given == proposal.levels[start:end]:
                continue
            after = proposal.levels[start]
            causes = self._causes(given, after, edge=start in edges)
            for employee, before in zip(standing.employees[start:end], given, strict=True):
                if before != after:
                    cause = causes[before]
                    yield Move(employee, levels[before], levels[after], start + 1, cause)

    def _causes(self, given: tuple[int, ...], after: int, *, edge: bool) -> dict[int, Finding]:
        """Return why equals move, by the level they were given."""
        # Thousands of groups may be alike, so each reason is found once.
        key = (given, after, edge)
        if key not in self._known:
            group = _moved(given, after)
            # Only `together` makes equals alike for its own sake.
            mixed = self.ties == "together" and given[0] != given[-1]
            self._known[key] = {
                one.before: self._found(one, group, mixed=mixed, edge=edge) for one in group
            }
        return self._known[key]

    def _found(self, one: Moved, group: tuple[Moved, ...], *, mixed: bool, edge: bool) -> Finding:
        """Return the first reason that applies."""
        if edge:
            return self._finding("ASN-C045", one, way=WAYS[self.ties])
        for demand in furthest(self.demands, self.before):
            if _serves(demand, one, self.before):
                code = "ASN-C040" if demand.lacking(self.before) > 0 else "ASN-C041"
                return self._of_row(code, demand, one)
        for stays in ((one,), group):
            broken = furthest(self.demands, self._undone(stays))
            if broken:
                return self._of_row("ASN-C042", broken[0], one)
        return self._finding("ASN-C044" if mixed else "ASN-C043", one)

    def _undone(self, stays: Sequence[Moved]) -> list[int]:
        """Return the head counts if these people alone stayed where they were."""
        counts = list(self.after)
        for each in stays:
            counts[each.before] += each.people
            counts[each.after] -= each.people
        return counts

    def _of_row(self, code: str, demand: Demand, one: Moved) -> Finding:
        levels = self.pool.levels
        return self.pool.row_finding(
            code,
            demand,
            self.before,
            before=name_of(levels[one.before]),
            after=name_of(levels[one.after]),
        )

    def _finding(self, code: str, one: Moved, **parts: object) -> Finding:
        levels = self.pool.levels
        before, after = name_of(levels[one.before]), name_of(levels[one.after])
        return self.pool.finding(code, before=before, after=after, **parts)


def _moved(given: Sequence[int], after: int) -> tuple[Moved, ...]:
    return tuple(
        Moved(before, after, len(list(same))) for before, same in groupby(given) if before != after
    )


def _serves(demand: Demand, one: Moved, counts: Sequence[int]) -> bool:
    """Tell whether a move brings a row that does not hold nearer to holding."""
    left, came = one.before in demand.levels, one.after in demand.levels
    return came and not left if demand.lacking(counts) > 0 else left and not came
