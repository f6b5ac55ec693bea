"""SDMX, the standard of IMF, Eurostat, OECD, UN and central banks: SDMX-CSV of both versions, and SDMX-ML by sdmx1.

Also Eurostat's TSV, which has the same dimensions in its first column.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from cited import project
from cited.intake.statistics import numbers, reading, units
from cited.intake.statistics.model import UNKNOWN, FoundSeries, Observation
from cited.intake.statistics.sheets import Sheet

TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"
AREAS = ("REF_AREA", "GEO", "COUNTRY", "GEOGRAPHICAL_AREA", "LOCATION", "COUNTERPART_AREA")
PARTNERS = ("COUNTERPART_AREA", "COUNTERPART", "PARTNER", "PARTNER_AREA", "PARTNER_COUNTRY")
SUBJECTS = ("INDICATOR", "NA_ITEM", "INDIC", "INDIC_NA", "SUBJECT", "MEASURE", "SERIES", "VARIABLE", "CURRENCY")
UNITS = ("UNIT_MEASURE", "UNIT", "CURRENCY", "OBS_MEASURE")
SCALE = ("UNIT_MULT", "SCALE", "UNIT_MULTIPLIER")
TITLES = ("TITLE", "SERIES_NAME", "TITLE_COMPL", "INDICATOR_LABEL")
FLOWS = ("DATAFLOW", "DATASET", "STRUCTURE_ID")
UPDATED = ("LAST UPDATE", "LAST_UPDATE", "UPDATE_DATE")
# What is said of one value, or of the file: it makes no series.
OF_VALUES = {TIME, VALUE, "STRUCTURE", "ACTION", "OBS_FLAG", "OBS_STATUS", "CONF_STATUS", "OBS_CONF", "DECIMALS"}
COLLECTIONS = {"A": "average", "E": "end of period", "S": "flow", "B": "point", "M": "point"}
UNIT_CODES = {
    "NR": ("", 1),
    "PER": ("persons", 1),
    "PERS": ("persons", 1),
    "THS_PER": ("persons", 1_000),
    "PC": ("percent", 1),
    "PT": ("percent", 1),
    "PCH_PRE": ("percent", 1),
    "CP_MEUR": ("EUR", 1_000_000),
    "MIO_EUR": ("EUR", 1_000_000),
    "MIO_USD": ("USD", 1_000_000),
    "XDC": ("", 1),
}
PUBLISHERS = {
    "ESTAT": "Eurostat",
    "IMF": "International Monetary Fund",
    "OECD": "OECD",
    "ECB": "European Central Bank",
    "BIS": "Bank for International Settlements",
    "UN": "United Nations",
    "UNSD": "United Nations Statistics Division",
    "UIS": "UNESCO Institute for Statistics",
    "ILO": "International Labour Organization",
    "WB": "World Bank",
}
EUROSTAT = "https://ec.europa.eu/eurostat/databrowser/view/{}"


def reads(sheet: Sheet) -> bool:
    """Tell whether a table is SDMX-CSV."""
    return bool(sheet.rows) and {TIME, VALUE} <= {_column(cell) for cell in sheet.rows[0]}


def series(sheet: Sheet) -> Iterator[FoundSeries]:
    """Give the series of an SDMX-CSV file: one per combination of dimensions."""
    header = [_column(cell) for cell in sheet.rows[0]]
    records = (
        (f"{sheet.name}, row {number}", dict(zip(header, row, strict=False))) for number, row in sheet.numbered(1)
    )
    return grouped(records, sheet.name)


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
                groups = (getattr(one, "attrib", {}), one.key.values)
                for values in groups:
                    record |= {name.upper(): str(getattr(value, "value", value)) for name, value in values.items()}
                record.setdefault(TIME, record.pop("TIME", ""))
                yield f"{path.name}, observation {number}", {**record, VALUE: str(one.value)}

    return grouped(records(), path.name)


def grouped(records: Iterable[tuple[str, dict[str, str]]], name: str) -> Iterator[FoundSeries]:
    """Give one series per combination of dimensions of records (place, cells), with their observations."""
    series: dict[tuple[tuple[str, str], ...], FoundSeries] = {}
    for place, record in records:
        cells = {column: (value or "").strip() for column, value in record.items()}
        apart = OF_VALUES | {*FLOWS, *UPDATED, *TITLES, *SCALE}
        key = tuple((column, value) for column, value in cells.items() if column not in apart)
        if key not in series:
            series[key] = _series(dict(key), cells, name)
        one = series[key]
        try:
            if cells.get(VALUE) and (read := numbers.number(cells[VALUE], one.multiplier, place)):
                one.observations.append(Observation(reading.period(cells[TIME], place), *read, place))
        except ValueError as error:
            raise project.InputError(str(error)) from None
    yield from (one for one in series.values() if one.observations)


def _series(dimensions: dict[str, str], cells: dict[str, str], name: str) -> FoundSeries:
    area, area_name = _label(next((cells[column] for column in AREAS if cells.get(column)), ""))
    partner, partner_name = _label(next((cells[column] for column in PARTNERS if cells.get(column)), ""))
    subject = [_label(cells[column]) for column in SUBJECTS if cells.get(column) and column not in UNITS]
    agency, flow = _flow(next((cells[column] for column in FLOWS if cells.get(column)), ""))
    unit, multiplier = _unit(cells)
    # Labels say what is measured; without any the codes do.
    said = [
        _label(value)[1] or _label(value)[0] for column, value in dimensions.items() if column not in (*AREAS, "FREQ")
    ]
    title = next((cells[column] for column in TITLES if cells.get(column)), "") or ", ".join(
        filter(None, [flow, *said])
    )
    words = " ".join((title, *(label for _, label in subject)))
    code = ".".join(_label(value)[0] for value in dimensions.values() if value)
    stem = "-".join(filter(None, [flow, *(code for code, _ in subject)])) or name
    eurostat = agency == "ESTAT"
    return FoundSeries(
        stem=project.slug(stem),
        title=f"{title}, {area_name or area}" if area else title,
        place=name,
        code=code,
        area=area,
        area_name=area_name,
        partner=partner if partner != area else "",
        partner_name=partner_name,
        unit=unit or units.unit(words).name,
        multiplier=multiplier,
        kind=COLLECTIONS.get(_label(cells.get("COLLECTION", ""))[0]) or reading.kind(words),
        publisher=PUBLISHERS.get(agency.split(".")[0], agency) or UNKNOWN,
        dataset=flow or UNKNOWN,
        vintage=_day(next((cells[column] for column in UPDATED if cells.get(column)), "")),
        licence=cells.get("LICENSE") or cells.get("LICENCE") or UNKNOWN,
        address=EUROSTAT.format(flow.lower()) if eurostat and flow else "",
        guessed=[*([] if unit else ["unit"]), *([] if cells.get("COLLECTION") else ["kind"])],
    )


def _column(cell: str) -> str:
    """Return a column's id: with labels, `geo: Geopolitical entity` is `GEO`."""
    return cell.partition(":")[0].strip().upper()


def _label(value: str) -> tuple[str, str]:
    """Return the code of a cell and its label: `PER: Persons` has both."""
    code, _, label = value.partition(":")
    return code.strip(), label.strip()


def _flow(text: str) -> tuple[str, str]:
    """Return the agency and the id of a dataflow: of `ESTAT:NAMA_10_GDP(1.0)`, also with a label behind."""
    match = re.match(r"(?:([\w.]+):)?([\w-]+)(?:\([\d.+]+\))?", text)
    return (match[1] or "", match[2]) if match else ("", "")


def _unit(cells: dict[str, str]) -> tuple[str, Decimal]:
    code, label = _label(next((cells[column] for column in UNITS if cells.get(column)), ""))
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
