"""What a document says about itself: relations found by grammar, computed, and those that do not add up."""

from pathlib import Path

from conftest import each_case

from cited.intake.consistency import alike, arithmetic, durations, relate, shown
from cited.intake.formats import documents
from cited.intake.looking import look as first_look
from cited.intake.periods import dating
from cited.intake.reading.grammar import read_text


def look(*lines, dated="2020"):
    """What the lines relate: kind, the printed expressions, whether they fit."""
    said = relate.mentions(lines, read_text(list(lines)))
    relations = relate.everything(lines, said)
    found = arithmetic.computed(relations, said, durations.durations(said, dated))
    return [(one.kind, [said[index].quantity.printed for index in one.figures], one.fits, one.words) for one in found]


def kinds(*lines, **options):
    return [(kind, fits) for kind, _, fits, _ in look(*lines, **options)]


@each_case(
    ("line", "kind", "printed"),
    [
        ("Reserves of $3.3 trillion had grown to almost $4 trillion.", "change", ["almost $4 trillion", "$3.3 trillion"]),
        ("The group will fall from 25 million today to 10 million by 2040.", "change", ["10 million", "25 million"]),
        ("They met 17 countries, 13 of whom are members.", "part", ["13", "17 countries"]),
        ("It reached 166 million people, out of which 10 million were old.", "part", ["10 million", "166 million people"]),
        ("There are 210 million people aged 60, accounting for 15.5 percent of the population.", "share", ["15.5 percent", "210 million people"]),
        ("In 2014, 276,113 migrants entered, an increase of 138% compared to 2013.", "growth", ["138%", "276,113 migrants"]),
        ("Exports rose by 4.5 per cent to $12.4 billion.", "growth", ["4.5 per cent", "$12.4 billion"]),
        ("It cost $50 billion (about ¥5.5 trillion).", "currencies", ["about ¥5.5 trillion", "$50 billion"]),
    ],
)  # fmt: skip
def test_the_grammar_finds_the_relation(line, kind, printed):
    assert [(one[0], one[1]) for one in look(line)] == [(kind, printed)]


def test_a_sentence_that_begins_with_of_that_names_parts_of_what_was_before():
    found = look("They listed 1,102 items worth $50 billion. Of that, 818 items worth $34 billion came first.")
    assert [(one[0], one[1]) for one in found] == [
        ("part", ["818 items", "1,102 items"]),
        ("part", ["$34 billion", "$50 billion"]),
    ]


@each_case(
    ("line", "fits"),
    [
        ("A total of 121 delegates came, 45 delegates from Asia and 76 delegates from Europe.", True),
        ("A total of 121 delegates came, 45 delegates from Asia and 70 delegates from Europe.", False),
    ],
)
def test_parts_that_do_not_make_the_total_are_said_first(line, fits):
    assert ("total", fits) in kinds(line)


@each_case(
    ("line", "fits"),
    [
        ("Exports rose by 25 per cent to $125 million from $100 million.", True),
        ("Exports rose by 52 per cent to $125 million from $100 million.", False),
        ("Exports fell by 20 per cent to $80 million from $100 million.", True),
    ],
)
def test_a_growth_is_held_against_the_base_that_is_printed(line, fits):
    assert ("growth", fits) in kinds(line)


def test_a_share_of_a_printed_whole_is_computed():
    assert ("share", False) in kinds("Some 60 companies, or 40 per cent of the 200 companies, took part.")
    assert ("share", True) in kinds("Some 60 companies, or 30 per cent of the 200 companies, took part.")


def test_a_fact_that_is_told_twice_with_other_numbers_contradicts_itself():
    found = look("The tariff was put on about 1,300 items of steel.", "Later the tariff was on 1,102 items of steel.")
    assert [(one[0], one[2]) for one in found] == [("same", False)]
    assert "line 1" in found[0][3].lower() and "line 2" in found[0][3]


def test_a_fact_of_another_year_is_another_fact():
    assert kinds("Reserves in 2012 were $3.3 trillion.", "Reserves in 2014 were $3.4 trillion.") == []


@each_case(
    ("line", "fits"),
    [
        ("It was counted for four consecutive years since 2016.", True),
        ("It was counted for nine consecutive years since 2016.", False),
        ("Over three months, from March 2018 to June 2018, they met.", True),
        ("Over eight months, from March 2018 to June 2018, they met.", False),
    ],
)
def test_a_duration_is_held_against_its_dates(line, fits):
    assert kinds(line) == [("duration", fits)]


def test_two_rates_of_one_document_are_held_against_each_other():
    found = kinds("It cost $50 billion (¥5.5 trillion).", "It cost $20 billion (¥9.9 trillion).")
    assert [fits for kind, fits in found if kind == "currencies"] == [False, False]


@each_case(
    ("value", "words"),
    [
        (899.7, "900"),
        (100.4, "100"),
        (1.5, "1.5"),
        (0.25, "0.25"),
        (20.04, "20"),
        (999.9, "1,000"),
        (3.3e12, "3.3 trillion"),
    ],
)
def test_a_number_keeps_its_noughts(value, words):
    assert shown.number(value) == words


def test_sentences_that_relate_nothing_give_nothing():
    assert look("On 3 March 2020 there were 12 ships and 40 planes.", "", "No number stands here.") == []


@each_case(
    ("words", "printed", "expected"),
    [
        ("As of March 24, the toll stood at 6077 there.", "6077", ("2020-03-24", "2020")),
        ("From 2010 to 2014, a total of 7,719 cases were brought.", "7,719 cases", ("2010/2014", "2020")),
        ("Since 2010, three bailouts were agreed.", "three bailouts", ("2010/..", "2020")),
        ("An increase of 138% compared to the same period in 2013.", "138%", ("", "2020")),
        ("There are 90 million today.", "90 million", ("", "2020")),
        ("It was first printed in 1918, and a third of them speak it.", "a third", ("", "2020")),
        ("We may see 40 ships.", "40 ships", ("", "2020")),
    ],
)
def test_a_figure_has_the_date_that_its_clause_gives_it(words, printed, expected):
    start = words.index(printed)
    found = dating.dated(words, start, start + len(printed), "2020")
    assert (found.period, found.known) == expected


@each_case(
    ("words", "year", "known"),
    [
        ("A dozen officers meddled in the elections of 2016.", "2016", ""),
        ("A dozen officers took part in the 2014 Olympics.", "2014", ""),
        ("In her 2006 budget speech she spoke of 700,000 people.", "2006", "2006"),
        ("After the 2008 crisis 700,000 people lost work.", "2008", None),
        ("A dozen officers were named in 2016.", "2016", None),
    ],
)
def test_the_year_of_an_event_is_not_that_of_a_figure_and_a_speech_says_when_it_was_known(words, year, known):
    assert dating.of_something_else(words, year) == known


def test_a_day_named_before_in_the_paragraph_is_the_day_by_which_the_figure_was_known():
    found = dating.dated("There were 3200 deaths.", 11, 15, "2020", before="As of March 24, 2020, all was shut. ")
    assert (found.period, found.known, found.day) == ("", "2020-03-24", True)


TABLE = ("Visas issued", "", "Country | 2018 | 2019", "China | 121 | 143", "India | 82 | 85", "Total | 203 | 239")


def test_the_total_of_a_column_is_held_against_its_cells():
    found = {tuple(one[1]): one[2] for one in look(*TABLE) if one[0] == "total"}
    assert found == {("203", "121", "82"): True, ("239", "143", "85"): False}


def test_cells_that_are_counted_one_by_one_leave_a_total_no_room():
    rows = ("District | Schools | Pupils", "Arden | 12 | 1,204", "Belmont | 31 | 2,310", "Corby | 25 | 1,870")
    assert kinds("Schools by district", "", *rows, "Total | 68 | 5,484") == [("total", False), ("total", True)]
    assert kinds("Schools by district", "", *rows, "Total | 68 | 5,384") == [("total", True)] * 2


def test_cells_that_are_rounded_leave_a_total_what_rounding_takes():
    rows = ("Exports, million dollars", "", "Good | 2018", "Steel | 4.2", "Wheat | 3.4", "Timber | 1.1")
    assert [kinds(*rows, f"Total | {total}") for total in ("8.9", "9.0")] == [[("total", True)], [("total", False)]]


def test_a_column_of_shares_is_no_sum():
    assert (
        kinds(
            "Share of visas, per cent",
            "",
            "Country | 2018 | 2019",
            "China | 61 | 63",
            "India | 32 | 35",
            "All | 43 | 59",
        )
        == []
    )


def test_a_form_filled_for_one_name_after_the_other_repeats_no_fact():
    lines = [f"In 2019, the town of {name} had {count} inhabitants and 2 schools." for name, count in
             (("Arden", "12,400"), ("Belmont", "12,900"), ("Corby", "13,100"))]  # fmt: skip
    assert alike.same(relate.mentions(lines, read_text(lines))) == []


def test_one_name_told_twice_with_two_numbers_is_one_fact_told_twice():
    lines = [
        "In 2019, the harbour town of Arden had 12,400 registered inhabitants.",
        "The harbour town of Arden had 12,900 registered inhabitants in 2019.",
    ]
    assert [one.figures for one in alike.same(relate.mentions(lines, read_text(lines)))] == [(1, 0)]


@each_case(
    ("text", "kinds_of"),
    [
        ("Arden has 240 wells. In the district of Belmont there are 240 wells.", []),
        ("The district of Arden counts 38 schools. Belmont district has 38 schools as well.", []),
        ("Arden treated 512 patients. The report says that Arden treated 512 patients.", ["same"]),
    ],
)
def test_an_equal_number_of_another_name_is_another_fact(text, kinds_of):
    assert [kind for kind, _ in kinds(text)] == kinds_of


def test_sentences_of_one_form_with_other_numbers_and_names_do_not_contradict_each_other():
    lines = [f"About {many} million people worked in its {ports} harbours; wages rose in the end."
             for many, ports in (("two", 18), ("three", 39), ("two", 12), ("four", 55))]  # fmt: skip
    assert False not in [fits for _, fits in kinds(*lines)]


def test_a_sentence_said_many_times_is_each_time_told_twice_with_the_one_before():
    lines = ["Belmar reports on its port.", *["In 2016 the port of Belmar handled 412,000 containers of steel."] * 500]
    relations = relate.everything(lines, relate.mentions(lines, read_text(lines)))
    same = [one.figures for one in relations if one.kind == "same"]
    assert same == [(place, place - 1) for place in range(1, 500)]


def test_a_sentence_with_more_figures_than_words_speak_of_tells_nothing_twice():
    said = f"In 2016 {'5 per cent of ' * 70} the trade was in steel."
    lines = [said, "Other words stand here.", said]
    relations = relate.everything(lines, relate.mentions(lines, read_text(lines)))
    assert not [one for one in relations if one.kind == "same"]


def test_a_part_is_of_the_amount_that_could_hold_it():
    [(kind, printed, fits, _)] = look("16 million doses were sent to 40 countries, 2 million of them before 2019.")
    assert (kind, printed, fits) == ("part", ["2 million", "16 million doses"], None)


def test_what_a_look_found_is_told_in_singular_and_plural(project):
    one = "Exports rose by 52 per cent to $125 million from $100 million."
    two = "A total of 121 delegates came, 45 delegates from Asia and 70 delegates from Europe."
    said = [
        first_look.summary(first_look.examine(documents.Document(text, "", ""), Path("new.txt")))
        for text in ("It has 17 members.", one, f"{one}\n{two}")
    ]
    assert said[0].startswith("1 number, of which 1 is a figure.")
    assert "1 relation between figures, 1 of which does not add up." in said[1]
    assert "2 relations between figures, 2 of which do not add up." in said[2]
    assert [first_look._number(number, "figure") for number in (0, 1, 2)] == ["0 figures", "1 figure", "2 figures"]


NOTED = (
    "The duty is on goods worth $50-$60 billion (about ¥5.2-¥6.3 trillion). [1] Of them 12 kinds are steel.",
    "The bank has close to 100 countries. Data are kept for five years. [2] Nothing else is said. [3]",
    "",
    "Notes",
    "1 Duties of 5-6 trillion yen, Daily Paper, 23 March 2018.",
    "2 The bank reached its 100-member mark; the rule says 60 months.",
    "3 Someone else counts 90 countries.",
)


def test_a_note_says_the_number_of_the_paragraph_that_it_backs_again():
    assert [(one[1], one[2]) for one in look(*NOTED) if one[0] == "same"] == [
        (["5-6 trillion yen", "about ¥5.2-¥6.3 trillion"], True),
        (["100-member", "close to 100 countries"], True),
        (["60 months", "five years"], True),
    ]


_TWINS = [
    (
        "The port handled {} containers in 2022, of which 51,300 were imports and 36,100 exports.",
        "84,200",
        "87,400",
    ),
    ("The Fund made {} loans in 2022: 14 to farmers, 11 to fishers and 9 to traders.", "32", "34"),
    ("Energy came from coal (48 per cent), gas ({} per cent) and wind (31 per cent).", "31", "21"),
    ("The quay cost EUR 120 million (USD {} million) at 1.10.", "95", "132"),
    ("At 6.9 yuan to the dollar, the loan of 690 million yuan is worth {} million dollars.", "150", "100"),
    ("The trade deficit was USD {} billion: exports 52, imports 71.", "14", "19"),
    ("A trade surplus of USD {} billion, with exports of USD 71 billion and imports of USD 52 billion.", "14", "19"),
    ("The deal covers nine of the ten members, or {} per cent of them.", "80", "90"),
    ("The embargo, imposed in 1994 and lifted in 2004, was in force for {} years.", "12", "10"),
    ("The treaty was signed on 3 May 2001 and, {} years later, lapsed in 2019.", "15", "18"),
    ("In 2021 the agency employed {} people, 300 fewer than the 2,900 in 2020.", "2,300", "2,600"),
    ("Tourist arrivals reached 3.2 million in 2018. Tourist arrivals were {} million in 2018.", "2.3", "3.2"),
]


@each_case(("line", "wrong", "right"), _TWINS)
def test_a_contradiction_is_doubted_and_its_consistent_twin_is_not(line, wrong, right):
    assert False in [fits for _, fits in kinds(line.format(wrong))]
    assert False not in [fits for _, fits in kinds(line.format(right))]


@each_case(
    "lines",
    [
        (
            "In 2021 the agency employed 2,600 people, 300 fewer than the 2,900 in 2020.",
            "In 2021 the agency employed 2,600 people, 300 fewer than in 2020, when it employed 2,900.",
        ),
        ("Exports of 700 million euros and imports of 400 million euros left a surplus of 300 million euros.",),
        ("The trade gap was EUR 5 billion: exports rose by EUR 2 billion and imports by EUR 3 billion.",),
        ("The deficit reached EUR 30 million in 2020: revenue was EUR 90 million and spending EUR 120 million.",),
        ("Respondents named prices (60 per cent), taxes (45 per cent) and roads (31 per cent).",),
        ("The treaty, signed in 2001, took effect 3 years later and lapsed in 2019.",),
        ("The loan of EUR 120 million (USD 132 million) at 4.25 per cent was repaid.",),
        ("Of the 200 ships, 120 fly a foreign flag and 110 are older than 20 years.",),
        ("The rate in the north was 5 per cent in 2018. The rate in the south was 9 per cent in 2018.",),
    ],
)
def test_what_is_consistent_is_not_doubted(lines):
    assert False not in [fits for _, fits in kinds(*lines)]


@each_case(
    ("line", "last"),
    [
        ("The census was held from 1 March to 30 April 2020. In 2022 it was repeated.", "2022"),
        ("It was repeated in 2022. The census had been held from 1 March to 30 April 2020.", "2022"),
        ("It was held on 1 March. In 2022 it was repeated.", "2022"),
        ("It was held in 2022, from 1 March to 30 April 2022.", "2022-04-30"),
    ],
)
def test_a_text_is_dated_by_no_day_of_another_year_or_of_none(line, last):
    assert dating.last_named([line], "2022") == last
