"""One ordinary appraisal in a setting."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import cycle, islice
from typing import Any

from attrs import frozen

from asn_appraisal.formula.tree import Judgement
from asn_appraisal.policy import FactRule, Policy, TableRules
from asn_appraisal.record import (
    Appraisal,
    Behaviour,
    CompetencyLevel,
    Indicator,
    PeriodResult,
    Target,
    WorkResult,
)
from asn_appraisal.record import Judgement as Decision

from .specimens import HUNDRED, RATINGS, Setting, fact_values, fields_read, fitted

# One appraisal ----------------------------------------------------------------------------


def specimen(policy: Policy, setting: Setting) -> Appraisal:
    """Make an appraisal in a setting."""
    return _Making(policy, setting).appraisal()


@frozen
class _Making:
    policy: Policy
    setting: Setting

    def appraisal(self) -> Appraisal:
        facts = {name: self._fact(rule) for name, rule in self.policy.evidence.facts.items()}
        facts.update(self.setting.facts)
        return Appraisal(
            "a",
            results=self._results(),
            behaviours=self._behaviours(facts),
            competencies=self._competencies(),
            periods=self._periods(),
            facts=facts,
            judgements=self._judgements(),
        )

    def _fact(self, rule: FactRule) -> Any:
        """Return an ordinary value; a number that can take any mark takes that of the setting."""
        if rule.kind.name == "number" and not rule.whole:
            return fitted(rule.range, self.setting.mark)
        return fact_values(rule)[0]

    def _rules(self, table: str) -> TableRules | None:
        return self.policy.evidence.tables.get(table)

    # Work ---------------------------------------------------------------------------------

    def _results(self) -> list[WorkResult]:
        rules, below = self._rules("results"), self._rules("indicators")
        if rules is None and below is None:
            return []
        allowed = rules.allowed.get("kind") if rules is not None else None
        kinds = ["main", "additional"] if self.setting.additional else ["main"]
        kinds = [kind for kind in kinds if not allowed or kind in allowed] or [allowed[0]]  # type: ignore[index]
        copies = self.setting.copies if rules is not None else 1
        named = [(kind, number) for kind in kinds for number in range(copies)]
        weights = self._weights(rules, len(named))
        made = []
        for at, (kind, _) in enumerate(named):
            indicators = [] if below is None else self._indicators(below, f"{at + 1}", len(named))
            rating = RATINGS[self._third()] if rules is not None else None
            made.append(
                WorkResult(
                    f"hasil-{at + 1}",
                    title=f"Hasil kerja {at + 1}",
                    kind=kind,  # type: ignore[arg-type]
                    weight=weights[at],
                    rating=rating,
                    indicators=indicators,
                )
            )
        return made

    def _third(self) -> int:
        """Return 0, 1 or 2 by how high the setting is."""
        return 0 if self.setting.mark < 70 else 1 if self.setting.mark <= 90 else 2  # noqa: PLR2004

    def _weights(self, rules: TableRules | None, count: int, *, parts: int = 1) -> list[Fraction]:
        """Return equal weights, that sum to what the policy asks for where it asks."""
        if rules is None:
            return [Fraction(1)] * count
        if rules.weight_total is not None:
            divided = 1 if rules.weight_total.within_result else parts
            return [rules.weight_total.total / count / divided] * count
        return [fitted(rules.fields["weight"].range, Fraction(1))] * count

    def _indicators(self, rules: TableRules, name: str, results: int) -> list[Indicator]:
        kinds = list(self._kinds(rules))
        chosen = list(islice(cycle(kinds), len(kinds) * self.setting.each))
        weights = self._weights(rules, len(chosen), parts=results)
        return [
            self._indicator(rules, f"i{name}{at + 1}", aspect, polarity, weights[at])
            for at, (aspect, polarity) in enumerate(chosen)
        ]

    def _kinds(self, rules: TableRules) -> Iterable[tuple[Any, Any]]:
        """Yield aspects and polarities so that every word of either stands once at least."""
        only = dict(self.setting.only)
        read = fields_read(self.policy)
        words: dict[str, Sequence[Any]] = {}
        for name in ("aspect", "polarity"):
            kind = rules.fields[name].kind
            used = ("indicators", name) in read or name in rules.allowed or name in rules.required
            words[name] = (rules.allowed.get(name) or kind.words) if used else [None]
            if only:
                words[name] = [only.get(name, words[name][0])]
        count = max(map(len, words.values()))
        for at in range(count):
            aspects, polarities = words["aspect"], words["polarity"]
            yield aspects[at % len(aspects)], polarities[at % len(polarities)]

    def _indicator(
        self, rules: TableRules, name: str, aspect: Any, polarity: Any, weight: Fraction
    ) -> Indicator:
        target = self._target(rules, polarity)
        return Indicator(
            name,
            title=f"Indikator {name}",
            aspect=aspect,
            polarity=polarity,
            unit="berkas",
            target=target,
            actual=self._actual(rules, polarity, aspect, target),
            weight=weight,
            at_maximum=self.setting.at_maximum,
        )

    def _target(self, rules: TableRules, polarity: Any) -> Target:
        lawful = rules.fields["target"].range
        if self.setting.zero:
            return Target.single(fitted(lawful, Fraction(0)))
        single: tuple[Any, ...] | None = rules.single_target
        read = fields_read(self.policy)
        if single is None:
            single = ("higher", "lower", None) if ("indicators", "target") in read else ()
        wanted = self.setting.ranges or (
            polarity == "within" and ("indicators", "target_to") in read
        )
        if wanted and polarity not in single:
            low, high = (fitted(lawful, Fraction(each)) for each in (90, 110))
            return Target(low, high)
        return Target.single(fitted(lawful, HUNDRED))

    def _actual(self, rules: TableRules, polarity: Any, aspect: Any, target: Target) -> Fraction:
        reached = self.setting.reached / 100
        lower = polarity == "lower" or (polarity is None and aspect in ("time", "cost"))
        if polarity == "within":
            wish = target.from_ * min(reached, Fraction(1))
        else:
            wish = target.from_ * (2 - reached if lower else reached)
        return fitted(rules.fields["actual"].range, max(wish, Fraction(0)))

    # Behaviour and competence ----------------------------------------------------------------

    def _behaviours(self, facts: Mapping[str, Any]) -> list[Behaviour]:
        rules = self._rules("behaviours")
        if rules is None:
            return []
        aspects = [
            each
            for each in rules.aspects or ("komitmen",)
            if facts.get(rules.only_when.get(each, ""), True) is True
        ]
        allowed = rules.allowed.get("rater") or ("superior", "peer", "subordinate")
        raters = allowed if self.setting.raters else allowed[:1]
        value = fitted(rules.fields["value"].range, self.setting.mark)
        words = rules.allowed.get("rating") or RATINGS
        rating = words[min(self._third(), len(words) - 1)]
        read = {name for table, name in fields_read(self.policy) if table == "behaviours"}
        return [
            Behaviour(
                aspect,
                rater,  # type: ignore[arg-type]
                value=value if "value" in read or "rating" not in read else None,
                rating=rating if "rating" in read else None,
            )
            for aspect in aspects
            for rater in raters
        ]

    def _competencies(self) -> list[CompetencyLevel]:
        rules = self._rules("competencies")
        if rules is None:
            return []
        clusters = rules.allowed.get("cluster") or ("technical",) * 4
        required = fitted(rules.fields["required"].range, Fraction(3))
        levels = int(required * len(clusters) * self.setting.reached / 100)
        shares = [(levels + at) // len(clusters) for at in range(len(clusters))][::-1]
        lawful = rules.fields["attained"].range
        return [
            CompetencyLevel(
                f"kompetensi-{at + 1}", cluster, required, fitted(lawful, Fraction(share))
            )
            for at, (cluster, share) in enumerate(zip(clusters, shares, strict=True))
        ]

    def _periods(self) -> list[PeriodResult]:
        rules = self._rules("periods")
        if rules is None:
            return []
        months = fitted(rules.fields["months"].range, Fraction(3))
        measures: dict[str, Any] = {}
        for name, each in rules.fields.items():
            if name in ("period", "months"):
                continue
            whole = each.range.grid is not None
            rule = FactRule(name, each.kind, each.range, whole)
            wish = fitted(each.range, self.setting.mark, whole=whole)
            measures[name] = wish if each.kind.name == "number" else fact_values(rule)[0]
        return [PeriodResult("tw1", months, measures)]

    def _judgements(self) -> dict[str, Decision]:
        found = {}
        for name, measure in self.policy.measures.items():
            body = measure.body
            if isinstance(body, Judgement) and body.suggest is None and body.level_kind.scale:
                levels = body.level_kind.scale.names()
                at = min(self._third() * len(levels) // 3, len(levels) - 1)
                found[name] = Decision(levels[at], by="atasan", reason="-", evidence=("-",))
        return found
