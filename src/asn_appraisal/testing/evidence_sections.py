"""Evidence sections of policies: tables, limits, absences and facts, drawn as plain data."""

from collections.abc import Sequence
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Any

from hypothesis import strategies as st

from .drawing import (
    ASPECTS,
    CLUSTERS,
    POLARITIES,
    RATERS,
    RATINGS,
    Document,
    Draw,
    choose,
    index,
    some,
)


@st.composite
def limits(draw: Draw, *choices: Document) -> Document:
    """Draw limits of a number: one of those proposed, or any."""
    if draw(index(2)):
        return dict(choose(draw, choices))
    low = choose(draw, [0, -100, 1])
    high = choose(draw, [120, 200, 10**13])
    found: Document = {choose(draw, ["from", "above"]): low}
    if draw(index(2)):
        found[choose(draw, ["to", "below"])] = high
    return found


#: Weights, months and levels of a competency are never negative.
_POSITIVE: Document = {"from": 0}
_INSIDE = {"from": ge, "above": gt, "to": le, "below": lt}


def _is_inside(number: Fraction, within: Document) -> bool:
    return all(_INSIDE[key](number, end) for key, end in within.items() if key in _INSIDE)


@st.composite
def absences(
    draw: Draw, fields: dict[str, list[str]], words: Sequence[str], limits: Sequence[Document]
) -> Any:
    """Draw what a missing value does, everywhere or by the value of a field.

    Args:
        draw: the drawing.
        fields: what it may differ by, with the values of each.
        words: ratings that it may count as.
        limits: of the numbers of the table; it may count as what one of them allows.
    """
    numbers = [
        text
        for text in ("0", "5", "50", "1/7", "-3")
        if any(_is_inside(Fraction(text), each) for each in limits)
    ]
    actions: list[Any] = [{"count_as": text} for text in [*numbers, *words]]
    # What is counted instead is drawn as often as everything else together.
    action = st.sampled_from([*["incomplete", "leave_out"] * max(1, len(actions) // 2), *actions])
    if not fields or draw(index(4)):
        return draw(action)
    name = choose(draw, sorted(fields))
    return {name: {word: draw(action) for word in draw(some(fields[name], least=1))}}


@st.composite
def evidence_sections(draw: Draw, scales: dict[str, list[str]], *, plain: bool = False) -> Document:
    """Draw an evidence section: tables, limits, missing rules and facts."""
    section: Document = {}
    if draw(index(5)):
        section["indicators"] = draw(_indicator_rules())
        if draw(index(2)):
            section["results"] = draw(_result_rules())
    elif draw(index(2)):
        section["results"] = draw(_result_rules())
    if draw(index(2)):
        section["competencies"] = draw(_competency_rules())
    if not plain and draw(index(3)) == 0:
        section["periods"] = draw(_period_rules(scales))
    facts = {f"fact_{at}": draw(_fact_rules(scales)) for at in range(draw(index(5)))}
    section["facts"] = {
        name: rule
        for name, rule in facts.items()
        if not plain or rule["type"] in ("flag", "level", "choice")
    }
    if draw(index(2)) or len(section) == 1:
        section["behaviours"] = draw(_behaviour_rules(section["facts"]))
    if plain:
        for rules in section.values():
            rules.pop("required", None)
            if "total" in rules.get("weight", {}):
                del rules["weight"]
    return section


@st.composite
def _absent(
    draw: Draw,
    rules: Document,
    fields: dict[str, list[str]],
    limits: Sequence[Document],
    *words: str,
) -> Document:
    for key in ("missing", "not_applicable"):
        if draw(index(3)) == 0:
            rules[key] = draw(absences(fields, words, limits))
    return {key: rule for key, rule in rules.items() if rule not in ([], {})}


@st.composite
def _result_rules(draw: Draw) -> Document:
    rules: Document = {"kind": draw(some(["main", "additional"]))}
    rules["rating"] = draw(some(RATINGS)) if draw(index(5)) == 0 else []
    rules["weight"] = choose(draw, [{}, {"above": 0}, {"total": 100}, {"to": 50}])
    if draw(index(6)) == 0:
        rules["required"] = draw(some(["title", "indicators", "weight", "kind"]))
    fields = {"kind": rules["kind"] or ["main", "additional"], "rating": ["below", "above"]}
    return draw(_absent(rules, fields, [_POSITIVE | rules["weight"]], "below", "meets"))


@st.composite
def _indicator_rules(draw: Draw) -> Document:
    rules: Document = {name: [] for name in ("aspect", "polarity", "kind")}
    if draw(index(2)):
        rules["polarity"] = draw(some(POLARITIES))
    if draw(index(3)) == 0:
        rules["aspect"] = draw(some(["quantity", "quality", "time", "cost"]))
    rules["target"] = draw(limits({"above": 0}, {"above": 0}, {"from": 1}, {}))
    rules["actual"] = draw(limits({"from": 0}, {"from": 0}, {}))
    totals: list[Document] = [{"total": 1}, {"total": "100", "within": "result"}]
    rules["weight"] = choose(draw, [{}, {}, {"above": 0}, *totals])
    if draw(index(5)) == 0:
        rules["single_target"] = draw(some(POLARITIES))
    if draw(index(6)) == 0:
        names = ["title", "unit", "target", "weight", "aspect", "polarity"]
        rules["required"] = draw(some(names))
    fields = {"polarity": rules["polarity"] or POLARITIES, "kind": ["main"]}
    numbers = [rules["target"], rules["actual"], _POSITIVE | rules["weight"]]
    return draw(_absent(rules, {} if rules["kind"] else fields, numbers))


@st.composite
def _behaviour_rules(draw: Draw, facts: dict[str, Document]) -> Document:
    rules: Document = {"aspects": draw(some(ASPECTS)), "rater": draw(some(RATERS))}
    rules["value"] = draw(limits({"from": 0, "to": 120}, {"from": 0, "to": 100}))
    rules["rating"] = draw(some(RATINGS)) if draw(index(5)) == 0 else []
    flags = [name for name, rule in facts.items() if rule["type"] == "flag"]
    if flags and rules["aspects"] and draw(index(2)):
        aspect = choose(draw, rules["aspects"])
        rules["only_when"] = {aspect: choose(draw, flags)}
    fields = {"rater": rules["rater"] or RATERS, "aspect": rules["aspects"] or ASPECTS}
    return draw(_absent(rules, fields, [rules["value"]], "below", "meets"))


@st.composite
def _competency_rules(draw: Draw) -> Document:
    rules: Document = {"cluster": draw(some(CLUSTERS)) if draw(index(2)) else []}
    rules["required"] = choose(draw, [{"from": 1}, {"from": 0}, {"above": 0, "to": 5}])
    rules["attained"] = choose(draw, [{"from": 0}, {}])
    numbers = [_POSITIVE | rules["required"], _POSITIVE | rules["attained"]]
    return draw(_absent(rules, {"cluster": rules["cluster"] or CLUSTERS}, numbers))


@st.composite
def _period_rules(draw: Draw, scales: dict[str, list[str]]) -> Document:
    rules: Document = {"months": choose(draw, [{"above": 0}, {"from": 1, "to": 12}, {}])}
    rules["measures"] = {
        f"past_{at}": draw(_period_measures(scales)) for at in range(draw(index(4)))
    }
    months = _POSITIVE | rules["months"]
    return draw(_absent(rules, {"period": ["tw1", "tw2"]}, [months]))


@st.composite
def _period_measures(draw: Draw, scales: dict[str, list[str]]) -> Document:
    kind = choose(draw, ["flag", "whole", "number", "level"])
    rule: Document = {"type": kind, **draw(_direction())}
    if kind == "level":
        return {**rule, "scale": choose(draw, sorted(scales))}
    return {**rule, **(draw(limits({"from": 0}, {})) if kind != "flag" else {})}


def _direction() -> st.SearchStrategy[Document]:
    return st.sampled_from([{}, {"better": "higher"}, {"better": "lower"}])


@st.composite
def _fact_rules(draw: Draw, scales: dict[str, list[str]]) -> Document:
    kind = choose(draw, ["flag", "flag", "whole", "number", "level", "choice"])
    rule: Document = {"type": kind}
    defaults: list[Any] = ["true", "false"]
    if kind in ("whole", "number"):
        rule |= draw(limits({"from": 0}, {"from": 1, "to": 12}, {}))
        defaults = ["5", "7"]
    elif kind == "level":
        rule["scale"] = choose(draw, sorted(scales))
        defaults = scales[rule["scale"]]
    elif kind == "choice":
        rule["values"] = defaults = draw(some(["none", "unit", "province", "nation"], least=1))
    if kind != "choice":
        rule |= draw(_direction())
    if draw(index(2)):
        rule["default"] = choose(draw, defaults)
    return rule
