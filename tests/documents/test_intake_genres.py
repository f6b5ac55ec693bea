"""A note in HTML, a PDF in two columns, a Word file, an ODT and a sheet are drafted with at most five corrections."""

import re
import zipfile
from io import BytesIO

from benchmarks import marked
from cited.intake.formats import documents
from cited.intake.reading.grammar import read_text

Key = list[tuple[str, float | None, float | None, str, str | None]]

# Two pages as printed: some 650 words, with a list, two tables and notes.
HTML = (
    "<html><head><title>Ferries in 2023</title></head><body><h1>Ferries in 2023</h1>"
    "<p>The lines carried 3.4 million passengers in 2023, up from 3.1 million in 2022. Fares rose by 4.5 per cent.<sup>1</sup></p>"
    "<p>The fleet has 21 ships; seven of them are older than 30 years. A new one costs €48 million.</p>"
    "<h2>1. How the year went</h2>"
    "<p>Nobody had expected a year like this. The winter was mild, the spring came early, and the islands filled with guests before "
    "the season had been opened. On the northern line, which serves the outer islands, the ships sailed 4,120 times and were late "
    "on 311 crossings, most of them in the storms of the autumn. Of 96 complaints, 41 concerned the food and nine the toilets; the "
    "others asked for later sailings, for cheaper bicycles and for a place where a dog may wait. The company answered each of them "
    "within two weeks, as its charter asks it to do, and paid back some €36,000 to those who had waited for more than an hour.</p>"
    "<p>The crews deserve thanks. They work ten days on and ten days off, in shifts of twelve hours, and a third of them live on "
    "the islands they serve. In May the union asked for a rise of 6 per cent and for 28 days of leave; both sides "
    "settled, after a night of talks, on 4 per cent and 27 days. Nobody went on strike, and nobody wants to.</p>"
    "<h2>2. What was built</h2>"
    "<p>Three new piers were opened, at Ardal, Bray and Colm. They cost €12.4 million together, of which the state paid half, and "
    "they are 140 metres long, so that two ships can lie at them at once. The pier at Bray stands on 64 piles, each driven 18 metres "
    "into the mud; when the work began, divers found a wreck there, and the museum asked for time to look at it. That took five months "
    "and gave the town a new attraction, since the wreck turned out to be a trader that went down with 300 barrels of salt.</p>"
    "<p>The yard in the south has started on the first electric ferry. It will carry 450 passengers and 60 cars, reach 16 knots, and "
    "be charged in 25 minutes. Its batteries weigh 40 tonnes and hold 4.3 MWh. Whether it will be ready when it has been promised, "
    "the yard does not say; ships of this kind have been late everywhere, and the charging stations have not been ordered yet.</p>"
    "<table><caption>Table 1. Freight (thousand tonnes)</caption>"
    "<tr><th>Port<th>2022<th>2023<tr><td>Ardal<td>410<td>432.5<tr><td>Bray<td>96<td>(12)</table>"
    "<h2>3. What it costs</h2>"
    "<p>A crossing costs the company €11.20 per passenger and the passenger €7.80; the state makes good the rest. That is cheaper than "
    "the buses of the mainland, and dearer than the bridges would have been that were promised when our parents were young. The grant "
    "came to €31 million, or 0.2 per cent of the budget. Fuel took 38 per cent of the costs, wages 35 per cent, and harbour dues, "
    "which the ports set as they please, 9 per cent. The auditors found no fault with the accounts, but advised the board to insure "
    "the fleet anew, since the premium has doubled in four years and covers less than it did.</p>"
    "<table><caption>Table 2. Staff and accidents</caption>"
    "<tr><th>Line<th>Employees<th>Accidents<tr><td>North<td>512<td>14<tr><td>South<td>300<td>8</table>"
    "<h2>4. What comes next</h2>"
    "<p>The plan for the coming years is short. The company wants to replace six ships, to raise the number of sailings in the winter "
    "and to keep its fares where they are. It asks the state for a contract that runs for twelve years rather than five, for no yard "
    "builds a ship on a promise that ends before the ship is paid. The islands' councils agree; so, it seems, does the ministry, "
    "which has asked its lawyers how such a contract could be written. We shall report what they say.</p>"
    "<p>As of 31 March 2024:</p><ul><li>Crew: 812</li><li>Vacancies: 34</li></ul>"
    "<p><sup>1</sup> Harbour Report 12/2023, p. 4.</p></body></html>"
)
HTML_KEY: Key = [
    ("3.4 million", 3.4e6, 3.4e6, "persons", "2023"),
    ("3.1 million", 3.1e6, 3.1e6, "persons", "2022"),
    ("4.5 per cent", 4.5, 4.5, "percent", None),
    ("21 ships", 21, 21, "ships", None),
    ("seven", 7, 7, "ships", None),
    ("30 years", 30, None, "years", None),
    ("€48 million", 48e6, 48e6, "EUR", None),
    ("4,120 times", 4120, 4120, "times", None),
    ("311 crossings", 311, 311, "crossings", None),
    ("96 complaints", 96, 96, "complaints", None),
    ("41", 41, 41, "complaints", None),
    ("nine", 9, 9, "complaints", None),
    ("two weeks", 2, 2, "weeks", None),
    ("€36,000", 36e3, 36e3, "EUR", None),
    ("an hour", 1, None, "hours", None),
    ("ten days", 10, 10, "days", None),
    ("ten days", 10, 10, "days", None),
    ("twelve hours", 12, 12, "hours", None),
    ("a third", 100 / 3, 100 / 3, "percent", None),
    ("6 per cent", 6, 6, "percent", None),
    ("28 days", 28, 28, "days", None),
    ("4 per cent", 4, 4, "percent", None),
    ("27 days", 27, 27, "days", None),
    ("Three new piers", 3, 3, "piers", None),
    ("€12.4 million", 12.4e6, 12.4e6, "EUR", None),
    ("half", 50, 50, "percent", None),
    ("140 metres", 140, 140, "m", None),
    ("two ships", 2, 2, "ships", None),
    ("64 piles", 64, 64, "piles", None),
    ("18 metres", 18, 18, "m", None),
    ("five months", 5, 5, "months", None),
    ("300 barrels", 300, 300, "barrels", None),
    ("450 passengers", 450, 450, "persons", None),
    ("60 cars", 60, 60, "cars", None),
    ("16 knots", 16, 16, "knots", None),
    ("25 minutes", 25, 25, "minutes", None),
    ("40 tonnes", 40, 40, "tonnes", None),
    ("4.3 MWh", 4.3, 4.3, "MWh", None),
    ("410", 410e3, 410e3, "tonnes", "2022"),
    ("432.5", 432.5e3, 432.5e3, "tonnes", "2023"),
    ("96", 96e3, 96e3, "tonnes", "2022"),
    ("(12)", -12e3, -12e3, "tonnes", "2023"),
    ("€11.20", 11.2, 11.2, "EUR", None),
    ("€7.80", 7.8, 7.8, "EUR", None),
    ("€31 million", 31e6, 31e6, "EUR", None),
    ("0.2 per cent", 0.2, 0.2, "percent", None),
    ("38 per cent", 38, 38, "percent", None),
    ("35 per cent", 35, 35, "percent", None),
    ("9 per cent", 9, 9, "percent", None),
    ("doubled", 2, 2, "times", None),
    ("four years", 4, 4, "years", None),
    ("512", 512, 512, "persons", None),
    ("14", 14, 14, "accidents", None),
    ("300", 300, 300, "persons", None),
    ("8", 8, 8, "accidents", None),
    ("six ships", 6, 6, "ships", None),
    ("twelve years", 12, 12, "years", None),
    ("five", 5, 5, "years", None),
    ("812", 812, 812, "persons", "2024-03-31"),
    ("34", 34, 34, "vacancies", "2024-03-31"),
]
OFFICE = ["Energy note", "Demand grew by 2.4 per cent in 2022 to 118 TWh."]
OFFICE_TABLE = [["Source (TWh)", "2021", "2022"], ["Wind", "21.5", "26.8"], ["Gas", "44", "39.1"]]
TABLE_KEY: Key = [
    ("21.5", 21.5, 21.5, "TWh", "2021"),
    ("26.8", 26.8, 26.8, "TWh", "2022"),
    ("44", 44, 44, "TWh", "2021"),
    ("39.1", 39.1, 39.1, "TWh", "2022"),
]
OFFICE_KEY: Key = [
    ("2.4 per cent", 2.4, 2.4, "percent", "2022"),
    ("118 TWh", 118, 118, "TWh", "2022"),
    *TABLE_KEY,
]


def corrections(lines: list[str], key: Key) -> list[str]:
    """Return what a person would have to correct, one sentence each, given what stands in the text in order."""
    expected, periods = [], []
    line, place = 0, 0
    for printed, low, high, unit, period in key:
        while (start := lines[line].find(printed, place)) < 0:
            line, place = line + 1, 0
            assert line < len(lines), f"{printed} is not in the text read: {lines}"
        place = start + len(printed)
        expected.append(marked.Expected(line + 1, start, place, low, high, unit))
        periods.append(period)
    found = [one for reading in read_text(lines) for one in reading.quantities]
    checked = marked.checked(marked.Document("", lines, expected, periods), found)
    count = checked.corrections + checked.undated
    return [f"{one.printed}: {one.low} {one.high} {one.unit} {one.period}" for one in found] if count > 5 else []


def pdf_of(rows: list[tuple[float, float, str]], rules: list[tuple[float, float, float, float]]) -> bytes:
    """A page of PDF with words at places, from the lower left in points, and ruled lines."""
    escaped = [(x, y, re.sub(r"([()\\])", r"\\\1", words)) for x, y, words in rows]
    drawn = [f"BT /F1 9 Tf {x} {y} Td ({words}) Tj ET" for x, y, words in escaped]
    drawn += [f"{x} {y} m {to_x} {to_y} l S" for x, y, to_x, to_y in rules]
    stream = "\n".join(drawn).encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def read(tmp_path, name: str, content: bytes) -> list[str]:
    (tmp_path / name).write_bytes(content)
    return documents.document(tmp_path / name).text.split("\n")


def test_a_note_of_two_pages_in_html_is_drafted_with_at_most_five_corrections(tmp_path):
    assert corrections(read(tmp_path, "note.html", HTML.encode()), HTML_KEY) == []


def test_a_pdf_in_two_columns_with_two_tables_is_drafted_with_at_most_five_corrections(tmp_path):
    left = [
        "The ministry spent 84 million euros on",
        "roads in 2022, which is 12 per cent more",
        "than before. It built 37 bridges and mended",
        "140 kilometres of road. Works on the pass",
        "took 16 months and gave work to men from",
        "nine districts of the northern province.",
    ]
    right = [
        "Traffic grew by 3.5 per cent in 2023 and",
        "reached a new peak in the summer months.",
        "A lorry pays a toll of 25 euros on the ring,",
        "a car pays 6 euros. Of the toll stations",
        "only those at the border are still manned;",
        "the others were closed some time ago.",
    ]
    rows = [(50, 780.0, "Roads and traffic")]
    rows += [(50, 740.0 - 13 * n, words) for n, words in enumerate(left)]
    rows += [(310, 740.0 - 13 * n, words) for n, words in enumerate(right)]
    ruled = [["Road (km)", "2021", "2022"], ["North", "118", "131"], ["South", "92", "97"]]
    plain = [["Accidents", "2021", "2022"], ["North", "41", "38"], ["South", "29", "33"]]
    for top, table in ((600.0, ruled), (480.0, plain)):
        rows += [(60 + 110 * k, top - 20 * n, cell) for n, row in enumerate(table) for k, cell in enumerate(row)]
    rules = [(50, 614 - 20 * n, 380, 614 - 20 * n) for n in range(4)]
    rules += [(x, 614, x, 554) for x in (50, 160, 270, 380)]
    lines = read(tmp_path, "roads.pdf", pdf_of(rows, rules))
    key: Key = [
        ("84 million euros", 84e6, 84e6, "EUR", "2022"),
        ("12 per cent", 12, 12, "percent", "?"),
        ("37 bridges", 37, 37, "bridges", "?"),
        ("140 kilometres", 140, 140, "km", "?"),
        ("16 months", 16, 16, "months", None),
        ("nine districts", 9, 9, "districts", None),
        ("3.5 per cent", 3.5, 3.5, "percent", "2023"),
        ("25 euros", 25, 25, "EUR", None),
        ("6 euros", 6, 6, "EUR", None),
        ("118", 118, 118, "km", "2021"),
        ("131", 131, 131, "km", "2022"),
        ("92", 92, 92, "km", "2021"),
        ("97", 97, 97, "km", "2022"),
        ("41", 41, 41, "accidents", "2021"),
        ("38", 38, 38, "accidents", "2022"),
        ("29", 29, 29, "accidents", "2021"),
        ("33", 33, 33, "accidents", "2022"),
    ]
    assert corrections(lines, key) == []


def test_a_word_file_with_a_table_and_footnotes_is_drafted_with_at_most_five_corrections(tmp_path):
    from docx import Document

    made = Document()
    for words in OFFICE:
        made.add_paragraph(words)
    table = made.add_table(rows=3, cols=3)
    for row, words in zip(table.rows, OFFICE_TABLE, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    out = BytesIO()
    made.save(out)
    lines = read(tmp_path, "energy.docx", _with_footnote(out.getvalue(), "Survey of 1,200 households."))
    key = [*OFFICE_KEY, ("1,200 households", 1200, 1200, "households", None)]
    assert corrections(lines, key) == []


def test_an_odt_is_drafted_with_at_most_five_corrections(tmp_path):
    table = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in OFFICE_TABLE
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{words}</text:p>" for words in OFFICE) + f"<table:table>{table}</table:table>"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" '
        f'xmlns:table="{space}:table:1.0"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    assert corrections(read(tmp_path, "energy.odt", out.getvalue()), OFFICE_KEY) == []


def test_a_sheet_is_drafted_with_at_most_five_corrections(tmp_path):
    space = "http://schemas.openxmlformats.org"
    cells = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{column}{n}" t="inlineStr"><is><t>{cell}</t></is></c>'
            if n == 1 or column == "A"
            else f'<c r="{column}{n}"><v>{cell}</v></c>'
            for column, cell in zip("ABC", row, strict=True)
        )
        + "</row>"
        for n, row in enumerate(OFFICE_TABLE, start=1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
        f'"{kind}.sheet.main+xml"/><Override PartName="/xl/s.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{space}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}/spreadsheetml/2006/main" xmlns:r="{space}/officeDocument/2006/'
        'relationships"><sheets><sheet name="Energy" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{space}/officeDocument/2006/relationships/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{space}/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    assert corrections(read(tmp_path, "energy.xlsx", out.getvalue()), TABLE_KEY) == []


def _with_footnote(package: bytes, words: str) -> bytes:
    """A Word file with one footnote more, which its second paragraph refers to."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = (
        f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                mark = b'<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
                first, _, rest = text.partition(b"TWh.</w:t></w:r></w:p>")
                text = first + b"TWh.</w:t></w:r>" + mark + rest
            elif name == "[Content_Types].xml":
                part = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                text = text.replace(b"</Types>", part.encode())
            elif name == "word/_rels/document.xml.rels":
                part = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", part.encode())
            new.writestr(name, text)
        new.writestr("word/footnotes.xml", note)
    return out.getvalue()
