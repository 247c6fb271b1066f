"""Penilaian kinerja ASN: appraisal of Indonesian civil servants under rules written as YAML.

A policy is a list of named measures over evidence. One expression, four readings: score it for
one person, run it over columns for millions, prove things about it, explain it in plain words.

    policy = parse_policy(text)
    records = parse_records(text)
    card = score(policy, records.appraisals["2025-sari"])
    print(explain(card).text)

Each name is loaded with its room when it is first used, so that importing the front door costs
an application next to nothing.
"""

from typing import TYPE_CHECKING

from .loading import on_demand

if TYPE_CHECKING:
    from .calibration import Calibration, calibrate
    from .comparison import compare
    from .errors import AppraisalError, PolicyError, RecordError
    from .exchange import from_dict, to_dict
    from .explanation import explain
    from .formula import Level
    from .policy import Policy, parse_policy
    from .record import (
        Appraisal,
        Assignment,
        Cohort,
        Employee,
        Framework,
        Position,
        Records,
        Unit,
        parse_framework,
        parse_records,
    )
    from .scoring import Scorecard, parse_cases, score

#: The names of each room.
_ROOMS = {
    "calibration": ("Calibration", "calibrate"),
    "comparison": ("compare",),
    "errors": ("AppraisalError", "PolicyError", "RecordError"),
    "exchange": ("from_dict", "to_dict"),
    "explanation": ("explain",),
    "formula": ("Level",),
    "policy": ("Policy", "parse_policy"),
    "record": (
        "Appraisal",
        "Assignment",
        "Cohort",
        "Employee",
        "Framework",
        "Position",
        "Records",
        "Unit",
        "parse_framework",
        "parse_records",
    ),
    "scoring": ("Scorecard", "parse_cases", "score"),
}

__all__ = [
    "Appraisal",
    "AppraisalError",
    "Assignment",
    "Calibration",
    "Cohort",
    "Employee",
    "Framework",
    "Level",
    "Policy",
    "PolicyError",
    "Position",
    "RecordError",
    "Records",
    "Scorecard",
    "Unit",
    "calibrate",
    "compare",
    "explain",
    "from_dict",
    "parse_cases",
    "parse_framework",
    "parse_policy",
    "parse_records",
    "score",
    "to_dict",
]

if not TYPE_CHECKING:  # or a checker would take any name for one that is there
    __getattr__, __dir__ = on_demand(globals(), _ROOMS)
