"""Sums, products, quotients and choices of compiled numbers, in scaled integers or ratios."""

from math import lcm

from .code import Code, Ratio, Run
from .frame import Frame


def alike(codes: list[Code]) -> tuple[list[Run], int | None]:
    """Bring several codes to one scale, or all to ratios."""
    scales = [code.scale for code in codes]
    known = [scale for scale in scales if scale is not None]
    if len(known) < len(scales):
        return [code.as_ratio() for code in codes], None
    scale = lcm(*known)
    return [code.at_scale(scale) for code in codes], scale


def added(left: Code, right: Code) -> Code:
    """Compile a sum."""
    if left.scale is not None and right.scale is not None:
        scale = lcm(left.scale, right.scale)
        one, two = left.at_scale(scale), right.at_scale(scale)
        return Code(lambda frame, row: one(frame, row) + two(frame, row), scale)
    first, second = left.as_ratio(), right.as_ratio()

    def add(frame: Frame, row: int) -> Ratio:
        top, below = first(frame, row)
        other_top, other_below = second(frame, row)
        if below == other_below:
            return top + other_top, below
        return top * other_below + other_top * below, below * other_below

    return Code(add, None)


def multiplied(left: Code, right: Code) -> Code:
    """Compile a product."""
    if left.scale is not None and right.scale is not None:
        one, two = left.run, right.run
        scale = left.scale * right.scale
        return Code(lambda frame, row: one(frame, row) * two(frame, row), scale)
    first, second = left.as_ratio(), right.as_ratio()

    def multiply(frame: Frame, row: int) -> Ratio:
        top, below = first(frame, row)
        other_top, other_below = second(frame, row)
        return top * other_top, below * other_below

    return Code(multiply, None)


def divided(left: Code, right: Code) -> Code:
    """Compile a quotient; the divisor is never zero."""
    first, second = left.as_ratio(), right.as_ratio()

    def divide(frame: Frame, row: int) -> Ratio:
        top, below = first(frame, row)
        other_top, other_below = second(frame, row)
        if other_top < 0:
            return -top * other_below, -below * other_top
        return top * other_below, below * other_top

    return Code(divide, None)


def absolute(value: Code) -> Code:
    """Compile a number without its sign."""
    run = value.run
    if value.scale is not None:
        return Code(lambda frame, row: abs(run(frame, row)), value.scale)

    def absolute(frame: Frame, row: int) -> Ratio:
        top, below = run(frame, row)
        return abs(top), below

    return Code(absolute, None)


def picked(function: str, parts: list[Code]) -> Code:
    """Compile the smallest or largest of several numbers."""
    runs, scale = alike(parts)
    if scale is not None:
        choose = min if function == "min" else max
        return Code(lambda frame, row: choose([run(frame, row) for run in runs]), scale)
    sign = 1 if function == "min" else -1
    first, *others = runs

    def pick(frame: Frame, row: int) -> Ratio:
        best: Ratio = first(frame, row)
        for run in others:
            other = run(frame, row)
            if sign * (other[0] * best[1] - best[0] * other[1]) < 0:
                best = other
        return best

    return Code(pick, None)
