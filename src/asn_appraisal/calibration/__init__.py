"""One unit: `calibrate(policy, cohort)` holds its levels against the policy's distribution.

The way through: `scored.py` scores the cohort, `which.py` says who is counted and which pattern
is asked, `standing.py` puts people in rank order, `demands.py` makes the rows whole people (with
`seats.py`), `proposal.py` finds the smallest change set, `reasons.py` says why each person moves,
and `result.py` is the result. The exact search is `cuts.py` (what limits on head counts say of
the cuts in the rank order), `programme.py` with `windows.py` (the cheapest cuts), and `search.py`
(limits that no two cuts express). `feasibility.py` asks for which pools a pattern can hold.
"""

from .calibrate import calibrate
from .feasibility import feasible_from, feasible_sizes
from .findings import Finding
from .result import Calibration, Counts, Move
from .scored import ScoredCohort
from .seats import seats

__all__ = [
    "Calibration",
    "Counts",
    "Finding",
    "Move",
    "ScoredCohort",
    "calibrate",
    "feasible_from",
    "feasible_sizes",
    "seats",
]
