"""Tables with many rows an appraisal, in any order: where each row begins is noted once."""

import csv
import tempfile
from array import array
from collections.abc import Iterable
from typing import BinaryIO

from attrs import define, field

from asn_appraisal.errors import Place, Problem, RecordError, suggestion

from .cells import COLUMNS, NAMED_BY, Part, ambiguous, cell_value, english, row_part, set_field
from .spreadsheets import AmbiguousError, Sheet, not_csv


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
            title: (taken(self.sheet, title, text.strip(), number, at), at)
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


def taken(sheet: Sheet, name: str, text: str, number: int, at: int) -> str:
    """Return what a cell says as the library writes it.

    Raises:
        RecordError: it is a number that could mean two.
    """
    try:
        return cell_value(sheet, name.rpartition(".")[2], text)
    except AmbiguousError as error:
        raise ambiguous(error, Place("", number, at)) from None
