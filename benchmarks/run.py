"""`make bench`: measures the press against other ways to the same pages, on this machine, and writes what it found."""

import datetime
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks import aims, grammar, look, parts, results
from benchmarks.results import OURS, Row
from cited import project

# The parts that measure intake, each with the function whose report is printed; the others measure the press.
INTAKE = {"grammar": grammar.report, "look": look.report}
KNOWN = (*INTAKE, *parts.PARTS)


def bench(chosen: list[str], quick: bool, jobs: int) -> int:
    """Run the parts that are asked for, all without any; return 1 when one of them, or the press itself, failed."""
    if unknown := sorted(set(chosen) - set(KNOWN)):
        raise project.InputError(
            f"PARTS: {', '.join(f'“{name}”' for name in unknown)}: no such part; expected {', '.join(KNOWN)}"
        )
    for part, report in INTAKE.items():
        if not chosen or part in chosen:
            print(report())
    press = [part for part in chosen or KNOWN if part not in INTAKE]
    return _press(press, quick, jobs) if press else 0


def _press(chosen: list[str], quick: bool, jobs: int) -> int:
    folder, root = Path(tempfile.mkdtemp(prefix="cited-bench-")), project.root()
    output, size = root / ".build/bench", parts.QUICK if quick else parts.FULL
    failed: list[str] = []
    try:
        for part in chosen:
            try:
                rows = measured(part, size, jobs, folder / part, root)
            except RuntimeError as error:
                print(f"{part}: not measured, since a program that it runs failed: {error}", file=sys.stderr)
                failed.append(part)
                continue
            known = [row for row in results.load(output) if row.part != part]
            # Written after every part: an interrupted bench loses only what it was at.
            results.write(known + rows, aims.judged(known + rows), output)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    known = results.load(output)
    text = results.markdown(known, aims.judged(known))
    print(text)
    if not quick:
        results.publish(text, root / "docs/benchmarks.md")
    print(f"Written to {output.relative_to(root)}: {', '.join(results.FILES)}")
    return 1 if failed or any(row.way == OURS and row.seconds is None for row in known) else 0


def measured(part: str, size: parts.Size, jobs: int, folder: Path, root: Path) -> list[Row]:
    """Measure a part in a folder of its own, say each result as it comes, and return all."""
    folder.mkdir()
    day, rows = datetime.date.today().isoformat(), []
    for row in parts.PARTS[part](size, jobs, folder, root):
        rows.append(replace(row, part=part, day=day))
        taken = f"{row.seconds:.2f} s" if row.seconds is not None else row.note
        print(f"{row.what}, {row.set}, {row.way}, {row.reports} reports: {taken}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    return rows
