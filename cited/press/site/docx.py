"""The reports as Word documents, for anyone who must edit them: text, tables, charts as pictures, links."""

import base64
import io
import posixpath
import re
import zipfile
from pathlib import Path
from typing import cast

from bs4 import BeautifulSoup, NavigableString, Tag
from docx import Document
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.shared import Inches
from docx.text.paragraph import Paragraph

from cited import files, html_contract, private, project
from cited.press.reports.report import Report
from cited.press.site import drawn
from cited.press.site.drawn import Pictures

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
# What is for the screen alone.
HIDDEN = "script, style, nav, button, template, svg, [hidden], .crumbs, .skip, form, dialog"
PARAGRAPHS = ["p", "figcaption", "summary", "dt", "dd", "pre", "li", "caption", "th", "td", *HEADINGS]
# CSS pixels.
CSS_INCH = 96
EARLIEST = "2000-01-01T00:00:00Z"


def write(reports: list[Report], *, drawing: bool = True) -> list[Path]:
    """Write a document beside each built page, below `reports/docx/`; return where they are.

    Without `drawing` a link stands in the place of each chart. Raises InputError where a page is not built, OSError
    where a chart cannot be drawn, FileNotFoundError where no Chromium is there to draw it.
    """
    root = project.root()
    for report in reports:
        if not (root / report.page).is_file():
            raise project.InputError(f"{report.page}: not built; run make first")
    made = []
    with drawn.charts_of([root / report.page for report in reports] if drawing else []) as pages:
        for report in reports:
            path = Path("reports/docx") / f"{report.path}.docx"
            text = (root / report.page).read_text(encoding="utf-8")
            files.write(root / path, document(text, report.path, next(pages, None)))
            made.append(path)
    return made


def document(html: str, name: str = "", pictures: Pictures | None = None) -> bytes:
    """Return a page as a Word document; its links to sources lead to the entries in its own list, or to their pages.

    `name` is the page's path below `reports/`, by which links to the site are made; `pictures` are what
    `drawn.charts_of` gives. A chart is its title, its picture with the same words for who cannot see it, and its
    sources; without a picture a link leads to it on the page.
    """
    soup = BeautifulSoup(html, "lxml")
    for place in soup.select(drawn.DRAWN):
        drawn.put(soup, place, (pictures or {}).get(str(place.get("id") or place.get("src"))), name)
    for element in soup.select(HIDDEN):
        element.decompose()
    _settle(soup)
    _lead_on(soup, name)
    made = Document()
    made.core_properties.title = soup.title.get_text(strip=True) if soup.title else ""
    made.core_properties.author = ""
    made.core_properties.comments = ""
    _blocks(made, soup.body or soup)
    with io.BytesIO() as file:
        made.save(file)
        return _timeless(file.getvalue())


def _settle(soup: BeautifulSoup) -> None:
    """Give the ids of sections, tables, rows and words to the paragraph that they begin with, or stand in."""
    for element in soup.find_all(id=True):
        if element.name in PARAGRAPHS:
            place = element
        else:
            place = element.find(PARAGRAPHS) or element.find_parent(PARAGRAPHS) or element.find_next(PARAGRAPHS)
        if place is not None:
            # The outermost is the paragraph that is written.
            place = (place.find_parents(PARAGRAPHS) or [place])[-1]
            place["data-anchors"] = f"{place.get('data-anchors', '')} {element['id']}".strip()
    held = {name for place in soup.find_all(attrs={"data-anchors": True}) for name in place["data-anchors"].split()}
    for link in soup.select('a[href^="#"]'):
        if str(link["href"])[1:] in held:
            continue
        if figure := link.get(html_contract.FIGURE):
            link["href"] = f"cited:figure/{figure}.html"
        else:
            # What it leads to is for the screen alone.
            del link["href"]


def _lead_on(soup: BeautifulSoup, name: str) -> None:
    """Make links to files of the site lead there from where the document stands, `reports/docx/`."""
    if not name:
        return
    for link in soup.select("a[href]"):
        href = str(link["href"])
        if not re.match(r"#|[a-zA-Z][\w+.-]*:(?!figure/)", href):
            place = posixpath.join("/reports", posixpath.dirname(name), href)
            if href.startswith("cited:"):
                place = "/reports/" + href.removeprefix("cited:")
            link["href"] = posixpath.relpath(place, posixpath.join("/reports/docx", posixpath.dirname(name)))


def _blocks(made: Word, element: Tag) -> None:
    for child in element.children:
        if isinstance(child, NavigableString):
            if child.strip():
                made.add_paragraph(_plain(child))
            continue
        if not isinstance(child, Tag):
            continue
        if child.name in HEADINGS:
            _anchor(_runs(made.add_heading(level=HEADINGS[child.name]), child), child)
        elif child.name == "table":
            _table(made, child)
        elif child.name == "img":
            _picture(made, child)
        elif child.name in ("p", "figcaption", "summary", "dt", "dd", "pre"):
            _anchor(_runs(made.add_paragraph(), child), child)
        elif child.name in ("ul", "ol"):
            style = "List Bullet" if child.name == "ul" else "List Number"
            for item in child.find_all("li", recursive=False):
                _anchor(_runs(made.add_paragraph(style=style), item), item)
        elif child.name != "head":
            _blocks(made, child)


def _picture(made: Word, image: Tag) -> None:
    """Add a picture as wide as the text at most, with its words for who cannot see it, and its caption below."""
    match = re.match(r"data:image/(?:png|jpeg|gif);base64,(.+)", str(image.get("src", "")), re.DOTALL)
    words = str(image.get("alt", ""))
    if match:
        with io.BytesIO(base64.b64decode(match[1])) as file:
            shape = made.add_picture(
                file, Inches(float(str(image["width"])) / CSS_INCH) if image.get("width") else None
            )
        section = made.sections[0]
        wide = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        if shape.width > wide:
            shape.height, shape.width = round(shape.height * wide / shape.width), wide
        private.word_picture(shape).set("descr", words)
    elif words:
        made.add_paragraph(_plain(words), style="Caption")


def _table(made: Word, table: Tag) -> None:
    if isinstance(caption := table.find("caption"), Tag):
        _anchor(_runs(made.add_paragraph(style="Caption"), caption), caption)
    rows = [row for row in table.find_all("tr") if row.find(["th", "td"])]
    wide = max((len(row.find_all(["th", "td"], recursive=False)) for row in rows), default=0)
    if not wide:
        return
    grid = made.add_table(rows=0, cols=wide, style="Light Grid Accent 1")
    for row in rows:
        cells = grid.add_row().cells
        given = row.find_all(["th", "td"], recursive=False)
        for place, cell in enumerate(given):
            _anchor(_runs(cells[place].paragraphs[0], cell), cell)
        if len(given) == 1 and wide > 1:
            cells[0].merge(cells[-1])


def _runs(paragraph: Paragraph, element: Tag) -> Paragraph:
    for child in element.children:
        if isinstance(child, NavigableString):
            if text := _plain(child):
                paragraph.add_run(text)
        elif isinstance(child, Tag):
            if child.name == "a" and child.get("href"):
                _link(paragraph, str(child["href"]), _plain(child.get_text()))
            elif child.name == "img":
                _picture(cast("DocumentPart", paragraph.part).document, child)
            elif child.name in ("b", "strong", "i", "em", "cite"):
                run = paragraph.add_run(_plain(child.get_text()))
                run.bold, run.italic = child.name in ("b", "strong"), child.name in ("i", "em", "cite")
            else:
                _runs(paragraph, child)
    return paragraph


def _link(paragraph: Paragraph, href: str, text: str) -> None:
    """Add a link: to an entry of the document itself, or to an address; what leads to the site's files is text."""
    link = OxmlElement("w:hyperlink")
    if href.startswith("#"):
        link.set(qn("w:anchor"), _bookmark(href[1:]))
    elif text.strip() and not href.startswith("javascript:"):
        link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        paragraph.add_run(text)
        return
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    look = OxmlElement("w:rPr")
    for kind, value in (("w:color", "0B57A4"), ("w:u", "single")):
        look.append(part := OxmlElement(kind))
        part.set(qn("w:val"), value)
    run.append(look)
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    link.append(run)
    private.word_paragraph(paragraph).append(link)


def _anchor(paragraph: Paragraph, element: Tag) -> None:
    """Mark the place to which links lead by the ids that have been settled here."""
    for name in str(element.get("data-anchors", "")).split():
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        number = str(len(paragraph.part.element.findall(f".//{qn('w:bookmarkStart')}")))
        for mark in (start, end):
            mark.set(qn("w:id"), number)
        start.set(qn("w:name"), _bookmark(name))
        private.word_paragraph(paragraph).insert(0, start)
        private.word_paragraph(paragraph).append(end)


def _bookmark(name: str) -> str:
    """Return an id as Word takes it: letters, digits and underscores, beginning with a letter, at most forty."""
    return ("b_" + re.sub(r"\W", "_", name))[:40]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", str(text)))


def _timeless(content: bytes) -> bytes:
    """Return the document with one time for all its parts, so that the same page gives the same bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed, io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            for name in packed.namelist():
                data = packed.read(name)
                if name == "docProps/core.xml":
                    data = re.sub(rb"\d{4}-\d{2}-\d{2}T[\d:]+Z", EARLIEST.encode(), data)
                made.writestr(zipfile.ZipInfo(name), data)
        return file.getvalue()
