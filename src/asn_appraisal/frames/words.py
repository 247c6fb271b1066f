"""How values and reasons are written in the answer, whichever way they were found."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Problem
from asn_appraisal.formula import Level
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.scoring import Scorecard

#: Digits of a decimal column, decimal places included.
MOST_DIGITS = 38
_BRACKETS = re.compile(r"\[[^\]]*\]")


def written(value: Any, measure: Measure) -> Any:
    """Write a value of a card as it stands in a table.

    Decimals where the measure is rounded, else numbers as exact text; levels by name.
    """
    if isinstance(value, Level):
        return value.name
    if measure.kind.name == "number" and value is not None:
        number = Fraction(value)
        return Decimal(value) if measure.round is not None else exact_text(number)
    return value


def too_long(policy: Policy, card: Scorecard) -> list[str]:
    """Return the measures that have a value with more digits than a decimal column holds."""
    found = []
    for name, measure in policy.measures.items():
        if measure.kind.name == "number" and measure.round is not None:
            values = [card[name]] if measure.rows is None else card[name].values()
            bound = 10 ** (MOST_DIGITS - measure.round.places)
            if any(value is not None and abs(Fraction(value)) >= bound for value in values):
                found.append(name)
    return found


def reason_of(problem: Problem) -> str:
    """Write a problem in short: its code, and the column or measure that it is about.

    >>> from asn_appraisal.errors import Place
    >>> reason_of(Problem("ASN-S001", Place("results[a].indicators[b].actual")))
    'ASN-S001 indicators.actual'
    """
    values = dict(problem.values)
    path = problem.place.path if problem.place is not None else ""
    if path.startswith("appraisals["):
        path = path.partition("].")[2]
    if problem.code == "ASN-E004":
        table = "indicators" if path.startswith("results[") else path
        return f"{problem.code} {table}.weight"
    if problem.code == "ASN-S008":
        return f"{problem.code} behaviours.{values['aspect']}"
    parts = _BRACKETS.sub("", path).split(".")[-2:]
    where = ".".join(part for part in parts if part) or values.get("measure", "")
    return f"{problem.code} {where}".rstrip()
