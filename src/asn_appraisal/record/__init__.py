"""The facts: who was appraised, for which post, what was planned, reported and decided.

Nouns only: frozen, checked when they are made, without any arithmetic of appraisal.
"""

from .appraisal import (
    Appraisal,
    Behaviour,
    CompetencyLevel,
    Feedback,
    Judgement,
    Period,
    PeriodResult,
)
from .framework import Competency, Framework, PositionStandard, Programme
from .people import (
    Assignment,
    AssignmentKind,
    Employee,
    EmployeeKind,
    Position,
    PositionKind,
    Unit,
)
from .plan import Indicator, Observation, Observations, Target, WorkResult
from .reading import parse_framework, parse_records
from .records import Cohort, Member, Records
from .tables import Table
from .values import MISSING, RATINGS, FrozenMap, Missing, NotApplicable, Quantity, Rating

__all__ = [
    "MISSING",
    "RATINGS",
    "Appraisal",
    "Assignment",
    "AssignmentKind",
    "Behaviour",
    "Cohort",
    "Competency",
    "CompetencyLevel",
    "Employee",
    "EmployeeKind",
    "Feedback",
    "Framework",
    "FrozenMap",
    "Indicator",
    "Judgement",
    "Member",
    "Missing",
    "NotApplicable",
    "Observation",
    "Observations",
    "Period",
    "PeriodResult",
    "Position",
    "PositionKind",
    "PositionStandard",
    "Programme",
    "Quantity",
    "Rating",
    "Records",
    "Table",
    "Target",
    "Unit",
    "WorkResult",
    "parse_framework",
    "parse_records",
]
