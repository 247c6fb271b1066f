"""pytest plugin for cases of appraisal policies: every case is a test, with its name and its line.

pytest loads this module wherever the library is installed, so it imports nothing of it until a
file of cases is there: a plugin that loads what it measures makes tested lines look untested, and
whoever has no cases should pay nothing. What it does is in `asn_appraisal.workbench.plugin`.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

#: Files of cases, unless the ini option `appraisal_files` names others.
_FILES = ["cases.yaml", "*.cases.yaml"]
#: Policies whose promised properties are tried.
_POLICIES = ["policy.yaml", "*.policy.yaml"]
_KIND = re.compile(r"^asn_appraisal\s*:\s*['\"]?(cases|policy)/1", re.MULTILINE)
_HEAD = 4000


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the plugin."""
    group = parser.getgroup("asn-appraisal", "cases of appraisal policies")
    group.addoption(
        "--appraisal-update",
        action="store_true",
        help="write the values found in place of the values expected; comments stay",
    )
    group.addoption(
        "--appraisal-coverage",
        action="store_true",
        help="name the bands, cells, formulas and pieces of curves that no case reaches",
    )
    group.addoption(
        "--appraisal-coverage-fail-under",
        type=float,
        metavar="PERCENT",
        help="fail where the cases of a policy reach less of it",
    )
    group.addoption(
        "--appraisal-no-properties",
        action="store_true",
        help="do not try the properties of policies (where the library can verify them)",
    )
    parser.addini("appraisal_files", "files of cases", type="args", default=_FILES)
    parser.addini("appraisal_policies", "policies to verify", type="args", default=_POLICIES)
    parser.addini("appraisal_language", "language of failures: id or en", default="id")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse what cannot be right: rewriting cases where nobody looks, coverage of a part."""
    options = config.option
    if not (options.appraisal_update or _wants_coverage(config)):
        return
    from asn_appraisal.workbench.plugin import refusal  # noqa: PLC0415 - only on request

    if words := refusal(config):
        raise pytest.UsageError(words)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Any:
    """Collect a file of cases, or a policy with properties; other people's YAML is left alone."""
    config = parent.config
    is_cases = _is_named(file_path, config.getini("appraisal_files"))
    is_policy = _is_named(file_path, config.getini("appraisal_policies"))
    if not (is_cases or is_policy):
        return None
    kind = _kind_of(file_path)
    if is_cases and kind == "cases":
        from asn_appraisal.workbench.plugin import CasesFile  # noqa: PLC0415 - there is a file now

        return CasesFile.from_parent(parent, path=file_path)
    if is_policy and kind == "policy" and not config.option.appraisal_no_properties:
        from asn_appraisal.workbench.plugin import policy_file  # noqa: PLC0415

        return policy_file(parent, file_path)
    return None


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was rewritten, and what no case reaches."""
    if config.option.appraisal_update or _wants_coverage(config):
        from asn_appraisal.workbench.plugin import summary  # noqa: PLC0415 - only on request

        summary(terminalreporter, config)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write updated files, and fail a run whose cases reach too little."""
    options = session.config.option
    if options.appraisal_update or _wants_coverage(session.config):
        from asn_appraisal.workbench.plugin import finish  # noqa: PLC0415 - only on request

        finish(session)


def _wants_coverage(config: pytest.Config) -> bool:
    options = config.option
    return options.appraisal_coverage or options.appraisal_coverage_fail_under is not None


def _is_named(path: Path, patterns: list[str]) -> bool:
    return any(fnmatch(path.name, pattern) for pattern in patterns)


def _kind_of(path: Path) -> str | None:
    with path.open(encoding="utf-8", errors="replace") as stream:
        found = _KIND.search(stream.read(_HEAD))
    return found[1] if found else None
