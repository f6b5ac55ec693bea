"""What the index searches, and what its cards say: short records inside the page, so that it works from a file."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from cited.manifest import Claim
from cited.press.publish.assets import as_json
from cited.press.publish.carried import Page


def records(pages: list[Page], figures: list[Claim], shown: Iterable[str]) -> Markup:
    """Return figures, values and parameters as JSON for a script element.

    `figures` has `[id, words, what, where, outcome, sentence, weight, titles of works]` each, of which where, outcome
    and sentence are numbers of `texts`, where many share them; the weight puts what readers look for first. `values`
    has what the cards of computed values and statistics in the findings that are `shown` say, by the address to which
    each leads, and `parameters` those values of a report that are not in its title.
    """
    texts: dict[str, int] = {}
    listed = [_record(one, texts) for one in figures]
    findings, values = "".join(shown), dict[str, list[str]]()
    for page in pages:
        titled = {one.id: [one.rule] for one in page.shows.computed}
        titled |= {one.id: [one.title, one.publisher] for one in page.shows.titles}
        addresses = {f"{page.report.path}.html#{name}": parts for name, parts in titled.items()}
        values |= {address: parts for address, parts in addresses.items() if f'href="{address}"' in findings}
    parameters = {f"{page.report.path}.html": _untitled(page) for page in pages}
    entries = {
        "texts": list(texts),
        "figures": listed,
        "values": values,
        "parameters": {address: words for address, words in parameters.items() if words},
    }
    return as_json(entries)


def _record(one: Claim, texts: dict[str, int]) -> list[Any]:
    # The outcome stands beside the sentence that begins with it.
    sentence = one.verdict.removeprefix(f"{one.outcome[:1].upper()}{one.outcome[1:]}. ")
    shared = f"{one.theme} · {one.document}", f"{one.kind} {one.sign} {one.outcome}", sentence
    numbers = [texts.setdefault(text, len(texts)) for text in shared]
    # Works are found in the list of sources of a report; those whose titles no keyboard here has are rare.
    foreign = [title for title in one.works if any(letter.isalpha() and ord(letter) > 0x370 for letter in title)]
    return [one.id, one.printed, one.what, *numbers, one.weight, *([" ".join(foreign)] if foreign else [])]


def _untitled(page: Page) -> str:
    report = page.report
    values = (value for _, value, _ in report.shown(chosen=True))
    return ", ".join(value for value in values if value not in page.title.striptags())
