"""The schema of each document kind, as data and as the text that editors read."""

import json
from collections.abc import Callable
from typing import Any

from asn_appraisal.policy.shapes import PolicyShape
from asn_appraisal.record import Appraisal, Quantity, Rating, WorkResult
from asn_appraisal.record.reading import FrameworkShape, RecordsShape
from asn_appraisal.scoring.cases import CaseShape, CasesShape

from .shapes import SCALAR, Schema, Shapes, said_of
from .words import KIND_SAID

_DRAFT = "http://json-schema.org/draft-07/schema#"


def _appraisal(shapes: Shapes) -> Schema:
    """An appraisal; `indicators` directly under it are one result, and not beside `results`."""
    name = "Penilaian"
    if name not in shapes.definitions:
        shapes.definitions[name] = {}
        whole = shapes.class_schema(Appraisal)
        whole["properties"]["indicators"] = _short_indicators(shapes)
        whole["not"] = {"required": ["indicators", "results"]}
        shapes.definitions[name] = whole
    return {"$ref": f"#/definitions/{name}"}


def _short_indicators(shapes: Shapes) -> Schema:
    indicators = shapes.class_schema(WorkResult)["properties"]["indicators"]
    return {**indicators, "description": said_of(Appraisal, "indicators")}


def _given(shapes: Shapes) -> Schema:
    """Evidence of a case: an appraisal without an id, and marks written short."""
    shapes.schema(Appraisal)
    whole = json.loads(json.dumps(shapes.definitions["Penilaian"]))
    del whole["required"]
    rows = whole["properties"]["behaviours"]
    every = {
        "type": "object",
        "properties": {"all": {"anyOf": [shapes.schema(Quantity), shapes.schema(Rating)]}},
        "required": ["all"],
        "additionalProperties": False,
    }
    said = {"description": said_of(CaseShape, "behaviours")}
    whole["properties"]["behaviours"] = {**said, "anyOf": [rows, every]}
    whole["properties"]["employee"] = {"description": said_of(CaseShape, "employee")}
    return {**whole, "description": said_of(CaseShape, "given")}


def _case(shapes: Shapes) -> Schema:
    """One case: something is expected, as values or as the same result."""
    whole = shapes.class_schema(CaseShape)
    properties = whole["properties"]
    properties["given"] = _given(shapes)
    values = {"anyOf": [SCALAR, {"type": "object", "additionalProperties": SCALAR}]}
    said = {"description": said_of(CaseShape, "expect")}
    properties["expect"] = {
        **said,
        "anyOf": [{"const": "same_result"}, {"type": "object", "additionalProperties": values}],
    }
    properties["same_except"] = {
        "description": said_of(CaseShape, "same_except"),
        "type": "object",
        "additionalProperties": {"type": "array", "items": SCALAR},
    }
    measured = {"required": ["expect"], "properties": {"expect": {"type": "object"}}}
    related = {
        "required": ["expect", "same_except"],
        "properties": {"same_except": {"minProperties": 1}},
    }
    return {**whole, "anyOf": [measured, related]}


def _policy(shapes: Shapes) -> Schema:
    """A policy; a variant gives only what it changes."""
    whole = shapes.class_schema(PolicyShape)
    variant = Shapes(shapes.definitions, shapes.own, is_partial=True).class_schema(PolicyShape)
    for each in (whole, variant):
        each["properties"] = {**_first("policy"), **each["properties"]}
        each["required"] = ["asn_appraisal", *each.get("required", ["id"])]
        del each["description"]
    return {"if": {"required": ["based_on"]}, "then": variant, "else": whole}


def _first(kind: str) -> Schema:
    said = "Jenis dan versi dokumen; selalu kunci pertama."
    return {"asn_appraisal": {"description": said, "const": f"{kind}/1"}}


def _whole(shape: type, kind: str) -> Callable[[Shapes], Schema]:
    def made(shapes: Shapes) -> Schema:
        found = shapes.class_schema(shape)
        found["properties"] = {**_first(kind), **found["properties"]}
        found["required"] = ["asn_appraisal", *found.get("required", [])]
        return found

    return made


def _cases(shapes: Shapes) -> Schema:
    """Cases; the first has no case before it whose evidence it could take."""
    whole = _whole(CasesShape, "cases")(shapes)
    rows = whole["properties"]["cases"]
    first = {"items": [{"required": ["given"]}]}
    whole["properties"]["cases"] = {**rows, "allOf": [first]}
    return whole


_BODIES: dict[str, Callable[[Shapes], Schema]] = {
    "policy": _policy,
    "records": _whole(RecordsShape, "records"),
    "framework": _whole(FrameworkShape, "framework"),
    "cases": _cases,
}
#: The kinds of documents.
KINDS = tuple(_BODIES)


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of a document kind, as plain data.

    >>> schema_of("records")["properties"]["asn_appraisal"]["const"]
    'records/1'
    """
    shapes = Shapes(own={Appraisal: _appraisal, CaseShape: _case})
    body = _BODIES[kind](shapes)
    head = {"$schema": _DRAFT, "title": f"asn_appraisal: {kind}/1", "description": KIND_SAID[kind]}
    return {**head, **body, **head, "definitions": dict(sorted(shapes.definitions.items()))}


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a document kind as text."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1) + "\n"


def file_name(kind: str) -> str:
    """Return what the file of a schema is called."""
    return f"{kind}.schema.json"
