"""Small policies of a few formulas, and how their last measure moves."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from asn_appraisal import Policy, parse_policy
from asn_appraisal.fairness.inputs import Input, inputs_of
from asn_appraisal.fairness.moves import Move
from asn_appraisal.fairness.prover import Prover

FRAME = """
asn_appraisal: policy/1
id: small
scales: {grade: {c: C, b: B, a: A}}
evidence:
  indicators: {polarity: [higher, lower, within], target: {above: 0}, actual: {from: 0}, weight: {from: 0, to: 2}}
  behaviours: {value: {from: 0, to: 100}, rating: [below, meets, above]}
  facts:
    x: {type: number, from: 0, to: 20}
    y: {type: number, from: -1, to: 1}
    far: {type: number}
    flag: {type: flag}
    word: {type: choice, values: [red, green]}
"""


@cache
def _frame() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(FRAME, yaml.BaseLoader)  # noqa: S506 - text of this file
    return found


def policy(sections: Mapping[str, Any] | None = None, /, **measures: Any) -> Policy:
    """Return a policy of the measures; the result has nothing to do with them, unless it is said."""
    written = {"measures": {**measures, "end": {"formula": "1"}}, "result": "end"}
    return parse_policy({**_frame(), **written, **(sections or {})})


def move(key: str, sections: Mapping[str, Any] | None = None, /, **measures: Any) -> Move:
    """Return how the last measure moves when one input gets better."""
    made = policy(sections, **measures)
    inputs: dict[str, Input] = {each.key: each for each in inputs_of(made)}
    return Prover(made).measure(list(measures)[-1], inputs[key])


def formula(text: str, **more: str) -> dict[str, str]:
    return {"formula": text, **more}


def row(text: str, **more: str) -> dict[str, str]:
    return {"per": "indicators", "formula": text, **more}


ACTUAL = "indicators.actual[higher]"
LOWER = "indicators.actual[lower]"
WITHIN = "indicators.actual[within]"


def bands(*levels: dict[str, str]) -> dict[str, Any]:
    return {"scale": "grade", "bands": {"of": "x", "levels": list(levels)}}


def curve(*values: tuple[str, str, str, str]) -> dict[str, Any]:
    rows = [
        {"from": low, "below" if high != "20" else "to": high, "value": [first, last]}
        for low, high, first, last in values
    ]
    return {"curve": {"of": "x", "pieces": rows}}
