"""Records and frameworks from text or plain data, with every fault at its place."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.document import (
    Document,
    Faults,
    LocatedList,
    LocatedMap,
    LocatedText,
    Shaper,
    read,
)
from asn_appraisal.document.located import located
from asn_appraisal.document.scalars import expected, is_empty, scalar
from asn_appraisal.document.tree import LARGEST_TEXT
from asn_appraisal.errors import (
    AppraisalError,
    Place,
    PolicyError,
    Problem,
    RecordError,
    Text,
    suggestion,
)

from .appraisal import Appraisal
from .framework import Competency, Framework, PositionStandard, Programme, unknown_written
from .people import Assignment, Employee, Position, Unit
from .plan import Target
from .records import Records
from .references import written_problems
from .values import MISSING, RATINGS, FactValue, NotApplicable, Quantity, Rating

RECORDS = "records/1"
FRAMEWORK = "framework/1"


@frozen
class RecordsShape:
    """Kumpulan data."""

    units: tuple[Unit, ...] = ()
    positions: tuple[Position, ...] = ()
    employees: tuple[Employee, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()


@frozen
class FrameworkShape:
    """Kamus kompetensi."""

    id: str
    version: str = "1"
    title: Text = Text("", "")
    competencies: tuple[Competency, ...] = ()
    positions: tuple[PositionStandard, ...] = ()
    programmes: tuple[Programme, ...] = ()


def parse_records(source: str | bytes | Mapping[str, Any], *, limit: int = LARGEST_TEXT) -> Records:
    r"""Baca data: read a `records/1` document.

    Args:
        source: the text of the document, or its plain data (numbers as text, `int` or `Decimal`).
        limit: the largest text that is read, in characters.

    Raises:
        RecordError: with every fault of the document, each at its place.

    >>> records = parse_records("asn_appraisal: records/1\nappraisals: [{id: 2025-sari}]")
    >>> list(records.appraisals)
    ['2025-sari']
    """
    document = read(source, limit=limit)
    shape = shaped(document, RECORDS, RecordsShape, RecordError, also=written_problems)
    try:
        return Records(
            shape.units, shape.positions, shape.employees, shape.assignments, shape.appraisals
        )
    except RecordError as error:
        raise RecordError(located(error.problems, document.root)) from None


def parse_framework(source: str | bytes | Mapping[str, Any]) -> Framework:
    """Baca kamus kompetensi: read a `framework/1` document.

    Raises:
        PolicyError: with every fault of the document, each at its place.
    """
    document = read(source)
    shape = shaped(document, FRAMEWORK, FrameworkShape, PolicyError, also=unknown_written)
    lists = (shape.competencies, shape.positions, shape.programmes)
    try:
        return Framework(shape.id, shape.version, shape.title, *lists)
    except RecordError as error:
        raise PolicyError(located(error.problems, document.root)) from None


def shaped(
    document: Document,
    kind: str,
    shape: type,
    error: type[AppraisalError],
    *,
    also: Callable[[LocatedMap], list[Problem]],
) -> Any:
    """Read the body of a document of one kind, and check it as it is written with `also`.

    Raises:
        AppraisalError: of the class `error`, with every fault.
    """
    problems = list(document.problems)
    made = None
    if document.root is not None or not problems:
        body = without_kind(document.root, kind, problems)
        if body is not None:
            made = SHAPER.attempt(body, shape, problems)
            problems += located(also(body), body)
    if problems:
        raise error(problems)
    return made


def without_kind(root: Any, kind: str, problems: list[Problem]) -> LocatedMap | None:
    """Check the first key of a document and return what follows it."""
    if not root:
        place = Place("", 1, 1) if root is None else root.place
        problems.append(Problem("ASN-D012", place, {"expected": kind}))
        return None
    if not isinstance(root, LocatedMap):
        problems.extend(expected(root, LocatedMap).problems)
        return None
    first, value = next(iter(root.items()))
    if first != "asn_appraisal" or value != kind:
        found = f"{first}: {value}" if isinstance(value, LocatedText) else f"{first}:"
        problems.append(Problem("ASN-D013", first.place, {"expected": kind, "found": found}))
        if first == "asn_appraisal":
            return None  # a document of another kind: all its keys would be unknown
    return LocatedMap(((k, v) for k, v in root.items() if k != "asn_appraisal"), root.place)


# What may be written shorter than the classes are -----------------------------------------


def _quantity(value: Any, _: Any) -> Quantity:
    absent = _absence(value)
    return absent if absent is not None else SHAPER.shape(value, Fraction)


def _rating(value: Any, _: Any) -> Rating:
    absent: Rating | None = _absence(value)
    if absent is not None:
        return absent
    text = scalar(value)
    if text not in RATINGS:
        raise Faults.one("ASN-D027", text, text=text, **suggestion(text, RATINGS))
    return str(text)


def _absence(value: Any) -> Any:
    if value == "missing" or is_empty(value):
        return MISSING
    if isinstance(value, LocatedMap):
        if list(value) != ["not_applicable"]:
            raise Faults.one("ASN-R013", value)
        return NotApplicable(str(scalar(value["not_applicable"])))
    return None


def _target(value: Any, _: Any) -> Target:
    if isinstance(value, LocatedList) and len(value) == 2:  # noqa: PLR2004 - the two ends
        return Target(*(SHAPER.shape(each, Fraction) for each in value))
    return Target.single(SHAPER.shape(value, Fraction))


def _fact(value: Any, _: Any) -> str:
    return str(scalar(value))


def _appraisal(value: Any, kind: Any) -> Appraisal:
    """Read an appraisal; `indicators` directly under it are one main result named `work`."""
    short = value if not isinstance(value, LocatedMap) else with_one_result(value)
    made: Appraisal = SHAPER.shape_class(short, kind)
    return made


def with_one_result(value: LocatedMap) -> LocatedMap:
    """Write `indicators` directly under an appraisal out as one main result named `work`.

    Raises:
        Faults: there are `results` as well.
    """
    if "indicators" not in value:
        return value
    key = value.key("indicators")
    if "results" in value:
        raise Faults.one("ASN-D031", key, keys="`results`, `indicators`")

    def named(text: str) -> LocatedText:
        return LocatedText(text, key.place)

    work = LocatedMap([(named("id"), named("work")), (key, value[key])], key.place)
    others = ((name, item) for name, item in value.items() if name != key)
    rows = LocatedList([work], key.place)
    return LocatedMap([*others, (named("results"), rows)], value.place)


SHAPER = Shaper(
    {
        Quantity: _quantity,
        Rating: _rating,
        Target: _target,
        FactValue: _fact,
        Appraisal: _appraisal,
    }
)
