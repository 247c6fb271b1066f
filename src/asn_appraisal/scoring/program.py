"""A policy, compiled once: what to do for each measure, in order.

policy ──compile_program──▶ Program ──run──▶ the values of every measure, in slots
"""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, frozen

from asn_appraisal.formula import NUMBER, Range, RatioTable, ratio_table
from asn_appraisal.formula.tree import Case, Field, Node, Rows
from asn_appraisal.formula.tree import Judgement as JudgementNode
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.record import Judgement

from .arithmetic import Compiler
from .code import Code, Run
from .frame import Frame, Gap, Layout
from .intake import Intake, plan_intake
from .judging import Judging, take_judgement
from .straight import Straight, compile_straight
from .taken import Taken

#: What computes one measure for the whole appraisal.
Compute = Callable[[Frame], Any]


@frozen
class Step:
    """Langkah: one measure, its slot, and how it is computed."""

    measure: Measure
    #: The place of the measure in its policy.
    position: int
    slot: int
    #: The denominator of its integers; None: its values are ratios.
    scale: int | None
    #: None for a judgement, which is taken from the record.
    compute: Compute | None
    judging: Judging | None = None


@frozen
class Program:
    """Program: the steps of a policy over one layout."""

    steps: tuple[Step, ...]
    intake: Intake
    #: How many slots a frame has.
    size: int
    #: Steps by measure name.
    by_name: dict[str, Step]
    #: Slot of the row keys by rows.
    keys: dict[str, int]
    layout: Layout
    #: The policy as straight-line code, where it can be written so.
    straight: Straight | None

    def run(self, frame: Frame, judgements: Mapping[str, Judgement], taken: Taken) -> None:
        """Compute every measure, in order; one that lacks something becomes None."""
        for step in self.steps:
            try:
                if step.compute is not None:
                    frame[step.slot] = step.compute(frame)
                else:
                    assert step.judging is not None
                    frame[step.slot] = take_judgement(step.judging, frame, judgements, taken)
            except Gap:
                frame[step.slot] = None


def compile_program(policy: Policy) -> Program:
    """Compile a policy."""
    layout = Layout()
    scales: dict[str, int | None] = {}
    steps: list[Step] = []
    for measure in policy.measures.values():
        compiler = Compiler(layout, scales, measure.rows)
        if measure.rows is not None:
            layout.slot("keys", str(measure.rows))
        step = evolve(_step(measure, compiler), position=len(steps))
        scales[measure.name] = step.scale
        steps.append(step)
    intake = plan_intake(policy, layout)
    by_name = {step.measure.name: step for step in steps}
    keys = {key[1]: slot for key, slot in layout.slots.items() if key[0] == "keys"}
    straight = compile_straight(policy, scales)
    return Program(tuple(steps), intake, len(layout.slots), by_name, keys, layout, straight)


def program_of(policy: Policy) -> Program:
    """Return the program of a policy, compiled once."""
    return policy.once("score", compile_program)


def _step(measure: Measure, compiler: Compiler) -> Step:
    slot = compiler.layout.measure(measure.name)
    if isinstance(measure.body, JudgementNode):
        suggest = measure.body.suggest
        run = compiler.code(suggest).run if suggest is not None else None
        return Step(measure, 0, slot, 1, None, Judging(measure.name, slot, measure.body, run))
    # Compiled in any case, so that every part has its slots when an explanation looks into it.
    code = _rounded(measure, compiler.code(measure.body), compiler)
    fast = _ratio_step(measure, compiler)
    if fast is not None:
        return fast
    if measure.rows is None:
        run = code.run
        return Step(measure, 0, slot, code.scale, lambda frame: run(frame, 0))
    count = compiler.layout.count(measure.rows)
    return Step(measure, 0, slot, code.scale, _every_row(code.run, count))


def _rounded(measure: Measure, code: Code, compiler: Compiler) -> Code:
    if measure.round is None or measure.kind != NUMBER:
        return code
    found = measure.range or Range()
    return compiler.rounded(code, measure.round.places, measure.round.mode, found)


def _every_row(run: Run, count: int) -> Compute:
    def compute(frame: Frame) -> list[Any]:
        found = []
        for row in range(frame[count]):
            try:
                found.append(run(frame, row))
            except Gap:
                found.append(None)
        return found

    return compute


# The normal form ------------------------------------------------------------------------


def _ratio_step(measure: Measure, compiler: Compiler) -> Step | None:
    """Compile a rounded formula over actual / target as its table of integer rows."""
    if measure.round is None or measure.rows != Rows("indicators"):
        return None
    parts = _ratio_parts(measure.body)
    tables = {
        word: ratio_table(node, measure.round.places, measure.round.mode) for word, node in parts
    }
    if not any(tables.values()):
        return None
    words = _words_slot(measure.body, compiler)
    runs = {
        word: _general_row(node, measure, compiler) for word, node in parts if tables[word] is None
    }
    walk = _walk(tables, words, runs, compiler)
    slot = compiler.layout.measure(measure.name)
    return Step(measure, 0, slot, 10**measure.round.places, walk)


def _ratio_parts(body: Node) -> tuple[tuple[str, Node], ...]:
    """Return the cases of a body by word; one nameless case where it has none."""
    if isinstance(body, Case) and _is_word_of_row(body.of):
        return body.cases
    return (("", body),)


def _is_word_of_row(node: Node) -> bool:
    return isinstance(node, Field) and not node.parent and node.kind.name == "choice"


def _words_slot(body: Node, compiler: Compiler) -> int | None:
    return compiler.layout.column("indicators", body.of.name) if isinstance(body, Case) else None  # type: ignore[attr-defined]


def _general_row(node: Node, measure: Measure, compiler: Compiler) -> Run:
    part = evolve(measure, body=node)
    return _rounded(part, compiler.code(node), compiler).run


def _walk(
    tables: dict[str, RatioTable | None],
    words: int | None,
    runs: dict[str, Run],
    compiler: Compiler,
) -> Compute:
    layout = compiler.layout
    count = layout.count(Rows("indicators"))
    plans = {}
    for word, table in tables.items():
        if table is not None:
            over = layout.column("indicators", table.over)
            under = layout.column("indicators", table.under)
            first, *others = [(row[:3], row[3:]) for row in table.rows]
            plans[word] = (over, under, first[1], others)

    def walk(frame: Frame) -> list[Any]:
        found: list[Any] = []
        given = frame[words] if words is not None else None
        for row in range(frame[count]):
            word = given[row] if given is not None else ""
            plan = plans.get(word)
            if plan is None:
                found.append(_one(runs[word], frame, row))
                continue
            over, under, line, others = plan
            actual, target = frame[over][row], frame[under][row]
            if actual is None or target is None:
                found.append(None)
                continue
            for (num, den, strict), further in others:
                beyond = actual * den - target * num
                if beyond < 0 or (strict and not beyond):
                    break
                line = further
            sign, a, b, c = line
            found.append(sign * ((a * actual + b * target) // (c * target)))
        return found

    return walk


def _one(run: Run, frame: Frame, row: int) -> Any:
    try:
        return run(frame, row)
    except Gap:
        return None
