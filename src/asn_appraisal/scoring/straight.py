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
from typing import Any

from attrs import evolve

from asn_appraisal.formula import RatioTable, ratio_table
from asn_appraisal.formula.tree import Aggregate, Case, Field, MeasureValue, Node, Rows
from asn_appraisal.policy import FactRule, Measure, Policy
from asn_appraisal.record.summary import Summary

from .intake import used_fields
from .lawful import rule_lines
from .statements import NotStraightError, Number, times
from .written import Written, at_run_time

#: Takes the evidence summed up, and facts; returns the values of the measures in order, or None.
Straight = Callable[[Summary, Mapping[str, Any]], tuple[Any, ...] | None]


def compile_straight(policy: Policy) -> Straight | None:
    """Return the straight-line code of a policy, or None where it has none."""
    try:
        source, objects = straight_source(policy)
    except NotStraightError:
        return None
    # The source is our own: see the first lines of this module.
    exec(compile(source, f"<policy {policy.fingerprint[:12]}>", "exec"), objects)  # noqa: S102
    made: Straight = objects["lawful"]
    return made


def straight_source(policy: Policy) -> tuple[str, dict[str, Any]]:
    """Return the source of the straight-line code, and the objects that it names.

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
    names = ", ".join(writer.measures[name].top for name in policy.measures)
    writer.add(f"return ({names},)")
    return writer.source(), writer.objects


class _Writer(Written):
    """Writes the facts, tables and measures of one policy."""

    def source(self) -> str:
        """Return the whole as the source of one function."""
        body = "\n".join(f"    {line}" for line in self.lines)
        parts = ", ".join(Summary._fields)
        return f"def lawful(summary, facts):\n    {parts} = summary\n{body}\n"

    def fact(self, rule: FactRule) -> None:
        """Read a fact as its rule says; give up where it is absent or does not fit."""
        name = self.fresh("f")
        key = self.object(rule.name)
        match rule.kind.name:
            case "flag":
                known: Any = {True: True, False: False, "true": True, "false": False}
            case "level":
                known = {each.name: each.order for each in rule.kind.scale or ()}
            case "choice":
                known = {word: word for word in rule.kind.words}
            case _:
                raise NotStraightError
        self.add(f"{name} = {self.object(known)}.get(facts.get({key}))")
        self.add(f"if {name} is None: return None")
        self.facts[rule.name] = name

    # Measures ---------------------------------------------------------------------------

    def measure(self, measure: Measure) -> None:
        """Write a measure and name its value."""
        if measure.rows is None:
            value = self.value(measure.body, measure)
        elif measure.rows.by is None:
            value = self._every_row(measure)
        else:
            raise NotStraightError
        if value.by:
            raise NotStraightError
        self.measures[measure.name] = evolve(value, top=self.let(value.top))

    def _every_row(self, measure: Measure) -> Number:
        rows = measure.rows
        assert rows is not None
        names = self._loop_names(measure, rows)
        result = self.fresh("m")
        self.add(f"{result} = []")
        below = 10**measure.round.places if measure.round is not None else 1
        if measure.round is None and measure.kind.name == "number":
            raise NotStraightError
        columns = ", ".join(names.values())
        places = ", ".join(self._source_of(node, rows) for node in names)
        self.row = dict(names)
        with self.inside(f"for {columns}, in zip({places}):"):
            self._one_row(measure, result)
        self.row = {}
        return Number(result, below)

    def _loop_names(self, measure: Measure, rows: Rows) -> dict[Node, str]:
        nodes = [each for each in measure.body.walk() if isinstance(each, Field | MeasureValue)]
        if any(isinstance(each, Aggregate) for each in measure.body.walk()):
            raise NotStraightError
        names: dict[Node, str] = {}
        for node in nodes:
            if node.parent:
                raise NotStraightError
            if node not in names and (isinstance(node, Field) or node.rows == rows):
                names[node] = self.fresh("r")
        if not names:
            raise NotStraightError
        return names

    def _source_of(self, node: Node, rows: Rows) -> str:
        if isinstance(node, MeasureValue):
            return self.measures[node.name].top
        assert isinstance(node, Field)
        column = self.column(rows.table, node.name).values
        if node.kind.scale is not None:
            order = self.object({each.name: each.order for each in node.kind.scale})
            return self.let(f"[{order}[each] for each in {column}]")
        return column

    def _one_row(self, measure: Measure, result: str) -> None:
        body = measure.body
        cases = body.cases if isinstance(body, Case) else (("", body),)
        for at, (word, node) in enumerate(cases):
            if isinstance(body, Case):
                value = self.row[body.of] if body.of in self.row else self.word(body.of)
                test = f"{value} == {self.object(at_run_time(body.of, word))}"
                with self.inside(f"if {test}:" if at == 0 else f"elif {test}:"):
                    self._append(node, measure, result)
            else:
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
