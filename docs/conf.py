"""How Sphinx builds these pages: from this folder alone, without a network."""

import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text("utf-8"))

project = "asn-appraisal"
author = "asn-appraisal contributors"
copyright = "2026, asn-appraisal contributors"
release = PROJECT["project"]["version"]

extensions = ["myst_parser"]
intersphinx_mapping: dict[str, tuple[str, None]] = {}  # other inventories need a network
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"asn-appraisal {release}"
