"""Officials whom the regulation names as appraisers, with a result that is final (IV.A.12)."""

from attrs import evolve

from asn_appraisal.errors import Text
from asn_appraisal.record import AssignmentKind, PositionKind, Unit

from . import articles
from .asking import Appraiser, Ground, Question
from .refusal import Refusal, refuse, say
from .resolving import Look, look_at
from .seats import name_of, top_seat, units_above

_MINISTER = Text("menteri yang mengoordinasikan", "the coordinating minister")
_AGENCY = Text("pimpinan instansi pemerintah", "the head of the agency")
_REGION = Text("kepala daerah", "the head of the region")


def named_official(asked: Question) -> Appraiser | Refusal | None:
    """Return the official whom the regulation names for this post; None: the ordinary way.

    Whether an agency is central or regional is the fact `government` of its unit or of a unit
    above it: `central` or `regional`. Where the fact is absent, only the posts that are treated
    alike in both are recognised.
    """
    office = _office(asked)
    if office is None:
        return None
    named = asked.assignment.appraiser
    if office is _MINISTER and named is not None:
        return _answer(asked, named, office)
    lead = None if office is _MINISTER else _lead(asked)
    if lead is None:
        employee = name_of(asked.records, asked.employee)
        values = {"employee": employee, "office_id": office.id, "office_en": office.en}
        return refuse("ASN-T008", articles.NAMED_OFFICIALS, **values)
    return _answer(asked, lead, office) if named in (None, lead) else None


def _lead(asked: Question) -> str | None:
    """Return who leads the agency or region on the day, unless it is the employee."""
    seat = top_seat(asked.records, asked.assignment)
    look = None if seat is None else look_at(asked, seat)
    return look.person if isinstance(look, Look) else None


def _answer(asked: Question, person: str, office: Text) -> Appraiser:
    name = name_of(asked.records, person)
    text = say("ASN-T069", name=name, office_id=office.id, office_en=office.en)
    ground = Ground(text, articles.NAMED_OFFICIALS)
    return Appraiser(person, "official", (ground,), None, final=True)


def finality_of_leads(asked: Question, found: Appraiser) -> Appraiser:
    """Make the result of an independent unit's lead final where the head of the region appraises.

    For a central agency the text says the same of the coordinating minister; the records cannot
    tell a minister from a coordinating official, so the result stays open to objection.
    """
    units = units_above(asked.records, asked.assignment)
    if not units or not _leads_independent(asked, units[0]):
        return found
    if _government(units) != "regional" or found.employee != _lead(asked):
        return found
    answer = _answer(asked, found.employee, _REGION)
    return evolve(answer, grounds=(*found.grounds, *answer.grounds))


def _leads_independent(asked: Question, unit: Unit) -> bool:
    return unit.head == asked.employee and str(unit.facts.get("independent", "")).lower() == "true"


def _office(asked: Question) -> Text | None:
    if asked.assignment.kind is not AssignmentKind.DEFINITIVE:
        return None
    position = asked.records.positions.get(asked.assignment.position or "")
    government = _government(units_above(asked.records, asked.assignment))
    match (position.kind if position is not None else None), government:
        case PositionKind.JPT_UTAMA, _:
            return _MINISTER
        case ((PositionKind.JPT_MADYA | PositionKind.JPT_PRATAMA), "regional"):
            return _REGION
        case PositionKind.JPT_MADYA, _:
            return _AGENCY
    return None


def _government(units: tuple[Unit, ...]) -> str | None:
    for unit in units:
        if "government" in unit.facts:
            return str(unit.facts["government"])
    return None
