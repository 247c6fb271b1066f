"""CSV files as Excel and other programs save them: encoding, delimiter and decimal sign found out.

Excel in Indonesia writes semicolons, a decimal comma, and cp1252 or UTF-8 with a byte order mark.
A number that could mean two things is refused, never guessed.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from asn_appraisal.document import parse_exact
from asn_appraisal.errors import Place, Problem, RecordError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: How a workbook begins: one of today (`.xlsx`, `.ods`), and an old one (`.xls`).
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = ";\t,"
_BLOCK = 1 << 20
#: A number with a comma, or with points that stand where thousands are divided.
_COMMA = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+\Z")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+\Z")


@frozen
class Cell:
    """Sel: one cell, and where it stands."""

    text: str
    row: int
    column: int
    #: The line as it was written, for the caret.
    path: str = ""

    @property
    def place(self) -> Place:
        """Return the row and the column, counted from 1 as Excel does."""
        return Place(self.path, self.row, self.column)


@frozen
class Sheet:
    """Lembar: a CSV file and how it was saved."""

    path: Path
    encoding: str
    delimiter: str
    #: The titles of the columns, in order.
    titles: tuple[str, ...]
    #: `comma` or `point` where the caller says so; `auto` where each number says it.
    decimal: str = "auto"

    @classmethod
    def of(cls, path: Path, decimal: str = "auto") -> "Sheet":
        """Look at a file, and find out how it was saved.

        Raises:
            RecordError: it has no titles, or one of them twice.
        """
        encoding = _encoding(path)
        with path.open(encoding=encoding, newline="") as stream:
            first = stream.readline()
            delimiter = max(_DELIMITERS, key=first.count) if first else ","
            stream.seek(0)
            titles = next(csv.reader(stream, delimiter=delimiter), [])
        names = tuple(title.strip() for title in titles)
        twice = next((each for each in names if each and names.count(each) > 1), None)
        if twice is not None:
            place = Place("", 1, names.index(twice) + 1)
            raise RecordError([Problem("ASN-B024", place, {"name": twice})])
        if not any(names):
            raise RecordError([Problem("ASN-B021", Place("", 1, 1), {"name": "id"})])
        return cls(path, encoding, delimiter, names, decimal)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that holds something with its number, one at a time."""
        with self.path.open(encoding=self.encoding, newline="") as stream:
            reader = csv.reader(stream, delimiter=self.delimiter)
            try:
                for number, cells in enumerate(reader, start=1):
                    if number > 1 and any(cells):
                        yield number, cells
            except csv.Error as error:
                raise not_csv(error, reader.line_num) from None

    def checked(self, number: int, cells: list[str]) -> list[str]:
        """Return the cells of a row, one a title.

        Raises:
            RecordError: there are more or fewer.
        """
        wanted = len(self.titles)
        if len(cells) < wanted or any(cells[wanted:]):
            values = {"found": len(cells), "expected": wanted, "delimiter": self.delimiter}
            raise RecordError([Problem("ASN-B023", Place("", number, 1), values)])
        return cells[:wanted]

    def number(self, text: str) -> str:
        """Return a number as the library writes it: with a decimal point.

        Raises:
            AmbiguousError: it could mean two numbers.
        """
        if _COMMA.match(text) and self.decimal != "point":
            return text.replace(".", "").replace(",", ".")
        if self.delimiter != "," and _THOUSANDS.match(text):
            if self.decimal == "comma":
                return text.replace(".", "")
            if self.decimal == "auto":
                raise AmbiguousError(text)
        return text


class AmbiguousError(Exception):
    """Angka bermakna ganda: `1.234` is a thousand and more, or a little over one."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        super().__init__(text)
        whole = text.replace(".", "")
        comma = text.replace(".", ",", 1) if text.count(".") == 1 else whole
        self.values = {"text": text, "whole": whole, "point": text, "comma": comma}


def not_csv(error: csv.Error, line: int) -> RecordError:
    """Say that a file is no table of cells."""
    return RecordError([Problem("ASN-B028", Place("", line, 1), {"reason": error})])


def looks_like_number(text: str) -> bool:
    """Tell whether a text is a number in either way of writing."""
    return bool(_COMMA.match(text)) or parse_exact(text) is not None


def _encoding(path: Path) -> str:
    """Return the encoding: by its mark, else UTF-8 where that fits, else Excel's cp1252.

    Raises:
        RecordError: the file is no text in any of them.
    """
    with path.open("rb") as stream:
        head = stream.read(4)
    if head.startswith(WORKBOOKS):
        raise RecordError([Problem("ASN-B029")])
    marked = [name for mark, name in _MARKS.items() if head.startswith(mark)]
    for name in marked or ("utf-8", "cp1252"):
        if _fits(path, name):
            return name
    raise RecordError([Problem("ASN-D003", Place("", 1, 1), {"reason": "-"})])


def _fits(path: Path, encoding: str) -> bool:
    """Tell whether the whole file is text in an encoding, a block at a time."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
