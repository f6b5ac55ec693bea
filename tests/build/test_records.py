"""A page for every cited figure: what it says, what machines read of it, and the wall that leads to it."""

import itertools
import json
import re

import pytest
from conftest import CHECKS, OBSERVATIONS, SERIES, add_tables

from cited import stylesheets
from cited.ledger.store import tables
from cited.page.charts.wall import site_wall
from cited.page.comparing import records
from cited.press.publish import carried
from cited.press.reports import catalogue, navigation
from cited.press.site import claims


def page(built, name: str) -> str:
    return (built.root / "reports" / name).read_text(encoding="utf-8")


def test_every_shown_figure_has_a_page_that_says_who_said_it_how_it_is_read_and_where_it_is_shown(built):
    html = page(built, "figure/north-2020-1.html")
    for said in ("“almost $4 billion”", "A. North", "line 3", "Cold cash", "Not checked: no published figure found."):
        assert said in html
    assert 'href="../reserves.html#north-2020-1"' in html
    assert "@misc{north-2020-1," in html
    assert len(html.encode()) <= 25 * 1024


def test_a_figure_that_nobody_could_check_is_a_claim_without_a_review_to_machines(built):
    html = page(built, "figure/north-2020-1.html")
    linked = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert linked["@type"] == "Claim"
    assert linked["appearance"]["author"]["name"] == "A. North"
    assert "claimReviewed" not in linked


def test_a_figure_that_no_report_shows_any_more_loses_its_page(built):
    assert (built.root / "reports/figure/south-2021-1.html").exists()
    built.change("reports/catalogue.yml", "theme: [trade, aid]", "theme: [trade]")
    assert built.cited("build").returncode == 0
    assert not (built.root / "reports/figure/south-2021-1.html").exists()


def test_the_wall_has_a_tile_for_each_distinct_figure_under_its_document(built):
    html = page(built, "index.html")
    wall = html[html.index('id="wall"') :]
    assert wall.count('class="tile ') == 3
    assert 'href="figure/north-2020-2.html" data-figure="north-2020-2"' in wall
    assert "north-2020-3.html" not in wall[: wall.index("</div>")]


def test_the_words_of_a_figure_are_never_markup(project):
    project.change("data/figures/south-2021.csv", ",masks,aid", ",<script>alert(1)</script>,aid")
    [claim] = records.claims(["south-2021-1"])
    assert "<script>" not in claim.body + site_wall([claim], "{id}")


STATES = map(str, itertools.count())
# Whatever a page is made from: where it stands, what it is, and what it becomes.
CHANGES = {
    "row": ("data/figures/north-2020.csv", ",foreign exchange reserves,", ",gold,"),
    "row that repeats it": ("data/figures/north-2020.csv", "2014,actual,1,,", "2014,actual,1,north-2020-2,"),
    "statistic that decides": ("data/observations.csv", ",3900000000,", ",2900000000,"),
    "statistic that only its chart shows": ("data/observations.csv", "2012-12,3000000000", "2012-12,3300000000"),
    "check": ("data/checks.csv", "2014-12,,,level,same", "2014-12,,,level,other"),
    "series": (
        "data/series.csv",
        "Customs of Norland,Imports,,unknown,unknown",
        "Customs of Norland,Imports,,unknown,free",
    ),
    "document": ("data/sources.csv", "Ice and money", "Ice and gold"),
    "work that it cites": ("data/works.csv", "Cold cash", "Warm cash"),
    "report that shows it": ("reports/catalogue.yml", "title: Reserves", "title: What was held"),
    "collection": ("data/datapackage.json", '"title": "', '"title": "All '),
}


def figures_made(root, software: str = "software") -> tuple[dict[str, str], list[str]]:
    """Make the pages of figures as a build does; return them by path, and the figures whose record was made anew."""
    anew: list[str] = []

    def ask(figures: list[str], known: list[claims.Claim]) -> list[claims.Claim]:
        found = records.claims(figures, known)
        anew.extend(one.id for one in found if one not in known)
        return found

    tables.forget()
    # Data and texts are of another state each time.
    figures, pages = claims.Made(software, next(STATES), ask), carried.pages(catalogue.load())
    made = figures.pages(figures.records(pages), pages, navigation.collection())
    for name, html in made.items():
        (root / "reports" / name).write_text(html, encoding="utf-8")
    return made, anew


@pytest.mark.parametrize("name", CHANGES)
def test_of_the_pages_of_figures_those_are_made_anew_that_a_change_reaches(built, name):
    root = built.root
    add_tables(
        root, series=SERIES, observations=OBSERVATIONS + "reserves-nor,2012-12,3000000000,1,,high,\n", checks=CHECKS
    )
    before, _ = figures_made(root)
    assert figures_made(root) == (before, [])
    path, old, new = CHANGES[name]
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    built.write(path, text.replace(old, new, 1))
    after, _ = figures_made(root)
    assert after != before
    (root / claims.KEPT).unlink()
    (root / claims.PAGES).unlink()
    assert figures_made(root)[0] == after


def test_other_software_a_page_that_was_altered_and_a_memory_that_is_torn_have_pages_made_anew(built):
    before, anew = figures_made(built.root)
    assert figures_made(built.root, "other software") == (before, sorted(anew))
    page = built.root / "reports/figure/north-2020-1.html"
    page.write_text("altered", encoding="utf-8")
    assert figures_made(built.root)[0] == before
    for name in (claims.KEPT, claims.PAGES):
        altered = (built.root / name).read_text(encoding="utf-8").replace("a", "b")
        for torn in ("", "[", "[1]", '{"claims": [1]}', '{"a": {"b": 1}}', "\0", altered):
            (built.root / name).write_text(torn, encoding="utf-8")
            assert figures_made(built.root)[0] == before


def test_one_row_that_changed_has_one_record_made_anew(built):
    figures_made(built.root)
    built.change("data/figures/north-2020.csv", ",foreign exchange reserves,", ",gold,")
    assert figures_made(built.root)[1] == ["north-2020-1"]


def test_a_page_has_the_rules_of_a_stylesheet_that_can_hold_for_it():
    css = ".a{x:1}.b .c{x:1}p{x:1}td,th{x:1}@media print{.a{x:2}.b{x:2}}@media screen{.b{x:3}}"
    assert stylesheets.used(css, '<p class="a">') == ".a{x:1}p{x:1}@media print{.a{x:2}}"
