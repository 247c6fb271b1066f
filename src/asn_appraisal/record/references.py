"""How records refer to each other: ids that stand twice, references to nothing, and circles."""

from bisect import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from asn_appraisal.document import LocatedMap
from asn_appraisal.errors import Place, Problem, RecordError, suggestion

from .people import Assignment, AssignmentKind
from .plan import duplicate_problems
from .values import FrozenMap

#: Rows by collection, and how the value of a field is taken from a row.
Collections = Mapping[str, Sequence[Any]]
Get = Callable[[Any, str], Any]
#: (employee, appraiser, path) of a link of a chain.
Link = tuple[str, str, str]

#: The collections of records, in the order of a document.
COLLECTIONS = ("units", "positions", "employees", "assignments", "appraisals")
#: Which field of which collection refers to which collection.
_REFERENCES = (
    ("units", "parent", "units"),
    ("units", "head", "employees"),
    ("positions", "unit", "units"),
    ("positions", "reports_to", "positions"),
    ("assignments", "employee", "employees"),
    ("assignments", "position", "positions"),
    ("assignments", "unit", "units"),
    ("assignments", "appraiser", "employees"),
    ("appraisals", "assignment", "assignments"),
)
#: Classes that are not called like the collection they are in.
_COLLECTION_OF = {"Competency": "competencies", "PositionStandard": "positions"}
#: How many ids on either side are compared with one that is not known.
_COMPARED = 25
#: Chains that lead upwards and must end.
_CHAINS = (("units", "parent"), ("positions", "reports_to"))


def by_id(values: Any) -> Mapping[str, Any]:
    """Make a map by id of records; an id that stands twice is refused."""
    rows = tuple(values.values()) if isinstance(values, Mapping) else tuple(values)
    kind = type(rows[0]).__name__ if rows else ""
    collection = _COLLECTION_OF.get(kind, f"{kind.lower()}s")
    if problems := duplicate_problems(collection, [each.id for each in rows]):
        raise RecordError(problems)
    return FrozenMap((each.id, each) for each in rows)


def written_problems(body: LocatedMap) -> list[Problem]:
    """Find the same in a document as it is written, whatever else is wrong with it."""
    rows = {
        name: body.get(name, []) for name in COLLECTIONS if isinstance(body.get(name, []), list)
    }
    problems = list(reference_problems(rows, written))
    for name, each in rows.items():
        problems += duplicate_problems(name, [written(row, "id") for row in each])
    return problems


def written(row: Any, name: str) -> Any:
    """Return a field of a row as it is written, or None where it is not a single value."""
    found = row.get(name) if isinstance(row, LocatedMap) else None
    return found if isinstance(found, str) else None


def reference_problems(collections: Collections, get: Get = getattr) -> Iterable[Problem]:
    """Find references that lead nowhere, and units and positions that go round in a circle."""
    ids = {
        name: sorted({str(get(row, "id")) for row in rows}) for name, rows in collections.items()
    }
    known = {name: set(names) for name, names in ids.items()}
    for collection, name, target in _REFERENCES:
        if target not in collections:
            continue
        for at, row in enumerate(collections.get(collection, ())):
            wanted = get(row, name)
            if wanted is not None and wanted not in known[target]:
                near = suggestion(wanted, _near(wanted, ids[target]))
                values = {"id": get(row, "id"), "collection": collection, "field": name}
                place = Place(f"{collection}[{at}].{name}")
                yield Problem("ASN-R007", place, {**values, "wanted": wanted, **near})
    for collection, name in _CHAINS:
        links = [
            (str(get(row, "id")), above, f"{collection}[{at}].{name}")
            for at, row in enumerate(collections.get(collection, ()))
            if (above := get(row, name)) is not None
        ]
        yield from _circle_problems(collection, name, links)


def _near(name: str, names: list[str]) -> list[str]:
    """Return the names around `name` in order, so that comparing with them takes no time."""
    at = bisect(names, name)
    return names[max(0, at - _COMPARED) : at + _COMPARED]


def appraiser_circles(assignments: Iterable[Assignment]) -> Iterable[Problem]:
    """Find people who appraise each other in a circle at one time.

    They may do so in different years, and in posts held beside their own.
    """
    rows = [
        (each, (each.employee, each.appraiser, f"assignments[{at}].appraiser"))
        for at, each in enumerate(assignments)
        if each.appraiser is not None and each.kind is AssignmentKind.DEFINITIVE
    ]
    rows = _in_circles(rows)
    seen = set()
    for day in sorted({each.from_ for each, _ in rows}, key=str):
        links = [link for each, link in rows if _holds_on(each, day)]
        for problem in _circle_problems("assignments", "appraiser", links):
            if problem not in seen:
                seen.add(problem)
                yield problem


def _in_circles(rows: list[tuple[Assignment, Link]]) -> list[tuple[Assignment, Link]]:
    """Drop every link that leads to somebody whom nobody appraises: it is in no circle."""
    above: dict[str, int] = {}
    below: dict[str, list[str]] = {}
    for _, (employee, appraiser, _) in rows:
        above[employee] = above.get(employee, 0) + 1
        below.setdefault(appraiser, []).append(employee)
    free = [each for each in below if each not in above]
    for appraiser in free:
        for employee in below.get(appraiser, ()):
            above[employee] -= 1
            if above[employee] == 0:
                free.append(employee)
    return [each for each in rows if above.get(each[1][1], 0) > 0]


def _holds_on(assignment: Assignment, day: Any) -> bool:
    if day is None:  # before every date: only what has no first day has begun
        return assignment.from_ is None
    return assignment.holds_on(day)


def _circle_problems(collection: str, name: str, links: Iterable[Link]) -> Iterable[Problem]:
    above = {below: (over, path) for below, over, path in links}
    settled: set[str] = set()
    for start in above:
        chain: dict[str, None] = {}
        here = start
        while here in above and here not in settled and here not in chain:
            chain[here] = None
            here = above[here][0]
        if here in chain:
            names = list(chain)
            circle = [*names[names.index(here) :], here]
            values = {"collection": collection, "field": name, "circle": " → ".join(circle)}
            yield Problem("ASN-R008", Place(above[here][1]), values)
        settled.update(chain)
