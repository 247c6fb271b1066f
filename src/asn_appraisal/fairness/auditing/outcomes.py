"""M3, groups: who reaches a level, against the rest, as uncertainly as small groups allow."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from asn_appraisal.errors import Text

from .intervals import Intervals
from .score_interval import Counts
from .table import Row, Table, suppressed

#: The four-fifths rule of the Uniform Guidelines (29 CFR 1607.4 D); a warning sign, not a test.
FOUR_FIFTHS = Fraction(4, 5)


def title(level: str) -> Text:
    """Return the title of the table."""
    return Text(f"Kelompok: mencapai `{level}` atau di atasnya", f"Groups: at `{level}` or above")


NOTE = Text(
    "Perbedaan antarkelompok tidak menunjukkan sebabnya, dan tidak adanya perbedaan yang terlihat "
    "tidak menunjukkan bahwa tidak ada. Kelompok kecil dan sisanya yang kecil tidak ditampilkan.",
    "A difference between groups does not show its cause, and seeing none does not show that there "
    "is none. Small groups, and groups whose rest is small, are not shown.",
)


def outcomes(
    reached: Mapping[str, bool],
    groups: Mapping[str, str],
    level: str,
    intervals: Intervals,
    smallest: int,
) -> Table:
    """Count by group who reached a level, and set each group against the rest.

    Args:
        reached: by employee, whether the level was reached.
        groups: by employee, the group; who has none is not counted.
        level: the name of the level.
        intervals: what makes the intervals.
        smallest: groups with fewer people are not shown.
    """
    known = {who: held for who, held in reached.items() if who in groups}
    rows: list[Row] = []
    for group in sorted({groups[who] for who in known}):
        inside = [held for who, held in known.items() if groups[who] == group]
        outside = [held for who, held in known.items() if groups[who] != group]
        rows += _rows(group, _counts(inside), _counts(outside), intervals, smallest)
    return Table("outcomes", title(level), rows, NOTE)


def _counts(held: list[bool]) -> Counts:
    return sum(held), len(held)


def _rows(
    group: str, own: Counts, rest: Counts, intervals: Intervals, smallest: int
) -> Iterator[Row]:
    k, n = own
    if n < smallest:
        yield from (suppressed(each, group) for each in ("rate", "difference", "ratio", "p"))
        return
    low, high = intervals.rate(k, n)
    yield Row("rate", group, n, k, Fraction(k, n), low, high, "wilson")
    if rest[1] < smallest:
        yield from (suppressed(each, group) for each in ("difference", "ratio", "p"))
        return
    low, high = intervals.difference(own, rest)
    apart = Fraction(k, n) - Fraction(*rest)
    yield Row("difference", group, n, k, apart, low, high, "against-the-rest-newcombe")
    yield from _ratio(group, own, rest, intervals)
    yield Row("p", group, n, k, intervals.fisher(own, rest), method="fisher-exact-two-sided")


def _ratio(group: str, own: Counts, rest: Counts, intervals: Intervals) -> Iterator[Row]:
    k, n = own
    if not rest[0]:
        yield Row("ratio", group, n, k, method="nobody-in-the-rest-counts")
        return
    ratio = Fraction(k, n) / Fraction(*rest)
    low, high = intervals.ratio(own, rest)
    yield Row("ratio", group, n, k, ratio, low, high, "against-the-rest-score")
    if low is not None and high is not None:
        # Alone the rule alarms by chance in more than half of ordinary units.
        said = _four_fifths(ratio, high)
        yield Row("four-fifths", group, n, k, ratio, low, high, said)


def _four_fifths(ratio: Fraction, high: Fraction) -> str:
    if ratio >= FOUR_FIFTHS:
        return "not-below-four-fifths"
    return (
        "below-four-fifths-interval-below-1" if high < 1 else "below-four-fifths-interval-holds-1"
    )
