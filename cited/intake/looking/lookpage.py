"""The page of a first look: one HTML file that asks nothing of the network, doubts first."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from cited import files as writing
from cited import project
from cited.intake import files
from cited.intake.classing.classes import CLASSES
from cited.intake.consistency.arithmetic import KINDS
from cited.intake.html import asset, environment, policy
from cited.intake.language.datewords import when
from cited.intake.looking import look, lookwords, strip
from cited.intake.looking.look import Look

# What is read of a text that is not in English, and what is not.
GERMAN = (
    "Read: numbers in digits and in words, fractions, currencies, measures, the commonest nouns and hedges, and totals "
    "of tables. Not read: what its sentences say together, other nouns, whether a figure is a forecast. The titles of "
    "the held series are English, so that few can be suggested."
)
OTHERS = (
    "Read: numbers in digits, with currencies, per cent and signs of measures. Not read: number words, nouns, hedges "
    "and what its sentences say together. The titles of the held series are English, so that few can be suggested."
)
LANGUAGES = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese"}


class Tile(NamedTuple):
    """A number at the top of the page, what it counts, and the section it leads to."""

    number: int
    words: str
    place: str


def write(result: Look) -> tuple[Path, Path]:
    """Write the page and the table of a first look into `.build/look/`, and nothing else; return where they are."""
    folder = project.root() / look.FOLDER
    html, table = folder / f"{result.name}.html", folder / f"{result.name}.csv"
    writing.write(html, page(result))
    writing.write(table, files.table(look.COLUMNS, look.rows(result)))
    return html, table


def page(result: Look) -> str:
    """Return the page of a look as HTML; the same look gives the same page, byte for byte."""
    ordered = sorted(range(len(result.figures)), key=lambda index: (result.figures[index].grave, index))
    doubtful = [index for index in ordered if result.figures[index].doubts]
    wrong = [one for one in result.relations if one.fits is False]
    kinds = [
        (kind, heading, [one for one in result.relations if one.kind == kind and one.fits is not False])
        for kind, heading in KINDS.items()
    ]
    unfit = [index for index, figure in enumerate(result.figures) if not figure.suggestions]
    style, script = asset("look.css"), asset("look.js")
    return environment().get_template("look.html.j2").render(
        look=result,
        title=result.document.title or result.name,
        policy=policy(style, script),
        summary=look.summary(result),
        path=shlex.quote(result.path),
        style=Markup(style),
        script=Markup(script),
        tiles=tiles(result, len(wrong), len(doubtful)),
        wrong=wrong,
        kinds=[(kind, heading, ones) for kind, heading, ones in kinds if ones],
        doubtful=doubtful,
        others=[index for index in range(len(result.figures)) if not result.figures[index].doubts],
        unfit=unfit,
        classes=[(name, result.counts[name]) for name in CLASSES if result.counts[name]],
        lines=list(_lines(result)),
        language=LANGUAGES.get(result.language, ""),
        limits=GERMAN if result.language == "de" else OTHERS,
        quote=lookwords.quote,
        reading=lookwords.reading,
        strip=lambda figure: strip.strip(figure.bounds, figure.suggestions),
        would=lookwords.would,
        title_of=lookwords.title_of,
        sentences=lookwords.sentences,
        places=lookwords.places,
        dated=when(result.dated),
        statistic=lookwords.statistic,
    )  # fmt: skip


def tiles(result: Look, wrong: int, doubtful: int) -> list[Tile]:
    """Return the numbers at the top of the page."""
    numerals = sum(result.counts.values())
    suggested = sum(bool(figure.suggestions) for figure in result.figures)
    return [
        Tile(numerals, "number in the text" if numerals == 1 else "numbers in the text", "text"),
        Tile(len(result.figures), "is a figure" if len(result.figures) == 1 else "are figures", "figures"),
        Tile(wrong, "do not add up" if wrong != 1 else "does not add up", "wrong" if wrong else "itself"),
        Tile(doubtful, "to look at first", "doubts" if doubtful else "figures"),
        Tile(
            suggested,
            "could be checked against a held series",
            "figures" if doubtful < len(result.figures) else "doubts",
        ),
    ]


def _lines(result: Look) -> Iterator[tuple[int, Markup]]:
    """Each line of the text that says something, with its numbers marked by class and its figures linked."""
    index = 0
    for number_, (line, read) in enumerate(zip(result.lines, result.readings, strict=True), start=1):
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
