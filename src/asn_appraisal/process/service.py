"""What somebody served: the segments of a year, their months, and whether they tile it."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, field, frozen

from asn_appraisal.errors import RecordError, Text
from asn_appraisal.record import Assignment, AssignmentKind, Period, Records
from asn_appraisal.record.people import date_problems

from .refusal import say

#: How months are counted: `exact` (a part of a month is its days over the days of that month) or
#: `whole` (only months that were served from the first day to the last).
MonthCount = Literal["exact", "whole"]

#: Posts that run beside the definitive one, and make no part of the year of their own.
PARALLEL = (AssignmentKind.ACTING, AssignmentKind.DAILY_ACTING)


@frozen
class Segment:
    """Ruas masa kerja: one stretch of a year in one assignment, both days included.

    Raises:
        RecordError: the dates are not in order.
    """

    #: What it is called, e.g. the assignment's id.
    name: str
    #: The first day.
    from_: date
    #: The last day.
    until: date
    #: What came of it: a scorecard, an exact number or a level; None: not appraised, or not yet.
    value: Any = None
    #: The kind of assignment.
    kind: AssignmentKind = AssignmentKind.DEFINITIVE
    #: Days inside it that were not served, as ordinals: leave outside state responsibility.
    not_served: frozenset[int] = field(default=frozenset(), repr=False)

    def __attrs_post_init__(self) -> None:
        """Check that the days are in order."""
        if problems := date_problems(self.name, self.from_, self.until):
            raise RecordError(problems)

    @property
    def days(self) -> frozenset[int]:
        """Return the days that were served, as ordinals; leave has none."""
        if self.kind is AssignmentKind.LEAVE:
            return frozenset()
        return self.covered - self.not_served

    @property
    def covered(self) -> frozenset[int]:
        """Return all the days from the first to the last, as ordinals."""
        return frozenset(range(self.from_.toordinal(), self.until.toordinal() + 1))

    @property
    def parallel(self) -> bool:
        """Tell whether it runs beside the definitive post."""
        return self.kind in PARALLEL

    def with_value(self, value: Any) -> "Segment":
        """Return the segment with what came of it."""
        return evolve(self, value=value)


@frozen
class Finding:
    """Temuan: something about the parts of a year that a reader must know."""

    #: The stable code.
    code: str
    #: The first day.
    first: date
    #: The last day.
    last: date
    #: What it is.
    text: Text


def segments_of(records: Records, employee: str, period: Period) -> tuple[Segment, ...]:
    """Ruas masa kerja seorang pegawai: return the assignments of an employee within a period.

    Each is cut to the period; days of leave outside state responsibility are taken out of the
    others, because nobody is rated on days that they did not serve.
    """
    inside = [
        segment
        for each in records.assignments_of.get(employee, ())
        if (segment := _cut(each, period)) is not None
    ]
    leave = frozenset[int]().union(
        *(each.covered for each in inside if each.kind is AssignmentKind.LEAVE)
    )
    segments = (evolve(each, not_served=each.covered & leave) for each in inside)
    return tuple(sorted(segments, key=_order))


def _cut(assignment: Assignment, period: Period) -> Segment | None:
    first = max(assignment.from_ or period.from_, period.from_)
    last = min(assignment.until or period.until, period.until)
    return Segment(assignment.id, first, last, None, assignment.kind) if first <= last else None


def _order(segment: Segment) -> tuple[date, date, str]:
    return (segment.from_, segment.until, segment.name)


def months_served(days: Iterable[int], *, count: MonthCount = "exact") -> Fraction:
    """Hitung bulan: return how many months some days are, exactly.

    A month that was served in full counts as one. Of another month the days count over the days
    of that month (`exact`), or not at all (`whole`).

    >>> spring = Segment("a", date(2025, 2, 15), date(2025, 3, 31))
    >>> months_served(spring.days), months_served(spring.days, count="whole")
    (Fraction(3, 2), Fraction(1, 1))
    """
    served: dict[tuple[int, int], int] = {}
    for day in frozenset(days):
        when = date.fromordinal(day)
        served[when.year, when.month] = served.get((when.year, when.month), 0) + 1
    parts = (Fraction(held, monthrange(*month)[1]) for month, held in served.items())
    counted = (part if count == "exact" else Fraction(part // 1) for part in parts)
    return sum(counted, Fraction(0))


def tiling(period: Period, segments: Iterable[Segment]) -> tuple[Finding, ...]:
    """Periksa ruas: name the gaps and overlaps of a period, first day first.

    Posts that run in parallel (Plt., Plh.) are no overlap, and leave is no gap.

    >>> year = Period("annual", date(2025, 1, 1), date(2025, 12, 31))
    >>> halves = [Segment("old", date(2025, 1, 1), date(2025, 6, 30))]
    >>> [each.text.en for each in tiling(year, halves)]
    ['2025-07-01 to 2025-12-31 belongs to no assignment.']
    """
    own = sorted((each for each in segments if not each.parallel), key=_order)
    whole = frozenset(range(period.from_.toordinal(), period.until.toordinal() + 1))
    empty = whole - frozenset[int]().union(*(each.covered for each in own))
    found = [_finding("ASN-T070", first, last) for first, last in runs(empty)]
    found += [
        _finding("ASN-T071", first, last, one=one.name, other=other.name)
        for at, one in enumerate(own)
        for other in own[at + 1 :]
        for first, last in runs((one.covered - one.not_served) & (other.covered - other.not_served))
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.code, each.text.en)))


def runs(days: Iterable[int]) -> list[tuple[date, date]]:
    """Return days, as ordinals, as stretches from a first to a last day."""
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return [(date.fromordinal(first), date.fromordinal(last)) for first, last in found]


def _finding(code: str, first: date, last: date, **values: str) -> Finding:
    return Finding(code, first, last, say(code, first=first, last=last, **values))


def duplicate_appraisals(records: Records) -> tuple[tuple[str, str], ...]:
    """Cari penilaian ganda: return the ids of appraisals of one assignment and one period.

    Two posts in one year are two appraisals; two appraisals of one post in one period are not.
    """
    seen: dict[tuple[str, Period], str] = {}
    pairs = []
    for each in records.appraisals.values():
        if each.assignment is None or each.period is None:
            continue
        first = seen.setdefault((each.assignment, each.period), each.id)
        if first != each.id:
            pairs.append((first, each.id))
    return tuple(pairs)
