"""Meja kerja analis: the command line, the pytest plugin, the reports: files and terminals.

`asn-appraisal` begins at `main`. What needs a package of the extra `workbench` is loaded by then,
so that without the extra the command can still say what to install.

The way through: `program.py` makes the command of `verb.py` and the verbs in `commands/`;
`documents.py` reads files, `spreadsheets.py` and `rows.py` read CSV; `table.py` and `writing.py`
write results. All that is computed is computed by the other rooms.
"""

import sys
from importlib.util import find_spec

#: What the extra brings and the command line cannot do without.
_NEEDED = ("click", "rich")

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Jalankan perintah `asn-appraisal`: run one command and return its exit code.

    Args:
        arguments: what follows the name of the command; None: those of the process.

    Returns:
        0 where all is well, 1 where something was found, 2 for wrong use, 3 where nothing was
        there to work on, 130 where it was stopped with Ctrl-C.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if lacking := [name for name in _NEEDED if find_spec(name) is None]:
        print(_not_installed(lacking), file=sys.stderr)
        return 2
    try:
        from .program import run  # noqa: PLC0415 - it needs the packages that were looked for

        return run(given)
    except KeyboardInterrupt:
        return 130


def _not_installed(lacking: list[str]) -> str:
    names = ", ".join(lacking)
    command = 'python -m pip install "asn-appraisal[workbench]"'
    return (
        f"asn-appraisal: paket {names} belum terpasang. Pasang dengan:\n    {command}\n"
        f"asn-appraisal: {names} not installed. Install with:\n    {command}"
    )
