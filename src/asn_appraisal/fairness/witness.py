"""Examples that show a verdict: whole appraisals, scored again before anybody sees them."""

import json
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import exact_text
from asn_appraisal.document.plain import to_plain
from asn_appraisal.errors import Text
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal

from .outcomes import scored


@frozen
class Shown:
    """Contoh satu pegawai: an appraisal, and what the engine gives for it."""

    #: How the example calls the employee, `A` or `B`.
    name: str
    appraisal: Appraisal
    #: What is special about this one.
    what: Text
    #: Measure to the value that the engine gives, as it is written.
    values: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls, policy: Policy, name: str, appraisal: Appraisal, what: Text, measures: Any
    ) -> "Shown":
        """Score an appraisal and keep what it gives."""
        return cls(name, appraisal, what, _values(policy, appraisal, measures))

    def holds(self, policy: Policy) -> bool:
        """Score the appraisal again, and tell whether it gives the same."""
        return self.values == _values(policy, self.appraisal, [name for name, _ in self.values])


@frozen
class Witness:
    """Saksi: the employees or the unit that show what a verdict says."""

    #: What is the same about them, in both languages.
    same: Text
    #: The employees.
    people: tuple[Shown, ...] = ()
    #: What is shown beyond single employees, e.g. of a unit of a certain size.
    what: Text = Text("", "")
    #: Which rule does it, and where it stands.
    because: Text = Text("", "")
    #: The measure that is guilty, or nothing.
    measure: str = ""
    #: The lines of the rule in the document of the policy.
    lines: tuple[int, ...] = ()
    #: What a unit needs to be shown again; None for single employees.
    unit: Any = field(default=None, repr=False)
    #: The policy that the verdict is about.
    policy: Policy | None = field(default=None, eq=False, repr=False)

    @property
    def appraisals(self) -> tuple[Appraisal, ...]:
        """Return the appraisals."""
        return tuple(each.appraisal for each in self.people)

    def replay(self, policy: Policy | None = None) -> bool:
        """Score everything again, and tell whether it gives what is shown.

        Args:
            policy: the policy to score by; None: the one that the verdict is about.
        """
        by = self._policy(policy)
        unit = self.unit is None or self.unit.holds(by)
        return unit and all(each.holds(by) for each in self.people)

    def text(self, language: str = "id", *, policy: Policy | None = None) -> str:
        """Return the example in plain words, in Indonesian or English."""
        by = self._policy(policy)
        lines = [self.same.in_language(language)] if self.people else []
        for each in self.people:
            shown = ", ".join(
                f"{_title(by, name, language)} {_shown(by, name, value, language)}"
                for name, value in each.values
            )
            lines.append(f"   {each.name}: {each.what.in_language(language)}: {shown}")
        lines += [self.what.in_language(language)] if self.what.id else []
        if self.because.id:
            word = "Sebab" if language == "id" else "Cause"
            lines.append(
                f"{word}: {self.because.in_language(language)}{_lines_text(self, language)}"
            )
        return "\n".join(lines)

    def as_case(self) -> str:
        """Return the employees as a `cases/1` document, to pin them down in a test.

        The people of a unit are cases with the level that they have before calibration. What is
        shown by the rule alone, without anybody, gives an empty text.
        """
        policy = self._policy(None)
        rows = [
            *(
                (f"{each.name}: {each.what.en}", each.appraisal, each.values)
                for each in self.people
            ),
            *(() if self.unit is None else self.unit.cases(policy)),
        ]
        if not rows:
            return ""
        lines = ["asn_appraisal: cases/1", f"policy: {_quoted(policy.id)}", "cases:"]
        for name, appraisal, values in rows:
            given = to_plain(appraisal)
            given.pop("id", None)
            lines.append(f"  - name: {_quoted(name)}")
            lines.append(f"    given: {json.dumps(given, ensure_ascii=False)}")
            lines.append(f"    expect: {json.dumps(dict(values), ensure_ascii=False)}")
        return "\n".join(lines) + "\n"

    def _policy(self, policy: Policy | None) -> Policy:
        found = self.policy if policy is None else policy
        assert found is not None, "a witness of a report knows its policy"
        return found


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _title(policy: Policy, name: str, language: str) -> str:
    measure = policy.measures.get(name)
    return measure.label.in_language(language) or name if measure is not None else name


def _shown(policy: Policy, name: str, value: str, language: str) -> str:
    """Return a value as people read it: a level by its label."""
    measure = policy.measures.get(name)
    scale = measure.kind.scale if measure is not None else None
    level = scale.find(value) if scale is not None else None
    if level is not None:
        return level.label.in_language(language)
    if measure is not None and measure.kind.name == "number":
        places = measure.round.places if measure.round is not None else None
        return Words(language).reported(Fraction(value), places)
    return value


def _lines_text(witness: Witness, language: str) -> str:
    if not witness.lines:
        return "."
    listed = ", ".join(str(each) for each in witness.lines)
    return f", {'baris' if language == 'id' else 'line'} {listed}."


def _values(policy: Policy, appraisal: Appraisal, measures: Any) -> tuple[tuple[str, str], ...]:
    card = scored(policy, appraisal)
    if card is None:
        return (("status", "incomplete"),)
    return tuple((name, written(card[name])) for name in measures)


def written(value: Any) -> str:
    """Write the value of a measure as cases write it."""
    if isinstance(value, Level):
        return value.name
    if isinstance(value, bool):
        return "true" if value else "false"
    return exact_text(value) if isinstance(value, Fraction) else str(value)


def lines_of(policy: Policy, path: str) -> tuple[int, ...]:
    """Return the line of a path in the document of a policy, or of the nearest part above it."""
    while path:
        if path in policy.lines:
            return (policy.lines[path],)
        cut = max(path.rfind("."), path.rfind("["))
        path = path[: max(cut, 0)]
    return ()
