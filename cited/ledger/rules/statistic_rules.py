"""The rules of series that no schema can say: what a statistic can be by its unit, kind, title and edition."""

import re
from collections.abc import Iterator, Set
from datetime import date

from cited import project
from cited.ledger.rules import observation_rules
from cited.ledger.rules.observation_rules import EVENTS, FALLS_NEVER, NO_LIMIT, RANK, UNKNOWN
from cited.ledger.rules.series_agreement import Agreement
from cited.ledger.store import names, tables
from cited.ledger.store.faults import Fault
from cited.ledger.store.mentions import Gazetteer, gazetteer
from cited.ledger.store.periods import Period

# Words of a title that only some kinds, or one unit, can have.
RUNNING, STOCKS = re.compile(r"\brunning total\b", re.IGNORECASE), ("point", "end of period", "standing")
_KINDS = (
    (RUNNING, ("point", "end of period")),
    (re.compile(r"\bmeans? of (?:the|a|\w+) (?:days?|weeks?|months?|quarters?|years?)\b", re.IGNORECASE), ("average",)),
)
_UNITS = ((re.compile(r"Share of\b|.*’s share of\b"), "percent"), (re.compile(r"Rank of\b"), "rank"))
# Words of a title by which it is no count of what it begins with: `Masks sold, value`, `Years from … to …`.
_WORTH = re.compile(
    r"\b(?:value|worth|costs?|prices?|spen[dt]\w*|paid|exports?|imports?|sales|trade|shares?|per ?cent|percentage"
    r"|growth|rates?|changes?|(?:in|de)creases?|in (?:yen|yuan|dollars|euros|days)|applied|ages?"
    r"|rank|for (?:which|a))\b",
    re.IGNORECASE,
)
PERSONS = "persons"
_PEOPLE = ("people", "residents", "women", "men", "visitors", "foreigners", "migrants", "citizens")
_OF_PEOPLE = ("cases", "deaths", "births", "members", "arrivals", "departures", "visits")
# Units of which the one counts the other.
ALIKE = {("members", "countries"), ("countries", "members"), ("times", "wars")}
_RATE = re.compile(r"[A-Z]{3} per [A-Z]{3}")
# What may be below zero by its nature.
SIGNED = re.compile(r"\b(?:growth|changes?|(?:de|in)crease|balance)\b", re.IGNORECASE)
_EDITION = re.compile(r"\bas (first|later) \w+$")
# A year in the name of a data set is that of its edition, or of what it is about: neither is later than the edition.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def faults(broken: Set[tuple[str, int]] = frozenset()) -> list[Fault]:
    """Return what is wrong in series and observations; rows known to be broken (file and row) are passed over."""
    if not (tables.has("series") and tables.has("observations")):
        return []
    (path,), series_rows = tables.files("series"), dict[str, tables.Row]()
    faults_found: list[Fault] = []
    codes = {row["code"] for row in names.names(kind=names.PARTY) if row["code"]}
    collected, agreement, places = _collected(), Agreement(), gazetteer()
    for number, row in enumerate(tables.read(path), start=2):
        if (file := project.within(path), number) in broken:
            continue
        series_rows[row["series"]] = row
        wrong = [*_series(row, codes, places), *_edition(row, collected), *agreement.faults(row, codes)]
        faults_found += [Fault(file, number, column, row[column], why) for column, why in wrong]
    return faults_found + observation_rules.faults(broken, series_rows, codes)


def _series(row: tables.Row, codes: set[str], places: Gazetteer) -> Iterator[tuple[str, str]]:
    kind, unit, title = row["kind"], row["unit"], row["title"]
    for words, kinds in _KINDS:
        if (match := words.search(title)) and kind not in kinds:
            yield "kind", f"expected {' or '.join(kinds)}: the title says “{match[0]}”"
    for words, wanted in _UNITS:
        if (match := words.match(title)) and unit != wanted:
            yield "unit", f"expected {wanted}: the title says “{match[0]}”"
    if unit == RANK and "rank" not in title.lower():
        yield "unit", "expected what is counted: the title says nothing of a rank"
    yield from _counts(unit, title)
    if unit == EVENTS and kind != "point":
        yield "kind", "expected point: an event has a date"
    if RUNNING.search(title) and row["limits"] != FALLS_NEVER:
        yield "limits", f"expected {FALLS_NEVER}: the title says that it is a running total"
    if not row["limits"] and (match := SIGNED.search(title)):
        yield "limits", f"expected {NO_LIMIT}, since the title says “{match[0]}”, which may be below zero"
    if (match := _EDITION.search(title)) and row["revised"] == ("no" if match[1] == "later" else "yes"):
        yield "revised", f"expected {'yes' if match[1] == 'later' else 'no'}: the title says “{match[0]}”"
    if len(row["code"]) == 1:
        yield "code", "expected the publisher’s code of the series, or nothing"
    if row["limits"] == FALLS_NEVER and kind not in STOCKS:
        yield "limits", f"expected nothing, or a series at a point or the end of a period; it is of the kind {kind}"
    if unit == EVENTS and row["revised"] == "yes":
        yield "revised", "expected no: an event is not a value that a later edition changes"
    if _RATE.fullmatch(unit) and kind in ("flow", "standing"):
        yield "kind", "expected point, end of period or average: an exchange rate is one of a day or a mean"
    ending = row["series"].rpartition("-")[2].upper()
    parties = {*names.several(row["area"]), *names.several(row["partner"])}
    if ending in codes and ending not in parties:
        yield "area", f"expected {ending}, with which the id of the series ends, as area or partner"
    yield from _unnamed(row, parties, places)


def _counts(unit: str, title: str) -> Iterator[tuple[str, str]]:
    """A title that begins with what is counted, where the unit is another: `Masks sent` in testing kits, or dollars."""
    if unit == EVENTS:
        return
    units = {row["name"] for row in names.names(kind=names.UNIT)}
    first = title.split(" ")[0].lower()
    counted = PERSONS if first in _PEOPLE else first
    of_people = PERSONS in (unit, counted) and {unit, counted} <= {PERSONS, *_OF_PEOPLE}
    if counted not in units or counted in unit.split() or of_people or _WORTH.search(title):
        return
    if (unit, counted) not in ALIKE:
        yield "unit", f"expected {counted}, of which the title says how many; or a title that says what else it counts"


def _unnamed(row: tables.Row, parties: set[str], places: Gazetteer) -> Iterator[tuple[str, str]]:
    """A side that the title does not name, where it names one that is none, besides the other side of two or alone."""
    title = row["title"]
    # A US dollar is no party.
    named = {one.code for one in places.mentions(title) if not re.match(r"\S+ dollar", title[one.start :])}
    related = {area for party in parties for area in places.groups.get(party, ())}
    other = {code for code in named - parties - related if not parties.intersection(places.groups.get(code, ()))}
    lost = parties - named
    if other and not row["partner"] and not named & (parties | related):
        titled = ", ".join(sorted(map(names.party, other)))
        yield "area", f"expected {titled}, which the title names, or a title that names {names.party(min(parties))}"
    elif lost and other and named & parties:
        column = "partner" if lost.intersection(names.several(row["partner"])) else "area"
        titled = ", ".join(sorted(map(names.party, other)))
        yield column, f"expected {titled}, which the title names, or a title that names {names.party(min(lost))}"


def _collected() -> date:
    """Return the day on which the tables were put together, as data/datapackage.json has it; else today."""
    try:
        return Period.parse(tables.package().get("created", "")[:10]).last
    except ValueError:
        return date.today()


def _edition(row: tables.Row, collected: date) -> Iterator[tuple[str, str]]:
    """An edition is not of a time to come, nor older than what the name of its data set says."""
    if row["vintage"] in UNKNOWN:
        return
    try:
        edition = Period.parse(row["vintage"])
    except ValueError:
        yield "vintage", "expected a date that exists"
        return
    if edition.first > collected:
        yield (
            "vintage",
            f"expected no later than {collected}, the day on which the tables were put together; where they are newer, "
            f"`created` in {project.MARK} says so",
        )
    years = [int(year) for year in _YEAR.findall(row["dataset"])]
    if years and edition.last.year < min(years):
        yield "vintage", f"expected {min(years)} or later, as the name of the data set says: {row['dataset']}"
