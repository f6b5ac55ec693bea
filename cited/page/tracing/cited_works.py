"""The works that notes cite, as lists of sources name them: a note that says only “Ibid.” with the work it means."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from cited.ledger.store import speakers
from cited.page.wording import words

# What a work is called by; a note that has none of it but a title repeats another with it.
NAMED = ("author", "publisher", "date")
# After these no full stop follows.
ENDS = (".", "?", "!", "…")


def in_full(works: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return works as notes cite them; one without author, publisher and date that repeats another as that one."""
    known = {work["work"]: work for work in works}
    return [
        {**work, **{name: known[work["repeats"]][name] for name in ("title", *NAMED)}}
        if work["repeats"] in known and not any(work[name] for name in NAMED)
        else work
        for work in works
    ]


def reference(note: str, works: Sequence[Mapping[str, str]]) -> Markup:
    """Return a note with the works that it cites, ended by one full stop: `Note 21: Author, Title, date.`"""
    html = Markup("Note {}").format(note)
    if works:
        named = Markup("; ").join(map(in_words, works))
        # What is said of a note goes on after its number, what it cites stands behind a colon.
        html += (Markup(": ") if any(work["title"] for work in works) else Markup(" ")) + named
    return html if html.striptags().endswith(ENDS) else html + Markup(".")


def quoted(figure: Mapping[str, Any]) -> Mapping[str, str] | None:
    """Return the work of its notes in whose words a figure is printed: the one of the date of the words.

    Of several it is the one whose title has the figure; None where no single one is.
    """
    works = [work for work in figure["works"] if figure["stated"] and work["date"] == figure["stated"]]
    titled = [work for work in works if figure["printed"] in f"{work['title']} {work['translation']}"]
    return next(iter(titled or works)) if len(titled or works) == 1 else None


def speaker(figure: Mapping[str, Any]) -> str:
    """Return who said what a figure says, where that is not its document's author: the person or the work quoted."""
    work = quoted(figure)
    return speakers.speaker(figure["remark"]) or (work["author"] or work["publisher"] or work["title"] if work else "")


def in_words(work: Mapping[str, str]) -> Markup:
    """Return a work as a reader cites it: author, title, publisher, date, as far as its note prints them."""
    title = Markup("<i>{}</i>").format(work["title"]) if work["title"] else work["remark"]
    when = words.plain(work["date"]) if work["date"] else ""
    return Markup(", ").join(part for part in (work["author"], title, work["publisher"], when) if part)
