"""I5: an arbitrarily small change moves a number by no undeclared jump, and a level by one."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import evolve

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text

from .inputs import Input
from .moves import Move
from .outcomes import place, scored
from .pairs import pair_witness
from .spoken import filled
from .study import Finding, Study
from .sweep import Hit, Sweep, placed
from .witness import Witness

_ZERO = Fraction(0)
#: Two values of evidence this close are next to each other, whatever the unit.
_NEAR = Fraction(1, 10**9)


def cliffs(study: Study) -> Finding:
    """Decide whether a small change of evidence can make a jump that nobody declared."""
    fairness = study.policy.fairness
    limit = fairness.limits.get("cliff_points", _ZERO) if fairness is not None else _ZERO
    judged = [
        one
        for one in study.inputs
        if _is_continuous(study, one) and any(not move.is_still for _, move in _moves(study, one))
    ]
    if not judged:
        return Finding("not_applicable", "", _NOTHING)
    doubtful = [
        one
        for one in judged
        if any(_too_far(study, name, move, limit) for name, move in _moves(study, one))
    ]
    numbers = (("limit", exact_text(limit)),)
    if not doubtful:
        return Finding("proved", "composition", _holds(limit), numbers=numbers)
    witnesses: dict[str, Witness] = {}
    tried = 0
    for one in doubtful:
        found, count = _search(study, one, limit)
        tried += count
        for measure, each in found.items():
            witnesses.setdefault(measure, each)
    if witnesses:
        every = tuple(witnesses.values())
        return Finding("violated", "composition", _broken(limit), every, numbers, tried)
    return Finding("not_found", "search", _unsure(study, tried), (), numbers, tried)


def _is_continuous(study: Study, one: Input) -> bool:
    rule = study.policy.evidence.facts.get(one.name) if one.table == "facts" else None
    return one.is_continuous and not (rule is not None and rule.whole)


def _moves(study: Study, one: Input) -> list[tuple[str, Move]]:
    return [(name, study.prover.measure(name, one)) for name in study.outcomes]


def _too_far(study: Study, name: str, move: Move, limit: Fraction) -> bool:
    if move.is_still:
        return False
    most = limit if study.policy.measures[name].kind.name == "number" else Fraction(1)
    return move.jump is None or move.jump > most


def _search(study: Study, one: Input, limit: Fraction) -> tuple[dict[str, Witness], int]:
    doubtful = [
        (name, move) for name, move in _moves(study, one) if _too_far(study, name, move, limit)
    ]
    found: dict[str, Witness] = {}
    sweep = Sweep(study.policy, one, study.examples)
    for chain in sweep.chains(study.appraisals(one), fine=True):
        for worse, better in pairwise(chain):
            if abs(better[0] - worse[0]) > Fraction(5, 100):
                continue
            for name, move in doubtful:
                hit = Hit(
                    one,
                    worse[3],
                    (worse[0], better[0]),
                    (worse[1], better[1]),
                    (worse[2], better[2]),
                    name,
                )
                if _jumps(study, hit, move, limit):
                    guilty = _guilty(study, hit, move)
                    if guilty not in found:
                        found[guilty] = pair_witness(study.policy, hit, move.jumps_at, guilty)
        if found and sweep.tried > study.examples // 3:
            break
    return found, sweep.tried


def _jumps(study: Study, hit: Hit, move: Move, limit: Fraction) -> bool:
    """Tell whether the jump stays when the two values come as close as one likes."""
    is_number = study.policy.measures[hit.outcome].kind.name == "number"
    most = limit + move.grain if is_number else Fraction(1)
    if _gap(hit) <= most:
        return False
    while abs(hit.values[1] - hit.values[0]) > _NEAR:
        middle = (hit.values[0] + hit.values[1]) / 2
        appraisal = placed(hit.appraisals[0], hit.piece, middle)
        card = scored(study.policy, appraisal)
        if card is None:
            return False
        first = evolve(
            hit,
            values=(hit.values[0], middle),
            appraisals=(hit.appraisals[0], appraisal),
            cards=(hit.cards[0], card),
        )
        last = evolve(
            hit,
            values=(middle, hit.values[1]),
            appraisals=(appraisal, hit.appraisals[1]),
            cards=(card, hit.cards[1]),
        )
        hit = max(first, last, key=_gap)
        if _gap(hit) <= most:
            return False
    return True


def _gap(hit: Hit) -> Fraction:
    one, two = (place(card[hit.outcome]) for card in hit.cards)
    return _ZERO if one is None or two is None else abs(two - one)


def _guilty(study: Study, hit: Hit, move: Move) -> str:
    """Return the first measure that makes the jump, and whose value changes."""
    named = [each.measure for each in move.jumps_at]
    for name in study.policy.measures:
        if name in named and _changed(hit.cards[0][name], hit.cards[1][name]):
            return name
    return named[0] if named else hit.outcome


def _changed(before: Any, after: Any) -> bool:
    if hasattr(before, "items"):
        return any(_changed(before[key], after[key]) for key in before if key in after)
    if isinstance(before, str | bool):
        return bool(before != after)
    one, two = place(before), place(after)
    return one is not None and two is not None and abs(two - one) >= 1


_NOTHING = Text(
    "Tidak ada angka yang dapat berubah sedikit demi sedikit.",
    "No number that is read can change little by little.",
)


def _holds(limit: Fraction) -> Text:
    return filled(
        "Perubahan bukti yang sangat kecil tidak mengubah angka lebih dari {limit} (selain"
        " pembulatan) dan menggeser predikat paling banyak satu tingkat.",
        "A very small change of evidence changes no number by more than {limit} (apart from"
        " rounding) and moves a level by one at most.",
        limit=limit,
    )


def _broken(limit: Fraction) -> Text:
    return filled(
        "Perubahan bukti yang sangat kecil membuat lompatan yang tidak dinyatakan (batas {limit}"
        " angka, satu tingkat).",
        "A very small change of evidence makes a jump that nobody declared (limit {limit} points,"
        " one level).",
        limit=limit,
    )


def _unsure(study: Study, tried: int) -> Text:
    return Text(
        f"Tidak dapat dibuktikan; {tried} penilaian dicoba (seed {study.seed}) tanpa contoh.",
        f"It could not be proved; {tried} appraisals were tried (seed {study.seed}) without an"
        " example.",
    )
