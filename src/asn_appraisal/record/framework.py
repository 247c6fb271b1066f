"""Competency frameworks: competencies with their levels, and what positions require."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import LocatedMap
from asn_appraisal.errors import Place, Problem, RecordError, Text, suggestion

from .people import PositionKind
from .plan import duplicate_problems
from .references import by_id, written
from .values import FrozenMap, bilingual, read_only


@frozen
class Competency:
    """Kompetensi: what a person can do, described level by level."""

    #: The id that positions and appraisals refer to.
    id: str
    #: The name as it is shown.
    title: Text = field(default=Text("", ""), converter=bilingual)
    #: Technical, managerial, sociocultural, or the framework's own.
    cluster: str = ""
    #: What a person shows at each level (1 is the lowest).
    levels: Mapping[int, Text] = field(factory=FrozenMap, converter=read_only)
    #: What the competency means.
    description: Text | None = None


@frozen
class Programme:
    """Program pengembangan: training that raises a competency between two levels."""

    #: The id.
    id: str
    #: The competency it raises, by id.
    competency: str
    #: The name as it is shown.
    title: Text = field(default=Text("", ""), converter=bilingual)
    #: The level a participant should have.
    from_: int = 0
    #: The level it leads to.
    to: int = 1

    def __attrs_post_init__(self) -> None:
        """Check that it leads upwards."""
        if self.from_ >= self.to:
            values = {"id": self.id, "first": self.from_, "last": self.to}
            raise RecordError([Problem("ASN-R014", Place("to"), values)])


@frozen
class PositionStandard:
    """Standar kompetensi jabatan: the levels that a position requires."""

    #: The position, by id.
    id: str
    #: The title as it is shown.
    title: Text = field(default=Text("", ""), converter=bilingual)
    #: The kind of post.
    kind: PositionKind | None = None
    #: Required level by competency id.
    requires: Mapping[str, int] = field(factory=FrozenMap, converter=read_only)


@frozen
class Framework:
    """Kamus kompetensi: competencies, what positions require, and the programmes on offer.

    Raises:
        RecordError: an id stands twice, or a position or programme names a competency or a level
            that is not there.
    """

    #: The id.
    id: str
    #: The version, as text.
    version: str = "1"
    #: The name as it is shown.
    title: Text = field(default=Text("", ""), converter=bilingual)
    #: Competencies by id.
    competencies: Mapping[str, Competency] = field(default=(), converter=by_id)
    #: What positions require, by position id.
    positions: Mapping[str, PositionStandard] = field(default=(), converter=by_id)
    #: Training programmes by id.
    programmes: Mapping[str, Programme] = field(default=(), converter=by_id)

    def __attrs_post_init__(self) -> None:
        """Check that every competency named is there, at a level it has."""
        problems = [*_unknown_competencies(self), *_unknown_levels(self)]
        if problems:
            raise RecordError(problems)

    def to_plain(self) -> dict[str, Any]:
        """Write as the plain data of a framework document."""
        from asn_appraisal.document import to_plain  # noqa: PLC0415 - would shadow this method

        head = {"asn_appraisal": "framework/1", "id": self.id, "version": self.version}
        lists = {
            name: to_plain(list(getattr(self, name).values()))
            for name in ("competencies", "positions", "programmes")
        }
        return {**head, "title": to_plain(self.title), **{k: v for k, v in lists.items() if v}}


def unknown_written(body: LocatedMap) -> list[Problem]:
    """Find the same in a document as it is written, whatever else is wrong with it."""
    rows = {
        name: body.get(name, [])
        for name in ("competencies", "positions", "programmes")
        if isinstance(body.get(name, []), list)
    }
    problems = []
    for name, each in rows.items():
        problems += duplicate_problems(name, [written(row, "id") for row in each])
    if "competencies" not in rows:
        return problems
    named: list[Any] = [written(row, "competency") for row in rows.get("programmes", ())]
    for row in rows.get("positions", ()):
        requires = row.get("requires") if isinstance(row, LocatedMap) else None
        named += requires if isinstance(requires, LocatedMap) else ()
    known = {written(row, "id") for row in rows["competencies"]} - {None}
    for name in named:
        if name is not None and name not in known:
            near = suggestion(name, known)
            problems.append(Problem("ASN-R011", name.place, {"competency": name, **near}))
    return problems


def _named(framework: Framework) -> list[tuple[str, str, int]]:
    """List (path, competency, level) for every place that names a competency."""
    named = []
    for at, position in enumerate(framework.positions.values()):
        for competency, level in position.requires.items():
            named.append((f"positions[{at}].requires.{competency}", competency, level))
    for at, programme in enumerate(framework.programmes.values()):
        named.append((f"programmes[{at}].competency", programme.competency, programme.to))
    return named


def _unknown_competencies(framework: Framework) -> list[Problem]:
    known = framework.competencies
    return [
        Problem("ASN-R011", Place(path), {"competency": name, **suggestion(name, known)})
        for path, name, _ in _named(framework)
        if name not in known
    ]


def _unknown_levels(framework: Framework) -> list[Problem]:
    problems = []
    for path, name, level in _named(framework):
        competency = framework.competencies.get(name)
        if competency and competency.levels and level not in competency.levels:
            levels = ", ".join(str(each) for each in competency.levels)
            values = {"competency": name, "level": level, "levels": levels}
            problems.append(Problem("ASN-R012", Place(path), values))
    return problems
