"""Every public strategy: `from asn_appraisal.testing import strategies as ast`."""

from .documents import policies, policy_documents
from .gatherings import cohorts, rater_panels
from .lawful import appraisals
from .neighbours import comparable_pairs, near_boundaries, reordered
from .turning import breakpoints

__all__ = [
    "appraisals",
    "breakpoints",
    "cohorts",
    "comparable_pairs",
    "near_boundaries",
    "policies",
    "policy_documents",
    "rater_panels",
    "reordered",
]
