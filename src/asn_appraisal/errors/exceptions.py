"""The errors that the library raises, each with every problem that was found."""

from collections.abc import Iterable
from typing import Any

from .problem import Problem

#: Up to here codes are about text that cannot be read; from here on about what it holds.
_FIRST_OF_SHAPE = "ASN-D020"


class AppraisalError(Exception):
    """Galat: the input cannot be used; `problems` lists every fault, in the order of the document.

    The text of the error is Indonesian; `text("en")` gives English.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, ordered by place, each once."""
        found = _without_echoes(list(dict.fromkeys(problems)))
        self.problems: tuple[Problem, ...] = tuple(sorted(found, key=_by_place))
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


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """Leave out what only follows: a value that cannot be read is also of the wrong kind."""
    unread = {each.place for each in problems if each.code < _FIRST_OF_SHAPE}
    return [
        each
        for each in problems
        if each.place is None or each.place not in unread or not _is_of_shape(each)
    ]


def _is_of_shape(problem: Problem) -> bool:
    return _FIRST_OF_SHAPE <= problem.code < "ASN-E"


def _by_place(problem: Problem) -> tuple[Any, ...]:
    place = problem.place
    if place is None or place.line is None:
        return (1, 0, 0)
    return (0, place.line, place.column or 0)
