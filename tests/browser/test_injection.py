"""What stands in the ledger is text: on the page, in its downloads, in the index; never markup, script or formula."""

import csv
import hashlib
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from cited.press.site import browser

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# As a measure, an actor, a remark: markup, an end of script, quotes, a formula, text that runs from right to left.
MEASURE = "<script>alert(1)</script>"
ACTOR = "-HYPERLINK(\"a\")&'b'"
REMARK = '</script><img src=x onerror=alert(2)> "quoted" & \u05e2\u05d1\u05e8\u05d9\u05ea abc'


# What people have smuggled through data, one of a kind each. Every one says `evil`, and no digit, which would be an orphan.
STRINGS = (
    "<script>evil()</script>",
    "<ScRiPt src=//evil.example>",
    "</script><script>evil()//",
    "</style><style>*{background:url(//evil.example)}",
    "<img src=x onerror=evil()>",
    "<svg onload=evil()><set attributeName=href to=javascript:evil()></svg>",
    "<svg><foreignObject><iframe srcdoc=evil></iframe></foreignObject></svg>",
    "<math><mi xlink:href=javascript:evil()>x</mi></math>",
    "<iframe src=javascript:evil()></iframe>",
    "<a href=javascript:evil()>here</a>",
    "<a href='data:text/html,evil'>here</a>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example>",
    "<form action=//evil.example><button>evil</button></form>",
    "<!-- evil --><![CDATA[ evil ]]>",
    "--> evil <!--",
    "\" onmouseover=\"evil()",
    "' onfocus='evil()' autofocus='",
    "` onclick=`evil()",
    "&lt;script&gt;evil()&lt;/script&gt; &lt;evil&gt; &evil;",
    "[here](javascript:evil()) ![there](//evil.example)",
    "**evil** _evil_ # evil",
    "{{ evil.__class__.__mro__ }}",
    "{% for evil in [] %}{% endfor %}{# evil #}",
    "${evil()} $(evil) `evil` %(evil)s",
    "$$\\href{javascript:evil()}{ x }$$ \\input{ evil }",
    "=cmd|' /C evil'!A",
    "+evil+cmd|' /C evil'!A",
    "-evil+cmd|' /C evil'!A",
    "@SUM(evil)*cmd",
    "!!python/object/apply:os.system [evil]",
    "&evil *evil <<: *evil",
    "\"\"\"); import evil #",
    "\\'; import evil; '\\",
    "../../evil/../../etc/passwd",
    "; rm -rf evil | $(evil) && evil",
    "'); DROP TABLE evil; --",
    "expression(evil()) url('javascript:evil()')",
    "}evil{ } evil { , {",
)  # fmt: skip
# Where text that a reader sees may stand, and nothing else may.
SPEAKING = re.compile(r"title|alt|aria-label|content|value|data-[a-z-]+")
NOTED = 'note: str = ""  # note shown'


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    from conftest import CATALOGUE, SOURCES, SOUTH, THEME, WORKS, Project, notebook

    made = Project(tmp_path_factory.mktemp("planted") / "project")
    row = SOUTH.splitlines()[1].split(",")
    row[4], row[6], row[SOUTH.splitlines()[0].split(",").index("remark")] = MEASURE, ACTOR, REMARK
    rows, text = [row], ["", *["evil"] * 29]
    for number, string in enumerate(STRINGS, start=3):
        line = 8 + number // 2
        text[line - 1] = f"{text[line - 1]} {string} {string} {string}"
        own = of_ones_own(string)
        parties = own.replace(";", ",")
        rows.append([f"south-2021-{number}", line, string, 2, own, "aid", parties, parties, 5, 5, "", "masks", "2020", "actual", number, "", "plain", own])  # fmt: skip
    text = "\n".join(text) + "\n"
    made.write("data/texts/evil.txt", text)
    made.write("data/figures/south-2021.csv", table(SOUTH.splitlines()[0], rows))
    head, north, _ = SOURCES.splitlines()
    every = " ¦ ".join(STRINGS)
    digest = hashlib.sha256(text.encode()).hexdigest()
    south = ["south-2021", every, every, every, every, "2021-05", "essay", "en", every, digest, 30, every, ""]
    made.write("data/sources.csv", table(head, [north.split(","), south]))
    head, note = WORKS.splitlines()
    works = [
        [f"south-2021-note-{n}", "south-2021", n, 8, s, s, s, s, "2019", "", of_ones_own(s)]
        for n, s in enumerate(STRINGS, start=3)
    ]
    made.write("data/works.csv", table(head, [note.split(","), *works]))
    cells = list(THEME)
    cells[1] = ("parameters", f"{cells[1][1]}\n{NOTED}")
    made.write("notebooks/theme.ipynb", notebook(cells))
    note = json.dumps("\n".join(STRINGS))
    evil = f"\n    title: {json.dumps(every + ' {note}')}\n    answers: {json.dumps(every)}\n"
    catalogue = CATALOGUE.replace("\n    title: Reserves\n    answers: What was held.\n", evil)
    made.write("reports/catalogue.yml", catalogue.replace("{theme: reserves}", f"{{theme: aid, note: {note}}}"))
    result = made.cited("build")
    assert result.returncode == 0, result.stdout + result.stderr
    return made


def of_ones_own(string: str) -> str:
    """Return a string as the ledger's own words may have it: they must not begin as a formula, printed ones may."""
    return f"evil {string}" if string[0] in "=+@" else string


def table(head: str, rows: list[list]) -> str:
    """Return a CSV file as text; a row that ends early has empty cells after it."""
    columns = head.split(",")
    with io.StringIO() as file:
        csv.writer(file, lineterminator="\n").writerows(
            [columns, *(row + [""] * (len(columns) - len(row)) for row in rows)]
        )
        return file.getvalue()


class Reader(HTMLParser):
    """Reads a page as a browser does; `traces` is where `evil` stands as anything but text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.inside, self.traces, self.text = "", [], []

    def handle_starttag(self, tag, attributes):
        self.inside = tag
        for name, value in [("", tag), *attributes]:
            if (
                (name or "").startswith("on")
                or "evil" in name
                or ("evil" in (value or "") and not self.harmless(name, value))
            ):
                self.traces.append((tag, name, value))

    def harmless(self, name: str, value: str) -> bool:
        if name == "src" and value.startswith("data:image/svg+xml,"):
            # A chart: XML, which has no text that is markup, and in which only text may say it.
            tree = ElementTree.fromstring(unquote(value.partition(",")[2]))
            for element in tree.iter():
                self.traces += [
                    (element.tag, *pair)
                    for pair in element.attrib.items()
                    if "evil" in pair[1] and not SPEAKING.fullmatch(pair[0])
                ]
            return True
        return bool(SPEAKING.fullmatch(name))

    def handle_data(self, data):
        if self.inside in ("script", "style") and "evil" in data:
            # The page's own data, from which no text can get out.
            if self.inside == "style" or "<" in data:
                self.traces.append((self.inside, "", data))
            else:
                json.loads(data)
        self.text.append(data)

    def handle_comment(self, data):
        self.traces.append(("comment", "", data))

    def handle_decl(self, decl):
        if decl != "DOCTYPE html":
            self.traces.append(("declaration", "", decl))

    def handle_pi(self, data):
        self.traces.append(("instruction", "", data))

    def handle_endtag(self, tag):
        self.inside = ""


def test_whatever_stands_in_data_texts_catalogue_and_parameters_is_text_on_every_page(planted):
    assert len(STRINGS) >= 28
    for name, content in planted.pages().items():
        reader = Reader()
        reader.feed(content.decode())
        reader.close()
        assert reader.traces == [], name
        if name in ("theme/aid.html", "reserves.html", "index.html", "figure/index.html"):
            text = " ".join("".join(reader.text).split())
            missing = [string for string in STRINGS if " ".join(string.split()) not in text]
            assert missing == [], name


def test_references_hold_the_strings_as_text(planted):
    items = json.loads((planted.root / "reports/references.json").read_text(encoding="utf-8"))
    assert all(any(string in item["title"] for item in items) for string in STRINGS)
    bib = (planted.root / "reports/references.bib").read_text(encoding="utf-8")
    entries = re.findall(r"^@\w+\{([\w-]+),$", bib, flags=re.MULTILINE)
    assert entries == [item["id"] for item in items]
    depth = 0
    for line in bib.splitlines():
        depth += line.count("{") - line.count("}")
        assert depth == (0 if line in ("", "}") else 1), line


def test_no_file_is_written_outside_of_the_project_s_own_folders(planted):
    assert {path.name for path in planted.root.iterdir()} == {".build", "data", "notebooks", "reports"}
    assert [path.name for path in planted.root.parent.iterdir()] == ["project"]
    assert not [path for path in planted.root.rglob("*evil*") if path != planted.root / "data/texts/evil.txt"]


@pytest.fixture(scope="module")
def tab(planted):
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; make installs it")
    if not browser.path():
        pytest.skip("no Chromium on this machine; install the package chromium")
    with browser.started() as chromium:
        opened = chromium.new_page(accept_downloads=True)
        opened.complaints = []
        opened.on("console", lambda message: opened.complaints.append(message.text))
        opened.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
        opened.goto((planted.root / "reports/theme/aid.html").as_uri())
        yield opened
        assert opened.complaints == []


def test_the_page_and_the_card_show_the_text(tab):
    row = tab.locator('tr[data-figure="south-2021-1"]').first
    assert row.locator("th").inner_text() == MEASURE
    assert ACTOR in row.inner_text()
    # The row is taller than the window, and its head sticks: the keyboard reaches the number where a pointer may not.
    row.locator("a.figure").focus()
    tab.keyboard.press("Enter")
    assert REMARK in tab.locator(".card").inner_text()
    assert tab.locator("img").count() == 0
    tab.keyboard.press("Escape")


def _download(tab, title: str) -> bytes:
    with tab.expect_download() as waiting:
        tab.locator(".tools button", has_text=title).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_csv_has_the_text_and_no_formula(tab):
    rows = list(csv.DictReader(io.StringIO(_download(tab, "CSV").decode("utf-8-sig"))))
    assert rows[0]["What"] == MEASURE
    assert rows[0]["Whose"] == "'" + ACTOR
    assert len(rows) >= len(STRINGS)
    assert not [cell for row in rows for cell in row.values() if re.match(r"[=+\-@\t\r]", cell)]


def test_xlsx_has_the_text_as_text(tab):
    with zipfile.ZipFile(io.BytesIO(_download(tab, "XLSX"))) as book:
        table = ElementTree.fromstring(book.read("table.xml"))
        notes = "".join(ElementTree.fromstring(book.read("notes.xml")).itertext())
    assert not list(table.iter(f"{SHEET}f"))
    cells = {"".join(cell.itertext()): cell.get("t") for cell in table.iter(f"{SHEET}c")}
    assert cells[ACTOR] == "inlineStr"
    assert cells[MEASURE] == "inlineStr"
    assert REMARK in notes


def test_search_shows_the_text(tab, planted):
    tab.goto((planted.root / "reports/index.html").as_uri())
    tab.locator("#search").fill("script alert")
    assert MEASURE in tab.locator(".results").inner_text()
