"""A command line that is called as a user calls it, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from asn_appraisal.workbench import main


@frozen
class Ran:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the one that commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASN_APPRAISAL_LANG", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)  # workers of pytest-xdist have one
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as a user does."""

    def ran(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main([*arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return ran


@pytest.fixture
def loket(run: Run, folder: Path) -> Path:
    """The folder that `new loket` makes."""
    assert run("new", "loket").code == 0
    return folder / "loket"
