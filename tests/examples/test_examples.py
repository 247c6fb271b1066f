"""Every folder of examples/ with a policy: it scores, passes its cases, and its page is right."""

import contextlib
import inspect
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from asn_appraisal import (
    Appraisal,
    Framework,
    Policy,
    Records,
    Scorecard,
    calibrate,
    calibration,
    comparison,
    development,
    explain,
    parse_cases,
    parse_framework,
    parse_policy,
    parse_records,
    process,
    score,
)
from asn_appraisal.scoring import check_case

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.parent.name for path in (ROOT / "examples").glob("*/policy.yaml"))

#: (folder, code, name) of each warning that stands, and why it does.
_FOLLOWS = "It follows from the result, and nothing follows from it: a person decides it."
WARNINGS = {
    ("lhokseumawe-jabatan", "ASN-W005", "decision"): _FOLLOWS,
    (
        "lhokseumawe-jabatan",
        "ASN-W005",
        "improvement",
    ): "It is shown and decides nothing: a good first quarter must not count against anybody.",
    ("lhokseumawe-kompetensi", "ASN-W005", "follow_up"): _FOLLOWS,
    ("sofifi-kompetensi", "ASN-W005", "development"): "It follows from the result.",
    **{
        ("lubuk-begalung-capaian", "ASN-W005", name): "It is read by people; as not every post "
        "has such an indicator, it may rank nobody."
        for name in ("response", "services_done", "satisfaction")
    },
}

#: The appraisals of each folder that have no result yet, by what is lacking.
INCOMPLETE = {
    "lhokseumawe-jabatan": {"2025-armia": {"ASN-S001", "ASN-S002"}},
    "lhokseumawe-kompetensi": {"2025-yusnidar": {"ASN-S001"}},
    "lubuk-begalung-capaian": {"2025-zulkifli": {"ASN-S001"}},
    "sofifi-kompetensi": {"2025-adnan": {"ASN-S001"}},
    "tebing-tinggi-rencana-kerja": {"2025-lina": {"ASN-S001"}},
}

#: What the rooms of a unit can be asked, by name.
FUNCTIONS = {
    name
    for room in (calibration, comparison, development, process)
    for name in room.__all__
    if inspect.isfunction(getattr(room, name))
}
#: Steps on the way to an answer, which no sentence names.
STEPS = {"begin", "deliver", "evaluation_window", "receive", "sign"}

#: Words that no one may say of a policy, except in a quotation.
PRAISE = re.compile(
    r"\b(adil|objektif|obyektif|netral|fair|unbiased|objective|impartial)\b", re.IGNORECASE
)

every_folder = pytest.mark.parametrize("folder", FOLDERS)


def text_of(folder: str, name: str) -> str:
    return (ROOT / "examples" / folder / name).read_text("utf-8")


@cache
def policy_of(folder: str) -> Policy:
    return parse_policy(text_of(folder, "policy.yaml"))


@cache
def records_of(folder: str) -> Records:
    return parse_records(text_of(folder, "records.yaml"))


@cache
def framework_of(folder: str) -> Framework | None:
    path = ROOT / "examples" / folder / "framework.yaml"
    return parse_framework(path.read_text("utf-8")) if path.exists() else None


def with_file(name: str) -> list[str]:
    return [folder for folder in FOLDERS if (ROOT / "examples" / folder / name).exists()]


def test_there_are_five_folders() -> None:
    assert sorted(INCOMPLETE) == FOLDERS


# Policy ---------------------------------------------------------------------------------


@every_folder
def test_the_policy_warns_of_nothing_but_what_is_listed_here(folder: str) -> None:
    policy = policy_of(folder)
    found = {
        (folder, problem.code, dict(problem.values).get("name")) for problem in policy.warnings
    }
    assert {key for key in WARNINGS if key[0] == folder} == found


@every_folder
def test_the_policy_is_named_after_its_folder(folder: str) -> None:
    assert folder == policy_of(folder).id


@every_folder
def test_the_policy_names_the_description_that_it_answers(folder: str) -> None:
    acts = [source.act for source in policy_of(folder).sources.values()]
    assert [act for act in acts if act.startswith("Deskripsi ") and act.endswith("(contoh)")]


@every_folder
@pytest.mark.parametrize("name", ["README.md", "policy.yaml", "cases.yaml", "framework.yaml"])
def test_no_file_praises_the_policy_but_in_a_quotation(folder: str, name: str) -> None:
    if folder not in with_file(name):
        return
    # A comma or a bracket may stand inside a quotation, a line break may not.
    said = re.sub(r'"[^"\n]*"', "", text_of(folder, name))
    assert not PRAISE.findall(said)


# Records --------------------------------------------------------------------------------


@every_folder
def test_the_incomplete_appraisals_are_those_listed_here(folder: str) -> None:
    policy, records = policy_of(folder), records_of(folder)
    cards = {name: score(policy, each) for name, each in records.appraisals.items()}
    found = {
        name: {problem.code for problem in card.problems}
        for name, card in cards.items()
        if card.status == "incomplete"
    }
    assert INCOMPLETE[folder] == found


@every_folder
def test_every_card_is_explained_and_no_single_change_is_left_undecided(folder: str) -> None:
    policy, records = policy_of(folder), records_of(folder)
    for name, appraisal in records.appraisals.items():
        explanation = explain(score(policy, appraisal))
        assert explanation.text, name
        assert all(change.decided for change in explanation.contrast().changes), name


@every_folder
def test_an_incomplete_appraisal_has_no_result(folder: str) -> None:
    policy, records = policy_of(folder), records_of(folder)
    for name in INCOMPLETE[folder]:
        assert score(policy, records.appraisals[name]).result is None


@every_folder
def test_a_folder_holds_a_unit_of_eight_to_fifteen_appraised_people(folder: str) -> None:
    records = records_of(folder)
    people = {records.employee_of(each) for each in records.appraisals.values()}
    assert 8 <= len(people) <= 15


@every_folder
def test_every_appraisal_is_of_an_assignment_with_an_appraiser(folder: str) -> None:
    records = records_of(folder)
    assert not [
        name
        for name, each in records.appraisals.items()
        if records.assignments[each.assignment or ""].appraiser is None
    ]


@every_folder
def test_somebody_is_appraised_from_outside_the_unit(folder: str) -> None:
    records = records_of(folder)
    placed = {each.employee for each in records.assignments.values()}
    assert {each.appraiser for each in records.assignments.values()} - placed


@every_folder
def test_there_are_pns_and_pppk_and_an_acting_post(folder: str) -> None:
    records = records_of(folder)
    kinds = {each.kind.value for each in records.employees.values() if each.kind is not None}
    posts = {each.kind.value for each in records.assignments.values()}
    assert kinds == {"pns", "pppk"}
    assert "acting" in posts


@every_folder
def test_a_nip_has_eighteen_digits_and_says_when_its_owner_was_born(folder: str) -> None:
    for employee in records_of(folder).employees.values():
        if employee.nip is None:
            continue
        assert re.fullmatch(r"\d{18}", employee.nip), employee.id
        if employee.born is not None:
            assert f"{employee.born:%Y%m%d}" == employee.nip[:8], employee.id
        if employee.gender is not None:
            assert {"L": "1", "P": "2"}[employee.gender] == employee.nip[14], employee.id


@every_folder
def test_every_unit_can_be_calibrated(folder: str) -> None:
    policy, records = policy_of(folder), records_of(folder)
    for unit in records.units:
        cohort = records.cohort(unit)
        assert set(calibrate(policy, cohort).final) <= {each.employee for each in cohort.members}


@every_folder
def test_only_an_incomplete_card_keeps_anybody_out_of_calibration(folder: str) -> None:
    policy, records = policy_of(folder), records_of(folder)
    left = {
        who for unit in records.units for who in calibrate(policy, records.cohort(unit)).incomplete
    }
    incomplete = {records.employee_of(records.appraisals[name]) for name in INCOMPLETE[folder]}
    assert incomplete == left


# Framework ------------------------------------------------------------------------------


@every_folder
def test_every_competency_of_the_records_is_in_the_framework(folder: str) -> None:
    framework, records = framework_of(folder), records_of(folder)
    known = framework.competencies if framework is not None else {}
    wrong = [
        (name, row.competency)
        for name, each in records.appraisals.items()
        for row in each.competencies
        if row.competency not in known or row.cluster != known[row.competency].cluster
    ]
    assert not wrong


@pytest.mark.parametrize("folder", with_file("framework.yaml"))
def test_framework_positions_and_appraisals_require_the_same_levels(folder: str) -> None:
    framework, records = framework_of(folder), records_of(folder)
    assert framework is not None
    for name, standard in framework.positions.items():
        assert dict(standard.requires) == dict(records.positions[name].requires), name
    for name, each in records.appraisals.items():
        required = {row.competency: row.required for row in each.competencies}
        assert dict(_standard(framework, records, each)) == required, name


def _standard(framework: Framework, records: Records, appraisal: Appraisal) -> Any:
    assignment = records.assignments[appraisal.assignment or ""]
    return framework.positions[assignment.position or ""].requires


@pytest.mark.parametrize("folder", with_file("framework.yaml"))
def test_every_competency_has_five_levels_and_is_required_somewhere(folder: str) -> None:
    framework = framework_of(folder)
    assert framework is not None
    required = {name for each in framework.positions.values() for name in each.requires}
    assert set(framework.competencies) == required
    for competency in framework.competencies.values():
        assert list(competency.levels) == [1, 2, 3, 4, 5], competency.id


# Cases ----------------------------------------------------------------------------------


@every_folder
def test_every_case_holds(folder: str) -> None:
    policy = policy_of(folder)
    cases = parse_cases(text_of(folder, "cases.yaml")).cases
    differences = {case.name: check_case(policy, case) for case in cases}
    assert not {name: [str(each) for each in found] for name, found in differences.items() if found}


@every_folder
def test_the_cases_are_of_this_policy_and_there_are_at_least_eight(folder: str) -> None:
    cases = parse_cases(text_of(folder, "cases.yaml"))
    assert folder == cases.policy
    assert len(cases.cases) >= 8


@every_folder
def test_a_case_varies_the_gender_and_a_case_is_incomplete(folder: str) -> None:
    cases = parse_cases(text_of(folder, "cases.yaml")).cases
    assert [case.name for case in cases if "employee.gender" in dict(case.same_except)]
    expected = [case.expect.get("status") for case in cases if case.expect is not None]
    assert "incomplete" in expected


@every_folder
def test_a_case_fails_when_what_it_expects_is_changed(folder: str) -> None:
    policy = policy_of(folder)
    text = text_of(folder, "cases.yaml")
    found = re.search(r'expect: \{[^}\n]*?"(\d+\.\d\d)"', text)
    assert found is not None
    wrong = f"{text[: found.start(1)]}-1{text[found.end(1) :]}"
    assert [case for case in parse_cases(wrong).cases if check_case(policy, case)]


# The page -------------------------------------------------------------------------------


def _results(folder: str) -> tuple[list[str], dict[str, list[str]]]:
    """Return the header of the table of results, and its rows by appraisal."""
    page = text_of(folder, "README.md")
    found = re.search(r"^\| id penilaian \|.*\n(?:\|.*\n)+", page, re.MULTILINE)
    assert found is not None, "the page has no table that begins with `id penilaian`"
    table = found[0].splitlines()
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    header, _, *rows = lines
    return header[1:], {row[0]: row[1:] for row in rows}


def _written(card: Scorecard, column: str) -> str:
    if column == "status":
        return card.status
    return "-" if card[column] is None else str(card[column])


@every_folder
def test_the_page_shows_the_figures_that_the_engine_computes(folder: str) -> None:
    policy, records = policy_of(folder), records_of(folder)
    header, rows = _results(folder)
    computed = {}
    for name, appraisal in records.appraisals.items():
        card = score(policy, appraisal)
        computed[name] = [_written(card, column) for column in header]
    assert computed == rows


@every_folder
def test_the_page_names_measures_and_appraisals_that_exist(folder: str) -> None:
    records = records_of(folder)
    named = re.findall(r"`(\d{4}-[a-z0-9-]+)`", text_of(folder, "README.md"))
    assert named
    assert not [name for name in named if name not in records.appraisals]


def _run(folder: str) -> list[tuple[str, str, str | None]]:
    """Run the Python of a page from top to bottom: code, what it prints, what the page shows."""
    page = text_of(folder, "README.md")
    fences = re.findall(r"```(\w*)\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    ran = []
    for (kind, code), (after, text) in zip(fences, [*fences[1:], ("", "")], strict=True):
        if kind == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - the page's own
            ran.append((code, printed.getvalue().rstrip(), text if after == "text" else None))
    return ran


@every_folder
def test_the_python_of_the_page_runs_and_prints_what_the_page_shows(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    ran = _run(folder)
    assert len(ran) >= 4
    assert all(printed for _, printed, _ in ran)
    shown = [(printed, text.rstrip()) for _, printed, text in ran if text is not None]
    assert len(shown) == len(ran) - 1, "only the first lines, which explain a card, show no output"
    assert [text for _, text in shown] == [printed for printed, _ in shown]


@every_folder
def test_every_function_that_answers_a_sentence_is_run_on_the_page(folder: str) -> None:
    page = text_of(folder, "README.md")
    rows = re.findall(r"^\| \"[^|]*\| (.*) \|$", page, re.MULTILINE)
    code = "".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)} & FUNCTIONS
    assert named
    assert not [name for name in sorted(named) if f"{name}(" not in code]


@every_folder
def test_every_function_that_the_page_runs_answers_a_sentence(folder: str) -> None:
    page = text_of(folder, "README.md")
    rows = "".join(re.findall(r"^\| \".*$", page, re.MULTILINE))
    code = "".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    run = {name for name in FUNCTIONS - STEPS if f"{name}(" in code}
    assert not [name for name in sorted(run) if f"`{name}`" not in rows]


@every_folder
def test_every_sentence_of_the_table_has_an_answer(folder: str) -> None:
    page = text_of(folder, "README.md")
    rows = re.findall(r"^\| (\".*?\") \| (.*) \|$", page, re.MULTILINE)
    assert len(rows) >= 12
    for sentence, answer in rows:
        assert "`" in answer or "di luar pustaka" in answer, sentence


def test_the_quarters_of_lubuk_begalung_are_those_of_its_year() -> None:
    folder = "lubuk-begalung-capaian"
    year = records_of(folder).appraisals["2025-melati"]
    quarters = parse_records(text_of(folder, "triwulan.yaml")).appraisals.values()

    def actuals(appraisal: Appraisal, name: str) -> Any:
        indicators = [each for result in appraisal.results for each in result.indicators]
        return next(each for each in indicators if each.id == name)

    whole = {name: actuals(year, name) for name in ("respons", "selesai", "survei", "lewat")}
    parts = {name: [actuals(each, name).actual for each in quarters] for name in whole}
    assert whole["respons"].actual == sum(parts["respons"]) / 4
    assert whole["selesai"].actual == sum(parts["selesai"])
    assert whole["survei"].actual == parts["survei"][-1]
    assert [each.value for each in whole["lewat"].observations.values] == parts["lewat"]


@every_folder
def test_the_page_holds_one_sentence_a_line(folder: str) -> None:
    page = re.sub(r"```.*?```", "", text_of(folder, "README.md"), flags=re.DOTALL)
    prose = [line.replace("Plt. ", "") for line in page.splitlines() if line[:1] not in {"|", "#"}]
    assert not [line for line in prose if re.search(r"[.!?] [A-Z]", line)]
