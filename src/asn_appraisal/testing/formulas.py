"""Formulas over the names of a policy: each of them lawful, many of them nasty."""

from fractions import Fraction

from attrs import define

from asn_appraisal.formula import Kind
from asn_appraisal.formula.tree import Rows

from .drawing import NUMBERS, index, written
from .names import Name, Names


@define
class Formulas(Names):
    """Writes formulas over the names that a policy has so far."""

    # Numbers ----------------------------------------------------------------------------

    def constant(self) -> str:
        """Write a number."""
        return written(self.pick(NUMBERS))

    def number(self, here: Rows | None, depth: int, *, inside: bool = False) -> str:
        """Write a formula that gives a number."""
        names = self.named(here, "number")
        forms = ["constant", *(["name"] * 3 if names else [])]
        if depth:
            forms += ["arithmetic", "arithmetic", "function", "function", "quotient", "choose"]
            if not inside and not (self.plain and here is not None):
                forms += ["aggregate"] * 4
        match self.pick(forms):
            case "constant":
                return self.constant()
            case "name":
                return self.pick(names).text
            case "function":
                return self.function(here, depth - 1, inside=inside)
            case "quotient":
                return self.quotient(here, depth - 1, inside=inside)
            case "aggregate":
                return self.aggregate(here, depth - 1)
        one = self.number(here, depth - 1, inside=inside)
        two = self.number(here, depth - 1, inside=inside)
        if self.maybe(3):
            return f"({one} if {self.flag(here, depth - 1, inside=inside)} else {two})"
        return f"({one} {self.pick('+-*')} {two})"

    def function(self, here: Rows | None, depth: int, *, inside: bool) -> str:
        """Write a call of a function, or a change of sign."""
        one, two = (self.number(here, depth, inside=inside) for _ in "12")
        low, high = sorted((self.pick(NUMBERS), self.pick(NUMBERS)))
        forms = [
            f"min({one}, {two})",
            f"max({one}, {two}, {self.constant()})",
            f"clip({one}, {written(low)}, {written(high)})",
            f"abs({one})",
            f"round({one}, {self.draw(index(4))})",
            f"round({one})",
        ]
        return self.pick(forms if self.plain else [*forms, f"-{one}"])

    def quotient(self, here: Rows | None, depth: int, *, inside: bool) -> str:
        """Write a quotient whose divisor is never zero, or that says what happens if it is."""
        top = self.number(here, depth, inside=inside)
        below = self.number(here, depth, inside=inside)
        safe = [each.text for each in self.named(here, "number") if not each.range.can_be_zero]
        forms = [
            f"{top} / {written(self.pick([each for each in NUMBERS if each]))}",
            f"{top} / max(1, {below})",
            f"{top} / {'' if self.plain else '-'}(abs({below}) + 0.5)",
            f"({top} / {below} if {below} != 0 else {self.constant()})",
            f"({self.constant()} if {below} <= 0 else {top} / {below})",
        ]
        if safe:
            forms += [f"{top} / {self.pick(safe)}"] * 3
        return f"({self.pick(forms)})"

    # Conditions -------------------------------------------------------------------------

    def flag(self, here: Rows | None, depth: int, *, inside: bool = False) -> str:
        """Write a condition."""
        forms = ["compare", "compare", "word", "word"]
        if depth:
            forms += ["and", "or", "not", *([] if inside or self.plain else ["gather"])]
        match self.pick(forms):
            case "compare":
                return self.compared(here, depth, inside=inside)
            case "word":
                return self.condition(self.names(here)) or self.compared(here, depth, inside=inside)
            case "not":
                return f"(not {self.flag(here, depth - 1, inside=inside)})"
            case "gather":
                return self.gathered_flag(here, depth - 1)
            case word:
                one = self.flag(here, depth - 1, inside=inside)
                return f"({one} {word} {self.flag(here, depth - 1, inside=inside)})"

    def compared(self, here: Rows | None, depth: int, *, inside: bool) -> str:
        """Write a comparison of numbers."""
        one = self.number(here, max(0, depth - 1), inside=inside)
        two = self.number(here, 0, inside=inside)
        return f"({one} {self.pick(['==', '!=', '<', '<=', '>', '>='])} {two})"

    def condition(self, names: list[Name]) -> str | None:
        """Write a condition on one name that is a level, choice or flag."""
        names = [each for each in names if each.kind.name != "number"]
        if not names:
            return None
        name = self.pick(names)
        if name.kind.name == "flag":
            return self.pick([name.text, f"({name.text} == false)", f"(not {name.text})"])
        words = self.words(name)
        signs = ["==", "!="] if name.kind.name == "choice" else ["==", "!=", "<", "<=", ">", ">="]
        sides = [name.text, f"'{self.pick(words)}'"]
        if self.maybe(4):
            sides.reverse()
        return f"({sides[0]} {self.pick(signs)} {sides[1]})"

    def undecided(self, here: Rows | None) -> str:
        """Write a condition that can hold or not, whatever the policy knows."""
        flags = self.named(here, "flag")
        decided = [
            each
            for each in self.names(here)
            if (each.kind.scale is not None and len(self.words(each)) > 1)
            or (each.kind.name == "choice" and len(each.kind.words) > 1)
        ]
        forms = [each.text for each in flags if "fact" in each.text or "at_max" in each.text]
        forms += [f"{each.text} == '{self.pick(self.words(each))}'" for each in decided]
        forms += [
            f"{each.text} > {written(each.range.low or Fraction(0))}"
            for each in self.named(here, "number")
            if each.range.high is None or each.range.high > (each.range.low or 0)
        ]
        return self.pick(forms) if forms else self.flag(here, 1)

    # Levels -----------------------------------------------------------------------------

    def level(self, kind: Kind, here: Rows | None, depth: int) -> str:
        """Write a formula that gives a level of one scale."""
        assert kind.scale is not None
        names = [each.text for each in self.names(here) if each.kind == kind]
        if depth:
            forms = ["choose", "choose"]
            gatherable = [] if self.plain else self.gatherable()
            forms += [f"{e}" for e in gatherable if any(n.kind == kind for n in self.own(e))]
            form = self.pick(forms)
            if form == "choose":
                one, two = self.level(kind, here, depth - 1), self.level(kind, here, depth - 1)
                return f"({one} if {self.flag(here, depth)} else {two})"
            table, _, by = form.partition(".")
            return self.extreme_level(kind, Rows(table, by or None))
        return self.pick([*names, f"'{self.pick(kind.scale.names())}'"])

    def extreme_level(self, kind: Kind, rows: Rows) -> str:
        """Write the lowest or highest level of some rows."""
        assert kind.scale is not None
        name = self.pick([each for each in self.own(rows) if each.kind == kind])
        options = self.options(rows)
        if self.maybe():
            options += f", default='{self.pick(kind.scale.names())}'"
        return f"{self.pick(['lowest', 'highest'])}({name.text}{options})"

    # Aggregates -------------------------------------------------------------------------

    def options(self, rows: Rows) -> str:
        """Write `where=`, or nothing."""
        return f", where={self.flag(rows, 1, inside=True)}" if self.maybe(3) else ""

    def aggregate(self, here: Rows | None, depth: int) -> str:
        """Write an aggregate that gives a number."""
        rows = self.pick(self.gatherable())
        if self.plain:
            return self.whole_column(rows)
        functions = ["sum", "mean", "mean", "median", "trimmed_mean", "lowest", "highest"]
        name = self.pick([*functions, "count", "share"])
        options = self.options(rows)
        if self.maybe(3):
            options += f", default={self.number(here, depth)}"
        if name == "count":
            counted = rows.table if rows.by is None else self.pick(self.own(rows)).text
            return f"count({counted}{options})"
        if name == "share":
            return f"share({self.own_flag(rows)}{options})"
        if name in ("sum", "mean") and self.maybe():
            weights = [each.text for each in self.own(rows) if each.range.never_below(0)]
            weights += [each.text for each in self.named(rows, "number")]
            forms = [self.pick(weights)] if weights else ["1"]
            options += f", weight={self.pick([*forms, self.number(rows, 1, inside=True)])}"
        return f"{name}({self.own_number(rows, depth)}{options})"

    def whole_column(self, rows: Rows) -> str:
        """Write an aggregate of whole columns."""
        names = [each.text for each in self.own(rows) if each.kind.name == "number"]
        forms = [f"count({rows.table})"]
        for one in names:
            forms += [f"sum({one})", f"mean({one})", f"mean({one}, weight={self.pick(names)})"]
            forms += [f"sum({one}, weight={self.pick(names)})"]
        return self.pick(forms)

    def own_number(self, rows: Rows, depth: int) -> str:
        """Write a number of each row that says which rows these are."""
        names = [each.text for each in self.own(rows) if each.kind.name == "number"]
        if not names:
            return f"({self.constant()} if {self.own_flag(rows)} else {self.constant()})"
        name = self.pick(names)
        if depth == 0 or self.maybe():
            return name
        return self.pick(
            [
                f"{name} * {self.number(rows, depth - 1, inside=True)}",
                f"{self.number(rows, depth - 1, inside=True)} - {name}",
                f"min({name}, {self.number(rows, depth - 1, inside=True)})",
            ]
        )

    def own_flag(self, rows: Rows) -> str:
        """Write a condition on each row that says which rows these are."""
        names = self.own(rows)
        numbers = [each.text for each in names if each.kind.name == "number"]
        one = self.condition(names) if not numbers or self.maybe() else None
        if one is None:
            one = f"({self.pick(numbers)} {self.pick(['<', '>=', '=='])} {self.constant()})"
        if self.maybe(3):
            one = f"({one} {self.pick(['and', 'or'])} {self.flag(rows, 0, inside=True)})"
        return one

    def gathered_flag(self, here: Rows | None, depth: int) -> str:
        """Write `any` or `all`."""
        rows = self.pick(self.gatherable())
        options = self.options(rows)
        if self.maybe(3):
            options += f", default={self.flag(here, depth)}"
        return f"{self.pick(['any', 'all'])}({self.own_flag(rows)}{options})"

    # Formulas over actual / target ------------------------------------------------------

    def ratio(self, depth: int) -> str:
        """Write a formula over actual / target that has the normal form."""
        if depth == 0:
            forms = ["actual / target", "(actual - target) / target", "100 * actual / target"]
            forms += ["actual / (2 * target)", "(3 * target - actual * 2) / target"]
            return self.pick([*forms, self.constant()])
        one, two = self.ratio(depth - 1), self.ratio(depth - 1)
        low, high = sorted((self.pick(NUMBERS), self.pick(NUMBERS)))
        sign = self.pick(["==", "!=", "<", "<=", ">", ">="])
        holds = f"{self.ratio(depth - 1)} {sign} {self.pick([two, self.constant()])}"
        return self.pick(
            [
                f"min({one}, {two})",
                f"max({one}, {two})",
                f"clip({one}, {written(low)}, {written(high)})",
                f"abs({one})",
                f"({one} + {two})",
                f"({one} - {two})",
                f"-({one})",
                f"{self.constant()} * ({one})",
                f"({one}) / {written(self.pick([each for each in NUMBERS if each]))}",
                f"({one} if {holds} else {two})",
                f"({one} if not ({holds}) and {one} <= {two} else {self.constant()})",
                f"({one} if {holds} or {two} > 1 else {self.constant()})",
            ]
        )
