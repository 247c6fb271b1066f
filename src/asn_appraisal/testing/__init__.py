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

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

#: Where a name lives that is not a strategy.
_HOMES = {
    "CHECKS": "catalogue",
    "Check": "checks",
    "CheckFailedError": "checks",
    "CheckResult": "checking",
    "Conformance": "conforming",
    "Difference": "engines",
    "Engine": "engines",
    "ProcessMachine": "machine",
    "check_policy": "checking",
    "conformance": "conforming",
    "parametrize_with_checks": "checking",
    "simplest": "smaller",
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


def __getattr__(name: str) -> Any:
    """Load a name with its module, once."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES.get(name, 'strategies')}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*globals(), *__all__])
