"""How a formula of a row moves along its straight pieces, and past its target."""

from fractions import Fraction
from typing import Any

from asn_appraisal.errors import Text
from asn_appraisal.record import FrozenMap

from .cells import Segment, Step, steps
from .here import Here
from .moves import STILL, Cause, Move, joined
from .regions import Form
from .spoken import filled
from .ways import between

_ZERO, _ONE = Fraction(0), Fraction(1)

# Straight forms ---------------------------------------------------------------------------


def straight_move(found: list[Segment], way: int, here: Here) -> Move:
    """Return the move along straight pieces, as the evidence goes one way."""
    if not way:
        return STILL
    moves = [_step_move(step, way, here) for step in steps(found)]
    return joined(moves)


def _step_move(step: Step, way: int, here: Here) -> Move:
    cause = Cause(here.measure, here.path, _step_text(step, way), is_jump=step.is_jump)
    sign = way if step.change > 0 else -way
    # What is good news needs no cause.
    ways = FrozenMap({sign: (cause,) if sign < 0 else ()})
    return Move(ways, abs(step.change), (cause,)) if step.is_jump else Move(ways)


def _step_text(step: Step, way: int) -> Text:
    """Say what happens on a step, in the direction in which the evidence gets better."""
    places = [step.before, step.after][::way]
    values = [step.low, step.high][::way]
    found = {"low": values[0], "high": values[1], "one": places[0], "two": places[1]}
    if step.is_jump:
        return filled(
            "melompat dari {low} ke {high} pada rasio {one}",
            "jumps from {low} to {high} at ratio {one}",
            **found,
        )
    rises = step.change * way > 0
    return filled(
        "{moves} dari {low} (pada rasio {one}) ke {high} (pada rasio {two})",
        "{moves} from {low} (at ratio {one}) to {high} (at ratio {two})",
        moves=Text("naik", "rises") if rises else Text("turun", "falls"),
        **found,
    )


def passage(forms: tuple[Form, Form], images: tuple[Any, Any], way: int, here: Here) -> Move:
    """Return the move from one side of the target to the next."""
    if not way:
        return STILL
    ways, gap = between(*images)
    edge = "target_from" if forms[1].region.side == "inside" else "target_to"
    before, after = _at_edge(forms[0], -1, edge), _at_edge(forms[1], 0, edge)
    if before is not None and after is not None:
        gap = abs(after - before)
    cause = here.cause("berubah di tepi target", "changes at the edge of the target")
    found = FrozenMap({way * each: (cause,) if way * each < 0 else () for each in ways})
    return Move(found, gap, (cause,) if gap is None or gap else ()) if found else STILL


def _at_edge(form: Form, at: int, target: str) -> Fraction | None:
    """Return the value towards an edge of the target; None where that is not known."""
    if not form.segments:
        return None
    one, zero = form.segments[at], form.region.zero
    ends_there = form.under in ("target", target) or zero.get("target", zero.get(target, False))
    if not ends_there:
        # The places are not measured from this edge: it can lie anywhere.
        return one.start if len(form.segments) == 1 and not one.slope else None
    edge = one.span.low if at == 0 else one.span.high
    if edge is None:
        return None if one.slope else one.start
    return one.at(edge)
