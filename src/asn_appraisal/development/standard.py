"""What is set against what: the standard of a position, and the levels of a person."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Place, Problem, RecordError, suggestion
from asn_appraisal.record import (
    Appraisal,
    Competency,
    CompetencyLevel,
    Framework,
    Position,
    PositionStandard,
)

#: Levels by competency id: a number, None or missing where it has not been assessed.
Levels = Mapping[str, Any]
#: A person as this room knows them: an appraisal, or levels by competency.
Person = Appraisal | Levels
#: A position of the framework by id, or one from elsewhere with what it requires.
PositionLike = str | Position | PositionStandard


def standard_of(framework: Framework, position: PositionLike) -> PositionStandard:
    """Return what a position requires.

    Raises:
        RecordError: the framework has no such position, or lacks a competency or level of it.
    """
    if isinstance(position, str):
        if position not in framework.positions:
            near = suggestion(position, framework.positions)
            raise RecordError([Problem("ASN-G001", None, {"position": position, **near})])
        return framework.positions[position]
    if isinstance(position, Position):
        position = PositionStandard(position.id, position.title, position.kind, position.requires)
    # Held to what a framework asks of its own positions.
    evolve(framework, positions=(position,), programmes=())
    return position


def rows_of(person: Person) -> dict[str, CompetencyLevel]:
    """Return the levels of a person by competency."""
    if isinstance(person, Appraisal):
        return {row.competency: row for row in person.competencies}
    return {name: CompetencyLevel(name, attained=level) for name, level in person.items()}


def path_of(whose: str) -> str:
    """Return where the levels of a person stand, as a path."""
    return f"appraisals[{whose}].competencies" if whose else "competencies"


def check_rows(
    framework: Framework, people: Iterable[tuple[str, Mapping[str, CompetencyLevel]]]
) -> None:
    """Check that every level is one that the framework knows.

    Raises:
        RecordError: with every competency or level that it does not know.
    """
    problems = [
        problem
        for whose, rows in people
        for row in rows.values()
        for problem in _row_problems(framework, whose, row)
    ]
    if problems:
        raise RecordError(problems)


def _row_problems(framework: Framework, whose: str, row: CompetencyLevel) -> Iterable[Problem]:
    name = row.competency
    place = Place(f"{path_of(whose)}.{name}")
    competency = framework.competencies.get(name)
    if competency is None:
        near = suggestion(name, framework.competencies)
        yield Problem("ASN-R011", place, {"competency": name, **near})
        return
    for level in (row.required, row.attained):
        if isinstance(level, Fraction) and not _is_level(competency, level):
            levels = ", ".join(str(each) for each in sorted(competency.levels)) or "0, 1, 2, …"
            values = {"competency": name, "level": exact_text(level), "levels": levels}
            yield Problem("ASN-R012", place, values)


def _is_level(competency: Competency, level: Fraction) -> bool:
    # Below the first level is 0; assessors who differ may give a number between two levels.
    return level >= 0 and (not competency.levels or level <= max(competency.levels))
