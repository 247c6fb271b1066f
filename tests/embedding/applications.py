"""The two example applications, asked as a client asks them: `python3 dev.py embedding`.

Not part of the ordinary tests, which need neither Django nor FastAPI: the name keeps it out.
"""

import json
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from asn_appraisal import from_dict

FOLDER = Path(__file__).parents[2] / "docs" / "embedding"
Ask = Callable[[str, str], tuple[int, Any]]

DOCUMENT = """{"asn_appraisal": "records/1", "appraisals": [{"id": "2021-sari",
 "indicators": [{"id": "izin", "polarity": "higher", "target": 480, "actual": 512.5, "weight": 1}],
 "behaviours": [{"aspect": "orientasi_pelayanan", "value": 92}, {"aspect": "komitmen", "value": 90},
                {"aspect": "inisiatif_kerja", "value": 88}, {"aspect": "kerja_sama", "value": 94.25}],
 "facts": {"innovation": false, "peers_heard": false, "leads_people": false}}]}"""


def loaded(name: str) -> ModuleType:
    """Load an example as its server does."""
    spec = spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def fastapi() -> Ask:
    """Return a client of the FastAPI application."""
    from fastapi.testclient import TestClient

    client = TestClient(loaded("fastapi_app").app)

    def ask(path: str, body: str) -> tuple[int, Any]:
        answer = client.post(path, content=body)
        return answer.status_code, answer.json()

    return ask


def django() -> Ask:
    """Return a client of the Django site."""
    loaded("django_site")
    import django as framework
    from django.test import Client

    framework.setup()

    def ask(path: str, body: str) -> tuple[int, Any]:
        answer = Client().post(path, data=body, content_type="application/json")
        return answer.status_code, json.loads(answer.content)

    return ask


@pytest.fixture(params=[fastapi, django], ids=["fastapi", "django"], scope="module")
def ask(request: pytest.FixtureRequest) -> Ask:
    found: Ask = request.param()
    return found


def test_an_appraisal_is_scored_exactly_and_explained(ask: Ask) -> None:
    status, answer = ask("/score/2021-sari", DOCUMENT)

    assert status == 200
    assert answer["card"]["values"]["achievement"] != {}
    assert (
        from_dict(answer["card"])["skp"] == from_dict(answer["card"])["achievement"]["work", "izin"]
    )
    assert str(from_dict(answer["card"])["skp"]) == "106.77"
    assert "512,5" in answer["explanation"]


def test_faults_come_back_all_at_once_with_their_places(ask: Ask) -> None:
    status, answer = ask(
        "/score/2021-sari", DOCUMENT.replace('"higher"', '"up"').replace("480", '"banyak"')
    )

    assert status == 422
    assert [each["code"] for each in answer["problems"]] == ["ASN-D027", "ASN-D023"]
    assert "indicators[0].polarity" in answer["text"]


def test_evidence_that_breaks_the_policy_is_refused(ask: Ask) -> None:
    status, answer = ask("/score/2021-sari", DOCUMENT.replace('"value": 92', '"value": 500'))

    assert status == 422
    assert [each["code"] for each in answer["problems"]] == ["ASN-E001"]


def test_what_is_not_there_and_what_is_no_json_are_told_apart(ask: Ask) -> None:
    assert ask("/score/2021-budi", DOCUMENT)[0] == 404
    assert ask("/score/2021-sari", "{")[0] == 400
