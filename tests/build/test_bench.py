"""The bench: what it makes to measure, how it counts, and a small one from end to end."""

import contextlib
import csv
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from conftest import REPOSITORY

from benchmarks import aims, measure, parts, peers, results, run, scenarios, synthetic
from benchmarks.measure import Measured
from benchmarks.results import FLOOR, OURS, Row


def reports(way: str, **taken: float) -> list[Row]:
    """The seconds of a way for so many plain reports: `n24=6.5`."""
    return [Row("reports", "plain", way, int(count[1:]), seconds) for count, seconds in taken.items()]


def test_the_median_is_a_run_that_was_made_and_the_memory_the_largest():
    found = measure.middle([Measured(3, 10), Measured(1, 30), Measured(2, 20)])
    assert found == Measured(2, 30)


def test_a_command_that_fails_says_why(tmp_path):
    with pytest.raises(RuntimeError, match="no such thing"):
        measure.run([sys.executable, "-c", "import sys; sys.exit('no such thing')"], tmp_path, {})


def test_what_a_command_leaves_behind_ends_with_it(tmp_path):
    left = (
        "import subprocess; print(subprocess.Popen(['sleep', '60'], stdout=-3, stderr=-3).pid, file=open('left', 'w'))"
    )
    measure.run([sys.executable, "-c", left], tmp_path, {})
    process = int((tmp_path / "left").read_text())
    deadline = time.monotonic() + 10
    with contextlib.suppress(psutil.NoSuchProcess):
        while psutil.Process(process).status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_memory_counts_what_a_command_starts():
    held = "x = bytearray(60_000_000); input()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {held!r}])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as process:
        watch = measure.Watch(process.pid)
        deadline = time.monotonic() + 60
        while watch.most < 60_000_000 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.communicate(b"\n", timeout=60)
    assert watch.end() > 60_000_000


def test_aims_are_ratios_of_one_set_and_say_what_is_missed():
    rows = [*reports(OURS, n1=1.0, n24=5.0, n100=20.0), *reports(aims.LOOP, n1=2.0, n24=100.0)]
    found = {aim.what: aim for aim in aims.judged([*rows, *reports(FLOOR, n100=16.0)])}
    assert {what: (aim.found, aim.reached) for what, aim in found.items()} == {
        "24 reports, plain: the loop's time to ours": ("20", False),
        "100 reports, plain: our time to the floor's": ("1.25", True),
    }


def test_the_tables_of_the_documentation_are_those_of_the_last_bench(tmp_path):
    page = tmp_path / "benchmarks.md"
    page.write_text(f"Before.\n\n{results.BEGIN}\nold\n\n{results.END}\nAfter.\n", encoding="utf-8")
    results.publish("new\n", page)
    assert page.read_text(encoding="utf-8") == f"Before.\n\n{results.BEGIN}\nnew\n\n{results.END}\nAfter.\n"


def test_the_table_has_ratios_and_names_what_could_not_be_run():
    rows = [
        *reports(OURS, n1=2.0),
        *reports(aims.LOOP, n1=5.0),
        Row("reports", "own", "Quarto", 0, note=results.QUARTO),
    ]
    text = results.markdown(rows, [])
    assert f"| {aims.LOOP} | 5.0 (2.50) |" in text
    assert "- Quarto: its program is not on the package registries" in text


def test_a_part_measured_again_replaces_itself_alone(tmp_path):
    row = Row("nothing to do", "own", OURS, 2, 0.05, part="changes", day="2026-11-22")
    results.write([row, *reports(OURS, n1=2.0)], [], tmp_path)
    assert results.load(tmp_path) == [row, *reports(OURS, n1=2.0)]
    assert all((tmp_path / name).stat().st_size for name in results.FILES)


def test_a_way_that_is_not_installed_is_named_with_the_reason(tmp_path):
    missing = {way.name: way.missing(tmp_path) for way in peers.ways(tmp_path)}
    assert missing[OURS] == "" and missing[FLOOR] == ""
    assert "`make peers` installs it" in missing[aims.LOOP]


def test_a_synthetic_ledger_keeps_every_rule(tmp_path, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    made = synthetic.make("own", 1, tmp_path / "set")
    synthetic.ledger(1500, made.root)
    with (made.root / "data/figures/synthetic-1.csv").open(encoding="utf-8", newline="") as file:
        added = len(list(csv.DictReader(file)))
    known = sum(len(path.read_text().splitlines()) - 1 for path in (REPOSITORY / "data/figures").glob("*.csv"))
    assert known + added == 1500
    assert measure.run(scenarios.CHECK, made.root, scenarios.ENVIRONMENT).seconds > 0


def test_a_row_that_the_bench_changes_keeps_every_rule(tmp_path, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    made = synthetic.make("own", 1, tmp_path / "set")
    for number in range(2):
        scenarios.row(made, number)
        assert measure.run(scenarios.CHECK, made.root, scenarios.ENVIRONMENT).seconds > 0


def test_a_part_whose_program_fails_is_named_and_the_next_one_is_measured(tmp_path, monkeypatch, capsys):
    def failing(*_):
        raise RuntimeError("no such thing")
        yield

    monkeypatch.setattr(run.project, "root", lambda: tmp_path)
    monkeypatch.setattr(parts, "PARTS", {"own": failing, "plain": lambda *_: reports(OURS, n1=1.0)})
    assert run.bench(["own", "plain"], True, 2) == 1
    output = capsys.readouterr()
    assert output.err == "own: not measured, since a program that it runs failed: no such thing\n"
    assert [(row.part, row.seconds) for row in results.load(tmp_path / ".build/bench")] == [("plain", 1.0)]


def test_a_small_bench_runs_from_end_to_end(project, monkeypatch, capsys):
    monkeypatch.setattr(parts, "QUICK", parts.Size((1,), 1, (1,), 100, 1))
    known = [way for way in peers.ways(project.root) if way.name in (OURS, FLOOR)]
    missing = [way for way in peers.ways(project.root) if way.name == aims.LOOP]
    monkeypatch.setattr(peers, "ways", lambda _: [*known, *missing])
    assert run.bench(["plain"], quick=True, jobs=1) == 0
    assert "| cited |" in capsys.readouterr().out
    ways = {row.way for row in results.load(Path(".build/bench")) if row.seconds}
    assert ways == {OURS, FLOOR}
