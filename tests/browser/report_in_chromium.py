"""The report in a real browser: `python3 dev.py browser`; it needs `chromium` on the path.

Not part of the ordinary tests: the name of this file keeps it out of them.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from asn_appraisal import parse_policy, parse_records
from asn_appraisal.workbench.report import report_of, report_page

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
#: Written into a copy of the page: the page itself has no script.
LOOK = """<script>
addEventListener("load", () => {
  const pictures = [...document.images].map(each => [each.naturalWidth, each.alt]);
  const page = document.documentElement;
  const found = {pictures, width: page.scrollWidth, window: page.clientWidth,
    loaded: performance.getEntriesByType("resource").map(each => each.name.slice(0, 5)),
    rows: document.querySelectorAll("tbody tr").length};
  const place = document.createElement("pre");
  place.id = "found";
  place.textContent = JSON.stringify(found);
  document.body.append(place);
});
</script>"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with everything in it."""
    folder = EXAMPLES / "lhokseumawe-kompetensi"
    text = (folder / "policy.yaml").read_text("utf-8")
    policy = parse_policy(text.replace("from: 80}", "from: 82}"))
    records = parse_records((folder / "records.yaml").read_text("utf-8"))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(
        report_page(report_of(policy, records, other=parse_policy(text), verify=False)), "utf-8"
    )
    return path


def chromium(*options: str) -> str:
    """Run Chromium without a window, a network or a profile of its own."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    alone = ["--headless", "--no-sandbox", "--disable-gpu", "--proxy-server=127.0.0.1:9"]
    answer = subprocess.run(  # noqa: S603 - our own words
        [CHROMIUM, *alone, *options], capture_output=True, check=True, encoding="utf-8", timeout=90
    )
    return answer.stdout


@pytest.mark.parametrize("width", [390, 1000])
def test_pictures_are_drawn_and_the_page_fits_phone_and_desk(report: Path, width: int) -> None:
    copy = report.with_name(f"copy-{width}.html")
    copy.write_text(report.read_text("utf-8").replace("</body>", f"{LOOK}</body>"), "utf-8")
    page = chromium(f"--window-size={width},900", "--dump-dom", copy.as_uri())
    found = json.loads(re.search(r'<pre id="found">(.*?)</pre>', page, re.DOTALL)[1])  # type: ignore[index]

    assert len(found["pictures"]) > 6
    assert all(wide > 0 and words for wide, words in found["pictures"])
    assert found["width"] <= found["window"]
    assert set(found["loaded"]) <= {"data:"}
    assert found["rows"] > 12


def test_it_prints(report: Path) -> None:
    paper = report.with_suffix(".pdf")
    chromium("--no-pdf-header-footer", f"--print-to-pdf={paper}", report.as_uri())
    text = paper.read_bytes()

    assert text.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", text)) > 2
