"""Make a national data set: n appraisals, 8 indicators and 7 ratings each, as Parquet files.

    python3 generate.py FOLDER [--people 5000000] [--seed 1]

The same numbers come out each time. Most people are near their targets, one unit in six is small,
and one appraisal in a thousand lacks an actual, as it would in life. Needs numpy and polars.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

ASPECTS = (
    *("orientasi_pelayanan", "akuntabel", "kompeten", "harmonis"),
    *("loyal", "adaptif", "kolaboratif"),
)
INDICATORS = 8
#: People a file: small enough for any machine.
CHUNK = 500_000
Tables = dict[str, pl.DataFrame]


def tables(people: int, seed: int, *, first: int = 0, units: int = 0, gaps: bool = True) -> Tables:
    """Make the tables of so many people; ids count up from `first`."""
    draw = np.random.default_rng([seed, first])
    keys = np.arange(first, first + people, dtype=np.int64)
    rows = people * INDICATORS
    target = draw.integers(10, 100_000, rows)
    reached = np.clip(draw.normal(0.98, 0.18, rows), 0, 1.6)
    actual = np.round(target * reached).astype(np.int64)
    lower = draw.random(rows) < 1 / 4
    indicators = pl.DataFrame(
        {
            "appraisal": np.repeat(keys, INDICATORS),
            "id": np.tile(np.arange(INDICATORS), people),
            "polarity": pl.Series(lower).replace_strict({True: "lower", False: "higher"}),
            "target": target,
            "actual": actual,
            "weight": draw.integers(1, 40, rows),
        }
    )
    if gaps:
        lacks = pl.Series(draw.random(rows) < 1 / 8000)
        given = pl.when(lacks).then(None).otherwise(pl.col("actual"))
        indicators = indicators.with_columns(given.alias("actual"))
    marks = people * len(ASPECTS)
    behaviours = pl.DataFrame(
        {
            "appraisal": np.repeat(keys, len(ASPECTS)),
            "aspect": pl.Series(list(ASPECTS)).gather(np.tile(np.arange(len(ASPECTS)), people)),
            "value": np.clip(draw.normal(92, 9, marks), 40, 120).astype(np.int64),
        }
    )
    facts = pl.DataFrame({"appraisal": keys, "innovation": draw.random(people) < 1 / 3})
    count = units or max(1, people // 100)
    size = np.random.default_rng(seed).lognormal(0, 1, count)
    unit = np.random.default_rng([seed, first, 2]).choice(count, people, p=size / size.sum())
    levels = ("istimewa", "baik", "butuh_perbaikan")
    pools = pl.DataFrame({"appraisal": keys, "unit": unit}).with_columns(
        (pl.col("unit") % 3)
        .replace_strict(dict(enumerate(levels)))
        .alias("organisation_achievement")
    )
    return {"indicators": indicators, "behaviours": behaviours, "facts": facts, "pools": pools}


def chunks(people: int, seed: int) -> Iterator[tuple[int, Tables]]:
    """Make the tables piece by piece, so that five million people fit into little memory."""
    units = max(1, people // 100)
    for first in range(0, people, CHUNK):
        yield first, tables(min(CHUNK, people - first), seed, first=first, units=units)


def main() -> None:
    """Write the files: FOLDER/<table>/<number>.parquet."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--people", type=int, default=5_000_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    for first, made in chunks(chosen.people, chosen.seed):
        for name, table in made.items():
            folder = chosen.folder / name
            folder.mkdir(parents=True, exist_ok=True)
            table.write_parquet(folder / f"{first:08}.parquet")
        print(f"{min(first + CHUNK, chosen.people):,} of {chosen.people:,}", flush=True)


if __name__ == "__main__":
    main()
