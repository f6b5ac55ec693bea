"""The dated events of the documents: what the ledger dates, as one chronology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cited.ledger.frames import frames, known
from cited.ledger.store import periods
from cited.ledger.store.periods import Period

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("date", "first", "last", "kind", "source", "what", "figure", "note")
FIGURE, WORK, DOCUMENT = "figure", "work cited", "document"
KINDS = (FIGURE, WORK, DOCUMENT)


def events(
    *,
    source: str | None = None,
    actor: str | None = None,
    kinds: list[str] | None = None,
    first: int | None = None,
    last: int | None = None,
) -> pd.DataFrame:
    """Return the dated events of the documents, one row per event, the earliest first.

    An event is a figure with a period, a work that a note cites and dates, or a document with its date: the texts
    themselves are not in the ledger, so neither are the dates in them that belong to none of these. `kinds` takes some
    of `figure`, `work cited` and `document`, None all; with `actor` only figures of that actor or counterpart are left.
    Columns: `date` (EDTF), `first` and `last` (days), `kind`, `source`, `what` (words), `figure` (its id) and `note`
    (the marker of the note that cites the work), empty where the event has none. Events that touch none of the years
    from `first` to `last` (None: no limit) are left out. Raises ValueError for a kind that there is not.
    """
    import pandas as pd

    known.require_years(first, last)
    if unknown := [kind for kind in kinds or [] if kind not in KINDS]:
        raise ValueError(f"kinds: “{'”, “'.join(unknown)}”; expected some of {', '.join(KINDS)}")
    wanted = KINDS if kinds is None else kinds
    rows = []
    if FIGURE in wanted:
        rows += _figures(source, actor, first, last)
    if WORK in wanted and not actor:
        for _, row in frames.works(source=source).iterrows():
            if row["date"] and not row["repeats"]:
                rows.append([row["date"], WORK, row["source"], row["title"] or row["publisher"], "", row["note"]])
    if DOCUMENT in wanted and not actor:
        for name, row in frames.sources(source=source).iterrows():
            rows.append([row["date"], DOCUMENT, str(name), row["title"], "", ""])
    # What goes on since a day happened on that day.
    days = [(date, Period.parse(date.removesuffix("/" + periods.OPEN)), others) for date, *others in rows]
    touching = [
        [date, *ends, *others]
        for date, ends, others in days
        if (first is None or ends[1].year >= first) and (last is None or ends[0].year <= last)
    ]
    frame = pd.DataFrame(touching, columns=list(COLUMNS), dtype=object)
    return frame.sort_values(["first", "last"], kind="stable", ignore_index=True)


def _figures(source: str | None, actor: str | None, first: int | None, last: int | None) -> list[list[str]]:
    rows: dict[str, pd.Series] = {}
    chosen = [frames.figures(source=source, first=first, last=last, actor=actor)]
    if actor:
        chosen.append(frames.figures(source=source, first=first, last=last, counterpart=actor))
    for figures in chosen:
        rows |= {str(name): row for name, row in figures.iterrows()}
    return [
        [row["period"], FIGURE, row["source"], f"{row['printed']}: {row['measure']}", figure, ""]
        for figure, row in rows.items()
        if row["period"]
    ]
