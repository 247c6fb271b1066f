"""A whole policy over tables: from what was handed over to one row an appraisal.

tables ──intake──▶ rows ──group by key──▶ the board, one row an appraisal ──▶ status and reasons
"""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import define, evolve, field

from asn_appraisal.formula.tree import (
    Aggregate,
    Judgement,
)
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.scoring.intake import used_fields

from .behaviours import Lacking, lacking_aspects
from .emitting import Columns
from .facts import FactRows, fact_rows
from .gathering import Gathering, fill, gathered, with_default
from .inputs import Inputs
from .intake import Intake
from .integers import TRUE, Ex, all_of, any_of, at_most, col, lit, not_
from .joining import bring, full_join, same_keys
from .judging import judge
from .linking import link_results, result_column, results_of_indicators
from .lowering import Lowering
from .places import leaf
from .ratios import row_value
from .refusing import NotInColumnsError
from .rows import KEY, MOST_ROWS, RESULT, Rows, Trouble
from .spans import MOST_VALUE, within_range
from .stages import Stages, stages_of
from .values import Val, rounded
from .weights import weight_troubles

ON = {"results": (KEY, RESULT), "indicators": (KEY, RESULT)}


@define
class Findings:
    """Temuan: what there is to say about an appraisal, and when it holds."""

    troubles: list[Trouble] = field(factory=list)
    far: list[Ex] = field(factory=list)
    #: By measure of rows: whether a row of the appraisal has no value of it.
    gapped: dict[str, Ex] = field(factory=dict)

    def holds(self) -> list[Ex]:
        """Return when there is anything to say."""
        return [*self.far, *self.gapped.values(), *(each.holds for each in self.troubles)]


@define
class Board:
    """Papan nilai: the tables of one policy while they are computed."""

    policy: Policy
    inputs: Inputs
    caps: Mapping[str, int]
    repairs: bool = False
    #: Whether the few odd appraisals are answered apart from the plain ones.
    splits: bool = False
    #: Whether tables may be looked at on the way, because they are in memory.
    looks: bool = False
    tables: dict[str, Rows] = field(factory=dict)
    facts: FactRows | None = None
    #: One row an appraisal.
    whole: Rows = field(init=False)
    #: What was found on the board.
    found: Findings = field(factory=Findings)
    #: What was found in rows; it holds for odd appraisals only.
    of_rows: Findings = field(factory=Findings)
    #: Whether an appraisal has to be looked at, by what was found in each table.
    odd: list[Ex] = field(factory=list)
    _lacking: Lacking | None = None
    _weights: list[Any] = field(factory=list)
    _stages: Stages = field(init=False)
    #: Tables with rows whose number is too large, where an aggregate was waited for.
    _late_far: list[tuple[Rows, Ex]] = field(factory=list)

    def run(self) -> None:
        """Compute every measure.

        Raises:
            NotInColumnsError: something of the policy has no reading over columns.
            TooWideError: with these caps a number could leave 64 bits.
        """
        self._stages = stages_of(self.policy)
        self.facts = fact_rows(self.policy, self.inputs, self.caps, self._columns, looks=self.looks)
        used = used_fields(self.policy)
        for table in self.policy.evidence.tables:
            try:
                self._take(table, used.get(table, frozenset()))
            except NotInColumnsError as error:
                where = f"evidence.{table}"
                raise NotInColumnsError(error.why_id, error.why_en, where) from None
        link_results(self.tables, self.inputs)
        for stage in range(self._stages.last + 1):
            self._gather(stage)
            for name, measure in self.policy.measures.items():
                if self._stages.measures[name] == stage:
                    self._compute(measure)
        self.gather_late_gaps()

    def _columns(self, frame: Any, tag: str) -> Columns:
        return Columns(frame, tag, self.repairs)

    # Taking in --------------------------------------------------------------------------

    def _take(self, table: str, used: frozenset[str]) -> None:
        given = self.inputs.get(table)
        if given is None and table == "results":
            given = results_of_indicators(self.inputs)
        assert given is not None  # the tables were checked
        frame = given.frame
        names = [name for name in given.columns if name != self.inputs.key]
        wanted = [
            name
            for name in names
            if name in self.policy.evidence.tables[table].fields
            or name.endswith("_not_applicable")
            or name in ("result", "id")
        ]
        frame = frame.select(nw.col(self.inputs.key).alias(KEY), *wanted, *given.doubts())
        rows = Rows(table, self._columns(frame, table[0]))
        rules = self.policy.evidence.tables[table]
        facts = {}
        if rules.only_when and self.facts is not None:
            facts = self.facts.brought(rows, list(rules.only_when.values()))
        intake = Intake(rules, used, given, rows, self.caps, facts)
        intake.take()
        if table in ON:
            result_column(rows, given, "id" if table == "results" else "result")
        self._weights += weight_troubles(rules, rows, intake.weighed())
        if table == "behaviours" and rules.aspects:
            self._lacking = lacking_aspects(self.policy, rules, rows, used)
        self.tables[table] = rows

    # Aggregates -------------------------------------------------------------------------

    def _gather(self, stage: int) -> None:
        """Sum up everything that this stage asks for, one pass a table and kind of group."""
        wanted: dict[tuple[str, tuple[str, ...]], list[tuple[Aggregate, str]]] = {}
        for node, place, at in self._stages.aggregates:
            if at == stage:
                table = node.rows.table
                by: tuple[str, ...] = (KEY,)
                if node.grouped and place == "results":
                    by = (KEY, RESULT)
                wanted.setdefault((table, by), []).append((node, place))
        if stage == 1:
            for table in self.tables:
                wanted.setdefault((table, (KEY,)), [])
        frames = []
        finishes = []
        for (table, by), nodes in wanted.items():
            rows = self.tables[table]
            gathering = Gathering(rows, by)
            finish = [(node, place, self._gathered(node, rows, gathering)) for node, place in nodes]
            after = []
            if stage == 1 and by == (KEY,):
                after = self._extra(table, gathering)
            frames.append((by, gathering.run(), gathering.names()))
            finishes.append((table, by, finish, gathering, after))
        self._join_board(stage, frames)
        for table, by, finish, gathering, after in finishes:
            for make in after:
                make(gathering)
            for node, place, done in finish:
                self._finish(table, by, node, place, done)

    def _gathered(self, node: Aggregate, rows: Rows, gathering: Gathering) -> Any:
        try:
            return gathered(node, self._lowering(rows).val, gathering)
        except NotInColumnsError as error:
            measures = self.policy.measures.items()
            name = next(n for n, each in measures if any(one is node for one in each.body.walk()))
            raise NotInColumnsError(error.why_id, error.why_en, name) from None

    def _extra(self, table: str, gathering: Gathering) -> list[Any]:
        """Ask for what is summed beside the aggregates: how many rows, doubts, weights, aspects."""
        rows = self.tables[table]
        count = col(gathering.count, 0, 2**40)
        self.found.far.append(not_(at_most(count, lit(MOST_ROWS))))
        self._ask_codes(rows, gathering)
        made = [each.ask(gathering, count) for each in self._weights if each.table == table]
        if table == "behaviours" and self._lacking is not None:
            made.append(self._lacking.ask(gathering, count))
        return [lambda _, done=done: self._note(done) for done in made]

    def _ask_codes(self, rows: Rows, gathering: Gathering) -> None:
        """Ask which troubles the rows of an appraisal have."""
        gaps = self.gaps(rows, late=False)
        asked = [*(each.holds for each in rows.troubles), rows.far, *gaps.values()]
        if self.splits:
            self.odd.append(gathering.any(any_of([rows.is_odd(), *gaps.values()])))
            said = gathering.each(asked)
        else:
            said = [gathering.any(each) for each in asked]
        for each, holds in zip(rows.troubles, said, strict=False):
            self.of_rows.troubles.append(Trouble(each.code, each.where, holds))
        self.of_rows.far.append(said[len(rows.troubles)])
        self.of_rows.gapped |= zip(gaps, said[len(rows.troubles) + 1 :], strict=True)

    def gaps(self, rows: Rows, *, late: bool) -> dict[str, Ex]:
        """Return, by measure of rows, when a row has no value of it."""
        return {
            name: all_of([rows.keep, not_(val.ok)])
            for name, val in rows.measures.items()
            if val.ok is not TRUE and (self._stages.measures[name] > 0) == late
        }

    def gather_late_gaps(self) -> None:
        """Ask which measures of rows that wait for an aggregate have no value."""
        for rows in self.tables.values():
            late = self.gaps(rows, late=True)
            far = [all_of([rows.keep, each]) for of, each in self._late_far if of is rows]
            if not late and not far:
                continue
            gathering = Gathering(rows, (KEY,))
            self.found.gapped |= {name: gathering.any(gap) for name, gap in late.items()}
            self.found.far.append(gathering.any(any_of(far)))
            self._left_join(self.whole, gathering.run(), gathering.names(), (KEY,))

    def _note(self, done: Any) -> None:
        troubles, far = done(self)
        self.found.troubles += troubles
        self.found.far += far

    def _join_board(self, stage: int, frames: list[Any]) -> None:
        if stage == 1:
            self._start_board([each for each in frames if each[0] == (KEY,)])
        for by, frame, names in frames:
            if by == (KEY,) and stage > 1:
                self._left_join(self.whole, frame, names, by)
            elif by != (KEY,):
                self._left_join(self.tables["results"], frame, names, by)

    def _start_board(self, frames: list[Any]) -> None:
        parts = [frame for _, frame, _ in frames]
        if self.facts is not None and self.facts.rows is not None:
            parts.insert(0, self.facts.rows.columns.flush())
        names: dict[str, bool] = {}
        for _, _, own in frames:
            names |= own
        board = None
        if self.looks and parts:
            done = [each.collect() for each in parts]
            board, parts = same_keys(done), [each.lazy() for each in done]
        full = board is not None
        if board is None:
            board = full_join(parts) if parts else self._judgement_keys()
        self.whole = Rows("", self._columns(board, "w"))
        if self.facts is not None:
            self.facts.settle(self.whole, full=full)
            self.found.troubles += self.facts.troubles
            self.found.far += self.facts.far
        fill(self.whole.columns, names, full=full)

    def _judgement_keys(self) -> Any:
        given = next(iter(self.inputs.tables.values()))
        return given.frame.select(nw.col(self.inputs.key).alias(KEY)).unique()

    def _left_join(
        self, target: Rows, frame: Any, names: Mapping[str, bool], by: tuple[str, ...]
    ) -> None:
        columns = target.columns
        columns.frame = columns.flush().join(frame, on=list(by), how="left")
        fill(columns, names)

    def _finish(
        self, table: str, by: tuple[str, ...], node: Aggregate, place: str, done: Any
    ) -> None:
        home = self.whole if by == (KEY,) else self.tables["results"]
        ok: Ex = TRUE
        if table == "behaviours" and self._lacking is not None:
            ok = not_(self._lacking.gap)
        if place and by == (KEY,):
            value, empty = done(ok)
            rows = self.tables[place]
            found = bring(rows, self.whole, {"value": value, "empty": Val(empty)})
            rows.brought[id(node)] = found["value"]
            rows.empty[id(node)] = found["empty"].top
            return
        home.brought[id(node)], home.empty[id(node)] = done(ok)

    def aggregate(self, node: Aggregate, rows: Rows) -> Val:
        """Return the value of an aggregate; its default may itself wait for others."""
        found = rows.brought[id(node)], rows.empty[id(node)]
        default = self._lowering(rows).val(node.default) if node.default is not None else None
        return with_default(found, default)

    # Measures ---------------------------------------------------------------------------

    def _compute(self, measure: Measure) -> None:
        rows = self.whole if measure.rows is None else self.tables[measure.rows.table]
        try:
            if isinstance(measure.body, Judgement):
                value = judge(measure, measure.body, self)
            else:
                value = self._value(measure, rows)
        except NotInColumnsError as error:
            raise NotInColumnsError(error.why_id, error.why_en, measure.name) from None
        put = rows.columns.put
        ok = put(value.ok)
        top = put(self._near(measure, rows, evolve(value, ok=ok)))
        rows.measures[measure.name] = Val(top, put(value.below), ok, value.words, value.word)

    def _near(self, measure: Measure, rows: Rows, value: Val) -> Ex:
        """Return the numbers of a measure; a number that is far too large is left to `score`.

        Without it the largest number that a formula could give, say a thousandth of a target
        reached a million times over, would leave too little room for ordinary numbers.
        """
        top = within_range(measure, value)
        if measure.kind.name != "number" or top.size <= MOST_VALUE or value.scale is None:
            return top
        top = rows.columns.put(top)
        near = all_of([at_most(lit(-MOST_VALUE), top), at_most(top, lit(MOST_VALUE))])
        near = rows.columns.put(near)
        far = all_of([value.ok, not_(near)])
        if not rows.table:
            self.found.far.append(far)
        elif self._stages.measures[measure.name] > 0:
            self._late_far.append((rows, far))
        else:
            rows.far = any_of([rows.far, all_of([rows.keep, far])])
            rows.odd.append(all_of([rows.keep, far]))
        low, high = max(top.low, -MOST_VALUE), min(top.high, MOST_VALUE)
        return Ex("when", (near, top, lit(max(0, low))), low, high)

    def _value(self, measure: Measure, rows: Rows) -> Val:
        lowering = self._lowering(rows)
        fast = row_value(measure, rows, lowering)
        if fast is not None:
            return fast
        value = lowering.val(measure.body)
        if measure.round is not None and measure.kind.name == "number":
            return rounded(value, measure.round.places, measure.round.mode)
        return value

    def _lowering(self, rows: Rows) -> Lowering:
        return Lowering(lambda node: leaf(self, node, rows))
