"""What changed since the last edition of the data: a page, and a feed that readers subscribe to."""

import hashlib
from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from babel.dates import format_date
from markupsafe import Markup

from cited.manifest import Change, Claim, Edition
from cited.press.publish import render

PAGE, FEED = "changes.html", "changes.xml"
TITLE = "What changed"
# What a reader calls the columns of a figure.
COLUMNS = {"low": "lower end", "high": "upper end", "actor": "whose figure", "counterpart": "other side"}


def files(editions: list[Edition], records: list[Claim], whole: dict[str, str]) -> dict[str, bytes]:
    """Return the page and the Atom feed by path below `reports/`; none where no edition is known."""
    if not editions:
        return {}
    claims = {claim.id: claim for claim in records}
    page = render.render(
        "changes.html.j2",
        "site.css",
        home="",
        editions=[(edition, in_words(edition.day), summary(edition), *_parts(edition, claims)) for edition in editions],
        title=TITLE,
        plain_title=TITLE,
        description="Figures and official data that changed from one edition to the next.",
        kind="website",
        feed=FEED,
        linked="",
    )
    return {PAGE: render.checked(PAGE, page).encode(), FEED: feed(editions, claims, whole).encode()}


def in_words(day: str) -> str:
    """Return a day as a reader writes it: `3 January 2021`."""
    return format_date(date.fromisoformat(day), "d MMMM y", locale="en_GB")


def summary(edition: Edition) -> str:
    """Return in words how much changed: `2 figures added, 1 changed; new values in 3 series`."""
    if edition.first:
        return "The first edition."
    told: list[str] = []
    for kind in ("added", "changed", "dropped"):
        number = len({change.of for change in edition.changes if change.kind == kind})
        if number:
            told.append(f"{number} {('figure ' if number == 1 else 'figures ') if not told else ''}{kind}")
    series = sum(change.kind == "statistic" for change in edition.changes)
    parts = [", ".join(told), f"new values in {series} series" if series else ""]
    return "; ".join(filter(None, parts)) + "." if any(parts) else "Nothing that a reader sees changed."


def sentence(change: Change) -> str:
    """Return a change in words: `“13”: upper end was 12, now 13`."""
    if change.kind == "changed":
        name = COLUMNS.get(change.column, change.column)
        return f"{name} was {change.old or 'empty'}, now {change.new or 'empty'}"
    return f"values: {change.new}" if change.kind == "statistic" else change.kind


def _parts(edition: Edition, claims: dict[str, Claim]) -> tuple[list[tuple[str, str, Claim | None, str]], list[Change]]:
    """Return the changed figures, each once with all that changed, and the changed series."""
    figures: dict[str, list[Change]] = {}
    for change in edition.changes:
        if change.kind != "statistic":
            figures.setdefault(change.of, []).append(change)
    listed = [
        (name, changes[0].what, claims.get(name), "; ".join(map(sentence, changes)))
        for name, changes in figures.items()
    ]
    return listed, [change for change in edition.changes if change.kind == "statistic"]


def feed(editions: Iterable[Edition], claims: dict[str, Claim], whole: dict[str, str]) -> str:
    """Return the editions as an Atom feed (RFC 4287), an entry each; its times are the days of the editions."""
    every = list(editions)
    entries = "\n".join(_entry(edition, claims) for edition in every)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape(whole['title'])}: changes</title>\n<id>{_id(whole['title'])}</id>\n"
        f"<updated>{every[0].day}T00:00:00Z</updated>\n<author><name>{escape(whole['author'])}</name></author>\n"
        f'<link rel="self" href={quoteattr(FEED)}/>\n<link rel="alternate" href={quoteattr(PAGE)}/>\n'
        f"{entries}\n</feed>\n"
    )


def _entry(edition: Edition, claims: dict[str, Claim]) -> str:
    figures, series = _parts(edition, claims)
    items = [f"<li>“{escape(what)}”: {escape(said)}</li>" for _, what, _, said in figures]
    items += [f"<li>{escape(change.what)}: {escape(sentence(change))}</li>" for change in series]
    html = f"<p>{escape(summary(edition))}</p>" + (f"<ul>{''.join(items)}</ul>" if items else "")
    return (
        f"<entry>\n<title>Edition of {in_words(edition.day)}</title>\n<id>{_id(repr(edition))}</id>\n"
        f"<updated>{edition.day}T00:00:00Z</updated>\n<link href={quoteattr(f'{PAGE}#e-{edition.day}')}/>\n"
        f'<content type="html">{escape(html)}</content>\n</entry>'
    )


def _id(text: str) -> str:
    """Return a name that stays what it is as long as what it names does."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return f"urn:uuid:{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-8{digest[17:20]}-{digest[20:]}"


def link(editions: list[Edition]) -> Markup:
    """Return what the index says of the newest edition, with links to page and feed; empty where none is known."""
    if not editions:
        return Markup()
    text = Markup(
        '<a href="{}">What changed</a> in the edition of <time datetime="{}">{}</time>: <cite>{}</cite> '
        '<a href="{}">Feed</a>'
    )
    return text.format(PAGE, editions[0].day, in_words(editions[0].day), summary(editions[0]), FEED)
