"""The seats above an assignment, nearest first: posts, heads of units, and who is named."""

from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from asn_appraisal.errors import Text
from asn_appraisal.record import Assignment, AssignmentKind, Records, Unit

#: The kinds of assignment in which somebody sits in a post.
SITTING = (AssignmentKind.DEFINITIVE, AssignmentKind.ACTING, AssignmentKind.DAILY_ACTING)


@frozen
class Seat:
    """Kedudukan: a post above the employee, the lead of a unit, or a person who is named."""

    #: The position, by id; None where the records name no post.
    position: str | None = None
    #: The unit that is led from this seat, by id.
    unit: str | None = None
    #: Who the records say sits here, by id.
    person: str | None = None
    #: The assignment itself names the person as its appraiser.
    named: bool = False

    @property
    def key(self) -> tuple[str, str | None]:
        """Return what makes two seats the same."""
        return ("person", self.person) if self.position is None else ("position", self.position)


def line_above(records: Records, assignment: Assignment) -> tuple[Seat, ...]:
    """Return the seats above an assignment, nearest first, with the named appraiser in place."""
    line = structure_above(records, assignment)
    if assignment.appraiser is None:
        return line
    person = assignment.appraiser
    for at, seat in enumerate(line):
        if seat.person == person or _ever_held(records, seat, person):
            return (evolve(seat, person=person, named=True), *line[at + 1 :])
    post = _last(records, person, _units_above(records, _unit_of(records, assignment)))
    if post is not None:
        return (Seat(post.position, None, person, named=True), *line)
    elsewhere = _last(records, person, None)
    further = line if elsewhere is None else structure_above(records, elsewhere)
    return (Seat(None, None, person, named=True), *further)


def structure_above(records: Records, assignment: Assignment) -> tuple[Seat, ...]:
    """Return the seats that positions and units alone put above an assignment."""
    seats: dict[tuple[str, str | None], Seat] = {}
    for seat in _seats_above(records, assignment):
        lead = seat.person == assignment.employee
        if not lead and (seat.position is None or seat.position != assignment.position):
            seats.setdefault(seat.key, seat)
    return tuple(seats.values())


def _seats_above(records: Records, assignment: Assignment) -> Iterator[Seat]:
    unit = _unit_of(records, assignment)
    above = records.positions.get(assignment.position or "")
    while above is not None and above.reports_to is not None:
        above = records.positions[above.reports_to]
        unit = above.unit or unit
        yield Seat(above.id)
    for each in _units_above(records, unit):
        if each.head is not None:
            yield _lead(records, each, each.head)


def _lead(records: Records, unit: Unit, head: str) -> Seat:
    """Return the seat from which a unit is led: the head's post in it, where that is known."""
    post = _last(records, head, (unit,))
    return Seat(None if post is None else post.position, unit.id, head)


def _last(records: Records, person: str, units: tuple[Unit, ...] | None) -> Assignment | None:
    """Return the last post that a person had, in these units or anywhere."""
    ids = None if units is None else {each.id for each in units}
    posts = [
        each
        for each in records.assignments_of.get(person, ())
        if each.kind in SITTING
        and each.position is not None
        and (ids is None or _unit_of(records, each) in ids)
    ]
    definitive = [each for each in posts if each.kind is AssignmentKind.DEFINITIVE]
    return max(definitive or posts, key=_begin, default=None)


def _begin(assignment: Assignment) -> tuple[date, str]:
    return (assignment.from_ or date.min, assignment.id)


def _ever_held(records: Records, seat: Seat, person: str) -> bool:
    held = records.assignments_in.get(seat.position or "", ())
    return any(each.employee == person and each.kind in SITTING for each in held)


def _unit_of(records: Records, assignment: Assignment) -> str | None:
    position = records.positions.get(assignment.position or "")
    return assignment.unit or (position.unit if position is not None else None)


def _units_above(records: Records, unit: str | None) -> tuple[Unit, ...]:
    """Return a unit and the units above it."""
    found = []
    here = unit
    while here is not None:
        found.append(records.units[here])
        here = records.units[here].parent
    return tuple(found)


def units_above(records: Records, assignment: Assignment) -> tuple[Unit, ...]:
    """Return the unit of an assignment and the units above it, nearest first."""
    return _units_above(records, _unit_of(records, assignment))


def top_seat(records: Records, assignment: Assignment) -> Seat | None:
    """Return the seat of the lead of the topmost unit above an assignment."""
    units = units_above(records, assignment)
    if not units or units[-1].head is None:
        return None
    return _lead(records, units[-1], units[-1].head)


def home_of(records: Records, assignment: Assignment, on: date) -> Assignment | None:
    """Return the definitive post that an employee holds on a day, or held last before it."""
    begun = [
        each
        for each in records.assignments_of.get(assignment.employee, ())
        if each.kind is AssignmentKind.DEFINITIVE and (each.from_ is None or each.from_ <= on)
    ]
    holding = [each for each in begun if each.holds_on(on)]
    return max(holding or begun, key=_begin, default=None)


# Words ------------------------------------------------------------------------------------


def name_of(records: Records, employee: str) -> str:
    """Return how a person is shown: the name, or the id where there is none."""
    person = records.employees.get(employee)
    return person.name or employee if person is not None else employee


def post_of(records: Records, seat: Seat) -> Text:
    """Return how a seat is shown: the title of the post, or the unit that is led from it."""
    if seat.position is not None:
        title = records.positions[seat.position].title
        return title if title.id else Text.same(seat.position)
    if seat.unit is not None:
        unit = unit_name(records, seat.unit)
        return Text(f"pimpinan {unit}", f"the lead of {unit}")
    return Text("kedudukannya", "the post")


def unit_name(records: Records, unit: str) -> str:
    """Return how a unit is shown."""
    return records.units[unit].name or unit
