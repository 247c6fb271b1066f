"""Compiled leaves: what is written in a formula, and what is read from the frame."""

from fractions import Fraction
from typing import Any

from asn_appraisal.formula import Level
from asn_appraisal.formula.tree import Constant, Node

from .code import Code, Run, constant
from .frame import Frame, Gap


def written(node: Constant) -> Code:
    """Compile what is written in the formula."""
    value = node.value
    if isinstance(value, Level):
        return constant(value.order)
    if isinstance(value, Fraction):
        return constant(value.numerator, value.denominator)
    return constant(value)


def value_of_word(of: Node, word: str) -> Any:
    """Return what stands for a word at run time: the order of a level, a flag, or the word."""
    scale = of.kind.scale
    if scale is not None:
        level = scale.find(word)
        return level.order if level is not None else None
    return word == "true" if of.kind.name == "flag" else word


def present(slot: int) -> Run:
    """Return what reads a value of the row at hand."""

    def run(frame: Frame, row: int) -> Any:
        value = frame[slot][row]
        if value is None:
            raise Gap
        return value

    return run


def scalar(slot: int) -> Run:
    """Return what reads one value of the appraisal."""

    def run(frame: Frame, _row: int) -> Any:
        value = frame[slot]
        if value is None:
            raise Gap
        return value

    return run


def of_parent(run: Run, slot: int) -> Run:
    """Return what reads the value of the result that the row belongs to."""
    return lambda frame, row: run(frame, frame[slot][row])
