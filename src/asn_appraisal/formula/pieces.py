"""Functions of one ratio that are straight in pieces: joined, compared and cut exactly."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import frozen

_ZERO = Fraction(0)

#: Where a piece begins: (edge, strict); the first piece begins at minus infinity.
Edge = tuple[Fraction, bool]
Line = tuple[Fraction, Fraction]


@frozen
class Pieces:
    """A function of r: values[i] holds from edges[i - 1] up to edges[i]."""

    edges: tuple[Edge, ...]
    values: tuple[Any, ...]

    def at(self, position: Edge | None) -> Any:
        """Return the value just at or after a position; None is minus infinity."""
        if position is None:
            return self.values[0]
        count = sum(edge <= position for edge in self.edges)
        return self.values[count]


def mapped(pieces: Pieces, change: Callable[[Any], Any]) -> Pieces:
    """Change the value of every piece."""
    return Pieces(pieces.edges, tuple(change(each) for each in pieces.values))


def combined(parts: Sequence[Pieces], combine: Callable[..., Any]) -> Pieces:
    """Combine the values of several functions, place by place."""
    edges = sorted({edge for part in parts for edge in part.edges})
    places: list[Edge | None] = [None, *edges]
    values = [combine(*(part.at(place) for part in parts)) for place in places]
    kept = [at for at, (one, two) in enumerate(pairwise(values)) if one != two]
    return Pieces(tuple(edges[at] for at in kept), (values[0], *(values[at + 1] for at in kept)))


def split_at(pieces: Pieces, where: Pieces) -> Pieces:
    """Add an edge at each place where the line of `where` crosses zero."""
    starts: list[Edge | None] = [None, *where.edges, None]
    roots = set(pieces.edges)
    for at, (slope, start) in enumerate(where.values):
        if slope:
            root = -start / slope
            begin, end = starts[at], starts[at + 1]
            if (begin is None or begin[0] <= root) and (end is None or root <= end[0]):
                roots |= {(root, False), (root, True)}
    edges = sorted(roots)
    places: list[Edge | None] = [None, *edges]
    return Pieces(tuple(edges), tuple(pieces.at(place) for place in places))


def picked(parts: Sequence[Pieces], choose: Callable[..., Fraction]) -> Pieces:
    """Return the smallest or largest of several functions at every place."""
    first, *others = parts
    for other in others:
        smaller = choose(0, 1) == 0
        gap = combined([first, other], lambda x, y: (x[0] - y[0], x[1] - y[1]))
        takes_first = compared("<=" if smaller else ">=", gap)
        first = combined([takes_first, first, other], lambda held, x, y: x if held else y)
    return first


_HOLDS: dict[str, Callable[[int], bool]] = {
    "==": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}


def compared(sign: str, difference: Pieces) -> Pieces:
    """Return where `difference sign 0` holds."""
    split = split_at(difference, difference)
    starts: list[Edge | None] = [None, *split.edges, None]
    holds = []
    for at, line in enumerate(split.values):
        holds.append(_HOLDS[sign](signum(line, starts[at], starts[at + 1])))
    return combined([Pieces(split.edges, tuple(holds))], lambda held: held)


def signum(line: Line, begin: Edge | None, end: Edge | None) -> int:
    """Return the sign of a line on a part where it does not cross zero."""
    if begin is not None and end is not None:
        place = (begin[0] + end[0]) / 2
    elif begin is not None:
        place = begin[0] + 1
    else:
        place = end[0] - 1 if end is not None else _ZERO
    value = line[0] * place + line[1]
    return (value > 0) - (value < 0)
