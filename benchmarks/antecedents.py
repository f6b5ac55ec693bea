"""Finds the weights of cited/intake/reading/antecedents.csv on the marked documents, and says how well they do on
others.

`python -m benchmarks.antecedents` writes the table. It is a softmax regression: of the units near a number that has
none of its own, the marked one is to be the likeliest. Each of four parts of the documents is also read with weights
found on the other three.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks import marked
from cited import project
from cited.intake.reading.antecedents import spots
from cited.intake.reading.clues import candidates
from cited.intake.reading.grammar import read_text

FOLDERS = ("benchmarks/documents", "benchmarks/later")
TABLE = "cited/intake/reading/antecedents.csv"
# A clue that fewer examples have is left out, and so is one that hardly weighs; how strongly weights are held down.
_LEAST, _SLIGHT, _DECAY = 4, 0.05, 4.0
_STEPS, _RATE, _PARTS = 200, 0.05, 4


class Example(NamedTuple):
    """A number without a unit: its document, what rules read, what is marked, and the clues of each candidate."""

    document: str
    read: str
    unit: str
    clues: Mapping[str, set[str]]


def examples(folder: Path) -> list[Example]:
    """Return the numbers without a unit of their own in the marked documents of a folder."""
    found = []
    for document in marked.documents_in(folder):
        readings = read_text(document.lines)
        by_line = defaultdict(list)
        for figure in document.expected:
            by_line[figure.line].append(figure)
        units = {
            (one.line, one.start): figure.unit
            for reading in readings
            for one in reading.quantities
            for figure in by_line[one.line]
            if one.start < figure.end and figure.start < one.end
        }
        for spot in spots(document.lines, readings, units):
            place = (spot.quantity.line, spot.quantity.start)
            if place in units:
                found.append(Example(document.name, spot.quantity.unit, units[place], candidates(spot)))
    return found


def weights(given: Sequence[Example]) -> dict[str, int]:
    """Return what each clue weighs, in hundredths, so that the marked units of some examples are likeliest."""
    fit = [one for one in given if one.unit in one.clues]
    counts = Counter(clue for one in fit for clues in one.clues.values() for clue in clues)
    index = {clue: number for number, clue in enumerate(sorted(clue for clue in counts if counts[clue] >= _LEAST))}
    rows: list[int] = []
    columns: list[int] = []
    marks: list[float] = []
    sizes: list[int] = []
    for one in fit:
        for unit in sorted(one.clues):
            known = [index[clue] for clue in sorted(one.clues[unit]) if clue in index]
            rows += [len(marks)] * len(known)
            columns += known
            marks.append(float(unit == one.unit))
        sizes.append(len(one.clues))
    found = _descended(np.array(rows), np.array(columns), np.array(marks), np.array(sizes), len(index))
    return {clue: round(100 * found[number]) for clue, number in index.items() if abs(found[number]) >= _SLIGHT}


def _descended(rows: np.ndarray, columns: np.ndarray, marks: np.ndarray, sizes: np.ndarray, count: int) -> np.ndarray:
    """The weights that some steps of Adam lead to from none."""
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    owner = np.repeat(np.arange(len(sizes)), sizes)
    found, first, second = np.zeros(count), np.zeros(count), np.zeros(count)
    for step in range(1, _STEPS + 1):
        sums = np.bincount(rows, found[columns], len(marks))
        powers = np.exp(sums - np.maximum.reduceat(sums, starts)[owner])
        likely = powers / np.add.reduceat(powers, starts)[owner]
        slope = np.bincount(columns, (likely - marks)[rows], count) + _DECAY * found
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        found = found - _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return found


def right(given: Iterable[Example], known: Mapping[str, int]) -> int:
    """Return for how many examples the likeliest unit is the marked one."""
    return sum(_likeliest(one.clues, known) == one.unit for one in given)


def _likeliest(clues: Mapping[str, set[str]], known: Mapping[str, int]) -> str:
    sums = {unit: sum(known.get(clue, 0) for clue in clues[unit]) for unit in sorted(clues)}
    return max(sums, key=lambda unit: sums[unit])


def main() -> None:
    """Write the table, and print how many units are right in documents that its weights were not found on."""
    given = [one for folder in FOLDERS for one in examples(project.root() / folder)]
    names = sorted({one.document for one in given})
    count = 0
    for part in range(_PARTS):
        held = set(names[part::_PARTS])
        known = weights([one for one in given if one.document not in held])
        count += right([one for one in given if one.document in held], known)
    found = weights(given)
    with (project.root() / TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["clue", "weight"])
        writer.writerows(sorted(found.items()))
    print(f"{len(given)} numbers without a unit of their own, {len(found)} clues")
    print(f"right in documents left out: {count}; as they are read now: {sum(one.read == one.unit for one in given)}")


if __name__ == "__main__":
    main()
