"""A second reading of policies, for tests only: plain fractions, row by row, by the book.

Written from the contract of the policy language, not from `asn_appraisal.scoring`: it walks the
typed tree of each measure with nothing but `Fraction` and is meant to be obviously right, not
fast. None stands for a value that is missing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.formula import Level
from asn_appraisal.formula import tree as t
from asn_appraisal.policy import Absence, Action, FactRule, Measure, Policy, Rounding, TableRules
from asn_appraisal.record import MISSING, Appraisal, Missing, NotApplicable

#: A number, level, flag or word; None: missing.
Value = Any
#: One row: its key, and its fields by name.
Row = dict[str, Any]
#: Names the rows of a group: the table and the field that makes the groups.
Group = tuple[str, str]

#: A target that is a range has no single value, yet nothing is missing there.
_IS_A_RANGE = object()
_TARGETS = ("target", "target_from", "target_to")


class Refused(Exception):  # noqa: N818 - what the contract says the record is
    """The evidence breaks the evidence section of the policy."""


@frozen
class Answer:
    """What a policy says about an appraisal."""

    #: `complete` or `incomplete`.
    status: str
    #: Every measure by name; one that has a value for each row maps row keys to values.
    values: Mapping[str, Any]


def read(policy: Policy, appraisal: Appraisal) -> Answer:
    """Read an appraisal by a policy.

    Raises:
        Refused: the evidence breaks the policy's evidence section.
    """
    reading = Reading(policy, appraisal)
    for measure in policy.measures.values():
        reading.add(measure)
    values = dict(reading.values)
    if reading.stopped or values[policy.result] is None:
        return Answer("incomplete", {**values, policy.result: None})
    return Answer("complete", values)


def at_row(node: t.Node, row: Row) -> Value:
    """Return the value of a formula at one row that says everything the formula reads."""
    nothing = Policy("none", "1", "none", {})
    return Place(Reading(nothing, Appraisal("none")), t.Rows("indicators"), row).value(node)


# Evidence -------------------------------------------------------------------------------


class _Evidence:
    """The facts and rows that count, after every rule of the evidence section."""

    def __init__(self, policy: Policy, appraisal: Appraisal) -> None:
        self.stopped = False
        self.appraisal = appraisal
        self.used = _used_fields(policy)
        self.facts = {
            name: self._fact(rule, appraisal.facts.get(name))
            for name, rule in policy.evidence.facts.items()
        }
        self.tables: dict[str, list[Row]] = {}
        for name in ("results", "indicators", "behaviours", "competencies", "periods"):
            if name in policy.evidence.tables:
                self.tables[name] = self._rows(policy.evidence.tables[name])

    def _fact(self, rule: FactRule, given: Any) -> Value:
        if given is None:
            self.stopped |= rule.default is None
            return rule.default
        match rule.kind.name:
            case "flag":
                value: Value = {"true": True, "false": False}.get(str(given).lower())
            case "number":
                value = _number(given)
                if value is not None and (
                    not rule.range.holds(value) or (rule.whole and value.denominator != 1)
                ):
                    value = None
            case "level":
                value = next(
                    (each for each in rule.kind.scale or () if each.name == str(given)), None
                )
            case _:
                value = str(given) if str(given) in rule.kind.words else None
        if value is None:
            raise Refused(rule.name)
        return value

    def _rows(self, rules: TableRules) -> list[Row]:
        rows = list(_reported(rules, self.appraisal))
        self._check_plan(rules)
        self._check_weights(rules, rows)
        kept = [row for row in rows if self._counts(rules, row)]
        return kept + list(self._aspects_without_a_row(rules, rows))

    def _counts(self, rules: TableRules, row: Row) -> bool:
        results = self.tables.get("results") if rules.table == "indicators" else None
        if results is not None and row["result"] not in [each["key"] for each in results]:
            return False
        condition = rules.only_when.get(row["aspect"]) if rules.table == "behaviours" else None
        if condition is not None and self.facts[condition] is False:
            return False
        self._check_words(rules, row)
        self._check_numbers(rules, row)
        return self._deal_with_absences(rules, row)

    def _check_words(self, rules: TableRules, row: Row) -> None:
        for name, field in rules.fields.items():
            words: Sequence[str] = field.kind.words
            if field.kind.scale is not None:
                words = field.kind.scale.names()
            words = rules.allowed.get(name, words)
            if name == "aspect" and rules.aspects:
                words = rules.aspects
            value = row[name]
            if field.kind.name == "choice" and value is MISSING and words:
                if name in self.used[rules.table]:
                    raise Refused(name)
            elif isinstance(value, str) and words and value not in words:
                raise Refused(name)

    def _check_numbers(self, rules: TableRules, row: Row) -> None:
        for name, field in rules.fields.items():
            value = row[name]
            if isinstance(value, Fraction) and not field.range.holds(value):
                raise Refused(name)
        if row.get("target") is _IS_A_RANGE:
            single = rules.single_target
            if single is None:
                single = ("higher", "lower") if "target" in self.used[rules.table] else ()
            if single and row["polarity"] in (*single, MISSING):
                raise Refused("target")

    def _check_weights(self, rules: TableRules, rows: list[Row]) -> None:
        if rules.weight_total is None:
            return
        sums: dict[str, Fraction] = {}
        for row in rows:
            where = row["result"] if rules.weight_total.within_result else ""
            weight = Fraction(0) if row["weight"] is MISSING else row["weight"]
            sums[where] = sums.get(where, Fraction(0)) + weight
        if any(found != rules.weight_total.total for found in sums.values()):
            raise Refused("weight")

    def _check_plan(self, rules: TableRules) -> None:
        for result in self.appraisal.results:
            plan: dict[str, Any] = {
                "title": result.title.strip(),
                "indicators": result.indicators,
                "weight": result.weight is not None,
                "kind": True,
            }
            plans = [plan]
            if rules.table == "indicators":
                plans = [
                    {
                        "title": each.title,
                        "unit": each.unit,
                        "target": each.target is not None,
                        "weight": each.weight is not None,
                        "aspect": each.aspect,
                        "polarity": each.polarity,
                    }
                    for each in result.indicators
                ]
            for filled in plans:
                if not all(filled[name] for name in rules.required):
                    raise Refused("required")

    def _deal_with_absences(self, rules: TableRules, row: Row) -> bool:
        """Do what the policy says about each absent value; return whether the row counts."""
        actions: dict[str, Action] = {}
        for name in sorted(self.used[rules.table]):
            value = row[name]
            if value is MISSING:
                actions[name] = _action(rules.missing, row)
            elif isinstance(value, NotApplicable):
                actions[name] = _action(rules.not_applicable, row)
        if any(action.name == "leave_out" for action in actions.values()):
            return False
        for name, action in actions.items():
            row[name] = _counted_as(rules, name, action)
            # A word is part of the plan or says who rates: its absence is no gap of its own.
            self.stopped |= row[name] is None and rules.fields[name].kind.name != "choice"
        return True

    def _aspects_without_a_row(self, rules: TableRules, rows: list[Row]) -> Iterator[Row]:
        for aspect in rules.aspects:
            condition = rules.only_when.get(aspect)
            asked = condition is None or self.facts[condition] is True
            if not asked or aspect in [row["aspect"] for row in rows]:
                continue
            # The superior should have rated, unless the policy takes other raters only.
            raters = rules.allowed.get("rater", ("superior",))
            rater = "superior" if "superior" in raters else raters[0]
            row: Row = {"key": (aspect, rater, ""), "aspect": aspect, "rater": rater, "by": ""}
            row |= {"value": MISSING, "rating": MISSING}
            used = self.used["behaviours"] & {"value", "rating"}
            action = _action(rules.missing, row)
            if action.name == "leave_out":
                continue
            counted = {name: _counted_as(rules, name, action) for name in used}
            self.stopped |= action.name == "incomplete" or None in counted.values()
            yield {**row, **counted}


def _used_fields(policy: Policy) -> dict[str, set[str]]:
    used: dict[str, set[str]] = {name: set() for name in policy.evidence.tables}
    for measure in policy.measures.values():
        if measure.rows is not None and measure.rows.by is not None:
            used[measure.rows.table].add(measure.rows.by)
        for node in measure.body.walk():
            if isinstance(node, t.Field):
                used[node.table].add(node.name)
    return used


def _reported(rules: TableRules, appraisal: Appraisal) -> Iterator[Row]:
    """Iterate over the rows of a table as they were reported, absences and all."""
    match rules.table:
        case "results":
            for each in appraisal.results:
                yield _row(
                    each.id, id=each.id, kind=each.kind, weight=each.weight, rating=each.rating
                )
        case "indicators":
            yield from _indicators(appraisal)
        case "behaviours":
            for mark in appraisal.behaviours:
                yield _row(
                    (mark.aspect, mark.rater, mark.by),
                    aspect=mark.aspect,
                    rater=mark.rater,
                    by=mark.by,
                    value=mark.value,
                    rating=mark.rating,
                )
        case "competencies":
            for one in appraisal.competencies:
                yield _row(
                    one.competency,
                    competency=one.competency,
                    cluster=one.cluster,
                    required=one.required,
                    attained=one.attained,
                )
        case "periods":
            yield from _periods(rules, appraisal)


def _row(key: Any, **fields: Any) -> Row:
    return {"key": key, **{n: MISSING if v is None else v for n, v in fields.items()}}


def _indicators(appraisal: Appraisal) -> Iterator[Row]:
    for result in appraisal.results:
        for each in result.indicators:
            target = each.target
            single: Any = None
            if target is not None:
                single = target.from_ if target.from_ == target.to else _IS_A_RANGE
            yield _row(
                (result.id, each.id),
                result=result.id,
                kind=result.kind,
                id=each.id,
                aspect=each.aspect,
                polarity=each.polarity,
                target=single,
                target_from=target and target.from_,
                target_to=target and target.to,
                at_maximum=each.at_maximum,
                actual=each.realised,
                weight=each.weight,
            )


def _periods(rules: TableRules, appraisal: Appraisal) -> Iterator[Row]:
    for each in appraisal.periods:
        row = _row(each.period, period=each.period, months=each.months)
        for name, field in rules.fields.items():
            if name in row:
                continue
            given = each.measures.get(name)
            match field.kind.name:
                case _ if given is None:
                    row[name] = MISSING
                case "number":
                    row[name] = _number(given)
                case "flag":
                    row[name] = {"true": True, "false": False}.get(str(given).lower())
                case _:
                    row[name] = str(given)
            if row[name] is None:
                raise Refused(name)
        yield row


def _number(given: Any) -> Fraction | None:
    if isinstance(given, bool):
        return None
    try:
        return Fraction(given)
    except (ValueError, ZeroDivisionError):
        return None


def _action(absence: Absence, row: Row) -> Action:
    for name, word, action in absence.by_field:
        if row[name] == word:
            return action
    return absence.otherwise


def _counted_as(rules: TableRules, name: str, action: Action) -> Value:
    """Return what is counted in place of an absent value; None where the field cannot hold it."""
    field, value = rules.fields[name], action.value
    if action.name != "count_as":
        return None
    if isinstance(value, Fraction):
        return value if field.kind.name == "number" and field.range.holds(value) else None
    known = field.kind.scale.names() if field.kind.scale is not None else ()
    return value if value in known else None


# Measures -------------------------------------------------------------------------------


class Reading:
    """A policy read over an appraisal, measure by measure."""

    def __init__(self, policy: Policy, appraisal: Appraisal) -> None:
        """Take in the evidence.

        Raises:
            Refused: the evidence breaks the policy's evidence section.
        """
        self.appraisal = appraisal
        self.evidence = _Evidence(policy, appraisal)
        self.stopped = self.evidence.stopped
        #: The measures that were added, by name.
        self.values: dict[str, Any] = {}

    def add(self, measure: Measure) -> Mapping[Any, Value]:
        """Compute one more measure; return its values by row key, or by None where it has one."""
        found: dict[Any, Value] = {}
        for place in self.places(measure):
            key = None if place.row is None else place.row["key"]
            if isinstance(measure.body, t.Judgement):
                found[key] = self._judged(measure.body)
            else:
                found[key] = _rounded(place.value(measure.body), measure.round)
        self.values[measure.name] = found[None] if measure.rows is None else found
        return found

    def places(self, measure: Measure) -> list["Place"]:
        """Return every place that a measure has a value for."""
        if measure.rows is None:
            return [Place(self, None, None)]
        return [Place(self, measure.rows, row) for row in self.rows_of(measure.rows)]

    def rows_of(self, rows: t.Rows) -> list[Row]:
        table = self.evidence.tables[rows.table]
        if rows.by is None:
            return table
        found = {row[rows.by] for row in table if row[rows.by] is not None}
        return [{"key": each, rows.by: each} for each in sorted(found)]

    def _judged(self, node: t.Judgement) -> Value:
        """Return what a person decided, or else what the policy suggests."""
        suggested = None
        if node.suggest is not None:
            suggested = Place(self, None, None).value(node.suggest)
        given = self.appraisal.judgements.get(node.measure)
        if given is None:
            self.stopped |= node.suggest is None
            return suggested
        level = next(
            (each for each in node.level_kind.scale or () if each.name == given.level), None
        )
        lacking = [name for name in node.override if not getattr(given, name)]
        if level is None:
            self.stopped = True
            return None
        if not lacking or level == suggested:
            return level
        # A decision is weighed against the suggestion; where that has a gap, so has this.
        self.stopped |= suggested is not None or node.suggest is None
        return None


def _rounded(value: Value, rounding: Rounding | None) -> Value:
    return value if value is None or rounding is None else rounded(value, rounding)


def rounded(number: Fraction, rounding: Rounding) -> Fraction:
    """Round as `decimal` says the mode does, without its limit on digits."""
    scaled = abs(number) * 10**rounding.places
    whole, rest = scaled.numerator // scaled.denominator, scaled - scaled // 1
    match rounding.mode:
        case "half_up":
            whole += rest >= Fraction(1, 2)
        case "half_even":
            whole = round(scaled)
        case "up":
            whole += rest > 0
    return Fraction(whole if number >= 0 else -whole, 10**rounding.places)


@frozen
class Place:
    """Where a formula is read: nowhere in particular, or at one row."""

    reading: Reading
    rows: t.Rows | None
    row: Row | None

    def value(self, node: t.Node) -> Value:
        """Return the value of a formula here."""
        match node:
            case t.Constant():
                return node.value
            case t.Field():
                return self._field(node)
            case t.Fact():
                return self.reading.evidence.facts[node.name]
            case t.MeasureValue():
                return self._measure(node)
            case t.Negative():
                return _with([self.value(node.value)], lambda number: -number)
            case t.Arithmetic():
                return _with(
                    [self.value(node.left), self.value(node.right)], _ARITHMETIC[node.sign]
                )
            case t.Apply():
                return _with([self.value(each) for each in node.arguments], _APPLY[node.function])
            case t.Round():
                rounding = Rounding(node.places, node.mode)
                return _with([self.value(node.value)], lambda number: rounded(number, rounding))
            case t.Compare():
                return _with([self.value(node.left), self.value(node.right)], _COMPARE[node.sign])
            case t.Logic():
                return self._logic(node)
            case t.Not():
                return _with([self.value(node.value)], lambda holds: not holds)
            case t.Choose():
                holds = self.value(node.condition)
                return None if holds is None else self.value(node.then if holds else node.otherwise)
            case t.Aggregate():
                return self._aggregate(node)
            case t.Case():
                word = self.value(node.of)
                return None if word is None else self.value(dict(node.cases)[_word(word)])
            case t.Bands():
                return self._bands(node)
            case t.Curve():
                return self._curve(node)
            case t.Lookup():
                return _with([self.value(node.of)], lambda word: dict(node.values)[_word(word)])
            case t.Judgement():
                return self.reading.values[node.measure]
            case t.Matrix():
                cells = {(row, column): level for row, column, level in node.cells}
                both = [self.value(node.rows), self.value(node.columns)]
                return _with(both, lambda row, column: cells[_word(row), _word(column)])
        raise TypeError(type(node).__name__)

    # Leaves -----------------------------------------------------------------------------

    def _field(self, node: t.Field) -> Value:
        row = self._result() if node.parent else self.row
        assert row is not None
        value = row[node.name]
        if isinstance(value, Missing | NotApplicable) or value is _IS_A_RANGE:
            return None
        if node.kind.scale is not None and value is not None:
            return next(each for each in node.kind.scale if each.name == value)
        return value

    def _measure(self, node: t.MeasureValue) -> Value:
        found = self.reading.values[node.name]
        if node.rows is None:
            return found
        row = self._result() if node.parent else self.row
        assert row is not None
        return found[row["key"]]

    def _result(self) -> Row:
        """Return the work result of the indicator at hand."""
        assert self.row is not None
        results = self.reading.evidence.tables["results"]
        return next(each for each in results if each["key"] == self.row["result"])

    # Conditions -------------------------------------------------------------------------

    def _logic(self, node: t.Logic) -> bool | None:
        values = [self.value(part) for part in node.parts]
        decides = node.word == "or"
        if decides in values:
            return decides
        return None if None in values else not decides

    # Rows to one value ------------------------------------------------------------------

    def _aggregate(self, node: t.Aggregate) -> Value:
        places = self.gathered(node)
        counted = []
        for place in places:
            holds = True if node.where is None else place.value(node.where)
            if holds is None:
                return None
            if holds:
                counted.append(place)
        if node.function == "count":
            return Fraction(len(counted))
        assert node.value is not None
        values = [place.value(node.value) for place in counted]
        weights = [
            Fraction(1) if node.weight is None else place.value(node.weight) for place in counted
        ]
        if None in values or None in weights:
            return None
        found = _GATHER[node.function](values, weights)
        if found is None and node.default is not None:
            return self.value(node.default)
        return found

    def gathered(self, node: t.Aggregate) -> list["Place"]:
        """Return the rows that an aggregate ranges over: those of the row at hand, or all."""
        places = [Place(self.reading, node.rows, row) for row in self.reading.rows_of(node.rows)]
        if not node.grouped:
            return places
        assert self.rows is not None
        assert self.row is not None
        name = self.rows.by or "result"
        return [each for each in places if each.row and each.row[name] == self.row["key"]]

    # Bodies -----------------------------------------------------------------------------

    def _bands(self, node: t.Bands) -> Level | None:
        number = self.value(node.of)
        for band in node.bands if number is not None else ():
            edge = number if band.edge is None else band.edge
            if number > edge or (number == edge and (band.inclusive or band.edge is None)):
                holds = True if band.when is None else self.value(band.when)
                if holds is None:
                    return None
                if holds:
                    return band.level
        assert number is None
        return None

    def _curve(self, node: t.Curve) -> Fraction | None:
        number = self.value(node.of)
        for piece in node.pieces if number is not None else ():
            if _lies_in(number, piece):
                holds = True if piece.when is None else self.value(piece.when)
                if holds is None:
                    return None
                if holds:
                    return _on_line(number, piece)
        assert number is None
        return None


def _lies_in(number: Fraction, piece: t.Piece) -> bool:
    if piece.low is not None and (number < piece.low or (piece.low_open and number == piece.low)):
        return False
    return (
        piece.high is None or number < piece.high or (number == piece.high and not piece.high_open)
    )


def _on_line(number: Fraction, piece: t.Piece) -> Fraction:
    first, last = piece.values
    if piece.low is None or piece.high is None or piece.low == piece.high:
        return first
    return first + (number - piece.low) / (piece.high - piece.low) * (last - first)


def _word(value: Value) -> str:
    """Return the word that a policy writes for a level, a flag or a choice."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _with(values: list[Value], compute: Callable[..., Value]) -> Value:
    """Compute, unless something is missing."""
    return None if None in values else compute(*values)


_ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": lambda x, y: x / y,
}
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda x, y: bool(x == y),
    "!=": lambda x, y: bool(x != y),
    "<": lambda x, y: bool(x < y),
    "<=": lambda x, y: bool(x <= y),
    ">": lambda x, y: bool(x > y),
    ">=": lambda x, y: bool(x >= y),
}
_APPLY: dict[str, Callable[..., Fraction]] = {
    "min": lambda *numbers: min(numbers),
    "max": lambda *numbers: max(numbers),
    "abs": abs,
    "clip": lambda number, low, high: min(max(number, low), high),
}


def _sum(values: list[Fraction], weights: list[Fraction]) -> Fraction | None:
    if not sum(weights):
        return None
    return sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0))


def _mean(values: list[Fraction], weights: list[Fraction]) -> Fraction | None:
    total = _sum(values, weights)
    return None if total is None else total / sum(weights)


def _median(values: list[Fraction]) -> Fraction | None:
    ranked = sorted(values)
    while len(ranked) > 2:
        ranked = ranked[1:-1]
    return sum(ranked, Fraction(0)) / len(ranked) if ranked else None


def _trimmed(values: list[Fraction]) -> Fraction | None:
    kept = sorted(values)[1:-1]
    return sum(kept, Fraction(0)) / len(kept) if kept else None


_GATHER: dict[str, Callable[[list[Any], list[Any]], Any]] = {
    "sum": _sum,
    "mean": _mean,
    "median": lambda values, _: _median(values),
    "trimmed_mean": lambda values, _: _trimmed(values),
    "lowest": lambda values, _: min(values, default=None),
    "highest": lambda values, _: max(values, default=None),
    "share": lambda values, _: Fraction(sum(values), len(values)) if values else None,
    "any": lambda values, _: any(values) if values else None,
    "all": lambda values, _: all(values) if values else None,
}
