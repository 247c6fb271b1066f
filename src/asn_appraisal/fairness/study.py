"""What is looked at for one policy: its inputs, its outcomes, proofs and ordinary appraisals."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from random import Random as Chance
from typing import Any

from attrs import define, evolve, field, frozen

from asn_appraisal.errors import AppraisalError, Problem, Text
from asn_appraisal.formula.tree import Node
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal
from asn_appraisal.scoring import Scorecard

from .decks import Deck
from .inputs import Input, inputs_of
from .making import specimen
from .outcomes import chain_of, outcomes, scored
from .prover import Prover
from .reaches import Reaches
from .specimens import Setting, fact_values, settings
from .witness import Witness


@frozen
class Finding:
    """Temuan: what was found about one property, before waivers are looked at."""

    status: str
    method: str
    because: Text
    #: One example for each guilty measure.
    witnesses: tuple[Witness, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    examples: int = 0


class DisagreementError(AppraisalError):
    """Kesalahan internal: what was proved, or shown, is not what the engine gives."""

    def __init__(self, policy: str, what: str) -> None:
        """Say of which policy, and what was expected."""
        super().__init__([Problem("ASN-V002", None, {"policy": policy, "what": what})])


#: So many ordinary appraisals are scored once and looked at by several properties.
_ORDINARY = 200


@define
class Study:
    """Telaah: one policy, read once for all properties."""

    policy: Policy
    #: How many appraisals one question may score.
    examples: int = 1000
    seed: int = 0
    #: The sizes of units that are looked at one by one.
    sizes: tuple[int, ...] = tuple(range(1, 41))
    prover: Prover = field(init=False)
    inputs: tuple[Input, ...] = field(init=False)
    outcomes: tuple[str, ...] = field(init=False)
    #: Every measure that an outcome rests on.
    chain: frozenset[str] = field(init=False)
    reaches: Reaches = field(init=False)
    _settings: dict[Any, list[Setting]] = field(factory=dict, init=False)
    _cards: list[tuple[Appraisal, Scorecard]] = field(factory=list, init=False)
    _found: dict[str, Finding] = field(factory=dict, init=False)
    _deck: Deck | None = field(default=None, init=False)
    _waiting: Iterator[Appraisal] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Read the policy."""
        self.prover = Prover(self.policy)
        self.reaches = Reaches(self.policy)
        self.inputs = inputs_of(self.policy)
        self.outcomes = outcomes(self.policy)
        self.chain = frozenset(
            each for name in self.outcomes for each in chain_of(self.policy, name)
        )
        self._waiting = self.appraisals(most=_ORDINARY)

    def chance(self) -> Chance:
        """Return chance that is the same in every run with the same seed."""
        return Chance(f"{self.seed}:{self.policy.fingerprint}")

    def nodes(self) -> Iterator[tuple[str, Node]]:
        """Yield every node of the measures that an outcome rests on, with its measure's name."""
        for name, measure in self.policy.measures.items():
            if name in self.chain:
                yield from ((name, node) for node in measure.body.walk())

    def once(self, name: str, decide: Callable[["Study"], Finding]) -> Finding:
        """Return what was found about a property, decided at most once."""
        if name not in self._found:
            self._found[name] = decide(self)
        return self._found[name]

    def cards(self) -> Iterator[tuple[Appraisal, Scorecard]]:
        """Yield ordinary appraisals with their cards, each scored once for all properties."""
        at = 0
        while at < len(self._cards) or self._score_next():
            yield self._cards[at]
            at += 1

    def deck(self) -> Deck | None:
        """Return people of every level for units to look at; None without a calibration."""
        if self._deck is None:
            self._deck = Deck.of(self.policy, self.cards())
        return self._deck

    def _score_next(self) -> bool:
        for appraisal in self._waiting:
            card = scored(self.policy, appraisal)
            if card is not None:
                self._cards.append((appraisal, card))
                return True
        return False

    def appraisals(self, one: Input | None = None, *, most: int = 400) -> Iterator[Appraisal]:
        """Yield ordinary appraisals, the plainest first, then some that chance mixes."""
        only = one.given if one is not None else ()
        if only not in self._settings:
            self._settings[only] = list(settings(self.policy, only))
        listed = self._settings[only]
        for each in listed[:most]:
            yield specimen(self.policy, each)
        yield from self._mixed(listed, most - len(listed))

    def _mixed(self, listed: list[Setting], count: int) -> Iterable[Appraisal]:
        chance = self.chance()
        rules = self.policy.evidence.facts
        for _ in range(max(0, min(count, 200))):
            base = chance.choice(listed)
            facts = {name: chance.choice(fact_values(rule)) for name, rule in rules.items()}
            yield specimen(
                self.policy,
                evolve(
                    base,
                    reached=Fraction(chance.randrange(0, 131, 5)),
                    mark=Fraction(chance.randrange(0, 121, 5)),
                    facts=facts,
                ),
            )
