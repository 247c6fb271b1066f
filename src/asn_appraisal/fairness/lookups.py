"""How lookups and matrices move: every word and every cell that can be reached."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Any

from attrs import evolve

from asn_appraisal.errors import Text
from asn_appraisal.formula import Declared, possible
from asn_appraisal.formula.tree import Lookup, Matrix, Node

from .here import Here
from .moves import STILL, Cause, Move, joined, through
from .tables import (
    along,
)
from .tabular import along_move

_ZERO = Fraction(0)
_BOTH = (1, -1)

# Lookups and matrices ---------------------------------------------------------------------


def lookup_move(body: Lookup, of: Move, here: Here) -> Move:
    """Return the move of a value that is read from a level, a flag or a word."""
    if of.is_still:
        return STILL
    values = dict(body.values)
    kind = body.of.kind
    if kind.name == "choice":
        cause = here.cause("kata tidak memiliki urutan", "words have no order")
        return evolve(through(of, _BOTH, cause), jump=None)
    names = _ranked(body.of)
    axis = along([values[name] for name in names])

    def cause_of(at: tuple[int, int]) -> Cause:
        one, two = (names[each] for each in at)
        path = f"{here.path}.values.{two}"
        shown = [str(getattr(values[each], "name", values[each])) for each in (one, two)]
        what = Text(
            f"`{one}` bernilai {shown[0]}, `{two}` bernilai {shown[1]}",
            f"`{one}` is worth {shown[0]}, `{two}` is worth {shown[1]}",
        )
        return Cause(here.measure, path, what)

    move = along_move(of, axis, cause_of)
    return (
        move
        if move.is_still
        else evolve(move, jump=_jump_over([*values.values()], of), grain=_ZERO)
    )


def _ranked(node: Node) -> list[str]:
    """Return the words of levels worst first, or of flags, as far as they can be reached."""
    reached = possible(node, Declared())
    if node.kind.name == "flag":
        return [str(each).lower() for each in sorted(reached or (False, True))]
    return [level.name for level in node.kind.scale or () if not reached or level in reached]


def _jump_over(values: Sequence[Any], of: Move) -> Fraction | None:
    """Return the largest difference between values as many places apart as the jump."""
    numbers = [Fraction(getattr(each, "order", each)) for each in values]
    if of.jump is None:
        return max(numbers) - min(numbers)
    width = int(of.jump)
    pairs = combinations(range(len(numbers)), 2)
    near = [abs(numbers[a] - numbers[b]) for a, b in pairs if b - a <= width]
    return max(near, default=_ZERO)


def matrix_move(body: Matrix, rows: Move, columns: Move, here: Here) -> Move:
    """Return the move of a level that is read from two levels."""
    cells = {(row, column): level for row, column, level in body.cells}
    down = _ranked(body.rows) or list(dict.fromkeys(row for row, *_ in body.cells))
    across = _ranked(body.columns) or list(dict.fromkeys(column for _, column, _ in body.cells))
    rows, columns = (_unordered(part, move, here) for part, move in _axes(body, rows, columns))
    moves = []
    for column in across:
        axis = along([cells[row, column] for row in down])
        path = [(row, column) for row in down]
        moves.append(along_move(rows, axis, partial(_cell_cause, cells, path, here)))
    for row in down:
        axis = along([cells[row, column] for column in across])
        path = [(row, column) for column in across]
        moves.append(along_move(columns, axis, partial(_cell_cause, cells, path, here)))
    found = joined(moves)
    if found.is_still:
        return STILL
    width = [_width(rows, len(down)), _width(columns, len(across))]
    places = [(a, b) for a in range(len(down)) for b in range(len(across))]
    largest = 0
    for (a, b), (c, d) in combinations(places, 2):
        if abs(a - c) <= width[0] and abs(b - d) <= width[1]:
            one, two = cells[down[a], across[b]], cells[down[c], across[d]]
            largest = max(largest, abs(one.order - two.order))
    return evolve(found, jump=Fraction(largest), grain=_ZERO)


def _axes(body: Matrix, rows: Move, columns: Move) -> tuple[tuple[Node, Move], ...]:
    return (body.rows, rows), (body.columns, columns)


def _unordered(node: Node, move: Move, here: Here) -> Move:
    """Return the move of words, which have no order: either way."""
    if node.kind.name != "choice" or move.is_still:
        return move
    cause = here.cause("kata tidak memiliki urutan", "words have no order")
    return evolve(through(move, _BOTH, cause), jump=None)


def _width(move: Move, most: int) -> int:
    if move.is_still:
        return 0
    return most if move.jump is None else int(move.jump)


def _cell_cause(cells: Any, path: Sequence[Any], here: Here, at: tuple[int, int]) -> Cause:
    one, two = (path[each] for each in at)
    shown = [cells[each].name for each in (one, two)]
    return Cause(
        here.measure,
        f"{here.path}.cells.{two[0]}.{two[1]}",
        Text(
            f"sel {one[0]}/{one[1]} berisi `{shown[0]}`, sel {two[0]}/{two[1]} berisi `{shown[1]}`",
            f"cell {one[0]}/{one[1]} holds `{shown[0]}`, cell {two[0]}/{two[1]} holds `{shown[1]}`",
        ),
    )
