"""Everything that the room shows, loaded when the first name of it is used."""

from .catalogue import CHECKS
from .checking import CheckResult, check_policy, parametrize_with_checks
from .checks import Check, CheckFailedError
from .conforming import Conformance, conformance
from .engines import Difference, Engine
from .machine import ProcessMachine
from .smaller import simplest
from .strategies import (
    appraisals,
    breakpoints,
    cohorts,
    comparable_pairs,
    near_boundaries,
    policies,
    policy_documents,
    rater_panels,
    reordered,
)

__all__ = [
    "CHECKS",
    "Check",
    "CheckFailedError",
    "CheckResult",
    "Conformance",
    "Difference",
    "Engine",
    "ProcessMachine",
    "appraisals",
    "breakpoints",
    "check_policy",
    "cohorts",
    "comparable_pairs",
    "conformance",
    "near_boundaries",
    "parametrize_with_checks",
    "policies",
    "policy_documents",
    "rater_panels",
    "reordered",
    "simplest",
]
