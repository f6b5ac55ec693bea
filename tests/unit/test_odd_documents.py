"""Documents that are odd, but whole to a reader: nothing of them is lost, and no two numbers run together."""

import io
import zipfile
from pathlib import Path

import docx
import docx.enum.style
import mammoth
import pytest
from conftest import each_case

from cited import project
from cited.intake.formats import documents, office
from cited.intake.reading.grammar import read_text
from cited.intake.verifying import rereading


def lines(folder, name, content):
    """The lines of a document that are not empty."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [line for line in documents.document(path).text.split("\n") if line]


def figures(*lines):
    """What a text's figures say: the words, the higher end, the unit and the period."""
    return [(one.printed, one.high, one.unit, one.period) for read in read_text([*lines]) for one in read.quantities]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html><body><p>One ship.</p></body></html><p>Two tugs.</p>", ["One ship.", "Two tugs."]),
        ("<pre>Port   2022\nNorth   400\nSouth   500</pre><p>End.</p>", ["Port   2022", "North   400", "South   500", "End."]),
        ("<dl><dt>Ships:<dd>5<dt>Empty<dd><dt>How many?<dd>Seven.</dl>", ["Ships: 5", "Empty", "How many?", "Seven."]),
        ("<dl><dt>Cranes<dd><p>12</p></dl><p>Next.</p>", ["Cranes: 12", "Next."]),
        ("<p>Tons<sup>a</sup> of 1,200<sup>b</sup>, the 1<sup>st</sup> and 2<sup>e</sup></p>", ["Tons[a] of 1,200[b], the 1st and 2e"]),
        ("<p>In 2012<span style='font-size:8pt; vertical-align: super'>6</span> it had<span style='color:red'>5</span></p>", ["In 2012⁶ it had5"]),
        ("<style>p{margin:0} .c3, .c4 {vertical-align:super}</style><p>In 2012<span class='a c3'>6</span> and 7<span class='b'>8</span></p>", ["In 2012⁶ and 78"]),
        ("<p><sup>c</sup> Without 5<sup>1</sup>/<sub>2</sub> miles</p>", ["[c] Without 5 1/2 miles"]),
    ],
)  # fmt: skip
def test_a_page_is_read_as_its_reader_sees_it(tmp_path, page, expected):
    assert lines(tmp_path, "page.html", page) == expected


def office_file(**parts: str) -> bytes:
    """An office file of these parts, `__` for a folder and `_` for the point before the ending."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def odt(body: str, automatic: str = "", named: str = "") -> bytes:
    """An OpenDocument text of this body, with its own styles and named ones."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    content = f"<o {spaces}>{automatic}<office:body><office:text>{body}</office:text></office:body></o>"
    return office_file(
        mimetype="application/vnd.oasis.opendocument.text", content_xml=content, styles_xml=f"<o {spaces}>{named}</o>"
    )


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("super 58%", "In 2012⁶ it had 1,105 km² and 40[a] in all"),
        ("33% 58%", "In 2012⁶ it had 1,105 km² and 40[a] in all"),
        ("sub 58%", "In 20126 it had 1,105 km2 and 40a in all"),
        ("-33% 58%", "In 20126 it had 1,105 km2 and 40a in all"),
        ("0% 100%", "In 20126 it had 1,105 km2 and 40a in all"),
    ],
)
@pytest.mark.parametrize("by", ["itself", "its parent", "a named style"])
def test_what_an_odt_raises_runs_into_no_number(tmp_path, position, expected, by):
    properties = f'<style:text-properties style:text-position="{position}"/>'
    style = f'<style:style style:name="T1" style:family="text">{properties}</style:style>'
    child = '<style:style style:name="T2" style:parent-style-name="T1" style:family="text"/>'
    span = f'<text:span text:style-name="{"T1" if by == "itself" else "T2"}">'
    body = (
        f"<text:p>In 2012{span}6</text:span> it had <text:span>1,105 km{span}2</text:span></text:span> and "
        f"40{span}a</text:span> in all</text:p>"
    )
    content = odt(body, *((child, style) if by == "a named style" else (style + child, "")))
    assert lines(tmp_path, "page.odt", content) == [expected]


def test_styles_of_an_odt_that_are_each_other_s_parents_raise_nothing(tmp_path):
    pair = "".join(
        f'<style:style style:name="{name}" style:parent-style-name="{parent}"/>' for name, parent in ("AB", "BA")
    )
    body = '<text:p>In 2012<text:span text:style-name="A">6</text:span></text:p>'
    assert lines(tmp_path, "page.odt", odt(body, pair)) == ["In 20126"]


@pytest.mark.parametrize("by", ["the letters", "a style"])
def test_what_a_word_document_raises_runs_into_no_number(tmp_path, by):
    made = docx.Document()
    style = made.styles.add_style("Raised", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True
    paragraph = made.add_paragraph("In 2012")
    run = paragraph.add_run("6")
    if by == "a style":
        run.style = style
    else:
        run.font.superscript = True
    paragraph.add_run(" it had 40 ships")
    out = io.BytesIO()
    made.save(out)
    assert lines(tmp_path, "page.docx", out.getvalue()) == ["In 2012⁶ it had 40 ships"]


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ("<div>1,240</div><div>ships in port</div>", ["1,240 ships in port"]),
        ("<div>1.2 million</div>\n<div>passengers</div>", ["1.2 million passengers"]),
        ("<p>74%</p><p>of trains on time</p>", ["74% of trains on time"]),
        ("<div>2024</div><div>Annual report</div>", ["2024", "Annual report"]),
        ("<div>3</div><div>Results</div>", ["3", "Results"]),
        ("<section><div>1,240</div></section><div>Ships in port</div>", ["1,240", "Ships in port"]),
        ("<div>1,240</div><div>Ships were counted. None left.</div>", ["1,240", "Ships were counted. None left."]),
    ],
)
def test_a_number_and_what_it_counts_in_boxes_beside_each_other_are_one_line(tmp_path, boxes, expected):
    assert lines(tmp_path, "page.html", f"<body>{boxes}<p>End.</p></body>") == [*expected, "End."]


def test_numbers_in_code_are_no_figures(tmp_path):
    page = "<p>It waits 20 seconds.</p><pre><code>timeout = 30\nretries = 5 # 4 million ships</code></pre><p>Then 9 ships.</p>"
    for read in (
        lines(tmp_path, "page.html", page),
        lines(tmp_path, "page.md", "It waits 20 seconds.\n\n```sh\nsleep 30 # 5 ships\n```\n\nThen 9 ships.\n"),
    ):
        assert [printed for printed, *_ in figures(*read)] == ["20 seconds", "9 ships"]
        assert all(len(one.numerals) == len(one.classes) for one in read_text(read))


def test_a_fence_that_nothing_closes_hides_no_figure():
    assert [printed for printed, *_ in figures("```", "They sent 9 ships.", "And 4 planes.")] == ["9 ships", "4 planes"]


def test_a_table_set_as_typed_keeps_its_columns(tmp_path):
    read = lines(tmp_path, "page.html", "<pre>Port    2022   2023\nNorth    400    500\nSouth    700    800\n</pre>")
    assert [(high, period) for _, high, _, period in figures(*read)] == [
        *[(400, "2022"), (500, "2023"), (700, "2022"), (800, "2023")]
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Prices rose by £5 – to €8 in the “old” café.", "cp1252"),
        ("The port of “Malmö” earned €45 million in 2021, up from €40 million.", "cp1252"),
        ("Le café a coûté 45 € en 2021.", "iso8859_15"),
        ("Łódź ma 5 mostów, a Kraków ma żółte tramwaje i święta w czerwcu.", "cp1250"),
        (
            "Az infláció 17,6 százalék volt, a többlet 9,4 milliárd euró; közülük sokan jöttek, hűtőházak is.",
            "iso8859_2",
        ),
        ("Český úřad oznámil, že mzda vzrostla o třetinu, počet žádostí o dlouhodobý pobyt též.", "iso8859_2"),
        ("Główny Urząd podał, że żywność zdrożała o 11,4 proc., a liczba mieszkańców spadła.", "iso8859_2"),
        ("Экспорт вырос на 5 процентов в 2023 году, сообщает министерство.", "cp1251"),
    ],
)
def test_a_text_of_an_older_encoding_is_read(tmp_path, text, encoding):
    assert lines(tmp_path, "text.txt", text.encode(encoding)) == [text]


def test_a_text_of_two_encodings_is_read_and_says_so(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes("Größe: 7 t – 3 £. ".encode() + "5 €".encode("cp1252"))
    read = documents.document(path)
    assert read.text == "Größe: 7 t – 3 £. 5 €" and read.remark == "Read as UTF-8, in 1 places as cp1252."


def test_a_csv_is_read_as_a_table(tmp_path):
    read = lines(tmp_path, "ports.csv", 'Port;2022;2023\nNorth;"1,200";1300\nSouth;400;500\n')
    assert read == ["| Port | 2022 | 2023 |", "| North | 1,200 | 1300 |", "| South | 400 | 500 |"]


def test_a_number_that_a_line_end_parts_is_whole(tmp_path):
    assert figures(*lines(tmp_path, "text.txt", "Some 5,\n000 people work there.")) == [
        ("Some 5, 000 people", 5000, "persons", "")
    ]


def test_the_mark_of_a_quotation_bends_no_number():
    assert figures("> 8 letters of >9 persons") == [
        ("8 letters", 8, "letters", ""),
        (">9 persons", None, "persons", ""),
    ]


@each_case("mark", ["¹", "¹²", "[1]", "<sup>1</sup>"])
def test_a_note_marker_parts_no_number_from_its_unit(mark):
    line = f"It has 4.2 million tonnes{mark} of coal, 3 per cent{mark} less, and 40 cranes{mark} in 2023{mark}."
    assert [unit for _, _, unit, _ in figures(line)] == ["tonnes", "percent", "cranes"]


@each_case("mark", ["¹", "[a]", "*"])
def test_a_note_marker_in_a_header_makes_it_no_row_of_figures(mark):
    table = [f"| Port{mark} | 2022{mark} | Ships{mark} |", f"| North{mark} | 1,200{mark} | 13 |", "| South | 400 | 7 |"]
    told = [(high, period) for _, high, _, period in figures("Trade (US$ million)", "", *table)][::2]
    assert told == [(1.2e9, "2022"), (4e8, "2022")]


def test_a_column_of_all_counts_what_the_columns_beside_it_count():
    table = ["| Group | ALL | BOYS | GIRLS |", "| North | 712 | 300 | 412 |", "| South | 661 | 320 | 341 |"]
    assert {unit for _, _, unit, _ in figures(*table)} == {"persons"}


def test_a_column_of_shares_is_in_per_cent_in_a_table_of_something_else():
    table = ["| Source | Output | Share |", "| Wind | 120 | 31.6 |", "| Coal | 90 | 23.7 |"]
    assert [unit for _, _, unit, _ in figures("Power by source (GWh)", "", *table)] == ["GWh", "percent"] * 2


@each_case(
    ("words", "period"),
    [
        ("The fee rises to 5 euros from 1 July.", "2024-07-01"),
        ("Members will pay 5 euros from 1 July.", "2024-07-01"),
        ("It was 5 euros from 1 September.", "2023-09-01"),
        ("It has been 5 euros since 1 July.", "2023-07-01/.."),
        ("In the first 15 days of April there were 40 ships.", "2024-04-01/2024-04-15"),
    ],
)
def test_a_day_without_a_year_lies_where_the_verb_puts_it(words, period):
    assert figures("12 May 2024", "", words)[-1][3] == period


def test_the_footnotes_of_markdown_are_notes_and_no_figures(tmp_path):
    text = "It costs $5 million.[^1] A class [^a] stays.\n\n[^1]: Budget of 45 pilots.\n"
    read = lines(tmp_path, "text.md", text)
    assert read == ["It costs $5 million.[1] A class [^a] stays.", "[1] Budget of 45 pilots."]
    assert [printed for printed, *_ in figures(*read)] == ["$5 million", "45 pilots"]


def test_the_unit_of_a_number_that_has_none_is_a_persons_to_say():
    row = {"printed": "0.74", "low": "0.74", "high": "0.74", "hedge": "", "unit": "ratio", "reading": ""}
    quantity = read_text(["The hazard ratio was 0.74."])[0].quantities[0]
    assert quantity.unit == "" and list(rereading.row_faults(row, quantity)) == []


def test_how_often_in_german_is_a_multiple():
    text = ["Die Stadt und der Hafen sind nicht mehr das, was sie waren, und das ist auch gut so."]
    assert figures(*text, "Er hat viermal und 12-mal gewonnen.") == [
        ("viermal", 4, "times", ""),
        ("12-mal", 12, "times", ""),
    ]


def test_a_word_document_of_tables_within_tables_is_refused_by_what_is_wrong_with_it(monkeypatch):
    def too_deep(_file, **_options):
        raise RecursionError

    monkeypatch.setattr(mammoth, "convert_to_html", too_deep)
    with pytest.raises(project.InputError, match="tables within tables, too many deep; expected a few"):
        office.docx(Path("deep.docx"), office_file(word__document_xml=""))
