"""Policies that are read, and policies with one mistake each, with the report beside it.

A policy under `bad/` has its report in English beside it, in a file of the same name; where there
are records of the same name too, the policy is read and the records are what it refuses. After a
change of words, run `python tests/policies/test_policies.py` and read what changed.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from asn_appraisal import AppraisalError, Policy, parse_policy, parse_records, score
from asn_appraisal.document import Shaper, known_keys
from asn_appraisal.document.shaping import Written

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.yaml"))
BAD = [path for path in sorted((HERE / "bad").glob("*.yaml")) if ".records" not in path.name]
CODE = re.compile(r"^(?P<place>\S*: )?(?P<code>ASN-[A-Z]\d{3}): ", re.MULTILINE)


@cache
def base() -> Policy:
    """Return the policy that the variants start from."""
    return parse_policy((HERE / "good" / "kinerja-pelaksana.yaml").read_text("utf-8"))


def read(path: Path) -> Policy:
    return parse_policy(path.read_text("utf-8"), known={base().id: base()})


def refusal(path: Path) -> AppraisalError:
    """Return what refuses a policy, or the records that stand beside it."""
    records = path.with_suffix(".records.yaml")
    with pytest.raises(AppraisalError) as caught:
        policy = read(path)
        for appraisal in parse_records(records.read_text("utf-8")).appraisals.values():
            score(policy, appraisal)
    return caught.value


def test_there_are_many_kinds_of_mistakes() -> None:
    assert len(BAD) > 190


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_mistake_is_reported_as_the_file_beside_it_says(path: Path) -> None:
    report = path.with_suffix(".txt")

    assert report.read_text("utf-8") == refusal(path).text("en") + "\n"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_one_mistake_is_one_problem(path: Path) -> None:
    assert 1 == len(refusal(path).problems)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_indonesian_report_names_the_same_places_and_codes(path: Path) -> None:
    error = refusal(path)

    assert CODE.findall(error.text("en")) == CODE.findall(error.text("id"))
    assert error.text("id") == str(error)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_caret_stands_under_the_line_it_is_about(path: Path) -> None:
    lines = path.read_bytes().decode("utf-8").split("\n")
    for problem in refusal(path).problems:
        place = problem.place
        assert place is not None
        if place.line is not None and place.source:
            assert place.source == lines[place.line - 1]
            assert place.column is not None
            assert 1 <= place.column <= len(place.source) + 1


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_policy_is_read_without_warnings_but_those_it_is_there_to_show(path: Path) -> None:
    shown = {"every_section": ["ASN-W007", "ASN-W008"]}
    warnings = read(path).warnings

    assert shown.get(path.stem, []) == [warning.code for warning in warnings], warnings


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_policy_can_be_read_again_from_its_plain_data(path: Path) -> None:
    policy = read(path)
    again = parse_policy(policy.document, known={base().id: base()})

    assert policy == again
    assert policy.measures == again.measures
    assert policy.evidence == again.evidence


def test_the_good_policies_use_every_key_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    used: dict[type, set[str]] = {}
    kinds: set[type] = set()
    given = Shaper.given

    def family(kind: type) -> type:
        """Return what shapes such as those of all tables have in common."""
        return kind.__mro__[-3] if issubclass(kind, Written) else kind

    def noted(self: Shaper, value: Any, kind: Any) -> Iterator[tuple[Any, Any]]:
        used.setdefault(family(kind), set()).update(map(str, value))
        kinds.add(kind)
        return given(self, value, kind)

    monkeypatch.setattr(Shaper, "given", noted)
    base.cache_clear()
    for path in GOOD:
        read(path)
    unused = {
        f"{kind.__name__}.{key}"
        for kind in kinds
        for key in known_keys(kind)
        if key not in used[family(kind)]
    }

    assert set() == unused


if __name__ == "__main__":
    for each in BAD:
        each.with_suffix(".txt").write_text(refusal(each).text("en") + "\n", "utf-8", newline="\n")
