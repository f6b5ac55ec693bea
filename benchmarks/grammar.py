"""The bench: how much of the confirmed ledger, and of documents of our own, the grammar and other readers find."""

import csv
from pathlib import Path
from typing import NamedTuple

from benchmarks import marked, readers
from benchmarks.marked import Expected, close
from cited import project
from cited.intake import files, texts
from cited.intake.reading.grammar import Quantity, read_text

UNSEEN = Path("tests/unseen_sentences.csv")
OURS = "grammar"


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
        same = [i for i in over if close(found[i].low, figure.low) and close(found[i].high, figure.high)]
        count, valued = count + bool(over), valued + bool(same)
        right += any(found[i].unit == figure.unit for i in same)
    return Score(len(expected), count, valued, right, len(found), len(hits))


Scores = dict[str, Score]


def report() -> str:
    """Return the table of scores, and one line for each figure that the grammar missed or read otherwise."""
    scores, missed = bench()
    absent = [f"{one.name} is not measured: {one.why}" for one in readers.missing()]
    return "\n".join([table(scores), *missed, "", own_documents(), *absent])


def bench() -> tuple[dict[str, Scores], list[str]]:
    """Return, per document and for the unseen sentences, the score of each finder that can be run.

    Also returns what the grammar missed or read otherwise, one sentence each. A document without text is left out.
    """
    scores: dict[str, Scores] = {}
    missed: list[str] = []
    there = texts.by_checksum()
    for row in files.sources():
        if row["sha256"] in there and not row.get("draft"):
            lines = texts.lines(there[row["sha256"]])
            expected = [_expected(figure, lines) for figure in files.rows("figures", row["source"])]
            scores[row["source"]] = {OURS: _of_ours(row["source"], lines, expected, missed)} | _of_others(
                lines, expected
            )
    lines, expected = unseen(project.root() / UNSEEN)
    scores["unseen sentences"] = {OURS: _of_ours("unseen", lines, expected, missed)} | _of_others(lines, expected)
    return scores, missed


def own_documents() -> str:
    """Return a table of how well documents of our own are read, by folder: those that the grammar was mended for, and
    those written afterwards; with periods, corrections per 100 rows, and cells of tables read right; and a line for
    each figure missed or read otherwise."""
    head = f"{'own documents':<18}{'':<18}{'figures':>8}{'recall':>9}{'value':>9}{'and unit':>10}{'precision':>11}"
    rows = [f"{head}{'period':>9}{'corrections':>13}{'and undated':>13}{'cells':>8}{'right':>8}"]
    missed: list[str] = []
    count = 0
    for folder in ("documents", "later"):
        totals: Scores = {}
        rest = marked.Checked()
        lines: list[str] = []
        expected: list[Expected] = []
        for document in marked.documents_in(project.root() / "benchmarks" / folder):
            count += 1
            one = _of_ours(document.name, document.lines, document.expected, missed)
            totals[OURS] = totals[OURS].plus(one) if OURS in totals else one
            rest = rest.plus(marked.checked(document, marked.quantities(document)))
            expected += [figure._replace(line=figure.line + len(lines)) for figure in document.expected]
            lines += document.lines
        totals |= _of_others(lines, expected)
        for finder, total in totals.items():
            row = f"{folder if finder == OURS else '':<18}{finder:<18}{_cells(total)}"
            if finder == OURS:
                row += f"{_share(rest.dated, rest.periods):>9}{100 * rest.corrections / rest.rows:>13.1f}"
                row += f"{100 * (rest.corrections + rest.undated) / rest.rows:>13.1f}"
                row += f"{rest.cells:>8}{_share(rest.right_cells, rest.cells):>8}"
            rows.append(row)
    said = "corrections are rows of 100 that need any edit; and undated: with those dated where the key gives no period"
    return "\n".join([*rows, f"{count} documents; {said}", *missed])


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


def table(scores: dict[str, Scores]) -> str:
    """Return the scores as a table for the terminal, with the five documents summed."""
    documents = [name for name in scores if name != "unseen sentences"]
    total: Scores = {}
    for name in documents:
        for finder, one in scores[name].items():
            total[finder] = total[finder].plus(one) if finder in total else one
    ordered = {name: scores[name] for name in documents} | ({"all documents": total} if total else {})
    ordered["unseen sentences"] = scores["unseen sentences"]
    rows = [f"{'':<18}{'':<18}{'figures':>8}{'recall':>9}{'value':>9}{'and unit':>10}{'precision':>11}"]
    for name, by_finder in ordered.items():
        rows += [f"{name if finder == OURS else '':<18}{finder:<18}{_cells(one)}" for finder, one in by_finder.items()]
    return "\n".join(rows)


def _cells(one: Score) -> str:
    shares = (_share(part, one.expected) for part in (one.found, one.valued, one.right))
    cells = "".join(f"{share:>{width}}" for share, width in zip(shares, (9, 9, 10), strict=True))
    return f"{one.expected:>8}{cells}{_share(one.figures, one.quantities):>11}"


def _of_ours(name: str, lines: list[str], expected: list[Expected], missed: list[str]) -> Score:
    """The grammar's score on some lines; what it missed is added to `missed`."""
    found = [quantity for reading in read_text(lines) for quantity in reading.quantities]
    for figure in expected:
        one = score([figure], [quantity for quantity in found if quantity.line == figure.line])
        if not one.right:
            printed = lines[figure.line - 1][figure.start : figure.end]
            what = "read otherwise" if one.found else "not found"
            missed.append(f"{name}, line {figure.line}: “{printed}” {what}")
    for quantity in found:
        if not score(expected, [quantity]).figures:
            missed.append(f"{name}, line {quantity.line}: “{quantity.printed}” is not a figure")
    return score(expected, found)


def _of_others(lines: list[str], expected: list[Expected]) -> Scores:
    """The scores of the other readers that can be run."""
    scores: Scores = {}
    for reader in readers.NAMES:
        other = readers.quantities(reader, lines, expected)
        if other is not None:
            scores[reader] = score(expected, other)
    return scores


def _expected(row: dict[str, str], lines: list[str]) -> Expected:
    number = int(row["line"])
    start = texts.Places(lines).start(number, row["printed"], int(row["occurrence"]))
    low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
    return Expected(number, start, start + len(row["printed"]), low, high, row["unit"])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"
