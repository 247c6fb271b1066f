"""Results over time, for one employee or one unit: levels stay levels, and gaps have names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Literal

from attrs import field, frozen

from asn_appraisal.errors import AppraisalError, Problem, RecordError, Text
from asn_appraisal.explanation.words import Words
from asn_appraisal.policy import Measure
from asn_appraisal.record import Period
from asn_appraisal.record.plan import duplicate_problems
from asn_appraisal.record.values import as_tuple, read_only
from asn_appraisal.scoring import Scorecard, UnknownMeasureError, Value

from .places import place
from .point import Point
from .words import say, signed

_DAY = timedelta(days=1)
Of = Literal["employee", "unit"]


@frozen
class Interval:
    """Selang: from one period to the next, what changed and what lies between."""

    #: The earlier period.
    first: Point = field(repr=False)
    #: The later period.
    then: Point = field(repr=False)
    #: Numbers or steps of one employee, or the means of a unit's numbers: later less earlier.
    difference: Fraction | None
    #: For the levels of a unit: how many more or fewer have each, by level name.
    shifts: Mapping[str, int] = field(converter=read_only)

    #: The first and last day in between that no earlier period covers; None where there are none.
    gap: tuple[date, date] | None = None
    #: Whether the later period shares a day with an earlier one; then there is no difference.
    overlaps: bool = False

    @property
    def rules_changed(self) -> bool:
        """Tell whether the two were not given by the same policy."""
        return self.first.rules != self.then.rules


@frozen
class Trend:
    """Perkembangan: the results of one employee or unit, from period to period."""

    #: One employee, or one unit.
    of: Of
    #: The measure, as the policy of the latest period shows it.
    label: Text
    #: The periods, in order.
    points: tuple[Point, ...] = field(converter=as_tuple)
    #: Between each two that follow each other.
    intervals: tuple[Interval, ...] = field(converter=as_tuple)

    @property
    def values(self) -> tuple[Value, ...]:
        """Return one employee's values in the order of the periods; None where incomplete."""
        return tuple(point.value for point in self.points)

    @property
    def gaps(self) -> tuple[tuple[date, date], ...]:
        """Return the first and last day of each span that no period covers."""
        return tuple(each.gap for each in self.intervals if each.gap is not None)

    def text(self, language: str = "id") -> str:
        """Say period by period what the value was, and how it changed."""
        lines = [f"{say(language, 'trend', measure=self.label.in_language(language))}:"]
        for at, point in enumerate(self.points):
            said = [_point_text(self.of, point, language)]
            if at:
                said += _interval_text(self.intervals[at - 1], language)
            period = _days(point.period.from_, point.period.until, language)
            lines.append(f"  - {period}: {'; '.join(said)}")
        return "\n".join(lines)


def trend(cards: Iterable[Scorecard], *, measure: str | None = None, of: Of = "employee") -> Trend:
    """Perkembangan hasil: put cards in the order of their periods, and say what changed.

    For one employee each period has one card. For a unit (`of="unit"`) it has one for each
    person: numbers are shown with their exact mean, and levels are counted, never averaged. Who
    is in the unit may differ from period to period, and a difference of means does not say why.
    Two results have a difference where they are of one kind, levels of the same scale included,
    and their periods do not overlap; whether the rules changed between them is said.

    Args:
        cards: the cards, in any order.
        measure: the measure to follow; the result of each policy where this is left out.
        of: `employee`, or `unit`.

    Raises:
        RecordError: an appraisal has no period or stands twice, or an employee has two results
            for one period.
        UnknownMeasureError: a policy has no such measure.
        AppraisalError: the measure has a value for each row.

    >>> from asn_appraisal import parse_policy, score
    >>> from asn_appraisal.record import Appraisal
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {facts: {mark: {type: number, from: 0, to: 100}}}
    ... measures: {total: {formula: mark, round: 0}}
    ... result: total
    ... ''')
    >>> def card(year, mark):
    ...     period = Period("annual", date(year, 1, 1), date(year, 12, 31))
    ...     return score(policy, Appraisal(str(year), period=period, facts={"mark": mark}))
    >>> found = trend([card(2025, "90"), card(2023, "80")])
    >>> found.intervals[0].difference, found.gaps[0][0].year
    (Fraction(10, 1), 2024)
    """
    ordered = sorted(cards, key=lambda card: card.appraisal.id)
    _check(ordered)
    by_period: dict[Period, list[Scorecard]] = {}
    for card in ordered:
        assert card.appraisal.period is not None
        by_period.setdefault(card.appraisal.period, []).append(card)
    if of == "employee":
        _check_single(by_period)
    periods = sorted(by_period, key=lambda each: (each.from_, each.until, each.kind))
    points = [_point(period, by_period[period], measure) for period in periods]
    label = Text("", "")
    if points:
        label = _measure(by_period[periods[-1]][-1], measure).label
    covered = accumulate((period.until for period in periods), max)
    intervals = [
        _interval(first, then, until, of)
        for (first, then), until in zip(pairwise(points), covered, strict=False)
    ]
    return Trend(of, label, points, intervals)


def _check(cards: Sequence[Scorecard]) -> None:
    problems = duplicate_problems("cards", [card.appraisal.id for card in cards])
    problems += [
        Problem("ASN-G101", None, {"appraisal": card.appraisal.id})
        for card in cards
        if card.appraisal.period is None
    ]
    if problems:
        raise RecordError(problems)


def _check_single(by_period: Mapping[Period, Sequence[Scorecard]]) -> None:
    problems = []
    for period, cards in by_period.items():
        if len(cards) > 1:
            names = ", ".join(card.appraisal.id for card in cards)
            values = {"first": period.from_, "last": period.until, "appraisals": names}
            problems.append(Problem("ASN-G102", None, {"count": len(cards), **values}))
    if problems:
        raise RecordError(problems)


def _measure(card: Scorecard, name: str | None) -> Measure:
    wanted = name or card.policy.result
    if wanted not in card.policy.measures:
        raise UnknownMeasureError(wanted, card.policy.measures)
    measure = card.policy.measures[wanted]
    if measure.rows is not None:
        raise AppraisalError([Problem("ASN-G103", None, {"measure": wanted})])
    return measure


def _point(period: Period, cards: Sequence[Scorecard], name: str | None) -> Point:
    measures = [_measure(card, name) for card in cards]
    values: dict[str, Value] = {
        card.appraisal.id: card[measure.name] if card.status == "complete" else None
        for card, measure in zip(cards, measures, strict=True)
    }
    kinds = frozenset(measure.kind for measure in measures)
    return Point(period, values, kinds, frozenset(card.policy.fingerprint for card in cards))


def _interval(first: Point, then: Point, covered: date, of: Of) -> Interval:
    """Compare two periods; `covered` is the last day of all periods before the later one."""
    start = then.period.from_
    gap = (covered + _DAY, start - _DAY) if start - covered > _DAY else None
    alike = first.kinds == then.kinds and len(first.kinds) == 1
    if start <= covered or not alike:
        return Interval(first, then, None, {}, gap, start <= covered)
    if of == "employee":
        return Interval(first, then, _less(place(then.value), place(first.value)), {}, gap)
    names = dict.fromkeys((*first.counts, *then.counts))
    shifts = {name: then.counts.get(name, 0) - first.counts.get(name, 0) for name in names}
    return Interval(first, then, _less(then.mean, first.mean), shifts, gap)


def _less(later: Fraction | None, earlier: Fraction | None) -> Fraction | None:
    return None if later is None or earlier is None else later - earlier


# Words ----------------------------------------------------------------------------------


def _days(first: date, last: date, language: str) -> str:
    return say(language, "period", first=first, last=last)


def _point_text(of: Of, point: Point, language: str) -> str:
    words = Words(language)
    if of == "employee":
        return say(language, "incomplete") if point.value is None else words.value(point.value)
    said = [
        say(language, "count", level=words.value(point.shown(word)), count=count)
        for word, count in point.counts.items()
    ]
    if point.mean is not None:
        mean = words.number(point.mean)
        said.append(say(language, "mean", mean=mean, count=len(point.known)))
    if point.incomplete:
        said.append(say(language, "incomplete_of", count=len(point.incomplete)))
    return ", ".join(said)


def _interval_text(interval: Interval, language: str) -> Iterable[str]:
    words = Words(language)
    if interval.difference is not None:
        levels = {kind.name for kind in interval.then.kinds} == {"level"}
        difference = signed(words.number(interval.difference))
        yield say(language, "steps" if levels else "difference", difference=difference)
    if interval.gap is not None:
        yield say(language, "gap", first=interval.gap[0], last=interval.gap[1])
    if interval.overlaps:
        yield say(language, "overlap")
    if interval.rules_changed:
        yield say(language, "rules_changed")
