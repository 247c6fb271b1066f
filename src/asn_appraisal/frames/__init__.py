"""EVERYONE: `score_frames(policy, ...)` scores tables of any engine that Narwhals knows.

The way through: `inputs.py` checks the tables as tables, `looking.py` looks at whole columns in
memory, `intake.py` takes in one table (numbers in `rows.py`, words in `codes.py`), `lowering.py`
reads the policy's tree over columns, `emitting.py` and `writing.py` write that for an engine,
`gathering.py` sums up rows, `board.py` runs a whole policy, `answering.py` says what came of it,
`one_by_one.py` scores what does not fit. `pools.py` calibrates: `ranked.py` puts people in line,
`calibrating.py` finds where a pool is cut.
"""

from .pools import calibrate_frame
from .scoring import Detailed, score_frames

__all__ = ["Detailed", "calibrate_frame", "score_frames"]
