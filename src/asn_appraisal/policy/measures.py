"""From the shape of a measure to its typed expression: one function a body."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from attrs import define, evolve, field

from asn_appraisal.document import Faults, LocatedText, parse_exact
from asn_appraisal.errors import Text
from asn_appraisal.formula import (
    FLAG,
    NUMBER,
    Declared,
    Kind,
    Level,
    Range,
    Scale,
    Scope,
    level_of,
    parse_formula,
    possible,
)
from asn_appraisal.formula.ranges import rounded
from asn_appraisal.formula.tree import (
    Band,
    Bands,
    Case,
    Curve,
    Judgement,
    Lookup,
    Matrix,
    MeasureValue,
    Node,
    Piece,
    Rows,
)

from .evidence import Evidence
from .policy import Measure, Rounding
from .ratios import ratio_range
from .report import Report
from .shapes import MeasureShape, PieceShape

BODIES = ("formula", "cases", "bands", "curve", "lookup", "matrix", "judgement")


@define
class MeasureReader:
    """Reads the measures of a policy, each with those above it in scope."""

    scope: Scope
    evidence: Evidence
    report: Report
    sources: Mapping[str, Any]
    #: Names that have a fault of their own: naming them is no second fault.
    doubtful: set[str] = field(factory=set)

    def read(self, name: LocatedText, shape: MeasureShape) -> Measure | None:
        """Read one measure and add it to the scope; None where it has a fault."""
        before = len(self.report.problems)
        rows = self._rows(shape.per)
        kind = self._level_kind(shape.scale)
        body = self._body(name, shape, evolve(self.scope, rows=rows), kind)
        self._check_cites(shape)
        if body is not None and shape.round is not None and body.kind != NUMBER:
            self.report.add("ASN-P034", name, name=name)
        if body is None:
            self.doubtful.add(str(name))
            return None
        given = shape.round if body.kind == NUMBER else None
        rounding = Rounding(given.places, given.mode) if given else None
        measure = Measure(
            str(name),
            body,
            rows,
            rounding,
            measure_range(body, rounding),
            shape.label or Text.same(str(name)),
            shape.note,
            tuple(str(key) for key in shape.cites),
        )
        self.add(measure)
        # A measure with a fault stays in scope, so that those that name it are read as well.
        return measure if len(self.report.problems) == before else None

    def add(self, measure: Measure) -> None:
        """Let the measures below name this one."""
        node = MeasureValue(measure.name, measure.kind, measure.range or Range(), measure.rows)
        measures = {**self.scope.measures, measure.name: node}
        self.scope = evolve(self.scope, measures=measures)

    def _check_cites(self, shape: MeasureShape) -> None:
        for key in shape.cites:
            if key not in self.sources:
                self.report.unknown("ASN-P035", key, self.sources)

    def _rows(self, per: LocatedText | None) -> Rows | None:
        if per is None:
            return None
        table, _, by = per.partition(".")
        rules = self.evidence.tables.get(table)
        if rules is None:
            self.report.unknown("ASN-P030", per, self.evidence.tables)
        elif by and by not in rules.fields:
            self.report.unknown("ASN-P031", per, rules.fields, table=table)
        elif by and rules.fields[by].kind.name != "choice":
            self.report.add("ASN-P032", per, name=by)
        return Rows(table, by or None)

    def _level_kind(self, name: LocatedText | None) -> Kind | None:
        if name is None:
            return None
        scale = self.scope.scales.get(name)
        if scale is None:
            self.report.unknown("ASN-P020", name, self.scope.scales)
            return None
        return level_of(scale)

    # Bodies -----------------------------------------------------------------------------

    def _body(
        self, name: LocatedText, shape: MeasureShape, scope: Scope, kind: Kind | None
    ) -> Node | None:
        given = [body for body in BODIES if getattr(shape, body) is not None]
        if len(given) != 1 or (shape.by is not None) != (given == ["cases"]):
            self.report.add("ASN-P033", name, name=name, found=", ".join(given) or "-")
            return None
        needs_scale = given[0] in ("bands", "matrix", "judgement")
        if needs_scale and kind is None:
            if shape.scale is None:
                self.report.add("ASN-P036", name, name=name, body=given[0])
            return None
        read: dict[str, Callable[[], Node | None]] = {
            "formula": lambda: self.formula(shape.formula, scope, kind),
            "cases": lambda: self._cases(shape, scope, kind),
            "bands": lambda: self._bands(shape.bands, scope, kind),
            "curve": lambda: self._curve(shape.curve, scope),
            "lookup": lambda: self._lookup(shape.lookup, scope, kind),
            "matrix": lambda: self._matrix(shape.matrix, scope, kind),
            "judgement": lambda: self._judgement(name, shape, scope, kind),
        }
        return read[given[0]]()

    def formula(
        self, text: LocatedText | None, scope: Scope, expected: Kind | None = None
    ) -> Node | None:
        """Read formula text; its faults go to the report."""
        try:
            return parse_formula(text or LocatedText(""), scope, expected=expected)
        except Faults as faults:
            self.report.problems.extend(
                problem
                for problem in faults.problems
                if dict(problem.values).get("name") not in self.doubtful
            )
            return None

    def _cases(self, shape: MeasureShape, scope: Scope, kind: Kind | None) -> Node | None:
        of = self.formula(shape.by, scope)
        cases = [
            (word, self.formula(text, scope, kind)) for word, text in (shape.cases or {}).items()
        ]
        if of is None:
            return None
        words = _words(of.kind)
        if not words:
            self.report.add("ASN-P037", shape.by, name=shape.by)
            return None
        self._check_words("ASN-P038", "ASN-P039", words, dict(cases), shape.by)
        read = [(str(word), node) for word, node in cases if node is not None]
        kinds = {node.kind for _, node in read}
        if len(kinds) > 1:
            self.report.add("ASN-P040", shape.by)
        if len(read) < len(cases) or not read:
            return None
        order = {word: at for at, word in enumerate(words)}
        return Case(of, tuple(sorted(read, key=lambda case: order.get(case[0], 0))))

    def _check_words(
        self, unknown: str, lacking: str, words: list[str], given: Mapping[Any, Any], at: Any
    ) -> None:
        for word in given:
            if word not in words:
                self.report.unknown(unknown, word, words)
        if lacks := [word for word in words if word not in given]:
            self.report.add(lacking, at, lacking=", ".join(f"`{word}`" for word in lacks))

    def _bands(self, shape: Any, scope: Scope, kind: Kind | None) -> Node | None:
        of = self.formula(shape.of, scope, NUMBER)
        bands = [self._band(band, scope, kind) for band in shape.levels]
        self._check_last(shape)
        if of is None or kind is None or None in bands or not bands:
            return None
        return Bands(of, tuple(band for band in bands if band is not None), kind)

    def _band(self, band: Any, scope: Scope, kind: Kind | None) -> Band | None:
        level = self._level(band.level, kind)
        when = self.formula(band.when, scope, FLAG) if band.when is not None else None
        if band.from_ is not None and band.above is not None:
            self.report.add("ASN-D031", band.level, keys="`from`, `above`")
        if level is None or (band.when is not None and when is None):
            return None
        edge = band.above if band.from_ is None else band.from_
        return Band(level, edge, band.above is None, when)

    def _check_last(self, shape: Any) -> None:
        if not shape.levels:
            self.report.add("ASN-P041", shape.of)
            return
        *others, last = shape.levels
        if last.from_ is not None or last.above is not None or last.when is not None:
            self.report.add("ASN-P041", last.level)
        for band in others:
            if band.from_ is None and band.above is None and band.when is None:
                self.report.add("ASN-P042", band.level, level=band.level)

    def _level(self, text: LocatedText, kind: Kind | None) -> Level | None:
        if kind is None or kind.scale is None:
            return None
        level = kind.scale.find(text)
        if level is None:
            self.report.unknown("ASN-P043", text, kind.scale.names(), scale=kind.scale.name)
        return level

    def _curve(self, shape: Any, scope: Scope) -> Node | None:
        of = self.formula(shape.of, scope, NUMBER)
        pieces = [self._piece(piece, scope, shape.of) for piece in shape.pieces]
        if of is None or None in pieces or not pieces:
            return None
        return Curve(of, tuple(piece for piece in pieces if piece is not None))

    def _piece(self, shape: PieceShape, scope: Scope, at: Any) -> Piece | None:
        when = self.formula(shape.when, scope, FLAG) if shape.when is not None else None
        low, high = shape.from_ if shape.above is None else shape.above, shape.to
        if shape.below is not None:
            high = shape.below
        if shape.at is not None:
            low = high = shape.at
        ends = shape.value.values
        flat = len(ends) == 1
        sloped = len(ends) == 2 and low is not None and high is not None  # noqa: PLR2004
        if not (flat or sloped) or (low is None and high is None):
            self.report.add("ASN-P044", at)
            return None
        if shape.when is not None and when is None:
            return None
        values = (ends[0], ends[-1])
        return Piece(low, high, shape.above is not None, shape.below is not None, values, when)

    def _lookup(self, shape: Any, scope: Scope, kind: Kind | None) -> Node | None:
        of = self.formula(shape.of, scope)
        if of is None:
            return None
        words = _words(of.kind)
        if not words:
            self.report.add("ASN-P037", shape.of, name=shape.of)
            return None
        self._check_words("ASN-P038", "ASN-P039", words, shape.values, shape.of)
        found = {str(word): self._looked_up(text, kind) for word, text in shape.values.items()}
        values = tuple((word, value) for word in words if (value := found.get(word)) is not None)
        return Lookup(of, values, kind or NUMBER) if len(values) == len(words) else None

    def _looked_up(self, text: LocatedText, kind: Kind | None) -> Fraction | Level | None:
        if kind is not None:
            return self._level(text, kind)
        number = parse_exact(text)
        if number is None:
            cure = {"cure_id": "Beri `scale:` bila nilainya tingkat.", "cure_en": "Give `scale:`."}
            self.report.add("ASN-D023", text, text=text, **cure)
        return number

    def _matrix(self, shape: Any, scope: Scope, kind: Kind | None) -> Node | None:
        rows, columns = self.formula(shape.rows, scope), self.formula(shape.columns, scope)
        if rows is None or columns is None or kind is None:
            return None
        across, down = _words(columns.kind), _words(rows.kind)
        for words, at in ((down, shape.rows), (across, shape.columns)):
            if not words:
                self.report.add("ASN-P037", at, name=at)
                return None
        self._check_words("ASN-P038", "ASN-P045", down, shape.cells, shape.rows)
        cells = []
        for row, line in shape.cells.items():
            self._check_words("ASN-P038", "ASN-P045", across, line, row)
            for column, text in line.items():
                if level := self._level(text, kind):
                    cells.append((str(row), str(column), level))
        return Matrix(rows, columns, tuple(sorted(cells, key=lambda cell: cell[:2])), kind)

    def _judgement(
        self, name: LocatedText, shape: MeasureShape, scope: Scope, kind: Kind | None
    ) -> Node | None:
        judgement = shape.judgement
        if judgement is None or kind is None:
            return None
        if scope.rows is not None:
            self.report.add("ASN-P046", name, name=name)
        suggest = None
        if judgement.suggest is not None:
            suggest = self.formula(judgement.suggest, scope, kind)
            if suggest is None:
                return None
        return Judgement(str(name), kind, suggest, judgement.override)


def _words(kind: Kind) -> list[str]:
    """Return the words that a level, choice or flag can be; none for numbers and free words."""
    if kind.scale is not None:
        return kind.scale.names()
    return ["true", "false"] if kind == FLAG else list(kind.words)


def measure_range(body: Node, rounding: Rounding | None) -> Range | None:
    """Return what the values of a measure can be; None unless they are numbers."""
    if body.kind != NUMBER:
        return None
    found: Range = ratio_range(body) or possible(body, Declared())
    return rounded(found, rounding.places, rounding.mode) if rounding else found


def scale_of(name: str, labels: Mapping[LocatedText, Text]) -> Scale:
    """Make a scale of its labels, worst first."""
    return Scale.of(name, {str(level): label for level, label in labels.items()})
