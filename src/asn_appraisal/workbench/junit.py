"""Outcomes as JUnit XML, which every build server reads."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from attrs import field, frozen


@frozen
class Outcome:
    """Hasil satu pemeriksaan."""

    #: What was checked.
    name: str
    #: What it belongs to.
    group: str
    #: Why it failed; empty where it did not.
    failure: str = ""
    #: The file and line where it stands.
    file: str = ""
    line: int | None = None
    #: What else is said about it.
    properties: Mapping[str, str] = field(factory=dict)


def junit(name: str, outcomes: Sequence[Outcome]) -> str:
    """Write outcomes as one suite."""
    failures = sum(bool(each.failure) for each in outcomes)
    counts = {"tests": str(len(outcomes)), "failures": str(failures), "errors": "0"}
    suites = ET.Element("testsuites", {"name": name, **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": name, **counts, "skipped": "0"})
    for each in outcomes:
        case = ET.SubElement(suite, "testcase", {"name": each.name, "classname": each.group})
        if each.file:
            case.set("file", each.file)
        if each.line is not None:
            case.set("line", str(each.line))
        if each.properties:
            properties = ET.SubElement(case, "properties")
            for key, value in each.properties.items():
                ET.SubElement(properties, "property", {"name": key, "value": value})
        if each.failure:
            first = each.failure.partition("\n")[0]
            ET.SubElement(case, "failure", {"message": first}).text = each.failure
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'
