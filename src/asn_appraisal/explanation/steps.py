"""The steps of an explanation: for each measure its formula, its numbers, and its authority."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.formula import Level, formula_text
from asn_appraisal.formula.tree import (
    Band,
    Bands,
    Case,
    Curve,
    Field,
    Judgement,
    Lookup,
    Matrix,
    Node,
    Piece,
    Rows,
)
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.scoring import Inspection, Scorecard, Step

from .filled import Filling, style
from .words import Words


@frozen
class Row:
    """Baris: one row of a measure, with its own numbers."""

    #: The key of the row, e.g. `('izin', 'terbit')`.
    key: Any
    #: The formula with the numbers of the row.
    numbers: str
    #: The value, as it is shown.
    value: str
    #: What made the evidence of the row, e.g. the observations that were added up.
    note: str = ""


@frozen
class Explained:
    """Langkah penjelasan: how one measure came about."""

    #: The name of the measure.
    measure: str
    #: The measure as it is shown.
    label: str
    #: The formula, in words.
    formula: str
    #: The formula with numbers; empty where the measure has rows of its own.
    numbers: str
    #: The value, as it is shown; empty where the measure has rows of its own.
    value: str
    #: Where and how it was rounded; empty where it was not.
    rounding: str
    #: The citations of its sources.
    citation: tuple[str, ...]
    #: One entry a row.
    rows: tuple[Row, ...]
    #: Judgement, readings of unclear texts, and what else to know.
    notes: tuple[str, ...]


def explain_steps(card: Scorecard, inspection: Inspection, words: Words) -> tuple[Explained, ...]:
    """Explain every measure, in the order of the policy."""
    read: set[str] = set()
    return tuple(
        _explained(card, step, inspection, words, read) for step in inspection.program.steps
    )


def _explained(
    card: Scorecard, step: Step, inspection: Inspection, words: Words, read: set[str]
) -> Explained:
    measure, found = step.measure, card[step.measure.name]
    rows: tuple[Row, ...] = ()
    numbers = value = ""
    if measure.rows is not None:
        rows = tuple(
            Row(
                key,
                _numbers(step, inspection, words, at),
                _shown(measure, each, words),
                _observed(measure, key, inspection, words),
            )
            for at, (key, each) in enumerate(found.items())
        )
    elif found is None and inspection.step_value(step) is not None:
        # The rest of the evidence is lacking: nothing may look like a result.
        value = words.phrase("withheld")
    else:
        numbers, value = _numbers(step, inspection, words, 0), _shown(measure, found, words)
    return Explained(
        measure.name,
        measure.label.in_language(words.language),
        _formula(measure.body, words),
        numbers,
        value,
        _rounding(measure, words),
        tuple(str(card.policy.sources[key]) for key in measure.cites),
        rows,
        tuple(_notes(card.policy, step, inspection, words, read)),
    )


def _formula(body: Node, words: Words) -> str:
    if not isinstance(body, Judgement):
        return formula_text(body, style(words))
    if body.suggest is None:
        return words.phrase("decision")
    return words.phrase("decision_or", suggest=formula_text(body.suggest, style(words)))


def _observed(measure: Measure, key: Any, inspection: Inspection, words: Words) -> str:
    """Say which observations made the actual of an indicator."""
    reads = any(isinstance(node, Field) and node.name == "actual" for node in measure.body.walk())
    if measure.rows != Rows("indicators") or not reads:
        return ""
    for result in inspection.appraisal.results:
        for each in result.indicators:
            if (result.id, each.id) == key and each.observations is not None:
                seen = sorted(each.observations.values, key=lambda one: one.on)
                values = [f"{words.reported(one.value)} ({one.on})" for one in seen]
                combine = words.phrase(each.observations.combine)
                listed = words.separator.join(values)
                return words.phrase("observed", combine=combine, values=listed)
    return ""


def _shown(measure: Measure, value: Any, words: Words) -> str:
    if value is None:
        return words.phrase("not_computed")
    return words.value(value, measure.round.places if measure.round is not None else None)


def _rounding(measure: Measure, words: Words) -> str:
    if measure.round is None:
        return ""
    places = measure.round.places
    name = f"rounded_{places}" if places < 2 else "rounded"  # noqa: PLR2004 - one place, or none
    return words.phrase(name, places=places, way=words.phrase(measure.round.mode))


# Numbers filled in ----------------------------------------------------------------------


def _numbers(step: Step, inspection: Inspection, words: Words, row: int) -> str:
    measure = step.measure
    filling = Filling(inspection, words, measure.rows, row)
    body = _chosen(measure.body, measure.rows, inspection, row)
    if body is None or isinstance(body, Judgement):
        return ""
    exact = inspection.value(body, measure.rows, row)
    if isinstance(body, Bands | Curve | Lookup | Matrix):
        if exact is None:
            return _asked(body, filling)
        return _looked_up(body, filling, _shown(measure, exact, words))
    reasons: list[str] = []
    text = filling.text(filling.taken(body, reasons))
    if isinstance(exact, Fraction):
        found = words.number(exact)
        if text not in (found, words.phrase("no_rows", value=found)):
            text = f"{text} = {found}"
    return filling.because(text, reasons)


def _asked(body: Bands | Curve | Lookup | Matrix, filling: Filling) -> str:
    """Write what a table is asked."""
    if isinstance(body, Matrix):
        return f"{filling.part(body.rows)} × {filling.part(body.columns)}"
    return filling.part(body.of)


def _looked_up(body: Bands | Curve | Lookup | Matrix, filling: Filling, found: str) -> str:
    """Write what a table is asked, and what it gives."""
    if isinstance(body, Curve):
        return _curve_line(body, filling, found)
    asked = _band_line(body, filling) if isinstance(body, Bands) else _asked(body, filling)
    return f"{asked} → {found}"


def _chosen(body: Node, rows: Rows | None, inspection: Inspection, row: int) -> Node | None:
    """Return the case that applies to a row, or the body itself."""
    if not isinstance(body, Case):
        return body
    value = inspection.value(body.of, rows, row)
    word = str(value).lower() if isinstance(value, bool) else str(value)
    return dict(body.cases).get(word)


def _band_line(body: Bands, filling: Filling) -> str:
    """Say which edges were not met, and which row was taken."""
    value, shown = (
        filling.inspection.value(body.of, filling.rows, filling.row),
        filling.part(body.of),
    )
    said: list[str] = []
    for band in body.bands:  # pragma: no branch - one always fits
        holds, texts = _band_holds(band, value, shown, filling)
        said += [text for text in texts if text not in said]
        if holds:
            break
    return "; ".join(said)


def _band_holds(
    band: Band, value: Fraction, shown: str, filling: Filling
) -> tuple[bool, list[str]]:
    """Tell whether a row fits, and say why: all that holds, or the first that does not."""
    words, texts = filling.words, []
    if band.edge is not None:
        fits = value >= band.edge if band.inclusive else value > band.edge
        signs = (">=", "<") if band.inclusive else (">", "<=")
        text = f"{shown} {words.operator(signs[not fits])} {words.number(band.edge)}"
        if not fits:
            return False, [text]
        texts.append(text)
    if band.when is None:
        return True, texts
    holds = filling.inspection.value(band.when, filling.rows, filling.row) is True
    reasons = filling.reasons(band.when, holds=holds)
    return holds, [*texts, *reasons] if holds else reasons


def _curve_line(body: Curve, filling: Filling, found: str) -> str:
    """Say on which piece the number lies, and why that one where a condition decides."""
    value = filling.inspection.value(body.of, filling.rows, filling.row)
    reasons: list[str] = []
    for piece in body.pieces:  # pragma: no branch - one always fits
        if not piece.range().holds(value):
            continue
        when = piece.when
        holds = when is None or filling.inspection.value(when, filling.rows, filling.row) is True
        if when is not None:
            reasons += filling.reasons(when, holds=holds)
        if holds:
            break
    shown = filling.part(body.of)
    text = _on_line(piece, value, shown, filling.words) if piece.slope() else f"{shown} → {found}"
    return filling.because(text, reasons)


def _on_line(piece: Piece, value: Fraction, shown: str, words: Words) -> str:
    """Write where a number lies between the two ends of a piece, and what that gives."""
    assert piece.low is not None
    assert piece.high is not None
    first, last, low, high = (
        words.bracketed(each) for each in (*piece.values, piece.low, piece.high)
    )
    result = words.number(piece.slope() * value + piece.start())
    part = f"({shown} - {low}) / ({high} - {low})"
    return f"{first} + {part} {words.operator('*')} ({last} - {first}) = {result}"


# Notes ----------------------------------------------------------------------------------


def _notes(
    policy: Policy, step: Step, inspection: Inspection, words: Words, read: set[str]
) -> Iterable[str]:
    measure = step.measure
    if isinstance(measure.body, Judgement):
        yield from _judgement_notes(step, measure.body, inspection, words)
    if measure.note is not None:
        yield measure.note.in_language(words.language)
    for key in measure.cites:
        reading = policy.sources[key].reading
        if reading is not None and key not in read:
            # Said once, where it is first relied on.
            read.add(key)
            yield f"{words.phrase('reading')}: {reading.in_language(words.language)}"
    if measure.inherited is not None:
        yield words.phrase("inherited", base=measure.inherited)


def _judgement_notes(
    step: Step, body: Judgement, inspection: Inspection, words: Words
) -> Iterable[str]:
    given = inspection.appraisal.judgements.get(step.measure.name)
    if body.suggest is not None and isinstance(level := inspection.suggestion(step), Level):
        filling, reasons = Filling(inspection, words, None), list[str]()
        filling.taken(body.suggest, reasons)
        name = "suggested" if given is not None else "suggestion_used"
        yield filling.because(words.phrase(name, level=words.value(level)), reasons)
    if given is None:
        return
    decided = body.level_kind.scale.find(given.level) if body.level_kind.scale else None
    by = given.by or words.phrase("appraiser")
    yield words.phrase("decided_by", by=by, level=words.value(decided or given.level))
    if given.reason:
        yield f"{words.phrase('reason')}: {given.reason}"
    if given.evidence:
        yield f"{words.phrase('evidence')}: {', '.join(given.evidence)}"
