"""Laporan: one self-contained HTML file about a policy and the people scored under it.

`contents.py` gathers what is shown, `rules.py` what each measure is, `pictures.py` draws, and
`page.py` fills the template. No script is needed to read it, and it prints.
"""

from .contents import Report, report_of
from .page import report_page

__all__ = ["Report", "report_of", "report_page"]
