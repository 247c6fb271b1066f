"""What each measure of a policy is: its formula, its sources, and its picture."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.explanation.filled import style
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Declared, Level, Range, formula_text, possible, ratio_lines
from asn_appraisal.formula.text import Style
from asn_appraisal.formula.tree import (
    Bands,
    Case,
    Curve,
    Fact,
    Field,
    Judgement,
    Matrix,
    MeasureValue,
    Node,
)
from asn_appraisal.policy import Measure, Policy

from .pictures import Picture, colour_of, ink_on, lines, strip

_RATIO = Text("realisasi dibagi target, dalam persen", "actual over target, in per cent")
_CURVE = Text("Kurva {name}: {of}.", "Curve of {name}: {of}.")
_BANDS = Text("Pita {name} menurut {of}: {of_each}.", "Bands of {name} by {of}: {of_each}.")
#: How far a picture goes where a number has no end: up to twice the target.
_FURTHEST = Fraction(2)
_HUNDRED = 100


@frozen
class Cell:
    """Sel matriks: a level and its colour."""

    text: str
    colour: str
    ink: str


@frozen
class Decision:
    """Matriks keputusan: two levels make one."""

    rows: str
    columns: str
    #: The levels across.
    head: tuple[str, ...]
    #: One row a level, best first: (level, cells).
    body: tuple[tuple[str, tuple[Cell, ...]], ...]


@frozen
class Rule:
    """Aturan: one measure as it is shown."""

    name: str
    label: str
    formula: str
    rounding: str
    citations: tuple[str, ...]
    note: str
    pictures: tuple[Picture, ...] = ()
    decision: Decision | None = None


@frozen
class Manner:
    """Cara menulis: formulas name measures and facts as the policy does, or by their labels."""

    words: Words
    style: Style

    @classmethod
    def of(cls, policy: Policy, language: str, *, by_label: bool) -> "Manner":
        """Write formulas of a policy in a language."""
        words = Words.of(policy, language)
        if not by_label:
            return cls(words, style(words))
        known = {name: each.label for name, each in policy.measures.items()}
        known |= {name: each.label for name, each in policy.evidence.facts.items()}
        labels = {name: label.in_language(language) for name, label in known.items()}

        def leaf(node: Node) -> str | None:
            match node:
                case Field():
                    return words.field(node.name)
                case MeasureValue() | Fact():
                    return labels.get(node.name) or None
            return None

        return cls(words, style(words, leaf))

    def formula(self, body: Node) -> str:
        """Write a body; a judgement is told in words."""
        if not isinstance(body, Judgement):
            return formula_text(body, self.style)
        if body.suggest is None:
            return self.words.phrase("decision")
        return self.words.phrase("decision_or", suggest=formula_text(body.suggest, self.style))


def rules_of(
    policy: Policy, language: str, *, by_label: bool = False, draw: bool = True
) -> list[Rule]:
    """Return every measure as it is shown.

    Args:
        policy: the policy.
        language: `id` or `en`.
        by_label: formulas say what a measure is called, not its name: for those who are
            appraised, not for those who write the policy.
        draw: whether there are pictures too.
    """
    show = Manner.of(policy, language, by_label=by_label)
    return [_rule(policy, each, show, draw=draw) for each in policy.measures.values()]


def _rule(policy: Policy, measure: Measure, show: Manner, *, draw: bool) -> Rule:
    return Rule(
        measure.name,
        measure.label.in_language(show.words.language) or measure.name,
        show.formula(measure.body),
        _rounding(measure, show),
        tuple(str(policy.sources[key]) for key in measure.cites),
        "" if measure.note is None else measure.note.in_language(show.words.language),
        tuple(_pictures(measure, show)) if draw else (),
        _decision(measure.body, show) if isinstance(measure.body, Matrix) else None,
    )


def _rounding(measure: Measure, show: Manner) -> str:
    if measure.round is None:
        return ""
    places = measure.round.places
    name = f"rounded_{places}" if places < 2 else "rounded"  # noqa: PLR2004 - one place, or none
    return show.words.phrase(name, places=places, way=show.words.phrase(measure.round.mode))


def _pictures(measure: Measure, show: Manner) -> Iterator[Picture]:
    body = measure.body
    match body:
        case Bands():
            yield from _bands(measure, body, show)
        case Curve():
            yield from _curve(measure, body, show)
        case Case():
            for word, each in body.cases:
                yield from _ratio(measure, each, show, f" ({show.words.word(word)})")
        case Node():
            yield from _ratio(measure, body, show, "")


def _ratio(measure: Measure, body: Node, show: Manner, suffix: str) -> Iterator[Picture]:
    """Draw a formula that depends on actual over target alone, exactly as it bends and jumps."""
    pieces = ratio_lines(body)
    if pieces is None or not any(slope for *_, slope, _ in pieces):
        return
    points = []
    for at, (begin, end, slope, start) in enumerate(pieces):
        low = max(begin if begin is not None else Fraction(0), Fraction(0))
        high = min(end if end is not None else _FURTHEST, _FURTHEST)
        if low <= high:
            points += [(str(at), each * _HUNDRED, slope * each + start) for each in (low, high)]
    name = f"{measure.label.in_language(show.words.language)}{suffix}"
    of = show.formula(body)
    axes = (_RATIO.in_language(show.words.language), name)
    said = _CURVE.in_language(show.words.language).format(name=name, of=of)
    yield lines([(piece, float(x), float(y)) for piece, x, y in points], axes, said)


def _curve(measure: Measure, body: Curve, show: Manner) -> Iterator[Picture]:
    known = _reach(body, body.of)
    points = []
    for at, piece in enumerate(body.pieces):
        low = known.low if piece.low is None else piece.low
        high = known.high if piece.high is None else piece.high
        if low is None or high is None or piece.when is not None:
            continue
        values = (
            piece.values
            if piece.low is not None and piece.high is not None
            else (
                piece.slope() * low + piece.start(),
                piece.slope() * high + piece.start(),
            )
        )
        points += [(str(at), low, values[0]), (str(at), high, values[1])]
    if points:
        name = measure.label.in_language(show.words.language)
        said = _CURVE.in_language(show.words.language).format(name=name, of=show.formula(body))
        axes = (show.formula(body.of), name)
        yield lines([(piece, float(x), float(y)) for piece, x, y in points], axes, said)


def _bands(measure: Measure, body: Bands, show: Manner) -> Iterator[Picture]:
    """Draw the edges of bands; a band under a further condition shares the strip of the next."""
    known = _reach(body, body.of)
    levels: list[tuple[Fraction | None, Level, bool]] = [
        (band.edge, band.level, band.when is not None) for band in body.bands
    ]
    spans, top = [], known.high
    low_end = known.low
    count = len(body.level_kind.scale.levels) if body.level_kind.scale is not None else 1
    for edge, level, is_conditional in levels:
        low = edge if edge is not None else low_end
        if low is None or top is None or low >= top:
            continue
        label = level.label.in_language(show.words.language)
        shown = f"{label} *" if is_conditional else label
        spans.append((shown, float(low), float(top), colour_of(level.order, count)))
        top = low
    if spans:
        name, of = measure.label.in_language(show.words.language), show.formula(body.of)
        each = show.formula(body)
        said = _BANDS.in_language(show.words.language).format(name=name, of=of, of_each=each)
        yield strip(spans[::-1], of, said)


def _reach(body: Bands | Curve, of: Node) -> Range:
    """Return what is drawn of the numbers that can occur: as far as the edges, and a bit more."""
    known: Range = possible(of, Declared())
    edges = list(_edges(body))
    if not edges:
        return known
    width = max(edges) - (min(edges) if known.low is None else known.low)
    step = width / 4 or abs(edges[0]) or Fraction(1)
    low = known.low if known.low is not None else min(edges) - step
    high = known.high if known.high is not None else max(edges) + step
    return Range(low, high)


def _edges(body: Bands | Curve) -> Iterator[Fraction]:
    if isinstance(body, Bands):
        yield from (band.edge for band in body.bands if band.edge is not None)
    else:
        for piece in body.pieces:
            yield from (each for each in (piece.low, piece.high) if each is not None)


def _decision(body: Matrix, show: Manner) -> Decision | None:
    rows, columns, scale = body.rows.kind.scale, body.columns.kind.scale, body.kind.scale
    if rows is None or columns is None or scale is None:
        return None
    cells = {(row, column): level for row, column, level in body.cells}

    def cell(row: str, column: str) -> Cell:
        level = cells[row, column]
        colour = colour_of(level.order, len(scale.levels))
        return Cell(level.label.in_language(show.words.language), colour, ink_on(colour))

    def labels(levels: Sequence[Level]) -> tuple[str, ...]:
        return tuple(each.label.in_language(show.words.language) for each in levels)

    return Decision(
        show.formula(body.rows),
        show.formula(body.columns),
        labels(columns.levels),
        tuple(
            (
                row.label.in_language(show.words.language),
                tuple(cell(row.name, column.name) for column in columns.levels),
            )
            for row in rows.levels[::-1]
        ),
    )
