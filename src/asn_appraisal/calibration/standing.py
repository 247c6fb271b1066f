"""Who stands where: people in rank order, with the levels that they were given."""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any, NamedTuple, Self

from attrs import frozen

from asn_appraisal.formula import Level
from asn_appraisal.policy import CalibrationRules
from asn_appraisal.scoring import Scorecard


class Reading(NamedTuple):
    """Bacaan: what calibration reads of one card."""

    #: The values of the measures that rank, higher is better.
    rank: tuple[Any, ...]
    #: The level that was given, 0 for the worst.
    level: int


def reading_of(rules: CalibrationRules, card: Scorecard) -> Reading | None:
    """Read a card; None where it is incomplete. Without `rank_by` the level itself ranks."""
    level = None if card.problems else card[rules.of]
    if level is None:
        return None
    if not rules.rank_by:
        return Reading((level.order,), level.order)
    rank = tuple(level if name == rules.of else card[name] for name in rules.rank_by)
    if None in rank:
        return None
    return Reading(tuple(_place(value) for value in rank), level.order)


def _place(value: Any) -> Any:
    return value.order if isinstance(value, Level) else value


@frozen
class Standing:
    """Peringkat: people from the best rank to the worst, equals side by side.

    >>> standing = Standing(("ani", "budi", "citra"), (0, 1, 0), (0, 1, 3))
    >>> list(standing.groups()), standing.out_of_rank(), standing.unequal()
    ([(0, 1), (1, 3)], 0, [(1, 3)])
    """

    #: The employees, best rank first; of equals those with the better level first.
    employees: tuple[str, ...]
    #: The level that each was given, 0 for the best.
    given: tuple[int, ...]
    #: How many people stand above each group of equals, and last how many there are.
    places: tuple[int, ...]

    @classmethod
    def of(cls, readings: Mapping[str, Reading], depth: int) -> Self:
        """Rank people by their keys, and by nothing else.

        Args:
            readings: what was read of each card, by employee.
            depth: how many levels there are.
        """
        people = [
            (reading.rank, depth - 1 - reading.level, employee)
            for employee, reading in sorted(readings.items())
        ]
        # Both sorts are stable: ids only say in which order equals of one level are listed.
        people.sort(key=lambda one: one[1])
        people.sort(key=lambda one: one[0], reverse=True)
        sizes = [len(list(group)) for _, group in groupby(people, key=lambda one: one[0])]
        places = [0]
        for size in sizes:
            places.append(places[-1] + size)
        employees, given = (tuple(one[2] for one in people), tuple(one[1] for one in people))
        return cls(employees, given, tuple(places))

    @property
    def size(self) -> int:
        """Return how many people there are."""
        return len(self.employees)

    def groups(self) -> Iterator[tuple[int, int]]:
        """Yield each group of equals, from its first member to the one after its last."""
        return pairwise(self.places)

    def largest_group(self) -> int:
        """Return how many people the largest group of equals has."""
        return max(end - start for start, end in self.groups())

    def out_of_rank(self) -> int:
        """Return how many people have a worse level than somebody with a worse rank."""
        best_below, found = len(self.given), 0
        for start, end in reversed(list(self.groups())):
            found += sum(level > best_below for level in self.given[start:end])
            best_below = min(best_below, self.given[start])
        return found

    def unequal(self) -> list[tuple[int, int]]:
        """Return the groups of equals that were given different levels."""
        return [(a, b) for a, b in self.groups() if self.given[a] != self.given[b - 1]]
