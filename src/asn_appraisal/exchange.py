"""Public values as plain JSON-ready data, and back: exact numbers as text, nothing lost.

Every value says its `type`. A policy is its document; a scorecard is its policy, its appraisal
and its values, and is scored again on the way back, so that a result that was altered, or that
this version of the rules does not give, is refused.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .document import exact_text, from_data, to_plain
from .errors import Place, Problem, RecordError, Text, suggestion
from .explanation import Explanation, explain
from .formula import Level
from .policy import Policy, parse_policy
from .record import (
    Appraisal,
    Assignment,
    Behaviour,
    Cohort,
    Competency,
    CompetencyLevel,
    Employee,
    Framework,
    Indicator,
    Judgement,
    Member,
    Observation,
    Observations,
    Period,
    PeriodResult,
    Position,
    PositionStandard,
    Programme,
    Records,
    Unit,
    WorkResult,
    parse_framework,
    parse_records,
)
from .record.reading import SHAPER
from .scoring import Scorecard, score

#: Nouns that are written field by field, as they stand in a records or framework document.
_NOUNS: dict[str, type] = {
    each.__name__: each
    for each in (
        Appraisal,
        Assignment,
        Behaviour,
        Competency,
        CompetencyLevel,
        Employee,
        Indicator,
        Judgement,
        Observation,
        Observations,
        Period,
        PeriodResult,
        Position,
        PositionStandard,
        Programme,
        Unit,
        WorkResult,
    )
}


def to_dict(value: Any) -> dict[str, Any]:
    """Ubah nilai menjadi data polos: return a public value as plain JSON-ready data.

    Raises:
        TypeError: the value is not one of the library's public values.

    >>> to_dict(Employee("sari", name="Sari"))
    {'type': 'Employee', 'id': 'sari', 'name': 'Sari'}
    """
    name = type(value).__name__
    if name in _NOUNS:
        return {"type": name, **to_plain(value)}
    writer = _WRITERS.get(type(value))
    if writer is None:
        raise TypeError(f"{name} is not a public value of asn_appraisal")
    return {"type": name, **writer(value)}


def from_dict(data: Mapping[str, Any]) -> Any:
    """Baca kembali data polos: return the value that `to_dict` wrote.

    Raises:
        RecordError: the data is of no known type, has a fault, or does not replay.

    >>> from_dict(to_dict(Employee("sari", name="Sari"))).name
    'Sari'
    """
    name = data.get("type")
    if name in _NOUNS:
        return _noun(_NOUNS[name], data)
    reader = _READERS.get(str(name))
    if reader is None:
        known = [*_NOUNS, *_READERS]
        raise RecordError(
            [Problem("ASN-E011", None, {"type": name, **suggestion(str(name), known)})]
        )
    return reader(data)


def _noun(kind: type, data: Mapping[str, Any]) -> Any:
    document = from_data({key: item for key, item in data.items() if key != "type"})
    problems = list(document.problems)
    made = SHAPER.attempt(document.root, kind, problems)
    if problems:
        raise RecordError(problems)
    return made


# Writing --------------------------------------------------------------------------------


def _policy_data(policy: Policy) -> dict[str, Any]:
    data: dict[str, Any] = {"document": _plain(policy.document)}
    if policy.base is not None:
        data["base"] = to_dict(policy.base)
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _cohort_data(cohort: Cohort) -> dict[str, Any]:
    members = [
        {"employee": each.employee, "appraisal": to_dict(each.appraisal)} for each in cohort.members
    ]
    data: dict[str, Any] = {
        "unit": cohort.unit,
        "members": members,
        "facts": to_plain(cohort.facts),
    }
    return data if cohort.parent is None else {**data, "parent": cohort.parent}


def _card_data(card: Scorecard) -> dict[str, Any]:
    return {
        "policy": to_dict(card.policy),
        "appraisal": to_dict(card.appraisal),
        "id": card.policy.id,
        "version": card.policy.version,
        "fingerprint": card.policy.fingerprint,
        "status": card.status,
        "values": values_data(card),
        "problems": [to_dict(problem) for problem in card.problems],
        "notes": [to_dict(problem) for problem in card.notes],
    }


def values_data(card: Scorecard) -> dict[str, Any]:
    """Return the values of a card as plain data; a measure with rows is a list of pairs."""
    values: dict[str, Any] = {}
    for name, value in card.items():
        if isinstance(value, Mapping):
            rows = (
                (list(key) if isinstance(key, tuple) else key, each) for key, each in value.items()
            )
            values[name] = [[key, _value_data(each)] for key, each in rows]
        else:
            values[name] = _value_data(value)
    return values


def _value_data(value: Any) -> Any:
    match value:
        case Decimal():
            return str(value)
        case Fraction():
            return exact_text(value)
        case Level():
            return value.name
    return value


def _problem_data(problem: Problem) -> dict[str, Any]:
    data: dict[str, Any] = {"code": problem.code, "values": dict(problem.values)}
    data["what"] = {"id": problem.what.id, "en": problem.what.en}
    if problem.place is not None:
        data["place"] = {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "width": problem.place.width,
            "source": problem.place.source,
        }
    return data


def _level_data(level: Level) -> dict[str, Any]:
    label = {"id": level.label.id, "en": level.label.en}
    return {"scale": level.scale, "name": level.name, "order": level.order, "label": label}


_WRITERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Policy: _policy_data,
    Records: to_plain,
    Framework: to_plain,
    Cohort: _cohort_data,
    Scorecard: _card_data,
    Explanation: lambda value: {"card": to_dict(value.card), "language": value.language},
    Level: _level_data,
    Problem: _problem_data,
    Text: lambda value: {"id": value.id, "en": value.en},
}


# Reading --------------------------------------------------------------------------------


def _read_policy(data: Mapping[str, Any]) -> Policy:
    base = from_dict(data["base"]) if "base" in data else None
    return parse_policy(data["document"], known={} if base is None else {base.id: base})


def _read_cohort(data: Mapping[str, Any]) -> Cohort:
    members = [Member(each["employee"], from_dict(each["appraisal"])) for each in data["members"]]
    return Cohort(data["unit"], members, data["facts"], data.get("parent"))


def _read_card(data: Mapping[str, Any]) -> Scorecard:
    """Score again, and refuse values that this does not give."""
    policy = from_dict(data["policy"])
    card = score(policy, from_dict(data["appraisal"]))
    again = values_data(card)
    for name, value in data["values"].items():
        if again.get(name) != value:
            values = {"measure": name, "stored": value, "found": again.get(name)}
            raise RecordError([Problem("ASN-E012", None, values)])
    return card


def _read_problem(data: Mapping[str, Any]) -> Problem:
    place = Place(**data["place"]) if "place" in data else None
    return Problem(data["code"], place, data["values"])


_READERS: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "Policy": _read_policy,
    "Records": lambda data: parse_records(_without_type(data)),
    "Framework": lambda data: parse_framework(_without_type(data)),
    "Cohort": _read_cohort,
    "Scorecard": _read_card,
    "Explanation": lambda data: explain(from_dict(data["card"]), language=data["language"]),
    "Level": lambda data: Level(
        data["scale"], data["name"], data["order"], Text(data["label"]["id"], data["label"]["en"])
    ),
    "Problem": _read_problem,
    "Text": lambda data: Text(data["id"], data["en"]),
}


def _without_type(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in data.items() if key != "type"}
