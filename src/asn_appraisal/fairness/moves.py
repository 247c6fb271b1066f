"""How a value moves when one piece of evidence gets better: its direction and its largest jump.

A direction is the set of ways in which the value can move: {1} never falls, {-1} never rises,
{} stands still, {1, -1} can do either. Directions compose like signs: through a part that falls,
up becomes down; of two parts together, either may happen.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve, field, frozen

from asn_appraisal.errors import Text
from asn_appraisal.record import FrozenMap

_ZERO = Fraction(0)


@frozen
class Cause:
    """Sebab: the rule that makes a value move as it does."""

    #: The measure.
    measure: str
    #: Where it stands in the document of the policy, e.g. `measures.total.formula`.
    path: str
    #: What it does.
    what: Text
    #: True: a shape that goes both ways; False: a plain reversal.
    bends: bool = True
    #: Whether it happens all at once.
    is_jump: bool = False


@frozen
class Move:
    """Gerak: which ways a value can go, and how far it can jump."""

    #: Way (1 or -1) to its causes.
    ways: Mapping[int, tuple[Cause, ...]] = field(factory=FrozenMap)
    #: The largest jump on an arbitrarily small change, in points or levels, apart from rounding;
    #: None: it is not known.
    jump: Fraction | None = _ZERO
    #: What makes the jump.
    jumps_at: tuple[Cause, ...] = ()
    #: How much of a step rounding makes.
    grain: Fraction = _ZERO

    @property
    def is_still(self) -> bool:
        """Tell whether the value never moves."""
        return not self.ways

    @property
    def never_falls(self) -> bool:
        """Tell whether it never falls."""
        return -1 not in self.ways

    @property
    def never_rises(self) -> bool:
        """Tell whether it never rises."""
        return 1 not in self.ways

    @property
    def name(self) -> str:
        """Return `still`, `up`, `down` or `mixed`."""
        if self.is_still:
            return "still"
        if self.never_falls:
            return "up"
        return "down" if self.never_rises else "mixed"


STILL = Move()


def start(way: int) -> Move:
    """Return the move of the piece of evidence itself."""
    return Move(FrozenMap({way: ()}))


def joined(moves: Iterable[Move], *, added: bool = False) -> Move:
    """Return the move of something that goes as any of the moves.

    Args:
        moves: the moves.
        added: True: they happen together, and jumps and grains add up; False: one of them happens.
    """
    moving = [each for each in moves if not each.is_still]
    if not moving:
        return STILL
    if len(moving) == 1:
        return moving[0]
    ways: dict[int, tuple[Cause, ...]] = {}
    for each in moving:
        for way, causes in each.ways.items():
            ways[way] = _together(ways.get(way, ()), causes)
    jumps = [each.jump for each in moving]
    known = [each for each in jumps if each is not None]
    jump = None if len(known) < len(jumps) else (sum(known, _ZERO) if added else max(known))
    jumps_at = _together(*(each.jumps_at for each in moving))
    grains = [each.grain for each in moving]
    return Move(FrozenMap(ways), jump, jumps_at, sum(grains, _ZERO) if added else max(grains))


def through(move: Move, ways: Iterable[int], cause: Cause | None = None) -> Move:
    """Return the move of a part that goes those ways when what it reads rises."""
    found: dict[int, tuple[Cause, ...]] = {}
    axes = sorted(set(ways))
    for axis in axes:
        for way, causes in move.ways.items():
            own = (cause,) if cause is not None and (axis < 0 or len(axes) > 1) else ()
            found[axis * way] = _together(found.get(axis * way, ()), causes, own)
    return evolve(move, ways=FrozenMap(found)) if found else STILL


def scaled(move: Move, factor: Fraction, cause: Cause | None = None) -> Move:
    """Return the move of `factor * x`."""
    if not factor:
        return STILL
    turned = through(move, [1 if factor > 0 else -1], cause)
    jump = None if move.jump is None else move.jump * abs(factor)
    return evolve(turned, jump=jump, grain=move.grain * abs(factor))


def magnified(move: Move, size: Fraction | None) -> Move:
    """Return the move with its jump and grain at most so many times as large; None: no limit."""
    if size is None:
        # A step of rounding without limit is a jump that nobody knows.
        return evolve(move, jump=None) if move.jump != 0 or move.grain else move
    jump = None if move.jump is None else move.jump * size
    return evolve(move, jump=jump, grain=move.grain * size)


def _together(*lists: tuple[Cause, ...]) -> tuple[Cause, ...]:
    return tuple(dict.fromkeys(each for causes in lists for each in causes))
