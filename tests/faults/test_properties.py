"""Whatever a loader is fed, it answers in words: no other exception, no traceback."""

import csv
import io
import json
import math
from decimal import Decimal
from types import SimpleNamespace

import pytest
from conftest import NORTH, THEME, notebook, soaking
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cited import project as folders
from cited.ledger.rules import check
from cited.ledger.store import periods, tables
from cited.page.wording import words
from cited.press.build import cache, tidy
from cited.press.publish import orphans
from cited.press.reports import catalogue, yaml12

# The project is a folder of files; each example writes its own over it.
# Each example is a whole check of a ledger.
FEW = settings(
    max_examples=100 if soaking() else 15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MANY = settings(max_examples=300, deadline=None)
CELLS = st.one_of(
    st.text(max_size=12), st.sampled_from(["", "NaN", "-0", "1e400", "=1+1", "2020-02-30", "plain", "7" * 50])
)


@pytest.mark.soak
@FEW
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=19), max_size=4))
def test_any_rows_are_checked_in_words(project, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    header = NORTH.splitlines()[0]
    content = f"{header}\n{text.getvalue()}".encode("utf-8", "surrogatepass")
    (project.root / "data/figures/north-2020.csv").write_bytes(content)
    for fault in check.faults():
        assert fault.startswith("data/")


@pytest.mark.soak
@FEW
@given(content=st.binary(max_size=200))
def test_any_bytes_are_checked_in_words(project, content):
    (project.root / "data/figures/north-2020.csv").write_bytes(content)
    assert check.faults()


@pytest.mark.soak
@FEW
@given(row=st.integers(1, 3), column=st.integers(0, 17), cell=CELLS)
def test_any_cell_is_checked_in_words(project, row, column, cell):
    rows = list(csv.reader(io.StringIO(NORTH)))
    rows[row][column] = cell
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    (project.root / "data/figures/north-2020.csv").write_bytes(text.getvalue().encode("utf-8", "surrogatepass"))
    for fault in check.faults():
        assert fault.startswith("data/")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
ENTRIES = st.fixed_dictionaries(
    {"path": VALUES, "notebook": st.sampled_from(["theme", "them", "", None]), "title": VALUES, "answers": VALUES},
    optional={"parameters": VALUES, "each": VALUES},
)


def dumped(value) -> str:
    text = io.StringIO()
    YAML(typ="safe", pure=True).dump(value, text)
    return text.getvalue()


@pytest.mark.soak
@FEW
@given(entries=st.lists(ENTRIES | VALUES, max_size=3))
def test_any_catalogue_is_loaded_or_refused_in_words(project, entries):
    project.write("reports/catalogue.yml", dumped({"reports": entries}))
    try:
        catalogue.load()
    except folders.InputError as error:
        assert error.faults


@pytest.mark.soak
@FEW
@given(text=st.text(max_size=60))
def test_any_catalogue_text_is_loaded_or_refused_in_words(project, text):
    project.write("reports/catalogue.yml", text)
    with pytest.raises(folders.InputError):
        catalogue.load()


@pytest.mark.soak
@FEW
@given(
    source=st.text(max_size=60) | st.sampled_from(["a: int = 1\x00", "a: str = '''", "(" * 200, "a: list[str] = [1]"])
)
def test_any_parameters_cell_is_read_or_refused_in_words(project, source):
    project.write("notebooks/theme.ipynb", notebook([("parameters", source), *THEME[2:]]))
    try:
        catalogue.load()
    except folders.InputError as error:
        assert error.faults


@MANY
@given(text=st.text())
def test_any_page_is_searched_for_orphans(text):
    orphans.find(text)


@MANY
@given(digit=st.sampled_from("0123456789½²٣五"), before=st.text(alphabet="ab <>&", max_size=5))
def test_a_planted_digit_is_found_and_a_marked_one_is_not(digit, before):
    text = before.replace("<", "&lt;").replace(">", "&gt;").replace("& ", "&amp; ")
    assert orphans.find(f"<p>{text}{digit}</p>")
    assert not orphans.find(f'<p data-figure="a-1">{text}{digit}</p>')
    assert not orphans.find(f"<style>{digit}</style><p><b><time>{text}<i>{digit}</i></time></b></p>")


@MANY
@given(
    value=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15).map(lambda n: round(n, 3))
)
def test_a_number_in_words_says_the_same_number(value):
    scales = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
    digits, _, scale = words.number(value).partition(" ")
    said = Decimal(digits.replace(",", "").replace("−", "-")) * scales.get(scale, 1)
    assert math.isclose(float(said), value, rel_tol=1e-9, abs_tol=1e-8)


@MANY
@given(
    first=st.integers(1000, 2999), length=st.integers(0, 300), low=st.integers(1000, 2999), high=st.integers(1000, 2999)
)
def test_a_period_is_within_its_own_years(first, length, low, high):
    period = f"{first}/{first + length}"
    assert periods.within(period, first, first + length)
    assert periods.within(period, low, high) is (first <= high and low <= first + length)


# Signs of YAML and of what its scalars are, so that most texts are nearly a catalogue.
YAMLISH = st.lists(
    st.sampled_from([*"-:?[]{},&*!|>'\"%@`#\n ~\0\x1b\ud800", "  ", "reports:\n", "- ", "path: a\n", "!!int ", "0o7",
                     "2020-02-30", "20:11", "02011", "9" * 5000, ".inf", "-.nan", "1e999", "<<: ", "---\n", "\\uD800"]),
    max_size=14,
).map("".join)  # fmt: skip


@MANY
@given(text=YAMLISH | st.text(max_size=40))
@example("&\u202ea")  # turns the order of what follows it
def test_any_yaml_is_a_value_of_plain_types_or_a_fault_with_its_place(text):
    def plain(value) -> bool:
        if isinstance(value, dict):
            return all(map(plain, value)) and all(map(plain, value.values()))
        return (
            all(map(plain, value))
            if isinstance(value, list)
            else value is None or type(value) in (str, int, float, bool)
        )

    try:
        assert plain(yaml12.load(text))
    except yaml12.Fault as fault:
        assert str(fault).isprintable()


JSONS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["\ud800", "9" * 300]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def changed(draw, value):
    """Return a JSON value in which something, anywhere, is something else or is missing."""
    if isinstance(value, (dict, list)) and value and draw(st.integers(0, 5)):
        key = draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
        if not draw(st.integers(0, 4)):
            return (
                [v for at, v in enumerate(value) if at != key]
                if isinstance(value, list)
                else {k: v for k, v in value.items() if k != key}
            )
        made = value.copy()
        made[key] = changed(draw, value[key])
        return made
    return draw(JSONS)


@pytest.mark.soak
@FEW
@given(data=st.data())
def test_any_change_of_a_notebook_is_loaded_or_refused_in_words(project, data):
    content = json.dumps(changed(data.draw, json.loads(notebook(THEME))))
    project.write("notebooks/theme.ipynb", content)
    try:
        catalogue.load()
        tidy.output_faults()
    except folders.InputError as error:
        assert all(fault.startswith(("notebooks/", "reports/")) for fault in error.faults)


@pytest.mark.soak
@FEW
@given(data=st.data())
def test_any_change_of_the_descriptor_is_checked_in_words(project, data):
    path = project.root / "data/datapackage.json"
    whole = path.read_bytes()
    try:
        path.write_text(json.dumps(changed(data.draw, json.loads(whole))))
        tables.forget()
        for fault in [*(check.file_faults() or check.faults())]:
            assert fault.startswith("data/")
    except folders.InputError as error:
        assert all("data/" in fault for fault in error.faults)
    finally:
        path.write_bytes(whole)


MEMORY = {
    "up_to": "u",
    "checked": "c",
    "data": "d",
    "lacking": "l",
    "history": "h",
    "published": {"reports/index.html": "d"},
    "reports": {
        "reports/reserves.html": {
            **{"fingerprint": "f", "calls": [0], "files": {"a": "b"}, "folders": {}},
            **{"digest": "d", "held": "of now"},
        }
    },
    "calls": [{"function": "cited.ledger.store.tables:select", "arguments": {}, "digest": "d"}],
}


@pytest.mark.soak
@FEW
@given(data=st.data(), cut=st.integers(0, 600))
def test_any_memory_of_a_build_is_taken_or_forgotten_and_makes_no_page_current(project, data, cut):
    known = changed(data.draw, MEMORY)
    project.write(".build/plan.json", json.dumps(known)[: cut or None])
    before = {path for path in project.root.rglob("*") if path.is_file()}
    said = []
    read = cache.BuildCache(said.append)
    assert said == [] or (len(said) == 1 and read.reports == {})
    assert not read.up_to_date(SimpleNamespace(inputs="of now"), "")
    assert not read.current("reports/reserves.html", "f", "of now", ())
    assert {path for path in project.root.rglob("*") if path.is_file()} == before


def test_a_memory_that_a_build_has_written_is_taken(project):
    project.write(".build/plan.json", json.dumps(MEMORY))
    assert list(cache.BuildCache(pytest.fail).reports) == ["reports/reserves.html"]
