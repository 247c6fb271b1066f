"""The same policy over tables: by hand in floats, and by `score_frames` in exact integers.

Every contender computes achievement, plan, behaviour, total and predicate, with the same rounding,
for 8 indicators and 7 marks a person. The hand-written ones check nothing of the evidence.
"""

import gc
import importlib.util
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from asn_appraisal import Policy, parse_policy
from asn_appraisal.frames import score_frames

ROOT = Path(__file__).resolve().parents[1]
NATIONAL = ROOT / "benchmarks" / "nasional"
COLUMNS = {
    "indicators": ["appraisal", "polarity", "target", "actual", "weight"],
    "behaviours": ["appraisal", "value"],
    "facts": ["appraisal", "innovation"],
}
LEVELS = ("sangat_kurang", "kurang", "cukup", "baik", "sangat_baik")
Tables = Mapping[str, Any]


def national() -> Any:
    """Return the module that makes the data."""
    spec = importlib.util.spec_from_file_location("generate", NATIONAL / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def policy() -> Policy:
    """Return the policy of the national example."""
    return parse_policy((NATIONAL / "nasional.yaml").read_text("utf-8"))


def tables(people: int) -> dict[str, pl.DataFrame]:
    """Make the tables of so many people, complete, with the columns that are read."""
    made = national().tables(people, seed=1, gaps=False)
    return {name: made[name].select(columns) for name, columns in COLUMNS.items()}


# By hand --------------------------------------------------------------------------------


def polars_float(given: Tables) -> pl.DataFrame:
    """Score with Polars in floats, as an analyst writes it."""
    return polars_plan(given).collect()


def polars_plan(given: Tables) -> pl.LazyFrame:
    """Return what Polars does in floats, before it is done."""
    ratio = pl.col("actual") / pl.col("target")
    score = (
        pl.when(pl.col("polarity") == "higher")
        .then((100 * ratio).clip(upper_bound=120))
        .otherwise((100 * (2 - ratio)).clip(0, 120))
        .round(2)
    )
    plans = given["indicators"].lazy().with_columns(score=score).group_by("appraisal")
    plan = plans.agg(top=(pl.col("score") * pl.col("weight")).sum(), below=pl.col("weight").sum())
    marks = given["behaviours"].lazy().group_by("appraisal").agg(mark=pl.col("value").mean())
    joined = plan.join(marks, on="appraisal").join(given["facts"].lazy(), on="appraisal")
    joined = joined.with_columns(
        skp=(pl.col("top") / pl.col("below")).round(2), behaviour=pl.col("mark").round(2)
    )
    total = (0.7 * pl.col("skp") + 0.3 * pl.col("behaviour")).round(2)
    joined = joined.with_columns(total=total)
    best = (pl.col("total") >= 110) & pl.col("innovation")
    predicate = (
        pl.when(best)
        .then(pl.lit("sangat_baik"))
        .when(pl.col("total") >= 90)
        .then(pl.lit("baik"))
        .when(pl.col("total") >= 70)
        .then(pl.lit("cukup"))
        .when(pl.col("total") >= 50)
        .then(pl.lit("kurang"))
        .otherwise(pl.lit("sangat_kurang"))
    )
    wanted = ["appraisal", "skp", "behaviour", "total"]
    return joined.select(*wanted, predicate=predicate)


def arrays(given: Tables) -> dict[str, Any]:
    """Return the columns as NumPy arrays; rows of a person stand together."""
    made = {}
    for table, columns in COLUMNS.items():
        for name in columns:
            made[f"{table}.{name}"] = given[table][name].to_numpy()
    made["lower"] = made["indicators.polarity"] == "lower"
    return made


def numpy_float(made: dict[str, Any]) -> tuple[Any, Any]:
    """Score with NumPy in floats; it needs the rows of a person side by side."""
    ratio = made["indicators.actual"] / made["indicators.target"]
    up, down = np.minimum(100 * ratio, 120), np.clip(100 * (2 - ratio), 0, 120)
    score = np.round(np.where(made["lower"], down, up), 2)
    weight = made["indicators.weight"]
    starts = np.flatnonzero(np.diff(made["indicators.appraisal"], prepend=-1))
    skp = np.round(np.add.reduceat(score * weight, starts) / np.add.reduceat(weight, starts), 2)
    starts = np.flatnonzero(np.diff(made["behaviours.appraisal"], prepend=-1))
    marks = made["behaviours.value"]
    count = np.diff(np.append(starts, len(marks)))
    behaviour = np.round(np.add.reduceat(marks, starts) / count, 2)
    total = np.round(0.7 * skp + 0.3 * behaviour, 2)
    level = np.digitize(total, [50, 70, 90])
    level[(total >= 110) & made["facts.innovation"]] = 4
    return total, np.array(LEVELS)[level]


SQL = """
with plan as (
  select appraisal, round(sum(score * weight) / sum(weight), 2) as skp
  from (select appraisal, weight, round(case polarity
          when 'higher' then least(100.0::double * actual / target, 120)
          else least(greatest(100.0::double * (2 - actual::double / target), 0), 120) end, 2) score
        from indicators)
  group by appraisal),
mark as (select appraisal, round(avg(value), 2) as behaviour from behaviours group by appraisal),
whole as (
  select appraisal, skp, behaviour, innovation,
         round(0.7::double * skp + 0.3::double * behaviour, 2) as total
  from plan join mark using (appraisal) join facts using (appraisal))
select appraisal, skp, behaviour, total,
       case when total >= 110 and innovation then 'sangat_baik' when total >= 90 then 'baik'
            when total >= 70 then 'cukup' when total >= 50 then 'kurang'
            else 'sangat_kurang' end as predicate
from whole
"""


def duckdb_float(connection: Any) -> Any:
    """Score with DuckDB SQL in doubles."""
    return connection.sql(SQL).to_arrow_table()


def spread(given: Tables) -> Any:
    """Hand the tables to DuckDB."""
    connection = duckdb.connect()
    for name, table in given.items():
        connection.register(f"{name}_", table.to_arrow())
        connection.table(f"{name}_").create(name)
    return connection


# Measuring ------------------------------------------------------------------------------


def measure(people: int, rounds: int, others: Mapping[str, Callable[[Tables], Any]]) -> Any:
    """Time every contender in each round; return seconds by name, and the wrong digits.

    `others` are contenders of other libraries: what makes each ready from the tables.
    """
    given, rules = tables(people), policy()
    connection, made = spread(given), arrays(given)
    contenders: dict[str, Callable[[], Any]] = {
        "hand-written Polars, float": lambda: polars_float(given),
        "score_frames, Polars": lambda: score_frames(rules, **given),
        "score_frames, Polars lazy": lambda: score_frames(
            rules, **{name: each.lazy() for name, each in given.items()}
        ).collect(),
        "hand-written NumPy, float": lambda: numpy_float(made),
        "hand-written DuckDB SQL, double": lambda: duckdb_float(connection),
        "score_frames, DuckDB": lambda: score_frames(
            rules, **{name: connection.table(name) for name in COLUMNS}
        ).to_arrow_table(),
    }
    contenders |= {name: ready(given) for name, ready in others.items()}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            gc.collect()
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    right = score_frames(rules, **given).sort("appraisal")
    wrong = {
        "hand-written Polars, float": differing(right, polars_float(given)),
        "hand-written NumPy, float": differing_arrays(right, *numpy_float(made)),
        "hand-written DuckDB SQL, double": differing(
            right, pl.from_arrow(duckdb_float(connection))
        ),
    }
    return times, wrong


def differing(right: pl.DataFrame, found: Any) -> tuple[int, int]:
    """Return how many totals and predicates differ from the exact ones."""
    found = found.sort("appraisal")
    return differing_arrays(right, found["total"].to_numpy(), found["predicate"].to_numpy())


def differing_arrays(right: pl.DataFrame, total: Any, predicate: Any) -> tuple[int, int]:
    """Return how many totals and predicates differ from the exact ones, in hundredths."""
    exact = (right["total"] * 100).cast(pl.Int64).to_numpy()
    cents = np.round(np.asarray(total) * 100).astype(np.int64)
    words = np.asarray(predicate, dtype=object) != right["predicate"].to_numpy()
    return int((exact != cents).sum()), int(words.sum())


def ratios(times: dict[str, list[float]], name: str, base: str) -> float:
    """Return the median speed of a contender beside another, round by round."""
    return statistics.median(b / t for b, t in zip(times[base], times[name], strict=True))


def cost(rules: str, given: Tables, rounds: int) -> float:
    """Return the best seconds of scoring tables by a policy."""
    made = parse_policy(rules)
    best = []
    for _ in range(rounds):
        start = time.perf_counter()
        score_frames(made, **given)
        best.append(time.perf_counter() - start)
    return min(best)
