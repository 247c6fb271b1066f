"""What a policy decides with: its result, what ranks people, and the numbers behind its levels."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from asn_appraisal.errors import RecordError
from asn_appraisal.formula import Level
from asn_appraisal.formula.tree import Bands, MeasureValue
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal
from asn_appraisal.scoring import Scorecard, score


def outcomes(policy: Policy) -> tuple[str, ...]:
    """Return the measures that count for a person, the result first."""
    found = [policy.result]
    if policy.calibration is not None:
        found += [policy.calibration.of, *policy.calibration.rank_by]
    found += _behind(policy, policy.result)
    kinds = ("number", "level")
    return tuple(name for name in dict.fromkeys(found) if policy.measures[name].kind.name in kinds)


def _behind(policy: Policy, name: str) -> Iterator[str]:
    """Yield the numbers whose bands lead to a measure."""
    for used in sorted(chain_of(policy, name), key=list(policy.measures).index):
        body = policy.measures[used].body
        if isinstance(body, Bands) and isinstance(body.of, MeasureValue) and body.of.rows is None:
            yield body.of.name


def chain_of(policy: Policy, name: str) -> set[str]:
    """Return a measure and all measures that it rests on."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            body = policy.measures[here].body
            waiting += [node.name for node in body.walk() if isinstance(node, MeasureValue)]
    return found


def scored(policy: Policy, appraisal: Appraisal) -> Scorecard | None:
    """Score an appraisal; None where it is refused or has no result."""
    try:
        card = score(policy, appraisal)
    except RecordError:
        return None
    return None if card.problems else card


def place(value: Any) -> Fraction | None:
    """Return a value as a number that is higher where it is better; None where it has none."""
    if value is None or isinstance(value, str):
        return None
    return Fraction(value.order) if isinstance(value, Level) else Fraction(value)
