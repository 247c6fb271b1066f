"""The law: policy text to a `Policy`, checked as far as it can be without any employee.

The way through is `parsing.py`: text, shape (`shapes.py`), variant (`variants.py`), evidence,
measures (one function a body in `measures.py`), static checks (`checks.py`), policy.
"""

from .absence import Absence, Action, can_hold
from .amounts import Amount, Days
from .evidence import EXPECTATION, Evidence, FactRule, TableRules
from .facts_reading import fact_value
from .parsing import parse_policy
from .policy import Measure, Policy, Rounding, Source
from .properties import ENTRIES, PROPERTIES, REQUIRED
from .sections import (
    CalibrationRules,
    FairnessRules,
    Overdue,
    PatternRow,
    ProcessRules,
    Promise,
    Waiver,
)

__all__ = [
    "ENTRIES",
    "EXPECTATION",
    "PROPERTIES",
    "REQUIRED",
    "Absence",
    "Action",
    "Amount",
    "CalibrationRules",
    "Days",
    "Evidence",
    "FactRule",
    "FairnessRules",
    "Measure",
    "Overdue",
    "PatternRow",
    "Policy",
    "ProcessRules",
    "Promise",
    "Rounding",
    "Source",
    "TableRules",
    "Waiver",
    "can_hold",
    "fact_value",
    "parse_policy",
]
