"""Documents of our own, made when a test runs: a two-page HTML note, a two-column PDF with a table, a .docx with a
table and footnotes."""

import zipfile
from pathlib import Path

NOTE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour note</title></head><body>
<h1>Harbour note 2023</h1><p>By Ada Lund, Institute of Ports, 12 March 2024</p>
<h2>Page 1</h2>
<p>The harbour of Lindenau handled almost 4.6 million tonnes of cargo in 2023, up from 4.2 million tonnes in 2022.
About 60 percent of it left by rail. The port employs 1,350 persons.</p>
<table><caption>Cargo by kind, tonnes, 2023</caption><tr><th>Kind</th><th>2023</th></tr>
<tr><td>Grain</td><td>1,900,000</td></tr><tr><td>Coal</td><td>700,000</td></tr></table>
<div style="page-break-before: always"></div>
<h2>Page 2</h2>
<p>A new quay cost €48 million ($52 million). See section 4 of the plan of 2021. Ships waited for more than three days.</p>
</body></html>
"""
REPORT = """<!doctype html><meta charset="utf-8"><title>Fisheries report</title>
<style>body {font: 11pt sans-serif; columns: 2; column-gap: 12mm} table {border-collapse: collapse} h1 {column-span: all} td, th {padding: 0 4mm; border: 1px solid}</style>
<h1>Fisheries report</h1><p>Board of Fisheries, 5 May 2022</p>
<p>The fleet landed 83,000 tonnes of fish in 2021, of which 12,500 tonnes were herring. Landings rose by 4.5 percent.
The board had expected less, since the waters of the north stayed cold until the summer and the boats left late.</p>
<p>Some 940 persons work on board. The catch was worth about €310 million, and the fleet has 412 vessels. Most of them
are small, and their owners live in the villages along the coast, where the catch is sold in the morning.</p>
<p>Aid of €7.5 million went to the harbours of the north in 2020. Fuel made up a third of the costs. Harbour masters say
that ice and cold rooms matter more to them than anything else, and that repairs wait for the quiet season.</p>
<p>Owners asked for at least 35 new engines by 2025. The board supports the wish, as long as the old engines are scrapped
and the new ones burn less. It will report again when the council has spoken and the money is found.</p>
<table><tr><th>Species</th><th>Tonnes in 2021</th></tr><tr><td>Herring</td><td>12,500</td></tr>
<tr><td>Cod</td><td>9,800</td></tr></table>
"""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def html(folder: Path) -> Path:
    """Write the HTML note; return its path."""
    path = folder / "harbour.html"
    path.write_text(NOTE, encoding="utf-8")
    return path


def pdf(folder: Path, chromium) -> Path:
    """Print the two-column report by a running Chromium; return its path."""
    path = folder / "fisheries.pdf"
    page = chromium.new_context().new_page()
    page.set_content(REPORT)
    page.pdf(path=str(path), format="A4")
    page.context.close()
    return path


def docx(folder: Path) -> Path:
    """Write the Word document, with a table and two footnotes; return its path."""
    table = "".join(_row(*cells) for cells in (("Year", "Nurses"), ("2021", "5,100"), ("2022", "5,400")))
    body = (
        _paragraph("Hospitals in brief")
        + _paragraph("Ministry of Health, 3 June 2023")
        + _paragraph("The country has 88 hospitals with 21,400 beds.", 2)
        + _paragraph("Spending reached $3.1 billion in 2022, or about 9 percent of the budget.", 3)
        + f"<w:tbl>{table}</w:tbl>"
        + _paragraph("A stay took six days on average.")
    )
    notes = _note(2, "Beds in use at the end of 2022.") + _note(3, "Without the 14 military hospitals.")
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{_WORD}.footnotes+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("footnotes", "footnotes.xml"),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_W}>{notes}</w:footnotes>",
    }
    path = folder / "hospitals.docx"
    with zipfile.ZipFile(path, "w") as file:
        for name, text in files.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return path


def _paragraph(text: str, note: int = 0) -> str:
    mark = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r>{mark}</w:p>'


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def _note(number: int, text: str) -> str:
    return f'<w:footnote w:id="{number}">{_paragraph(text)}</w:footnote>'


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )
