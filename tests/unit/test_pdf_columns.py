"""Pages in columns are read column after column, tables and headings over both where they stand; titles say something."""

from conftest import each_case

from cited.intake.formats import pdf, pdf_pages, plain, raised, titles, unruled
from cited.intake.formats.columns import columns, rows_of


def line(text, x0, top, height=10.0, end=None):
    """The words of a line from `x0`, evenly set; `end` stretches it to there, as justified text is."""
    words, x = [], x0
    said = text.split()
    width = sum(5.0 * len(word) for word in said)
    blank = (end - x0 - width) / max(1, len(said) - 1) if end else 3.0
    for word in said:
        words.append({"text": word, "x0": x, "x1": x + 5.0 * len(word), "top": top, "bottom": top + height})
        x += 5.0 * len(word) + blank
    return words


WORDS = str.split(
    "freight that vessels from abroad brought was handled at a port in the year under review by authorities"
)


def column(x0, top, name, many, end):
    """Lines of words of many lengths, so that no blank goes down a column; as wide as it is, but for the last word."""
    words = []
    for number in range(many):
        said = [f"{name}{number}"]
        start = 5 * number + ord(name)
        while 5 * len(" ".join(said)) < end - x0 - 45:
            said.append(WORDS[(start + 3 * len(said)) % len(WORDS)])
        words += line(" ".join(said), x0, top + 13 * number, end=end)
    return words


def order(words, width=600.0, boxes=()):
    """The first words of the lines, zone by zone."""
    return [[row[0]["text"] for row in rows_of(zone)] for _, _, _, _, zone in columns(words, 0.0, width, boxes)]


def names(name, many):
    return [f"{name}{number}" for number in range(many)]


@each_case("shift", [0.0, 4.0, 7.0])
def test_the_left_column_is_read_before_the_right_one_wherever_their_lines_stand(shift):
    words = column(50, 100, "a", 6, 280) + column(320, 100 + shift, "b", 6, 550)
    assert order(words) == [names("a", 6), names("b", 6)]


def test_a_long_line_among_short_ones_stays_in_its_column():
    words = column(50, 100, "a", 6, 240) + column(330, 100, "b", 6, 560)
    words += line("a6 and then a longer one of more words yet", 50, 178, end=262)
    assert order(words) == [[*names("a", 6), "a6"], names("b", 6)]


def test_a_line_of_one_word_that_ends_a_paragraph_stays_in_its_column():
    words = column(50, 100, "a", 5, 280) + line("it.", 50, 165) + column(320, 100, "b", 6, 550)
    assert order(words) == [[*names("a", 5), "it."], names("b", 6)]


def test_a_heading_over_both_columns_parts_them():
    words = column(50, 100, "a", 5, 280) + column(320, 100, "b", 5, 550)
    words += line("Second part of the harbour report, which goes over both of the columns here", 50, 180)
    words += column(50, 205, "c", 5, 280) + column(320, 205, "d", 5, 550)
    assert [zone[0] for zone in order(words)] == ["a0", "b0", "Second", "c0", "d0"]


def test_a_short_heading_over_both_columns_parts_them():
    words = column(50, 100, "a", 5, 280) + column(320, 100, "b", 5, 550)
    words += line("Second part", 50, 185) + column(50, 215, "c", 5, 280) + column(320, 215, "d", 5, 550)
    assert [zone[0] for zone in order(words)] == ["a0", "b0", "Second", "c0", "d0"]


def test_a_table_over_both_columns_is_read_row_by_row():
    words = column(50, 100, "a", 5, 280) + column(320, 100, "b", 5, 550)
    for number, name in enumerate(("Arden", "Belmont", "Corby")):
        words += line(name, 50, 180 + 13 * number) + line("120,412", 330, 180 + 13 * number)
        words += line("160,211", 480, 180 + 13 * number)
    words += column(50, 240, "c", 5, 280) + column(320, 240, "d", 5, 550)
    assert order(words)[2] == ["Arden", "Belmont", "Corby"]


def test_a_ruled_table_over_both_columns_parts_them_though_its_words_are_taken_out():
    words = column(50, 100, "a", 5, 280) + column(320, 100, "b", 5, 550)
    words += column(50, 240, "c", 5, 280) + column(320, 240, "d", 5, 550)
    assert [zone[0] for zone in order(words, boxes=[(50, 550, 180, 180)])] == ["a0", "b0", "c0", "d0"]


def test_three_columns_are_read_one_after_the_other():
    words = column(40, 100, "a", 8, 200) + column(225, 104, "b", 8, 385) + column(410, 100, "c", 8, 570)
    assert order(words) == [names("a", 8), names("b", 8), names("c", 8)]


def test_lines_over_the_whole_page_stay_as_they_are():
    assert order(column(50, 100, "w", 9, 550)) == [names("w", 9)]


@each_case(
    ("end", "start", "goes_on"),
    [
        ("The port of Arden handled", "freight from abroad.", True),
        ("The total rose to 45,000", "tonnes in all.", True),
        ("Freight from the port of", "Arden grew.", True),
        ("The total rose to", "45,000 tonnes.", True),
        ("That was all.", "Arden grew.", False),
        ("Ports", "Arden grew.", False),
    ],
)
def test_a_paragraph_that_a_column_cuts_is_one_paragraph(end, start, goes_on):
    assert pdf._goes_on(end, start) == goes_on


@each_case(
    "title", ["", "about:blank", "Untitled document", "Microsoft Word - final.doc", "report_final_v3.docx", "Report 2"]
)
def test_a_title_that_a_program_wrote_gives_way_to_the_heading(title):
    assert titles.first([title, "Harbours of the inner sea", "Page 1"]) == "Harbours of the inner sea"


@each_case("title", ["Harbours", "Budget 2020", "World Report 2020"])
def test_a_title_that_says_something_stays(title):
    assert titles.first([title, "Another heading"]) == title


@each_case("scale", ["billion.", "per cent of its output.", "mn tonnes."])
def test_a_scale_on_the_short_last_line_of_a_paragraph_stays_with_its_number(scale):
    paragraph = ["The harbour company and its three daughters owed a sum of", "nearly EUR 310", scale]
    assert plain.reflow(paragraph)[-1].endswith(f"EUR 310 {scale}")


def test_a_line_that_begins_with_another_word_stays_by_itself():
    assert plain.reflow(["The harbour company and its three daughters, as told.", "Table 310", "Grain"])[-1] == "Grain"


def test_a_table_without_rules_in_one_column_takes_no_text_of_the_other():
    words = column(50, 100, "a", 12, 290) + column(310, 100, "b", 6, 550)
    for number, (stub, *cells) in enumerate([("Port", "July", "August"), ("North", "92", "94"), ("South", "70", "71")]):
        top = 100 + 13 * (7 + number)
        words += line(f"{stub} pier", 310, top) + line(cells[0], 420, top) + line(cells[1], 500, top)
    assert order(words) == [names("a", 12), [*names("b", 6), "Port", "North", "South"]]


def letters(*runs):
    """Characters of a line in PDF, in runs of a text, its size and the height at which it ends; a blank is so wide."""
    characters, x = [], 0.0
    for text, size, bottom in runs:
        for character in text:
            here = {
                "text": character,
                "size": size,
                "x0": x,
                "x1": x + size / 2,
                "top": bottom - size,
                "bottom": bottom,
            }
            characters.append(here)
            x += size / 2
    return characters


@each_case(
    ("runs", "expected"),
    [
        ([("In 2022", 10, 100), ("12", 6, 96), (" it", 10, 100)], "In 2022¹² it"),
        ([("7", 6, 96), ("Without ships", 10, 100)], "⁷Without ships"),
        ([("10", 10, 100), ("6", 6, 96), (" t", 10, 100)], "10⁶ t"),
        ([("CO", 10, 100), ("2", 6, 102), (" of 5", 10, 100)], "CO2 of 5"),
        ([("Small ", 6, 100), ("2022", 6, 100), (" 5 ships", 10, 100)], "Small 2022 5 ships"),
        ([("Price 5", 10, 100), (" 9", 6, 96)], "Price 5 9"),
        ([("1.5", 10, 100), ("3", 10, 100)], "1.53"),
    ],
)
def test_a_raised_figure_is_no_digit_of_the_number_before_it(runs, expected):
    characters = letters(*runs)
    raised.mark(characters)
    assert "".join(one["text"] for one in characters) == expected


def test_a_heading_beside_the_blank_end_of_the_other_column_stays_in_its_own():
    words = column(50, 100, "a", 6, 280) + line("What it costs", 50, 192) + column(50, 216, "c", 6, 280)
    words += column(320, 100, "b", 5, 550) + line("Page 1", 500, 700)
    assert order(words)[0] == [*names("a", 6), "What", *names("c", 6)]


def test_a_ruled_table_that_reaches_into_the_blank_between_columns_stays_in_its_own():
    words = column(50, 100, "a", 5, 280) + column(50, 250, "c", 5, 280) + column(320, 100, "b", 16, 550)
    assert order(words, boxes=[(45, 286, 170, 240)]) == [[*names("a", 5), *names("c", 5)], names("b", 16)]


def table(*rows):
    """The rows of a table by the words of its lines, each `x0: words`, parted by bars."""
    block = []
    for number, row in enumerate(rows):
        words = [
            word
            for cell in row.split("|")
            for word in line(cell.partition(":")[2], float(cell.partition(":")[0]), 13.0 * number)
        ]
        block.append(unruled.cells(words))
    return unruled.table(block)


def test_headers_of_several_lines_are_one_each_over_their_column():
    found = table(
        "240:Losses|330:Share of",
        "140:Villages|235:(US$|330:harvest",
        "50:District|140:affected|230:thousand)|330:lost (%)",
        "50:Upper Talas|165:31|240:28,450|345:34.1",
        "50:Manas|165:19|240:15,900|345:22.5",
    )
    assert found[0] == ["District", "Villages affected", "Losses (US$ thousand)", "Share of harvest lost (%)"]
    assert found[1:] == [["Upper Talas", "31", "28,450", "34.1"], ["Manas", "19", "15,900", "22.5"]]


def test_a_cell_stands_under_its_column_though_one_before_it_is_empty():
    found = table("150:2021|250:2022", "50:Wheat|150:40|250:44", "50:Maize|250:17")
    assert found == [["", "2021", "2022"], ["Wheat", "40", "44"], ["Maize", "", "17"]]


def test_a_header_over_several_columns_is_a_row_of_its_own():
    found = table("160:Exports of goods", "50:Port|150:2021|250:2022", "50:Wik|150:40|250:44", "50:Oster|150:12|250:17")
    assert found[0] == ["", "Exports of goods", ""]


def test_the_name_of_a_row_goes_on_in_the_next_line():
    found = table(
        "50:Item|190:2021|250:2022", "50:Machines and|190:40|250:44", "50:other goods", "50:Ships|190:12|250:17"
    )
    assert found[1] == ["Machines and other goods", "40", "44"]


def test_numbers_between_the_two_lines_of_a_name_are_its_row():
    found = table("50:Item|190:2021|250:2022", "50:Reserve Bank", "190:40|250:44", "50:credit", "50:Gold|190:12|250:17")
    assert found[1:] == [["Reserve Bank credit", "40", "44"], ["Gold", "12", "17"]]


def test_whole_numbers_stand_in_two_cells_however_near():
    words = [*line("Securities", 50, 100), *line("1,460,219", 200, 100), *line("4,328,906", 245.5, 100)]
    words[-1]["x0"] = words[-2]["x1"] + 4
    assert [cell.text for cell in unruled.cells(words)] == ["Securities", "1,460,219", "4,328,906"]
    assert [cell.text for cell in unruled.cells([*line("Visas", 50, 100), *line("48 210", 200, 100)])] == [
        "Visas",
        "48 210",
    ]


def test_the_caption_of_the_next_table_under_a_row_begins_a_table():
    rows = ["50:Item|190:2021|250:2022", "50:Gold|190:12|250:17", "50:Tin|190:2|250:7", "50:Table 2. Trade"]
    rows += [
        "50:Flow|190:2021|250:2022",
        "50:Exports|190:32|250:37",
        "50:Mortgage-backed",
        "190:0|250:14",
        "50:securities",
    ]
    words = [
        word
        for number, row in enumerate(rows)
        for cell in row.split("|")
        for word in line(cell.partition(":")[2], float(cell.partition(":")[0]), 100.0 + 13 * number)
    ]
    first, second = pdf_pages.stacked(words, [])[0], pdf_pages.stacked(words, [])[-1]
    assert first.lines[-1] == "| Tin | 2 | 7 |"
    assert second.lines[-1] == "| Mortgage-backed securities | 0 | 14 |"


def test_dots_lead_from_the_name_of_a_row_to_its_number():
    cells = unruled.cells(line("Wheat ........ 405", 50, 100)), unruled.cells(line("Wheat.....405", 50, 100))
    assert [[cell.text for cell in row] for row in cells] == [["Wheat", "405"], ["Wheat", "405"]]


def test_a_header_with_a_number_is_one_and_the_name_of_a_row_may_begin_alone_under_a_wide_gap():
    rows = [("240:Staff", 0), ("50:Region|140:Branches|230:(end of 2024)", 12), ("50:North and", 33)]
    rows += [
        ("50:capital region|160:61|250:1,408", 44),
        ("50:West|160:44|250:902", 62),
        ("50:Group|160:105|250:2,310", 80),
    ]
    words = [
        word
        for row, top in rows
        for cell in row.split("|")
        for word in line(cell.partition(":")[2], float(cell.partition(":")[0]), 100.0 + top)
    ]
    (part,) = pdf_pages.stacked(words, [])
    assert part.lines[:2] == [
        "| Region | Branches | Staff (end of 2024) |",
        "| North and capital region | 61 | 1,408 |",
    ]


def test_the_names_of_sections_stay_in_a_table_that_is_set_wide():
    rows = ["50:Category|160:2022|250:2023", "50:Applicants", "50:Nationals|160:4,120|250:3,980", "50:Staff"]
    rows += ["50:Professors|160:212|250:209"]
    words = [
        word
        for number, row in enumerate(rows)
        for cell in row.split("|")
        for word in line(cell.partition(":")[2], float(cell.partition(":")[0]), 100.0 + 18 * number)
    ]
    (part,) = pdf_pages.stacked(words, [])
    assert [row.split(" | ")[0] for row in part.lines] == [
        "| Category",
        "| Applicants",
        "| Nationals",
        "| Staff",
        "| Professors",
    ]
