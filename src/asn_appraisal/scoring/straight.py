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

from attrs import define, field

from asn_appraisal.policy import FactRule, Policy, TableRules
from asn_appraisal.record import Table

from .intake import used_fields
from .lawful import rule_lines
from .statements import NotStraightError, Statements

#: Takes tables and facts; returns the values of the measures in order, or None.
Straight = Callable[[Mapping[str, Table], Mapping[str, Any]], tuple[Any, ...] | None]


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
    writer = _Writer(Statements())
    for rule in policy.evidence.facts.values():
        writer.fact(rule)
    used = used_fields(policy)
    # A table's rules hold whether a measure reads it or not.
    for table, rules in policy.evidence.tables.items():
        writer.table(rules, used.get(table, frozenset()))
    for measure in policy.measures.values():
        writer.statements.measure(measure)
    names = ", ".join(writer.statements.measures[name].top for name in policy.measures)
    writer.statements.add(f"return ({names},)")
    return writer.source(), writer.statements.objects


@define
class _Writer:
    statements: Statements
    _facts: dict[str, str] = field(factory=dict)

    def source(self) -> str:
        body = "\n".join(f"    {line}" for line in self.statements.lines)
        return f"def lawful(tables, facts):\n{body}\n"

    def fact(self, rule: FactRule) -> None:
        """Read a fact as its rule says; give up where it is absent or does not fit."""
        write = self.statements
        name = write.fresh("f")
        key = write.object(rule.name)
        match rule.kind.name:
            case "flag":
                known: Any = {True: True, False: False, "true": True, "false": False}
            case "level":
                known = {each.name: each.order for each in rule.kind.scale or ()}
            case "choice":
                known = {word: word for word in rule.kind.words}
            case _:
                raise NotStraightError
        write.add(f"{name} = {write.object(known)}.get(facts.get({key}))")
        write.add(f"if {name} is None: return None")
        write.facts[rule.name] = name

    def table(self, rules: TableRules, used: frozenset[str]) -> None:
        """Check the rules of a table as a whole, and bring in its columns."""
        write = self.statements
        for line in rule_lines(rules, used, write):
            write.add(line)
