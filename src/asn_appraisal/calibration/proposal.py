"""The smallest change set: who gets which level so that the pattern holds and rank is kept."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, compress, groupby, pairwise
from operator import mul

from attrs import frozen

from asn_appraisal.policy.distribution import Bound, Demand, Question, best, question_of

from .corners import corners
from .programme import Programme
from .standing import Standing


@frozen
class Proposal:
    """Usulan: a level for everybody, in rank order."""

    #: The level of each person, 0 for the best.
    levels: tuple[int, ...]
    #: Groups of equals that the edge of a level runs through, each with the level of its first
    #: and of its last member before `ties` had its say.
    edges: tuple[tuple[int, int, int, int], ...] = ()


def propose(
    standing: Standing, demands: Sequence[Demand], depth: int, ties: str
) -> Proposal | None:
    """Return the smallest change set; None where nothing satisfies all demands.

    The fewest people move, then by the fewest steps; of the change sets that are still equal, the
    one that gives the better level to the better rank, at the first rank where they differ.

    With `together` no group of equals is split. With the other rules head counts alone are
    satisfied first, as if equals could be told apart (those with the better level first), and
    then a group that an edge runs through goes up, goes down, or is left to a person.
    """
    question = question_of(demands, depth, standing.size)
    runs = [(level, len([*people])) for level, people in groupby(standing.given)]
    if ties == "together":
        cuts = cheapest_cuts(question, standing.given, [1] * standing.size, standing.places)
    else:
        cuts = cheapest_cuts(question, *zip(*runs, strict=True))
    if cuts is None:
        return None
    levels = [level for level, (a, b) in enumerate(pairwise(cuts)) for _ in range(b - a)]
    return _settled(standing, levels, ties)


def cheapest_cuts(
    question: Question | Bound,
    given: Sequence[int],
    people: Sequence[int],
    places: Sequence[int] | None = None,
) -> tuple[int, ...] | None:
    """Return how many people stand above each level, and last how many there are.

    Args:
        question: what the cuts must keep to.
        given: the levels of people side by side, in rank order.
        people: how many they are.
        places: where a cut may be, from 0 to all of them, none of which divides people given side
            by side; None: between any two people.
    """
    bound = question if isinstance(question, Bound) else Bound.of(question)
    if bound is None:
        return None
    if places is None:
        places = corners(bound, given, people)
        ends = [*accumulate(people)]
        given = [given[bisect_right(ends, place)] for place in places[:-1]]
        people = [after - place for place, after in pairwise(places)]
    costs = _costs(given, people, bound.question.depth, places)
    answer = best(bound, Programme(places, costs).solve)
    return None if answer is None else answer[1]


def _costs(
    given: Sequence[int], people: Sequence[int], depth: int, places: Sequence[int]
) -> list[list[int]]:
    """Return what each level costs everybody above a place: people first, then steps."""
    person = places[-1] * depth + 1  # more than all steps together
    ends = accumulate(people, initial=0)
    wanted = set(places)
    at_place = [end in wanted for end in ends]
    costs = []
    for level in range(depth):
        paid = [0 if at == level else person + abs(at - level) for at in range(depth)]
        each = map(mul, map(paid.__getitem__, given), people)
        costs.append(list(compress(accumulate(each, initial=0), at_place)))
    return costs


def _settled(standing: Standing, levels: list[int], ties: str) -> Proposal:
    """Treat the groups that an edge runs through as `ties` says."""
    edges = [
        (start, end, levels[start], levels[end - 1])
        for start, end in standing.groups()
        if levels[start] != levels[end - 1]
    ]
    for start, end, upper, lower in edges:
        if ties == "manual":
            levels[start:end] = standing.given[start:end]
        else:
            levels[start:end] = [upper if ties == "up" else lower] * (end - start)
    return Proposal(tuple(levels), tuple(edges))


def colliding(demands: Sequence[Demand], fits: Callable[[Sequence[Demand]], bool]) -> list[Demand]:
    """Return demands that cannot all hold, so few that without any one of them the rest can.

    A demand for most people is dropped first, since figures explain a collision better.
    """
    kept = list(demands)
    for each in sorted(demands, key=lambda one: one.kind not in ("majority", "plurality")):
        others = [one for one in kept if one is not each]
        if not fits(others):
            kept = others
    return kept
