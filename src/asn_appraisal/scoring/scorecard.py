"""The result of one appraisal: every measure's value, and what made it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import define, field

from asn_appraisal.document import exact_text
from asn_appraisal.document.numbers import decimal_places
from asn_appraisal.errors import AppraisalError, Problem, suggestion
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, FrozenMap

from .program import Step, program_of

#: The value of a measure: a number, a level, a flag, a word; None where it could not be computed.
Value = Decimal | Fraction | Level | bool | str | None


@define(unsafe_hash=True)
class Scorecard(Mapping[str, Any]):
    """Kartu nilai: the value of every measure of one appraisal under one policy.

    A mapping from measure name to value. Numbers are exact: a `Decimal` where the number ends, a
    `Fraction` where it does not. A measure that has a value for each row is a mapping from row
    key to value. What could not be computed is None; it is never a number.

    >>> from asn_appraisal import parse_policy, score
    >>> from asn_appraisal.record import Appraisal, Behaviour
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures: {total: {formula: mean(behaviours.value), round: 2}}
    ... result: total
    ... ''')
    >>> card = score(policy, Appraisal("a", behaviours=[Behaviour("komitmen", value=90)]))
    >>> card.status, card["total"]
    ('complete', Decimal('90.00'))
    """

    # One card an appraisal: to write six plain slots takes a fifth of the time that attrs needs
    # for frozen ones. What reads them below makes them as unchangeable.
    _policy: Policy
    _appraisal: Appraisal
    #: Values as integers, in the order of the policy's measures; `card[name]` gives them exactly.
    _raw: tuple[Any, ...]
    _problems: tuple[Problem, ...] = ()
    _notes: tuple[Problem, ...] = ()
    #: Row keys by rows, where rows were left out or grouped; None: those of the appraisal.
    _keys: Mapping[str, tuple[Any, ...]] | None = field(default=None, eq=False, repr=False)

    @property
    def policy(self) -> Policy:
        """Return the policy: its id, version and fingerprint say by which rules this was scored."""
        return self._policy

    @property
    def appraisal(self) -> Appraisal:
        """Return the appraisal that was scored."""
        return self._appraisal

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return why there is no result; empty where there is one."""
        return self._problems

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Return what a reader should know: rows left out, defaults and suggestions used."""
        return self._notes

    @property
    def status(self) -> str:
        """Return `complete` or `incomplete`."""
        return "incomplete" if self.problems else "complete"

    @property
    def result(self) -> Any:
        """Return the value of the policy's result; None where the card is incomplete."""
        return self[self.policy.result]

    @cached_property
    def values_by_name(self) -> Mapping[str, Any]:
        """Return every value by measure name."""
        return FrozenMap((name, self[name]) for name in self.policy.measures)

    def __getitem__(self, name: str) -> Any:
        """Return the value of a measure.

        Raises:
            UnknownMeasureError: the policy has no such measure; also a `KeyError`.
        """
        step = program_of(self.policy).by_name.get(name)
        if step is None:
            raise UnknownMeasureError(name, self.policy.measures)
        raw = self._raw[step.position]
        rows = step.measure.rows
        if rows is None:
            return public(raw, step)
        given = self._keys
        keys = self.appraisal.tables[rows.table].keys if given is None else given[str(rows)]
        return FrozenMap((key, public(each, step)) for key, each in zip(keys, raw, strict=True))

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the measures, in the policy's order."""
        return iter(self.policy.measures)

    def __len__(self) -> int:
        """Return how many measures there are."""
        return len(self.policy.measures)


def public(raw: Any, step: Step) -> Value:
    """Return a value of a program as people and applications take it."""
    if raw is None:
        return None
    kind = step.measure.kind
    if kind.name != "number":
        word: bool | str = raw
        return kind.scale.levels[raw] if kind.scale is not None else word
    if step.scale is None:
        return number(Fraction(*raw))
    rounding = step.measure.round
    if rounding is not None and step.scale == 10**rounding.places:
        # As it stands on paper, with all its places.
        return Decimal(f"{raw}e-{rounding.places}") if rounding.places else Decimal(raw)
    return number(Fraction(raw, step.scale))


def number(value: Fraction) -> Decimal | Fraction:
    """Return a `Decimal` where the number ends, else the fraction."""
    return value if decimal_places(value) is None else Decimal(exact_text(value))


class UnknownMeasureError(AppraisalError, KeyError):
    """Ukuran tidak dikenal: a card was asked for a measure that its policy does not have."""

    def __init__(self, name: object, known: Iterable[str]) -> None:
        """Name the nearest measure."""
        super().__init__(
            [Problem("ASN-E010", None, {"name": name, **suggestion(str(name), known)})]
        )
