"""The build, for real: kernels run, pages appear whole or not at all, and only what changed is built."""

import os
import re

from conftest import CATALOGUE, THEME, notebook

from cited.press.publish import orphans

PAGES = ["index.html", "reserves.html", "theme/aid.html", "theme/trade.html"]


def built_names(result) -> list[str]:
    """Return the pages that a build says it built, or its whole output where it says none."""
    names = sorted(re.findall(r"\] reports/(\S+\.html)  \d", result.stdout))
    return names or [result.stdout + result.stderr]


def test_a_build_makes_every_page_and_the_index(_built):
    pages = _built.pages()
    assert [page for page in pages if not page.startswith("figure/")] == PAGES
    index = pages["index.html"].decode()
    assert all(f'href="{page}"' in index for page in PAGES[1:])
    assert 'data-figure="north-2020-1"' in pages["reserves.html"].decode()


def test_pages_ask_nothing_of_the_network_and_hold_no_orphan_digit(_built):
    for name, content in _built.pages().items():
        html = content.decode()
        assert not re.search(
            r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//|@import|url\(\s*["']?(?:https?:)?//""", html
        ), name
        assert "Content-Security-Policy" in html
        assert orphans.find(html) == []


def test_a_second_build_has_nothing_to_do_and_says_so(built):
    result = built.cited("build")
    first, last = result.stdout.splitlines()
    assert (result.returncode, first) == (0, "Nothing changed: all 3 reports are up to date.")
    # Nor does it keep silent of what the first build said.
    assert last.startswith("The texts of 2 documents are not here") and last.endswith("CITED_TEXTS=<folder> make")


def test_file_times_decide_nothing(built):
    for path in built.root.rglob("*"):
        if path.suffix in (".csv", ".ipynb", ".yml", ".json"):
            os.utime(path, (2_000_000_000, 2_000_000_000))
    assert "Nothing changed" in built.cited("build").stdout


def test_outputs_and_counts_of_a_notebook_decide_nothing(built):
    built.change("notebooks/theme.ipynb", '"execution_count": null', '"execution_count": 7')
    assert "Nothing changed" in built.cited("build").stdout


def test_a_changed_value_rebuilds_the_pages_that_show_it_and_no_others(built):
    before = built.pages()
    built.change("data/figures/south-2021.csv", "1800000,,more than", "1900000,,more than")
    result = built.cited("build")
    assert (result.returncode, built_names(result)) == (0, ["theme/aid.html"])
    after = built.pages()
    assert {page for page in PAGES[1:] if before[page] != after[page]} == {"theme/aid.html"}


def test_a_new_row_rebuilds_the_pages_that_would_select_it(built):
    row = "south-2021-3,11,two ships,1,ships,trade,Sudland,,2,2,,ships,2021,actual,,,plain,,,\n"
    path = built.root / "data/figures/south-2021.csv"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert built_names(built.cited("build")) == ["theme/trade.html"]


def test_a_changed_cell_rebuilds_every_page_of_the_notebook(built):
    built.change("notebooks/theme.ipynb", "As printed.", "As they are printed.")
    assert built_names(built.cited("build")) == sorted(PAGES[1:])


def test_a_changed_parameter_rebuilds_its_page_alone(built):
    built.change("reports/catalogue.yml", "{theme: reserves}", "{theme: health}")
    assert built_names(built.cited("build")) == ["reserves.html"]


def test_a_deleted_page_is_built_again_alone_when_asked_for(built):
    (built.root / "reports/theme/aid.html").unlink()
    (built.root / "reports/reserves.html").unlink()
    assert built_names(built.cited("build", "reports/reserves.html")) == ["reserves.html"]
    assert "theme/aid.html" not in built.pages()
    assert built_names(built.cited("build")) == ["theme/aid.html"]


def test_a_build_of_one_page_leaves_the_others_to_the_next(built):
    built.change("notebooks/theme.ipynb", "As printed.", "As they are printed.")
    assert built_names(built.cited("build", "reports/reserves.html")) == ["reserves.html"]
    assert built_names(built.cited("build")) == sorted({*PAGES[1:]} - {"reserves.html"})


def test_a_damaged_page_is_built_again(built):
    built.write("reports/reserves.html", "<p>half a pa")
    assert built_names(built.cited("build")) == ["reserves.html"]


def test_a_file_that_a_notebook_reads_by_itself_counts_too(built):
    built.write("data/extra.txt", "old")
    cells = [*THEME[:-1], ("code", "print(open('../data/extra.txt').read())"), THEME[-1]]
    built.write("notebooks/theme.ipynb", notebook(cells))
    assert len(built_names(built.cited("build"))) == 3
    built.write("data/extra.txt", "new")
    assert built_names(built.cited("build")) == sorted(PAGES[1:])
    assert b"new" in built.pages()["reserves.html"]


def test_a_report_that_left_the_catalogue_loses_its_page(built):
    built.write("reports/catalogue.yml", CATALOGUE.replace("[trade, aid]", "[trade]"))
    assert built.cited("build").returncode == 0
    assert "theme/aid.html" not in built.pages()


def test_published_data_that_do_not_stand_as_written_are_written_again(built):
    path = built.root / "reports/data/sources.csv"
    content = path.read_bytes()
    path.write_bytes(b"damaged")
    built.change("reports/catalogue.yml", "title: Reserves", "title: All reserves")
    assert built.cited("build").returncode == 0
    assert path.read_bytes() == content


def test_the_same_sources_give_the_same_bytes(built, _built):
    built.cited("build")
    first = built.pages()
    for path in (built.root / "reports").rglob("*.html"):
        path.unlink()
    (built.root / ".build/plan.json").unlink()
    assert built.cited("build", "--jobs", "1").returncode == 0
    assert built.pages() == first


def test_a_failing_cell_is_named_and_costs_no_other_page(built):
    before = built.pages()
    cells = [*THEME[:3], ("code", "assert theme != 'aid', 'no aid today'"), *THEME[3:]]
    built.write("notebooks/theme.ipynb", notebook(cells))
    result = built.cited("build")
    assert result.returncode == 1
    for part in (
        "notebooks/theme.ipynb, cell",
        "theme='aid'",
        "AssertionError: no aid today",
        "reports/theme/aid.html",
    ):
        assert part in result.stdout, result.stdout
    assert built_names(result) == ["reserves.html", "theme/trade.html"]
    assert built.pages()["theme/aid.html"].split(b"<main")[1] == before["theme/aid.html"].split(b"<main")[1]
    assert b"This page is of an earlier build." in built.pages()["theme/aid.html"]
    again = built.cited("build")
    assert (again.returncode, "no aid today" in again.stdout) == (1, True)
    assert built.pages()["theme/aid.html"].count(b"This page is of an earlier build.") == 1
    built.write("notebooks/theme.ipynb", notebook(THEME))
    assert built.cited("build").returncode == 0
    assert built.pages() == before


def test_an_orphan_digit_fails_its_report(built):
    before = built.pages()
    built.write("notebooks/theme.ipynb", notebook([("markdown", "# What?\n\nSome 40 ships."), *THEME[1:]]))
    result = built.cited("build")
    assert result.returncode == 1
    assert "'Some 40 ships.'" in result.stdout
    assert built.pages()["reserves.html"].split(b"<main")[1] == before["reserves.html"].split(b"<main")[1]


def test_a_value_that_names_what_the_ledger_does_not_have_fails_its_report(built):
    before = built.pages()
    shown = "from IPython.display import HTML\nHTML('<p><a data-figures=\"north-2020-1 north-2020-11\">7</a></p>')"
    built.write("notebooks/theme.ipynb", notebook([*THEME[:-1], ("code", shown), THEME[-1]]))
    result = built.cited("build")
    assert result.returncode == 1
    assert "the ledger has no “north-2020-11”; did you mean “north-2020-1”?" in result.stdout
    assert built.pages()["reserves.html"].split(b"<main")[1] == before["reserves.html"].split(b"<main")[1]


def test_an_unknown_page_ends_with_two_and_the_nearest_name(built):
    result = built.cited("build", "reports/reserve.html")
    assert result.returncode == 2
    assert "did you mean “reports/reserves.html”?" in result.stderr


def test_check_says_what_it_checked(built):
    result = built.cited("check")
    assert (result.returncode, result.stdout.splitlines()[-1]) == (
        0,
        "The data, 3 reports of the catalogue and notebooks keep every rule.",
    )
