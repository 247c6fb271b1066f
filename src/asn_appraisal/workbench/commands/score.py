"""`score`: score everybody, one after the other."""

from collections.abc import Iterator, Sequence
from typing import Any

from asn_appraisal.errors import Problem, RecordError, Text, suggestion
from asn_appraisal.policy import Policy
from asn_appraisal.scoring import score
from asn_appraisal.workbench.bench import Bench, WrongUseError
from asn_appraisal.workbench.documents import policy_at
from asn_appraisal.workbench.people import Person, people, problem_text
from asn_appraisal.workbench.table import Column, Table
from asn_appraisal.workbench.verb import NOTHING, Parameter, Verb

from .parameters import DECIMAL, POLICY, RECORDS

_HEAD = (
    Column("appraisal", Text("Penilaian", "Appraisal")),
    Column("employee", Text("Pegawai", "Employee")),
)
_TAIL = (Column("status", Text("Status", "Status")), Column("reasons", Text("Alasan", "Reasons")))
_STATUS = {
    "complete": Text("lengkap", "complete"),
    "incomplete": Text("belum lengkap", "incomplete"),
    "refused": Text("ditolak", "refused"),
}


def score_all(
    bench: Bench, policy: str, records: Sequence[str], *, measures: str | None, decimal: str
) -> int:
    """Score everybody in the records, and write a row each."""
    rules = policy_at(policy)
    names = measure_names(rules, measures)
    columns = [
        *_HEAD,
        *(
            Column(name, rules.measures[name].label, rules.measures[name].kind.name == "number")
            for name in names
        ),
        *_TAIL,
    ]
    counts: dict[str, int] = {}
    everybody = bench.progress(people(bench, records, decimal), Text("Menilai", "Scoring"))
    rows = _rows(bench, rules, names, everybody, counts)
    bench.write_table(Table.of(columns, rows))
    for name, count in counts.items():
        bench.note(f"{bench.say(_STATUS[name])}: {count}")
    if not counts and not bench.has_findings:
        bench.report(Problem("ASN-B007", None, {"paths": ", ".join(records)}))
        return NOTHING
    return bench.code


def measure_names(policy: Policy, wanted: str | None) -> list[str]:
    """Return the measures to show: those asked for, else all with one value an appraisal.

    Raises:
        WrongUseError: the policy has no such measure.
    """
    single = [name for name, each in policy.measures.items() if each.rows is None]
    if wanted is None:
        return single
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    for name in names:
        if name not in single:
            values = {"policy": policy.id, "name": name, **suggestion(name, single)}
            raise WrongUseError(Problem("ASN-B030", None, values))
    return names


def _rows(
    bench: Bench,
    policy: Policy,
    names: Sequence[str],
    everybody: Iterator[Person],
    counts: dict[str, int],
) -> Iterator[Sequence[Any]]:
    is_for_people = bench.format in ("text", "markdown", "excel")
    for person in everybody:
        status, values, reasons = _scored(bench, policy, names, person)
        counts[status] = counts.get(status, 0) + 1
        shown = _STATUS[status] if is_for_people else status
        shown = bench.say(shown) if isinstance(shown, Text) else shown
        yield (person.name, person.employee, *values, shown, reasons)


def _scored(
    bench: Bench, policy: Policy, names: Sequence[str], person: Person
) -> tuple[str, list[Any], str]:
    """Return the status, the values, and why there is no result."""
    nothing = [None] * len(names)
    if person.appraisal is None:
        return _refused(bench, person.problems, nothing)
    try:
        card = score(policy, person.appraisal)
    except RecordError as error:
        return _refused(bench, [person.located(each) for each in error.problems], nothing)
    values = [card[name] for name in names]
    return card.status, values, problem_text(card.problems, bench.language)


def _refused(bench: Bench, problems: Any, nothing: list[Any]) -> tuple[str, list[Any], str]:
    for path, problem in problems:
        bench.report(problem, path)
    return "refused", nothing, problem_text([each for _, each in problems], bench.language)


SCORE = Verb(
    "score",
    Text(
        "Nilai semua penilaian dengan satu kebijakan.\n\n"
        "Data dibaca satu demi satu, sehingga CSV yang besar tidak memenuhi memori. "
        "Penilaian yang ditolak dilaporkan, dan yang lain tetap dinilai.",
        "Score every appraisal under one policy.\n\n"
        "Records are read one after the other, so that a large CSV does not fill the memory. "
        "An appraisal that is refused is told of, and the others are scored.",
    ),
    (
        "asn-appraisal score kebijakan.yaml data.yaml",
        "asn-appraisal score pp-30-2019 tabel/ --measures total,predicate -o hasil.csv",
        "asn-appraisal score kebijakan.yaml data.csv --format excel -o hasil.csv",
    ),
    score_all,
    (
        POLICY,
        RECORDS,
        Parameter(
            "--measures",
            Text("Hanya ukuran ini, dipisah koma.", "Only these measures, divided by commas."),
            metavar=Text("NAMA,...", "NAME,..."),
        ),
        DECIMAL,
    ),
    ("text", "json", "csv", "excel", "markdown"),
)
