"""The parser written in C and the one written in Python give the same trees, places and faults.

`document/tree.py` takes the fast one where PyYAML has it; nobody should be able to tell which. Only
about text at the edge of YAML do they disagree, such as `[?]` or a tab at the end of a line.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from asn_appraisal.document import Document, LocatedMap, LocatedText, compose, tree

TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src"

pytestmark = pytest.mark.skipif(
    not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without its parser in C"
)


def composed(text: str, loader: Any, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(tree, "_LOADER", loader)
    return compose(text)


def everything(node: Any) -> Any:
    """Return a tree with all that it knows."""
    if isinstance(node, LocatedText):
        return (str(node), node.place, node.plain, node.inner, node.lines)
    if isinstance(node, LocatedMap):
        return (node.place, [(everything(key), everything(item)) for key, item in node.items()])
    if node is None:
        return None
    return (node.place, [everything(each) for each in node])


SCALARS = st.one_of(
    st.sampled_from(
        [
            "a",
            "no",
            "1_000",
            "0.10",
            "~",
            "a b",
            "a#b",
            "'it''s'",
            '"x\\ty\\u00e9"',
            "'a\n  b'",
            '"a\n\n  b\\\n  c"',
            "a\n  b",
            "é😀",
            "''",
            "<<",
            "*x",
            "&x a",
            "!!int 1",
            "!t 'a'",
            "a: b",
            "@a",
            "- a",
            "%a",
            "?",
            "a\u2028b",
        ]
    ),
    st.text("abc :#'\"{}[],&*!|>%@`?-\n\ré\x85\ufeff", max_size=6),
)


def indented(text: str) -> str:
    return text.replace("\n", "\n  ")


NODES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"k{at}: {item}" for at, item in enumerate(items)) + "}"
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "".join(f"\n- {indented(item)}" for item in items)
        ),
        st.lists(
            st.tuples(st.sampled_from(["a", "b", "'c'", "<<", "a b", "? d\n"]), inner),
            min_size=1,
            max_size=3,
        ).map(lambda items: "".join(f"\n{key}: {indented(item)}" for key, item in items)),
        st.tuples(st.sampled_from(["|", ">", ">-", "|+", "|2"]), inner).map(
            lambda block: f"{block[0]}\n  {indented(block[1])}"
        ),
    ),
    max_leaves=10,
)


def both(text: str) -> tuple[Document, Document]:
    with pytest.MonkeyPatch.context() as patch:
        return (
            composed(text, yaml.CSafeLoader, patch),
            composed(text, yaml.SafeLoader, patch),
        )


def is_yaml(document: Document) -> bool:
    return not {"ASN-D001", "ASN-D002"} & {each.code for each in document.problems}


def has_tag(document: Document) -> bool:
    return "ASN-D009" in {each.code for each in document.problems}


@given(st.lists(st.tuples(st.sampled_from("abcde"), NODES), max_size=4))
@example([("a", "[x"), ("b", "{y")])
@example([("a", "[!, ]")])
@example([("a", "|\n  x\n    y\n\n  z"), ("b", ">-\n  x # y\n  z")])
def test_what_both_parsers_take_is_the_same_tree(items: list[tuple[str, str]]) -> None:
    fast, pure = both("".join(f"{key}: {node}\n" for key, node in items))

    if has_tag(fast) and has_tag(pure):  # refused; where a tag ends, each parser says for itself
        return
    if is_yaml(fast) and is_yaml(pure):
        assert everything(fast.root) == everything(pure.root)
        assert fast.problems == pure.problems


@given(st.text(max_size=40))
def test_what_both_parsers_take_is_the_same_tree_whatever_is_typed(text: str) -> None:
    fast, pure = both(text)

    if is_yaml(fast) and is_yaml(pure):
        assert everything(fast.root) == everything(pure.root)
        assert fast.problems == pure.problems


FILES = sorted([*TESTS.rglob("*.yaml"), *SOURCE.rglob("*.yaml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_parsers_read_every_file_of_this_project_alike(path: Path) -> None:
    fast, pure = both(path.read_bytes().decode("utf-8"))

    assert everything(fast.root) == everything(pure.root)
    assert [each.code for each in fast.problems] == [each.code for each in pure.problems]
    if is_yaml(fast):
        assert fast.problems == pure.problems
