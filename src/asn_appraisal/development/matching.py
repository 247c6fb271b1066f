"""How well a person's levels match a position, as an exact percentage."""

from fractions import Fraction
from functools import cached_property

from attrs import evolve, frozen

from asn_appraisal.errors import Place, Problem
from asn_appraisal.explanation.words import Words
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, CompetencyLevel, Framework
from asn_appraisal.scoring import Scorecard, Value, score

from .gaps import CompetencyGap, CompetencyGaps, competency_gaps, position_title
from .standard import Person, PositionLike, path_of
from .words import say


@frozen
class JobPersonMatch:
    """Kesesuaian pegawai dengan jabatan: levels attained as a percentage of levels required."""

    #: The gaps that it is made of.
    gaps: CompetencyGaps
    #: Whether a level above the standard of its competency counts for no more than the standard.
    capped: bool = False
    #: The card by which a policy judges the match; None where no policy was given.
    card: Scorecard | None = None
    #: The measure of that policy which says how suitable the person is.
    measure: str = ""

    @property
    def counted(self) -> tuple[CompetencyGap, ...]:
        """Return the competencies that count: those that apply and are known."""
        return tuple(row for row in self.gaps.rows if row.difference is not None)

    @cached_property
    def attained(self) -> Fraction:
        """Return the sum of the levels attained, each capped at its standard where `capped`."""
        return sum((_attained(row, capped=self.capped) for row in self.counted), Fraction(0))

    @cached_property
    def required(self) -> Fraction:
        """Return the sum of the levels required of the competencies that count."""
        return sum((row.required or Fraction(0) for row in self.counted), Fraction(0))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the match from being computed; empty where nothing does."""
        if self.gaps.problems or self.required:
            return self.gaps.problems
        return (Problem("ASN-G004", Place(path_of(self.gaps.whose))),)

    @property
    def status(self) -> str:
        """Return `complete` or `incomplete`."""
        return "incomplete" if self.problems else "complete"

    @cached_property
    def percentage(self) -> Fraction | None:
        """Return 100 × attained / required, exactly; None where a level is not known."""
        return None if self.problems else 100 * self.attained / self.required

    @property
    def suitability(self) -> Value:
        """Return what the policy says of the match; None without a policy or a percentage."""
        return None if self.card is None or self.problems else self.card[self.measure]

    def text(self, language: str = "id") -> str:
        """Say the percentage, how it was made, what the policy says, and what is lacking."""
        lines = [self._head(language)]
        if not self.problems:
            lines.append(f"  {say(language, 'capped' if self.capped else 'not_capped')}")
        if self.card is not None and self.suitability is not None:
            label = self.card.policy.measures[self.measure].label.in_language(language)
            level = Words(language).value(self.suitability)
            policy = self.card.policy.id
            said = say(language, "suitability", label=label, level=level, policy=policy)
            lines.append(f"  {said}")
        if self.problems and not self.gaps.problems:
            lines += [f"  - {each.what.in_language(language)}" for each in self.problems]
        rows = (row for row in self.gaps.rows if not row.is_known or row.difference != 0)
        return "\n".join([*lines, *(f"  - {row.text(language)}" for row in rows)])

    def _head(self, language: str) -> str:
        words, position = Words(language), self.gaps.position
        assert position is not None
        title = position_title(position, language)
        if self.percentage is None:
            return say(language, "no_match", position=title)
        numbers = {
            name: words.number(number)
            for name, number in (
                ("percentage", self.percentage),
                ("attained", self.attained),
                ("required", self.required),
            )
        }
        return say(language, "match", position=title, **numbers)


def job_person_match(  # noqa: PLR0913 - all but three have defaults
    framework: Framework,
    person: Person,
    position: PositionLike,
    *,
    policy: Policy | None = None,
    measure: str | None = None,
    capped: bool = False,
) -> JobPersonMatch:
    """Kesesuaian pegawai dengan jabatan (job person match): 100 × attained / required, exactly.

    As in the preset `job-person-match`, a level above the standard counts in full, so that a
    surplus in one competency makes up for a gap in another; `capped` counts each competency at
    its standard at most. A competency that does not apply to the person leaves both sums.

    Args:
        framework: the competencies with their levels.
        person: an appraisal, or levels by competency id.
        position: a position of the framework by id, or one with what it requires.
        policy: what says how suitable the person is, e.g. the preset `job-person-match`; it
            scores the person with the levels of this position in place of those of their own.
        measure: the measure of the policy that says so; its result where this is left out.
        capped: whether each competency counts at its standard at most.

    Raises:
        RecordError: the person, the position or, with a policy, the evidence cannot be used.
        UnknownMeasureError: the policy has no such measure.

    >>> from asn_appraisal import parse_framework
    >>> from asn_appraisal.presets import preset
    >>> framework = parse_framework('''
    ... asn_appraisal: framework/1
    ... id: small
    ... competencies: [{id: komunikasi}, {id: data}]
    ... positions: [{id: analis, requires: {komunikasi: 2, data: 3}}]
    ... ''')
    >>> levels = {"komunikasi": 3, "data": 1}
    >>> match = job_person_match(framework, levels, "analis", policy=preset("job-person-match"))
    >>> match.percentage, str(match.suitability)
    (Fraction(80, 1), 'memenuhi_syarat')
    >>> job_person_match(framework, levels, "analis", capped=True).percentage
    Fraction(60, 1)
    """
    gaps = competency_gaps(framework, person, position)
    card = None if policy is None else score(policy, _against(gaps, person, capped=capped))
    if card is None:
        return JobPersonMatch(gaps, capped)
    match = JobPersonMatch(gaps, capped, card, measure or card.policy.result)
    card[match.measure]  # an unknown measure is said here, not when the answer is read
    return match


def _against(gaps: CompetencyGaps, person: Person, *, capped: bool) -> Appraisal:
    """Return the appraisal of a person as if they held the position."""
    rows = [
        CompetencyLevel(row.competency, row.cluster, row.required, _counting(row, capped=capped))
        for row in gaps.rows
    ]
    own = person if isinstance(person, Appraisal) else Appraisal(gaps.whose or "levels")
    return evolve(own, competencies=rows)


def _counting(row: CompetencyGap, *, capped: bool) -> object:
    return row.attained if row.difference is None else _attained(row, capped=capped)


def _attained(row: CompetencyGap, *, capped: bool) -> Fraction:
    assert isinstance(row.attained, Fraction)
    assert row.required is not None
    return min(row.attained, row.required) if capped else row.attained
