"""Of any policy nothing that is proved is contradicted, and what is violated shows it again."""

import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import NUMBERS, appraisals, policies
from trying import TINY, Places, check_direction, check_jump, check_range, places

from asn_appraisal import Appraisal, Policy, RecordError, Scorecard, score
from asn_appraisal.explanation.evidence import Piece, pieces, with_piece
from asn_appraisal.fairness import verify
from asn_appraisal.fairness.inputs import Input, inputs_of
from asn_appraisal.fairness.measuring import units
from asn_appraisal.fairness.prover import Prover
from asn_appraisal.fairness.reaches import Reaches
from asn_appraisal.fairness.reads import reads_of
from asn_appraisal.fairness.splitting import splitting
from asn_appraisal.fairness.study import Study
from asn_appraisal.policy import REQUIRED
from asn_appraisal.record import Indicator, Target
from asn_appraisal.scoring import Inspection

#: How many policies are drawn; `python3 dev.py soundness` draws 2000. Two thousand small policies
#: are dealt in any run of the tests, by the files beside this one.
POLICIES = int(os.environ.get("SOUNDNESS", "40"))


def card_of(policy: Policy, appraisal: Appraisal) -> Scorecard | None:
    try:
        return score(policy, appraisal)
    except RecordError:
        return None


def indicator_of(appraisal: Appraisal, key: Any) -> Indicator | None:
    rows = {(r.id, i.id): i for r in appraisal.results for i in r.indicators}
    return rows.get(key)


def input_of(inputs: tuple[Input, ...], appraisal: Appraisal, piece: Piece) -> Input | None:
    """Return the input that a piece of an appraisal is of."""
    row = indicator_of(appraisal, piece.key)
    for one in inputs:
        if (one.table, one.name) == (piece.table, piece.name) and all(
            getattr(row, name, None) == word for name, word in one.given
        ):
            return one
    return None


def chains(one: Input, appraisal: Appraisal, piece: Piece) -> Iterator[list[Any]]:
    """Yield values of a piece from worse to better; without a direction, rising."""
    if piece.kind.scale is not None:
        yield piece.kind.scale.names()[:: one.better]
    elif piece.kind.name == "flag":
        yield [False, True][:: one.better]
    elif piece.kind.name == "number":
        yield from number_chains(one, appraisal, piece)


def number_chains(one: Input, appraisal: Appraisal, piece: Piece) -> Iterator[list[Fraction]]:
    row = indicator_of(appraisal, piece.key)
    target = row.target if row is not None else None
    found = {*NUMBERS, *(Fraction(each, 4) for each in range(-8, 9))}
    found |= {piece.value} if isinstance(piece.value, Fraction) else set()
    if target is not None:
        for end in (target.from_, target.to):
            edges = [end * (number / 100) for number in NUMBERS] + [end * n for n in NUMBERS]
            found |= {edge + step for edge in edges for step in (-TINY, Fraction(0), TINY)}
    lawful = sorted(each for each in found if one.range.holds(each))
    if piece.step == 1 and piece.table == "facts":
        lawful = [each for each in lawful if each.denominator == 1]
    if one.better == 0 and target is None:
        return
    if one.better == 0:
        assert target is not None
        yield [each for each in lawful if each <= target.from_]
        yield [each for each in lawful if each >= target.to][::-1]
    else:
        yield lawful[::-1] if one.better == -1 else lawful


def check_moves(policy: Policy, appraisal: Appraisal) -> None:
    """Try each piece of evidence at many values, and hold every measure against the prover."""
    prover, inputs = Prover(policy), inputs_of(policy)
    for piece in pieces(policy, Inspection.of(policy, appraisal))[:4]:
        one = input_of(inputs, appraisal, piece)
        if one is None or not isinstance(piece.value, Fraction | str | bool):
            continue
        for values in chains(one, appraisal, piece):
            tried = [(each, places(policy, with_piece(appraisal, piece, each))) for each in values]
            for key in {key for _, found in tried for key in found}:
                seen = [(value, found[key]) for value, found in tried if key in found]
                check_direction(prover.measure(key[0], one), (one.key, key), seen)


def check_jumps(policy: Policy, appraisal: Appraisal) -> None:
    """Close in on every step between neighbouring values: none is larger than is said."""
    prover, inputs = Prover(policy), inputs_of(policy)
    for piece in pieces(policy, Inspection.of(policy, appraisal))[:3]:
        one = input_of(inputs, appraisal, piece)
        if one is None or not one.is_continuous or not isinstance(piece.value, Fraction):
            continue
        rule = policy.evidence.facts.get(one.name) if one.table == "facts" else None
        if rule is not None and rule.whole:
            continue

        def at(value: Any, piece: Piece = piece) -> Places:
            return places(policy, with_piece(appraisal, piece, value))

        for values in chains(one, appraisal, piece):
            for low, high in pairwise(values):
                if abs(high - low) <= TINY:
                    ends = (low, at(low)), (high, at(high))
                    for key in ends[0][1].keys() & ends[1][1].keys():
                        check_jump(prover.measure(key[0], one), key, ends, at)


@settings(suppress_health_check=list(HealthCheck), max_examples=POLICIES)
@given(st.data(), policies())
def test_what_the_prover_says_of_any_measure_is_what_trying_shows(
    data: st.DataObject, policy: Policy
) -> None:
    appraisal = data.draw(appraisals(policy))
    if card_of(policy, appraisal) is not None:
        check_moves(policy, appraisal)
        check_range(Reaches(policy), places(policy, appraisal))


def halves(appraisal: Appraisal, table: str) -> Iterator[Appraisal]:
    """Yield the appraisal with each row of work in turn written as two of half the weight."""
    for at, result in enumerate(appraisal.results):
        before, after = appraisal.results[:at], appraisal.results[at + 1 :]
        if table == "results":
            weight = None if result.weight is None else result.weight / 2
            both = [evolve(result, id=f"{result.id}{each}", weight=weight) for each in "ab"]
            yield evolve(appraisal, results=[*before, *both, *after])
            continue
        for spot, one in enumerate(result.indicators):
            weight = None if one.weight is None else one.weight / 2
            both_of = [evolve(one, id=f"{one.id}{each}", weight=weight) for each in "ab"]
            rows = [*result.indicators[:spot], *both_of, *result.indicators[spot + 1 :]]
            yield evolve(appraisal, results=[*before, evolve(result, indicators=rows), *after])


def in_other_units(appraisal: Appraisal) -> Iterator[Appraisal]:
    """Yield the appraisal with target and actual of each indicator in turn times ten."""
    for at, result in enumerate(appraisal.results):
        for spot, one in enumerate(result.indicators):
            target = (
                None if one.target is None else Target(one.target.from_ * 10, one.target.to * 10)
            )
            actual = one.actual * 10 if isinstance(one.actual, Fraction) else one.actual
            rows = list(result.indicators)
            rows[spot] = evolve(one, target=target, actual=actual)
            results = list(appraisal.results)
            results[at] = evolve(result, indicators=rows)
            yield evolve(appraisal, results=results)


@settings(suppress_health_check=list(HealthCheck), max_examples=POLICIES // 5)
@given(st.data(), policies())
def test_no_value_jumps_further_than_the_prover_says(data: st.DataObject, policy: Policy) -> None:
    appraisal = data.draw(appraisals(policy))
    if card_of(policy, appraisal) is not None:
        check_jumps(policy, appraisal)


@settings(suppress_health_check=list(HealthCheck), max_examples=POLICIES // 5)
@given(st.data(), policies())
def test_what_is_proved_not_to_matter_does_not_matter_to_any_appraisal(
    data: st.DataObject, policy: Policy
) -> None:
    study = Study(policy, examples=20)
    unchanged: list[Callable[[Appraisal], Iterator[Appraisal]]] = []
    if splitting(study).status == "proved":
        indicators = any(name.startswith("indicators.") for name in reads_of(policy))
        unchanged.append(partial(halves, table="indicators" if indicators else "results"))
    if units(study).status == "proved":
        unchanged.append(in_other_units)
    for _ in range(3):
        appraisal = data.draw(appraisals(policy))
        before = card_of(policy, appraisal)
        for other in (each for change in unchanged for each in change(appraisal)):
            after = card_of(policy, other)
            if before is None or after is None or before.problems or after.problems:
                continue
            for name in study.outcomes:
                assert before[name] == after[name]


@settings(suppress_health_check=list(HealthCheck), max_examples=6)
@given(policies())
def test_every_example_of_any_policy_gives_what_it_shows(policy: Policy) -> None:
    report = verify(policy, properties=REQUIRED, examples=100)

    for verdict in report.verdicts.values():
        assert verdict.witness is None or verdict.witness.replay(policy)
        assert (verdict.status == "violated") <= (verdict.witness is not None)
