"""Sentences of verdicts as people read them: numbers in the way of their language."""

import re

from asn_appraisal.errors import Text

#: A number that stands alone: no part of a name, a path, a date or a ratio.
_NUMBER = re.compile(r"(?<![\w.])(\d+)(?:\.(\d+))?(?![\w/]|\.\w)")
#: So many digits are grouped; shorter numbers may be years or lines.
_GROUPED = 5


def spoken(text: Text, language: str) -> str:
    """Return a text in one language; in Indonesian `1234.5` becomes `1234,5`.

    What stands between backticks is code and stays.

    >>> spoken(Text("dari `0.5` ke 600036.25, rasio 0.76", "from `0.5` to 600036.25"), "id")
    'dari `0.5` ke 600.036,25, rasio 0,76'
    """
    said = text.in_language(language)
    if language != "id":
        return said
    parts = said.split("`")
    parts[::2] = [_NUMBER.sub(_indonesian, part) for part in parts[::2]]
    return "`".join(parts)


def _indonesian(found: re.Match[str]) -> str:
    whole, decimals = found.groups()
    grouped = f"{int(whole):,}".replace(",", ".") if len(whole) >= _GROUPED else whole
    return grouped if decimals is None else f"{grouped},{decimals}"
