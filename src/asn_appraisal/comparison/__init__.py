"""What if: the same people under two policies, and the same people over time.

`compare.py` scores everybody under both; `hybrids.py` makes the policies between the two, and
`attribution.py` divides each difference among the measures that were replaced. `trend.py` puts
cards in the order of their periods.
"""

from .change import Apart, Change, Effect
from .compare import Comparison, compare
from .hybrids import Step
from .point import Point
from .trend import Interval, Trend, trend

__all__ = [
    "Apart",
    "Change",
    "Comparison",
    "Effect",
    "Interval",
    "Point",
    "Step",
    "Trend",
    "compare",
    "trend",
]
