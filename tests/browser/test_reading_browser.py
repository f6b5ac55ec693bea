"""Ways of reading the site: its views in the address, wide screens, forced colours, zoom, paper, Firefox, slow machines."""

import unicodedata

import firefox
import pytest

from cited.manifest import Change, Edition
from cited.press.site import browser, changes

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make installs it")
chromium_is_there = pytest.mark.skipif(not browser.path(), reason="no Chromium; install the package chromium")
firefox_is_there = pytest.mark.skipif(not firefox.path(), reason="no Firefox; install the package firefox-esr")
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def opened(chromium, site):
    tabs = []

    def open_(name: str, width: int = 1440, height: int = 900, **options):
        tab = chromium.new_context(viewport={"width": width, "height": height}, **options).new_page()
        tabs.append(tab)
        tab.goto((site / name.partition("#")[0]).as_uri() + "".join(name.partition("#")[1:]))
        return tab

    yield open_
    for tab in tabs:
        tab.context.close()


SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Whether what a button is marked with stands within it: its sign is drawn before its text, of which it has none.
SIGN_INSIDE = """(button) => parseFloat(getComputedStyle(button).textIndent) == 0 && button.offsetWidth > 5
  && button.getBoundingClientRect().left >= button.closest("table").getBoundingClientRect().left"""
LAID_OUT = """() => {
  document.querySelectorAll("details").forEach((part) => (part.open = true));
  document.querySelectorAll(".table, .chart, .rule, .group").forEach((part) => (part.style.contentVisibility = "visible"));
}"""
# Cells of closed rows, in some columns, whose words do not fit.
CUT_CELLS = """(columns) => [...document.querySelectorAll(".table.lines tbody tr:not(.detail)")].flatMap((row) =>
  columns.map((at) => row.cells[at]).filter((cell) => cell?.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1)
    .map((cell) => cell.textContent))"""
# Captions of tables whose cells reach out of a region that does not scroll.
CUT_OFF = """() => [...document.querySelectorAll(".table")]
  .filter((region) => getComputedStyle(region).overflowX == "visible" && [...region.querySelectorAll("th, td")]
    .some((cell) => cell.getBoundingClientRect().right > region.getBoundingClientRect().right + 1))
  .map((region) => region.querySelector("caption").textContent)"""
# Heads of columns whose words are wider than their cell.
TOUCHING = """() => [...document.querySelectorAll(".table thead th")]
  .filter((head) => { const range = document.createRange(); range.selectNodeContents(head);
    return range.getBoundingClientRect().right > head.getBoundingClientRect().right + 1; })
  .map((head) => head.textContent)"""
ROWS = ".table.lines tbody tr:not([hidden]):not(.detail)"


@chromium_is_there
def test_an_address_opens_a_table_filtered_and_sorted_and_the_reader_s_choice_is_kept_in_it(opened):
    tab = opened("verdicts.html")
    every = tab.locator(ROWS).count()
    tab.locator("select[aria-label=Outcome]").select_option("✗ wrong")
    tab.get_by_role("button", name="Largest error first: Figures that could be checked").click()
    wrong = tab.locator(ROWS).count()
    assert 0 < wrong < every
    assert "1.5 billion" in tab.locator(ROWS).first.text_content()
    address = tab.evaluate("location.hash")
    again = opened("verdicts.html" + address)
    assert again.locator(ROWS).count() == wrong
    assert "1.5 billion" in again.locator(ROWS).first.text_content()


@chromium_is_there
def test_a_filtered_table_downloads_what_is_shown_and_says_so(opened):
    tab = opened("verdicts.html")
    tab.get_by_label("Filter Figures that could be checked").fill("visa applications")
    shown = tab.locator(ROWS).count()
    button = tab.get_by_role("button", name="CSV: Figures that could be checked")
    assert f"{shown} row" in button.inner_text()
    with tab.expect_download() as download:
        button.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == shown + 1
    assert f"-{shown}-of-" in download.value.suggested_filename


@chromium_is_there
@pytest.mark.parametrize(("width", "said"), [(1440, 0), (768, 1), (360, 0)])
def test_an_opened_row_says_the_published_figure_once_at_every_width(opened, width, said):
    tab = opened("verdicts.html", width)
    row = tab.locator(ROWS, has_text="1.5 billion").first
    row.locator(".toggle").click()
    tab.locator(".detail").get_by_text("Full record").wait_for()
    assert tab.locator(".detail").inner_text().count("Published: 1,497,178 applications") == said
    assert row.get_by_text("1,497,178 applications").first.is_visible() != bool(said)


@chromium_is_there
def test_a_row_opens_into_its_details_by_the_keyboard_and_leads_to_the_figure_s_page(opened):
    tab = opened("verdicts.html")
    toggle = tab.locator(".toggle").first
    assert tab.locator(ROWS).nth(1).bounding_box()["height"] < 50
    assert toggle.evaluate(SIGN_INSIDE), "the sign that a row opens is not cut off"
    toggle.focus()
    tab.keyboard.press("Enter")
    assert toggle.get_attribute("aria-expanded") == "true"
    tab.locator(".detail").get_by_text("Full record").click()
    assert "/figure/" in tab.url


@chromium_is_there
def test_the_wall_of_a_report_opens_the_card_of_a_figure(opened):
    tab = opened("verdicts.html#outcome=wrong")
    tab.locator(".tile").first.click()
    assert "wrong" in tab.locator(".card").inner_text()
    tab.keyboard.press("Escape")
    assert tab.locator(".card:popover-open").count() == 0


@chromium_is_there
def test_on_the_index_tiles_and_the_numbers_of_findings_open_cards_by_pointer_keyboard_and_tap(opened):
    tab = opened("index.html")
    tile, card = tab.locator(".tile[data-figure=iom-2016-35]"), tab.locator(".card")
    tile.hover()
    card.wait_for(state="visible")
    for words in ("✗ wrong", "1.5 billion Chinese applications", "1,497,178 applications (2013)", "IOM 2016"):
        assert words in card.inner_text()
    tab.keyboard.press("Escape")
    tab.locator(".findings.first a.computed").first.click()
    assert "Number of these figures" in card.inner_text()
    assert card.locator("li").count() == 9
    tab.keyboard.press("Escape")
    tab.locator(".findings a.statistic").first.click()
    assert "Published data: Foreign exchange reserves of China" in card.inner_text()
    tab.keyboard.press("Escape")
    tile.focus()
    tab.keyboard.press("Enter")
    card.get_by_text("Full record").click()
    assert tab.locator("h1").inner_text() == "“1.5 billion Chinese applications”"
    phone = opened("index.html", 360, 740, has_touch=True, is_mobile=True)
    phone.locator(".tile").nth(3).tap()
    box = phone.locator(".card").bounding_box()
    assert box["x"] >= 0 and box["y"] + box["height"] <= 741


@chromium_is_there
def test_back_undoes_the_last_choice_in_the_wall_in_a_table_and_in_the_search(opened):
    tab = opened("verdicts.html")
    every = tab.locator(".tile").count()
    tab.locator(".chips .o-wrong").click()
    wrong = tab.locator(".tile").count()
    tab.locator(".chips .o-wrong").click()
    assert (tab.locator(".tile").count(), 0 < wrong < every) == (every, True)
    tab.go_back()
    assert tab.locator(".tile").count() == wrong
    rows = tab.locator(ROWS)
    all_rows = rows.count()
    tab.get_by_label("Filter Figures that could be checked").press_sequentially("visa")
    assert rows.count() < all_rows
    tab.go_back()
    assert (rows.count(), tab.locator(".tile").count()) == (all_rows, wrong), "what was typed is one step"
    tab = opened("index.html")
    tab.locator("#search").press_sequentially("visa")
    assert "q=visa" in tab.url
    found = tab.locator(".results li").count()
    tab.locator(".results a").first.click()
    tab.go_back()
    assert (tab.locator("#search").input_value(), tab.locator(".results li").count()) == ("visa", found)


@chromium_is_there
def test_where_nothing_fits_a_table_says_so_offers_no_empty_file_and_keeps_its_tools_in_place(opened):
    tab = opened("verdicts.html")
    field = tab.get_by_label("Filter Figures that could be checked")
    tools = tab.locator(".tools.filters").first
    before = tools.bounding_box()["height"]
    field.fill("visa")
    assert tools.bounding_box()["height"] == before
    field.fill("no such words")
    said = tab.locator(".nothing:visible")
    assert said.inner_text().startswith("No match.")
    assert tab.get_by_role("button", name="CSV: Figures that could be checked").is_disabled()
    assert tools.bounding_box()["height"] == before
    said.get_by_role("button").click()
    assert field.input_value() == ""
    assert tab.locator(ROWS).count() > 20


@chromium_is_there
def test_an_anchor_in_the_address_changes_no_choice_of_the_reader(opened):
    tab = opened("verdicts.html#outcome=wrong")
    wrong = tab.locator(".tile").count()
    tab.evaluate("location.hash = 'sources'")
    tab.wait_for_timeout(200)
    assert tab.locator(".tile").count() == wrong


@chromium_is_there
def test_the_list_of_figures_is_filtered_by_outcome_and_words(opened):
    tab = opened("figure/index.html")
    shown = tab.locator(".every li:visible")
    every = shown.count()
    tab.locator(".chips .o-wrong").click()
    assert 0 < shown.count() < every
    assert {text.split("✗ ")[1][:5] for text in shown.all_inner_texts()} == {"wrong"}
    wrong = shown.count()
    tab.locator("#filter").fill("visa")
    assert 0 < shown.count() < wrong
    assert all("visa" in text.lower() for text in shown.all_inner_texts())
    tab.go_back()
    assert shown.count() == wrong


@chromium_is_there
def test_no_kind_of_page_scrolls_sideways_at_any_width_or_zoom_with_all_of_it_laid_out_and_open(opened, site):
    tab, faults = opened("index.html"), []
    largest = {}
    for path in sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size):
        name = path.relative_to(site).as_posix()
        largest[name.removesuffix(".html").split("/")[0]] = name
    for name in (*largest.values(), "figure/iom-2016-35.html"):
        tab.goto((site / name).as_uri())
        tab.evaluate(LAID_OUT)
        # 1280 pixels are 640 wide at 200 per cent, and 320 at 400.
        for width in (320, 640, 768, 1920):
            tab.set_viewport_size({"width": width, "height": 700})
            over = tab.evaluate(SIDEWAYS)
            faults += [f"{name} at {width}: {over} pixels too wide"] if over > 0 else []
    assert faults == []


@chromium_is_there
@pytest.mark.parametrize(("width", "columns"), [(1440, (0, 1, 4, 5, 6)), (768, (0, 1, 4, 5))])
def test_a_closed_row_says_all_of_its_words_what_they_measure_and_the_outcome(opened, width, columns):
    tab = opened("verdicts.html", width)
    tab.locator(ROWS).first.wait_for()
    tab.evaluate(LAID_OUT)
    assert tab.evaluate(CUT_CELLS, list(columns)) == []


@chromium_is_there
def test_a_phone_s_closed_row_says_what_its_words_measure(opened):
    tab = opened("verdicts.html", 360)
    row = tab.locator(ROWS, has_text="1.5 billion").first
    tab.evaluate(LAID_OUT)
    assert row.inner_text().split("\n") == [
        "1.5 billion Chinese applications",
        "Schengen visa applications, China – Schengen area",
        "✗ wrong",
        "1,000 times the published figure",
    ]


@chromium_is_there
def test_the_hint_in_the_search_is_whole_on_the_narrowest_phone(opened):
    tab = opened("index.html", 320)
    field = tab.locator("#search")
    wide = "node => (node.value = node.placeholder, node.scrollWidth <= node.clientWidth)"
    assert field.evaluate(wide)


@chromium_is_there
@pytest.mark.parametrize("width", [320, 768, 1920])
def test_the_page_of_changes_opens_what_changed_and_does_not_scroll_sideways(chromium, tmp_path, width):
    long = "“a number with a very long printed expression, as translations have them” " * 3
    told = [
        Edition("2021-01-03", False, (Change("a-1", long, "changed", "high", "12", "13"),)),
        Edition("2021-01-01", True),
    ]
    for name, content in changes.files(told, [], {"title": "Collection", "author": "Author"}).items():
        (tmp_path / name).write_bytes(content)
    tab = chromium.new_context(viewport={"width": width, "height": 900}).new_page()
    tab.goto((tmp_path / changes.PAGE).as_uri())
    assert tab.get_by_text("upper end was 12, now 13").is_visible()
    assert tab.evaluate(SIDEWAYS) <= 0
    tab.context.close()


@chromium_is_there
def test_outcomes_are_told_by_signs_and_chosen_chips_by_more_than_colour_in_forced_colours(opened):
    tab = opened("index.html#outcome=wrong", forced_colors="active")
    assert {tile.inner_text().split()[0] for tile in tab.locator(".tile b").all()} == {"✗"}
    pressed, other = (tab.locator(f".chips [aria-pressed={state}]").first for state in ("true", "false"))
    colour = "node => getComputedStyle(node).backgroundColor"
    assert pressed.evaluate(colour) != other.evaluate(colour)


@chromium_is_there
def test_the_keyboard_goes_from_a_sentence_through_a_chart_s_points_to_a_figure_s_page_and_back(opened):
    tab = opened("reserves.html")
    tab.locator(".finding a.figure").first.focus()
    mark = tab.locator("figure.chart svg a").first
    for _ in range(200):
        tab.keyboard.press("Tab")
        if tab.evaluate("!!document.activeElement.closest('figure.chart svg a')"):
            break
    first = tab.evaluate("document.activeElement.getAttribute('aria-label')")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") != first
    tab.locator("figure.chart svg a[data-figure]").first.focus()
    tab.keyboard.press("Enter")
    tab.locator(".card").get_by_text("Full record").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/figure/**", timeout=10_000)
    tab.go_back()
    assert "reserves.html" in tab.url
    assert mark.count() == 1


@chromium_is_there
def test_nothing_moves_where_a_reader_wants_less_motion(opened):
    tab = opened("index.html", reduced_motion="reduce")
    tab.locator(".tile").first.hover()
    assert tab.locator(".tile").first.evaluate("node => getComputedStyle(node).transform") == "none"


@chromium_is_there
@pytest.mark.parametrize("name", ["verdicts.html", "diplomacy.html"])
def test_a_slow_machine_lays_a_page_out_a_few_times_only(opened, name):
    tab = opened("index.html")
    session = tab.context.new_cdp_session(tab)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    session.send("Performance.enable")
    address = tab.url.replace("index.html", name)
    tab.goto(address)
    found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    ready = tab.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    print(f"{name}: interactive after {ready:.0f} ms at a sixth of the speed, {found['LayoutCount']:.0f} layouts")
    # Layout at load, once for each part that the parser hands over and for what is near: not once for each row.
    assert found["LayoutCount"] < 25
    # What is laid out grows with what there is.
    assert found["Nodes"] < 14_000


# Counts how often a page's scripts ask an element for its words.
COUNTING = """() => {
  const own = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
  window.asked = 0;
  const get = function () { window.asked++; return own.get.call(this); };
  Object.defineProperty(Node.prototype, "textContent", { ...own, get });
}"""


@chromium_is_there
@pytest.mark.parametrize("name", ["verdicts.html", "diplomacy.html"])
def test_a_cell_is_asked_for_its_words_once_at_load_however_long_its_table_is(opened, name):
    tab = opened("index.html")
    tab.add_init_script(f"({COUNTING})()")
    tab.goto(tab.url.replace("index.html", name))
    tab.locator(ROWS).first.wait_for()
    asked, cells = tab.evaluate("[asked, document.querySelectorAll('th, td').length]")
    assert 0 < asked < 2 * cells


@chromium_is_there
def test_the_page_of_a_figure_with_its_chart_is_one_sheet_of_paper(opened, tmp_path):
    import pypdf

    tab = opened("figure/iom-2016-35.html")
    tab.emulate_media(media="print")
    tab.pdf(path=tmp_path / "figure.pdf", format="A4")
    assert len(pypdf.PdfReader(tmp_path / "figure.pdf").pages) == 1


@chromium_is_there
def test_verdicts_on_paper_is_short_starts_with_a_full_sheet_and_has_its_notes_in_brackets(opened, tmp_path):
    import pypdf

    tab = opened("verdicts.html")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    tab.pdf(path=tmp_path / "verdicts.pdf", format="A4")
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "verdicts.pdf").pages]
    assert "[" in sheets[0]
    assert len(sheets[0]) > 900
    assert len(sheets) < 12
    assert all("As printed" in text for text in sheets[2:4]), "the head of a table, on each of its sheets"
    # A figure has its address on paper, and no heading stands alone at the foot of a sheet.
    assert "figure/iom-2016-35.html" in unicodedata.normalize("NFKC", "".join(sheets)).replace("\n", "")
    # Nor does a sentence about a table stand on another sheet than the table.
    above = {above.inner_text() for above in tab.locator(".body h2, .body > p:has(+ .tools, + .table)").all()}
    assert [text.strip().splitlines()[-1] for text in sheets if text.strip().splitlines()[-1] in above] == []


@chromium_is_there
def test_columns_of_a_chronology_keep_to_their_lines_on_paper_and_its_page_is_twelve_sheets(opened, tmp_path):
    import pypdf

    tab = opened("diplomacy.html")
    tab.emulate_media(media="print")
    tab.pdf(path=tmp_path / "diplomacy.pdf", format="A4")
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "diplomacy.pdf").pages]
    assert len(sheets) <= 12
    assert "work cited Ishmael 2020" in " ".join(sheets[1].split())


@chromium_is_there
def test_the_finding_and_tiles_of_the_wall_are_in_the_first_screen_of_the_index(opened):
    tab = opened("index.html")
    assert tab.locator(".findings li").first.bounding_box()["y"] < 300
    assert tab.locator(".tile").nth(40).bounding_box()["y"] < 860


@chromium_is_there
def test_every_page_has_its_finding_in_a_phone_s_first_screen_and_is_at_most_twelve_screens_tall_on_a_desk(
    opened, site
):
    finding = "document.querySelector('.finding, .question + .said, .findings li, .verdict')"
    without = {"api.html", "changes.html", "figure/index.html"}
    tab, faults = opened("index.html", 360, 740), []
    claims = [path for path in (site / "figure").glob("*.html") if path.name != "index.html"]
    others = [path for path in site.rglob("*.html") if path not in claims]
    # Pages of figures are made by one template.
    for path in (*others, *sorted(claims)[::12]):
        tab.set_viewport_size({"width": 360, "height": 740})
        tab.goto(path.as_uri())
        low = tab.evaluate(f"{finding}?.getBoundingClientRect().bottom ?? -1")
        if not 0 < low <= 740 and path.relative_to(site).as_posix() not in without:
            faults.append(f"{path.name}: the finding ends at {low}")
        tab.set_viewport_size({"width": 1440, "height": 900})
        # All of it is laid out.
        tall = tab.evaluate(
            "() => { for (const part of document.querySelectorAll('.table,.chart,.rule')) "
            "part.style.contentVisibility = 'visible'; return document.documentElement.scrollHeight / innerHeight }"
        )
        if tall > 12:
            faults.append(f"{path.name}: {tall:.1f} screens tall")
    assert faults == []


@chromium_is_there
def test_a_number_in_a_row_of_claims_leads_to_its_page_without_script_and_opens_its_card_with_it(opened):
    tab = opened("verdicts.html")
    number = tab.locator("#iom-2016-35 a.figure")
    assert number.get_attribute("href") == "figure/iom-2016-35.html"
    number.click()
    told = tab.locator(".card").inner_text()
    assert told.startswith("✗ wrong")
    assert "Published: 1,497,178 applications (2013)" in told
    tab.locator(".card").get_by_text("Full record").click()
    assert tab.locator("h1").inner_text() == "“1.5 billion Chinese applications”"


def _walked_by_keyboard(tab, site) -> None:
    """From a sentence through a chart's points to a figure's page and back, in Firefox."""
    tab_key, enter, escape, right = "\ue004", "\ue007", "\ue00c", "\ue014"
    there, focused = "document.activeElement", "document.activeElement.getAttribute('aria-label')"

    def step(until: str) -> None:
        for _ in range(80):
            tab.press(tab_key)
            if tab.evaluate(until):
                return
        raise AssertionError(f"no Tab reaches {until}")

    tab.open(f"{site.as_uri()}/reserves.html")
    tab.evaluate("document.querySelector('.finding a.figure').focus() || 1")
    step(f"!!{there}.closest('svg a')")
    first = tab.evaluate(focused)
    tab.press(right)
    assert first != tab.evaluate(focused)
    mark = tab.evaluate(
        "(document.querySelector('.chart svg a[data-figure]').focus(), document.activeElement.ariaLabel)"
    )
    tab.press(enter)
    assert tab.evaluate(f"{there}.className") == "card", "the card takes the focus"
    tab.press(escape)
    assert tab.evaluate(focused) == mark, "and gives it back"
    tab.press(enter)
    step(f"{there}.textContent == 'Full record'")
    tab.press(enter)
    until = "new Promise((done) => setInterval(() => location.pathname.includes('%s') && done(1), 50))"
    assert tab.evaluate(f"await {until % '/figure/'}")
    tab.ask("browsingContext.traverseHistory", context=tab.context, delta=-1)
    assert tab.evaluate(f"await {until % '/reserves.html'}")


@firefox_is_there
def test_firefox_reads_the_site_from_files_and_from_a_server_alike_and_is_walked_by_keyboard(site):
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_words) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with firefox.started() as tab:
            for root in (site.as_uri(), f"http://127.0.0.1:{server.server_port}"):
                for name in ("index.html#outcome=wrong", "verdicts.html#outcome=wrong", "reserves.html"):
                    tab.open(f"{root}/{name}")
                    for width in (360, 768, 1440, 1920):
                        tab.size(width)
                        over = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
                        assert over <= 0, (root, name, width)
                tab.open(f"{root}/figure/iom-2016-35.html")
                border = "getComputedStyle(document.querySelector('.verdict')).borderLeftWidth"
                assert tab.evaluate(border) == "4px", "the style that pages of figures share"
                assert tab.becomes("document.querySelectorAll('.tools button').length", 2), "and their script"
                tiles = "[...document.querySelectorAll('.tile')].length"
                tab.open(f"{root}/verdicts.html#outcome=wrong")
                wrong = tab.evaluate(tiles)
                tab.open(f"{root}/verdicts.html?all")
                assert 0 < wrong < tab.evaluate(tiles)
                tab.evaluate("document.querySelector('.finding a').focus() || 1")
                tab.press("\ue007")
                assert "figures" in tab.evaluate("document.querySelector('.card').textContent")
            tab.size(1440)
            tab.open(f"{site.as_uri()}/reserves.html")
            marked = (
                "new Promise((done) => { document.querySelectorAll('h2')[2].scrollIntoView(); setTimeout(() => done("
                "[...document.querySelectorAll('.contents a')].map((link) => getComputedStyle(link).fontWeight)), 500); })"
            )
            assert tab.evaluate(f"await {marked}").index("600") == 2, "the part that is read is marked in the contents"
            _walked_by_keyboard(tab, site)
            assert tab.complaints == []
    finally:
        server.shutdown()
        server.server_close()
