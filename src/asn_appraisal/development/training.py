"""What a unit should learn: who lacks what, how far, who first, and which programme raises it."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from asn_appraisal.record import Cohort, Framework, FrozenMap, Programme

from .gaps import CompetencyGaps, gaps_between
from .needs import Lack, ProgrammePlan, TrainingNeed, TrainingNeeds, Unknown
from .ranking import Key, Tier, tiers
from .standard import PositionLike, check_rows, rows_of, standard_of
from .words import PHRASES


def training_needs(
    framework: Framework,
    cohort: Cohort,
    *,
    positions: Mapping[str, PositionLike] | None = None,
    then_by: Sequence[Key] = (),
) -> TrainingNeeds:
    """Kebutuhan pelatihan satu unit: who lacks which competency, who first, which programme.

    Who lacks more comes first. Those who lack the same are put in order by `then_by` alone;
    without it, or where it is silent, they share a rank.
    A person with two posts counts once, with the larger gap. A programme takes those who lack its
    competency and have a level from which it starts; where several do, each lists the person and
    the choice is left to people.

    Args:
        framework: competencies, positions and programmes.
        cohort: the people of the unit.
        positions: what each appraisal is held against, by appraisal id; the others say
            themselves what is required.
        then_by: keys by employee id that put those with equal gaps in order.

    Raises:
        RecordError: somebody has a competency, level or position that the framework does not
            have; every such place is listed.

    >>> from asn_appraisal import parse_framework
    >>> from asn_appraisal.record import Appraisal, CompetencyLevel, Member
    >>> framework = parse_framework('''
    ... asn_appraisal: framework/1
    ... id: small
    ... competencies: [{id: komunikasi, title: {id: Komunikasi, en: Communication}}]
    ... programmes: [{id: dasar, competency: komunikasi, from: 1, to: 2}]
    ... ''')
    >>> def person(name, level):
    ...     row = CompetencyLevel("komunikasi", required=2, attained=level)
    ...     return Member(name, Appraisal(f"{name}-2025", competencies=[row]))
    >>> cohort = Cohort("dinas", [person("sari", 1), person("budi", 1), person("tono", None)])
    >>> needs = training_needs(framework, cohort)
    >>> needs.programmes["dasar"].participants[0].ids
    ('budi', 'sari')
    >>> [each.employee for each in needs.unknown]
    ['tono']
    """
    asked = positions or {}
    rows = [rows_of(member.appraisal) for member in cohort.members]
    check_rows(framework, zip((each.id for each in cohort.appraisals), rows, strict=True))
    found = []
    for member, levels in zip(cohort.members, rows, strict=True):
        name = member.appraisal.id
        standard = standard_of(framework, asked[name]) if name in asked else None
        found.append((member.employee, gaps_between(framework, name, levels, standard)))
    return _gathered(framework, cohort.unit, found, then_by)


def _gathered(
    framework: Framework,
    unit: str,
    found: Sequence[tuple[str, CompetencyGaps]],
    then_by: Sequence[Key],
) -> TrainingNeeds:
    lacks = {name: _lacks(name, found) for name in framework.competencies}
    lacks = {name: people for name, people in lacks.items() if people}
    needs = {
        name: _need(framework, name, tier.rank, lacks[name], then_by)
        for tier in _by_size(lacks)
        for name in tier.ids
    }
    plans = {
        programme.id: plan
        for programme in framework.programmes.values()
        if (people := lacks.get(programme.competency))
        and (plan := _plan(framework, programme, people, then_by))
    }
    return TrainingNeeds(
        unit, len({employee for employee, _ in found}), needs, plans, _unknown(found, lacks)
    )


def _lacks(competency: str, found: Iterable[tuple[str, CompetencyGaps]]) -> dict[str, Lack]:
    """Return who lacks a competency, each with the largest gap they have."""
    lacks: dict[str, Lack] = {}
    for employee, gaps in found:
        row = gaps.get(competency)
        if row is None or not row.gap:
            continue
        lack = Lack(employee, gaps.whose, row)
        # Of two posts with the same gap the id decides which is named, not the order given.
        known = lacks.get(employee)
        if known is None or (-lack.gap, lack.appraisal) < (-known.gap, known.appraisal):
            lacks[employee] = lack
    return lacks


def _by_size(lacks: Mapping[str, Mapping[str, Lack]]) -> tuple[Tier, ...]:
    people = {name: len(each) for name, each in lacks.items()}
    in_all = {
        name: sum((lack.gap for lack in each.values()), Fraction(0)) for name, each in lacks.items()
    }
    return tiers(lacks, [Key(PHRASES["key_people"], people), Key(PHRASES["key_in_all"], in_all)])


def _first(people: Mapping[str, Lack], then_by: Sequence[Key]) -> tuple[Tier, ...]:
    gaps = {name: lack.gap for name, lack in people.items()}
    return tiers(people, [Key(PHRASES["key_lacking"], gaps), *then_by])


def _need(
    framework: Framework,
    competency: str,
    rank: int,
    people: Mapping[str, Lack],
    then_by: Sequence[Key],
) -> TrainingNeed:
    offered = [each for each in framework.programmes.values() if each.competency == competency]
    starts = {name: [each for each in offered if _starts(each, people[name])] for name in people}
    useful = [each for each in offered if any(each in found for found in starts.values())]
    without = sorted(name for name, found in starts.items() if not found)
    ranked = _first(people, then_by)
    return TrainingNeed(
        framework.competencies[competency], rank, FrozenMap(people), ranked, useful, without
    )


def _plan(
    framework: Framework,
    programme: Programme,
    people: Mapping[str, Lack],
    then_by: Sequence[Key],
) -> ProgrammePlan | None:
    now = {name: lack for name, lack in people.items() if _starts(programme, lack)}
    later = sorted(name for name, lack in people.items() if _follows(programme, lack))
    if not now and not later:
        return None
    competency = framework.competencies[programme.competency]
    return ProgrammePlan(programme, competency, _first(now, then_by), later)


def _starts(programme: Programme, lack: Lack) -> bool:
    """Tell whether the programme raises the person from where they are."""
    return programme.from_ <= lack.attained < programme.to


def _follows(programme: Programme, lack: Lack) -> bool:
    """Tell whether the person needs the programme once they are where it starts."""
    assert lack.row.required is not None
    return lack.attained < programme.from_ < lack.row.required


def _unknown(
    found: Iterable[tuple[str, CompetencyGaps]], lacks: Mapping[str, Mapping[str, Lack]]
) -> list[Unknown]:
    """Return what is not known of people who are not known to lack it anyway."""
    unknown = [
        Unknown(employee, gaps.whose, problem)
        for employee, gaps in found
        for row in gaps.rows
        if (problem := row.problem(gaps.whose)) and employee not in lacks.get(row.competency, {})
    ]
    return sorted(unknown, key=lambda each: (each.employee, each.appraisal, str(each.problem)))
