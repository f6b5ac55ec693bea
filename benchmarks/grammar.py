"""The bench: how much of the confirmed ledger the grammar finds by itself, beside quantulum3 on the same lines."""

import csv
import importlib.util
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.marked import Expected
from cited import project
from cited.intake import files, texts
from cited.intake.grammar import Quantity, read_text

# Names a Python interpreter that has quantulum3, where this one has not.
VARIABLE = "CITED_QUANTULUM"
UNSEEN = Path("tests/unseen_sentences.csv")
# What quantulum3 calls the ledger's units; counts have no unit there.
_UNITS = {
    "percentage": "percent",
    "dollar": "USD",
    "euro": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "pound sterling": "GBP",
    "year": "years",
    "month": "months",
    "week": "weeks",
    "day": "days",
    "decade": "years",
    "square kilometre": "km2",
    "kilometre": "km",
    "tonne": "tonnes",
    "cubic metre": "m3",
}
# Runs in the other interpreter: lines in, spans with values and units out.
_SCRIPT = """
import json, logging, sys
logging.disable(logging.CRITICAL)
from quantulum3 import parser
found = []
for number, line in enumerate(json.load(sys.stdin), start=1):
    try:
        quantities = parser.parse(line) if line.strip() else []
    except Exception:
        quantities = []
    found += [[number, *q.span, q.value, q.unit.name] for q in quantities]
json.dump(found, sys.stdout)
"""


class Score(NamedTuple):
    """How a finder did on some lines: figures expected, found, with the right value, and with the right unit too;
    quantities it found, and those that are figures."""

    expected: int
    found: int
    valued: int
    right: int
    quantities: int
    figures: int

    def plus(self, other: "Score") -> "Score":
        """Return the sum of two scores."""
        return Score(*(one + two for one, two in zip(self, other, strict=True)))


def score(expected: list[Expected], found: list[Quantity]) -> Score:
    """Return how well the quantities found agree with those expected; a figure is found where they overlap."""
    hits, count, valued, right = set(), 0, 0, 0
    by_line: dict[int, list[int]] = {}
    for index, quantity in enumerate(found):
        by_line.setdefault(quantity.line, []).append(index)
    for figure in expected:
        over = [i for i in by_line.get(figure.line, ()) if found[i].start < figure.end and figure.start < found[i].end]
        hits.update(over)
        same = [i for i in over if _close(found[i].low, figure.low) and _close(found[i].high, figure.high)]
        count, valued = count + bool(over), valued + bool(same)
        right += any(found[i].unit == figure.unit for i in same)
    return Score(len(expected), count, valued, right, len(found), len(hits))


def report() -> str:
    """Return the table of scores, and one line for each figure that the grammar missed or read otherwise."""
    scores, missed = bench()
    lines = [table(scores)]
    if not any(other for _, other in scores.values()):
        lines.append(f"quantulum3 is not installed; {VARIABLE} may name a Python that has it")
    return "\n".join([*lines, *missed, "", own_documents()])


def bench() -> tuple[dict[str, tuple[Score, Score | None]], list[str]]:
    """Return, per document and for the unseen sentences, the score of the grammar and that of quantulum3.

    Also returns what the grammar missed or read otherwise, one sentence each. A document without text is
    left out; the second score is None where quantulum3 is not installed.
    """
    scores: dict[str, tuple[Score, Score | None]] = {}
    missed: list[str] = []
    there = texts.found()
    for row in files.sources():
        if row["sha256"] in there and not row.get("draft"):
            lines = texts.lines(there[row["sha256"]])
            expected = [_expected(figure, lines) for figure in files.rows("figures", row["source"])]
            scores[row["source"]] = _both(row["source"], lines, expected, missed)
    lines, expected = unseen(project.root() / UNSEEN)
    scores["unseen sentences"] = _both("unseen", lines, expected, missed)
    return scores, missed


def own_documents() -> str:
    """Return a table of how well the grammar reads documents of our own, by folder: those written before it was mended
    for them, and those written afterwards, with the periods; and a line for each figure missed or read otherwise."""
    from benchmarks import marked

    rows = [
        f"{'own documents':<30}{'figures':>8}{'recall':>9}{'value':>9}{'and unit':>10}{'precision':>11}{'period':>9}"
    ]
    missed: list[str] = []
    for folder in ("documents", "later"):
        score_: dict[str, Score | None] = {"grammar": None, "quantulum3": None}
        given = right = 0
        for document in marked.documents_in(project.root() / "benchmarks" / folder):
            pair = _both(document.name, document.lines, document.expected, missed)
            for finder, one in zip(score_, pair, strict=True):
                so_far = score_[finder]
                score_[finder] = so_far.plus(one) if so_far and one else one
            counted = marked.periods(document, marked.quantities(document))
            given, right = given + counted.given, right + counted.right
        for finder, total in score_.items():
            if total:
                shares = (_share(part, total.expected) for part in (total.found, total.valued, total.right))
                cells = "".join(f"{share:>{width}}" for share, width in zip(shares, (9, 9, 10), strict=True))
                period = _share(right, given) if finder == "grammar" else "–"
                rows.append(
                    f"{folder if finder == 'grammar' else '':<18}{finder:<12}{total.expected:>8}{cells}"
                    f"{_share(total.figures, total.quantities):>11}{period:>9}"
                )
    return "\n".join([*rows, *missed])


def unseen(path: Path) -> tuple[list[str], list[Expected]]:
    """Return the sentences of a file and the quantities expected in each; a row without `printed` expects none."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = list(dict.fromkeys(row["sentence"] for row in rows))
    expected = [
        _expected(row | {"line": str(lines.index(row["sentence"]) + 1), "occurrence": "1"}, lines)
        for row in rows
        if row["printed"]
    ]
    return lines, expected


def table(scores: dict[str, tuple[Score, Score | None]]) -> str:
    """Return the scores as a table for the terminal, with the five documents summed."""
    documents = [name for name in scores if name != "unseen sentences"]
    total = {}
    if documents:
        sums = [scores[documents[0]][0], scores[documents[0]][1]]
        for name in documents[1:]:
            sums = [one.plus(two) if one and two else None for one, two in zip(sums, scores[name], strict=True)]
        total = {"all documents": tuple(sums)}
    ordered = {name: scores[name] for name in documents} | total
    ordered["unseen sentences"] = scores["unseen sentences"]
    head = f"{'':<18}{'':<12}{'figures':>8}{'recall':>9}{'value':>9}{'and unit':>10}{'precision':>11}"
    rows = [head]
    for name, pair in ordered.items():
        for finder, one in zip(("grammar", "quantulum3"), pair, strict=True):
            if one:
                shares = [
                    _share(one.found, one.expected),
                    _share(one.valued, one.expected),
                    _share(one.right, one.expected),
                ]
                cells = f"{shares[0]:>9}{shares[1]:>9}{shares[2]:>10}{_share(one.figures, one.quantities):>11}"
                rows.append(f"{name if finder == 'grammar' else '':<18}{finder:<12}{one.expected:>8}{cells}")
    return "\n".join(rows)


def _both(name: str, lines: list[str], expected: list[Expected], missed: list[str]) -> tuple[Score, Score | None]:
    found = [quantity for reading in read_text(lines) for quantity in reading.quantities]
    for figure in expected:
        one = score([figure], [quantity for quantity in found if quantity.line == figure.line])
        if not one.right:
            printed = lines[figure.line - 1][figure.start : figure.end]
            what = "read otherwise" if one.found else "not found"
            missed.append(f"{name}, line {figure.line}: “{printed}” {what}")
    for quantity in found:
        if not score(expected, [quantity]).figures:
            missed.append(f"{name}, line {quantity.line}: “{quantity.printed}” is no figure")
    other = _quantulum(lines, expected)
    return score(expected, found), None if other is None else score(expected, other)


def _quantulum(lines: list[str], expected: list[Expected]) -> list[Quantity] | None:
    """The quantities of quantulum3, read as kindly as can be: any end of a range counts, and no unit is a count's."""
    python = sys.executable if importlib.util.find_spec("quantulum3") else os.environ.get(VARIABLE)
    if not python:
        return None
    run = subprocess.run([python, "-c", _SCRIPT], input=json.dumps(lines), capture_output=True, text=True, check=False)
    if run.returncode:
        raise project.InputError(f"{VARIABLE}: {python} cannot run quantulum3: {run.stderr.strip().splitlines()[-1:]}")
    found = []
    for line, start, end, value, name in json.loads(run.stdout):
        over = [f for f in expected if f.line == line and f.start < end and start < f.end]
        figure = next((f for f in over if _close(value, f.low) or _close(value, f.high)), None)
        unit = _UNITS.get(name, name)
        if figure and name == "dimensionless" and figure.unit.islower() and figure.unit not in _UNITS.values():
            unit = figure.unit
        low, high = (figure.low, figure.high) if figure else (value, value)
        found.append(Quantity(line, start, end, "", 1, low, high, "", unit, ""))
    return found


def _expected(row: dict[str, str], lines: list[str]) -> Expected:
    number = int(row["line"])
    start = texts.Places(lines).start(number, row["printed"], int(row["occurrence"]))
    low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
    return Expected(number, start, start + len(row["printed"]), low, high, row["unit"])


def _close(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return math.isclose(one, two, rel_tol=1e-6, abs_tol=1e-9)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"
