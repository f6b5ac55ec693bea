"""SDMX, the standard of IMF, Eurostat, OECD, UN and central banks: SDMX-CSV of both versions, and SDMX-ML by sdmx1.

Also Eurostat's TSV, which has the same dimensions in its first column.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from cited import project
from cited.intake.statistics import numbers, reading, units
from cited.intake.statistics.model import UNKNOWN, FoundSeries, Observation
from cited.intake.statistics.sdmx_codes import (
    ADDRESSES,
    ALL,
    AREAS,
    COLLECTIONS,
    ECB_ITSELF,
    FLOWS,
    GROUPS,
    KEYS,
    NAMED,
    OF_VALUES,
    PARTNERS,
    PUBLISHERS,
    SCALE,
    SUBJECTS,
    TIME,
    TITLES,
    UNIT_CODES,
    UNITS,
    UNSAID,
    UPDATED,
    VALUE,
)
from cited.intake.statistics.sheets import Sheet


def reads(sheet: Sheet) -> bool:
    """Tell whether a table is SDMX-CSV."""
    return bool(sheet.rows) and {TIME, VALUE} <= {_column(cell) for cell in sheet.rows[0]}


def series(sheet: Sheet) -> Iterator[FoundSeries]:
    """Give the series of an SDMX-CSV file: one per combination of dimensions."""
    header = [_column(cell) for cell in sheet.rows[0]]
    records = ((f"{sheet.name}, row {number}", _record(header, row)) for number, row in sheet.numbered(1))
    return grouped(records, sheet.name)


def _record(header: list[str], row: list[str]) -> dict[str, str]:
    """Return the cells of a row by column: Eurostat's CSV with names has beside each code its label."""
    if NAMED not in header:
        return dict(zip(header, row, strict=False))
    first = header.index(NAMED) + 1
    made = dict(zip(header[:first], row, strict=False))
    for at in range(first, len(row) - 1, 2):
        code, label = row[at].strip(), row[at + 1].strip()
        # What is told by its label is neither a number nor a time.
        made[header[at]] = f"{code}: {label}" if label and header[at] not in (TIME, VALUE) else code
    return made


def reads_tsv(sheet: Sheet) -> bool:
    """Tell whether a table is Eurostat's TSV: dimensions in the first column, times in the others."""
    return bool(sheet.rows) and bool(re.search(r"\\TIME(_PERIOD)?$", sheet.rows[0][0].strip(), re.IGNORECASE))


def series_tsv(sheet: Sheet) -> Iterator[FoundSeries]:
    """Give the series of a Eurostat TSV file: one per row."""
    dimensions = re.sub(r"\\TIME.*$", "", sheet.rows[0][0].strip(), flags=re.IGNORECASE).upper().split(",")
    times = [cell.strip() for cell in sheet.rows[0][1:]]
    flow = re.sub(r"\.\w+$", "", sheet.name).removeprefix("estat_").upper()

    def records() -> Iterator[tuple[str, dict[str, str]]]:
        for number, row in sheet.numbered(1):
            key = dict(zip(dimensions, (cell.strip() for cell in row[0].split(",")), strict=False))
            for time, value in zip(times, row[1:], strict=False):
                record = {**key, "DATAFLOW": f"ESTAT:{flow}(1.0)", TIME: time, VALUE: value}
                yield f"{sheet.name}, row {number}, {time}", record

    return grouped(records(), sheet.name)


def series_ml(path: Path) -> Iterator[FoundSeries]:
    """Give the series of an SDMX-ML file; raises InputError where it is none, or needs a structure it does not have."""
    import contextlib
    import io
    import logging

    import sdmx
    from sdmx.message import DataMessage

    # It warns of a structure that is not given, which these files do not need.
    logging.getLogger("sdmx").setLevel(logging.ERROR)
    try:
        # Where it fails it prints the file, which is not to reach the terminal.
        with contextlib.redirect_stdout(io.StringIO()):
            message = sdmx.read_sdmx(path)
        data = list(message.data) if isinstance(message, DataMessage) else []
    except Exception as error:
        raise project.InputError(f"{path.name}: {error}; expected SDMX-ML with data") from None
    if not data:
        raise project.InputError(f"{path.name}: no data; expected SDMX-ML with data sets, not only structures")
    sender = getattr(getattr(message.header, "sender", None), "id", "") or ""
    prepared = str(getattr(message.header, "prepared", "") or "")[:10]

    def records() -> Iterator[tuple[str, dict[str, str]]]:
        for data_set in data:
            flow = getattr(data_set.described_by, "id", "") or getattr(data_set.structured_by, "id", "") or ""
            for number, one in enumerate(data_set.obs, start=1):
                record = {"DATAFLOW": f"{sender}:{flow}(1.0)" if sender else str(flow), "LAST_UPDATE": prepared}
                key, about = (
                    {name.upper(): str(getattr(value, "value", value)) for name, value in values.items()}
                    for values in (one.key.values, getattr(one, "attrib", {}))
                )
                # As in SDMX-CSV: what makes a series, then the time, then what is said of it.
                time = key.pop(TIME, "") or key.pop("TIME", "")
                record |= {**key, TIME: time, **{name: cell for name, cell in about.items() if name not in key}}
                yield f"{path.name}, observation {number}", {**record, VALUE: str(one.value)}

    return grouped(records(), path.name)


def grouped(records: Iterable[tuple[str, dict[str, str]]], name: str) -> Iterator[FoundSeries]:
    """Give one series per combination of dimensions of records (place, cells), with their observations."""
    series: dict[tuple[tuple[str, str], ...], FoundSeries] = {}
    for place, record in records:
        cells = {column: (value or "").strip() for column, value in record.items()}
        apart = OF_VALUES | {*FLOWS, *UPDATED, *TITLES, *SCALE, *KEYS, NAMED}
        # What stands after the time says something of a series, but makes none.
        before = itertools.takewhile(lambda column: column != TIME, cells)
        made_of = [column for column in before if column not in apart] or [one for one in cells if one not in apart]
        key = tuple((column, cells[column]) for column in made_of)
        if key not in series:
            series[key] = _series(dict(key), cells, name)
        one = series[key]
        try:
            if cells.get(VALUE) and (read := numbers.number(cells[VALUE], one.multiplier, place)):
                flag = cells.get("OBS_FLAG") or cells.get("OBS_STATUS") or numbers.flag(cells[VALUE])
                # Of SDMX, A is a normal value.
                flag = "" if flag.partition(":")[0] == "A" else flag
                one.observations.append(Observation(reading.period(cells[TIME], place), *read, place, flag))
        except ValueError as error:
            raise project.InputError(str(error)) from None
    yield from (one for one in series.values() if one.observations)


def _series(dimensions: dict[str, str], cells: dict[str, str], name: str) -> FoundSeries:
    area, area_name = _area(AREAS, cells)
    partner, partner_name = _area(PARTNERS, cells)
    subject = [_label(cells[column]) for column in SUBJECTS if cells.get(column) and column not in UNITS]
    agency, flow, named = _flow(cells)
    unit, multiplier = _unit(cells)
    place = area_name or reading.country(reading.area(area, "")) or area
    # Labels say what is measured; without any the codes do.
    parts = [_label(value) for column, value in dimensions.items() if column not in {*AREAS, *UNITS, *UNSAID}]
    said = [label or code for code, label in parts if code not in ALL or label]
    title = next((cells[column] for column in TITLES if cells.get(column)), "")
    title = title or ", ".join(dict.fromkeys(filter(None, [named or flow, *said])))
    words = " ".join((title, *(label for _, label in subject)))
    key = next((cells[column] for column in KEYS if cells.get(column)), "")
    code = key or ".".join(_label(value)[0] for value in dimensions.values() if value)
    stem = "-".join(filter(None, [flow, *(code for code, _ in subject)])) or title or re.sub(r"\.\w+$", "", name)
    address = ADDRESSES.get(agency, "") if flow else ""
    return FoundSeries(
        stem=project.slug(stem),
        title=f"{title}, {place}" if area and place not in title else title,
        place=name,
        code=code,
        area=area,
        area_name=place if area else "",
        partner=partner if partner != area else "",
        partner_name=partner_name,
        unit=unit or units.unit(words).name,
        multiplier=multiplier,
        kind=COLLECTIONS.get(_label(cells.get("COLLECTION", ""))[0]) or reading.kind(words),
        publisher=PUBLISHERS.get(agency.split(".")[0], agency) or UNKNOWN,
        dataset=flow or UNKNOWN,
        vintage=_day(next((cells[column] for column in UPDATED if cells.get(column)), "")),
        licence=cells.get("LICENSE") or cells.get("LICENCE") or UNKNOWN,
        address=address.format(flow=flow.lower(), key=f"{flow}/{key}" if key else flow),
        guessed=[*([] if unit else ["unit"]), *([] if cells.get("COLLECTION") else ["kind"])],
    )


def _area(columns: Iterable[str], cells: dict[str, str]) -> tuple[str, str]:
    """Return the code and the name of an area; of an exchange rate those of its currencies, which begin with a code."""
    code, label = _label(next((cells[column] for column in columns if cells.get(column)), ""))
    if not code and (below := cells.get("CURRENCY_DENOM", "")):
        currency = _label(below if columns is AREAS else cells.get("CURRENCY", ""))[0]
        code = "U2" if currency == "EUR" else currency[:2]
    return code, label or reading.named(GROUPS.get(code, ""))


def _column(cell: str) -> str:
    """Return a column's id: with labels, `geo: Geopolitical entity` is `GEO`."""
    return cell.partition(":")[0].strip().upper()


def _label(value: str) -> tuple[str, str]:
    """Return the code of a cell and its label: `PER: Persons` has both."""
    code, _, label = value.partition(":")
    return code.strip(), label.strip()


def _flow(cells: dict[str, str]) -> tuple[str, str, str]:
    """Return the agency, the id and the label of the data set: `ESTAT:NAMA_10_GDP(1.0)`, or the first of an ECB key."""
    text = next((cells[column] for column in FLOWS if cells.get(column)), "")
    match = re.match(r"(?:([\w.]+):)?([\w-]+)(?:\([\d.+]+\))?(?:: *(.+))?", text)
    agency, flow, label = match.groups() if match else ("", "", "")
    ecb = not agency and ("TITLE_COMPL" in cells or cells.get("SOURCE_AGENCY", "").startswith(ECB_ITSELF))
    if ecb:
        agency, flow = "ECB", flow or cells.get("KEY", "").partition(".")[0]
    if agency == "ECB":
        # A structure is called as its data set, with a number.
        flow = re.sub(r"^ECB_([A-Z]+)\d+$", r"\1", flow)
    return agency or "", flow or "", cells.get(NAMED) or label or ""


def _unit(cells: dict[str, str]) -> tuple[str, Decimal]:
    code, label = _label(next((cells[column] for column in UNITS if cells.get(column)), ""))
    if below := _label(cells.get("CURRENCY_DENOM", ""))[0]:
        # What one unit of the second is in units of the first.
        return f"{_label(cells.get('CURRENCY', ''))[0]} per {below}", Decimal(1)
    power = _label(next((cells[column] for column in SCALE if cells.get(column)), ""))[0]
    scale = Decimal(10) ** int(power) if re.fullmatch(r"-?\d+", power) else units.unit(power).multiplier
    if code.upper() in UNIT_CODES:
        known, times = UNIT_CODES[code.upper()]
        return known, Decimal(times) * scale
    if re.fullmatch(r"[A-Z]{3}", code) and code in units.currencies():
        return code, scale
    named = units.unit(label or code)
    return named.name, named.multiplier * scale


def _day(text: str) -> str:
    """Return a day: Eurostat writes `21/06/24 23:00:00`."""
    if match := re.match(r"(\d{2})/(\d{2})/(\d{2})\b", text):
        return f"20{match[3]}-{match[2]}-{match[1]}"
    return text[:10] if re.match(r"\d{4}(-\d{2}){0,2}", text) else UNKNOWN
