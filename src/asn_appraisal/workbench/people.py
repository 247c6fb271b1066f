"""Whom a command is about: appraisals one at a time, or all records at once, from any file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from attrs import frozen

from asn_appraisal.errors import AppraisalError, Problem, RecordError
from asn_appraisal.record import Appraisal, Records, parse_records

from .bench import Bench, WrongUseError
from .cells import Part
from .documents import FileError, Found, expect, found_in, merged, not_there
from .rows import Entry, Folder

#: What says whose an appraisal is; it is no part of the appraisal.
_WHOSE = ("assignment", "employee", "unit", "position")


@frozen
class Person:
    """Satu penilaian, dan milik siapa; or why it could not be read."""

    #: The appraisal, by id.
    name: str
    #: The employee, by id.
    employee: str
    #: The appraisal; None where it could not be read.
    appraisal: Appraisal | None
    #: Why it could not be read: (file, problem).
    problems: tuple[tuple[Path | None, Problem], ...] = ()
    #: The row it was made of, for the place of later problems.
    entry: Entry | None = None
    #: The document it stands in.
    path: Path | None = None

    def located(self, problem: Problem) -> tuple[Path | None, Problem]:
        """Return a problem of the appraisal with its cell, where it came from a table."""
        return (self.path, problem) if self.entry is None else self.entry.located(problem)


def people(bench: Bench, paths: Sequence[str], decimal: str) -> Iterator[Person]:
    """Yield everybody in the files, one at a time; a bad file is told of and passed over.

    Raises:
        WrongUseError: a path does not exist, or nothing there holds records.
    """
    documents, tables = _sources(paths)
    for each in documents:
        try:
            records = expect(each.path, "records")
        except FileError as error:
            bench.report_all(error, error.path)
            continue
        assert isinstance(records, Records)
        for appraisal in records.appraisals.values():
            employee = records.employee_of(appraisal)
            yield Person(appraisal.id, employee, appraisal, path=each.path)
    for files in tables:
        with closing(_folder(bench, files, decimal)) as folder:
            try:
                for entry in folder.entries():
                    yield person_of(entry)
            except RecordError as error:  # what follows cannot be told apart any more
                bench.report_all(error)


def person_of(entry: Entry) -> Person:
    """Make the appraisal of a row, with every problem at its cell."""
    employee = str(entry.data.get("employee", entry.name))
    if entry.problems:
        return Person(entry.name, employee, None, entry.problems, entry)
    try:
        records = parse_records(_document([_own(entry.data)]))
    except AppraisalError as error:
        problems = tuple(entry.located(problem) for problem in error.problems)
        return Person(entry.name, employee, None, problems, entry)
    appraisal = next(iter(records.appraisals.values()))
    return Person(entry.name, employee, appraisal, (), entry)


def records_at(bench: Bench, paths: Sequence[str], decimal: str) -> Records:
    """Read all records; a bad file or row is told of, and the others are taken.

    Raises:
        WrongUseError: a path does not exist, or nothing there holds records.
        RecordError: what was read does not fit together.
    """
    documents, tables = _sources(paths)
    read: list[Records] = []
    for each in documents:
        try:
            found = expect(each.path, "records")
        except FileError as error:
            bench.report_all(error, error.path)
            continue
        assert isinstance(found, Records)
        read.append(found)
    read += [_from_tables(bench, files, decimal) for files in tables]
    return merged(read) if read else Records()


def _sources(paths: Sequence[str]) -> tuple[list[Found], list[list[Path]]]:
    """Return the documents, and the CSV files that belong together."""
    tables: list[list[Path]] = []
    named = [Path(path) for path in paths if Path(path).suffix.lower() == ".csv"]
    others = [path for path in paths if Path(path) not in named]
    documents = []
    for path in others:
        inside = list(found_in([path]))
        wanted = [each for each in inside if each.kind == "records" or not Path(path).is_dir()]
        files = sorted(Path(path).glob("*.csv")) if Path(path).is_dir() else []
        if not wanted and not files:
            raise WrongUseError(Problem("ASN-B007", None, {"paths": path}))
        documents += wanted
        tables += [files] if files else []
    for table in named:
        if not table.is_file():
            raise WrongUseError(not_there(table))
    return documents, [*tables, named] if named else tables


def _folder(bench: Bench, files: Iterable[Path], decimal: str) -> Folder:
    folder = Folder.of(files, decimal)
    for path, error in folder.refused:
        bench.report_all(error, path)
    return folder


def _from_tables(bench: Bench, files: Iterable[Path], decimal: str) -> Records:
    good = []
    with closing(_folder(bench, files, decimal)) as folder:
        data: dict[str, Any] = folder.noun_rows()
        for entry in folder.entries():
            person = person_of(entry)
            for path, problem in person.problems:
                bench.report(problem, path)
            if person.appraisal is not None:
                good.append(_with_assignment(entry, data))
    return parse_records({**_document(good), **data})


def _with_assignment(entry: Entry, data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of an appraisal, and see to it that its post is there.

    A table with one row an appraisal may say whose it is, and in which unit, by id alone.
    """
    given = {key: str(entry.data[key]) for key in _WHOSE if key in entry.data}
    own = _own(entry.data)
    known = {row["id"] for row in data.get("assignments", ())}
    if given and given.get("assignment") not in known:
        post = Part()
        post["id"] = given.get("assignment", entry.name)
        post["employee"] = given.get("employee", entry.name)
        post.update({key: given[key] for key in ("unit", "position") if key in given})
        data.setdefault("assignments", []).append(post)
        _declare(data, "employees", post["employee"])
        for table, key in (("units", "unit"), ("positions", "position")):
            if key in given:
                _declare(data, table, given[key])
        given["assignment"] = post["id"]
    return {**own, "assignment": given["assignment"]} if "assignment" in given else own


def _declare(data: dict[str, Any], table: str, name: str) -> None:
    rows = data.setdefault(table, [])
    if all(row.get("id") != name for row in rows):
        rows.append({"id": name})


def _own(data: Part) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in _WHOSE}


def _document(appraisals: list[Any]) -> dict[str, Any]:
    return {"asn_appraisal": "records/1", "appraisals": appraisals}


def problem_text(problems: Iterable[Problem], language: str) -> str:
    """Write problems in one cell."""
    return " ".join(f"{each.code}: {each.what.in_language(language)}" for each in problems)
