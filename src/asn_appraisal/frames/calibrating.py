"""Every pool of a table at once: the levels set against the distribution, as `calibrate` does.

people ──join──▶ people in pools ──group──▶ runs of equals ──▶ one answer a run ──join──▶ people

People with the same rank in the same pool are one run. Runs are counted by the engine; only pools
whose levels do not already satisfy their pattern are solved, one by one, with the core of
`calibrate`, and pools that look alike are solved once.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from attrs import define, field, frozen

from asn_appraisal.calibration.findings import Pool, refused_shares
from asn_appraisal.calibration.proposal import propose
from asn_appraisal.calibration.scored import ScoredCohort
from asn_appraisal.calibration.standing import Standing
from asn_appraisal.calibration.which import Choice
from asn_appraisal.policy import CalibrationRules, Policy
from asn_appraisal.policy.distribution import Demand, demands_of


@frozen
class Runs:
    """Kelompok setara satu kolam: how many people of each level are at each rank, best first."""

    #: For each run the head counts by level, best level first.
    counts: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """Return how many people there are."""
        return sum(map(sum, self.counts))


@frozen
class Outcome:
    """Hasil satu kolam: the level of each run after the moves."""

    feasible: bool
    #: For each run its level, 0 for the best; None: everybody keeps the level they have.
    after: tuple[int | None, ...] = ()
    #: Runs among whom an edge runs and whom a person has to decide on.
    undecided: frozenset[int] = frozenset()


@define
class Calibrator:
    """Pengkalibrasi: answers pools of one policy, and remembers those that look alike."""

    policy: Policy
    rules: CalibrationRules
    _demands: dict[tuple[str, int], tuple[Demand, ...] | None] = field(factory=dict)
    _known: dict[tuple[str, Runs], Outcome] = field(factory=dict)

    @property
    def names(self) -> list[str]:
        """Return the levels, best first."""
        scale = self.policy.measures[self.rules.of].kind.scale
        assert scale is not None  # the policy was read, so what it calibrates has levels
        return scale.names()[::-1]

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

    def holds(self, pattern: str, counts: Sequence[int]) -> bool:
        """Tell whether head counts by level, best first, satisfy a pattern."""
        demands = self.demands(pattern, sum(counts))
        return demands is not None and all(each.holds(counts) for each in demands)

    def cuts(self, pattern: str, size: int) -> tuple[int, ...] | None:
        """Return how many people stand at or above each level; None where that is not fixed.

        Where the rows of a pattern share out the whole pool, a level each, and equals may be told
        apart first, the place of each person says the level: no search is needed.
        """
        if self.rules.ties == "together":
            return None
        demands = self.demands(pattern, size)
        if demands is None or any(each.kind != "share" or len(each.levels) > 1 for each in demands):
            return None
        people = {each.levels[0]: each.low for each in demands}
        if sum(people.values()) != size or len(people) != len(demands):
            return None
        return tuple(accumulate(people.get(level, 0) for level in range(len(self.names))))

    def outcome(self, pattern: str, runs: Runs) -> Outcome:
        """Return the smallest change set of a pool."""
        found = self._known.get((pattern, runs))
        if found is None:
            found = self._known[pattern, runs] = self._outcome(pattern, runs)
        return found

    def _outcome(self, pattern: str, runs: Runs) -> Outcome:
        demands = self.demands(pattern, runs.size)
        if demands is None:
            return Outcome(feasible=False)
        given = tuple(_people(runs.counts))
        places = [0]
        for counts in runs.counts:
            places.append(places[-1] + sum(counts))
        standing = Standing(("",) * len(given), given, tuple(places))
        proposal = propose(standing, demands, len(self.names), self.rules.ties)
        if proposal is None:
            return Outcome(feasible=False)
        edges = {start for start, *_ in proposal.edges} if self.rules.ties == "manual" else set()
        after: list[int | None] = []
        undecided = set()
        for at, start in enumerate(places[:-1]):
            if start in edges:
                undecided.add(at)
                after.append(None)
            else:
                after.append(proposal.levels[start])
        return Outcome(True, tuple(after), frozenset(undecided))


def _people(counts: Iterable[Sequence[int]]) -> Iterable[int]:
    """Yield the level of everybody, best rank first; of equals the better level first."""
    for run in counts:
        for level, people in enumerate(run):
            yield from [level] * people


def pattern_of(rules: CalibrationRules, facts: Mapping[str, Any]) -> str | None:
    """Return the pattern that the facts of a unit choose, or None."""
    known = {name: value for name, value in facts.items() if value is not None}
    return Choice.of(rules, ScoredCohort("", facts=known)).pattern
