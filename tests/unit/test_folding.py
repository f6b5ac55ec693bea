"""What many rows lack is said once."""

from cited.intake.drafting.folding import folded


def test_a_fault_of_many_rows_is_said_once_with_all_of_them():
    faults = [f"data/figures/a.csv, row {row}, column `actor`: nothing" for row in (2, 3, 4, 7, 9, 10)]
    assert folded(faults) == ["data/figures/a.csv, rows 2–4, 7, 9–10, column `actor`: nothing"]


def test_faults_of_other_columns_files_and_words_stay_apart_and_in_order():
    faults = [
        "a.csv, row 3, column `unit`: x",
        "note 5: y",
        "a.csv, row 3, column `actor`: x",
        "b.csv, row 4, column `unit`: x",
    ]
    assert folded(faults) == faults
