"""The site around the reports: index, figures, references, data package, and what pages say of themselves."""

import io
import json
import re
import zipfile

import pytest

from cited.ledger.publishing import publication
from cited.press.publish import carried, contents, render
from cited.press.reports import catalogue, navigation
from cited.press.site import site


def page(built, name: str) -> str:
    return (built.root / "reports" / name).read_text(encoding="utf-8")


def test_the_index_leads_to_every_report_by_theme_and_by_document(built):
    html = page(built, "index.html")
    for path in ("theme/trade", "theme/aid", "reserves"):
        assert f'href="{path}.html"' in html
    assert "<dt><cite>North 2020</cite></dt>" in html


def test_the_index_states_what_reports_find_and_leads_into_them(built):
    html = page(built, "index.html")
    assert re.search(
        r'<li><p>There are <a class="computed" href="reserves.html#computed-1" data-figures="[^"]+">one fig', html
    )


def test_a_finding_goes_before_other_sentences(built):
    built.change("notebooks/theme.ipynb", "count, intervals, sentence", "count, intervals, key_finding, sentence")
    built.change("notebooks/theme.ipynb", 'sentence(\\"There are', 'key_finding(\\"Found')
    assert built.cited("build").returncode == 0
    assert ">Found" in page(built, "index.html").replace("<p>Found", ">Found")
    assert re.search(r'<p class="finding"[^>]*>Found', page(built, "reserves.html"))


def test_the_list_of_figures_leads_to_the_page_of_each_with_its_outcome(built):
    entry = re.search(r'<li id="north-2020-1".*?</li>', page(built, "figure/index.html"), flags=re.DOTALL)[0]
    assert '<a href="north-2020-1.html">almost $4 billion</a>' in entry
    assert "not checked" in entry


def test_references_are_csl_json_and_bibtex(built):
    items = json.loads(page(built, "references.json"))
    known = {item["id"]: item for item in items}
    assert known["cited-figures-theme-aid"]["title"] == "All about aid"
    assert known["south-2021"]["title"] == "Sun & <trade>"
    assert known["south-2021"]["issued"] == {"date-parts": [[2021, 5]]}
    assert "publisher" not in known["south-2021"]
    bibtex = page(built, "references.bib")
    assert bibtex.count("@misc{") == len(items)
    assert "title = {{Sun \\& <trade>}}" in bibtex


def test_the_data_package_is_one_file_with_the_same_bytes(built):
    content = (built.root / "reports" / site.PACKAGE).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "cited-figures/datapackage.json" in archive.namelist()
        assert (
            archive.read("cited-figures/figures/north-2020.csv")
            == (built.root / "data/figures/north-2020.csv").read_bytes()
        )
    (built.root / "reports" / site.PACKAGE).unlink()
    site.publish_data(publication.files())
    assert (built.root / "reports" / site.PACKAGE).read_bytes() == content


def test_texts_are_never_published(built):
    built.write("data/texts/README.md", "a text")
    site.publish_data(publication.files())
    assert not (built.root / "reports/data/texts").exists()


def test_pages_say_what_they_are_to_machines(built):
    html = page(built, "theme/aid.html")
    linked = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert linked["@type"] == "Report"
    assert linked["name"] == "All about aid"
    assert any("Sun & <trade>" in document["name"] for document in linked["isBasedOn"])
    assert '<meta property="og:title" content="All about aid">' in html
    assert '<html lang="en">' in html
    dataset = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page(built, "index.html"))[1])
    assert dataset["@type"] == "Dataset"
    assert "data/sources.csv" in [file["contentUrl"] for file in dataset["distribution"]]


def test_scripts_and_styles_run_by_their_hashes_alone(built):
    for name in ("index.html", "reserves.html", "figure/index.html"):
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page(built, name))[1]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert " style=" not in page(built, name)
        assert not re.search(r"<[^>]+\son\w+=", page(built, name))


def test_pages_of_figures_share_a_stylesheet_and_a_script_that_stand_beside_them(built):
    html = page(built, "figure/north-2020-1.html")
    assert '<link rel="stylesheet" href="style.css">' in html and '<script src="script.js" defer></script>' in html
    assert "<style" not in html and "style-src 'self'; script-src 'self'" in html
    style = (built.root / "reports/figure/style.css").read_text(encoding="utf-8")
    assert [name in style for name in (".verdict{", ".claim h1{", ".colophon")] == [True, True, False]
    assert "figure.chart" in (built.root / "reports/figure/script.js").read_text(encoding="utf-8")


def test_versions_stand_beside_each_other_and_pages_follow_one_another(built):
    html = page(built, "theme/aid.html")
    assert '<a href="../theme/aid.html" aria-current="page">' in html
    assert '<a rel="prev" href="../theme/trade.html">' in html
    assert '<a rel="next" href="../reserves.html">' in html


def test_a_page_links_only_to_the_nearest_of_many_versions(project):
    values = ", ".join(str(year) for year in range(2000, 2040))
    project.change("reports/catalogue.yml", "parameters: {theme: reserves}", f"each: {{first: [{values}]}}")
    project.change("reports/catalogue.yml", "path: reserves", "path: from/{first}")
    reports = catalogue.load()
    around = next(report.around for report in reports if report.path == "from/2020")
    paths = [path for path, _ in around["versions"]]
    assert len(paths) == navigation.VERSIONS
    assert "from/2020" in paths
    assert around["more"]


def rendered(source: str) -> tuple[str, contents.Outline]:
    from jinja2 import Environment

    outline, environment = contents.Outline(), Environment()
    environment.filters["markdown2html"] = contents.markdown
    html = environment.from_string("{{ source | markdown2html }}").render(
        source=source, resources={"outline": outline}, cell={}
    )
    return html, outline


def test_contents_are_the_page_s_headings_with_anchors_of_letters():
    html, outline = rendered("## What, now?\n\n## What now\n\n## 1st\n\n### Deeper")
    assert [name for name, _ in outline.headings] == ["what-now", "what-now-2", "s-1st"]
    assert '<h2 id="what-now-2">' in html
    assert '<h3 id="deeper">' in html


def test_the_first_title_is_the_question_and_a_further_one_stays_as_a_heading():
    html, outline = rendered("# Why?\n\n# Again\n\nSee [this](#Again-and-again).")
    assert outline.question == "Why?"
    assert '<h2 id="again">Again</h2>' in html
    assert contents.linked(html, outline).count('href="#again"') == 0


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("[a](#What,-now?)", "what-now"),
        ('<a href="#What,-now?">a</a>', "what-now"),
        ("[a](#what-now)", "what-now"),
        ("[a](#Elsewhere)", "Elsewhere"),
    ],
)
def test_a_link_as_jupyterlab_has_it_leads_to_the_heading_also_where_that_follows(link, place):
    html, outline = rendered(f"See {link}.\n\n## What, now?")
    assert f'href="#{place}"' in contents.linked(html, outline)


def test_what_would_lead_a_reader_away_stands_as_text():
    html = render.contained('<META http-equiv=refresh content="0;url=//x">\0<a\x1b[0m><table id="T_1a2b3_row0">')
    assert html == '&lt;META http-equiv=refresh content="0;url=//x"><a[0m><table id="T_1_row0">'


def test_what_a_page_shows_is_read_from_it(built):
    found = {page.report.path: page for page in carried.pages(catalogue.load())}
    assert set(found["theme/trade"].shows.figures) == {"north-2020-2", "north-2020-3"}
    assert [document.id for document in found["theme/aid"].shows.documents] == ["south-2021"]


def test_a_page_of_a_report_that_is_gone_goes_with_its_pdf(built):
    built.write("reports/theme/aid.pdf", "made by make pdf")
    built.change("reports/catalogue.yml", "theme: [trade, aid]", "theme: [trade]")
    assert built.cited("build").returncode == 0
    assert not (built.root / "reports/theme/aid.html").exists()
    assert not (built.root / "reports/theme/aid.pdf").exists()


def test_words_around_a_figure_stand_on_the_page_when_the_text_is_at_hand(built):
    text = "\n" * 6 + "It says that more than 1.8 million masks were sent.\n\n63, 928 cases.\n"
    built.write("data/texts/any-name.txt", text)
    import hashlib

    built.change("data/sources.csv", "b" * 64, hashlib.sha256(text.encode()).hexdigest())
    assert "was not at hand when this page was built" in page(built, "theme/aid.html")
    result = built.cited("build")
    assert "theme/aid.html" in result.stdout
    assert "reserves.html" not in result.stdout
    assert "“It says that <mark>more than 1.8 million masks</mark> were sent.”" in page(built, "theme/aid.html")
    (built.root / "data/texts/any-name.txt").unlink()
    assert built.cited("build").returncode == 0
    assert "was not at hand when this page was built" in page(built, "theme/aid.html")
