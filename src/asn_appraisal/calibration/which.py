"""Which people make the pool, and which pattern is asked of it."""

from collections.abc import Mapping
from typing import Self

from attrs import frozen

from asn_appraisal.errors import Problem, Text, suggestion
from asn_appraisal.policy import CalibrationRules
from asn_appraisal.scoring import Scorecard

from .findings import Finding
from .scored import ScoredCohort
from .standing import Reading, reading_of

#: Added to the name of a fact: what it was the year before.
LAST_YEAR = "_last_year"


@frozen
class Members:
    """Anggota: who is counted, who is not, and whether a pattern is asked of them at all."""

    #: The cohort, merged with the unit above where that was asked for.
    cohort: ScoredCohort
    #: What was read of the complete cards, by employee.
    ready: Mapping[str, Reading]
    #: Employees whose card is incomplete.
    incomplete: tuple[str, ...]
    #: What a reader should know.
    notes: tuple[Finding, ...] = ()
    #: What stands in the way.
    findings: tuple[Finding, ...] = ()
    #: Why no pattern is asked, or None.
    exempt: Text | None = None

    @classmethod
    def of(cls, rules: CalibrationRules, cohort: ScoredCohort, above: ScoredCohort | None) -> Self:
        """Gather the pool; one that is too small is merged or exempt, as the rules say."""
        own = cls._counted(rules, cohort)
        if own.exempt is None or rules.below_smallest != "parent_unit":
            return own
        size = len(own.ready)
        if above is None:
            parent = f"`{cohort.parent}`" if cohort.parent else ""
            values = {
                "size": size,
                "parent_id": parent or "(tidak tercatat)",
                "parent_en": parent or "(not recorded)",
            }
            lacking = Finding(Problem("ASN-C022", None, values))
            return cls(cohort, own.ready, own.incomplete, own.notes, (lacking,), own.exempt)
        values = {"unit": cohort.unit, "size": size, "parent": above.unit}
        merged = Finding(Problem("ASN-C031", None, values))
        both = cls._counted(rules, cohort.merged_into(above))
        notes = (merged, *both.notes)
        return cls(both.cohort, both.ready, both.incomplete, notes, (), both.exempt)

    @classmethod
    def _counted(cls, rules: CalibrationRules, cohort: ScoredCohort) -> Self:
        ready, left = {}, []
        for who, card in cohort.cards.items():
            reading = reading_of(rules, card)
            if reading is None:
                left.append(who)
            else:
                ready[who] = reading
        left.sort()
        notes = tuple(_not_counted(rules, who, cohort.cards[who]) for who in left)
        exempt = None
        smallest = max(1, rules.smallest_pool)
        if len(ready) < smallest:
            values = {"size": len(ready), "smallest": smallest}
            exempt = Problem("ASN-C023", None, values).what
        return cls(cohort, ready, tuple(left), notes, (), exempt)


def _not_counted(rules: CalibrationRules, who: str, card: Scorecard) -> Finding:
    """Say why somebody is not counted."""
    if card.problems:
        return Finding(Problem("ASN-C032", None, {"employee": who}))
    measure = next(name for name in (rules.of, *rules.rank_by) if card[name] is None)
    return Finding(Problem("ASN-C033", None, {"employee": who, "measure": measure}))


@frozen
class Choice:
    """Pilihan: the pattern that the facts of a unit choose."""

    #: The name of the pattern, or None where the facts do not say.
    pattern: str | None
    #: What stands in the way.
    findings: tuple[Finding, ...] = ()
    #: What a reader should know.
    notes: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, rules: CalibrationRules, cohort: ScoredCohort) -> Self:
        """Choose the pattern by a fact of the unit; if it is late, by that of the year before.

        PermenPANRB 6/2022 Lampiran IV.B.1.f takes the achievement of the year before where that
        of the year is published after January.
        """
        fact = rules.choose_by
        if fact is None:
            return cls("any")
        notes = []
        value = cohort.facts.get(fact)
        if value is None and fact + LAST_YEAR in cohort.facts:
            value = cohort.facts[fact + LAST_YEAR]
            notes.append(Finding(Problem("ASN-C030", None, {"fact": fact, "value": value})))
        if value is None:
            said = {"unit": cohort.unit, "fact": fact, **suggestion(fact, cohort.facts)}
            return cls(None, (Finding(Problem("ASN-C020", None, said)),))
        name = str(value)
        if name in rules.patterns:
            return cls(name, (), tuple(notes))
        said = {"unit": cohort.unit, "fact": fact, "value": name}
        said |= suggestion(name, rules.patterns)
        return cls(None, (Finding(Problem("ASN-C021", None, said)),), tuple(notes))
