"""The language: formula text to a typed expression tree, and two readings of it.

The tree (`tree.py`) is a small closed set of nodes that carry kinds and ranges and know nothing
about appraisals. Here it is read as ranges (`possible`), as text (`formula_text`), and as a table
of integer rows where a formula has that normal form (`ratio_table`); scoring, columns and proofs
are read elsewhere. The functions of the language stand in `functions.py`.
"""

from .aggregates import Gathered
from .functions import AGGREGATES, FUNCTIONS
from .kinds import FLAG, NUMBER, WORD, Kind, Level, Scale, choice_of, level_of
from .normal import RatioRow, RatioTable, leaf_pieces, ratio_lines, ratio_pieces, ratio_table
from .pieces import Pieces
from .range import ANY, Range
from .ranges import Assuming, Declared, Known, assuming, possible, reached
from .reading import parse_formula
from .rounding import MODES, round_ratio, round_to
from .scope import PARENTS, Scope
from .text import formula_text

__all__ = [
    "AGGREGATES",
    "ANY",
    "FLAG",
    "FUNCTIONS",
    "MODES",
    "NUMBER",
    "PARENTS",
    "WORD",
    "Assuming",
    "Declared",
    "Gathered",
    "Kind",
    "Known",
    "Level",
    "Pieces",
    "Range",
    "RatioRow",
    "RatioTable",
    "Scale",
    "Scope",
    "assuming",
    "choice_of",
    "formula_text",
    "leaf_pieces",
    "level_of",
    "parse_formula",
    "possible",
    "ratio_lines",
    "ratio_pieces",
    "ratio_table",
    "reached",
    "round_ratio",
    "round_to",
]
