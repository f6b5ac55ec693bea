"""What may stand in `<time>` and `<cite>`: dates and names; no amount passes as traced in them."""

import pytest
from conftest import each_case

from cited import marked

DATES = [
    "1999",
    "the 1990s",
    "2014–2016",
    "2014–16",
    "24 March 2020",
    "March 24, 2020",
    "March 2014",
    "2020-03-24",
    "2020-03",
    "Q3 2014",
    "the 19th century",
    "9–11 May 2018",
    "14:30",
    "2009/2013",
    "mid-March",
]
NAMES = [
    "G20",
    "COVID-19",
    "5G",
    "Agenda 2030",
    "Boeing 737",
    "WTO+1",
    "World Population Prospects 2019",
    "ISO 3166",
    "Article 5 of the treaty",
    "ASEAN",
    "20-foot container",
]
AMOUNTS = ["3993", "3,993", "7", "3.99 trillion", "40%", "$40", "12 per cent", "300 doctors", "40bn", "1 400"]


@each_case(("kind", "text"), [*(("time", text) for text in DATES), *(("cite", text) for text in NAMES)])
def test_dates_and_names_are_taken(kind, text):
    assert list(marked.faults(f"Since <{kind}>{text}</{kind}> it holds.")) == []


@pytest.mark.parametrize("text", AMOUNTS)
@pytest.mark.parametrize("kind", ["time", "cite"])
def test_amounts_are_neither_dates_nor_names(kind, text):
    ((said, place),) = marked.faults(f"It holds <{kind}>{text}</{kind}>.")
    assert said.startswith(f"<{kind}>{text}</{kind}> is not a ") and place == 8


@each_case(
    "text", ["$<time>2014</time>", "<time>2014</time> billion", "<cite>Fund 500</cite> million", "<time>2014</time>%"]
)
def test_what_stands_around_makes_an_amount(text):
    assert len(list(marked.faults(text))) == 1
