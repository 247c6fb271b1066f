"""Does it hold: `verify(policy)` decides which properties a policy has, and shows where not.

The way through: `inputs.py` lists what is read and which way it is better; `prover.py` reads the
formulas as moves (`regions.py` and `cells.py` make them straight; `tabular.py`, `aggregating.py`,
`terms.py` and `worlds.py` are its parts); `sweep.py` searches with ordinary appraisals
(`specimens.py`); `pairs.py` and `witness.py` make examples that people can read; one module for
each group of properties decides them, and `verify.py` holds waivers against what was found.

Verdicts are about a policy, and say which property holds and how that is known. They are no
statement about people, and none about differences of results between groups. Estimates on real
outcomes, with their limits, are what `audit(cohort, groups)` gives (`auditing/`).
"""

from .auditing import Audit, Row, Table, audit
from .described import DESCRIBED
from .description import Description
from .verdict import METHODS, STATUSES, Report, Verdict
from .verify import UnknownPropertyError, verify
from .witness import Shown, Witness

__all__ = [
    "DESCRIBED",
    "METHODS",
    "STATUSES",
    "Audit",
    "Description",
    "Report",
    "Row",
    "Shown",
    "Table",
    "UnknownPropertyError",
    "Verdict",
    "Witness",
    "audit",
    "verify",
]
