"""`check`: read documents of any kind, and list every fault and oddity."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

from attrs import frozen

from asn_appraisal.errors import AppraisalError, Problem, RecordError, Text
from asn_appraisal.policy import Policy
from asn_appraisal.workbench.bench import Bench, problem_at
from asn_appraisal.workbench.documents import FileError, found_in, not_there, parse
from asn_appraisal.workbench.junit import Outcome, junit
from asn_appraisal.workbench.people import person_of
from asn_appraisal.workbench.rows import Folder
from asn_appraisal.workbench.table import Column, Table
from asn_appraisal.workbench.verb import FINDINGS, FINE, NOTHING, Parameter, Verb

from .parameters import DECIMAL, PATHS


@frozen
class Checked:
    """One file, its kind, and what was found in it."""

    path: Path
    kind: str
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def check(bench: Bench, paths: Sequence[str], *, strict: bool, decimal: str) -> int:
    """Check every document in the files and folders."""
    checked = list(bench.progress(checks(paths, decimal), Text("Memeriksa", "Checking")))
    if not checked:
        bench.report(Problem("ASN-B007", None, {"paths": ", ".join(paths)}))
        return NOTHING
    if bench.format == "text":
        with bench.writing() as stream:
            _write(checked, stream, bench)
    elif bench.format == "junit":
        bench.write(junit("asn-appraisal check", [_outcome(each, bench) for each in checked]))
    else:
        bench.write_table(Table.of(_COLUMNS, list(_rows(checked, bench))))
    found = any(each.errors or (strict and each.warnings) for each in checked)
    return FINDINGS if found else FINE


def checks(paths: Sequence[str], decimal: str = "auto") -> Iterator[Checked]:
    """Check one file after the other."""
    tables = [Path(path) for path in paths if Path(path).suffix.lower() == ".csv"]
    for found in found_in(path for path in paths if Path(path) not in tables):
        try:
            value = parse(found.path, found.kind)
        except AppraisalError as error:
            # The fault may be in the policy that this one is based on.
            path = error.path if isinstance(error, FileError) else found.path
            yield Checked(path, found.kind or "?", error.problems)
        else:
            warnings = value.warnings if isinstance(value, Policy) else ()
            yield Checked(found.path, found.kind or "?", (), warnings)
    yield from _tables([path for path in tables if path.is_file()], decimal)
    for path in tables:
        if not path.is_file():
            yield Checked(path, "?", (not_there(path),))


def _tables(paths: Sequence[Path], decimal: str) -> Iterator[Checked]:
    """Check CSV files as far as that is possible without a policy."""
    found: dict[Path, list[Problem]] = {path: [] for path in paths}
    with closing(Folder.of(paths, decimal)) as folder:
        for path, error in folder.refused:
            found[path] += error.problems
        try:
            folder.noun_rows()
            for entry in folder.entries():
                for named, problem in person_of(entry).problems:
                    found.setdefault(named or paths[0], []).append(problem)
        except RecordError as error:
            found[paths[0]] += error.problems
    for path, problems in found.items():
        yield Checked(path, "records", tuple(problems))


def _write(checked: Sequence[Checked], stream: TextIO, bench: Bench) -> None:
    for each in checked:
        for severity, problems in (("", each.errors), (_WARNING, each.warnings)):
            for problem in problems:
                mark = bench.say(severity) if isinstance(severity, Text) else ""
                print(problem_at(problem, each.path, bench.language, mark), file=stream)
        if not each.errors:
            print(f"{each.path}: {bench.say(_GOOD)} ({each.kind})", file=stream)
    faults = sum(len(each.errors) for each in checked)
    warnings = sum(len(each.warnings) for each in checked)
    summary = _SUMMARY.in_language(bench.language)
    print(summary.format(files=len(checked), faults=faults, warnings=warnings), file=stream)


_WARNING = Text("(peringatan)", "(warning)")
_GOOD = Text("baik", "fine")
_SUMMARY = Text(
    "{files} berkas, {faults} kesalahan, {warnings} peringatan",
    "{files} files, {faults} errors, {warnings} warnings",
)


def _rows(checked: Sequence[Checked], bench: Bench) -> Iterator[Sequence[Any]]:
    for each in checked:
        for severity, problems in (("error", each.errors), ("warning", each.warnings)):
            for problem in problems:
                place = problem.place
                yield (
                    str(each.path),
                    each.kind,
                    place.line if place else None,
                    place.column if place else None,
                    severity,
                    problem.code,
                    problem.what.in_language(bench.language),
                    problem.hint.in_language(bench.language),
                )


_COLUMNS = (
    Column("file", Text("Berkas", "File")),
    Column("kind", Text("Jenis", "Kind")),
    Column("line", Text("Baris", "Line"), is_number=True),
    Column("column", Text("Kolom", "Column"), is_number=True),
    Column("severity", Text("Tingkat", "Severity")),
    Column("code", Text("Kode", "Code")),
    Column("what", Text("Masalah", "Problem")),
    Column("hint", Text("Petunjuk", "Hint")),
)


def _outcome(each: Checked, bench: Bench) -> Outcome:
    text = "\n".join(problem.text(bench.language) for problem in each.errors)
    return Outcome(str(each.path), each.kind, text, file=str(each.path))


CHECK = Verb(
    "check",
    Text(
        "Periksa dokumen: kebijakan, kasus, data, kerangka kompetensi.\n\n"
        "Setiap kesalahan dilaporkan sekaligus, dengan berkas, baris, kolom, dan cara "
        "memperbaikinya.",
        "Check documents: policies, cases, records, frameworks.\n\n"
        "Every fault is told at once, with file, line, column, and what cures it.",
    ),
    (
        "asn-appraisal check loket",
        "asn-appraisal check kebijakan.yaml data.csv --strict",
        "asn-appraisal check . --format junit -o check.xml",
    ),
    check,
    (
        PATHS,
        Parameter(
            "--strict",
            Text("Peringatan juga membuat kode keluar 1.", "Warnings too make the exit code 1."),
            "flag",
        ),
        DECIMAL,
    ),
    ("text", "json", "csv", "excel", "markdown", "junit"),
)
