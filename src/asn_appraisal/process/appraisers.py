"""Who appraises an assignment on a date, and why."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from asn_appraisal.policy import ProcessRules
from asn_appraisal.record import Assignment, Period, PositionKind, Records

from . import articles
from .asking import Appraiser, Delegation, Ground, Question
from .moving import with_moves
from .officials import finality_of_leads, named_official
from .refusal import Refusal, refuse, say
from .resolving import resolve
from .routing import route
from .seats import SITTING, line_above, name_of, units_above
from .windows import Window

_LAST_UNIT = ProcessRules()


def appraiser_on(  # noqa: PLR0913 - three say what is asked, the others are named
    records: Records,
    assignment: Assignment,
    on: date,
    *,
    period: Period | None = None,
    window: Window | None = None,
    delegations: Iterable[Delegation] = (),
    absent: Iterable[str] = (),
    rules: ProcessRules = _LAST_UNIT,
) -> Appraiser | Refusal:
    """Siapa yang menilai: return who appraises an assignment on a day, and why.

    The direct superior: the appraiser that the assignment names, else the holder of the position
    that its position reports to, else the lead of the unit, else the lead of the unit above. Who
    has left, is permanently absent, or is the employee, is passed over, upwards. An acting holder
    appraises only with a delegation, or where the assignment names them.

    Args:
        records: employees, posts, units and assignments, with dates.
        assignment: whose appraiser is asked for.
        on: the day on which the evaluation is made.
        period: the period that is evaluated; a periodic one brings in IV.A.14.
        window: the evaluation window that the agency has set; by default `evaluation_window`.
        delegations: grants of the authority to appraise; their order does not matter.
        absent: people who are permanently absent on the day, by id. The law does not define it,
            so the records alone never say it of somebody who still holds the post.
        rules: the rules of transfer; by default the new unit appraises.

    Returns:
        The appraiser with the reason and the articles, or a refusal that says why there is none.

    >>> from asn_appraisal import parse_records
    >>> records = parse_records('''
    ... asn_appraisal: records/1
    ... units: [{id: dinas, name: Dinas Perizinan, head: kadis}]
    ... employees: [{id: kadis, name: Rahmat}, {id: sari, name: Sari}]
    ... assignments: [{id: sari-2025, employee: sari, unit: dinas, from: 2025-01-01}]
    ... ''')
    >>> found = appraiser_on(records, records.assignments["sari-2025"], date(2025, 12, 31))
    >>> found.employee, found.reason.en
    ('kadis', 'Rahmat leads Dinas Perizinan, and so is the direct superior of Sari.')
    """
    asked = Question(records, assignment, on, period, window, delegations, absent, rules)
    found = _answer(asked)
    if isinstance(found, Refusal) or found.final:
        return found
    circle = _circle(asked, found.employee, (asked.employee,))
    if circle is None:
        return found
    shown = " → ".join(name_of(records, each) for each in circle)
    return refuse("ASN-T004", articles.DIRECT_SUPERIOR, on=on, circle=shown)


def _answer(asked: Question) -> Appraiser | Refusal:
    begins = asked.assignment.from_
    if begins is not None and asked.on < begins:
        values = {"assignment": asked.assignment.id, "begins": begins, "on": asked.on}
        return refuse("ASN-T001", articles.DIRECT_SUPERIOR, **values)
    granted = _delegate(asked, _own(asked))
    if granted is not None:
        return granted
    way = route(asked)
    if isinstance(way, Refusal):
        return way
    found = _on_line(evolve(asked, assignment=way.assignment))
    if isinstance(found, Refusal):
        return found
    return evolve(found, grounds=(*way.grounds, *found.grounds))


def _on_line(asked: Question) -> Appraiser | Refusal:
    """Answer along the line of the assignment: delegation, named official, superior."""
    granted = _delegate(asked, _own(asked) or _of_unit(asked))
    if granted is not None:
        return granted
    official = named_official(asked)
    if official is not None:
        return official
    line = line_above(asked.records, asked.assignment)
    found = with_moves(asked, line, resolve(asked, line))
    return found if isinstance(found, Refusal) else finality_of_leads(asked, found)


# Delegation -------------------------------------------------------------------------------


def _delegate(asked: Question, granted: list[Delegation]) -> Appraiser | Refusal | None:
    """Return the delegate, where somebody was given the authority over this assignment."""
    if not granted:
        return None
    if len({each.to for each in granted}) > 1:
        names = ", ".join(sorted(name_of(asked.records, each.to) for each in granted))
        values = {"assignment": asked.assignment.id, "on": asked.on, "names": names}
        return refuse("ASN-T007", articles.DIRECT_SUPERIOR, **values)
    grant = min(granted, key=lambda each: (each.from_, each.by))
    name = name_of(asked.records, grant.to)
    if grant.to == asked.employee:
        values = {"employee": name, "on": asked.on, "passed_id": "", "passed_en": ""}
        return refuse("ASN-T003", articles.DIRECT_SUPERIOR, **values)
    if _is_functional(asked, grant.to) and not _leads(asked, grant.to):
        return refuse("ASN-T006", articles.FUNCTIONAL_DELEGATE, name=name, on=asked.on)
    decree = f" ({grant.decree})" if grant.decree else ""
    text = say("ASN-T059", name=name, by=name_of(asked.records, grant.by), decree=decree)
    superior = None if grant.by == asked.employee else grant.by
    return Appraiser(grant.to, "delegate", (Ground(text, _article(asked, grant.to)),), superior)


def _own(asked: Question) -> list[Delegation]:
    """Return the delegations that hold for this assignment alone; they go first."""
    return [each for each in _holding(asked) if each.assignment == asked.assignment.id]


def _of_unit(asked: Question) -> list[Delegation]:
    """Return the delegations that hold for the unit: over its staff, not its lead or oneself."""
    units = units_above(asked.records, asked.assignment)[:1]
    ids = {each.id for each in units if each.head != asked.employee}
    return [each for each in _holding(asked) if each.unit in ids and each.to != asked.employee]


def _holding(asked: Question) -> list[Delegation]:
    return [
        each
        for each in asked.delegations
        if each.holds_on(asked.on) and each.to not in asked.absent
    ]


def _article(asked: Question, person: str) -> str:
    if _is_functional(asked, person):
        return articles.FUNCTIONAL_DELEGATE
    posts = asked.records.assignments_of.get(person, ())
    acting = any(each.kind in SITTING[1:] and each.holds_on(asked.on) for each in posts)
    return articles.ACTING_DELEGATE if acting else articles.DIRECT_SUPERIOR


def _is_functional(asked: Question, person: str) -> bool:
    posts = [
        each
        for each in asked.records.assignments_of.get(person, ())
        if each.kind in SITTING and each.holds_on(asked.on)
    ]
    kinds = {
        asked.records.positions[each.position].kind for each in posts if each.position is not None
    }
    return kinds == {PositionKind.FUNGSIONAL}


def _leads(asked: Question, person: str) -> bool:
    return any(unit.head == person for unit in asked.records.units.values())


# Circles ----------------------------------------------------------------------------------


def _circle(asked: Question, person: str, way: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the circle that leads back to the employee through the appraiser's own appraisers."""
    if person == asked.employee:
        return (*way, person)
    if person in way:
        return None
    for each in asked.records.assignments_of.get(person, ()):
        if each.kind in SITTING and each.holds_on(asked.on):
            above = _answer(evolve(asked, assignment=each, period=None))
            if isinstance(above, Appraiser):
                circle = _circle(asked, above.employee, (*way, person))
                if circle is not None:
                    return circle
    return None
