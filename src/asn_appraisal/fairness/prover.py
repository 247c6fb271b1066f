"""The fourth reading of the tree: how each measure moves when one piece of evidence gets better.

It is composed node by node, exactly, without looking at any employee. A formula of a row is cut
into the regions of its plan, where it is straight in pieces; bands, curves, lookups and matrices
are enumerated by cells. What it says never claims too little movement: a value that it calls
rising never falls. It may call a value mixed that is not, where one input is used twice.
"""

from fractions import Fraction
from typing import Any

from attrs import define, evolve, field

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text
from asn_appraisal.formula import Declared, Range, possible
from asn_appraisal.formula.ranges import assuming
from asn_appraisal.formula.tree import (
    Aggregate,
    Apply,
    Arithmetic,
    Bands,
    Case,
    Choose,
    Compare,
    Constant,
    Curve,
    Fact,
    Field,
    Judgement,
    Logic,
    Lookup,
    Matrix,
    MeasureValue,
    Negative,
    Node,
    Not,
    Round,
    Rows,
)
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.record import FrozenMap

from .aggregating import aggregate_move
from .cells import Segment, Step, image, steps
from .here import Here
from .inputs import Input
from .moves import STILL, Cause, Move, joined, scaled, start, through
from .regions import Form, Region, forms_of, simplified
from .tabular import bands_move, curve_move, lookup_move, matrix_move
from .terms import Term, gathered_terms, summed

_ZERO, _ONE = Fraction(0), Fraction(1)
_BOTH = (1, -1)


@define
class Prover:
    """Pembukti: reads the measures of a policy as moves."""

    policy: Policy
    _known: dict[tuple[str, str], Move] = field(factory=dict)
    _read: dict[str, frozenset[tuple[str, str]]] = field(factory=dict)

    def measure(self, name: str, one: Input) -> Move:
        """Return how a measure moves when `one` gets better."""
        key = (name, one.key)
        if key not in self._known:
            reads = self.reads(name, one)
            self._known[key] = self._measure(self.policy.measures[name], one) if reads else STILL
        return self._known[key]

    def _measure(self, measure: Measure, one: Input) -> Move:
        here = Here(measure.name, _path(measure), measure.rows, one)
        move = self.rooted(measure.body, here)
        if measure.round is not None:
            move = _rounded(move, Fraction(1, 10**measure.round.places))
        return move

    def rooted(self, body: Node, here: Here) -> Move:
        """Return the move of a whole body, or of what an aggregate takes of each row."""
        one = here.one
        own = here.rows is not None and here.rows == Rows(one.table)
        if not own or not any(one.is_leaf(node) for node in body.walk()):
            region = Region(FrozenMap(one.given)) if own else Region()
            return self.move(simplified(body, region), here)
        return joined([self._group(forms, here) for forms in forms_of(body, one)])

    def reads(self, name: str, one: Input) -> bool:
        """Tell whether a measure rests on an input."""
        return (one.table, one.name) in self._reads_of(name)

    def _reads_of(self, name: str) -> frozenset[tuple[str, str]]:
        """Return every input that a measure rests on, as (table, name)."""
        if name not in self._read:
            found: set[tuple[str, str]] = set()
            for node in self.policy.measures[name].body.walk():
                match node:
                    case Field():
                        found.add((node.table, node.name))
                    case Fact():
                        found.add(("facts", node.name))
                    case Judgement():
                        found.add(("judgements", node.measure))
                    case MeasureValue():
                        found |= self._reads_of(node.name)
                    case Aggregate():
                        rules = self.policy.evidence.tables.get(node.rows.table)
                        asked = rules.only_when.values() if rules is not None else ()
                        found |= {("facts", fact) for fact in asked}
            self._read[name] = frozenset(found)
        return self._read[name]

    def selects(self, table: str, one: Input) -> bool:
        """Tell whether an input decides which rows of a table are counted."""
        rules = self.policy.evidence.tables.get(table)
        asked = rules.only_when.values() if rules is not None else ()
        return one.table == "facts" and one.name in asked

    # Rows -------------------------------------------------------------------------------

    def _group(self, forms: list[Form], here: Here) -> Move:
        """Join the forms of one plan: each by itself, and the passage from one to the next."""
        moves, images = [], []
        for form in forms:
            way = _way(here.one, form.region.side)
            inner = evolve(here, path=_within(here.path, form))
            if form.segments is not None:
                moves.append(_straight_move(list(form.segments), way, inner))
                images.append(image(form.segments))
            elif way:
                moves.append(self.move(form.node, inner, way))
                images.append(possible(form.node, Declared()))
            else:
                images.append(possible(form.node, Declared()))
        for at, side in enumerate(forms[1:]):
            way = _way(here.one, forms[at].region.side) or _way(here.one, side.region.side)
            inner = evolve(here, path=_within(here.path, side))
            pair = (images[at], images[at + 1])
            moves.append(_passage((forms[at], side), pair, way, inner))
        return joined(moves)

    # Nodes ------------------------------------------------------------------------------

    def move(self, node: Node, here: Here, way: int | None = None) -> Move:
        """Return how a node moves; `way` is the direction in which the evidence itself goes."""
        one = here.one
        if one.is_leaf(node):
            own = _way(one, "") if way is None else way
            return start(own) if own else joined([start(1), start(-1)])
        match node:
            case Constant() | Field() | Fact():
                return STILL
            case MeasureValue():
                return self.measure(node.name, one)
            case Judgement():
                return STILL if node.suggest is None else self.move(node.suggest, here, way)
            case Negative():
                return scaled(self.move(node.value, here, way), -_ONE, _reversal(here))
            case Arithmetic():
                return self._arithmetic(node, here, way)
            case Apply():
                return self._apply(node, here, way)
            case Round():
                inner = self.move(node.value, here, way)
                return _rounded(inner, Fraction(1, 10**node.places))
            case Compare():
                return self._compare(node, here, way)
            case Logic():
                return joined(self.move(each, here, way) for each in node.parts)
            case Not():
                return through(self.move(node.value, here, way), (-1,))
            case Choose():
                return self._choose(node, here, way)
            case Aggregate():
                return aggregate_move(self, node, here)
            case Case():
                return self._case(node, here, way)
            case Bands():
                whens = [self.move(b.when, here, way) for b in node.bands if b.when is not None]
                return bands_move(node, self.move(node.of, here, way), whens, here)
            case Curve():
                whens = [self.move(p.when, here, way) for p in node.pieces if p.when is not None]
                return curve_move(node, self.move(node.of, here, way), whens, here)
            case Lookup():
                return lookup_move(node, self.move(node.of, here, way), here)
            case Matrix():
                rows, columns = self.move(node.rows, here, way), self.move(node.columns, here, way)
                return matrix_move(node, rows, columns, here)
        raise TypeError(f"no reading of {type(node).__name__}")

    def _arithmetic(self, node: Arithmetic, here: Here, way: int | None) -> Move:
        if node.sign in ("+", "-"):
            return self._sum(node, here, way)
        left, right = self.move(node.left, here, way), self.move(node.right, here, way)
        if left.is_still and right.is_still:
            return STILL
        one, two = possible(node.left, Declared()), possible(node.right, Declared())
        if node.sign == "*":
            return joined([_times(left, two, here), _times(right, one, here)], added=True)
        return joined([_times(left, _inverse(two), here), _divided(one, right, two, here)])

    def _sum(self, node: Arithmetic, here: Here, way: int | None) -> Move:
        """Return the move of a sum; what reads the evidence itself is taken together."""
        direct, others = gathered_terms(node, here.one)
        together = self._straight_sum(direct, here, way) if len(direct) > 1 else None
        terms = others if together is not None else [*direct, *others]
        moves = [
            scaled(self.move(term, here, way), factor, _reversal(here)) for factor, term in terms
        ]
        return joined([*moves, *([together] if together is not None else [])], added=True)

    def _straight_sum(self, direct: list[Term], here: Here, way: int | None) -> Move | None:
        groups = forms_of(summed(direct), here.one)
        forms = [form for group in groups for form in group]
        if len(forms) != 1 or forms[0].segments is None:
            return None
        step = way if way is not None else _way(here.one, "")
        return _straight_move(list(forms[0].segments), step, here) if step else None

    def _apply(self, node: Apply, here: Here, way: int | None) -> Move:
        moves = [self.move(each, here, way) for each in node.arguments]
        if node.function != "abs":
            return joined(moves)
        inside: Range = possible(node.arguments[0], Declared())
        if inside.never_below(0):
            return moves[0]
        cause = here.cause("`abs` berbalik di nol", "`abs` turns at zero")
        falls = inside.high is not None and inside.high <= 0
        return through(moves[0], (-1,) if falls else _BOTH, cause)

    def _compare(self, node: Compare, here: Here, way: int | None) -> Move:
        left, right = self.move(node.left, here, way), self.move(node.right, here, way)
        if left.is_still and right.is_still:
            return STILL
        rise = 1 if node.sign in (">", ">=") else -1
        if node.sign in ("==", "!="):
            turn = _equality(node, moves_left=not left.is_still, moves_right=not right.is_still)
            cause = here.cause(
                f"`{node.sign}` berlaku di satu tempat saja", f"`{node.sign}` holds in one place"
            )
            move = through(joined([left, right]), turn, cause)
        else:
            move = joined([through(left, (rise,)), through(right, (-rise,))])
        return evolve(move, jump=_ONE, grain=_ZERO)

    def _choose(self, node: Choose, here: Here, way: int | None) -> Move:
        condition = self.move(node.condition, here, way)
        moves = [self.move(node.then, here, way), self.move(node.otherwise, here, way)]
        if not condition.is_still:
            declared = Declared()
            then = possible(node.then, assuming(node.condition, True, declared))
            otherwise = possible(node.otherwise, assuming(node.condition, False, declared))
            ways, gap = between(otherwise, then)
            cause = here.cause("cabang `if` berganti", "the branch of `if` changes")
            moves.append(evolve(through(condition, ways, cause), jump=gap, jumps_at=(cause,)))
        return joined(moves)

    def _case(self, node: Case, here: Here, way: int | None) -> Move:
        moves = [self.move(each, here, way) for _, each in node.cases]
        of = self.move(node.of, here, way)
        if not of.is_still:
            cause = here.cause("kasus berganti", "the case changes")
            moves.append(evolve(through(of, _BOTH, cause), jump=None))
        return joined(moves)


def between(before: Any, after: Any) -> tuple[tuple[int, ...], Fraction | None]:
    """Return the ways from one set of values to another, and the largest gap."""
    if before is None or after is None:
        return _BOTH, None
    if isinstance(before, Range):
        return _between_ranges(before, after)
    if any(isinstance(each, str) for each in (*before, *after)):
        return (() if before == after and len(before) == 1 else _BOTH), _ONE
    orders = [[int(getattr(each, "order", each)) for each in some] for some in (before, after)]
    if not all(orders):
        return (), _ZERO
    low, high = orders
    ways = [1] if max(high) > min(low) else []
    ways += [-1] if min(high) < max(low) else []
    return tuple(ways), Fraction(max(abs(b - a) for a in low for b in high))


def _between_ranges(before: Range, after: Range) -> tuple[tuple[int, ...], Fraction | None]:
    rises = before.low is None or after.high is None or after.high > before.low
    falls = before.high is None or after.low is None or after.low < before.high
    ends = (before.low, before.high, after.low, after.high)
    gap = None
    if None not in ends:
        low, high, first, last = (end for end in ends if end is not None)
        gap = max(abs(last - low), abs(high - first))
    return (*((1,) if rises else ()), *((-1,) if falls else ())), gap


def _way(one: Input, side: str) -> int:
    """Return which way the actual itself goes as it gets better: 0 where neither is better."""
    if one.better == 0:
        return {"below": 1, "above": -1}.get(side, 0)
    return one.better or 1


def _rounded(move: Move, grid: Fraction) -> Move:
    return move if move.is_still else evolve(move, grain=move.grain + grid)


def _reversal(here: Here) -> Cause:
    return here.cause("dikurangkan atau dikalikan angka negatif", "is subtracted", bends=False)


def _times(move: Move, factor: Range, here: Here) -> Move:
    """Return the move of a product where only one side moves."""
    if move.is_still:
        return STILL
    cause = here.cause(
        "dikalikan nilai yang dapat negatif", "is multiplied by what can be negative"
    )
    ends = [end for end in (factor.low, factor.high) if end is not None]
    size = max(map(abs, ends)) if len(ends) > 1 else None
    jump = move.jump and (None if size is None else move.jump * size)
    grain = move.grain * (size or _ONE)
    if factor.never_below(0):
        return evolve(move, jump=jump, grain=grain)
    falls = factor.high is not None and factor.high <= 0
    turned = through(move, (-1,) if falls else _BOTH, cause)
    return turned if turned.is_still else evolve(turned, jump=jump, grain=grain)


def _inverse(one: Range) -> Range:
    if one.never_below(0):
        return Range(_ZERO, None if not one.low else 1 / one.low)
    if one.high is not None and one.high <= 0:
        return Range(None if not one.high else 1 / one.high, _ZERO)
    return Range()


def _divided(above: Range, move: Move, below: Range, here: Here) -> Move:
    """Return the move of a quotient whose divisor moves."""
    if move.is_still:
        return STILL
    cause = here.cause("pembagi ikut bergerak", "the divisor moves", bends=False)
    positive = below.never_below(0)
    if positive and above.never_below(0):
        turned = through(move, (-1,), cause)
    elif positive and above.high is not None and above.high <= 0:
        turned = through(move, (1,), cause)
    else:
        turned = through(move, _BOTH, evolve(cause, bends=True))
    return evolve(turned, jump=None if move.jump is None or move.jump else _ZERO)


def _equality(node: Compare, *, moves_left: bool, moves_right: bool) -> tuple[int, ...]:
    """Return the ways of `x == c` as x rises: one way only where c is an end of what x can be."""
    if moves_left and moves_right:
        return _BOTH
    moving, fixed = (node.left, node.right) if moves_left else (node.right, node.left)
    here, there = possible(moving, Declared()), possible(fixed, Declared())
    rise = 1 if node.sign == "==" else -1
    if isinstance(here, Range):
        if not there.is_single:
            return _BOTH
        if here.high is not None and here.high <= there.low:
            return (rise,)
        return (-rise,) if here.low is not None and here.low >= there.low else _BOTH
    if here is None or there is None or len(there) != 1:
        return _BOTH
    (only,) = there
    if isinstance(only, str):
        return _BOTH
    if all(each <= only for each in here):
        return (rise,)
    return (-rise,) if all(each >= only for each in here) else _BOTH


# Straight forms ---------------------------------------------------------------------------


def _straight_move(found: list[Segment], way: int, here: Here) -> Move:
    """Return the move along straight pieces, as the evidence goes one way."""
    if not way:
        return STILL
    moves = [_step_move(step, way, here) for step in steps(found)]
    return joined(moves)


def _step_move(step: Step, way: int, here: Here) -> Move:
    cause = Cause(here.measure, here.path, _step_text(step, way), is_jump=step.is_jump)
    sign = way if step.change > 0 else -way
    # What is good news needs no cause.
    ways = FrozenMap({sign: (cause,) if sign < 0 else ()})
    return Move(ways, abs(step.change), (cause,)) if step.is_jump else Move(ways)


def _step_text(step: Step, way: int) -> Text:
    """Say what happens on a step, in the direction in which the evidence gets better."""

    def number(value: Fraction | None) -> str:
        return "…" if value is None else _short(value)

    places = [number(step.before), number(step.after)][::way]
    values = [number(step.low), number(step.high)][::way]
    rises = step.change * way > 0
    if step.is_jump:
        return Text(
            f"melompat dari {values[0]} ke {values[1]} pada rasio {places[0]}",
            f"jumps from {values[0]} to {values[1]} at ratio {places[0]}",
        )
    return Text(
        f"{'naik' if rises else 'turun'} dari {values[0]} (pada rasio {places[0]}) ke"
        f" {values[1]} (pada rasio {places[1]})",
        f"{'rises' if rises else 'falls'} from {values[0]} (at ratio {places[0]}) to"
        f" {values[1]} (at ratio {places[1]})",
    )


def _short(value: Fraction) -> str:
    return exact_text(value)


def _passage(forms: tuple[Form, Form], images: tuple[Any, Any], way: int, here: Here) -> Move:
    """Return the move from one side of the target to the next."""
    if not way:
        return STILL
    ways, gap = between(*images)
    before, after = _at_edge(forms[0], -1), _at_edge(forms[1], 0)
    if before is not None and after is not None:
        gap = abs(after - before)
    cause = here.cause("berubah di tepi target", "changes at the edge of the target")
    found = FrozenMap({way * each: (cause,) if way * each < 0 else () for each in ways})
    return Move(found, gap, (cause,) if gap is None or gap else ()) if found else STILL


def _at_edge(form: Form, at: int) -> Fraction | None:
    """Return the value towards the edge of the target; None where it has no straight form."""
    if not form.segments:
        return None
    one = form.segments[at]
    edge = one.span.low if at == 0 else one.span.high
    if edge is None:
        return None if one.slope else one.start
    return one.at(edge)


# Places in the document -------------------------------------------------------------------

_BODIES: tuple[tuple[type, str], ...] = (
    (Case, "cases"),
    (Bands, "bands"),
    (Curve, "curve"),
    (Lookup, "lookup"),
    (Matrix, "matrix"),
    (Judgement, "judgement"),
)


def _path(measure: Measure) -> str:
    for kind, name in _BODIES:
        if isinstance(measure.body, kind):
            return f"measures.{measure.name}.{name}"
    return f"measures.{measure.name}.formula"


def _within(path: str, form: Form) -> str:
    """Return the path of the case that the words of a region take."""
    if not path.endswith(".cases"):
        return path
    return f"{path}.{next(iter(form.region.words.values()), '')}".rstrip(".")
