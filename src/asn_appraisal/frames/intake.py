"""Taking in one table: every rule of the evidence section, as columns.

The rules are those of `scoring/sifting.py`, and in its order: rows that are not asked for are
left out, words and numbers are checked, then absences are dealt with as the policy says.
"""

from collections.abc import Mapping

import narwhals as nw
from attrs import define, field

from asn_appraisal.formula import Range
from asn_appraisal.policy import TableRules

from .absences import TARGETS, Absences
from .codes import coded, listed_words, raw_flag, raw_words
from .inputs import NOT_APPLICABLE, QUANTITIES, Column, Input
from .integers import (
    FALSE,
    TRUE,
    Ex,
    all_of,
    any_of,
    equal,
    flag_col,
    less,
    lit,
    not_,
    when,
)
from .looking import fitting_words, words_of
from .refusing import NotInColumnsError
from .rows import Number, Rows, Trouble, lawful_number, raw_number, shared_scale
from .values import Val

#: Number fields that are compared with each other, and so share one denominator.
GROUPS = (
    ("target", "target_from", "target_to", "actual"),
    ("required", "attained"),
)
#: What an absent word stands for.
DEFAULT_WORDS = {"kind": "main", "rater": "superior", "by": "", "cluster": "", "result": "work"}


@define
class Intake:
    """Takes in one table of a policy."""

    rules: TableRules
    #: Fields that the policy reads.
    used: frozenset[str]
    given: Input
    rows: Rows
    #: The largest size of a number, by field.
    caps: Mapping[str, int]
    #: Facts that say whether an aspect is asked for, brought to the rows.
    facts: Mapping[str, Val] = field(factory=dict)
    _there: dict[str, Ex] = field(factory=dict)
    _na: dict[str, Ex] = field(factory=dict)
    _weighed: Val | None = None

    def take(self) -> Rows:
        """Read, check and fill every field."""
        rules = self.rules
        if rules.required:
            raise NotInColumnsError(
                "rencana setiap baris diperiksa (`required`)",
                "the plan of each row is checked (`required`)",
            )
        self._words()
        self._not_asked()
        self._flags()
        self._numbers()
        self._weighed = self.rows.fields.get("weight")
        Absences(rules, self.used, self.rows, self._there, self._na, self._not_applicable).settle()
        return self.rows

    def weighed(self) -> Val | None:
        """Return the weights of all rows as they were handed over, before any absence rule."""
        return self._weighed

    # Words ------------------------------------------------------------------------------

    def _words(self) -> None:
        for name, each in self.rules.fields.items():
            if each.kind.name not in ("choice", "level"):
                continue
            column = self.given.columns.get(name)
            if column is None or column.is_empty:
                self._word_not_given(name)
                continue
            words = words_of(self.rules, name)
            if words and name not in DEFAULT_WORDS:
                filled, there = listed_words(self.rows, column)
            else:
                filled, there = raw_words(self.rows, column)
            if name in DEFAULT_WORDS:
                there = self._with_default(filled, there, name)
            self._there[name] = there
            if not words:
                self.rows.fields[name] = Val(lit(0), ok=there, word=filled)
                continue
            taken = fitting_words(self.rules, name) if column.fits else ()
            code, known = coded(self.rows, filled, words, there, taken)
            self.rows.fields[name] = Val(code, ok=all_of([there, known]), words=words)
            self._check_word(name, there, TRUE if taken else known)

    def _with_default(self, filled: str, there: Ex, name: str) -> Ex:
        """Put the default of a word where there is none."""
        if there is TRUE:
            return TRUE
        columns, there_name = self.rows.columns, there.args[0]
        known = nw.when(nw.col(there_name)).then(nw.col(filled))
        value = known.otherwise(nw.lit(DEFAULT_WORDS[name]))
        columns.add(filled, value, reads=[there_name, filled])
        return TRUE

    def _word_not_given(self, name: str) -> None:
        words = words_of(self.rules, name)
        if name in DEFAULT_WORDS:
            word = DEFAULT_WORDS[name]
            if words and word not in words:
                self.rows.report("ASN-E002", name, TRUE)
                self.rows.fields[name] = Val(lit(0), ok=FALSE, words=words)
            elif words:
                self.rows.fields[name] = Val(lit(words.index(word)), words=words)
            else:
                filled = self.rows.columns.fresh("w")
                self.rows.columns.add(filled, nw.lit(word))
                self.rows.fields[name] = Val(lit(0), word=filled)
            self._there[name] = TRUE
            return
        self._there[name] = FALSE
        self.rows.fields[name] = Val(lit(0), ok=FALSE, words=words)
        if name in self.used and words:
            self._check_word(name, FALSE, FALSE)

    def _check_word(self, name: str, there: Ex, known: Ex) -> None:
        kind = self.rules.fields[name].kind
        allowed = self.rules.allowed.get(name)
        words = words_of(self.rules, name)
        fits = known
        if known is not TRUE and allowed and set(allowed) != set(words):
            code = self.rows.fields[name].top
            places = [lit(words.index(word)) for word in allowed if word in words]
            fits = all_of([known, any_of([equal(code, place) for place in places])])
        self.rows.report("ASN-E002", name, all_of([there, not_(fits)]))
        if name in self.used and kind.name == "choice":
            self.rows.report("ASN-E003", name, not_(there))

    def _not_asked(self) -> None:
        """Leave out the aspects whose fact says that they are not asked for."""
        aspects = self.rows.fields.get("aspect")
        if self.rules.table != "behaviours" or not self.rules.only_when or aspects is None:
            return
        parts = []
        for aspect, fact in self.rules.only_when.items():
            said = self.facts[fact]
            here = equal(aspects.top, lit(aspects.words.index(aspect)))
            parts.append(all_of([here, said.ok, not_(said.top)]))
        asked = self.rows.columns.put(not_(any_of(parts)))
        self.rows.asked = asked
        self.rows.keep = asked
        self.rows.troubles = [
            Trouble(each.code, each.where, all_of([asked, each.holds]))
            for each in self.rows.troubles
        ]
        self.rows.odd = [all_of([asked, each]) for each in self.rows.odd]

    def _flags(self) -> None:
        for name, each in self.rules.fields.items():
            if each.kind.name != "flag":
                continue
            column = self.given.columns.get(name)
            if column is None or column.is_empty:
                there = TRUE if name == "at_maximum" else FALSE
                self.rows.fields[name] = Val(FALSE, ok=there)
            else:
                value, there, bad = raw_flag(self.rows, column)
                if name == "at_maximum":
                    there = TRUE
                self.rows.report("ASN-E002", name, bad)
                self.rows.fields[name] = Val(value, ok=there)
            self._there[name] = there

    # Numbers ----------------------------------------------------------------------------

    def _numbers(self) -> None:
        numbers = {
            name: raw_number(self.rows, column)
            for name, each in self.rules.fields.items()
            if each.kind.name == "number" and (column := self._column(name)) is not None
        }
        groups = [group for group in GROUPS if any(name in numbers for name in group)]
        alone = [(name,) for name in numbers if not any(name in group for group in groups)]
        for group in [*groups, *alone]:
            here = {name: numbers[name] for name in group if name in numbers}
            scale = shared_scale(here)
            if "target" in group:
                self._targets(here, scale)
            for name, raw in here.items():
                if name not in TARGETS:
                    self._number(name, raw, scale)
        for name, each in self.rules.fields.items():
            if each.kind.name == "number" and name not in self.rows.fields:
                self.rows.fields[name] = Val(lit(0), ok=FALSE)
                self._there[name] = FALSE

    def _column(self, name: str) -> Column | None:
        return self.given.columns.get(name)

    def _number(self, name: str, raw: Number, scale: int) -> None:
        limits = self.rules.fields[name].range
        code = "ASN-E001"
        if name == "weight":
            self._below_zero(name, raw)
        na = self._not_applicable(name)
        raw = Number(raw.top, raw.scale, all_of([raw.there, not_(na)]), raw.far, raw.bad)
        found = lawful_number(self.rows, name, raw, limits, scale, self.caps[name], code)
        self.rows.fields[name] = found.val
        self._there[name] = found.there

    def _below_zero(self, name: str, raw: Number) -> None:
        """A record with a negative weight contradicts itself, whatever a policy takes."""
        negative = all_of([raw.there, not_(raw.far), not_(raw.bad), less(raw.top, lit(0))])
        if negative is not FALSE and self.rules.table in ("results", "indicators"):
            self.rows.report("ASN-R004", name, negative, known=True)

    def _not_applicable(self, name: str) -> Ex:
        column = self.given.columns.get(name + NOT_APPLICABLE)
        if name not in QUANTITIES.get(self.rules.table, ()) or column is None or column.is_empty:
            return FALSE
        flag = self.rows.columns.fresh("na")
        self.rows.columns.add(flag, ~nw.col(column.name).is_null())
        self._na[name] = flag_col(flag)
        return self._na[name]

    def _targets(self, numbers: Mapping[str, Number], scale: int) -> None:
        """Read targets: a single number, or the two ends of a range."""
        none = Number(lit(0), 1, FALSE)
        single = numbers.get("target", none)
        low, high = numbers.get("target_from", none), numbers.get("target_to", none)
        limits = self.rules.fields["target"].range
        one = self._target("target", single, limits, scale)
        two = all_of([not_(one.ok), low.there, high.there])
        ends = {}
        for name, raw in (("target_from", low), ("target_to", high)):
            asked = Number(raw.top, raw.scale, all_of([raw.there, two]), raw.far, raw.bad)
            end = self._target(name, asked, self.rules.fields[name].range, scale)
            top = one.top if raw is none else self._put(when(one.ok, one.top, end.top))
            ok = one.ok if raw is none else self._put(any_of([one.ok, two]))
            ends[name] = Val(top, lit(scale), ok)
        start, end_ = ends["target_from"], ends["target_to"]
        same: Ex = TRUE if low is none or high is none else equal(start.top, end_.top)
        upside_down = all_of([two, less(end_.top, start.top)])
        if low is not none and high is not none:
            self.rows.report("ASN-R005", "target", upside_down)
        is_single = self._put(all_of([start.ok, same]))
        self.rows.fields.update(ends)
        self.rows.fields["target"] = Val(start.top, lit(scale), is_single)
        for name in TARGETS:
            self._there[name] = start.ok
        if low is not none and high is not none:
            self._check_single(all_of([start.ok, not_(is_single)]))

    def _target(self, name: str, raw: Number, limits: Range, scale: int) -> Val:
        if raw.there is FALSE:
            return Val(lit(0), lit(scale), FALSE)
        troubles = len(self.rows.troubles)
        found = lawful_number(self.rows, name, raw, limits, scale, self.caps["target"]).val
        for at in range(troubles, len(self.rows.troubles)):
            each = self.rows.troubles[at]
            if each.code == "ASN-E001":
                # What limits a target limits both ends.
                self.rows.troubles[at] = type(each)(each.code, "indicators.target", each.holds)
        return found

    def _check_single(self, is_range: Ex) -> None:
        wanted = self.rules.single_target
        if wanted is None:
            wanted = ("higher", "lower") if "target" in self.used else ()
        if not wanted:
            return
        polarity = self.rows.fields["polarity"]
        there = self._there.get("polarity", FALSE)
        code = [
            equal(polarity.top, lit(polarity.words.index(word)))
            for word in wanted
            if word in polarity.words
        ]
        holds = any_of([not_(there), all_of([there, any_of(code)])])
        self.rows.report("ASN-E005", "target", all_of([is_range, holds]))

    def _put(self, ex: Ex) -> Ex:
        return self.rows.columns.put(ex)
