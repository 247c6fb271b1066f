"""The same policy in general rule engines: zen-engine, CEL, and OpenFisca-core.

Each is given its numbers in the form it likes best, and does no more than it has to.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import celpy
import numpy as np
import zen
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

BANDS = ((110, "sangat_baik"), (90, "baik"), (70, "cukup"), (50, "kurang"))


def zen_decision() -> Callable[[Any], Any]:
    """Return the policy as a decision graph of zen-engine."""
    score = (
        "map(rows, round(#.lower ? min([max([100 * (2 - #.actual / #.target), 0]), 120])"
        " : min([120, 100 * #.actual / #.target]), 2) * #.weight)"
    )
    predicate = (
        "$.total >= 110 and innovation ? 'sangat_baik' : $.total >= 90 ? 'baik'"
        " : $.total >= 70 ? 'cukup' : $.total >= 50 ? 'kurang' : 'sangat_kurang'"
    )
    expressions = [
        ("weighted", score),
        ("skp", "round(sum($.weighted) / sum(map(rows, #.weight)), 2)"),
        ("behaviour", "round(avg(marks), 2)"),
        ("total", "round(0.7 * $.skp + 0.3 * $.behaviour, 2)"),
        ("predicate", predicate),
    ]
    listed = [{"id": name, "key": name, "value": text} for name, text in expressions]
    graph = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {
                "id": "do",
                "name": "do",
                "type": "expressionNode",
                "content": {"expressions": listed},
            },
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "do", "type": "edge"},
            {"id": "2", "sourceId": "do", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    return lambda person: decision.evaluate(person)["result"]


def zen_person(person: Any) -> dict[str, Any]:
    """Return one person's numbers as zen-engine takes them."""
    rows, ratings, innovation = person
    return {
        "rows": [
            {"lower": lower, "target": target / 100, "actual": actual / 100, "weight": weight}
            for lower, target, actual, weight in rows
        ],
        "marks": [mark / 100 for mark in ratings],
        "innovation": innovation,
    }


def cel_program() -> Callable[[Any], Any]:
    """Return the policy as programs of CEL, which has no rounding and no sum: Python sums."""
    environment, double = celpy.Environment(), celpy.celtypes.DoubleType

    def program(text: str) -> Any:
        return environment.program(environment.compile(text))

    up = program("100.0 * actual / target > 120.0 ? 120.0 : 100.0 * actual / target")
    down = program(
        "actual / target > 2.0 ? 0.0 : (actual / target < 0.8 ? 120.0"
        " : 100.0 * (2.0 - actual / target))"
    )
    total = program("0.7 * skp + 0.3 * behaviour")
    predicate = program(
        "total >= 110.0 && innovation ? 'sangat_baik' : total >= 90.0 ? 'baik'"
        " : total >= 70.0 ? 'cukup' : total >= 50.0 ? 'kurang' : 'sangat_kurang'"
    )

    def run(person: Any) -> Any:
        rows, marks, innovation = person
        top = below = 0.0
        for is_lower, given, weight in rows:
            top += round(float((down if is_lower else up).evaluate(given)), 2) * weight
            below += weight
        skp, behaviour = round(top / below, 2), round(sum(marks) / len(marks), 2)
        both = {
            "skp": double(skp),
            "behaviour": double(behaviour),
        }
        whole = round(float(total.evaluate(both)), 2)
        given = {"total": double(whole), "innovation": innovation}
        return str(predicate.evaluate(given))

    return run


def cel_person(person: Any) -> Any:
    """Return one person's numbers as CEL takes them."""
    rows, ratings, innovation = person
    double = celpy.celtypes.DoubleType
    made = [
        (lower, {"actual": double(actual / 100), "target": double(target / 100)}, weight)
        for lower, target, actual, weight in rows
    ]
    return made, [mark / 100 for mark in ratings], celpy.celtypes.BoolType(innovation)


# OpenFisca ------------------------------------------------------------------------------


def openfisca_columns(given: Mapping[str, Any]) -> Callable[[], Any]:
    """Return what computes every predicate with OpenFisca's vectors, one input an indicator."""
    rows, marks = 8, 7
    person = Entity("person", "persons", "", "")
    system = TaxBenefitSystem([person])
    columns = _inputs(given, rows, marks)

    def variable(name: str, kind: type, formula: Any = None) -> None:
        body: dict[str, Any] = {
            "value_type": kind,
            "entity": person,
            "definition_period": DateUnit.YEAR,
            "label": name,
        }
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (Variable,), body))

    for name, values in columns.items():
        variable(name, bool if values.dtype == bool else float)

    def skp(people: Any, period: Any) -> Any:
        top = below = 0
        for at in range(rows):
            ratio = people(f"actual_{at}", period) / people(f"target_{at}", period)
            up, down = np.minimum(100 * ratio, 120), np.clip(100 * (2 - ratio), 0, 120)
            score = np.round(np.where(people(f"lower_{at}", period), down, up), 2)
            weight = people(f"weight_{at}", period)
            top, below = top + score * weight, below + weight
        return np.round(top / below, 2)

    def behaviour(people: Any, period: Any) -> Any:
        return np.round(sum(people(f"mark_{at}", period) for at in range(marks)) / marks, 2)

    def total(people: Any, period: Any) -> Any:
        return np.round(0.7 * people("skp", period) + 0.3 * people("behaviour", period), 2)

    def predicate(people: Any, period: Any) -> Any:
        value = people("total", period)
        level = np.digitize(value, [50, 70, 90])
        level[(value >= 110) & people("innovation", period)] = 4
        return level

    for formula in (skp, behaviour, total, predicate):
        variable(formula.__name__, float, formula)
    count = len(columns["innovation"])

    def run() -> Any:
        simulation = SimulationBuilder().build_default_simulation(system, count)
        for name, values in columns.items():
            simulation.set_input(name, "2025", values)
        return simulation.calculate("predicate", "2025")

    return run


def openfisca_rows(given: Mapping[str, Any]) -> Callable[[], Any]:
    """Return what computes every predicate from the tables as they are: OpenFisca groups the rows.

    A row of either table is a person of OpenFisca, an appraisal is a group of them.
    """
    row = Entity("row", "rows", "", "")
    role = {"key": "member", "plural": "members", "label": ""}
    appraisal = GroupEntity("appraisal", "appraisals", "", "", [role])
    system = TaxBenefitSystem([row, appraisal])

    def variable(name: str, kind: type, entity: Any, formula: Any = None) -> None:
        body = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR}
        body |= {"label": name} if formula is None else {"label": name, "formula": formula}
        system.add_variable(type(name, (Variable,), body))

    for name in ("actual", "target", "weight", "mark", "marked"):
        variable(name, float, row)
    variable("lower", bool, row)
    variable("innovation", bool, appraisal)

    def achievement(rows: Any, period: Any) -> Any:
        ratio = rows("actual", period) / rows("target", period)
        up, down = np.minimum(100 * ratio, 120), np.clip(100 * (2 - ratio), 0, 120)
        return np.round(np.where(rows("lower", period), down, up), 2)

    def skp(groups: Any, period: Any) -> Any:
        weight = groups.members("weight", period)
        top = groups.sum(groups.members("achievement", period) * weight)
        return np.round(top / groups.sum(weight), 2)

    def behaviour(groups: Any, period: Any) -> Any:
        marks = groups.sum(groups.members("mark", period))
        return np.round(marks / groups.sum(groups.members("marked", period)), 2)

    def total(groups: Any, period: Any) -> Any:
        return np.round(0.7 * groups("skp", period) + 0.3 * groups("behaviour", period), 2)

    def predicate(groups: Any, period: Any) -> Any:
        value = groups("total", period)
        level = np.digitize(value, [50, 70, 90])
        level[(value >= 110) & groups("innovation", period)] = 4
        return level

    variable("achievement", float, row, achievement)
    for formula in (skp, behaviour, total, predicate):
        variable(formula.__name__, float, appraisal, formula)

    def run() -> Any:
        columns, keys, people = _rows(given)
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("row", range(len(keys)))
        groups = builder.declare_entity("appraisal", people)
        builder.join_with_persons(groups, keys, np.zeros(len(keys), dtype=np.int64))
        simulation = builder.build(system)
        for name, values in columns.items():
            simulation.set_input(name, "2025", values)
        return simulation.calculate("predicate", "2025")

    return run


def _rows(given: Mapping[str, Any]) -> tuple[dict[str, Any], Any, Any]:
    """Return the rows of both tables in one, with the keys of rows and of appraisals."""
    indicators, behaviours, facts = (given[name] for name in ("indicators", "behaviours", "facts"))
    many, marks = len(indicators), len(behaviours)
    none = np.zeros(marks, dtype=np.float32)
    columns = {
        # A mark has no target; one stands in, because OpenFisca computes every row.
        "target": np.append(indicators["target"].to_numpy().astype(np.float32), none + 1),
        "actual": np.append(indicators["actual"].to_numpy().astype(np.float32), none),
        "weight": np.append(indicators["weight"].to_numpy().astype(np.float32), none),
        "lower": np.append((indicators["polarity"] == "lower").to_numpy(), none > 0),
        "mark": np.append(
            np.zeros(many, dtype=np.float32), behaviours["value"].to_numpy().astype(np.float32)
        ),
        "marked": np.append(np.zeros(many, dtype=np.float32), none + 1),
        "innovation": facts["innovation"].to_numpy(),
    }
    keys = np.append(indicators["appraisal"].to_numpy(), behaviours["appraisal"].to_numpy())
    return columns, keys, facts["appraisal"].to_numpy()


def _inputs(given: Mapping[str, Any], rows: int, marks: int) -> dict[str, Any]:
    """Return a column for each indicator and mark: OpenFisca knows one row a person."""
    indicators, behaviours = given["indicators"], given["behaviours"]
    found: dict[str, Any] = {"innovation": given["facts"]["innovation"].to_numpy()}
    lower = (indicators["polarity"] == "lower").to_numpy()
    for at in range(rows):
        found[f"lower_{at}"] = lower[at::rows].copy()
        for name in ("target", "actual", "weight"):
            found[f"{name}_{at}"] = indicators[name].to_numpy()[at::rows].astype(np.float32)
    for at in range(marks):
        found[f"mark_{at}"] = behaviours["value"].to_numpy()[at::marks].astype(np.float32)
    return found
