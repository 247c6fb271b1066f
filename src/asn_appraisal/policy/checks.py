"""Static checks of one measure: divisors, limits, bands and curves on the values that can occur."""

from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from asn_appraisal.document import LocatedText
from asn_appraisal.errors import Place
from asn_appraisal.formula import Declared, Range, formula_text, possible, reached
from asn_appraisal.formula.tree import Apply, Arithmetic, Bands, Curve, Judgement, Node

from .curves import check_curve
from .numbers import range_text
from .policy import Measure
from .report import Report


@frozen
class Written:
    """A measure, and where its parts stand in the document."""

    measure: Measure
    name: LocatedText
    shape: Any
    #: Where each divisor and each `clip` stands.
    places: Mapping[Node, Place]


def check_measure(written: Written, report: Report) -> None:
    """Check what can only be seen once the whole body is typed."""
    body = written.measure.body
    _check_divisors(written, report)
    _check_clips(written, report)
    if isinstance(body, Bands):
        _check_bands(body, written.shape.bands, report)
    if isinstance(body, Curve):
        check_curve(body, written.shape.curve, report)


# Divisors and limits --------------------------------------------------------------------


@define(eq=False)
class _Divisions(Declared):
    """What a policy declares, with a note of each divisor that can be zero."""

    unsafe: list[Node] = field(factory=list)

    def divided(self, node: Arithmetic, by: Range) -> None:
        """Note a divisor that can be zero."""
        if by.can_be_zero and node.right not in self.unsafe:
            self.unsafe.append(node.right)


def _check_divisors(written: Written, report: Report) -> None:
    divisions = _Divisions()
    body = written.measure.body
    # A judgement itself is known only from the record; what it suggests is computed.
    computed = body.suggest if isinstance(body, Judgement) else body
    if computed is not None:
        possible(computed, divisions)
    for divisor in divisions.unsafe:
        report.add("ASN-F026", written.places[divisor], divisor=formula_text(divisor))


def _check_clips(written: Written, report: Report) -> None:
    for node in written.measure.body.walk():
        if isinstance(node, Apply) and node.function == "clip":
            low, high = (possible(each, Declared()) for each in node.arguments[1:])
            if low.low is not None and high.high is not None and low.low > high.high:
                report.add("ASN-F027", written.places[node])


# Bands ----------------------------------------------------------------------------------


def _check_bands(body: Bands, shape: Any, report: Report) -> None:
    """Find rows that no value can reach: dead, shadowed by a row above, or out of order."""
    rows = {at for _, at in reached(body, Declared())}
    here = possible(body.of, Declared())
    for at, band in enumerate(shape.levels):
        if at not in rows:
            report.add("ASN-P050", band.level, level=band.level, range=range_text(here))
    named = {band.level.name for band in body.bands}
    scale = body.level_kind.scale
    for level in scale or ():
        if level.name not in named:
            report.warn("ASN-W002", shape.of, level=level.name, scale=level.scale)
