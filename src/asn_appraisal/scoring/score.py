"""Scoring one appraisal: evidence in, every measure out, with nothing hidden."""

from typing import Any

from asn_appraisal.errors import Place, Problem, RecordError
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Period

from .frame import Frame
from .program import Program, program_of
from .scorecard import Scorecard
from .taken import Taken


def score(policy: Policy, appraisal: Appraisal) -> Scorecard:
    """Nilai satu penilaian: compute every measure of `policy` for `appraisal`, exactly.

    Args:
        policy: the rules.
        appraisal: what was planned, reported and decided.

    Returns:
        A card with the value of every measure. Where something is missing that the policy needs,
        the card is `incomplete`, says why, and its result is None.

    Raises:
        RecordError: the evidence breaks the policy's evidence section; every fault is listed.

    >>> from asn_appraisal import parse_policy, parse_records
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {indicators: {target: {above: 0}, actual: {from: 0}}}
    ... measures:
    ...   achievement: {per: indicators, formula: "min(120, 100 * actual / target)", round: 2}
    ...   total: {formula: mean(achievement), round: 2}
    ... result: total
    ... ''')
    >>> records = parse_records('''
    ... asn_appraisal: records/1
    ... appraisals:
    ...   - id: 2025-sari
    ...     indicators: [{id: a, target: 100, actual: 118}, {id: b, target: 3, actual: 2}]
    ... ''')
    >>> str(score(policy, records.appraisals["2025-sari"])["total"])
    '92.34'
    """
    program = program_of(policy)
    period = appraisal.period
    if program.straight is not None and (period is None or not _is_outside(policy, period)):
        # Nothing absent and nothing amiss: the straight-line code says so by giving values.
        values = program.straight(appraisal)
        if values is not None:
            return Scorecard(policy, appraisal, values)
    return general(program, policy, appraisal)


def general(program: Program, policy: Policy, appraisal: Appraisal) -> Scorecard:
    """Score any appraisal: whatever is absent or amiss is dealt with here, and only here."""
    frame, taken = run(program, appraisal)
    values = [frame[step.slot] for step in program.steps]
    result = program.by_name[policy.result]
    if values[result.position] is None and not taken.stopped:
        taken.stop("ASN-S003", measure=_first_gap(program, frame))
    if taken.stopped:
        # A result that rests on part of the evidence would be good news made of what is missing.
        values[result.position] = None
    if not taken.stopped:
        for step in program.steps:
            if values[step.position] is None:
                taken.note("ASN-N008", measure=step.measure.name)
    period = appraisal.period
    if period is not None and _is_outside(policy, period):
        taken.note("ASN-N006", first=period.from_, last=period.until)
    keys = {rows: frame[slot] for rows, slot in program.keys.items()}
    problems, notes = tuple(taken.stopped), tuple(taken.notes)
    return Scorecard(policy, appraisal, tuple(values), problems, notes, keys)


def run(program: Program, appraisal: Appraisal) -> tuple[Frame, Taken]:
    """Take in an appraisal and compute every measure.

    Raises:
        RecordError: the evidence breaks the policy's evidence section.
    """
    frame: Frame = [None] * program.size
    taken = Taken()
    program.intake.take(appraisal, frame, taken)
    if taken.refused:
        raise RecordError(_of(appraisal, problem) for problem in taken.refused)
    program.run(frame, appraisal.judgements, taken)
    return frame, taken


def _of(appraisal: Appraisal, problem: Problem) -> Problem:
    """Say whose appraisal a problem is about."""
    path = problem.place.path if problem.place is not None else ""
    place = Place(f"appraisals[{appraisal.id}].{path}".rstrip("."))
    return Problem(problem.code, place, problem.values)


def _first_gap(program: Program, frame: Frame) -> str:
    """Return the first measure that has no value: what comes after it only follows."""
    return next(step.measure.name for step in program.steps if _has_gap(frame[step.slot]))


def _has_gap(value: Any) -> bool:
    return value is None or (isinstance(value, list) and None in value)


def _is_outside(policy: Policy, period: Period) -> bool:
    """Tell whether a part of the period lies outside the days the policy is in force."""
    early = policy.from_ is not None and period.from_ < policy.from_
    return early or (policy.until is not None and period.until > policy.until)
