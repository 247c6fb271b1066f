"""What each measure of a policy is: its formula, its sources, and its picture."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.explanation.filled import style
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Declared, Level, Range, formula_text, possible, ratio_lines
from asn_appraisal.formula.tree import Bands, Case, Curve, Judgement, Matrix, Node
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


def rules_of(policy: Policy, language: str) -> list[Rule]:
    """Return every measure as it is shown."""
    words = Words.of(policy, language)
    return [_rule(policy, each, words) for each in policy.measures.values()]


def _rule(policy: Policy, measure: Measure, words: Words) -> Rule:
    return Rule(
        measure.name,
        measure.label.in_language(words.language) or measure.name,
        _formula(measure.body, words),
        _rounding(measure, words),
        tuple(str(policy.sources[key]) for key in measure.cites),
        "" if measure.note is None else measure.note.in_language(words.language),
        tuple(_pictures(measure, words)),
        _decision(measure.body, words) if isinstance(measure.body, Matrix) else None,
    )


def _formula(body: Node, words: Words) -> str:
    if not isinstance(body, Judgement):
        return formula_text(body, style(words))
    if body.suggest is None:
        return words.phrase("decision")
    return words.phrase("decision_or", suggest=formula_text(body.suggest, style(words)))


def _rounding(measure: Measure, words: Words) -> str:
    if measure.round is None:
        return ""
    places = measure.round.places
    name = f"rounded_{places}" if places < 2 else "rounded"  # noqa: PLR2004 - one place, or none
    return words.phrase(name, places=places, way=words.phrase(measure.round.mode))


def _pictures(measure: Measure, words: Words) -> Iterator[Picture]:
    body = measure.body
    match body:
        case Bands():
            yield from _bands(measure, body, words)
        case Curve():
            yield from _curve(measure, body, words)
        case Case():
            for word, each in body.cases:
                yield from _ratio(measure, each, words, f" ({words.word(word)})")
        case Node():
            yield from _ratio(measure, body, words, "")


def _ratio(measure: Measure, body: Node, words: Words, suffix: str) -> Iterator[Picture]:
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
    name = f"{measure.label.in_language(words.language)}{suffix}"
    of = _formula(body, words)
    axes = (_RATIO.in_language(words.language), name)
    said = _CURVE.in_language(words.language).format(name=name, of=of)
    yield lines([(piece, float(x), float(y)) for piece, x, y in points], axes, said)


def _curve(measure: Measure, body: Curve, words: Words) -> Iterator[Picture]:
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
        name = measure.label.in_language(words.language)
        said = _CURVE.in_language(words.language).format(name=name, of=_formula(body, words))
        axes = (_formula(body.of, words), name)
        yield lines([(piece, float(x), float(y)) for piece, x, y in points], axes, said)


def _bands(measure: Measure, body: Bands, words: Words) -> Iterator[Picture]:
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
        label = level.label.in_language(words.language)
        shown = f"{label} *" if is_conditional else label
        spans.append((shown, float(low), float(top), colour_of(level.order, count)))
        top = low
    if spans:
        name, of = measure.label.in_language(words.language), _formula(body.of, words)
        each = formula_text(body, style(words))
        said = _BANDS.in_language(words.language).format(name=name, of=of, of_each=each)
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


def _decision(body: Matrix, words: Words) -> Decision | None:
    rows, columns, scale = body.rows.kind.scale, body.columns.kind.scale, body.kind.scale
    if rows is None or columns is None or scale is None:
        return None
    cells = {(row, column): level for row, column, level in body.cells}

    def cell(row: str, column: str) -> Cell:
        level = cells[row, column]
        colour = colour_of(level.order, len(scale.levels))
        return Cell(level.label.in_language(words.language), colour, ink_on(colour))

    def labels(levels: Sequence[Level]) -> tuple[str, ...]:
        return tuple(each.label.in_language(words.language) for each in levels)

    return Decision(
        _formula(body.rows, words),
        _formula(body.columns, words),
        labels(columns.levels),
        tuple(
            (
                row.label.in_language(words.language),
                tuple(cell(row.name, column.name) for column in columns.levels),
            )
            for row in rows.levels[::-1]
        ),
    )
