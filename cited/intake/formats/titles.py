"""Titles written by a program, not a person: file names, addresses, an editor's name for a new document."""

import re
from collections.abc import Iterable

_MOST = 200
_GENERIC = re.compile(
    r"\W*(?:(?:new |unnamed |untitled |unbenannt\w*|sans titre|sin t[ií]tulo)?"
    r"(?:document|dokument|file|page|presentation|powerpoint presentation|slides?|report|print|title|untitled|unnamed"
    r"|layout|template|draft|scan|book|unbenannt\w*)?[\W\d_]*)\W*"
    r"|(?:microsoft (?:word|powerpoint|excel)|powerpoint) ?[-–].*"
    r"|\S*\.(?:docx?|odt|rtf|pdf|html?|xhtml|indd|qxd|tex|dvi|ps|pptx?|xlsx?|txt|md|pages)"
    r"|(?:about|file|https?|data):\S*|[\w.-]*[_\d][\w.-]*",
    re.IGNORECASE,
)


def is_generic(title: str) -> bool:
    """Tell whether a title says nothing: `Microsoft Word - final_v3.docx`, `about:blank`, `Untitled`, `Report 2`."""
    return bool(_GENERIC.fullmatch(title.strip()))


def first(titles: Iterable[str]) -> str:
    """Return the first title that says something, of at most 200 characters; else the first that is not empty."""
    known = [" ".join(title.split()) for title in titles]
    telling = next((title for title in known if title and not is_generic(title)), "")
    title = telling or next(filter(None, known), "")
    if len(title) <= _MOST:
        return title
    # A line of text that stands for a title ends with its first sentence, else with a word.
    end = re.search(r"[.!?](?=\s[A-Z])", title[:_MOST])
    return title[: end.end()] if end else title[:_MOST].rpartition(" ")[0] or title[:_MOST]
