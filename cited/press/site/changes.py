"""What changed since the last edition of the data: a page, and a feed that readers subscribe to."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from babel.dates import format_date
from markupsafe import Markup

from cited.manifest import Change, Claim, Edition
from cited.press.publish import render
from cited.press.reports.report import Collection

PAGE, FEED = "changes.html", "changes.xml"
TITLE = "What changed"
# What a reader calls the columns of a figure, an empty cell of one, and what a status says.
COLUMNS = {
    "printed": "words",
    "low": "lower end",
    "high": "upper end",
    "measure": "what is measured",
    "actor": "whose figure",
    "counterpart": "other side",
    "period": "date",
}
EMPTY = {"low": "no limit", "high": "no limit", "hedge": "none"}
STATUS = {
    "plain": "no longer marked as wrongly printed",
    "repaired": "now read as meant, since its print is damaged",
    "doubtful": "now marked as probably wrong in the document",
}
KINDS = {"added": "added", "changed": "changed", "dropped": "removed"}
# What may become of a figure's comparison.
COMPARED = ("added", "changed", "removed")
# What is said in the words of the change itself.
SAID = ("statistic", "compared")


def files(editions: list[Edition], records: list[Claim], whole: Collection) -> dict[str, bytes]:
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
        description="Figures and published data that changed from one edition to the next.",
        feed=FEED,
    )
    return {PAGE: render.checked(PAGE, page).encode(), FEED: feed(editions, claims, whole).encode()}


def in_words(day: str) -> str:
    """Return a day as a reader writes it: `3 January 2021`."""
    return format_date(date.fromisoformat(day), "d MMMM y", locale="en_GB")


def summary(edition: Edition) -> str:
    """Return in words how much changed.

    As in `2 figures added; comparisons added for 4 figures, removed for 1; published values changed in 3 series.`
    """
    if edition.first:
        return "The first edition."
    figures = {kind: len({change.of for change in edition.changes if change.kind == kind}) for kind in KINDS}
    compared = Counter(change.column for change in edition.changes if change.kind == "compared")
    series = sum(change.kind == "statistic" for change in edition.changes)
    comparisons = _listed([(compared[became], f"{became} for ", "") for became in COMPARED])
    parts = [
        _listed([(number, "", KINDS[kind]) for kind, number in figures.items()]),
        comparisons and f"comparisons {comparisons}",
        f"published values changed in {series} series" if series else "",
    ]
    said = "; ".join(filter(None, parts))
    return f"{said[0].upper()}{said[1:]}." if said else "Nothing that a reader sees changed."


def _listed(counts: list[tuple[int, str, str]]) -> str:
    """Return how many figures, but nought, with the words before and behind each number; the first has a noun."""
    told: list[str] = []
    for number, before, behind in counts:
        if number:
            noun = "" if told else "figure" if number == 1 else "figures"
            told.append(before + " ".join(filter(None, (str(number), noun, behind))))
    return ", ".join(told)


def sentence(change: Change) -> str:
    """Return a change in words: `“13”: upper end was 12, now 13`."""
    if change.kind != "changed":
        return change.new if change.kind in SAID else KINDS[change.kind]
    if change.column == "status" and change.new in STATUS:
        return STATUS[change.new]
    nothing = EMPTY.get(change.column, "not stated")
    return f"{COLUMNS.get(change.column, change.column)} was {change.old or nothing}, now {change.new or nothing}"


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


def feed(editions: Iterable[Edition], claims: dict[str, Claim], whole: Collection) -> str:
    """Return the editions as an Atom feed (RFC 4287), an entry each; its times are the days of the editions."""
    every, home = list(editions), whole.get("home", "")
    entries = "\n".join(_entry(edition, claims, whole["title"]) for edition in every)
    # A feed is read far from its site: its links are relative to where that is published, as far as the data say.
    base = f" xml:base={quoteattr(home)}" if home else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"{base}>\n'
        f"<title>{escape(whole['title'])}: changes</title>\n<id>{_id(whole['title'])}</id>\n"
        f"<updated>{every[0].day}T00:00:00Z</updated>\n<author><name>{escape(whole['author'])}</name></author>\n"
        f'<link rel="self" href={quoteattr(FEED)}/>\n<link rel="alternate" href={quoteattr(PAGE)}/>\n'
        f"{entries}\n</feed>\n"
    )


def _entry(edition: Edition, claims: dict[str, Claim], title: str) -> str:
    figures, series = _parts(edition, claims)
    name = f"{title} {edition.day}"
    items = [f"<li>{_linked(figure, what, claim)}: {escape(said)}</li>" for figure, what, claim, said in figures]
    items += [f"<li>{escape(change.what)}: {escape(sentence(change))}</li>" for change in series]
    html = f"<p>{escape(summary(edition))}</p>" + (f"<ul>{''.join(items)}</ul>" if items else "")
    return (
        f"<entry>\n<title>Edition of {in_words(edition.day)}</title>\n<id>{_id(name)}</id>\n"
        f"<updated>{edition.day}T00:00:00Z</updated>\n<link href={quoteattr(f'{PAGE}#e-{edition.day}')}/>\n"
        f'<content type="html">{escape(html)}</content>\n</entry>'
    )


def _linked(name: str, what: str, claim: Claim | None) -> str:
    said = f"“{escape(what)}”"
    address = quoteattr(f"figure/{name}.html")
    return f"<a href={address}>{said}</a>" if claim else said


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
