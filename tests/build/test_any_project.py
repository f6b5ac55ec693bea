"""The press prints any notebook project: without a ledger, its package or anything else of ours."""

import subprocess
import sys

from conftest import notebook

CELLS = [
    ("markdown", "# How far in 3 days?"),
    ("parameters", 'name: str = "nobody"  # who walks\ndays: int = 3  # how long'),
    ("code", "import pandas as pd\nimport walk\npd.DataFrame({'km': [walk.SPEED * days]}, index=[name])"),
    ("code", "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"),
]
CATALOGUE = (
    "reports:\n  - {path: 'walks/{name}', notebook: walk, title: A walk, answers: How far., each: {name: [ann, bob]}}\n"
)
PRESS = """
import sys

for name in ("cited.ledger", "cited.page", "cited.intake"):
    sys.modules[name] = None
from cited.press.build.builder import build
from cited.press.build.data import Data

sys.exit(build([], 2, Data()))
"""


def test_a_project_of_notebooks_and_a_catalogue_is_published(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "notebooks/walk.ipynb").write_text(notebook(CELLS))
    (tmp_path / "notebooks/walk.py").write_text("SPEED = 30\n")
    (tmp_path / "reports/catalogue.yml").write_text(CATALOGUE)
    options = {"cwd": tmp_path, "capture_output": True, "text": True, "timeout": 300, "check": False}
    first = subprocess.run([sys.executable, "-c", PRESS], **options)
    assert first.returncode == 0, first.stdout + first.stderr
    page = (tmp_path / "reports/walks/ann.html").read_text()
    assert "<th>ann</th>" in page and "<td>90</td>" in page and "data:image/png;base64" in page
    assert "walks/bob.html" in (tmp_path / "reports/index.html").read_text()
    again = subprocess.run([sys.executable, "-m", "cited", "build"], **options)
    assert again.stdout == "Nothing changed: all 2 reports are as their sources are.\n", again.stderr
    (tmp_path / "notebooks/walk.py").write_text("SPEED = 40\n")
    assert "2 of 2 reports built" in subprocess.run([sys.executable, "-m", "cited", "build"], **options).stdout
