"""When a figure is of whose words name no year: the document's, the one told of, that of the sentence before."""

from pathlib import Path

from conftest import each_case

from cited.intake.formats import documents
from cited.intake.looking import look
from cited.intake.reading.grammar import read_text

FRONT = ["Ministry of Works", "Bulletin, 14 November 2024", ""]
# A paragraph of a document of that day, words of a figure in it, its period.
DATED = [
    ("In February 1,240 lorries crossed it each day, the most since 2019.", "1,240 lorries", "2024-02"),
    ("The toll, last raised in 2016, brought in $3.1 million in January.", "$3.1 million", "2024-01"),
    (
        "The port was built in 1974. In the second quarter it handled 2 million tonnes.",
        "2 million tonnes",
        "2024-04/2024-06",
    ),
    (
        "Freight fell to 31 million tonnes in 2023. At the end of September 410 wagons stood idle.",
        "410 wagons",
        "2024-09",
    ),
    ("In 2023 the ferry carried 1.2 million people. In August alone it took 21,000 cars.", "21,000 cars", "2023-08"),
    (
        "In March 2023 the dam held 31 million litres. In July it held 12 million litres.",
        "12 million litres",
        "2023-07",
    ),
    ("Since records began in 1996 the mine has killed 187 people.", "187 people", "1996/.."),
    ("Stocks are 9 tonnes, up from 12 tonnes in November last year.", "12 tonnes", "2023-11"),
    ("Since March last year 40 mills have closed.", "40 mills", "2023-03/.."),
    ("In May 41 ships called, in April 38.", "41 ships", "2024-05"),
    ("In May 12 ships called.", "12 ships", "2024-05"),
    ("Since January 41 ships have called.", "41 ships", "2024-01/.."),
    ("On Monday 41 ships called.", "41 ships", "2024-11-11"),
    ("In the first quarter of last year 41 ships called.", "41 ships", "2023-01/2023-03"),
    ("Two years ago 41 firms failed.", "41 firms", "2022"),
    ("Since Sunday 21 mm of rain have fallen.", "21 mm", "2024-11-10/.."),
    ("The river crested last night at 8 metres.", "8 metres", "2024-11-13"),
    ("This morning the camps held 410 people.", "410 people", "2024-11-14"),
    ("September exports were worth $40 million.", "$40 million", "2024-09"),
    ("Its third-quarter profit fell to $40 million.", "$40 million", "2024-07/2024-09"),
    ("First-half sales rose to $40 million.", "$40 million", "2024-01/2024-06"),
    ("It polled 1,020 adults from Oct. 28 to Nov. 2.", "1,020 adults", "2024-10-28/2024-11-02"),
    ("In the week to 1 November 41 ships passed.", "41 ships", "2024-10-26/2024-11-01"),
    ("In the week ending 3 January 2023 some 41 ships passed.", "some 41 ships", "2022-12-28/2023-01-03"),
    ("The rate should reach 2.4 per cent in December.", "2.4 per cent", "2024-12"),
    ("Schools for 88 pupils should have opened in December.", "88 pupils", "2023-12"),
    ("As of end-June it had 40 planes.", "40 planes", "2024-06"),
    ("By year-end it will have 40 cranes.", "40 cranes", "2024"),
    ("Of 64 roads, nine roads had not been begun by the end of June.", "nine roads", "2024-06"),
    ("There are 9 mills; ten years ago it was 31 mills.", "31 mills", "2014"),
    ("In March 2024 it had 9 mills; a year earlier it had been 31 mills.", "31 mills", "2023-03"),
    ("Rations will be cut from 60 kg a month to 45 kg of grain from December.", "45 kg", "2024-12"),
    ("It needs 80,000 euros to stay open from December to January.", "80,000 euros", "2024-12/2025-01"),
    ("A cut of 30 million euros could be made in the second half of the year.", "30 million euros", "2024-07/2024-12"),
    ("Since October 1, parcels above 20 kg pay 4 per cent.", "4 per cent", "2024-10-01/.."),
    ("Fees, extended in May to vans, were 31 euros in July, up 2 euros on the month.", "2 euros", "2024-07"),
    ("For fiscal 2023 (to 30 June) rents came to $40 million.", "$40 million", "2022/2023"),
    ("The sale in February allowed the buyback of $40 million of notes falling due in June.", "$40 million", "2024-02"),
    ("Flocks shrank by more than a quarter between 2001 and 2011, from 8,000 to 5,800 sheep.", "5,800 sheep", "2011"),
    ("The cup was odd. Grants slipped. Aid came to $12 million between 1998 and 2006.", "$12 million", "1998/2006"),
    ("The line was founded in 1974 and has 41 ships.", "41 ships", ""),
    ("In the first three quarters it made 12 million euros.", "12 million euros", "2024-01/2024-09"),
    ("In 1998 the lake held 2 tonnes. Last August it held 31 tonnes.", "31 tonnes", "2024-08"),
    ("Prices rose after a peak of 9 per cent in September 2022. In May 41 ships called.", "41 ships", "2024-05"),
    ("It sold 40 cranes for 2026. Prices rose by 5 per cent in February.", "5 per cent", "2024-02"),
    ("In all, 9 mills closed in 2023-24. In June it got 41 ships.", "41 ships", "2024-06"),
    ("The duty rises by 75 cents on 1 April.", "75 cents", "2025-04-01"),
    ("Stocks fell since the season began on 3 December. In February 41 ships called.", "41 ships", "2024-02"),
    ("Rain between September and December is forecast to be 40 mm.", "40 mm", "2024-09/2024-12"),
    ("Wages have risen by 12 per cent since 2010. On 4 March a fire took 11 buses.", "11 buses", "2024-03-04"),
    ("The men who built the weir at Ashe in 1904 won. In June it held 9 tonnes.", "9 tonnes", "2024-06"),
    ("Last spring it sold 90 tonnes.", "90 tonnes", "2024"),
    ("Last winter it sold 90 tonnes.", "90 tonnes", "2023/2024"),
    ("Last autumn it sold 90 tonnes.", "90 tonnes", "2023"),
    ("The fall was last week of 90 tonnes.", "90 tonnes", "2024-11-04/2024-11-10"),
    ("In week 44 the ward had 214 cases.", "214 cases", "2024-10-28/2024-11-03"),
    ("The ward had 9 cases, down from 12 cases in week 43.", "12 cases", "2024-10-21/2024-10-27"),
    ("Since the outbreak was declared on 3 May 2016, 918 cases have been found.", "918 cases", "2016-05-03/.."),
    ("Since the first clinic opened in June 2012 we have seen 918 cases.", "918 cases", "2012-06/.."),
    ("It has bought 9 farms since 2004 and now owns 60 mills.", "60 mills", ""),
    ("Rents rose by a fifth in 2019, says Tom Hale, an agent who has 350 flats.", "350 flats", ""),
    ("It was the worst strike in the north since 1926/27, when 600 men and 40 women struck.", "40 women", "1926/1927"),
    ("It cost 9 million euros from fiscal 2023 to fiscal 2027.", "9 million euros", "2023/2027"),
    ("Three barges were lost to the October gales.", "Three barges", "2024-10"),
    ("It cut them to 90 mills in 2019, while prices rose by 8 per cent.", "8 per cent", ""),
    ("The Finance Bill 2019 lowers duties by 8 per cent.", "8 per cent", ""),
    ("Some 41 cases, including seven deaths were reported in May 2017, a fifth less.", "Some 41 cases", "2017-05"),
    ("It collected 31 pallets from 64 sites in 2021, treble the volume of 2020.", "treble", "2021"),
    ("The fee, raised in April from £18 to £30, stands.", "£18", ""),
    ("Last financial year it won 9 cases.", "9 cases", "2023/2024"),
    ("In 2023-24 we saved £11 million, and we want £13 million this year.", "£13 million", "2024/2025"),
    ("Debt was £25 million as at 30 June 2019. Loans account for £9 million.", "£9 million", "2019-06-30"),
    ("Debt was £25 million as at 30 June 2019. The ceiling will be £9 million.", "£9 million", ""),
    (
        "In 2014-2020 it got £14 million. The fund gives £6 million of this, the bank 8 million.",
        "8 million",
        "2014/2020",
    ),
    ("For the 2014-2020 period £14 million was given.", "£14 million", "2014/2020"),
    ("Losses in March are 9 tonnes; the rate was 1.9 per cent.", "1.9 per cent", ""),
    ("The storm of 28 April hit 60 towns; 15 mills were closed.", "15 mills", "2024-04-28"),
    ("Losses were 9 tonnes in March; the rate was 1.9 per cent.", "1.9 per cent", "2024-03"),
    ("The bank expects growth of 3 per cent in 2024 and 24 per cent in December.", "24 per cent", "2024-12"),
    ("The count of 9 March 2004 had found 611 elks. By mid-May the wardens had 402 elks.", "402 elks", "2024-05"),
    ("In the first half of September the ward had 41 cases.", "41 cases", "2024-09-01/2024-09-15"),
    ("In the second half of February the ward had 41 cases.", "41 cases", "2024-02-16/2024-02-29"),
    ("On 1 June the fare will go up to 4 euros.", "4 euros", "2025-06-01"),
    ("The mill will close in 2030. By then 40 men will have left.", "40 men", "2030"),
]


def periods(*lines):
    return {one.printed: (one.period, one.guessed) for reading in read_text([*lines]) for one in reading.quantities}


@each_case(("text", "printed", "period"), DATED)
def test_a_month_without_its_year_is_of_the_year_told_of_else_of_the_document(text, printed, period):
    assert periods(*FRONT, text)[printed][0] == period


def test_a_sentence_that_goes_on_has_the_time_of_the_one_before_as_a_guess():
    read = periods(*FRONT, "The park had 12,000 guests in August. They spent 51,000 nights there.")
    assert read["51,000 nights"] == ("2024-08", ("period",))


def test_a_time_that_opens_a_sentence_holds_as_a_guess_until_another_is_named_or_today_is_told_of():
    text = "In 2019 the line had 9 boats. Crews were paid $3 million. It sold 4 mills. Now 30 barges are moored there."
    read = periods(*FRONT, text)
    assert (read["$3 million"], read["4 mills"]) == (("2019", ("period",)), ("2019", ("period",)))
    assert read["30 barges"][0] != "2019"


@each_case(
    ("text", "printed", "period"),
    [
        ("Use is 14 per cent lower than in 2019/20, when 1.9m tickets were sold.", "1.9m tickets", "2019/2020"),
        ("Use is 14 per cent lower than in 2019/20, when 1.9m tickets were sold.", "14 per cent", ""),
        ("It was the worst fire since December 2003, when 26 people died.", "26 people", "2003-12"),
        ("The gap is 4.4 per cent, against 4.8 per cent in the accounts for 2022.", "4.4 per cent", ""),
        ("It costs 12 per cent more, an increase of $3m over the revised estimate of 2022.", "$3m", ""),
        ("It has 164,000 beds, three times as many as in 2011.", "three times as many", ""),
        (
            "It made 598 tonnes in 2021, a drop of 2.7 per cent on the previous year and 52 per cent on 1990.",
            "52 per cent",
            "2021",
        ),
        ("Waste was 312 tonnes, a 28% reduction against the 2019 baseline.", "28%", ""),
        ("The members, of whom 12 voted against in 2016, met again.", "12", "2016"),
        ("It found 312 cases, against 190 cases of 1,610 samples in 2015.", "190 cases", "2015"),
        ("The gap in 2024 was $151m, $6m more than in the same months of 2023.", "$6m", "2024"),
        ("Fares in 2024 were 16 per cent above their level of 2022.", "16 per cent", "2024"),
    ],
)
def test_a_time_of_comparison_is_that_of_its_own_amount_alone(text, printed, period):
    assert periods(text)[printed][0] == period


@each_case(
    ("text", "printed", "period"),
    [
        ("It aims to raise £22m by 2029, towards which pledges of £9m have been received.", "£9m", ""),
        ("It aims to plant 400 trees by 2029, of which 90 trees have been planted.", "90 trees", ""),
        (
            "Starts fell by 13 per cent in 2021, and the trade reckons that one site in six is dug.",
            "one site in six",
            "",
        ),
        ("Starts fell by 13 per cent in 2021, and the trade reckons that 40 sites were dug.", "40 sites", "2021"),
        ("It pays $2m, to be paid on 3 May 2021, and a buyback of $150m.", "$150m", ""),
        (
            "The duty on gin rises by 75 cents on 1 April 2021 and that on rum by two dollars.",
            "two dollars",
            "2021-04-01",
        ),
        ("These cars, at $9m, made up a fifth of imports in 2021.", "$9m", "2021"),
        (
            "China, the largest buyer, used 16 tonnes in May 2021, or 9 per cent, in spite of rain.",
            "9 per cent",
            "2021-05",
        ),
        ("Sales in May 2021 were 9 tonnes, a third of the monthly average for 2019 (27 tonnes).", "a third", "2021-05"),
        ("It had 4,300 employees and a turnover of NOK 13.1bn in 2022.", "4,300 employees", "2022"),
        ("Its budget was cut by £80m, to £40m, between 2010 and 2020.", "£80m", "2010/2020"),
        ("The show, which ran for seventeen weeks from 12 May 2021, closed.", "seventeen weeks", ""),
        ("The show ran for seventeen weeks from 2019 to 2021.", "seventeen weeks", "2019/2021"),
        ("Inflation was 6 per cent in May 2016, above the target of 2 per cent.", "2 per cent", ""),
        ("The bank will lend 40 million euros under a programme agreed in May 2016.", "40 million euros", ""),
        ("At least 47 people have died since July 2022.", "At least 47 people", "2022-07/.."),
        (
            "A mission of 7 May 2022 found that a third of the huts were lost, and that 40 boats had sunk.",
            "40 boats",
            "2022-05-07",
        ),
        ("Pork, brandy and milk were worth $2m, $3m and $4m, respectively, in 2023; together, $9m.", "$2m", "2023"),
        ("Pork, brandy and milk were worth $2m, $3m and $4m, respectively, in 2023; together, $9m.", "$9m", "2023"),
    ],
)
def test_a_time_goes_no_further_than_its_own_statement(text, printed, period):
    assert periods(text)[printed][0] == period


@each_case(
    ("text", "printed", "period"),
    [
        ("The share has dropped from 59% in 2003 to 41 per cent.", "41 per cent", ""),
        ("Deaths came down to 52 per lakh, from 97 in 2019-21.", "52 per lakh", ""),
        ("Grades averaged 0.71 per cent (H1 2030: 0.66 per cent).", "0.71 per cent", ""),
        ("In 2019 the line had 9 boats.", "9 boats", "2019"),
    ],
)
def test_a_first_look_gives_a_figure_no_time_that_its_sentence_gives_another(text, printed, period):
    figures = look.examine(documents.Document(text, "", ""), Path("new.txt")).figures
    assert {one.mention.quantity.printed: one.about.cells["period"] for one in figures}[printed] == period


@each_case(
    ("words", "period"),
    [
        ("the four years to 2028/29", "2025/2029"),
        ("the three years to 2023", "2021/2023"),
        ("the five years to June 2024", "2019-07/2024-06"),
        ("the decade to 2020", "2011/2020"),
    ],
)
def test_some_years_to_another_are_the_span_that_ends_with_it(words, period):
    assert periods(f"It saved £12.3m over {words}.")["£12.3m"][0] == period


@each_case(
    "text",
    [
        "The port will get 12 cranes in 2026. It sold 30 cranes.",
        "The port got 12 cranes in 2021. It has 30 cranes now.",
        "The port got 12 cranes in 2021 and 9 in 2022. It sold 30 cranes.",
        "By 2021 the port got 12 cranes. It sold 30 cranes.",
    ],
)
def test_no_sentence_goes_on_with_a_time_to_come_or_one_of_several_or_where_it_speaks_of_today(text):
    assert periods(*FRONT, text)["30 cranes"][0] in ("", "2024")


def test_statistics_tell_of_the_month_of_their_edition_or_title_and_a_title_with_a_rate_of_a_year_dates_nothing():
    text = "Textiles fell by 4 per cent."
    edition = ["Statistics Norway", "Energy | Electricity statistics 2018, October", "28 November 2018", ""]
    assert periods(*edition, text)["4 per cent"] == ("2018-10", ("period",))
    title = ["Bureau of Statistics", "28 November 2018", "Output rose by 2.1 per cent in October 2018", ""]
    assert periods(*title, text)["4 per cent"][0] == "2018-10"
    assert periods(*title[:2], "Output rose by 2.1 per cent in 2017", "", text)["4 per cent"][0] == ""


def test_what_a_level_of_a_year_changed_to_is_of_the_later_year_that_the_sentence_before_tells_of():
    text = "In 2019 the club sold 400 tickets. Refunds rose from 12 tickets in 2018 to 31 tickets."
    assert periods(text)["31 tickets"][0] == "2019"
    assert periods(text.replace("2019", "2017"))["31 tickets"][0] == ""


@each_case(
    ("text", "printed", "period"),
    [
        ("In 2023 the pension for those aged 70 and over went from $30 to $36.", "$36", "2023"),
        (
            "Sales went from 57 in 2020 to 437 in 2023, and grew from 4 per cent to 22 per cent over the same period.",
            "4 per cent",
            "2020",
        ),
        ("In 2023 its share of the market climbed from under 4 per cent to 22 per cent.", "22 per cent", "2023"),
        ("Imports fell by 18 per cent in 2023, from €62 billion to €51 billion.", "€62 billion", "2022"),
        ("Imports fell by 18 per cent in 2023, from €62 billion to €51 billion.", "€51 billion", "2023"),
        ("In 2021/22 the herd grew from 400 sheep to 480 sheep.", "400 sheep", "2020/2021"),
        ("In May 2023 the fee was raised from $30 to $40.", "$30", ""),
        ("By 2030 the town will cut spills from 21 tonnes to 14 tonnes.", "21 tonnes", ""),
        ("Growth for 2023 was revised from 2.1 per cent to 1.8 per cent.", "2.1 per cent", "2023"),
        ("It rose to 3.6% in May 2024, while rents edged up to 3.7% from 3.5% a month earlier.", "3.7%", "2024-05"),
        ("Oats were $9 in 2023, and rye fell to $6, compared with $8 a year earlier.", "$6", "2023"),
        ("In the week of 10 to 16 May 2022 it had 17 ships, against 9 ships in the preceding week.", "9 ships",
         "2022-05-03/2022-05-09"),
    ],
)  # fmt: skip
def test_the_level_before_a_change_is_of_the_time_before_where_that_is_known(text, printed, period):
    assert periods(text)[printed][0] == period


def test_a_list_of_names_and_numbers_has_the_unit_scale_and_year_of_its_heading():
    beer = periods("Litres of beer per head, 2019", "Belgium 67.3", "Spain 48.2 (estimate)")
    assert {one: period for one, (period, _) in beer.items()} == {"67.3": "2019", "48.2": "2019"}
    exports = read_text(["Exports, US$ million, 2019", "Chad 4.2", "Mali 39"])
    assert [(one.low, one.unit) for line in exports for one in line.quantities] == [(4.2e6, "USD"), (39e6, "USD")]
    assert not read_text(["Index of prices, 2019", "Chad 104.2"])[1].quantities[0].unit


def test_of_that_goes_on_with_what_the_sentence_before_told_first():
    text = "The mines gave 300,000 tons in 2022, up from 133,000 tons in 2010. Of that, the north produced 21,000 tons."
    assert periods(*FRONT, text)["21,000 tons"][0] == "2022"


@each_case(
    ("text", "printed", "period"),
    [
        ("Exports rose from 40 tons in 2021 to 52 tons in 2022. Wheat accounted for 30 tons.", "30 tons", "2022"),
        ("The survey says that 320 hikers came in 2019. Germans spent 40 euros each.", "40 euros", "2019"),
        ("The society met in Lund on 3 May 2024. The meeting was attended by 48 men.", "48 men", "2024-05-03"),
        ("It followed 900 nurses from 2010 to 2016. Some 240 left.", "Some 240", "2010/2016"),
        ("It earned $12m in 2023, ahead of Chile. In euro terms that is 11 million euros.", "11 million euros", "2023"),
        ("In 2023 adults made 21 trips; children 13.", "13", "2023"),
        ("The port got 12 cranes in 2021. Nobody needed 30 cranes.", "30 cranes", "2021"),
        ("It sold 40 maps in 2021. That is 9 maps more than the 31 sold in 2019.", "9 maps", "2021"),
        ("It sold 40 maps in 2021. Rents were $9m, against $8m in 2019.", "$9m", "2021"),
        ("It sold 40 maps in 2021. It took two hours. The shop, which opened in 2004, had 12 men.", "12 men", "2021"),
        ("Rents rose to 36 euros in May 2024. Fees, which had stood at 6 euros in March, rose to 9 euros.", "9 euros",
         "2024-05"),
        ("Imports fell to $9m in 2021. Exports, meanwhile, crept up from $21m to $23m.", "$21m", "2020"),
        ("Imports fell to $9m in 2021. Exports, meanwhile, crept up from $21m to $23m.", "$23m", "2021"),
        ("Rents fell to $9m in the year to May 2024 from $8m in the year to May 2023. Fees rose from $1m to $2m.",
         "$2m", "2023-06/2024-05"),
        ("Rents fell to $9m in May 2024. Fees rose from $1m to $2m.", "$1m", ""),
        ("Rents fell to $9m in 2021. The board puts forward a plan to be adopted in 2 phases.", "2 phases", ""),
        ("The wood has shrunk to 40 acres today. The school graduated 88 men.", "88 men", ""),
        ("It sold 12 cranes in 2021; a year earlier it had been 40. Nobody needed 30 cranes.", "30 cranes", ""),
        ("In 2023 adults made 21 trips; the target is 13.", "13", ""),
        ("It lent 410 books in 2023, up from 388 in 2022. Of these, 18 books were lost.", "18 books", "2023"),
        ("In 2023 it lent 410 books. They sold 12 books, nine fewer than in 2017.", "12 books", "2023"),
        ("In 2023 it lent 410 books. That is 12 books fewer than in 2017.", "12 books", "2023"),
        ("On 30 June 2023 it owed $28m, compared with $31m in 2022. They accounted for $3m.", "$3m", "2023-06-30"),
    ],
)  # fmt: skip
def test_what_a_sentence_tells_of_the_one_before_has_its_time(text, printed, period):
    assert periods(*FRONT, text)[printed][0] == period


def test_an_issue_of_a_season_is_of_its_year():
    assert periods("Newsletter No. 14, Autumn 2019", "", "Wardens saw 12 nests last year.")["12 nests"][0] == "2018"


def test_a_part_of_what_there_was_in_another_year_leaves_a_release_its_month():
    text = "Cars trebled to 3,900 cars, but were half of those in August 2019."
    assert periods("Ferries, August 2024", "20 September 2024", "", text)["3,900 cars"][0] == "2024-08"


def test_the_highlights_of_a_situation_report_are_as_of_the_day_that_its_front_says():
    lines = ["Situation report no. 9, 24 May 2024 (data as of 21 May 2024)", "", "Highlights", "- 19 camps are open"]
    assert periods(*lines)["19 camps"][0] == "2024-05-21"


def test_the_reporting_period_is_the_one_that_the_front_says_a_report_covers_not_its_day():
    lines = ["Floods", "As of 18 October 2022", "It covers the period from 5 to 17 October 2022.", ""]
    told = "Eleven wells were mended during the reporting period."
    assert periods(*lines, told)["Eleven wells"][0] == "2022-10-05/2022-10-17"


def test_a_bulletin_tells_of_the_month_in_its_title_where_it_speaks_of_the_past_and_names_no_other_time():
    lines = ["Foreign trade in goods, August 2024", "Bureau of Statistics, 8 October 2024", ""]
    text = "Exports were 4 million tonnes, 3 per cent less than in August 2023. Imports came to 9 million tonnes."
    assert periods(*lines, text)["9 million tonnes"] == ("2024-08", ("period",))
    assert periods(*lines, "Imports of 9 million tonnes are likely.")["9 million tonnes"][0] == ""
    lines = ["Report on the State Budget, January–June 2023", "28 July 2023", ""]
    assert periods(*lines, "Grants came to $9 million.")["$9 million"] == ("2023-01/2023-06", ("period",))
    beaten = "Taxes were 16 per cent above plan, of which more than half arose in the second quarter."
    assert periods(*lines, beaten)["16 per cent"][0] == "2023-01/2023-06"
    assert periods(*lines, "Workers opened 23 km during the half-year.")["23 km"][0] == "2023-01/2023-06"
    late = "Grants fell $38 million short because two payments were moved to the fourth quarter."
    assert periods(*lines, late)["$38 million"][0] == "2023-01/2023-06"
    assert periods("Minutes, October 2024", "8 October 2024", "", "It sold 9 tonnes.")["9 tonnes"][0] == ""


def test_the_quarter_is_the_one_that_the_front_says_a_report_covers():
    read = periods("Field report", "Quarter ended 30 September 2024", "", "Seven teams worked through the quarter.")
    assert read["Seven teams"][0] == "2024-07/2024-09"


def test_an_answer_that_names_no_time_is_of_the_one_asked_for():
    read = periods(
        *FRONT, "Chair: How many did you sell in 2011?", "", "Mr Lowe: About 410 mills. We have 9 kilns left."
    )
    assert (read["About 410 mills"], read["9 kilns"]) == (("2011", ("period",)), ("", ()))


WEEK = ["Measles bulletin no. 31", "9 August 2016", "Reporting period: 1–7 August 2016 (week 31)", ""]


@each_case(
    ("text", "printed", "period"),
    [
        ("This week 41 villages were seen.", "41 villages", "2016-08-01/2016-08-07"),
        ("Last week 41 villages were seen.", "41 villages", "2016-07-25/2016-07-31"),
        ("Teams saw 41 villages during the week.", "41 villages", "2016-08-01/2016-08-07"),
        ("Teams saw 41 villages.", "41 villages", "2016-08-01/2016-08-07"),
        ("41 villages remain affected.", "41 villages", ""),
    ],
)
def test_the_week_of_a_bulletin_is_the_one_that_its_front_says_it_covers(text, printed, period):
    assert periods(*WEEK, text)[printed][0] == period


def test_a_statement_tells_of_the_months_that_it_says_its_report_is_for():
    lines = ["Ministry of Finance", "Accra, 20 August 2018", "The Minister laid the report for January to June 2018."]
    assert periods(*lines, "", "Grants came to $90 million.")["$90 million"] == ("2018-01/2018-06", ("period",))


def test_an_answer_about_a_year_does_not_date_the_rest():
    lines = ["House of Deputies, 19 September 2024", "In the year to June 2024 2,930 men left.", "It built 40 mills."]
    assert periods(*lines)["40 mills"][0] == ""


REPORT = ["Northport Ferries", "Annual Report 2021", ""]


@each_case(
    ("text", "printed", "period"),
    [
        ("The boats carried 1.2 million people. Crews were paid $31 million.", "$31 million", "2021"),
        ("We aim for 9 mills by 2030. Crews were paid $31 million.", "$31 million", "2021"),
        ("It was the best year since the berths opened in 1969. Crews drew $31 million.", "$31 million", "2021"),
        ("Sales were $31 million (2020: $29 million). Prices peaked in August at $241.", "$241", "2021-08"),
        ("In the first half 12 boats sailed; in the second, 19 boats.", "19 boats", "2021-07/2021-12"),
        ("The boats are 31 metres long.", "31 metres", ""),
        ("In 2014 the line had 9 boats. Crews were paid $3 million.", "$3 million", "2014"),
        ("The boats carried 2 million people in 2018.", "2 million people", "2018"),
    ],
)
def test_an_annual_report_tells_of_its_year_where_it_speaks_of_the_past_and_names_no_time(text, printed, period):
    assert periods(*REPORT, text)[printed][0] == period


def test_the_annual_report_of_a_fiscal_year_tells_of_both_its_years_and_of_none_in_brackets():
    told = "Stays fell to 4 days in June 2012. Ships came to 1,748 ships (2010/11: 1,687). Sales of rope came to $9."
    read = periods("Northport", "Annual Report 2011/12", "", told)
    assert [read[one][0] for one in ("1,748 ships", "1,687", "$9")] == ["2011/2012", "2010/2011", "2011/2012"]
    sold = "Sheds were worth $9m, that is, half of all, and were full."
    assert periods("Northport", "Annual Report 2011/12", "", sold)["$9m"][0] == "2011/2012"


def test_a_month_in_an_annual_report_is_of_its_year_whenever_it_was_published():
    read = periods(
        "Northport Ferries", "Sustainability Report 2021", "Published June 2022", "", "On 4 March 9 ships sank."
    )
    assert read["9 ships"][0] == "2021-03-04"


def test_the_year_of_a_report_is_a_guess_and_that_of_a_plan_or_law_dates_nothing():
    text = "The boats carried 1.2 million people."
    assert periods(*REPORT, text)["1.2 million people"][1] == ("period",)
    assert periods("Northport Ferries", "Ferry Act 2021", "", text)["1.2 million people"][0] == ""


@each_case(
    ("text", "printed"),
    [
        ("In June 2023 the mandate was extended, and it now lasts for twelve months.", "twelve months"),
        ("The bridge opened in 2019, two years late.", "two years"),
        ("It was preceded by a two-day session in Oslo, which ended on 3 May 2024.", "two-day"),
        ("Unemployment fell in 2023 to a 30-month low.", "30-month"),
        ("It visited the camp in October 2023, four years later.", "four years"),
        ("In 2023, as in each of the past ten years, it made a loss.", "ten years"),
    ],
)
def test_how_long_how_often_or_how_late_something_is_has_no_time_of_its_own(text, printed):
    assert periods(*FRONT, text)[printed] == ("", ())


@each_case(
    ("text", "printed", "period"),
    [
        ("The judges went on strike for nineteen days in 2022.", "nineteen days", "2022"),
        ("In 2022 we held out for nineteen days.", "nineteen days", "2022"),
        ("In 2023 the average wait was 14 weeks.", "14 weeks", "2023"),
    ],
)
def test_a_length_of_time_is_of_the_time_beside_it_or_that_opens_its_clause(text, printed, period):
    assert periods(*FRONT, text)[printed][0] == period


@each_case(
    ("text", "printed"),
    [
        ("It paid 15 per cent of its budget, which two members did in 2022.", "15 per cent"),
        ("We replace 1,150 km of pipe, and the last well will close by 2035.", "1,150 km"),
        ("It noted that 612 km of track were laid, that a mill opens in 2026, and that 40 trains run.", "612 km"),
        ("It noted that a mill opens in 2026, and that 40 trains run.", "40 trains"),
        ("It cut the force from 4,200 troops to 2,900 by May 2025.", "4,200 troops"),
        ("The objective for 2026 is 100 Mbps; 41 per cent of the lines reach 30 Mbps.", "41 per cent"),
    ],
)
def test_a_time_of_another_clause_is_not_that_of_an_amount(text, printed):
    assert periods(*FRONT, text)[printed] == ("", ())


@each_case(
    ("text", "printed"),
    [
        ("It released $3 million, $4 million and $5 million in 2023.", "$3 million"),
        ("Stocks were 60 tonnes of rice and wheat 18 tonnes as on 1 January 2024.", "60 tonnes"),
        ("Peak demand, 11,206 MW, was recorded on 24 January 2023.", "11,206 MW"),
    ],
)
def test_amounts_of_one_clause_share_the_time_after_them(text, printed):
    assert periods(*FRONT, text)[printed][0]


def test_the_days_of_a_meeting_date_nothing_that_its_communique_lists():
    read = periods(
        "Communique", "Kisara, 17-18 February 2024", "", "1. Eleven firms have joined.", "2. It has 40 ships."
    )
    assert set(read.values()) == {("", ())}


def test_a_numbered_paragraph_of_some_sentences_has_no_time_of_its_heading():
    read = periods("Works in 2025", "1. Three lots are let. A bond of 2 percent is due.")
    assert set(read.values()) == {("", ())}


@each_case(
    ("text", "printed", "period"),
    [
        ("Sales were $40 million (prior year: $44 million).", "$44 million", "2022/2023"),
        ("Since the season began in October, 600 people have died.", "600 people", "2024-10/.."),
        ("Since the start of the year on 1 July it took $4 million.", "$4 million", "2024-07-01/.."),
        ("The season 2022-23 (October-September) closed with 300 tonnes.", "300 tonnes", "2022/2023"),
        ("From the first of April the fee goes up to $12.", "$12", "2025-04-01"),
    ],
)
def test_a_season_begins_where_its_words_say_and_the_prior_year_is_a_whole_one(text, printed, period):
    read = periods("Annual report 2023/24 (1 July 2023 to 30 June 2024)", "Oslo, 14 November 2024", "", text)
    assert read[printed][0] == period


def test_by_when_something_was_so_says_nothing_of_the_next_sentence():
    assert periods(*FRONT, "By the end of 2023 it had 40 ships. We visited 32 ports.")["32 ports"] == ("", ())


def test_where_those_came_from_is_no_level_before_a_change():
    line = "It spent 84 million euros on roads in 2022. Works took 16 months and gave work to men from nine districts."
    assert [one.period for one in read_text([line])[0].quantities][-1] == ""
