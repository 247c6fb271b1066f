"""A typed refusal: what is not possible, why, and by which article; a value, not an exception."""

from typing import Any

from attrs import field, frozen

from asn_appraisal.errors import Problem, Text


def _problem_values(values: Any) -> tuple[tuple[str, str], ...]:
    return Problem("", None, values).values


@frozen
class Refusal:
    """Penolakan: a step that the rules do not allow, or a question without an answer.

    >>> no = refuse("ASN-T042", "PP 30/2019, Pasal 59")
    >>> no.code, no.what.en, no.article
    ('ASN-T042', 'This correction changes nothing.', 'PP 30/2019, Pasal 59')
    """

    #: The stable code, e.g. `ASN-T031`.
    code: str
    #: The article that it rests on.
    article: str
    #: What the words name, as (name, text) pairs.
    values: tuple[tuple[str, str], ...] = field(default=(), converter=_problem_values)

    @property
    def problem(self) -> Problem:
        """Return the refusal as a problem, for those who list problems."""
        return Problem(self.code, None, dict(self.values))

    @property
    def what(self) -> Text:
        """Say what is refused, and why."""
        return self.problem.what

    @property
    def hint(self) -> Text:
        """Say what to do about it; empty where there is nothing to add."""
        return self.problem.hint

    def text(self, language: str = "id") -> str:
        """Return the whole refusal in one language, with its article."""
        return f"{self.problem.text(language)}\n    ({self.article})"

    def __str__(self) -> str:
        """Return the refusal in Indonesian."""
        return self.text()


def refuse(code: str, article: str, **values: object) -> Refusal:
    """Make a refusal of a code, its article and what its words name."""
    return Refusal(code, article, values)


def say(code: str, **values: object) -> Text:
    """Return the words of a code in both languages."""
    return Problem(code, None, values).what


def joined(texts: Any) -> Text:
    """Return several texts as one, sentence after sentence."""
    parts = tuple(texts)
    return Text(" ".join(each.id for each in parts), " ".join(each.en for each in parts))
