"""A first look at a document: its figures, what it says about itself, and what could check it; writes no data."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cited.intake import parallel, texts
from cited.intake.consistency import durations, relate
from cited.intake.consistency.arithmetic import Computed, computed
from cited.intake.consistency.precision import claimed
from cited.intake.consistency.related import Mention
from cited.intake.consistency.shown import number
from cited.intake.formats import documents
from cited.intake.language import languages
from cited.intake.looking import seek
from cited.intake.looking.about import About, about
from cited.intake.periods import dating
from cited.intake.reading import guess
from cited.intake.reading.grammar import Reading, read_text
from cited.ledger.agreement.hedges import Interval
from cited.ledger.store import periods
from cited.ledger.store.data_cache import unchanging
from cited.ledger.store.mentions import gazetteer
from cited.ledger.store.terms import words
from cited.ledger.suggesting.suggest import SURE, Suggestion

FOLDER = Path(".build/look")
COLUMNS = (
    "line", "printed", "occurrence", "low", "high", "unit", "period",
    "rank", "series", "series_period", "outcome", "why",
)  # fmt: skip
# A series whose fit is no further than this from the best fits about as well.
NEARLY = 0.2
# So many series are suggested for a figure.
MOST = 5


class Figure(NamedTuple):
    """A quantity of the text with what is known about it: its row, what it commits to, what could check it, doubts.

    `doubts` are sentences, the gravest first; `seek` says what statistic a person would look for where none fits.
    """

    mention: Mention
    about: About
    bounds: Interval
    suggestions: list[Suggestion]
    doubts: list[str]
    grave: int
    seek: str


# What is found of a figure.
_Found = tuple[About, Interval, list[Suggestion], list[str], int, str]


class Look(NamedTuple):
    """What a first look found: the document, its lines as the grammar reads them, its figures, what they add up to.

    `dated` is the date that the document seems to be of, EDTF, empty where it names none; `language` its language, ISO
    639-1; `has_series` whether there are statistics to suggest; `path` where it was read.
    """

    name: str
    document: documents.Document
    lines: list[str]
    readings: list[Reading]
    figures: list[Figure]
    relations: list[Computed]
    counts: Counter[str]
    dated: str
    language: str
    has_series: bool
    path: str


@unchanging()
def examine(document: documents.Document, path: Path) -> Look:
    """Return what a first look at a text finds; `path` is where it was read."""
    lines = texts.split(document.text)
    readings = read_text(lines)
    mentions = relate.mentions(lines, readings)
    dated = shown = guess.date(lines)
    if dated.endswith("?"):
        shown = ""
        dated = f"{datetime.datetime.now(tz=datetime.UTC).year}"
    elif dated.endswith("~"):
        dated = shown = f"{dating.last_named(lines, periods.year(dated))}~"
    relations = relate.everything(lines, mentions)
    results = computed(relations, mentions, durations.durations(mentions, dated))
    pairs = {relation.figures[0]: relation.figures[1] for relation in relations if relation.kind == "currencies"}
    among = seek.held_series()
    vocabulary = words(lines) & seek.words_of(among)
    ask = seek.suggester(among, vocabulary, MOST) if among else None
    against: dict[int, list[str]] = {}
    for result in results:
        for index in result.figures if result.fits is False else ():
            against.setdefault(index, []).append(result.words)
    language, places = languages.language(document.text), gazetteer()

    def found(index: int) -> _Found:
        one = mentions[index]
        row = about(one, lines, dated)
        original = about(mentions[pairs[index]], lines, dated) if index in pairs else None
        suggestions = ask(row, original) if ask else []
        doubts = _doubts(one, suggestions, against.get(index, []))
        sought = "" if suggestions or not ask else seek.sought(one, row, language, places)
        return row, claimed(one), suggestions, [words for _, words in doubts], doubts[0][0] if doubts else 9, sought

    share = parallel.in_shares(
        lambda some: [*map(found, some)], range(len(mentions)), [parallel.FIGURE] * len(mentions)
    )
    figures = [Figure(one, *rest) for one, rest in zip(mentions, share, strict=True)]
    counts = Counter(name or "figure" for reading in readings for name in reading.classes)
    return Look(
        _name(path),
        document,
        lines,
        readings,
        figures,
        results,
        counts,
        shown,
        language,
        among is not None,
        str(path),
    )


def summary(result: Look) -> str:
    """Return in a sentence or three what a look found."""
    if not result.figures:
        many = sum(result.counts.values())
        return f"{_number(many, 'number')}, none of them a figure." if many else "The text has no number."
    wrong = sum(one.fits is False for one in result.relations)
    suggested = sum(bool(figure.suggestions) for figure in result.figures)
    many = len(result.figures)
    figures = f"{many:,} {'is a figure' if many == 1 else 'are figures'}"
    said = f"{_number(sum(result.counts.values()), 'number')}, of which {figures}."
    if result.relations:
        adds = (
            f"{wrong} of which {'does' if wrong == 1 else 'do'} not add up" if wrong else "nothing that does not add up"
        )
        said += f" {_number(len(result.relations), 'relation')} between figures, {adds}."
    if result.has_series and suggested:
        said += f" A held series could check {suggested:,}, which no person has confirmed."
    elif result.has_series:
        said += " No held series fits any of them."
    return said


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def rows(result: Look) -> list[dict[str, str]]:
    """Return the rows of the table: one for each suggestion, best first, in the order of the text.

    A figure that no held series fits has one row, without a series: `why` says what a person would look for.
    """
    return [
        {
            "line": str(figure.mention.quantity.line),
            "printed": figure.mention.quantity.printed,
            "occurrence": str(figure.mention.quantity.occurrence),
            **{column: figure.about.cells[column] for column in ("low", "high", "unit", "period")},
            **suggested,
        }
        for figure in result.figures
        for suggested in _suggested(figure)
    ]


def _suggested(figure: Figure) -> list[dict[str, str]]:
    if not figure.suggestions:
        return [{"why": f"no held series fits; look for {figure.seek}"}]
    return [
        {
            "rank": str(one.rank),
            "series": one.series,
            "series_period": one.period,
            "outcome": one.outcome,
            "why": one.why,
        }
        for one in figure.suggestions
    ]


def _doubts(one: Mention, suggestions: Sequence[Suggestion], against: Sequence[str]) -> list[tuple[int, str]]:
    """What a reader should look at, each with how grave it is, 0 the gravest."""
    doubts = [(0, words) for words in against]
    if (
        suggestions
        and suggestions[0].outcome == "differs"
        and suggestions[0].score >= SURE
        and not _agreed(suggestions)
    ):
        rate = suggestions[0].how == "ratio" and not suggestions[0].base_series
        source = "The rate between the two amounts was" if rate else "The series that fits best says"
        doubts.append((1, f"{source} {number(float(suggestions[0].statistic))}."))
    if not one.quantity.unit:
        doubts.append((2, "No unit was read."))
    guessed = getattr(one.quantity, "guessed", ())
    if guessed:
        doubts.append((3, f"Guessed, not read: {', '.join(guessed)}."))
    if re.search(r"\d[,.]? \d{3}\b", one.quantity.printed):
        doubts.append((2, "A blank stands inside the number."))
    return sorted(doubts)


def _agreed(suggestions: Sequence[Suggestion]) -> bool:
    """Whether a series that fits about as well as the first would agree."""
    return any(
        one.outcome.startswith("agrees") and one.score >= suggestions[0].score - NEARLY for one in suggestions[:3]
    )


def _name(path: Path) -> str:
    from cited.intake.drafting.draft import source_id

    return source_id(path.stem) or "document"
