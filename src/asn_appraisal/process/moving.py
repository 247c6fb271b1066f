"""The appraiser who moves: inside the evaluation window or outside it (IV.A.14)."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from asn_appraisal.record import Assignment, AssignmentKind, Period

from . import articles
from .asking import Appraiser, Ground, Question
from .refusal import Refusal, refuse, say
from .resolving import next_above
from .seats import Seat, name_of
from .windows import Window, evaluation_window


@frozen
class _Move:
    """Somebody left the seat during the period or its evaluation."""

    employee: str
    #: The day on which the new place begins.
    on: date


def with_moves(
    asked: Question, line: tuple[Seat, ...], found: Appraiser | Refusal
) -> Appraiser | Refusal:
    """Apply IV.A.14 to a periodic evaluation: who moved inside the window still appraises.

    The paragraph speaks of periodic evaluations only, so a year is evaluated by whoever is the
    appraiser on the day.
    """
    if asked.period is None or not asked.periodic or not line:
        return found
    moves = sorted(_moves(asked, line[0], asked.period), key=lambda each: (each.on, each.employee))
    if not moves:
        return found
    window = asked.window or evaluation_window(asked.period)
    if window.opens is None:
        name = name_of(asked.records, moves[0].employee)
        return refuse("ASN-T005", articles.APPRAISER_MOVED, name=name, moved=moves[0].on)
    last = window.closes or asked.on
    inside = [each for each in moves if window.opens <= each.on <= last]
    if inside:
        return _stays(asked, line, inside[0], window.opens)
    if isinstance(found, Refusal):
        return found
    outside = tuple(_outside(asked, each, window) for each in moves)
    return evolve(found, grounds=(*outside, *found.grounds))


def _moves(asked: Question, seat: Seat, period: Period) -> Iterator[_Move]:
    """Return who left the seat between the first day of the period and the day asked about."""
    held = asked.records.assignments_in.get(seat.position or "", ())
    full = [each for each in held if _counts(each, seat)]
    for each in full:
        if each.until is None or each.employee in {asked.employee, *asked.absent}:
            continue
        moved = each.until + timedelta(days=1)
        if period.from_ <= moved <= asked.on and not _shared(each, full):
            yield _Move(each.employee, moved)


def _counts(held: Assignment, seat: Seat) -> bool:
    """Tell whether an assignment made its holder the appraiser from this seat."""
    named = seat.named and held.employee == seat.person
    return named or held.kind is AssignmentKind.DEFINITIVE


def _shared(left: Assignment, others: list[Assignment]) -> bool:
    """Tell whether somebody sits there since before the move: a renewal, or a shared post."""
    return any(
        each is not left
        and (each.employee == left.employee or _overlap(left, each))
        and (each.until is None or each.until > (left.until or date.max))
        for each in others
    )


def _overlap(left: Assignment, other: Assignment) -> bool:
    return other.from_ is None or other.from_ <= (left.until or date.max)


def _stays(asked: Question, line: tuple[Seat, ...], move: _Move, opens: date) -> Appraiser:
    name = name_of(asked.records, move.employee)
    text = say("ASN-T060", name=name, moved=move.on, opens=opens)
    superior = next_above(asked, line[1:], move.employee)
    return Appraiser(move.employee, "leaver", (Ground(text, articles.APPRAISER_MOVED),), superior)


def _outside(asked: Question, move: _Move, window: Window) -> Ground:
    name = name_of(asked.records, move.employee)
    days = f"{window.opens} – {window.closes or '…'}"
    text = say("ASN-T061", name=name, moved=move.on, window=days)
    return Ground(text, articles.APPRAISER_MOVED)
