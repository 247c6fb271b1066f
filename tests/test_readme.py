import contextlib
import io
import re
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def test_the_example_of_the_readme_prints_what_the_readme_shows() -> None:
    text = README.read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    shown = re.search(r"It prints:\n\n```\n(.*?)```", text, re.DOTALL)
    assert code is not None
    assert shown is not None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code[1], "README.md", "exec"), {})  # noqa: S102 - the page's own example
    assert shown[1] == printed.getvalue()


def test_the_example_of_the_readme_is_short() -> None:
    text = README.read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code is not None
    statements = re.sub(r'""".*?"""', '""', code[1], flags=re.DOTALL)
    assert len([line for line in statements.splitlines() if line.strip()]) <= 10
