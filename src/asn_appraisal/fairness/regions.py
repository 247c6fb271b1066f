"""A formula of a row, cut into the regions of its plan in which it is one simple function.

Which side of the target the actual lies on, whether a target is zero, and the words of the row
settle most conditions. What is left is, in nearly every policy, straight in pieces over
actual / target.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import attrs
from attrs import evolve, field, frozen

from asn_appraisal.formula import Range, leaf_pieces, ratio_pieces
from asn_appraisal.formula.tree import Case, Choose, Compare, Constant, Field, Logic, Node, Not
from asn_appraisal.record import FrozenMap

from .cells import Segment, segments
from .inputs import Input

_ZERO, _ONE = Fraction(0), Fraction(1)
_TARGETS = ("target", "target_from", "target_to")
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


@frozen
class Region:
    """Daerah: what is settled about a row and its plan."""

    #: Words of the row by field.
    words: Mapping[str, str] = field(factory=FrozenMap)
    #: `below`, `inside` or `above` the target; empty: anywhere.
    side: str = ""
    #: Target field to whether it is zero.
    zero: Mapping[str, bool] = field(factory=FrozenMap)


@frozen
class Form:
    """Bentuk: the formula in one region."""

    region: Region
    #: The formula, with what the region settles taken out.
    node: Node
    #: The target below the line; None: over the actual itself.
    under: str | None
    #: Its straight pieces, lowest place first; None: it has none.
    segments: tuple[Segment, ...] | None


def forms_of(body: Node, one: Input) -> list[list[Form]]:
    """Return the formula as groups of forms; the forms of a group follow as the actual rises.

    The plan is fixed while the actual moves, so nothing goes from one group to another.
    """
    words = FrozenMap(one.given)
    plain = simplified(body, Region(words))
    still = set(_targets(plain))
    sides = ("below", "inside", "above") if _has_sides(one, still) else ("",)
    groups = []
    for zero in _zeros(plain, sorted(still)):
        forms = []
        for side in sides:
            region = Region(words, side, zero)
            if side == "below" and _is_never_below(zero, one):
                continue
            node = simplified(plain, region)
            forms.append(Form(region, node, *_straight(node, one, region)))
        groups.append(forms)
    return groups


def _targets(node: Node) -> Iterable[str]:
    return (each.name for each in node.walk() if isinstance(each, Field) and _is_target(each))


def _is_target(node: Node) -> bool:
    return isinstance(node, Field) and node.table == "indicators" and node.name in _TARGETS


def _has_sides(one: Input, targets: set[str]) -> bool:
    """Tell whether the sides of the target matter: for a range, or where towards it is better."""
    if (one.table, one.name) != ("indicators", "actual"):
        return False
    return one.better == 0 or len(targets) > 1


def _is_never_below(zero: Mapping[str, bool], one: Input) -> bool:
    return any(zero.values()) and zero.get("target_from", True) and one.range.never_below(0)


def _zeros(node: Node, targets: list[str]) -> Iterable[FrozenMap]:
    """Yield which targets are zero, where zero is lawful."""
    fields = {each.name: each for each in node.walk() if isinstance(each, Field)}
    ways = []
    for name in targets:
        lawful = fields[name].range
        if lawful.never_below(0):
            both = [(name, False), (name, True)]
            ways.append(both if lawful.can_be_zero else both[:1])
    for picked in product(*ways):
        zero = dict(picked)
        # The lower end of a range cannot lie above its upper end.
        if zero.get("target_to") and zero.get("target_from") is False:
            continue
        yield FrozenMap(zero)


def _straight(
    node: Node, one: Input, region: Region
) -> tuple[str | None, tuple[Segment, ...] | None]:
    targets = [each for each in node.walk() if _is_target(each)]
    side = {"below": Range(None, _ONE, high_open=True), "above": Range(_ONE, low_open=True)}
    if targets and one.name == "actual":
        pieces = ratio_pieces(node)
        if pieces is None:
            return None, None
        over = Range(_ZERO) if one.range.never_below(0) else Range()
        name = targets[0].name  # type: ignore[attr-defined]
        here = side.get(region.side, over).within(over)
        # Inside a range the ratio to one end says nothing about the other end.
        if region.side == "inside":
            here = {"target_from": Range(_ONE), "target_to": Range(None, _ONE)}.get(
                name, Range(_ONE, _ONE)
            ).within(over)
        return name, tuple(segments(pieces, here))
    leaf = next((each for each in node.walk() if one.is_leaf(each)), None)
    if leaf is None:
        pieces = leaf_pieces(node, node)
        constant = isinstance(node, Constant) and isinstance(node.value, Fraction)
        if constant:
            return None, (Segment(Range(), _ZERO, node.value),)  # type: ignore[attr-defined]
        return None, None
    pieces = leaf_pieces(node, leaf)
    if pieces is None:
        return None, None
    span = one.range
    if region.side and region.zero and all(region.zero.values()):
        span = _around_zero(region).within(span)
    return None, tuple(segments(pieces, span))


def _around_zero(region: Region) -> Range:
    """Return where the actual lies on one side of a target that is zero."""
    if region.side == "inside":
        return Range(_ZERO, _ZERO if {"target", "target_to"} & set(region.zero) else None)
    if region.side == "below":
        return Range(None, _ZERO, high_open=True)
    return Range(_ZERO, low_open=True)


# Taking out what is settled ---------------------------------------------------------------


def simplified(node: Node, region: Region) -> Node:
    """Return the tree with every condition that the region settles taken out."""
    match node:
        case Choose():
            held = settled(node.condition, region)
            if held is not None:
                return simplified(node.then if held else node.otherwise, region)
        case Case(of=Field(parent=False) as of) if of.name in region.words:
            for word, each in node.cases:
                if word == region.words[of.name]:
                    return simplified(each, region)
        case Field(parent=False) if node.name in region.zero and _is_target(node):
            if region.zero[node.name]:
                return Constant(_ZERO)
            if node.range.never_below(0):
                return evolve(node, range=evolve(node.range, low=_ZERO, low_open=True))
            return node
    changed = {
        attribute.name: _inside(value, region)
        for attribute in attrs.fields(type(node))
        if isinstance(value := getattr(node, attribute.name), Node | tuple)
    }
    return evolve(node, **changed) if changed else node


def _inside(value: Any, region: Region) -> Any:
    if isinstance(value, Node):
        return simplified(value, region)
    if isinstance(value, tuple):
        return tuple(_inside(each, region) for each in value)
    return value


def settled(condition: Node, region: Region) -> bool | None:
    """Return whether a condition holds in the region; None where that is open."""
    match condition:
        case Not():
            inner = settled(condition.value, region)
            return None if inner is None else not inner
        case Logic():
            found = [settled(each, region) for each in condition.parts]
            decides = condition.word == "or"
            if decides in found:
                return decides
            return None if None in found else not decides
        case Compare():
            found_here = _compared(condition.sign, condition.left, condition.right, region)
            if found_here is None:
                sign = _FLIPPED[condition.sign]
                return _compared(sign, condition.right, condition.left, region)
            return found_here
    return None


def _compared(sign: str, left: Node, right: Node, region: Region) -> bool | None:
    if not isinstance(left, Field) or left.parent:
        return None
    if isinstance(right, Constant) and left.name in region.words:
        equal = region.words[left.name] == right.value
        return {"==": equal, "!=": not equal}.get(sign)
    if left.name == "actual" and _is_target(right) and region.side:
        return _SIDES[region.side](sign, right.name)  # type: ignore[attr-defined]
    zero = isinstance(right, Constant) and right.value == 0
    if zero and _is_target(left) and left.name in region.zero:
        return _against_zero(sign, is_zero=region.zero[left.name])
    return None


def _against_zero(sign: str, *, is_zero: bool) -> bool:
    """Compare a target that is zero or positive with zero."""
    return sign in (("==", "<=", ">=") if is_zero else ("!=", ">", ">="))


def _below(sign: str, _: str) -> bool | None:
    return sign in ("<", "<=", "!=")


def _above(sign: str, _: str) -> bool | None:
    return sign in (">", ">=", "!=")


def _within(sign: str, target: str) -> bool | None:
    if target == "target":
        return sign in ("==", "<=", ">=")
    sure = {"target_from": (">=", "<"), "target_to": ("<=", ">")}[target]
    if sign not in sure:
        return None
    return sign == sure[0]


_SIDES = {"below": _below, "above": _above, "inside": _within}
