"""Results to a terminal or a file, in every format; a file is whole or not there at all."""

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from .table import Table, exactly, in_csv, in_spreadsheet, shown

#: The format that the end of a file name asks for.
ENDINGS = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".xml": "junit",
    ".html": "html",
    ".txt": "text",
}
#: How many rows are laid out at once: widths are theirs, and memory stays small.
_CHUNK = 1000
_BOM = "\ufeff"


@contextmanager
def saved(path: Path, *, newline: str = "\n") -> Iterator[TextIO]:
    """Open a file that takes the place of `path` when all was written, and is gone otherwise."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline=newline) as stream:
            yield stream
        if os.name == "posix":  # a temporary file is for its owner only
            mask = os.umask(0)
            os.umask(mask)
            part.chmod(0o666 & ~mask)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_table(table: Table, style: str, stream: TextIO, language: str) -> None:
    """Write a table as `csv`, `excel`, `json`, `markdown` or `text`."""
    writers = {
        "csv": _write_csv,
        "excel": _write_excel,
        "json": _write_json,
        "markdown": _write_markdown,
        "text": _write_text,
    }
    writers[style](table, stream, language)


def _write_csv(table: Table, stream: TextIO, _: str) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([in_csv(cell) for cell in row])


def _write_excel(table: Table, stream: TextIO, language: str) -> None:
    stream.write(_BOM)  # Excel takes a file without it for cp1252
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow([column.title.in_language(language) for column in table.columns])
    for row in table.rows:
        writer.writerow([in_spreadsheet(cell) for cell in row])


def _write_json(table: Table, stream: TextIO, _: str) -> None:
    names = [column.name for column in table.columns]
    stream.write('{"format": 1, "rows": [')
    for at, row in enumerate(table.rows):
        stream.write(",\n" if at else "\n")
        record = dict(zip(names, map(exactly, row), strict=True))
        stream.write(json.dumps(record, ensure_ascii=False))
    stream.write("\n]}\n")


def _write_markdown(table: Table, stream: TextIO, language: str) -> None:
    titles = [column.title.in_language(language) for column in table.columns]
    rules = ["---:" if column.is_number else "---" for column in table.columns]
    stream.writelines(f"| {' | '.join(cells)} |\n" for cells in (titles, rules))
    for row in table.rows:
        cells = [shown(cell, language).replace("|", "\\|").replace("\n", " ") for cell in row]
        stream.write(f"| {' | '.join(cells)} |\n")


def _write_text(table: Table, stream: TextIO, language: str) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only people need it
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text as Plain  # noqa: PLC0415

    console = console_of(stream)
    rows = iter(table.rows)
    is_first = True
    while (chunk := list(islice(rows, _CHUNK))) or is_first:
        grid = Grid(header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
        for column in table.columns:
            side: Any = "right" if column.is_number else "left"
            grid.add_column(column.title.in_language(language), justify=side, overflow="fold")
        for row in chunk:
            grid.add_row(*(Plain(shown(cell, language)) for cell in row))
        console.print(grid)
        is_first = False


def console_of(stream: TextIO) -> Any:
    """Return a console of rich on a stream: NO_COLOR and the width are its business.

    A file and a pipe have no width of their own, so their tables may be as wide as they need.
    """
    from rich.console import Console  # noqa: PLC0415 - only people need it

    console = Console(file=stream, highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 180
    return console


#: For consoles that cannot show these signs.
_PLAIN = {
    "→": "->",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "≠": "!=",
    "…": "...",
    "∞": "inf",
    "–": "-",
    "—": "-",
    "✓": "v",
    "✗": "x",
    "█": "#",
}


def plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Replace signs that a console of the old kind cannot show; an error handler of codecs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost: Sequence[str] = error.object[error.start : error.end]
    return "".join(_PLAIN.get(sign, "?") for sign in lost), error.end


def make_printable(stream: TextIO) -> None:
    """Let a stream of an old console (cp1252) write what it can instead of failing."""
    import codecs  # noqa: PLC0415 - once a run

    codecs.register_error("asn-appraisal-plain", plain_signs)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="asn-appraisal-plain")


def standard_output() -> TextIO:
    """Return the standard output as it is now: tests put another in its place."""
    return sys.stdout
