"""Runs of equals: how many people of each level are at each rank of each pool."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import define, field

from .calibrating import Outcome, Runs
from .inputs import PREFIX

UNIT, LEVEL, SIZE, RUN = (f"{PREFIX}{name}" for name in ("unit", "level", "size", "run"))
PLACE, HELD, ORDERED = (f"{PREFIX}{name}" for name in ("place", "held", "ordered"))
OUT, AFTER, NOW = f"{PREFIX}out", f"{PREFIX}after", f"{PREFIX}now"
OPEN, MOVED = f"{PREFIX}open", f"{PREFIX}moved"
UNDECIDED = -2
POOL, OWN, ABOVE = f"{PREFIX}pool", f"{PREFIX}own", f"{PREFIX}above"


@define
class Answers:
    """Jawaban per kolam: what came of each pool, and the level of the runs that move."""

    #: Pool -> its pattern, where one is asked of it.
    patterns: dict[Any, Any] = field(factory=dict)
    outcomes: dict[Any, str] = field(factory=dict)
    cuts: dict[Any, tuple[int, ...]] = field(factory=dict)
    moves: dict[str, list[Any]] = field(factory=lambda: {POOL: [], RUN: [], AFTER: []})

    def add(
        self, pool: Any, pattern: str | None, said: str, cuts: tuple[int, ...] | None = None
    ) -> None:
        """Say what came of a pool."""
        self.patterns[pool] = pattern
        self.outcomes[pool] = said
        if cuts is not None:
            self.cuts[pool] = cuts

    def add_moves(self, pool: Any, runs: Runs, outcome: Outcome) -> None:
        """Say which runs of a pool have another level, or are left to a person."""
        for at, level in enumerate(outcome.after):
            counts = runs.counts[at]
            if at in outcome.undecided:
                level_now: int | None = UNDECIDED
            elif level is None or sum(counts) == counts[level]:
                continue
            else:
                level_now = level
            self.moves[POOL].append(pool)
            self.moves[RUN].append(at)
            self.moves[AFTER].append(level_now)

    def pools(self, cuts: Sequence[str]) -> dict[str, list[Any]]:
        """Return one row a pool."""
        known = list(self.outcomes)
        none = (None,) * len(cuts)
        columns = zip(*(self.cuts.get(pool, none) for pool in known), strict=True)
        return {
            POOL: known,
            "pattern": [self.patterns[pool] for pool in known],
            OUT: [self.outcomes[pool] for pool in known],
            **{name: list(column) for name, column in zip(cuts, columns, strict=False)},
            **({} if known else {name: [] for name in cuts}),
        }


def counted(people: Any, by: Sequence[str]) -> dict[Any, int]:
    """Return how many people there are, by the first of some columns."""
    found = people.group_by(*by).agg(nw.len().alias(SIZE))
    return dict(zip(found[by[0]].to_list(), found[SIZE].to_list(), strict=True))


def with_parents(ready: Any, merged: Mapping[Any, Any]) -> Any:
    """Add to each pool that is too small the people of the unit above, who only stand by."""
    links = table_of({ABOVE: list(merged.values()), UNIT: list(merged)}, {})
    above = ready.join(links, left_on=POOL, right_on=ABOVE, how="inner")
    above = above.with_columns(nw.col(UNIT).alias(POOL), nw.lit(value=False).alias(OWN))
    own = ready.with_columns(nw.lit(value=True).alias(OWN))
    return nw.concat([own, above.select(own.columns)])


def runs_of(ready: Any, ranks: Sequence[str], depth: int) -> Any:
    """Return every run of equals, pool by pool, best rank first, with its head counts."""
    one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    counts = {
        f"{PREFIX}at_{level}": nw.when(nw.col(LEVEL) == level).then(one).otherwise(none)
        for level in range(depth)
    }
    runs = (
        ready.with_columns(**counts)
        .group_by(POOL, *ranks)
        .agg(nw.len().cast(nw.Int64).alias(SIZE), *(nw.col(name).sum() for name in counts))
    )
    runs = runs.sort(POOL, *ranks, descending=[False, *(True for _ in ranks)])
    place = (nw.col(SIZE).cum_sum().over(POOL) - nw.col(SIZE)).alias(PLACE)
    number = nw.lit(1, nw.Int64)
    runs = runs.with_columns(place, number.alias(RUN))
    return runs.with_columns((nw.col(RUN).cum_sum().over(POOL) - 1).alias(RUN))


def count_columns(depth: int) -> list[str]:
    """Return the columns of the head counts, best level first."""
    return [f"{PREFIX}at_{level}" for level in range(depth)]


def looked_at(runs: Any, depth: int) -> Any:
    """Return each pool with its head counts, and whether its levels follow its ranks.

    They do where all of a run have one level, and no run has a better one than the run before.
    """
    names = count_columns(depth)
    level: Any = nw.lit(-1, nw.Int64)
    for at, name in enumerate(names):
        whole = nw.col(name) == nw.col(SIZE)
        level = nw.when(whole).then(nw.lit(at, nw.Int64)).otherwise(level)
    runs = runs.with_columns(level.alias(HELD))
    before = nw.col(HELD).shift(1)
    first = nw.col(RUN) == 0
    fits = (nw.col(HELD) >= 0) & (first | (nw.col(HELD) >= before))
    runs = runs.with_columns(fits.alias(ORDERED))
    sums = [nw.col(name).sum() for name in names]
    return runs.group_by(POOL).agg(nw.col(ORDERED).all(), *sums)


def by_pool(runs: Any, depth: int) -> Any:
    """Yield each pool with its runs."""
    columns = [runs[name].to_list() for name in count_columns(depth)]
    pools = runs[POOL].to_list()
    start = 0
    rows = list(zip(*columns, strict=True))
    for at in range(1, len(pools) + 1):
        if at == len(pools) or pools[at] != pools[start]:
            yield pools[start], Runs(tuple(rows[start:at]))
            start = at


def table_of(data: Mapping[str, list[Any]], types: Mapping[str, Any]) -> Any:
    """Make a table of columns of plain values."""
    series = [
        nw.new_series(name, values, types.get(name), backend="polars")
        for name, values in data.items()
    ]
    return series[0].to_frame().with_columns(*series[1:])
