"""A policy as a value: everything a rule document says, typed and checked."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

import attrs
from attrs import field, frozen

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Problem, Text
from asn_appraisal.formula import Kind, Level, Range, Scale
from asn_appraisal.formula.tree import Node, Rows
from asn_appraisal.record import FrozenMap

from .evidence import Evidence
from .sections import CalibrationRules, FairnessRules, ProcessRules

T = TypeVar("T")


@frozen
class Source:
    """Dasar hukum: where a rule comes from, and how an unclear text was read."""

    #: The key by which measures cite it.
    key: str
    #: The act, e.g. `PP 30/2019`.
    act: str
    #: The place in the act, e.g. `Pasal 41 ayat (2)`.
    place: str = ""
    #: How an unclear text was read.
    reading: Text | None = None
    #: What else a reader should know, e.g. how certain it is.
    note: Text | None = None
    #: Where the text can be found.
    url: str | None = None

    def __str__(self) -> str:
        """Return the citation."""
        return f"{self.act}, {self.place}" if self.place else self.act


@frozen
class Rounding:
    """Pembulatan: how many decimal places, and which way."""

    #: Decimal places.
    places: int
    #: `half_up` (ties away from zero), `half_even`, `up` (away from zero) or `down`.
    mode: str = "half_up"


@frozen
class Measure:
    """Ukuran: a named value, its expression, and what it cites."""

    #: The name.
    name: str
    #: The expression, without the rounding of the measure.
    body: Node
    #: The rows it has a value for; None: one value an appraisal.
    rows: Rows | None = None
    #: How it is rounded; None: not at all.
    round: Rounding | None = None
    #: What its values can be, after rounding.
    range: Range | None = None
    #: The measure as it is shown.
    label: Text = Text("", "")
    #: What a reader should know about it.
    note: Text | None = None
    #: Keys of the sources that set it.
    cites: tuple[str, ...] = ()
    #: The policy that it was taken from unchanged, by id.
    inherited: str | None = field(default=None, eq=False)

    @property
    def kind(self) -> Kind:
        """Return the kind of value."""
        return self.body.kind


@frozen
class Policy:
    """Kebijakan penilaian: named measures over evidence, and what follows from them.

    Made by `parse_policy`; two policies are equal when they say the same.

    >>> from asn_appraisal import parse_policy
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures: {total: {formula: mean(behaviours.value), round: 2}}
    ... result: total
    ... ''')
    >>> policy.id, policy.result, len(policy.fingerprint)
    ('small', 'total', 64)
    """

    #: The id.
    id: str
    #: The version, as text.
    version: str
    #: The name of the measure that is the result.
    result: str
    #: Measures by name, in order.
    measures: Mapping[str, Measure]
    #: The title as it is shown.
    title: Text = Text("", "")
    #: What a reader should know.
    note: Text | None = None
    #: The first day on which it is in force, or None.
    from_: date | None = None
    #: The last day on which it is in force, or None.
    until: date | None = None
    #: Sources by key.
    sources: Mapping[str, Source] = field(factory=FrozenMap)
    #: Scales by name.
    scales: Mapping[str, Scale] = field(factory=FrozenMap)
    #: What it may read.
    evidence: Evidence = field(factory=Evidence)
    #: How a unit's results are calibrated.
    calibration: CalibrationRules | None = None
    #: Who decides, by when.
    process: ProcessRules | None = None
    #: What it promises and what it waives.
    fairness: FairnessRules | None = None
    #: The policy it is a variant of, by id.
    based_on: str | None = field(default=None, eq=False)
    #: The policy that `based_on` names.
    base: "Policy | None" = field(default=None, eq=False, repr=False)
    #: What is odd about it but does not stop it.
    warnings: tuple[Problem, ...] = field(default=(), eq=False)
    #: The plain data of its document, variants filled in: what `parse_policy` reads again.
    document: Mapping[str, Any] = field(factory=FrozenMap, eq=False, repr=False)
    #: Where each part stands in its document, by path.
    lines: Mapping[str, int] = field(factory=FrozenMap, eq=False, repr=False)
    _memo: dict[str, Any] = field(factory=dict, init=False, eq=False, repr=False)

    @cached_property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the canonical policy, as 64 hexadecimal digits."""
        text = json.dumps(_canonical(self), separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def once(self, name: str, make: Callable[["Policy"], T]) -> T:
        """Return what `make` compiles from this policy, made at most once a policy.

        What a reading compiles is a pure function of the policy, so two threads that both make it
        make the same.
        """
        found: T | None = self._memo.get(name)
        if found is None:
            found = self._memo[name] = make(self)
        return found

    def __getstate__(self) -> dict[str, Any]:
        """Pickle what the policy says, not what was compiled from it."""
        return {each.name: getattr(self, each.name) for each in attrs.fields(Policy) if each.init}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickle, with nothing compiled."""
        for name, value in {**state, "_memo": {}}.items():
            object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        """Compare by the fingerprint: by what is said, and not by how it was written."""
        return isinstance(other, Policy) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        """Hash by the fingerprint."""
        return hash(self.fingerprint)


def _canonical(value: Any) -> Any:
    """Write a value so that equal values, and only those, are written alike."""
    match value:
        case None | bool() | str():
            return value
        case Fraction() | int():
            return exact_text(value)
        case date():
            return value.isoformat()
        case Level():
            return f"{value.scale}.{value.name}"
        case Scale():
            labels = [[each.name, each.label.id, each.label.en] for each in value]
            return [value.name, *labels]
        case Mapping():
            return [[str(key), _canonical(item)] for key, item in _ordered(value)]
        case tuple():
            return [_canonical(item) for item in value]
    fields = [each for each in attrs.fields(type(value)) if each.eq is not False]
    # What a policy does not say is left out, so that a key the language gets later changes no
    # fingerprint: stored results must find their policy years later.
    said = [each for each in fields if getattr(value, each.name) != _default(each)]
    parts = ([each.name, _canonical(getattr(value, each.name))] for each in said)
    return [type(value).__name__, *parts]


def _default(one: "attrs.Attribute[Any]") -> Any:
    factory = getattr(one.default, "factory", None)
    return one.default if factory is None else factory()


def _ordered(value: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """Order the entries of a map by key; the order of measures matters, and is kept."""
    measures = any(isinstance(item, Measure) for item in value.values())
    return list(value.items()) if measures else sorted(value.items(), key=lambda each: str(each[0]))
