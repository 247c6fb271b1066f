"""The search by itself: windows, cuts, and limits that no two cuts express."""

from collections.abc import Sequence
from itertools import accumulate, combinations_with_replacement, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from asn_appraisal.calibration.corners import corners
from asn_appraisal.calibration.programme import Programme
from asn_appraisal.calibration.proposal import cheapest_cuts
from asn_appraisal.calibration.windows import NEVER, TOO_MUCH, best_chains, slide
from asn_appraisal.policy.distribution.cuts import Limit, counts_of, lowest, reach_of, runs, span_of
from asn_appraisal.policy.distribution.search import Answer, Bound, Lead, Question, best

LEVELS = st.integers(2, 5)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, Programme]:
    """Draw levels, limits of any shape, and people in groups with what they were given."""
    depth = draw(LEVELS)
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    size = sum(sizes)
    level_sets = st.frozensets(st.integers(0, depth - 1), min_size=1)
    ends = st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted)
    limits = draw(st.lists(st.builds(lambda a, b: Limit(a, *b), level_sets, ends), max_size=4))
    leads = draw(st.lists(st.builds(Lead, level_sets, st.just(1), st.just(size)), max_size=2))
    given_levels = draw(st.lists(st.integers(0, depth - 1), min_size=size, max_size=size))
    places = [0, *accumulate(sizes)]
    person = size * depth + 1
    costs = []
    for level in range(depth):
        paid = (0 if at == level else person + abs(at - level) for at in given_levels)
        total = list(accumulate(paid, initial=0))
        costs.append([total[place] for place in places])
    return Question(depth, size, tuple(limits), tuple(leads)), Programme(places, costs)


def tried(question: Question, programme: Programme) -> Answer | None:
    """Try all cuts."""
    found = []
    last = len(programme.places) - 1
    for middle in combinations_with_replacement(range(last + 1), question.depth - 1):
        at = (0, *middle, last)
        cuts = tuple(programme.places[each] for each in at)
        counts = counts_of(cuts)
        if all(limit.holds(counts) for limit in question.limits) and all(
            lead.own(counts) > lead.rival(counts) for lead in question.leads
        ):
            steps = zip(programme.costs, pairwise(at), strict=True)
            cost = sum(row[lower] - row[upper] for row, (upper, lower) in steps)
            found.append((cost, tuple(-cut for cut in cuts)))
    if not found:
        return None
    cost, key = min(found)
    return cost, tuple(-cut for cut in key)


@st.composite
def crowds(draw: st.DrawFn) -> tuple[Question, list[int], list[int]]:
    """Draw limits on levels side by side, and people of one level in long rows."""
    depth = draw(LEVELS)
    people = draw(st.lists(st.integers(1, 12), min_size=1, max_size=5))
    levels = draw(st.lists(st.integers(0, depth - 1), min_size=len(people), max_size=len(people)))
    size = sum(people)
    limits = []
    for _ in range(draw(st.integers(0, 3))):
        first, last = sorted((draw(st.integers(0, depth - 1)), draw(st.integers(0, depth - 1))))
        low, high = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
        ends = draw(st.sampled_from([(low, high), (low, size), (0, high)]))
        limits.append(Limit(frozenset(range(first, last + 1)), *ends))
    if draw(st.booleans()):
        levels.sort()
    return Question(depth, size, tuple(limits)), levels, people


HELD = Question(3, 40, (Limit(frozenset({1}), 0, 5),))
LED = Question(3, 5, (), (Lead(frozenset({0}), 1, 5),))


@example((HELD, [0, 1, 2], [10, 20, 10]))
@example((LED, [1, 2], [4, 1]))
@given(crowds())
def test_the_best_cuts_are_where_levels_change_or_as_far_from_there_as_limits_say(
    crowd: tuple[Question, list[int], list[int]],
) -> None:
    question, levels, people = crowd
    one_by_one = [level for level, count in zip(levels, people, strict=True) for _ in range(count)]
    anywhere = range(question.size + 1)

    found = cheapest_cuts(question, levels, people)

    assert found == cheapest_cuts(question, one_by_one, [1] * question.size, anywhere)


def test_a_limit_that_says_nothing_of_scattered_levels_adds_no_place() -> None:
    bound = Bound.of(Question(4, 100, (Limit(frozenset({0, 2}), 0, 100),)))
    assert bound is not None

    assert [0, 50, 60, 100] == list(corners(bound, [0, 1, 3], [50, 10, 40]))


@given(questions())
def test_the_best_cuts_are_the_best_of_all(asked: tuple[Question, Programme]) -> None:
    question, programme = asked

    assert best(question, programme.solve) == tried(question, programme)


@given(st.integers(1, 12), st.data())
def test_limits_side_by_side_are_decided_by_their_cuts_alone(
    size: int, data: st.DataObject
) -> None:
    depth = data.draw(LEVELS)
    ends = st.tuples(st.integers(0, depth), st.integers(0, depth)).filter(lambda e: e[0] < e[1])
    numbers = st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted)
    drawn = data.draw(st.lists(st.tuples(ends, numbers), max_size=5))
    limits = [Limit(frozenset(range(*run)), *number) for run, number in drawn]
    span = span_of(limits, depth, size)
    every = [
        (0, *middle, size) for middle in combinations_with_replacement(range(size + 1), depth - 1)
    ]
    possible = [cuts for cuts in every if all(each.holds(counts_of(cuts)) for each in limits)]

    assert (span is not None) == bool(possible)
    if span is not None:
        assert lowest(span) == min(possible)


def test_levels_at_both_ends_are_a_limit_on_what_lies_between() -> None:
    reach = reach_of(Limit(frozenset({0, 4}), 1, 3), 5, 10)

    assert reach is not None
    assert (reach.first, reach.last, reach.low, reach.high) == (1, 4, 7, 9)
    assert reach_of(Limit(frozenset({0, 2, 4}), 1, 3), 5, 10) is None
    assert runs([3, 0, 1]) == [(0, 2), (3, 4)]


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12),
)
def test_sliding_gives_the_least_of_each_window(
    row: list[int], steps: list[tuple[int, int]]
) -> None:
    starts = list(accumulate(step for step, _ in steps))
    ends = [min(end, len(row)) for end in accumulate(step for _, step in steps)]
    wanted = [min(row[start:end], default=NEVER) for start, end in zip(starts, ends, strict=True)]

    assert slide(row, starts, ends, min, NEVER) == wanted


def test_windows_join_in_order() -> None:
    words = ["a", "b", "c", "d", "e"]
    found = slide(words, [0, 1, 2, 3], [2, 4, 4, 5], lambda one, two: one + two, "")

    assert found == ["ab", "bcd", "cd", "de"]


@given(st.data())
def test_chains_are_the_least_sums_at_places_that_never_go_back(data: st.DataObject) -> None:
    length, links = data.draw(st.integers(1, 7)), data.draw(st.integers(1, 4))
    row = st.lists(st.integers(-5, 5), min_size=length, max_size=length)
    stages = data.draw(st.lists(row, min_size=links, max_size=links))
    low, high = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 8))
    here = range(length)
    starts = [min(at + low, length) for at in here]
    ends = [max(start, min(at + high, length)) for at, start in zip(here, starts, strict=True)]
    if data.draw(st.booleans()):
        ends = [length] * length
    found = best_chains(stages, here, starts, ends)

    for at, start, end in zip(here, starts, ends, strict=True):
        wanted = least(stages, at, start, end)
        assert found[at] == wanted if wanted is not None else found[at] >= TOO_MUCH


def least(stages: Sequence[Sequence[int]], at: int, start: int, end: int) -> int | None:
    chains = combinations_with_replacement(range(at, len(stages[0])), len(stages))
    sums = [
        sum(stage[place] for stage, place in zip(stages, chain, strict=True))
        for chain in chains
        if start <= chain[-1] < end
    ]
    return min(sums, default=None)


def test_two_levels_that_must_both_hold_the_most_cannot() -> None:
    leads = tuple(Lead(frozenset({level}), 1, 6) for level in (0, 1))
    programme = Programme(range(7), [[0] * 7 for _ in range(3)])

    assert best(Question(3, 6, (), leads), programme.solve) is None
