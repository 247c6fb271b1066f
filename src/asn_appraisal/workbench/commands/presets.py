"""`presets`: the national policies that come with the library."""

from collections.abc import Iterator, Sequence
from typing import Any

from asn_appraisal.errors import Problem, Text, suggestion
from asn_appraisal.presets import preset, preset_text, presets
from asn_appraisal.workbench.bench import Bench, WrongUseError
from asn_appraisal.workbench.table import Column, Table
from asn_appraisal.workbench.verb import Parameter, Verb

_COLUMNS = (
    Column("id", Text("Nama", "Name")),
    Column("title", Text("Judul", "Title")),
    Column("from", Text("Berlaku sejak", "In force from")),
    Column("until", Text("sampai", "until")),
    Column("measures", Text("Ukuran", "Measures"), is_number=True),
)


def show_presets(bench: Bench, name: str | None) -> int:
    """List the presets, or write the text of one."""
    if name is None:
        bench.write_table(Table.of(_COLUMNS, _rows(bench)))
        return bench.code
    if name not in presets():
        values = {"name": name, **suggestion(name, presets())}
        raise WrongUseError(Problem("ASN-P073", None, values))
    bench.write(preset_text(name))
    return bench.code


def _rows(bench: Bench) -> Iterator[Sequence[Any]]:
    for name in presets():
        policy = preset(name)
        dates = [None if day is None else str(day) for day in (policy.from_, policy.until)]
        yield (name, bench.say(policy.title), *dates, len(policy.measures))


PRESETS = Verb(
    "presets",
    Text(
        "Tampilkan kebijakan nasional bawaan, atau teks salah satunya.",
        "List the national policies that come with the library, or write the text of one.",
    ),
    ("asn-appraisal presets", "asn-appraisal presets pp-30-2019 -o pp-30-2019.yaml"),
    show_presets,
    (
        Parameter(
            "name",
            Text("nama kebijakan; tanpa ini semuanya didaftar", "name of a policy; else all"),
            optional=True,
            metavar=Text("[NAMA]", "[NAME]"),
        ),
    ),
    ("text", "json", "csv", "excel", "markdown"),
)
