"""`test`: try every case, and say what differs and why."""

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from asn_appraisal.errors import Problem, Text
from asn_appraisal.workbench.bench import Bench
from asn_appraisal.workbench.coverage import Coverage, coverage_of
from asn_appraisal.workbench.documents import FileError, policy_at
from asn_appraisal.workbench.junit import Outcome, junit
from asn_appraisal.workbench.table import Column, Table
from asn_appraisal.workbench.trials import Trial, failure_text, trials_in
from asn_appraisal.workbench.verb import FINDINGS, NOTHING, Parameter, Verb

from .parameters import PATHS


def test(
    bench: Bench,
    paths: Sequence[str],
    *,
    policy: str | None,
    name: str | None,
    tag: Sequence[str],
    coverage: bool,
    coverage_fail_under: float | None,
) -> int:
    """Try the cases in the files and folders."""
    rules = None if policy is None else policy_at(policy)
    found = list(
        bench.progress(trials_in(paths, policy=rules), Text("Menguji kasus", "Trying cases"))
    )
    errors = [each for each in found if isinstance(each, FileError)]
    trials = [each for each in found if isinstance(each, Trial) and _is_wanted(each, name, tag)]
    for error in errors:
        bench.report_all(error, error.path)
    if not trials and not errors:
        bench.report(Problem("ASN-B007", None, {"paths": ", ".join(paths)}))
        return NOTHING
    covered = coverage_of(trials) if coverage or coverage_fail_under is not None else []
    _emit(bench, trials, errors, covered)
    too_little = any(each.percent < (coverage_fail_under or 0) for each in covered)
    if too_little or not all(each.holds for each in trials):
        return FINDINGS
    return bench.code


def _is_wanted(trial: Trial, name: str | None, tags: Sequence[str]) -> bool:
    by_name = name is None or name.lower() in trial.case.name.lower()
    return by_name and (not tags or any(tag in trial.case.tags for tag in tags))


def _emit(
    bench: Bench, trials: Sequence[Trial], errors: Sequence[FileError], covered: list[Coverage]
) -> None:
    if bench.format == "junit":
        failed = [Outcome(str(each.path), "cases", each.text(bench.language)) for each in errors]
        outcomes = [*failed, *(_outcome(each, bench) for each in trials)]
        bench.write(junit("asn-appraisal test", outcomes))
    elif bench.format == "text":
        with bench.writing() as stream:
            _write(bench, trials, errors, stream)
            _write_coverage(bench, covered, stream)
        return
    else:
        bench.write_table(Table.of(_COLUMNS, list(_rows(trials))))
    for each in covered:
        bench.note(_covered(each, bench))


def _write(
    bench: Bench, trials: Sequence[Trial], errors: Sequence[FileError], stream: TextIO
) -> None:
    failed = [each for each in trials if not each.holds]
    for each in trials:
        mark = _GOOD if each.holds else _BAD
        print(f"{bench.say(mark)}  {each.title}", file=stream)
    for each in failed:
        print(f"\n{'-' * 72}\n{failure_text(each, bench.language)}", file=stream)
    counts = {"good": len(trials) - len(failed), "bad": len(failed), "files": len(errors)}
    print(f"\n{bench.say(_SUMMARY).format(**counts)}", file=stream)


_GOOD, _BAD = Text("cocok", "ok   "), Text("BEDA ", "DIFFERS")
_SUMMARY = Text(
    "{good} kasus cocok, {bad} berbeda, {files} berkas tidak dapat dibaca",
    "{good} cases hold, {bad} differ, {files} files cannot be read",
)
_COVERAGE = Text(
    "Cakupan {policy}: {reached} dari {parts} bagian dicapai kasus ({percent}%)",
    "Coverage of {policy}: cases reach {reached} of {parts} parts ({percent}%)",
)
_MISSED = Text("belum dicapai", "not reached")


def _covered(each: Coverage, bench: Bench) -> str:
    return bench.say(_COVERAGE).format(
        policy=each.policy.id,
        reached=len(each.reached),
        parts=len(each.parts),
        percent=int(each.percent),
    )


def _write_coverage(bench: Bench, covered: Sequence[Coverage], stream: TextIO) -> None:
    for each in covered:
        print(f"\n{_covered(each, bench)}", file=stream)
        for part in each.missed:
            line = "" if part.line is None else f"{part.line}: "
            print(f"  {bench.say(_MISSED)}: {line}{part.text(bench.language)}", file=stream)


def _rows(trials: Sequence[Trial]) -> Iterator[Sequence[Any]]:
    for each in trials:
        status = "pass" if each.holds else "fail"
        head = (str(each.path), each.case.line, each.case.name, status)
        if each.error is not None:
            codes = ", ".join(problem.code for problem in each.error.problems)
            yield (*head, None, None, codes)
        elif each.holds:
            yield (*head, None, None, None)
        for one in each.differences:
            yield (*head, one.what, one.expected, one.found)


_COLUMNS = (
    Column("file", Text("Berkas", "File")),
    Column("line", Text("Baris", "Line"), is_number=True),
    Column("case", Text("Kasus", "Case")),
    Column("status", Text("Status", "Status")),
    Column("what", Text("Yang berbeda", "What differs")),
    Column("expected", Text("Diharapkan", "Expected")),
    Column("found", Text("Ternyata", "Found")),
)


def _outcome(trial: Trial, bench: Bench) -> Outcome:
    failure = "" if trial.holds else failure_text(trial, bench.language, head=False)
    policy = trial.policy
    properties = {
        "policy": policy.id,
        "version": policy.version,
        "fingerprint": policy.fingerprint,
        "tags": ",".join(trial.case.tags),
    }
    group, path = trial.path.stem, str(trial.path)
    return Outcome(trial.case.name, group, failure, path, trial.case.line, properties)


TEST = Verb(
    "test",
    Text(
        "Uji semua kasus (`cases/1`) di berkas dan folder.\n\n"
        "Kasus yang berbeda ditampilkan dengan tempatnya, kedua nilainya, dan penjelasan ukuran "
        "pertama yang berbeda.",
        "Try every case (`cases/1`) in files and folders.\n\n"
        "A case that differs is shown with its place, both values, and the explanation of the "
        "first measure that differs.",
    ),
    (
        "asn-appraisal test loket",
        "asn-appraisal test loket --coverage --coverage-fail-under 90",
        "asn-appraisal test kasus.yaml --policy usulan.yaml --format junit -o kasus.xml",
    ),
    test,
    (
        PATHS,
        Parameter(
            "--policy",
            Text(
                "Kebijakan yang diuji, apa pun yang disebut kasusnya.",
                "The policy to try, whatever the cases name.",
            ),
            metavar=Text("KEBIJAKAN", "POLICY"),
        ),
        Parameter(
            "--name -n",
            Text(
                "Hanya kasus yang namanya memuat teks ini.", "Only cases with this in their name."
            ),
            metavar=Text("TEKS", "TEXT"),
        ),
        Parameter(
            "--tag -t",
            Text("Hanya kasus dengan tanda ini; boleh diulang.", "Only cases with this tag."),
            "many",
            metavar=Text("TANDA", "TAG"),
        ),
        Parameter(
            "--coverage",
            Text(
                "Sebutkan bagian kebijakan yang tidak dicapai kasus mana pun.",
                "Name the parts of the policy that no case reaches.",
            ),
            "flag",
        ),
        Parameter(
            "--coverage-fail-under",
            Text("Kode keluar 1 bila cakupan kurang dari ini.", "Exit 1 where less is reached."),
            "percent",
            metavar=Text("PERSEN", "PERCENT"),
        ),
    ),
    ("text", "json", "csv", "excel", "markdown", "junit"),
)
