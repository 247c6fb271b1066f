"""Calibrating every pool of a table: what `calibrate` says of each, for all at once."""

from collections.abc import Mapping
from random import Random
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from asn_appraisal import Appraisal, Policy, PolicyError, RecordError, parse_policy, score
from asn_appraisal.calibration import Calibration, ScoredCohort, calibrate
from asn_appraisal.frames import calibrate_frame, score_frames

LEVELS = ("sk", "k", "bp", "b", "sb")
POLICY = """
asn_appraisal: policy/1
id: small
scales:
  predicate: {sk: SK, k: K, bp: BP, b: B, sb: SB}
evidence:
  facts:
    given: {type: level, scale: predicate}
    place: {type: number, from: 0}
    extra: {type: number, from: 0}
measures:
  total: {formula: place, round: 2}
  second: {formula: extra / 3}
  third: {formula: extra, round: 0}
  predicate: {scale: predicate, formula: given}
result: predicate
calibration:
  of: predicate
  choose_by: achievement
  patterns:
    istimewa: {sb: {most: true, at_most: 70%%}}
    baik: {b: {most: true, at_most: 70%%}, bp|k: {at_least: 1 person}}
    kurang: {k: {at_least: 60%%}, bp: {at_least: 10%%}, sb: {at_most: 10%%}}
    kuota: {sb: {share: 20%%}, b: {share: 50%%}, bp: {share: 30%%}}
  %s
"""
PATTERNS = ("istimewa", "baik", "kurang", "kuota", "tidak_ada", None)
RULES = [
    "rank_by: [total]",
    "rank_by: [total, second]",
    "rank_by: [predicate, total]",
    "{}",
    "rank_by: [total]\n  ties: up",
    "rank_by: [second]\n  ties: down\n  mode: bind",
    "rank_by: [total, second]\n  ties: manual",
    "rank_by: [total]\n  ties: down\n  seats: floor",
    "rank_by: [total]\n  ties: manual\n  most: plurality",
    "rank_by: [total]\n  mode: bind\n  smallest_pool: 4",
    "rank_by: [total]\n  smallest_pool: 5\n  below_smallest: parent_unit",
    "rank_by: [total]\n  ties: up\n  seats: largest_remainder",
    "rank_by: [second, total]\n  ties: up\n  seats: ceil",
    "rank_by: [predicate, second]\n  most: plurality",
    "rank_by: [total]\n  ties: manual\n  smallest_pool: 5\n  below_smallest: parent_unit",
]


def policy(more: str) -> Policy:
    return parse_policy(POLICY % more.replace("{}", ""))


def people(draw: Random, pools: int) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Draw facts of people, and the pools they are in: small ones, many equals, some gaps."""
    facts: dict[str, list[Any]] = {name: [] for name in ("appraisal", "given", "place", "extra")}
    members: dict[str, list[Any]] = {name: [] for name in ("appraisal", "unit", "achievement")}
    for pool in range(pools):
        chosen = draw.choice(PATTERNS)
        for person in range(draw.choice([1, 2, 3, 5, 8, 12, 40])):
            key = f"u{pool}-{person}"
            place = draw.choice([None, 1, 2, 2, 3, 3, 5])
            sorted_level = LEVELS[min(4, (place or 1))]
            facts["appraisal"].append(key)
            facts["given"].append(draw.choice([sorted_level, draw.choice(LEVELS)]))
            facts["place"].append(place)
            facts["extra"].append(draw.choice([0, 0, 1]))
            members["appraisal"].append(key)
            members["unit"].append(f"u{pool}")
            members["achievement"].append(chosen)
    return facts, members


def cohorts(rules: Policy, facts: Any, members: Any) -> dict[str, ScoredCohort]:
    """Return the same pools as `calibrate` takes them; every third unit has one above."""
    cards: dict[str, dict[str, Any]] = {}
    said = {}
    for row in pl.DataFrame(members, strict=False).iter_rows(named=True):
        cards.setdefault(row["unit"], {})
        said[row["unit"]] = row["achievement"]
    units = dict(zip(members["appraisal"], members["unit"], strict=True))
    for row in pl.DataFrame(facts, strict=False).iter_rows(named=True):
        key = row.pop("appraisal")
        given = {name: value for name, value in row.items() if value is not None}
        cards[units[key]][key] = score(rules, Appraisal(key, facts=given))
    return {
        unit: ScoredCohort(
            unit,
            here,
            {} if said[unit] is None else {"achievement": said[unit]},
            parent_of(unit, cards),
        )
        for unit, here in cards.items()
    }


def parent_of(unit: str, known: Mapping[str, Any]) -> str | None:
    above = f"u{int(unit[1:]) + 1}"
    return above if int(unit[1:]) % 3 == 0 and above in known else None


def expected(calibration: Calibration, key: str) -> tuple[Any, ...]:
    if key in calibration.incomplete:
        return (None, None, None, "incomplete")
    before = calibration.cards[key]["predicate"].name
    after = calibration.proposed[key].name
    outcome = "kept" if before == after else "moved"
    if key in calibration.undecided:
        outcome = "undecided"
    if not calibration.feasible:
        outcome = "infeasible"
    if calibration.exempt is not None:
        outcome = "exempt"
    elif calibration.pattern is None:
        outcome = "no_pattern"
    return (before, after, calibration.final[key].name, outcome)


@pytest.mark.parametrize("more", RULES)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_pool_is_calibrated_as_it_would_be_by_itself(more: str, seed: int) -> None:
    rules, draw = policy(more), Random(seed)
    facts, members = people(draw, 40)
    pools = cohorts(rules, facts, members)
    units = pl.DataFrame(
        {"unit": list(pools), "parent": [parent_of(unit, pools) for unit in pools]}
    )
    scores = score_frames(rules, facts=pl.DataFrame(facts))
    table = pl.DataFrame(members)
    if seed == 1:  # side by side with the scores, or not
        table = table.sample(fraction=1, shuffle=True, seed=seed)
    done = calibrate_frame(rules, scores, table, units=units)
    assert done["appraisal"].equals(table["appraisal"])
    found = {row["appraisal"]: row for row in done.iter_rows(named=True)}
    assert len(found) == len(members["appraisal"])
    for cohort in pools.values():
        parent = pools.get(cohort.parent or "")
        calibration = calibrate(rules, cohort, parent=parent)
        ranks = {move.employee: move.rank for move in calibration.moves}
        for key in cohort.cards:
            row = found[key]
            said = tuple(row[name] for name in ("before", "after", "final", "outcome"))
            assert expected(calibration, key) == said, (key, calibration.text("en"))
            assert ranks.get(key, row["rank"]) == row["rank"]


@pytest.mark.parametrize("far", [10**15, 10**17])
def test_numbers_too_wide_for_one_column_rank_as_narrow_ones_do(far: int) -> None:
    rules = policy("rank_by: [total, third]\n  ties: manual")
    facts, members = people(Random(4), 30)
    wide = {
        name: [each and each * far for each in facts[name]] if name != "given" else facts[name]
        for name in ("given", "place", "extra")
    }
    table = pl.DataFrame(members)

    narrow = calibrate_frame(rules, score_frames(rules, facts=pl.DataFrame(facts)), table)
    scores = score_frames(rules, facts=pl.DataFrame({**facts, **wide}))

    assert narrow.equals(calibrate_frame(rules, scores, table))
    assert set(narrow["outcome"]) > {"kept", "moved", "undecided"}


def test_the_fact_of_a_unit_may_stand_in_any_of_its_rows_and_be_that_of_last_year() -> None:
    rules = policy("rank_by: [total]\n  ties: up")
    facts = {"appraisal": [1, 2, 3, 4], "given": "sb", "place": [4, 3, 2, 1], "extra": 0}
    scores = score_frames(rules, facts=pl.DataFrame(facts, strict=False))
    said = [None, "kuota", None, None]
    pools = pl.DataFrame({"appraisal": [1, 2, 3, 4], "unit": [7, 7, 7, 900], "achievement": said})

    this_year = calibrate_frame(rules, scores, pools)
    units = pools.select("unit", pl.lit("kuota").alias("achievement_last_year"))
    last_year = calibrate_frame(rules, scores, pools, units=units)

    assert this_year["after"].to_list() == ["sb", "b", "bp", "sb"]
    assert this_year["pattern"].to_list() == ["kuota"] * 3 + [None]
    assert last_year["pattern"].to_list() == ["kuota"] * 4
    assert last_year["after"].to_list() == ["sb", "b", "bp", "b"]


def test_equals_of_two_levels_move_although_the_head_counts_satisfy_the_pattern() -> None:
    rules = policy("rank_by: [total]")
    facts: dict[str, list[Any]] = {
        "appraisal": ["a", "b", "c", "d", "e"],
        "given": ["b", "b", "b", "bp", "bp"],
        "place": [5, 4, 3, 3, 2],
        "extra": [0] * 5,
    }
    pools = {"appraisal": facts["appraisal"], "unit": ["u1"] * 5, "achievement": ["baik"] * 5}
    scores = score_frames(rules, facts=pl.DataFrame(facts))

    done = calibrate_frame(rules, scores, pl.DataFrame(pools))

    alone = calibrate(rules, cohorts(rules, facts, pools)["u1"])
    assert done["after"].to_list() == [alone.proposed[each].name for each in pools["appraisal"]]
    assert done["outcome"].to_list().count("moved") == len(alone.moves) == 2


def test_a_small_unit_joins_the_unit_above_also_where_that_is_number_zero() -> None:
    rules = policy(
        "rank_by: [total]\n  ties: up\n  smallest_pool: 3\n  below_smallest: parent_unit"
    )
    keys = [*range(6)]
    facts = {"appraisal": keys, "given": "sb", "place": [6, 5, 4, 3, 2, 1], "extra": 0}
    pools = pl.DataFrame({"appraisal": keys, "unit": [0, 0, 0, 0, 0, 1], "achievement": "kuota"})
    units = pl.DataFrame({"unit": [1], "parent": [0]})

    done = calibrate_frame(
        rules, score_frames(rules, facts=pl.DataFrame(facts)), pools, units=units
    )

    assert done["after"].to_list() == ["sb", "b", "b", "b", "bp", "bp"]
    assert done["rank"].to_list() == [1, 2, 3, 4, 5, 6]


def test_who_has_no_score_is_incomplete_and_not_counted() -> None:
    rules = policy("rank_by: [total]\n  ties: up")
    facts, members = people(Random(5), 12)
    table = pl.DataFrame(members)
    scores = score_frames(rules, facts=pl.DataFrame(facts))
    few = scores.filter(pl.int_range(pl.len()) % 3 != 0)
    counted = table["appraisal"].is_in(few["appraisal"].implode())

    done = calibrate_frame(rules, few, table)

    assert set(done.filter(~counted)["outcome"]) == {"incomplete"}
    assert calibrate_frame(rules, few, table.clear()).equals(done.clear())
    assert done.filter(counted).equals(calibrate_frame(rules, few, table.filter(counted)))


def test_the_answer_is_a_table_of_the_kind_that_was_handed_over() -> None:
    rules = policy("rank_by: [total]")
    facts, members = people(Random(3), 6)
    scores, pools = score_frames(rules, facts=pl.DataFrame(facts)), pl.DataFrame(members)
    right = calibrate_frame(rules, scores, pools).sort("appraisal")

    lazy = calibrate_frame(rules, scores.lazy(), pools.lazy())
    assert isinstance(lazy, pl.LazyFrame)
    assert right.equals(lazy.collect().sort("appraisal"))

    in_pandas = calibrate_frame(rules, scores.to_pandas(), pools.to_pandas())
    assert isinstance(in_pandas, pd.DataFrame)
    assert right["after"].to_list() == [
        None if each != each else each for each in in_pandas.sort_values("appraisal")["after"]
    ]

    in_duckdb = calibrate_frame(
        rules, duckdb.from_arrow(scores.to_arrow()), duckdb.from_arrow(pools.to_arrow())
    )
    assert right.rows() == sorted(in_duckdb.fetchall())


def test_what_cannot_be_calibrated_is_refused_with_every_problem_at_once() -> None:
    rules = policy("rank_by: [total]")
    facts, members = people(Random(3), 2)
    scores, pools = score_frames(rules, facts=pl.DataFrame(facts)), pl.DataFrame(members)

    with pytest.raises(RecordError) as lacking:
        calibrate_frame(rules, scores.drop("total"), pools.drop("unit"))
    assert ["ASN-K007", "ASN-K007"] == [each.code for each in lacking.value.problems]
    with pytest.raises(RecordError) as twice:
        calibrate_frame(rules, scores, pl.concat([pools, pools]))
    assert ["ASN-K017"] == [each.code for each in twice.value.problems]
    two = pools.with_columns(achievement=pl.lit("baik"), unit=pl.lit("u")).with_row_index("at")
    said = pl.when(pl.col("at") == 0).then(pl.lit("kurang")).otherwise(pl.col("achievement"))
    with pytest.raises(RecordError) as unclear:
        calibrate_frame(rules, scores, two.with_columns(achievement=said).drop("at"))
    assert ["ASN-K018"] == [each.code for each in unclear.value.problems]
    nowhere = pl.when(pl.col("unit") != "u1").then("unit").alias("unit")
    with pytest.raises(RecordError) as without:
        calibrate_frame(rules, scores, pools.with_columns(nowhere))
    assert ["ASN-K016"] == [each.code for each in without.value.problems]
    plain = parse_policy(
        "{asn_appraisal: policy/1, id: p, measures: {m: {formula: '1'}}, result: m}"
    )
    with pytest.raises(PolicyError):
        calibrate_frame(plain, scores, pools)
