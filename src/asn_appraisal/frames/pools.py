"""`calibrate_frame`: scores and pools in, the level of everybody after calibration out.

people ──sort──▶ rank order, pool by pool ──▶ the cuts of each pool ──▶ a level by place

Whichever way the cuts of a pool are found, the place of a person says the level. Shares of the
whole pool fix the cuts; what other patterns ask is searched with the core of `calibrate`, where
the levels do not satisfy it as they are. The rest is done on columns of whole numbers.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import narwhals as nw
import polars as pl
from attrs import define, field

from asn_appraisal.calibration.which import LAST_YEAR
from asn_appraisal.errors import Place, PolicyError, Problem, RecordError
from asn_appraisal.policy import CalibrationRules, Policy

from .calibrating import (
    EXEMPT,
    INCOMPLETE,
    INFEASIBLE,
    KEPT,
    NO_PATTERN,
    Calibrator,
    Cuts,
    words_of,
)
from .engines import back_to, engine_of_frame, in_polars
from .inputs import PREFIX, check_pools
from .ranked import CODE, LEVEL, PERSON, Line, with_parents

#: Ranks that span more than this are numbered first.
_FAR = 2**62


def calibrate_frame(
    policy: Policy,
    scores: Any,
    pools: Any,
    *,
    units: Any = None,
    key: str = "appraisal",
) -> Any:
    """Kalibrasi semua kelompok: set every pool of a table against the policy's distribution.

    Args:
        policy: the rules, with a section `calibration:`.
        scores: what `score_frames` gave: one row an appraisal.
        pools: one row an appraisal: the key, its pool in a column named as `within:` says (e.g.
            `unit`), and, unless `units` has it, the fact of the unit that chooses the pattern.
        units: one row a unit: its id in the same column, its facts, and `parent`, the unit above,
            for a policy that merges pools that are too small.
        key: the column that says whose row it is.

    Returns:
        A table of the kind that was handed over, one row an appraisal of `pools`: the key, the
        pool, `before` (the level that was set), `after` (with the smallest change set), `final`
        (`before` in `guide` mode, `after` in `bind` mode), `rank` (1 for the best; equals share
        it), `pattern`, and `outcome`: `kept`, `moved`, `undecided`, `infeasible`, `exempt`,
        `no_pattern`, or `incomplete` for who has no complete score and is not counted.

    Raises:
        PolicyError: the policy has no section `calibration:`.
        RecordError: columns are lacking, an appraisal stands twice or in no pool, or a unit has two
            values of one fact.

    >>> import polars
    >>> from asn_appraisal import parse_policy
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... scales: {predicate: {kurang: Kurang, baik: Baik, sangat_baik: Sangat baik}}
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures:
    ...   total: {formula: mean(behaviours.value), round: 2}
    ...   predicate:
    ...     scale: predicate
    ...     bands: {of: total, levels: [{level: sangat_baik, from: 90}, {level: baik, from: 60},
    ...                                 {level: kurang}]}
    ... result: predicate
    ... calibration:
    ...   of: predicate
    ...   rank_by: [total]
    ...   patterns: {any: {sangat_baik: {at_most: 50%}}}
    ... ''')
    >>> from asn_appraisal.frames import score_frames
    >>> marks = {"appraisal": ["ani", "budi", "citra"], "value": [95, 91, 70]}
    >>> scores = score_frames(policy, behaviours=polars.DataFrame({**marks, "aspect": "komitmen"}))
    >>> pools = polars.DataFrame({"appraisal": ["ani", "budi", "citra"], "unit": "u"})
    >>> done = calibrate_frame(policy, scores, pools).sort("appraisal")
    >>> done["after"].to_list(), done["outcome"].to_list()
    (['sangat_baik', 'baik', 'baik'], ['kept', 'moved', 'kept'])
    """
    rules = policy.calibration
    if rules is None:
        raise PolicyError([Problem("ASN-C050", None, {"policy": policy.id})])
    given = {"scores": scores, "pools": pools} | ({} if units is None else {"units": units})
    frames = {name: nw.from_native(each) for name, each in given.items()}
    check_pools(rules, frames, key)
    fact = rules.choose_by
    facts = [] if fact is None else [fact, f"{fact}{LAST_YEAR}"]
    read = {
        "scores": [key, "status", rules.of, *rules.rank_by],
        "pools": [key, rules.within, *facts, "parent"],
        "units": [rules.within, *facts, "parent"],
    }
    inner = {}
    for name, each in frames.items():
        there = each.collect_schema().names()
        needed = [column for column in dict.fromkeys(read[name]) if column in there]
        inner[name] = in_polars(each.select(*needed)).to_native()
    done = _Pools(policy, rules, key, facts, inner, Calibrator(policy, rules)).run()
    return back_to(engine_of_frame(frames["scores"]), frames["scores"], nw.from_native(done))


@define
class _Pools:
    """Every pool of a table, while they are calibrated."""

    policy: Policy
    rules: CalibrationRules
    key: str
    #: The facts that choose a pattern.
    facts: Sequence[str]
    frames: Mapping[str, pl.DataFrame]
    calibrator: Calibrator
    #: The units of the table; their place here is their code.
    units: pl.Series = field(init=False)
    #: The smallest unit, where units are whole numbers close together, listed without gaps.
    lowest: int | None = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        """List the units."""
        units = self.frames["pools"][self.rules.within]
        low, high = _ends(units) if units.dtype.is_integer() else (0, _FAR)
        if high - low < 2 * len(units) and max(-low, high) < _FAR:
            self.lowest = low
            line = pl.select(pl.int_range(low, high + 1, dtype=pl.Int64)).to_series()
            self.units = line.cast(units.dtype).alias(units.name)
            return
        self.units = units.unique(maintain_order=True)

    def run(self) -> pl.DataFrame:
        """Return one row an appraisal."""
        codes = self._codes("pools")
        facts, parents = self._said(codes)
        people, spans = self._people(codes)
        counted = people
        merged = self._merged(people, parents)
        if merged:
            counted = with_parents(people.select(*spans), merged)
        line = Line.of(counted, spans)
        # The facts of a merged pool are those of the unit above.
        patterns = [
            self.calibrator.pattern(self.facts, facts[merged.get(code, code)])
            for code in range(len(self.units))
        ]
        cuts, outcomes = self._cuts(line, patterns)
        words = INCOMPLETE + 1
        ranks, said, divided = line.told(cuts, outcomes, words, self.rules.ties)
        if divided:
            for unit in divided:
                cuts[unit], outcomes[unit] = None, INFEASIBLE
            ranks, said, _ = line.told(cuts, outcomes, words, self.rules.ties)
        mine = people.height
        return self._written(people, ranks.head(mine), said.head(mine), patterns)

    # Reading ----------------------------------------------------------------------------

    def _codes(self, table: str) -> pl.Series:
        """Return the code of the unit of each row; null where nobody is in it."""
        within = self.rules.within
        rows = self.frames[table].select(within)
        missing = rows[within].null_count()
        if missing:
            values = {"key": within, "table": table, "count": missing}
            raise RecordError([Problem("ASN-K016", Place(table), values)])
        if table == "pools" and self.lowest is not None:
            return rows[within].cast(pl.Int64) - self.lowest
        codes = self.units.to_frame().with_columns(
            pl.int_range(pl.len(), dtype=pl.Int64).alias(CODE)
        )
        return rows.join(codes, on=within, how="left", maintain_order="left")[CODE]

    def _people(self, codes: pl.Series) -> tuple[pl.DataFrame, dict[str, int]]:
        """Return everybody, and how many values the columns can have that order them."""
        rules, key = self.rules, self.key
        scores, pools = self.frames["scores"], self.frames["pools"]
        alike = pools[key].equals(scores[key])
        for name, frame in (("scores", scores), *(() if alike else (("pools", pools),))):
            if frame[key].n_unique() != frame.height:
                values = {"table": name, "key": key}
                raise RecordError([Problem("ASN-K017", Place(name), values)])
        people = scores
        if not alike:
            people = pools.select(key).join(scores, on=key, how="left", maintain_order="left")
        columns: dict[str, pl.Expr | pl.Series] = {}
        spans = {CODE: len(self.units) + 1}
        for at, name in enumerate(rules.rank_by or (rules.of,)):
            column = f"{PREFIX}rank_{at}"
            columns[column], spans[column] = self._rank(people, name)
        columns[LEVEL], spans[LEVEL] = self._level(rules.of)
        people = people.with_columns(codes.alias(CODE), **columns)
        there = [pl.col("status") == "complete", *(pl.col(name).is_not_null() for name in columns)]
        # Who is not counted stands apart, as if in a unit after the last.
        code = pl.when(*there).then(CODE).otherwise(len(self.units))
        people = people.select(
            key,
            code.alias(CODE),
            *(pl.col(name).fill_null(0) for name in columns),
            pl.int_range(pl.len(), dtype=pl.Int64).alias(PERSON),
        )
        return people, spans | {PERSON: people.height + 1}

    def _level(self, name: str) -> tuple[pl.Expr, int]:
        """Return the place of a level, 0 for the best, and how many there are."""
        scale = self.policy.measures[name].kind.scale
        assert scale is not None
        words = scale.names()[::-1]
        place = pl.col(name).cast(pl.Enum(words), strict=False).to_physical()
        return place.cast(pl.Int64), len(words)

    def _rank(self, people: pl.DataFrame, name: str) -> tuple[pl.Expr | pl.Series, int]:
        """Return a measure as integers that rank people, 0 for the best, and how many there are."""
        kind, column = self.policy.measures[name].kind, people[name]
        if kind.scale is not None:
            return self._level(name)
        if column.dtype.is_integer() or column.dtype.is_decimal():
            whole = column.to_physical().cast(pl.Int128)
        else:
            values = column.drop_nulls().unique().to_list()
            read = {each: Fraction(each) if kind.name == "number" else each for each in values}
            order = {each: at for at, each in enumerate(sorted(set(read.values())))}
            places = [order[read[each]] for each in values]
            whole = column.replace_strict(values, places, return_dtype=pl.Int128, default=None)
        worst, best = _ends(whole)
        if best - worst < _FAR:
            return (pl.lit(best, pl.Int128) - whole).cast(pl.Int64), best - worst + 1
        return whole.rank("dense", descending=True).cast(pl.Int64), len(whole) + 1

    # Units ------------------------------------------------------------------------------

    def _said(self, codes: pl.Series) -> tuple[list[tuple[Any, ...]], dict[int, int]]:
        """Return the facts of each unit, and the unit above it, by their codes."""
        said = {name: [None] * len(self.units) for name in (*self.facts, "parent")}
        for table in ("pools", "units"):
            if table not in self.frames:
                continue
            here = codes if table == "pools" else self._codes(table)
            for name, known in said.items():
                if name not in self.frames[table].columns:
                    continue
                for code, value in enumerate(self._each(table, here, name).to_list()):
                    if value is None:
                        continue
                    if known[code] not in (None, value) and name != "parent":
                        raise self._unclear(table, code)
                    known[code] = value
        above = said.pop("parent")
        known_above = any(each is not None for each in above)
        numbers = {unit: code for code, unit in enumerate(self.units)} if known_above else {}
        parents = {code: numbers[unit] for code, unit in enumerate(above) if unit in numbers}
        return list(zip(*said.values(), strict=True)) or [()] * len(self.units), parents

    def _each(self, table: str, codes: pl.Series, name: str) -> pl.Series:
        """Return what a column says of each unit, by its code."""
        rows = pl.DataFrame({CODE: codes, name: self.frames[table][name]})
        if any(rows.null_count().row(0)):
            rows = rows.drop_nulls()
        codes, said = rows[CODE], rows[name]
        last = pl.repeat(None, len(self.units), dtype=pl.Int64, eager=True)
        last = last.scatter(codes, pl.int_range(rows.height, eager=True))
        one = said.gather(last)
        odd = said != one.gather(codes)
        if name != "parent" and odd.any():
            raise self._unclear(table, codes.filter(odd)[0])
        return one

    def _unclear(self, table: str, code: int) -> RecordError:
        values = {"unit": self.units[code], "fact": self.facts[0]}
        return RecordError([Problem("ASN-K018", Place(table), values)])

    def _merged(self, people: pl.DataFrame, parents: Mapping[int, int]) -> dict[int, int]:
        """Return the pools that are too small, with the unit above that they join."""
        if not parents or self.rules.below_smallest != "parent_unit":
            return {}
        sizes = people[CODE].value_counts().iter_rows()
        smallest = max(1, self.rules.smallest_pool)
        return {code: parents[code] for code, size in sizes if size < smallest and code in parents}

    # Answers ----------------------------------------------------------------------------

    def _cuts(self, line: Line, patterns: list[str | None]) -> tuple[list[Cuts | None], list[int]]:
        """Return the cuts of every unit and what comes of it; last of who is not counted."""
        smallest = max(1, self.rules.smallest_pool)
        sizes = line.starts.diff(null_behavior="drop").to_list()[: len(patterns)]
        outcomes = [KEPT] * len(patterns) + [INCOMPLETE]
        for unit, size in enumerate(sizes):
            if size < smallest:
                outcomes[unit], patterns[unit] = EXEMPT, None
            elif patterns[unit] is None:
                outcomes[unit] = NO_PATTERN
        asked = [*zip(patterns, sizes, strict=True)]
        fixed = {each: self.calibrator.fixed(*each) for each in {*asked}}
        cuts = [*(fixed[each] for each in asked), None]
        left = [unit for unit, pattern in enumerate(patterns) if pattern and cuts[unit] is None]
        by_run = self.rules.ties == "together"
        for unit, levels, people, runs in line.blocks(left, by_run=by_run) if left else ():
            pattern = patterns[unit]
            assert pattern is not None
            cuts[unit] = self.calibrator.found(pattern, levels, people, runs if by_run else ())
            if cuts[unit] is None:
                outcomes[unit] = INFEASIBLE
        return cuts, outcomes

    def _written(
        self, people: pl.DataFrame, ranks: pl.Series, said: pl.Series, patterns: list[str | None]
    ) -> pl.DataFrame:
        """Return the answer in the order of the table of pools."""
        # What is said and the level they had are one number, which a small table puts in words.
        at = (said * len(self.calibrator.names) + people[LEVEL]).cast(pl.UInt32).alias(LEVEL)
        before, after, outcome = (
            pl.lit(pl.Series(each)).gather(pl.col(LEVEL))
            for each in words_of(self.calibrator.names)
        )
        pattern = pl.lit(pl.Series([*patterns, None], dtype=pl.String)).gather(pl.col(CODE))
        counted = people[CODE] < len(patterns)
        return pl.DataFrame(
            [people[self.key], self.frames["pools"][self.rules.within], people[CODE], at, ranks]
        ).select(
            self.key,
            self.rules.within,
            before=before,
            after=after,
            final=after if self.rules.mode == "bind" else before,
            rank=pl.when(counted).then(ranks.name),
            pattern=pattern,
            outcome=outcome,
        )


def _ends(whole: pl.Series) -> tuple[int, int]:
    """Return the smallest and the largest of whole numbers; 0 where there are none."""
    low, high = (0 if each is None else int(str(each)) for each in (whole.min(), whole.max()))
    return low, high
