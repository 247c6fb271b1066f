"""Run every example of the README, of docs/ and of the docstrings as a test."""

from doctest import ELLIPSIS

from sybil import Example, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection
from sybil.typing import Parser


def read_policy(example: Example) -> None:
    """Parse a YAML block that is a whole policy; other YAML blocks are excerpts."""
    if example.parsed.startswith("asn_appraisal: policy/1"):
        from asn_appraisal import parse_policy

        parse_policy(example.parsed)


PAGES: list[Parser] = [
    PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
    CodeBlockParser(language="yaml", evaluator=read_policy),
]

#: What `asn-appraisal new` copies is tried where it was copied to.
collect_ignore = ["src/asn_appraisal/workbench/starter"]

pytest_collect_file = SybilCollection(
    [
        Sybil(PAGES, filenames=["README.md"]),
        Sybil(PAGES, path="docs", pattern="*.md"),
        Sybil([DocTestParser(ELLIPSIS)], path="src", pattern="*.py"),
    ]
).pytest()
