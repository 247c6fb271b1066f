"""What an aggregate is said to be able to give holds whatever its rows give."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.formula import Gathered, Range
from asn_appraisal.formula.aggregates import gather

BOTH = [frozenset({True}), frozenset({True, False}), frozenset({False})]
FUNCTIONS = ["sum", "mean", "median", "trimmed_mean", "lowest", "highest", "count", "share"]


def half(low: int = -6, high: int = 6) -> st.SearchStrategy[Fraction]:
    return st.integers(low, high).map(lambda each: Fraction(each, 2))


@st.composite
def spans(draw: st.DrawFn, *, flags: bool = False, low: int = -6) -> Any:
    """Draw what a row can give."""
    if flags:
        return frozenset(draw(st.sets(st.booleans(), min_size=1)))
    one, two = draw(half(low)), draw(half(low))
    return Range(min(one, two), max(one, two))


def inside(draw: st.DrawFn, possible: Any) -> Any:
    if isinstance(possible, Range):
        assert possible.low is not None
        assert possible.high is not None
        part = Fraction(draw(st.integers(0, 4)), 4)
        return possible.low + part * (possible.high - possible.low)
    return draw(st.sampled_from(sorted(possible)))


def aggregate(function: str, rows: list[tuple[Any, Fraction]]) -> Any:
    """Return the aggregate by its definition; None where it has no value."""
    values = sorted(value for value, _ in rows)
    weights = sum((weight for _, weight in rows), Fraction(0))
    match function:
        case "count":
            return Fraction(len(rows))
        case "share":
            return Fraction(sum(values), len(rows)) if rows else None
        case "any":
            return any(values) if rows else None
        case "all":
            return all(values) if rows else None
        case "sum":
            return sum((value * weight for value, weight in rows), Fraction(0)) if rows else None
        case "mean":
            total = sum((value * weight for value, weight in rows), Fraction(0))
            return total / weights if weights > 0 else None
        case "median":
            return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2 if rows else None
        case "trimmed_mean":
            kept = values[1:-1]
            return sum(kept, Fraction(0)) / len(kept) if kept else None
        case "lowest":
            return values[0] if rows else None
    return values[-1] if rows else None


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("function", [*FUNCTIONS, "any", "all"])
@given(data=st.data())
def test_no_value_lies_outside(function: str, counted: bool, data: st.DataObject) -> None:
    draw: Any = data.draw
    flags = function in ("share", "any", "all")
    weights = st.just(Range.only(Fraction(1)))
    if function in ("sum", "mean"):
        weights |= spans(low=0)
    shape = st.tuples(spans(flags=flags), weights, st.sampled_from(BOTH))
    known = tuple(draw(st.lists(shape, min_size=1, max_size=4)))

    chosen = []
    for value, weight, where in known:
        for _ in range(1 if counted else draw(st.integers(0, 2))):
            if inside(draw, where):
                chosen.append((inside(draw, value), inside(draw, weight)))
    found = aggregate(function, chosen)

    possible = gather(function, Gathered(known, counted))
    if found is not None and function != "count" and not chosen:
        return
    if isinstance(possible, Range):
        assert found is None or possible.holds(found)
    else:
        assert found is None or found in possible


def test_half_way_between_two_certain_rows_lies_between_the_half_ways_of_their_ends() -> None:
    yes = frozenset({True})
    one = Range.only(Fraction(1))
    rows = [(Range(Fraction(low), Fraction(low + 2)), one, yes) for low in (1, 4, 10, 20)]
    found = gather("median", Gathered(tuple(rows), counted=True))
    assert (found.low, found.high) == (7, 9)
    assert gather("trimmed_mean", Gathered(tuple(rows), counted=True)) == Range(
        Fraction(7), Fraction(9)
    )
