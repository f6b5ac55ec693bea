"""`make advisories`, with a stand-in for pip-audit, whose answers come from the network."""

import json

import pytest

from cited import advisories

PINS = "# pinned\nattrs==26.1.0\npyyaml==6.0.3\n-e .\n"
SOUND = {"name": "attrs", "version": "26.1.0", "vulns": []}
SKIPPED = {"name": "attrs", "skip_reason": "no such"}
ADVISED = {"name": "pyyaml", "version": "6.0.3", "vulns": [{"id": "GHSA-1", "fix_versions": ["6.0.4"]}]}


def check(project, capsys, answer: str, complaint: str = "", status: int = 0) -> tuple[int, str]:
    """Run the check with a pip-audit that answers so; return the status and what was said."""
    project.write("requirements.txt", PINS)
    script = f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\necho '{complaint}' >&2\nexit {status}\n"
    project.write(".build/advisories/bin/pip-audit", script)
    (project.root / ".build/advisories/bin/pip-audit").chmod(0o755)
    status, said = advisories.check(), capsys.readouterr()
    return status, said.out + said.err


def test_pins_without_advisories_end_with_zero(project, capsys):
    found = check(project, capsys, json.dumps({"dependencies": [SOUND]}))
    assert found == (0, "No advisory is published for any of the 2 pins.\n")
    assert (project.root / ".build/advisories/requirements.txt").read_text() == "attrs==26.1.0\npyyaml==6.0.3\n"


@pytest.mark.parametrize(
    ("answer", "complaint", "message"),
    [
        (json.dumps({"dependencies": [SOUND, ADVISED]}), "", "pyyaml 6.0.3: GHSA-1, mended in 6.0.4"),
        (json.dumps({"dependencies": [SKIPPED, ADVISED]}), "", "attrs: not checked: no such"),
        (json.dumps({"dependencies": [SKIPPED, ADVISED]}), "", "1 of 2 pins checked, 1 advisories"),
        (json.dumps({"dependencies": [SKIPPED]}), "", "The advisories could not be read"),
        ("", "ERROR: connection refused", "The advisories could not be read, which needs the network"),
        ("", "ERROR: connection refused", "ERROR: connection refused"),
        ("{}", "", "nothing is known of the pins"),
    ],
)  # fmt: skip
def test_an_advisory_and_advisories_that_cannot_be_read_end_with_one_and_are_told(
    project, capsys, answer, complaint, message
):
    status, said = check(project, capsys, answer, complaint, 1)
    assert (status, message in said) == (1, True), said
