"""One unit: `calibrate(policy, cohort)` holds its levels against the policy's distribution.

The way through: `scored.py` scores the cohort, `which.py` says who is counted and which pattern
is asked, `standing.py` puts people in rank order, `proposal.py` finds the smallest change set,
`reasons.py` says why each person moves, and `result.py` is the result. The cheapest cuts in the
rank order are found by `programme.py` with `windows.py`. What the pattern asks in whole people,
and whether any head counts satisfy it, belongs to the policy alone: `policy/distribution/`.
"""

from asn_appraisal.policy.distribution import feasible_from, feasible_sizes, seats

from .calibrate import calibrate
from .findings import Finding
from .result import Calibration, Counts, Move
from .scored import ScoredCohort

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
