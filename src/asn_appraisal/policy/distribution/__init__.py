"""What a pattern asks of a pool: rows as whole people, and whether any head counts satisfy them.

`seats.py` makes shares whole, `demands.py` makes the rows of a pattern whole people, `cuts.py` says
what limits on head counts mean for the cuts in a rank order, `search.py` deals with limits that no
two cuts express, and `feasibility.py` asks for which sizes of a pool a pattern can hold.
"""

from .cuts import Limit, Reach, Span, lowest, reach_of, span_of
from .demands import Demand, demands_of, sharing
from .feasibility import feasible_from, feasible_sizes, is_possible, question_of, sizes_text
from .search import Answer, Bound, Lead, Question, best
from .seats import seats
from .words import asked, percent, written

__all__ = [
    "Answer",
    "Bound",
    "Demand",
    "Lead",
    "Limit",
    "Question",
    "Reach",
    "Span",
    "asked",
    "best",
    "demands_of",
    "feasible_from",
    "feasible_sizes",
    "is_possible",
    "lowest",
    "percent",
    "question_of",
    "reach_of",
    "seats",
    "sharing",
    "sizes_text",
    "span_of",
    "written",
]
