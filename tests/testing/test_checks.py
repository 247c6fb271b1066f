"""Checks of a policy: they pass, they notice, and they say what they noticed."""

import subprocess
import sys
from functools import cache
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from asn_appraisal import Appraisal, Policy, score
from asn_appraisal.presets import preset, presets
from asn_appraisal.testing import (
    CHECKS,
    Check,
    CheckFailedError,
    ProcessMachine,
    catalogue,  # the module: its names are replaced by faulty ones
    check_policy,
    parametrize_with_checks,
    policies,
)

read = cache(preset)


@parametrize_with_checks([read(name) for name in presets()])
def test_every_check_holds_under_the_policies_of_the_country(policy: Policy, check: Check) -> None:
    check(policy, examples=2)


@given(policies())
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
def test_every_check_holds_under_policies_that_nobody_wrote(policy: Policy) -> None:
    assert {each.status for each in check_policy(policy, examples=2)} <= {
        "passed",
        "not_applicable",
    }


@given(policies(calibrated=True))
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_units_can_be_calibrated_under_patterns_that_nobody_wrote(policy: Policy) -> None:
    (result,) = check_policy(policy, checks=["every-unit-can-be-calibrated"], examples=8)

    assert result.status == "passed"


def test_a_check_that_does_not_apply_says_why() -> None:
    results = {each.check.name: each for each in check_policy(read("talent-box"), examples=1)}
    found = results["every-unit-can-be-calibrated"]

    assert found.status == "not_applicable"
    assert found.ok
    assert found.text("en").endswith("does not apply: The policy has no section `calibration`.")
    assert "tidak berlaku" in found.text()
    assert set(results) == set(CHECKS)


def broken(*_: Any, **__: Any) -> Any:
    raise ZeroDivisionError("explaining failed")


def test_what_fails_is_told_with_the_sentence_and_an_example(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalogue, "explain", broken)

    with pytest.raises(CheckFailedError) as caught:
        check_policy(read("talent-box"), examples=5)
    told = str(caught.value)
    assert "talent-box, every-card-can-be-explained: Every measure of every card" in told
    assert "explaining failed" in told
    assert "Appraisal(" in told


def test_what_is_known_to_fail_may_fail_but_is_still_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "explain", broken)
    known = {"every-card-can-be-explained": "issue 12", "every-card-can-be-contrasted": "issue 12"}
    results = check_policy(read("talent-box"), examples=2, expected_failed_checks=known)
    failed = [each for each in results if each.status == "expected_failure"]

    assert [each.check.name for each in failed] == list(known)
    assert failed[0].text("en").endswith("failed as expected: issue 12")
    assert failed[0].error is not None


def test_what_passes_although_it_was_known_to_fail_is_reported() -> None:
    known = {"every-card-is-whole": "issue 12"}
    (result,) = check_policy(
        read("talent-box"), checks=known, expected_failed_checks=known, on_fail="return"
    )

    assert result.status == "unexpected_pass"
    assert not result.ok
    with pytest.raises(CheckFailedError, match="PASSED, was expected to fail: issue 12"):
        check_policy(read("talent-box"), checks=known, expected_failed_checks=known)


@pytest.mark.parametrize("argument", ["checks", "expected_failed_checks"])
def test_a_check_that_does_not_exist_is_not_passed_over(argument: str) -> None:
    arguments: Any = {argument: {"every-card-is-hole": ""}}

    with pytest.raises(KeyError, match="every-card-is-hole"):
        check_policy(read("talent-box"), **arguments)
    with pytest.raises(KeyError, match="every-card-is-hole"):
        parametrize_with_checks([], expected_failed_checks={"every-card-is-hole": ""})


def test_under_pytest_each_check_is_a_test_with_a_name() -> None:
    decorator: Any = parametrize_with_checks(
        [read("talent-box")], expected_failed_checks={"every-card-is-whole": "issue 12"}
    )
    mark = decorator.mark
    cases = {case.id: case for case in mark.args[1]}

    assert mark.args[0] == ("policy", "check")
    without = "every-unit-can-be-calibrated"
    assert list(cases) == [f"talent-box::{name}" for name in CHECKS if name != without]
    (known,) = cases["talent-box::every-card-is-whole"].marks
    assert (known.name, known.kwargs["reason"], known.kwargs["strict"]) == (
        "xfail",
        "issue 12",
        False,
    )


@pytest.mark.parametrize("same", [True, False])
def test_the_same_seed_draws_the_same_examples(same: bool) -> None:
    drawn: list[list[Any]] = [[], []]
    for at, seed in enumerate((7, 7 if same else 8)):
        check = Check(
            "draws",
            CHECKS["every-card-is-whole"].sentence,
            CHECKS["every-card-is-whole"].drawn,
            lambda _, example, at=at: drawn[at].append(example),  # type: ignore[misc]
        )
        check(read("pp-30-2019"), examples=10, seed=seed)

    assert len(drawn[0]) >= 10
    assert (drawn[0] == drawn[1]) is same


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("scoring-again-gives-the-same", "other_id_every_time"),
        ("row-order-does-not-matter", "first_row_only"),
        ("every-card-is-whole", "no_problems_told"),
    ],
)
def test_a_fault_of_the_library_is_noticed(
    name: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(10**6))

    def faulty(policy: Policy, appraisal: Appraisal) -> Any:
        card = score(policy, appraisal)
        match fault:
            case "other_id_every_time":
                return evolve(card, appraisal=evolve(appraisal, id=f"a{next(calls)}"))
            case "first_row_only":
                return score(policy, evolve(appraisal, results=appraisal.results[:1]))
        return evolve(card, problems=())

    monkeypatch.setattr(catalogue, "score", faulty)

    with pytest.raises(CheckFailedError):
        CHECKS[name](read("pp-30-2019"), examples=100, shrink=False)


# Importing ------------------------------------------------------------------------------


def test_hypothesis_loads_only_the_types_that_it_is_told_of() -> None:
    program = (
        "import hypothesis, sys; from asn_appraisal.testing.entry import register; register(); "
        "print(*{name.split('.')[1] for name in sys.modules if name.startswith('asn_appraisal.')})"
    )
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )

    assert set(answer.stdout.split()) == {
        "document",
        "errors",
        "formula",
        "loading",
        "policy",
        "record",
        "testing",
    }


# Steps ----------------------------------------------------------------------------------


class SigningTwice(ProcessMachine):
    """Takes any signature for a new beginning, as a careless application might."""

    def take(self, record: int, gap: int, step: Any, *more: Any, **named: Any) -> None:
        super().take(record, gap, step, *more, **named)
        for name, state in self.records.items():
            if len(state.log) > 1:
                self.records[name] = evolve(state, log=state.log[::-1])


def test_the_machine_notices_a_history_that_goes_backwards() -> None:
    case = SigningTwice.for_policy(read("permenpanrb-6-2022")).TestCase
    case.settings = settings(
        database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
    )

    with pytest.raises(AssertionError, match="history"):
        case("runTest").runTest()


def test_the_machine_wants_a_policy_with_a_process() -> None:
    with pytest.raises(ValueError, match="process"):
        ProcessMachine.for_policy(read("pp-30-2019"))


@given(st.integers(0, 50))
def test_the_machine_takes_every_level_of_the_policy(at: int) -> None:
    machine = ProcessMachine.for_policy(read("permenpanrb-6-2022"))()
    scale = read("permenpanrb-6-2022").scales["predicate"]

    assert machine.level(at) == scale.names()[at % 5]
