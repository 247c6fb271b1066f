"""The pytest plugin, run by pytest on folders as an analyst would have them."""

import subprocess
import sys
from importlib.metadata import entry_points
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

import pytest

# pytester forgets what a run inside it imports, and PyYAML does not survive a second import.
import asn_appraisal.workbench.plugin  # noqa: F401
from asn_appraisal.policy import PROPERTIES

pytest_plugins = ["pytester"]

STARTER = files("asn_appraisal.workbench") / "starter"
IS_INSTALLED = any(each.value == "asn_appraisal_pytest" for each in entry_points(group="pytest11"))


@pytest.fixture
def bench(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with the starter policy and its cases."""
    monkeypatch.delenv("CI", raising=False)
    for name in ("policy.yaml", "cases.yaml"):
        text = (STARTER / name).read_text(encoding="utf-8")
        (pytester.path / name).write_text(text, "utf-8")
    return pytester


def run(bench: pytest.Pytester, *options: str) -> Any:
    plugin = () if IS_INSTALLED else ("-p", "asn_appraisal_pytest")
    return bench.runpytest_inprocess(*plugin, "-p", "no:cacheprovider", *options)


def run_cases(bench: pytest.Pytester, *options: str) -> Any:
    """Run the cases alone, without the properties of the policy."""
    return run(bench, "--appraisal-no-properties", *options)


def change(bench: pytest.Pytester, name: str, old: str, new: str) -> None:
    path = bench.path / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def stricter(bench: pytest.Pytester) -> None:
    """Let exactly 90 be too little for Baik."""
    change(bench, "policy.yaml", "{level: baik, from: 90}", "{level: baik, above: 90}")


# Cases ----------------------------------------------------------------------------------


def test_every_case_is_a_test_with_its_name_and_line(bench: pytest.Pytester) -> None:
    result = run_cases(bench, "-v", "--strict-markers")

    result.assert_outcomes(passed=6)
    result.stdout.fnmatch_lines(["cases.yaml::nilai tepat 90 sudah Baik PASSED*"])
    one = run_cases(bench, "cases.yaml::Sangat Baik mensyaratkan inovasi")
    one.assert_outcomes(passed=1)


def test_a_failure_shows_place_caret_both_values_and_why(bench: pytest.Pytester) -> None:
    stricter(bench)
    result = run_cases(bench)

    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*cases.yaml:11:46: predikat: diharapkan baik, ternyata cukup",
            "*predikat: baik}",
            "* ^^^^",
            "*dasar harapan: Diktum ketiga*",
            "*Predikat kinerja (predikat) = Cukup",
            "*90,00 ≤ 90*",
        ]
    )
    assert "Traceback" not in result.stdout.str()


def test_all_differences_are_shown_in_the_language_asked_for(bench: pytest.Pytester) -> None:
    change(bench, "cases.yaml", '"90.00", predikat: baik', '"91.00", perilaku: 1, predikat: baik')
    bench.makeini("[pytest]\nappraisal_language = en\n")
    result = run_cases(bench)

    result.stdout.fnmatch_lines(
        [
            "*nilai_akhir: expected 91.00, found 90.00",
            "*perilaku: expected 1, found 90.00",
            "*Nilai perilaku kerja (perilaku) = 90.00",  # the first in the policy's order
        ]
    )


def test_a_relation_that_does_not_hold_is_a_failure_with_its_path(bench: pytest.Pytester) -> None:
    change(bench, "cases.yaml", "employee.gender: [L, P]", "facts.inovasi: [true, false]")
    result = run_cases(bench)

    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(["*facts.inovasi=false: diharapkan sangat_baik, ternyata baik"])


def test_a_faulty_file_stops_collection_with_every_fault(bench: pytest.Pytester) -> None:
    change(bench, "policy.yaml", "mean(capaian", "mean(capaain")
    change(bench, "policy.yaml", "0.70 *", "0,70 *")
    result = run_cases(bench)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*policy.yaml:46:19: ASN-F009*", "*policy.yaml:54:14: ASN-F005*"])


def test_cases_without_their_policy_say_so(bench: pytest.Pytester) -> None:
    change(bench, "cases.yaml", "policy: contoh", "policy: tidak-ada")

    run_cases(bench).stdout.fnmatch_lines(["*cases.yaml: ASN-B008*", "*--policy*"])


def test_tags_are_marks_and_two_cases_of_one_name_are_two(bench: pytest.Pytester) -> None:
    change(bench, "cases.yaml", "    because:", "    tags: [batas, dua kata]\n    because:")
    change(bench, "cases.yaml", "seperseratus di bawahnya masih Cukup", "nilai tepat 90 sudah Baik")

    run_cases(bench, "-m", "batas", "--strict-markers").assert_outcomes(passed=1, deselected=5)
    run_cases(bench, "-k", "batas").assert_outcomes(passed=1, deselected=5)
    run_cases(bench, "-v").stdout.fnmatch_lines(["*::nilai tepat 90 sudah Baik (14) PASSED*"])


def test_other_peoples_yaml_is_left_alone(bench: pytest.Pytester) -> None:
    (bench.path / "lain.cases.yaml").write_text("services: {}\n", "utf-8")
    (bench.path / "biasa.yaml").write_text("asn_appraisal: cases/1\n", "utf-8")

    run_cases(bench).assert_outcomes(passed=6)


def test_junit_carries_the_policy_and_its_fingerprint(bench: pytest.Pytester) -> None:
    run_cases(bench, "--junitxml=hasil.xml")
    cases = list(ET.parse(bench.path / "hasil.xml").iter("testcase"))  # noqa: S314 - our own file
    properties = {each.get("name"): each.get("value") for each in cases[0].iter("property")}

    assert len(cases) == 6
    assert properties["policy"] == "contoh"
    assert len(properties["fingerprint"] or "") == 64


def test_the_plugin_costs_nothing_where_there_are_no_cases() -> None:
    program = (
        "import sys, asn_appraisal_pytest; "
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('asn_appraisal', 'attrs', 'yaml', 'cattrs', 'click', 'rich')])"
    )
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )

    assert answer.stdout.strip() == "[]"


# Updates --------------------------------------------------------------------------------


def test_an_update_rewrites_the_value_and_nothing_else(bench: pytest.Pytester) -> None:
    stricter(bench)
    change(bench, "cases.yaml", '{capaian: {lama: "0.00"}', '{capaian: {lama: "7.50"}')
    change(
        bench, "cases.yaml", "predikat: kurang}", "predikat: kurang}  # jangan diubah: 7.50 baik"
    )
    before = (bench.path / "cases.yaml").read_text("utf-8")
    result = run_cases(bench, "--appraisal-update")
    after = (bench.path / "cases.yaml").read_text("utf-8")

    result.assert_outcomes(passed=6)
    result.stdout.fnmatch_lines(["*cases.yaml:11:46: baik -> cukup", "*23:30: 7.50 -> 0.00"])
    expected = before.replace('"90.00", predikat: baik}', '"90.00", predikat: cukup}')
    assert after == expected.replace('{lama: "7.50"}', '{lama: "0.00"}')
    run_cases(bench).assert_outcomes(passed=6)


def test_windows_line_ends_survive_an_update(bench: pytest.Pytester) -> None:
    stricter(bench)
    path = bench.path / "cases.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    run_cases(bench, "--appraisal-update")

    assert path.read_bytes() == before.replace(b"predikat: baik}", b"predikat: cukup}", 1)


def test_what_is_not_a_value_is_never_rewritten(bench: pytest.Pytester) -> None:
    change(bench, "cases.yaml", "employee.gender: [L, P]", "facts.inovasi: [true, false]")
    change(bench, "cases.yaml", "predikat: cukup}", "predikt: cukup}")
    before = (bench.path / "cases.yaml").read_text("utf-8")

    run_cases(bench, "--appraisal-update").assert_outcomes(passed=4, failed=2)
    assert (bench.path / "cases.yaml").read_text("utf-8") == before


def test_an_update_is_refused_where_nobody_looks(
    bench: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    stricter(bench)
    before = (bench.path / "cases.yaml").read_text("utf-8")
    monkeypatch.setenv("CI", "true")
    result = run_cases(bench, "--appraisal-update")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*ASN-B031*"])
    assert (bench.path / "cases.yaml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("option", "code"), [("--appraisal-update", "ASN-B031"), ("--appraisal-coverage", "ASN-B032")]
)
def test_distributed_runs_neither_update_nor_count(
    bench: pytest.Pytester, option: str, code: str
) -> None:
    result = run_cases(bench, option, "--numprocesses=2")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{code}*"])


# Coverage -------------------------------------------------------------------------------


def test_parts_that_no_case_reaches_are_named_and_may_fail_the_run(bench: pytest.Pytester) -> None:
    path = bench.path / "cases.yaml"
    path.write_text(path.read_text("utf-8").partition("  - name: lebih lambat")[0], "utf-8")
    result = run_cases(bench, "--appraisal-coverage")
    failing = run_cases(bench, "--appraisal-coverage-fail-under=60")

    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["contoh: 3 / 6 (50%)", "  42: capaian: kasus rumus lower"])
    assert result.ret == pytest.ExitCode.OK
    assert failing.ret == pytest.ExitCode.TESTS_FAILED
    assert run_cases(bench, "--appraisal-coverage-fail-under=50").ret == pytest.ExitCode.OK


def test_every_kind_of_part_is_counted(pytester: pytest.Pytester) -> None:
    (pytester.path / "policy.yaml").write_text(
        """
asn_appraisal: policy/1
id: p
scales: {s: {a: A, b: B}}
evidence: {facts: {n: {type: number, from: 0, to: 10}, f: {type: flag}, w: {type: choice, values: [x, y]}}}
measures:
  by_word: {lookup: {of: w, values: {x: 1, y: 2}}}
  line: {curve: {of: n, pieces: [{from: 0, to: 5, value: [0, 1]}, {above: 5, value: 1}]}}
  one: {scale: s, bands: {of: line + by_word, levels: [{level: b, from: 2, when: f}, {level: a}]}}
  two: {scale: s, matrix: {rows: one, columns: one, cells: {a: {a: a, b: b}, b: {a: a, b: b}}}}
result: two
""",
        "utf-8",
    )
    (pytester.path / "cases.yaml").write_text(
        """
asn_appraisal: cases/1
policy: p
cases:
  - {name: tinggi, given: {facts: {n: 6, f: true, w: x}}, expect: {two: b}}
  - {name: ditolak, given: {facts: {n: 60, f: true, w: x}}, expect: {error: ASN-E001}}
""",
        "utf-8",
    )
    result = run_cases(pytester, "--appraisal-coverage")

    result.stdout.fnmatch_lines(
        [
            "p: 4 / 10 (40%)",
            "*7: by_word: nilai y",
            "*8: line: potong kurva 1",
            "*9: one: pita a",
            "*10: two: sel a × a",
            "*two: sel a × b",
            "*two: sel b × a",
        ]
    )


# Properties -----------------------------------------------------------------------------

ROOM = """
import sys
import types

from asn_appraisal.policy import PROPERTIES


class Verdict:
    def __init__(self, name, status):
        self.property, self.status = name, status

    def text(self, language):
        return f"{self.status} ({language})"


def verify(policy, *, properties=None, **options):
    wanted = {"rank-is-kept": "violated", "equals-stay-equal": "waived",
              "within-bounds": "stale_waiver", "missing-is-not-zero": "undecided",
              "order-does-not-matter": "violated"}
    names = PROPERTIES if properties is None else properties
    verdicts = {name: Verdict(name, wanted.get(name, "proved")) for name in names}
    failing = [each for name, each in verdicts.items() if name != "order-does-not-matter"
               and each.status in ("violated", "stale_waiver")]
    return types.SimpleNamespace(verdicts=verdicts, failing=failing, ok=True)


room = types.ModuleType("asn_appraisal.fairness")
room.verify = verify
sys.modules["asn_appraisal.fairness"] = room
"""


WAIVERS = """
fairness:
  waive:
    - {property: equals-stay-equal, because: Pasal 5 mengaturnya, authority: pita}
    - {property: within-bounds, because: Dahulu perlu, authority: pita}
    - {property: rank-is-kept, measure: perilaku, because: Hanya perilaku, authority: pita}
"""


@pytest.fixture
def waiving(bench: pytest.Pytester) -> pytest.Pytester:
    """A policy that waives three properties: one that fails, one that holds, one elsewhere."""
    bench.makeconftest(ROOM)
    path = bench.path / "policy.yaml"
    path.write_text(path.read_text("utf-8") + WAIVERS, "utf-8")
    return bench


def test_a_waived_property_that_fails_is_xfailed_with_its_witness(waiving: pytest.Pytester) -> None:
    result = run(waiving, "-v", "-rx", "policy.yaml::equals-stay-equal")

    result.assert_outcomes(xfailed=1)
    result.stdout.fnmatch_lines(["policy.yaml::equals-stay-equal XFAIL*", "XFAIL*waived (id)"])
    assert result.ret == pytest.ExitCode.OK


def test_a_waived_property_that_holds_fails_strictly(waiving: pytest.Pytester) -> None:
    result = run(waiving, "policy.yaml::within-bounds")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*XPASS(strict)*Dahulu perlu (pita)*", "stale_waiver (id)"])


def test_a_violation_that_the_waiver_does_not_cover_fails(waiving: pytest.Pytester) -> None:
    result = run(waiving, "policy.yaml::rank-is-kept")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*policy.yaml: rank-is-kept", "violated (id)"])


def test_waivers_are_marks_at_collection(waiving: pytest.Pytester) -> None:
    result = run(waiving, "--collect-only", "-q", "-m", "xfail")

    result.stdout.fnmatch_lines([f"*3/{6 + len(PROPERTIES)} tests collected*"])


def test_waivers_are_no_excuse_where_xfail_is_switched_off(waiving: pytest.Pytester) -> None:
    names = ("equals-stay-equal", "within-bounds", "rank-is-kept")

    run(waiving, "--runxfail", *(f"policy.yaml::{name}" for name in names)).assert_outcomes(
        failed=3
    )


def test_every_property_of_a_policy_is_a_test_where_the_room_is_there(
    waiving: pytest.Pytester,
) -> None:
    bench = waiving
    others = len(PROPERTIES) - 5
    result = run(bench, "-v", "-rs")

    result.assert_outcomes(passed=6 + others, failed=2, xfailed=1, skipped=2)
    result.stdout.fnmatch_lines(
        ["policy.yaml::improvement-never-hurts PASSED*", "policy.yaml::rank-is-kept FAILED*"]
    )
    result.stdout.fnmatch_lines(["*policy.yaml: rank-is-kept", "violated (id)"])


def test_properties_can_be_left_out(bench: pytest.Pytester) -> None:
    bench.makeconftest(ROOM)
    result = run(bench, "--appraisal-no-properties")

    result.assert_outcomes(passed=6)
