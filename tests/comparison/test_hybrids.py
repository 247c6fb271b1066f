"""Which parts of a policy can be replaced alone, and which only together."""

from fractions import Fraction
from typing import Any

from asn_appraisal.comparison import compare
from asn_appraisal.policy import Policy, parse_policy
from asn_appraisal.record import Appraisal, Behaviour


def policy(measures: dict[str, Any], **sections: Any) -> Policy:
    """Make a policy of formulas, or of whole measures."""
    bodies = {
        name: {"formula": body} if isinstance(body, str) else body
        for name, body in measures.items()
    }
    evidence = {"behaviours": {"value": {"from": 0, "to": 100}}}
    document = {
        "asn_appraisal": "policy/1",
        "id": "p",
        "evidence": evidence,
        "measures": bodies,
        "result": list(bodies)[-1],
        **sections,
    }
    return parse_policy(document)


def steps(before: Policy, after: Policy) -> list[tuple[str, ...]]:
    return [step.parts for step in compare(before, after, []).steps]


SARI = Appraisal(
    "sari",
    behaviours=[Behaviour("a", value=80), Behaviour("b", value=60)],
    facts={"bonus": "5", "ok": "true"},
)
MEAN = "mean(behaviours.value)"


def test_words_and_citations_change_nothing() -> None:
    before = policy({"total": {"formula": MEAN, "label": "Nilai"}})
    after = policy({"total": {"formula": MEAN, "label": "Jumlah", "note": "Baru"}}, version="2")

    assert steps(before, after) == []


def test_a_new_measure_comes_with_the_measure_that_names_it() -> None:
    before = policy({"total": MEAN})
    after = policy({"extra": "lowest(behaviours.value)", "total": "mean(behaviours.value) + extra"})

    assert steps(before, after) == [("total",)]


def test_a_removed_measure_goes_with_the_measure_that_named_it() -> None:
    before = policy({"old": MEAN, "total": "old"})
    after = policy({"total": "highest(behaviours.value)"})

    assert steps(before, after) == [("total",)]


def test_measures_in_another_order_are_no_change() -> None:
    before = policy({"a": MEAN, "b": "lowest(behaviours.value)", "total": "a + b"})
    after = policy({"b": "lowest(behaviours.value)", "a": MEAN, "total": "a + b"})

    assert steps(before, after) == []


def test_parts_that_cannot_stand_alone_go_together_and_the_others_before_them() -> None:
    before = policy({"a": MEAN, "b": MEAN, "total": "a + b"})
    after = policy(
        {"a": f"{MEAN} >= 70", "b": "lowest(behaviours.value)", "total": "b if a else 0"}
    )
    found = compare(before, after, [SARI])

    assert [step.parts for step in found.steps] == [("b",), ("a", "total")]
    # 70 + 70; then 70 + 60; then 60.
    assert found.by_measure == {"b": Fraction(-10), "a + total": Fraction(-70)}
    assert "a together with total (-70)" in found.text("en")


def test_three_parts_that_need_each_other_go_together() -> None:
    def three(*, flag: bool) -> dict[str, Any]:
        one = f"{MEAN} >= 70" if flag else MEAN
        uses = "{0} if {1} else 0" if flag else "{0} + {1}"
        measures = {}
        for name in "ax":
            measures[name] = one
            measures[f"{name}_low"] = uses.format("lowest(behaviours.value)", name)
            measures[f"{name}_high"] = uses.format("highest(behaviours.value)", name)
        return {**measures, "total": "a_low + a_high + x_low + x_high"}

    assert steps(policy(three(flag=False)), policy(three(flag=True))) == [
        ("a", "a_low", "a_high"),
        ("x", "x_low", "x_high"),
    ]


def test_measures_that_would_go_round_in_a_circle_wait_for_each_other() -> None:
    before = policy({"a": MEAN, "x": "a + 1", "total": "a + x"})
    after = policy({"x": f"{MEAN} >= 70", "a": "5 if x else 0", "total": "a"})

    assert steps(before, after) == [("total",), ("x",), ("a",)]


def test_a_new_fact_comes_with_the_measure_that_reads_it() -> None:
    facts = {"bonus": {"type": "number", "from": 0}}
    before = policy({"total": MEAN})
    after = policy(
        {"total": f"{MEAN} + bonus"},
        evidence={"behaviours": {"value": {"from": 0, "to": 100}}, "facts": facts},
    )
    found = compare(before, after, [SARI])

    assert found.by_measure == {"evidence:": 0, "total": 5}
    assert [step.parts for step in compare(after, before, []).steps] == [("evidence:",), ("total",)]


def test_the_words_of_a_fact_are_no_change() -> None:
    def with_fact(label: str, words: dict[str, str]) -> Policy:
        fact = {"type": "choice", "values": words, "label": label}
        return policy({"total": "1 if bonus == 'a' else 0"}, evidence={"facts": {"bonus": fact}})

    assert steps(with_fact("A", {"a": "x", "b": "y"}), with_fact("B", {"a": "z", "b": "w"})) == []


def test_a_fact_on_a_scale_that_changes_is_no_change_of_evidence() -> None:
    def with_scale(*levels: str) -> Policy:
        return policy(
            {"total": "1 if bonus >= 'b' else 0"},
            scales={"s": {name: name for name in levels}},
            evidence={"facts": {"bonus": {"type": "level", "scale": "s"}}},
        )

    sari = Appraisal("sari", facts={"bonus": "a"})
    found = compare(with_scale("a", "b"), with_scale("b", "a"), [sari])

    assert found.by_measure == {"scales:": 1}


def test_what_a_missing_value_does_is_a_part_of_its_own() -> None:
    rules = {"value": {"from": 0, "to": 100}}
    before = policy({"total": MEAN}, evidence={"behaviours": {**rules, "missing": "leave_out"}})
    after = policy({"total": MEAN}, evidence={"behaviours": {**rules, "missing": {"count_as": 0}}})
    marks = [Behaviour("a", value=80), Behaviour("b")]
    found = compare(before, after, [Appraisal("sari", behaviours=marks)])

    assert found.by_measure == {"evidence:": -40}
    assert "bukti (`evidence:`)" in found.text()


def test_a_fact_that_becomes_a_measure_is_no_silent_change() -> None:
    flag = {"type": "flag"}
    rules = {"value": {"from": 0, "to": 100}}
    before = policy(
        {"low": "lowest(behaviours.value)", "total": "10 if ok else low"},
        evidence={"behaviours": rules, "facts": {"ok": flag}},
    )
    after = policy(
        {
            "low": "highest(behaviours.value)",
            "ok": f"{MEAN} >= 90",
            "total": "10 if ok else low",
        },
        evidence={"behaviours": rules},
    )
    found = compare(before, after, [SARI])

    assert found.by_measure == {"evidence:": 0, "low": 0, "total": 70}


def test_a_table_that_one_policy_reads_comes_with_the_facts_that_ask_for_it() -> None:
    facts = {"leads": {"type": "flag"}, "mark": {"type": "number", "from": 0}}
    marks = {
        "aspects": ["a", "b"],
        "only_when": {"b": "leads"},
        "value": {"from": 0, "to": 100},
    }
    before = policy(
        {"other": "mark", "total": "other"}, evidence={"facts": {"mark": facts["mark"]}}
    )
    after = policy(
        {
            "view": {"per": "behaviours.aspect", "formula": "mean(value)"},
            "other": "mark + 1",
            "total": "other + mean(view)",
        },
        evidence={"facts": facts, "behaviours": marks},
    )
    sari = Appraisal("sari", behaviours=SARI.behaviours, facts={"leads": "true", "mark": "1"})
    there, back = compare(before, after, [sari]), compare(after, before, [sari])

    assert there.by_measure == {"evidence:": 0, "other": 1, "total": 70}
    assert back.by_measure == {"evidence:": 0, "other": -1, "total": -70}


def test_another_choice_of_result_is_a_part_of_its_own() -> None:
    measures = {"low": "lowest(behaviours.value)", "high": "highest(behaviours.value)"}
    before = policy({**measures, "total": "low + high"}, result="low")
    after = policy({**measures, "total": "low + high + 1"}, result="total")
    found = compare(before, after, [SARI])

    assert found.by_measure == {"total": 0, "result:": 81}


def test_a_result_of_another_kind_on_the_way_moves_with_the_next_part() -> None:
    before = policy({"one": MEAN, "two": "one + 1"}, result="one")
    after = policy({"one": f"{MEAN} >= 70", "two": "5 if one else 4"}, result="two")

    assert steps(before, after) == [("two",), ("one", "result:")]


def test_a_replacement_that_leaves_one_person_without_a_result_moves_with_the_next() -> None:
    peers = "mean(behaviours.value, where=behaviours.rater == 'peer')"
    before = policy({"view": MEAN, "total": "view"})
    after = policy(
        {
            "view": peers,
            "total": {"formula": f"{MEAN} + 1"},
        }
    )
    budi = Appraisal(
        "budi", behaviours=[Behaviour("a", "peer", value=50), Behaviour("b", value=70)]
    )
    found = compare(before, after, [SARI, budi])

    one, two = found.compared
    assert one.by_measure == {"view": Fraction(-10), "total": Fraction(11)}
    assert two.by_measure == {"view + total": Fraction(1)}
    assert found.by_measure == {"view": -10, "total": 11, "view + total": 1}
    assert found.effects["view + total"].parts == ("view", "total")


def test_a_replacement_under_which_evidence_is_refused_moves_with_the_next() -> None:
    before = policy({"total": MEAN}, evidence={"behaviours": {"value": {"from": 0, "to": 100}}})
    strict = {"value": {"from": 0, "to": 100}, "aspects": ["a"]}
    after = policy({"total": f"{MEAN} + 1"}, evidence={"behaviours": strict})

    found = compare(before, after, [SARI])

    assert [each.status for each in found.apart] == ["refused"]
