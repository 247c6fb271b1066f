"""The exact range of a formula that has the normal form, where intervals alone are too wide."""

from fractions import Fraction

from asn_appraisal.formula import Range, ratio_lines
from asn_appraisal.formula.tree import Case, Node


def ratio_range(body: Node) -> Range | None:
    """Return the exact range of a formula over actual / target, or None where it has none."""
    if isinstance(body, Case):
        parts = [ratio_range(each) for _, each in body.cases]
        if not parts or None in parts:
            return None
        whole = parts[0]
        for part in parts[1:]:
            whole = whole.join(part) if whole and part else None
        return whole
    lines = ratio_lines(body)
    return None if lines is None else _hull(lines)


def _hull(lines: list[tuple[Fraction | None, Fraction | None, Fraction, Fraction]]) -> Range:
    made: Range | None = None
    for low, high, slope, start in lines:
        ends = [
            None if end is None else slope * end + start
            for end in ((low, high) if slope >= 0 else (high, low))
        ]
        part = Range(start, start) if slope == 0 else Range(ends[0], ends[1])
        made = part if made is None else made.join(part)
    return made or Range()
