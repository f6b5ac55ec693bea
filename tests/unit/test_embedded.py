"""What a cell's HTML takes from elsewhere becomes part of the page, or fails the report by name."""

import re

import pytest
from conftest import each_case
from nbformat.v4 import new_markdown_cell, new_notebook, new_output

from cited.press.publish import pictures, styles


def cell(data):
    return {"cell_type": "code", "source": "", "metadata": {}, "outputs": [new_output("display_data", data)]}


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    (tmp_path / "data" / "figures").mkdir(parents=True)
    (tmp_path / "data" / "datapackage.json").write_text("{}")
    monkeypatch.chdir(tmp_path)


PICTURE = "data:image/png;base64,aGVsbG8="


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<img srcset="a.png, a.png 2x" src=a.png>', f'<img srcset="{PICTURE}, {PICTURE} 2x" src={PICTURE}>'),
        ("<picture><source srcset='a.png 2x'></picture>", f"<picture><source srcset='{PICTURE} 2x'></picture>"),
        ("<svg><image xlink:href='a.png'/></svg>", f"<svg><image xlink:href='{PICTURE}'/></svg>"),
        ('<table background="a.png"></table>', f'<table background="{PICTURE}"></table>'),
        ('<svg><use href="#a"/></svg>', '<svg><use href="#a"/></svg>'),
        ('<a href="a.png">a</a>', '<a href="a.png">a</a>'),
    ],
)
def test_whatever_a_tag_loads_is_put_into_it(tmp_path, html, kept):
    (tmp_path / "a.png").write_bytes(b"hello")
    shown = cell({"text/html": html})
    pictures.embedded({"cells": [shown]}, tmp_path)
    assert shown["outputs"][0]["data"]["text/html"] == kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<link rel=stylesheet href=a.css><p>a</p>", '<style>#own-1-1{p{color:red}}</style><p>a</p>'),
        ("<style>@import 'a.css' print; body { top: 0 }</style>", "<style>#own-1-1{@media print{p{color:red}} & { top: 0 }}</style>"),
        ("<style>p{background:url(a.png)}</style>", f"<style>#own-1-1{{p{{background:url({PICTURE})}}}}</style>"),
    ],
)  # fmt: skip
def test_a_stylesheet_becomes_part_of_the_page_and_holds_for_its_output_alone(tmp_path, html, kept):
    (tmp_path / "a.png").write_bytes(b"hello")
    (tmp_path / "a.css").write_text("/* a */p{color:red}")
    shown = cell({"text/html": html})
    styles.embedded({"cells": [shown]}, tmp_path)
    assert shown["outputs"][0]["data"]["text/html"] == f'<div id="own-1-1">{kept}</div>'
    assert styles.tokens(kept).startswith(" 'sha256-")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<link href=none.css rel='preload stylesheet'>", "cell 1: the stylesheet none.css: No such file"),
        ("<link rel='stylesheet' href='none.css'>", "cell 1: the stylesheet none.css: No such file"),
        ("<link rel=stylesheet href=//a.org/b.css>", "cell 1: the stylesheet //a.org/b.css is on another machine"),
        ("<style>@import url(http://a.org/b.css);</style>", "the stylesheet http://a.org/b.css is on another machine"),
        ("<style>p{background:url('//a.org/b.png')}</style>", "the picture //a.org/b.png is on another machine"),
        ("<p style='background:url(none.png)'>a</p>", "the picture none.png: No such file"),
        ("<style>@import 'self.css'</style>", "stylesheets that take in each other"),
        ("<style>p{}} .sources{display:none}{</style>", "a stylesheet whose braces do not match"),
        ("<style>@font-face{src:local(a)}</style>", "a stylesheet with @font-face"),
        ("<style>p::before{content:'5 million'}</style>", "a stylesheet with `content`, by which it writes"),
    ],
)
def test_a_stylesheet_that_is_not_here_or_reaches_further_is_named(tmp_path, html, words):
    (tmp_path / "self.css").write_text("@import 'self.css';")
    with pytest.raises(pictures.MissingFile, match=re.escape(words)):
        styles.embedded({"cells": [cell({"text/html": html})]}, tmp_path)


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <link rel=stylesheet href=none.css> --><p>a</p>",
        "<script>let a = '<link rel=stylesheet href=none.css>'</script>",
        '<img alt="<style>p{}</style>">',
        "<link rel=icon href=none.css>",
    ],
)
def test_what_only_looks_like_a_stylesheet_stays_as_it_is(tmp_path, html):
    shown = cell({"text/html": html})
    assert styles.embedded({"cells": [shown]}, tmp_path) == {}
    assert shown["outputs"][0]["data"]["text/html"] == html
    assert styles.tokens(html) == ""


@each_case("html", ["<p style=color:red>a</p>", "<p STYLE='color:red'>a</p>", '<p style="color&#58;red">a'])
def test_the_style_of_one_element_is_admitted_however_it_is_written(html):
    assert styles.tokens(html) == styles.tokens('<p style="color:red">a</p>') != ""


def test_a_picture_in_the_style_of_one_element_is_put_into_it(tmp_path):
    (tmp_path / "a.png").write_bytes(b"hello")
    shown = cell({"text/html": "<p style='background:url(&quot;a.png&quot;)'>a</p>"})
    styles.embedded({"cells": [shown]}, tmp_path)
    assert shown["outputs"][0]["data"]["text/html"] == f"<p style='background:url({PICTURE})'>a</p>"


def test_a_stylesheet_in_markdown_is_named(tmp_path):
    with pytest.raises(pictures.MissingFile, match="cell 1: a stylesheet in Markdown"):
        styles.embedded(new_notebook(cells=[new_markdown_cell("<style>p{}</style>")]), tmp_path)
    styles.embedded(new_notebook(cells=[new_markdown_cell("`<style>p{}</style>`")]), tmp_path)
