"""What comes of each pool: its pattern, and how many people stand above each level."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise, product
from typing import Any

from attrs import define, field

from asn_appraisal.calibration.findings import Pool, refused_shares
from asn_appraisal.calibration.proposal import cheapest_cuts
from asn_appraisal.calibration.scored import ScoredCohort
from asn_appraisal.calibration.which import Choice
from asn_appraisal.policy import CalibrationRules, PatternRow, Policy
from asn_appraisal.policy.distribution import (
    Bound,
    Demand,
    Question,
    demands_of,
    question_of,
    seats,
    sharing,
)

#: What can come of a person; up to `incomplete`, of a whole pool.
OUTCOMES = ("kept", "infeasible", "exempt", "no_pattern", "incomplete", "moved", "undecided")
KEPT, INFEASIBLE, EXEMPT, NO_PATTERN, INCOMPLETE, MOVED, UNDECIDED = range(len(OUTCOMES))
#: How many people stand above each level, best first; without the best, which nobody is above.
Cuts = tuple[int, ...]


@define
class Calibrator:
    """Pengkalibrasi: answers pools of one policy, and remembers those that look alike."""

    policy: Policy
    rules: CalibrationRules
    _patterns: dict[Any, str | None] = field(factory=dict)
    _demands: dict[tuple[str, int], tuple[Demand, ...] | None] = field(factory=dict)
    _questions: dict[tuple[str, int], Question | Bound] = field(factory=dict)
    _found: dict[Any, Cuts | None] = field(factory=dict)

    @property
    def names(self) -> list[str]:
        """Return the levels, best first."""
        scale = self.policy.measures[self.rules.of].kind.scale
        assert scale is not None  # the policy was read, so what it calibrates has levels
        return scale.names()[::-1]

    def pattern(self, names: Sequence[str], facts: Sequence[Any]) -> str | None:
        """Return the pattern that the facts of a unit choose, or None."""
        key = *facts, *map(type, facts)  # True and 1 are equal, but not the same pattern
        if key not in self._patterns:
            said = zip(names, facts, strict=True)
            known = {name: value for name, value in said if value is not None}
            self._patterns[key] = Choice.of(self.rules, ScoredCohort("", facts=known)).pattern
        return self._patterns[key]

    def demands(self, pattern: str, size: int) -> tuple[Demand, ...] | None:
        """Return what a pattern asks of so many people; None where its shares cannot be."""
        key = pattern, size
        if key not in self._demands:
            scale = self.policy.measures[self.rules.of].kind.scale
            assert scale is not None
            rows = self.rules.patterns[pattern]
            refused = list(refused_shares(Pool(pattern, size, scale.levels[::-1]), rows))
            found = None if refused else tuple(demands_of(self.rules, rows, self.names, size))
            self._demands[key] = found
        return self._demands[key]

    def fixed(self, pattern: str | None, size: int) -> Cuts | None:
        """Return the cuts of a pattern that leaves no choice: its shares are the whole pool."""
        shares = None if pattern is None else self._shares(pattern)
        given = () if shares is None else seats([*shares.values()], size, self.rules.seats)
        if shares is None or sum(given) != size:
            return None
        people = dict(zip(shares, given, strict=True))
        return tuple(accumulate(people.get(name, 0) for name in self.names[:-1]))

    def _shares(self, pattern: str) -> dict[str, Fraction] | None:
        """Return the share of each level, where a pattern asks for nothing else."""
        rows = self.rules.patterns[pattern]
        shares = {row.levels[0]: share for row, share in sharing(rows, self.names)}
        alone = all(PatternRow(row.levels, share=row.share) == row for row in rows)
        single = all(len(row.levels) == 1 for row in rows)
        return (
            shares
            if alone and single and len(shares) == len(rows) and sum(shares.values()) == 1
            else None
        )

    def found(
        self, pattern: str, levels: Sequence[int], people: Sequence[int], runs: Sequence[int]
    ) -> Cuts | None:
        """Return the cuts of the smallest change set; None where nothing satisfies the pattern.

        Args:
            pattern: the name of the pattern.
            levels: the levels of people side by side in rank order, 0 for the best.
            people: how many they are.
            runs: the ranks of people side by side, where equals stay together; else empty.
        """
        size = sum(people)
        demands = self.demands(pattern, size)
        if demands is None:
            return None
        places: Sequence[int] | None = None
        if runs:
            ends = zip(accumulate(people), runs, [*runs[1:], None], strict=True)
            places = [0, *(end for end, run, after in ends if run != after)]
        if all(one <= two for one, two in pairwise(levels)):
            counts = [0] * len(self.names)
            for level, count in zip(levels, people, strict=True):
                counts[level] += count
            kept = tuple(accumulate(counts[:-1]))
            whole = places is None or set(places).issuperset(kept)
            if whole and all(each.holds(counts) for each in demands):
                return kept
        key = pattern, tuple(levels), tuple(people), places and tuple(places)
        if key not in self._found:
            question = self._question(pattern, size)
            found = cheapest_cuts(question, levels, people, places)
            self._found[key] = found and found[1:-1]
        return self._found[key]

    def _question(self, pattern: str, size: int) -> Question | Bound:
        """Return what a pattern asks of cuts, with all that follows from it."""
        key = pattern, size
        if key not in self._questions:
            question = question_of(self.demands(pattern, size) or (), len(self.names), size)
            self._questions[key] = Bound.of(question) or question
        return self._questions[key]


def words_of(names: Sequence[str]) -> tuple[list[str | None], ...]:
    """Return in words the level before, the level after and what came of a person.

    They stand in the order of what came of the pool, of the level that the place says (one more
    than there are for the level they have, two more where a person has to decide), and of the
    level before.

    Args:
        names: the names of the levels, best first.
    """
    depth = len(names)
    rows: list[tuple[str | None, ...]] = []
    for outcome, place, level in product(range(INCOMPLETE + 1), range(depth + 2), range(depth)):
        if outcome == INCOMPLETE:
            rows.append((None, None, OUTCOMES[outcome]))
            continue
        after = place if place < depth else level
        moved = UNDECIDED if place > depth else MOVED if after != level else outcome
        rows.append((names[level], names[after], OUTCOMES[moved]))
    before, after_, outcomes = zip(*rows, strict=True)
    return list(before), list(after_), list(outcomes)
