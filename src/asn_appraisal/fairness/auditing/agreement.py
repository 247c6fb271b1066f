"""M4, agreement: how alike raters mark the same people, an aspect at a time."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import sqrt
from typing import Any

from asn_appraisal.errors import Text

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
    ordinal = _alpha_row(names[0], dimension, units, intervals, ordinal_distance)
    interval = _alpha_row(names[1], dimension, units, intervals, interval_distance)
    return [ordinal, interval, _icc_row(dimension, units, intervals)]


# Krippendorff's alpha -------------------------------------------------------------------

#: The squared distance of two values, given how often each value occurs.
Distance = Callable[[Fraction, Fraction, dict[Fraction, Fraction]], Fraction]


def interval_distance(one: Fraction, two: Fraction, _: dict[Fraction, Fraction]) -> Fraction:
    """Return the squared difference."""
    return (one - two) ** 2


def ordinal_distance(one: Fraction, two: Fraction, counts: dict[Fraction, Fraction]) -> Fraction:
    """Return the square of how many marks lie between, half of both ends counted."""
    low, high = min(one, two), max(one, two)
    between = sum((n for value, n in counts.items() if low <= value <= high), Fraction(0))
    return (between - (counts[one] + counts[two]) / 2) ** 2


def alpha(units: Units, distance: Distance) -> Fraction | None:
    """Return Krippendorff's alpha, exactly; None where all marks are alike.

    Units with a single mark do not count. Krippendorff, Computing Krippendorff's
    Alpha-Reliability (2011).

    >>> ones, twos = [Fraction(1)] * 2, [Fraction(2)] * 2
    >>> alpha([ones, twos], interval_distance)
    Fraction(1, 1)
    """
    pairs: dict[tuple[Fraction, Fraction], Fraction] = {}
    for marks in units:
        for at, one in enumerate(marks):
            for other, two in enumerate(marks):
                if at != other:
                    share = Fraction(1, len(marks) - 1)
                    pairs[one, two] = pairs.get((one, two), Fraction(0)) + share
    counts: dict[Fraction, Fraction] = {}
    for (one, _), n in pairs.items():
        counts[one] = counts.get(one, Fraction(0)) + n
    total = sum(counts.values(), Fraction(0))
    observed = sum((n * distance(*pair, counts) for pair, n in pairs.items()), Fraction(0))
    expected = sum(
        (
            counts[one] * counts[two] * distance(one, two, counts)
            for one in counts
            for two in counts
        ),
        Fraction(0),
    )
    return None if not expected else 1 - (total - 1) * observed / expected


def _alpha_row(
    name: str, dimension: str, units: Units, intervals: Intervals, distance: Distance
) -> Row:
    found = alpha(units, distance)
    marks = sum(map(len, units))
    if found is None:
        return Row(name, dimension, len(units), marks, method=NO_SPREAD)
    low, high = _jackknife(units, float(found), intervals, distance)
    return Row(name, dimension, len(units), marks, float(found), low, high, "jackknife-over-people")


def _jackknife(units: Units, found: float, intervals: Intervals, distance: Distance) -> Ends:
    """Return an interval from leaving out one person at a time."""
    without = [alpha([*units[:at], *units[at + 1 :]], distance) for at in range(len(units))]
    if None in without:
        return NONE
    n, values = len(units), [float(each or 0) for each in without]
    middle = sum(values) / n
    error = sqrt((n - 1) / n * sum((each - middle) ** 2 for each in values))
    low, high = intervals.mean(found, error, n - 1)
    return low, None if high is None else min(high, 1)


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
    low, high = _icc_ends(float(ratio), float(typical_raters(units)), n, marks, intervals)
    return Row("icc-1", dimension, n, marks, float(estimate), low, high, "one-way-F")


def _icc_ends(ratio: float, raters: float, n: int, marks: int, intervals: Intervals) -> Ends:
    quantiles = intervals.variance_ratio(n - 1, marks - n)
    if quantiles is None:
        return NONE
    lower, upper = ratio / quantiles[0], ratio * quantiles[1]
    return (lower - 1) / (lower + raters - 1), (upper - 1) / (upper + raters - 1)
