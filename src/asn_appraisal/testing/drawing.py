"""What every strategy draws with: one of some, some of them, numbers that hurt, words of tables.

Numbers are drawn to hurt: ties at half a unit, zero, both ends of a range and the numbers next to
them, sevenths, and targets of 10^12 with four decimals. They are exact, always.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from asn_appraisal.document import exact_text
from asn_appraisal.formula import Range

T = TypeVar("T")
Draw = st.DrawFn
#: The plain data of a policy, or of a part of it.
Document = dict[str, Any]

#: Numbers that formulas and limits are written with.
NUMBERS = [
    *map(Fraction, ["0", "1", "2", "3", "7", "10", "24", "50", "60", "76", "90", "100", "120"]),
    *map(Fraction, ["0.3", "0.7", "0.5", "0.005", "0.125", "1.76", "2.5", "89.995", "90.005"]),
    *map(Fraction, ["-1", "-2.5", "-0.5", "1/3", "1/7", "4/7", "1000000000000.0001"]),
]
#: Words of the tables that take any word.
ASPECTS = ["komitmen", "kerja_sama", "inisiatif", "kepemimpinan"]
CLUSTERS = ["technical", "managerial", "sociocultural"]
POLARITIES = ["higher", "lower", "within"]
RATERS = ["superior", "peer", "subordinate", "self", "stakeholder"]
RATINGS = ["below", "meets", "above"]


@cache
def index(count: int) -> st.SearchStrategy[int]:
    """Draw a place among `count` items; made once a count, as most draws are these."""
    return st.integers(0, count - 1)


def choose(draw: Draw, items: Iterable[T]) -> T:
    """Draw one of the items."""
    known = list(items)
    place: int = draw(index(len(known)))
    return known[place]


def some(items: Sequence[T], *, least: int = 0) -> st.SearchStrategy[list[T]]:
    """Draw some of the items, in any order."""
    return st.lists(st.sampled_from(items), min_size=least, max_size=len(items), unique=True)


def written(number: Fraction) -> str:
    """Write a number as part of a formula."""
    text = exact_text(number)
    return f"({text})" if number < 0 or "/" in text else text


TINY = Fraction(1, 10**12)


def number_in(draw: Draw, one: Range, turns: Sequence[Fraction] = ()) -> Fraction:
    """Draw a number of a range: often at an end, next to one, at a turn, or half way between units.

    Args:
        draw: given by Hypothesis.
        one: the range, which holds at least one number of its grid.
        turns: numbers that matter to the policy at hand.
    """
    least, most = Fraction(-(10**12)), Fraction(10**12) + 1
    low = one.low if one.low is not None else min(least, (one.high or least) - 10)
    high = one.high if one.high is not None else max(most, low + 10)
    if one.grid is not None:
        first, last = -(-low // one.grid) + one.low_open, high // one.grid
        last -= one.high_open and last * one.grid == high
        return one.grid * (first + draw(index(min(last - first, 200) + 1)))
    part = low + (high - low) * Fraction(draw(index(201)), 200)
    tie = Fraction(draw(index(801)) - 400, 200)
    ends = [low, high, low + TINY, low + Fraction(1, 7), low + 1, low + (high - low) / 3]
    around = [turn + gap for turn in turns for gap in (0, TINY, -TINY)]
    near = [*NUMBERS, *around, *ends, *ends, part, part + tie, part, part + tie]
    return choose(draw, [number for number in near if one.holds(number)])
