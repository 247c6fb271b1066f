"""Two policies over the same people: who moves, and which measure moved them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from asn_appraisal.errors import RecordError
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Cohort, FrozenMap, Member
from asn_appraisal.record.plan import duplicate_problems
from asn_appraisal.record.values import as_tuple
from asn_appraisal.scoring import Scorecard, Value

from .attribution import Outcome, outcome_of, parts_of, result_of
from .change import TOGETHER, Apart, Change, Effect, amount_text, part_text
from .hybrids import Step, steps_between
from .places import are_alike, place, result_scale
from .words import say


@frozen
class Comparison:
    """Perbandingan dua kebijakan atas penilaian yang sama."""

    #: The policy before.
    before: Policy = field(repr=False)
    #: The policy after.
    after: Policy = field(repr=False)
    #: Everybody with a result under both, by appraisal id.
    compared: tuple[Change, ...] = field(converter=as_tuple)
    #: Those without a result under one of them, with the reason.
    apart: tuple[Apart, ...] = field(converter=as_tuple)
    #: How `before` becomes `after`, one part at a time.
    steps: tuple[Step, ...] = field(converter=as_tuple, repr=False)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return those whose result is another one."""
        return tuple(each for each in self.compared if each.is_change)

    @cached_property
    def matrix(self) -> Mapping[tuple[str, str], int]:
        """Return how many go from which level to which: (before, after) -> count.

        Every pair of levels is there, worst first; empty where the results are no levels.
        """
        scales = [policy.measures[policy.result].kind.scale for policy in (self.before, self.after)]
        rows, columns = ([] if scale is None else scale.names() for scale in scales)
        found = Counter((str(each.before), str(each.after)) for each in self.compared)
        return FrozenMap(((row, column), found[row, column]) for row in rows for column in columns)

    @cached_property
    def effects(self) -> Mapping[str, Effect]:
        """Return what each replaced measure does to whom, in the order of the steps."""
        names = [TOGETHER.join(step.parts) for step in self.steps]
        joint = {name for each in self.compared for name in each.by_measure} - set(names)
        return FrozenMap((name, self._effect(name)) for name in (*names, *sorted(joint)))

    @cached_property
    def by_measure(self) -> Mapping[str, Fraction]:
        """Return what each replaced measure adds over everybody compared.

        The sum of all is the sum of everybody's difference, exactly.
        """
        return FrozenMap((name, effect.net) for name, effect in self.effects.items())

    @property
    def is_by_place(self) -> bool:
        """Tell whether levels of different names were set side by side by their place."""
        first, second = (
            [level.name for level in result_scale(policy)] for policy in (self.before, self.after)
        )
        return self.is_alike and first != second

    @property
    def is_alike(self) -> bool:
        """Tell whether the two results can be subtracted."""
        return are_alike(self.before, self.after)

    def text(self, language: str = "id") -> str:
        """Say who moves, from where to where, by which measure, and who is not compared."""
        return "\n".join(_lines(self, language))

    def _effect(self, name: str) -> Effect:
        amounts = [each.by_measure.get(name, Fraction(0)) for each in self.compared]
        moved = [amount for amount in amounts if amount]
        up = sum((amount for amount in moved if amount > 0), Fraction(0))
        down = sum((amount for amount in moved if amount < 0), Fraction(0))
        return Effect(tuple(name.split(TOGETHER)), len(moved), up, down)


def compare(
    before: Policy,
    after: Policy,
    appraisals: Cohort | Mapping[str, Appraisal] | Iterable[Appraisal | Member],
) -> Comparison:
    """Bandingkan dua kebijakan: score everybody under both, and say who moves and why.

    What a change of policy does to one person is divided among its measures like this: the
    changed measures of `before` are replaced by those of `after` one at a time, in the order of
    `after`, and what the result changes at each step is that measure's part. The parts of one
    person therefore add up to the whole difference: exactly for numbers, in steps for levels (and
    1 for a flag that becomes true). Measures that are unchanged have no part.

    What to know about the method:

    - It depends on the order: where two changes only work together, the later one gets the part.
      Another order may divide the same difference in another way. The differences themselves do
      not depend on it.
    - A change of scales, of evidence or of the choice of result counts as a part of its own,
      named `scales:`, `evidence:` and `result:`. A measure that only one policy has comes and
      goes with the measure that names it, which gets the part.
    - Where one replacement alone is no policy, or gives one person no result, it moves together
      with the next, and the part is theirs jointly: `skp + total`. `steps` has the policies.
    - Levels of two scales of equal length are set side by side by their place. Results of
      different kinds, or scales of different lengths, have no difference and no parts.

    Args:
        before: the policy that is replaced.
        after: the policy that replaces it.
        appraisals: the people: a cohort, appraisals by id, appraisals, or members.

    Returns:
        A comparison; the order of the appraisals does not matter. Whoever has no result under one
        of the two is listed in `apart`, and counts nowhere else.

    >>> from asn_appraisal import parse_policy
    >>> from asn_appraisal.record import Behaviour
    >>> document = {
    ...     "asn_appraisal": "policy/1",
    ...     "id": "small",
    ...     "evidence": {"behaviours": {"value": {"from": 0, "to": 100}}},
    ...     "measures": {
    ...         "score": {"formula": "mean(behaviours.value)"},
    ...         "total": {"formula": "score", "round": 0},
    ...     },
    ...     "result": "total",
    ... }
    >>> lowest = {**document["measures"], "score": {"formula": "lowest(behaviours.value)"}}
    >>> marks = [Behaviour("komitmen", value=90), Behaviour("kerja_sama", value=71)]
    >>> comparison = compare(
    ...     parse_policy(document),
    ...     parse_policy({**document, "measures": lowest}),
    ...     [Appraisal("sari-2025", behaviours=marks)],
    ... )
    >>> [(each.appraisal, each.difference) for each in comparison.changes]
    [('sari-2025', Fraction(-10, 1))]
    >>> dict(comparison.by_measure)
    {'score': Fraction(-10, 1)}
    """
    steps = steps_between(before, after) if are_alike(before, after) else None
    compared, apart = [], []
    for member in _members(appraisals):
        first, second = (outcome_of(policy, member.appraisal) for policy in (before, after))
        missing = [*_apart(member, "before", first), *_apart(member, "after", second)]
        apart += missing
        if not missing:
            compared.append(_change(member, result_of(first), result_of(second), steps))
    return Comparison(before, after, compared, apart, steps or ())


def _members(
    appraisals: Cohort | Mapping[str, Appraisal] | Iterable[Appraisal | Member],
) -> list[Member]:
    """Return everybody once, by appraisal id.

    Raises:
        RecordError: an appraisal stands twice.
    """
    given: Iterable[Appraisal | Member]
    if isinstance(appraisals, Cohort):
        given = appraisals.members
    else:
        given = appraisals.values() if isinstance(appraisals, Mapping) else appraisals
    members = [each if isinstance(each, Member) else Member(each.id, each) for each in given]
    ids = [member.appraisal.id for member in members]
    if problems := duplicate_problems("appraisals", ids):
        raise RecordError(problems)
    return sorted(members, key=lambda member: member.appraisal.id)


def _apart(member: Member, side: Literal["before", "after"], outcome: Outcome) -> Iterable[Apart]:
    who = (member.appraisal.id, member.employee)
    if not isinstance(outcome, Scorecard):
        yield Apart(*who, side, "refused", outcome)
    elif outcome.status == "incomplete":
        yield Apart(*who, side, "incomplete", outcome.problems)


def _change(member: Member, before: Value, after: Value, steps: tuple[Step, ...] | None) -> Change:
    who = (member.appraisal.id, member.employee)
    start, end = place(before), place(after)
    if steps is None or start is None or end is None:
        return Change(*who, before, after, None, {})
    return Change(*who, before, after, end - start, parts_of(member.appraisal, start, end, steps))


def _lines(comparison: Comparison, language: str) -> Iterable[str]:
    before, after = comparison.before, comparison.after
    # A proposal often keeps the title of what it changes; then the ids tell the two apart.
    id1, id2 = (f"{each.id}, " if before.title == after.title else "" for each in (before, after))
    yield say(
        language,
        "comparison",
        before=before.title.in_language(language),
        id1=id1,
        v1=before.version,
        after=after.title.in_language(language),
        id2=id2,
        v2=after.version,
        compared=len(comparison.compared),
        changed=len(comparison.changes),
    )
    if not comparison.is_alike:
        yield say(language, "not_alike")
    elif comparison.is_by_place:
        yield say(language, "by_place")
    yield from (f"  - {change.text(language)}" for change in comparison.changes)
    yield from _matrix_lines(comparison, language)
    yield from _effect_lines(comparison, language)
    if comparison.apart:
        yield f"{say(language, 'apart')}:"
    yield from (f"  - {each.text(language)}" for each in comparison.apart)


def _matrix_lines(comparison: Comparison, language: str) -> Iterable[str]:
    if any(comparison.matrix.values()):
        yield f"{say(language, 'matrix')}:"
    labels = _labels(comparison, language)
    for (row, column), count in comparison.matrix.items():
        if count:
            cell = say(
                language, "cell", before=labels[0][row], after=labels[1][column], count=count
            )
            yield f"  - {cell}"


def _labels(comparison: Comparison, language: str) -> list[dict[str, str]]:
    return [
        {level.name: level.label.in_language(language) for level in result_scale(policy)}
        for policy in (comparison.before, comparison.after)
    ]


def _effect_lines(comparison: Comparison, language: str) -> Iterable[str]:
    if not comparison.effects:
        return
    yield f"{say(language, 'by_measure')}:"
    for name, effect in comparison.effects.items():
        amounts = {
            way: amount_text(getattr(effect, way), language) for way in ("up", "down", "net")
        }
        part = part_text(name, language)
        yield f"  - {say(language, 'effect', part=part, people=effect.people, **amounts)}"
    yield say(language, "method")
