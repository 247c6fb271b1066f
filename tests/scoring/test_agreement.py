"""Two readings of every policy agree: the compiled score, and the plain oracle beside the tests."""

import pickle
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import count
from typing import Any

import oracle
import yaml
from attrs import define, evolve, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NUMBERS, appraisals, policies, ratio_formulas, scored

from asn_appraisal import Appraisal, Policy, RecordError, Scorecard, parse_policy, score
from asn_appraisal.formula import (
    ANY,
    NUMBER,
    Declared,
    Level,
    Range,
    Scope,
    formula_text,
    level_of,
    parse_formula,
    possible,
    ratio_lines,
    ratio_table,
)
from asn_appraisal.formula.aggregates import Gathered
from asn_appraisal.formula.tree import (
    Aggregate,
    Bands,
    Case,
    Curve,
    Fact,
    Field,
    Judgement,
    Lookup,
    Matrix,
    MeasureValue,
    Node,
    Rows,
)
from asn_appraisal.policy import Measure, Rounding
from asn_appraisal.scoring import program_of
from asn_appraisal.scoring.score import general

Scored = tuple[Policy, Appraisal]


def compiled(policy: Policy, appraisal: Appraisal) -> Scorecard | None:
    """Score an appraisal; None where the record is refused."""
    try:
        return score(policy, appraisal)
    except RecordError:
        return None


def plain(value: Any) -> Any:
    """Bring a value of a card to what the oracle gives."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if value is None or isinstance(value, bool | str | Level):
        return value
    return Fraction(value)


def said(card: Scorecard | None) -> oracle.Answer | None:
    """Return what a card says, in the words of the oracle."""
    return None if card is None else oracle.Answer(card.status, plain(card))


def read(policy: Policy, appraisal: Appraisal) -> oracle.Answer | None:
    """Read an appraisal by the book; None where the record is refused."""
    try:
        return oracle.read(policy, appraisal)
    except oracle.Refused:
        return None


# Scores ---------------------------------------------------------------------------------


@given(st.data(), policies())
def test_the_compiled_score_of_every_measure_and_row_is_what_the_plain_reading_gives(
    data: st.DataObject, policy: Policy
) -> None:
    for _ in range(3):
        appraisal = data.draw(appraisals(policy))
        answer = read(policy, appraisal)

        assert answer == said(compiled(policy, appraisal))
        if answer is not None:
            # The straight-line code only ever takes what the general program would take alike.
            assert answer == said(general(program_of(policy), policy, appraisal))


@settings(max_examples=60)
@given(scored(), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_scoring_again_changes_anything(
    case: Scored, random: Any
) -> None:
    policy, appraisal = case

    def shuffled(rows: tuple[Any, ...]) -> list[Any]:
        return random.sample(rows, len(rows))  # type: ignore[no-any-return]

    other = evolve(
        appraisal,
        results=[
            evolve(each, indicators=shuffled(each.indicators))
            for each in shuffled(appraisal.results)
        ],
        behaviours=shuffled(appraisal.behaviours),
        competencies=shuffled(appraisal.competencies),
        periods=shuffled(appraisal.periods),
        facts=dict(shuffled(tuple(appraisal.facts.items()))),
    )
    card, again = compiled(policy, appraisal), compiled(policy, appraisal)

    assert card == again
    assert said(card) == said(compiled(policy, other))
    if card is not None:
        copies = pickle.loads(pickle.dumps((policy, appraisal, card)))
        assert (policy, appraisal, card) == copies
        assert policy.fingerprint == copies[0].fingerprint
        assert card == score(*copies[:2])


# Ranges ---------------------------------------------------------------------------------


def holds(one: Any, value: Any) -> bool:
    """Tell whether a value is among the possible ones."""
    if not isinstance(one, Range):
        return one is None or value in one
    on_grid = one.grid is None or (value / one.grid).denominator == 1
    return one.holds(value) and on_grid and not (one.never_zero and value == 0)


@frozen
class At:
    """A part of a measure at one place, read by the book."""

    place: oracle.Place

    def value(self, node: Node) -> Any:
        """Return the value; None where it is missing or the part is not read at this place."""
        try:
            return self.place.value(node)
        except ZeroDivisionError:
            return None  # on a branch that is not taken here

    def rows(self, node: Aggregate) -> list["At"]:
        """Return the rows that an aggregate ranges over here."""
        return [At(each) for each in self.place.gathered(node)]


@define
class Nearby:
    """Knows each value up to a little, as a question such as "what if" does."""

    at: At
    widths: Iterator[int] = field(factory=lambda: count(1))

    def leaf(self, node: Field | Fact | MeasureValue | Judgement) -> Any:
        """Return a few values of the leaf, the true one among them."""
        value, declared = self.at.value(node), Declared().leaf(node)
        if value is None:
            return declared
        wide = next(self.widths) % 3
        if not isinstance(value, Fraction):
            return declared if wide == 1 else frozenset((value,))
        if wide == 2:
            return Range.only(value)
        near = Range(value - wide, value + Fraction(wide, 3)).within(declared.closed())
        return evolve(near, grid=None)

    def gather(self, node: Aggregate) -> Gathered:
        """Return every row by itself."""
        rows = []
        for at in self.at.rows(node):
            known = Nearby(at, self.widths)
            where = possible(node.where, known) if node.where else frozenset((True,))
            value = possible(node.value, known) if node.value else Range.only(Fraction(0))
            weight = possible(node.weight, known) if node.weight else Range.only(Fraction(1))
            rows.append((value, weight, where))
        return Gathered(tuple(rows), counted=True)

    def divided(self, node: Any, by: Range) -> None:
        """Take no notice."""


def parts(node: Node, at: At) -> Iterator[tuple[Node, At]]:
    """Iterate over a node and all below it, each at every place where it is read."""
    yield node, at
    inner = [node.value, node.where, node.weight] if isinstance(node, Aggregate) else []
    for child in node.children():
        for place in at.rows(node) if child in inner else [at]:  # type: ignore[arg-type]
            yield from parts(child, place)


@settings(max_examples=60)
@given(scored())
def test_no_value_of_any_part_of_a_measure_lies_outside_what_is_said_to_be_possible(
    case: Scored,
) -> None:
    policy, appraisal = case
    try:
        reading = oracle.Reading(policy, appraisal)
    except oracle.Refused:
        return
    for measure in policy.measures.values():
        for value in reading.add(measure).values():
            assert value is None or measure.range is None or holds(measure.range, value)
        for at in map(At, reading.places(measure)):
            if at.value(measure.body) is not None:
                assert holds(possible(measure.body, Nearby(at)), at.value(measure.body))
            for node, place in parts(measure.body, at):
                value = place.value(node)
                assert value is None or holds(possible(node, Declared()), value)


# The normal form ------------------------------------------------------------------------

TARGET = Field("indicators", "target", NUMBER, Range(Fraction(0), low_open=True))
ACTUAL = Field("indicators", "actual", NUMBER, Range(Fraction(0)))
BELOW_ZERO_TOO = evolve(ACTUAL, range=ANY)


@given(ratio_formulas(), st.sampled_from([ACTUAL, BELOW_ZERO_TOO]), st.integers(0, 3))
def test_the_normal_form_gives_the_rounded_value_at_every_edge_and_next_to_it(
    text: str, actual: Field, places: int
) -> None:
    fields = {"actual": actual, "target": TARGET}
    node = parse_formula(text, Scope({"indicators": fields}, rows=Rows("indicators")))
    table, lines = ratio_table(node, places, "half_up"), ratio_lines(node)
    assert (table is None) == (lines is None)
    if table is None or lines is None:
        return
    ends = [end for low, high, *_ in lines for end in (low, high) if end is not None]
    edges = {*(Fraction(row.num, row.den) for row in table.rows), *ends, Fraction(1), *NUMBERS}
    tiny = Fraction(1, 10**14)
    for edge in edges:
        for ratio in (edge - tiny, edge, edge + tiny):
            if not actual.range.holds(ratio):
                continue
            row = {"key": "", "actual": 3 * ratio, "target": Fraction(3)}
            exact = oracle.at_row(node, row)
            below = ratio.denominator
            found = table.score(3 * ratio.numerator, 3 * below)
            assert oracle.rounded(exact, Rounding(places)) == Fraction(found, 10**places)
            assert exact in {
                slope * ratio + start
                for low, high, slope, start in lines
                if (low is None or low <= ratio) and (high is None or ratio <= high)
            }


# Writing and reading again --------------------------------------------------------------


def formulas(measure: Measure) -> Iterator[Node]:
    """Iterate over the formulas that a measure is written with."""
    match measure.body:
        case Case():
            yield measure.body.of
            yield from (each for _, each in measure.body.cases)
        case Bands():
            yield from measure.body.children()
        case Curve():
            yield from measure.body.children()
        case Lookup():
            yield measure.body.of
        case Matrix():
            yield from (measure.body.rows, measure.body.columns)
        case Judgement():
            yield from measure.body.children()
        case _:
            yield measure.body


@settings(max_examples=60)
@given(policies())
def test_what_a_policy_says_reads_back_as_the_same_policy(policy: Policy) -> None:
    facts = {
        name: Fact(name, rule.kind, rule.range) for name, rule in policy.evidence.facts.items()
    }
    tables = {name: rules.fields for name, rules in policy.evidence.tables.items()}
    scope = Scope(tables, facts, {}, policy.scales)
    for measure in policy.measures.values():
        here = evolve(scope, rows=measure.rows)
        for node in formulas(measure):
            if _counts_groups(node):
                continue  # the name of a group has no place in the text of a count
            expected = level_of(node.kind.scale) if node.kind.scale is not None else None
            assert node == parse_formula(formula_text(node), here, expected=expected)
        value = MeasureValue(measure.name, measure.kind, measure.range or ANY, measure.rows)
        scope = evolve(scope, measures={**scope.measures, measure.name: value})

    as_text = yaml.safe_dump(_data(policy.document), sort_keys=False, allow_unicode=True)
    for again in (parse_policy(policy.document), parse_policy(as_text)):
        assert policy == again
        assert policy.fingerprint == again.fingerprint


def _counts_groups(node: Node) -> bool:
    return any(
        isinstance(each, Aggregate) and each.rows.by is not None and each.value is None
        for each in node.walk()
    )


def _data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _data(each) for key, each in value.items()}
    return [_data(each) for each in value] if isinstance(value, tuple) else value
