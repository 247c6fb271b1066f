"""Make this project's own environment, then run one of its tasks.

    python3 dev.py TASK [ARGUMENT ...]        (Windows: py dev.py TASK)

It needs Python's standard library and nothing else.
The environment is .venv-dev, so that other tools may keep .venv for themselves.
Further arguments go to the task's first command: `python3 dev.py test -k rounding`.
"""

import hashlib
import os
import shlex
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("asn-appraisal needs Python 3.11 or newer, this is {}.{}.".format(*sys.version_info))

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv-dev"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "stamp.txt"

#: A worker for each core; the examples of one page stay together and in order.
PYTEST = ["-m", "pytest", "-n", "auto", "--dist", "loadfile"]
ENGINES = ["-m", "pytest", "engines"]
LINT = [
    ["-m", "ruff", "check"],
    ["-m", "ruff", "format", "--check"],
    ["-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"],
]
TYPES = [["-m", "mypy"]]
# -E: what the last run kept would hide a broken link in a page that has not changed since.
DOCS = [["-m", "sphinx", "-E", "-W", "--keep-going", "-q", "-j", "auto", "docs", "build/docs"]]
EMBEDDING = [[*PYTEST, "-W", "default", "tests/embedding/applications.py"]]
BROWSER = [[*PYTEST, "tests/browser/report_in_chromium.py"]]
EVERYTHING = ["lint", "types", "test", "docs"]
# Their lines do not count for the gate of coverage, and measuring more than doubles their time.
NOT_MEASURED = ["tests/fairness", "tests/frames", "tests/testing", "tests/workbench"]
COVERAGE = [
    ["-m", "coverage", "erase"],
    ["-m", "coverage", "run", *PYTEST, *(f"--ignore={folder}" for folder in NOT_MEASURED)],
    [*PYTEST, *NOT_MEASURED],
    ["-m", "coverage", "combine", "-q"],
    ["-m", "coverage", "report"],
]

# The same tests of soundness as in `test`, over many more policies.
MANY = (
    "import os, sys, pytest; os.environ['SOUNDNESS'] = '2000';"
    " sys.exit(pytest.main(['-q', 'tests/fairness/test_soundness.py']))"
)
SOUNDNESS = [["-c", MANY]]

#: What each task is for, the dependency groups it needs, and its commands for Python.
TASKS = {
    "demo": ("appraise the people of one unit", [], [["examples/demo.py"]]),
    "test": ("run the tests and the examples of the documentation", ["test"], [PYTEST]),
    "lint": ("check style, format and which room imports which", ["lint"], LINT),
    "types": ("check the types", ["types"], TYPES),
    "docs": ("build the documentation into build/docs", ["docs"], DOCS),
    "browser": ("look at the report in Chromium", ["test"], BROWSER),
    "soundness": ("hold the prover against trying, on 2000 policies", ["test"], SOUNDNESS),
    "embedding": ("ask the example applications", ["embedding"], EMBEDDING),
    "bench": ("measure the speed", ["bench"], [["benchmarks/run.py"]]),
    "engines": ("compare every engine of tables, needs Java 17", ["engines"], [ENGINES]),
    "check": ("all that must hold before a commit", EVERYTHING, LINT + TYPES + COVERAGE + DOCS),
}


def fingerprint() -> str:
    """Name everything that the environment was made from."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    tables = [project[name] for name in ("build-system", "project", "dependency-groups")]
    pins = (ROOT / "constraints.txt").read_text("utf-8")
    return hashlib.sha256(repr((tables, pins, sys.version, str(ROOT))).encode()).hexdigest()


def prepare(groups: list[str]) -> None:
    """Install the library and the groups, unless the stamp says that this was done."""
    made_from = fingerprint()
    stamp = STAMP.read_text("utf-8").split() if STAMP.exists() and PYTHON.exists() else []
    installed = stamp[1:] if stamp[:1] == [made_from] else None
    if installed is not None and {"library", *groups} <= {*installed}:
        return
    print("Preparing .venv-dev; the next run starts at once.", flush=True)
    if installed is None:
        make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        if subprocess.run(make, check=False).returncode:
            sys.exit("No environment. On Debian or Ubuntu this cures it: apt install python3-venv")
        pip("pip>=25.1")  # the first that knows --group
    options = [option for group in groups for option in ("--group", group)]
    pip("-e", ".", "-c", "constraints.txt", *options)
    STAMP.write_text("\n".join([made_from, "library", *(installed or []), *groups]), "utf-8")


def pip(*wanted: str) -> None:
    """Install what is wanted, quietly; on failure say how to hear more."""
    # Python compiles what it imports; to compile everything now takes longer.
    options = ["--disable-pip-version-check", "-qq", "--no-compile"]
    if run(["-m", "pip", "install", *options, *wanted]):
        sys.exit(f"Not installed. This says more: {PYTHON} -m pip install {shlex.join(wanted)}")


def run(command: list[str]) -> int:
    """Run the environment's Python at the root of the checkout."""
    return subprocess.run([str(PYTHON), *command], cwd=ROOT, check=False).returncode


def main(task: str = "", *arguments: str) -> int:
    """Run a task up to its first failure; without one, list them."""
    if task not in TASKS:
        print(__doc__)
        for name, (purpose, _, _) in TASKS.items():
            print(f"  {name:11}{purpose}")
        return 2 if task.strip("-") not in {"", "h", "help"} else 0
    _, groups, commands = TASKS[task]
    prepare(groups)
    for number, command in enumerate(commands):
        if len(commands) > 1:
            print(">", *command, flush=True)
        code = run([*command, *(arguments if number == 0 else ())])
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
