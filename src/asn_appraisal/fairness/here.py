"""Where a part of a formula stands, so that what it does can be blamed on it."""

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.formula.tree import Rows

from .inputs import Input
from .moves import Cause


@frozen
class Here:
    """Where a node stands: in which measure, and what its row reads."""

    measure: str
    path: str
    #: The rows that the node has a value for.
    rows: Rows | None
    one: Input

    def cause(self, indonesian: str, english: str, *, bends: bool = True) -> Cause:
        """Return a cause at this place."""
        return Cause(self.measure, self.path, Text(indonesian, english), bends)
