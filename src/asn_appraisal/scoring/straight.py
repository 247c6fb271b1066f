"""A policy as straight-line integer code, for appraisals with nothing absent and nothing amiss.

Most appraisals are complete and lawful. For those the tree of each measure is written out as
plain integer statements, once a policy: no calls, no ratios that are not needed. At the first
thing that is absent, unlawful or empty the code gives up (returns None), and the general program
takes the appraisal: what happens then is decided in one place only. A policy with a measure that
cannot be written this way simply has no such code.

The source is made from the typed tree: it holds integers and names of its own making. Words,
levels and anything else from the policy's text are handed in as objects, never written into it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from attrs import evolve

from asn_appraisal.formula import RatioTable, ratio_table
from asn_appraisal.formula.tree import Case, Field, Judgement, Node, Rows
from asn_appraisal.policy import FactRule, Measure, Policy, fact_value
from asn_appraisal.record import Appraisal
from asn_appraisal.record.summary import Summary

from .intake import used_fields
from .lawful import rule_lines
from .statements import NotStraightError, Number, times
from .written import Written, at_run_time

#: Takes an appraisal; returns the values of the measures in order, or None.
Straight = Callable[[Appraisal], tuple[Any, ...] | None]
#: The denominator of the values of each measure; None: they are (top, below).
Scales = Mapping[str, int | None]


def compile_straight(policy: Policy, scales: Scales) -> Straight | None:
    """Return the straight-line code of a policy, or None where it has none."""
    try:
        source, objects = straight_source(policy, scales)
    except NotStraightError:
        return None
    # The source is our own: see the first lines of this module.
    exec(compile(source, f"<policy {policy.fingerprint[:12]}>", "exec"), objects)  # noqa: S102
    made: Straight = objects["lawful"]
    return made


def straight_source(policy: Policy, scales: Scales) -> tuple[str, dict[str, Any]]:
    """Return the source of the straight-line code, and the objects that it names.

    Args:
        policy: the rules.
        scales: how the general program gives the values of each measure.

    Raises:
        NotStraightError: a measure or a rule cannot be written this way.
    """
    writer = _Writer()
    for rule in policy.evidence.facts.values():
        writer.fact(rule)
    for line in rule_lines(policy.evidence.tables, used_fields(policy), writer):
        writer.add(line)
    for measure in policy.measures.values():
        writer.measure(measure)
    values = ", ".join(writer.returned(each, scales) for each in policy.measures.values())
    writer.add(f"return ({values},)")
    return writer.source(), writer.objects


class _Writer(Written):
    """Writes the facts, tables and measures of one policy."""

    def source(self) -> str:
        """Return the whole as the source of one function."""
        body = "\n".join(f"    {line}" for line in self.lines)
        parts = ", ".join(Summary._fields)
        return f"def lawful(appraisal):\n    {parts} = appraisal.summary\n{body}\n"

    def fact(self, rule: FactRule) -> None:
        """Read a fact as its rule says; give up where it is absent or does not fit."""
        name = self.fresh("f")
        self.add(f"{name} = appraisal.facts.get({self.object(rule.name)})")
        match rule.kind.name:
            case "flag":
                known: Any = {True: True, False: False, "true": True, "false": False}
            case "level":
                known = {each.name: each.order for each in rule.kind.scale or ()}
            case "choice":
                known = {word: word for word in rule.kind.words}
            case _:
                self.add(f"if {name} is None: return None")
                known = None
        read = partial(fact_value, rule) if known is None else known.get
        self.add(f"{name} = {self.object(read)}({name})")
        self.add(f"if {name} is None: return None")
        self.facts[rule.name] = name

    # Measures ---------------------------------------------------------------------------

    def measure(self, measure: Measure) -> None:
        """Write a measure and name its value."""
        if isinstance(measure.body, Judgement):
            value = Number(self._judged(measure.body))
        elif measure.rows is None:
            value = self.value(measure.body, measure)
        elif measure.rows.by is None:
            value = self._every_row(measure, measure.rows)
        else:
            raise NotStraightError
        self.measures[measure.name] = evolve(
            value, top=self.let(value.top), by=self.let(value.by) if value.by else ""
        )

    def returned(self, measure: Measure, scales: Scales) -> str:
        """Return the value of a measure as the general program gives it."""
        value, scale = self.measures[measure.name], scales[measure.name]
        if scale is None:
            return f"({value.top}, {value.whole_below()})"
        return times(value.top, scale // value.below) if measure.rows is None else value.top

    def _judged(self, node: Judgement) -> str:
        """Read what was decided; give up where it lacks what it has to carry."""
        given, level = self.fresh("j"), self.fresh("x")
        order = self.object({each.name: each.order for each in node.level_kind.scale or ()})
        self.add(f"{given} = appraisal.judgements.get({self.object(node.measure)})")
        self.add(f"{level} = {order}.get({given}.level) if {given} is not None else None")
        self.add(f"if {level} is None: return None")
        carried = {"reason": f"{given}.reason.strip()", "evidence": f"{given}.evidence"}
        lacking = [f"not {carried[name]}" for name in node.override]
        if lacking:
            with self.inside(f"if {' or '.join(lacking)}:"):
                # Then it stands only where it is what the policy suggests.
                suggested = "None" if node.suggest is None else self.word(node.suggest)
                self.add(f"if {level} != {suggested}: return None")
        return level

    def _every_row(self, measure: Measure, rows: Rows) -> Number:
        if measure.round is None and measure.kind.name == "number":
            raise NotStraightError
        self.prepare_groups(measure.body)
        result = self.fresh("m")
        self.add(f"{result} = []")
        with self.each_row(rows, [measure.body], "id" if self.groups else ""):
            self._one_row(measure, result)
        self.groups = {}
        return Number(result, 10**measure.round.places if measure.round is not None else 1)

    def _one_row(self, measure: Measure, result: str) -> None:
        body = measure.body
        if not isinstance(body, Case):
            self._append(body, measure, result)
            return
        value = self.word(body.of)
        for at, (word, node) in enumerate(body.cases):
            test = f"{value} == {self.object(at_run_time(body.of, word))}"
            with self.inside(f"{'el' if at else ''}if {test}:"):
                self._append(node, measure, result)

    def _append(self, node: Node, measure: Measure, result: str) -> None:
        table = None
        if measure.round is not None:
            table = ratio_table(node, measure.round.places, measure.round.mode)
        if table is not None:
            self._ratio_rows(table, node, result)
        else:
            self.add(f"{result}.append({self.value(node, measure).top})")

    def _ratio_rows(self, table: RatioTable, node: Node, result: str) -> None:
        """Write the normal form: the highest edge first."""
        fields = {each.name: each for each in node.walk() if isinstance(each, Field)}
        actual, target = self.row[fields[table.over]], self.row[fields[table.under]]
        *others, last = reversed(table.rows)
        for at, row in enumerate(others):
            sign = ">" if row.strict else ">="
            test = f"{times(actual, row.den)} {sign} {times(target, row.num)}"
            with self.inside(f"{'el' if at else ''}if {test}:"):
                self.add(f"{result}.append({_line(row, actual, target)})")
        if not others:
            self.add(f"{result}.append({_line(last, actual, target)})")
            return
        with self.inside("else:"):
            self.add(f"{result}.append({_line(last, actual, target)})")


def _line(row: Any, actual: str, target: str) -> str:
    """Write the value of one row of the normal form."""
    if row.a == 0:
        return str(row.sign * (row.b // row.c))
    top = f"({times(actual, row.a)} + {times(target, row.b)})"
    sign = "-" if row.sign < 0 else ""
    return f"{sign}({top} // ({times(target, row.c)}))"
