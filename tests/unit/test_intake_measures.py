"""The measure of a drafted figure is a noun phrase of its sentence: no verb, no name, not only whose figure it is."""

from conftest import each_case

from cited.intake.drafting import measuring
from cited.intake.reading.grammar import read_text


@each_case(
    ("line", "measures"),
    [
        ("The number of visas issued by the agency doubled from 4,000 to 8,000.", ["visas"] * 3),
        ("The agency doubled its budget to $40 million.", ["budget", "budget"]),
        ("The agency doubled spending, to $40 million.", ["spending", "spending"]),
        ("Agency doubled 12 per cent.", ["", ""]),
        ("Last year the ministry spent $40 million on schools.", ["spending"]),
        ("The company said it made $300 million in profit.", ["profit"]),
        ("The harbour handled 4.2 million tonnes of grain.", ["grain"]),
        ("Exports to Northland fell to $120 million.", ["exports"]),
        ("The price of wheat reached $310 a tonne.", ["price of wheat"]),
        ("Turnover of the firm grew by 12 per cent.", ["turnover"]),
        ("Ms Bell said it had cost $12 million.", ["cost"]),
        ("The survey found that 45 per cent of households own a car.", ["share of households"]),
        ("They received $5 million.", [""]),
        ("Freight through the northern terminal rose by 4.5 per cent.", ["freight"]),
        ("Passenger journeys outside the capital fell by 19 per cent.", ["passenger journeys"]),
    ],
)
def test_a_measure_is_a_noun_phrase_or_nothing(line, measures):
    assert [measuring.measure(line, one) for one in read_text([line])[0].quantities] == measures


def test_of_a_text_in_another_language_only_the_noun_counted_is_a_measure():
    line = (
        "Die Flotte fing 412.000 Tonnen, und zwölf Häfen wurden gebaut. Das ist die Lage in der Stadt und in dem Land."
    )
    found = [measuring.measure(line, one, "de") for one in read_text([line, line])[0].quantities]
    assert found == ["", "ports"]
