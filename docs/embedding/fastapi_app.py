"""A FastAPI application that scores: the policy is read once, every request is on its own.

uvicorn fastapi_app:app
"""

import json
from decimal import Decimal
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from asn_appraisal import AppraisalError, explain, parse_records, score, to_dict
from asn_appraisal.presets import preset

app = FastAPI()
#: Frozen, so all requests and threads may share it.
POLICY = preset("pp-30-2019")


@app.post("/score/{appraisal}")
async def score_one(appraisal: str, request: Request) -> Any:
    """Score one appraisal of a records document; faults come back all at once."""
    try:
        # 97.50 arrives as it was typed: a float would be another number, and is refused.
        records = parse_records(json.loads(await request.body(), parse_float=Decimal))
        if appraisal not in records.appraisals:
            return JSONResponse({"detail": "no such appraisal"}, status_code=404)
        card = score(POLICY, records.appraisals[appraisal])
    except json.JSONDecodeError as error:
        return JSONResponse({"detail": str(error)}, status_code=400)
    except AppraisalError as error:
        problems = [to_dict(problem) for problem in error.problems]
        return JSONResponse({"problems": problems, "text": error.text("id")}, status_code=422)
    return {"card": to_dict(card), "explanation": explain(card).markdown}
