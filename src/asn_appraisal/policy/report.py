"""Collecting problems while a policy is built, so that all are reported at once."""

from collections.abc import Iterable
from typing import Any

from attrs import define, field

from asn_appraisal.document.located import place_of
from asn_appraisal.errors import Place, Problem, suggestion


@define
class Report:
    """The problems and warnings found so far."""

    problems: list[Problem] = field(factory=list)
    warnings: list[Problem] = field(factory=list)

    def add(self, code: str, at: Any, **values: object) -> None:
        """Report a problem at a place, or at the place of `at`."""
        self.problems.append(Problem(code, _place(at), values))

    def warn(self, code: str, at: Any, **values: object) -> None:
        """Report something odd that does not stop the policy."""
        self.warnings.append(Problem(code, _place(at), values))

    def unknown(self, code: str, name: Any, known: Iterable[str], **values: object) -> None:
        """Report a name that is not known, with the nearest one."""
        self.add(code, name, name=name, **values, **suggestion(str(name), known))


def _place(at: Any) -> Place | None:
    return at if isinstance(at, Place) else place_of(at)
