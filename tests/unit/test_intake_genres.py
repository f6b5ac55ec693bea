"""A note in HTML, a PDF in two columns, a Word file, an ODT and a sheet are drafted with at most five corrections."""

import re
import zipfile
from io import BytesIO

from benchmarks import marked
from cited.intake import documents
from cited.intake.grammar import read_text

Key = list[tuple[str, float | None, float | None, str, str | None]]

HTML = (
    "<html><head><title>Ferries in 2023</title></head><body><h1>Ferries in 2023</h1>"
    "<p>The lines carried 3.4 million passengers in 2023, up from 3.1 million in 2022. Fares rose by 4.5 per cent.<sup>1</sup></p>"
    "<p>The fleet has 21 ships; seven of them are older than 30 years. A new one costs €48 million.</p>"
    "<table><caption>Table 1. Freight (thousand tonnes)</caption>"
    "<tr><th>Port<th>2022<th>2023<tr><td>Ardal<td>410<td>432.5<tr><td>Bray<td>96<td>(12)</table>"
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
    ("410", 410e3, 410e3, "tonnes", "2022"),
    ("432.5", 432.5e3, 432.5e3, "tonnes", "2023"),
    ("96", 96e3, 96e3, "tonnes", "2022"),
    ("(12)", -12e3, -12e3, "tonnes", "2023"),
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
    count = marked.checked(marked.Document("", lines, expected, periods), found).corrections
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


def test_a_note_in_html_is_drafted_with_at_most_five_corrections(tmp_path):
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
        ("12 per cent", 12, 12, "percent", None),
        ("37 bridges", 37, 37, "bridges", None),
        ("140 kilometres", 140, 140, "km", None),
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
