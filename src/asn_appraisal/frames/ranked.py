"""People in rank order, unit by unit, each as one whole number; levels by place.

line: 0 unit, rank, level, person | unit, rank, level, person | ...   (packed, ascending)
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from math import prod

import polars as pl
from attrs import frozen

from .calibrating import Cuts
from .inputs import PREFIX

#: The number of a person, the code of a unit, the level (0 for the best).
PERSON, CODE, LEVEL = (f"{PREFIX}{name}" for name in ("person", "code", "level"))
#: Who are equals, and what the first of them is told.
RUN, FIRST = f"{PREFIX}run", f"{PREFIX}first"
#: What is packed into one number stays below.
_LIMIT = 2**63
#: So few threads are not worth what sorting in several costs.
_FEW = 2


@frozen
class Line:
    """Barisan: people in rank order, unit by unit; of equals those with the better level first."""

    #: Each person: equals, the level, and the number of the person.
    packed: pl.Series
    #: Where each unit starts, by its code, and last how many people there are.
    starts: pl.Series
    #: How many levels there are.
    depth: int
    #: How many numbers of persons there are.
    persons: int

    @classmethod
    def of(cls, people: pl.DataFrame, spans: Mapping[str, int]) -> "Line":
        """Put people in order.

        Args:
            people: the code of the unit, the ranks (0 for the best), the level, and the person.
            spans: these columns in this order, and how many values each can have.
        """
        *_, depth, persons = spans.values()
        ends = pl.int_range(spans[CODE] + 1, eager=True)
        if prod(spans.values()) < _LIMIT:
            packed = _sorted(people.select(_packed(spans).alias(PERSON)).to_series())
            starts = packed.search_sorted(ends * prod([*spans.values()][1:]))
        else:  # too wide for one number: equals are numbered first
            *ranked, level, _ = spans
            order = people.sort(*ranked, level).with_columns(pl.struct(*ranked).rle_id().alias(RUN))
            wide = {RUN: people.height, level: depth, PERSON: persons}
            packed = order.select(_packed(wide).alias(PERSON)).to_series()
            starts = order[CODE].search_sorted(ends)
        return cls(packed, starts.cast(pl.Int64), depth, persons)

    def spread(self, at: pl.Series, values: pl.Series, step: int = 0) -> pl.Series:
        """Return values that hold from their place to the next one's.

        Args:
            at: the places, in order; the first is that of the first person.
            values: what holds from there on.
            step: what everybody has more than the one before; the first person has none of it.
        """
        each = pl.repeat(step, len(self.packed), dtype=pl.Int64, eager=True)
        return each.scatter(at, values.diff().fill_null(values.head(1)) + step).cum_sum() - step

    def blocks(
        self, units: Sequence[int], *, by_run: bool
    ) -> Iterator[tuple[int, list[int], list[int], list[int]]]:
        """Yield units with the levels of people side by side, how many they are, and their equals.

        Args:
            units: the codes of the units that are wanted.
            by_run: whether people of one level are apart where they are no equals.
        """
        sizes = self.starts.diff(null_behavior="drop")
        there = (sizes > 0).arg_true()
        unit = self.spread(self.starts.gather(there), there.cast(pl.Int64))
        chosen = set(units)
        wanted = pl.Series([code in chosen for code in range(len(sizes))], dtype=pl.Boolean)
        here = pl.DataFrame({CODE: unit, RUN: self.packed // self.persons})
        here = here.filter(wanted.gather(unit)).with_columns(
            (pl.col(RUN) % self.depth).alias(LEVEL)
        )
        block = pl.col(RUN) if by_run else pl.col(CODE) * self.depth + pl.col(LEVEL)
        people = here.select(block.rle()).to_series().struct.field("len").cast(pl.Int64)
        made = here[people.cum_sum() - people]
        made = made.with_columns(people.alias(PERSON), pl.col(RUN) // self.depth)
        grouped = made.group_by(CODE, maintain_order=True).agg(LEVEL, PERSON, RUN)
        yield from grouped.iter_rows()

    def told(
        self, cuts: Sequence[Cuts | None], outcomes: Sequence[int], words: int, ties: str
    ) -> tuple[pl.Series, pl.Series, list[int]]:
        """Tell each person their rank, the level of their place, and what came of their unit.

        Args:
            cuts: the cuts of each unit, by its code; None: everybody keeps the level they have.
            outcomes: what came of each unit, as a number.
            words: how many such numbers there are.
            ties: what happens to equals whom a cut divides.

        Returns:
            In the order of the numbers of people, their rank, and the outcome and the level as
            one number (the outcome times `depth + 2`, and the level); and the units whose cuts
            divide equals who have to stay together. Who keeps the level that they have is at
            `depth`, and one more is whom a person has to decide on.
        """
        levels = self.depth + 2
        span = levels * words
        # All of it is one number, which within a piece between two cuts grows with the place.
        said = self.spread(*self._pieces(cuts, outcomes, words), span)
        run = self.packed // (self.persons * self.depth)
        first = _when(run != run.shift(1, fill_value=-1), said).forward_fill()
        if ties != "up":
            last = _when(run != run.shift(-1, fill_value=-1), said).backward_fill() % levels
            own = first % levels
            if ties == "together":
                divided = (own != last).arg_true()
                units = self.starts.search_sorted(divided, side="right").unique().sort()
                if len(units):
                    return first.clear(), first.clear(), [unit - 1 for unit in units]
            elif ties == "manual":
                last = last.zip_with(own == last, pl.Series([self.depth + 1], dtype=pl.Int64))
            first += last - own
        # Sorting is the fastest way back.
        most = span * (len(self.packed) + 2)
        told = _sorted(self.packed % self.persons * most + first) % most
        return told // span, told % span, []

    def _pieces(
        self, cuts: Sequence[Cuts | None], outcomes: Sequence[int], words: int
    ) -> tuple[pl.Series, pl.Series]:
        """Return where each piece of a unit between two cuts starts, and what is told there."""
        start = self.starts.head(len(cuts))
        size = self.starts.diff(null_behavior="drop")
        told = ((1 - start) * words + pl.Series(outcomes, dtype=pl.Int64)) * (self.depth + 2)
        kept = pl.Series([each is None for each in cuts], dtype=pl.Boolean) & (size > 0)
        places, values = [start.filter(kept)], [(told + self.depth).filter(kept)]
        upper = pl.Series([None if each is None else 0 for each in cuts], dtype=pl.Int64)
        for level in range(self.depth):
            lower = size
            if level < self.depth - 1:
                lower = pl.Series([each and each[level] for each in cuts], dtype=pl.Int64)
            some = (upper < lower).fill_null(value=False)
            places.append((start + upper).filter(some))
            values.append((told + level).filter(some))
            upper = lower
        found = pl.DataFrame({PERSON: pl.concat(places), RUN: pl.concat(values)}).sort(PERSON)
        return found[PERSON], found[RUN]


def _when(here: pl.Series, values: pl.Series) -> pl.Series:
    """Return values where they are wanted, and nothing elsewhere."""
    return values.zip_with(here, pl.Series([None], dtype=values.dtype))


def _sorted(packed: pl.Series) -> pl.Series:
    """Sort whole numbers; what Polars does in one thread costs half of what it does in several."""
    return packed.sort(multithreaded=pl.thread_pool_size() > _FEW)


def _packed(spans: Mapping[str, int]) -> pl.Expr:
    nothing = pl.lit(0, pl.Int64)
    return reduce(lambda made, name: made * spans[name] + pl.col(name), spans, nothing)


def with_parents(people: pl.DataFrame, merged: Mapping[int, int]) -> pl.DataFrame:
    """Add to each pool that is too small the people of the unit above, who only stand by.

    Args:
        people: people, by their number.
        merged: the codes of pools that are too small, each with that of the unit above.
    """
    links = pl.DataFrame({"own": list(merged), CODE: list(merged.values())})
    above = people.join(links, on=CODE).with_columns(
        pl.col("own").alias(CODE), pl.lit(people.height, pl.Int64).alias(PERSON)
    )
    return pl.concat([people, above.select(people.columns)])
