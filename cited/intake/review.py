"""The page for reviewing a draft: the text with every number coloured by class, beside its rows."""

import html
from pathlib import Path

from cited import project
from cited.files import write
from cited.intake import audit, draft, files, texts
from cited.intake.classes import CLASSES
from cited.intake.grammar import read_text

FOLDER = Path(".build/review")
_COLOURS = {
    "figure": "#bfe3c0",
    "date": "#d5dcf5",
    "ordinal": "#e3d5f0",
    "label": "#f0e0c8",
    "note": "#e2e2e2",
    "reference": "#d9e6e6",
    "furniture": "#ececdc",
    "idiom": "#f3dbe3",
    "unaccounted": "#ff8a80",
}
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; }
td { vertical-align: top; padding: .3rem .6rem; border-top: 1px solid #ddd; overflow-wrap: anywhere; }
td:first-child { color: #666; text-align: right; width: 3rem; }
td:last-child { width: 34%; font-size: 13px; }
td p { margin: 0 0 .4rem; }
mark { border-radius: 2px; padding: 0 1px; color: inherit; }
.draft { color: #8a3b00; }
"""


def review(source: str) -> Path:
    """Write the page for a document, drafted or confirmed, outside the published pages; return where it is.

    Raises `project.InputError` where the id is no document's, or its text is not there.
    """
    row = next((entry for entry in files.sources() if entry["source"] == source), None)
    if row is None:
        known = ", ".join(entry["source"] for entry in files.sources())
        raise project.InputError(f"SOURCE: “{source}”; expected a document of data/sources.csv: {known}")
    path = texts.found().get(row["sha256"])
    if path is None:
        raise project.InputError(
            f"{source}: no file in {project.TEXTS} or {project.TEXTS_VARIABLE} has its checksum; expected the text"
        )
    page = project.root() / FOLDER / f"{source}.html"
    write(page, _page(row, texts.lines(path)))
    return page


def _page(row: dict, lines: list[str]) -> str:
    source = row["source"]
    figures, numbers = files.rows("figures", source), files.rows("numbers", source)
    result = audit.audit_text(source, lines, figures, numbers)
    places = texts.Places(lines)
    beside: dict[int, list[str]] = {}
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for entry in (*figures, *numbers):
        number = files.whole(source, entry, "line")
        start = places.start(number, entry["printed"], files.whole(source, entry, "occurrence"))
        spans.setdefault(number, []).append((start, start + len(entry["printed"]), entry.get("class", "figure")))
        beside.setdefault(number, []).append(_row(entry))
    body = [
        _line(number, line, reading, spans.get(number, []), beside.get(number, []))
        for number, (line, reading) in enumerate(zip(lines, read_text(lines), strict=True), start=1)
        if line.strip()
    ]
    legend = " ".join(f'<mark style="background:{colour}">{name}</mark>' for name, colour in _COLOURS.items())
    faults = "".join(f"<li>{html.escape(fault.words)}</li>" for fault in result.faults)
    title = html.escape(f"{row['label']}: {row['title']}")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
        f"</head><body><h1>{title}</h1><p>{len(figures)} figures, {result.found} numbers. {legend}</p>"
        f"<ul>{faults}</ul><table>{''.join(body)}</table></body></html>\n"
    )


def _line(number: int, line: str, reading, spans: list[tuple[int, int, str]], rows: list[str]) -> str:
    parts, position = [], 0
    waiting, active = sorted(spans, reverse=True), []
    for numeral, ruled in zip(reading.numerals, reading.classes, strict=True):
        while waiting and waiting[-1][0] <= numeral.start:
            active.append(waiting.pop())
        active = [span for span in active if span[1] >= numeral.end]
        held = [given for start, _, given in active if start >= 0]
        name = held[0] if held else ruled if ruled in CLASSES else "unaccounted"
        parts.append(html.escape(line[position : numeral.start]))
        words = html.escape(line[numeral.start : numeral.end])
        parts.append(f'<mark title="{name}" style="background:{_COLOURS[name]}">{words}</mark>')
        position = numeral.end
    parts.append(html.escape(line[position:]))
    return f'<tr id="l{number}"><td>{number}</td><td dir="auto">{"".join(parts)}</td><td>{"".join(rows)}</td></tr>\n'


def _row(entry: dict) -> str:
    if "class" in entry:
        printed, given, remark = (html.escape(entry[column]) for column in ("printed", "class", "remark"))
        return f"<p><b>{printed}</b>: {given} {remark}</p>"
    ends = entry["low"] if entry["low"] == entry["high"] else f"{entry['low'] or '…'} to {entry['high'] or '…'}"
    words = [entry["hedge"], ends, entry["unit"], entry["period"], entry["measure"], entry["theme"], entry["actor"]]
    told = html.escape(", ".join(word for word in words if word))
    missing = ", ".join(column for column in draft.NEEDED if not entry.get(column))
    mark = f' <span class="draft">draft{f", fill {missing}" if missing else ""}</span>' if entry.get("draft") else ""
    return f"<p><b>{html.escape(entry['figure'])}</b>{mark} “{html.escape(entry['printed'])}”: {told}</p>"
