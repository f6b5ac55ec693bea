"""A page for every cited figure: what it says, what machines read of it, and the wall that leads to it."""

import json
import re

from cited import stylesheets
from cited.page import records
from cited.page.wall import site_wall


def page(built, name: str) -> str:
    return (built.root / "reports" / name).read_text(encoding="utf-8")


def test_every_shown_figure_has_a_page_that_says_who_said_it_how_it_is_read_and_where_it_is_shown(built):
    html = page(built, "figure/north-2020-1.html")
    for said in ("“almost $4 billion”", "A. North", "line 3", "Cold cash", "No official figure has been found."):
        assert said in html
    assert 'href="../reserves.html#north-2020-1"' in html
    assert "@misc{north-2020-1," in html
    assert len(html.encode()) <= 25 * 1024


def test_a_figure_s_page_is_a_claim_with_its_review_to_machines(built):
    html = page(built, "figure/north-2020-1.html")
    linked = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert linked["@type"] == "Claim"
    assert linked["appearance"]["author"]["name"] == "A. North"
    assert linked["subjectOf"]["@type"] == "ClaimReview"


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


def test_a_page_has_the_rules_of_a_stylesheet_that_can_hold_for_it():
    css = ".a{x:1}.b .c{x:1}p{x:1}td,th{x:1}@media print{.a{x:2}.b{x:2}}@media screen{.b{x:3}}"
    assert stylesheets.used(css, '<p class="a">') == ".a{x:1}p{x:1}@media print{.a{x:2}}"
