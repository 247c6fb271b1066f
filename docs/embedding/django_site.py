"""A whole Django site in one file that scores: the policy is read once, a view does the rest.

python django_site.py runserver
"""

import json
import sys
from decimal import Decimal

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from asn_appraisal import AppraisalError, explain, parse_records, score, to_dict
from asn_appraisal.presets import preset

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], DEBUG=False)

#: Frozen, so all requests and threads may share it.
POLICY = preset("pp-30-2019")


@require_POST
def score_one(request: HttpRequest, appraisal: str) -> JsonResponse:
    """Score one appraisal of a records document; faults come back all at once."""
    try:
        # 97.50 arrives as it was typed: a float would be another number, and is refused.
        records = parse_records(json.loads(request.body, parse_float=Decimal))
        if appraisal not in records.appraisals:
            return JsonResponse({"detail": "no such appraisal"}, status=404)
        card = score(POLICY, records.appraisals[appraisal])
    except json.JSONDecodeError as error:
        return JsonResponse({"detail": str(error)}, status=400)
    except AppraisalError as error:
        problems = [to_dict(problem) for problem in error.problems]
        return JsonResponse({"problems": problems, "text": error.text("id")}, status=422)
    return JsonResponse({"card": to_dict(card), "explanation": explain(card).markdown})


urlpatterns = [path("score/<str:appraisal>", score_one)]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
