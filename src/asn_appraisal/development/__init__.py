"""What follows: competency gaps, training needs, job-person match, placement and recognition.

`gaps.py` sets one person against one standard, and the rest is made of it: `matching.py` one
percentage, `candidates.py` an order with reasons, `training.py` what a unit should learn.
`ranking.py` is the one way to put people in order: by declared keys, and equals stay equal.
"""

from .candidates import Apart, Ranking, rank_candidates
from .gaps import CompetencyGap, CompetencyGaps, competency_gaps
from .matching import JobPersonMatch, job_person_match
from .needs import Lack, ProgrammePlan, TrainingNeed, TrainingNeeds, Unknown
from .ranking import Key, Tier, tiers
from .recognition import Recognition, Recognitions, recognitions
from .training import training_needs

__all__ = [
    "Apart",
    "CompetencyGap",
    "CompetencyGaps",
    "JobPersonMatch",
    "Key",
    "Lack",
    "ProgrammePlan",
    "Ranking",
    "Recognition",
    "Recognitions",
    "Tier",
    "TrainingNeed",
    "TrainingNeeds",
    "Unknown",
    "competency_gaps",
    "job_person_match",
    "rank_candidates",
    "recognitions",
    "tiers",
    "training_needs",
]
