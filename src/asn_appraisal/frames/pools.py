"""`calibrate_frame`: scores and pools in, the level of everybody after calibration out."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import narwhals as nw
from attrs import define

from asn_appraisal.errors import Place, PolicyError, Problem, RecordError, suggestion
from asn_appraisal.policy import CalibrationRules, Policy

from .calibrating import Calibrator, Outcome, Runs, pattern_of
from .emitting import PREFIX
from .engines import Engine, flavour_of

_UNIT, _LEVEL, _SIZE, _RUN = (f"{PREFIX}{name}" for name in ("unit", "level", "size", "run"))
_POOL, _OWN, _ABOVE = f"{PREFIX}pool", f"{PREFIX}own", f"{PREFIX}above"


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
        RecordError: columns are lacking, or an appraisal stands twice.

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
    _check(policy, rules, frames, key)
    engine = _engine(frames["scores"])
    inner = {name: _inner(each) for name, each in frames.items()}
    done = _Pools(policy, rules, key, inner).run()
    return _back(engine, frames["scores"], done)


def _engine(frame: Any) -> Engine:
    lazy, name = isinstance(frame, nw.LazyFrame), frame.implementation.name
    return Engine(name, lazy, flavour_of([frame]) if name == "PANDAS" else "")


def _inner(frame: Any) -> Any:
    """Return a table in Polars: what is calibrated is narrow, and is looked at as a whole."""
    if isinstance(frame, nw.LazyFrame):
        return nw.from_native(frame.collect(backend="polars").to_polars())
    return nw.from_native(frame.to_polars())


def _back(engine: Engine, first: Any, done: Any) -> Any:
    if not engine.is_lazy:
        return engine.back(done)
    if engine.name == "POLARS":
        return nw.to_native(done.lazy())
    native = nw.to_native(first)
    session = getattr(native, "sparkSession", None)
    backend = engine.name.lower()
    return nw.to_native(done.lazy(backend=backend, session=session))


def _check(
    policy: Policy, rules: CalibrationRules, frames: Mapping[str, Any], key: str
) -> None:
    names = {name: list(frame.collect_schema()) for name, frame in frames.items()}
    wanted = {"scores": [key, "status", rules.of, *rules.rank_by], "pools": [key, rules.within]}
    if "units" in names:
        wanted["units"] = [rules.within]
    if rules.choose_by is not None and rules.choose_by not in names.get("units", []):
        wanted["pools"].append(rules.choose_by)
    problems = [
        Problem(
            "ASN-K007",
            Place(f"{table}.{column}"),
            {"table": table, "column": column, **suggestion(column, names[table])},
        )
        for table, columns in wanted.items()
        for column in dict.fromkeys(columns)
        if column not in names[table]
    ]
    if problems:
        raise RecordError(problems)


@define
class _Pools:
    """Every pool of a table, while they are calibrated."""

    policy: Policy
    rules: CalibrationRules
    key: str
    frames: Mapping[str, Any]

    def run(self) -> Any:
        """Return one row an appraisal."""
        people, ranks = self._people()
        ready = people.filter(nw.col(_LEVEL) >= 0)
        facts, parents = self._units()
        sizes = _counted(ready, [_POOL])
        merged = self._merged(sizes, parents)
        if merged:
            ready = _with_parents(ready, merged)
        calibrator = Calibrator(self.policy, self.rules)
        runs = _runs(ready, ranks, len(calibrator.names))
        answers = self._answers(runs, calibrator, facts, merged)
        return self._written(people, ready, runs, ranks, answers)

    # People -----------------------------------------------------------------------------

    def _people(self) -> tuple[Any, list[str]]:
        """Return everybody with pool, level (best first) and rank columns, higher is better."""
        rules, key = self.rules, self.key
        scores, pools = self.frames["scores"], self.frames["pools"]
        for name, frame in (("scores", scores), ("pools", pools)):
            if frame[key].n_unique() != len(frame):
                values = {"table": name, "key": key}
                raise RecordError([Problem("ASN-K017", Place(name), values)])
        pools = pools.select(key, nw.col(rules.within).alias(_POOL))
        wanted = list(dict.fromkeys([rules.of, *rules.rank_by]))
        people = pools.join(scores.select(key, "status", *wanted), on=key, how="left")
        columns, names = [], []
        for at, name in enumerate(rules.rank_by or (rules.of,)):
            columns.append(self._rank(people, name).alias(f"{PREFIX}rank_{at}"))
            names.append(f"{PREFIX}rank_{at}")
        people = people.with_columns(self._level(rules.of).alias(_LEVEL), *columns)
        there = (nw.col("status") == "complete") & (nw.col(_LEVEL) >= 0)
        for name in names:
            there = there & ~nw.col(name).is_null()
        level = nw.when(there).then(nw.col(_LEVEL)).otherwise(nw.lit(-1, nw.Int64))
        people = people.with_columns(level.alias(_LEVEL))
        shown = nw.col(rules.of).alias("before")
        return people.select(key, _POOL, "status", shown, _LEVEL, *names), names

    def _level(self, name: str) -> Any:
        """Return the place of a level, 0 for the best; -1 where there is none."""
        scale = self.policy.measures[name].kind.scale
        assert scale is not None
        found = nw.lit(-1, nw.Int64)
        for at, word in enumerate(scale.names()[::-1]):
            found = nw.when(nw.col(name) == word).then(nw.lit(at, nw.Int64)).otherwise(found)
        return found

    def _rank(self, people: Any, name: str) -> Any:
        """Return a measure as integers that rank people, higher is better."""
        measure = self.policy.measures[name]
        kind = measure.kind
        if kind.scale is not None:
            place = self._level(name)
            return nw.when(place >= 0).then(-place)
        if kind.name == "number" and measure.round is not None:
            scaled = nw.col(name) * nw.lit(10**measure.round.places)
            if isinstance(people.schema[name], nw.Decimal):
                return scaled.cast(nw.Int64)
        values = [each for each in people[name].unique().to_list() if each is not None]
        read = {each: Fraction(each) if kind.name == "number" else each for each in values}
        order = {each: at for at, each in enumerate(sorted(set(read.values())))}
        places = [order[read[each]] for each in values]
        return nw.col(name).replace_strict(values, places, return_dtype=nw.Int64, default=None)

    # Units ------------------------------------------------------------------------------

    def _units(self) -> tuple[dict[Any, dict[str, Any]], dict[Any, Any]]:
        """Return the facts of each unit, and the unit above it."""
        rules = self.rules
        facts: dict[Any, dict[str, Any]] = {}
        parents: dict[Any, Any] = {}
        fact = rules.choose_by
        known = () if fact is None else (fact, f"{fact}_last_year")
        for table in ("pools", "units"):
            frame = self.frames.get(table)
            if frame is None:
                continue
            names = [name for name in (*known, "parent") if name in frame.columns]
            if not names:
                continue
            for row in frame.select(rules.within, *names).unique().iter_rows(named=True):
                unit = row[rules.within]
                if row.get("parent") is not None:
                    parents[unit] = row["parent"]
                said = {name: row[name] for name in known if row.get(name) is not None}
                before = facts.setdefault(unit, {})
                if any(before.get(name, value) != value for name, value in said.items()):
                    values = {"unit": unit, "fact": fact or ""}
                    raise RecordError([Problem("ASN-K018", Place(table), values)])
                before.update(said)
        return facts, parents

    def _merged(self, sizes: Mapping[Any, int], parents: Mapping[Any, Any]) -> dict[Any, Any]:
        """Return the pools that are too small, with the unit above that they join."""
        if self.rules.below_smallest != "parent_unit":
            return {}
        everybody = set(self.frames["pools"][self.rules.within].unique().to_list())
        smallest = max(1, self.rules.smallest_pool)
        return {
            pool: parents[pool]
            for pool in everybody
            if sizes.get(pool, 0) < smallest and pool in parents
        }

    # Pools ------------------------------------------------------------------------------

    def _answers(
        self,
        runs: Any,
        calibrator: Calibrator,
        facts: Mapping[Any, Mapping[str, Any]],
        merged: Mapping[Any, Any],
    ) -> dict[str, list[Any]]:
        """Answer every pool; return the outcome of each pool, and the level of each run."""
        smallest = max(1, self.rules.smallest_pool)
        patterns: dict[Any, str | None] = {}
        out: dict[str, list[Any]] = {_POOL: [], "pattern": [], _OUT: []}
        moved: dict[str, list[Any]] = {_POOL: [], _RUN: [], _AFTER: []}
        for pool, found in _by_pool(runs, len(calibrator.names)):
            unit = merged.get(pool, pool)
            if unit not in patterns:
                patterns[unit] = pattern_of(self.rules, facts.get(unit, {}))
            pattern, outcome = patterns[unit], None
            if found.size < smallest:
                said, pattern = "exempt", None
            elif pattern is None:
                said = "no_pattern"
            elif found.is_in_order() and calibrator.holds(pattern, found.by_level()):
                said = "kept"
            else:
                outcome = calibrator.outcome(pattern, found)
                said = "kept" if outcome.feasible else "infeasible"
            out[_POOL].append(pool)
            out["pattern"].append(pattern)
            out[_OUT].append(said)
            if outcome is not None:
                _add_moves(moved, pool, found, outcome)
        return {"pools": out, "moves": moved}  # type: ignore[dict-item]

    def _written(
        self, people: Any, ready: Any, runs: Any, ranks: Sequence[str], answers: Any
    ) -> Any:
        names = Calibrator(self.policy, self.rules).names
        run = runs.select(_POOL, *ranks, _RUN, f"{PREFIX}place")
        if _OWN in ready.columns:
            ready = ready.filter(nw.col(_OWN))
        pool_type = people.schema[_POOL]
        pools = _frame(answers["pools"], {_POOL: pool_type, "pattern": nw.String(), _OUT: nw.String()})
        moves = _frame(
            answers["moves"], {_POOL: pool_type, _RUN: nw.Int64(), _AFTER: nw.Int64()}
        )
        placed = ready.select(self.key, _POOL, _LEVEL, *ranks).join(run, on=[_POOL, *ranks])
        placed = placed.join(moves, on=[_POOL, _RUN], how="left")
        undecided = nw.col(_AFTER) == _UNDECIDED
        kept = nw.col(_AFTER).is_null() | undecided
        after = nw.when(~kept).then(nw.col(_AFTER)).otherwise(nw.col(_LEVEL))
        placed = placed.with_columns(after.alias(_NOW), undecided.fill_null(value=False).alias(_OPEN))
        word: Any = nw.lit(names[-1])
        for at, name in reversed(list(enumerate(names[:-1]))):
            word = nw.when(nw.col(_NOW) == at).then(nw.lit(name)).otherwise(word)
        placed = placed.with_columns(word.alias("after"), (nw.col(_NOW) != nw.col(_LEVEL)).alias(_MOVED))
        placed = placed.select(
            self.key, "after", _MOVED, _OPEN, (nw.col(f"{PREFIX}place") + 1).alias("rank")
        )
        done = people.select(self.key, _POOL, "before", _LEVEL)
        done = done.join(placed, on=self.key, how="left").join(pools, on=_POOL, how="left")
        there = nw.col(_LEVEL) >= 0
        outcome = (
            nw.when(nw.col(_OPEN))
            .then(nw.lit("undecided"))
            .otherwise(nw.when(nw.col(_MOVED)).then(nw.lit("moved")).otherwise(nw.col(_OUT)))
        )
        final = nw.col("after") if self.rules.mode == "bind" else nw.col("before")
        return done.select(
            self.key,
            nw.col(_POOL).alias(self.rules.within),
            nw.when(there).then(nw.col("before")).alias("before"),
            nw.when(there).then(nw.col("after")).alias("after"),
            nw.when(there).then(final).alias("final"),
            "rank",
            nw.when(there).then(nw.col("pattern")).alias("pattern"),
            nw.when(there).then(outcome).otherwise(nw.lit("incomplete")).alias("outcome"),
        )


_OUT, _AFTER, _NOW = f"{PREFIX}out", f"{PREFIX}after", f"{PREFIX}now"
_OPEN, _MOVED = f"{PREFIX}open", f"{PREFIX}moved"
_UNDECIDED = -2


def _counted(people: Any, by: Sequence[str]) -> dict[Any, int]:
    found = people.group_by(*by).agg(nw.len().alias(_SIZE))
    return dict(zip(found[by[0]].to_list(), found[_SIZE].to_list(), strict=True))


def _with_parents(ready: Any, merged: Mapping[Any, Any]) -> Any:
    """Add to each pool that is too small the people of the unit above, who only stand by."""
    links = _frame({_ABOVE: list(merged.values()), _UNIT: list(merged)}, {})
    above = ready.join(links, left_on=_POOL, right_on=_ABOVE, how="inner")
    above = above.with_columns(nw.col(_UNIT).alias(_POOL), nw.lit(value=False).alias(_OWN))
    own = ready.with_columns(nw.lit(value=True).alias(_OWN))
    return nw.concat([own, above.select(own.columns)])


def _runs(ready: Any, ranks: Sequence[str], depth: int) -> Any:
    """Return every run of equals, pool by pool, best rank first, with its head counts."""
    one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    counts = {
        f"{PREFIX}at_{level}": nw.when(nw.col(_LEVEL) == level).then(one).otherwise(none)
        for level in range(depth)
    }
    runs = ready.with_columns(**counts).group_by(_POOL, *ranks).agg(
        nw.len().cast(nw.Int64).alias(_SIZE), *(nw.col(name).sum() for name in counts)
    )
    runs = runs.sort(_POOL, *ranks, descending=[False, *(True for _ in ranks)])
    place = (nw.col(_SIZE).cum_sum().over(_POOL) - nw.col(_SIZE)).alias(f"{PREFIX}place")
    number = nw.lit(1, nw.Int64)
    runs = runs.with_columns(place, number.alias(_RUN))
    return runs.with_columns((nw.col(_RUN).cum_sum().over(_POOL) - 1).alias(_RUN))


def _by_pool(runs: Any, depth: int) -> Any:
    """Yield each pool with its runs."""
    names = [f"{PREFIX}at_{level}" for level in range(depth)]
    columns = [runs[name].to_list() for name in names]
    pools = runs[_POOL].to_list()
    start = 0
    rows = list(zip(*columns, strict=True))
    for at in range(1, len(pools) + 1):
        if at == len(pools) or pools[at] != pools[start]:
            yield pools[start], Runs(tuple(rows[start:at]))
            start = at


def _add_moves(moved: dict[str, list[Any]], pool: Any, runs: Runs, outcome: Outcome) -> None:
    for at, level in enumerate(outcome.after):
        counts = runs.counts[at]
        if at in outcome.undecided:
            level_now: int | None = _UNDECIDED
        elif level is None or (counts[level] and sum(counts) == counts[level]):
            continue
        else:
            level_now = level
        moved[_POOL].append(pool)
        moved[_RUN].append(at)
        moved[_AFTER].append(level_now)


def _frame(data: Mapping[str, list[Any]], types: Mapping[str, Any]) -> Any:
    series = [
        nw.new_series(name, values, types.get(name), backend="polars")
        for name, values in data.items()
    ]
    return series[0].to_frame().with_columns(*series[1:])
