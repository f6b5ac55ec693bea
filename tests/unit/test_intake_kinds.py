"""Each sentence of tests/kinds_of_reading.csv is read as its rows say, and has no figure besides.

`period` is `none` where the sentence gives no time; a sentence without `printed` has no figure.
"""

import csv
import itertools

import pytest
from conftest import REPOSITORY

from benchmarks.marked import close, documents_in
from cited.intake import audit, draft
from cited.intake.grammar import read_text

with (REPOSITORY / "tests/kinds_of_reading.csv").open(encoding="utf-8", newline="") as file:
    KINDS = [
        (sentence, [row for row in rows if row["printed"]])
        for sentence, rows in itertools.groupby(csv.DictReader(file), key=lambda row: row["sentence"])
    ]


@pytest.mark.parametrize(("sentence", "rows"), KINDS, ids=[sentence for sentence, _ in KINDS])
def test_a_sentence_of_each_kind_is_read_as_a_person_reads_it(sentence, rows):
    found = read_text([sentence])[0].quantities
    told = [(one.printed, one.unit, one.period or "none") for one in found]
    assert told == [(row["printed"], row["unit"], row["period"]) for row in rows]
    for one, row in zip(found, rows, strict=True):
        low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
        assert close(one.low, low) and close(one.high, high)


@pytest.mark.parametrize("folder", ["documents", "later"])
def test_no_row_drafted_from_our_own_documents_is_refused_by_the_audit_or_drafted_twice(folder):
    refused, again = [], []
    for document in documents_in(REPOSITORY / "benchmarks" / folder):
        rows = draft.candidates("any", document.lines, [], [], "2024-05-01")
        for notes in (None, set()):
            faults = audit.audit_text("any", document.lines, rows, [], notes=notes).faults
            # A note's marker without a note is for a person to account for; no row is.
            refused += [fault.words for fault in faults if notes is None or fault.kind != "unaccounted"]
        again += draft.candidates("any", document.lines, rows, [], "2024-05-01")
    assert (refused, again) == ([], [])


def test_a_code_without_blanks_is_no_text_however_long():
    assert read_text(["5-" * 300_000])[0].quantities == []


def test_a_cell_with_a_second_number_in_brackets_has_both_and_a_header_may_begin_with_an_empty_cell():
    lines = ["Table 2. Outlook. Annual percentage change", " | 2024 | 2025", "Output | –0.4 (0.1) | 1.5 (1.6)"]
    found = [(one.low, one.unit, one.period) for one in read_text(lines)[2].quantities]
    assert found == [(-0.4, "percent", "2024"), (0.1, "percent", "2024")] + [(n, "percent", "2025") for n in (1.5, 1.6)]
