"""Public values as plain JSON-ready data, and back: exact numbers as text, nothing lost.

Every value says its `type`. A policy is its document; a scorecard is its policy, its appraisal
and its values, and is scored again on the way back, so that a result that was altered, or that
this version of the rules does not give, is refused. `FORMS` at the end lists every type: a room
with results of its own adds them there.
"""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from .document import exact_text, from_data, parse_exact, to_plain
from .document.located import LocatedText
from .errors import (
    LANGUAGES,
    AppraisalError,
    Place,
    PolicyError,
    Problem,
    RecordError,
    Text,
    suggestion,
)
from .errors.messages import MESSAGES
from .explanation import Change, Contrast, Explanation, explain
from .formula import Level
from .policy import Policy, parse_policy
from .record import (
    MISSING,
    Appraisal,
    Assignment,
    Behaviour,
    Cohort,
    Competency,
    CompetencyLevel,
    Employee,
    Feedback,
    Framework,
    Indicator,
    Judgement,
    Member,
    Missing,
    NotApplicable,
    Observation,
    Observations,
    Period,
    PeriodResult,
    Position,
    PositionStandard,
    Programme,
    Records,
    Target,
    Unit,
    WorkResult,
    parse_framework,
    parse_records,
)
from .record.reading import SHAPER
from .record.values import FactValue
from .scoring import Case, Cases, Difference, Scorecard, parse_cases, score

#: Plain data, as JSON has it.
Data = Mapping[str, Any]


def to_dict(value: Any) -> dict[str, Any]:
    """Ubah nilai menjadi data polos: return a public value as plain JSON-ready data.

    Raises:
        TypeError: the value is not one of the library's public values.

    >>> to_dict(Employee("sari", name="Sari"))
    {'type': 'Employee', 'id': 'sari', 'name': 'Sari'}
    """
    name = type(value).__name__
    form = FORMS.get(name)
    if form is None or form.kind is not type(value):
        raise TypeError(f"{name} is not a public value of asn_appraisal")
    return {"type": name, **form.write(value)}


def from_dict(data: Data) -> Any:
    """Baca kembali data polos: return the value that `to_dict` wrote.

    Raises:
        RecordError: the data is of no known type, has a fault, or does not replay.

    >>> from_dict(to_dict(Employee("sari", name="Sari"))).name
    'Sari'
    """
    document = from_data(data)
    if document.problems:
        raise RecordError(document.problems)
    try:
        return _value(data)
    except PolicyError as error:
        raise RecordError(error.problems) from None


def _value(data: Any) -> Any:
    if not isinstance(data, Mapping):
        raise _damaged("type", "peta data", "a mapping")
    name = str(data.get("type"))
    form = FORMS.get(name)
    if form is None:
        values = {"type": name, **suggestion(name, FORMS)}
        raise RecordError([Problem("ASN-E011", None, values)])
    return form.read({key: item for key, item in data.items() if key != "type"})


# Parts of the data ----------------------------------------------------------------------


def _damaged(key: str, indonesian: str, english: str) -> RecordError:
    values = {"key": key, "expected_id": indonesian, "expected_en": english}
    return RecordError([Problem("ASN-E013", None, values)])


_KINDS: dict[type, tuple[str, str]] = {
    Mapping: ("peta data", "a mapping"),
    list: ("daftar", "a list"),
    str: ("teks", "text"),
    bool: ("ya atau tidak", "true or false"),
    int: ("bilangan bulat", "a whole number"),
}


def _part(data: Data, key: str, kind: type) -> Any:
    """Return a part of the data, which must be there and be of a kind."""
    found = data.get(key)
    if kind is list and isinstance(found, tuple):
        return list(found)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        raise _damaged(key, *_KINDS[kind])
    return found


def _text(data: Data, key: str) -> str:
    found: str = _part(data, key, str)
    return found


def _inner(data: Data, key: str, kind: type) -> Any:
    """Return a part of the data that is a value in a form of its own."""
    found = _value(_part(data, key, Mapping))
    if not isinstance(found, kind):
        raise _damaged(key, kind.__name__, kind.__name__)
    return found


def _optional(data: Data, key: str, kind: type) -> Any:
    return _inner(data, key, kind) if data.get(key) is not None else None


def _values(data: Data, key: str, kind: type) -> list[Any]:
    rows = [{key: each} for each in _part(data, key, list)]
    return [_inner(row, key, kind) for row in rows]


def _written(value: Any) -> str:
    """Write stored data as JSON does, so that no two values look alike."""
    return json.dumps(value, ensure_ascii=False, default=str)


# Nouns, as records and frameworks have them ---------------------------------------------


@frozen
class Form:
    """Bentuk: how values of one type are written as plain data, and read again."""

    #: The type.
    kind: type
    #: Returns the plain data, without the `type`.
    write: Callable[[Any], Mapping[str, Any]]
    #: Reads that data.
    read: Callable[[Data], Any]


def _noun(kind: type) -> Form:
    """Return the form of a noun that stands field by field in a records or framework document."""
    return Form(kind, to_plain, lambda data: _shaped(data, kind))


def _shaped(data: Data, kind: type) -> Any:
    document = from_data(data)
    problems = list(document.problems)
    made = SHAPER.attempt(document.root, kind, problems)
    if problems:
        raise RecordError(problems)
    return made


@frozen
class _Facts:
    facts: Mapping[str, FactValue]


@frozen
class _Ends:
    target: Target


def _cohort_data(cohort: Cohort) -> dict[str, Any]:
    data: dict[str, Any] = {
        "unit": cohort.unit,
        "members": [_member_data(each) for each in cohort.members],
        "facts": to_plain(cohort.facts),
    }
    return data if cohort.parent is None else {**data, "parent": cohort.parent}


def _member_data(member: Member) -> dict[str, Any]:
    return {"employee": member.employee, "appraisal": to_dict(member.appraisal)}


def _read_cohort(data: Data) -> Cohort:
    rows = [{"member": each} for each in _part(data, "members", list)]
    members = [_read_member(_part(row, "member", Mapping)) for row in rows]
    facts = _shaped({"facts": _part(data, "facts", Mapping)}, _Facts).facts
    parent = _text(data, "parent") if data.get("parent") is not None else None
    return Cohort(_text(data, "unit"), members, facts, parent)


def _read_member(data: Data) -> Member:
    return Member(_text(data, "employee"), _inner(data, "appraisal", Appraisal))


# Policies, levels, problems -------------------------------------------------------------


def _policy_data(policy: Policy) -> dict[str, Any]:
    data: dict[str, Any] = {"document": to_plain(policy.document)}
    return data if policy.base is None else {**data, "base": to_dict(policy.base)}


def _read_policy(data: Data) -> Policy:
    base = _optional(data, "base", Policy)
    known = {} if base is None else {base.id: base}
    return parse_policy(_part(data, "document", Mapping), known=known)


def _text_data(text: Text) -> dict[str, str]:
    return {language: text.in_language(language) for language in LANGUAGES}


def _read_text(data: Data) -> Text:
    return Text(_text(data, "id"), _text(data, "en"))


def _level_data(level: Level) -> dict[str, Any]:
    label = _text_data(level.label)
    return {"scale": level.scale, "name": level.name, "order": level.order, "label": label}


def _read_level(data: Data) -> Level:
    label = _read_text(_part(data, "label", Mapping))
    return Level(_text(data, "scale"), _text(data, "name"), _part(data, "order", int), label)


def _problem_data(problem: Problem) -> dict[str, Any]:
    data: dict[str, Any] = {"code": problem.code, "values": dict(problem.values)}
    data["what"] = _text_data(problem.what)
    if problem.place is not None:
        data["place"] = _place_data(problem.place)
    return data


def _read_problem(data: Data) -> Problem:
    code, values = _text(data, "code"), _part(data, "values", Mapping)
    if code not in MESSAGES:
        raise _damaged("code", "kode yang dikenal", "a known code")
    given = data.get("place")
    place = None if given is None else _read_place(_part(data, "place", Mapping))
    problem = Problem(code, place, values)
    try:
        problem.text()
    except KeyError as error:
        raise _damaged(f"values.{error.args[0]}", "teks", "text") from None
    return problem


def _place_data(place: Place) -> dict[str, Any]:
    names = ("path", "line", "column", "width", "source")
    return {name: getattr(place, name) for name in names}


def _read_place(data: Data) -> Place:
    line, column = (
        _part(data, name, int) if data.get(name) is not None else None
        for name in ("line", "column")
    )
    return Place(
        _text(data, "path"), line, column, _part(data, "width", int), _text(data, "source")
    )


def _error(kind: type[AppraisalError]) -> Form:
    return Form(
        kind,
        lambda error: {"problems": [to_dict(each) for each in error.problems]},
        lambda data: kind(_values(data, "problems", Problem)),
    )


# Scorecards and what follows from them --------------------------------------------------


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


def _read_card(data: Data) -> Scorecard:
    """Score again, and refuse what this does not give."""
    card = score(_inner(data, "policy", Policy), _inner(data, "appraisal", Appraisal))
    again = _card_data(card)
    for name in ("id", "version", "fingerprint", "status"):
        _check_same(name, data.get(name), again[name])
    stored, found = _part(data, "values", Mapping), again["values"]
    for name in sorted({*map(str, stored), *found}):
        _check_same(name, stored.get(name), found.get(name))
    for name in ("problems", "notes"):
        # The words may be put better one day; what they say is the code and the values.
        kept = [to_dict(each) for each in _values(data, name, Problem)]
        _check_same(name, kept, again[name])
    return card


def _check_same(name: str, stored: Any, found: Any) -> None:
    if _written(stored) != _written(found):
        values = {"measure": name, "stored": _written(stored), "found": _written(found)}
        raise RecordError([Problem("ASN-E012", None, values)])


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


def _explanation_data(made: Explanation) -> dict[str, Any]:
    """Write the card, which is what counts, and the steps for whoever shows them."""
    steps = [to_plain(step) for step in made.steps]
    return {
        "card": to_dict(made.card),
        "language": made.language,
        "facts": list(made.facts),
        "steps": steps,
    }


def _read_explanation(data: Data) -> Explanation:
    language = _text(data, "language")
    if language not in LANGUAGES:
        raise _damaged("language", "`id` atau `en`", "`id` or `en`")
    return explain(_inner(data, "card", Scorecard), language=language)


def _contrast_data(contrast: Contrast) -> dict[str, Any]:
    goal = {} if contrast.goal is None else {"goal": to_dict(contrast.goal)}
    changes = [to_dict(change) for change in contrast.changes]
    return {**goal, "changes": changes, "text": contrast.text}


def _read_contrast(data: Data) -> Contrast:
    goal = _optional(data, "goal", Level)
    return Contrast(goal, tuple(_values(data, "changes", Change)), _text(data, "text"))


def _change_data(change: Change) -> dict[str, Any]:
    data = {"what": change.what, "before": _piece_data(change.before)}
    data["after"] = _piece_data(change.after)
    level = {} if change.level is None else {"level": to_dict(change.level)}
    return {**data, **level, "decided": change.decided}


def _read_change(data: Data) -> Change:
    before, after = _read_piece(data, "before"), _read_piece(data, "after")
    level, decided = _optional(data, "level", Level), _part(data, "decided", bool)
    return Change(_text(data, "what"), before, after, level, decided)


def _piece_data(value: Any) -> Any:
    """Write a piece of evidence so that numbers, levels and words stay apart."""
    if isinstance(value, Level):
        return to_dict(value)
    return {"number": exact_text(value)} if isinstance(value, Fraction) else value


def _read_piece(data: Data, key: str) -> Any:
    value = data.get(key)
    if value is None or isinstance(value, bool | str):
        return value
    if "number" not in _part(data, key, Mapping):
        return _inner(data, key, Level)
    number = parse_exact(_text(value, "number"))
    if number is None:
        raise _damaged("number", "angka", "a number")
    return number


# Cases ----------------------------------------------------------------------------------


def _cases_data(cases: Cases) -> dict[str, Any]:
    rows = [_case_data(case) for case in cases.cases]
    return {"asn_appraisal": "cases/1", "policy": cases.policy, "cases": rows}


def _case_data(case: Case) -> dict[str, Any]:
    data = {
        "name": case.name,
        "given": _located_data(case.given),
        "expect": "same_result" if case.expect is None else _located_data(case.expect),
        "same_except": {path: list(map(str, values)) for path, values in case.same_except},
        "because": None if case.because is None else to_plain(case.because),
        "tags": list(case.tags),
    }
    return {key: item for key, item in data.items() if item not in (None, {}, []) or key == "given"}


def _located_data(value: Any) -> Any:
    """Write evidence as it stands in its document: nothing is not the empty text."""
    if isinstance(value, LocatedText):
        return None if value == "" and value.plain else str(value)
    if isinstance(value, Mapping):
        return {str(key): _located_data(item) for key, item in value.items()}
    return [_located_data(item) for item in value]


def _read_case(data: Data) -> Case:
    case: Case = parse_cases({"asn_appraisal": "cases/1", "policy": "-", "cases": [data]}).cases[0]
    return case


def _difference_data(difference: Difference) -> dict[str, Any]:
    names = ("what", "expected", "found", "place")
    data: dict[str, Any] = {name: getattr(difference, name) for name in names}
    data["hint"] = _text_data(difference.hint)
    return data if difference.card is None else {**data, "card": to_dict(difference.card)}


def _read_difference(data: Data) -> Difference:
    what, expected, found, place = (
        _text(data, name) for name in ("what", "expected", "found", "place")
    )
    hint = _read_text(_part(data, "hint", Mapping))
    return Difference(what, expected, found, _optional(data, "card", Scorecard), place, hint)


# Every type -----------------------------------------------------------------------------

#: The form of every type, by its name. To let a type of another room travel, add it here. What
#: holds its inputs (a card, a cohort) is best computed again on the way back, as a scorecard is.
#: Parts of a policy (a measure, a source) have no form: the policy travels as a whole.
FORMS: dict[str, Form] = {
    form.kind.__name__: form
    for form in (
        _noun(Appraisal),
        _noun(Assignment),
        _noun(Behaviour),
        _noun(Competency),
        _noun(CompetencyLevel),
        _noun(Employee),
        _noun(Feedback),
        _noun(Indicator),
        _noun(Judgement),
        _noun(Observation),
        _noun(Observations),
        _noun(Period),
        _noun(PeriodResult),
        _noun(Position),
        _noun(PositionStandard),
        _noun(Programme),
        _noun(Unit),
        _noun(WorkResult),
        Form(Missing, lambda _: {}, lambda _: MISSING),
        Form(
            Target,
            lambda target: {"target": target.to_plain()},
            lambda data: _shaped(data, _Ends).target,
        ),
        Form(NotApplicable, lambda absent: {"reason": absent.reason}, _noun(NotApplicable).read),
        Form(Records, to_plain, parse_records),
        Form(Framework, to_plain, parse_framework),
        Form(Member, _member_data, _read_member),
        Form(Cohort, _cohort_data, _read_cohort),
        Form(Policy, _policy_data, _read_policy),
        Form(Text, _text_data, _read_text),
        Form(Level, _level_data, _read_level),
        Form(Place, _place_data, _read_place),
        Form(Problem, _problem_data, _read_problem),
        _error(PolicyError),
        _error(RecordError),
        Form(Scorecard, _card_data, _read_card),
        Form(Explanation, _explanation_data, _read_explanation),
        Form(Contrast, _contrast_data, _read_contrast),
        Form(Change, _change_data, _read_change),
        Form(Cases, _cases_data, parse_cases),
        Form(Case, _case_data, _read_case),
        Form(Difference, _difference_data, _read_difference),
    )
}
