"""Whose words a figure is where its document quotes somebody, as its remark says: `Words of <name>: `."""

import re

WORDS_OF = re.compile(r"^((?:Doubtful|Repaired): )?Words of ([^:\n]+): (.)")


def speaker(remark: str) -> str:
    """Return the name of whom a document quotes, empty where a remark names nobody.

    >>> speaker("Words of Ada North: from a speech of that year.")
    'Ada North'
    """
    begins = WORDS_OF.match(remark)
    return begins[2] if begins else ""


def without_speaker(remark: str) -> str:
    """Return a remark without the name that it begins with."""
    return WORDS_OF.sub(lambda begins: f"{begins[1] or ''}{begins[3].upper()}", remark, count=1)
