"""How far one piece of evidence can move a value at most, however it moves."""

from fractions import Fraction
from typing import Any

from asn_appraisal.formula import Range, possible
from asn_appraisal.formula.tree import (
    Aggregate,
    Apply,
    Bands,
    Case,
    Choose,
    MeasureValue,
    Node,
    Round,
)

from .inputs import Input
from .study import Study
from .terms import terms_of

_ZERO = Fraction(0)
#: Stands for: without limit.
ENDLESS = Fraction(10**12)


def influence(study: Study, node: Node, one: Input) -> Fraction:
    """Return the largest change that one piece of evidence can make to a node, in its unit.

    The bound holds for every appraisal, also for one with a single rater or indicator.
    """
    if not reads(study, node, one):
        return _ZERO
    return min(_width(possible(node, study.reaches)), _composed(study, node, one))


def _composed(study: Study, node: Node, one: Input) -> Fraction:
    match node:
        case MeasureValue():
            return _of_measure(study, node.name, one)
        case Round():
            return influence(study, node.value, one) + Fraction(1, 10**node.places)
        case Apply(function="min" | "max" | "clip" | "abs"):
            return max(influence(study, each, one) for each in node.arguments)
        case Choose() if not reads(study, node.condition, one):
            return max(influence(study, each, one) for each in (node.then, node.otherwise))
        case Case() if not reads(study, node.of, one):
            return max(influence(study, each, one) for _, each in node.cases)
        case Aggregate(function="mean" | "median" | "trimmed_mean" | "lowest" | "highest"):
            fixed = [part for part in (node.where, node.weight) if part is not None]
            if node.value is not None and not any(reads(study, each, one) for each in fixed):
                return influence(study, node.value, one)
    if node.kind.name == "number":
        terms = terms_of(node)
        if len(terms) > 1 or terms[0][1] is not node:
            return sum((abs(factor) * influence(study, term, one) for factor, term in terms), _ZERO)
    return ENDLESS


def _of_measure(study: Study, name: str, one: Input) -> Fraction:
    measure = study.policy.measures[name]
    found = influence(study, measure.body, one)
    if measure.round is not None and found:
        found += Fraction(1, 10**measure.round.places)
    return min(found, _width(study.reaches.measure(name)))


def reads(study: Study, node: Node, one: Input) -> bool:
    """Tell whether a node rests on an input."""
    return any(
        one.is_leaf(each) or (isinstance(each, MeasureValue) and study.prover.reads(each.name, one))
        for each in node.walk()
    )


def _width(found: Any) -> Fraction:
    if isinstance(found, Range):
        if found.low is None or found.high is None:
            return ENDLESS
        return found.high - found.low
    orders = [
        int(getattr(each, "order", each)) for each in found or () if not isinstance(each, str)
    ]
    return Fraction(max(orders) - min(orders)) if orders else _ZERO


def steps_within(body: Bands, reach: Fraction) -> Fraction:
    """Return how many levels a move of so many points can cross: thresholds in a window."""
    edges = sorted({band.edge for band in body.bands if band.edge is not None})
    most = 0
    for edge in edges:
        most = max(most, sum(edge <= other < edge + reach for other in edges))
    return Fraction(most)
