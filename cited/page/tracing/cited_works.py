"""The works that notes cite, as lists of sources name them: a note that says only “Ibid.” with the work it means."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

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
        named = Markup("; ").join(map(_reference, works))
        # What is said of a note goes on after its number, what it cites stands behind a colon.
        html += (Markup(": ") if any(work["title"] for work in works) else Markup(" ")) + named
    return html if html.striptags().endswith(ENDS) else html + Markup(".")


def _reference(work: Mapping[str, str]) -> Markup:
    title = Markup("<i>{}</i>").format(work["title"]) if work["title"] else work["remark"]
    when = words.plain(work["date"]) if work["date"] else ""
    return Markup(", ").join(part for part in (work["author"], title, work["publisher"], when) if part)
