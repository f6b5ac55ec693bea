"""The plan: what decides whether a page is made again, by content alone."""

import hashlib
import json
from types import SimpleNamespace

import pytest
from conftest import each_case

from cited import reads
from cited.press.build import rounds
from cited.press.reports import plan

CELL = {"cell_type": "code", "source": "show(1)", "metadata": {"tags": ["shown"]}, "id": "a", "outputs": []}
NOTEBOOK = {"cells": [CELL], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4}
REPORT = SimpleNamespace(
    path="reserves", title="Reserves", answers="How large?", values={"year": 2014}, around={"part": 1}, cells="c"
)


def with_cell(**changed):
    """The notebook, whose one cell has changed."""
    return {**NOTEBOOK, "cells": [{**CELL, **changed}]}


@each_case(
    "changed",
    [
        with_cell(source="show(2)"),
        with_cell(cell_type="markdown"),
        with_cell(metadata={"tags": ["hidden"]}),
        with_cell(metadata={}),
        with_cell(attachments={"map.png": {"image/png": "iVBORw0K"}}),
        {**NOTEBOOK, "cells": [CELL, CELL]},
        {**NOTEBOOK, "metadata": {"kernelspec": {"name": "ir"}}},
    ],
)
def test_what_can_change_a_page_changes_the_digest_of_its_cells(changed):
    assert plan.cells(changed) != plan.cells(NOTEBOOK)


@each_case(
    "changed",
    [
        with_cell(id="b"),
        with_cell(outputs=[{"output_type": "stream", "text": "1"}]),
        with_cell(execution_count=7),
        with_cell(metadata={"tags": ["shown"], "editor": {"wide": True}}),
        {**NOTEBOOK, "metadata": {**NOTEBOOK["metadata"], "language_info": {"name": "python"}}},
    ],
)
def test_what_cannot_change_a_page_leaves_the_digest_of_its_cells(changed):
    assert plan.cells(changed) == plan.cells(NOTEBOOK)


@each_case(
    ("name", "value"),
    [
        ("path", "other"),
        ("title", "Other"),
        ("answers", "How many?"),
        ("values", {"year": 2015}),
        ("around", {"part": 2}),
        ("cells", "d"),
    ],
)
def test_what_a_report_is_made_of_changes_its_fingerprint(name, value):
    changed = SimpleNamespace(**{**vars(REPORT), name: value})
    assert plan.fingerprint(changed, "1") != plan.fingerprint(REPORT, "1")


def test_other_software_makes_every_report_again():
    assert plan.fingerprint(REPORT, "2") != plan.fingerprint(REPORT, "1")


def test_what_a_page_has_read_is_asked_again_only_where_it_may_be_another_answer(tmp_path, monkeypatch):
    from cited.press.build import cache

    asked = []
    monkeypatch.setattr(cache.project, "root", lambda: tmp_path)
    monkeypatch.setattr(cache.reads, "holds", lambda call, _packages: not asked.append(call))
    for folder in (".build", "reports"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reports/a.html").write_text("A page")
    built = {"fingerprint": "f", "files": {}, "folders": {}, "digest": reads.digest_of(tmp_path / "reports/a.html")}
    known = cache.BuildCache(pytest.fail)
    known.keep("reports/a.html", calls=[{"function": "a:b", "arguments": {}, "digest": "1"}], **built)
    for state, times in (("1", 1), ("1", 1), ("2", 2)):
        assert known.current("reports/a.html", "f", state, ()) and len(asked) == times
    known.data = known.checked = "what was read while it changed"
    (tmp_path / ".build/claims.json").write_text("records of it")
    known.doubt()
    again = cache.BuildCache(pytest.fail)
    assert (again.data, again.checked, (tmp_path / ".build/claims.json").exists()) == ("", "", False)
    assert again.current("reports/a.html", "f", "2", ()) and len(asked) == 3


def test_a_torn_last_line_of_the_journal_is_passed_over_and_any_other_is_told(tmp_path, monkeypatch):
    from cited.press.build import cache

    monkeypatch.setattr(cache.project, "root", lambda: tmp_path)
    (tmp_path / ".build").mkdir()
    known = cache.BuildCache(pytest.fail)
    for page in ("reports/a.html", "reports/b.html"):
        known.keep(page, fingerprint="f", calls=[], files={}, folders={}, digest="1")
    whole = known.journal.read_text()
    known.journal.write_text(whole + whole[:20])
    assert {*cache.BuildCache(pytest.fail).reports} == {"reports/a.html", "reports/b.html"}
    known.journal.write_text(whole[20:])
    told = []
    assert {*cache.BuildCache(told.append).reports} == {"reports/b.html"} and len(told) == 1


def test_what_documents_the_project_is_an_input_of_its_site(project):
    project.write("docs/notes.md", "A note.")
    before = plan.State()
    project.write("docs/notes.md", "Another note.")
    assert plan.sources()["docs/notes.md"] == b"Another note."
    assert plan.State().inputs != before.inputs


# What a foreign or hostile cache may hold, by where it stands there.
FOREIGN = [
    ("published", "reports/../notes.html", "1"),
    ("published", "/etc/passwd", "1"),
    ("published", "data/a.csv", "1"),
    ("published", "reports/a\0.html", "1"),
    ("published", "reports/\ud800.html", "1"),
    ("files", "../notes.html", "1"),
    ("files", "a\0.csv", "1"),
    ("folders", "\ud800", "1"),
    ("arguments", "source", "\ud800"),
    ("arguments", "source", "no such document"),
]


@pytest.mark.parametrize(("where", "name", "value"), FOREIGN)
def test_whatever_a_cache_holds_it_ends_in_no_error_and_leads_to_nothing_elsewhere(project, where, name, value):
    from cited.press.build import cache

    call = {"function": "cited.ledger.store.texts:passages", "arguments": {"figures": []}, "digest": "1"}
    built = {"fingerprint": "f", "calls": [0], "files": {}, "folders": {}, "digest": "1", "held": ""}
    content = {"up_to": "1", "checked": "", "data": "", "published": {}, "reports": {}, "calls": [call]}
    (project.root / "reports/a.html").write_text("A page")
    built["digest"] = reads.digest_of(project.root / "reports/a.html")
    {"published": content["published"], "arguments": call["arguments"], **built}[where][name] = value
    (project.root / ".build").mkdir()
    (project.root / cache.CACHE).write_text(json.dumps({**content, "reports": {"reports/a.html": built}}))
    said = []
    known = cache.BuildCache(said.append)
    assert not known.up_to_date(SimpleNamespace(inputs="1"), "")
    assert not known.current("reports/a.html", "f", "other", ("cited.ledger",))
    assert all(path.startswith("reports/") and ".." not in path for path in known.published)
    known.close(list(known.reports), "")
    assert not known.published or cache.BuildCache(pytest.fail).published == known.published


def test_a_state_agrees_with_what_was_read_where_the_digests_are_its_own():
    state = plan.State.__new__(plan.State)
    state.files = {"data/series.csv": "1"}
    assert state.agrees({"data/series.csv": "1", "notes.txt": "7"})
    assert not state.agrees({"data/series.csv": "2"})
    assert not state.agrees({"notes.txt": "7", "data/series.csv": "2"})


def test_the_software_is_what_may_work_on_a_page_and_the_pinned_requirements(tmp_path, monkeypatch):
    package = tmp_path / "cited"
    for folder in ("page", "press", "intake", "commands"):
        (package / folder).mkdir(parents=True)
        (package / folder / "a.py").write_text("1")
    pins = tmp_path / "requirements.txt"
    pins.write_text("a==1")
    monkeypatch.setattr(plan, "PACKAGE", package)
    before, changes = plan.software(), {}
    for path in (*sorted(package.rglob("*.py")), pins):
        kept = path.read_text()
        path.write_text("other")
        changes[path.parent.name if path != pins else "pins"] = plan.software() != before
        path.write_text(kept)
    assert changes == {"commands": False, "intake": False, "page": True, "press": True, "pins": True}


@pytest.mark.parametrize("name", ["rules.py", "units.csv"])
def test_what_an_audit_goes_by_is_part_of_what_pages_read(project, tmp_path, monkeypatch, name):
    rules = tmp_path / "cited/intake" / name
    rules.parent.mkdir(parents=True)
    rules.write_text("1")
    monkeypatch.setattr(plan, "PACKAGE", tmp_path / "cited")
    before = plan.State()
    rules.write_text("2")
    after = plan.State()
    assert (before.software == after.software, before.read == after.read) == (True, False)


@pytest.mark.parametrize("name", ["datapackage.json", "figures/north-2020.csv", "README.md"])
def test_every_table_their_schema_and_what_explains_them_count_as_data(project, name):
    before = plan.State().data
    with (project.root / "data" / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert plan.State().data != before


def test_a_file_that_grows_while_it_is_read_is_digested_whole(tmp_path, monkeypatch):
    path = tmp_path / "grows.csv"
    path.write_bytes(b"1,2\n")
    whole, status = reads.digest_of(path), path.stat()
    monkeypatch.setattr(reads.os, "fstat", lambda _file: status)
    path.write_bytes(b"1,2\n3,4\n")
    grown = reads.digest_of(path)
    assert grown != whole
    assert grown == hashlib.sha256(b"1,2\n3,4\n").hexdigest()


@pytest.mark.parametrize(
    ("there", "message"),
    [
        (["a", "b"], "their last good pages stand and say so"),
        ([], "there is no page of an earlier build to show instead"),
        (["a"], "the last good pages of the others stand and say so; b had none"),
    ],
)
def test_a_failed_build_says_which_pages_stand(tmp_path, monkeypatch, there, message):
    from cited.press.publish import notice

    monkeypatch.setattr(notice.project, "root", lambda: tmp_path)
    for name in there:
        (tmp_path / name).write_text("")
    assert notice.left(["a", "b"]) == message


def test_a_page_that_cannot_say_that_it_is_old_keeps_no_other_report_from_being_built(tmp_path, monkeypatch):
    from types import SimpleNamespace

    from cited.press.build import rounds
    from cited.press.execute.results import Result
    from cited.press.publish import notice

    def refuse(path, _):
        raise PermissionError(13, "Permission denied", str(path))

    said, kept = [], []
    results = [Result("reports/a.html", fault="no"), Result("reports/b.html")]
    monkeypatch.setattr(rounds, "say", said.append)
    monkeypatch.setattr(rounds.project, "root", lambda: tmp_path)
    monkeypatch.setattr(notice, "mark_stale", refuse)
    monkeypatch.setattr(rounds.os, "access", lambda *_: writable)
    made = object.__new__(rounds._Round)
    made.agreed, made.jobs, made.files = True, 2, {}
    made.state = SimpleNamespace(agrees=lambda _: True)
    made.stale = {result.page: "fingerprint" for result in results}
    made.running = SimpleNamespace(run=lambda *_: results)
    made.cache = SimpleNamespace(keep=lambda page, **_: kept.append(page))
    writable = False
    with pytest.raises(PermissionError):
        made._build([])
    writable = True
    assert (made._build([]), kept) == (["reports/a.html"], ["reports/b.html"])
    assert "cannot say so" in said[0] and "Permission denied" in said[0]


@pytest.mark.parametrize("first", [True, False])
def test_data_that_one_report_has_read_in_another_state_make_the_round_disagree(monkeypatch, first):
    from cited.press.execute.results import Result

    results = [Result("reports/a.html"), Result("reports/b.html")]
    answers, said = iter([first, not first]), []
    monkeypatch.setattr(rounds, "say", said.append)
    made = object.__new__(rounds._Round)
    made.agreed, made.jobs, made.files = True, 2, {}
    made.state = SimpleNamespace(agrees=lambda _: next(answers))
    made.stale = {result.page: "fingerprint" for result in results}
    made.running = SimpleNamespace(run=lambda *_: results)
    made.cache = SimpleNamespace(keep=lambda *_, **__: None)
    assert (made._build([]), made.agreed) == ([], False)
    assert [line.split(" ")[0] for line in said] == ["[1/2]", "[2/2]", "2"] and "built in" in said[-1]


def test_a_build_takes_away_what_killed_builds_left_half_written(tmp_path, monkeypatch):
    from types import SimpleNamespace

    from cited.press.build import rounds

    monkeypatch.setattr(rounds.project, "root", lambda: tmp_path)
    monkeypatch.setattr(rounds.files, "_lives", lambda _: False)
    monkeypatch.setattr(rounds.plan, "State", lambda: None)
    round_ = SimpleNamespace(run=lambda: 0, steady=lambda _: True, moved=list)
    monkeypatch.setattr(rounds, "_Round", lambda *_: round_)
    left = [tmp_path / name for name in (".build/.cited-1-1.part", "reports/figure/.cited-1-2.part")]
    for path in left:
        path.parent.mkdir(parents=True)
        path.write_text("half")
    assert rounds.rebuild([], 1, None, None, None, None, rounds.ROUNDS) == rounds.DONE
    assert not any(path.exists() for path in left)


@pytest.mark.parametrize("steady", [True, False])
def test_what_fails_while_sources_are_being_saved_is_built_again_and_anything_else_is_an_error(monkeypatch, steady):
    from cited.press.build import rounds

    runs = []

    def run():
        runs.append(1)
        if len(runs) == 1:
            raise KeyError("a series of a file that is half written")
        return rounds.DONE

    made = SimpleNamespace(run=run, steady=lambda _: steady or len(runs) > 1, moved=list)
    monkeypatch.setattr(rounds.files, "sweep", lambda *_: None)
    monkeypatch.setattr(rounds.project, "root", plan.Path)
    monkeypatch.setattr(rounds.plan, "State", lambda: None)
    monkeypatch.setattr(rounds, "_Round", lambda *_: made)
    cache, running = SimpleNamespace(doubt=lambda: None), SimpleNamespace(forget=lambda: None)
    if steady:
        with pytest.raises(KeyError):
            rounds.rebuild([], 1, None, cache, None, running, rounds.ROUNDS)
    else:
        assert (rounds.rebuild([], 1, None, cache, None, running, rounds.ROUNDS), len(runs)) == (rounds.DONE, 2)


@pytest.mark.parametrize(("allowed", "status"), [(3, rounds.FAILED), (30, rounds.DONE)])
def test_a_build_begins_anew_until_its_sources_stand_still_or_its_rounds_are_over(
    project, monkeypatch, capsys, allowed, status
):
    unsteady = iter([False] * 4)
    one_round = SimpleNamespace(run=lambda: 0, steady=lambda after: next(unsteady, True), moved=list)
    monkeypatch.setattr(rounds, "_Round", lambda *given: one_round)
    cache, running = SimpleNamespace(doubt=lambda: None), SimpleNamespace(forget=lambda: None)
    assert rounds.rebuild([], 1, None, cache, plan.State(), running, allowed) == status
    assert ("faster than they are read" in capsys.readouterr().out) == (status == rounds.FAILED)
