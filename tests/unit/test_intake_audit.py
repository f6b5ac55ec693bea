"""The audit: nothing left out, nothing invented, and no row that could vanish unnoticed."""

import os
import re
from pathlib import Path

import pytest
from conftest import each_case
from intake_project import enter

from cited import project
from cited.__main__ import main
from cited.intake import texts
from cited.intake.auditing import audit, audit_reading, changed_texts, strict
from cited.ledger.store import audits

LINES = ["In 2019 they sent 300 doctors and $5 million.", "", "The 17+1 forum has 17 countries and ten things."]
FIGURES = [
    {"figure": "a-1", "line": "1", "printed": "300 doctors", "occurrence": "1"},
    {"figure": "a-2", "line": "1", "printed": "$5 million", "occurrence": "1"},
    {"figure": "a-3", "line": "3", "printed": "17 countries", "occurrence": "1"},
]


def faults(figures=FIGURES, numbers=(), lines=LINES):
    return audit.audit_text("a", lines, [dict(row) for row in figures], [dict(row) for row in numbers]).faults


def number(line, printed, given, occurrence=1):
    return {"line": str(line), "printed": printed, "occurrence": str(occurrence), "class": given, "remark": ""}


def changed(index, **cells):
    return [row | cells if place == index else row for place, row in enumerate(FIGURES)]


def test_a_text_whose_every_number_has_a_row_or_a_rule_is_audited():
    result = audit.audit_text("a", LINES, FIGURES, [])
    assert result.faults == []
    assert result.found == sum(result.counts.values()) == 7
    assert result.counts["figure"] == 3
    assert result.counts["date"] == 1


@each_case("index", [0, 1, 2])
def test_a_deleted_figure_is_named_with_its_line_and_words(index):
    found = faults(FIGURES[:index] + FIGURES[index + 1 :])
    assert [fault.kind for fault in found] == ["unaccounted"]
    assert f"line {FIGURES[index]['line']}: “" in found[0].words


@each_case(
    ("index", "printed"),
    [
        (0, "301 doctors"),
        (0, "300 doctor"),
        (0, "00 doctors"),
        (0, "300 doctors "),
        (1, "5 million"),
        (1, "$5 million."),
        (2, "17"),
        (2, "7 countries"),
    ],
)
def test_a_changed_character_is_noticed(index, printed):
    found = faults(changed(index, printed=printed))
    assert found
    assert "line" in found[0].words


def test_a_note_marker_without_a_note_is_unaccounted_for():
    lines = ["They sent help.[99] It came late.[1]", "", "Notes", "1. A. West, Cold cash, 2019."]
    found = audit.audit_text("a", lines, [], [], notes=set()).faults
    assert [fault.kind for fault in found] == ["unaccounted"] and "“99”" in found[0].words
    assert audit.audit_text("a", lines, [], [], notes={"99"}).faults == []


@each_case(
    ("text", "named"),
    [
        ("They lost XIV divisions there.", True),
        ("Louis XIV was king.", False),
        ("They met World War II veterans.", False),
        ("The Phase III trials and Type II errors.", False),
    ],
)
def test_a_roman_number_that_counts_is_unaccounted_for(text, named):
    assert bool(audit.audit_text("a", [text], [], [], notes=set()).faults) is named


@each_case(
    ("text", "missed"),
    [
        ("They met (99) at the border.", ["99"]),
        ("They saw million ships.", ["million"]),
        ("They sold (1) masks, (2) gowns.", []),
        ("Tel: +32 (0) 2 801", []),
        ("A 5:3 ratio was agreed.", ["5", "3"]),
        ("5:3 was the ratio that they agreed.", ["5", "3"]),
        ("They spoke of a ratio when they came together again at 5:30 that day.", []),
        ("They met at 5:30 that day.", []),
        ("They had IV camps and X tanks.", ["IV", "X"]),
        ("Many hepatitis C cases came under Plan X rules.", []),
        ("People in their mid-30s came, and a man in his late forties.", ["30", "forties"]),
        ("It was so in the 80s.", []),
        ("They sent a pair of ships, a brace of boats, and a trio.", ["pair", "brace", "trio"]),
        ("It stood at Ⅻ or nil.", ["Ⅻ", "nil"]),
        ("They met on May 40 there, or on 31 June.", ["40", "31"]),
        ("They met on May 31 there, or on 30 June.", []),
        ("They met on 2016-13-10 there, at 27:75.", ["2016", "13", "10", "27", "75"]),
        ("They met on 2016-12-10 there, at 17:45.", []),
        ("They met at 25:10 and at 24:00.", ["25", "10"]),
        ("A six-fold rise was seen.", ["six-fold"]),
        ("They sent 1O0 ships, l00 tents and $5OO million to 2O camps.", ["1O0", "l00", "5OO", "2O"]),
        (
            "They sent 20men, hun-dred tents, fourty beds and two milion masks.",
            ["20", "hun-dred", "fourty", "two", "milion"],
        ),
        ("Route I95 and vitamin B12 need O2 and 10l of water.", ["10"]),
        (
            "They sent umpteen ships, a handful of boats, a couple of planes and none of the tanks.",
            ["umpteen", "handful", "a couple of", "none"],
        ),
        (
            "They held the third of the land, the quarter of the coast and a sixteenth.",
            ["third", "quarter", "sixteenth"],
        ),
        ("The third of May was the first of the third ships.", []),
        ("They had ii divisions, 百万 tents, 三百万人 and ㉕ boats.", ["ii", "百万", "三百万", "㉕"]),
        ("Shares of 50/50, and a rate of 5:3 ships.", ["50/50", "5", "3"]),
        ("They sent several ships, most of the boats and a majority of the crews; all of it was bilateral.", []),
        ("Tel: +32 2 801, four men and 12 ships", ["four", "12"]),
        ("They sent #5 ships and the LXXX of them; ² ships came.", ["5", "LXXX", "²"]),
        ("It ranks No. 8, the No. 1 trading partner, and is No. 3 in the world.", ["8", "1", "3"]),
        ("Ship #5 came, No. 8 did not; CVID was agreed in MCMXC over Super Bowl LVIII of a m².", []),
        ("The first ship came, the second of May.", []),
    ],
)
def test_what_no_date_list_or_name_can_be_is_unaccounted_for(text, missed):
    found = audit.audit_text("a", ["", text], [], [], notes=set())
    said = [fault.words for fault in found.faults]
    assert len(said) == len(missed), said
    assert all(f"“{word}” in" in words for word, words in zip(missed, said, strict=True)), said


def test_the_numbers_of_a_list_may_stand_in_lines_of_their_own():
    lines = ["They sold (1) masks,", "of which", "they kept (2) gowns."]
    assert audit.audit_text("a", lines, [], [], notes=set()).faults == []
    assert len(audit.audit_text("a", lines[:2], [], [], notes=set()).faults) == 1


@each_case(
    ("text", "word", "given"),
    [
        ("It met in MCMXC.", "MCMXC", "date"),
        ("They saw Super Bowl LVIII.", "LVIII", "label"),
        ("Ship #5 came.", "5", "reference"),
        ("No. 8 came.", "8", "boilerplate"),
        ("The first ship came.", "first", "ordinal"),
        ("They had 5 km² of it.", "²", "label"),
    ],
)
def test_a_number_that_is_set_aside_is_counted_under_its_class(text, word, given):
    reading = audit_reading.trusted((text,), frozenset())[0]
    named = {text[one.start : one.end]: name for one, name in zip(reading.numerals, reading.classes, strict=True)}
    assert named[word] == given


def test_a_row_without_words_stands_nowhere():
    [fault] = [one for one in faults(changed(0, printed="")) if one.kind == "not found"]
    assert fault.words.endswith("“” (1): not found in the text")


def test_a_figure_in_another_line_is_not_found_and_its_line_is_said():
    found = faults(changed(0, line="2"))
    assert {fault.kind for fault in found} == {"not found", "unaccounted"}
    assert "it stands in line 1" in found[0].words


def test_of_many_other_lines_in_which_words_stand_three_are_named():
    assert audit._where("5 tons", ["", *["5 tons"] * 5]) == "not in this line; it stands in line 2, 3, 4"


def test_a_number_that_no_rule_classes_needs_a_row():
    lines = ["They held on to their 10 adherences."]
    assert [fault.kind for fault in faults([], [], lines)] == ["unaccounted"]
    assert faults([], [number(1, "10 adherences", "label")], lines) == []


def test_a_row_that_a_rule_makes_needless_is_named():
    found = faults(numbers=[number(1, "2019", "date")])
    assert [fault.kind for fault in found] == ["needless"]
    assert "a rule says date as well" in found[0].words


@each_case(
    ("printed", "given", "said"),
    [
        ("USD 4 billion", "boilerplate", "the unit USD"),
        ("about 700 boats", "label", "the hedge about"),
        ("12 per cent", "date", "the unit percent"),
        ("$100 Laptop", "label", ""),
        ("$100 Laptop", "reference", ""),
    ],
)
def test_an_amount_is_no_date_name_or_note(printed, given, said):
    found = faults([], [number(1, printed, given)], [f"They have {printed} there."])
    assert [said in fault.words for fault in found if "is a figure and no" in fault.words] == [True] * bool(said)


def test_a_row_overrides_a_rule():
    assert faults(numbers=[number(1, "2019", "label")]) == []


def test_a_figure_that_a_rule_would_hide_needs_a_row_that_says_so():
    lines = ["It was founded with 2019 in cash."]
    figures = [{"figure": "a-1", "line": "1", "printed": "2019 in cash", "occurrence": "1"}]
    assert [fault.kind for fault in faults(figures, [], lines)] == ["needless"]
    assert "class `figure`" in faults(figures, [], lines)[0].words
    assert faults(figures, [number(1, "2019", "figure")], lines) == []
    assert [fault.kind for fault in faults([], [number(1, "2019", "figure")], lines)] == ["unaccounted"]


def test_a_figure_without_a_number_is_named():
    found = faults([*FIGURES, {"figure": "a-4", "line": "3", "printed": "forum", "occurrence": "1"}])
    assert [fault.kind for fault in found] == ["needless"]


def test_a_figure_whose_line_has_a_number_elsewhere_only_has_none_itself_and_its_row_is_named():
    lines = ["The forum of 2019 met."]
    row = {"figure": "a-1", "line": "1", "printed": "forum", "occurrence": "1"}
    [fault] = [one for one in faults([row], [], lines) if one.kind == "needless"]
    assert "row 2, a-1: line 1: “forum” has no number that the grammar knows" in fault.words


def test_the_same_number_in_two_figures_is_named():
    found = faults([*FIGURES, {"figure": "a-4", "line": "1", "printed": "300", "occurrence": "1"}])
    assert [fault.kind for fault in found] == ["needless", "needless"]


@each_case(("column", "value"), [("line", "x"), ("line", "0"), ("occurrence", ""), ("line", "²")])
def test_a_cell_that_is_no_number_is_bad_input(column, value):
    with pytest.raises(project.InputError, match=f"column `{column}`"):
        faults(changed(0, **{column: value}))


def test_an_unknown_class_is_bad_input():
    with pytest.raises(project.InputError, match="expected one of date"):
        faults(numbers=[number(1, "2019", "year")])


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A project with one document, its text in data/texts."""
    enter(tmp_path, monkeypatch)
    (tmp_path / "data/texts").mkdir()
    content = "\n".join(LINES).encode()
    (tmp_path / "data/texts/whatever.txt").write_bytes(content)
    row = f"a,A,unknown,A,unknown,2019,essay,en,unknown,{texts.checksum(content)},3,,,\n"
    with (tmp_path / "data/sources.csv").open("a") as file:
        file.write(row)
    rows = "".join(f"{row['figure']},{row['line']},{row['printed']},{row['occurrence']}\n" for row in FIGURES)
    (tmp_path / "data/figures/a.csv").write_text(f"figure,line,printed,occurrence\n{rows}")
    (tmp_path / "data/numbers/a.csv").write_text("line,printed,occurrence,class,remark\n")
    return tmp_path


def test_the_audit_prints_a_table_and_keeps_its_result(own, capsys):
    assert main(["audit"]) == 0
    printed = capsys.readouterr().out
    assert "unaccounted" in printed
    assert "1 of 1 documents audited" in printed
    assert audits.audit_status()[0]["holds"]
    before = (own / audits.RESULT).read_bytes()
    assert main(["audit"]) == 0
    assert (own / audits.RESULT).read_bytes() == before


def test_a_ledger_that_changed_since_the_audit_is_told_without_the_text(own):
    assert main(["audit"]) == 0
    (own / "data/texts/whatever.txt").unlink()
    assert audits.audit_status()[0]["words"] == "audited"
    with (own / "data/figures/a.csv").open("a") as file:
        file.write("a-4,3,ten things,1\n")
    assert audits.audit_status()[0]["words"] == "changed since the audit: figures"


def test_an_audit_by_other_rules_is_a_fault_where_the_text_is_here(own):
    assert main(["audit"]) == 0
    path = own / audits.RESULT
    path.write_text(re.sub('("rules": ")[0-9a-f]{64}', f"\\g<1>{'0' * 64}", path.read_text()))
    [fault] = audits.outdated({"a"})
    assert fault.startswith("data/audit.json, a: audited by rules that have changed since")
    assert audits.outdated(set()) == []


def test_a_document_never_audited_is_told(own):
    assert audits.audit_status()[0]["words"] == "never audited"


def test_a_number_without_account_is_bad_input(own, capsys):
    (own / "data/figures/a.csv").write_text("figure,line,printed,occurrence\n")
    assert main(["audit"]) == 2
    assert "a, line 1: “300” in “" in capsys.readouterr().err
    assert not (own / audits.RESULT).exists() or not audits.audit_status()[0]["holds"]


def test_a_missing_text_is_said_and_not_counted(own, capsys):
    (own / "data/texts/whatever.txt").unlink()
    assert main(["audit"]) == 0
    printed = capsys.readouterr().out
    assert "not audited" in printed
    assert "0 of 1 documents audited" in printed
    assert "no text is here; put the texts into data/texts/" in printed.splitlines()[-1]
    assert not audits.audit_status()[0]["holds"]


def test_an_unknown_text_is_said_and_not_counted(own, capsys):
    (own / "data/texts/other.txt").write_text("5 apples")
    assert main(["audit"]) == 0
    assert "no document of data/sources.csv has the checksum of" in capsys.readouterr().out.splitlines()[-1]


def test_a_text_is_looked_for_in_the_named_folders(own, tmp_path, monkeypatch):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (own / "data/texts/whatever.txt").rename(folder / "renamed")
    monkeypatch.setenv(project.TEXTS_VARIABLE, f"nowhere{os.pathsep}{folder}")
    assert [result.source for result in audit.audit().results] == ["a"]


def test_a_file_of_rows_that_is_no_utf_8_is_bad_input(own, capsys):
    (own / "data/numbers/a.csv").write_bytes(b"line,printed,occurrence,class,remark\n1,\xff,1,date,\n")
    assert main(["audit"]) == 2
    assert "data/numbers/a.csv" in capsys.readouterr().err


def test_an_audit_result_that_is_broken_is_bad_input(own, capsys):
    (own / audits.RESULT).write_text("{")
    assert main(["audit"]) == 2
    assert "data/audit.json" in capsys.readouterr().err


@each_case(
    ("line", "printed", "said"),
    [
        ("They sent 7: masks.", "7:", "ends with a mark of the sentence, “:”"),
        ("It covers 1,105 km<sup>2</sup> there.", "1,105 km<sup>2<", "cuts a tag"),
        ("They lost seven hundred ships.", "seven", "cuts a number"),
        ("They lost seven hundred ships.", "hundred ships", "cuts a number"),
    ],
)
def test_words_that_show_only_a_part_are_not_found(line, printed, said):
    row = {"figure": "a-1", "line": "1", "printed": printed, "occurrence": "1"}
    assert any(said in fault.words for fault in audit.audit_text("a", [line], [row], []).faults)


def test_a_draft_is_not_counted_among_the_documents_audited(monkeypatch):
    monkeypatch.setattr(audit.tables, "rows", lambda _table: [{}, {}])
    results = [audit.Result(name, 1, 1, {}, [], draft) for name, draft in (("a", False), ("b", True))]
    assert audit.Audit(results, [], []).coverage == "1 of 2 documents audited."


@pytest.mark.parametrize(
    ("name", "text", "changed"),
    [
        ("copy.txt", "They sent seventy masks,\nmore than 1.8 million masks and 63,928 gloves.\n", True),
        ("south-2021.txt", "Nothing of it.\n", True),
        ("else.txt", "Another text, of 63,928 gloves.\n", False),
    ],
)
def test_a_text_that_is_another_edition_of_a_document_is_named_with_what_to_do(
    tmp_path, monkeypatch, name, text, changed
):
    rows = [{"printed": "more than 1.8 million masks"}, {"printed": "63,928 gloves"}, {"printed": "seventy masks"}]
    monkeypatch.setattr(changed_texts.files, "rows", lambda _table, _source: rows)
    source = {"source": "south-2021", "sha256": "a" * 64}
    monkeypatch.setattr(changed_texts.files, "sources", lambda: [source])
    (tmp_path / name).write_text(text, encoding="utf-8")
    said = [str(fault) for fault in changed_texts.faults([source], {"b" * 64: tmp_path / name})]
    assert [fault.startswith("data/sources.csv, row 2, column `sha256`: “aaaa") for fault in said] == [True] * changed
    assert all("or confirm this one: write its checksum into this cell" in fault for fault in said)


@each_case(("here", "edition"), [(3, False), (4, True)])
def test_a_text_is_an_edition_of_a_document_if_it_has_half_of_its_figures(here, edition):
    printed = [f"{number} hundred ships" for number in range(1, 8)]
    text = ", ".join(printed[:here])
    assert changed_texts._is_edition({"source": "a"}, Path("b.txt"), text, printed) is edition


def test_a_text_that_has_by_chance_both_figures_of_a_short_document_is_no_edition_of_it(tmp_path, monkeypatch):
    rows = [{"printed": "63,928 gloves"}, {"printed": "seventy masks"}]
    monkeypatch.setattr(changed_texts.files, "rows", lambda _table, _source: rows)
    (tmp_path / "else.txt").write_text("Seven or seventy masks, and 63,928 gloves.\n", encoding="utf-8")
    source = {"source": "south-2021", "sha256": "a" * 64}
    assert changed_texts.faults([source], {"b" * 64: tmp_path / "else.txt"}) == []


def test_a_run_of_chinese_numerals_is_one_number_and_other_signs_are_none():
    assert list(strict._signs("共三百 人")) == [(1, 3)]
    assert list(strict._signs("三百 人")) == [(0, 2)]
    assert list(strict._signs("人民 两半")) == [(3, 5)]


def test_the_scale_of_a_header_is_accounted_for():
    lines = ["| Port | Cargo 2023, million tonnes |", "|---|---|", "| North | 12.4 |"]
    found = audit.audit_text("a", lines, [], [], notes=set()).faults
    assert [fault.words for fault in found if "million" in fault.words.partition("in “")[0]] == []
