"""The separable normal form: the terms of a sum, with what is used twice put together."""

from collections.abc import Iterator
from fractions import Fraction

from asn_appraisal.formula.tree import Arithmetic, Constant, MeasureValue, Negative, Node

from .inputs import Input

_ONE = Fraction(1)
Term = tuple[Fraction, Node]


def gathered_terms(node: Node, one: Input) -> tuple[list[Term], list[Term]]:
    """Return a sum as factors and terms: those that read the evidence itself, and the others.

    A term that stands twice is taken once, with both factors.
    """
    factors: dict[Node, Fraction] = {}
    for factor, term in _terms(node, _ONE):
        factors[term] = factors.get(term, Fraction(0)) + factor
    terms = [(factor, term) for term, factor in factors.items() if factor]
    direct = [each for each in terms if _reads_directly(each[1], one)]
    return direct, [each for each in terms if each not in direct]


def summed(terms: list[Term]) -> Node:
    """Return terms as one sum, so that a straight form can decide them together."""
    factor, first = terms[0]
    whole: Node = Arithmetic("*", Constant(factor), first)
    for factor, term in terms[1:]:
        whole = Arithmetic("+", whole, Arithmetic("*", Constant(factor), term))
    return whole


def terms_of(node: Node) -> list[Term]:
    """Return a sum as factors and terms."""
    return list(_terms(node, _ONE))


def _terms(node: Node, factor: Fraction) -> Iterator[Term]:
    match node:
        case Arithmetic(sign="+"):
            yield from _terms(node.left, factor)
            yield from _terms(node.right, factor)
        case Arithmetic(sign="-"):
            yield from _terms(node.left, factor)
            yield from _terms(node.right, -factor)
        case Arithmetic(sign="*", left=Constant(value=Fraction() as times)):
            yield from _terms(node.right, factor * times)
        case Arithmetic(sign="*", right=Constant(value=Fraction() as times)):
            yield from _terms(node.left, factor * times)
        case Arithmetic(sign="/", right=Constant(value=Fraction() as below)) if below:
            yield from _terms(node.left, factor / below)
        case Negative():
            yield from _terms(node.value, -factor)
        case _:
            yield factor, node


def _reads_directly(term: Node, one: Input) -> bool:
    nodes = list(term.walk())
    return any(one.is_leaf(each) for each in nodes) and not any(
        isinstance(each, MeasureValue) for each in nodes
    )
