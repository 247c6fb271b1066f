"""Between which numbers the values of a measure lie, as closely as the policy tells."""

from math import ceil, floor

from asn_appraisal.formula.tree import Aggregate, Fact, Field, MeasureValue
from asn_appraisal.policy import Measure

from .integers import TRUE, Ex, bounded, lit
from .spans import span_of
from .values import Val

#: No value of a measure that is computed in columns is larger, in units of its last place.
MOST_VALUE = 2**36


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
