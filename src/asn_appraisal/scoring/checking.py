"""Checking a case: what is expected beside what a policy gives, and how they differ."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from asn_appraisal.document import Faults, LocatedList, LocatedMap, LocatedText, parse_exact
from asn_appraisal.errors import (
    AppraisalError,
    PolicyError,
    Problem,
    RecordError,
    Text,
    suggestion,
)
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Indicator
from asn_appraisal.record.reading import SHAPER, with_one_result

from .cases import Case
from .score import score
from .scorecard import Scorecard

#: What a case may expect besides the value of a measure.
_MORE = ("status", "error")
#: By which of its fields a row is named in a path.
_NAMED_BY = ("id", "aspect", "competency", "period")


@frozen
class Difference:
    """Perbedaan: one expectation that does not hold."""

    #: What was expected to hold: a measure, with the key of its row; `status`; `error`; a path.
    what: str
    #: The value expected, as written.
    expected: str
    #: The value found.
    found: str
    #: The card, where there is one, for an explanation.
    card: Scorecard | None = None
    #: Where the expectation stands in its document, as `line:column`.
    place: str = ""
    #: What helps: the nearest name, or why the evidence was refused.
    hint: Text = Text("", "")

    def __str__(self) -> str:
        """Return both values, and the hint."""
        return f"{self.what}: {self.expected} ≠ {self.found}. {self.hint}".removesuffix(". ")


def check_case(policy: Policy, case: Case) -> tuple[Difference, ...]:
    """Periksa satu kasus: return every expectation of the case that does not hold.

    Raises:
        PolicyError: what is given cannot be read as an appraisal.
    """
    same = _check_same(policy, case)
    return same if case.expect is None else (*_check_expected(policy, case, case.expect), *same)


def _check_expected(policy: Policy, case: Case, expect: LocatedMap) -> Iterable[Difference]:
    wanted = expect.get("error")
    try:
        card = score(policy, given_appraisal(policy, case.given))
    except AppraisalError as error:
        if wanted is None and isinstance(error, PolicyError):
            raise
        codes = _codes(error.problems)
        if wanted is None or str(wanted) not in codes.split(", "):
            found = _difference("error", wanted or "-", codes, None)
            yield evolve(found, hint=_reasons(error.problems))
        return
    if wanted is not None:
        yield _difference("error", wanted, "-", card)
    for name, value in expect.items():
        if name != "error":
            yield from _differences(card, name, value)


def _codes(problems: Iterable[Problem]) -> str:
    return ", ".join(sorted({problem.code for problem in problems}))


def _reasons(problems: Iterable[Problem]) -> Text:
    whats = [problem.what for problem in problems]
    return Text(" ".join(each.id for each in whats), " ".join(each.en for each in whats))


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
        made: Appraisal = SHAPER.shape(with_one_result(whole), Appraisal)
    except Faults as faults:
        raise PolicyError(faults.problems) from None
    return _more_is_better(policy, made)


def _more_is_better(policy: Policy, appraisal: Appraisal) -> Appraisal:
    """Take indicators of a case that name no polarity for the usual ones; records must name it."""
    rules = policy.evidence.tables.get("indicators")
    if rules is None or "higher" not in rules.allowed.get("polarity", ("higher",)):
        return appraisal

    def usual(each: Indicator) -> Indicator:
        ranged = each.target is not None and not each.target.is_single
        return each if each.polarity is not None or ranged else evolve(each, polarity="higher")

    results = (
        evolve(result, indicators=[usual(each) for each in result.indicators])
        for result in appraisal.results
    )
    return evolve(appraisal, results=tuple(results))


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


def _differences(card: Scorecard, name: str, wanted: Any) -> Iterable[Difference]:
    if name == "status":
        if card.status != wanted:
            yield _difference(name, wanted, card.status, card)
    elif name not in card:
        yield _unknown(name, wanted, suggestion(name, [*card, *_MORE]), card)
    elif isinstance(wanted, LocatedMap):
        yield from _row_differences(card, name, wanted)
    elif not _is_as_expected(card[name], wanted):
        yield _difference(name, wanted, card[name], card)


def _row_differences(card: Scorecard, name: str, wanted: LocatedMap) -> Iterable[Difference]:
    rows = card[name] if isinstance(card[name], Mapping) else {}
    known = {each for row in rows for each in _names_of(row)}
    for key, value in wanted.items():
        matches = [row for row in rows if key in _names_of(row)]
        if len(matches) != 1:
            # Where several rows have the name, their whole names say which is which.
            near = suggestion("", map(_whole, matches)) if matches else suggestion(key, known)
            yield _unknown(f"{name}[{key}]", value, near, card)
        elif not _is_as_expected(rows[matches[0]], value):
            yield _difference(f"{name}[{key}]", value, rows[matches[0]], card)


def _whole(key: Any) -> str:
    return ".".join(part for part in key if part) if isinstance(key, tuple) else str(key)


def _names_of(key: Any) -> set[str]:
    """Return the ways in which a case may name a row."""
    match key:
        case (aspect, _, _):
            return {_whole(key), aspect}
        case (_, indicator):
            return {_whole(key), indicator}
    return {str(key)}


def _unknown(what: str, wanted: Any, near: Mapping[str, str], card: Scorecard) -> Difference:
    """Say that nothing has the name expected, and which name is near."""
    hint = Text(near["near_id"], near["near_en"])
    return evolve(_difference(what, wanted, "?", card), hint=hint)


def _difference(what: str, wanted: Any, found: Any, card: Scorecard | None) -> Difference:
    place = getattr(wanted, "place", None)
    return Difference(str(what), _written(wanted), _written(found), card, str(place or ""))


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ", ".join(f"{_whole(key)}: {_written(each)}" for key, each in value.items())
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
        made = [given_appraisal(policy, _with(case.given, path, each)) for each in values]
        if path.partition(".")[0] != "employee" and all(each == made[0] for each in made):
            differences.append(_leads_nowhere(case, path, values))
            continue
        outcomes = [_outcome(policy, each) for each in made]
        for value, (found, card) in zip(values[1:], outcomes[1:], strict=True):
            first = outcomes[0][0]
            if found != first:
                place = str(value.place)
                differences.append(Difference(f"{path}={value}", first, found, card, place))
    return tuple(differences)


def _outcome(policy: Policy, appraisal: Appraisal) -> tuple[str, Scorecard | None]:
    """Return what comes of an appraisal: its result, its status, or why it is refused."""
    try:
        card = score(policy, appraisal)
    except RecordError as error:
        return _codes(error.problems), None
    return (card.status if card.problems else _written(card.result)), card


def _leads_nowhere(case: Case, path: str, values: tuple[LocatedText, ...]) -> Difference:
    """Say that a path changes nothing in the evidence, so that it shows nothing."""
    listed = ", ".join(values)
    place = str(values[0].place) if values else ""
    near = suggestion(path, _paths(case.given))
    hint = Text(near["near_id"], near["near_en"])
    return Difference(path, listed, "?", None, place, hint)


def _paths(given: Any, path: str = "") -> Iterable[str]:
    """Yield every path that leads to a value of the evidence."""
    if isinstance(given, LocatedMap):
        for key, item in given.items():
            yield from _paths(item, f"{path}.{key}" if path else str(key))
    elif isinstance(given, LocatedList):
        for row in given:
            yield from _paths(row, f"{path}.{_name(row)}")
    else:
        yield path


def _name(row: Any) -> str | None:
    if not isinstance(row, LocatedMap):
        return None
    return next((row[key] for key in _NAMED_BY if key in row), None)


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
    return _with(row, rest, value) if _name(row) == name else row
