"""What must hold for the project as a whole, whatever the rooms do."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "asn_appraisal"
DOCS = ROOT / "docs"
MODULES = sorted(SOURCE.rglob("*.py"))
#: The workbench is the one room that may touch files, the terminal and binary floats.
CORE = [module for module in MODULES if SOURCE / "workbench" not in module.parents]
#: Where scipy is asked for quantiles, in the binary numbers that it takes; no score rests on them.
INTERVALS = SOURCE / "fairness" / "auditing" / "intervals.py"
EXACT = [module for module in CORE if module != INTERVALS]

PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==[a-z0-9.!+]+(?: ; [a-z_ 0-9.='<>!]+)?", re.IGNORECASE)
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|debian|ubuntu|anaconda)\.(?:org|com|net|io)\b"
    r"|://[^\s/]+/(?:[\w-]+/)*simple\b|(?:index-url|find-links)\s*=",
    re.IGNORECASE,
)
LOCK_FILE = re.compile(r"(?:\.lock|pylock.*\.toml|-lock\.(?:json|yaml))$")
#: A link to a file, without its anchor.
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)[^)]*\)")
FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*(\S+)", re.MULTILINE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def project_files() -> list[Path]:
    """Return what is tracked or about to be, so that a fault shows before the commit."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout, so nothing says which files belong to the project")
    names = answer.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    for path in project_files():
        yield path, path.read_text("utf-8", errors="replace")


def test_constraints_are_pins_that_name_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]

    assert pins
    assert [pin for pin in pins if not PIN.fullmatch(pin)] == []


def test_no_file_of_the_project_names_a_package_registry() -> None:
    found = [(name_of(path), hit[0]) for path, text in texts() for hit in REGISTRY.finditer(text)]

    assert found == []


def test_no_lock_file_of_the_project_names_a_host() -> None:
    found = [
        name_of(path) for path, text in texts() if LOCK_FILE.search(path.name) and "://" in text
    ]

    assert found == []


def test_python_in_the_documentation_is_fenced_so_that_it_runs() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    unrun = {"py", "py3", "python3", "pycon", "ipython", "Python", "yml", "YAML"}
    found = [
        (name_of(page), language)
        for page in pages
        if page.exists()
        for language in FENCE.findall(page.read_text("utf-8"))
        if language in unrun
    ]

    assert found == []


def test_every_link_of_a_page_that_sphinx_does_not_read_leads_somewhere() -> None:
    pages = [path for path in project_files() if path.suffix == ".md" and DOCS not in path.parents]
    found = [
        (name_of(page), link)
        for page in pages
        for link in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]

    assert pages
    assert found == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text("utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_source_file_is_longer_than_350_lines(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 350


def binary_numbers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex()):
                yield node.lineno, ast.unparse(node)
            case ast.Call(func=ast.Name(id="float" | "complex")):
                yield node.lineno, ast.unparse(node)


def calls_to_the_outside(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="open" | "print" | "input")):
                yield node.lineno, ast.unparse(node)


@pytest.mark.parametrize("module", EXACT, ids=name_of)
def test_the_core_computes_with_exact_numbers_only(module: Path) -> None:
    assert list(binary_numbers(ast.parse(module.read_text("utf-8")))) == []


@pytest.mark.parametrize("module", CORE, ids=name_of)
def test_the_core_neither_opens_nor_prints_nor_asks(module: Path) -> None:
    assert list(calls_to_the_outside(ast.parse(module.read_text("utf-8")))) == []


@pytest.mark.parametrize("text", ["0.5", "-1e3", "2j", "float('1')", "complex(1)"])
def test_a_binary_number_would_be_seen(text: str) -> None:
    assert len(list(binary_numbers(ast.parse(f"x = [{text}]")))) == 1


@pytest.mark.parametrize("text", ["open('x')", "print()", "input()"])
def test_a_call_to_the_outside_would_be_seen(text: str) -> None:
    assert len(list(calls_to_the_outside(ast.parse(f"def f(): return {text}")))) == 1


def test_importing_the_library_loads_only_attrs_cattrs_yaml_and_the_standard_library() -> None:
    program = (
        "import sys; before = set(sys.modules); import asn_appraisal; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", "-c", program], capture_output=True, check=True, text=True
    )
    outside = {"attr", "attrs", "cattr", "cattrs", "yaml"}
    parts_of_those = {"_yaml", "typing_extensions"}
    loaded = {
        name
        for name in set(answer.stdout.split()) - sys.stdlib_module_names
        if "cython" not in name  # what the compiled part of yaml runs on
    }

    assert loaded - {"asn_appraisal"} - outside - parts_of_those == set()
