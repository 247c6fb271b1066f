"""`calibrate`: set the levels of units against the distribution that the policy asks for."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from asn_appraisal.calibration import Calibration, calibrate
from asn_appraisal.errors import Problem, RecordError, Text, suggestion
from asn_appraisal.policy import Policy
from asn_appraisal.record import Records
from asn_appraisal.workbench.bench import Bench, WrongUseError
from asn_appraisal.workbench.documents import policy_at
from asn_appraisal.workbench.people import records_at
from asn_appraisal.workbench.table import Column, Table
from asn_appraisal.workbench.verb import NOTHING, Parameter, Verb

from .parameters import DECIMAL, POLICY, RECORDS

_TITLE = Text("Unit {unit}: pola {pattern}, {mode}", "Unit {unit}: pattern {pattern}, {mode}")
_MODES = {
    "guide": Text("sebagai panduan", "as a guide"),
    "bind": Text("mengikat", "binding"),
}
_NONE = Text("tidak ada", "none")
_COUNTS = Text(
    "{level}: {before} orang, sesudahnya {after}", "{level}: {before} people, then {after}"
)


def calibrate_units(
    bench: Bench, policy: str, records: Sequence[str], *, unit: Sequence[str], decimal: str
) -> int:
    """Calibrate the units that were asked for, or all."""
    rules = policy_at(policy)
    known = records_at(bench, records, decimal)
    found = list(calibrations(bench, rules, known, unit))
    if not found and not bench.has_findings:
        bench.report(Problem("ASN-B007", None, {"paths": ", ".join(records)}))
        return NOTHING
    match bench.format:
        case "json":
            rows = [each.to_plain() for each in found]
            bench.write(json.dumps({"format": 1, "units": rows}, ensure_ascii=False, indent=2))
        case "text":
            bench.write("\n\n".join(_text(bench, rules, each) for each in found))
        case _:
            bench.write_table(Table.of(_COLUMNS, list(_rows(bench, found))))
    bench.has_findings = bench.has_findings or any(each.findings for each in found)
    return bench.code


def calibrations(
    bench: Bench, policy: Policy, records: Records, units: Sequence[str] = ()
) -> Iterator[Calibration]:
    """Calibrate unit by unit; one that is refused is told of.

    Raises:
        WrongUseError: there is no such unit.
    """
    for name in units:
        if name not in records.units:
            values = {"name": name, **suggestion(name, records.units)}
            raise WrongUseError(Problem("ASN-B010", None, values))
    for name in units or records.units:
        cohort = records.cohort(name)
        if not cohort.members:
            continue
        above = cohort.parent
        parent = records.cohort(above) if above is not None else None
        try:
            yield calibrate(policy, cohort, parent=parent)
        except RecordError as error:
            bench.report_all(error, name)


def _text(bench: Bench, policy: Policy, found: Calibration) -> str:
    pattern, mode = found.pattern or bench.say(_NONE), bench.say(_MODES[found.mode])
    lines = [bench.say(_TITLE).format(unit=found.unit, pattern=pattern, mode=mode)]
    scale = policy.measures[policy.result].kind.scale
    labels = {level.name: bench.say(level.label) for level in scale or ()}
    for name, before in found.counts.before.items():
        after, level = found.counts.after.get(name, before), labels.get(name, name)
        lines.append("  " + bench.say(_COUNTS).format(level=level, before=before, after=after))
    return "\n".join([*lines, *filter(None, [found.text(bench.language)])])


_COLUMNS = (
    Column("unit", Text("Unit", "Unit")),
    Column("employee", Text("Pegawai", "Employee")),
    Column("final", Text("Hasil", "Final")),
    Column("proposed", Text("Usulan", "Proposed")),
    Column("rank", Text("Peringkat", "Rank"), is_number=True),
    Column("reason", Text("Alasan", "Reason")),
)


def _rows(bench: Bench, found: Sequence[Calibration]) -> Iterator[Sequence[Any]]:
    for each in found:
        moves = {move.employee: move for move in each.moves}
        for employee, level in each.final.items():
            move = moves.get(employee)
            reason = bench.say(move.reason) if move is not None else None
            rank = move.rank if move is not None else None
            yield (each.unit, employee, level, each.proposed[employee], rank, reason)


CALIBRATE = Verb(
    "calibrate",
    Text(
        "Kalibrasi: bandingkan sebaran tingkat tiap unit dengan pola yang diminta kebijakan.",
        "Calibrate: set each unit's levels against the pattern that the policy asks for.",
    ),
    (
        "asn-appraisal calibrate kebijakan.yaml data.yaml",
        "asn-appraisal calibrate kebijakan.yaml data.yaml --unit dpmptsp --format json",
    ),
    calibrate_units,
    (
        POLICY,
        RECORDS,
        Parameter(
            "--unit -u",
            Text("Hanya unit ini; boleh diulang.", "Only this unit; may be repeated."),
            "many",
            metavar=Text("ID", "ID"),
        ),
        DECIMAL,
    ),
    ("text", "json", "csv", "excel", "markdown"),
)
