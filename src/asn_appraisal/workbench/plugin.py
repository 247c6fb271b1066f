"""What the pytest plugin does: cases and properties as items, updates, coverage."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field

from asn_appraisal.errors import AppraisalError, Problem
from asn_appraisal.policy import PROPERTIES, Policy
from asn_appraisal.scoring import Case, Cases

from .bench import problem_at
from .coverage import Coverage
from .documents import FileError, expect
from .properties import failing, verified
from .trials import Shelf, Trial, failure_text, policy_for, tried
from .updating import Updates


@define
class Run:
    """What one run of pytest gathers."""

    shelf: Shelf = field(factory=Shelf)
    updates: Updates = field(factory=Updates)
    #: By fingerprint of the policy.
    coverage: dict[str, Coverage] = field(factory=dict)


_RUN = pytest.StashKey[Run]()


def run_of(config: pytest.Config) -> Run:
    """Return what this run gathers."""
    return config.stash.setdefault(_RUN, Run())


def language_of(config: pytest.Config) -> str:
    """Return the language of failures."""
    wanted = str(config.getini("appraisal_language"))
    return "en" if wanted == "en" else "id"


def refusal(config: pytest.Config) -> str:
    """Say why an option cannot be used in this run; empty where it can."""
    is_divided = bool(getattr(config.option, "numprocesses", None)) or hasattr(
        config, "workerinput"
    )
    if config.option.appraisal_update and (is_divided or os.environ.get("CI")):
        return Problem("ASN-B031").text(language_of(config))
    return Problem("ASN-B032").text(language_of(config)) if is_divided else ""


# Cases ----------------------------------------------------------------------------------


class CaseDiffersError(Exception):
    """Kasus berbeda: what a case expects does not hold."""

    def __init__(self, trial: Trial) -> None:
        """Keep what was tried."""
        super().__init__(trial.title)
        self.trial = trial


class CasesFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator["CaseItem"]:
        """Yield an item a case.

        Raises:
            CollectError: the cases, or their policy, have faults; all of them are shown.
        """
        try:
            cases = expect(self.path, "cases")
            assert isinstance(cases, Cases)
            policy = policy_for(self.path, cases, run_of(self.config).shelf)
        except FileError as error:
            raise self.CollectError(_faults(error, self.config)) from None
        seen: set[str] = set()
        for case in cases.cases:
            name = f"{case.name} ({case.line})" if case.name in seen else case.name
            seen.add(case.name)
            yield CaseItem.from_parent(self, name=name, case=case, policy=policy)


def _faults(error: FileError, config: pytest.Config) -> str:
    language = language_of(config)
    return "\n".join(problem_at(each, error.path, language) for each in error.problems)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, policy: Policy, **options: Any) -> None:
        """Keep the case; its tags become marks and keywords."""
        super().__init__(**options)
        self.case, self.policy = case, policy
        self.user_properties += [
            ("policy", policy.id),
            ("version", policy.version),
            ("fingerprint", policy.fingerprint),
        ]
        for tag in case.tags:
            self.extra_keyword_matches.add(tag)
            if tag.isidentifier() and not tag.startswith("_"):
                self.config.addinivalue_line("markers", f"{tag}: a tag of cases")
                self.add_marker(tag)

    def runtest(self) -> None:
        """Try the case.

        Raises:
            CaseDiffersError: something is not as expected.
        """
        trial = tried(self.path, self.case, self.policy)
        run = run_of(self.config)
        covered = run.coverage.setdefault(self.policy.fingerprint, Coverage.of(self.policy))
        covered.add(trial)
        if trial.holds:
            return
        if self.config.option.appraisal_update and run.updates.take(trial):
            return
        raise CaseDiffersError(trial)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Show place, caret, values and the explanation in place of a traceback."""
        if isinstance(excinfo.value, CaseDiffersError):
            return failure_text(excinfo.value.trial, language_of(self.config))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return the place of the case."""
        line = self.case.line
        return self.path, None if line is None else line - 1, self.case.name


# Properties -----------------------------------------------------------------------------


def policy_file(parent: pytest.Collector, path: Path) -> "PolicyFile":
    """Return a policy with its properties."""
    return PolicyFile.from_parent(parent, path=path)


class PropertyFailsError(Exception):
    """Sifat tidak dipenuhi: a property of a policy does not hold."""


class PolicyFile(pytest.File):
    """A policy: one item a property, all decided by one report."""

    _report: Any = None

    def report(self, policy: Policy) -> Any:
        """Return the report on the policy, made when the first property asks for it."""
        if self._report is None:
            self._report = verified(policy)
        return self._report

    def collect(self) -> Iterator["PropertyItem"]:
        """Yield an item a property.

        Raises:
            CollectError: the policy has faults.
        """
        try:
            policy = expect(self.path, "policy")
        except FileError as error:
            raise self.CollectError(_faults(error, self.config)) from None
        assert isinstance(policy, Policy)
        for name in PROPERTIES:
            yield PropertyItem.from_parent(self, name=name, policy=policy)


class PropertyItem(pytest.Item):
    """One property of one policy."""

    parent: PolicyFile

    def __init__(self, *, policy: Policy, **options: Any) -> None:
        """Keep the policy; what it waives is expected to fail, and must."""
        super().__init__(**options)
        self.policy = policy
        if reason := _waived_because(policy, self.name, language_of(self.config)):
            # A violation that no waiver covers is raised as another error, and fails.
            expected = pytest.xfail.Exception
            self.add_marker(pytest.mark.xfail(strict=True, raises=expected, reason=reason))

    def runtest(self) -> None:
        """Verify the property.

        A waiver that is no longer needed raises nothing: the strict mark makes that a failure.

        Raises:
            PropertyFailsError: it is violated.
        """
        report = self.parent.report(self.policy)
        if self.name not in report.verdicts:
            pytest.skip("-")
        verdict = report.verdicts[self.name]
        text = verdict.text(language_of(self.config))
        self.user_properties += [("policy", self.policy.id), ("status", str(verdict.status))]
        match str(verdict.status):
            case "stale_waiver" if not self.config.option.runxfail:
                self.add_report_section("call", "asn-appraisal", text)
            case "waived":
                pytest.xfail(text)  # with the witness, which the mark could not know
                raise PropertyFailsError(text)  # `--runxfail`: a waiver is no excuse
            case _ if self.name in failing(report):
                raise PropertyFailsError(text)
            case "not_applicable" | "undecided" | "violated":  # a violation that nobody asks about
                pytest.skip(text)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Show the verdict in place of a traceback."""
        if isinstance(excinfo.value, PropertyFailsError | AppraisalError):
            return f"{self.path}: {self.name}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return the place of the policy."""
        return self.path, 0, self.name


def _waived_because(policy: Policy, name: str, language: str) -> str:
    """Return why a policy waives a property, and on whose authority; empty where it does not."""
    waivers = policy.fairness.waivers if policy.fairness is not None else ()
    return "; ".join(
        f"{each.because.in_language(language)} ({each.authority})"
        for each in waivers
        if each.property == name
    )


# The end of a run -----------------------------------------------------------------------


def finish(session: pytest.Session) -> None:
    """Write what was updated, and fail where too little of a policy is reached."""
    run, options = run_of(session.config), session.config.option
    run.updates.write()
    least = options.appraisal_coverage_fail_under
    too_little = least is not None and any(each.percent < least for each in run.coverage.values())
    if too_little and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def summary(reporter: Any, config: pytest.Config) -> None:
    """Say what was rewritten and what no case reaches."""
    run, language = run_of(config), language_of(config)
    if run.updates.done:
        reporter.section("asn-appraisal: nilai harapan diperbarui / expected values updated")
        for line in run.updates.done:
            reporter.write_line(line)
    if not (config.option.appraisal_coverage or config.option.appraisal_coverage_fail_under):
        return
    reporter.section("asn-appraisal: cakupan kebijakan / coverage of policies")
    for each in run.coverage.values():
        reached, parts = len(each.reached), len(each.parts)
        reporter.write_line(f"{each.policy.id}: {reached} / {parts} ({int(each.percent)}%)")
        for part in each.missed:
            line = "" if part.line is None else f"{part.line}: "
            reporter.write_line(f"  {line}{part.text(language)}")
