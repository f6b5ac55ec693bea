"""Every page is valid HTML, by html-validate's recommended rules."""

import json
import shutil
import subprocess

import pytest
from conftest import REPOSITORY, some_pages

# Installed by `npm install --prefix .build/html-validate html-validate`, which .ci/run does.
OWN = REPOSITORY / ".build/html-validate/node_modules/.bin/html-validate"


@pytest.mark.soak
def test_every_page_is_valid_html(site):
    validator = str(OWN) if OWN.is_file() else shutil.which("html-validate")
    if not validator or not shutil.which("node"):
        pytest.skip("html-validate is not installed; npm install --prefix .build/html-validate html-validate@9.7.1")
    pages = [str(page) for page in some_pages(site)]
    result = subprocess.run(
        [validator, "--preset", "recommended", "--formatter", "json", *pages],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    found = [
        f"{page['filePath']}, line {fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in json.loads(result.stdout or "[]")
        for fault in page["messages"]
    ]
    assert found == []
    assert result.returncode == 0, result.stderr
