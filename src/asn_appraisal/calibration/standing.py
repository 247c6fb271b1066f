"""Who stands where: people in rank order, with the levels that they were given."""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any, Self

from attrs import frozen

from asn_appraisal.formula import Level
from asn_appraisal.policy import CalibrationRules
from asn_appraisal.scoring import Scorecard


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
    def of(cls, rules: CalibrationRules, cards: Mapping[str, Scorecard], depth: int) -> Self:
        """Rank people by the measures of the rules, and by nothing else.

        Args:
            rules: what is calibrated and what ranks; without `rank_by` the level itself ranks.
            cards: complete cards by employee.
            depth: how many levels there are.
        """
        keys = rules.rank_by or (rules.of,)
        people = [
            (tuple(_rank(card[key]) for key in keys), depth - 1 - card[rules.of].order, employee)
            for employee, card in sorted(cards.items())
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


def _rank(value: Any) -> Any:
    return value.order if isinstance(value, Level) else value
