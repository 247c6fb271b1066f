"""Why: a scorecard explained in Indonesian or English, and what would change it.

`steps.py` explains measure by measure (`filled.py` puts the numbers into the formulas), and
`contrast.py` finds the nearest change of each piece of evidence that reaches the next level.
"""

from .contrast import Change, Contrast
from .explain import Explanation, explain
from .steps import Explained, Row

__all__ = ["Change", "Contrast", "Explained", "Explanation", "Row", "explain"]
