"""Laporan: one self-contained HTML file about a policy and the people scored under it.

A handbook (`handbook.py`) is about the policy alone, for those who are appraised under it.

`contents.py` gathers what is shown, `rules.py` what each measure is, `pictures.py` draws, and
`page.py` fills the template. No script is needed to read it, and it prints.
"""

from .contents import Report, report_of
from .handbook import Handbook, handbook_of
from .page import handbook_page, report_page

__all__ = ["Handbook", "Report", "handbook_of", "handbook_page", "report_of", "report_page"]
