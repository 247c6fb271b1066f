"""`calibrate_frame`: scores and pools in, the level of everybody after calibration out.

people ──sort──▶ rank order, pool by pool ──▶ the cuts of each pool ──▶ a level by place

Whichever way the cuts of a pool are found, the place of a person says the level. Shares of the
whole pool fix the cuts; what other patterns ask is searched with the core of `calibrate`, where
the levels do not satisfy it as they are. The rest is done on columns of whole numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import narwhals as nw
import polars as pl
from attrs import define, field

from asn_appraisal.calibration.which import LAST_YEAR
from asn_appraisal.errors import Place, PolicyError, Problem, RecordError
from asn_appraisal.policy import CalibrationRules, Policy

from .calibrating import Calibrator, Cuts
from .engines import back_to, engine_of_frame, in_polars
from .inputs import PREFIX, check_pools
from .ranked import CODE, LEVEL, PERSON, blocks, in_rank_order, placed, with_parents

THERE, BOTH = f"{PREFIX}there", f"{PREFIX}both"
OUTCOMES = ("kept", "infeasible", "exempt", "no_pattern", "moved", "undecided", "incomplete")
_KEPT, _INFEASIBLE, _EXEMPT, _NO_PATTERN, _MOVED, _UNDECIDED, _INCOMPLETE = range(len(OUTCOMES))
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
class _Answers:
    """What comes of each pool: its unit, its pattern, its cuts, and in a word."""

    codes: list[int]
    patterns: list[str | None]
    #: None: everybody keeps the level they have.
    cuts: list[Cuts | None] = field(init=False)
    outcomes: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with nobody moving."""
        self.cuts, self.outcomes = [None] * len(self.codes), [_KEPT] * len(self.codes)


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

    def __attrs_post_init__(self) -> None:
        """List the units."""
        self.units = self.frames["pools"][self.rules.within].unique(maintain_order=True)

    def run(self) -> pl.DataFrame:
        """Return one row an appraisal."""
        codes = self._codes("pools")
        facts, parents = self._said(codes)
        people, spans = self._people(codes)
        ready = people.filter(THERE).select(*spans)
        merged = self._merged(ready, parents)
        if merged:
            ready = with_parents(ready, merged, people.height)
        order = in_rank_order(ready, spans)
        pools = order[CODE].rle().struct.unnest()
        sizes = pools["len"].cast(pl.Int64)
        found = _Answers(
            pools["value"].to_list(),
            # The facts of a merged pool are those of the unit above.
            [self.calibrator.pattern(facts[merged.get(code, code)]) for code in pools["value"]],
        )
        self._cut(found, order, sizes.to_list())
        names = self.calibrator.names
        made, divided = placed(
            order, sizes.cum_sum() - sizes, found.cuts, len(names), self.rules.ties
        )
        for pool in divided:
            found.outcomes[pool] = _INFEASIBLE
        return self._written(people, made, found, names)

    # Reading ----------------------------------------------------------------------------

    def _codes(self, table: str) -> pl.Series:
        """Return the code of the unit of each row; null where nobody is in it."""
        within = self.rules.within
        rows = self.frames[table].select(within)
        missing = rows[within].null_count()
        if missing:
            values = {"key": within, "table": table, "count": missing}
            raise RecordError([Problem("ASN-K016", Place(table), values)])
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
        columns: dict[str, pl.Expr | pl.Series] = {CODE: codes}
        spans = {CODE: len(self.units)}
        for at, name in enumerate(rules.rank_by or (rules.of,)):
            column = f"{PREFIX}rank_{at}"
            columns[column], spans[column] = self._rank(people, name)
        columns[LEVEL], spans[LEVEL] = self._level(rules.of)
        people = people.with_columns(**columns)
        there = [pl.col("status") == "complete", *(pl.col(name).is_not_null() for name in spans)]
        people = people.with_columns(
            pl.all_horizontal(there).fill_null(value=False).alias(THERE),
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
        best, worst = int(whole.max() or 0), int(whole.min() or 0)
        if best - worst < _FAR:
            return (pl.lit(best, pl.Int128) - whole).cast(pl.Int64), best - worst + 1
        return whole.rank("dense", descending=True).cast(pl.Int64), len(whole) + 1

    # Units ------------------------------------------------------------------------------

    def _said(self, codes: pl.Series) -> tuple[list[dict[str, Any]], dict[int, int]]:
        """Return the facts of each unit, and the unit above it, by their codes."""
        facts: list[dict[str, Any]] = [{} for _ in self.units]
        parents: dict[int, Any] = {}
        for table in ("pools", "units"):
            if table not in self.frames:
                continue
            here = codes if table == "pools" else self._codes(table)
            for name in (*self.facts, "parent"):
                if name not in self.frames[table].columns:
                    continue
                for code, value in self._each(table, here, name):
                    if name == "parent":
                        parents[code] = value
                    elif facts[code].setdefault(name, value) != value:
                        raise self._unclear(table, code)
        numbers = {unit: code for code, unit in enumerate(self.units)} if parents else {}
        above = {code: numbers[unit] for code, unit in parents.items() if unit in numbers}
        return facts, above

    def _each(self, table: str, codes: pl.Series, name: str) -> Iterable[tuple[int, Any]]:
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
        return ((code, each) for code, each in enumerate(one) if each is not None)

    def _unclear(self, table: str, code: int) -> RecordError:
        values = {"unit": self.units[code], "fact": self.facts[0]}
        return RecordError([Problem("ASN-K018", Place(table), values)])

    def _merged(self, ready: pl.DataFrame, parents: Mapping[int, int]) -> dict[int, int]:
        """Return the pools that are too small, with the unit above that they join."""
        if not parents or self.rules.below_smallest != "parent_unit":
            return {}
        sizes = ready[CODE].value_counts().iter_rows()
        smallest = max(1, self.rules.smallest_pool)
        return {code: parents[code] for code, size in sizes if size < smallest and code in parents}

    # Answers ----------------------------------------------------------------------------

    def _cut(self, found: "_Answers", order: pl.DataFrame, sizes: Sequence[int]) -> None:
        """Find the cuts of every pool: those that a pattern fixes, then the others."""
        smallest = max(1, self.rules.smallest_pool)
        left = []
        for pool, (pattern, size) in enumerate(zip(found.patterns, sizes, strict=True)):
            if size < smallest:
                found.outcomes[pool], found.patterns[pool] = _EXEMPT, None
            elif pattern is None:
                found.outcomes[pool] = _NO_PATTERN
            else:
                found.cuts[pool] = self.calibrator.fixed(pattern, size)
                if found.cuts[pool] is None:
                    left.append(pool)
        if not left:
            return
        by_run = self.rules.ties == "together"
        here = blocks(order, left, len(self.calibrator.names), by_run=by_run)
        for pool, levels, people, runs in here:
            pattern = found.patterns[pool]
            assert pattern is not None
            cuts = self.calibrator.found(pattern, levels, people, runs if by_run else ())
            found.cuts[pool] = cuts
            if cuts is None:
                found.outcomes[pool] = _INFEASIBLE

    def _written(
        self, people: pl.DataFrame, made: pl.DataFrame, found: "_Answers", names: Sequence[str]
    ) -> pl.DataFrame:
        """Return the answer in the order of the table of pools."""
        depth = len(names)
        # One number a person, so that there is one journey back to the order of the table.
        both = made.select(pl.col("rank") * (depth + 1) + pl.col(LEVEL)).to_series()
        both = pl.zeros(people.height + 1, pl.Int64, eager=True).scatter(made[PERSON], both)
        people = people.with_columns(both.head(people.height).alias(BOTH))
        there, now = pl.col(THERE), pl.col(BOTH) % (depth + 1)
        after = pl.when(there).then(pl.when(now == depth).then(LEVEL).otherwise(now))
        outcomes = pl.zeros(len(self.units), pl.Int64, eager=True)
        outcomes = outcomes.scatter(found.codes, found.outcomes)
        outcome = (
            pl.when(~there)
            .then(_INCOMPLETE)
            .when(now == depth)
            .then(_UNDECIDED)
            .when(now != pl.col(LEVEL))
            .then(_MOVED)
            .otherwise(pl.lit(outcomes).gather(pl.col(CODE)))
        )
        patterns = dict(zip(found.codes, found.patterns, strict=True))
        pattern = pl.Series(
            [patterns.get(each) for each in range(len(self.units))], dtype=pl.String
        )
        before = pl.when(there).then(self.rules.of)
        after = pl.lit(pl.Series(names)).gather(after)
        within = self.frames["pools"][self.rules.within]
        return people.select(
            self.key,
            within,
            before.alias("before"),
            after.alias("after"),
            (after if self.rules.mode == "bind" else before).alias("final"),
            pl.when(there).then(pl.col(BOTH) // (depth + 1)).alias("rank"),
            pl.lit(pattern).gather(pl.when(there).then(CODE)).alias("pattern"),
            pl.lit(pl.Series(OUTCOMES)).gather(outcome).alias("outcome"),
        )
