"""Cases and their differences as plain data."""

from collections.abc import Mapping
from typing import Any

from asn_appraisal.document import to_plain
from asn_appraisal.document.located import LocatedText
from asn_appraisal.scoring import Case, Cases, Difference, Scorecard, parse_cases

from .form import Data, optional, part, text, to_dict
from .rules import read_text, text_data


def cases_data(cases: Cases) -> dict[str, Any]:
    rows = [case_data(case) for case in cases.cases]
    return {"asn_appraisal": "cases/1", "policy": cases.policy, "cases": rows}


def case_data(case: Case) -> dict[str, Any]:
    data = {
        "name": case.name,
        "given": located_data(case.given),
        "expect": "same_result" if case.expect is None else located_data(case.expect),
        "same_except": {path: list(map(str, values)) for path, values in case.same_except},
        "because": None if case.because is None else to_plain(case.because),
        "tags": list(case.tags),
    }
    return {key: item for key, item in data.items() if item not in (None, {}, []) or key == "given"}


def located_data(value: Any) -> Any:
    """Write evidence as it stands in its document: nothing is not the empty text."""
    if isinstance(value, LocatedText):
        return None if value == "" and value.plain else str(value)
    if isinstance(value, Mapping):
        return {str(key): located_data(item) for key, item in value.items()}
    return [located_data(item) for item in value]


def read_case(data: Data) -> Case:
    case: Case = parse_cases({"asn_appraisal": "cases/1", "policy": "-", "cases": [data]}).cases[0]
    return case


def difference_data(difference: Difference) -> dict[str, Any]:
    names = ("what", "expected", "found", "place")
    data: dict[str, Any] = {name: getattr(difference, name) for name in names}
    data["hint"] = text_data(difference.hint)
    return data if difference.card is None else {**data, "card": to_dict(difference.card)}


def read_difference(data: Data) -> Difference:
    what, expected, found, place = (
        text(data, name) for name in ("what", "expected", "found", "place")
    )
    hint = read_text(part(data, "hint", Mapping))
    return Difference(what, expected, found, optional(data, "card", Scorecard), place, hint)
