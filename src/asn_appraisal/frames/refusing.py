"""What a policy asks for that has no reading over columns."""


class NotInColumnsError(Exception):
    """Something cannot be computed in columns."""

    def __init__(self, why_id: str, why_en: str, measure: str = "") -> None:
        """Say why, in both languages."""
        super().__init__(why_en)
        self.why_id, self.why_en, self.measure = why_id, why_en, measure
