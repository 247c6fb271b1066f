"""Which rows an aggregate ranges over: found from the names inside it."""

import ast
from collections.abc import Iterable

from .scope import PARENTS, Scope
from .tree import Rows


def rows_of(parts: Iterable[ast.expr], scope: Scope) -> Rows | None:
    """Return the rows that the names in `parts` point to; None where they do not say.

    A `table.field`, a row measure or a bare table name says it outright; bare fields say it
    where just one table has them all, the rows of the row at hand first.
    """
    names = [each for part in parts for each in ast.walk(part)]
    said = set(_said(names, scope))
    if len(said) > 1:
        said -= {Rows(PARENTS[each.table]) for each in said if each.table in PARENTS}
    if len(said) == 1:
        return said.pop()
    if said:
        return None
    bare = {each.id for each in names if isinstance(each, ast.Name)}
    called = {ast.unparse(each.func) for each in names if isinstance(each, ast.Call)}
    fields = bare - called - set(scope.facts) - set(scope.measures) - {"true", "false"}
    return _owner(fields, scope) if fields else None


def _said(names: Iterable[ast.AST], scope: Scope) -> Iterable[Rows]:
    for each in names:
        match each:
            case ast.Attribute(value=ast.Name(id=table)) if table in scope.tables:
                yield Rows(table)
            case ast.Name(id=name) if name in scope.tables:
                yield Rows(name)
            case ast.Name(id=name) if name in scope.measures:
                rows = scope.measures[name].rows
                if rows is not None:
                    yield rows


def _owner(fields: set[str], scope: Scope) -> Rows | None:
    """Return the one table that has all the fields: below the row at hand, its own, or any."""
    owners = [table for table, known in scope.tables.items() if fields <= set(known)]
    here = scope.rows.table if scope.rows is not None else None
    below = [table for table in owners if PARENTS.get(table) == here]
    own = [table for table in owners if table == here]
    for candidates in (below if here else [], own, owners):
        if len(candidates) == 1:
            return Rows(candidates[0])
    return None
