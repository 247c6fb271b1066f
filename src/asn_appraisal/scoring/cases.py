"""Cases: given evidence and expected values for one policy, as a document has them.

What is expected is checked in `checking.py`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import (
    Faults,
    LocatedList,
    LocatedMap,
    LocatedText,
    Shaper,
    read,
)
from asn_appraisal.document.scalars import expected, scalar
from asn_appraisal.errors import PolicyError, Problem, Text, suggestion
from asn_appraisal.record.reading import without_kind

CASES = "cases/1"


@frozen
class CaseShape:
    """Kasus: what a case document may hold for one case."""

    name: LocatedText
    given: LocatedMap | None = None
    expect: LocatedMap | LocatedText | None = None
    same_except: LocatedMap | None = None
    because: Text | None = None
    tags: tuple[str, ...] = ()


@frozen
class CasesShape:
    """Kumpulan kasus."""

    policy: str
    cases: tuple[CaseShape, ...]


@frozen
class Case:
    """Kasus: one scenario, what is given and what is expected."""

    #: The name, as a sentence.
    name: str
    #: The evidence, as plain data.
    given: LocatedMap
    #: Expected value by measure name, as written; `status` and `error` are expected too.
    expect: LocatedMap | None
    #: (path, values): the evidence is varied, and the result must stay the same.
    same_except: tuple[tuple[str, tuple[LocatedText, ...]], ...] = ()
    #: Where the expectation comes from.
    because: Text | None = None
    #: Words to select cases by.
    tags: tuple[str, ...] = ()
    #: The line of the name in its document.
    line: int | None = field(default=None, eq=False)


@frozen
class Cases:
    """Kumpulan kasus: the scenarios for one policy."""

    #: The policy, by id.
    policy: str
    #: The cases, in order.
    cases: tuple[Case, ...]


def parse_cases(source: str | bytes | Mapping[str, Any]) -> Cases:
    """Baca kasus: read a `cases/1` document.

    Raises:
        PolicyError: with every fault of the document, each at its place.

    >>> cases = parse_cases('''
    ... asn_appraisal: cases/1
    ... policy: small
    ... cases:
    ...   - {name: tepat 90, given: {behaviours: {all: 90}}, expect: {total: "90.00"}}
    ... ''')
    >>> cases.cases[0].name
    'tepat 90'
    """
    document = read(source)
    problems = list(document.problems)
    body = without_kind(document.root, CASES, problems) if not problems or document.root else None
    shape = _SHAPER.attempt(body, CasesShape, problems) if body is not None else None
    made: list[Case] = []
    for each in shape.cases if shape is not None else ():
        case = _case(each, made[-1].given if made else None, problems)
        if case is not None:
            made.append(case)
    if problems or shape is None:
        raise PolicyError(problems)
    return Cases(shape.policy, tuple(made))


def _case(shape: CaseShape, given: LocatedMap | None, problems: list[Problem]) -> Case | None:
    """Make a case; a relation without evidence of its own takes that of the case before."""
    given = shape.given if shape.given is not None else given
    if given is None:
        values = {"key": "given", "where_id": "di `cases`", "where_en": "in `cases`"}
        problems.append(Problem("ASN-D021", shape.name.place, values))
        return None
    before = len(problems)
    varied = shape.same_except
    same = () if varied is None else tuple(_varied(varied, problems))
    expect = shape.expect if isinstance(shape.expect, LocatedMap) else None
    _check_expected(shape, expect, problems)
    if len(problems) > before:
        return None
    line = shape.name.place.line
    return Case(str(shape.name), given, expect, same, shape.because, shape.tags, line)


def _varied(
    given: LocatedMap, problems: list[Problem]
) -> Iterable[tuple[str, tuple[LocatedText, ...]]]:
    for path, listed in given.items():
        try:
            if not isinstance(listed, LocatedList):
                raise expected(listed, LocatedList)
            yield str(path), tuple(scalar(each) for each in listed)
        except Faults as faults:
            problems.extend(faults.problems)


def _check_expected(shape: CaseShape, expect: LocatedMap | None, problems: list[Problem]) -> None:
    """Check that something is expected, and that it is written as values."""
    if isinstance(shape.expect, LocatedText) and shape.expect != "same_result":
        values = {"text": shape.expect, **suggestion(shape.expect, ("same_result",))}
        problems.append(Problem("ASN-D027", shape.expect.place, values))
    elif not expect and not (shape.expect and shape.same_except):
        key = "same_except" if shape.expect else "expect"
        where = {f"where_{language}": f"{at} `{shape.name}`" for language, at in _IN.items()}
        problems.append(Problem("ASN-D021", shape.name.place, {"key": key, **where}))
    for wanted in (expect or {}).values():
        for each in wanted.values() if isinstance(wanted, LocatedMap) else (wanted,):
            try:
                scalar(each)
            except Faults as faults:
                problems.extend(faults.problems)


_IN = {"id": "di", "en": "in"}


def _map(value: Any, _: Any) -> LocatedMap:
    if not isinstance(value, LocatedMap):
        raise expected(value, LocatedMap)
    return value


def _map_or_word(value: Any, _: Any) -> LocatedMap | LocatedText:
    return value if isinstance(value, LocatedMap) else scalar(value)


_SHAPER = Shaper({LocatedMap: _map, LocatedMap | LocatedText | None: _map_or_word})
