"""Scoring reads what it is given and nothing else: no file, network, clock, chance or state."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from asn_appraisal import Appraisal, Policy, parse_policy, score
from asn_appraisal.record import Behaviour, Indicator, WorkResult
from asn_appraisal.record.plan import Polarity

SOURCE = Path(__file__).parents[2] / "src"

POLICY = """
asn_appraisal: policy/1
id: pure
in_force: {from: 2020-01-01}
scales: {predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}}
evidence:
  indicators: {target: {above: 0}, actual: {from: 0}, missing: leave_out}
  behaviours: {aspects: [komitmen, kerja_sama], value: {from: 0, to: 120}}
  facts: {leads: {type: flag, default: "false"}, work: {type: choice, values: [office, field]}}
measures:
  each:
    per: indicators
    by: polarity
    cases:
      higher: min(120, 100 * actual / target)
      lower: clip(100 * (2 - actual / target), 0, 120)
      within: 100 if actual <= target_to else 50
    round: 2
  by_aspect: {per: behaviours.aspect, formula: median(behaviours.value) * 6 / 7}
  skp: {formula: "mean(each, weight=weight)", round: 2}
  total: {formula: 0.7 * skp + 0.3 * highest(by_aspect), round: 2}
  level: {scale: predicate, bands: {of: total, levels: [
    {level: baik, from: 90, when: leads}, {level: cukup, from: 50}, {level: kurang}]}}
result: level
"""

#: Written as a program, so that it also runs alone in another process.
PROGRAM = f'''
import sys

from asn_appraisal import Appraisal, RecordError, parse_policy, parse_records, score

POLICY = """{POLICY}"""
RECORDS = """
asn_appraisal: records/1
appraisals:
  - id: whole
    period: {{kind: annual, from: 2025-01-01, until: 2025-12-31}}
    indicators:
      - {{id: a, polarity: higher, target: 3, actual: 2, weight: 1/7}}
      - {{id: b, polarity: lower, target: 5, actual: 4, weight: 1}}
      - {{id: c, polarity: within, target: [2, 8], actual: 5, weight: 2}}
    behaviours:
      - {{aspect: komitmen, rater: superior, value: 92}}
      - {{aspect: kerja_sama, rater: peer, by: budi, value: 88}}
    facts: {{leads: true, work: field}}
  - id: partly
    indicators: [{{id: a, polarity: higher, target: 3, weight: 1}}]
    behaviours: [{{aspect: komitmen, value: 92}}]
    facts: {{wrok: field}}
  - id: wrong
    indicators: [{{id: a, polarity: higher, target: -3, actual: 1, weight: 1}}]
    facts: {{work: sea}}
"""


def everything() -> str:
    policy = parse_policy(POLICY)
    lines = [policy.fingerprint, repr(policy), str(policy.warnings)]
    for appraisal in parse_records(RECORDS).appraisals.values():
        try:
            card = score(policy, appraisal)
        except RecordError as error:
            lines += [str(error), error.text("en")]
        else:
            lines += [str(dict(card)), str(card), *map(str, (*card.problems, *card.notes))]
    return "\\n".join(lines)
'''

#: What no part of the library may ask of the machine once it is imported.
HOOK = """
import os, random, socket, subprocess, tempfile, threading, time

everything()  # what the standard library loads late is loaded
FORBIDDEN = (
    "open", "socket", "subprocess", "os", "shutil", "tempfile", "glob", "urllib", "http",
    "import", "ctypes", "sqlite3", "ssl", "winreg", "msvcrt", "pty", "syslog",
)
seen = []


def hook(event, arguments):
    if event.partition(".")[0] in FORBIDDEN:
        seen.append((event, str(arguments)))


def refused(*arguments, **options):
    raise AssertionError("the clock, chance or the environment was asked")


class Closed(dict):
    __getitem__ = __contains__ = __iter__ = get = refused


for module, names in (
    (time, ("time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime", "sleep")),
    (random, ("random", "randint", "choice", "shuffle", "getrandbits")),
    (os, ("getenv", "urandom", "getcwd", "getpid")),
    (threading, ("Thread",)),
):
    for name in names:
        setattr(module, name, refused)
os.environ = Closed()
sys.addaudithook(hook)
text = everything()
assert seen == [], seen
open(os.devnull).close()
assert [event for event, _ in seen] == ["open"]  # the hook does see
print(text)
"""


def run(program: str, **environment: str) -> str:
    """Run a program in a Python of its own and return what it prints."""
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", **environment},
    )
    assert not answer.returncode, answer.stderr
    return answer.stdout


def test_parsing_scoring_and_writing_ask_nothing_of_the_machine() -> None:
    assert "'level': Level(" in run(PROGRAM + HOOK)


def test_every_word_is_the_same_whatever_the_hash_seed_and_the_time_zone() -> None:
    program = PROGRAM + "\nprint(everything())"
    places = [("0", "UTC"), ("1", "Asia/Jakarta"), ("4294967295", "Asia/Jayapura")]

    assert 1 == len({run(program, PYTHONHASHSEED=seed, TZ=zone) for seed, zone in places})


POLARITIES: tuple[Polarity, ...] = ("higher", "lower", "within", "higher")


def appraisal() -> Appraisal:
    indicators = [
        Indicator(f"i{at}", polarity=polarity, target=at + 3, actual=at + 2, weight=f"1/{at + 7}")
        for at, polarity in enumerate(POLARITIES)
    ]
    behaviours = [Behaviour("komitmen", value="88.5"), Behaviour("kerja_sama", value=91)]
    return Appraisal(
        "a",
        results=[WorkResult("work", indicators=indicators)],
        behaviours=behaviours,
        facts={"leads": True, "work": "field"},
    )


@pytest.mark.parametrize("missing", [False, True], ids=["complete", "with a gap"])
def test_many_threads_score_one_cold_policy_alike(missing: bool) -> None:
    expected = dict(score(parse_policy(POLICY), _with_a_gap(appraisal(), gap=missing)))
    for _ in range(3):
        policy, one = parse_policy(POLICY), _with_a_gap(appraisal(), gap=missing)
        start = Barrier(16)

        def scored(
            policy: Policy = policy, one: Appraisal = one, start: Barrier = start
        ) -> dict[str, object]:
            start.wait()
            return dict(score(policy, one))

        with ThreadPoolExecutor(16) as pool:
            found = [each.result() for each in [pool.submit(scored) for _ in range(16)]]

        assert [expected] * 16 == found


def _with_a_gap(one: Appraisal, *, gap: bool) -> Appraisal:
    """Return an appraisal that the general program takes, or the straight-line code."""
    rows = one.behaviours[:1] if gap else one.behaviours
    return Appraisal(one.id, results=one.results, behaviours=rows, facts=one.facts)
