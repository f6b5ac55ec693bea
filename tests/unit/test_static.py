"""Outputs that a static page cannot hold: their best static form, or a fault by name."""

from conftest import each_case
from nbformat import v4

from cited.press.publish import static

WIDGET = {static.WIDGET: {"model_id": "a"}, "text/plain": "IntSlider(value=0)"}


def settled(data: dict, kind: str = "display_data"):
    """Return the faults of a notebook with one output, and the output as it then is."""
    cell = v4.new_code_cell("x", outputs=[v4.new_output(kind, data=data)])
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# A"), cell])
    return static.settle(notebook), notebook.cells[1].outputs[0]


@each_case(
    ("data", "words"),
    [
        (WIDGET, "cell 2 shows a widget"),
        ({"application/vnd.bokehjs_exec.v0+json": ""}, "only application/vnd.bokehjs_exec.v0+json"),
        ({"text/html": "<div></div><SCRIPT src='x'></SCRIPT>", "text/plain": "Chart"}, "HTML that needs a script"),
        ({"application/javascript": "alert()", "text/plain": "<Javascript>"}, "JavaScript"),
        ({"application/pdf": "JVBE"}, "only application/pdf"),
        (
            {"application/geo+json": {"type": "Point"}, "text/plain": "<Map at 0x7f>"},
            "cell 2 shows application/geo+json, which",
        ),
        ({}, "only nothing"),
        ({"text/html": "<iframe srcdoc='<p>a map</p>'></iframe>"}, "cell 2 shows <iframe>"),
        ({"text/html": "<VIDEO src='a.mp4' controls></VIDEO>", "text/plain": "<Video>"}, "cell 2 shows <video>"),
    ],
)
def test_what_no_page_can_hold_is_named(data, words):
    (fault,) = settled(data)[0]
    assert words in fault
    assert "expected a table, a picture or text" in fault


@each_case(
    ("data", "shown"),
    [
        ({"text/html": "<script></script>", "image/png": "iVBOR"}, {"image/png": "iVBOR"}),
        ({**WIDGET, "text/html": "<b>held</b>"}, {"text/html": "<b>held</b>", "text/plain": "IntSlider(value=0)"}),
        ({"text/plain": "text"}, {"text/plain": "text"}),
        ({"application/json": {"a": "b"}, "text/plain": "<JSON object>"}, {"text/plain": '{\n "a": "b"\n}'}),
        (
            {"application/x-own": "1", "text/plain": "Masks: many"},
            {"application/x-own": "1", "text/plain": "Masks: many"},
        ),
    ],
)
def test_what_has_a_static_form_is_shown_in_it(data, shown):
    faults, output = settled(data)
    assert (faults, dict(output.data)) == ([], shown)


@each_case(
    ("kind", "faults"),
    [
        ("application/vnd.vegalite.v6+json", []),
        ("image/svg+xml", []),
        (
            "application/vnd.own-chart.v1+json",
            ["cell 2 shows application/vnd.own-chart.v1+json, which no page can hold"],
        ),
    ],
)
def test_an_object_that_brings_a_bundle_of_its_own_has_a_static_form_or_is_named(kind, faults):
    from IPython.core.formatters import DisplayFormatter

    class Chart:
        def _repr_mimebundle_(self, include=None, exclude=None):
            return {kind: "<svg/>" if kind.startswith("image") else {"values": []}}

    data, _ = DisplayFormatter().format(Chart())
    assert [fault.split(";")[0] for fault in settled(data)[0]] == faults


def test_a_formula_is_set_without_a_script():
    faults, output = settled({"text/latex": "$\\displaystyle x^2$", "text/plain": "<Math object>"})
    assert faults == []
    assert output.data["text/html"].startswith("<math") and "<msup>" in output.data["text/html"]


def test_an_error_that_its_cell_allows_is_a_line_of_text():
    error = v4.new_output("error", ename="ValueError", evalue="wrong", traceback=[])
    cells = [v4.new_code_cell("x", outputs=[error], metadata={"tags": tags}) for tags in (["raises-exception"], [])]
    notebook = v4.new_notebook(cells=cells)
    static.allow_errors(notebook)
    assert notebook.cells[0].outputs[0].text == "ValueError: wrong\n"
    assert notebook.cells[1].outputs[0].output_type == "error"
