"""The list of sources that ends every page: what each number on the page shows when a reader asks for it."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, TypedDict, cast

from cited.ledger.agreement import hedges
from cited.ledger.store import tables, texts
from cited.manifest import Computed, Document, Manifest, Title
from cited.page.tracing import cited_works, provenance, series_list, state
from cited.page.tracing.provenance import TEMPLATES, Fragment
from cited.page.wording import quoted, reading, words
from cited.page.wording.verdicts import Verdict, verdicts


class Entry(TypedDict):
    """What an entry says of a figure: the cells of its row that pages read, and those below."""

    figure: str
    source: str
    line: str
    printed: str  # as it is shown, and so is `remark`
    theme: str
    low: str
    high: str
    hedge: str
    unit: str
    notes: str
    repeats: str
    status: str
    remark: str
    stated: str  # when the words were said, where that is not when the document was
    what: str  # measure, parties and period
    reading: str  # how the words are read, in a sentence
    read: str  # the same in brief, empty where it is plain
    works: list[tables.Row]  # those that its notes cite
    verdict: Verdict | None


class Block(TypedDict):
    """A line of a document: the words around its figures, and those `listed`, which have an entry there."""

    line: int
    parts: list[tuple[str, str]]
    listed: list[str]


def sources() -> Fragment:
    """Return the page's list of sources: the documents with the figures shown of each, statistics, computed values.

    A figure's entry has the id to which every showing of it links: the words around it where the document's text is
    at hand, how the words are read, the notes, and the address of its own page. What it is, its outcome and the
    published figure stand there unless a table of the page has them: nothing is written twice. Figures that the page
    only counts are links to their own pages.

    Example:
        page.sources()
    """
    shown = dict(sorted(state.current().figures.items(), key=_order))
    used = list(dict.fromkeys(row["source"] for row in shown.values()))
    documents = tables.select(table="sources", source=used)
    works = cited_works.in_full(tables.select(table="works", source=used))
    judged = verdicts(list(shown))
    counted = [figure for figure in shown if figure in state.current().counted]
    own_rows = set(state.current().rows)
    entries = {figure: entry(figure, row, works, judged) for figure, row in shown.items()}
    template = TEMPLATES.get_template("sources.html.j2")
    return Fragment(
        manifest=_manifest(entries, documents),
        html=template.render(
            documents=[
                (
                    document,
                    *_blocks(document["source"], entries, own_rows),
                    _notes(document["source"], entries, works),
                    [figure for figure in counted if shown[figure]["source"] == document["source"]],
                )
                for document in documents
            ],
            entries=entries,
            own_rows=own_rows,
            computed=[
                {
                    "id": name,
                    "rule": rule,
                    "figures": [(figure, entries.get(figure)) for figure in ids],
                    "spans": _spans(observed),
                }
                for (ids, observed, rule), name in state.current().computed.items()
            ],
            statistics=series_list.by_publisher(),
            document=provenance.document,
            period=words.plain,
            cited=cited_works.reference,
        ),
    )


def _manifest(entries: dict[str, Entry], documents: list[dict[str, str]]) -> Manifest:
    shown = state.current()
    series = list(dict.fromkeys(name for name, _ in shown.statistics))
    titled = tables.select(table="series", series=series) if series else []
    return Manifest(
        figures=tuple(entries),
        series=tuple(f"{series}@{period}" for series, period in shown.statistics),
        titles=tuple(Title(provenance.entry_id(row["series"]), row["title"], row["publisher"]) for row in titled),
        computed=tuple(Computed(name, rule, ids, observed) for (ids, observed, rule), name in shown.computed.items()),
        documents=tuple(
            Document(row["source"], row["label"], str(provenance.document(row).striptags())) for row in documents
        ),
    )


def _order(item: tuple[str, Mapping[str, Any]]) -> tuple[str, int, int]:
    figure, row = item
    return row["source"], int(row["line"]), int(figure.rpartition("-")[2])


def entry(figure: str, row: Mapping[str, Any], works: list[tables.Row], judged: dict[str, Verdict]) -> Entry:
    """Return what an entry says of a figure."""
    cited = [work for work in works if work["source"] == row["source"] and work["note"] in row["notes"].split()]
    when = words.plain(row["period"]) if row["period"] else ""
    low, high = (float(row[end]) if row[end] != "" else float("nan") for end in ("low", "high"))
    stated = reading.amount(*hedges.stated(low, high, hedges.Hedge(row["hedge"]), row["printed"]), row["unit"])
    claimed = reading.amount(*bounds(row, low, high), row["unit"]) if row["hedge"] else stated
    plain = reading.is_plain(row["printed"], stated, row["hedge"], row["unit"])
    printed = words.as_read(row["printed"])
    said_of = {
        **row,
        "printed": printed,
        "remark": words.remark(row["remark"], row["status"]),
        "figure": figure,
        "what": ", ".join(filter(None, [row["measure"], words.parties(row), when])),
        "reading": reading.sentence(printed, claimed, plain, low == high, row["basis"]),
        "read": "" if plain else f"Read as {claimed}.",
        "works": [work for work in cited if work["title"] or work["remark"]],
        "verdict": judged.get(figure),
    }
    return cast("Entry", said_of)


def bounds(row: Mapping[str, Any] | Entry, low: float, high: float) -> tuple[float, float]:
    """Return the bounds that a figure's words leave, infinite where they leave an end open."""
    # Nine digits: what the arithmetic of floating point adds comes after them.
    lower, upper = hedges.interval(low, high, hedges.Hedge(row["hedge"]), row["printed"])[:2]
    return float(f"{lower:.9g}"), float(f"{upper:.9g}")


def _blocks(source: str, entries: dict[str, Entry], own_rows: set[str]) -> tuple[list[Block], bool]:
    """Return a document's figures line by line with the words around them, and whether its text is at hand.

    A block's `listed` figures have an entry there: those without a row of their own, and of others what it leaves out.
    """
    counted = state.current().counted
    figures = [figure for figure, row in entries.items() if row["source"] == source and figure not in counted]
    passages = texts.passages(source=source, figures=sorted(figures))
    blocks: list[Block] = []
    placed: set[str] = set()
    for passage in passages or []:
        inside = [figure for _, figure in passage["parts"] if figure]
        blocks.append({"line": passage["line"], "parts": quoted.passage(passage["parts"]), "listed": inside})
        placed.update(inside)
    rest = [figure for figure in figures if figure not in placed]
    for line, group in groupby(rest, key=lambda figure: int(entries[figure]["line"])):
        blocks.append({"line": line, "parts": [], "listed": list(group)})
    for block in blocks:
        block["listed"] = [name for name in block["listed"] if name not in own_rows or _adds(entries[name], entries)]
    kept = [block for block in blocks if block["parts"] or block["listed"]]
    return sorted(kept, key=lambda block: block["line"]), passages is not None


def _adds(entry: Entry, entries: dict[str, Entry]) -> bool:
    """Tell whether an entry says more than a figure's row in a table: how it is read, what it repeats, a remark."""
    return bool(entry["read"] or entry["repeats"] in entries or entry["status"] != "plain" or entry["remark"])


def _notes(source: str, entries: dict[str, Entry], works: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Return the works that the notes of a document's shown figures cite, by note; each note once."""
    shown_rows = [
        row for figure, row in entries.items() if row["source"] == source and figure not in state.current().counted
    ]
    wanted = {note for row in shown_rows for note in row["notes"].split()}
    dates: dict[str, list[dict[str, str]]] = {}
    for work in works:
        if work["source"] == source and work["note"] in wanted and (work["title"] or work["remark"]):
            dates.setdefault(work["note"], []).append(work)
    return dates


def _spans(observed: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the statistics of a computed value as series, each with its title and the periods from first to last."""
    periods: dict[str, list[str]] = {}
    for name in observed:
        series, _, period = name.partition("@")
        periods.setdefault(series, []).append(period)
    rows = tables.select(table="series", series=list(periods)) if periods else []
    titles = {row["series"]: row["title"] for row in rows}
    return [
        (titles.get(series, series), " to ".join(map(words.plain, dict.fromkeys((min(dates), max(dates))))))
        for series, dates in periods.items()
    ]
