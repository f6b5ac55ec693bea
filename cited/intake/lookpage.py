"""The page of a first look: one HTML file that asks nothing of the network, doubts first."""

import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from cited import files as writing
from cited import project
from cited.intake import files, look, strip
from cited.intake.arithmetic import KINDS, Computed, number
from cited.intake.classes import CLASSES
from cited.intake.html import asset, environment, policy
from cited.intake.look import Figure, Look
from cited.intake.related import Said
from cited.ledger import tables
from cited.ledger.suggest import Suggestion

# What a reader is told of an outcome that no person has confirmed.
WOULD = {
    "agrees": "would agree",
    "agrees when rounded": "would agree when rounded",
    "agrees at another date": "would agree at another date",
    "agrees at the nearest date held": "would agree at the nearest date held",
    "differs": "would differ",
    "forecast": "a forecast: neither right nor wrong",
    "": "nothing to compare with",
}
LANGUAGES = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese"}
# Characters of the sentence shown on each side of a figure.
_AROUND = 150


class Tile(NamedTuple):
    """A number at the top of the page, what it counts, and the section it leads to."""

    number: int
    words: str
    place: str


def write(found: Look) -> tuple[Path, Path]:
    """Write the page and the table of a first look into `.build/look/`, and nothing else; return where they are."""
    folder = project.root() / look.FOLDER
    html, table = folder / f"{found.name}.html", folder / f"{found.name}.csv"
    writing.write(html, page(found))
    writing.write(table, files.table(look.COLUMNS, look.rows(found)))
    return html, table


def page(found: Look) -> str:
    """Return the page of a look as HTML; the same look gives the same page, byte for byte."""
    ordered = sorted(range(len(found.figures)), key=lambda index: (found.figures[index].grave, index))
    doubtful = [index for index in ordered if found.figures[index].doubts]
    wrong = [one for one in found.relations if one.fits is False]
    kinds = [
        (kind, heading, [one for one in found.relations if one.kind == kind and one.fits is not False])
        for kind, heading in KINDS.items()
    ]
    unfit = [index for index, figure in enumerate(found.figures) if not figure.suggestions]
    style, script = asset("look.css"), asset("look.js")
    return environment().get_template("look.html.j2").render(
        look=found,
        title=found.document.title or found.name,
        policy=policy(style, script),
        style=Markup(style),
        script=Markup(script),
        tiles=tiles(found, len(wrong), len(doubtful)),
        wrong=wrong,
        kinds=[(kind, heading, ones) for kind, heading, ones in kinds if ones],
        doubtful=doubtful,
        others=[index for index in range(len(found.figures)) if not found.figures[index].doubts],
        unfit=unfit,
        classes=[(name, found.counts[name]) for name in CLASSES if found.counts[name]],
        lines=list(_lines(found)),
        language=LANGUAGES.get(found.language, ""),
        quote=quote,
        reading=reading,
        strip=lambda figure: strip.strip(figure.bounds, figure.suggestions),
        would=would,
        title_of=title_of,
        sentences=sentences,
        places=places,
        statistic=statistic,
    )  # fmt: skip


def tiles(found: Look, wrong: int, doubtful: int) -> list[Tile]:
    """Return the numbers at the top of the page."""
    numerals = sum(found.counts.values())
    suggested = sum(bool(figure.suggestions) for figure in found.figures)
    return [
        Tile(numerals, "number in the text" if numerals == 1 else "numbers in the text", "text"),
        Tile(len(found.figures), "is a figure" if len(found.figures) == 1 else "are figures", "figures"),
        Tile(wrong, "do not add up" if wrong != 1 else "does not add up", "itself"),
        Tile(doubtful, "to look at first", "doubts"),
        Tile(suggested, "with a series that could check it", "figures"),
    ]


def quote(figure: Figure) -> Markup:
    """Return a figure in the words around it, marked."""
    line, quantity = figure.said.line, figure.said.quantity
    first = max(figure.said.opening, quantity.start - _AROUND)
    last = min(figure.said.closing, quantity.end + _AROUND)
    before, after = line[first : quantity.start], line[quantity.end : last]
    if first > figure.said.opening:
        before = f"… {before.partition(' ')[2]}"
    if last < figure.said.closing:
        after = f"{after.rpartition(' ')[0]} …"
    words = (re.sub(r"\s+", " ", text) for text in (before.lstrip(), quantity.printed, after.rstrip()))
    return Markup("{}<mark>{}</mark>{}").format(*words)


def reading(figure: Figure) -> str:
    """Return what a figure was read as: its number, its unit, what the words commit it to, its period."""
    cells, bounds = figure.about.cells, figure.bounds
    unit = cells["unit"]
    ends = [end for end in (cells["low"], cells["high"]) if end]
    shown = " to ".join(number(float(end)) for end in dict.fromkeys(ends))
    parts = [f"{shown} {unit}".strip()]
    if cells["hedge"]:
        parts.append(cells["hedge"])
    if math.isinf(bounds.upper):
        parts.append(f"at least {number(bounds.lower)}")
    elif math.isinf(bounds.lower):
        parts.append(f"at most {number(bounds.upper)}")
    elif bounds.lower != bounds.upper:
        parts.append(" to ".join(apart(*bounds)))
    if cells["period"]:
        parts.append(when(cells["period"]))
    if cells["basis"] != "actual":
        parts.append(cells["basis"])
    return " · ".join(parts)


def would(one: Suggestion) -> str:
    """Return what a suggestion's outcome would be, in words that claim no verdict."""
    return WOULD.get(one.outcome, one.outcome)


def sentences(one: Computed, found: Look) -> list[Markup]:
    """Return the words of the figures that a relation is of, each figure marked: one text for those of one sentence."""
    groups: dict[tuple[int, int], list[Said]] = {}
    for index in sorted(one.figures):
        said = found.figures[index].said
        groups.setdefault((said.quantity.line, said.opening), []).append(said)
    return [_excerpt(group) for group in groups.values()]


def _excerpt(said: Sequence[Said]) -> Markup:
    """The part of a sentence around some of its figures, from word to word."""
    line, ordered = said[0].line, sorted(said, key=lambda one: one.quantity.start)
    first, last = ordered[0], ordered[-1]
    start, end = max(first.opening, first.quantity.start - _AROUND // 2), last.quantity.end + _AROUND // 2
    start = line.find(" ", start) + 1 if start > first.opening else start
    cut = end < last.closing
    end = max(line.rfind(" ", 0, end), last.quantity.end) if cut else last.closing
    parts, position = [Markup("… ") if start > first.opening else Markup("")], min(start, first.quantity.start)
    for one in ordered:
        quantity = one.quantity
        if quantity.start >= position:
            parts.append(Markup("{}<mark>{}</mark>").format(line[position : quantity.start], quantity.printed))
            position = quantity.end
    parts.append(Markup("{}{}").format(line[position:end].rstrip(), " …" if cut else ""))
    return Markup("").join(parts)


def places(one: Computed, found: Look) -> list[tuple[int, int]]:
    """Return the lines in which related figures stand, each once, with the figure that a link leads to."""
    lines = {found.figures[index].said.quantity.line: index for index in reversed(one.figures)}
    return sorted(lines.items())


def statistic(one: Suggestion) -> str:
    """Return the statistic that a suggestion compares with, and its period."""
    if not one.statistic:
        return ""
    return f"{number(float(one.statistic))}, {when(one.period)}" if one.period else number(float(one.statistic))


def when(period: str) -> str:
    """Return an EDTF period as people write it: `1568 to 1918`, `from 2010 on`."""
    first, slash, last = period.partition("/")
    if not slash:
        return first
    return f"from {first} on" if last == ".." else f"until {last}" if first == ".." else f"{first} to {last}"


def apart(low: float, high: float) -> tuple[str, str]:
    """Return two numbers as people write them, with as many digits as show that they differ."""
    ends = number(low), number(high)
    if ends[0] != ends[1]:
        return ends
    return f"{low:,.10g}", f"{high:,.10g}"


def title_of(series: str) -> str:
    """Return a series' title and publisher."""
    row = _titles()[series]
    return f"{row['title']} ({row['publisher']})"


def _titles() -> dict[str, dict[str, str]]:
    return {row["series"]: row for row in tables.rows("series")}


def _lines(found: Look) -> Iterator[tuple[int, Markup]]:
    """Each line of the text that says something, with its numbers marked by class and its figures linked."""
    index = 0
    for number_, (line, read) in enumerate(zip(found.lines, found.readings, strict=True), start=1):
        spans: list[tuple[int, int, str]] = []
        for quantity in read.quantities:
            spans.append((quantity.start, quantity.end, str(index)))
            index += 1
        covered = [(start, end) for start, end, _ in spans]
        spans += [
            (numeral.start, numeral.end, name)
            for numeral, name in zip(read.numerals, read.classes, strict=True)
            if name and not any(start <= numeral.start < end for start, end in covered)
        ]
        if line.strip():
            yield number_, marked(line, sorted(spans))


def marked(line: str, spans: Sequence[tuple[int, int, str]]) -> Markup:
    """Return a line with its spans marked: those named by a number are figures, the others have a class."""
    parts, position = [], 0
    for start, end, name in spans:
        if start < position:
            continue
        parts.append(escape(line[position:start]))
        words = line[start:end]
        if name.isdigit():
            parts.append(Markup('<a class="figure" id="t{0}" href="#f{0}">{1}</a>').format(name, words))
        else:
            parts.append(Markup('<span class="n {0}" title="{0}">{1}</span>').format(name, words))
        position = end
    parts.append(escape(line[position:]))
    return Markup("").join(parts)
