"""Small lawful policies dealt from a number: few inputs, used again and again.

Hypothesis writes policies that are larger and stranger, at eight times the cost. What the prover
can get wrong shows in small ones: one piece of evidence that a formula reads twice, a table with
conditions, a quotient, rows that come and go.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

from attrs import define, field, frozen

from asn_appraisal import Appraisal, Policy, PolicyError, parse_policy
from asn_appraisal.record import MISSING, Behaviour, Indicator, Target, WorkResult

Document = dict[str, Any]
T = TypeVar("T")

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:/\d+)?")
#: Numbers that formulas and evidence are written with.
PLAIN = ["0", "1", "2", "3", "5", "8", "10", "0.5", "1.5", "4.99"]
SIGNED = [*PLAIN, "(-1)", "(-2)", "(1/3)"]
SIGNS = ["<", "<=", ">", ">=", "==", "!="]
GRADES = ["c", "b", "a"]
RATINGS = ["below", "meets", "above"]
POLARITIES = ["higher", "lower", "within"]
NUMBER_FACTS = [
    {"from": "0", "to": "10"},
    {"from": "0", "to": "10"},
    {"from": "-5", "to": "5"},
    {"above": "0", "to": "3"},
    {"from": "-3", "to": "0"},
    {"from": "0"},
    {},
]


@define
class Dealer:
    """Deals one policy and one appraisal under it."""

    chance: Random
    #: The table that it reads beside facts; empty: none.
    table: str
    document: Document = field(factory=dict)
    #: Where several of its rules turn.
    turn: str = "2"
    #: (name, kind, whether it is of a row) of what formulas can use.
    names: list[tuple[str, str, bool]] = field(factory=list)

    def pick(self, items: Iterable[T]) -> T:
        """Return one of the items."""
        return self.chance.choice(list(items))

    def maybe(self, count: int = 2) -> bool:
        """Tell whether one of `count` cases is at hand."""
        return self.chance.randrange(count) == 0

    # Evidence ---------------------------------------------------------------------------

    def deal(self) -> Document:
        """Deal the document of a policy."""
        self.turn = self.pick(["1", "2", "3", "0.5"])
        x = {"type": "number", **self.pick(NUMBER_FACTS), **self.direction("number")}
        if self.maybe(6):
            x = {"type": "whole", "from": "0", "to": "10"}
        facts: Document = {"x": x}
        self.names = [("x", "number", False)] * (3 if not self.table else 1)
        for name, kind, rule in (
            ("y", "number", self.pick(NUMBER_FACTS)),
            ("flag", "flag", {}),
            ("word", "choice", {"values": ["red", "green"]}),
            ("grade", "level", {"scale": "grades"}),
        ):
            if self.maybe(3):
                facts[name] = {"type": kind, **rule, **self.direction(kind)}
                self.names.append((name, kind, False))
        evidence: Document = {"facts": facts}
        if self.table == "indicators":
            evidence["indicators"] = self.indicators()
        elif self.table == "behaviours":
            evidence["behaviours"] = self.behaviours(facts)
        self.document = {
            "asn_appraisal": "policy/1",
            "id": "dealt",
            "scales": {"grades": {name: name.upper() for name in GRADES}},
            "evidence": evidence,
            "measures": {},
        }
        rows = [bool(self.table)] if self.table else []
        rows += [bool(self.table) and self.maybe(3) for _ in range(self.chance.randrange(1, 3))]
        for own in [*rows, False]:
            self.add(own=own)
        self.document["result"] = list(self.document["measures"])[-1]
        return self.document

    def indicators(self) -> Document:
        """Deal the rules of work: which way is better, what targets and actuals can be."""
        self.names += [("actual", "number", True)] * 2 + [("weight", "number", True)]
        self.names += [("polarity", "choice", True)]
        return {
            "polarity": self.chance.sample(POLARITIES, self.chance.randrange(1, 3)),
            "target": self.pick([{"above": "0"}, {"above": "0"}, {"from": "0"}]),
            "actual": self.pick([{"from": "0"}, {"from": "0"}, {}]),
            "weight": self.pick([{"from": "0", "to": "2"}, {"above": "0"}, {"from": "0"}]),
        }

    def direction(self, kind: str) -> Document:
        """Deal which way a fact is better: mostly nothing is said."""
        return (
            {"better": self.pick(["higher", "lower"])} if kind != "choice" and self.maybe(3) else {}
        )

    def behaviours(self, facts: Document) -> Document:
        """Deal the rules of behaviour: marks, ratings, raters, and what a missing mark is."""
        self.names += [("value", "number", True)] * 3 + [("rating", "rating", True)]
        self.names += [("rater", "choice", True)]
        rules: Document = {
            "aspects": ["kerja_sama", "kepemimpinan"],
            "rater": ["superior", "peer"],
            "value": {"from": "0", "to": self.pick(["10", "5"])},
            "rating": RATINGS,
        }
        if self.maybe(3):
            rules["missing"] = "leave_out"
        if "flag" in facts and self.maybe():
            rules["only_when"] = {"kepemimpinan": "flag"}
        return rules

    # Measures ---------------------------------------------------------------------------

    def known(self, kind: str, *, own: bool) -> list[str]:
        """Return the names of one kind that a formula can use."""
        return [name for name, each, of_row in self.names if each == kind and (own or not of_row)]

    def add(self, *, own: bool) -> None:
        """Add a measure: of a row, or of the whole appraisal."""
        name = f"m{len(self.document['measures'])}"
        numbers = self.known("number", own=own)
        worded = [
            each
            for each, kind, of_row in self.names
            if kind in ("flag", "choice", "level", "rating") and (own or not of_row)
        ]
        forms = ["number"] * 5 + ["step"] * 2 + ["bands", "bands", "curve", "curve", "flag"]
        forms += ["lookup", "matrix"] if worded else []
        forms += ["cases"] * 2 if own and self.table == "indicators" else []
        match self.pick(forms):
            case "number":
                shape, kind = {"formula": self.number(3, own=own), **self.rounding()}, "number"
            case "bands":
                shape, kind = self.bands(self.pick(numbers), own=own), "level"
            case "curve":
                shape, kind = self.curve(self.pick(numbers), own=own), "number"
            case "flag":
                shape, kind = {"formula": self.flag(2, own=own)}, "flag"
            case "step":
                step = f"{self.hot(own=own)} {self.pick(SIGNS[:4])} {self.turn}"
                formula = f"{self.pick(PLAIN)} if {step} else {self.pick(PLAIN)}"
                shape, kind = {"formula": formula}, "number"
            case "cases":
                words = self.document["evidence"]["indicators"]["polarity"]
                cases = {word: self.number(2, own=own) for word in words}
                shape, kind = {"by": "polarity", "cases": cases, **self.rounding()}, "number"
            case "lookup":
                of = self.pick(worded)
                values = {word: self.pick(PLAIN) for word in self.words(of)}
                shape, kind = {"lookup": {"of": of, "values": values}}, "number"
            case _:
                shape, kind = self.matrix(self.pick(worded), self.pick(worded)), "level"
        if own:
            shape["per"] = self.table
        self.document["measures"][name] = shape
        # What was just made is what the next one is made of.
        self.names += [(name, kind, own)] * 3

    def rounding(self) -> Document:
        """Deal how a number is rounded, mostly not at all."""
        return {"round": self.pick(["0", "1"])} if self.maybe(4) else {}

    def words(self, name: str) -> list[str]:
        """Return every word that a name can be."""
        kind = next(kind for each, kind, _ in self.names if each == name)
        if name == "polarity":
            return list(self.document["evidence"]["indicators"]["polarity"])
        if name == "rater":
            return ["superior", "peer"]
        return {
            "flag": ["false", "true"],
            "choice": ["red", "green"],
            "level": GRADES,
            "rating": RATINGS,
        }[kind]

    def hot(self, *, own: bool) -> str:
        """Return the piece of evidence that most rules read."""
        return {"indicators": "actual", "behaviours": "value"}[self.table] if own else "x"

    def edges(self) -> list[str]:
        """Deal places where a table turns, lowest first."""
        if self.maybe(4):
            return [self.turn]
        found = self.chance.sample(["0.5", "1", "2", "3", "4.99", "5"], 2)
        return sorted(found, key=Fraction)[: self.chance.randrange(1, 3)]

    def bands(self, of: str, *, own: bool) -> Document:
        """Deal a table of bands, at times with a condition."""
        levels: list[Document] = [
            {"level": self.pick(GRADES), self.pick(["from", "above"]): edge}
            for edge in reversed(self.edges())
        ]
        for level in levels:
            if self.maybe(4):
                level["when"] = self.flag(1, own=own)
        levels.append({"level": self.pick(GRADES)})
        return {"scale": "grades", "bands": {"of": of, "levels": levels}}

    def curve(self, of: str, *, own: bool) -> Document:
        """Deal a curve over all numbers, at times with a piece under a condition."""
        edges = self.edges()
        pieces: list[Document] = [{"to": edges[0], "value": self.pick(PLAIN)}]
        for low, high in pairwise(edges):
            pieces.append({"above": low, "to": high, "value": [self.pick(PLAIN), self.pick(PLAIN)]})
        pieces.append({"above": edges[-1], "value": self.pick(PLAIN)})
        if self.maybe(3):
            piece = {**self.pick(pieces), "value": self.pick(PLAIN)}
            pieces.insert(0, {**piece, "when": self.flag(1, own=own)})
        return {"curve": {"of": of, "pieces": pieces}, **self.rounding()}

    def matrix(self, rows: str, columns: str) -> Document:
        """Deal a level for each pair of words."""
        cells = {
            row: {column: self.pick(GRADES) for column in self.words(columns)}
            for row in self.words(rows)
        }
        return {
            "scale": "grades",
            "matrix": {"rows": rows, "columns": columns, "cells": cells},
        }

    # Formulas ---------------------------------------------------------------------------

    def number(self, depth: int, *, own: bool) -> str:
        """Deal a formula that gives a number."""
        names = self.known("number", own=own)
        if not depth or self.maybe(6):
            return self.pick(names) if not self.maybe(4) else self.pick(SIGNED)
        forms = ["sum"] * 3 + ["product", "function", "function", "quotient", "choose", "choose"]
        if own and self.table == "indicators":
            forms += ["ratio"] * 6
        if not own and self.table:
            forms += ["aggregate"] * 6
        one, two = self.number(depth - 1, own=own), self.number(depth - 1, own=own)
        match self.pick(forms):
            case "sum":
                made = sorted({name for name in names if name.startswith("m")})
                if len(made) > 1 and self.maybe():
                    one, two = self.chance.sample(made, 2)
                return f"({one} {self.pick('+-')} {two})"
            case "product":
                return f"{self.pick(SIGNED)} * {one}" if self.maybe() else f"({one} * {two})"
            case "function":
                low, high = sorted(self.chance.sample(PLAIN, 2), key=Fraction)
                more = self.pick(SIGNED)
                forms = [f"min({one}, {two})", f"max({one}, {more})", f"clip({one}, {low}, {high})"]
                return self.pick([*forms, f"abs({one})", f"-({one})", f"round({one})"])
            case "quotient":
                forms = [f"{one} / max(1, {two})", f"{one} / (abs({two}) + 0.5)"]
                forms += [f"({one} / {two} if {two} != 0 else {self.pick(SIGNED)})"]
                forms += [f"{one} / (-0.5 - abs({two}))", f"{one} / {self.pick(['2', '(-4)'])}"]
                return f"({self.pick(forms)})"
            case "choose":
                return f"({one} if {self.flag(depth - 1, own=own)} else {two})"
            case "ratio":
                return self.ratio(one)
            case _:
                return self.aggregate()

    def ratio(self, other: str) -> str:
        """Deal a formula over actual / target, at times with its target taken as a range."""
        target = self.document["evidence"]["indicators"]["target"]
        if "above" not in target:
            forms = [f"(actual / target if target != 0 else {other})", "abs(actual - target)"]
            forms += [f"({other} if actual {self.pick(SIGNS)} target else min(actual, 5))"]
            ends = "target_from <= actual and actual <= target_to"
            forms += [
                f"(actual / target_to if target_to != 0 else {other})",
                f"(actual / target_from if target_from > 0 else {other})",
                f"(1 if {ends} else {other} if target_from == 0 else actual / target_from)",
                f"(1 if {ends} else 2 - actual / target_to if target_to > 0 else {other})",
                "(2 - actual if actual > target_to else 1 + actual - target_from)",
            ]
            return str(self.pick(forms))
        share = self.pick(["actual / target", "2 * actual / target", "(actual - target) / target"])
        forms = [
            share,
            f"min(2, {share})",
            f"clip({share}, 0.5, 1.5)",
            f"abs({share} - 1)",
            f"({share} if actual {self.pick(SIGNS)} target else {self.pick(SIGNED)})",
            f"({share} if {share} {self.pick(SIGNS)} {self.pick(PLAIN)} else 2 - {share})",
            "(1 if target_from <= actual and actual <= target_to else actual / target_to)",
            "(1 if target_from <= actual and actual <= target_to else actual / target_from)",
            f"(actual if actual {self.pick(SIGNS)} target else {other})",
            f"(min(actual, 2) if actual {self.pick(SIGNS)} target else {self.pick(SIGNED)})",
            "(actual / target_from if actual < target_from else 2 - actual / target_to)",
            f"({share} + {other})",
        ]
        return f"({self.pick(forms)})"

    def aggregate(self) -> str:
        """Deal an aggregate over the rows of the table."""
        field = {"indicators": "indicators.actual", "behaviours": "behaviours.value"}[self.table]
        rows = [name for name, kind, own in self.names if own and name.startswith("m")]
        numbers = [each for each in rows if each in self.known("number", own=True)] + [field]
        value = self.pick(numbers)
        condition = f"{self.pick(numbers)} {self.pick(SIGNS)} {self.pick(PLAIN)}"
        where = f", where={condition}" if self.maybe(3) else ""
        default = f", default={self.pick(PLAIN)}" if self.maybe(3) else ""
        form = self.pick(
            ["sum", "sum", "mean", "mean", "count", "share", "any", *_PLAIN_AGGREGATES]
        )
        if form in ("sum", "mean") and self.maybe():
            own_weight = ["weight"] * 2 if self.table == "indicators" else ["1 + x", "value"]
            where += f", weight={self.pick([*own_weight, '2 - ' + own_weight[0], '(-1)'])}"
        if form in ("any", "share", "count"):
            inside = f"{value} {self.pick(SIGNS)} {self.pick(['x', *PLAIN])}"
            if form == "count":
                return f"count({self.table}, where={inside})"
            if form == "share":
                return f"share({inside}{where}{default})"
            word = self.pick(["any", "all"])
            held = f"{word}({inside}{where}, default={self.pick(['true', 'false'])})"
            return f"({self.pick(PLAIN)} if {held} else {self.pick(PLAIN)})"
        taken = self.pick([value, value, f"{value} * {self.pick(SIGNED)}", f"min({value}, x)"])
        return f"{form}({taken}{where}{default})"

    def flag(self, depth: int, *, own: bool) -> str:
        """Deal a condition."""
        flags = self.known("flag", own=own)
        worded = [
            (name, kind)
            for name, kind, of_row in self.names
            if kind in ("choice", "level", "rating") and (own or not of_row)
        ]
        if self.maybe(3):
            # Many rules turn in one place, as many rules of one law do.
            return f"({self.hot(own=own)} {self.pick(SIGNS)} {self.turn})"
        if depth > 1 and self.maybe(3):
            one, two = self.flag(depth - 1, own=own), self.flag(depth - 1, own=own)
            return self.pick([f"({one} and {two})", f"({one} or {two})", f"(not {one})"])
        if flags and self.maybe(3):
            return str(self.pick(flags))
        if worded and self.maybe(3):
            name, kind = self.pick(worded)
            sign = self.pick(["==", "!="] if kind == "choice" else SIGNS)
            return f"({name} {sign} '{self.pick(self.words(name))}')"
        left = self.number(max(0, depth - 1), own=own)
        right = self.number(0, own=own) if self.maybe(3) else self.pick(SIGNED)
        return f"({left} {self.pick(SIGNS)} {right})"

    # An appraisal -----------------------------------------------------------------------

    def appraisal(self) -> Appraisal:
        """Deal an appraisal under the document."""
        evidence = self.document["evidence"]
        facts = {name: self.fact(rule) for name, rule in evidence["facts"].items()}
        if self.table == "indicators":
            rows = [self.indicator(f"i{at}", evidence["indicators"]) for at in range(3)]
            return Appraisal("dealt", results=[WorkResult("work", indicators=rows)], facts=facts)
        marks = []
        if self.table == "behaviours":
            for at, aspect in enumerate(["kerja_sama", "kepemimpinan", "kerja_sama"]):
                missing = at > 0 and "missing" in evidence["behaviours"] and self.maybe()
                high = Fraction(evidence["behaviours"]["value"]["to"])
                marks.append(
                    Behaviour(
                        aspect,
                        "peer" if at > 1 else "superior",
                        value=MISSING if missing else min(high, Fraction(self.pick(PLAIN))),
                        rating=self.pick(RATINGS),
                    )
                )
        return Appraisal("dealt", behaviours=marks, facts=facts)

    def fact(self, rule: Document) -> Any:
        """Deal the value of a fact."""
        match rule["type"]:
            case "flag":
                return self.maybe()
            case "choice":
                return self.pick(rule["values"])
            case "level":
                return self.pick(GRADES)
        low, high = Fraction(rule.get("from", "-20")), Fraction(rule.get("to", "20"))
        low = Fraction(rule["above"]) + Fraction(1, 10) if "above" in rule else low
        found = min(high, max(low, Fraction(self.pick(PLAIN))))
        return Fraction(int(found)) if rule["type"] == "whole" else found

    def indicator(self, name: str, rules: Document) -> Indicator:
        """Deal one row of work."""
        word = self.pick(rules["polarity"])
        low = Fraction(self.pick(["1", "2", "5", *([] if "above" in rules["target"] else ["0"])]))
        wide = word == "within" and (low > 0 or self.maybe(3))
        target = Target(low, low + self.pick([1, 3]) if wide else low)
        weight = Fraction(self.pick(["1", "0.5", "2"]))
        actual = Fraction(self.pick(PLAIN))
        return Indicator(name, target=target, actual=actual, weight=weight, polarity=word)


_PLAIN_AGGREGATES = ("median", "trimmed_mean", "lowest", "highest")


@frozen
class Deal:
    """A lawful policy, and an appraisal under it."""

    number: int
    document: Document
    policy: Policy
    appraisal: Appraisal
    #: The numbers that its formulas and tables are written with.
    numbers: frozenset[Fraction]


def dealt(number: int, *, rows: bool) -> Deal:
    """Return the deal of a number: the same in every run.

    Args:
        number: any number.
        rows: whether the policy reads a table beside facts.
    """
    chance = Random(f"{number}:{rows}")  # noqa: S311 - it keeps no secret
    while True:
        dealer = Dealer(chance, chance.choice(["indicators", "behaviours"]) if rows else "")
        document = dealer.deal()
        try:
            policy = parse_policy(document)
        except PolicyError:
            continue  # a row of a table that nothing reaches
        found = NUMBER.findall(str(document["measures"]))
        return Deal(number, document, policy, dealer.appraisal(), frozenset(map(Fraction, found)))
