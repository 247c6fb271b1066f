"""What a name of a measure, level, scale or fact may look like."""

import re

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
#: Words of the formula language that cannot be names.
_TAKEN = frozenset(["and", "or", "not", "if", "else", "true", "false", "in", "is", "for", "lambda"])
LONGEST_NAME = 64


def is_name(text: str) -> bool:
    """Tell whether `text` can be a name.

    >>> is_name("aspect_score"), is_name("2nd"), is_name("not")
    (True, False, False)
    """
    return len(text) <= LONGEST_NAME and bool(_NAME.match(text)) and text not in _TAKEN
