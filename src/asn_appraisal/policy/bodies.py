"""From the shape of a measure's body to its typed expression: one function a body."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from attrs import define

from asn_appraisal.document import Faults, LocatedText
from asn_appraisal.document.scalars import read_number
from asn_appraisal.errors import Place, nearest, suggestion
from asn_appraisal.formula import FLAG, NUMBER, Kind, Level, Scale, Scope, level_of, parse_formula
from asn_appraisal.formula.tree import (
    Band,
    Bands,
    Case,
    Curve,
    Judgement,
    Lookup,
    Matrix,
    Node,
    Piece,
)

from .report import Report
from .shapes import PieceShape

BODIES = ("formula", "cases", "bands", "curve", "lookup", "matrix", "judgement")


@define
class BodyReader:
    """Reads the body of one measure; its faults go to the report."""

    #: The measure.
    name: LocatedText
    #: What names mean where the measure stands.
    scope: Scope
    #: The scale of its levels; None where it gives no levels.
    scale: Scale | None
    report: Report
    #: Names that have a fault of their own: naming them is no second fault.
    doubtful: set[str]
    #: Takes in where the divisors and limits of the measure stand.
    places: dict[Node, Place]

    def read(self, kind: str, body: Any, by: Any) -> Node | None:
        """Read a body of one kind, with the field of `by`; None where it has a fault."""
        with_scale: dict[str, Callable[[Any, Scale], Node | None]] = {
            "bands": self._bands,
            "matrix": self._matrix,
            "judgement": self._judgement,
        }
        if kind in with_scale:
            if self.scale is None:
                near = suggestion("", self.scope.scales)
                self.report.add("ASN-P036", self.name, name=self.name, body=kind, **near)
                return None
            return with_scale[kind](body, self.scale)
        if kind == "formula":
            return self.formula(body, self._levels())
        if kind == "cases":
            return self._cases(by, body)
        return self._curve(body) if kind == "curve" else self._lookup(body)

    def _levels(self) -> Kind | None:
        return None if self.scale is None else level_of(self.scale)

    def formula(self, text: LocatedText, expected: Kind | None = None) -> Node | None:
        """Read formula text."""
        try:
            return parse_formula(text, self.scope, expected=expected, places=self.places)
        except Faults as faults:
            self.report.problems.extend(
                problem
                for problem in faults.problems
                if dict(problem.values).get("name") not in self.doubtful
            )
            return None

    def _words(self, of: LocatedText) -> tuple[Node, list[str]] | None:
        """Read what a body is of, and return the words that it can be."""
        node = self.formula(of)
        if node is None:
            return None
        words = _words_of(node.kind)
        if not words:
            self.report.add("ASN-P037", of, name=of)
            return None
        return node, words

    def _check_words(
        self, lacking: str, words: list[str], given: Mapping[Any, Any], of: Any, row: Any = None
    ) -> None:
        """Check that each word that `of` can be is given, and no other; `row` is a matrix row's."""
        known, meant = set(words), set()
        for word in given:
            if word not in known:
                self.report.unknown("ASN-P038", word, words, of=of)
                meant.add(nearest(word, known - set(given)))
        lacks = [word for word in words if word not in given and word not in meant]
        if lacks:
            before = "" if row is None else f"{row} × "
            listed = ", ".join(f"`{before}{word}`" for word in lacks)
            self.report.add(lacking, of if row is None else row, lacking=listed)

    def _level(self, text: LocatedText, scale: Scale) -> Level | None:
        level = scale.find(text)
        if level is None:
            self.report.unknown("ASN-P043", text, scale.names(), scale=scale.name)
        return level

    def _cases(self, by: LocatedText, given: Mapping[LocatedText, LocatedText]) -> Node | None:
        found = self._words(by)
        cases = [(word, self.formula(text, self._levels())) for word, text in given.items()]
        if found is None:
            return None
        of, words = found
        self._check_words("ASN-P039", words, given, by)
        read = [(str(word), node) for word, node in cases if node is not None]
        kinds = {node.kind for _, node in read}
        if len(kinds) > 1:
            self.report.add("ASN-P040", by)
        if len(read) < len(cases) or len(kinds) != 1:
            return None
        order = {word: at for at, word in enumerate(words)}
        return Case(of, tuple(sorted(read, key=lambda case: order.get(case[0], 0))))

    # Bands ------------------------------------------------------------------------------

    def _bands(self, shape: Any, scale: Scale) -> Node | None:
        of = self.formula(shape.of, NUMBER)
        bands = [self._band(band, scale) for band in shape.levels]
        self._check_last(shape)
        made = tuple(band for band in bands if band is not None)
        if of is None or len(made) < len(bands) or not made:
            return None
        return Bands(of, made, level_of(scale))

    def _band(self, shape: Any, scale: Scale) -> Band | None:
        level = self._level(shape.level, scale)
        when = None if shape.when is None else self.formula(shape.when, FLAG)
        if shape.from_ is not None and shape.above is not None:
            self.report.add("ASN-D031", shape, keys="`from`, `above`")
        if level is None or (shape.when is not None and when is None):
            return None
        edge = shape.above if shape.from_ is None else shape.from_
        return Band(level, edge, shape.above is None, when)

    def _check_last(self, shape: Any) -> None:
        if not shape.levels:
            self.report.add("ASN-D028", shape.of, key="levels")
            return
        *others, last = shape.levels
        if last.from_ is not None or last.above is not None or last.when is not None:
            self.report.add("ASN-P041", last.level)
        for band in others:
            if band.from_ is None and band.above is None and band.when is None:
                self.report.add("ASN-P042", band.level, level=band.level)

    # Curves -----------------------------------------------------------------------------

    def _curve(self, shape: Any) -> Node | None:
        if self.scale is not None:
            self.report.add("ASN-P009", self.name, name=self.name, key="scale", type="curve")
        of = self.formula(shape.of, NUMBER)
        pieces = [self._piece(piece) for piece in shape.pieces]
        if not pieces:
            self.report.add("ASN-D028", shape.of, key="pieces")
        made = tuple(piece for piece in pieces if piece is not None)
        return Curve(of, made) if of is not None and made and len(made) == len(pieces) else None

    def _piece(self, shape: PieceShape) -> Piece | None:
        when = None if shape.when is None else self.formula(shape.when, FLAG)
        for keys in (("from_", "above", "at"), ("to", "below", "at")):
            given = [f"`{key.rstrip('_')}`" for key in keys if getattr(shape, key) is not None]
            if len(given) > 1:
                self.report.add("ASN-D031", shape, keys=", ".join(given))
        low = shape.from_ if shape.above is None else shape.above
        high = shape.to if shape.below is None else shape.below
        if shape.at is not None:
            low = high = shape.at
        ends = shape.value.values
        sloped = len(ends) == 2 and low is not None and high is not None  # noqa: PLR2004
        if not (len(ends) == 1 or sloped) or (low is None and high is None):
            self.report.add("ASN-P044", shape)
            return None
        if shape.when is not None and when is None:
            return None
        is_open = (shape.above is not None, shape.below is not None)
        return Piece(low, high, *is_open, (ends[0], ends[-1]), when)

    # Tables -----------------------------------------------------------------------------

    def _lookup(self, shape: Any) -> Node | None:
        read = {str(word): self._looked_up(text) for word, text in shape.values.items()}
        found = self._words(shape.of)
        if found is None:
            return None
        of, words = found
        self._check_words("ASN-P039", words, shape.values, shape.of)
        values = tuple((word, value) for word in words if (value := read.get(word)) is not None)
        return Lookup(of, values, self._levels() or NUMBER) if len(values) == len(words) else None

    def _looked_up(self, text: LocatedText) -> Fraction | Level | None:
        if self.scale is not None:
            return self._level(text, self.scale)
        if not any(letter.isdigit() for letter in text):
            self.report.add("ASN-F013", text, word=text)
            return None
        try:
            return read_number(text, Fraction)
        except Faults as faults:
            self.report.problems.extend(faults.problems)
            return None

    def _matrix(self, shape: Any, scale: Scale) -> Node | None:
        rows, columns = self._words(shape.rows), self._words(shape.columns)
        cells = [
            (str(row), str(column), level)
            for row, line in shape.cells.items()
            for column, text in line.items()
            if (level := self._level(text, scale)) is not None
        ]
        if rows is None or columns is None:
            return None
        self._check_words("ASN-P045", rows[1], shape.cells, shape.rows)
        for row, line in shape.cells.items():
            self._check_words("ASN-P045", columns[1], line, shape.columns, row)
        in_order = sorted(cells, key=lambda cell: cell[:2])
        return Matrix(rows[0], columns[0], tuple(in_order), level_of(scale))

    def _judgement(self, shape: Any, scale: Scale) -> Node | None:
        if self.scope.rows is not None:
            self.report.add("ASN-P046", self.name, name=self.name)
        suggest = None
        if shape.suggest is not None:
            suggest = self.formula(shape.suggest, level_of(scale))
            if suggest is None:
                return None
        return Judgement(str(self.name), level_of(scale), suggest, shape.override)


def _words_of(kind: Kind) -> list[str]:
    """Return the words that a level, choice or flag can be; none for numbers and free words."""
    if kind.scale is not None:
        return kind.scale.names()
    return ["true", "false"] if kind == FLAG else list(kind.words)
