"""`verify` says what the fairness room says, and its exit code is what `ok` says."""

import json
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A fairness room that finds one violation among what it is asked, and what it was asked."""
    calls: list[dict[str, Any]] = []

    def verify(policy: Any, **options: Any) -> Any:
        calls.append({"policy": policy.id, **options})
        statuses = {
            "improvement-never-hurts": "proved",
            "rank-is-kept": "violated",
            "equals-stay-equal": "violated",
        }
        wanted = options["properties"] or tuple(statuses)

        def text(language: str, name: str) -> str:
            return f"{name}: {statuses[name]} ({language})"

        verdicts = {
            name: SimpleNamespace(
                status=statuses[name],
                method="prover",
                text=lambda language, name=name: text(language, name),
            )
            for name in wanted
        }
        failing = [SimpleNamespace(property="rank-is-kept")] if "rank-is-kept" in verdicts else []
        return SimpleNamespace(verdicts=verdicts, failing=failing, ok=not failing)

    room = ModuleType("asn_appraisal.fairness")
    room.verify = verify  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "asn_appraisal.fairness", room)
    return calls


def test_every_verdict_is_told_and_a_violation_is_a_finding(
    run: Any, loket: Any, asked: Any
) -> None:
    found = run("verify", "loket", "--examples", "50", "--seed", "7")

    assert found.code == 1
    assert "TIDAK DIPENUHI: rank-is-kept: violated (id)" in found.out
    assert "\nequals-stay-equal: violated (id)" in found.out  # told, but not asked of the policy
    assert "bukan pernyataan bahwa kebijakan ini adil" in found.out
    assert asked == [{"policy": "loket", "properties": None, "examples": 50, "seed": 7}]


def test_one_property_that_holds_is_fine(run: Any, loket: Any, asked: Any) -> None:
    found = run("verify", "loket", "-p", "improvement-never-hurts", "-f", "json", "--lang", "en")

    assert found.code == 0
    assert json.loads(found.out)["rows"] == [
        {
            "property": "improvement-never-hurts",
            "status": "proved",
            "method": "prover",
            "fails": False,
            "text": "improvement-never-hurts: proved (en)",
        }
    ]


def test_junit_fails_where_a_property_does(run: Any, loket: Any, asked: Any) -> None:
    assert 'failures="1"' in run("verify", "loket", "-f", "junit").out


def test_a_property_that_is_not_known_is_answered_with_the_nearest(
    run: Any, loket: Any, asked: Any
) -> None:
    found = run("verify", "loket", "-p", "improvement-never-hurst")

    assert (found.code, asked) == (2, [])
    assert "Maksud Anda `improvement-never-hurts`?" in found.err
