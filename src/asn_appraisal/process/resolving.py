"""From the seats above an assignment to the person: who sits there, and may appraise."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from asn_appraisal.record import AssignmentKind

from . import articles
from .asking import Appraiser, Basis, Ground, Question
from .refusal import Refusal, joined, refuse, say
from .seats import SITTING, Seat, name_of, post_of, unit_name

#: Who sits in a seat, and by which kind of assignment.
Holder = tuple[str, AssignmentKind]

_SHORT = {AssignmentKind.ACTING: "Plt.", AssignmentKind.DAILY_ACTING: "Plh."}


@frozen
class Look:
    """What one seat holds: a person who may appraise, or why there is none."""

    person: str | None
    passed: tuple[Ground, ...] = ()


def resolve(asked: Question, line: tuple[Seat, ...]) -> Appraiser | Refusal:
    """Return the first person along the line who may appraise, with everybody passed over."""
    passed: list[Ground] = []
    for at, seat in enumerate(line):
        look = look_at(asked, seat)
        if isinstance(look, Refusal):
            return look
        passed.extend(look.passed)
        if look.person is not None:
            basis = _basis(seat, look.person, at)
            ground = _ground(asked, seat, look.person, basis)
            superior = next_above(asked, line[at + 1 :], look.person)
            return Appraiser(look.person, basis, (*passed, ground), superior)
    return _nobody(asked, line, passed)


def next_above(asked: Question, line: Iterable[Seat], appraiser: str) -> str | None:
    """Return who is above the appraiser: neither the appraiser nor the employee."""
    for seat in line:
        look = look_at(asked, seat)
        if isinstance(look, Refusal):
            return None
        if look.person not in (None, appraiser):
            return look.person
    return None


def look_at(asked: Question, seat: Seat) -> Look | Refusal:
    """Say who sits in a seat on the day and may appraise from it."""
    holders = sitting(asked, seat)
    passed = list(_left(asked, seat, holders))
    here = [each for each in holders if each[0] == seat.person] or holders
    full = sorted({person for person, kind in here if seat.named or _is_definitive(kind)})
    if len(full) > 1:
        return _crowded(asked, seat, full)
    bar = _bar(asked, seat, full[0]) if full else None
    if full and bar is None:
        return Look(full[0], tuple(passed))
    passed.extend(() if bar is None else (bar,))
    passed.extend(_not_delegated(asked, seat, holders))
    if not passed:
        passed.append(_passed("ASN-T053", on=asked.on, **_post(asked, seat)))
    return Look(None, tuple(passed))


def sitting(asked: Question, seat: Seat) -> list[Holder]:
    """Return who sits in a seat on the day."""
    if seat.position is not None:
        held = asked.records.assignments_in.get(seat.position, ())
        return [
            (each.employee, each.kind)
            for each in held
            if each.kind in SITTING and each.holds_on(asked.on)
        ]
    person = seat.person or ""
    posts = [each for each in asked.records.assignments_of.get(person, ()) if each.kind in SITTING]
    # Of somebody without any post in the records nothing is known but the name: it is trusted.
    there = not posts or any(each.holds_on(asked.on) for each in posts)
    return [(person, AssignmentKind.DEFINITIVE)] if there else []


def _is_definitive(kind: AssignmentKind) -> bool:
    return kind is AssignmentKind.DEFINITIVE


def _left(asked: Question, seat: Seat, holders: list[Holder]) -> Iterator[Ground]:
    if seat.person is not None and seat.person not in {person for person, _ in holders}:
        name = name_of(asked.records, seat.person)
        yield _passed("ASN-T054", name=name, on=asked.on, **_post(asked, seat))


def _bar(asked: Question, seat: Seat, person: str) -> Ground | None:
    """Say why a person who sits there does not appraise, or return None."""
    name = name_of(asked.records, person)
    if person == asked.employee:
        return _passed("ASN-T056", name=name, **_post(asked, seat))
    if person in asked.absent:
        return _passed("ASN-T055", name=name)
    return None


def _not_delegated(asked: Question, seat: Seat, holders: list[Holder]) -> Iterator[Ground]:
    """Name the acting holders, who need a delegation that is not there."""
    for person, kind in sorted(holders, key=lambda each: each[0]):
        if kind not in _SHORT or person in asked.absent:
            continue
        if person == asked.employee:
            yield from filter(None, [_bar(asked, seat, person)])
            continue
        name = name_of(asked.records, person)
        text = say("ASN-T057", name=name, acting=_SHORT[kind], **_post(asked, seat))
        yield Ground(text, articles.ACTING_DELEGATE)


def _basis(seat: Seat, person: str, skipped: int) -> Basis:
    if skipped:
        return "superior"
    if seat.named and person == seat.person:
        return "named"
    return "direct_superior" if seat.unit is None else "unit_head"


def _ground(asked: Question, seat: Seat, person: str, basis: Basis) -> Ground:
    name = name_of(asked.records, person)
    employee = name_of(asked.records, asked.employee)
    if basis == "named":
        text = say("ASN-T050", name=name)
    elif basis == "superior":
        text = say("ASN-T058", name=name)
    elif seat.unit is not None:
        unit = unit_name(asked.records, seat.unit)
        text = say("ASN-T052", name=name, unit=unit, employee=employee)
    else:
        text = say("ASN-T051", name=name, employee=employee, **_post(asked, seat))
    return Ground(text, articles.DIRECT_SUPERIOR)


def _crowded(asked: Question, seat: Seat, people: list[str]) -> Refusal:
    names = ", ".join(name_of(asked.records, each) for each in people)
    post = _post(asked, seat)
    return refuse("ASN-T012", articles.DIRECT_SUPERIOR, on=asked.on, names=names, **post)


def _nobody(asked: Question, line: tuple[Seat, ...], passed: list[Ground]) -> Refusal:
    """Refuse, and say whether the employee is the only one who is left."""
    words = joined(each.text for each in passed)
    holders = {person for seat in line for person, _ in sitting(asked, seat)}
    return refuse(
        "ASN-T003" if asked.employee in holders else "ASN-T002",
        articles.DIRECT_SUPERIOR,
        employee=name_of(asked.records, asked.employee),
        on=asked.on,
        passed_id=words.id,
        passed_en=words.en,
    )


def _passed(code: str, **values: object) -> Ground:
    return Ground(say(code, **values), articles.DIRECT_SUPERIOR)


def _post(asked: Question, seat: Seat) -> dict[str, str]:
    post = post_of(asked.records, seat)
    return {"post_id": post.id, "post_en": post.en}
