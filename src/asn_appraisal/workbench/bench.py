"""What every command has at hand: the language, the output, the messages, the progress."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

from attrs import define, field

from asn_appraisal.errors import AppraisalError, Problem, Text

from .reasons import reason_of
from .table import Table
from .verb import FINDINGS, FINE
from .writing import ENDINGS, console_of, saved, standard_output, write_table

T = TypeVar("T")
#: Work that takes longer than this shows how far it is, in seconds.
PATIENCE = 2.0
_WRITTEN = Text("Tertulis: {path}", "Written: {path}")


class WrongUseError(Exception):
    """Salah pakai: a command cannot do what it was asked; exit code 2."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(str(problem))
        self.problem = problem


@define
class Bench:
    """Meja kerja: one run of one command."""

    #: `id` or `en`.
    language: str = "id"
    #: The format that was asked for; None: by the name of the output, else the first known.
    style: str | None = None
    #: The file that takes the result; None: the standard output.
    output: Path | None = None
    #: Formats that the command knows, the default first.
    styles: tuple[str, ...] = ()
    #: Whether something was found that makes the exit code 1.
    has_findings: bool = False
    #: What time it is, in seconds; another clock in tests.
    clock: Callable[[], float] = time.monotonic
    _errors: Any = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._errors = console_of(sys.stderr)

    def say(self, text: Text) -> str:
        """Return a text in the language of the run."""
        return text.in_language(self.language)

    @property
    def format(self) -> str:
        """Return the format to write."""
        if self.style is not None:
            return self.style
        ending = self.output.suffix.lower() if self.output is not None else ""
        by_name = ENDINGS.get(ending)
        return by_name if by_name in self.styles else self.styles[0]

    @contextmanager
    def writing(self) -> Iterator[TextIO]:
        """Open where the result goes; a file is there only when the whole was written.

        Raises:
            WrongUseError: the file cannot be written.
        """
        if self.output is None:
            yield standard_output()
            return
        try:
            with saved(self.output) as stream:
                yield stream
            self.note(self.say(_WRITTEN).format(path=self.output))
        except OSError as error:
            values = {"path": self.output, **reason_of(error)}
            raise WrongUseError(Problem("ASN-B003", None, values)) from None

    def write(self, text: str) -> None:
        """Write a text as the result."""
        with self.writing() as stream:
            stream.write(text if text.endswith("\n") else f"{text}\n")

    def write_table(self, table: Table) -> None:
        """Write a table as the result."""
        with self.writing() as stream:
            write_table(table, self.format, stream, self.language)

    def report(self, problem: Problem, path: object = None) -> None:
        """Tell of a problem in a file; the run goes on, and ends with exit code 1."""
        self.has_findings = True
        print(problem_at(problem, path, self.language), file=sys.stderr)

    def report_all(self, error: AppraisalError, path: object = None) -> None:
        """Tell of every problem of an error."""
        for problem in error.problems:
            self.report(problem, path)

    def note(self, text: str) -> None:
        """Say something beside the result."""
        print(text, file=sys.stderr)

    @property
    def code(self) -> int:
        """Return the exit code that what was found asks for."""
        return FINDINGS if self.has_findings else FINE

    def progress(self, items: Iterable[T], what: Text, total: int | None = None) -> Iterator[T]:
        """Pass items on, and show how far it is when that takes long and somebody looks."""
        started, bar, task = self.clock(), None, None
        try:
            for count, item in enumerate(items, start=1):
                yield item
                if bar is None and self._errors.is_terminal:
                    if self.clock() - started <= PATIENCE:
                        continue
                    bar = progress_bar(self._errors)
                    task = bar.add_task(self.say(what), total=total)
                    bar.start()
                if bar is not None:
                    bar.update(task, completed=count)
        finally:
            if bar is not None:
                bar.stop()


def progress_bar(console: Any) -> Any:
    """Return a bar that shows how many are done, of how many, and how long it took."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - rare  # noqa: PLC0415

    what = TextColumn("{task.description}")
    return Progress(what, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console)


def problem_at(problem: Problem, path: object, language: str, mark: str = "") -> str:
    """Write a problem with its file, as `file:line:column` where it has a line."""
    has_line = problem.place is not None and problem.place.line is not None
    where = "" if path is None else f"{path}:" if has_line else f"{path}: "
    text = problem.text(language)
    return f"{where}{text.replace(problem.code, f'{mark} {problem.code}', 1) if mark else text}"
