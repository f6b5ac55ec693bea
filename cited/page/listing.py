"""The list of sources that ends every page: what each number on the page shows when a reader asks for it."""

from itertools import groupby

from markupsafe import Markup

from cited.ledger import hedges, tables, texts
from cited.ledger.verdicts import select as verdict_rows
from cited.manifest import Computed, Document, Figure, Manifest
from cited.page import provenance, state, words
from cited.page.provenance import TEMPLATES, Fragment


def sources() -> Fragment:
    """Return the page's list of sources: every document it used, and under it every figure the page has shown.

    A figure's entry has the id to which every showing of it links: the words around it where the document's
    text is at hand, how they are read, the works cited there, the verdict, the status and what a reader must
    know. Computed values follow with their rule and figures, and published statistics with their series.
    """
    shown = dict(sorted(state.current().figures.items(), key=_order))
    used = list(dict.fromkeys(row["source"] for row in shown.values()))
    documents = tables.select(table="sources", source=used)
    works = tables.select(table="works", source=used)
    judged = _verdicts(list(shown))
    entries = {figure: _entry(figure, row, works, judged) for figure, row in shown.items()}
    template = TEMPLATES.get_template("sources.html.j2")
    return Fragment(
        manifest=_manifest(entries, documents),
        html=template.render(
            documents=[(document, *_blocks(document["source"], shown)) for document in documents],
            entries=entries,
            computed=[
                {"id": entry, "rule": rule, "runs": _runs(ids, list(shown)), "spans": _spans(observed)}
                for (ids, observed, rule), entry in state.current().computed.items()
            ],
            statistics=_statistics(),
            document=provenance.document,
            period=words.period,
            plain=words.plain,
        ),
    )


def _manifest(entries: dict[str, dict], documents: list[dict]) -> Manifest:
    shown, labels = state.current(), {row["source"]: row["label"] for row in documents}
    return Manifest(
        figures=tuple(entries),
        entries=tuple(
            Figure(figure, row["printed"], str(row["what"].striptags()), labels[row["source"]])
            for figure, row in entries.items()
        ),
        series=tuple(f"{series}@{period}" for series, period in shown.statistics),
        computed=tuple(Computed(entry, rule, ids, observed) for (ids, observed, rule), entry in shown.computed.items()),
        documents=tuple(
            Document(row["source"], row["label"], str(provenance.document(row).striptags())) for row in documents
        ),
    )


def _order(item: tuple[str, dict]) -> tuple[str, int, int]:
    figure, row = item
    return row["source"], row["line"], int(figure.rpartition("-")[2])


def _entry(figure: str, row: dict, works: list[dict], judged: dict[str, dict]) -> dict:
    cited = [work for work in works if work["source"] == row["source"] and work["note"] in row["notes"].split()]
    parties = " → ".join(party for party in (row["actor"], row["counterpart"]) if party)
    when = words.period(row["period"]) if row["period"] else ""
    reading = words.interval(row["low"], row["high"])
    return {
        **row,
        "figure": figure,
        "what": Markup(", ").join(filter(None, [row["measure"], parties, when])),
        "reading": reading,
        "unit": words.counted(reading, row["unit"]),
        "commits": _commits(row, reading),
        "works": [work for work in cited if work["title"] or work["remark"]],
        "verdict": judged.get(figure),
    }


def _commits(row: dict, reading: str) -> str:
    """Return the bounds that a hedge leaves, in words, empty where it adds nothing to the number."""
    if not row["hedge"]:
        return ""
    bounds = hedges.interval(row["low"], row["high"], row["hedge"], row["printed"])
    # Nine digits: what the arithmetic of floating point adds comes after them.
    ends = [float(f"{end:.9g}") if abs(end) != float("inf") else float("nan") for end in bounds]
    text = words.interval(*ends)
    return "" if text == reading else text


def _blocks(source: str, shown: dict[str, dict]) -> tuple[list[dict], bool]:
    """Return a document's figures line by line with the words around them, and whether its text is at hand."""
    figures = [figure for figure, row in shown.items() if row["source"] == source]
    passages = texts.passages(source=source, figures=sorted(figures))
    blocks, placed = [], set()
    for passage in passages or []:
        inside = [figure for _, figure in passage["parts"] if figure]
        blocks.append({"line": passage["line"], "parts": passage["parts"], "figures": inside})
        placed.update(inside)
    rest = [figure for figure in figures if figure not in placed]
    for line, group in groupby(rest, key=lambda figure: shown[figure]["line"]):
        blocks.append({"line": line, "parts": [], "figures": list(group)})
    return sorted(blocks, key=lambda block: block["line"]), passages is not None


def _runs(figures: tuple[str, ...], order: list[str]) -> list[tuple[str, str]]:
    """Return the figures of a computed value as runs of the list of sources, first and last of each."""
    places = sorted(order.index(figure) for figure in set(figures) if figure in order)
    runs = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return [(order[first], order[last]) for first, last in runs]


def _spans(observed: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the statistics of a computed value as series, each with its title and the periods from first to last."""
    periods: dict[str, list[str]] = {}
    for name in observed:
        series, _, period = name.partition("@")
        periods.setdefault(series, []).append(period)
    rows = tables.select(table="series", series=list(periods)) if periods else []
    titles = {row["series"]: row["title"] for row in rows}
    return [
        (titles.get(series, series), " to ".join(map(words.plain, dict.fromkeys((min(found), max(found))))))
        for series, found in periods.items()
    ]


def _verdicts(figures: list[str]) -> dict[str, dict]:
    """Return the verdict on each figure, by figure; none where the data have no checks."""
    if not figures or not _has("checks"):
        return {}
    found = verdict_rows(figure=figures)
    named = {row["series"] for row in found if row["series"]}
    series = {row["series"]: row for row in tables.select(table="series", series=sorted(named))}
    return {
        row["figure"]: {
            **row,
            "title": series.get(row["series"], {}).get("title", ""),
            "publisher": series.get(row["series"], {}).get("publisher", ""),
            "value": words.number(float(f"{float(row['statistic']):.6g}")) if row["statistic"] else "",
        }
        for row in found
    }


def _has(table: str) -> bool:
    return any(resource["name"] == table for resource in tables.package()["resources"])


def _statistics() -> list[dict]:
    """Return the published statistics that the page has shown, each with what is known of its series."""
    shown = state.current().statistics
    rows = tables.select(table="series", series=[series for series, _ in shown]) if shown else []
    known = {row["series"]: row for row in rows}
    return [
        {"id": entry, "series": series, "period": period, **_named(known.get(series, {}))}
        for (series, period), entry in shown.items()
    ]


def _named(row: dict) -> dict:
    return {key: row.get(key, "") for key in ("title", "publisher", "dataset", "code", "vintage", "unit")}
