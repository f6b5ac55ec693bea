"""Documents of office programs: Word, Excel and OpenDocument sheets, read into lines."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from lxml import etree

from cited import project
from cited.intake.formats import markup, number_formats, rows

# What a file may hold when it is unpacked: a small file that claims more is a trap.
MOST_BYTES = 200_000_000
# How many cells a sheet may have, empty ones included: all of them are held in memory.
MOST_CELLS = 10_000_000
_PLACE = re.compile(rb'<c\b[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def kind(path: Path, content: bytes) -> str:
    """Return what an office file is, `docx`, `odt`, `sheet` or an empty text; raises where it cannot be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise project.InputError(
                    f"{path}: more than {MOST_BYTES // 1_000_000} MB when unpacked; expected a document of ordinary"
                    f" size"
                )
            if "word/document.xml" in names:
                return "docx"
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return "sheet"
            if "mimetype" in names and "content.xml" in names:
                mimetype = archive.read("mimetype")
                return "sheet" if b"spreadsheet" in mimetype else "odt" if b"text" in mimetype else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        raise damaged(path, "the file") from None
    return ""


def docx(path: Path, content: bytes) -> tuple[list[str], str]:
    """Return the lines of a Word document and its title; notes stand at the end, each after its number."""
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            raising = _raising(archive.read("word/styles.xml")) if "word/styles.xml" in archive.namelist() else []
            title = titled(archive.read("docProps/core.xml")) if "docProps/core.xml" in archive.namelist() else ""
        page = mammoth.convert_to_html(
            io.BytesIO(content), convert_image=lambda _image: [], style_map="\n".join(raising)
        ).value
    except (MemoryError, KeyboardInterrupt):
        raise
    except RecursionError:
        raise project.InputError(
            f"{path}: tables within tables, too many deep; expected a few at most: take out the outer ones"
        ) from None
    except Exception:
        # What a damaged file makes the library raise is not documented; a person needs the file's name.
        raise damaged(path, "the Word document") from None
    lines, _ = markup.read(f"<html><body>{page}</body></html>")
    return [re.sub(r"\s*↑$", "", line) for line in lines], title


def _raising(styles: bytes) -> list[str]:
    """Return what the library is to be told of styles that raise letters: it looks only at how letters are set."""
    root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    high = [one for one in root.iter(f"{_W}vertAlign") if one.get(f"{_W}val") == "superscript"]
    styled = [
        style for one in high for style in one.iterancestors(f"{_W}style") if style.get(f"{_W}type") == "character"
    ]
    names = [str(name.get(f"{_W}val")) for style in styled for name in style.iter(f"{_W}name")]
    return [f"r[style-name='{name}'] => sup" for name in names if not re.search(r"['\\]", name)]


def check_sheets(name: str | Path, content: bytes) -> None:
    """Raise InputError for a workbook of which a cell stands so far off that all before it would not fit in memory."""
    if not content.startswith(b"PK\x03\x04"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise project.InputError(f"{name}: more than {MOST_BYTES // 1_000_000} MB when unpacked; expected less")
        for part in archive.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", part):
                continue
            places = {(match[1], match[2]) for match in _PLACE.finditer(archive.read(part))}
            down = [int(row) for _, row in places]
            if places and _letters(places) * (max(down) - min(down) + 1) > MOST_CELLS:
                raise project.InputError(
                    f"{name}: {part}: a cell far from the others; expected at most {MOST_CELLS:,} cells from the first "
                    "to the last, empty ones included: remove what stands apart"
                )


def _letters(places: set[tuple[bytes, bytes]]) -> int:
    """Return how many columns there are from the first to the last."""
    numbers = []
    for letters, _ in places:
        number = 0
        for letter in letters:
            number = number * 26 + letter - 64
        numbers.append(number)
    return max(numbers) - min(numbers) + 1


def sheet(path: Path, content: bytes) -> tuple[list[str], str]:
    """Return the sheets of a workbook as tables, each under its name, parted where a row is empty."""
    import python_calamine

    try:
        check_sheets(path, content)
        book = python_calamine.load_workbook(io.BytesIO(content))
        formats = _formats(content)
        blocks: list[str] = []
        hidden = {one.name for one in book.sheets_metadata if one.visible != python_calamine.SheetVisibleEnum.Visible}
        for name in book.sheet_names:
            if name in hidden:
                continue
            page = book.get_sheet_by_name(name)
            cells = page.to_python(skip_empty_area=True)
            down, right = page.start or (0, 0)
            own = formats.get(name, number_formats.Sheet({}, frozenset(), frozenset()))
            shown = [
                [
                    _shown(value, own.formats.get((row, column)))
                    for column, value in enumerate(values, right)
                    if column not in own.columns
                ]
                for row, values in enumerate(cells, down)
                if row not in own.rows
            ]
            blocks += ["", *_blocks(name, shown)]
    except (MemoryError, KeyboardInterrupt, project.InputError):
        raise
    except Exception:
        raise damaged(path, "the workbook") from None
    return blocks[1:], ""


def _blocks(name: str, cells: list[list[str]]) -> Iterator[str]:
    block: list[list[str]] = []
    yield name
    for row in [*cells, []]:
        if any(row):
            block.append(row)
        elif block:
            yield from [*rows.lines(block), ""]
            block = []


def _formats(content: bytes) -> dict[str, number_formats.Sheet]:
    """How the sheets of a workbook are shown; none where that cannot be read: numbers are then shown as kept."""
    try:
        return number_formats.by_sheet(content) if content.startswith(b"PK\x03\x04") else {}
    except (etree.XMLSyntaxError, KeyError, ValueError):
        return {}


def _shown(value: object, style: number_formats.Format | None) -> str:
    """A cell as a reader of the sheet sees it: by its format; else no point without need, dates by ISO 8601."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and style:
        return style.shown(value)
    if isinstance(value, float):
        return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)


def titled(meta: bytes) -> str:
    """Return the title that a document's metadata give, an empty text where they give none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        title = next(etree.fromstring(meta, parser).iter(f"{_DC}title"), None)
    except etree.XMLSyntaxError:
        return ""
    return " ".join("".join(title.itertext()).split())[:200] if title is not None else ""


def damaged(path: Path, what: str) -> project.InputError:
    """Return the answer to a file that cannot be read."""
    return project.InputError(f"{path}: {what} cannot be read; expected a whole one: open it and save it again")
