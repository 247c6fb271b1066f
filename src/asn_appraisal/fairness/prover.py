"""The fourth reading of the tree: how each measure moves when one piece of evidence gets better.

It is composed node by node, exactly, without looking at any employee. A formula of a row is cut
into the regions of its plan, where it is straight in pieces; bands, curves, lookups and matrices
are enumerated by cells. What it says never claims too little movement: a value that it calls
rising never falls. It may call a value mixed that is not, where one input is used twice.
"""

from fractions import Fraction

from attrs import define, evolve, field

from asn_appraisal.formula import Declared, Range, possible, tree
from asn_appraisal.formula.ranges import assuming
from asn_appraisal.policy import Measure, Policy
from asn_appraisal.record import FrozenMap

from .aggregating import aggregate_move
from .cells import image
from .here import Here
from .inputs import Input
from .lookups import lookup_move, matrix_move
from .moves import STILL, Move, joined, scaled, start, through
from .regions import Form, Region, forms_of, simplified
from .straightness import passage, straight_move
from .tabular import bands_move, curve_move
from .terms import Term, gathered_terms, summed
from .ways import between, divided, equality, inverse, reversal, rounded, times, way_of
from .worlds import worlds

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
            move = rounded(move, Fraction(1, 10**measure.round.places))
        return move

    def rooted(self, body: tree.Node, here: Here) -> Move:
        """Return the move of a whole body, or of what an aggregate takes of each row."""
        one = here.one
        own = here.rows is not None and here.rows == tree.Rows(one.table)
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
                    case tree.Field():
                        found.add((node.table, node.name))
                    case tree.Fact():
                        found.add(("facts", node.name))
                    case tree.Judgement():
                        found.add(("judgements", node.measure))
                    case tree.MeasureValue():
                        found |= self._reads_of(node.name)
                    case tree.Aggregate():
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
            way = way_of(here.one, form.region.side)
            inner = evolve(here, path=_within(here.path, form))
            if form.segments is not None:
                moves.append(straight_move(list(form.segments), way, inner))
                images.append(image(form.segments))
            elif way:
                moves.append(self.move(form.node, inner, way))
                images.append(possible(form.node, Declared()))
            else:
                images.append(possible(form.node, Declared()))
        for at, side in enumerate(forms[1:]):
            way = way_of(here.one, forms[at].region.side) or way_of(here.one, side.region.side)
            inner = evolve(here, path=_within(here.path, side))
            pair = (images[at], images[at + 1])
            moves.append(passage((forms[at], side), pair, way, inner))
        return joined(moves)

    # Nodes ------------------------------------------------------------------------------

    def move(self, node: tree.Node, here: Here, way: int | None = None) -> Move:
        """Return how a node moves; `way` is the direction in which the evidence itself goes."""
        one = here.one
        if one.is_leaf(node):
            own = way_of(one, "") if way is None else way
            return start(own) if own else joined([start(1), start(-1)])
        match node:
            case tree.Constant() | tree.Field() | tree.Fact():
                return STILL
            case tree.MeasureValue():
                return self.measure(node.name, one)
            case tree.Judgement():
                return STILL if node.suggest is None else self.move(node.suggest, here, way)
            case tree.Negative():
                return scaled(self.move(node.value, here, way), -_ONE, reversal(here))
            case tree.Arithmetic():
                return self._arithmetic(node, here, way)
            case tree.Apply():
                return self._apply(node, here, way)
            case tree.Round():
                inner = self.move(node.value, here, way)
                return rounded(inner, Fraction(1, 10**node.places))
            case tree.Compare():
                return self._compare(node, here, way)
            case tree.Logic():
                return joined(self.move(each, here, way) for each in node.parts)
            case tree.Not():
                return through(self.move(node.value, here, way), (-1,))
            case tree.Choose():
                return self._choose(node, here, way)
            case tree.Aggregate():
                return aggregate_move(self, node, here)
            case tree.Case():
                return self._case(node, here, way)
            case tree.Bands():
                whens = [self.move(b.when, here, way) for b in node.bands if b.when is not None]
                return bands_move(node, self.move(node.of, here, way), whens, here)
            case tree.Curve():
                whens = [self.move(p.when, here, way) for p in node.pieces if p.when is not None]
                return curve_move(node, self.move(node.of, here, way), whens, here)
            case tree.Lookup():
                return lookup_move(node, self.move(node.of, here, way), here)
            case tree.Matrix():
                rows, columns = self.move(node.rows, here, way), self.move(node.columns, here, way)
                return matrix_move(node, rows, columns, here)
        raise TypeError(f"no reading of {type(node).__name__}")

    def _arithmetic(self, node: tree.Arithmetic, here: Here, way: int | None) -> Move:
        if node.sign in ("+", "-"):
            return self._sum(node, here, way)
        left, right = self.move(node.left, here, way), self.move(node.right, here, way)
        if left.is_still and right.is_still:
            return STILL
        one, two = possible(node.left, Declared()), possible(node.right, Declared())
        if node.sign == "*":
            return joined([times(left, two, here), times(right, one, here)], added=True)
        moves = [times(left, inverse(two), here), divided(one, right, two, here)]
        return joined(moves, added=True)

    def _sum(self, node: tree.Arithmetic, here: Here, way: int | None) -> Move:
        """Return the move of a sum; what reads the evidence itself is taken together."""
        direct, others = gathered_terms(node, here.one)
        together = self._straight_sum(direct, here, way) if len(direct) > 1 else None
        terms = others if together is not None else [*direct, *others]
        moves = [
            scaled(self.move(term, here, way), factor, reversal(here)) for factor, term in terms
        ]
        return joined([*moves, *([together] if together is not None else [])], added=True)

    def _straight_sum(self, direct: list[Term], here: Here, way: int | None) -> Move | None:
        groups = forms_of(summed(direct), here.one)
        forms = [form for group in groups for form in group]
        if len(forms) != 1 or forms[0].segments is None:
            return None
        step = way if way is not None else way_of(here.one, "")
        return straight_move(list(forms[0].segments), step, here) if step else None

    def _apply(self, node: tree.Apply, here: Here, way: int | None) -> Move:
        moves = [self.move(each, here, way) for each in node.arguments]
        if node.function != "abs":
            return joined(moves)
        inside: Range = possible(node.arguments[0], Declared())
        if inside.never_below(0):
            return moves[0]
        cause = here.cause("`abs` berbalik di nol", "`abs` turns at zero")
        falls = inside.high is not None and inside.high <= 0
        return through(moves[0], (-1,) if falls else _BOTH, cause)

    def _compare(self, node: tree.Compare, here: Here, way: int | None) -> Move:
        left, right = self.move(node.left, here, way), self.move(node.right, here, way)
        if left.is_still and right.is_still:
            return STILL
        rise = 1 if node.sign in (">", ">=") else -1
        if node.sign in ("==", "!="):
            turn = equality(node, moves_left=not left.is_still, moves_right=not right.is_still)
            cause = here.cause(
                f"`{node.sign}` berlaku di satu tempat saja", f"`{node.sign}` holds in one place"
            )
            move = through(joined([left, right]), turn, cause)
        else:
            move = joined([through(left, (rise,)), through(right, (-rise,))])
        return evolve(move, jump=_ONE, grain=_ZERO)

    def _choose(self, node: tree.Choose, here: Here, way: int | None) -> Move:
        condition = self.move(node.condition, here, way)
        moves = [self.move(node.then, here, way), self.move(node.otherwise, here, way)]
        if not condition.is_still:
            declared = Declared()
            then = possible(node.then, assuming(node.condition, True, declared))
            otherwise = possible(node.otherwise, assuming(node.condition, False, declared))
            ways, gap = between(otherwise, then)
            switches = self._switches(node)
            ways = tuple(way for way in ways if way in switches)
            cause = here.cause("cabang `if` berganti", "the branch of `if` changes")
            moves.append(evolve(through(condition, ways, cause), jump=gap, jumps_at=(cause,)))
        return joined(moves)

    def _switches(self, node: tree.Choose) -> set[int]:
        """Return the ways from one branch to the other, both read in one state at a time."""
        found: set[int] = set()
        for world in worlds(self.policy, node.then, node.otherwise):
            if True in possible(node.condition, world):
                here = assuming(node.condition, True, world)
                found.update(between(possible(node.otherwise, here), possible(node.then, here))[0])
        return found

    def _case(self, node: tree.Case, here: Here, way: int | None) -> Move:
        moves = [self.move(each, here, way) for _, each in node.cases]
        of = self.move(node.of, here, way)
        if not of.is_still:
            cause = here.cause("kasus berganti", "the case changes")
            moves.append(evolve(through(of, _BOTH, cause), jump=None))
        return joined(moves)


# Places in the document -------------------------------------------------------------------

_BODIES: tuple[tuple[type, str], ...] = (
    (tree.Case, "cases"),
    (tree.Bands, "bands"),
    (tree.Curve, "curve"),
    (tree.Lookup, "lookup"),
    (tree.Matrix, "matrix"),
    (tree.Judgement, "judgement"),
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
