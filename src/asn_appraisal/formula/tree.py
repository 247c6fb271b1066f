"""The language as a tree: a small closed set of nodes that carry kinds, never Python callables.

Every reading (score it, run it over columns, prove things about it, explain it) walks these
nodes. `nodes.py` has leaves, arithmetic, conditions and aggregates; `bodies.py` has the bodies
that measures can have besides a formula.
"""

from .bodies import Band, Bands, Case, Curve, Judgement, Lookup, Matrix, Piece
from .nodes import (
    Aggregate,
    Apply,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    Fact,
    Field,
    Logic,
    MeasureValue,
    Negative,
    Node,
    Not,
    Round,
    Rows,
)

__all__ = [
    "Aggregate",
    "Apply",
    "Arithmetic",
    "Band",
    "Bands",
    "Case",
    "Choose",
    "Compare",
    "Constant",
    "Curve",
    "Fact",
    "Field",
    "Judgement",
    "Logic",
    "Lookup",
    "Matrix",
    "MeasureValue",
    "Negative",
    "Node",
    "Not",
    "Piece",
    "Round",
    "Rows",
]
