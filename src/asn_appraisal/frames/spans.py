"""Between which numbers the values of a measure lie, as closely as the policy tells.

A formula over actual and two targets is looked at branch by branch. `100 * actual / target_from if
actual < target_from else ...` never exceeds 100, which a range of `actual` and a range of
`target_from` cannot tell. Tighter bounds let larger numbers stay in 64-bit columns.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from asn_appraisal.formula import ratio_lines
from asn_appraisal.formula.tree import (
    Aggregate,
    Case,
    Choose,
    Compare,
    Constant,
    Fact,
    Field,
    MeasureValue,
    Node,
)
from asn_appraisal.policy import Measure

from .integers import TRUE, Ex, bounded, lit
from .values import Val

#: No value of a measure that is computed in columns is larger, in units of its last place.
MOST_VALUE = 2**36

#: The least and the largest value; None where there is no limit.
Span = tuple[Fraction | None, Fraction | None]
_ANY: Span = (None, None)
_ONE = Fraction(1)


def within_range(measure: Measure, value: Val) -> Ex:
    """Return the numbers of a measure, known to lie where the policy says they lie.

    The range of a measure is exact where its arithmetic by parts is not. What is not there could
    lie anywhere, so it becomes a number of the range; what only reads the row's own fields need
    not, since what is unlawful was made lawful when it was taken in.
    """
    scale, known = value.scale, measure.range
    if measure.kind.name != "number" or scale is None or known is None:
        return value.top
    low = None if known.low is None else floor(known.low * scale)
    high = None if known.high is None else ceil(known.high * scale)
    inside = bounded(value.top, low, high)
    if measure.rows is not None and measure.rows.table == "indicators":
        low_, high_ = span_of(measure.body)
        inside = bounded(
            inside,
            None if low_ is None else floor(low_ * scale),
            None if high_ is None else ceil(high_ * scale),
        )
    if (inside.low, inside.high) == (value.top.low, value.top.high):
        return value.top
    leaves = (Field, MeasureValue, Fact, Aggregate)
    if value.ok is TRUE or all(
        (isinstance(each, Field) and not each.parent)
        or (isinstance(each, MeasureValue) and not each.parent and each.rows == measure.rows)
        for each in measure.body.walk()
        if isinstance(each, leaves)
    ):
        return inside
    return Ex("when", (value.ok, value.top, lit(inside.low)), inside.low, inside.high)


def span_of(node: Node) -> Span:
    """Return between which numbers a formula lies, as far as its branches tell."""
    if isinstance(node, Case):
        return _joined([_span(each, {}) for _, each in node.cases])
    return _span(node, {})


def _span(node: Node, assumed: Mapping[str, Span]) -> Span:
    if isinstance(node, Constant) and isinstance(node.value, Fraction):
        return node.value, node.value
    lines = ratio_lines(node)
    if lines is not None:
        target = next(
            each.name
            for each in node.walk()
            if isinstance(each, Field) and each.name.startswith("target")
        )
        limits = assumed.get(target, _ANY)
        return _joined([_on_line(line, limits) for line in lines if _meets(line, limits)])
    if isinstance(node, Choose):
        then, otherwise = _assuming(node.condition, assumed)
        return _joined([_span(node.then, then), _span(node.otherwise, otherwise)])
    return _ANY


def _joined(spans: list[Span]) -> Span:
    lows = [low for low, _ in spans]
    highs = [high for _, high in spans]
    return (
        None if None in lows else min((each for each in lows if each is not None), default=None),
        None if None in highs else max((each for each in highs if each is not None), default=None),
    )


_Line = tuple[Fraction | None, Fraction | None, Fraction, Fraction]


def _meets(line: _Line, limits: Span) -> bool:
    start, end, *_ = line
    beyond = start is not None and limits[1] is not None and start > limits[1]
    before = end is not None and limits[0] is not None and end < limits[0]
    return not (beyond or before)


def _on_line(line: _Line, limits: Span) -> Span:
    start, end, slope, at_zero = line
    if slope == 0:
        return at_zero, at_zero
    low = start if limits[0] is None or (start is not None and start > limits[0]) else limits[0]
    high = end if limits[1] is None or (end is not None and end < limits[1]) else limits[1]
    ends = [None if edge is None else slope * edge + at_zero for edge in (low, high)]
    return (ends[0], ends[1]) if slope > 0 else (ends[1], ends[0])


def _assuming(
    condition: Node, assumed: Mapping[str, Span]
) -> tuple[Mapping[str, Span], Mapping[str, Span]]:
    """Return what is known of actual / target where a condition holds, and where it does not."""
    match condition:
        case Compare(left=Field(name="actual"), right=Field(name=target)):
            sign = condition.sign
        case Compare(left=Field(name=target), right=Field(name="actual")):
            sign = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(condition.sign, "")
        case _:
            return assumed, assumed
    low, high = assumed.get(target, _ANY)
    below = {**assumed, target: (low, _ONE if high is None else min(high, _ONE))}
    above = {**assumed, target: (_ONE if low is None else max(low, _ONE), high)}
    if sign in ("<", "<="):
        return below, above
    return (above, below) if sign in (">", ">=") else (assumed, assumed)
