"""EVERYONE: `score_frames(policy, ...)` scores tables of any engine that Narwhals knows.

The way through: `inputs.py` checks the tables as tables and `engines.py` says who computes;
`looking.py` looks at whole columns in memory; `intake.py` takes in one table (numbers in `rows.py`,
words in `codes.py`, what is lacking in `absences.py` and `behaviours.py`), `facts.py` the facts and
decisions; `stages.py` says what waits for what; `lowering.py` reads the policy's tree over columns,
as the values of `values.py` and the whole numbers of `integers.py`; `emitting.py` and `writing.py`
write these for an engine; `gathering.py` sums up rows, `joining.py` brings tables together;
`board.py` runs a whole policy, `answering.py` says what came of it, and `rescuing.py` has
`one_by_one.py` score what does not fit. `pools.py` calibrates: `ranked.py` puts people in line,
`calibrating.py` finds where a pool is cut.
"""

from .pools import calibrate_frame
from .scoring import Detailed, score_frames

__all__ = ["Detailed", "calibrate_frame", "score_frames"]
