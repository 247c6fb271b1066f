"""What each measure can be, more exactly than reading alone: rows by their regions."""

from collections.abc import Iterable
from typing import Any

from attrs import Factory, evolve, field, frozen

from asn_appraisal.formula import Declared, Range, possible
from asn_appraisal.formula.ranges import join, rounded
from asn_appraisal.formula.tree import MeasureValue, Node, Rows
from asn_appraisal.policy import Measure, Policy

from .cells import image
from .inputs import Input, inputs_of
from .regions import Form, forms_of


def _actuals(policy: Policy) -> tuple[Input, ...]:
    return tuple(
        one for one in inputs_of(policy) if (one.table, one.name) == ("indicators", "actual")
    )


@frozen(eq=False)
class Reaches(Declared):
    """Jangkauan: what a policy declares, and what its measures can be in turn."""

    policy: Policy
    _known: dict[str, Any] = field(factory=dict)
    #: The actuals of every kind of indicator.
    _inputs: tuple[Input, ...] = field(
        init=False, default=Factory(lambda self: _actuals(self.policy), takes_self=True)
    )

    def leaf(self, node: Any) -> Any:
        """Return what a leaf can be; a measure by what it rests on."""
        if isinstance(node, MeasureValue):
            found = self.measure(node.name)
            return found.within(node.range) if isinstance(found, Range) else found
        return Declared().leaf(node)

    def measure(self, name: str) -> Any:
        """Return what a measure can be."""
        if name not in self._known:
            self._known[name] = self._measure(self.policy.measures[name])
        return self._known[name]

    def _measure(self, measure: Measure) -> Any:
        found = self._body(measure)
        if measure.round is not None and isinstance(found, Range):
            return rounded(found, measure.round.places, measure.round.mode)
        return found

    def _body(self, measure: Measure) -> Any:
        own = measure.rows == Rows("indicators") and measure.kind.name == "number"
        if not own or not any(self._reads(one, measure.body) for one in self._inputs):
            return possible(measure.body, self)
        return join(
            possible(form.node, self)
            if form.segments is None
            else evolve(image(form.segments), grid=None)
            for one in self._inputs
            for forms in forms_of(measure.body, one)
            for form in self._allowed(forms, one)
        )

    def _allowed(self, forms: list[Form], one: Input) -> Iterable[Form]:  # noqa: ARG002 - for others
        """Return the forms, narrowed to what is known of the evidence."""
        return forms

    def _reads(self, one: Input, body: Node) -> bool:
        return any(one.is_leaf(node) for node in body.walk())
