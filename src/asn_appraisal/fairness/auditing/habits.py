"""M2, habits: does a rater give one mark to everybody, and the same mark for every aspect?"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from asn_appraisal.errors import Text

from .approximate import root
from .intervals import Intervals
from .ratings import Rating, named
from .severity import mean
from .table import Row, Table, suppressed

TITLE = Text("Kebiasaan penilai", "Habits of raters")
NOTE = Text(
    "Satu nilai untuk semua orang, atau aspek yang selalu sejalan, adalah petunjuk, bukan bukti: "
    "orang-orang itu dapat memang serupa, dan aspeknya dapat memang berkaitan. "
    "n menghitung nilai pada baris pertama, orang pada baris kedua.",
    "One mark for everybody, or aspects that always go together, are signs and no proof: "
    "the people may be alike, and the aspects may belong together. "
    "n counts marks in the first row, people in the second.",
)


def habits(ratings: tuple[Rating, ...], intervals: Intervals, smallest: int) -> Table:
    """Describe each named rater by the marks that they gave, and nobody else."""
    by_rater: dict[str, list[Rating]] = {}
    for each in named(ratings):
        by_rater.setdefault(each.rater, []).append(each)
    rows: list[Row] = []
    for rater in sorted(by_rater):
        rows += _rows(rater, by_rater[rater], intervals, smallest)
    return Table("habits", TITLE, rows, NOTE)


def _rows(rater: str, marks: list[Rating], intervals: Intervals, smallest: int) -> Iterator[Row]:
    if len({each.ratee for each in marks}) < smallest:
        yield suppressed("one-mark", rater)
        return
    k, n = max(Counter(each.rating for each in marks).values()), len(marks)
    yield Row("one-mark", rater, n, k, Fraction(k, n), *intervals.rate(k, n), method="wilson")
    people, together = between_aspects(marks, smallest)
    if together is not None:
        yield Row("between-aspects", rater, people, None, together, method="mean-correlation")


def between_aspects(marks: list[Rating], smallest: int) -> tuple[int, Fraction | None]:
    """Return the mean correlation of each two aspects, over people who have marks of both.

    Returns:
        The people of the pair that has most, and the mean; None where no pair has enough people
        whose marks differ.
    """
    aspects: dict[str, dict[str, list[Fraction]]] = {}
    for each in marks:
        aspects.setdefault(each.dimension, {}).setdefault(each.ratee, []).append(each.rating)
    found, most = [], 0
    for one, two in combinations(sorted(aspects), 2):
        both = sorted(aspects[one].keys() & aspects[two].keys())
        pairs = [(mean(aspects[one][who]), mean(aspects[two][who])) for who in both]
        together = correlation(pairs) if len(pairs) >= smallest else None
        if together is not None:
            found.append(together)
            most = max(most, len(pairs))
    return most, mean(found) if found else None


def correlation(pairs: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return Pearson's correlation; None where one side does not vary.

    >>> correlation([(Fraction(1), Fraction(2)), (Fraction(2), Fraction(4))])
    Fraction(1, 1)
    """
    middle_one, middle_two = (mean(list(each)) for each in zip(*pairs, strict=True))
    one = sum(((x - middle_one) ** 2 for x, _ in pairs), Fraction(0))
    two = sum(((y - middle_two) ** 2 for _, y in pairs), Fraction(0))
    if not one or not two:
        return None
    both = sum(((x - middle_one) * (y - middle_two) for x, y in pairs), Fraction(0))
    return both / root(one * two)
