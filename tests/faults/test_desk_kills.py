"""A desk that is killed while it saves: every answered edit stands, every table is whole, and the next desk goes on."""

import csv
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time

from conftest import REPOSITORY, limited
from intake_project import build

TEXT = "\n".join(f"In {2000 + year} the port took {year + 3},{year + 100} ships." for year in range(20)) + "\n"
KILLS, SECONDS = 5, 60


def command(folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    environment.pop("CITED_TEXTS", None)
    return {"args": [sys.executable, "-m", "cited", *arguments], "cwd": folder, "env": environment}


def serve(folder):
    """A desk, and what its page sends: address and token."""
    process = subprocess.Popen(
        **command(folder, "review", "note"), stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with limited(process):
        said = (re.search(r"http://([\d.:]+)/\?token=(\S+)", line) for line in process.stdout)
        found = next(filter(None, said))
    return process, found[1], found[2]


def send(host, token, body):
    """Whether an edit was answered as saved."""
    connection = http.client.HTTPConnection(host, timeout=SECONDS)
    try:
        headers = {"X-Token": token, "Content-Type": "application/json"}
        connection.request("POST", "/edit", json.dumps(body), headers)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def rows(folder, table="figures"):
    with (folder / f"data/{table}/note.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_answered_edit_survives_a_kill_at_any_moment(tmp_path):
    build(tmp_path)
    (tmp_path / "note.txt").write_text(TEXT)
    subprocess.run(**command(tmp_path, "draft", "note.txt"), check=True, capture_output=True, timeout=SECONDS)
    chance, expected, moved = random.Random(4), {}, set()
    for kill in range(KILLS):
        process, host, token = serve(tmp_path)
        timer = threading.Timer(chance.uniform(0.05, 0.9), process.send_signal, (signal.SIGKILL,))
        timer.start()
        end = time.monotonic() + SECONDS
        while process.poll() is None and time.monotonic() < end:
            left = [row["figure"] for row in rows(tmp_path)]
            figure = chance.choice(left)
            if chance.random() < 0.1 and len(left) > 10:
                printed = next(row["printed"] for row in rows(tmp_path) if row["figure"] == figure)
                if send(host, token, {"do": "class", "figure": figure, "class": "label"}):
                    moved.add(printed)
                    expected.pop(figure, None)
                else:
                    expected.pop(figure, None)
            else:
                value = f"kill {kill}, {chance.random()}"
                if send(host, token, {"do": "set", "figure": figure, "column": "remark", "value": value}):
                    expected[figure] = value
                else:
                    # Whether it was saved nobody was told.
                    expected.pop(figure, None)
        timer.join(SECONDS)
        process.wait(SECONDS)
        assert process.poll() is not None
    # What the last one left undone the next command finishes.
    process, _, _ = serve(tmp_path)
    process.send_signal(signal.SIGINT)
    assert process.wait(SECONDS) == 0
    found = {row["figure"]: row for row in rows(tmp_path)}
    numbers = {row["printed"] for row in rows(tmp_path, "numbers")}
    assert {figure: found[figure]["remark"] for figure in expected} == expected
    assert moved <= numbers
    assert len(found) + len(numbers) == 20
    assert not [path for path in (tmp_path / "data").rglob("*") if path.suffix == ".part" or "journal" in path.name]
