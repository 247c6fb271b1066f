"""Parameters that several commands take."""

from asn_appraisal.errors import Text
from asn_appraisal.workbench.verb import Parameter

POLICY = Parameter(
    "policy",
    Text(
        "berkas kebijakan, folder dengan satu kebijakan, atau nama bawaan (lihat `presets`)",
        "policy file, folder with one policy, or the name of a preset (see `presets`)",
    ),
    metavar=Text("KEBIJAKAN", "POLICY"),
)
RECORDS = Parameter(
    "records",
    Text(
        "berkas data: YAML, JSON, CSV, atau folder berisi tabel CSV",
        "records: YAML, JSON, CSV, or a folder of CSV tables",
    ),
    "many",
    metavar=Text("DATA", "RECORDS"),
)
PATHS = Parameter(
    "paths",
    Text("berkas atau folder", "files or folders"),
    "many",
    metavar=Text("TEMPAT", "PATH"),
)
DECIMAL = Parameter(
    "--decimal",
    Text(
        "Tanda desimal dalam CSV; auto menolak angka yang bermakna ganda.",
        "Decimal sign in CSV; auto refuses a number that could mean two.",
    ),
    "choice",
    ("auto", "comma", "point"),
    "auto",
)
