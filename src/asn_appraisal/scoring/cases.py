"""Cases: given evidence and expected values for one policy, and what differs when scored."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.document import (
    Faults,
    LocatedList,
    LocatedMap,
    LocatedText,
    Shaper,
    parse_exact,
    read,
)
from asn_appraisal.document.scalars import expected, scalar
from asn_appraisal.errors import AppraisalError, PolicyError, Problem, Text
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal
from asn_appraisal.record.reading import SHAPER, with_one_result, without_kind

from .score import score
from .scorecard import Scorecard

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
    line: int | None = None


@frozen
class Cases:
    """Kumpulan kasus: the scenarios for one policy."""

    #: The policy, by id.
    policy: str
    #: The cases, in order.
    cases: tuple[Case, ...]


@frozen
class Difference:
    """Perbedaan: one expectation that does not hold."""

    #: What was expected to hold: a measure, with the key of its row; `status`; `error`; `result`.
    what: str
    #: The value expected, as written.
    expected: str
    #: The value found.
    found: str
    #: The card, where there is one, for an explanation.
    card: Scorecard | None = None
    #: Where the expectation stands in its document, as `line:column`.
    place: str = ""

    def __str__(self) -> str:
        """Return both values."""
        return f"{self.what}: {self.expected} ≠ {self.found}"


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
    same = []
    for path, listed in (shape.same_except or {}).items():
        if not isinstance(listed, LocatedList):
            problems.extend(expected(listed, LocatedList).problems)
            continue
        same.append((str(path), tuple(listed)))
    expect = shape.expect if isinstance(shape.expect, LocatedMap) else None
    if expect is None and not (shape.expect == "same_result" and same):
        values = {"key": "expect", "where_id": f"di `{shape.name}`", "where_en": f"in `{shape.name}`"}
        problems.append(Problem("ASN-D021", shape.name.place, values))
        return None
    line = shape.name.place.line
    return Case(str(shape.name), given, expect, tuple(same), shape.because, shape.tags, line)


def _map(value: Any, _: Any) -> LocatedMap:
    if not isinstance(value, LocatedMap):
        raise expected(value, LocatedMap)
    return value


def _map_or_word(value: Any, _: Any) -> LocatedMap | LocatedText:
    return value if isinstance(value, LocatedMap) else scalar(value)


_SHAPER = Shaper({LocatedMap: _map, LocatedMap | LocatedText | None: _map_or_word})


# Checking -------------------------------------------------------------------------------


def check_case(policy: Policy, case: Case) -> tuple[Difference, ...]:
    """Periksa satu kasus: return every expectation of the case that does not hold.

    Raises:
        PolicyError: what is given cannot be read as an appraisal.
    """
    if case.expect is None:
        return _check_same(policy, case)
    wanted = case.expect.get("error")
    try:
        card = score(policy, given_appraisal(policy, case.given))
    except AppraisalError as error:
        if wanted is None and isinstance(error, PolicyError):
            raise
        codes = sorted({problem.code for problem in error.problems})
        if wanted is not None and wanted in codes:
            return ()
        return (Difference("error", str(wanted or "-"), ", ".join(codes)),)
    if wanted is not None:
        return (Difference("error", str(wanted), "-", card, str(wanted.place)),)
    return tuple(_differences(card, case.expect))


def given_appraisal(policy: Policy, given: LocatedMap) -> Appraisal:
    """Make the appraisal that a case gives.

    Raises:
        PolicyError: it cannot be read.
    """
    entries = {str(key): (key, value) for key, value in given.items()}
    place = given.place
    if "id" not in entries:
        entries["id"] = (LocatedText("id", place), LocatedText("case", place))
    entries.pop("employee", None)
    if "behaviours" in entries:
        key, value = entries["behaviours"]
        entries["behaviours"] = (key, _all_aspects(policy, value))
    whole = LocatedMap(entries.values(), place)
    try:
        return SHAPER.shape(with_one_result(whole), Appraisal)
    except Faults as faults:
        raise PolicyError(faults.problems) from None


def _all_aspects(policy: Policy, value: Any) -> Any:
    """Write `{all: 90}` out: every aspect that the policy asks for, by the superior."""
    if not isinstance(value, LocatedMap) or list(value) != ["all"]:
        return value
    rules = policy.evidence.tables.get("behaviours")
    aspects = rules.aspects if rules is not None and rules.aspects else ("all",)
    rated = rules is not None and value["all"] in rules.fields["rating"].kind.scale.names()  # type: ignore[union-attr]
    name = "rating" if rated else "value"
    place = value.place
    rows = (
        LocatedMap(
            [
                (LocatedText("aspect", place), LocatedText(aspect, place)),
                (LocatedText(name, place), value["all"]),
            ],
            place,
        )
        for aspect in aspects
    )
    return LocatedList(rows, place)


def _differences(card: Scorecard, expect: LocatedMap) -> list[Difference]:
    found = []
    for name, wanted in expect.items():
        if name == "status":
            if card.status != wanted:
                found.append(_difference(name, wanted, card.status, card))
        elif name not in card:
            found.append(_difference(name, wanted, "?", card))
        elif isinstance(wanted, LocatedMap):
            found += _row_differences(card, name, wanted)
        elif not _is_as_expected(card[name], wanted):
            found.append(_difference(name, wanted, card[name], card))
    return found


def _row_differences(card: Scorecard, name: str, wanted: LocatedMap) -> list[Difference]:
    rows = card[name]
    found = []
    for key, value in wanted.items():
        matches = (
            [row for row in rows if key in _names_of(row)] if isinstance(rows, Mapping) else []
        )
        if len(matches) != 1:
            found.append(_difference(f"{name}[{key}]", value, "?", card))
        elif not _is_as_expected(rows[matches[0]], value):
            found.append(_difference(f"{name}[{key}]", value, rows[matches[0]], card))
    return found


def _names_of(key: Any) -> set[str]:
    """Return the ways in which a case may name a row."""
    if not isinstance(key, tuple):
        return {str(key)}
    parts = [part for part in key if part]
    return {".".join(parts), parts[0] if key and len(key) > 2 else parts[-1]}  # noqa: PLR2004


def _difference(what: str, wanted: Any, found: Any, card: Scorecard) -> Difference:
    place = getattr(wanted, "place", None)
    return Difference(str(what), str(wanted), _written(found), card, str(place or ""))


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "missing" if value is None else str(value)


def _is_as_expected(found: Any, wanted: Any) -> bool:
    """Compare exactly: numbers as numbers, all else as it is written."""
    if isinstance(found, Decimal | Fraction):
        number = parse_exact(str(wanted))
        return number is not None and number == Fraction(found)
    if isinstance(found, Level):
        return found.name == str(wanted)
    return _written(found) == str(wanted)


# Relations ------------------------------------------------------------------------------


def _check_same(policy: Policy, case: Case) -> tuple[Difference, ...]:
    differences = []
    for path, values in case.same_except:
        cards = [
            score(policy, given_appraisal(policy, _with(case.given, path, each))) for each in values
        ]
        for value, card in zip(values[1:], cards[1:], strict=True):
            if card.result != cards[0].result or card.status != cards[0].status:
                first, other = _written(cards[0].result), _written(card.result)
                differences.append(Difference(f"{path}={value}", first, other, card))
    return tuple(differences)


def _with(given: LocatedMap, path: str, value: LocatedText) -> LocatedMap:
    """Return the evidence with the value at a path such as `facts.innovation` replaced."""
    first, _, rest = path.partition(".")
    entries = {str(key): (key, item) for key, item in given.items()}
    key, item = entries.get(first, (LocatedText(first, value.place), None))
    if rest and isinstance(item, LocatedList):
        item = LocatedList((_with_row(row, rest, value) for row in item), item.place)
    elif rest:
        inner = item if isinstance(item, LocatedMap) else LocatedMap([], value.place)
        item = _with(inner, rest, value)
    else:
        item = value
    entries[first] = (key, item)
    return LocatedMap(entries.values(), given.place)


def _with_row(row: Any, path: str, value: LocatedText) -> Any:
    name, _, rest = path.partition(".")
    if isinstance(row, LocatedMap) and row.get("id", row.get("aspect")) == name:
        return _with(row, rest, value)
    return row
