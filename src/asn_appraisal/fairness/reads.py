"""V1, V2 and V3 from what a policy reads: nothing about the person, no raw units, no order."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from asn_appraisal.errors import Text
from asn_appraisal.formula import AGGREGATES
from asn_appraisal.formula.tree import (
    Aggregate,
    Fact,
    Field,
    Node,
)
from asn_appraisal.policy import Policy
from asn_appraisal.policy.protected import is_protected
from asn_appraisal.record import Appraisal

from .outcomes import scored
from .study import DisagreementError, Finding, Study
from .witness import Witness

# V1 --------------------------------------------------------------------------------------------


def blind(study: Study) -> Finding:
    """Decide whether anything about the person is read."""
    used = sorted(
        {name for measure in study.policy.measures.values() for name in _names(measure.body)}
    )
    protected = [name for name in used if is_protected(name.rpartition(".")[2])]
    if protected:
        listed = ", ".join(f"`{name}`" for name in protected)
        text = Text(f"Kebijakan membaca {listed}.", f"The policy reads {listed}.")
        found = Witness(Text("", ""), what=text, because=text, measure=study.policy.result)
        return Finding("violated", "data flow", text, (found,))
    listed = ", ".join(used)
    text = Text(
        "Tidak satu pun atribut pribadi dibaca (nama, NIP, jenis kelamin, agama, suku, daerah asal,"
        " umur, status kawin, pandangan politik). Ini tidak mengatakan apa pun tentang perbedaan"
        f" hasil antar kelompok. Yang dibaca: {listed}.",
        "No attribute of the person is read (name, NIP, gender, religion, ethnicity, region, age,"
        " marital state, political view). This says nothing about differences of results between"
        f" groups. What is read: {listed}.",
    )
    return Finding("proved", "data flow", text)


def _names(body: Node) -> Iterator[str]:
    for node in body.walk():
        match node:
            case Field():
                yield f"{node.table}.{node.name}"
            case Fact():
                yield f"facts.{node.name}"


# V3 --------------------------------------------------------------------------------------------


def order(study: Study) -> Finding:
    """Decide whether the order of rows changes anything: every aggregate takes rows as a set."""
    functions = {
        node.function
        for measure in study.policy.measures.values()
        for node in measure.body.walk()
        if isinstance(node, Aggregate)
    }
    unknown = functions - set(AGGREGATES)
    chance = study.chance()
    tried = 0
    for appraisal in study.appraisals(most=20):
        before, after = (
            scored(study.policy, each) for each in (appraisal, _shuffled(appraisal, chance))
        )
        tried += 1
        if before is not None and after is not None and before.result != after.result:
            raise DisagreementError(study.policy.id, "the order of rows changes a result")
    if unknown:
        return Finding(
            "not_found", "search", Text(", ".join(unknown), ", ".join(unknown)), examples=tried
        )
    text = Text(
        "Setiap agregat memperlakukan barisnya sebagai himpunan, dan hitungannya eksak: urutan"
        " indikator, hasil kerja, penilai dan aspek tidak terbaca.",
        "Every aggregate takes its rows as a set, and arithmetic is exact: the order of indicators,"
        " results, raters and aspects is not read.",
    )
    return Finding("proved", "data flow", text, examples=tried)


def _shuffled(appraisal: Appraisal, chance: Any) -> Appraisal:
    def mixed(rows: tuple[Any, ...]) -> list[Any]:
        found: list[Any] = chance.sample(rows, len(rows))
        return found

    results = [evolve(each, indicators=mixed(each.indicators)) for each in appraisal.results]
    return evolve(
        appraisal,
        results=mixed(tuple(results)),
        behaviours=mixed(appraisal.behaviours),
        competencies=mixed(appraisal.competencies),
        periods=mixed(appraisal.periods),
    )


def reads_of(policy: Policy) -> frozenset[str]:
    """Return every field and fact that a policy reads."""
    return frozenset(name for each in policy.measures.values() for name in _names(each.body))
