"""The known name nearest to an unknown one: a typo is answered with what was probably meant."""

import re
from collections.abc import Iterable

# The share of letters that two names have in common: below the first two are no slip of the hand, below the second
# two words are not one (`mask` and `masks`) where the one name is the other with words left out.
# Two of five letters may differ, so the first is a little less than three fifths.
ALIKE, WORD = 0.599, 0.75


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like another, whatever their case, or an empty text where none is like it."""
    # Imported late: most commands never meet an unknown name.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    names = sorted({item for item in known if item})
    for among, least in ((names, ALIKE), ([other for other in names if _is_part(name, other)], 0.0)):
        best = process.extractOne(
            name, among, scorer=OSA.normalized_similarity, processor=str.lower, score_cutoff=least
        )
        if best:
            return best[0]
    return ""


def _is_part(name: str, other: str) -> bool:
    """Tell whether all words of one of two names are words of the other."""
    from rapidfuzz.distance import OSA

    few, many = sorted((re.findall(r"\w+", text.lower()) for text in (name, other)), key=len)
    return bool(few) and all(any(OSA.normalized_similarity(one, word) >= WORD for word in many) for one in few)


def suggestion(name: object, known: Iterable[object]) -> str:
    """Return `; did you mean “…”?` with the nearest known name, or an empty text where none is like it.

    >>> suggestion("reserve", ["reserves", "trade"]), suggestion("masks", ["reserves", "trade"])
    ('; did you mean “reserves”?', '')
    """
    near = nearest(str(name), map(str, known))
    return f"; did you mean “{near}”?" if near else ""
