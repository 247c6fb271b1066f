"""Any sequence of steps: no record lost, no final result reopened, always a next step."""

from pathlib import Path

from hypothesis import settings

from asn_appraisal import parse_policy
from asn_appraisal.testing import ProcessMachine

PRESET = Path(__file__).parents[2] / "src/asn_appraisal/presets/permenpanrb-6-2022.yaml"

TestOneAppraisal = ProcessMachine.for_policy(parse_policy(PRESET.read_text("utf-8"))).TestCase
TestOneAppraisal.settings = settings(stateful_step_count=40)
