"""Running the checks on a policy: all at once, or each as a test of its own under pytest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from attrs import field, frozen

from asn_appraisal.errors import Text
from asn_appraisal.policy import Policy

from .catalogue import CHECKS
from .checks import Check, CheckFailedError

#: How a check came out.
Status = Literal["passed", "failed", "expected_failure", "unexpected_pass", "not_applicable"]

_WORDS = {
    "passed": Text("lulus", "passed"),
    "failed": Text("GAGAL", "FAILED"),
    "expected_failure": Text("gagal seperti diperkirakan", "failed as expected"),
    "unexpected_pass": Text("LULUS, padahal diperkirakan gagal", "PASSED, was expected to fail"),
    "not_applicable": Text("tidak berlaku", "does not apply"),
}


@frozen
class CheckResult:
    """Hasil satu pemeriksaan."""

    #: The check.
    check: Check = field(repr=lambda check: repr(check.name))
    #: The policy, by id.
    policy: str
    #: How it came out.
    status: Status
    #: Why it does not apply, or why it was expected to fail.
    reason: Text = Text("", "")
    #: What it found, with the smallest example.
    error: CheckFailedError | None = field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        """Tell whether there is nothing to look at."""
        return self.status not in ("failed", "unexpected_pass")

    def text(self, language: str = "id") -> str:
        """Return the result in one language: what was checked, and how it came out."""
        told = f"{self.check.sentence.in_language(language)} "
        told += _WORDS[self.status].in_language(language)
        reason = self.reason.in_language(language)
        return f"{told}: {reason}" if reason else f"{told}."


def check_policy(  # noqa: PLR0913 - all but one by name
    policy: Policy,
    *,
    checks: Iterable[str] | None = None,
    examples: int = 50,
    seed: int = 0,
    expected_failed_checks: Mapping[str, str] | None = None,
    on_fail: Literal["raise", "return"] = "raise",
) -> tuple[CheckResult, ...]:
    """Periksa perpustakaan di bawah satu kebijakan: run every check that applies to the policy.

    These are checks of the library under this policy, tried on examples: that scoring is
    repeatable, that no order matters, that nothing fails in the middle, that what is stored comes
    back. Whether the policy treats people as it should is another question: see `verify`.

    Args:
        policy: the policy.
        checks: names of checks, from `CHECKS`; all of them by default.
        examples: on how many drawn examples each check is tried.
        seed: the same seed draws the same examples.
        expected_failed_checks: name of a check -> why it is known to fail. One that passes all
            the same is reported, so that the list does not go stale.
        on_fail: `raise` at the first check to look at, or `return` all results.

    Returns:
        A result for each check, in the order of `CHECKS`.

    Raises:
        CheckFailedError: a check fails, or passes although it was expected to fail.
        KeyError: there is no check of a name given.

    >>> from asn_appraisal.presets import preset
    >>> results = check_policy(preset("talent-box"), examples=5)
    >>> {result.status for result in results} == {"passed", "not_applicable"}
    True
    >>> print(results[0].text("en"))
    Scoring again gives the same card, from a copy as well. passed.
    """
    expected = expected_failed_checks or {}
    wanted = _known(CHECKS if checks is None else checks)
    _known(expected)
    results = tuple(
        _result(check, policy, expected.get(check.name), examples, seed)
        for check in CHECKS.values()
        if check.name in wanted
    )
    if on_fail == "raise":
        for result in results:
            if result.status == "failed":
                assert result.error is not None
                raise result.error
            if not result.ok:
                raise CheckFailedError(result.text("en"))
    return results


def _known(names: Iterable[str]) -> set[str]:
    unknown = sorted(set(names) - set(CHECKS))
    if unknown:
        raise KeyError(f"no such check: {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    return set(names)


def _result(
    check: Check, policy: Policy, expected: str | None, examples: int, seed: int
) -> CheckResult:
    why_not = check.why_not(policy)
    if why_not is not None:
        return CheckResult(check, policy.id, "not_applicable", why_not)
    reason = Text.same(expected or "")
    try:
        check(policy, examples=examples, seed=seed)
    except CheckFailedError as error:
        status: Status = "failed" if expected is None else "expected_failure"
        return CheckResult(check, policy.id, status, reason, error)
    return CheckResult(
        check, policy.id, "passed" if expected is None else "unexpected_pass", reason
    )


def parametrize_with_checks(
    policies: Sequence[Policy], *, expected_failed_checks: Mapping[str, str] | None = None
) -> Callable[[Any], Any]:
    """Satu uji untuk setiap kebijakan dan pemeriksaan: a decorator for pytest.

    The test function takes `policy` and `check` and calls `check(policy)`. A check that does not
    apply is no test (`check_policy` says why not); one that is expected to fail is marked so, not
    strictly, because what is drawn may change with the version of Hypothesis. Needs pytest.

    Args:
        policies: the policies.
        expected_failed_checks: name of a check -> why it is known to fail.

    Raises:
        KeyError: there is no check of a name given.

    >>> from asn_appraisal.presets import preset
    >>> @parametrize_with_checks([preset("pp-30-2019"), preset("talent-box")])
    ... def test_policy(policy, check):
    ...     check(policy)
    >>> test_policy.pytestmark[0].args[1][0].id
    'pp-30-2019::scoring-again-gives-the-same'
    """
    import pytest  # noqa: PLC0415 - only who decorates tests needs it

    expected = expected_failed_checks or {}
    _known(expected)
    cases = []
    for policy in policies:
        for check in CHECKS.values():
            if check.why_not(policy) is not None:
                continue
            why = expected.get(check.name)
            marks = [] if why is None else [pytest.mark.xfail(reason=why, strict=False)]
            cases.append(pytest.param(policy, check, id=f"{policy.id}::{check.name}", marks=marks))
    return pytest.mark.parametrize(("policy", "check"), cases)
