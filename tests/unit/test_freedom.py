"""A cell may show anything: what leads to no source is marked where its cell is tagged, and fails the report if not."""

import pytest
from conftest import each_case
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from cited.manifest import MIME
from cited.press.publish import formulas, freedom, orphans, pictures, plots
from cited.press.publish.static import PLOTS

PLOTLY = {
    "application/vnd.plotly.v1+json": {
        "data": [{"type": "bar", "name": "Masks", "x": ["Italy"], "y": [300]}],
        "layout": {"title": {"text": "Masks sent"}},
    }
}
PACKED = {PLOTS[0]: {"data": [{"x": ["Italy"], "y": {"dtype": "f8", "bdata": "AAAAAADIckA="}}]}}
VEGA = {"application/vnd.vegalite.v5+json": {"datasets": {"data-1": [{"year": 2020, "masks": 300}]}}}
SHOWN = {
    "a frame": ({"text/html": "<table><tr><td>300</td></tr></table>", "text/plain": "300"}, "<td>300</td>"),
    "a plotly figure": (PLOTLY, "<td>300</td>"),
    "a plotly figure of a frame": (PACKED, "<td>300.5</td>"),
    "an altair chart": (VEGA, "<td>300</td>"),
    "an altair chart of few values": (
        {"application/vnd.vegalite.v6+json": {"data": {"values": [{"masks": 300}]}}, "text/plain": "<VegaLite object>"},
        "<td>300</td>",
    ),
    "a vega chart": (
        {"application/vnd.vega.v5+json": {"data": [{"name": "masks", "values": [{"n": 300}]}]}},
        "<td>300</td>",
    ),
    "a picture": ({"image/png": "aGVsbG8=", "text/plain": "<Figure>"}, 'src="data:image/png;base64,aGVsbG8="'),
    "a drawing": ({"image/svg+xml": "<svg><text>300</text></svg>"}, "data:image/svg+xml,"),
    "a text": ({"text/plain": "300"}, "<pre>300</pre>"),
    "Markdown": ({"text/markdown": "It was **300**."}, "<strong>300</strong>"),
}


def cell(data: dict, *tags: str) -> dict:
    made = new_code_cell("first = 1\nshow(first)", metadata={"tags": list(tags)})
    return {**made, "outputs": [new_output("display_data", data)]}


def prepared(*cells, **values):
    return freedom.prepared(new_notebook(cells=list(cells)), values)["cells"]


@each_case("what", SHOWN)
def test_a_tagged_cell_is_published_with_a_visible_mark(what):
    data, expected = SHOWN[what]
    (made,) = prepared(cell(data, "untraced"))
    html = made["outputs"][0]["data"]["text/html"]
    assert html.startswith('<section class="untraced" data-untraced>') and "Untraced:" in html and expected in html
    assert orphans.find(html) == []


@each_case("what", SHOWN)
def test_an_untagged_cell_fails_by_cell_and_line(what):
    with pytest.raises(freedom.Untraced, match=r"cell 1, line 2 \(`show\(first\)`\): .*tag `untraced`"):
        prepared(cell(SHOWN[what][0]))


def test_what_brings_a_manifest_is_left_as_it_is():
    data = {"text/html": '<p data-figure="a-1">300</p>', MIME: {}}
    (made,) = prepared(cell(data, "untraced"))
    assert made["outputs"][0]["data"] == data


def test_words_and_formulas_need_no_tag():
    words, formula = {"text/plain": "'China'"}, {"text/latex": r"$\displaystyle x^{2}$", "text/plain": "Math"}
    made = prepared(cell(words), cell(formula))
    shown = [one["outputs"][0]["data"]["text/html"] for one in made]
    assert "China" in shown[0] and "<msup>" in shown[1]
    assert [orphans.find(html) for html in shown] == [[], []]


def test_formulas_in_prose_are_set_and_prices_are_none():
    (made,) = prepared(new_markdown_cell(r"The rate is $\frac{a}{2}$; `$x$` is code, and it costs US$ and $."))
    assert "<mfrac>" in made["source"] and "`$x$`" in made["source"] and "costs US$ and $." in made["source"]
    assert orphans.find(made["source"]) == []


def test_a_year_of_a_parameter_or_of_a_period_shown_is_a_date():
    table = cell({"text/html": "<time>March 2014</time>", MIME: {}})
    prose = new_markdown_cell("Between 2011 and 2014.")
    _, made = prepared(table, prose, first=2011)
    assert made["source"] == 'Between <span data-parameter="first">2011</span> and <time>2014</time>.'


def test_where_there_is_no_ledger_a_year_needs_no_source(monkeypatch):
    monkeypatch.setattr(freedom.project, "has_ledger", lambda: False)
    (made,) = prepared(new_markdown_cell("# Rain in 2020\n\nFive to 6 mm."))
    assert made["source"] == "# Rain in 2020\n\nFive to 6 mm."


def test_another_year_is_named_with_cell_line_and_how_to_write_it():
    with pytest.raises(freedom.Untraced, match=r"cell 1, line 2: the year .*<time>2014</time>"):
        prepared(new_markdown_cell("Words.\nSince 1999."))
    (made,) = prepared(new_markdown_cell("Since <time>1999</time>."))
    assert made["source"] == "Since <time>1999</time>."


def test_a_picture_beside_the_notebook_is_part_of_the_page(tmp_path):
    (tmp_path / "a b.png").write_bytes(b"hello")
    prose = (
        "![One](a%20b.png \"t\") and ![two][r]\n\n[r]: ./a%20b.png\n\n<img alt='3' src='a%20b.png'>\n\n`![x](y.png)`"
    )
    notebook = new_notebook(cells=[new_markdown_cell(prose)])
    assert list(pictures.embedded(notebook, tmp_path)) == [str(tmp_path / "a b.png")]
    html = formulas.markdown(notebook.cells[0]["source"])
    assert html.count('src="data:image/png;base64,aGVsbG8="') + html.count("src='data:image/png;base64,") == 3
    assert "![x](y.png)" in html


@pytest.mark.parametrize("address", ["none.png", "https://example.org/a.png", "//example.org/a.png", "a.txt"])
def test_a_picture_that_is_not_there_or_not_here_fails_by_cell_and_line(tmp_path, address):
    notebook = new_notebook(cells=[new_code_cell("1"), new_markdown_cell(f"# A\n\n![p]({address})")])
    with pytest.raises(pictures.MissingFile, match=rf"cell 2, line 3: the picture {address}"):
        pictures.embedded(notebook, tmp_path)


@pytest.mark.parametrize("html", ["<img alt='a > b' src='a.png'>", "<IMG data-src='none.png' SRC=a.png>"])
def test_a_picture_is_put_into_its_own_attribute_whatever_the_others_say(tmp_path, html):
    (tmp_path / "a.png").write_bytes(b"hello")
    shown = new_output("display_data", {"text/html": html})
    pictures.embedded(new_notebook(cells=[new_code_cell("1", outputs=[shown])]), tmp_path)
    (made,) = shown["data"].values()
    assert made == html.replace("a.png", "data:image/png;base64,aGVsbG8=")


def test_a_picture_that_shown_html_names_is_put_into_it_and_counts_as_one(tmp_path):
    (tmp_path / "a.png").write_bytes(b"hello")
    shown = [new_output("display_data", {"text/html": f'<img src="{name}">'}) for name in ("a.png", "https://b.org/c")]
    notebook = new_notebook(cells=[new_code_cell("1", outputs=shown[:1])])
    assert list(pictures.embedded(notebook, tmp_path)) == [str(tmp_path / "a.png")]
    assert 'src="data:image/png;base64,aGVsbG8="' in shown[0]["data"]["text/html"]
    with pytest.raises(freedom.Untraced, match="a picture whose numbers lead to no source"):
        prepared(cell(shown[0]["data"]))
    with pytest.raises(pictures.MissingFile, match=r"cell 1: the picture https://b.org/c is on another machine"):
        pictures.embedded(new_notebook(cells=[new_code_cell("1", outputs=shown[1:])]), tmp_path)


def test_a_name_with_digits_in_prose_is_named_with_how_to_write_it():
    with pytest.raises(freedom.Untraced, match=r"cell 1, line 3: “G20” in .*<cite>G20</cite>"):
        prepared(new_markdown_cell("# Aid\n\nThe G20 met."))
    assert prepared(new_markdown_cell("The <cite>G20</cite> met, and `WTO+1`.\n\n1. First\n\n```\n7\n```"))


def test_a_tagged_markdown_cell_is_marked():
    (made,) = prepared(new_markdown_cell("Some 300 of **7**.", metadata={"tags": ["untraced"]}))
    html = formulas.markdown(made["source"])
    assert "Untraced:" in html and "<strong>7</strong>" in html and orphans.find(html) == []


def test_a_frame_that_is_shown_by_itself_is_named_with_what_to_write():
    shown = {"text/html": '<table class="dataframe"><tr><td>300</td></tr></table>'}
    with pytest.raises(freedom.Untraced, match=r"show it with `table\(show\(first\), \"…\"\)` of `cited.page`"):
        prepared(cell(shown))


def test_every_cell_with_a_fault_is_named_at_once():
    typed = cell({"text/html": "<p>300</p>", MIME: {}})
    with pytest.raises(freedom.Untraced) as raised:
        prepared(new_markdown_cell("The G20 met."), typed, new_markdown_cell("It was <time>3,993</time>."))
    said = str(raised.value).split("\n")
    assert [line.partition(":")[0] for line in said] == [
        "cell 1, line 1",
        "cell 2, line 2 (`show(first)`)",
        "cell 3, line 1",
    ]
    assert "'300' leads to no source" in said[1] and "<time>3,993</time> is not a date" in said[2]
    notebook = new_notebook(cells=[new_markdown_cell("The G20 met in 2014.\n\nIt was <cite>40%</cite>.")])
    assert [line.partition(":")[0] for line in freedom.prose_faults(notebook)] == ["cell 1, line 3"]


@each_case(
    "source",
    [
        *(
            "five **million** tanks",
            "five<!-- --> million",
            "five&#8203;thousand tanks",
            "thousa&shy;nds of five thou&shy;sand",
        ),
        *(
            "five [million](a.html)",
            "~~five~~ million",
            "five  \nmillion",
            "one and a half million",
            "nine % more",
        ),
        *(
            "a couple hundred",
            "Three in four visas",
            "two out of every ten",
            "`5000` tanks",
            "$$x = 5000$$",
            "$n \\approx 12.5$",
        ),
    ],
)
def test_a_number_in_prose_is_found_as_a_reader_sees_it(source):
    with pytest.raises(freedom.Untraced, match=r"cell 1, line \d: .*the tag `untraced`"):
        prepared(new_markdown_cell(source))


@each_case(
    "source",
    [
        *("one of **the** two", "five\n\nmillion ways", "- five\n- million", "`0` for none", "`first=2014` shows"),
        *("`2014` is a year", "$x_1 = a + b$", "one in a hurry"),
    ],
)
def test_what_no_reader_takes_for_a_number_needs_no_source(source):
    assert prepared(new_markdown_cell(source))


@each_case(
    "data",
    [{"text/markdown": "five **million**"}, {"text/html": "<p>five <b>million</b></p>"}, {"text/latex": "$x = 5000$"}],
)
def test_a_number_in_words_that_a_cell_shows_is_found_through_its_markup(data):
    with pytest.raises(freedom.Untraced, match="leads to no source"):
        prepared(cell(data))


def test_a_misspelt_tag_is_answered_with_the_right_one():
    with pytest.raises(freedom.Untraced, match="write the tag `untracd` of the cell as `untraced`"):
        prepared(cell({"text/plain": "300"}, "untracd"))


@each_case(
    "content",
    [
        5,
        {"data": [5]},
        {"data": 5, "layout": 5},
        {"data": [{"x": {"bdata": 5, "dtype": "zz"}}]},
        {"datasets": {"rows": 5}},
    ],
)
def test_the_data_of_a_chart_that_are_none_are_shown_as_they_are(content):
    assert plots.tables(content).startswith(("<pre>", "<table>"))
