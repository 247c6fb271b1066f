"""The steps of an explanation: for each measure its formula, its numbers, and its authority."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.formula import Level, formula_text
from asn_appraisal.formula.tree import (
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
from asn_appraisal.scoring import Inspection, Step

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


def explain_steps(policy: Policy, inspection: Inspection, words: Words) -> tuple[Explained, ...]:
    """Explain every measure, in the order of the policy."""
    read: set[str] = set()
    return tuple(
        _explained(policy, step, inspection, words, read) for step in inspection.program.steps
    )


def _explained(
    policy: Policy, step: Step, inspection: Inspection, words: Words, read: set[str]
) -> Explained:
    measure = step.measure
    rows: tuple[Row, ...] = ()
    numbers = value = ""
    if measure.rows is None:
        numbers, value = _numbers(step, inspection, words, 0), _shown(step, inspection, words, 0)
    else:
        rows = tuple(
            Row(
                key,
                _numbers(step, inspection, words, at),
                _shown(step, inspection, words, at),
                _observed(measure, key, inspection, words),
            )
            for at, key in enumerate(inspection.keys(measure.rows))
        )
    return Explained(
        measure.name,
        measure.label.in_language(words.language),
        formula_text(measure.body, style(words)),
        numbers,
        value,
        _rounding(measure, words),
        tuple(str(policy.sources[key]) for key in measure.cites),
        rows,
        tuple(_notes(policy, step, inspection, words, read)),
    )


def _observed(measure: Measure, key: Any, inspection: Inspection, words: Words) -> str:
    """Say which observations made the actual of an indicator."""
    reads = any(isinstance(node, Field) and node.name == "actual" for node in measure.body.walk())
    if measure.rows != Rows("indicators") or not reads:
        return ""
    for result in inspection.appraisal.results:
        for each in result.indicators:
            if (result.id, each.id) == key and each.observations is not None:
                seen = sorted(each.observations.values, key=lambda one: one.on)
                values = [f"{words.number(one.value)} ({one.on})" for one in seen]
                combine = words.phrase(each.observations.combine)
                listed = words.separator.join(values)
                return words.phrase("observed", combine=combine, values=listed)
    return ""


def _shown(step: Step, inspection: Inspection, words: Words, row: int) -> str:
    places = step.measure.round.places if step.measure.round is not None else None
    return words.value(inspection.step_value(step, row), places)


def _rounding(measure: Measure, words: Words) -> str:
    if measure.round is None:
        return ""
    way = words.phrase(measure.round.mode)
    return f"{words.phrase('rounded', places=measure.round.places)} ({way})"


# Numbers filled in ----------------------------------------------------------------------


def _numbers(step: Step, inspection: Inspection, words: Words, row: int) -> str:
    measure = step.measure
    filling = Filling(inspection, words, measure.rows, row)
    body = _chosen(measure.body, measure.rows, inspection, row)
    match body:
        case None:
            return ""
        case Bands():
            return _band_line(body, filling, words)
        case Curve():
            return _curve_line(body, filling, words)
        case Lookup():
            return filling.part(body.of)
        case Matrix():
            return f"{filling.part(body.rows)} × {filling.part(body.columns)}"
        case Judgement():
            return ""
    text = filling.text(body)
    exact = inspection.value(body, measure.rows, row)
    if isinstance(exact, Fraction) and measure.round is not None:
        return f"{text} = {words.number(exact)}"
    return text


def _chosen(body: Node, rows: Rows | None, inspection: Inspection, row: int) -> Node | None:
    """Return the case that applies to a row, or the body itself."""
    if not isinstance(body, Case):
        return body
    value = inspection.value(body.of, rows, row)
    word = str(value).lower() if isinstance(value, bool) else str(value)
    return dict(body.cases).get(word)


def _band_line(body: Bands, filling: Filling, words: Words) -> str:
    """Say which edges were not met and which row was taken."""
    value = filling.inspection.value(body.of, filling.rows, filling.row)
    if not isinstance(value, Fraction):
        return ""
    shown = filling.part(body.of)
    parts: list[str] = []
    for band in body.bands:
        holds, text = _band_holds(band, value, shown, filling, words)
        level = words.value(band.level)
        if holds:
            return "; ".join([*parts, f"{text} → {level}" if text else f"→ {level}"])
        parts.append(f"{words.operator('not')} ({text})")
    raise AssertionError("the last band always fits")


def _band_holds(
    band: Any, value: Fraction, shown: str, filling: Filling, words: Words
) -> tuple[bool, str]:
    texts = []
    holds = True
    if band.edge is not None:
        sign = ">=" if band.inclusive else ">"
        texts.append(f"{shown} {words.operator(sign)} {words.number(band.edge)}")
        holds = value >= band.edge if band.inclusive else value > band.edge
    if band.when is not None:
        names = formula_text(band.when, style(words))
        answer = filling.inspection.value(band.when, filling.rows, filling.row)
        texts.append(f"{names}: {words.value(answer)}")
        holds = holds and answer is True
    return holds, f" {words.operator('and')} ".join(texts)


def _curve_line(body: Curve, filling: Filling, words: Words) -> str:
    value = filling.inspection.value(body.of, filling.rows, filling.row)
    if not isinstance(value, Fraction):
        return ""
    for piece in body.pieces:
        when = piece.when
        applies = when is None or filling.inspection.value(when, filling.rows, filling.row) is True
        if piece.range().holds(value) and applies:
            shown = filling.part(body.of)
            if not piece.slope():
                return f"{shown} → {words.number(piece.values[0])}"
            return _on_line(piece, value, shown, words)
    raise AssertionError("the pieces cover every value")


def _on_line(piece: Piece, value: Fraction, shown: str, words: Words) -> str:
    """Write where a number lies between the two ends of a piece, and what that gives."""
    first, last = (words.number(each) for each in piece.values)
    low, high = (words.number(end or Fraction(0)) for end in (piece.low, piece.high))
    result = words.number(piece.slope() * value + piece.start())
    part = f"({shown} - {low}) / ({high} - {low})"
    return f"{first} + {part} {words.operator('*')} ({last} - {first}) = {result}"


# Notes ----------------------------------------------------------------------------------


def _notes(
    policy: Policy, step: Step, inspection: Inspection, words: Words, read: set[str]
) -> Iterable[str]:
    measure = step.measure
    if isinstance(measure.body, Judgement):
        yield from _judgement_notes(step, inspection, words)
    if measure.note is not None:
        yield measure.note.in_language(words.language)
    for key in measure.cites:
        reading = policy.sources[key].reading
        if reading is not None and key not in read:
            # Said once, where it is first relied on.
            read.add(key)
            yield f"{words.phrase('reading')}: {reading.in_language(words.language)}"
    if measure.inherited is not None:
        yield f"{words.phrase('inherited')} ({measure.inherited})"


def _judgement_notes(step: Step, inspection: Inspection, words: Words) -> Iterable[str]:
    suggested = inspection.suggestion(step)
    if isinstance(suggested, Level):
        yield f"{words.phrase('suggested')}: {words.value(suggested)}"
    given = inspection.appraisal.judgements.get(step.measure.name)
    if given is None:
        return
    if given.by:
        yield f"{words.phrase('decided_by')} {given.by}"
    if given.reason:
        yield f"{words.phrase('reason')}: {given.reason}"
    if given.evidence:
        yield f"{words.phrase('evidence')}: {', '.join(given.evidence)}"
