"""The bench of first looks: suggestions against the ties of the ledger, relations against those that people typed.

The look reads a document's text alone; the ties of `data/checks.csv` and the relations of `data/relations.csv` are
read here, to compare.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cited.intake import files, texts
from cited.intake.consistency import durations, relate
from cited.intake.consistency.arithmetic import computed
from cited.intake.formats import documents
from cited.intake.looking import look
from cited.intake.reading.grammar import read_text
from cited.ledger.agreement.verdicts import select
from cited.ledger.store import tables

# What is wanted, of figures that people have tied: their series among the first three, first, the approved outcome.
AIMS = {"among three": 0.88, "first": 0.65, "outcome": 0.80}


class Score(NamedTuple):
    """How the suggestions did on some tied figures: how many there are, those with the person's series among the first
    three, with it first, with the approved outcome first; figures that nothing is tied to, and those left alone."""

    tied: int = 0
    three: int = 0
    first: int = 0
    outcome: int = 0
    untied: int = 0
    declined: int = 0

    def plus(self, other: "Score") -> "Score":
        """Return the sum of two scores."""
        return Score(*(one + two for one, two in zip(self, other, strict=True)))


# Sentences of our own, each with a contradiction and its consistent twin, or with none; those of the sets `later` and
# `third` were written and scored once before anything was mended for them.
CONTRADICTIONS = Path(__file__).with_name("contradictions.csv")


class Planted(NamedTuple):
    """A pair of texts: its set and kind, the text that contradicts itself (empty for none) and the one that does not,
    whether the look doubts the first, and what it doubts in the second."""

    set: str
    kind: str
    wrong: str
    right: str
    seen: bool
    doubts: list[str]


def planted() -> Iterator[Planted]:
    """Give the planted contradictions with what a look says of each."""
    with CONTRADICTIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Planted(**row, seen=bool(_doubts(row["wrong"])), doubts=_doubts(row["right"]))


def _doubts(text: str) -> list[str]:
    lines = text.split("\n")
    figures = relate.mentions(lines, read_text(lines))
    results = computed(relate.everything(lines, figures), figures, durations.durations(figures, "2020"))
    return [one.words for one in results if one.fits is False]


def _planted() -> list[str]:
    rows = list(planted())
    said = []
    for name in dict.fromkeys(row.set for row in rows):
        own = [row for row in rows if row.set == name]
        wrong = [row for row in own if row.wrong]
        said.append(
            f"contradictions planted ({name} set): {sum(row.seen for row in wrong)} of {len(wrong)} found; "
            f"{sum(bool(row.doubts) for row in own)} of {len(own)} consistent texts doubted"
        )
    return said


def report() -> str:
    """Return how well the suggestions and the relations of first looks agree with what people decided, as a table."""
    ties: dict[str, set[str]] = {}
    for row in tables.rows("checks"):
        if row["series"]:
            ties.setdefault(row["figure"], set()).add(row["series"])
    approved = {row["figure"]: row for row in select()}
    key = {(row["figure"], row["other"]): row["kind"] for row in tables.rows("relations")}
    scores, misses, related, found = {}, Counter[str](), 0, texts.by_checksum()
    for row in files.sources():
        if row["sha256"] not in found or row.get("draft"):
            continue
        path = found[row["sha256"]]
        seen = look.examine(documents.document(path), path)
        places = _places(row["source"], seen)
        scores[row["source"]] = _score(places, seen, ties, approved, misses)
        names = {index: figure for figure, index in places.items() if index is not None}
        for one in seen.relations:
            first, *others = (names.get(index, "") for index in one.figures)
            related += any(one.kind in (key.get((first, other)), key.get((other, first))) for other in others[:1])
    if not scores:
        return "Suggestions: not measured, no document's text is here; name their folder: CITED_TEXTS"
    typed = sum(figure.rpartition("-")[0] in scores for figure, _ in key)
    return "\n".join(
        [
            _table(scores),
            f"relations typed by people that a look finds: {related} of {typed}",
            *_planted(),
            *_kinds(misses),
        ]
    )


def _places(source: str, seen: look.Look) -> dict[str, int | None]:
    """For each figure of the ledger the index of the look's figure that overlaps it, or None."""
    found: dict[str, int | None] = {}
    places = texts.Places(seen.lines)
    for row in files.rows("figures", source):
        line, start = int(row["line"]), places.start(int(row["line"]), row["printed"], int(row["occurrence"]))
        found[row["figure"]] = next(
            (
                index
                for index, figure in enumerate(seen.figures)
                if figure.mention.quantity.line == line
                and figure.mention.quantity.start < start + len(row["printed"])
                and start < figure.mention.quantity.end
            ),
            None,
        )
    return found


def _score(
    places: dict[str, int | None],
    seen: look.Look,
    ties: dict[str, set[str]],
    approved: dict[str, dict[str, str]],
    misses: Counter[str],
) -> Score:
    score = Score()
    for figure, index in places.items():
        suggested = seen.figures[index].suggestions if index is not None else []
        if figure not in ties:
            score = score.plus(Score(untied=1, declined=not suggested))
            continue
        names = [one.series for one in suggested]
        hits = [name in ties[figure] for name in names]
        right = bool(suggested) and suggested[0].outcome == approved[figure]["verdict"]
        score = score.plus(Score(1, any(hits[:3]), any(hits[:1]), right))
        if not any(hits[:3]):
            misses[f"the person’s series is {_missed(index, hits)}"] += 1
        if not right:
            misses[f"outcome: {_wrong(hits, approved[figure]['verdict'])}"] += 1
    return score


def _missed(index: int | None, hits: list[bool]) -> str:
    if index is None:
        return "not suggested: the grammar does not find the figure"
    if not hits:
        return "not suggested: nothing fits"
    return "further down" if any(hits) else "not among those suggested"


def _wrong(hits: list[bool], verdict: str) -> str:
    if not hits:
        return "none, nothing was suggested"
    if not hits[0]:
        return "of another series"
    return f"of the right series, but a person chose its date or definition ({verdict})"


def _table(scores: dict[str, Score]) -> str:
    total = Score()
    for one in scores.values():
        total = total.plus(one)
    head = f"{'':<18}{'tied':>6}{'among three':>13}{'first':>8}{'outcome':>9}{'untied':>8}{'left alone':>12}"
    rows = [head]
    for name, one in {**scores, "all documents": total}.items():
        shares = [_share(part, one.tied) for part in (one.three, one.first, one.outcome)]
        cells = f"{shares[0]:>13}{shares[1]:>8}{shares[2]:>9}{one.untied:>8}{one.declined:>12}"
        rows.append(f"{name:<18}{one.tied:>6}{cells}")
    reached = [total.three, total.first, total.outcome]
    for (aim, wanted), got in zip(AIMS.items(), reached, strict=True):
        share = got / total.tied if total.tied else 0.0
        rows.append(f"aim: {aim} at least {wanted:.2f}: {share:.3f}, {'reached' if share >= wanted else 'missed'}")
    return "\n".join(rows)


def _kinds(misses: Counter[str]) -> list[str]:
    return [f"{count} × {kind}" for kind, count in misses.most_common()]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"
