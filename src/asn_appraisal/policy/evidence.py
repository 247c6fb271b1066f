"""What a policy may read: tables, their fields, and how it narrows them."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from asn_appraisal.errors import Text
from asn_appraisal.formula import ANY, FLAG, NUMBER, WORD, Kind, Range, Scale, choice_of, level_of
from asn_appraisal.formula.tree import Field
from asn_appraisal.record import FrozenMap

from .absence import Absence

#: The scale of every `rating` field, worst first.
EXPECTATION = Scale.of(
    "expectation",
    {
        "below": Text("Di bawah ekspektasi", "Below expectation"),
        "meets": Text("Sesuai ekspektasi", "Meets expectation"),
        "above": Text("Di atas ekspektasi", "Above expectation"),
    },
)
_NOT_NEGATIVE = Range(Fraction(0))
_KIND = choice_of("main", "additional")
_ASPECT = choice_of("quantity", "quality", "time", "cost")
_POLARITY = choice_of("higher", "lower", "within")
_RATER = choice_of("superior", "peer", "subordinate", "self", "stakeholder")
_RATING = level_of(EXPECTATION)

#: Every field of every table: its kind, and what it can be before a policy narrows it.
FIELDS: Mapping[str, Mapping[str, tuple[Kind, Range]]] = {
    "results": {
        "id": (WORD, ANY),
        "kind": (_KIND, ANY),
        "weight": (NUMBER, _NOT_NEGATIVE),
        "rating": (_RATING, ANY),
    },
    "indicators": {
        "result": (WORD, ANY),
        "kind": (_KIND, ANY),
        "id": (WORD, ANY),
        "aspect": (_ASPECT, ANY),
        "polarity": (_POLARITY, ANY),
        "target": (NUMBER, ANY),
        "target_from": (NUMBER, ANY),
        "target_to": (NUMBER, ANY),
        "at_maximum": (FLAG, ANY),
        "actual": (NUMBER, ANY),
        "weight": (NUMBER, _NOT_NEGATIVE),
    },
    "behaviours": {
        "aspect": (WORD, ANY),
        "rater": (_RATER, ANY),
        "by": (WORD, ANY),
        "value": (NUMBER, ANY),
        "rating": (_RATING, ANY),
    },
    "competencies": {
        "competency": (WORD, ANY),
        "cluster": (WORD, ANY),
        "required": (NUMBER, _NOT_NEGATIVE),
        "attained": (NUMBER, _NOT_NEGATIVE),
    },
    "periods": {
        "period": (WORD, ANY),
        "months": (NUMBER, _NOT_NEGATIVE),
    },
}

#: The target of an indicator is one number or two; what limits it limits both ends.
TARGET_FIELDS = ("target", "target_from", "target_to")


@frozen
class WeightTotal:
    """Jumlah bobot: what the weights must add up to, exactly."""

    #: The sum.
    total: Fraction
    #: True: inside each result; False: over the whole table.
    within_result: bool = False


@frozen
class TableRules:
    """Aturan satu tabel bukti: which rows a policy takes, and what it does with absent values."""

    #: The table.
    table: str
    #: The fields, narrowed.
    fields: Mapping[str, Field]
    #: Allowed words by field; a field that is not here takes any of its kind.
    allowed: Mapping[str, tuple[str, ...]] = field(factory=FrozenMap)
    #: Fields of the plan that every row must fill.
    required: tuple[str, ...] = ()
    #: Behaviour aspects that must be there.
    aspects: tuple[str, ...] = ()
    #: Aspect -> the flag fact under which it is asked for.
    only_when: Mapping[str, str] = field(factory=FrozenMap)
    #: What the weights add up to.
    weight_total: WeightTotal | None = None
    #: Field -> which way it is better, where the policy says so: measures of earlier periods.
    better: Mapping[str, str] = field(factory=FrozenMap)
    #: Polarities whose target must be a single number; None: those that read `target`.
    single_target: tuple[str, ...] | None = None
    #: What a missing value does.
    missing: Absence = field(kw_only=True)
    #: What a value that is not applicable does.
    not_applicable: Absence = field(kw_only=True)

    def numbers(self) -> Iterable[tuple[str, Range]]:
        """Iterate over the number fields and their ranges."""
        for name, each in self.fields.items():
            if each.kind.name == "number":
                yield name, each.range


@frozen
class FactRule:
    """Aturan satu fakta: its kind, range, default and label."""

    #: The name.
    name: str
    #: Flag, number, level or choice.
    kind: Kind
    #: What a number can be.
    range: Range = ANY
    #: Whether only whole numbers are taken.
    whole: bool = False
    #: The value where the record has none; None: the record must have it.
    default: Any = None
    #: Which way it is better, `higher` or `lower`; None: the policy does not say.
    better: str | None = None
    #: The fact as it is shown.
    label: Text = Text("", "")
    #: How the words of a choice are shown.
    words: Mapping[str, Text] = field(factory=FrozenMap)


@frozen
class Evidence:
    """Bukti yang dibaca kebijakan: its tables and facts."""

    #: Rules by table.
    tables: Mapping[str, TableRules] = field(factory=FrozenMap)
    #: Rules by fact.
    facts: Mapping[str, FactRule] = field(factory=FrozenMap)
