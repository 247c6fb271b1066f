"""What is odd about a policy but does not stop it: what nothing uses, what jumps, what falls."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from asn_appraisal.document import LocatedText, exact_text
from asn_appraisal.formula import Scale, formula_text, ratio_lines
from asn_appraisal.formula.tree import Case, Curve, Fact, MeasureValue, Node, Round

from .evidence import Evidence
from .policy import Measure
from .report import Report


def warn_odd(measure: Measure, name: LocatedText, cliff: Fraction, report: Report) -> None:
    """Warn of what is odd about one measure; jumps of at most `cliff` points are declared."""
    _warn_double_rounding(measure, name, report)
    _warn_shape(measure, name, cliff, report)


def _warn_double_rounding(measure: Measure, name: LocatedText, report: Report) -> None:
    if measure.round is None:
        return
    for node in measure.body.walk():
        if isinstance(node, Round) and node.places >= measure.round.places:
            report.warn("ASN-W004", name, name=name)
            return


def _warn_shape(measure: Measure, name: LocatedText, cliff: Fraction, report: Report) -> None:
    """Warn of jumps and of falling parts in curves and in formulas over actual / target."""
    for of, lines in _lines(measure.body):
        moves = {slope > 0 for _, _, slope, _ in lines if slope}
        for (_, end, *one), (_, _, *two) in pairwise(lines):
            jump = Fraction(0) if end is None else _at(two, end) - _at(one, end)
            if jump:
                moves.add(jump > 0)
            if abs(jump) > cliff:
                report.warn("ASN-W001", name, name=name, of=of, edge=exact_text(end))
        if len(moves) > 1:
            report.warn("ASN-W003", name, name=name, of=of)


def _at(line: Any, place: Fraction) -> Fraction:
    slope, start = line
    value: Fraction = slope * place + start
    return value


def _lines(body: Node) -> Iterable[tuple[str, list[Any]]]:
    match body:
        case Case():
            for word, each in body.cases:
                for _, lines in _lines(each):
                    yield word, lines
        case Curve():
            ranked = sorted(
                (piece for piece in body.pieces if piece.when is None),
                key=lambda piece: (piece.low is not None, piece.low or 0, piece.high or 0),
            )
            yield (
                formula_text(body.of),
                [(piece.low, piece.high, piece.slope(), piece.start()) for piece in ranked],
            )
        case _:
            if ratio := ratio_lines(body):
                yield "actual / target", ratio


# What nothing uses ----------------------------------------------------------------------


def warn_unused(
    shape: Mapping[str, Any],
    measures: Mapping[str, Measure],
    scales: Mapping[str, Scale],
    evidence: Evidence,
    report: Report,
) -> None:
    """Warn of measures, facts, sources and scales that nothing names."""
    used = {shape["result"], *_named(shape)}
    nodes = [node for measure in measures.values() for node in measure.body.walk()]
    used |= {node.name for node in nodes if isinstance(node, MeasureValue | Fact)}
    used |= {str(v) for rules in evidence.tables.values() for v in rules.only_when.values()}
    for name in (*shape["measures"], *shape["evidence"].facts):
        if name not in used:
            report.warn("ASN-W005", name, name=name)
    cited = _cited(shape, measures)
    for key in shape["sources"]:
        if key not in cited:
            report.warn("ASN-W006", key, name=key)
    in_use = _scales_in_use(shape, measures, scales, evidence)
    for name in shape["scales"]:
        if name not in in_use:
            report.warn("ASN-W005", name, name=name)


def _scales_in_use(
    shape: Mapping[str, Any],
    measures: Mapping[str, Measure],
    scales: Mapping[str, Scale],
    evidence: Evidence,
) -> set[str]:
    kinds = [measure.kind for measure in measures.values()]
    kinds += [rule.kind for rule in evidence.facts.values()]
    kinds += [each.kind for rules in evidence.tables.values() for each in rules.fields.values()]
    in_use = {kind.scale.name for kind in kinds if kind.scale is not None}
    # The patterns of a calibration may be called like the levels of a scale.
    patterns = shape["calibration"].patterns if shape["calibration"] is not None else {}
    return in_use | {name for name, each in scales.items() if set(each.names()) == set(patterns)}


def _named(shape: Mapping[str, Any]) -> set[str]:
    """Return the measures that the other sections name."""
    calibration, fairness = shape["calibration"], shape["fairness"]
    named: set[str] = set()
    if calibration is not None:
        named |= {str(calibration.of), *(str(name) for name in calibration.rank_by)}
    if fairness is not None:
        named |= {str(each.measure) for each in fairness.waive if each.measure is not None}
    return named


def _cited(shape: Mapping[str, Any], measures: Mapping[str, Measure]) -> set[str]:
    cited = {key for measure in measures.values() for key in measure.cites}
    for section in (shape["calibration"], shape["process"]):
        if section is not None:
            cited |= {str(key) for key in section.cites}
    if shape["fairness"] is not None:
        cited |= {str(each.authority) for each in shape["fairness"].waive}
    return cited
