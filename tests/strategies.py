"""Hypothesis strategies for whole lawful policies and for appraisals under them.

A policy is drawn measure by measure: after each one the policy so far is parsed, and what the
library says about kinds and ranges decides what the next measure may do. So nearly nothing has
to be filtered away. Numbers are drawn to hurt: ties at half a unit, zero, both ends of a range and
the numbers next to them, sevenths, and targets of 10^12 with four decimals.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from attrs import define, field
from hypothesis import strategies as st

from asn_appraisal import Policy, PolicyError, parse_policy
from asn_appraisal.document import exact_text
from asn_appraisal.formula import ANY, MODES, NUMBER, PARENTS, Kind, Range
from asn_appraisal.formula.tree import Judgement as JudgementNode
from asn_appraisal.formula.tree import Rows
from asn_appraisal.policy import FactRule, Measure, TableRules
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

T = TypeVar("T")
Draw = st.DrawFn
Document = dict[str, Any]

#: Numbers that formulas and limits are written with.
NUMBERS = [
    *map(Fraction, ["0", "1", "2", "3", "7", "10", "24", "50", "60", "76", "90", "100", "120"]),
    *map(Fraction, ["0.3", "0.7", "0.5", "0.005", "0.125", "1.76", "2.5", "89.995", "90.005"]),
    *map(Fraction, ["-1", "-2.5", "-0.5", "1/3", "1/7", "4/7", "1000000000000.0001"]),
]
#: Words of the tables that take any word.
ASPECTS = ["komitmen", "kerja_sama", "inisiatif", "kepemimpinan"]
CLUSTERS = ["technical", "managerial", "sociocultural"]
POLARITIES = ["higher", "lower", "within"]
RATERS = ["superior", "peer", "subordinate", "self", "stakeholder"]
RATINGS = ["below", "meets", "above"]
TABLES = ["results", "indicators", "behaviours", "competencies", "periods"]
#: Fields that make groups.
GROUPS = {
    "results": ["kind"],
    "indicators": ["aspect", "polarity", "kind", "result"],
    "behaviours": ["aspect", "rater"],
    "competencies": ["cluster", "competency"],
    "periods": [],
}
#: What a generated policy may fail on without any fault of the library: a row that no number
#: can reach because a condition above it always holds.
UNREACHABLE = {"ASN-P050", "ASN-P053"}


@cache
def index(count: int) -> st.SearchStrategy[int]:
    """Draw a place among `count` items; made once a count, as most draws are these."""
    return st.integers(0, count - 1)


def choose(draw: Draw, items: Iterable[T]) -> T:
    """Draw one of the items."""
    known = list(items)
    place: int = draw(index(len(known)))
    return known[place]


def some(items: Sequence[T], *, least: int = 0) -> st.SearchStrategy[list[T]]:
    """Draw some of the items, in any order."""
    return st.lists(st.sampled_from(items), min_size=least, max_size=len(items), unique=True)


def written(number: Fraction) -> str:
    """Write a number as part of a formula."""
    text = exact_text(number)
    return f"({text})" if number < 0 or "/" in text else text


# Evidence -------------------------------------------------------------------------------


@st.composite
def limits(draw: Draw, *choices: Document) -> Document:
    """Draw limits of a number: one of those proposed, or any."""
    if draw(index(2)):
        return dict(choose(draw, choices))
    low = choose(draw, [0, -100, 1])
    high = choose(draw, [120, 200, 10**13])
    found: Document = {choose(draw, ["from", "above"]): low}
    if draw(index(2)):
        found[choose(draw, ["to", "below"])] = high
    return found


@st.composite
def absences(draw: Draw, fields: dict[str, list[str]], words: Sequence[str]) -> Any:
    """Draw what a missing value does, everywhere or by the value of a field."""
    count_as = st.sampled_from(["0", "50", "1/7", "-3", *words]).map(
        lambda text: {"count_as": text}
    )
    action = st.one_of(st.sampled_from(["incomplete", "leave_out"]), count_as)
    if not fields or draw(index(4)):
        return draw(action)
    name = choose(draw, sorted(fields))
    return {name: {word: draw(action) for word in draw(some(fields[name], least=1))}}


@st.composite
def evidence_sections(draw: Draw, scales: dict[str, list[str]], *, plain: bool = False) -> Document:
    """Draw an evidence section: tables, limits, missing rules and facts."""
    section: Document = {}
    if draw(index(5)):
        section["indicators"] = draw(_indicator_rules())
        if draw(index(2)):
            section["results"] = draw(_result_rules())
    elif draw(index(2)):
        section["results"] = draw(_result_rules())
    if draw(index(2)):
        section["competencies"] = draw(_competency_rules())
    if not plain and draw(index(3)) == 0:
        section["periods"] = draw(_period_rules(scales))
    facts = {f"fact_{at}": draw(_fact_rules(scales)) for at in range(draw(index(5)))}
    section["facts"] = {
        name: rule
        for name, rule in facts.items()
        if not plain or rule["type"] in ("flag", "level", "choice")
    }
    if draw(index(2)) or len(section) == 1:
        section["behaviours"] = draw(_behaviour_rules(section["facts"]))
    if plain:
        for rules in section.values():
            rules.pop("required", None)
            if "total" in rules.get("weight", {}):
                del rules["weight"]
    return section


@st.composite
def _absent(draw: Draw, rules: Document, fields: dict[str, list[str]], *words: str) -> Document:
    for key in ("missing", "not_applicable"):
        if draw(index(3)) == 0:
            rules[key] = draw(absences(fields, words))
    return {key: rule for key, rule in rules.items() if rule not in ([], {})}


@st.composite
def _result_rules(draw: Draw) -> Document:
    rules: Document = {"kind": draw(some(["main", "additional"]))}
    rules["rating"] = draw(some(RATINGS)) if draw(index(5)) == 0 else []
    rules["weight"] = choose(draw, [{}, {"above": 0}, {"total": 100}, {"to": 50}])
    if draw(index(6)) == 0:
        rules["required"] = draw(some(["title", "indicators", "weight", "kind"]))
    fields = {"kind": rules["kind"] or ["main", "additional"], "rating": ["below", "above"]}
    return draw(_absent(rules, fields, "below", "meets"))


@st.composite
def _indicator_rules(draw: Draw) -> Document:
    rules: Document = {name: [] for name in ("aspect", "polarity", "kind")}
    if draw(index(2)):
        rules["polarity"] = draw(some(POLARITIES))
    if draw(index(3)) == 0:
        rules["aspect"] = draw(some(["quantity", "quality", "time", "cost"]))
    rules["target"] = draw(limits({"above": 0}, {"above": 0}, {"from": 1}, {}))
    rules["actual"] = draw(limits({"from": 0}, {"from": 0}, {}))
    totals: list[Document] = [{"total": 1}, {"total": "100", "within": "result"}]
    rules["weight"] = choose(draw, [{}, {}, {"above": 0}, *totals])
    if draw(index(5)) == 0:
        rules["single_target"] = draw(some(POLARITIES))
    if draw(index(6)) == 0:
        names = ["title", "unit", "target", "weight", "aspect", "polarity"]
        rules["required"] = draw(some(names))
    fields = {"polarity": rules["polarity"] or POLARITIES, "kind": ["main"]}
    return draw(_absent(rules, {} if rules["kind"] else fields))


@st.composite
def _behaviour_rules(draw: Draw, facts: dict[str, Document]) -> Document:
    rules: Document = {"aspects": draw(some(ASPECTS)), "rater": draw(some(RATERS))}
    rules["value"] = draw(limits({"from": 0, "to": 120}, {"from": 0, "to": 100}))
    rules["rating"] = draw(some(RATINGS)) if draw(index(5)) == 0 else []
    flags = [name for name, rule in facts.items() if rule["type"] == "flag"]
    if flags and rules["aspects"] and draw(index(2)):
        aspect = choose(draw, rules["aspects"])
        rules["only_when"] = {aspect: choose(draw, flags)}
    fields = {"rater": rules["rater"] or RATERS, "aspect": rules["aspects"] or ASPECTS}
    return draw(_absent(rules, fields, "below", "meets"))


@st.composite
def _competency_rules(draw: Draw) -> Document:
    rules: Document = {"cluster": draw(some(CLUSTERS)) if draw(index(2)) else []}
    rules["required"] = choose(draw, [{"from": 1}, {"from": 0}, {"above": 0, "to": 5}])
    rules["attained"] = choose(draw, [{"from": 0}, {}])
    return draw(_absent(rules, {"cluster": rules["cluster"] or CLUSTERS}))


@st.composite
def _period_rules(draw: Draw, scales: dict[str, list[str]]) -> Document:
    rules: Document = {"months": choose(draw, [{"above": 0}, {"from": 1, "to": 12}, {}])}
    rules["measures"] = {
        f"past_{at}": draw(_period_measures(scales)) for at in range(draw(index(4)))
    }
    return draw(_absent(rules, {"period": ["tw1", "tw2"]}))


@st.composite
def _period_measures(draw: Draw, scales: dict[str, list[str]]) -> Document:
    kind = choose(draw, ["flag", "whole", "number", "level"])
    if kind == "level":
        return {"type": kind, "scale": choose(draw, sorted(scales))}
    return {"type": kind, **(draw(limits({"from": 0}, {})) if kind != "flag" else {})}


@st.composite
def _fact_rules(draw: Draw, scales: dict[str, list[str]]) -> Document:
    kind = choose(draw, ["flag", "flag", "whole", "number", "level", "choice"])
    rule: Document = {"type": kind}
    defaults: list[Any] = ["true", "false"]
    if kind in ("whole", "number"):
        rule |= draw(limits({"from": 0}, {"from": 1, "to": 12}, {}))
        defaults = ["5", "7"]
    elif kind == "level":
        rule["scale"] = choose(draw, sorted(scales))
        defaults = scales[rule["scale"]]
    elif kind == "choice":
        rule["values"] = defaults = draw(some(["none", "unit", "province", "nation"], least=1))
    if draw(index(2)):
        rule["default"] = choose(draw, defaults)
    return rule


# Formulas -------------------------------------------------------------------------------


@define
class _Name:
    """Something that a formula may name at one place."""

    text: str
    kind: Kind
    range: Range = ANY


@define
class _Formulas:
    """Writes formulas over the names that a policy has so far."""

    draw: Draw
    policy: Any
    #: Only what straight-line code is written for.
    plain: bool = False

    def pick(self, items: Iterable[T]) -> T:
        """Draw one of the items."""
        found: T = choose(self.draw, list(items))
        return found

    def maybe(self, out_of: int = 2) -> bool:
        """Draw yes, once in so many times."""
        return bool(self.draw(index(out_of)) == 0)

    # Names ------------------------------------------------------------------------------

    def names(self, here: Rows | None) -> list[_Name]:
        """Return every name that means something here."""
        found = [] if here is None else self.fields(here)
        for fact in self.policy.evidence.facts.values():
            found.append(_Name(fact.name, fact.kind, fact.range))
        for measure in self.policy.measures.values():
            near = {None, here}
            if here is not None and here.by is None and here.table in PARENTS and not self.plain:
                near.add(Rows(PARENTS[here.table]))
            if measure.rows in near and measure.name != "start":
                found.append(_Name(measure.name, measure.kind, measure.range or Range()))
        return found

    def fields(self, here: Rows) -> list[_Name]:
        """Return the fields of the row at hand, and of its work result."""
        fields = self.policy.evidence.tables[here.table].fields
        if here.by is not None:
            return [_Name(here.by, fields[here.by].kind)]
        found = []
        for name, each in fields.items():
            text = name if self.maybe() else f"{here.table}.{name}"
            found.append(_Name(text, each.kind, each.range))
        parent = None if self.plain else PARENTS.get(here.table)
        if parent in self.policy.evidence.tables:
            for name, each in self.policy.evidence.tables[parent].fields.items():
                found.append(_Name(f"{parent}.{name}", each.kind, each.range))
        return found

    def named(self, here: Rows | None, kind: str) -> list[_Name]:
        """Return the names of one kind."""
        return [each for each in self.names(here) if each.kind.name == kind]

    # Numbers ----------------------------------------------------------------------------

    def constant(self) -> str:
        """Write a number."""
        return written(self.pick(NUMBERS))

    def number(self, here: Rows | None, depth: int, *, inside: bool = False) -> str:
        """Write a formula that gives a number."""
        names = self.named(here, "number")
        forms = ["constant", *(["name"] * 3 if names else [])]
        if depth:
            forms += ["arithmetic", "arithmetic", "function", "function", "quotient", "choose"]
            if not inside and not (self.plain and here is not None):
                forms += ["aggregate"] * 4
        match self.pick(forms):
            case "constant":
                return self.constant()
            case "name":
                return self.pick(names).text
            case "function":
                return self.function(here, depth - 1, inside=inside)
            case "quotient":
                return self.quotient(here, depth - 1, inside=inside)
            case "aggregate":
                return self.aggregate(here, depth - 1)
        one = self.number(here, depth - 1, inside=inside)
        two = self.number(here, depth - 1, inside=inside)
        if self.maybe(3):
            return f"({one} if {self.flag(here, depth - 1, inside=inside)} else {two})"
        return f"({one} {self.pick('+-*')} {two})"

    def function(self, here: Rows | None, depth: int, *, inside: bool) -> str:
        """Write a call of a function, or a change of sign."""
        one, two = (self.number(here, depth, inside=inside) for _ in "12")
        low, high = sorted((self.pick(NUMBERS), self.pick(NUMBERS)))
        forms = [
            f"min({one}, {two})",
            f"max({one}, {two}, {self.constant()})",
            f"clip({one}, {written(low)}, {written(high)})",
            f"abs({one})",
            f"round({one}, {self.draw(index(4))})",
            f"round({one})",
        ]
        return self.pick(forms if self.plain else [*forms, f"-{one}"])

    def quotient(self, here: Rows | None, depth: int, *, inside: bool) -> str:
        """Write a quotient whose divisor is never zero, or that says what happens if it is."""
        top = self.number(here, depth, inside=inside)
        below = self.number(here, depth, inside=inside)
        safe = [each.text for each in self.named(here, "number") if not each.range.can_be_zero]
        forms = [
            f"{top} / {written(self.pick([each for each in NUMBERS if each]))}",
            f"{top} / max(1, {below})",
            f"{top} / {'' if self.plain else '-'}(abs({below}) + 0.5)",
            f"({top} / {below} if {below} != 0 else {self.constant()})",
            f"({self.constant()} if {below} <= 0 else {top} / {below})",
        ]
        if safe:
            forms += [f"{top} / {self.pick(safe)}"] * 3
        return f"({self.pick(forms)})"

    # Conditions -------------------------------------------------------------------------

    def flag(self, here: Rows | None, depth: int, *, inside: bool = False) -> str:
        """Write a condition."""
        forms = ["compare", "compare", "word", "word"]
        if depth:
            forms += ["and", "or", "not", *([] if inside or self.plain else ["gather"])]
        match self.pick(forms):
            case "compare":
                return self.compared(here, depth, inside=inside)
            case "word":
                return self.condition(self.names(here)) or self.compared(here, depth, inside=inside)
            case "not":
                return f"(not {self.flag(here, depth - 1, inside=inside)})"
            case "gather":
                return self.gathered_flag(here, depth - 1)
            case word:
                one = self.flag(here, depth - 1, inside=inside)
                return f"({one} {word} {self.flag(here, depth - 1, inside=inside)})"

    def compared(self, here: Rows | None, depth: int, *, inside: bool) -> str:
        """Write a comparison of numbers."""
        one = self.number(here, max(0, depth - 1), inside=inside)
        two = self.number(here, 0, inside=inside)
        return f"({one} {self.pick(['==', '!=', '<', '<=', '>', '>='])} {two})"

    def condition(self, names: list[_Name]) -> str | None:
        """Write a condition on one name that is a level, choice or flag."""
        names = [each for each in names if each.kind.name != "number"]
        if not names:
            return None
        name = self.pick(names)
        if name.kind.name == "flag":
            return self.pick([name.text, f"({name.text} == false)", f"(not {name.text})"])
        words = self.words(name)
        signs = ["==", "!="] if name.kind.name == "choice" else ["==", "!=", "<", "<=", ">", ">="]
        sides = [name.text, f"'{self.pick(words)}'"]
        if self.maybe(4):
            sides.reverse()
        return f"({sides[0]} {self.pick(signs)} {sides[1]})"

    def words(self, name: _Name) -> Sequence[str]:
        """Return words that a name may be compared with."""
        if name.kind.scale is not None:
            return name.kind.scale.names()
        return name.kind.words or ["komitmen", "r0", "i0", "technical", "superior"]

    def undecided(self, here: Rows | None) -> str:
        """Write a condition that can hold or not, whatever the policy knows."""
        flags = self.named(here, "flag")
        decided = [
            each
            for each in self.names(here)
            if (each.kind.scale is not None and len(self.words(each)) > 1)
            or (each.kind.name == "choice" and len(each.kind.words) > 1)
        ]
        forms = [each.text for each in flags if "fact" in each.text or "at_max" in each.text]
        forms += [f"{each.text} == '{self.pick(self.words(each))}'" for each in decided]
        forms += [
            f"{each.text} > {written(each.range.low or Fraction(0))}"
            for each in self.named(here, "number")
            if each.range.high is None or each.range.high > (each.range.low or 0)
        ]
        return self.pick(forms) if forms else self.flag(here, 1)

    # Levels -----------------------------------------------------------------------------

    def level(self, kind: Kind, here: Rows | None, depth: int) -> str:
        """Write a formula that gives a level of one scale."""
        assert kind.scale is not None
        names = [each.text for each in self.names(here) if each.kind == kind]
        if depth:
            forms = ["choose", "choose"]
            gatherable = [] if self.plain else self.gatherable()
            forms += [f"{e}" for e in gatherable if any(n.kind == kind for n in self.own(e))]
            form = self.pick(forms)
            if form == "choose":
                one, two = self.level(kind, here, depth - 1), self.level(kind, here, depth - 1)
                return f"({one} if {self.flag(here, depth)} else {two})"
            table, _, by = form.partition(".")
            return self.extreme_level(kind, Rows(table, by or None))
        return self.pick([*names, f"'{self.pick(kind.scale.names())}'"])

    def extreme_level(self, kind: Kind, rows: Rows) -> str:
        """Write the lowest or highest level of some rows."""
        assert kind.scale is not None
        name = self.pick([each for each in self.own(rows) if each.kind == kind])
        options = self.options(rows)
        if self.maybe():
            options += f", default='{self.pick(kind.scale.names())}'"
        return f"{self.pick(['lowest', 'highest'])}({name.text}{options})"

    # Aggregates -------------------------------------------------------------------------

    def gatherable(self) -> list[Rows]:
        """Return the rows that an aggregate can range over."""
        tables = [Rows(table) for table in self.policy.evidence.tables]
        grouped = {each.rows for each in self.policy.measures.values()}
        return tables + sorted((each for each in grouped if each and each.by), key=str)

    def own(self, rows: Rows) -> list[_Name]:
        """Return names that say by themselves that an aggregate ranges over `rows`."""
        found = [
            _Name(each.name, each.kind, each.range or Range())
            for each in self.policy.measures.values()
            if each.rows == rows
        ]
        if rows.by is None:
            for name, each in self.policy.evidence.tables[rows.table].fields.items():
                found.append(_Name(f"{rows.table}.{name}", each.kind, each.range))
        return found

    def options(self, rows: Rows) -> str:
        """Write `where=`, or nothing."""
        return f", where={self.flag(rows, 1, inside=True)}" if self.maybe(3) else ""

    def aggregate(self, here: Rows | None, depth: int) -> str:
        """Write an aggregate that gives a number."""
        rows = self.pick(self.gatherable())
        if self.plain:
            return self.whole_column(rows)
        functions = ["sum", "mean", "mean", "median", "trimmed_mean", "lowest", "highest"]
        name = self.pick([*functions, "count", "share"])
        options = self.options(rows)
        if self.maybe(3):
            options += f", default={self.number(here, depth)}"
        if name == "count":
            counted = rows.table if rows.by is None else self.pick(self.own(rows)).text
            return f"count({counted}{options})"
        if name == "share":
            return f"share({self.own_flag(rows)}{options})"
        if name in ("sum", "mean") and self.maybe():
            weights = [each.text for each in self.own(rows) if each.range.never_below(0)]
            weights += [each.text for each in self.named(rows, "number")]
            forms = [self.pick(weights)] if weights else ["1"]
            options += f", weight={self.pick([*forms, self.number(rows, 1, inside=True)])}"
        return f"{name}({self.own_number(rows, depth)}{options})"

    def whole_column(self, rows: Rows) -> str:
        """Write an aggregate of whole columns."""
        names = [each.text for each in self.own(rows) if each.kind.name == "number"]
        forms = [f"count({rows.table})"]
        for one in names:
            forms += [f"sum({one})", f"mean({one})", f"mean({one}, weight={self.pick(names)})"]
            forms += [f"sum({one}, weight={self.pick(names)})"]
        return self.pick(forms)

    def own_number(self, rows: Rows, depth: int) -> str:
        """Write a number of each row that says which rows these are."""
        names = [each.text for each in self.own(rows) if each.kind.name == "number"]
        if not names:
            return f"({self.constant()} if {self.own_flag(rows)} else {self.constant()})"
        name = self.pick(names)
        if depth == 0 or self.maybe():
            return name
        return self.pick(
            [
                f"{name} * {self.number(rows, depth - 1, inside=True)}",
                f"{self.number(rows, depth - 1, inside=True)} - {name}",
                f"min({name}, {self.number(rows, depth - 1, inside=True)})",
            ]
        )

    def own_flag(self, rows: Rows) -> str:
        """Write a condition on each row that says which rows these are."""
        names = self.own(rows)
        numbers = [each.text for each in names if each.kind.name == "number"]
        one = self.condition(names) if not numbers or self.maybe() else None
        if one is None:
            one = f"({self.pick(numbers)} {self.pick(['<', '>=', '=='])} {self.constant()})"
        if self.maybe(3):
            one = f"({one} {self.pick(['and', 'or'])} {self.flag(rows, 0, inside=True)})"
        return one

    def gathered_flag(self, here: Rows | None, depth: int) -> str:
        """Write `any` or `all`."""
        rows = self.pick(self.gatherable())
        options = self.options(rows)
        if self.maybe(3):
            options += f", default={self.flag(here, depth)}"
        return f"{self.pick(['any', 'all'])}({self.own_flag(rows)}{options})"

    # Formulas over actual / target ------------------------------------------------------

    def ratio(self, depth: int) -> str:
        """Write a formula over actual / target that has the normal form."""
        if depth == 0:
            forms = ["actual / target", "(actual - target) / target", "100 * actual / target"]
            forms += ["actual / (2 * target)", "(3 * target - actual * 2) / target"]
            return self.pick([*forms, self.constant()])
        one, two = self.ratio(depth - 1), self.ratio(depth - 1)
        low, high = sorted((self.pick(NUMBERS), self.pick(NUMBERS)))
        sign = self.pick(["==", "!=", "<", "<=", ">", ">="])
        holds = f"{self.ratio(depth - 1)} {sign} {self.pick([two, self.constant()])}"
        return self.pick(
            [
                f"min({one}, {two})",
                f"max({one}, {two})",
                f"clip({one}, {written(low)}, {written(high)})",
                f"abs({one})",
                f"({one} + {two})",
                f"({one} - {two})",
                f"-({one})",
                f"{self.constant()} * ({one})",
                f"({one}) / {written(self.pick([each for each in NUMBERS if each]))}",
                f"({one} if {holds} else {two})",
                f"({one} if not ({holds}) and {one} <= {two} else {self.constant()})",
                f"({one} if {holds} or {two} > 1 else {self.constant()})",
            ]
        )


# Measures -------------------------------------------------------------------------------


@define
class _Drafting:
    """A policy on its way: its document, and what the library makes of it so far."""

    draw: Draw
    document: Document
    #: Only what straight-line code is written for.
    plain: bool
    policy: Policy = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Parse what there is."""
        self.policy = parse_policy(self.document)

    @property
    def write(self) -> _Formulas:
        """Return what writes formulas over the names so far."""
        return _Formulas(self.draw, self.policy, self.plain)

    def add(self, rows: Rows | None) -> None:
        """Add one more measure."""
        name = f"measure_{len(self.document['measures'])}"
        shape = self.body(rows)
        if rows is not None:
            shape["per"] = str(rows)
        if not self._try(name, shape):
            shape = {"formula": self.write.number(rows, 1)}
            assert self._try(name, shape | ({} if rows is None else {"per": str(rows)}))

    def _try(self, name: str, shape: Document) -> bool:
        document = {**self.document, "measures": {**self.document["measures"], name: shape}}
        try:
            self.policy = parse_policy(document)
        except PolicyError as error:
            codes = {problem.code for problem in error.problems}
            if codes <= UNREACHABLE:
                return False
            raise AssertionError(f"refused: {shape}\n{error.text('en')}") from error
        self.document = document
        return True

    def body(self, rows: Rows | None) -> Document:
        """Draw a measure with any body."""
        write = self.write
        numbers, worded = write.named(rows, "number"), self._worded(rows)
        forms = ["number", "number", "number", "flag", "level"]
        forms += ["bands", "bands", "curve"] if numbers else []
        forms += ["cases", "lookup", "lookup_level", "matrix"] if worded else []
        forms += ["ratio"] * 4 + ["ratio_table"] if self._has_ratio(rows) else []
        forms += ["judgement"] if rows is None and not self.plain else []
        if self.plain:
            forms = [each for each in forms if each not in ("curve", "ratio_table")]
        match write.pick(forms):
            case "number":
                return {"formula": write.number(rows, 3), **self.rounding()}
            case "ratio":
                return self.ratio()
            case "ratio_table":
                actual = self.policy.evidence.tables["indicators"].fields["actual"].range
                low = Fraction(0) if actual.never_below(0) else None
                name = _Name(
                    write.pick(["actual / target", "100 * actual / target"]), NUMBER, Range(low)
                )
                return self.bands(rows, name) if write.maybe() else self.curve(rows, name)
            case "flag":
                return {"formula": write.flag(rows, 2)}
            case "level":
                scale = self._scale()
                return {"scale": scale.name, "formula": write.level(Kind("level", scale), rows, 2)}
            case "bands":
                return self.bands(rows, write.pick(numbers))
            case "curve":
                return self.curve(rows, write.pick(numbers))
            case "cases":
                name = write.pick(worded)
                return self.cases(name, lambda: write.number(rows, 2))
            case "matrix":
                return self.matrix(write.pick(worded), write.pick(worded))
            case "judgement":
                return self.judgement()
            case lookup:
                return self.lookup(write.pick(worded), to_level=lookup == "lookup_level")

    def rounding(self) -> Document:
        """Draw how a measure is rounded, if at all."""
        if self.write.maybe(3) and not self.plain:
            return {}
        places = choose(self.draw, [0, 0, 1, 2, 2, 4, 12])
        if self.write.maybe():
            return {"round": places}
        return {"round": {"places": places, "mode": self.write.pick(MODES)}}

    def _worded(self, rows: Rows | None) -> list[_Name]:
        """Return the names whose every value is known: levels, flags and choices."""
        names = self.write.names(rows)
        return [
            each
            for each in names
            if each.kind.name in ("flag", "level")
            or (each.kind.name == "choice" and each.kind.words)
        ]

    def _words(self, name: _Name) -> Sequence[str]:
        return ["true", "false"] if name.kind.name == "flag" else self.write.words(name)

    def _scale(self) -> Any:
        return self.policy.scales[self.write.pick(sorted(self.policy.scales))]

    def _has_ratio(self, rows: Rows | None) -> bool:
        if rows != Rows("indicators"):
            return False
        target = self.policy.evidence.tables["indicators"].fields["target"].range
        return target.never_below(0) and not target.can_be_zero

    def ratio(self) -> Document:
        """Draw a measure over actual / target, as most achievement measures are."""
        write = self.write
        polarity = self.policy.evidence.tables["indicators"].fields["polarity"]
        shape: Document = {"round": choose(self.draw, [0, 1, 2, 2, 2])}
        if write.maybe(4):
            shape = self.rounding()
        if write.maybe():
            return {**shape, "formula": write.ratio(2)}
        name = _Name("polarity", polarity.kind)
        return {**shape, **self.cases(name, self._achievement)}

    def _achievement(self) -> str:
        """Draw what a row of one polarity is worth."""
        write = self.write
        return write.number(Rows("indicators"), 1) if write.maybe(4) else write.ratio(1)

    def cases(self, name: _Name, formula: Any) -> Document:
        """Draw another formula for each word."""
        words = self.draw(st.permutations(self._words(name)))
        return {"by": name.text, "cases": {word: formula() for word in words}, **self.rounding()}

    def lookup(self, name: _Name, *, to_level: bool) -> Document:
        """Draw a value for each word."""
        words = self._words(name)
        if to_level:
            scale = self._scale()
            values = {word: self.write.pick(scale.names()) for word in words}
            return {"scale": scale.name, "lookup": {"of": name.text, "values": values}}
        numbers = {word: exact_text(self.write.pick(NUMBERS)) for word in words}
        return {"lookup": {"of": name.text, "values": numbers}, **self.rounding()}

    def matrix(self, rows: _Name, columns: _Name) -> Document:
        """Draw a level for each pair of words."""
        scale = self._scale()
        cells = {
            row: {column: self.write.pick(scale.names()) for column in self._words(columns)}
            for row in self._words(rows)
        }
        matrix = {"rows": rows.text, "columns": columns.text, "cells": cells}
        return {"scale": scale.name, "matrix": matrix}

    def judgement(self) -> Document:
        """Draw a decision by a person."""
        scale = self._scale()
        shape: Document = {"override": self.draw(some(["reason", "evidence"]))}
        if self.write.maybe():
            shape["suggest"] = self.write.level(Kind("level", scale), None, 1)
        return {"scale": scale.name, "judgement": shape}

    # Tables of numbers ------------------------------------------------------------------

    def bands(self, rows: Rows | None, name: _Name) -> Document:
        """Draw a band table: levels from edges on, some under conditions."""
        scale = self._scale()
        levels = [
            {"level": self.write.pick(scale.names()), self._edge_key(name): exact_text(edge)}
            for edge in sorted(self._numbers_inside(name.range), reverse=True)
        ]
        for at in range(len(levels) + 1):
            if self.write.maybe(4):
                level = {
                    "level": self.write.pick(scale.names()),
                    "when": self.write.undecided(rows),
                }
                edge = levels[at] if at < len(levels) else {}
                levels.insert(at, {**edge, **level} if self.write.maybe() else level)
        levels.append({"level": self.write.pick(scale.names())})
        return {"scale": scale.name, "bands": {"of": name.text, "levels": levels}}

    def _edge_key(self, name: _Name) -> str:
        return "from" if name.range.grid is not None else self.write.pick(["from", "above"])

    def _numbers_inside(self, one: Range) -> list[Fraction]:
        """Draw numbers that lie inside a range and on its grid, above its lowest."""
        low = one.low if one.low is not None else (one.high or Fraction(0)) - 100
        high = one.high if one.high is not None else low + 200
        if one.grid is None:
            parts = self.draw(st.sets(st.integers(1, 99), max_size=3))
            return [low + (high - low) * part / 100 for part in parts] if high > low else []
        first, last = low // one.grid + 1 + one.low_open, high // one.grid
        if last < first:
            return []
        parts = self.draw(st.sets(st.integers(first, last), max_size=3))
        return [one.grid * part for part in parts]

    def curve(self, rows: Rows | None, name: _Name) -> Document:
        """Draw a curve that covers a range piece by piece, some of it under conditions."""
        one = name.range
        inner = sorted(self._numbers_inside(one))
        if one.high is not None and (not inner or inner[-1] != one.high):
            inner.append(one.high)
        pieces: list[Document] = []
        start: Document = {} if one.low is None else {"from": exact_text(one.low)}
        for end in inner or [one.low or Fraction(0)]:
            piece = {**start, "to": exact_text(end)}
            pieces.append({**piece, "value": self._values(sloped=bool(start))})
            start = {"above": exact_text(end)}
        if one.high is None:
            pieces.append({**start, "value": self._values(sloped=False)})
        order = self.draw(st.permutations(pieces))
        for piece in pieces:
            if self.write.maybe(4):
                extra = {"when": self.write.undecided(rows), "value": self._values(sloped=False)}
                order.insert(0, {**{k: v for k, v in piece.items() if k != "value"}, **extra})
        return {"curve": {"of": name.text, "pieces": order}, **self.rounding()}

    def _values(self, *, sloped: bool) -> Any:
        one, two = exact_text(self.write.pick(NUMBERS)), exact_text(self.write.pick(NUMBERS))
        return [one, two] if sloped and not self.write.maybe(4) else one


@st.composite
def ratio_formulas(draw: Draw) -> str:
    """Draw a formula over actual / target that has the normal form."""
    return _Formulas(draw, None).ratio(draw(index(4)))


@st.composite
def policy_documents(draw: Draw) -> Document:
    """Draw the plain data of a whole lawful policy."""
    scales = {"predicate": ["kurang", "cukup", "baik", "sangat_baik"], "band": ["low", "high"]}
    labels: Document = {name: {level: level for level in levels} for name, levels in scales.items()}
    if draw(index(5)) == 0:
        labels["expectation"] = {"below": "Di bawah", "meets": "Sesuai", "above": "Di atas"}
    plain = draw(index(3)) == 0
    drafting = _Drafting(
        draw,
        {
            "asn_appraisal": "policy/1",
            "id": "generated",
            "scales": labels,
            "evidence": draw(evidence_sections(scales, plain=plain)),
            "measures": {"start": {"formula": "1"}},
            "result": "start",
        },
        plain,
    )
    for rows in draw(st.lists(_places(drafting.policy, plain=plain), min_size=1, max_size=5)):
        drafting.add(rows)
    for _ in range(draw(st.integers(1, 2))):
        drafting.add(None)
    return {**drafting.document, "result": list(drafting.document["measures"])[-1]}


def _places(policy: Policy, *, plain: bool) -> st.SearchStrategy[Rows | None]:
    """Draw what a measure has a value for."""
    tables = list(policy.evidence.tables)
    grouped = [Rows(table, by) for table in tables for by in GROUPS[table] if not plain]
    return st.sampled_from([None, *[Rows(table) for table in tables] * 2, *grouped])


def policies() -> st.SearchStrategy[Policy]:
    """Draw a whole lawful policy."""
    return policy_documents().map(parse_policy)


# Appraisals -----------------------------------------------------------------------------

_TINY = Fraction(1, 10**12)


def number_in(draw: Draw, one: Range) -> Fraction:
    """Draw a number of a range: often at an end, next to an end, or half way between two units."""
    least, most = Fraction(-(10**12)), Fraction(10**12) + 1
    low = one.low if one.low is not None else min(least, (one.high or least) - 10)
    high = one.high if one.high is not None else max(most, low + 10)
    if one.grid is not None:
        first, last = -(-low // one.grid) + one.low_open, high // one.grid
        last -= one.high_open and last * one.grid == high
        return one.grid * (first + draw(index(min(last - first, 200) + 1)))
    part = low + (high - low) * Fraction(draw(index(201)), 200)
    tie = Fraction(draw(index(801)) - 400, 200)
    ends = [low, high, low + _TINY, low + Fraction(1, 7), low + 1, low + (high - low) / 3]
    near = [*NUMBERS, *ends, *ends, part, part + tie, part, part + tie]
    return choose(draw, [number for number in near if one.holds(number)])


@define
class _Reporting:
    """Makes one appraisal under a policy."""

    draw: Draw
    policy: Policy
    #: 0: nothing is absent and nothing is wrong; otherwise one in so many values.
    absent: int
    wrong: int

    def one_in(self, times: int) -> bool:
        return bool(times and self.draw(index(times)) == 0)

    def rules(self, table: str) -> TableRules | None:
        return self.policy.evidence.tables.get(table)

    def number(self, rules: TableRules | None, name: str) -> Fraction:
        one = rules.fields[name].range if rules is not None else Range(Fraction(0))
        if self.one_in(self.wrong):
            return choose(self.draw, NUMBERS)
        return number_in(self.draw, one)

    def quantity(self, rules: TableRules | None, name: str) -> Any:
        if self.one_in(self.absent):
            return choose(self.draw, [None, NotApplicable("tidak ada kegiatan")])
        return self.number(rules, name)

    def word(self, rules: TableRules | None, name: str, words: Sequence[str]) -> Any:
        allowed = words
        if rules is not None:
            allowed = rules.allowed.get(name) or words
        return choose(self.draw, words if self.one_in(self.wrong) else allowed)

    def rating(self, rules: TableRules | None) -> Any:
        if self.one_in(self.absent):
            return choose(self.draw, [None, NotApplicable("baru diangkat")])
        return self.word(rules, "rating", RATINGS)

    def weights(self, rules: TableRules | None, count: int) -> list[Fraction | None]:
        """Draw weights that sum to what the policy asks for, where it asks."""
        if rules is None or rules.weight_total is None or self.one_in(self.wrong):
            drawn = [self.number(rules, "weight") for _ in range(count)]
            return [None if self.one_in(self.absent) else abs(each) for each in drawn]
        parts = [choose(self.draw, [1, 1, 2, 3, 7]) for _ in range(count)]
        return [rules.weight_total.total * part / sum(parts) for part in parts]

    # Tables -----------------------------------------------------------------------------

    def some_rows(self) -> int:
        """Draw how many rows there are: seldom none."""
        return choose(self.draw, [1, 1, 2, 2, 3, 0])

    def results(self) -> list[WorkResult]:
        rules, below = self.rules("results"), self.rules("indicators")
        counts = [choose(self.draw, [1, 1, 2, 3, 0]) for _ in range(self.some_rows())]
        weights = self.weights(rules, len(counts))
        inner = self._indicator_weights(below, counts)
        kinds = below if below is not None and "kind" in below.allowed else rules
        return [
            WorkResult(
                f"r{at}",
                title=choose(self.draw, ["Izin", "Izin", "Izin", ""]),
                kind=self.word(kinds, "kind", ["main", "additional"]),
                weight=weights[at],
                rating=self.rating(rules),
                indicators=[self.indicator(f"i{i}", below, inner[at][i]) for i in range(count)],
            )
            for at, count in enumerate(counts)
        ]

    def _indicator_weights(
        self, rules: TableRules | None, counts: list[int]
    ) -> list[list[Fraction | None]]:
        if rules is not None and rules.weight_total and not rules.weight_total.within_result:
            every = iter(self.weights(rules, sum(counts)))
            return [[next(every) for _ in range(count)] for count in counts]
        return [self.weights(rules, count) for count in counts]

    def indicator(self, name: str, rules: TableRules | None, weight: Fraction | None) -> Indicator:
        polarity = None
        if not self.one_in(self.wrong):
            polarity = self.word(rules, "polarity", POLARITIES)
        target = None if self.one_in(self.absent) else self.target(rules, polarity)
        actual = self.quantity(rules, "actual")
        if target is not None and self.one_in(3):
            # On and next to the edges that formulas over actual / target have.
            edge = target.from_ * choose(self.draw, NUMBERS)
            edge += choose(self.draw, [Fraction(0), _TINY, -_TINY])
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
        one = self.number(rules, "target")
        if polarity == "within" and self.one_in(2):
            two = self.number(rules, "target")
            return Target(min(one, two), max(one, two))
        return Target.single(one)

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
            if not self.one_in(2 if aspect in asked_when else skip)
        ]
        return [self.mark(*place, rules) for place in sorted(set(places))]

    def mark(self, aspect: str, rater: Any, by: str, rules: TableRules | None) -> Behaviour:
        """Draw one mark."""
        value = self.quantity(rules, "value")
        return Behaviour(aspect, rater, value, rating=self.rating(rules), by=by)

    def competencies(self) -> list[CompetencyLevel]:
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
        rules = self.rules("periods")
        fields = {} if rules is None else rules.fields
        past = {name: each for name, each in fields.items() if name.startswith("past_")}
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
                number = number_in(self.draw, one)
                return choose(self.draw, [number, exact_text(number)])
        words = kind.scale.names() if kind.scale is not None else kind.words
        return choose(self.draw, words)

    def facts(self) -> dict[str, Any]:
        found = {"of_another_policy": "12"} if self.draw(index(2)) else {}
        for name, rule in self.policy.evidence.facts.items():
            if not self._leaves_out(rule):
                found[name] = self.worded(rule.kind, rule.range)
        return found

    def _leaves_out(self, rule: FactRule) -> bool:
        return self.one_in(4 if rule.default is not None else self.absent)

    def judgements(self) -> dict[str, Judgement]:
        found = {}
        for name, measure in self.policy.measures.items():
            if isinstance(measure.body, JudgementNode) and self.draw(index(2)):
                found[name] = self._judgement(measure)
        return found

    def _judgement(self, measure: Measure) -> Judgement:
        levels = measure.kind.scale.names() if measure.kind.scale is not None else []
        return Judgement(
            choose(self.draw, [*levels * 3, "no_such_level"]),
            by="kadis",
            reason=choose(self.draw, ["", "Sistem nasional terganggu"]),
            evidence=choose(self.draw, [(), ("ba-12",)]),
        )


@st.composite
def appraisals(draw: Draw, policy: Policy) -> Appraisal:
    """Draw an appraisal under a policy: most are lawful, some lack values, a few break a rule."""
    absent, wrong = choose(draw, [(0, 0), (0, 0), (0, 0), (8, 0), (3, 0), (1, 0), (0, 12)])
    report = _Reporting(draw, policy, absent, wrong)
    return Appraisal(
        "sari-2025",
        results=report.results(),
        behaviours=report.behaviours(),
        competencies=report.competencies(),
        periods=report.periods(),
        facts=report.facts(),
        judgements=report.judgements(),
    )


@st.composite
def scored(draw: Draw) -> tuple[Policy, Appraisal]:
    """Draw a policy and an appraisal under it."""
    policy = draw(policies())
    return policy, draw(appraisals(policy))
