"""The pages in a browser, opened from the file system: quiet, light, accessible, and every number leads somewhere."""

import csv
import io
import re
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import SOUTH, Project, soaking

from cited.press.site import browser

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make installs it")
pytestmark = pytest.mark.skipif(not browser.path(), reason="no Chromium on this machine; install the package chromium")

WIDTHS = (360, 768, 1440)
HEBREW, ARABIC = "\u05e6\u05e4\u05d5\u05df", "\u0634\u0645\u0627\u0644"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The folder `reports/` of a small project: one page with every figure as table, chart and sentence."""
    made = Project(tmp_path_factory.mktemp("small") / "project")
    made.write(
        "data/figures/south-2021.csv",
        SOUTH + f"south-2021-3,12,two ports,1,ports,trade,{HEBREW},{ARABIC},2,2,,ports,,actual,,,plain,,,\n",
    )
    made.change("notebooks/theme.ipynb", "theme: str = ", "theme: str | None = ")
    made.change("reports/catalogue.yml", "parameters: {theme: reserves}", "parameters: {theme: null, first: 2000}")
    result = made.cited("build")
    assert result.returncode == 0, result.stdout + result.stderr
    return made.root / "reports"


def tab_of(chromium, page: Path, width: int = 1440, scheme: str = "light", **options):
    """Open a page in a window of its own; `complaints` of the tab has what it writes to the console or asks for."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True, **options
    )
    tab = context.new_page()
    tab.complaints = []
    tab.on("console", lambda message: tab.complaints.append(message.text))
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.on("request", lambda asked: _note(tab, asked.url))
    tab.goto(page.as_uri())
    return tab


def _note(tab, url: str) -> None:
    if not url.startswith(("file:", "data:", "blob:")):
        tab.complaints.append(f"asked for {url}")


@pytest.fixture
def opened(chromium, site, small):
    """Open a page of the site, or `small:` and a page of the small one; a complaint or a request is a failure.

    Opening a page closes the one before.
    """
    tabs = []

    def close() -> None:
        for tab in tabs:
            assert tab.complaints == []
            tab.context.close()
        tabs.clear()

    def open_(name: str, width: int = 1440, scheme: str = "light", **options):
        close()
        small_one, _, path = name.rpartition(":")
        tabs.append(tab_of(chromium, (small if small_one else site) / path, width, scheme, **options))
        return tabs[0]

    yield open_
    close()


# Rows of a table and entries of a list are made by one template: the first of them are looked at.
FEWER = """() => { for (const list of document.querySelectorAll('tbody, ul, ol')) {
    [...list.children].slice(16).forEach(one => one.remove()); } }"""


def names(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def found_on(site: Path, pages: list[str], look, **options) -> list[str]:
    """Return what `look(tab, name)` finds wrong on pages, and what they complain of; two browsers work at once."""

    def half(part: list[str]) -> list[str]:
        found = []
        with browser.started() as started:
            for name in part:
                tab = tab_of(started, site / name, **options)
                found += [f"{name}: {fault}" for fault in (*look(tab, name), *tab.complaints)]
                tab.context.close()
        return found

    with ThreadPoolExecutor(2) as pool:
        return [fault for found in pool.map(half, (pages[::2], pages[1::2])) for fault in found]


def until(tab, expression: str) -> None:
    """Wait until an expression is true on a page, whose policy forbids the browser to wait for it there."""
    deadline = time.monotonic() + 10
    while not tab.evaluate(expression):
        assert time.monotonic() < deadline, expression
        time.sleep(0.02)


def smallest(site: Path) -> list[str]:
    """Return the smallest page of each kind: variations of a report share markup and stylesheet."""
    kinds = {}
    for name in sorted(names(site), key=lambda name: -(site / name).stat().st_size):
        kinds[name.removesuffix(".html").split("/")[0]] = name
    return list(kinds.values())


def some(site: Path, each: int = 48) -> list[str]:
    """Return every so manieth page by size, from the largest of all."""
    return sorted(names(site), key=lambda name: -(site / name).stat().st_size)[::each]


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_no_page_scrolls_sideways_complains_or_keeps_a_reader_out_at_any_width_and_in_either_scheme(site):
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    chosen = smallest(site)

    def look(tab, name):
        # The largest page of each kind is looked at in every width by the tests of reading.
        for scheme, widths in (("light", WIDTHS if soaking() else WIDTHS[-1:]), ("dark", WIDTHS[:1])):
            tab.emulate_media(color_scheme=scheme)
            for width in widths:
                tab.set_viewport_size({"width": width, "height": 900})
                size = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
                if size[0] > size[1]:
                    yield f"at {width}, {scheme}: {size[0]} wide"
        tab.evaluate(axe)
        tab.evaluate(FEWER)
        if name in chosen and tab.query_selector(".card"):
            tab.locator("a.figure:visible").first.click()
        yield from violations(tab, colours=name in chosen)
        if name in chosen:
            tab.set_viewport_size({"width": WIDTHS[-1], "height": 900})
            tab.emulate_media(color_scheme="light")
            yield from violations(tab, colours=True)

    # Pages of one kind are made by one notebook or template; the smallest of each, and some others of every size.
    assert found_on(site, names(site) if soaking() else sorted({*chosen, *some(site)}), look) == []


def violations(tab, *, colours: bool) -> list[str]:
    """Return what axe-core finds on a page; `colours` looks at contrasts too, which takes most of the time."""
    # axe would fetch the stylesheet that pages of figures share, which their policy refuses.
    options = f"{{preload: false, resultTypes: ['violations'], rules: {{'color-contrast': {{enabled: {str(colours).lower()}}}}}}}"
    found = tab.evaluate(f"axe.run({options}).then(found => found.violations)")
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']][:3]}" for one in found]


def test_pages_ask_for_nothing_but_themselves(opened, site):
    asked = []
    tab = opened("reserves.html")
    tab.on("request", lambda request: asked.append(request.url))
    tab.reload()
    assert asked == [(site / "reserves.html").as_uri()]


def test_the_keyboard_alone_reaches_a_number_s_source_and_comes_back(opened):
    tab = opened("small:reserves.html")
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('a.figure')"):
            break
    figure = tab.evaluate("document.activeElement.getAttribute('href').slice(1)")
    card = tab.locator(".card")
    assert card.is_visible(), "focus shows the card"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.matches('.card')"), "Enter moves into the card"
    told = []
    while "In the list of sources" not in told and len(told) < 6:
        tab.keyboard.press("Tab")
        told.append(tab.evaluate("document.activeElement.textContent"))
    assert told == ["✕", "Full record", "In the list of sources"]
    tab.keyboard.press("Enter")
    until(tab, "document.activeElement.matches('.back')")
    assert tab.evaluate("document.activeElement.closest('li').id") == figure
    assert not card.is_visible()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == f"#{figure}", "and back to the number"
    tab.keyboard.press("Escape")
    assert not card.is_visible()
    assert tab.evaluate("document.activeElement.getAttribute('href')") == f"#{figure}"


def test_a_card_says_document_place_reading_and_verdict(opened):
    tab = opened("small:reserves.html")
    tab.locator('a.figure[href="#north-2020-1"]').first.hover()
    tab.locator(".card").wait_for(state="visible")
    text = tab.locator(".card").inner_text()
    for words in ("A. North", "Line 3", "almost $4 billion", "Read as", "Note 1: B. West, Cold cash"):
        assert words in text
    tab.mouse.move(0, 0)
    tab.locator(".card").wait_for(state="hidden")


def test_a_tap_shows_the_card_and_a_tap_elsewhere_hides_it(opened):
    tab = opened("small:reserves.html", 360, has_touch=True, is_mobile=True)
    tab.locator("a.figure").first.tap()
    assert tab.locator(".card").is_visible()
    tab.locator("h1").tap()
    assert not tab.locator(".card").is_visible()


def test_a_computed_value_and_a_parameter_have_cards_too(opened):
    tab = opened("small:reserves.html")
    tab.locator("a.computed").first.click()
    assert "Number of these figures" in tab.locator(".card").inner_text()
    assert tab.locator(".card li").count() >= 2
    tab.keyboard.press("Escape")
    tab.locator("a.parameter").first.click()
    assert "First year: 2000" in tab.locator(".card").inner_text()


def test_every_number_leads_to_an_entry_of_its_page(opened, site):
    for name in names(site):
        html = (site / name).read_text(encoding="utf-8")
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        links = set(re.findall(r'href="#([^"]*)"', html))
        assert links <= ids, f"{name}: {sorted(links - ids)}"


def test_links_between_pages_lead_to_pages_and_anchors(site):
    ids = {name: set(re.findall(r'\bid="([^"]+)"', (site / name).read_text(encoding="utf-8"))) for name in names(site)}
    for name in ids:
        for link in re.findall(r'href="([^"#:]+(?:#[^"]*)?)"', (site / name).read_text(encoding="utf-8")):
            path, _, anchor = link.partition("#")
            target = (site / name).parent.joinpath(path).resolve()
            assert target.is_file(), f"{name}: {link}"
            if anchor:
                assert anchor in ids[target.relative_to(site.resolve()).as_posix()], f"{name}: {link}"


def test_tables_sort_by_number_and_keep_what_is_unknown_at_the_end(opened):
    tab = opened("small:reserves.html")
    table = tab.locator(".table").first
    head = table.locator("thead button", has_text="Number")

    def values() -> list[float]:
        return table.evaluate(
            "node => [...node.querySelectorAll('td[data-value]')]"
            ".map(cell => +cell.dataset.value.split('/').find(end => end != '..'))"
        )

    before = values()
    head.click()
    assert values() == sorted(before)
    assert table.locator("[aria-sort=ascending]").count() == 1
    head.click()
    assert values() == sorted(before, reverse=True)
    head.click()
    assert values() == before
    for _ in range(2):
        table.locator("thead button", has_text="Period").click()
        periods = table.evaluate("node => [...node.querySelectorAll('tbody tr')].map(row => row.cells[6].innerText)")
        assert periods[-1] == ""
    assert periods[:-1] == ["24 March 2020", "March 2020", "2015", "2015", "2014"]


def test_a_filter_leaves_the_rows_that_have_every_word(opened):
    tab = opened("small:reserves.html")
    tab.locator("input[type=search]").first.fill("trade sud")
    shown = tab.evaluate(
        "[...document.querySelector('.table').querySelectorAll('tr[data-figure]')]"
        ".filter(row => row.offsetParent).map(row => row.dataset.figure)"
    )
    assert shown == ["north-2020-2", "north-2020-3"]
    assert "2 of 6 rows" in tab.locator(".tools [role=status]").first.inner_text()


def _download(tab, title: str) -> bytes:
    with tab.expect_download() as waiting:
        tab.locator(".tools button", has_text=title).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_csv_has_every_row_with_plain_numbers(opened):
    tab = opened("small:reserves.html")
    rows = list(csv.DictReader(io.StringIO(_download(tab, "CSV").decode("utf-8-sig"))))
    assert [row["Figure"] for row in rows][:2] == ["north-2020-1", "north-2020-2"]
    assert rows[0]["As printed"] == "almost $4 billion"
    assert [rows[1][f"Number, {end}"] for end in ("from", "to")] == ["10000000", "12000000"]
    assert [rows[3][f"Number, {end}"] for end in ("from", "to")] == ["1800000", ""]
    assert len(rows) == 6


def test_claims_are_exported_as_numbers_with_units_and_verdicts_in_columns_of_their_own(opened):
    tab = opened("reserves.html")
    found = tab.locator(".table:has([data-export]) .tools button, .tools:has(+ .table:has([data-export])) button")
    with tab.expect_download() as waiting:
        found.filter(has_text="CSV").first.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = {row["Figure"]: row for row in csv.DictReader(io.StringIO(text))}
    row = rows["ishmael-2020-2"]
    told = ["As printed", "Number, from", "Unit", "Published figure", "Published unit", "Published period", "Outcome"]
    assert [row[name] for name in told] == [
        "$3.3 trillion", "3300000000000", "USD", "3311600000000", "USD", "2012-12", "right as printed",
    ]  # fmt: skip
    assert float(row["Printed over published"]) == pytest.approx(3300 / 3311.6, rel=1e-5)
    assert row["Series"] == "fx-reserves-chn" and row["Difference"].endswith("% lower")


def test_why_a_figure_is_not_checked_is_exported_in_the_words_of_its_row(opened):
    rows = csv.DictReader(io.StringIO(_download(opened("unchecked.html"), "CSV").decode("utf-8-sig")))
    reasons = {row["Figure"]: (row["Outcome"], row["Reason"]) for row in rows}
    assert reasons["ishmael-2020-6"] == ("cannot be checked", "only announced")
    assert reasons["ishmael-2020-7"] == ("not checked", "no published figure found")


def test_xlsx_has_typed_cells_a_notes_sheet_and_the_same_bytes_each_time(opened):
    tab = opened("small:reserves.html")
    content = _download(tab, "XLSX")
    assert content == _download(tab, "XLSX")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.testzip() is None
        assert [
            sheet.get("name") for sheet in ElementTree.fromstring(book.read("workbook.xml")).iter(f"{SHEET}sheet")
        ] == [
            "Table",
            "Notes",
        ]
        table = ElementTree.fromstring(book.read("table.xml"))
        notes = "".join(ElementTree.fromstring(book.read("notes.xml")).itertext())
    numbers = [cell for cell in table.iter(f"{SHEET}c") if cell.get("t") is None]
    assert [float(cell.find(f"{SHEET}v").text) for cell in numbers][:4] == [4e9, 4e9, 1e7, 1.2e7]
    assert "A. North" in notes
    assert "north-2020-1" in notes


def test_a_table_is_copied_as_cells(opened):
    tab = opened("small:reserves.html", permissions=["clipboard-read", "clipboard-write"])
    tab.locator(".tools button", has_text="Copy").first.click()
    until(tab, "document.querySelector('.tools button').textContent == 'Copied'")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[1].split("\t")[0] == "north-2020-1"


def test_charts_download_as_svg_and_png_on_paper(opened):
    tab = opened("reserves.html", scheme="dark")
    drawing = _download(tab, "SVG").decode()
    ElementTree.fromstring(drawing)
    assert "var(" not in drawing
    assert "Ishmael 2020" in drawing
    picture = _download(tab, "PNG")
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") > 1000


def test_search_finds_reports_and_figures_also_nearly_spelt(opened):
    tab = opened("index.html")
    field = tab.locator("#search")
    field.fill("tariff")
    assert "tariffs" in tab.locator(".results li").first.inner_text().lower()
    field.fill("1.3 trillion bonds")
    assert tab.locator(".results a").first.get_attribute("href") == "figure/ishmael-2020-1.html"
    field.fill("resreves")
    assert "with similar spelling" in tab.locator("#search ~ .found, .search .found").inner_text()
    for visa in ("visa", "visas"):
        field.fill(visa)
        assert "1.5 billion" in tab.locator(".results li").first.inner_text()
    field.fill("vias")
    assert "1.5 billion" in tab.locator(".results li").first.inner_text()
    for number in ("33505", "33,505", "276113", "1500000000", "1,500,000,000"):
        field.fill(number)
        assert tab.locator(".results li").count() == 1, number
    for sign in ("$", "¥", "\u4e60\u8fd1\u5e73"):
        field.fill(sign)
        assert tab.locator(".results li").count() > 1, sign
    field.fill("ishmael")
    assert "the first 30 shown" in tab.locator("#search ~ .found").inner_text()
    tab.get_by_role("button", name="Show all").click()
    assert tab.locator(".results li").count() > 30
    field.fill("xyzzy")
    assert tab.locator("#search ~ .found, .search .found").inner_text().startswith("Nothing found: try")
    field.fill("1.3 trillion bonds")
    tab.locator(".results a").first.click()
    assert tab.locator("h1").inner_text() == "“almost $1.3 trillion”"
    assert tab.locator(".claim a[href*='reserves']").count() >= 2


LEFTS = """([kind, ...words]) => {
  const lefts = [], walker = document.createTreeWalker(document.querySelector(kind), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) words.forEach((word) => {
    const at = node.data.indexOf(word), range = document.createRange();
    if (at < 0) return;
    range.setStart(node, at), range.setEnd(node, at + word.length);
    lefts.push([word, range.getBoundingClientRect().left]);
  });
  return lefts;
}"""


def test_names_that_run_from_right_to_left_stand_where_the_sentence_has_them(opened):
    """Without isolation the arrow between two of them would point from the second to the first."""
    words = [HEBREW, ARABIC]
    tab = opened("small:reserves.html")
    tab.locator('a.figure[href="#south-2021-3"]').first.click()
    tab.locator(".sources").evaluate("node => (node.open = true)")
    places = [tab.evaluate(LEFTS, [kind, *words]) for kind in (".card .entry b", ".sources #south-2021-3 b:not(.o)")]
    places.append(opened("small:figure/south-2021-3.html").evaluate(LEFTS, [".question", *words]))
    for found in places:
        assert [word for word, _ in found] == words
        assert [left for _, left in found] == sorted(left for _, left in found)


def test_without_script_everything_is_there(opened, site):
    def look(tab, name):
        if not tab.locator("h1").is_visible():
            yield "no title"
        for region in tab.locator(".body > .table").all():
            if not region.locator("tbody tr").last.is_visible():
                yield f"a hidden row in {region.get_attribute('aria-label')}"

    assert found_on(site, smallest(site), look, java_script_enabled=False) == []
    tab = opened("small:reserves.html", java_script_enabled=False)
    tab.locator("a.figure").first.click()
    assert tab.locator("li:target").is_visible()
    assert tab.locator(".card").count() == 0


def test_print_repeats_heads_numbers_notes_and_hides_tools(opened):
    tab = opened("small:reserves.html")
    tab.emulate_media(media="print")
    assert tab.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert not tab.locator(".tools").first.is_visible()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    link = tab.locator("a.figure").first
    note = link.get_attribute("data-note")
    assert tab.locator(".sources li").first.is_visible(), "the list of sources is open on paper"
    entry = link.get_attribute("href")
    order = tab.evaluate(
        "name => [...document.querySelectorAll('.sources li')].findIndex(li => '#' + li.id == name)", entry
    )
    assert note == str(order + 1)


def test_pdf_is_tagged_its_bytes_repeat_and_a_table_has_its_head_on_every_sheet(chromium, site):
    from pypdf import PdfReader

    from cited.press.site import pdf

    first = pdf.printed(chromium, site / "source/iom-2016.html")
    assert first.startswith(b"%PDF")
    assert b"/StructTreeRoot" in first
    assert b"/Outlines" in first
    assert first == pdf.printed(chromium, site / "source/iom-2016.html")
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(first)).pages]
    whole = [text for text in sheets if "As printed" in text]
    assert len(whole) > 1


def test_weights_hold(site, monkeypatch, capsys):
    from cited.press.site.page_sizes import page_sizes

    monkeypatch.chdir(site.parent)
    assert page_sizes() == 0, capsys.readouterr().out


def test_a_chart_is_walked_by_arrows_and_each_of_its_marks_leads_to_its_entry(opened):
    tab = opened("reserves.html")
    chart = tab.locator("figure.chart").first
    chart.scroll_into_view_if_needed()
    until(tab, "document.querySelector('figure.chart .tools') !== null")
    chart.locator("svg a").first.focus()
    seen = []
    for _ in range(4):
        seen.append(tab.evaluate("document.activeElement.getAttribute('aria-label')"))
        tab.keyboard.press("ArrowRight")
    assert len(set(seen)) == 4
    assert chart.locator(".tip").is_visible()
    tab.keyboard.press("Enter")
    assert tab.locator(".card").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator(".card").is_visible()


def test_no_card_leaves_the_window(opened):
    tab = opened("verdicts.html")
    numbers = tab.locator("main a.figure")
    for at in range(0, min(numbers.count(), 40), 8):
        number = numbers.nth(at)
        number.scroll_into_view_if_needed()
        number.click()
        box = tab.locator(".card").bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= -1
        assert box["x"] + box["width"] <= 1440
        assert box["y"] + box["height"] <= 901
        tab.keyboard.press("Escape")


def test_the_wall_filters_and_its_address_keeps_the_view(opened, site):
    tab = opened("index.html")
    every = tab.locator("#wall .tile").count()
    tab.locator(".chips .o-wrong").click()
    wrong = tab.locator("#wall .tile").count()
    assert 0 < wrong < every
    assert "outcome=wrong" in tab.evaluate("location.hash")
    tab.reload()
    assert tab.locator("#wall .tile").count() == wrong
    # Where nothing fits the wall says so, and what it does not have leaves nothing out.
    tab.evaluate("location.hash = 'document=asean-2024&theme=visas'")
    tab.wait_for_function("() => !document.querySelector('#wall .tile')")
    assert tab.locator(".nothing").inner_text().startswith("No match.")
    tab.get_by_role("button", name="Clear the filters").click()
    assert tab.locator("#wall .tile").count() == every
    assert not tab.locator(".nothing").is_visible()
    tab.evaluate("location.hash = 'document=Nope'")
    tab.wait_for_function("(every) => document.querySelectorAll('#wall .tile').length == every", arg=every)


@pytest.mark.parametrize("name", ["reserves.html", "mobility.html", "population.html", "verdicts.html"])
def test_the_finding_is_in_the_first_screen_of_a_phone(opened, name):
    tab = opened(name, 360)
    assert tab.locator("p.finding").first.bounding_box()["y"] < 640
