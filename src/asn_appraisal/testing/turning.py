"""The policy's own numbers: where its bands, curves, limits and comparisons turn."""

from fractions import Fraction

from asn_appraisal.formula.tree import Bands, Constant, Curve, Node
from asn_appraisal.policy import Policy


def breakpoints(policy: Policy) -> tuple[Fraction, ...]:
    """Titik balik kebijakan: return every number at which a measure of the policy may turn.

    They are the edges of bands, the ends of curve pieces and every number written in a formula,
    each also as a hundredth: most formulas are written in percent of a ratio.

    >>> from asn_appraisal import parse_policy
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures: {total: {formula: "min(90, mean(behaviours.value))"}}
    ... result: total
    ... ''')
    >>> breakpoints(policy)
    (Fraction(9, 10), Fraction(90, 1))
    """
    return policy.once("testing.breakpoints", _breakpoints)


def _breakpoints(policy: Policy) -> tuple[Fraction, ...]:
    found: set[Fraction] = set()
    for measure in policy.measures.values():
        for node in measure.body.walk():
            found |= _numbers(node)
    return tuple(sorted(found | {number / 100 for number in found}))


def _numbers(node: Node) -> set[Fraction]:
    match node:
        case Constant():
            # A flag is an int to Python, and no number to a policy.
            return {node.value} if isinstance(node.value, Fraction) else set()
        case Bands():
            return {band.edge for band in node.bands if band.edge is not None}
        case Curve():
            ends = {end for piece in node.pieces for end in (piece.low, piece.high)}
            return {end for end in ends if end is not None}
    return set()
