"""From appraisals to tables, for the tests: what an application would hold in its columns."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from asn_appraisal import Appraisal
from asn_appraisal.document import exact_text
from asn_appraisal.record import NotApplicable


def text(value: Any) -> str | None:
    return exact_text(value) if isinstance(value, Fraction) else None


def reason(value: Any) -> str | None:
    return value.reason if isinstance(value, NotApplicable) else None


def rating(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def rows_of(appraisals: Sequence[Appraisal]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table, numbers as text."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("results", "indicators", "behaviours", "competencies", "periods")
    }
    tables |= {"facts": [], "judgements": []}
    for one in appraisals:
        key = {"appraisal": one.id}
        for result in one.results:
            tables["results"].append(
                {
                    **key,
                    "id": result.id,
                    "title": result.title,
                    "kind": result.kind,
                    "weight": text(result.weight),
                    "rating": rating(result.rating),
                    "rating_not_applicable": reason(result.rating),
                }
            )
            for each in result.indicators:
                target = each.target
                single = target is not None and target.is_single
                tables["indicators"].append(
                    {
                        **key,
                        "result": result.id,
                        "id": each.id,
                        "title": each.title,
                        "unit": each.unit,
                        "kind": result.kind,
                        "aspect": each.aspect,
                        "polarity": each.polarity,
                        "target": text(target.from_) if target and single else None,
                        "target_from": text(target.from_) if target and not single else None,
                        "target_to": text(target.to) if target and not single else None,
                        "at_maximum": each.at_maximum,
                        "actual": text(each.realised),
                        "actual_not_applicable": reason(each.realised),
                        "weight": text(each.weight),
                    }
                )
        for mark in one.behaviours:
            tables["behaviours"].append(
                {
                    **key,
                    "aspect": mark.aspect,
                    "rater": mark.rater,
                    "by": mark.by,
                    "value": text(mark.value),
                    "value_not_applicable": reason(mark.value),
                    "rating": rating(mark.rating),
                    "rating_not_applicable": reason(mark.rating),
                }
            )
        for level in one.competencies:
            tables["competencies"].append(
                {
                    **key,
                    "competency": level.competency,
                    "cluster": level.cluster,
                    "required": text(level.required),
                    "attained": text(level.attained),
                    "attained_not_applicable": reason(level.attained),
                }
            )
        for period in one.periods:
            tables["periods"].append(
                {**key, "period": period.period, "months": text(period.months), **period.measures}
            )
        tables["facts"].append({**key, **one.facts})
        for measure, said in one.judgements.items():
            tables["judgements"].append(
                {
                    **key,
                    "measure": measure,
                    "level": said.level,
                    "reason": said.reason,
                    "evidence": ", ".join(said.evidence),
                }
            )
    return tables
