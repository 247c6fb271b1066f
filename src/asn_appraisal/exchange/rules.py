"""Policies, levels, texts, problems and errors as plain data."""

from collections.abc import Mapping
from typing import Any

from asn_appraisal.document import to_plain
from asn_appraisal.errors import (
    LANGUAGES,
    AppraisalError,
    Place,
    Problem,
    Text,
)
from asn_appraisal.errors.messages import MESSAGES
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy, parse_policy

from .form import Data, Form, damaged, optional, part, text, to_dict, values


def policy_data(policy: Policy) -> dict[str, Any]:
    data: dict[str, Any] = {"document": to_plain(policy.document)}
    return data if policy.base is None else {**data, "base": to_dict(policy.base)}


def read_policy(data: Data) -> Policy:
    base = optional(data, "base", Policy)
    known = {} if base is None else {base.id: base}
    return parse_policy(part(data, "document", Mapping), known=known)


def text_data(text: Text) -> dict[str, str]:
    return {language: text.in_language(language) for language in LANGUAGES}


def read_text(data: Data) -> Text:
    return Text(text(data, "id"), text(data, "en"))


def level_data(level: Level) -> dict[str, Any]:
    label = text_data(level.label)
    return {"scale": level.scale, "name": level.name, "order": level.order, "label": label}


def read_level(data: Data) -> Level:
    label = read_text(part(data, "label", Mapping))
    return Level(text(data, "scale"), text(data, "name"), part(data, "order", int), label)


def problem_data(problem: Problem) -> dict[str, Any]:
    data: dict[str, Any] = {"code": problem.code, "values": dict(problem.values)}
    data["what"] = text_data(problem.what)
    if problem.place is not None:
        data["place"] = place_data(problem.place)
    return data


def read_problem(data: Data) -> Problem:
    code, values = text(data, "code"), part(data, "values", Mapping)
    if code not in MESSAGES:
        raise damaged("code", "kode yang dikenal", "a known code")
    given = data.get("place")
    place = None if given is None else read_place(part(data, "place", Mapping))
    problem = Problem(code, place, values)
    try:
        problem.text()
    except KeyError as error:
        raise damaged(f"values.{error.args[0]}", "teks", "text") from None
    return problem


def place_data(place: Place) -> dict[str, Any]:
    names = ("path", "line", "column", "width", "source")
    return {name: getattr(place, name) for name in names}


def read_place(data: Data) -> Place:
    line, column = (
        part(data, name, int) if data.get(name) is not None else None for name in ("line", "column")
    )
    return Place(text(data, "path"), line, column, part(data, "width", int), text(data, "source"))


def error(kind: type[AppraisalError]) -> Form:
    return Form(
        kind,
        lambda error: {"problems": [to_dict(each) for each in error.problems]},
        lambda data: kind(values(data, "problems", Problem)),
    )
