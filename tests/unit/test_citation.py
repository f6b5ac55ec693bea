"""Citations hold year and address of the collection, of each report and of each document, as far as they are stated."""

import json

from conftest import each_case

from cited.manifest import Work
from cited.press.publish import citation
from cited.press.reports import navigation

BARE = {"author": "A", "title": "Figures", "version": "1.0", "date": "", "home": ""}
STATED = {**BARE, "date": "2026-11-22", "home": "https://example.org/f/"}
WORK = Work("north", "article", "N", "B", date="2020-04~/2021", address="https://example.org/n?a={1}&b=~x")


@each_case(
    ("whole", "year", "where"),
    [
        (STATED, "2026", "  url = {https://example.org/f/theme/aid.html},\n"),
        (BARE, "", "  note = {reports/theme/aid.html},\n"),
    ],
)
def test_each_reference_has_the_year_and_address_that_are_stated(whole, year, where):
    items = citation.references(whole, [("theme/aid", "Aid")], [WORK])
    collection, report, north = citation.bibtex(items).split("\n\n")
    assert ("  year = {2026},\n" in collection, "  year = {2026},\n" in report) == (bool(year), bool(year))
    assert where in report
    assert "  year = {2020},\n" in north and "  url = {https://example.org/n?a=%7B1%7D&b=~x},\n" in north
    assert items[2]["issued"] == {"date-parts": [[2020, 4]]} and items[2]["URL"] == WORK.address
    assert items[0].get("URL", "") == whole["home"]


@each_case(
    ("whole", "said"),
    [
        (STATED, "Figures, version 1.0, 2026"),
        (BARE, "Figures, version 1.0"),
        ({**BARE, "version": ""}, "Figures"),
    ],
)
def test_the_edition_is_named_by_what_is_known_of_it(whole, said):
    assert citation.edition(whole) == said


@each_case(("whole", "where"), [(STATED, "https://example.org/f/a.html"), (BARE, "page a.html")])
def test_a_page_is_cited_by_its_address_or_where_none_is_stated_by_its_path(whole, where):
    assert citation.in_words(whole, "a.html") == where


def test_date_and_address_of_the_collection_are_those_of_its_data_package(project):
    path = project.root / "data/datapackage.json"
    package = {**json.loads(path.read_text()), "created": "2024-03-05T08:00:00Z", "homepage": "https://example.org/f"}
    path.write_text(json.dumps(package), encoding="utf-8")
    whole = navigation.collection()
    assert (whole["date"], whole["home"]) == ("2024-03-05", "https://example.org/f/")
