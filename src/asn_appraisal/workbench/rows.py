"""CSV files to appraisals, one at a time: memory holds one appraisal, not the file.

A table with many rows an appraisal need not be sorted: where each row begins is noted once, and the
rows of an appraisal are read from there.
"""

import csv
import re
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define, evolve, field, frozen

from asn_appraisal.errors import AppraisalError, Place, Problem, RecordError, suggestion

from .cells import (
    COLUMNS,
    NAMED_BY,
    Part,
    Setter,
    ambiguous,
    cell_value,
    english,
    row_part,
    set_field,
    wide_setter,
)
from .spreadsheets import AmbiguousError, Sheet, not_csv

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
class Long:
    """A table with many rows an appraisal, and where each row begins."""

    table: str
    sheet: Sheet
    _titles: list[str]
    _stream: BinaryIO
    #: By appraisal: offset and row number, one after the other.
    _index: dict[str, "array[int]"] = field(factory=dict)

    @classmethod
    def of(cls, table: str, sheet: Sheet) -> "Long":
        """Read a table once, and note where each row begins.

        Raises:
            RecordError: a title is not known, or `appraisal` is lacking.
        """
        known = ("appraisal", *COLUMNS[table])
        titles = [english(title, known if "*" in known else ()) for title in sheet.titles]
        problems = [
            Problem("ASN-B020", Place("", 1, at), {"name": title, **suggestion(title, known)})
            for at, title in enumerate(titles, start=1)
            if title and title not in known and "*" not in known
        ]
        if "appraisal" not in titles:
            problems.append(Problem("ASN-B021", Place("", 1, 1), {"name": "appraisal"}))
        if problems:
            raise RecordError(problems)
        made = cls(table, sheet, titles, _utf8(sheet))
        try:
            made._note()
        except RecordError:
            made.close()
            raise
        return made

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def names(self) -> Iterable[str]:
        """Return the appraisals that have rows here, in the order of the table."""
        return self._index

    def _note(self) -> None:
        column = self._titles.index("appraisal")
        lines = _Lines(self._stream)
        reader = csv.reader(lines, delimiter=self.sheet.delimiter)
        number = 0
        while True:
            start = lines.offset
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise not_csv(error, reader.line_num) from None
            if cells is None:
                return
            number += 1
            if number > 1 and any(cells):
                name = cells[column].strip() if column < len(cells) else ""
                self._index.setdefault(name, array("Q")).extend((start, number))

    def add_to(self, name: str, data: Part) -> None:
        """Add the rows of an appraisal to its data.

        Raises:
            RecordError: a cell cannot be taken.
        """
        found = self._index.get(name, ())
        for start, number in zip(found[::2], found[1::2], strict=True):
            self._stream.seek(start)
            cells = next(csv.reader(_Lines(self._stream), delimiter=self.sheet.delimiter))
            self._add(self.sheet.checked(number, cells), number, data)

    def _add(self, cells: list[str], number: int, data: Part) -> None:
        values = {
            title: (_taken(self.sheet, title, text.strip(), number, at), at)
            for at, (title, text) in enumerate(zip(self._titles, cells, strict=True), start=1)
            if title and title != "appraisal" and text.strip()
        }
        named = NAMED_BY[self.table]
        names = {title: values[title][0] for title in named if title in values}
        first = Place(str(self.sheet.path), number, 1)
        row = row_part(data, self.table, names, first)
        for title, (text, at) in values.items():
            if title not in named:
                own = row
                if self.table == "periods" and title != "months":
                    own = row.part("measures")
                set_field(own, title, text, Place(str(self.sheet.path), number, at))


class _Lines:
    """The lines of a file from where it stands, and how far was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.offset = stream.tell()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._stream.readline()
        if not line:
            raise StopIteration
        if self.offset == 0:
            line = line.removeprefix(b"\xef\xbb\xbf")
            self.offset += 3 if self._stream.tell() - len(line) == 3 else 0  # noqa: PLR2004 - the mark
        self.offset += len(line)
        return line.decode("utf-8")


def _utf8(sheet: Sheet) -> BinaryIO:
    """Return the bytes of a sheet as UTF-8, so that offsets count in one way."""
    if sheet.encoding in ("utf-8", "utf-8-sig"):
        return sheet.path.open("rb")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the table
    with sheet.path.open(encoding=sheet.encoding, newline="") as stream:
        for line in stream:
            copy.write(line.encode("utf-8"))
    copy.seek(0)
    return copy


def _taken(sheet: Sheet, name: str, text: str, number: int, at: int) -> str:
    try:
        return cell_value(sheet, name.rpartition(".")[2], text)
    except AmbiguousError as error:
        raise ambiguous(error, Place("", number, at)) from None


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
                        value = _taken(self.sheet, title, text, number, at)
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
                values = {"path": path, "reason": error.strerror or error}
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
                        value = _taken(sheet, title, text.strip(), number, at)
                        own, key = (row.part(first), rest) if rest else (row, first)
                        own.put(key, value, Place(str(sheet.path), number, at))
                found.setdefault(table, []).append(row)
        return found
