"""M2, raters: how far each lies from the others, on people they share and nowhere else."""

from collections.abc import Iterable
from fractions import Fraction

from asn_appraisal.errors import Text

from .approximate import root
from .connecting import DISCONNECTED, NOBODY_NAMED, components
from .intervals import Intervals
from .ratings import Rating, named
from .table import Row, Table, suppressed

TITLE = Text(
    "Penilai: rata-rata selisih dari penilai lain atas orang yang sama",
    "Raters: mean distance from the other raters of the same people",
)
NOTE = Text(
    "Positif berarti lebih murah hati daripada penilai lain. n adalah orang yang dinilai bersama. "
    "Selisih dapat juga berasal dari apa yang dilihat masing-masing penilai.",
    "Positive is more lenient than the others. n counts the people shared. "
    "A distance may also come from what each rater got to see.",
)


def severity(ratings: tuple[Rating, ...], intervals: Intervals, smallest: int) -> Table:
    """Describe each rater against the others; refuse where nothing ties them together."""
    known = named(ratings)
    if not known:
        return Table("raters", TITLE, (), NOBODY_NAMED)
    if len(components(known)) > 1:
        return Table("raters", TITLE, (), DISCONNECTED)
    apart = distances(known)
    raters = sorted({each.rater for each in known})
    rows = [_row(rater, apart.get(rater, {}), intervals, smallest) for rater in raters]
    return Table("raters", TITLE, rows, NOTE)


def distances(ratings: Iterable[Rating]) -> dict[str, dict[str, Fraction]]:
    """Return by rater and ratee how far each lies from the mean of the others, over shared aspects.

    A rater who shares nobody is not in it.
    """
    places: dict[tuple[str, str], dict[str, list[Fraction]]] = {}
    for each in ratings:
        by_rater = places.setdefault((each.ratee, each.dimension), {})
        by_rater.setdefault(each.rater, []).append(each.rating)
    apart: dict[str, dict[str, list[Fraction]]] = {}
    for (ratee, _), by_rater in places.items():
        total = sum((mark for marks in by_rater.values() for mark in marks), Fraction(0))
        many = sum(map(len, by_rater.values()))
        for rater, own in by_rater.items():
            if many > len(own):
                others = (total - sum(own, Fraction(0))) / (many - len(own))
                apart.setdefault(rater, {}).setdefault(ratee, []).append(mean(own) - others)
    return {
        rater: {ratee: mean(each) for ratee, each in people.items()}
        for rater, people in apart.items()
    }


def _row(rater: str, apart: dict[str, Fraction], intervals: Intervals, smallest: int) -> Row:
    n = len(apart)
    if n < smallest:
        return suppressed("distance", rater)
    estimate = mean(list(apart.values()))
    squares = sum(((each - estimate) ** 2 for each in apart.values()), Fraction(0))
    # One person counts once, however many aspects: marks of one person hang together.
    error = root(squares / (n - 1) / n) if n > 1 else Fraction(0)
    low, high = intervals.mean(estimate, error, n - 1)
    return Row("distance", rater, n, None, estimate, low, high, "mean-over-people-t")


def mean(values: list[Fraction]) -> Fraction:
    """Return the mean of some numbers, exactly."""
    return sum(values, Fraction(0)) / len(values)
