"""Facts and judgements over columns: one row an appraisal, checked as `score` checks them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import narwhals as nw
from attrs import define, evolve, field

from asn_appraisal.formula.tree import Fact
from asn_appraisal.policy import FactRule, Policy

from .codes import coded, raw_flag, raw_words
from .emitting import Columns
from .gathering import fill
from .inputs import Inputs, judgement_names
from .integers import (
    FALSE,
    Ex,
    all_of,
    any_of,
    as_number,
    at_most,
    col,
    equal,
    flag_col,
    less,
    lit,
    not_,
    when,
)
from .joining import bring, full_join, is_once
from .rows import KEY, Rows, Trouble, lawful_number, raw_number
from .values import Val, default_val


@define
class FactRows:
    """Fakta per penilaian: what was handed over, each appraisal once."""

    policy: Policy
    #: The table of facts; None where none was handed over.
    rows: Rows | None
    #: Handed over and lawful, by fact.
    given: dict[str, Val] = field(factory=dict)
    #: Handed over and unlawful, by fact.
    bad: dict[str, Ex] = field(factory=dict)
    #: Decisions by measure: the level, and whether a reason and evidence are there.
    decisions: dict[str, "Decision"] = field(factory=dict)
    troubles: list[Trouble] = field(factory=list)
    far: list[Ex] = field(factory=list)
    _whole: Rows | None = None

    def brought(self, rows: Rows, names: Sequence[str]) -> dict[str, Val]:
        """Bring facts to the rows of a table."""
        if self.rows is None:
            return {name: self._with_default(name, Val(lit(0), ok=FALSE)) for name in names}
        here = {name: self.given[name] for name in names}
        found = bring(rows, self.rows, here)
        return {name: self._with_default(name, val) for name, val in found.items()}

    def value(self, node: Fact, rows: Rows, whole: Rows | None) -> Val:
        """Return a fact at the rows of a table, or on the board."""
        if whole is not None:
            return whole.fields[node.name]
        key = ("Fact", node.name)
        if key not in rows.brought:
            rows.brought[key] = self.brought(rows, [node.name])[node.name]
        return rows.brought[key]

    def settle(self, whole: Rows, *, full: bool) -> None:
        """Bring the facts onto the board, which begins with their columns.

        Args:
            whole: the board.
            full: whether every appraisal of the board has facts.
        """
        if self.rows is not None:
            fill(whole.columns, {ex.args[0]: ex.is_flag for ex in self._columns()}, full=full)
        for name, rule in self.policy.evidence.facts.items():
            given = self.given.get(name, Val(lit(0), ok=FALSE))
            bad = self.bad.get(name, FALSE)
            self.troubles.append(Trouble("ASN-E006", f"facts.{name}", bad))
            whole.fields[name] = self._with_default(name, given)
            if rule.default is None:
                absent = not_(any_of([given.ok, bad]))
                self.troubles.append(Trouble("ASN-S002", f"facts.{name}", absent))

    def _columns(self) -> list[Ex]:
        """Return every column that the board takes over from the facts."""
        found = []
        for val in self.given.values():
            found += [val.top, val.below, val.ok]
        found += self.bad.values()
        for each in self.decisions.values():
            found += [each.given, each.level, each.known, each.reason, each.evidence]
        found += [each.holds for each in self.troubles]
        found += self.far
        return list({ex.args[0]: ex for ex in found if ex.op == "col"}.values())

    def _with_default(self, name: str, val: Val) -> Val:
        default = self.policy.evidence.facts[name].default
        if default is None:
            return val
        other = default_val(default)
        if other.top.is_flag:
            return Val(when(val.ok, val.top, other.top))
        scale = (val.scale or 1) * (other.scale or 1)
        top = when(val.ok, val.at_scale(scale), other.at_scale(scale))
        if not val.words:
            return Val(top, lit(scale))
        if isinstance(default, str):
            other = Val(lit(val.words.index(default)))
        return Val(when(val.ok, val.top, other.top), words=val.words)


@define
class Decision:
    """Pertimbangan: what was decided about one measure."""

    given: Ex
    level: Ex
    #: Whether the level is one of the scale.
    known: Ex
    reason: Ex
    evidence: Ex


def fact_rows(
    policy: Policy,
    inputs: Inputs,
    caps: Mapping[str, int],
    make: Callable[[Any, str], Columns],
    *,
    looks: bool = False,
) -> FactRows:
    """Take in the facts, and the decisions that stand beside them."""
    given = inputs.get("facts")
    facts = FactRows(policy, None)
    frame = None
    names: list[str] = []
    if given is not None:
        wanted = [name for name in policy.evidence.facts if given.has(name)]
        for name in judgement_names(policy):
            parts = [name, f"{name}_reason", f"{name}_evidence"]
            wanted += [part for part in parts if given.has(part)]
        every = dict.fromkeys(wanted + given.doubts())
        frame = given.frame.select(nw.col(inputs.key).alias(KEY), *every)
        names = wanted
    if frame is None:
        return _with_decisions(facts, policy, inputs, make)
    rows = Rows("facts", make(frame, "f"))
    facts.rows = rows
    assert given is not None
    for name, rule in policy.evidence.facts.items():
        if name in names and not given.columns[name].is_empty:
            _take_fact(facts, rows, rule, given.columns[name], caps)
    for name in judgement_names(policy):
        if name in names and not given.columns[name].is_empty:
            facts.decisions[name] = _decision_of_fact(rows, policy, name, given.columns)
    _once(facts, looks=looks)
    return _with_decisions(facts, policy, inputs, make)


def _take_fact(facts: FactRows, rows: Rows, rule: FactRule, column: Any, caps: Any) -> None:
    put = rows.columns.put
    before, far = list(rows.troubles), rows.far
    match rule.kind.name:
        case "flag":
            value, there, bad = raw_flag(rows, column)
            found = Val(value, ok=all_of([there, not_(bad)]))
        case "number":
            raw = raw_number(rows, column)
            scale = raw.scale
            lawful = lawful_number(rows, rule.name, raw, rule.range, scale, caps[rule.name])
            bad = any_of([each.holds for each in rows.troubles if each not in before])
            top = lawful.val.top
            if rule.whole and scale > 1:
                whole = _whole(rows, top, scale)
                bad = any_of([bad, all_of([raw.there, not_(whole)])])
            found = Val(top, lit(scale), all_of([raw.there, not_(bad)]))
            facts.far.append(put(rows.far))
        case _:
            words = rule.kind.scale.names() if rule.kind.scale else rule.kind.words
            filled, there = raw_words(rows, column)
            code, known = coded(rows, filled, tuple(words), there)
            bad = all_of([there, not_(known)])
            found = Val(when(known, code, lit(0)), ok=known, words=tuple(words))
    rows.troubles, rows.far = before, far
    facts.bad[rule.name] = put(bad)
    facts.given[rule.name] = evolve(found, top=put(found.top), ok=put(found.ok))


def _whole(rows: Rows, top: Ex, scale: int) -> Ex:
    """Return whether scaled integers are whole numbers."""
    low = min(0, top.low)
    shift = -low // scale * scale + scale
    moved = rows.columns.put(Ex("add", (top, lit(shift)), 0, top.high + shift))
    times = Ex("mul", (Ex("div", (moved, lit(scale)), 0, moved.high), lit(scale)), 0, moved.high)
    return equal(times, moved)


def _decision_of_fact(
    rows: Rows, policy: Policy, name: str, columns: Mapping[str, Any]
) -> Decision:
    scale = policy.measures[name].kind.scale
    assert scale is not None
    filled, there = raw_words(rows, columns[name])
    code, known = coded(rows, filled, tuple(scale.names()), there)
    put = rows.columns.put
    said = []
    for part in ("reason", "evidence"):
        column = columns.get(f"{name}_{part}")
        if column is None or column.is_empty:
            said.append(FALSE)
            continue
        text, has = raw_words(rows, column)
        said.append(put(all_of([has, not_(_is_blank(rows, text))])))
    return Decision(there, put(when(known, code, lit(0))), put(known), *said)


def _is_blank(rows: Rows, text: str) -> Ex:
    """Return whether a text says nothing."""
    name = rows.columns.fresh("blank")
    blank = nw.col(text).str.strip_chars().str.len_chars() == 0
    rows.columns.add(name, blank, reads=[text])
    return flag_col(name)


def _once(facts: FactRows, *, looks: bool) -> None:
    """Bring several rows of one appraisal to one, and note that there were several."""
    rows = facts.rows
    assert rows is not None
    columns = facts._columns()  # noqa: SLF001 - of the same module
    if looks:
        names = [ex.args[0] for ex in columns]
        done = rows.columns.flush().select(KEY, *names).collect()
        rows.columns.frame = done.lazy()
        if is_once(done):
            return
    sources = {}
    for ex in columns:
        number = rows.columns.put(as_number(ex)) if ex.is_flag else ex
        sources[ex.args[0]] = (number.args[0], ex)
    frame = rows.columns.flush()
    count = rows.columns.fresh("n")
    parts = {name: nw.col(source).max() for name, (source, _) in sources.items()}
    frame = frame.group_by(KEY).agg(**{count: nw.len()}, **parts)
    casts = {name: nw.col(name).cast(nw.Int64) for name in parts}
    frame = frame.with_columns(**{count: nw.col(count).cast(nw.Int64)}, **casts)
    flags = {name: nw.col(name) > 0 for name, (_, ex) in sources.items() if ex.is_flag}
    twice = rows.columns.fresh("twice")
    rows.columns.frame = frame.with_columns(**flags, **{twice: nw.col(count) > 1})
    facts.troubles.append(Trouble("ASN-K022", "facts", flag_col(twice)))


def _with_decisions(
    facts: FactRows, policy: Policy, inputs: Inputs, make: Callable[[Any, str], Columns]
) -> FactRows:
    """Join the decisions of a table of judgements to the facts."""
    given = inputs.get("judgements")
    wanted = judgement_names(policy)
    if given is None or not wanted:
        return facts
    names = [name for name in ("measure", "level", "reason", "evidence") if given.has(name)]
    frame = given.frame.select(nw.col(inputs.key).alias(KEY), *names)
    rows = Rows("judgements", make(frame, "j"))
    measure, _ = raw_words(rows, given.columns["measure"])
    level, there = raw_words(rows, given.columns["level"])
    said = []
    for part in ("reason", "evidence"):
        if part in names and not given.columns[part].is_empty:
            text, has = raw_words(rows, given.columns[part])
            said.append(all_of([has, not_(_is_blank(rows, text))]))
        else:
            said.append(FALSE)
    sums: dict[str, tuple[Any, str]] = {}
    for at, name in enumerate(wanted):
        scale = policy.measures[name].kind.scale
        assert scale is not None
        code, known = coded(rows, level, tuple(scale.names()), there)
        here = all_of([there, Ex("word_is", (measure, name), is_flag=True)])
        parts = {
            f"asn__j{at}_given": as_number(here),
            f"asn__j{at}_level": when(all_of([here, known]), code, lit(0)),
            f"asn__j{at}_known": as_number(all_of([here, known])),
            f"asn__j{at}_reason": as_number(all_of([here, said[0]])),
            f"asn__j{at}_evidence": as_number(all_of([here, said[1]])),
        }
        for column, ex in parts.items():
            source = rows.columns.put(ex) if not ex.is_literal else ex
            if source.is_literal:
                none = rows.columns.fresh("l")
                rows.columns.add(none, nw.lit(source.value, nw.Int64))
                source = col(none, 0, 1)
            way = "sum" if column.endswith("_given") else "max"
            sums[column] = (getattr(nw.col(source.args[0]), way)(), column)
    frame = rows.columns.flush().group_by(KEY).agg(**{n: each for n, (each, _) in sums.items()})
    frame = frame.with_columns(**{n: nw.col(n).cast(nw.Int64) for n in sums})
    return _joined(facts, frame, wanted, list(sums), make)


def _joined(
    facts: FactRows,
    frame: Any,
    wanted: Sequence[str],
    names: list[str],
    make: Callable[[Any, str], Columns],
) -> FactRows:
    if facts.rows is None:
        facts.rows = Rows("facts", make(frame, "f"))
    else:
        columns = facts.rows.columns
        columns.frame = full_join([columns.flush(), frame])
    columns = facts.rows.columns
    known = {ex.args[0]: ex.is_flag for ex in facts._columns()}  # noqa: SLF001 - of this module
    fill(columns, known | dict.fromkeys(names, False))
    put = columns.put
    for at, name in enumerate(wanted):
        count = col(f"asn__j{at}_given", 0, 2**40)
        beside = facts.decisions.get(name)
        held = partial(_held, put, f"asn__j{at}_")

        found = Decision(
            held("given"),
            col(f"asn__j{at}_level", 0, 2**10),
            held("known"),
            held("reason"),
            held("evidence"),
        )
        facts.troubles.append(Trouble("ASN-K022", "judgements", put(not_(at_most(count, lit(1))))))
        if beside is not None:
            pick = found.given
            found = Decision(
                put(any_of([pick, beside.given])),
                put(when(pick, found.level, beside.level)),
                put(when(pick, found.known, beside.known)),
                put(when(pick, found.reason, beside.reason)),
                put(when(pick, found.evidence, beside.evidence)),
            )
        facts.decisions[name] = found
    columns.flush()
    return facts


def _held(put: Callable[[Ex], Ex], stem: str, part: str) -> Ex:
    """Return whether a decision has a part."""
    return put(less(lit(0), col(f"{stem}{part}", 0, 2**40)))
