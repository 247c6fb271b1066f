"""What an aggregate can give, from what its rows can give."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from . import interval
from .range import ANY, Range

_ZERO = Fraction(0)
_NONE = Range.only(_ZERO)
_COUNT = Range(_ZERO, None, grid=Fraction(1))
_YES = frozenset((True,))


@frozen
class Gathered:
    """The rows of an aggregate: what each can give, and whether each stands for just one row."""

    #: (value, weight, where) of each row, as they can be.
    rows: tuple[tuple[Any, Any, Any], ...]
    #: True: these are the rows; False: there may be any number of rows like them.
    counted: bool

    @property
    def certain(self) -> bool:
        """Tell whether it is known which rows count, and that each counts once."""
        return self.counted and all(len(where) == 1 for _, _, where in self.rows)

    def never_empty(self, function: str) -> bool:
        """Tell whether there are always rows enough, with weights that do not sum to zero."""
        sure = [weight for _, weight, where in self.rows if where == _YES]
        least = 3 if function == "trimmed_mean" else 1
        weights = [weight for _, weight, _ in self.rows]
        return (
            self.counted
            and len(sure) >= least
            and all(weight.never_below(0) for weight in weights)
            and not all(weight.can_be_zero for weight in sure)
        )


def gather(function: str, gathered: Gathered) -> Any:
    """Return what the aggregate can give over at least one row."""
    rows = [row for row in gathered.rows if True in row[2]]
    if function in ("any", "all"):
        return _flags(function, rows, gathered)
    if function == "count":
        return _counted(gathered)
    if function == "share":
        return _share(gathered)
    if not rows:
        return ANY
    if not isinstance(rows[0][0], Range):
        return frozenset(level for value, _, _ in rows for level in value)
    if function == "sum":
        return _sum(rows, gathered)
    if function == "mean":
        return _mean(rows, gathered)
    values = [value for value, _, _ in rows]
    if gathered.certain:
        return _by_order(function, values)
    if function in ("lowest", "highest"):
        return _hull(values)
    # Half way between two values on a grid lies off it, and may be zero where no value is.
    return evolve(_hull(values), grid=None, never_zero=False)


def _hull(values: list[Range]) -> Range:
    first, *others = values
    for other in others:
        first = first.join(other)
    return first


def _flags(function: str, rows: list[Any], gathered: Gathered) -> frozenset[bool]:
    decides = function == "any"
    found = set()
    if any(decides in value for value, _, _ in rows):
        found.add(decides)
    sure = any(where == _YES and value == {decides} for value, _, where in rows)
    if not sure or not gathered.counted:
        found.add(not decides)
    if not gathered.counted:
        return frozenset(each for value, _, _ in rows for each in value)
    return frozenset(found)


def _counted(gathered: Gathered) -> Range:
    if not gathered.counted:
        return _COUNT
    sure = sum(where == _YES for _, _, where in gathered.rows)
    most = sum(True in where for _, _, where in gathered.rows)
    return Range(Fraction(sure), Fraction(most), grid=Fraction(1))


def _share(gathered: Gathered) -> Range:
    rows = [row for row in gathered.rows if True in row[2]]
    answers = {each for value, _, _ in rows for each in value}
    if len(answers) == 1:
        return Range.only(Fraction(answers.pop()))
    if not gathered.certain or not rows:
        return Range(_ZERO, Fraction(1))
    sure = sum(value == _YES for value, _, _ in rows)
    most = sum(True in value for value, _, _ in rows)
    return Range(Fraction(sure, len(rows)), Fraction(most, len(rows)))


def _sum(rows: list[Any], gathered: Gathered) -> Range:
    parts = [(interval.multiply(value, weight), where) for value, weight, where in rows]
    if gathered.counted:
        total = _NONE
        for part, where in parts:
            total = interval.add(total, part if where == _YES else part.join(_NONE))
        return total
    whole = _hull([part for part, _ in parts])
    low = whole.low if whole.never_below(0) else None
    high = whole.high if whole.high is not None and whole.high <= 0 else None
    return Range(low, high, low is not None and whole.low_open, grid=whole.grid)


def _mean(rows: list[Any], gathered: Gathered) -> Range:
    weights = [weight for _, weight, _ in rows]
    if not all(weight.never_below(0) for weight in weights):
        return ANY
    fixed = all(weight.is_single for weight in weights)
    below = sum((weight.low for weight in weights), _ZERO) if fixed else _ZERO
    if gathered.certain and below > 0:
        return interval.scale(_sum(rows, gathered), 1 / below)
    hull = _hull([value for value, _, _ in rows])
    return Range(hull.low, hull.high, hull.low_open, hull.high_open)


def _by_order(function: str, values: list[Range]) -> Range:
    """Return the range of an order statistic: it rises with each value."""
    pick = _ORDER_STATISTICS[function]
    lows = [value.low for value in values]
    highs = [value.high for value in values]
    return Range(
        pick([low for low in lows if low is not None]) if None not in lows else None,
        pick([high for high in highs if high is not None]) if None not in highs else None,
    )


def _median(values: list[Fraction]) -> Fraction:
    ranked, middle = sorted(values), len(values) // 2
    if len(ranked) % 2:
        return ranked[middle]
    return (ranked[middle - 1] + ranked[middle]) / 2


def _trimmed_mean(values: list[Fraction]) -> Fraction | None:
    ranked = sorted(values)[1:-1]
    return sum(ranked, _ZERO) / len(ranked) if ranked else None


_ORDER_STATISTICS: dict[str, Callable[[list[Fraction]], Fraction | None]] = {
    "median": _median,
    "trimmed_mean": _trimmed_mean,
    "lowest": min,
    "highest": max,
}
