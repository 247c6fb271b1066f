"""Appraisals under a policy, table by table."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import define

from asn_appraisal.document import exact_text
from asn_appraisal.formula import Kind, Range
from asn_appraisal.formula.tree import Judgement as JudgementNode
from asn_appraisal.policy import FactRule, Measure, Policy, TableRules
from asn_appraisal.record import (
    Appraisal,
    Behaviour,
    CompetencyLevel,
    Indicator,
    Judgement,
    NotApplicable,
    PeriodResult,
    Target,
    WorkResult,
)
from asn_appraisal.scoring.intake import used_fields

from .drawing import (
    ASPECTS,
    CLUSTERS,
    NUMBERS,
    POLARITIES,
    RATERS,
    RATINGS,
    TINY,
    Draw,
    choose,
    index,
    number_in,
)


@define
class Reporting:
    """Makes one appraisal under a policy."""

    draw: Draw
    policy: Policy
    #: 0: nothing is absent and nothing is wrong; otherwise one in so many values.
    absent: int
    wrong: int
    #: Whether every rule of the policy's evidence section is kept.
    lawful: bool = False
    #: Whether nothing is lacking: no table empty, no weights of nothing, every decision taken.
    whole: bool = False
    #: The policy's own numbers, drawn beside those that hurt any policy.
    turns: Sequence[Fraction] = ()

    def one_in(self, times: int) -> bool:
        """Draw yes, once in so many times; never where that is 0."""
        return bool(times and self.draw(index(times)) == 0)

    def is_required(self, rules: TableRules | None, name: str) -> bool:
        """Tell whether a record that lacks the field would be refused."""
        return self.lawful and rules is not None and name in rules.required

    def rules(self, table: str) -> TableRules | None:
        """Return the rules of a table; None where the policy does not read it."""
        return self.policy.evidence.tables.get(table)

    def number(self, rules: TableRules | None, name: str) -> Fraction:
        """Draw a number that a field can hold."""
        one = rules.fields[name].range if rules is not None else Range(Fraction(0))
        if self.one_in(self.wrong):
            return choose(self.draw, NUMBERS)
        return number_in(self.draw, one, self.turns)

    def quantity(self, rules: TableRules | None, name: str) -> Any:
        """Draw a number that may be missing or not applicable."""
        if self.one_in(self.absent):
            return choose(self.draw, [None, NotApplicable("tidak ada kegiatan")])
        return self.number(rules, name)

    def word(self, rules: TableRules | None, name: str, words: Sequence[str]) -> Any:
        """Draw a word that a field can hold."""
        allowed = words
        if rules is not None:
            allowed = rules.allowed.get(name) or words
        return choose(self.draw, words if self.one_in(self.wrong) else allowed)

    def rating(self, rules: TableRules | None) -> Any:
        """Draw a rating that may be missing or not applicable."""
        if self.one_in(self.absent):
            return choose(self.draw, [None, NotApplicable("baru diangkat")])
        return self.word(rules, "rating", RATINGS)

    def weights(self, rules: TableRules | None, count: int) -> list[Fraction | None]:
        """Draw weights that sum to what the policy asks for, where it asks."""
        if rules is None or rules.weight_total is None or self.one_in(self.wrong):
            return [self._weight(rules) for _ in range(count)]
        parts = [choose(self.draw, [1, 1, 2, 3, 7]) for _ in range(count)]
        total = rules.weight_total.total
        shares = [total * part / sum(parts) for part in parts]
        limits = rules.fields["weight"].range
        if not all(map(limits.holds, shares)):
            # Equal ones are the likeliest to keep a limit of single weights.
            shares = [total / count] * count
        return [*shares]

    def _weight(self, rules: TableRules | None) -> Fraction | None:
        drawn = abs(self.number(rules, "weight"))
        if not self.is_required(rules, "weight") and self.one_in(self.absent):
            return None
        if self.whole and not drawn:
            # Weights that are all zero weigh nothing, and there would be no mean.
            one = Range(Fraction(0)) if rules is None else rules.fields["weight"].range
            return next((each for each in NUMBERS if each > 0 and one.holds(each)), drawn)
        return drawn

    # Tables -----------------------------------------------------------------------------

    def some_rows(self) -> int:
        """Draw how many rows there are: seldom none, and never where nothing may be lacking."""
        return choose(self.draw, [1, 1, 2, 2, 3, int(self.whole)])

    def results(self) -> list[WorkResult]:
        """Draw work results with their indicators."""
        rules, below = self.rules("results"), self.rules("indicators")
        least = int(self.whole or self.is_required(rules, "indicators"))
        counts = [choose(self.draw, [1, 1, 2, 3, least]) for _ in range(self.some_rows())]
        weights = self.weights(rules, len(counts))
        inner = self._indicator_weights(below, counts)
        kinds = self._kinds(rules, below)
        return [
            WorkResult(
                f"r{at}",
                title=self._title(rules),
                # Whoever has no main result at all lacks something.
                kind=kinds[0] if self.whole and at == 0 else choose(self.draw, kinds),
                weight=weights[at],
                rating=self.rating(rules),
                indicators=[self.indicator(f"i{i}", below, inner[at][i]) for i in range(count)],
            )
            for at, count in enumerate(counts)
        ]

    def _title(self, rules: TableRules | None) -> str:
        titles = ["Izin", "Izin", "Izin", ""]
        return choose(self.draw, titles[:3] if self.is_required(rules, "title") else titles)

    def _kinds(self, results: TableRules | None, indicators: TableRules | None) -> list[Any]:
        """Return the kinds of result that both tables take; either may narrow them."""
        kinds: list[Any] = ["main", "additional"]
        if self.one_in(self.wrong):
            return kinds
        narrowed = [each.allowed.get("kind") for each in (results, indicators) if each is not None]
        both = [kind for kind in kinds if all(kind in words for words in narrowed if words)]
        return both or kinds

    def _indicator_weights(
        self, rules: TableRules | None, counts: list[int]
    ) -> list[list[Fraction | None]]:
        if rules is not None and rules.weight_total and not rules.weight_total.within_result:
            every = iter(self.weights(rules, sum(counts)))
            return [[next(every) for _ in range(count)] for count in counts]
        return [self.weights(rules, count) for count in counts]

    def indicator(self, name: str, rules: TableRules | None, weight: Fraction | None) -> Indicator:
        """Draw an indicator with its target and actual."""
        polarity = None
        if not self.one_in(self.wrong):
            polarity = self.word(rules, "polarity", POLARITIES)
        lacks_target = not self.is_required(rules, "target") and self.one_in(self.absent)
        target = None if lacks_target else self.target(rules, polarity)
        actual = self.quantity(rules, "actual")
        if target is not None and self.one_in(3):
            # On and next to the edges that formulas over actual / target have.
            edge = target.from_ * choose(self.draw, [*NUMBERS, *self.turns])
            edge += choose(self.draw, [Fraction(0), TINY, -TINY])
            limits_here = Range() if rules is None else rules.fields["actual"].range
            actual = edge if limits_here.holds(edge) else actual
        return Indicator(
            name,
            title="Izin terbit",
            aspect=self.word(rules, "aspect", ["quantity", "quality", "time", "cost"]),
            polarity=polarity,
            unit=None if self.one_in(self.wrong) else "izin",
            target=target,
            actual=actual,
            weight=weight,
            at_maximum=self.one_in(2),
        )

    def target(self, rules: TableRules | None, polarity: str | None) -> Target:
        """Draw a target: one number, or a range where the polarity lets it be one."""
        one = self.number(rules, "target")
        if polarity == "within" and not self._wants_single(rules) and self.one_in(2):
            two = self.number(rules, "target")
            return Target(min(one, two), max(one, two))
        return Target.single(one)

    def _wants_single(self, rules: TableRules | None) -> bool:
        """Tell whether a range for a target would be refused, or would leave a value missing."""
        if rules is None or not self.lawful:
            return False
        read = used_fields(self.policy).get("indicators", frozenset())
        return "within" in (rules.single_target or ()) or (self.whole and "target" in read)

    def behaviours(self) -> list[Behaviour]:
        """Draw marks: several raters for some aspects, and one for each aspect asked for."""
        rules = self.rules("behaviours")
        known = list(rules.aspects) if rules is not None and rules.aspects else ASPECTS
        if self.one_in(self.wrong):
            known = ASPECTS
        raters = (rules.allowed.get("rater") if rules is not None else None) or RATERS
        places = [
            (choose(self.draw, known), choose(self.draw, raters), choose(self.draw, ["", "budi"]))
            for _ in range(self.draw(index(5)))
        ]
        given = {aspect for aspect, _, _ in places}
        lacking = [each for each in known if each not in given]
        skip = self.absent or 2 * (known is ASPECTS)
        asked_when = rules.only_when if rules is not None else {}
        places += [
            (aspect, raters[0], "")
            for aspect in lacking
            if self.whole or not self.one_in(2 if aspect in asked_when else skip)
        ]
        return [self.mark(*place, rules) for place in sorted(set(places))]

    def mark(self, aspect: str, rater: Any, by: str, rules: TableRules | None) -> Behaviour:
        """Draw one mark."""
        value = self.quantity(rules, "value")
        return Behaviour(aspect, rater, value, rating=self.rating(rules), by=by)

    def competencies(self) -> list[CompetencyLevel]:
        """Draw competencies, required and attained."""
        rules = self.rules("competencies")
        return [
            CompetencyLevel(
                name,
                cluster=self.word(rules, "cluster", CLUSTERS),
                required=None if self.one_in(self.absent) else self.number(rules, "required"),
                attained=self.quantity(rules, "attained"),
            )
            for name in ["c0", "c1", "c2"][: self.some_rows()]
        ]

    def periods(self) -> list[PeriodResult]:
        """Draw earlier periods with what the policy takes from them."""
        rules = self.rules("periods")
        fields = {} if rules is None else rules.fields
        past = {name: each for name, each in fields.items() if name not in ("period", "months")}
        return [
            PeriodResult(
                name,
                months=None if self.one_in(self.absent) else self.number(rules, "months"),
                measures={
                    measure: self.worded(each.kind, each.range)
                    for measure, each in past.items()
                    if not self.one_in(self.absent)
                },
            )
            for name in ["tw1", "tw2", "tw3"][: self.some_rows()]
        ]

    # Facts and judgements ---------------------------------------------------------------

    def worded(self, kind: Kind, one: Range) -> Any:
        """Draw a value as records hold it: text, a flag or an exact number."""
        if self.one_in(self.wrong):
            return choose(self.draw, ["ya", "-7", "100000000000000", "1/0", True])
        match kind.name:
            case "flag":
                return choose(self.draw, [True, False, "true", "false"])
            case "number":
                number = number_in(self.draw, one, self.turns)
                return choose(self.draw, [number, exact_text(number)])
        words = kind.scale.names() if kind.scale is not None else kind.words
        return choose(self.draw, words)

    def facts(self) -> dict[str, Any]:
        """Draw the facts that the policy asks for, and sometimes one that it does not know."""
        found = {"of_another_policy": "12"} if self.draw(index(2)) else {}
        for name, rule in self.policy.evidence.facts.items():
            if not self._leaves_out(rule):
                found[name] = self.worded(rule.kind, rule.range)
        return found

    def _leaves_out(self, rule: FactRule) -> bool:
        return self.one_in(4 if rule.default is not None else self.absent)

    def judgements(self) -> dict[str, Judgement]:
        """Draw what people decided, where the policy leaves it to them."""
        found = {}
        for name, measure in self.policy.measures.items():
            if isinstance(measure.body, JudgementNode) and (self.whole or self.draw(index(2))):
                found[name] = self._judgement(measure)
        return found

    def _judgement(self, measure: Measure) -> Judgement:
        levels = measure.kind.scale.names() if measure.kind.scale is not None else []
        wrong = [] if self.lawful else ["no_such_level"]
        return Judgement(
            choose(self.draw, [*levels * 3, *wrong]),
            by="kadis",
            reason=choose(self.draw, ["Sistem nasional terganggu", *([] if self.whole else [""])]),
            evidence=choose(self.draw, [("ba-12",), *([] if self.whole else [()])]),
        )

    # The whole --------------------------------------------------------------------------

    def appraisal(self) -> Appraisal:
        """Draw all of it."""
        return Appraisal(
            "sari-2025",
            results=self.results(),
            behaviours=self.behaviours(),
            competencies=self.competencies(),
            periods=self.periods(),
            facts=self.facts(),
            judgements=self.judgements(),
        )
