"""Does it hold, and what came of it: estimates on real outcomes, with their limits."""

from .auditing import Audit, Row, Table, audit

__all__ = ["Audit", "Row", "Table", "audit"]
