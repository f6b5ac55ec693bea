"""The rules of series and observations that no schema can say: what a statistic can be by its unit, kind and title."""

import contextlib
import re
from collections.abc import Iterator, Set
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from cited import project
from cited.ledger import names, tables, where_read
from cited.ledger.faults import Fault
from cited.ledger.mentions import gazetteer
from cited.ledger.periods import Period

# A series with one of these words says what is yet to come.
_FORESEES = re.compile(r"\b(?:projections?|projected|prospects|forecasts?|outlook|scenarios?|variant)\b", re.IGNORECASE)
# Words of a title that only some kinds, or one unit, can have.
_KINDS = (
    (re.compile(r"\brunning total\b", re.IGNORECASE), ("point", "end of period")),
    (re.compile(r"\bmeans? of (?:the|a|\w+) (?:days?|weeks?|months?|quarters?|years?)\b", re.IGNORECASE), ("average",)),
)
_UNITS = ((re.compile(r"Share of\b|.*’s share of\b"), "percent"), (re.compile(r"Rank of\b"), "rank"))
_RATE = re.compile(r"[A-Z]{3} per [A-Z]{3}")
EVENTS, RANK, PERCENT = "events", "rank", "percent"
# A value so many times as large as those beside it in its series, or as small, was typed in another scale.
OUT_OF_SCALE, TEN_TIMES = 300, 8
# So many zeros at its end are hardly all read.
ROUND = 10**6
# What is counted one by one, so that there is no part of it.
WHOLE = (RANK, EVENTS, "countries", "members")
_DERIVED = "(derived)"
UNKNOWN = ("", "unknown")


def faults(broken: Set[tuple[str, int]] = frozenset()) -> list[Fault]:
    """Return what is wrong in series and observations; rows known to be broken (file and row) are passed over."""
    if not (tables.has("series") and tables.has("observations")):
        return []
    (path,), held = tables.files("series"), dict[str, tables.Row]()
    found: list[Fault] = []
    editions: dict[tuple[str, ...], tuple[str, str]] = {}
    owners: dict[str, tables.Row] = {}
    families: dict[tuple[str, ...], tables.Row] = {}
    codes = {row["code"] for row in names.names(kind=names.PARTY) if row["code"]}
    for number, row in enumerate(tables.read(path), start=2):
        if (file := project.within(path), number) in broken:
            continue
        held[row["series"]] = row
        wrong = [*_series(row, codes)]
        coded = owners.setdefault(row["code"], row) if row["code"] else row
        if coded["publisher"] != row["publisher"]:
            wrong.append(
                ("code", f"expected a code of {row['publisher']}; {coded['series']} has it of another publisher")
            )
        edition = row["publisher"], row["dataset"], row["vintage"]
        first, revised = editions.setdefault(edition, (row["series"], row["revised"]))
        if row["vintage"] not in UNKNOWN and revised != row["revised"]:
            wrong.append(("revised", f"expected {revised or 'nothing'}, as {first} of the same edition has it"))
        stem, _, ending = row["series"].rpartition("-")
        # The same of another area has the same unit, whoever counts it; and where one body does, the same kind.
        for column, family in (("unit", (stem,)), ("kind", (stem, row["publisher"], row["dataset"]))):
            like = families.setdefault((column, *family), row) if ending.upper() in codes else row
            if row[column] != like[column]:
                wrong.append((column, f"expected {like[column]}, as {like['series']} has it, the same of another area"))
        found += [Fault(file, number, column, row[column], why) for column, why in wrong]
    for path in tables.files("observations"):
        found += _apart(path)
        found += _among(path)
        for number, row in enumerate(tables.read(path), start=2):
            if (project.within(path), number) not in broken and row.get("series") in held:
                series = held[row["series"]]
                wrong = [*_observation(row, series), *where_read.faults(row["where_read"], series, held, codes)]
                found += [Fault(project.within(path), number, column, row[column], why) for column, why in wrong]
    return found


def _apart(path: Path) -> Iterator[Fault]:
    """Observations that stand among those of another series: a name that was typed or pasted wrongly."""
    last, seen = "", set[str]()
    for number, row in enumerate(tables.read(path), start=2):
        name = row.get("series") or ""
        if name != last and name in seen:
            yield Fault(project.within(path), number, "series", name, "expected it beside the others of its series")
        seen.add(name)
        last = name


def _among(path: Path) -> Iterator[Fault]:
    """Values out of scale with others of their series, and copies that claim more confidence than their original."""
    rows: dict[str, list[tuple[int, tables.Row, float]]] = {}
    copies: dict[tuple[str | None, ...], tuple[int, str | None]] = {}
    for number, row in enumerate(tables.read(path), start=2):
        if row.get("remark"):
            continue
        copy = row.get("series"), row.get("where_read")
        first, confidence = copies.setdefault(copy, (number, row.get("confidence")))
        if confidence != row.get("confidence"):
            expected = f"expected {confidence}, as row {first} has it of the same copy; or a remark that says why"
            yield Fault(project.within(path), number, "confidence", row.get("confidence"), expected)
        with contextlib.suppress(ValueError):
            rows.setdefault(row.get("series") or "", []).append((number, row, float(row.get("value") or "")))
    for values in rows.values():
        if len(values) < 3 or min(value for *_, value in values) <= 0:
            continue
        for at, (number, row, value) in enumerate(values):
            near = [values[beside][2] for beside in (at - 1, at + 1) if 0 <= beside < len(values)]
            # Where the neighbours are nearly one, one that is ten times theirs has a digit too many.
            off = TEN_TIMES if len(near) == 2 and max(near) < 2 * min(near) else OUT_OF_SCALE
            if value > off * max(near) or value < min(near) / off:
                expected = f"expected a value of the size of its neighbours, {near[-1]:.12g}; or a remark that says why"
                yield Fault(project.within(path), number, "value", row["value"], expected)


def _series(row: tables.Row, codes: set[str]) -> Iterator[tuple[str, str]]:
    kind, unit, title = row["kind"], row["unit"], row["title"]
    for words, kinds in _KINDS:
        if (said := words.search(title)) and kind not in kinds:
            yield "kind", f"expected {' or '.join(kinds)}: the title says “{said[0]}”"
    for words, wanted in _UNITS:
        if (said := words.match(title)) and unit != wanted:
            yield "unit", f"expected {wanted}: the title says “{said[0]}”"
    if unit == RANK and "rank" not in title.lower():
        yield "unit", "expected what is counted: the title says nothing of a rank"
    if unit == EVENTS and kind != "point":
        yield "kind", "expected point: an event has a date"
    if unit == EVENTS and row["revised"] == "yes":
        yield "revised", "expected no: an event is not a value that a later edition changes"
    if _RATE.fullmatch(unit) and kind in ("flow", "standing"):
        yield "kind", "expected point, end of period or average: an exchange rate is one of a day or a mean"
    ending = row["series"].rpartition("-")[2].upper()
    parties = {*names.several(row["area"]), *names.several(row["partner"])}
    if ending in codes and ending not in parties:
        yield "area", f"expected {ending}, with which the id of the series ends, as area or partner"
    if row["partner"]:
        yield from _unnamed(row, parties)


def _unnamed(row: tables.Row, parties: set[str]) -> Iterator[tuple[str, str]]:
    """A side of two that the title does not name, where it names the other and one that is neither."""
    places = gazetteer()
    title = row["title"]
    # A US dollar is no party.
    named = {one.code for one in places.mentions(title) if not re.match(r"\S+ dollar", title[one.start :])}
    related = {area for party in parties for area in places.groups.get(party, ())}
    other = {code for code in named - parties - related if not parties.intersection(places.groups.get(code, ()))}
    lost = parties - named
    if lost and other and named & parties:
        column = "partner" if lost.intersection(names.several(row["partner"])) else "area"
        said = ", ".join(sorted(map(names.party, other)))
        yield column, f"expected {said}, which the title names, or a title that names {names.party(min(lost))}"


def _observation(row: tables.Row, series: tables.Row) -> Iterator[tuple[str, str]]:
    try:
        value, precision = Decimal(row["value"]), Decimal(row["precision"] or 0)
        period = Period.parse(row["period"])
    except (InvalidOperation, ValueError):
        return
    derived = series["dataset"].endswith(_DERIVED)
    if value and precision > abs(value):
        yield "precision", f"expected no more than the value, {row['value']}"
    elif precision > 0 and not derived and value % precision:
        yield "precision", f"expected the worth of the last digit of {row['value']}, or of one before it"
    elif value and precision > 0 and not value % (precision * ROUND):
        yield "precision", f"expected more than {precision}: {row['value']} is a round number"
    if series["unit"] in WHOLE and value % 1:
        yield "value", f"expected a whole number: {series['unit']} are counted one by one"
    if series["unit"] == RANK and value < 1:
        yield "value", "expected a rank of 1 or more"
    if series["unit"] == PERCENT and series["title"].startswith("Share of") and not 0 <= value <= 100:
        yield "value", "expected 0 to 100: it is a share"
    if series["kind"] in ("average", "end of period") and period.days == 1:
        yield "period", f"expected more than one day: the series is of the {series['kind']}"
    edition = series["vintage"] if series["vintage"] not in UNKNOWN else ""
    known = Period.parse(edition).last if edition else date.today()
    if period.first > known and not _FORESEES.search(f"{series['title']} {series['dataset']} {series['remark']}"):
        until = f"{edition}, the date of its edition" if edition else "today"
        yield "period", f"expected one that has begun by {until}; or a title, data set or remark that says projection"
