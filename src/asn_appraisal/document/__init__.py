"""Text to located data to values: the only room that knows YAML and cattrs.

`compose` reads YAML text into a tree in which every key and value knows its place,
`from_data` does the same for plain data, and a `Shaper` turns such a tree into attrs classes.
All three report every fault they find, never only the first.
"""

from .data import from_data
from .located import Document, Faults, LocatedList, LocatedMap, LocatedText
from .numbers import exact, exact_text, parse_exact
from .plain import to_plain
from .shaping import Shaper, key_of, known_keys
from .tree import compose, read

__all__ = [
    "Document",
    "Faults",
    "LocatedList",
    "LocatedMap",
    "LocatedText",
    "Shaper",
    "compose",
    "exact",
    "exact_text",
    "from_data",
    "key_of",
    "known_keys",
    "parse_exact",
    "read",
    "to_plain",
]
