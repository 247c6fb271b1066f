"""One person: `score(policy, appraisal)` gives a `Scorecard`.

The way through: `program.py` compiles a policy once (`arithmetic.py` and `gathering.py` turn the
tree into functions over exact integers), `intake.py` and `sifting.py` take in the evidence,
`judging.py` takes the decisions of people, `score.py` runs it all, `scorecard.py` is the result.
"""

from .cases import Case, Cases, parse_cases
from .checking import Difference, check_case, given_appraisal
from .inspection import Inspection
from .program import Program, Step, program_of
from .score import run, score
from .scorecard import Scorecard, UnknownMeasureError, Value
from .taken import Taken

__all__ = [
    "Case",
    "Cases",
    "Difference",
    "Inspection",
    "Program",
    "Scorecard",
    "Step",
    "Taken",
    "UnknownMeasureError",
    "Value",
    "check_case",
    "given_appraisal",
    "parse_cases",
    "program_of",
    "run",
    "score",
]
