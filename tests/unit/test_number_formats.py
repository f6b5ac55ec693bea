"""Numbers of a workbook are read as its reader sees them, by the format of their cells."""

import zipfile
from io import BytesIO
from pathlib import Path

from conftest import each_case

from cited.intake.formats import number_formats, office

SPACE = "http://schemas.openxmlformats.org"
MAIN = f'xmlns="{SPACE}/spreadsheetml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{SPACE}/package/2006/content-types"><Default Extension="rels" ContentType="'
    f'application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
    f'{KIND}.sheet.main+xml"/><Override PartName="/xl/s.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{SPACE}/package/2006/relationships"><Relationship Id="r1" Type="{SPACE}/'
    'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{SPACE}/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Plan" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{SPACE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{SPACE}/officeDocument/2006/relationships/worksheet" Target="s.xml"/></Relationships>',
    "xl/s.xml": f'<worksheet {MAIN}><sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>Share</t></is></c>'
    '<c r="C3" t="inlineStr"><is><t>Staff</t></is></c></row><row r="4"><c r="B4" s="1"><v>0.2914</v></c>'
    '<c r="C4"><v>12</v></c></row></sheetData></worksheet>',
}


def workbook(code, value="0.2914"):
    """A workbook with a number in a cell of a format."""
    code = code.replace('"', "&quot;")
    styles = f'<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
    styles += '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in {**PARTS, "xl/styles.xml": styles}.items():
            package.writestr(name, text.replace("0.2914", value))
    return out.getvalue()


@each_case(
    ("code", "shown"),
    [("0.0%", "29.1%"), ("0%;[Red]-0%", "29%"), ("#,##0.00_)", "0.29"), ("General", "0.2914"), ("# ?/?", "0.2914")],
)
def test_a_number_is_shown_by_the_format_of_its_cell(code, shown):
    assert office.sheet(Path("plan.xlsx"), workbook(code))[0][-2] == f"| {shown} | 12 |"


@each_case(
    ("code", "value", "shown"),
    [
        ("#,##0.0;(#,##0.0)", "-1240.5", "(1,240.5)"),
        ("#,##0_);[Red](#,##0)", "-1240.5", "(1,241)"),
        ('#,##0.0" t"', "1240.5", "1,240.5 t"),
        ("[$€-407] #,##0", "-1240.6", "-€ 1,241"),
        ('$#,##0.0,,"m"', "3240000", "$3.2m"),
        ("0.0", "-0.04", "0.0"),
    ],
)
def test_a_number_is_shown_with_its_brackets_signs_and_scale(code, value, shown):
    assert office.sheet(Path("plan.xlsx"), workbook(code, value))[0][-2] == f"| {shown} | 12 |"


def test_thousands_are_parted_where_the_format_says_so():
    assert number_formats.Format(0, True, False).shown(1234.5) == "1,235"
    assert number_formats.Format(2, False, False).shown(1234.5) == "1234.50"


def test_what_a_workbook_hides_is_not_read(monkeypatch):
    row = '<row r="4"><c r="B4"'
    monkeypatch.setitem(PARTS, "xl/s.xml", PARTS["xl/s.xml"].replace(row, row.replace('r="4"', 'r="4" hidden="1"')))
    assert office.sheet(Path("plan.xlsx"), workbook("0%"))[0][1:] == ["Share | Staff", ""]
    columns = '<cols><col min="3" max="3" width="9" hidden="1"/></cols><sheetData>'
    shown = PARTS["xl/s.xml"].replace(' hidden="1"', "").replace("<sheetData>", columns)
    monkeypatch.setitem(PARTS, "xl/s.xml", shown)
    assert office.sheet(Path("plan.xlsx"), workbook("0%"))[0][1:] == ["Share", "29%", ""]
