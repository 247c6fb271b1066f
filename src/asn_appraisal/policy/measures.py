"""From the shape of a measure to the measure, each with those above it in scope."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, evolve, field

from asn_appraisal.document import LocatedText
from asn_appraisal.errors import Place, Text, nearest
from asn_appraisal.formula import NUMBER, Declared, Range, Scale, Scope, possible
from asn_appraisal.formula.ranges import rounded
from asn_appraisal.formula.tree import MeasureValue, Node, Rows

from .bodies import BODIES, BodyReader
from .evidence import Evidence
from .policy import Measure, Rounding
from .ratios import ratio_range
from .report import Report
from .shapes import MeasureShape


@define
class MeasureReader:
    """Reads the measures of a policy, one after the other."""

    scope: Scope
    evidence: Evidence
    report: Report
    sources: Mapping[str, Any]
    #: Names that have a fault of their own: naming them is no second fault.
    doubtful: set[str] = field(factory=set)
    #: Where the divisors and limits of the measure that was read last stand.
    places: dict[Node, Place] = field(factory=dict)
    #: The measures so far, and the names of those to come; the scope sees both.
    _known: dict[str, MeasureValue] = field(factory=dict)
    _later: set[str] = field(factory=set)

    def expect(self, names: Iterable[str]) -> None:
        """Be told of every measure that will be read."""
        self._later.update(names)
        self.scope = evolve(self.scope, measures=self._known, later=self._later)

    def read(self, name: LocatedText, shape: MeasureShape | None) -> Measure | None:
        """Read one measure and let those below name it; None where it has a fault."""
        before = len(self.report.problems)
        self.places.clear()
        measure = None if shape is None else self._measure(name, shape)
        self._later.discard(str(name))
        if measure is None:
            self.doubtful.add(str(name))
            return None
        self._known[measure.name] = MeasureValue(
            measure.name, measure.kind, measure.range or Range(), measure.rows
        )
        # A measure with a fault stays in scope, so that those that name it are read as well.
        return measure if len(self.report.problems) == before else None

    def _measure(self, name: LocatedText, shape: MeasureShape) -> Measure | None:
        rows, scale = self._rows(shape.per), self._scale(shape.scale)
        self._check_cites(shape)
        if (rows is None and shape.per is not None) or (scale is None and shape.scale is not None):
            return None
        scope = evolve(self.scope, rows=rows)
        reader = BodyReader(name, scope, scale, self.report, self.doubtful, self.places)
        body = self._body(reader, shape)
        if body is None:
            return None
        if shape.round is not None and body.kind != NUMBER:
            self.report.add("ASN-P034", name, name=name)
        given = shape.round if body.kind == NUMBER else None
        rounding = Rounding(given.places, given.mode) if given else None
        return Measure(
            str(name),
            body,
            rows,
            rounding,
            measure_range(body, rounding),
            shape.label or Text.same(str(name)),
            shape.note,
            tuple(str(key) for key in shape.cites),
        )

    def _check_cites(self, shape: MeasureShape) -> None:
        for key in shape.cites:
            if key not in self.sources:
                self.report.unknown("ASN-P035", key, self.sources)

    def _rows(self, per: LocatedText | None) -> Rows | None:
        """Return the rows; of a misspelt table, those that were probably meant."""
        if per is None:
            return None
        table, dot, by = per.partition(".")
        tables = self.evidence.tables
        if table not in tables:
            self.report.unknown("ASN-P030", per.piece(0, len(table)), tables)
        rules = tables.get(table if table in tables else nearest(table, tables))
        if rules is None or not dot:
            return None if rules is None else Rows(rules.table)
        column = per.piece(len(table) + 1, len(by))
        if by not in rules.fields:
            self.report.unknown("ASN-P031", column, rules.fields, table=rules.table)
            return None
        if rules.fields[by].kind.name != "choice":
            self.report.add("ASN-P032", column, name=by)
            return None
        return Rows(rules.table, by)

    def _scale(self, name: LocatedText | None) -> Scale | None:
        """Return the scale; of a misspelt one, the one that was probably meant."""
        if name is None:
            return None
        scales = self.scope.scales
        if name not in scales:
            self.report.unknown("ASN-P020", name, scales)
        return scales.get(name if name in scales else nearest(name, scales))

    def _body(self, reader: BodyReader, shape: MeasureShape) -> Node | None:
        given = [body for body in BODIES if getattr(shape, body) is not None]
        if len(given) != 1 or (shape.by is not None) != (given == ["cases"]):
            found = [*(["by"] if shape.by is not None else []), *given]
            listed = ", ".join(f"`{each}`" for each in found) or "-"
            self.report.add("ASN-P033", reader.name, name=reader.name, found=listed)
            return None
        return reader.read(given[0], getattr(shape, given[0]), shape.by)


def measure_range(body: Node, rounding: Rounding | None) -> Range | None:
    """Return what the values of a measure can be; None unless they are numbers."""
    if body.kind != NUMBER:
        return None
    found: Range = ratio_range(body) or possible(body, Declared())
    return rounded(found, rounding.places, rounding.mode) if rounding else found


def scale_of(name: str, labels: Mapping[LocatedText, Text]) -> Scale:
    """Make a scale of its labels, worst first."""
    return Scale.of(name, {str(level): label for level, label in labels.items()})
