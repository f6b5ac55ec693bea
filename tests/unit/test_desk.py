"""The desk: edits of a draft's rows, their saving, conflicts and undoing, and the server's refusals."""

import csv
import http.client
import json
import socket
import threading

import pytest
from conftest import each_case
from intake_project import enter

from cited import project
from cited.intake import files
from cited.intake.desk import cells, edits, page, server, state, store
from cited.intake.drafting import confirm, draft
from cited.intake.drafting.phrases import fault, head, nouns

TEXT = """# Trade note

Exports rose by 4.5 per cent to $12.4 billion in 2022; 1,200 buses and 300 trams were sold.
The forum has 17 countries, 13 of whom are members, see Article 5.
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A project with one draft."""
    folder = enter(tmp_path, monkeypatch, TEXT)
    draft.draft(folder / "note.md")
    return folder


def rows(folder, table="figures"):
    with (folder / f"data/{table}/note.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def printed(folder):
    return [row["printed"] for row in rows(folder)]


def seen(folder, figure, *columns):
    row = next(row for row in rows(folder) if row["figure"] == figure)
    return [{"figure": figure} | {column: row[column] for column in columns or row}]


def test_a_corrected_cell_is_saved_at_once_and_nothing_else_changes(own):
    before = rows(own)
    assert (
        store.apply("note", {"do": "set", "figure": "note-2", "column": "measure", "value": " exports ", "was": []})
        == "note-2"
    )
    after = rows(own)
    # What a person has corrected is no guess any more.
    assert after[1] == before[1] | {"measure": "exports", "guessed": before[1]["guessed"].replace("measure ", "")}
    assert after[:1] + after[2:] == before[:1] + before[2:]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("figure", "x-1"),
        ("printed", "x"),
        ("low", "1,000"),
        ("period", "last year"),
        ("remark", "a\nb"),
        ("remark", "x" * 3000),
        ("draft", ""),
    ],
)
def test_a_cell_that_could_not_stand_in_the_ledger_is_refused(own, column, value):
    before = (own / "data/figures/note.csv").read_bytes()
    with pytest.raises(cells.Refused):
        store.apply("note", {"do": "set", "figure": "note-2", "column": column, "value": value})
    assert (own / "data/figures/note.csv").read_bytes() == before


def test_an_accepted_row_is_no_doubt_any_more(own):
    store.apply("note", {"do": "accept", "figure": "note-1", "was": seen(own, "note-1")})
    shown = state.state(store.load("note"))["rows"]
    assert [row["accepted"] for row in shown][:2] == [True, False]
    assert shown[0]["guessed"] == []
    assert "theme" in shown[1]["guessed"]


def test_a_row_is_split_where_the_person_says_and_both_parts_are_read_anew(own):
    store.apply("note", {"do": "merge", "figure": "note-3", "other": "note-4"})
    assert "1,200 buses and 300 trams" in printed(own)
    at = "1,200 buses and 300 trams".index("and")
    store.apply("note", {"do": "split", "figure": "note-3", "at": at})
    found = {row["printed"]: row for row in rows(own)}
    assert found["1,200 buses"]["low"] == "1200"
    assert found["300 trams"] | {"low": "300", "unit": "trams", "line": "3"} == found["300 trams"]
    assert found["300 trams"]["figure"] == "note-7"


@pytest.mark.parametrize("letter", ["s and", "uses"])
def test_a_row_that_is_split_within_a_word_keeps_the_word(own, letter):
    store.apply("note", {"do": "merge", "figure": "note-3", "other": "note-4"})
    at = "1,200 buses and 300 trams".index(letter) + 3
    store.apply("note", {"do": "split", "figure": "note-3", "at": at})
    assert {"1,200 buses", "300 trams"} <= set(printed(own))


def test_a_row_cannot_be_split_within_a_number(own):
    with pytest.raises(cells.Refused, match="a number stands there"):
        store.apply("note", {"do": "split", "figure": "note-3", "at": 2})


def test_a_row_cannot_be_split_where_a_part_has_no_number(own):
    with pytest.raises(cells.Refused, match="no number"):
        store.apply("note", {"do": "split", "figure": "note-2", "at": 0})


def test_a_unit_is_not_split_from_its_number(own):
    before, at = rows(own), "4.5 per cent".index("per")
    with pytest.raises(cells.Refused, match="“per cent” has no number of its own"):
        store.apply("note", {"do": "split", "figure": "note-1", "at": at})
    assert rows(own) == before


def test_a_merge_by_which_a_value_would_be_lost_is_refused(own):
    before = rows(own)
    assert before[4]["unit"] == before[5]["unit"] == "countries"
    with pytest.raises(cells.Refused, match="would be lost; keep both rows"):
        store.apply("note", {"do": "merge", "figure": "note-5", "other": "note-6"})
    assert rows(own) == before


def test_a_number_that_is_no_figure_changes_its_table_and_can_come_back(own):
    store.apply("note", {"do": "class", "figure": "note-5", "class": "label", "was": seen(own, "note-5")})
    assert "17 countries" not in printed(own)
    assert rows(own, "numbers")[0] | {"printed": "17 countries", "class": "label"} == rows(own, "numbers")[0]
    store.apply("note", {"do": "figure", "number": "4:1:17 countries"})
    assert "17 countries" in printed(own)
    assert rows(own, "numbers") == []


@pytest.fixture
def table(tmp_path, monkeypatch):
    """A project with one draft that ends with a table of four figures."""
    folder = enter(
        tmp_path, monkeypatch, TEXT + "\n| Port | Ships | Boats |\n|---|---|---|\n| Wik | 12 | 3 |\n| Orm | 9 | 4 |\n"
    )
    draft.draft(folder / "note.md")
    return folder


def test_a_cell_is_filled_in_all_rows_of_a_table_but_those_that_a_person_has_filled(table):
    one, _, other, _ = (row["figure"] for row in rows(table)[-4:])
    store.apply("note", {"do": "set", "figure": other, "column": "actor", "value": "Orm"})
    store.apply("note", {"do": "set", "figure": one, "column": "actor", "value": "Wik", "table": True})
    store.apply("note", {"do": "set", "figure": one, "column": "low", "value": "11", "table": True})
    filled = [(row["actor"], row["low"]) for row in rows(table)[-5:]]
    assert filled == [("", "13"), ("Wik", "11"), ("Wik", "3"), ("Orm", "9"), ("Wik", "4")]


def test_a_table_is_set_aside_whole_and_one_undo_brings_it_back(table):
    folder, before = table, rows(table)
    cell = next(row["figure"] for row in before if row["printed"] == "9")
    assert [row["table"] for row in state.state(store.load("note"))["rows"]][-5:] == [0, 6, 6, 6, 6]
    store.apply("note", {"do": "table", "figure": cell, "class": "label", "was": seen(folder, cell)})
    assert rows(folder) == before[:-4]
    assert [row["printed"] for row in rows(folder, "numbers")] == ["12", "3", "9", "4"]
    store.undo("note")
    assert rows(folder) == before
    with pytest.raises(cells.Refused, match="stands in no table"):
        store.apply("note", {"do": "table", "figure": "note-1", "class": "label"})


def test_a_table_is_accepted_whole_but_for_rows_that_lack_a_cell_and_one_undo_takes_it_back(table):
    one, *_, last = (row["figure"] for row in rows(table)[-4:])
    with pytest.raises(cells.Refused, match="every row of this table lacks a cell"):
        store.apply("note", {"do": "accept", "figure": one, "table": True})
    for column, value in (("actor", "Wik"), ("theme", "trade"), ("measure", "fleet")):
        store.apply("note", {"do": "set", "figure": one, "column": column, "value": value, "table": True})
    store.apply("note", {"do": "set", "figure": last, "column": "measure", "value": ""})
    store.apply("note", {"do": "accept", "figure": one, "table": True})
    assert [row["draft"] for row in rows(table)[-5:]] == ["draft", "accepted", "accepted", "accepted", "draft"]
    store.undo("note")
    assert {row["draft"] for row in rows(table)} == {"draft"}


def test_an_amount_is_set_aside_only_as_what_the_audit_takes(own):
    dear = next(row["figure"] for row in rows(own) if row["unit"] == "USD")
    with pytest.raises(cells.Refused, match="is no note: it has the unit USD; expected reference"):
        store.apply("note", {"do": "class", "figure": dear, "class": "note"})
    store.apply("note", {"do": "class", "figure": dear, "class": "reference"})
    assert dear not in [row["figure"] for row in rows(own)]


def test_words_that_the_person_selects_become_a_figure_in_its_place(own):
    store.apply("note", {"do": "class", "figure": "note-5", "class": "label"})
    (own / "data/numbers/note.csv").write_text("line,printed,occurrence,class,remark\n")
    line = TEXT.split("\n")[3]
    start = line.index(" 17 countries,")
    store.apply("note", {"do": "add", "line": 4, "start": start, "end": start + len(" 17 countries,")})
    assert printed(own).index("17 countries") == 4
    with pytest.raises(cells.Refused, match="has “17 countries” already"):
        store.apply("note", {"do": "add", "line": 4, "start": start, "end": start + 8})


def test_a_number_without_row_and_class_is_shown_and_gets_one(own):
    store.apply("note", {"do": "class", "figure": "note-5", "class": "label"})
    (own / "data/numbers/note.csv").write_text("line,printed,occurrence,class,remark\n")
    [loose] = state.state(store.load("note"))["loose"]
    start, end = loose["span"]
    assert TEXT.split("\n")[loose["line"] - 1][start:end] == "17"
    store.apply("note", {"do": "loose", "line": loose["line"], "start": start, "end": end, "class": "label"})
    assert state.state(store.load("note"))["loose"] == []
    assert [(row["printed"], row["class"]) for row in rows(own, "numbers")] == [("17", "label")]


def test_undo_goes_back_step_by_step_also_after_a_restart(own):
    first = (own / "data/figures/note.csv").read_bytes()
    store.apply("note", {"do": "set", "figure": "note-1", "column": "actor", "value": "China"})
    second = (own / "data/figures/note.csv").read_bytes()
    store.apply("note", {"do": "class", "figure": "note-1", "class": "label"})
    assert store.undo("note")
    assert ((own / "data/figures/note.csv").read_bytes(), rows(own, "numbers")) == (second, [])
    assert store.undo("note")
    assert (own / "data/figures/note.csv").read_bytes() == first
    assert not store.undo("note")


def test_undo_is_refused_where_it_would_lose_what_an_editor_wrote(own):
    store.apply("note", {"do": "set", "figure": "note-1", "column": "actor", "value": "China"})
    path = own / "data/figures/note.csv"
    path.write_text(path.read_text().replace("China", "Chile"))
    with pytest.raises(cells.Refused, match="changed since"):
        store.undo("note")
    assert "Chile" in path.read_text()


def test_an_edit_of_a_cell_that_somebody_else_changed_is_a_conflict_and_writes_nothing(own):
    was = seen(own, "note-1", "actor")
    path = own / "data/figures/note.csv"
    store.apply("note", {"do": "set", "figure": "note-1", "column": "actor", "value": "Chile", "was": was})
    before = path.read_bytes()
    with pytest.raises(edits.Conflict) as caught:
        store.apply("note", {"do": "set", "figure": "note-1", "column": "actor", "value": "China", "was": was})
    assert caught.value.now["actor"] == "Chile"
    assert path.read_bytes() == before


def test_an_edit_of_another_cell_keeps_what_somebody_else_changed(own):
    was = seen(own, "note-1", "measure")
    store.apply("note", {"do": "set", "figure": "note-1", "column": "actor", "value": "Chile"})
    store.apply("note", {"do": "set", "figure": "note-1", "column": "measure", "value": "exports", "was": was})
    assert rows(own)[0] | {"actor": "Chile", "measure": "exports"} == rows(own)[0]


def test_columns_of_the_analysts_own_survive_every_edit(own):
    path = own / "data/figures/note.csv"
    found = rows(own)
    path.write_text(files.table([*found[0], "mine"], [row | {"mine": row["figure"]} for row in found]))
    store.apply("note", {"do": "class", "figure": "note-2", "class": "label"})
    assert [row["mine"] for row in rows(own)] == ["note-1", "note-3", "note-4", "note-5", "note-6"]


def test_what_confirm_still_needs_is_counted_and_named(own):
    needs = state.state(store.load("note"))["needs"]
    assert dict(needs["missing"])["actor"] == 6
    assert any("column `actor`" in fault for fault in needs["faults"])


def test_a_file_that_cannot_be_read_is_named_and_left_alone(own):
    path = own / "data/figures/note.csv"
    path.write_text(path.read_text() + "note-9,3\n")
    before = path.read_bytes()
    with pytest.raises(project.InputError, match="row 8"):
        store.apply("note", {"do": "set", "figure": "note-1", "column": "actor", "value": "China"})
    assert path.read_bytes() == before


def test_the_page_to_be_read_without_a_server_marks_spans_and_asks_nothing(own):
    text = page.write("note").read_text()
    given = json.loads(text.split('id="given">')[1].split("</script>")[0])
    assert given["state"]["editable"] is False
    assert given["state"]["rows"][1]["span"] == [32, 45]
    assert "connect-src" not in text and "http://" not in text


@each_case(
    "measure",
    [
        *("made", "much", "eur", "EUR", "had grown", "million", "quickly", "rose", "euros"),
        *("made exports", "visas much", "reserves eur", "foreign exchange reserves in made", "exports of many"),
        *("trade million", "tonnes", "million tonnes", "trade with", "exports of", "years of", "exports made"),
        *("2023 exports", "about reserves", "eur exports", "the exports", "trade trade", "exports grew sharply"),
        *("value", "increase", "rise", "number", "time", "total value", "annual growth", "exports in 2023"),
    ],
)
def test_a_measure_that_is_no_noun_phrase_is_at_fault(measure):
    assert fault(measure, nouns([]))


def test_a_draft_whose_measure_is_no_noun_phrase_is_not_confirmed(own):
    measure = "exports grew sharply"
    with (own / "data/figures/note.csv").open(newline="") as file:
        found = [row | {"measure": measure, "theme": "trade", "actor": "China"} for row in csv.DictReader(file)]
    (own / "data/figures/note.csv").write_text(files.table(list(found[0]), found))
    with pytest.raises(project.InputError, match="noun phrase"):
        confirm.confirm("note")


@each_case(
    ("measure", "noun"),
    [
        ("foreign exchange reserves", "reserves"),
        ("people lifted out of poverty", "people"),
        ("wars fought", "wars"),
        ("share of exports", "share"),
        ("population aged 60 and over", "population"),
        ("payments made", "payments"),
        ("working days", "days"),
        ("value of exports", "value"),
        ("tonnes of grain", "tonnes"),
        ("agreements signed jointly", "agreements"),
    ],
)
def test_a_measure_is_about_the_noun_of_its_phrase(measure, noun):
    assert head(measure, nouns([])) == noun
    assert fault(measure, nouns([])) == ""


def test_a_measure_about_something_new_must_be_added_first():
    assert "no known measure" in fault("ferry berths", nouns([]))
    assert fault("ferry berths", nouns(["ferry berths"])) == ""


@pytest.fixture
def desk(own):
    """A desk that is served, and its port and token."""
    served = server.Server("note")
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield served
    served.shutdown()
    served.server_close()


def ask(desk, method="GET", path="/state", body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", desk.server_port, timeout=20)
    try:
        connection.putrequest(method, path, skip_host=True)
        content = json.dumps(body).encode() if body is not None else b""
        given = {"Host": f"127.0.0.1:{desk.server_port}", "X-Token": desk.token}
        given |= {"Content-Type": "application/json", "Content-Length": str(len(content))} if body is not None else {}
        for name, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(content)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer
    finally:
        connection.close()


def test_the_desk_listens_on_this_machine_alone(desk):
    assert desk.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Token": None},
        {"X_Token": "wrong"},
        {"Host": "evil.example"},
        {"Host": None},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_who_is_not_the_desks_own_page_gets_nothing_and_changes_nothing(own, desk, headers):
    before = (own / "data/figures/note.csv").read_bytes()
    assert ask(desk, **headers)[0] == 403
    wanted = {"do": "set", "figure": "note-1", "column": "actor", "value": "China"}
    assert ask(desk, "POST", "/edit", wanted, **headers)[0] == 403
    assert (own / "data/figures/note.csv").read_bytes() == before


def test_the_page_needs_the_token_and_admits_its_own_script_alone(desk):
    assert ask(desk, path="/", X_Token=None)[0] == 403
    status, text, answer = ask(desk, path=f"/?token={desk.token}", X_Token=None)
    assert status == 200 and "Trade" in text
    policy = answer.getheader("Content-Security-Policy")
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert answer.getheader("Referrer-Policy") == "no-referrer"


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        ({"do": "nothing"}, {}, 422),
        ([1], {}, 400),
        ({"do": "set"}, {"Content_Type": "text/plain"}, 400),
        ({"do": "set"}, {"Content_Length": "99999999"}, 400),
        ({"do": "split", "figure": "note-1", "at": "x"}, {}, 422),
        ({"do": "accept", "figure": "note-99"}, {}, 409),
        ({"do": "set", "figure": "note-1", "column": "actor", "value": "China"}, {}, 200),
    ],
)
def test_an_edit_is_answered_by_what_became_of_it(desk, body, headers, expected):
    assert ask(desk, "POST", "/edit", body, **headers)[0] == expected


def test_half_open_connections_do_not_hold_the_desk(desk):
    waiting = [socket.create_connection(("127.0.0.1", desk.server_port), timeout=20) for _ in range(20)]
    try:
        for one in waiting:
            one.sendall(b"POST /edit HTTP/1.1\r\nHost: x")
        assert ask(desk)[0] == 200
    finally:
        for one in waiting:
            one.close()


def test_text_of_a_document_cannot_become_markup(own):
    (own / "bad.txt").write_text("They sold 300 <script>alert(1)</script> & </script> trams.\n")
    draft.draft(own / "bad.txt")
    text = page.write("bad").read_text()
    assert "<script>alert" not in text
    assert text.count("</script>") == 2


def test_words_that_were_classed_become_a_figure_again_when_they_are_added(own):
    row = next(row for row in rows(own) if row["printed"] == "17 countries")
    store.apply("note", {"do": "class", "figure": row["figure"], "class": "label", "was": []})
    assert [number["printed"] for number in rows(own, "numbers")] == ["17 countries"]
    start = TEXT.splitlines()[3].index("17")
    store.apply("note", {"do": "add", "line": 4, "start": start, "end": start + len("17 countries"), "was": []})
    assert "17 countries" in printed(own)
    assert rows(own, "numbers") == []


def test_an_edit_whose_rows_are_none_is_refused_and_changes_nothing(own):
    before = (own / "data/figures/note.csv").read_bytes()
    for was in (5, "note-1", [5], [{}], {"figure": "note-1"}):
        with pytest.raises(cells.Refused, match="`was`: expected the rows"):
            store.apply("note", {"do": "accept", "figure": "note-1", "was": was})
    assert (own / "data/figures/note.csv").read_bytes() == before
