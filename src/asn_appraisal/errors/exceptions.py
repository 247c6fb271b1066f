"""The errors that the library raises, each with every problem that was found."""

from collections.abc import Iterable
from typing import Any

from .problem import Problem


class AppraisalError(Exception):
    """Galat: the input cannot be used; `problems` lists every fault, in the order of the document.

    The text of the error is Indonesian; `text("en")` gives English.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, ordered by place."""
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=_by_place))
        super().__init__(self.problems)

    def text(self, language: str = "id") -> str:
        """Return every problem in one language, one below the other."""
        return "\n".join(problem.text(language) for problem in self.problems)

    def __str__(self) -> str:
        """Return every problem in Indonesian."""
        return self.text()

    def __eq__(self, other: object) -> bool:
        """Compare by the problems."""
        return type(self) is type(other) and self.problems == getattr(other, "problems", ())

    def __hash__(self) -> int:
        """Hash by the problems."""
        return hash(self.problems)


class PolicyError(AppraisalError):
    """Galat kebijakan: a policy, framework or cases document cannot be used."""


class RecordError(AppraisalError):
    """Galat data: records contradict themselves, or an appraisal breaks its policy's evidence."""


def _by_place(problem: Problem) -> tuple[Any, ...]:
    place = problem.place
    if place is None or place.line is None:
        return (1, 0, 0)
    return (0, place.line, place.column or 0)
