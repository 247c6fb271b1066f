"""A document is valid by its schema exactly where the parser finds no fault of its shape."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import policy_documents

from asn_appraisal import Policy, parse_cases, parse_framework, parse_policy, parse_records
from asn_appraisal.document import read
from asn_appraisal.errors import AppraisalError, Problem
from asn_appraisal.policy.parsing import SHAPER as POLICY_SHAPER
from asn_appraisal.policy.shapes import PolicyShape
from asn_appraisal.record.reading import without_kind
from asn_appraisal.scoring import given_appraisal
from asn_appraisal.workbench.schema import KINDS, file_name, schema_of, schema_text

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "src" / "asn_appraisal" / "workbench" / "schemas"
#: Faults of shape that the hooks of single fields report, beside those of the document room.
OF_HOOKS = {"ASN-P001", "ASN-P002", "ASN-P003", "ASN-P006", "ASN-F022", "ASN-R013"}
VALIDATORS = {
    kind: jsonschema.Draft7Validator(
        schema_of(kind), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    for kind in KINDS
}
SLOW = settings(suppress_health_check=[*HealthCheck], max_examples=30)


def is_valid(kind: str, data: Any) -> bool:
    """Tell what the schema says of plain data."""
    return bool(VALIDATORS[kind].is_valid(data))


def has_shape(kind: str, data: Any) -> bool:
    """Tell what the parser says of the shape of plain data."""
    problems: list[Problem] = []
    try:
        if kind == "policy":
            document = read(data)
            problems += document.problems
            body = without_kind(document.root, "policy/1", problems)
            if body is not None:
                POLICY_SHAPER.attempt(body, PolicyShape, problems)
        elif kind == "cases":
            for case in parse_cases(data).cases:
                given_appraisal(NO_RULES, case.given)
        else:
            (parse_records if kind == "records" else parse_framework)(data)
    except AppraisalError as error:
        problems += error.problems
    return not any(each.code < "ASN-D9" or each.code in OF_HOOKS for each in problems)


NO_RULES: Policy = parse_policy(
    {
        "asn_appraisal": "policy/1",
        "id": "p",
        "evidence": {"facts": {"a": {"type": "flag"}}},
        "measures": {"m": {"formula": "a"}},
        "result": "m",
    }
)


# Documents ------------------------------------------------------------------------------

RECORDS = {
    "asn_appraisal": "records/1",
    "units": [{"id": "u", "name": "U", "facts": {"a": "baik"}}],
    "positions": [
        {"id": "j", "title": {"id": "J", "en": "K"}, "kind": "jpt", "requires": {"x": 3}}
    ],
    "employees": [{"id": "e", "kind": "pns", "gender": "L", "born": "1990-01-01"}, {"id": "f"}],
    "assignments": [
        {
            "id": "p",
            "employee": "e",
            "unit": "u",
            "kind": "acting",
            "from": "2025-01-01",
            "appraiser": "f",
        }
    ],
    "appraisals": [
        {
            "id": "a",
            "assignment": "p",
            "period": {"kind": "annual", "from": "2025-01-01", "until": "2025-12-31"},
            "results": [
                {
                    "id": "r",
                    "kind": "main",
                    "weight": "1/7",
                    "rating": "meets",
                    "indicators": [
                        {"id": "i", "target": [1, "2.5"], "actual": "missing", "at_maximum": True},
                        {
                            "id": "k",
                            "target": 1,
                            "actual": {"not_applicable": "x"},
                            "polarity": "lower",
                        },
                        {
                            "id": "o",
                            "observations": {
                                "combine": "sum",
                                "values": [{"on": "2025-02-01", "value": 3, "evidence": "b"}],
                            },
                        },
                    ],
                }
            ],
            "behaviours": [
                {"aspect": "x", "rater": "peer", "value": 90},
                {"aspect": "x", "rating": None},
            ],
            "competencies": [{"competency": "x", "required": 3, "attained": "missing"}],
            "periods": [{"period": "tw1", "months": 3, "measures": {"total": "9.5"}}],
            "facts": {"inovasi": True, "n": 4},
            "judgements": {"m": {"level": "baik", "by": "f", "reason": "r", "evidence": ["b"]}},
            "feedback": [{"on": "2025-03-01", "by": "f", "text": "t"}],
        },
        {"id": "b", "indicators": [{"id": "i", "weight": 1}]},
    ],
}
FRAMEWORK = {
    "asn_appraisal": "framework/1",
    "id": "k",
    "competencies": [
        {"id": "x", "title": "X", "cluster": "c", "levels": {"1": "a", "2": {"id": "b"}}}
    ],
    "positions": [{"id": "j", "kind": "fungsional", "requires": {"x": 2}}],
    "programmes": [{"id": "d", "competency": "x", "from": 1, "to": 2}],
}
CASES = {
    "asn_appraisal": "cases/1",
    "policy": "p",
    "cases": [
        {
            "name": "n",
            "because": {"id": "x"},
            "tags": ["t"],
            "given": {
                "indicators": [{"id": "i", "target": 1, "actual": 2, "weight": 1}],
                "behaviours": {"all": 90},
                "facts": {"a": True},
            },
            "expect": {"m": "90.00", "rows": {"i": 1}},
        },
        {
            "name": "o",
            "given": {"facts": {}, "behaviours": [{"aspect": "x", "value": 1}]},
            "expect": "same_result",
            "same_except": {"employee.gender": ["L", "P"]},
        },
    ],
}
POLICY = {
    "asn_appraisal": "policy/1",
    "id": "p",
    "version": 2,
    "title": {"id": "P", "en": "Q"},
    "in_force": {"from": "2025-01-01", "until": "2025-12-31"},
    "sources": {"s": {"act": "A", "place": "B", "reading": "C"}},
    "scales": {"q": {"low": "Low", "high": {"id": "H", "en": "I"}}},
    "evidence": {
        "indicators": {
            "polarity": ["higher"],
            "target": {"above": 0},
            "weight": {"total": "100", "within": "result"},
            "missing": {"polarity": {"higher": {"count_as": 0}}},
        },
        "behaviours": {"aspects": ["x"], "only_when": {"x": "f"}, "value": {"from": 0, "to": 120}},
        "facts": {"f": {"type": "choice", "values": {"a": "A", "b": {"en": "B"}}, "default": "a"}},
    },
    "measures": {
        "c": {
            "per": "indicators",
            "by": "polarity",
            "cases": {"higher": "1"},
            "round": {"places": 1},
        },
        "d": {
            "curve": {
                "of": "x",
                "pieces": [{"from": 0, "to": "1/2", "value": [0, 1]}, {"above": 1, "value": 3}],
            }
        },
        "e": {"lookup": {"of": "f", "values": {"a": 1}}, "round": "2", "cites": ["s"]},
        "f2": {
            "scale": "q",
            "bands": {
                "of": "d",
                "levels": [{"level": "high", "from": 1, "when": "f"}, {"level": "low"}],
            },
        },
        "g": {"matrix": {"rows": "f2", "columns": "f2", "cells": {"low": {"low": "low"}}}},
        "h": {"judgement": {"suggest": "g", "override": ["reason"]}},
        "i": {"judgement": {}},
    },
    "result": "h",
    "calibration": {
        "of": "h",
        "rank_by": ["d"],
        "patterns": {
            "any": {"high": {"at_most": "70%", "most": True}, "low": {"at_least": "1 person"}}
        },
        "smallest_pool": 5,
    },
    "process": {
        "plan_set_by": {"month": 1, "day": 31},
        "deliver_within": "14 working days",
        "overdue_appraiser": {"result": "final"},
        "transfer": {"annual": "by_months"},
    },
    "fairness": {
        "limits": {"cliff_points": "5.5", "one_rater_levels": 1},
        "promise": [{"if": "a", "then": "b"}],
        "waive": [{"property": "p", "because": "b", "authority": "s", "until": "2025-01-01"}],
    },
}
WHOLE = {"policy": POLICY, "records": RECORDS, "framework": FRAMEWORK, "cases": CASES}

#: What an analyst may write by mistake, in place of anything.
JUNK = [
    *(
        "",
        "ya",
        "true",
        "no",
        "12",
        "012",
        "1.5",
        "1/7",
        "97,50",
        "1_000",
        "missing",
        "same_result",
    ),
    *("2025-02-29", "2025-2-1", "14 hari kerja", "0 days", "70%", "170%", "100.5%", "2 orang"),
    *("higher", "incomplete", "count_as", "half_even", "a b"),
    *(0, 1, 12, 13, -1, True, False, None),
    *([], {}, ["a"], [1, 2], [1, 2, 3], [[1]], {"a": "b"}, {"id": "x"}, {"id": "x", "xx": "y"}),
    *({"count_as": 1}, {"count_as": "banyak"}, {"count_as": 1, "x": 2}, {"not_applicable": "x"}),
    *({"places": 2}, {"places": 13}, {"all": 1}, {"peer": "leave_out"}, {"x": {"y": "leave_out"}}),
]


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value below the root."""
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [each for key, item in items for each in ((*path, key), *places(item, (*path, key)))]


@st.composite
def mutated(draw: st.DrawFn, data: Any) -> Any:
    """Change one to three places of a document: junk, a key less, a key more."""
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 3))):
        known = [each for each in places(data) if each != ("asn_appraisal",)]
        *parents, last = draw(st.sampled_from(known))
        here = data
        for key in parents:
            here = here[key]
        match draw(st.integers(0, 3)):
            case 0 | 1:
                here[last] = copy.deepcopy(draw(st.sampled_from(JUNK)))
            case 2:
                del here[last]
            case 3 if isinstance(here, dict):
                names = [
                    "xx",
                    "id",
                    "from",
                    "when",
                    "weight",
                    "rating",
                    "results",
                    "indicators",
                    "all",
                ]
                here[draw(st.sampled_from(names))] = copy.deepcopy(draw(st.sampled_from(JUNK)))
    return data


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_document_is_valid_and_has_its_shape(kind: str) -> None:
    VALIDATORS[kind].validate(WHOLE[kind])
    assert has_shape(kind, WHOLE[kind])


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(suppress_health_check=[*HealthCheck], max_examples=75)
def test_a_damaged_document_is_valid_where_it_still_has_its_shape(kind: str, data: Any) -> None:
    document = data.draw(mutated(WHOLE[kind]))

    assert is_valid(kind, document) == has_shape(kind, document), list(
        VALIDATORS[kind].iter_errors(document)
    )


@given(policy_documents())
@SLOW
def test_every_lawful_policy_is_valid(document: Any) -> None:
    parse_policy(document)

    VALIDATORS["policy"].validate(document)


@given(st.data())
@SLOW
def test_a_damaged_generated_policy_is_valid_where_it_still_has_its_shape(data: Any) -> None:
    document = data.draw(mutated(data.draw(policy_documents())))

    assert is_valid("policy", document) == has_shape("policy", document)


def test_a_variant_gives_only_what_it_changes_and_still_no_unknown_key() -> None:
    variant = {
        "asn_appraisal": "policy/1",
        "id": "v",
        "based_on": "p",
        "measures": {"f2": {"bands": {"levels": [{"level": "low"}]}}},
        "calibration": {"mode": "bind"},
    }
    VALIDATORS["policy"].validate(variant)
    for path in (["bands"], ["bands", "levels", 0], []):
        wrong = copy.deepcopy(variant)
        here: Any = wrong["measures"]["f2"]  # type: ignore[index]
        for key in path:
            here = here[key]
        here["lain"] = 1
        assert not is_valid("policy", wrong)
    assert not is_valid("policy", {key: each for key, each in variant.items() if key != "based_on"})


# Files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_the_one_that_is_made(kind: str) -> None:
    """Renew it: asn-appraisal schema --into src/asn_appraisal/workbench/schemas."""
    assert schema_text(kind) == (SCHEMAS / file_name(kind)).read_text("utf-8")
    jsonschema.Draft7Validator.check_schema(schema_of(kind))


def as_text(text: str) -> Any:
    """Read YAML as the library does: every scalar is text."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes text and nothing else


def shipped() -> list[Path]:
    """Return every YAML document that people are given."""
    folders = (ROOT / "examples", SCHEMAS.parents[1] / "presets", SCHEMAS.parent / "starter")
    return [path for folder in folders for path in sorted(folder.rglob("*.yaml"))]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_document_names_its_schema_and_fits_it(path: Path) -> None:
    text = path.read_text("utf-8")
    named = [
        line
        for line in text.splitlines()[:4]
        if line.startswith("# yaml-language-server: $schema=")
    ]
    kind = str(as_text(text)["asn_appraisal"]).partition("/")[0]

    assert len(named) == 1
    schema = named[0].partition("=")[2]
    if path.parent.name != "starter":  # `new` writes the schemas beside what it makes
        assert (
            json.loads((path.parent / schema).read_text("utf-8"))["title"]
            == f"asn_appraisal: {kind}/1"
        )
    assert schema.endswith(file_name(kind))
    if path.name != "policy-rusak.yaml":
        VALIDATORS[kind].validate(as_text(text))


def test_hover_text_is_indonesian_for_every_key() -> None:
    for kind in KINDS:
        described = [each for name, each in named_properties(schema_of(kind))]
        assert all(described)


def named_properties(schema: Any) -> list[tuple[str, str]]:
    """Return every key of every definition, with what is said of it."""
    found = []
    for name, each in {**schema["definitions"], "": schema}.items():
        for key, value in each.get("properties", {}).items():
            found.append((f"{name}.{key}", value.get("description", "")))
    return found


def test_schemas_are_written_by_a_command(run: Any, folder: Path) -> None:
    assert run("schema", "--into", "s").code == 0
    assert {path.name for path in (folder / "s").iterdir()} == {file_name(kind) for kind in KINDS}
    assert json.loads(run("schema", "cases").out)["title"] == "asn_appraisal: cases/1"
    assert run("schema", "kasus").code == 2


def test_what_new_makes_finds_its_schemas_beside_it(run: Any, loket: Path) -> None:
    for path in loket.glob("*.yaml"):
        line = next(each for each in path.read_text("utf-8").splitlines() if "$schema=" in each)
        assert (loket / line.partition("=")[2]).is_file()
