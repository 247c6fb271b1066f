"""Units to look at: people with real cards, dealt in every combination."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations_with_replacement
from math import comb
from typing import Any

from attrs import define, field, frozen

from asn_appraisal.calibration import Calibration, ScoredCohort, calibrate
from asn_appraisal.calibration.proposal import propose
from asn_appraisal.calibration.standing import Reading, Standing, reading_of
from asn_appraisal.formula import Level
from asn_appraisal.policy import CalibrationRules, Policy
from asn_appraisal.policy.distribution import Demand, demands_of
from asn_appraisal.record import Appraisal, FrozenMap
from asn_appraisal.scoring import Scorecard

from .outcomes import scored


@frozen
class Person:
    """Orang: an appraisal, and what calibration reads of its card."""

    appraisal: Appraisal = field(eq=False, repr=False)
    reading: Reading


@define
class Deck:
    """Setumpuk kartu: people of every level, and how a unit of them is calibrated."""

    policy: Policy
    rules: CalibrationRules
    people: tuple[Person, ...]
    _demands: dict[tuple[str, int], list[Demand]] = field(factory=dict)
    _proposed: dict[Any, tuple[int, ...]] = field(factory=dict)

    @classmethod
    def of(
        cls, policy: Policy, cards: Iterable[tuple[Appraisal, Scorecard]], *, each: int = 2
    ) -> "Deck | None":
        """Gather people of every level that the cards have, best rank first."""
        rules = policy.calibration
        if rules is None:
            return None
        found: dict[int, dict[Any, Person]] = {}
        for appraisal, card in cards:
            reading = reading_of(rules, card)
            if reading is not None:
                some = found.setdefault(reading.level, {})
                if len(some) < each:
                    some.setdefault(reading.rank, Person(appraisal, reading))
        people = [person for some in found.values() for person in some.values()]
        people.sort(key=lambda one: one.reading.rank, reverse=True)
        return cls(policy, rules, tuple(people))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Return the levels, best first."""
        scale = self.policy.measures[self.rules.of].kind.scale
        assert scale is not None
        return tuple(scale)[::-1]

    @property
    def start(self) -> int:
        """Return the size of the smallest pool that is calibrated on its own."""
        return max(1, self.rules.smallest_pool)

    def hands(self, size: int) -> Iterator[tuple[Person, ...]]:
        """Yield every unit of a size, best rank first."""
        return combinations_with_replacement(self.people, size)

    def count(self, size: int) -> int:
        """Return how many units of a size there are."""
        return comb(len(self.people) + size - 1, size)

    def proposed(self, pattern: str, hand: Sequence[Person]) -> tuple[Standing, tuple[int, ...]]:
        """Return the standing of a unit, and the levels after its calibration (0 is the best)."""
        readings = {f"p{at:03}": person.reading for at, person in enumerate(hand)}
        standing = Standing.of(readings, len(self.levels))
        return standing, self.levels_of(pattern, standing)

    def levels_of(self, pattern: str, standing: Standing) -> tuple[int, ...]:
        """Return the levels after calibration; as they were given where none is possible."""
        key = (pattern, standing.given, standing.places)
        if key not in self._proposed:
            found = propose(
                standing, self.demands(pattern, standing.size), len(self.levels), self.rules.ties
            )
            self._proposed[key] = standing.given if found is None else found.levels
        return self._proposed[key]

    def demands(self, pattern: str, size: int) -> list[Demand]:
        """Return what a pattern asks of a unit of a size."""
        key = (pattern, size)
        if key not in self._demands:
            names = [level.name for level in self.levels]
            rows = self.rules.patterns[pattern]
            self._demands[key] = demands_of(self.rules, rows, names, size)
        return self._demands[key]

    def unit(self, pattern: str, hand: Sequence[Person]) -> "Unit":
        """Return a unit as it can be shown."""
        choose = self.rules.choose_by
        facts = {choose: pattern} if choose is not None else {}
        named = {f"pegawai-{at + 1}": person.appraisal for at, person in enumerate(hand)}
        return Unit(pattern, FrozenMap(named), FrozenMap(facts))


@frozen
class Unit:
    """Unit: the people of one unit, and the pattern that is asked of them."""

    pattern: str
    appraisals: Mapping[str, Appraisal]
    facts: Mapping[str, str]
    #: Employee to the level after calibration, as the engine gives it.
    after: Mapping[str, str] = field(factory=FrozenMap)
    #: Whether the pattern can hold.
    feasible: bool = True

    def calibrated(self, policy: Policy) -> Calibration:
        """Calibrate the unit with the engine."""
        cards = {}
        for who, appraisal in self.appraisals.items():
            card = scored(policy, appraisal)
            assert card is not None
            cards[who] = card
        return calibrate(policy, ScoredCohort("unit", cards, self.facts))

    def levels(self, policy: Policy) -> Mapping[str, str]:
        """Return the level of each employee after the moves, proposed or done."""
        calibration = self.calibrated(policy)
        found = {who: str(level) for who, level in calibration.final.items()}
        found.update({move.employee: str(move.after) for move in calibration.moves})
        return FrozenMap(found)

    def cases(self, policy: Policy) -> Iterator[tuple[str, Appraisal, tuple[tuple[str, str], ...]]]:
        """Yield each employee with the level that calibration starts from."""
        of = policy.calibration.of if policy.calibration is not None else policy.result
        for who, appraisal in self.appraisals.items():
            card = scored(policy, appraisal)
            if card is not None:
                yield who, appraisal, ((of, str(card[of])),)

    def holds(self, policy: Policy) -> bool:
        """Calibrate again, and tell whether it gives the same."""
        if self.calibrated(policy).feasible != self.feasible:
            return False
        return not self.after or dict(self.levels(policy)) == dict(self.after)
