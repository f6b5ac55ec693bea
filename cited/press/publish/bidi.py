"""Words of scripts that run from right to left, kept apart from what stands beside them on a page.

Without it two such names take the arrow between them, and a number after a name moves before it.
https://www.w3.org/International/articles/inline-bidi-markup/
"""

import re

from cited.press.publish import texts

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms, with marks; numbers belong to words beside them.
LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
ANY = re.compile(f"[{LETTER}]")
WORDS = re.compile(rf"(?:\d+(?:[.,]\d+)*\s)?[{LETTER}](?:[{LETTER}\d\s.'’\"%-]*[{LETTER}\d%])?")
FIRST_STRONG, POP = "\u2068", "\u2069"


def isolated(html: str) -> str:
    """Return a page in which each run of such words stands in a `bdi`, which takes its direction from them."""
    return texts.changed(html, _text) if ANY.search(html) else html


def _text(text: str, drawn: bool) -> str:
    return WORDS.sub(rf"{FIRST_STRONG}\g<0>{POP}" if drawn else r"<bdi>\g<0></bdi>", text)
