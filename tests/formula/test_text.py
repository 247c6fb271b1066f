"""Bodies of measures as text, and what every reading says of a node that it does not know."""

from fractions import Fraction

import pytest
from attrs import evolve

from asn_appraisal import parse_policy
from asn_appraisal.formula import (
    ANY,
    Declared,
    Gathered,
    Range,
    formula_text,
    possible,
    ratio_lines,
)
from asn_appraisal.formula.functions import AGGREGATES, FUNCTIONS
from asn_appraisal.formula.kinds import NUMBER, Kind
from asn_appraisal.formula.nodes import Node
from asn_appraisal.formula.tree import Aggregate, Bands
from asn_appraisal.scoring.arithmetic import Compiler
from asn_appraisal.scoring.code import Code
from asn_appraisal.scoring.frame import Layout

POLICY = parse_policy("""
asn_appraisal: policy/1
id: teks
scales:
  predicate: {kurang: Kurang, baik: Baik}
evidence:
  facts:
    x: {type: number, from: 0, to: 100}
    early: {type: flag}
    place: {type: choice, values: [kota, pulau]}
measures:
  rate:
    curve:
      of: x
      pieces:
        - {below: 50, value: 0}
        - {at: 50, value: 25}
        - {above: 50, below: 80, value: [25, 60], when: early}
        - {above: 50, below: 80, value: 30}
        - {from: 80, to: 90, value: 70}
        - {above: 90, value: 100}
  extra: {lookup: {of: place, values: {kota: 1, pulau: 1.5}}}
  quick: {lookup: {of: early, values: {true: 2, false: 1}}}
  part: {by: place, cases: {kota: x + 1, pulau: x}}
  total: {formula: rate + extra + quick + part}
  grade:
    scale: predicate
    bands: {of: total, levels: [{level: baik, above: 60, when: early}, {level: baik, from: 80}, {level: kurang}]}
  other: {scale: predicate, formula: "'baik' if early else 'kurang'"}
  both:
    scale: predicate
    matrix:
      rows: grade
      columns: other
      cells: {kurang: {kurang: kurang, baik: kurang}, baik: {kurang: kurang, baik: baik}}
  decided: {scale: predicate, judgement: {suggest: both}}
  free: {scale: predicate, judgement: {override: []}}
  result: {scale: predicate, formula: "decided if free == 'baik' else 'kurang'"}
result: result
""")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "rate",
            "x → < 50: 0; 50: 25; > 50 … < 80: 25 … 60 (early); > 50 … < 80: 30; 80 … 90: 70;"
            " > 90: 100",
        ),
        ("part", "place → kota: x + 1; pulau: x"),
        ("extra", "place → kota: 1; pulau: 1.5"),
        ("quick", "early → true: 2; false: 1"),
        ("grade", "total → baik > 60 (early); baik >= 80; kurang"),
        (
            "both",
            "grade × other → baik × baik: baik; baik × kurang: kurang; kurang × baik: kurang;"
            " kurang × kurang: kurang",
        ),
        ("decided", "both"),
        ("free", "free"),
    ],
)
def test_a_body_is_written_on_one_line(name: str, text: str) -> None:
    assert text == formula_text(POLICY.measures[name].body)


class Unknown(Node):
    """A node that was added to the tree and to no reading."""

    @property
    def kind(self) -> Kind:
        return NUMBER


def test_a_node_that_a_reading_does_not_know_is_never_passed_over() -> None:
    with pytest.raises(TypeError, match="no reading of Unknown"):
        possible(Unknown(), Declared())
    with pytest.raises(TypeError, match="no text for Unknown"):
        formula_text(Unknown())
    assert ratio_lines(Unknown()) is None
    with pytest.raises(TypeError, match="no reading of Unknown"):
        Compiler(Layout(), {}, None).code(Unknown())
    with pytest.raises(TypeError, match="taken by the program"):
        Compiler(Layout(), {}, None).code(POLICY.measures["decided"].body)


def test_a_ratio_has_no_scale() -> None:
    with pytest.raises(ValueError, match="no scale"):
        Code(lambda _frame, _row: (1, 3), None).at_scale(6)


def test_every_function_has_a_text_and_a_range() -> None:
    for name in FUNCTIONS:
        arguments = (
            "x, 1, 2" if name == "clip" else "x, 1" if name in ("min", "max", "round") else "x"
        )
        policy = parse_policy(f"""
asn_appraisal: policy/1
id: fungsi
evidence: {{facts: {{x: {{type: number, from: 0, to: 100}}}}}}
measures: {{total: {{formula: "{name}({arguments})"}}}}
result: total
""")
        body = policy.measures["total"].body
        assert f"{name}({arguments})" == formula_text(body)
        assert isinstance(possible(body, Declared()), Range)
    assert {"sum", "mean", "median", "trimmed_mean", "lowest", "highest"} < {*AGGREGATES}


def test_a_level_that_no_row_can_give_comes_from_the_default_alone() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: taraf
evidence: {results: {rating: [meets, above], weight: {from: 0, to: 5}}}
measures:
  best: {scale: expectation, formula: "highest(results.rating, where=weight > 5, default='below')"}
result: best
""")
    assert {"below"} == {str(each) for each in possible(policy.measures["best"].body, Declared())}


def test_no_band_is_reached_below_one_that_takes_every_number() -> None:
    body = POLICY.measures["grade"].body
    assert isinstance(body, Bands)
    always = evolve(body.bands[1], edge=Fraction(0))
    found = possible(evolve(body, bands=(always, body.bands[-1])), Declared())

    assert {"baik"} == {str(each) for each in found}


def test_levels_of_two_scales_have_no_order() -> None:
    kurang, baik = POLICY.scales["predicate"].levels

    assert kurang < baik
    with pytest.raises(TypeError):
        assert kurang < 1


def test_a_range_that_holds_nothing_adds_nothing() -> None:
    empty = Range(Fraction(1), Fraction(0))
    some = Range(Fraction(2), Fraction(3))

    assert some == empty.join(some) == some.join(empty)
    assert ANY == ANY.join(some)


def test_a_judgement_without_a_suggestion_can_be_any_level() -> None:
    found = possible(POLICY.measures["free"].body, Declared())

    assert {"kurang", "baik"} == {str(each) for each in found}


class NobodyCounts(Declared):
    """What is known where there is one row, and it does not count."""

    def gather(self, node: Node) -> Gathered:
        assert isinstance(node, Aggregate)
        return Gathered(((ANY, Range.only(Fraction(1)), frozenset({False})),), counted=True)


def test_an_aggregate_that_no_row_counts_in_gives_its_default() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: kosong
evidence: {behaviours: {value: {from: 0, to: 100}}}
measures: {total: {formula: "mean(behaviours.value, where=behaviours.rater == 'peer', default=5)"}}
result: total
""")
    body = policy.measures["total"].body

    assert Range.only(Fraction(5)) == possible(body, NobodyCounts())
