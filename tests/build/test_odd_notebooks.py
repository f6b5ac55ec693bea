"""Notebooks that fail, show or are called something odd: the right cell and a reason, or a page that is whole."""

import json
import re

import pytest
from conftest import Project, notebook

TITLE = ("markdown", "# What is it?\n\nSo.")
PARAMETERS = ("parameters", 'theme: str = "trade"  # theme shown')
SETUP = ("code", "from cited.ledger import figures\nfrom cited.page import table\nfound = figures(theme=theme)")
TABLE = ("code", 'table(found, "Figures")')
ALLOWED = ("raises-exception", "raise ValueError('allowed')")
HEADINGS = """\
# A second title

[a](#Sub-Heading) [b](#Über-das-Thema) [c](#What-is-it?) [d](#a-second-title) [e](#Own) [f](#Nowhere)

<a id="Own"></a>

## Part

### Sub Heading

### Über das Thema

# A third `title`"""
# By name: the cells after the setup, the cell that is named, counted as JupyterLab shows them, and what is said of it.
FAILING = {
    "magic": ([("code", "%nosuch")], 4, "UsageError: Line magic function `%nosuch` not found."),
    "cell-magic": ([TABLE, ("code", "%%nosuch\nx")], 5, "UsageError: Cell magic `%%nosuch` not found."),
    "warned-magic": (
        [("code", "import warnings; warnings.warn('careful')\n%nosuch")],
        4,
        "UsageError: Line magic function `%nosuch` not found.",
    ),
    "group": (
        [("code", "raise ExceptionGroup('many', [ValueError('one'), TypeError('two')])")],
        4,
        "ExceptionGroup: many (2 sub-exceptions); ValueError: one; TypeError: two",
    ),
    "group-in-a-group": (
        [("code", "raise ExceptionGroup('out', [ExceptionGroup('in', [KeyError('deep')]), OSError('flat')])")],
        4,
        "ExceptionGroup: out (2 sub-exceptions); ExceptionGroup: in (1 sub-exception); KeyError: 'deep'; OSError: flat",
    ),
    "group-of-a-cause": (
        [("code", "try:\n    1 / 0\nexcept Exception as e:\n    raise BaseExceptionGroup('g', [e]) from e")],
        4,
        "ExceptionGroup: g (1 sub-exception); ZeroDivisionError: division by zero",
    ),
    "no-words": ([("code", "assert False")], 4, "AssertionError"),
    "allowed-then-raised": (
        [ALLOWED, ("code", "a = 1"), ("code", "raise KeyError('second')")],
        6,
        "KeyError: 'second'",
    ),
    "allowed-then-exit": ([ALLOWED, ("code", "import sys; sys.exit()")], 5, "SystemExit: the notebook ended here"),
    "allowed-then-dead": ([ALLOWED, ("code", "import os; os._exit(1)")], 5, "Kernel died"),
    "allowed-then-digits": ([ALLOWED, ("code", "print(12345)")], None, "cell 5, line 1 (`print(12345)`): '12345'"),
    "allowed-with-digits": ([("raises-exception", "raise ValueError('of 17')")], None, "cell 4, line 1"),
}
HTML = "from IPython.display import HTML, display\n"
# Of an output: what the rest of the page would be lost in, or what is no output at all; and what is said of it.
HOSTILE = {
    "comment": (
        f"{HTML}HTML('<p>before</p><!-- oops')",
        "HTML with “<!-- oops”, which does not end: the page after it",
    ),
    "textarea": (f"{HTML}HTML('<textarea>')", "HTML with <textarea>, which it does not close"),
    "plaintext": (f"{HTML}HTML('a<plaintext>')", "HTML with <plaintext>, which it does not close"),
    "style": (f"{HTML}HTML('<style>p{{}}')", "HTML with <style>, which it does not close"),
    "hidden": (f"{HTML}HTML('<div hidden>' * 2 + '</div>')", "HTML with <div>, which it does not close"),
    "end": (f"{HTML}HTML('</main></body></html>')", "HTML with “</main>”, which closes nothing of its own"),
    "quote": (f"{HTML}HTML('<a href=\"')", 'HTML with “<a href="”, which does not end'),
    "endless": (f"{HTML}HTML('<!--' * 250_000)", "which does not end"),
    "no-text": (f"{HTML}display({{'text/html': None, 'text/plain': 'x'}}, raw=True)", "None is not valid"),
    "cyclic": ("x = []; x.append(x)\ndisplay({'application/json': x}, raw=True)", "Circular reference detected"),
    "deep": ("x = []\nfor _ in range(20000): x = [x]\ndisplay({'application/json': x}, raw=True)", "RecursionError"),
    "forged": ("display({'text/html': '<p>7</p>', 'application/vnd.cited.manifest+json': 'x'}, raw=True)", "'7'"),
    "forged-list": (
        "display({'text/html': 'a', 'application/vnd.cited.manifest+json': {'figures': [1]}}, raw=True)",
        "expected texts",
    ),
    "picture": (
        "display({'image/svg+xml': '<svg><script>alert()</script></svg>'}, raw=True)",
        "a picture whose numbers",
    ),
    "words-of-our-own": (
        "import os\nfor fd in os.listdir('/proc/self/fd'):\n    if int(fd) > 2:\n        try: os.write(int(fd), b'\\0\\0\\0\\4junk')\n"
        "        except OSError: pass",
        "JSONDecodeError",
    ),
}
FAILING["text"] = ([("markdown", "<p>begun</p> and <!-- never closed")], None, "cell 4: HTML with “<!-- never closed")
FAILING |= {name: ([("code", source)], None, words) for name, (source, words) in HOSTILE.items()}
WHOLE = {
    "harmless": [
        (
            "code",
            f"{HTML}HTML('<base href=\"http://e.example/\"><link rel=preconnect href=//e.example><meta http-equiv=refresh>')",
        ),
        ("code", f"{HTML}HTML('<p>a<ul><li>b<li>c</ul><table><tr><td>d</table><svg><path/></svg><!-- e --><br/>')"),
        ("untraced", f"{HTML}HTML('<img src=data:, onerror=alert()>')"),
        ("code", f"{HTML}HTML('<a href=\"javascript:alert()\">x</a>')"),
        ("markdown", "<script>alert()</script> and <!-- closed -->\n\nText <!-- never closed"),
        TABLE,
    ],
    "allowed": [ALLOWED, TABLE],
    "g20": [TABLE],
    "data": [TABLE],
    "headings": [("markdown", HEADINGS), TABLE],
    "colour": [
        ("code", r"print('\x1b[31mred\x1b[0m and \x1b[1;38;5;208mbold\x1b[0m')"),
        ("code", r"print('\x1b]8;;http://a.example/1\x07link\x1b]8;;\x07 \x1b(B\x9b1mthin')"),
        ("code", r"class Shown:\n    def __repr__(self): return '\x1b[32mgreen\x1b[0m'\nShown()".replace(r"\n", "\n")),
        TABLE,
    ],
    "control": [
        ("code", r"print('nul\x00bell\x07half\ud800end')"),
        ("code", r"from IPython.display import HTML; HTML('<p>en\x00tity&#0;&#x1b;&#xd800;&#99999999;s</p>')"),
        TABLE,
    ],
    "styler": [
        ("code", f"import pandas as pd\npd.DataFrame({{'a': ['x']}}).style.hide(axis='index').set_properties({css})")
        for css in ("color='red'", "color='blue'")
    ],
}


def cells(chosen: list[tuple[str, str]]) -> str:
    """Return a notebook whose cells of another kind than `code` or `markdown` have that kind as a tag."""
    odd = {at: kind for at, (kind, _) in enumerate(chosen, start=3) if kind not in ("code", "markdown")}
    kinds = [("code" if kind in odd.values() else kind, source) for kind, source in chosen]
    made = json.loads(notebook([TITLE, PARAMETERS, SETUP, *kinds]))
    for at, tag in odd.items():
        made["cells"][at]["metadata"]["tags"] = [tag]
    return json.dumps(made)


@pytest.fixture(scope="module")
def built_odd(tmp_path_factory) -> tuple[Project, str]:
    """A project of all these notebooks, and what its build has said; ordinary kernels run some of them."""
    made = Project(tmp_path_factory.mktemp("odd") / "project")
    every = {name: sources for name, (sources, *_) in FAILING.items()} | WHOLE
    entries = [f"{{path: {name}, notebook: {name}, title: On it, answers: All of it.}}" for name in every]
    made.write("reports/catalogue.yml", "reports:\n" + "".join(f"  - {entry}\n" for entry in entries))
    for name, sources in every.items():
        made.write(f"notebooks/{name}.ipynb", cells(sources))
    result = made.cited("build")
    assert f"{len(FAILING)} of {len(every)} reports failed" in result.stdout, result.stdout + result.stderr
    return made, result.stdout


def page(made: Project, name: str) -> str:
    """Return a built page without its stylesheet and scripts."""
    html = (made.root / f"reports/{name}.html").read_text(encoding="utf-8")
    return re.sub(r"<(style|script).*?</\1>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("name", FAILING)
def test_a_cell_that_fails_is_named_with_the_reason(built_odd, name):
    _, cell, words = FAILING[name]
    place = f"notebooks/{name}.ipynb" + (f", cell {cell}, with" if cell else "")
    said = next(line for line in built_odd[1].splitlines() if line.startswith(place))
    assert words in said


def test_ordinary_kernels_say_the_same(built_odd):
    names = ("magic", "group", "allowed-then-raised", "allowed")
    result = built_odd[0].cited("build", "--no-fork", *(f"reports/{name}.html" for name in names))
    for name in names[:-1]:
        assert FAILING[name][2] in result.stdout
    assert "3 of 4 reports failed" in result.stdout


def test_an_error_that_its_cell_allows_stands_on_the_page(built_odd):
    assert "ValueError: allowed" in page(built_odd[0], "allowed")


@pytest.mark.parametrize("name", ["g20", "data"])
def test_a_notebook_of_any_name_has_its_place_on_the_index(built_odd, name):
    index = page(built_odd[0], "index")
    assert f'<h3 id="of-{name}"><cite>{name.capitalize()}</cite></h3>' in index
    ids = re.findall(r'\bid="([^"]*)"', index)
    assert len(ids) == len({*ids})
    assert f'index.html#of-{name}"' in page(built_odd[0], name)


def test_further_titles_stay_and_links_lead_to_headings_as_jupyterlab_has_them(built_odd):
    html = page(built_odd[0], "headings")
    assert '<h2 id="a-second-title">A second title</h2>' in html
    assert '<h2 id="a-third-title">A third <code>title</code></h2>' in html
    ids = {*re.findall(r'\bid="([^"]*)"', html)}
    links = dict(re.findall(r'<a href="#([^"]*)">([a-f])</a>', html))
    assert sorted(links.values()) == list("abcdef")
    assert [links[target] for target in links if target not in ids] == ["f"]


def test_colours_of_a_terminal_are_no_digits_and_no_signs_on_the_page(built_odd):
    html = page(built_odd[0], "colour")
    for words in ("red and bold", "link thin", "green"):
        assert words in html
    assert not re.search(r"\[\d*m|\]8;", html)


def test_control_characters_halves_of_characters_and_their_references_reach_no_page(built_odd):
    html = page(built_odd[0], "control")
    for words in ("nulbellhalf", "end", "entitys"):
        assert words in html
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd]|&#(0|x1b|xd800);", html)


def test_the_ids_of_a_styled_table_are_the_same_at_each_build(built_odd):
    made, before = built_odd[0], (built_odd[0].root / "reports/styler.html").read_bytes()
    assert b'id="T_1' in before and b'id="T_2' in before
    (made.root / "reports/styler.html").unlink()
    made.cited("build", "reports/styler.html")
    assert (made.root / "reports/styler.html").read_bytes() == before


def test_a_title_with_a_digit_is_named_and_breaks_no_other_report(project, capsys):
    from cited.__main__ import main

    project.change("reports/catalogue.yml", "title: Reserves", "title: What did the G20 say?")
    assert main(["build"]) == 2
    assert "report 2 (reserves): title: 'What did the G20 say?' has a digit, which leads" in capsys.readouterr().err


def test_what_a_page_does_not_run_is_there_as_text_and_the_page_goes_on(built_odd):
    html = page(built_odd[0], "harmless")
    assert "&lt;base href=" in html and "&lt;link rel=preconnect" in html and "&lt;meta http-equiv" in html
    assert "&lt;!-- never closed" in html
    assert html.index("never closed") < html.index('class="table"') < html.index("How to cite")
