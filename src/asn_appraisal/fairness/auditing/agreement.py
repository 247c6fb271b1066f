"""M4, agreement: how alike raters mark the same people, an aspect at a time."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from asn_appraisal.errors import Text

from .approximate import root
from .intervals import NONE, Ends, Intervals
from .ratings import Rating
from .severity import mean
from .table import Row, Table, suppressed

TITLE = Text("Kesepakatan penilai, per aspek", "Agreement of raters, by aspect")
NOTE = Text(
    "Bila hampir semua nilai sama, alpha dan ICC rendah meskipun penilai hampir selalu sepakat. "
    "n adalah orang yang dinilai oleh dua penilai atau lebih, k jumlah nilainya.",
    "Where nearly all marks are alike, alpha and ICC are low although raters nearly always agree. "
    "n counts people with two raters or more, k their marks.",
)
#: The marks of one person.
Units = Sequence[Sequence[Fraction]]
#: Where there is no telling one person from another, there is no agreement to measure.
NO_SPREAD = "all-marks-alike"


def agreement(ratings: tuple[Rating, ...], intervals: Intervals, smallest: int) -> Table:
    """Estimate Krippendorff's alpha and the one-way ICC of each aspect."""
    rows: list[Row] = []
    for dimension in sorted({each.dimension for each in ratings}):
        units: dict[str, list[Fraction]] = {}
        for each in ratings:
            if each.dimension == dimension and each.role != "self":
                units.setdefault(each.ratee, []).append(each.rating)
        shared = [marks for marks in units.values() if len(marks) > 1]
        rows += _rows(dimension, shared, intervals, smallest)
    return Table("agreement", TITLE, rows, NOTE)


def _rows(dimension: str, units: Units, intervals: Intervals, smallest: int) -> list[Row]:
    names = ("alpha-ordinal", "alpha-interval", "icc-1")
    if len(units) < smallest:
        return [suppressed(name, dimension) for name in names]
    ordinal = _alpha_row(names[0], dimension, units, intervals, ordinal=True)
    interval = _alpha_row(names[1], dimension, units, intervals, ordinal=False)
    return [ordinal, interval, _icc_row(dimension, units, intervals)]


# Krippendorff's alpha -------------------------------------------------------------------

#: More parts than this are not left out one by one: with many people, several at a time.
_PARTS = 50


def alpha(units: Units, *, ordinal: bool) -> Fraction | None:
    """Return Krippendorff's alpha, exactly; None where all marks are alike.

    Units with a single mark do not count. Krippendorff, Computing Krippendorff's
    Alpha-Reliability (2011). His ordinal distance of two marks, of how many marks lie between
    them, is the distance of their middle ranks; so ordinal is interval over middle ranks.

    >>> ones, twos = [Fraction(1)] * 2, [Fraction(2)] * 2
    >>> alpha([ones, twos], ordinal=False)
    Fraction(1, 1)
    """
    return _alpha(in_whole_numbers(units), ordinal=ordinal)


def _alpha(units: Sequence[Sequence[int]], *, ordinal: bool) -> Fraction | None:
    shared: Sequence[Sequence[int]] = [marks for marks in units if len(marks) > 1]
    if ordinal:
        ranks = _middle_ranks([mark for marks in shared for mark in marks])
        shared = [[ranks[mark] for mark in marks] for marks in shared]
    every = [mark for marks in shared for mark in marks]
    expected = _squares(every)
    if not expected:
        return None
    by_size: dict[int, int] = {}
    for marks in shared:
        by_size[len(marks)] = by_size.get(len(marks), 0) + _squares(marks)
    observed = sum((Fraction(each, size - 1) for size, each in by_size.items()), Fraction(0))
    return 1 - (len(every) - 1) * observed / expected


def in_whole_numbers(units: Units) -> list[list[int]]:
    """Return the marks times what makes them whole, which changes no agreement and counts fast."""
    below = lcm(*(mark.denominator for marks in units for mark in marks))
    return [[int(mark * below) for mark in marks] for marks in units]


def _squares(marks: Sequence[int]) -> int:
    """Return the sum of the squared differences of every two marks."""
    return len(marks) * sum(mark * mark for mark in marks) - sum(marks) ** 2


def _middle_ranks(marks: Sequence[int]) -> dict[int, int]:
    """Return twice the middle rank of each mark."""
    ranks, before = {}, 0
    for mark, n in sorted(Counter(marks).items()):
        ranks[mark] = 2 * before + n
        before += n
    return ranks


def _alpha_row(
    name: str, dimension: str, units: Units, intervals: Intervals, *, ordinal: bool
) -> Row:
    found = alpha(units, ordinal=ordinal)
    marks = sum(map(len, units))
    if found is None:
        return Row(name, dimension, len(units), marks, method=NO_SPREAD)
    low, high = _jackknife(units, found, intervals, ordinal=ordinal)
    return Row(name, dimension, len(units), marks, found, low, high, "jackknife-over-people")


def _jackknife(units: Units, found: Fraction, intervals: Intervals, *, ordinal: bool) -> Ends:
    """Return an interval from leaving out one person at a time, or one of fifty parts of them."""
    if not intervals.installed:
        return NONE
    whole, parts = in_whole_numbers(units), min(len(units), _PARTS)
    without = [
        _alpha([each for at, each in enumerate(whole) if at % parts != part], ordinal=ordinal)
        for part in range(parts)
    ]
    values = [each for each in without if each is not None]
    if len(values) < parts:
        return NONE
    middle = mean(values)
    squares = sum(((each - middle) ** 2 for each in values), Fraction(0))
    error = root(Fraction(parts - 1, parts) * squares)
    low, high = intervals.mean(found, error, parts - 1)
    return low, None if high is None else min(high, Fraction(1))


# ICC(1) ---------------------------------------------------------------------------------


def icc(units: Units) -> tuple[Fraction, Fraction] | None:
    """Return the one-way ICC(1), and F, exactly; None where marks do not vary within people.

    One-way, because people have different raters. People may have different numbers of raters.
    Shrout and Fleiss, Intraclass correlations (1979), case 1.
    """
    n, total = len(units), sum(map(len, units))
    if n < 2 or total == n:  # noqa: PLR2004 - two people, and one with two raters
        return None
    grand = mean([mark for marks in units for mark in marks])
    between = sum((len(marks) * (mean(list(marks)) - grand) ** 2 for marks in units), Fraction(0))
    within = sum(
        ((mark - mean(list(marks))) ** 2 for marks in units for mark in marks), Fraction(0)
    )
    between, within = between / (n - 1), within / (total - n)
    raters = typical_raters(units)
    spread = between + (raters - 1) * within
    if not spread or not within:
        return None
    return (between - within) / spread, between / within


def typical_raters(units: Units) -> Fraction:
    """Return how many raters a person has, as unequal numbers count in a one-way ICC."""
    total = sum(map(len, units))
    squares = sum(len(marks) ** 2 for marks in units)
    return (total - Fraction(squares, total)) / (len(units) - 1)


def _icc_row(dimension: str, units: Units, intervals: Intervals) -> Row:
    found: Any = icc(units)
    n, marks = len(units), sum(map(len, units))
    if found is None:
        return Row("icc-1", dimension, n, marks, method=NO_SPREAD)
    estimate, ratio = found
    low, high = _icc_ends(ratio, typical_raters(units), n, marks, intervals)
    return Row("icc-1", dimension, n, marks, estimate, low, high, "one-way-F")


def _icc_ends(ratio: Fraction, raters: Fraction, n: int, marks: int, intervals: Intervals) -> Ends:
    quantiles = intervals.variance_ratio(n - 1, marks - n)
    if quantiles is None:
        return NONE
    lower, upper = ratio / quantiles[0], ratio * quantiles[1]
    return (lower - 1) / (lower + raters - 1), (upper - 1) / (upper + raters - 1)
