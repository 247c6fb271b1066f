"""Calibrating one pool: from cards and facts to findings, moves and final levels."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from asn_appraisal.errors import PolicyError, Problem, RecordError
from asn_appraisal.formula import Level
from asn_appraisal.policy import CalibrationRules, Policy
from asn_appraisal.policy.distribution import Demand, demands_of, is_possible
from asn_appraisal.record import Cohort, FrozenMap

from .findings import (
    Finding,
    Pool,
    after_ties,
    impossible,
    impossible_together,
    refused_shares,
    row_findings,
)
from .proposal import Proposal, colliding, propose
from .reasons import Reasons, head_counts
from .result import Calibration, Counts
from .scored import ScoredCohort
from .standing import Standing
from .which import Choice, Members
from .words import name_of


def calibrate(
    policy: Policy,
    cohort: Cohort | ScoredCohort,
    *,
    parent: Cohort | ScoredCohort | None = None,
) -> Calibration:
    """Kalibrasi satu unit: set the levels of a pool against the policy's distribution.

    Args:
        policy: the rules, with a section `calibration:`.
        cohort: the appraisals of one unit with the facts of the unit; they are scored first. Who
            has the scorecards already hands over a `ScoredCohort`.
        parent: the cohort of the unit above, for a pool that is too small by itself. It is used
            only where the policy merges small pools; the result is then that of the merged pool.

    Returns:
        The findings, the smallest change set, and the final levels: as they were set in `guide`
        mode, after the moves in `bind` mode.

    Raises:
        PolicyError: the policy has no section `calibration:`.
        RecordError: an employee stands twice in the pool, evidence breaks the policy's evidence
            section, or a card was made under another policy.

    >>> from asn_appraisal import parse_policy, parse_records
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... scales: {predicate: {kurang: Kurang, baik: Baik, sangat_baik: Sangat baik}}
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures:
    ...   total: {formula: mean(behaviours.value)}
    ...   predicate:
    ...     scale: predicate
    ...     bands: {of: total, levels: [{level: sangat_baik, from: 90}, {level: baik, from: 60},
    ...                                 {level: kurang}]}
    ... result: predicate
    ... calibration:
    ...   of: predicate
    ...   rank_by: [total]
    ...   patterns: {any: {sangat_baik: {at_most: 50%}}}
    ... ''')
    >>> records = parse_records('''
    ... asn_appraisal: records/1
    ... units: [{id: u}]
    ... employees: [{id: ani}, {id: budi}, {id: citra}]
    ... assignments:
    ...   - {id: a, employee: ani, unit: u}
    ...   - {id: b, employee: budi, unit: u}
    ...   - {id: c, employee: citra, unit: u}
    ... appraisals:
    ...   - {id: a, assignment: a, behaviours: [{aspect: komitmen, value: 95}]}
    ...   - {id: b, assignment: b, behaviours: [{aspect: komitmen, value: 91}]}
    ...   - {id: c, assignment: c, behaviours: [{aspect: komitmen, value: 70}]}
    ... ''')
    >>> calibration = calibrate(policy, records.cohort("u"))
    >>> calibration.moves[0].employee, str(calibration.moves[0].after)
    ('budi', 'baik')
    >>> print(calibration.findings[0].what.en)
    Sangat baik: 2 of 3, but the pattern `any` asks for at most 50% (1 person).
    """
    rules = policy.calibration
    if rules is None:
        raise PolicyError([Problem("ASN-C050", None, {"policy": policy.id})])
    above = None if parent is None else _scored(policy, parent)
    return _calibrated(policy, rules, _scored(policy, cohort), above)


def _scored(policy: Policy, cohort: Cohort | ScoredCohort) -> ScoredCohort:
    if isinstance(cohort, Cohort):
        return ScoredCohort.from_cohort(policy, cohort)
    problems = [
        Problem("ASN-C052", None, {"employee": each, "other": other.id, "policy": policy.id})
        for each, card in cohort.cards.items()
        if (other := card.policy) is not policy and other.fingerprint != policy.fingerprint
    ]
    if problems:
        raise RecordError(problems)
    return cohort


def _calibrated(
    policy: Policy, rules: CalibrationRules, cohort: ScoredCohort, above: ScoredCohort | None
) -> Calibration:
    members = Members.of(rules, cohort, above)
    scale = policy.measures[rules.of].kind.scale
    assert scale is not None  # the policy was read, so what it calibrates has levels
    levels = scale.levels[::-1]
    standing = Standing.of(members.ready, len(levels))
    given = Calibration(
        policy,
        members.cohort.unit,
        _by_employee(standing, standing.given, levels),
        findings=members.findings,
        notes=members.notes,
        exempt=members.exempt,
        counts=_counts(standing.given, standing.given, levels),
        incomplete=members.incomplete,
        cards=members.cohort.cards,
    )
    if members.exempt is not None:
        return given
    choice = Choice.of(rules, members.cohort)
    findings, notes = (*given.findings, *choice.findings), (*given.notes, *choice.notes)
    given = evolve(given, pattern=choice.pattern, findings=findings, notes=notes)
    if choice.pattern is None:
        return given
    return _against(given, rules, Pool(choice.pattern, standing.size, levels), standing)


def _against(
    given: Calibration, rules: CalibrationRules, pool: Pool, standing: Standing
) -> Calibration:
    """Hold the levels against the pattern, and find the smallest change set."""
    rows = rules.patterns[pool.pattern]
    names = [level.name for level in pool.levels]
    refused = list(refused_shares(pool, rows))
    if refused:
        return evolve(given, findings=(*given.findings, *refused), feasible=False)
    demands = tuple(demands_of(rules, rows, names, pool.size))
    counts = head_counts(standing.given, len(names))
    found = (*given.findings, *row_findings(pool, demands, counts), *_order(pool, standing))
    proposal = propose(standing, demands, len(names), rules.ties)
    if proposal is None:
        why = _why_not(pool, standing, demands, rules.ties)
        return evolve(given, findings=(*found, why), feasible=False)
    after = head_counts(proposal.levels, len(names))
    reasons = Reasons(pool, demands, tuple(counts), tuple(after), rules.ties)
    given = evolve(
        given,
        moves=tuple(reasons.moves(standing, proposal)),
        findings=(*found, *_edges(pool, demands, proposal, rules.ties)),
        counts=_counts(standing.given, proposal.levels, pool.levels),
        undecided=_undecided(standing, proposal, rules.ties),
    )
    if rules.mode == "guide":
        return given
    return evolve(given, final=_by_employee(standing, proposal.levels, pool.levels))


def _by_employee(standing: Standing, levels: Sequence[int], scale: Sequence[Level]) -> FrozenMap:
    people = zip(standing.employees, levels, strict=True)
    return FrozenMap((employee, scale[level]) for employee, level in people)


def _counts(before: Sequence[int], after: Sequence[int], scale: Sequence[Level]) -> Counts:
    def named(levels: Sequence[int]) -> FrozenMap:
        counts = head_counts(levels, len(scale))
        return FrozenMap(
            (level.name, n) for level, n in zip(scale[::-1], counts[::-1], strict=True)
        )

    return Counts(named(before), named(after))


# Findings beyond single rows --------------------------------------------------------------


def _order(pool: Pool, standing: Standing) -> Iterator[Finding]:
    """Yield what is wrong with the order of the levels as they were set."""
    if people := standing.out_of_rank():
        yield pool.finding("ASN-C005", people=people)
    if groups := len(standing.unequal()):
        yield pool.finding("ASN-C006", groups=groups)


def _why_not(pool: Pool, standing: Standing, demands: Sequence[Demand], ties: str) -> Finding:
    """Say which rows collide: for this many people, or only because equals stay together."""
    depth, size = len(pool.levels), pool.size
    if not is_possible(demands, depth, size):
        return impossible(pool, colliding(demands, lambda some: is_possible(some, depth, size)))
    collide = colliding(demands, lambda some: propose(standing, some, depth, ties) is not None)
    return impossible_together(pool, collide, standing.largest_group())


def _edges(
    pool: Pool, demands: Sequence[Demand], proposal: Proposal, ties: str
) -> Iterator[Finding]:
    """Yield what comes of the edges among equals."""
    if ties != "manual":
        yield from after_ties(pool, demands, head_counts(proposal.levels, len(pool.levels)), ties)
        return
    for start, end, upper, lower in proposal.edges:
        yield pool.finding(
            "ASN-C015",
            people=end - start,
            rank=start + 1,
            upper=name_of(pool.levels[upper]),
            lower=name_of(pool.levels[lower]),
        )


def _undecided(standing: Standing, proposal: Proposal, ties: str) -> tuple[str, ...]:
    if ties != "manual":
        return ()
    groups = [standing.employees[start:end] for start, end, *_ in proposal.edges]
    return tuple(employee for group in groups for employee in group)
