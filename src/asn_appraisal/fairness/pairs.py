"""Pairs of employees that differ in one thing, made into examples that people can read."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import evolve

from asn_appraisal.errors import Text
from asn_appraisal.explanation.evidence import Piece
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Target

from .moves import Cause
from .outcomes import place, scored
from .specimens import fitted
from .spoken import filled, listed, number, value_text
from .study import DisagreementError
from .sweep import Hit, placed
from .witness import Shown, Witness, lines_of

_SAME = Text(
    "Dua pegawai sama dalam segala hal, kecuali {id}.",
    "Two employees are the same in every way but for {en}.",
)


def pair_witness(policy: Policy, hit: Hit, causes: Iterable[Cause], guilty: str) -> Witness:
    """Make the example of a pair, and score it again.

    Raises:
        DisagreementError: the engine gives something else than what was found.
    """
    shown = list(dict.fromkeys([guilty, *_scores(policy, hit), hit.outcome, policy.result]))
    measures = [name for name in shown if policy.measures[name].rows is None]
    what = [_value_text(hit, at) for at in (0, 1)]
    people = tuple(
        Shown.of(policy, name, appraisal, text, measures)
        for name, appraisal, text in zip("AB", hit.appraisals, what, strict=True)
    )
    piece = _piece_text(hit)
    same = Text(_SAME.id.format(id=piece.id), _SAME.en.format(en=piece.en))
    mine = sorted((each for each in causes if each.measure == guilty), key=_how_sharp)
    because, lines = _because(policy, guilty, mine)
    witness = Witness(same, people, because=because, measure=guilty, lines=lines)
    if not witness.replay(policy):
        raise DisagreementError(policy.id, witness.text("en", policy=policy))
    return witness


def _how_sharp(cause: Cause) -> tuple[bool, bool]:
    return not cause.is_jump, not cause.bends


def _scores(policy: Policy, hit: Hit) -> list[str]:
    return [hit.outcome] if policy.measures[hit.outcome].kind.name == "number" else []


def _because(policy: Policy, guilty: str, causes: Sequence[Cause]) -> tuple[Text, tuple[int, ...]]:
    label = policy.measures[guilty].label
    if not causes:
        return (
            Text(f"ukuran `{guilty}` ({label.id})", f"the measure `{guilty}` ({label.en})"),
            lines_of(policy, f"measures.{guilty}"),
        )
    first = causes[0]
    text = Text(
        f"ukuran `{guilty}` ({label.id}): {first.what.id}",
        f"the measure `{guilty}` ({label.en}): {first.what.en}",
    )
    return text, lines_of(policy, first.path)


def _piece_text(hit: Hit) -> Text:
    label = hit.one.label
    key = hit.piece.key
    if key is None:
        return Text(f"{label.id} (`{hit.one.name}`)", f"{label.en} (`{hit.one.name}`)")
    shown = ".".join(part for part in key if part) if isinstance(key, tuple) else str(key)
    return Text(f"{label.id} `{shown}`", f"{label.en} `{shown}`")


def _value_text(hit: Hit, at: int) -> Text:
    value = hit.values[at]
    target = _target(hit)
    if target is None:
        return value_text(value)
    ends = (target.from_,) if target.is_single else (target.from_, target.to)
    return filled(
        "{value} dari target {wide}",
        "{value} against a target of {wide}",
        value=value_text(value),
        wide=listed(map(number, ends), "–"),
    )


def _target(hit: Hit) -> Target | None:
    for result in hit.appraisals[0].results:
        for each in result.indicators:
            if hit.one.table == "indicators" and (result.id, each.id) == hit.piece.key:
                return each.target
    return None


# Ordinary numbers ------------------------------------------------------------------------------

_UNITS = (Fraction(10), Fraction(5), Fraction(1), Fraction(1, 2), Fraction(1, 10))


def ordinary(policy: Policy, hit: Hit) -> Hit:
    """Return the pair with rounder values, where it shows the same."""
    first, last = hit.values
    if not isinstance(first, Fraction) or not isinstance(last, Fraction):
        return hit
    for unit in _UNITS:
        for one in (first // unit * unit, -(-first // unit) * unit):
            for two in (last // unit * unit, -(-last // unit) * unit):
                if (two > one) != (last > first) or one == two or not hit.one.range.holds(one):
                    continue
                pair = _with_values(hit, (one, two))
                before, after = _places(policy, pair, hit.outcome)
                if before is not None and after is not None and after < before:
                    return evolve(_moved(policy, hit, pair, hit.outcome), values=(one, two))
    return hit


def _with_values(hit: Hit, values: tuple[Fraction, Fraction]) -> tuple[Appraisal, Appraisal]:
    one, two = (placed(hit.appraisals[0], hit.piece, each) for each in values)
    return one, two


# From a score to a level ---------------------------------------------------------------------


def settled(policy: Policy, hit: Hit, outcome: str) -> Hit:
    """Return the pair with everything else set so that `outcome` shows it too, where it can."""
    before, after = _places(policy, hit.appraisals, outcome)
    if before is None or after is None or after < before:
        return hit
    grid = [Fraction(each) for each in (90, 80, 100, 70, 60, 50, 110, 40, 30, 20, 10, 0, 120)]
    seen: dict[Fraction, Fraction] = {}
    for mark in grid:
        pair = _with_others(policy, hit, mark)
        one, two = _places(policy, pair, outcome)
        if one is None or two is None:
            continue
        if two < one:
            return _moved(policy, hit, pair, outcome)
        seen[mark] = one
    return _between(policy, hit, outcome, seen)


def _between(policy: Policy, hit: Hit, outcome: str, seen: dict[Fraction, Fraction]) -> Hit:
    """Bisect for the place at which the better-placed employee just reaches a level."""
    marks = sorted(seen)
    for low, high in pairwise(marks):
        bottom, top = low, high
        if seen[bottom] >= seen[top]:
            continue
        while top - bottom > Fraction(1, 100):
            middle = Fraction(round((bottom + top) / 2 * 100), 100)
            if middle in (bottom, top):
                break
            one, _ = _places(policy, _with_others(policy, hit, middle), outcome)
            if one is None:
                break
            bottom, top = (middle, top) if one < seen[high] else (bottom, middle)
        pair = _with_others(policy, hit, top)
        one, two = _places(policy, pair, outcome)
        if one is not None and two is not None and two < one:
            return _moved(policy, hit, pair, outcome)
    return hit


def _moved(policy: Policy, hit: Hit, pair: tuple[Appraisal, Appraisal], outcome: str) -> Hit:
    one, two = (scored(policy, each) for each in pair)
    assert one is not None
    assert two is not None
    return evolve(hit, appraisals=pair, cards=(one, two), outcome=outcome)


def _places(
    policy: Policy, pair: tuple[Appraisal, Appraisal], outcome: str
) -> tuple[Fraction | None, Fraction | None]:
    found = []
    for each in pair:
        card = scored(policy, each)
        found.append(None if card is None else place(card[outcome]))
    return found[0], found[1]


def _with_others(policy: Policy, hit: Hit, mark: Fraction) -> tuple[Appraisal, Appraisal]:
    one, two = (_others(policy, each, hit.piece, mark) for each in hit.appraisals)
    return one, two


def _others(policy: Policy, appraisal: Appraisal, piece: Piece, mark: Fraction) -> Appraisal:
    """Return the appraisal with every other number at a mark of so many per cent."""
    tables = policy.evidence.tables
    changed: dict[str, Any] = {}
    if "behaviours" in tables and piece.table != "behaviours":
        lawful = tables["behaviours"].fields["value"].range
        changed["behaviours"] = [
            evolve(row, value=fitted(lawful, mark)) for row in appraisal.behaviours
        ]
    elif "indicators" in tables:
        lawful = tables["indicators"].fields["actual"].range
        changed["results"] = [
            evolve(
                result,
                indicators=[
                    each
                    if (result.id, each.id) == piece.key or each.target is None
                    else evolve(each, actual=fitted(lawful, each.target.from_ * mark / 100))
                    for each in result.indicators
                ],
            )
            for result in appraisal.results
        ]
    return evolve(appraisal, **changed) if changed else appraisal
