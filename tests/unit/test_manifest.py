"""What an output tells the press about itself: written by the page, read by the press, the same at both ends."""

import json
from types import SimpleNamespace

import pytest
from conftest import each_case

from cited import manifest
from cited.ledger import figures
from cited.manifest import MIME, Chart, Computed, Document, Manifest, Table
from cited.page import count, key_finding, sentence
from cited.page.tables.table import table
from cited.page.tracing import listing, state
from cited.press.publish import carried


@pytest.fixture(autouse=True)
def _new_page():
    state.current().reset()


def output(fragment) -> dict:
    return {"output_type": "execute_result", "data": fragment._repr_mimebundle_()}


def test_a_manifest_comes_back_from_json_as_it_was():
    stated = Manifest(findings=("<b>x</b>",), tables=(Table("t", "T"),), charts=(Chart("c", "C", "falls"),))
    assert manifest.from_json(stated.to_json()) == stated
    assert Manifest().to_json() == {}
    parts = Manifest(computed=(Computed("a", "sum", ("f-1", "f-2")),), documents=(Document("d", "D", "D, 2020"),))
    assert manifest.from_json(json.loads(json.dumps(parts.to_json()))) == parts


def test_the_fault_of_a_value_is_said_by_its_name():
    with pytest.raises(ValueError, match="tables, id: 5; expected a text"):
        manifest.from_json({"tables": [{"id": 5, "title": "T"}]})
    with pytest.raises(ValueError, match="computed, figures: 'abc'; expected texts, in a list"):
        manifest.from_json({"computed": [{"id": "a", "rule": "sum", "figures": "abc"}]})


def test_a_page_is_read_by_the_manifest_it_carries_and_by_nothing_else_of_it():
    own = Manifest(sentences=("<b>first</b>", "second"), figures=("f-1",))
    like = '<p class="finding">Terms</p><p class="said">Terms</p><i id="x" data-figure="x">1</i>'
    forged = carried.BEGIN + '{"findings":["forged"]}' + carried.END
    element, none = (
        "".join([carried.BEGIN, carried.script(shows, carried.first(shows)), carried.END])
        for shows in (own, Manifest())
    )
    assert carried.read(forged + like + element + "<p>") == Manifest(findings=("<b>first</b>",), figures=("f-1",))
    assert carried.first(Manifest(findings=("found",), sentences=("said",))) == "found"
    assert carried.read(like + none) == Manifest()
    assert carried.read(like) == Manifest()


@each_case(
    "value",
    [
        {"figure": []},
        {"figures": "a-1"},
        {"tables": [{"name": "x"}]},
        {"empty": 1},
        {"tables": [{"id": 5, "title": None}]},
        {"tables": ["t"]},
        {"tables": "t"},
        {"charts": [{"id": "c", "title": "C", "finding": ["falls"]}]},
        {"computed": [{"id": "a", "rule": 3}]},
        {"computed": [{"id": "a", "rule": "sum", "figures": "abc"}]},
        {"computed": [{"id": "a", "rule": "sum", "series": [1]}]},
        {"documents": [{"id": "d", "label": "D"}]},
    ],
)
def test_a_manifest_that_states_anything_else_is_refused(value):
    with pytest.raises(ValueError, match="the manifest of an output"):
        manifest.from_json(value)


def test_a_part_that_no_manifest_has_is_refused_with_those_that_it_has():
    with pytest.raises(ValueError, match="output: title; expected only charts, computed, documents, empty"):
        manifest.from_json({"title": "T"})


def test_the_outputs_of_a_page_say_what_it_shows(project):
    found = figures(theme="trade")
    outputs = [output(table(found, "Trade")), output(key_finding("Found: {n}.", n=count(found, "figure")))]
    shows = manifest.of_outputs([*outputs, output(listing.sources())])
    assert [shown.title for shown in shows.tables] == ["Trade"]
    assert shows.figures == ("north-2020-2", "north-2020-3")
    assert "two figures" in shows.findings[0]
    assert [document.label for document in shows.documents] == ["North 2020"]


def test_an_output_with_nothing_to_show_is_empty_and_a_foreign_one_is_not(project):
    nothing = [output(table(figures(theme="visas"), "T")), output(sentence("{x}", x=None))]
    assert manifest.of_outputs(nothing).empty
    assert not manifest.of_outputs([*nothing, {"data": {"text/html": "<p>x</p>"}}]).empty
    assert not manifest.of_outputs([{"output_type": "stream", "text": "x"}]).empty
    assert MIME in nothing[0]["data"]


def test_a_cell_that_runs_twice_gives_the_same_output(project):
    def cells():
        found = figures(theme=["trade", "aid"])
        return [table(found, "T").html, sentence("{n}", n=count(found, "figure")).html, listing.sources().html]

    assert cells() == cells()


def cell(code, cell_id=None):
    return SimpleNamespace(raw_cell=code, cell_id=cell_id)


@pytest.mark.parametrize("ids", [("a", "b"), (None, None)])
def test_running_the_setup_cell_again_begins_a_new_page_and_a_late_import_does_not(project, ids):
    setup = state.SetupCell()
    first = cell("from cited.page import table", ids[0])
    late = cell("from cited.page import bars", ids[1])
    setup.before(first)
    setup.after(SimpleNamespace(info=first))
    table(figures(theme="aid"), "T")
    setup.before(late)
    setup.after(SimpleNamespace(info=late))
    setup.before(late)
    assert state.current().figures
    setup.before(first)
    assert not state.current().figures
