"""Words of scripts that run from right to left, kept apart from what stands beside them on a page.

Without it two such names take the arrow between them, and a number after a name moves before it.
https://www.w3.org/International/articles/inline-bidi-markup/
"""

import re

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms, with marks; numbers belong to words beside them.
LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
ANY = re.compile(f"[{LETTER}]")
WORDS = re.compile(rf"(?:\d+(?:[.,]\d+)*\s)?[{LETTER}](?:[{LETTER}\d\s.'’\"%-]*[{LETTER}\d%])?")
# What has no markup inside, any tag, and else text; words in a drawing are kept apart by characters, not by elements.
PART = re.compile(
    r"(?P<whole><(?P<name>script|style|title)\b.*?</(?P=name)>)|(?P<drawn><text\b[^>]*>[^<]*)|(?P<tag><[^>]*>)|(?P<text>[^<]+)",
    re.DOTALL | re.IGNORECASE,
)
FIRST_STRONG, POP = "\u2068", "\u2069"


def isolated(html: str) -> str:
    """Return a page in which each run of such words stands in a `bdi`, which takes its direction from them."""
    return PART.sub(_part, html) if ANY.search(html) else html


def _part(part: re.Match[str]) -> str:
    if part["text"]:
        return WORDS.sub(r"<bdi>\g<0></bdi>", part[0])
    if part["drawn"]:
        tag, end, text = part[0].partition(">")
        return tag + end + WORDS.sub(rf"{FIRST_STRONG}\g<0>{POP}", text)
    return part[0]
