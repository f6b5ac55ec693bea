"""What the headings of a table say of a cell: unit, scale, time, and per what."""

import functools
import re
from typing import NamedTuple

from cited.intake.periods.heading_times import in_part, of_heading, without_year
from cited.intake.reading import column_kinds, column_times, row_parts
from cited.intake.reading.cell_text import Cell
from cited.intake.reading.quantities import YEARLIKE
from cited.intake.reading.structure import Table
from cited.intake.units.headings import Heading, heading

_CHANGE = re.compile(r"\b(?:change|growth|share|rate|%|per ?cent|index|ratio)\b|%", re.IGNORECASE)
_CALENDAR = re.compile(r"\W*(?:\w+ )?(?:years?|months?|quarters?|weeks?|days?|dates?|periods?)\W*", re.IGNORECASE)
_COUNTS = re.compile(
    r"\b(?:number of|no\. of|people|persons|beneficiaries|population|targeted|headcount|employees|staff)\b"
    r"(?!.*[%$€£])",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\W*(?:total )?(?:number of|no\. of|headcount)\b(?!.*[%$€£])"
    r"|.*\((?:number|no\.?|headcount|FTEs?|full-time equivalents?)\)",
    re.I,
)
# Earnings per share, in a table of millions.
_PER_SHARE = re.compile(r"\bper (?:[a-z]+ )?(?:share|unit)\b", re.IGNORECASE)

# Which currency it is, another column says.
_ANY_CURRENCY = re.compile(r"\b(?:local|national|domestic|own|foreign) currency\b(?! (?:loan|debt|deposit)s?)", re.I)

# What is no money in a table of money: velocity of money (ratio).
_RATIO = re.compile(r"\bratio\b(?!.*%)|\bvelocity\b|\bmultiplier\b|\(times\)|\(x\)|\bindex\b", re.IGNORECASE)
_STAFF = re.compile(
    r"\W*(?:(?:total|average|own|permanent) )*(?:number of )?(?:employees|workforce|FTEs?|full-time equivalents)"
    r"(?:,? (?:at|in|on|end|(?:period|year|half-year)[- ]end)\b.*|\W*\(.*\))?\W*",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\W*(?:n|(?:(?:un)?weighted )?(?:bases?|sample)(?: size)?|respondents|interviews)\b\W*(?:\(.*\)|: .*)?\W*",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"(?<=\)) and |(?<=\)), |; (?![^()]*\))")
# What is not of the time that the document is of.
_OTHER_TIME = re.compile(
    r"\d{4}|\b(?:years?|months?|weeks?|quarters?|days?|previous|last|targets?|planned|plan|baseline|capacity|change"
    r"|since)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"\W*[A-Z]{3}\W*")
_BY = re.compile(r"(?P<what>[A-Z][^.;:]{2,80}?),? by (?!the\b|\d|(?:19|20)\d\d)[a-z]")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_PAID = re.compile(r"\b(?:wages?|salar(?:y|ies)|pay|compensation|labou?r costs?|benefits)\b", re.IGNORECASE)


class Row(NamedTuple):
    """A row of a table: its cells, the section it is in, its number, from 0, and what the document says of all amounts.

    `named` says that most stubs name what is counted; else a plural there is the name of a place. `now` is the
    document's date, `reported` what its title or front says that it is of. `part_of` is the name of the row that
    this one is part of.
    """

    table: Table
    cells: list[Cell]
    section: str
    number: int
    named: bool
    amounts: Heading
    now: str
    reported: str
    part_of: str


class Context(NamedTuple):
    """What the headings say of one cell."""

    unit: str
    factor: float
    period: str
    per: str


def context(row: Row, column: int, whole: bool) -> Context:
    """Return unit, scale and time of a cell by its stub, the row that it is part of, its column's header, its section,
    the caption and what the document says of all its amounts, nearest first; `whole`: whether its number is whole."""
    table, cells, section, named = row.table, row.cells, row.section, row.named
    heads = column_times.without(table.heading(column))
    units = next((one for one in range(1, column) if column_kinds.is_units(table, one)), 0)
    stub = _stub(cells[:column], units)
    first = table.heading(0) if column else []
    corner = [heading(words)._replace(noun="") for words in first if not _CALENDAR.fullmatch(words)]
    own = _own(row, stub, named or units > 0)
    headings = [own, *(heading(words) for words in reversed(heads)), *corner, heading(section)]
    if units and cells[units].text:
        headings.insert(0, heading(f"({cells[units].text})"))
    headings += [heading(_clause(words, heads)) for words in reversed(table.caption.split(". "))]
    if heads and _CHANGE.search(heads[-1]) and headings[1].unit:
        headings = [headings[1], *headings[:1], *headings[2:]]
    coded = heading(heads[-1]).unit if heads and _CODE.fullmatch(heads[-1]) else ""
    if coded.isupper():
        # USD, over foreign currency reserves and SDRs, in units of 100 million USD.
        scaled = next((one.factor for one in headings if one.unit in ("", coded) and one.factor != 1), 1.0)
        own = Heading()
        headings = [own, Heading(coded, scaled), *headings[2:]]
    unit = next((one.unit for one in headings if one.unit), "")
    factor = next((one.factor for one in headings if one.factor != 1 or one.unit), 1.0)
    scaled = next((one.factor for one in headings if one.factor != 1), 1.0)
    if factor == 1 and unit not in ("percent", "percentage points", "rank"):
        factor = scaled if not next((one.unit for one in headings if one.unit and one.factor == 1), "") else 1.0
    nouns = [*(heading(words).noun for words in reversed(heads)), *(one.noun for one in headings)]
    noun = next((one for one in nouns if one), "")
    near = next((one for one in nouns[: len(heads) + 1] if one), "")
    if not unit and not row.amounts.unit and (whole or scaled != 1):
        unit, factor = noun or near, scaled
    elif not unit and near:
        unit, factor = near, scaled
    elif not unit:
        unit, factor = row.amounts.unit, row.amounts.factor
    if heads and _COUNTS.search(heads[-1]) and not headings[1].unit and (whole or factor != 1 or not unit.isupper()):
        # People targeted, in a table of US$ million.
        unit, factor = heading(heads[-1]).noun or "persons", headings[1].factor
    if unit.isupper() and not own.unit and (persons := _persons(stub, own, whole, f"{table.caption} {section}")):
        unit, factor = persons, own.factor
    if unit == "percent" and whole and not own.unit and _is_base(stub, heads):
        unit, factor = own.noun or "persons", own.factor
    head = headings[1].unit if heads else ""
    counted = near if heads and (whole or headings[1].factor != 1) else ""
    if unit == "percent" and not any(nouns[: len(heads)]):
        # Animal products, in a table of tariffs.
        counted = ""
    given = column_kinds.beside(table, column, unit, head, counted, own.unit)
    unit, factor = (unit, factor) if given == unit else (given, headings[1].factor if heads else factor)
    per_share = own.factor == 1 and _PER_SHARE.search(stub)
    if unit.isupper() and not own.unit and _RATIO.search(stub):
        unit, factor = "", 1.0
    if unit in ("percent", "percentage points") or per_share or column_kinds.is_pure(table, column):
        factor = 1.0
    if not coded.isupper() and _ANY_CURRENCY.search(f"{stub} {heads[-1] if heads else ''}"):
        unit = ""
    period = _period(row, column, heads)
    per = next((one.per for one in headings if one.per), "")
    return Context(unit, factor, period, per)


def _clause(caption: str, heads: list[str]) -> str:
    """What a caption says of a column, where it names two things with a unit each: Households (in thousands) and
    average rent (CHF per month)."""
    clauses = _CLAUSES.split(caption)
    if len(clauses) < 2 or not all(heading(clause).unit or clause.endswith(")") for clause in clauses):
        return caption
    words = {word for head in heads for word in re.findall(r"[a-z]{3,}", head.lower())} - {"average", "total"}
    return next((clause for clause in clauses[1:] if words & {*re.findall(r"[a-z]+", clause.lower())}), clauses[0])


def _own(row: Row, stub: str, named: bool) -> Heading:
    """What the name of a row says; `named`: whether such names say what is counted."""
    own = heading(stub)
    if own.factor != 1 and stub.isalpha():
        # Lac, a province.
        own = Heading(noun=own.noun)
    place = not named and own.noun != "persons" and stub.istitle()
    if own.factor == 1 and (place or (not own.unit and not _NUMBER_OF.match(stub) and _classified(row.table.caption))):
        own = own._replace(noun="")
    own = Heading() if own.unit == "years" and column_kinds.is_age(stub) else own
    above = heading(row.part_of)
    if above.unit and not own.unit and (own.noun != "persons" or above.unit == "percent"):
        own = above._replace(noun=own.noun or above.noun)
    elif row_parts.is_part(stub) and not own.unit and not own.noun:
        own = own._replace(noun=above.noun)
    return own


def _is_base(stub: str, heads: list[str]) -> bool:
    """Whether a row counts the people asked, under their answers in per cent: Sample size."""
    return bool(_BASE.fullmatch(stub) or _NUMBER_OF.match(stub)) and not any(heading(words).unit for words in heads)


def _classified(caption: str) -> str:
    """What a caption says that a table counts by kinds, of which its rows are the names; else an empty text: Patents by
    type of applicant."""
    match = _BY.search(caption)
    return heading(match["what"].rpartition(". ")[2]).noun if match else ""


def _stub(cells: list[Cell], units: int) -> str:
    """The name of a row: its cells before another, but for numbers, or for the one at `units`, which gives the unit."""
    if units:
        return " ".join(cell.text for place, cell in enumerate(cells) if cell.text and place != units)
    return " ".join(cell.text for cell in cells if cell.text and not re.search(r"^[\W\d]+$", cell.text))


def _period(row: Row, column: int, heads: list[str]) -> str:
    """The time of a cell by its column's header, the names of its row, its section and the caption."""
    table = row.table
    stubs = column_times.of_months(_names(table, row.cells[:column]), table)
    heads = column_times.of_months(heads, table)
    sources = [*reversed(heads), *stubs, row.section, table.caption]
    period = next((period for period in map(of_heading, sources) if period), "")
    period = next((part for part in (in_part(words, period) for words in sources) if part), period)
    period = column_times.told(table, column, row.now, row.reported) or period
    if not period and heads:
        period = without_year(heads[-1], row.now)
    return period or ("" if _tells_time(table) or any(map(_OTHER_TIME.search, sources)) else row.reported)


@functools.lru_cache(maxsize=64)
def _tells_time(table: Table) -> bool:
    """Whether a header of a table names a time."""
    return any(of_heading(cell.text) for _, cells in table.header for cell in cells)


def _names(table: Table, cells: list[Cell]) -> list[str]:
    """Cells to the left of another that can say when: no numbers that only look like years."""
    return [cell.text for place, cell in enumerate(cells) if not place or _can_say_when(table, place, cell.text)]


def _can_say_when(table: Table, column: int, text: str) -> bool:
    if not _YEAR.search(text):
        return True
    if YEARLIKE.fullmatch(text) and column_kinds.kind(table, column) != "date":
        return False
    return not column_kinds.is_event(table, column)


def _persons(stub: str, own: Heading, whole: bool, over: str) -> str:
    """What a row counts in a table of money, else an empty text: Number of clients, Employees (thousands)."""
    if _NUMBER_OF.match(stub):
        return own.noun or "persons"
    if whole and _STAFF.fullmatch(stub) and not _PAID.search(over):
        return "persons"
    first, _, rest = stub.partition(" ")
    counted = heading(first.strip(",")).noun == "persons"
    # Clients (thousands); visitors per day.
    return "persons" if counted and (own.factor != 1 or (whole and rest.startswith("per "))) else ""
