"""The tutorial of the bench is done as it is written, and shows what it says.

After a change, renew what it shows: `python tests/workbench/test_tutorial.py`.
"""

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import define, field

from asn_appraisal.workbench import main

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "meja-kerja.md"
README = PAGE.parents[2] / "README.md"
_FILE = re.compile(r"`([\w/]+\.yaml)`")


def ran(command: str, folder: Path) -> list[str]:
    """Run one command line in a folder, and return the lines that it shows."""
    name, *arguments = shlex.split(command)
    assert name == "asn-appraisal"
    out, err = StringIO(), StringIO()
    here = Path.cwd()
    os.chdir(folder)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            assert main(arguments) in (0, 1)
    finally:
        os.chdir(here)
    shown = (out.getvalue() + err.getvalue()).rstrip("\n")
    return [line.rstrip() for line in shown.split("\n")] if shown else []


@define
class Lesson:
    """Does what a page says, line by line, and writes the page as it should be."""

    folder: Path
    _file: str = ""
    _block: str = ""
    _old: list[str] = field(factory=list)
    _new: list[str] = field(factory=list)
    #: What the last command showed, and how the page shortens it.
    _shown: list[str] | None = None
    _page: list[str] = field(factory=list)

    def done(self, text: str) -> str:
        """Return the page with what its commands show now."""
        return "".join(f"{line}\n" for each in text.splitlines() for line in self._line(each))

    def _line(self, line: str) -> Iterator[str]:
        if not self._block:
            self._file = next(reversed(_FILE.findall(line)), self._file)
            self._block = line.removeprefix("```") if line in ("```diff", "```console") else ""
            yield line
        elif line == "```":
            yield from self._flushed()
            self._change()
            self._block = ""
            yield line
        elif self._block == "diff":
            (self._old if line.startswith("-") else self._new).append(line[1:])
            yield line
        elif line.startswith("$ "):
            yield from self._flushed()
            yield line
            self._shown, self._page = ran(line.removeprefix("$ "), self.folder), []
        else:
            self._page.append(line)

    def _flushed(self) -> Iterator[str]:
        """Yield what the last command showed; where the page has `...`, it is as short."""
        shown, page = self._shown or [], self._page
        self._shown, self._page = None, []
        if "..." not in page:
            yield from shown
            return
        at = page.index("...")
        after = len(page) - at - 1
        yield from shown[:at]
        yield "..."
        yield from shown[len(shown) - after :]

    def _change(self) -> None:
        if self._block != "diff":
            return
        path = self.folder / self._file
        text, old = path.read_text("utf-8"), "\n".join(self._old)
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, "\n".join(self._new)), "utf-8")
        self._old, self._new = [], []


def test_the_tutorial_shows_what_its_commands_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # workers of pytest-xdist have one
    text = PAGE.read_text("utf-8")

    assert text == Lesson(tmp_path).done(text)
    assert {"laporan.html", "pegangan.html"} <= {path.name for path in tmp_path.iterdir()}


def test_the_readme_shows_what_its_commands_show(tmp_path: Path) -> None:
    text = README.read_text("utf-8")

    assert text == Lesson(tmp_path).done(text)


if __name__ == "__main__":
    for page in (PAGE, README):
        with TemporaryDirectory() as place:
            page.write_text(Lesson(Path(place)).done(page.read_text("utf-8")), "utf-8")
