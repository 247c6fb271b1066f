"""Alat uji: Hypothesis strategies, checks of policies and of other engines, a machine for steps.

For those who test: their policy, their application, or an engine of another make. Needs the
extra `testing`.

The way through: `drawing.py` draws numbers that hurt; `evidence_sections.py`, `names.py`,
`formulas.py`, `drafting.py`, `calibration_sections.py` and `documents.py` draw policies;
`reporting.py` and `lawful.py` draw appraisals with the numbers that `turning.py` finds in the
policy, `pieces.py` and `neighbours.py` change them, `gatherings.py` draws cohorts and panels, and
`smaller.py` makes examples small.
`checks.py` says what a check is, `catalogue.py` has them all and `checking.py` runs them;
`engines.py` and `conforming.py` hold another engine beside this one; `machine.py` takes steps.
`entry.py` is what Hypothesis calls.

Hypothesis imports this package whenever it is itself imported, to learn which strategy draws
which type. So nothing is loaded here before it is used.
"""

from typing import TYPE_CHECKING

from asn_appraisal.loading import on_demand

if TYPE_CHECKING:
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

#: The names of each module.
_MODULES = {
    "catalogue": ("CHECKS",),
    "checking": ("CheckResult", "check_policy", "parametrize_with_checks"),
    "checks": ("Check", "CheckFailedError"),
    "conforming": ("Conformance", "conformance"),
    "engines": ("Difference", "Engine"),
    "machine": ("ProcessMachine",),
    "smaller": ("simplest",),
    "strategies": (
        "appraisals",
        "breakpoints",
        "cohorts",
        "comparable_pairs",
        "near_boundaries",
        "policies",
        "policy_documents",
        "rater_panels",
        "reordered",
    ),
}

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

if not TYPE_CHECKING:  # or a checker would take any name for one that is there
    __getattr__, __dir__ = on_demand(globals(), _MODULES)
