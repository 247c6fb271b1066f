"""A problem: its code, its place, what is wrong and what to do, in two languages."""

from bisect import bisect
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Self

from attrs import evolve, field, frozen

from .messages import MESSAGES

#: The languages of everything the library says: Indonesian first, English second.
LANGUAGES = ("id", "en")
#: How much of a line is shown above its caret, and how much of a value is quoted in a message.
_WIDEST_LINE = 100
_LONGEST_VALUE = 300
_LONGEST_NAME = 64
#: How many known names one name is compared with: comparing takes its time.
_MOST_COMPARED = 200
#: More known names than this are not listed in a message.
MOST_LISTED = 15


@frozen
class Text:
    """Teks dwibahasa: one text in Indonesian and in English.

    >>> label = Text("Kinerja", "Performance")
    >>> str(label), label.in_language("en")
    ('Kinerja', 'Performance')
    """

    #: The text in Indonesian.
    id: str
    #: The text in English.
    en: str

    @classmethod
    def same(cls, text: str) -> Self:
        """Make a text that reads alike in both languages."""
        return cls(text, text)

    def in_language(self, language: str) -> str:
        """Return the text in `language`, one of `LANGUAGES`."""
        return self.en if language == "en" else self.id

    def __str__(self) -> str:
        """Return the Indonesian text."""
        return self.id

    def __contains__(self, words: str) -> bool:
        """Tell whether either language has these words."""
        return words in self.id or words in self.en


@frozen
class Place:
    """Tempat: where in a document, as line and column (from 1) or as a path in plain data."""

    #: The path in the document, e.g. `measures.total.formula` or `appraisals[3].id`.
    path: str = ""
    #: The line, counted from 1; None where the document came as data.
    line: int | None = None
    #: The column of the first character, counted from 1.
    column: int | None = None
    #: How many characters the caret marks.
    width: int = 1
    #: The text of the line, to be shown above the caret.
    source: str = ""

    def is_in(self, path: str) -> bool:
        """Tell whether the place is in the part of the document at `path`."""
        return self.path == path or self.path.startswith((f"{path}.", f"{path}["))

    def inside(self, start: int, width: int) -> "Place":
        """Return the place `start` characters further on in the same line."""
        if self.column is None:
            return self
        return evolve(self, column=self.column + start, width=max(1, width))

    def __str__(self) -> str:
        """Return `line:column` or the path."""
        if self.line is None:
            return self.path
        return f"{self.line}:{self.column}"

    def caret(self) -> str:
        """Return the line and a caret under the place, or nothing for plain data.

        Of a long line only the part around the place is shown.
        """
        if self.line is None or self.column is None or not self.source:
            return ""
        at = min(self.column - 1, len(self.source))
        start = max(0, at - _WIDEST_LINE // 2) if len(self.source) > _WIDEST_LINE else 0
        shown = self.source[start : start + _WIDEST_LINE]
        before = "…" if start else ""
        after = "…" if start + len(shown) < len(self.source) else ""
        under = "".join("\t" if letter == "\t" else " " for letter in shown[: at - start])
        carets = "^" * max(1, min(self.width, len(shown) - len(under)))
        return f"    {before}{_printable(shown)}{after}\n    {' ' * len(before)}{under}{carets}"


def _printable(text: str) -> str:
    """Return the text without anything that would change how a terminal shows it."""
    return "".join(each if each.isprintable() or each == "\t" else "\ufffd" for each in text)


def _quoted(text: str) -> str:
    """Return a value as messages quote it: on one line, and not without end."""
    short = text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
    return _printable(short.replace("\n", " "))


def _sorted_pairs(values: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in dict(values).items()))


@frozen
class Problem:
    """Masalah: one fault of a document, a record or an appraisal.

    The words come from `asn_appraisal.errors.messages`; a problem itself only carries the code,
    the place, and the values that the words name.
    """

    #: The stable code, e.g. `ASN-P012`.
    code: str
    #: Where it is, or None where no document is involved.
    place: Place | None = None
    #: What the words name, as (name, text) pairs.
    values: tuple[tuple[str, str], ...] = field(default=(), converter=_sorted_pairs)

    @property
    def what(self) -> Text:
        """Say what is wrong."""
        message = MESSAGES[self.code]
        return self._filled(message.id, message.en)

    @property
    def hint(self) -> Text:
        """Say what to do about it; empty where there is nothing to add."""
        message = MESSAGES[self.code]
        return self._filled(message.hint_id, message.hint_en)

    def _filled(self, indonesian: str, english: str) -> Text:
        values = {name: _quoted(text) for name, text in self.values}
        return Text(indonesian.format_map(values).strip(), english.format_map(values).strip())

    def text(self, language: str = "id") -> str:
        """Return the whole problem in one language: place, code, what, caret and hint."""
        where = f"{self.place}: " if self.place and str(self.place) else ""
        lines = [f"{where}{self.code}: {self.what.in_language(language)}"]
        if self.place and self.place.caret():
            lines.append(self.place.caret())
        if hint := self.hint.in_language(language):
            lines.append(f"    = {hint}")
        return "\n".join(lines)

    def at(self, place: Place | None) -> "Problem":
        """Return the problem at `place`, unless it has a place already."""
        return self if self.place is not None else evolve(self, place=place)

    def __str__(self) -> str:
        """Return the problem in Indonesian."""
        return self.text()


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is nearest to `name`, or nothing when none is near.

    >>> nearest("wieght", ["weight", "target"])
    'weight'
    """
    if len(name) > _LONGEST_NAME:  # no name is so long, and comparing it would take its time
        return ""
    names = sorted(each for each in known if len(each) <= _LONGEST_NAME)
    if len(names) > _MOST_COMPARED:  # of very many, those that begin alike
        at = bisect(names, name)
        names = names[max(0, at - _MOST_COMPARED // 2) : at + _MOST_COMPARED // 2]
    found = get_close_matches(name.lower(), names, n=1)
    return found[0] if found else ""


def suggestion(name: str, known: Iterable[str]) -> dict[str, str]:
    """Return the values `near_id` and `near_en` that messages use to name the nearest name."""
    names = sorted(known)
    if near := nearest(name, names):
        return {"near_id": f"Maksud Anda `{near}`?", "near_en": f"Did you mean `{near}`?"}
    if names and len(names) <= MOST_LISTED:
        listed = ", ".join(f"`{each}`" for each in names)
        return {"near_id": f"Yang dikenal: {listed}.", "near_en": f"Known here: {listed}."}
    return {"near_id": "", "near_en": ""}
