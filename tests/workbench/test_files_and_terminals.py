"""No half-written file, no crash of an old console, progress only where somebody waits for it."""

import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asn_appraisal.errors import Text
from asn_appraisal.errors.messages import MESSAGES
from asn_appraisal.workbench.bench import Bench
from asn_appraisal.workbench.writing import console_of, saved

RECORDS = ("score", "loket/policy.yaml", "loket/records.yaml")


# Files ----------------------------------------------------------------------------------


def test_a_file_is_whole_or_as_it_was(folder: Path) -> None:
    path = folder / "hasil.csv"
    path.write_text("yang lama", "utf-8")

    def broken() -> None:
        with saved(path) as stream:
            stream.write("setengah")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert path.read_text("utf-8") == "yang lama"
    assert [each.name for each in folder.iterdir()] == ["hasil.csv"]

    with saved(path) as stream:
        stream.write("baru")
    assert path.read_text("utf-8") == "baru"


def test_a_refusal_in_the_middle_leaves_no_file(run: Any, loket: Path, folder: Path) -> None:
    found = run("score", "loket/policy.yaml", "loket/records.yaml", "tidak-ada.yaml", "-o", "x.csv")

    assert found.code == 2
    assert [each.name for each in folder.iterdir()] == ["loket"]


@pytest.mark.parametrize(
    ("place", "reason"),
    [("tidak/ada/x.csv", "foldernya tidak ada"), ("loket", "itu sebuah folder")],
)
def test_a_place_that_cannot_be_written_is_wrong_use(
    run: Any, loket: Path, place: str, reason: str
) -> None:
    found = run(*RECORDS, "-o", place)

    assert found.code == 2
    assert f"ASN-B003: `{place}` tidak dapat ditulis: {reason}." in found.err


@pytest.mark.parametrize(
    "line",
    [
        "score loket loket/records.yaml -o loket/records.yaml",
        "handbook loket -o loket/policy.yaml",
        "presets pp-30-2019 -o loket/policy.yaml",
        "score loket data.csv -o ./data.csv",
        "score loket tabel -o tabel/perilaku.csv",
    ],
)
def test_a_result_never_takes_the_place_of_what_somebody_wrote(
    run: Any, loket: Path, folder: Path, line: str
) -> None:
    (folder / "tabel").mkdir()
    (folder / "tabel" / "perilaku.csv").write_text("penilaian;aspek;nilai\na;kesantunan;90\n")
    (folder / "data.csv").write_text("id;behaviours.kesantunan\na;90\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found = run(*line.split())

    assert (found.code, "ASN-B011" in found.err) == (2, True)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_result_takes_the_place_of_an_older_one(run: Any, loket: Path, folder: Path) -> None:
    for _ in range(2):
        assert run(*RECORDS, "-o", "loket/hasil.csv").code == 0


def test_a_bad_file_among_many_is_told_of_and_the_others_are_done(
    run: Any, loket: Path, folder: Path
) -> None:
    (folder / "rusak.yaml").write_text("asn_appraisal: records/1\nappraisals: [{}]\n", "utf-8")
    found = run("score", "loket/policy.yaml", "rusak.yaml", "loket/records.yaml", "-f", "csv")

    assert found.code == 1
    assert "rusak.yaml:2:14: ASN-D021" in found.err
    assert "2025-sari,sari,97.78" in found.out
    found = run("calibrate", "loket/policy.yaml", "rusak.yaml", "loket/records.yaml")
    assert found.code == 1
    assert "rusak.yaml:2:14: ASN-D021" in found.err
    assert "Unit loket" in found.out


def test_json_is_read_exactly_and_its_faults_have_places(
    run: Any, loket: Path, folder: Path
) -> None:
    good = {
        "asn_appraisal": "records/1",
        "appraisals": [
            {
                "id": "a",
                "indicators": [
                    {"id": "i", "polarity": "higher", "target": 3, "actual": 0.1, "weight": 1}
                ],
                "behaviours": [
                    {"aspect": "kesantunan", "value": 90},
                    {"aspect": "kerja_sama", "value": 90},
                ],
            }
        ],
    }
    (folder / "a.json").write_text(json.dumps(good), "utf-8")
    assert ",3.33," in run("score", "loket/policy.yaml", "a.json", "-f", "csv").out

    (folder / "a.json").write_text('{"asn_appraisal": "records/1",\n "appraisals": [}', "utf-8")
    assert "a.json:2:17: ASN-B004" in run("check", "a.json").out
    (folder / "a.json").write_text(
        '{"asn_appraisal": "records/1", "units": [], "units": []}', "utf-8"
    )
    assert "ASN-D007" in run("check", "a.json").out
    deep = '{"asn_appraisal": "records/1", "units": ' + "[" * 50_000
    (folder / "a.json").write_text(deep, "utf-8")
    assert run("check", "a.json").code == 1


def test_what_cannot_be_read_is_told_of(run: Any, loket: Path, folder: Path) -> None:
    (folder / "x.yaml").write_bytes(b"asn_appraisal: records/1\nunits: [\xff]")

    assert "ASN-D003" in run("check", "x.yaml").out
    assert "ASN-B012" in run("check", "tidak-ada.yaml").err
    assert "ASN-B012" in run("check", "tidak-ada.csv").out
    assert "ASN-B012" in run("score", "loket/policy.yaml", "tidak-ada.csv").err
    assert "Maksud Anda `policy.yaml`?" in run("check", "loket/polici.yaml").err


def test_a_file_that_may_not_be_read_is_told_of(
    run: Any, loket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    found = run("check", "loket/policy.yaml")

    assert found.code == 1
    assert "ASN-B002: `loket/policy.yaml` tidak dapat dibaca: akses ditolak." in found.out


def test_a_folder_that_may_not_be_entered_is_told_of(
    run: Any, loket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refused)
    found = run("score", "loket/policy.yaml", "loket/records.yaml", "--lang", "en")

    assert found.code == 2
    assert "ASN-B002: `loket/policy.yaml` cannot be read: permission denied." in found.err


# Terminals ------------------------------------------------------------------------------


def ran(*arguments: str, folder: Path, **environment: str) -> tuple[int, bytes, bytes]:
    """Run the command in a process of its own."""
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "asn_appraisal.workbench", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, **environment, "COLUMNS": "180"},
    )
    return answer.returncode, answer.stdout, answer.stderr


def test_an_old_console_gets_plain_signs_and_no_crash(loket: Path, folder: Path) -> None:
    explain = ("explain", "loket/policy.yaml", "loket/records.yaml", "-a", "2025-sari")
    code, out, _ = ran(*explain, folder=folder, PYTHONIOENCODING="cp1252")
    table = ran(*RECORDS, folder=folder, PYTHONIOENCODING="cp1252")[1]

    assert code == 0
    assert ">= 90" in out.decode("cp1252")
    assert "→" not in out.decode("cp1252")
    assert "95,00" in table.decode("cp1252")
    assert "2025-sari | sari" in table.decode("cp1252")
    assert "----" in table.decode("cp1252")


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({}, False)],
)
def test_colour_is_for_terminals_that_did_not_refuse_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], is_coloured: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    console_of(stream).print("x", style="red")

    assert ("\x1b[31m" in stream.getvalue()) == is_coloured


def test_a_reader_that_has_seen_enough_ends_the_run_without_noise(
    loket: Path, folder: Path
) -> None:
    command = f"{sys.executable} -m asn_appraisal.workbench presets pp-30-2019 | head -1"
    answer = subprocess.run(  # noqa: S602 - our own words
        command, shell=True, capture_output=True, check=False, cwd=folder
    )

    assert b"Traceback" not in answer.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("style", ["csv", "text"])
def test_a_full_disk_behind_the_standard_output_is_told_of(
    loket: Path, folder: Path, style: str
) -> None:
    command = [sys.executable, "-m", "asn_appraisal.workbench", *RECORDS, "-f", style]
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(  # noqa: S603 - our own program
            command, stdout=full, stderr=subprocess.PIPE, check=False, cwd=folder
        )

    assert answer.returncode == 2
    assert b"ASN-B003" in answer.stderr
    assert b"Traceback" not in answer.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell closes it")
def test_a_run_without_a_standard_output_makes_no_noise(loket: Path, folder: Path) -> None:
    command = f"{sys.executable} -m asn_appraisal.workbench {' '.join(RECORDS)} -f csv >&-"
    answer = subprocess.run(  # noqa: S602 - our own words
        command, shell=True, capture_output=True, check=False, cwd=folder
    )

    assert (answer.returncode, b"Traceback" in answer.stderr) == (0, False)


def test_a_run_that_is_stopped_says_so_and_leaves_no_file(
    run: Any, loket: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("asn_appraisal.workbench.commands.score.score", stopped)

    assert run(*RECORDS, "-o", "hasil.csv").code == 130
    assert [each.name for each in folder.iterdir()] == ["loket"]


def seconds(*, each: float) -> Iterator[float]:
    """A clock that moves on with every look."""
    now = 0.0
    while True:
        yield now
        now += each


@pytest.mark.parametrize(("each", "is_shown"), [(0.5, True), (0.001, False)])
def test_progress_is_shown_after_two_seconds_and_not_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], each: float, is_shown: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    bench = Bench(clock=seconds(each=each).__next__)
    passed = list(bench.progress(range(100), Text("Menilai", "Scoring"), total=100))

    assert passed == list(range(100))
    assert ("Menilai" in capsys.readouterr().err) == is_shown


def test_nobody_who_pipes_sees_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    bench = Bench(clock=seconds(each=0.5).__next__)
    list(bench.progress(range(100), Text("Menilai", "Scoring")))

    assert capsys.readouterr().err == ""


# Memory ---------------------------------------------------------------------------------


def test_memory_does_not_grow_with_the_number_of_appraisals(
    run: Any, loket: Path, folder: Path
) -> None:
    def peak(people: int) -> int:
        marks = "".join(f"a{at},kesantunan,90\na{at},kerja_sama,80\n" for at in range(people))
        plans = "".join(f"a{at},i,higher,100,90,1\n" for at in range(people))
        (folder / "t").mkdir(exist_ok=True)
        (folder / "t" / "behaviours.csv").write_text(f"appraisal,aspect,value\n{marks}", "utf-8")
        (folder / "t" / "indicators.csv").write_text(
            f"appraisal,id,polarity,target,actual,weight\n{plans}", "utf-8"
        )
        tracemalloc.start()
        assert run("score", "loket/policy.yaml", "t", "-o", "hasil.csv").code == 0
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len((folder / "hasil.csv").read_text("utf-8").splitlines()) == people + 1
        return found

    peak(10)  # what is loaded once is loaded
    few, many = peak(30), peak(180)
    # Where each row begins is kept: less than a kilobyte a person, whatever the row holds.
    assert many - few < 150 * 2000


def test_every_message_of_the_bench_is_raised_by_a_test() -> None:
    said = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py"))

    assert [] == [code for code in MESSAGES if code[4] == "B" and code not in said]
