"""Sentences of verdicts as people read them: numbers in the way of their language."""

from collections.abc import Iterable
from fractions import Fraction

from asn_appraisal.document import exact_text
from asn_appraisal.errors import LANGUAGES, Text
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Range

#: What stands where a range has no end.
_OPEN = "…"
_WORDS = tuple(Words(language) for language in LANGUAGES)


def number(value: Fraction | None) -> Text:
    """Return a number in both languages; nothing is the open end of a range.

    >>> number(Fraction("1234.5")), number(Fraction(1, 7)).id, number(None).en
    (Text(id='1.234,5', en='1,234.5'), '1/7', '…')
    """
    if value is None:
        return Text.same(_OPEN)
    return Text(*(words.reported(value) for words in _WORDS))


def hundredths(value: Fraction) -> Fraction:
    """Return a number as verdicts show it, with two places at most."""
    return Fraction(round(value * 100), 100)


def exact_range(span: Range) -> str:
    """Return a range for programs, exact and in no language's way.

    >>> exact_range(Range(Fraction(1, 2), None))
    '0.5–…'
    """
    return "–".join(_OPEN if end is None else exact_text(end) for end in (span.low, span.high))


def value_text(value: object) -> Text:
    """Return any value of evidence or of a rule: words stand as they are."""
    return number(value) if isinstance(value, Fraction) else Text.same(str(value))


def filled(indonesian: str, english: str, **values: Fraction | Text | str | int | None) -> Text:
    """Return a sentence in both languages with its values filled in, each in the way of both.

    >>> filled("dari {low} ke {high}", "from {low} to {high}", low=None, high=Fraction(1, 2)).id
    'dari … ke 0,5'
    """
    texts = {name: _text(value) for name, value in values.items()}
    return Text(
        *(
            sentence.format_map({name: each.in_language(language) for name, each in texts.items()})
            for language, sentence in zip(LANGUAGES, (indonesian, english), strict=True)
        )
    )


def _text(value: Fraction | Text | str | int | None) -> Text:
    if isinstance(value, Text):
        return value
    return number(value) if isinstance(value, Fraction | None) else Text.same(str(value))


def listed(texts: Iterable[Text], between: str = ", ") -> Text:
    """Return texts one after the other.

    >>> listed([number(Fraction(1, 2)), Text("tiga", "three")], " – ").id
    '0,5 – tiga'
    """
    every = list(texts)
    return Text(*(between.join(each.in_language(one) for each in every) for one in LANGUAGES))
