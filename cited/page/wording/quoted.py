"""Passages of documents as a reader sees them printed: without the marks of the file that they are read from."""

import re
from collections.abc import Sequence

from cited.page.wording import words

# Markdown for a link and for emphasis, as texts of web pages have them.
LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s\0]*\)")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])")


def passage(parts: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return the parts of a passage, pairs of a text and a figure's id, with `the list` for `[the list](address)`.

    A mark may begin in one part and end in another.

    >>> passage([("since *", ""), ("1991", "a-1"), ("*, see [here](#)", "")])
    [('since ', ''), ('1991', 'a-1'), (', see here', '')]
    """
    whole = "\0".join(words.as_read(text) for text, _figure in parts)
    shown = EMPHASIS.sub(r"\2", LINK.sub(r"\1", whole)).split("\0")
    return [(text, figure) for text, (_text, figure) in zip(shown, parts, strict=True)]
