"""Drafts: a new document from text to confirmed rows."""

import csv
import json

import pytest
from conftest import REPOSITORY, add_tables, each_case
from intake_project import enter

from cited import project
from cited.__main__ import main
from cited.files import write
from cited.intake import files, texts
from cited.intake.desk import page
from cited.intake.drafting import confirm, draft
from cited.intake.formats import documents
from cited.intake.reading import guess
from cited.ledger.store import audits

TEXT = """# Trade note

On 3 March 2023 the ministry said that exports rose by 4.5 per cent to $12.4 billion in 2022.[1]
More than 300 companies took part in the second fair; 45 of the 120 delegations came from Asia.
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """An empty project and a document beside it."""
    return enter(tmp_path, monkeypatch, TEXT)


def test_a_figure_in_a_single_note_is_drafted_with_the_marker_of_its_note():
    lines = ["They built 3 bridges.[1]", "", "[1] The budget pays 45 pilots."]
    assert [row["notes"] for row in draft.candidates("a", lines, [], [], "2024")] == ["1", "1"]


def rows(folder, table="figures"):
    with (folder / f"data/{table}/note.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def fill(folder, **cells):
    """Write cells into every drafted row, as a person would."""
    found = [row | cells for row in rows(folder)]
    write(folder / "data/figures/note.csv", files.table(list(found[0]), found))


def test_a_row_that_says_what_another_says_is_told_before_it_is_confirmed(own):
    (own / "note.md").write_text("In 2019 they sent 300 doctors.\nThey sent 300 doctors in 2019.\n")
    draft.draft(own / "note.md")
    fill(own, measure="doctors sent", theme="aid", actor="China", draft="accepted")
    told = [fault for fault in confirm.needed("note") if "`repeats`" in fault]
    assert [fault.partition(": ")[2] for fault in told] == ["nothing; expected note-1, which says the same"]


def test_an_amount_converted_in_brackets_repeats_the_one_before(own):
    (own / "note.md").write_text("The dam cost EUR 40 million (USD 44 million). It has 12 gates (9 of steel).\n")
    draft.draft(own / "note.md")
    assert [row["repeats"] for row in rows(own)] == ["", "note-1", "", ""]


def test_a_figure_in_a_note_has_its_marker(own):
    lines = ["It rose.[1] It fell.[2]", "", "Notes", "[1] Without 14 ports.", "[2] Of 30 countries."]
    (own / "note.md").write_text("\n".join(lines))
    draft.draft(own / "note.md")
    assert [(row["printed"], row["notes"]) for row in rows(own)] == [("14 ports", "1"), ("30 countries", "2")]


def snapshot(folder):
    return {path: path.read_bytes() for path in sorted((folder / "data").rglob("*")) if path.is_file()}


def test_a_draft_has_a_row_for_every_quantity_in_reading_order(own):
    done = draft.draft(own / "note.md")
    assert (done.source, done.new, done.kept) == ("note", 5, 0)
    found = rows(own)
    assert [row["printed"] for row in found] == [
        "4.5 per cent",
        "$12.4 billion",
        "More than 300 companies",
        "45",
        "120 delegations",
    ]
    assert [row["figure"] for row in found] == [f"note-{number}" for number in range(1, 6)]
    assert (
        found[1] | {"low": "12400000000", "high": "12400000000", "unit": "USD", "period": "2022", "notes": "1"}
        == found[1]
    )
    assert found[2]["high"] == ""
    assert {row["draft"] for row in found} == {"draft"}
    assert rows(own, "numbers") == []


def test_what_was_read_is_kept_as_the_text_of_the_lines(own):
    done = draft.draft(own / "note.md")
    source = files.sources()[0]
    assert done.text == own / "data/texts/note.txt"
    assert texts.checksum(done.text.read_bytes()) == source["sha256"]
    assert (source["lines"], source["title"], source["draft"]) == ("4", "Trade note", "draft")


def test_a_fresh_draft_passes_the_audit_and_is_not_in_its_result(own, capsys):
    draft.draft(own / "note.md")
    assert main(["audit"]) == 0
    assert "note (draft)" in capsys.readouterr().out
    assert audits.audit_status() == []
    assert json.loads((own / audits.RESULT).read_text()) == {"documents": {}}


def test_a_draft_is_in_no_table_of_the_package(own):
    draft.draft(own / "note.md")
    package = json.loads((own / "data/datapackage.json").read_text())
    assert [r["path"] for r in package["resources"] if r["name"] == "figures"] == [[]]


def test_drafting_again_keeps_what_a_person_edited_and_adds_what_is_missing(own):
    draft.draft(own / "note.md")
    fill(own, measure="edited", draft="")
    kept = [row for row in rows(own) if row["printed"] != "$12.4 billion"]
    write(own / "data/figures/note.csv", files.table(list(kept[0]), kept))
    done = draft.draft(own / "note.md")
    assert (done.kept, done.new) == (4, 1)
    found = rows(own)
    assert [row["printed"] for row in found][1] == "$12.4 billion"
    assert found[1]["figure"] == "note-6"
    assert [row["measure"] for row in found].count("edited") == 4


def test_a_number_that_a_person_classed_is_not_drafted_again(own):
    draft.draft(own / "note.md")
    kept = [row for row in rows(own) if row["printed"] != "45"]
    write(own / "data/figures/note.csv", files.table(list(kept[0]), kept))
    row = {"line": "4", "printed": "45", "occurrence": "1", "class": "idiom", "remark": ""}
    write(own / "data/numbers/note.csv", files.table(files.NUMBERS, [row]))
    assert draft.draft(own / "note.md").new == 0


def test_another_text_under_the_same_id_is_bad_input_and_changes_nothing(own):
    draft.draft(own / "note.md")
    before = snapshot(own)
    (own / "note.md").write_text(TEXT + "And 17 more.\n")
    with pytest.raises(project.InputError, match="another text"):
        draft.draft(own / "note.md")
    assert snapshot(own) == before


def test_the_same_text_under_another_id_is_bad_input(own):
    draft.draft(own / "note.md")
    with pytest.raises(
        project.InputError,
        match="that of note already; expected a new document: go on with SOURCE=note, or delete that draft",
    ):
        draft.draft(own / "note.md", "other")


@pytest.mark.parametrize("source", ["Note", "a b", "../x", "-x", "é"])
def test_an_id_that_is_none_is_bad_input(own, source):
    before = snapshot(own)
    with pytest.raises(project.InputError, match="expected an id"):
        draft.draft(own / "note.md", source)
    assert snapshot(own) == before


def test_a_draft_that_fails_half_way_leaves_no_half_written_file(own, monkeypatch):
    before = snapshot(own)

    def broken(_contents, _seen):
        raise project.InputError("disk full")

    monkeypatch.setattr(draft.transaction, "write", broken)
    with pytest.raises(project.InputError):
        draft.draft(own / "note.md")
    assert snapshot(own) == before


def test_a_row_without_what_only_a_person_knows_cannot_be_confirmed(own):
    draft.draft(own / "note.md")
    before = snapshot(own)
    with pytest.raises(project.InputError, match=r"data/figures/note.csv, rows 2–6, column `actor`: nothing"):
        confirm.confirm("note")
    assert snapshot(own) == before


def test_everything_that_keeps_a_draft_from_the_ledger_is_said_at_once(own):
    draft.draft(own / "note.md")
    fill(own, measure="exports", theme="trade", actor="China")
    found = rows(own)
    found[0]["basis"], found[1]["period"], found[2]["actor"], found[3]["low"] = "guessed", "2019-13", "", "46"
    write(own / "data/figures/note.csv", files.table(list(found[0]), found))
    with pytest.raises(project.InputError) as caught:
        confirm.confirm("note")
    for place in ("row 2, column `basis`", "row 3, column `period`", "row 4, column `actor`", "row 5, column `low`"):
        assert [place in fault for fault in caught.value.faults].count(True) == 1


def test_a_row_that_the_audit_objects_to_cannot_be_confirmed(own):
    draft.draft(own / "note.md")
    fill(own, measure="exports", theme="trade", actor="China", unit="items", printed="45")
    with pytest.raises(project.InputError, match="it stands in line 4"):
        confirm.confirm("note")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [("low", "46", "expected 45"), ("unit", "masks", "expected delegations"), ("hedge", "about", "expected nothing")],
)
def test_a_row_whose_value_does_not_follow_from_its_words_is_confirmed_only_with_a_reason(own, column, cell, said):
    draft.draft(own / "note.md")
    fill(own, measure="exports", theme="trade", actor="China", notes="")
    path = own / "data/figures/note.csv"
    table = files.load(path, files.FIGURES)
    [row] = [row for row in table.rows if row["printed"] == "45"]
    row.update({column: cell} if column != "low" else {"low": cell, "high": cell})
    write(path, table.text(table.rows))
    before = snapshot(own)
    with pytest.raises(project.InputError, match=f"data/figures/note.csv, row 5, column `{column}`: .*{said}"):
        confirm.confirm("note")
    assert snapshot(own) == before
    row["reading"] = f"{'low, high' if column == 'low' else column}: the table above counts otherwise"
    write(path, table.text(table.rows))
    assert not [fault for fault in confirm.needed("note") if "row 5" in fault]


def test_what_has_no_draft_cannot_be_confirmed(own):
    with pytest.raises(project.InputError, match="expected the id of a draft: none"):
        confirm.confirm("note")
    draft.draft(own / "note.md")
    with pytest.raises(project.InputError, match=r"“notes”; did you mean “note”\?; expected the id of a draft: note"):
        confirm.confirm("notes")


def test_a_file_that_is_not_there_is_answered_with_the_nearest_beside_it(own):
    with pytest.raises(project.InputError, match=r"nots\.md: No such file .*; did you mean “note.md”\?"):
        documents.document(own / "nots.md")
    with pytest.raises(project.InputError, match="a folder; expected plain text"):
        documents.document(own)


def test_confirming_makes_the_rows_part_of_the_ledger(own, monkeypatch):
    from cited.ledger.rules import check

    monkeypatch.setattr(check, "faults", list)
    draft.draft(own / "note.md")
    fill(own, measure="exports", theme="trade", actor="China")
    assert confirm.confirm("note") == (5, 0, 0, 0)
    package = json.loads((own / "data/datapackage.json").read_text())
    assert [r["path"] for r in package["resources"] if r["name"] == "figures"] == [["figures/note.csv"]]
    assert "draft" not in rows(own)[0]
    assert files.sources()[0]["draft"] == ""
    with pytest.raises(project.InputError, match="confirmed already"):
        draft.draft(own / "note.md")


def test_a_ledger_that_would_break_a_rule_is_put_back(own, monkeypatch):
    from cited.ledger.rules import check

    monkeypatch.setattr(check, "faults_with", lambda _changed: ["a rule is broken"])
    draft.draft(own / "note.md")
    fill(own, measure="exports", theme="trade", actor="China")
    before = snapshot(own)
    with pytest.raises(project.InputError, match="a rule is broken"):
        confirm.confirm("note")
    assert snapshot(own) == before


def whole_package(folder):
    """Give the project the tables of works and of checks, empty, as the repository has them."""
    resources = json.loads((REPOSITORY / "data/datapackage.json").read_text())["resources"]
    columns = {resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in resources}
    add_tables(
        folder, **{name: files.table(columns[name], []) for name in ("works", "series", "observations", "checks")}
    )


def test_a_note_without_a_row_cannot_be_confirmed(own):
    whole_package(own)
    draft.draft(own / "note.md")
    fill(own, measure="exports", theme="trade", actor="China")
    before = snapshot(own)
    with pytest.raises(project.InputError, match=r"data/works.csv: no row for note 1 of note"):
        confirm.confirm("note")
    assert snapshot(own) == before


def cite(own, **cells):
    """Give the document's one note its row, since the text has the marker."""
    row = {"work": "note-note-1", "source": "note", "note": "1", "remark": "missing: the text has no note", **cells}
    write(own / "data/works.csv", files.table(draft.columns("works"), [row]))


def test_what_check_would_refuse_of_a_work_is_refused_before_it_is_confirmed(own):
    whole_package(own)
    draft.draft(own / "note.md")
    cite(own, line="1")
    fill(own, measure="exports", theme="trade", actor="China")
    before = snapshot(own)
    with pytest.raises(project.InputError, match=r"data/works.csv, row 2, column `line`: “1”; expected the line that"):
        confirm.confirm("note")
    assert snapshot(own) == before


def test_a_confirmed_figure_that_nobody_tied_is_excused_and_says_so(own, capsys):
    whole_package(own)
    draft.draft(own / "note.md")
    cite(own)
    fill(own, measure="exports", theme="trade", actor="China")
    assert main(["confirm", "note"]) == 0
    assert "5 of them stand in data/checks.csv with an excuse" in capsys.readouterr().out
    with (own / "data/checks.csv").open(newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["check"] for row in found] == [f"note-{number}-a" for number in range(1, 6)]
    assert {(row["reason"], row["remark"]) for row in found} == {
        ("no statistic held", "Nobody has looked for one yet.")
    }


def test_an_excuse_that_a_person_wrote_stays(own):
    whole_package(own)
    draft.draft(own / "note.md")
    cite(own)
    fill(own, measure="exports", theme="trade", actor="China", basis="announced")
    row = {"check": "note-2-a", "figure": "note-2", "reason": "announcement", "remark": "Not yet."}
    write(own / "data/checks.csv", files.table(draft.columns("checks"), [row]))
    assert confirm.confirm("note") == (5, 4, 0, 0)
    with (own / "data/checks.csv").open(newline="") as file:
        assert [row["remark"] for row in csv.DictReader(file)] == ["Not yet.", *[""] * 4]


@each_case(
    ("text", "date"),
    [
        ("Note\nPort, 17 March 2023\nIn 2024 and 2024.\n", "2023-03-17"),
        ("Note\nMarch 7, 2023\n", "2023-03-07"),
        ("Note\nMay 2023\n", "2023-05"),
        ("Decade 2020\nMarkets 2020\n", "2020~"),
        ("Note\n31 June 2023\n", "2023~"),
        ("In 2019 and 2020.\n", "2020~"),
    ],
)
def test_a_date_near_the_top_is_the_documents(text, date):
    assert guess.date(text.split("\n")) == date


def test_a_document_without_a_year_leaves_the_ledger_sound(own):
    from cited.ledger.rules import check

    (own / "none.txt").write_text("They sent seventeen lorries.\n")
    draft.draft(own / "none.txt")
    assert check.faults() == []


def test_the_id_from_a_files_name_has_plain_letters(own):
    (own / "Données (2).txt").write_text(TEXT)
    assert draft.draft(own / "Données (2).txt").source == "donnees-2"


@pytest.mark.parametrize(
    ("arguments", "expected"), [([""], "TEXT: nothing"), (["note.md", "two", "words"], "SOURCE: “two words”")]
)
def test_what_make_passes_on_is_named(own, capsys, arguments, expected):
    assert main(["draft", *arguments]) == 2
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda content: b"\xef\xbb\xbf" + content,
            "row 1: a byte order mark before the header; expected UTF-8 without",
        ),
        (lambda content: content.replace(b",", b";"), "row 1: cells separated by semicolons; expected commas"),
        (lambda content: content.replace(b",", b"\t"), "row 1: cells separated by tabs; expected commas"),
        (lambda content: content.replace(b"Note", b"Caf\xe9"), "row 2: the byte 0xe9 is not UTF-8"),
        (lambda content: content.decode().encode("utf-16"), "UTF-16; expected UTF-8"),
        (lambda content: content.replace(b"sha256", b"sha 256"), "no column `sha256`; did you mean “sha 256”?"),
        (lambda content: b"\n", "row 1: no header; expected the columns as they were"),
    ],
)
def test_a_table_that_a_spreadsheet_saved_otherwise_is_bad_input(own, capsys, change, expected):
    draft.draft(own / "note.md")
    path = own / "data/sources.csv"
    path.write_bytes(change(path.read_bytes()))
    saved = path.read_bytes()
    assert main(["confirm", "note"]) == 2
    assert expected in capsys.readouterr().err
    assert path.read_bytes() == saved


def test_rows_that_a_spreadsheet_left_empty_are_none(own):
    draft.draft(own / "note.md")
    path = own / "data/figures/note.csv"
    rows = files.load(path).rows
    path.write_bytes(path.read_bytes() + b"," * path.read_bytes().split(b"\n")[0].count(b",") + b"\n")
    assert files.load(path).rows == rows


def test_the_review_of_an_unknown_document_is_bad_input(own, capsys):
    assert main(["review", "none"]) == 2
    assert "expected a document of data/sources.csv" in capsys.readouterr().err


def test_the_review_page_is_written_without_a_server_where_that_is_asked(own, capsys):
    draft.draft(own / "note.md")
    assert main(["review", "--page-only", "note"]) == 0
    assert capsys.readouterr().out == ".build/review/note.html\n"
    assert (own / ".build/review/note.html").is_file()


def test_the_command_names_bad_input_and_ends_with_two(own, capsys):
    (own / "empty.txt").write_text("")
    assert main(["draft", "empty.txt"]) == 2
    assert "the file is empty" in capsys.readouterr().err
    assert files.sources() == []


def test_right_to_left_text_is_drafted(own):
    (own / "rtl.txt").write_text("بلغت الصادرات 300 مليون دولار في عام 2019\n")
    assert draft.draft(own / "rtl.txt").new == 1
    assert page.write("rtl").is_file()


def test_a_document_longer_than_the_limit_writes_nothing(own, monkeypatch):
    monkeypatch.setattr(documents, "MOST", 50)
    with pytest.raises(project.InputError, match="million characters"):
        draft.draft(own / "note.md")
    assert files.sources() == []


def test_what_the_sentences_relate_is_drafted_into_the_relations(own):
    add_tables(own, relations="relation,kind,figure,other,remark\n")
    draft.draft(own / "note.md")
    fill(own, measure="exports", theme="trade", actor="China")
    assert confirm.confirm("note").related == 2
    with (own / "data/relations.csv").open(newline="") as file:
        found = [(row["kind"], row["figure"], row["other"]) for row in csv.DictReader(file)]
    assert found == [("growth", "note-1", "note-2"), ("part", "note-4", "note-5")]
