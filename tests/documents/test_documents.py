"""The ledger of the five documents, against the texts where they are at hand and against what is known of them."""

import csv
import hashlib
import json
import os
from pathlib import Path

import pytest
from conftest import REPOSITORY

DATA = REPOSITORY / "data"
SOURCES = list(csv.DictReader((DATA / "sources.csv").open(encoding="utf-8", newline="")))
DOCUMENTS = [row["source"] for row in SOURCES]


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table of the repository's data."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """The lines of every text that is at hand, by document."""
    named = [Path(name) for name in os.environ.get("CITED_TEXTS", "").split(os.pathsep) if name]
    files = [
        path for folder in (DATA / "texts", *named) if folder.is_dir() for path in folder.iterdir() if path.is_file()
    ]
    by_checksum = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in files}
    found = {row["source"]: by_checksum[row["sha256"]] for row in SOURCES if row["sha256"] in by_checksum}
    return {source: path.read_text(encoding="utf-8").split("\n") for source, path in found.items()}


def lines(texts: dict[str, list[str]], source: str) -> list[str]:
    if source not in texts:
        pytest.skip(f"the text of {source} is in no folder of CITED_TEXTS")
    return texts[source]


@pytest.mark.parametrize("source", DOCUMENTS)
def test_every_printed_stands_in_its_line_at_its_occurrence(texts, source):
    text = lines(texts, source)
    lost = [
        f"{row['figure']}: {row['printed']!r} is not in line {row['line']} {row['occurrence']} times"
        for row in rows(f"figures/{source}")
        if text[int(row["line"]) - 1].count(row["printed"]) < int(row["occurrence"])
    ]
    assert lost == []


@pytest.mark.parametrize("source", DOCUMENTS)
def test_no_figure_lies_within_another(texts, source):
    text = lines(texts, source)
    spans = []
    for row in rows(f"figures/{source}"):
        start = -1
        for _ in range(int(row["occurrence"])):
            start = text[int(row["line"]) - 1].index(row["printed"], start + 1)
        spans.append((int(row["line"]), start, start + len(row["printed"]), row["figure"]))
    for before, after in zip(sorted(spans), sorted(spans)[1:], strict=False):
        assert before[0] < after[0] or before[2] <= after[1], (before, after)


@pytest.mark.parametrize("source", DOCUMENTS)
def test_a_text_has_the_lines_that_sources_says(texts, source):
    known = next(row for row in SOURCES if row["source"] == source)
    assert len(lines(texts, source)) in (int(known["lines"]), int(known["lines"]) + 1)


@pytest.mark.parametrize("source", DOCUMENTS)
def test_every_work_stands_in_its_note(texts, source):
    text = lines(texts, source)
    for row in rows("works"):
        if row["source"] == source and row["line"]:
            note = text[int(row["line"]) - 1]
            for column in ("author", "title", "publisher", "translation"):
                assert row[column] in note, f"{row['work']}, {column}"


@pytest.mark.parametrize(
    ("source", "figure_of", "low", "high", "unit"),
    [
        ("ishmael-2020", "almost $4 trillion", "4000000000000", "4000000000000", "USD"),
        ("ishmael-2020", "63, 928", "63928", "63928", "persons"),
        ("ishmael-2020", "more than 1.8 million masks", "1800000", "", "masks"),
        ("suwa-2018", "about ¥5.2-¥6.3 trillion", "5200000000000", "6300000000000", "JPY"),
        ("iom-2016", "1.5 billion Chinese applications", "1500000000", "1500000000", "applications"),
        ("asean-2024", "USD 696.71 billion", "696710000000", "696710000000", "USD"),
        ("pickings-2018", "one to two million people", "1000000", "2000000", "persons"),
    ],
)
def test_a_well_known_figure_is_in_the_ledger(source, figure_of, low, high, unit):
    found = [row for row in rows(f"figures/{source}") if row["printed"] == figure_of]
    assert [(row["low"], row["high"], row["unit"]) for row in found] == [(low, high, unit)], (
        f"data/figures/{source}.csv: the row printed “{figure_of}” is not as approved"
    )


def test_a_thousandfold_error_is_kept_and_marked():
    row = next(row for row in rows("figures/iom-2016") if row["printed"].startswith("1.5 billion"))
    assert (row["status"], row["remark"] != "") == ("doubtful", True)


def test_passages_printed_twice_are_rows_that_repeat():
    found = [row for row in rows("figures/pickings-2018") if row["printed"].startswith("22 million")]
    assert [row["repeats"] for row in found] == ["", found[0]["figure"]]


def test_missing_notes_are_seen_and_said():
    missing = [row["note"] for row in rows("works") if row["source"] == "ishmael-2020" and "missing" in row["remark"]]
    assert missing == ["31", "51"]


def test_every_note_of_a_figure_is_among_the_works():
    notes = {(row["source"], row["note"]) for row in rows("works")}
    for source in DOCUMENTS:
        for row in rows(f"figures/{source}"):
            for note in row["notes"].split():
                assert (source, note) in notes, f"{row['figure']} names note {note}"


def test_two_currencies_of_one_amount_are_tied():
    for source in DOCUMENTS:
        known = {row["figure"]: row for row in rows(f"figures/{source}")}
        for row in known.values():
            if row["repeats"] and row["unit"] == known[row["repeats"]]["unit"]:
                assert (row["low"], row["high"]) == (known[row["repeats"]]["low"], known[row["repeats"]]["high"]), row[
                    "figure"
                ]


def test_every_column_is_explained_in_the_readme():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for resource in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        for field in resource["schema"]["fields"]:
            assert f"`{field['name']}`" in text, f"{resource['name']}.{field['name']} is not in data/README.md"
            assert field["description"]


def test_no_text_is_in_the_repository():
    tracked = [path for path in DATA.rglob("*.txt") if "texts" not in path.parts]
    assert tracked == []
    assert "data/texts/" in Path(REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
