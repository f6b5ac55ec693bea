"""The reports of the repository: the figures they show, and what their parameters do at the edges."""

import ast
import csv
import re

import pytest
from conftest import REPOSITORY, some_pages

from cited.ledger import figures
from cited.ledger.frames.known import strange
from cited.page.tracing import state
from cited.press.publish import orphans
from cited.press.reports import catalogue

# Notebook, parameters, words that the page must then have (none: it must only be a page).
EDGES = [
    ("reserves", {"actor": "Greece"}, "holds no figure with theme"),
    ("reserves", {"first": 2014, "last": 2011}, "Nothing lies between 2014 and 2011"),
    ("reserves", {"first": 2012, "last": 2012}, "$3.3 trillion"),
    ("reserves", {"currency": "persons", "peers": [], "scale": None}, "for want of a rate or a price"),
    ("reserves", {"base": 1066}, "for want of a rate or a price"),
    ("trade", {"pair": ["Cuba", "Sweden"]}, "holds no figure with theme"),
    ("trade", {"pair": ["ASEAN"], "publisher": ["World Bank"]}, "Nothing to draw."),
    ("trade", {"first": 2024, "last": 2009}, "Nothing lies between 2024 and 2009"),
    ("aid", {"donor": "Sweden"}, "holds no figure with theme"),
    ("aid", {"item": "aircraft with medical aid"}, "nine military Russian aircraft"),
    ("aid", {"recipient": "Italy", "day": "2012"}, "Nothing to draw."),
    ("pandemic", {"place": "Belarus"}, "holds no figure with theme"),
    ("pandemic", {"place": "Australia", "compare": []}, "hundreds of people"),
    ("mobility", {"actor": "Cuba"}, "holds no figure with theme"),
    ("mobility", {"actor": "Sweden", "first": 2016, "last": 2015}, "Nothing lies between 2016 and 2015"),
    ("population", {"actor": "Abkhazia"}, "a few hundred thousand Abkhazians"),
    ("population", {"actor": "Cuba", "first": 2050}, "holds no figure with theme"),
    ("population", {"first": 2050, "last": 2012}, "Nothing lies between 2050 and 2012"),
    ("institutions", {"institution": "Cuba"}, "holds no figure with theme"),
    ("institutions", {"institution": "ASEAN"}, "three community pillars"),
    ("diplomacy", {"actor": "Cuba", "first": None, "last": None}, "dates no such event"),
    ("diplomacy", {"source": "asean-2024", "kinds": ["document"]}, "Chairman"),
    ("diplomacy", {"kinds": ["work cited"], "first": 2024, "last": 2008}, "Nothing lies between 2024 and 2008"),
    ("diplomacy", {"first": 2013, "last": 2013}, "This page covers 2013,"),
    ("mobility", {"first": 3000, "last": 3000}, "and figures without a date"),
    ("pandemic", {"compare": ["XEU"]}, "Nothing to draw."),
    ("reserves", {"peers": ["CHN", "CHN"], "scale": 1800}, "Nothing to draw."),
    ("reserves", {"currency": "EUR", "base": 2014}, "to the prices of 2014"),
    ("trade", {"pair": ["ASEAN", "China"], "publisher": None}, "counted by China’s customs"),
    ("audit", {"source": "suwa-2018"}, "None of the 22 distinct figures"),
    ("source", {"source": "asean-2024"}, "13 distinct figures, one of them doubtful"),
    ("verdicts", {"source": "asean-2024", "theme": "military"}, "holds no figure with"),
    ("verdicts", {"theme": "military", "source": "pickings-2018"}, "Nothing to list."),
    ("unchecked", {"source": "asean-2024", "theme": "military"}, "holds no figure with"),
    ("unchecked", {"theme": "reserves"}, "None of the ledger’s figures"),
    ("unchecked", {"theme": "military", "source": "pickings-2018"}, "no published figure found"),
]


@pytest.fixture(autouse=True)
def _new_page(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    state.current().reset()


def cells(notebook: str, tag: str = "") -> list[str]:
    """The code of a notebook's cells, all or those with a tag."""
    found = [cell for cell in catalogue.notebook(notebook)["cells"] if cell["cell_type"] == "code"]
    return ["".join(cell["source"]) for cell in found if not tag or tag in cell["metadata"].get("tags", [])]


def run(notebook: str, **parameters) -> str:
    """Run a notebook's cells here, with parameters put after its own, and return what its page would show."""
    space, shown = {}, []
    for source in cells(notebook):
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, notebook, "exec"), space)
        if source in cells(notebook, "parameters"):
            space.update(parameters)
        if last:
            value = eval(compile(ast.Expression(last.value), notebook, "eval"), space)
            shown.append(value._repr_html_())
    return "\n".join(shown)


@pytest.mark.parametrize("names", [{"source"}, {"verdicts", "unchecked"}])
def test_every_figure_of_the_ledger_is_on_a_page_of_these_notebooks(names):
    shown = set()
    for report in catalogue.load():
        if report.notebook in names:
            html = run(report.notebook, **report.parameters)
            shown.update(re.findall(r'data-figure="([^"]+)"', html))
    assert not (missing := set(figures().index) - shown), f"no page of {names} shows {', '.join(sorted(missing))}"


@pytest.mark.parametrize(("name", "parameters", "words"), EDGES)
def test_parameters_at_their_edges_give_a_page_in_words(name, parameters, words):
    html = run(name, **parameters)
    text = re.sub("<[^>]+>", "", html)
    assert words in text
    assert not re.search(r"\b(nan|None(?! of)|1 figures|1 hold|0 hold)\b", text)
    assert orphans.find(html) == []


def test_every_parameter_of_these_notebooks_is_tried_at_an_edge():
    tried = {(name, parameter) for name, parameters, _ in EDGES for parameter in parameters}
    declared = {
        (name, node.target.id)
        for name in {name for name, _ in tried}
        for node in ast.parse(cells(name, "parameters")[0]).body
        if isinstance(node, ast.AnnAssign)
    }
    assert declared - tried == set()


def test_a_kind_of_event_that_there_is_not_is_named():
    with pytest.raises(ValueError, match="kinds: “rumour”; expected some of figure, work cited, document"):
        run("diplomacy", kinds=["rumour"])


def test_a_digit_in_a_notebook_s_text_fails_its_report_and_no_other(project):
    project.change("notebooks/theme.ipynb", "As printed.", "As printed in 12 places.")
    result = project.cited("build")
    assert result.returncode == 1
    assert "“12” in 'As printed in 12 places.' leads to no source; write a name as <cite>" in result.stdout
    assert not list((project.root / "reports").glob("reserves.html"))


@pytest.mark.soak
def test_no_page_of_the_repository_has_an_orphan(site):
    for path in some_pages(site):
        assert orphans.find(path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.soak
def test_every_value_of_the_repository_names_what_the_ledger_has(site, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    for path in some_pages(site):
        assert strange(*orphans.named(path.read_text(encoding="utf-8"))) == [], path.name


def test_every_count_of_the_repository_names_exactly_the_figures_that_it_counts(site):
    counts = 0
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        entries = re.findall(r'id="(computed-\d+)"[^>]*>\s*(?:<[^>]+>\s*)*Number of these figures', page, re.IGNORECASE)
        for entry, ids, said in re.findall(r'href="#(computed-\d+)" data-figures="([^"]*)">([\d,]+)<', page):
            if entry in entries:
                named = ids.split()
                assert len(named) == len(set(named)) == int(said.replace(",", "")), (path.name, entry)
                counts += 1
    assert counts > 100


def test_every_chart_of_the_repository_draws_the_statistics_that_decide_what_is_cited_on_it(site):
    deciding = {row["figure"]: row for row in csv.DictReader((site / "data/verdicts.csv").open(encoding="utf-8"))}
    drawn = 0
    for path in sorted(site.rglob("*.html")):
        for chart in re.findall(r'<figure class="chart".*?</figure>', path.read_text(encoding="utf-8"), re.DOTALL):
            beside = " ".join(re.findall(r'<a [^>]*data-series="([^"]+)"', chart)).split()
            for figure in re.findall(r'<a [^>]*data-figure="([^"]+)" aria-label="Cited', chart):
                row = deciding[figure]
                if row["series"]:
                    assert f"{row['series']}@{row['period']}" in beside, (path.name, figure)
                    drawn += 1
    assert drawn > 100
