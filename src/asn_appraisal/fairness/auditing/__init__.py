"""Audit hasil nyata: counts, estimates and intervals for a cohort, never a verdict.

Verdicts are about a policy; what is here is about people and raters of one cohort. This is the
one room of the library with binary numbers: an estimate has an uncertainty that dwarfs their
rounding, and no estimate ever becomes part of a score.

The way through: `ratings.py` gathers who rated whom; `connecting.py` asks whether raters can be
compared at all; `severity.py`, `habits.py`, `preview.py`,
`outcomes.py`, `agreement.py` and `movement.py` make a table each;
`intervals.py` is where scipy is used, behind the extra `audit` (with `score_interval.py` for the
one interval that it lacks); `auditing.py` puts it together, limits first.
"""

from .auditing import Audit, audit
from .table import Row, Table

__all__ = ["Audit", "Row", "Table", "audit"]
