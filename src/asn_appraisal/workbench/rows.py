"""CSV files to appraisals, one at a time: memory holds one appraisal, not the file.

`Wide` has one row an appraisal; `long_tables.py` has the tables with many. A `Folder` is both.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from asn_appraisal.errors import AppraisalError, Place, Problem, RecordError

from .cells import (
    COLUMNS,
    Part,
    Setter,
    english,
    wide_setter,
)
from .long_tables import Long, taken
from .reasons import reason_of
from .spreadsheets import Sheet

#: What the file of a table may be called.
FILES = {
    "hasil": "results",
    "hasil_kerja": "results",
    "indikator": "indicators",
    "perilaku": "behaviours",
    "kompetensi": "competencies",
    "periode": "periods",
    "fakta": "facts",
    "pertimbangan": "judgements",
    "unit": "units",
    "jabatan": "positions",
    "pegawai": "employees",
    "penempatan": "assignments",
    **{name: name for name in COLUMNS},
    **{name: name for name in ("units", "positions", "employees", "assignments")},
}
_PATH = re.compile(r"([^.\[\]]+)")


@frozen
class Entry:
    """Satu penilaian dari tabel: its data, or why the cells could not be taken."""

    name: str
    data: Part
    #: What is wrong with its cells: (file, problem).
    problems: tuple[tuple[Path, Problem], ...] = ()

    def located(self, problem: Problem) -> tuple[Path | None, Problem]:
        """Return a problem with the cell that it is about in place of its path."""
        path = problem.place.path if problem.place is not None else ""
        cell = _cell_at(self.data, _PATH.findall(path))
        if cell is None:
            return None, problem
        return Path(cell.path), evolve(problem, place=evolve(cell, path=""))


def _cell_at(data: Any, names: list[str]) -> Place | None:
    """Follow a path, by number or by id, as far as it leads; return the last cell on the way."""
    found: Place | None = next(iter(data.places.values()), None)
    for name in names[2:] if names[:1] == ["appraisals"] else names:
        if isinstance(data, Part):
            found = data.places.get(name, found)
            data = data.get(name)
        elif isinstance(data, list):
            data = _row(data, name)
            if isinstance(data, Part):
                found = next(iter(data.places.values()), found)
        else:
            break
    return found


def _row(rows: list[Any], name: str) -> Any:
    if name.isdigit() and int(name) < len(rows):
        return rows[int(name)]
    names = name.split(", ")  # a mark is named by its aspect and its rater
    for row in rows:
        if isinstance(row, Part) and all(each in row.values() for each in names):
            return row
    return None


@define
class Wide:
    """A table with one row an appraisal; a column is named by a path into it."""

    sheet: Sheet
    _setters: list[tuple[str, Setter]]

    @classmethod
    def of(cls, sheet: Sheet) -> "Wide":
        """Understand the titles.

        Raises:
            RecordError: a title is no path into an appraisal, or there is no `id`.
        """
        setters: list[tuple[str, Setter]] = []
        problems: list[Problem] = []
        titles = [english(title) for title in sheet.titles]
        titles = ["id" if title == "appraisal" else title for title in titles]
        for at, title in enumerate(titles, start=1):
            try:
                setters.append((title, wide_setter(title)))
            except RecordError as error:
                problems += [evolve(each, place=Place("", 1, at)) for each in error.problems]
        if "id" not in titles:
            problems.append(Problem("ASN-B021", Place("", 1, 1), {"name": "id"}))
        if problems:
            raise RecordError(problems)
        return cls(sheet, setters)

    def entries(self) -> Iterator[Entry]:
        """Yield an appraisal a row."""
        path = str(self.sheet.path)
        seen: dict[str, int] = {}
        for number, cells in self.sheet.rows():
            data, problems = Part(), list[Problem]()
            try:
                self.sheet.checked(number, cells)
            except RecordError as error:
                problems += error.problems
            for at, ((title, put), text) in enumerate(
                zip(self._setters, map(str.strip, cells), strict=False), start=1
            ):
                if text:
                    try:
                        value = taken(self.sheet, title, text, number, at)
                        put(data, value, Place(path, number, at))
                    except RecordError as error:
                        problems += error.problems
            name = str(data.get("id", ""))
            if not name:
                problems.append(Problem("ASN-B026", Place("", number, 1), {"name": "id"}))
            elif name in seen:
                values = {"name": name, "first": seen[name]}
                problems.append(Problem("ASN-B027", Place("", number, 1), values))
            seen.setdefault(name, number)
            yield Entry(name, data, tuple((self.sheet.path, each) for each in problems))


@define
class Folder:
    """The tables of one collection of appraisals: one file, or the files of a folder."""

    wide: list[Wide] = field(factory=list)
    long: list[Long] = field(factory=list)
    #: Units, positions, employees and assignments.
    nouns: dict[str, Sheet] = field(factory=dict)
    #: Files that could not be taken as tables: (file, error).
    refused: list[tuple[Path, AppraisalError]] = field(factory=list)

    @classmethod
    def of(cls, paths: Iterable[Path], decimal: str = "auto") -> "Folder":
        """Look at every file; one that is no table is told of, and the others are taken."""
        made = cls()
        for path in paths:
            try:
                made._take(path, decimal)
            except RecordError as error:
                made.refused.append((path, error))
            except OSError as error:
                values = {"path": path, **reason_of(error)}
                made.refused.append((path, RecordError([Problem("ASN-B002", None, values)])))
        return made

    def _take(self, path: Path, decimal: str) -> None:
        sheet = Sheet.of(path, decimal)
        table = FILES.get(path.stem.lower())
        titles = {english(title) for title in sheet.titles}
        if table in COLUMNS and "appraisal" in titles:
            self.long.append(Long.of(table, sheet))
        elif table is not None and table not in COLUMNS:
            self.nouns[table] = sheet
        elif titles & {"id", "appraisal"}:
            self.wide.append(Wide.of(sheet))
        else:
            values = {"name": path.name, "known": ", ".join(f"{name}.csv" for name in COLUMNS)}
            raise RecordError([Problem("ASN-B025", None, values)])

    def close(self) -> None:
        """Close every file."""
        for each in self.long:
            each.close()

    def entries(self) -> Iterator[Entry]:
        """Yield every appraisal: those with a row of their own first, in order."""
        seen: set[str] = set()
        for wide in self.wide:
            for entry in wide.entries():
                seen.add(entry.name)
                yield self._whole(entry)
        for name in dict.fromkeys(name for long in self.long for name in long.names()):
            if name not in seen:
                data = Part()
                data["id"] = name
                yield self._whole(Entry(name, data))

    def _whole(self, entry: Entry) -> Entry:
        problems = list(entry.problems)
        for long in self.long:
            try:
                long.add_to(entry.name, entry.data)
            except RecordError as error:
                problems += [(long.sheet.path, each) for each in error.problems]
        if not entry.name and not entry.problems:
            problem = Problem("ASN-B026", None, {"name": "appraisal"})
            problems.append((self.long[0].sheet.path, problem))
        return evolve(entry, problems=tuple(problems))

    def noun_rows(self) -> dict[str, list[Part]]:
        """Return units, positions, employees and assignments as plain data.

        Raises:
            RecordError: a row has too many or too few cells, or a number that could mean two.
        """
        found: dict[str, list[Part]] = {}
        for table, sheet in self.nouns.items():
            titles = [english(title) for title in sheet.titles]
            for number, cells in sheet.rows():
                row = Part()
                for at, (title, text) in enumerate(
                    zip(titles, sheet.checked(number, cells), strict=True), start=1
                ):
                    if text.strip():
                        first, _, rest = title.partition(".")
                        value = taken(sheet, title, text.strip(), number, at)
                        own, key = (row.part(first), rest) if rest else (row, first)
                        own.put(key, value, Place(str(sheet.path), number, at))
                found.setdefault(table, []).append(row)
        return found
