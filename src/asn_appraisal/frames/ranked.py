"""People in rank order, pool by pool: equals, places and cuts as columns of whole numbers."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from math import prod
from operator import add

import polars as pl

from .calibrating import Cuts
from .inputs import PREFIX

#: The number of a person, the code of a unit, the level (0 for the best).
PERSON, CODE, LEVEL = (f"{PREFIX}{name}" for name in ("person", "code", "level"))
#: The number of the pool, who are equals, and the first and the last place of these.
POOL, RUN, FIRST, LAST = (f"{PREFIX}{name}" for name in ("pool", "run", "first", "last"))
#: What is packed into one number stays below.
_LIMIT = 2**63


def in_rank_order(ready: pl.DataFrame, spans: Mapping[str, int]) -> pl.DataFrame:
    """Return people by pool and rank; of equals those with the better level first.

    Where it fits, a person is one number, and numbers are what is sorted fastest.

    Args:
        ready: the code of the unit, the ranks (0 for the best), the level, and the person.
        spans: these columns in this order, and how many values each can have.
    """
    if prod(spans.values()) < _LIMIT:
        *_, levels, persons = spans.values()
        packed = reduce(
            lambda made, each: made * each[1] + pl.col(each[0]), spans.items(), pl.lit(0, pl.Int64)
        )
        line = ready.select(packed.alias(PERSON)).sort(PERSON)
        person = pl.col(PERSON)
        order = line.select(
            (person // prod([*spans.values()][1:])).alias(CODE),
            (person // (levels * persons)).alias(RUN),
            (person // persons % levels).alias(LEVEL),
            (person % persons).alias(PERSON),
        )
    else:
        *ranked, level, _ = spans
        order = ready.sort(*ranked, level)
        run = pl.struct(*ranked).rle_id().cast(pl.Int64)
        order = order.select(CODE, run.alias(RUN), LEVEL, PERSON)
    at, run = pl.int_range(pl.len(), dtype=pl.Int64), pl.col(RUN)
    return order.with_columns(
        pl.col(CODE).rle_id().alias(POOL),
        pl.when(run != run.shift(1, fill_value=-1)).then(at).forward_fill().alias(FIRST),
        pl.when(run != run.shift(-1, fill_value=-1)).then(at).backward_fill().alias(LAST),
    )


def with_parents(ready: pl.DataFrame, merged: Mapping[int, int], nobody: int) -> pl.DataFrame:
    """Add to each pool that is too small the people of the unit above, who only stand by.

    Args:
        ready: people.
        merged: the codes of pools that are too small, each with that of the unit above.
        nobody: what stands for a person who is answered in another pool.
    """
    links = pl.DataFrame({"own": list(merged), CODE: list(merged.values())})
    above = ready.join(links, on=CODE).with_columns(
        pl.col("own").alias(CODE), pl.lit(nobody, pl.Int64).alias(PERSON)
    )
    return pl.concat([ready, above.select(ready.columns)])


def blocks(
    order: pl.DataFrame, pools: Sequence[int], depth: int, *, by_run: bool
) -> Iterator[tuple[int, list[int], list[int], list[int]]]:
    """Yield pools with the levels of people side by side, how many they are, and who are equals.

    Args:
        order: people in rank order.
        pools: the numbers of the pools that are wanted.
        depth: how many levels there are.
        by_run: whether people of one level are apart where they are no equals.
    """
    wanted = pl.Series([*pools], dtype=pl.UInt32)
    here = order.filter(pl.col(POOL).is_in(wanted.implode()))
    block = here.select((pl.col(RUN if by_run else CODE) * depth + pl.col(LEVEL)).rle())
    people = block.to_series().struct.field("len").cast(pl.Int64).alias("people")
    starts = people.cum_sum() - people
    made = here.select(pl.col(POOL, LEVEL, RUN).gather(starts)).with_columns(people)
    grouped = made.group_by(POOL, maintain_order=True).agg(LEVEL, "people", RUN)
    yield from grouped.iter_rows()


def placed(
    order: pl.DataFrame, starts: pl.Series, cuts: Sequence[Cuts | None], depth: int, ties: str
) -> tuple[pl.DataFrame, list[int]]:
    """Say the rank of each person, and the level of their place; `depth` where a person decides.

    Args:
        order: people in rank order.
        starts: the place where each pool starts.
        cuts: the cuts of each pool; None: everybody keeps the level they have.
        depth: how many levels there are.
        ties: what happens to equals whom a cut divides.

    Returns:
        The people, and the pools whose cuts divide equals who have to stay together.
    """
    columns = [
        starts + pl.Series([each and each[at] for each in cuts], dtype=pl.Int64)
        for at in range(depth - 1)
    ]

    def at_place(place: str) -> pl.Expr:
        above = [pl.col(place) >= pl.lit(each).gather(pl.col(POOL)) for each in columns]
        return reduce(add, [each.cast(pl.Int64) for each in above], pl.lit(0, pl.Int64))

    level, divided = at_place(LAST if ties == "down" else FIRST), pl.lit(value=False)
    pools: list[int] = []
    if ties == "manual":
        level = pl.when(level == at_place(LAST)).then(level).otherwise(depth + 0 * level)
    elif ties == "together":
        here = order.filter(level != at_place(LAST))[POOL].unique()
        divided, pools = pl.col(POOL).is_in(here.implode()), here.to_list()
    keeps = level.is_null() | divided
    made = order.select(
        PERSON,
        (pl.col(FIRST) - pl.lit(starts).gather(pl.col(POOL)) + 1).alias("rank"),
        pl.when(keeps).then(LEVEL).otherwise(level).alias(LEVEL),
    )
    return made, pools
