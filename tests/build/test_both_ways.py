"""Reports are the same bytes whether their processes are forked or each has an ordinary kernel."""

import os
import shutil
import subprocess
import sys

import pytest
from conftest import soaking

from cited.press.reports import catalogue

# One report with every kind of chart, and one that asks for the texts; `make soak` builds one of each notebook.
CHOSEN = ("reserves", "source")


@pytest.mark.soak
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux alone")
def test_ordinary_kernels_print_the_same_bytes(clone, tmp_path, monkeypatch):
    folder = tmp_path / "project"
    for name in ("data", "docs", "notebooks"):
        shutil.copytree(clone / name, folder / name)
    (folder / "reports").mkdir()
    shutil.copy(clone / "reports/catalogue.yml", folder / "reports")
    monkeypatch.chdir(folder)
    first = {report.notebook: str(report.page) for report in reversed(catalogue.load())}
    pages = [page for name, page in first.items() if name in CHOSEN or soaking()]
    assert len(pages) >= len(CHOSEN)
    build = [sys.executable, "-m", "cited", "build", "--no-fork", "--jobs", "2", *pages]
    environment = {**os.environ, "PYTHONPATH": str(clone)}
    result = subprocess.run(build, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert {page: (folder / page).read_bytes() for page in pages} == {
        page: (clone / page).read_bytes() for page in pages
    }
