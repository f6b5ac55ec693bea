"""Reading documents: what each kind becomes, and what is said of a file that cannot be read."""

import io
import zlib

import made_documents
import pytest

from cited import project
from cited.intake.formats import documents
from cited.intake.formats import pdf as pdf_reader


def pdf(*texts: str) -> bytes:
    """A small PDF, written by hand: one page a text, each of its lines a line on the page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in texts:
        stream = "BT /F1 11 Tf 60 760 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in text.split("\n")) + " ET"
        content, page = len(objects) + 1, len(objects) + 2
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources {font} >>"
        )
        kids.append(f"{page} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return (out + end + f"startxref\n{len(out)}\n%%EOF\n").encode("latin-1")


def locked() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def scan() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def read(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return documents.document(path)


def test_a_plain_text_stays_as_it_is(tmp_path):
    text = "A title\n\nThey sent 300 doctors.\n"
    assert read(tmp_path, "a.txt", text) == documents.Document(text, "A title", "")


def test_windows_line_ends_and_a_byte_order_mark_are_taken_off(tmp_path):
    assert read(tmp_path, "a.txt", b"\xef\xbb\xbfone\r\ntwo\r\n").text == "one\ntwo\n"


def test_lines_wrapped_at_a_width_become_paragraphs(tmp_path):
    line = "The ministry said that exports of the province had reached some $1.2"
    text = "\n".join([line, "billion in the last year, which is a third more than the year before it"] * 6)
    found = read(tmp_path, "a.txt", text)
    assert "some $1.2 billion in" in found.text
    assert "joined to paragraphs" in found.remark


def test_the_title_of_markdown_is_its_first_heading(tmp_path):
    assert read(tmp_path, "a.md", "# A title\n\nText of 5 pages.\n").title == "A title"


def test_a_page_of_html_becomes_a_line_a_block(tmp_path):
    page = (
        "<!doctype html><html><head><title>A &amp; B</title><style>p { width: 5px }</style></head><body><h1>Head</h1>"
        "<p>In 2012<sup>6</sup> it had\n 1,105 km<sup>2</sup>.</p><ul><li>one</li><li>two</li></ul>"
        "<table><tr><td>3</td><td>4%</td></tr></table><script>var x = 17;</script></body></html>"
    )
    found = read(tmp_path, "a.html", page)
    assert found.title == "A & B"
    lines = [line for line in found.text.split("\n") if line]
    assert lines == ["Head", "In 2012⁶ it had 1,105 km².", "one", "two", "3 | 4%"]


def test_a_pdf_with_text_is_read_and_its_lines_joined(tmp_path):
    line = "The ministry said that exports of the province had reached some $1.2"
    text = f"{line}\nbillion in the last year, which is a third more than the year before it\nand no less."
    found = read(tmp_path, "a.pdf", pdf(text, "Second page with 40 items."))
    assert "some $1.2 billion in the last year" in found.text
    assert "40 items" in found.text
    assert "2 pages" in found.remark


@pytest.mark.parametrize(
    "text",
    [
        "The café – “5 ships” – cost £5.",
        "L’été dernier, 300 élèves étaient là.",
        "12 señores",
        "Café sold 12 million cups.",
    ],
)
def test_a_text_in_the_encoding_of_western_europe_is_not_read_as_one_of_another(tmp_path, text):
    document = read(tmp_path, "a.txt", text.encode("cp1252"))
    assert document.text.strip() == text
    assert "cp1252" in document.remark


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Die Ausfuhren stiegen nach Angaben der Behörden um 5 % auf über 3 Mrd. € für März – höher als früher.",
            "cp1252",
        ),
        ("Экспорт вырос на 12 процентов и достиг 300 миллионов рублей, сообщило министерство торговли.", "cp1251"),
        ("今年的出口额达到三百亿元人民币，比去年同期增长了百分之五，商务部发言人说。", "gb18030"),
        ("They sent 300 doctors.", "utf-16"),
    ],
)
def test_a_legacy_encoding_is_read_and_named_or_refused(tmp_path, text, encoding):
    try:
        found = read(tmp_path, "a.txt", (text * 20).encode(encoding))
    except project.InputError as error:
        assert "expected UTF-8" in str(error)
    else:
        assert text[:20] in found.text or encoding == "cp1251"
        assert found.remark.startswith("Read as ")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n\t ", "the file is empty"),
        ("a.txt", b"...\n---\n", "nothing in it can be read as text"),
        ("a.txt", bytes(range(256)) * 40, "a binary file"),
        ("a.bin", b"\x00\x01\x02" * 100, "a binary file"),
        ("a.txt", b"\x01\x02\x03\x04" * 100, "a binary file"),
        ("a.docx", b"PK\x03\x04" + b"x" * 100, "the file is cut off"),
        ("a.docx", b"PK\x03\x04" + b"x" * 100 + b"PK\x05\x06", "the file cannot be read"),
        ("a.png", b"\x89PNG\r\n" + b"x" * 100, "a picture"),
        ("a.pdf", b"%PDF-1.7\nnothing more\nstartxref", "the PDF is damaged"),
        ("a.pdf", pdf("One page.")[:300], "half saved or half downloaded"),
        ("a.html", b"<html><body><script>1</script></body></html>", "nothing in it can be read as text"),
    ],
)
def test_a_file_that_cannot_be_read_is_bad_input(tmp_path, name, content, words):
    with pytest.raises(project.InputError) as error:
        read(tmp_path, name, content)
    assert words in str(error.value)
    assert name in str(error.value)
    assert "expected" in str(error.value)


def test_a_title_in_bold_is_taken_where_no_line_is_larger_and_one_page_is_one(tmp_path):
    content = pdf(
        "Board of Arden Harbour\nTraffic of the year\nThe port handled 300 ships.\nIt is the largest of three."
    )
    bold = b"(Board of Arden Harbour) Tj T* /F2 11 Tf (Traffic of the year) Tj /F1 11 Tf T*"
    content = content.replace(b"(Board of Arden Harbour) Tj T* (Traffic of the year) Tj T*", bold)
    second = b"/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >> >>"
    content = content.replace(b"/BaseFont /Helvetica >> >> >>", b"/BaseFont /Helvetica >> " + second)
    found = read(tmp_path, "a.pdf", content)
    assert (found.title, found.remark) == (
        "Traffic of the year",
        "Read from a PDF of 1 page, lines joined to paragraphs.",
    )


def test_pages_that_are_all_alike_are_kept(tmp_path):
    assert "They sent 300 doctors." in read(tmp_path, "a.pdf", pdf(*["They sent 300 doctors."] * 3)).text


def test_a_scanned_pdf_is_bad_input(tmp_path):
    with pytest.raises(project.InputError, match="probably scanned"):
        read(tmp_path, "a.pdf", scan())


def test_a_locked_pdf_is_bad_input(tmp_path):
    with pytest.raises(project.InputError, match="locked with a password"):
        read(tmp_path, "a.pdf", locked())


def test_a_pdf_whose_page_unpacks_to_more_than_any_text_is_refused_at_once(tmp_path):
    content = pdf("One page.")
    packed = zlib.compress(b"BT ET " * 10_000_000)
    begin, end = content.index(b"<< /Length"), content.index(b"endstream") + 9
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
    with pytest.raises(project.InputError, match=r"page 1 unpacks to 60 MB; expected at most 12 MB"):
        read(tmp_path, "a.pdf", content[:begin] + stream + content[end:])


def test_a_pdf_that_takes_too_long_or_ends_its_reader_is_refused(tmp_path, monkeypatch):
    with pytest.raises(project.InputError, match="page 1 takes too long to read"):
        read_with(tmp_path, monkeypatch, "FIRST_SECONDS = 0.05; pdf_pages.PAGE_SECONDS = 0")
    with pytest.raises(project.InputError, match="page 1 of the PDF ends its reading"):
        read_with(tmp_path, monkeypatch, "main = lambda: os._exit(9)")
    with pytest.raises(project.InputError, match="3 pages; expected at most 2"):
        read_with(tmp_path, monkeypatch, "MOST_PAGES = 2")


def read_with(tmp_path, monkeypatch, change):
    """Read a PDF of three pages by a process with other limits."""
    monkeypatch.setattr(
        pdf_reader,
        "READER",
        ["-c", f"import os; from cited.intake.formats import pdf_pages; pdf_pages.{change}; pdf_pages.main()"],
    )
    return read(tmp_path, "a.pdf", pdf("One page.", "Two pages.", "Three pages."))


def test_a_missing_file_and_a_folder_are_bad_input(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(project.InputError, match="expected plain text"):
            documents.document(path)


def test_a_number_parted_from_its_scale_by_a_line_end_is_joined(tmp_path):
    (tmp_path / "a.txt").write_text("It gave $3.7\nmillion.\nIn 2020\nnobody did.\n")
    found = documents.document(tmp_path / "a.txt")
    assert found.text == "It gave $3.7 million.\nIn 2020\nnobody did.\n"
    assert "joined" in found.remark


def test_the_notes_of_a_word_document_have_the_numbers_that_its_text_gives_them(tmp_path):
    found = documents.document(made_documents.docx(tmp_path)).text
    assert "21,400 beds.[1]" in found and "the budget.[2]" in found
    assert [line for line in found.splitlines() if line][-3:] == [
        "Notes", "[1] Beds in use at the end of 2022.", "[2] Without the 14 military hospitals."
    ]  # fmt: skip


def test_a_character_of_a_page_is_described_without_its_colours_but_stands_where_the_library_says():
    import pdfplumber

    from cited.intake.formats import pdf_characters

    content = io.BytesIO(pdf("Ports 1,200"))
    with pdfplumber.open(content) as whole, pdfplumber.open(content) as light:
        pdf_characters.lighten(light.pages[0])
        described, all_of_them = light.pages[0].chars, whole.pages[0].chars
        assert [{**full, **one} for full, one in zip(all_of_them, described, strict=True)] == all_of_them
        assert (
            "non_stroking_color" not in described[0]
            and light.pages[0].extract_words() == whole.pages[0].extract_words()
        )
